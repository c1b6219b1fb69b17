/* Where labels go. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { alignmentOf, box, boxAround, overlaps, placeLabels } from '../src/webmap/label_placement.js';
import { wrapText } from '../src/pages/shared/text_lines.js';
import { casesOf } from './cases.js';

/** @import { Placeable, Side } from '../src/webmap/label_placement.js' */

/** @type {readonly Side[]} */
const FOUR_SIDES = ['right', 'left', 'above', 'below'];
const VIEW = box(0, 0, 400, 300);

/**
 * @param {number} x
 * @param {number} y
 * @param {Partial<Placeable>} [changes]
 * @returns {Placeable}
 */
function labelAt(x, y, changes = {}) {
  return { width: 60, height: 14, marks: [boxAround({ x, y }, 7)], ...changes };
}

test('labels take the same sides as those of the charts', () => {
  const cases = /**
    @type {{ what: string, panel: [number, number], labels: { at: [number, number], width: number }[],
      sides: (Side | null)[] }[]} */ (casesOf('label_sides'));
  for (const { what, panel, labels, sides } of cases) {
    const asked = labels.map(({ at: [x, y], width }) => labelAt(x, y, { width, sides: FOUR_SIDES }));
    const placed = placeLabels(asked, box(0, 0, ...panel), []);
    assert.deepEqual(placed.map((spot) => spot && spot.side), sides, what);
  }
});

test('no label covers another, a mark that is not its own, or an obstacle', () => {
  // A fixed scatter: a linear congruential generator, so that each run tries the same places.
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const anywhere = () => labelAt(400 * random(), 300 * random(), { width: 20 + 60 * random() });
  const labels = Array.from({ length: 60 }, anywhere);
  const obstacle = box(150, 100, 80, 80);
  const spots = placeLabels(labels, VIEW, [obstacle]);
  assert.ok(spots.filter(Boolean).length > 10);
  spots.forEach((spot, i) => {
    if (!spot) return;
    assert.ok(spot.left >= VIEW.left && spot.right <= VIEW.right && spot.top >= VIEW.top && spot.bottom <= VIEW.bottom);
    assert.ok(!overlaps(spot, obstacle));
    spots.forEach((other, k) => assert.ok(!other || k === i || !overlaps(spot, other)));
    labels.forEach((label, k) => assert.ok(k === i || !overlaps(spot, label.marks[0])));
  });
});

test('a soft mark may be covered', () => {
  const first = labelAt(100, 100);
  const hard = placeLabels([first, labelAt(140, 100)], VIEW, [])[0];
  const soft = placeLabels([first, labelAt(140, 100, { soft: true })], VIEW, [])[0];
  assert.equal(hard?.side, 'left');
  assert.equal(soft?.side, 'right');
});

test('a label that is not written keeps its mark clear of others', () => {
  const spots = placeLabels([labelAt(100, 100), labelAt(140, 100, { sides: [] })], VIEW, []);
  assert.deepEqual([spots[0]?.side, spots[1]], ['left', null]);
});

test('of several marks the first that is in view and has room is taken', () => {
  const marks = [boxAround({ x: -50, y: 50 }, 1), boxAround({ x: 200, y: 50 }, 1)];
  const [spot] = placeLabels([labelAt(0, 0, { marks, sides: ['middle'] })], VIEW, []);
  assert.deepEqual(spot, { left: 170, top: 43, right: 230, bottom: 57, side: 'middle' });
});

test('boxes that share an edge do not overlap', () => {
  assert.ok(!overlaps(box(0, 0, 10, 10), box(10, 0, 10, 10)));
  assert.ok(overlaps(box(0, 0, 10, 10), box(9, 9, 10, 10)));
});

test('the lines of a label stand towards its mark', () => {
  assert.deepEqual(
    /** @type {Side[]} */ (['left', 'upperLeft', 'right', 'lowerRight', 'above', 'middle']).map(alignmentOf),
    ['right', 'right', 'left', 'left', 'center', 'center'],
  );
});

/** @param {string} text */
const letters = (text) => text.length;

test('text is set in lines, and a word too long for one is cut', () => {
  assert.deepEqual(wrapText('one two three', 7, letters), ['one two', 'three']);
  assert.deepEqual(wrapText('a incomprehensibilities', 10, letters).join('').replaceAll(' ', ''),
    'aincomprehensibilities');
  assert.ok(wrapText('a incomprehensibilities', 10, letters).every((line) => line.length <= 10));
  assert.deepEqual(wrapText('', 10, letters), []);
  assert.deepEqual(wrapText('WW', 0.5, letters), ['W', 'W']);
});
