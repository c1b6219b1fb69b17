/* Which routes are shown, and the paths and signals that pages are made of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EVERY_PORT, routesAlong, routesByPort } from '../src/pages/shared/route_choice.js';
import { pathData } from '../src/pages/shared/picture_shapes.js';
import { makeSignal } from '../src/webmap/signals.js';

const ROUTES = [
  { id: 'a-izmir', card: 'route-a-izmir', port: 'TRIZM', group: 0 },
  { id: 'a-mersin', card: 'route-a-mersin', port: 'TRMER', group: 0 },
  { id: 'b-land', card: 'route-b-land', port: '', group: 1 },
];

test('of each group the route by the port is shown, or else the first', () => {
  assert.deepEqual([...routesByPort(ROUTES, 'TRMER')], [1, 2]);
  assert.deepEqual([...routesByPort(ROUTES, 'TRIZM')], [0, 2]);
  assert.deepEqual([...routesByPort(ROUTES, 'NLRTM')], [0, 2]);
  assert.deepEqual([...routesByPort(ROUTES, EVERY_PORT)], [0, 1, 2]);
  assert.deepEqual([...routesByPort([], 'TRMER')], []);
});

test('of the routes along a line the open one comes first, and hidden ones not at all', () => {
  const line = { lines: [], routes: [0, 1, 2], colour: 'soft', style: 'sea', wide: false };
  assert.deepEqual(routesAlong(line, new Set([0, 2]), null), [0, 2]);
  assert.deepEqual(routesAlong(line, new Set([0, 2]), 2), [2, 0]);
  assert.deepEqual(routesAlong(line, new Set([0, 2]), 1), [1, 0, 2]);
});

test('paths leave out detail that no one sees, but never their last place', () => {
  /** @param {[number, number]} place */
  const toPixel = ([x, y]) => ({ x, y });
  /** @type {[number, number][]} */
  const line = [[0, 0], [0.1, 0.1], [10, 0], [10.04, 0]];
  assert.equal(pathData([line], toPixel), 'M0 0L10 0L10 0');
  assert.equal(pathData([[[0, 0], [5, 0], [5, 5.26]]], toPixel, true), 'M0 0L5 0L5 5.3Z');
  assert.equal(pathData([[[1, 1]]], toPixel), '');
});

test('a signal tells everyone, in turn', () => {
  /** @type {string[]} */
  const heard = [];
  /** @type {import('../src/webmap/signals.js').Signal<string>} */
  const signal = makeSignal();
  signal.on((value) => heard.push(`first ${value}`));
  signal.on((value) => heard.push(`second ${value}`));
  signal.emit('a');
  assert.deepEqual(heard, ['first a', 'second a']);
});
