/* What computes with degrees, metres and pixels. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeLine } from '../src/webmap/delta_lines.js';
import { degreeText, graticuleStep, multiples } from '../src/webmap/graticule.js';
import { groundScale, project, zoomFor } from '../src/webmap/mercator.js';
import { encloses, isOpposite, orthographic } from '../src/webmap/orthographic.js';
import { decodeBasemap, shoreOf } from '../src/webmap/outlines.js';
import { lengthText, roundLength } from '../src/webmap/scale_bar.js';
import { circleAround, placeAfter, stepBetween } from '../src/webmap/sphere.js';
import { casesOf, isNear } from './cases.js';

/** @import { LonLat } from '../src/webmap/delta_lines.js' */

test('lines are decoded as Python encodes them', () => {
  /** @typedef {{ steps_per_degree: number, places: LonLat[], line: number[] }} Case */
  const cases = /** @type {Case[]} */ (casesOf('delta_lines'));
  for (const { steps_per_degree: steps, places, line } of cases) assert.deepEqual(decodeLine(line, steps), places);
});

test('an empty line has no places', () => {
  assert.deepEqual(decodeLine([], 100), []);
});

test('places are put where Web Mercator puts them', () => {
  const cases = /** @type {{ place: LonLat, pixels: [number, number] }[]} */ (casesOf('mercator_pixels'));
  for (const { place, pixels } of cases) {
    const [x, y] = project(...place);
    assert.ok(isNear(x, pixels[0], 1e-6) && isNear(y, pixels[1], 1e-6), `${place}: ${x} ${y}`);
  }
});

test('the poles lie on the edge of the world', () => {
  assert.ok(isNear(project(0, 90)[1], 0, 1e-6));
  assert.ok(isNear(project(0, -90)[1], 256, 1e-6));
});

test('a zoom is found again from its ground scale', () => {
  for (const latitude of [0, 39.617, -60]) {
    for (const zoom of [0, 4.25, 12]) assert.ok(isNear(zoomFor(groundScale(zoom, latitude), latitude), zoom, 1e-12));
  }
  assert.ok(isNear(groundScale(0, 0), 156543.034, 0.001));
});

test('two maps at one ground scale differ by the cosines of their latitudes', () => {
  const scale = groundScale(9, 39.617);
  const expected = 9 + Math.log2(Math.cos(41.8 * Math.PI / 180) / Math.cos(39.617 * Math.PI / 180));
  assert.ok(isNear(zoomFor(scale, 41.8), expected, 1e-12));
});

test('steps on the sphere differ little from geodesics', () => {
  /** @typedef {{ from: LonLat, azimuth: number, metres: number, to: LonLat }} Case */
  const cases = /** @type {Case[]} */ (casesOf('geodesic_steps'));
  for (const { from, azimuth, metres, to } of cases) {
    const start = { lat: from[1], lng: from[0] };
    const end = placeAfter(start, { distance: metres, bearing: azimuth * Math.PI / 180 });
    const off = stepBetween(end, { lat: to[1], lng: to[0] }).distance;
    assert.ok(off < 0.006 * metres, `${from}: ${off} m of ${metres}`);
  }
});

test('a step leads where it was taken from', () => {
  const [a, b] = [{ lat: 39.6, lng: 179.5 }, { lat: 41.8, lng: 180.5 }];
  const end = placeAfter(a, stepBetween(a, b));
  assert.ok(isNear(end.lat, b.lat, 1e-9) && isNear(end.lng, b.lng, 1e-9));
  assert.equal(stepBetween(a, a).distance, 0);
});

test('a circle is closed and all its places are as far', () => {
  const centre = { lat: 60, lng: 10 };
  const circle = circleAround(centre, 5000);
  assert.equal(circle.length, 73);
  assert.ok(isNear(circle[0][0], circle[72][0], 1e-9) && isNear(circle[0][1], circle[72][1], 1e-9));
  for (const [lat, lng] of circle) assert.ok(isNear(stepBetween(centre, { lat, lng }).distance, 5000, 0.01));
});

test('the scale bar shows the longest of 1, 2 and 5 that fits', () => {
  const lengths = [1, 1.99, 2, 4.9, 5, 9.9, 10, 199, 4999].map(roundLength);
  assert.deepEqual(lengths, [1, 1, 2, 2, 5, 5, 10, 100, 2000]);
});

test('lengths are said in metres, from one kilometre in kilometres', () => {
  const words = [5, 500, 1000, 20000, 2000000].map(lengthText);
  assert.deepEqual(words, ['5 m', '500 m', '1 km', '20 km', '2\u202f000 km']);
});

test('the graticule has the finest step that leaves its lines room', () => {
  assert.deepEqual([0, 2, 4, 8, 12].map(graticuleStep), [45, 45, 10, 1, 0.05]);
});

test('multiples are exact', () => {
  assert.deepEqual(multiples(-0.25, 0.35, 0.1), [-0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  assert.deepEqual(multiples(1, 9, 10), []);
});

test('degrees name their side, but for the equator and the two middle meridians', () => {
  assert.equal(degreeText(30, 10, 'NS'), '30°\u00a0N');
  assert.equal(degreeText(-30.5, 0.5, 'NS'), '30.5°\u00a0S');
  assert.equal(degreeText(0, 10, 'NS'), '0°');
  assert.equal(degreeText(190, 10, 'EW'), '170°\u00a0W');
  assert.equal(degreeText(-180, 10, 'EW'), '180°');
  assert.equal(degreeText(0.05, 0.05, 'EW'), '0.05°\u00a0E');
});

test('the globe shows what lies before it, and turns the rest outwards', () => {
  const globe = orthographic([40, 30], 44);
  const middle = globe(30, 40);
  assert.ok(isNear(middle.x, 0, 1e-9) && isNear(middle.y, 0, 1e-9) && middle.front);
  const north = globe(30, 90);
  assert.ok(north.front && isNear(north.y, -44 * Math.cos(40 * Math.PI / 180), 1e-9));
  const behind = globe(-150, -30);
  assert.ok(!behind.front && Math.hypot(behind.x, behind.y) > 44);
});

/** @type {LonLat[]} */
const SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10]];

test('a ring encloses what is inside it', () => {
  assert.ok(encloses(SQUARE, 5, 5));
  assert.ok(!encloses(SQUARE, 15, 5));
  assert.ok(!encloses(SQUARE, 5, 15));
});

test('land around the opposite point is known, and a hole in it', () => {
  assert.ok(isOpposite([SQUARE], [-5, -175]));
  assert.ok(!isOpposite([SQUARE], [5, 5]));
  assert.ok(!isOpposite([SQUARE, [[4, 4], [6, 4], [6, 6], [4, 6]]], [-5, -175]));
});

test('a shore leaves out where the window cut the land', () => {
  assert.deepEqual(shoreOf(SQUARE, [-1, -1, 20, 20]), [[...SQUARE, [0, 0]]]);
  assert.deepEqual(shoreOf(SQUARE, [0, -1, 20, 20]), [[[0, 0], [10, 0], [10, 10], [0, 10]]]);
  assert.deepEqual(shoreOf(SQUARE, [0, 0, 10, 10]), []);
});

test('a basemap is decoded into land, shore and borders', () => {
  const outlines = decodeBasemap({
    bbox: [0, -10, 90, 90],
    steps_per_degree: 10,
    land: [[[0, 0, 100, 0, 0, 100, -100, 0]]],
    borders: [[5, 5, 10, 10]],
  });
  assert.deepEqual(outlines.land, [[SQUARE]]);
  assert.deepEqual(outlines.shore, [SQUARE]);
  assert.deepEqual(outlines.borders, [[[0.5, 0.5], [1.5, 1.5]]]);
});
