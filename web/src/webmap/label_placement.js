/*
 * Where labels go, so that none collide. Each asks for a spot beside its mark; the more important ask first; a label
 * for which no spot is left gets none. Pixels only: nothing here knows of a map or a page.
 */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
/** @typedef {keyof typeof OFFSETS} Side */
/**
 * A label to place: its size, the boxes beside one of which it may stand, the best first, and the sides to try. A
 * mark is an obstacle to every label but its own, unless soft.
 *
 * @typedef {{ width: number, height: number, marks: Box[], sides?: readonly Side[], soft?: boolean }} Placeable
 */
/** @typedef {Box & { side: Side }} Spot */

const GAP = 4;

/**
 * The upper left corner of a label on each side of a mark.
 *
 * @satisfies {Record<string, (mark: Box, size: { width: number, height: number }) => [left: number, top: number]>}
 */
const OFFSETS = {
  right: (mark, { height }) => [mark.right + GAP, (mark.top + mark.bottom - height) / 2],
  left: (mark, { width, height }) => [mark.left - GAP - width, (mark.top + mark.bottom - height) / 2],
  above: (mark, { width, height }) => [(mark.left + mark.right - width) / 2, mark.top - height - 1],
  below: (mark, { width }) => [(mark.left + mark.right - width) / 2, mark.bottom + 1],
  upperRight: (mark, { height }) => [mark.right, mark.top - height],
  lowerRight: (mark) => [mark.right, mark.bottom],
  upperLeft: (mark, { width, height }) => [mark.left - width, mark.top - height],
  lowerLeft: (mark, { width }) => [mark.left - width, mark.bottom],
  middle: (mark, { width, height }) => [(mark.left + mark.right - width) / 2, (mark.top + mark.bottom - height) / 2],
};

/**
 * The sides tried, best first: cartographers read right of a mark most easily, then left, above, below, corners.
 *
 * @type {readonly Side[]}
 */
const ANY_SIDE = ['right', 'left', 'above', 'below', 'upperRight', 'lowerRight', 'upperLeft', 'lowerLeft'];

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
export function box(x, y, width, height) {
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/**
 * Return the square box around a point.
 *
 * @param {{ x: number, y: number }} point
 * @param {number} half its side
 */
export function boxAround(point, half) {
  return box(point.x - half, point.y - half, 2 * half, 2 * half);
}

/**
 * Return whether two boxes share more than an edge.
 *
 * @param {Box} a
 * @param {Box} b
 */
export function overlaps(a, b) {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

/**
 * Return how text stands in a label that may be broken into lines: towards its mark.
 *
 * @param {Side} side
 * @returns {'left' | 'right' | 'center'}
 */
export function alignmentOf(side) {
  if (/left$/i.test(side)) return 'right';
  return /right$/i.test(side) ? 'left' : 'center';
}

/**
 * Return a spot for each label, or null where none is free, in the order given: the most important first.
 *
 * @param {readonly Placeable[]} labels
 * @param {Box} view within which every label stands
 * @param {readonly Box[]} obstacles that no label may cover
 * @returns {(Spot | null)[]}
 */
export function placeLabels(labels, view, obstacles) {
  const marks = labels.filter((label) => !label.soft)
    .flatMap((label) => label.marks.map((mark) => ({ mark, owner: label })));
  const taken = [...obstacles];
  return labels.map((label) => {
    const others = marks.filter((entry) => entry.owner !== label).map((entry) => entry.mark);
    const spot = firstFree(label, view, [...taken, ...others]);
    if (spot) taken.push(spot);
    return spot;
  });
}

/**
 * @param {Placeable} label
 * @param {Box} view
 * @param {readonly Box[]} taken
 * @returns {Spot | null}
 */
function firstFree(label, view, taken) {
  for (const mark of label.marks) {
    if (!overlaps(mark, view)) continue;
    for (const side of label.sides ?? ANY_SIDE) {
      const [left, top] = OFFSETS[side](mark, label);
      const spot = box(left, top, label.width, label.height);
      if (isWithin(spot, view) && !taken.some((other) => overlaps(spot, other))) return { ...spot, side };
    }
  }
  return null;
}

/**
 * @param {Box} inner
 * @param {Box} outer
 */
function isWithin(inner, outer) {
  return inner.left >= outer.left && inner.right <= outer.right
    && inner.top >= outer.top && inner.bottom <= outer.bottom;
}
