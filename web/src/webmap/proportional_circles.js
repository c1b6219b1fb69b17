/*
 * Circles whose area is an amount. The radius is pixels times the square root of the amount, so that a circle of
 * twice the area means twice the tonnes; nothing is enlarged to be seen better. How little stands behind an amount is
 * shown twice, by a lighter fill and a looser line.
 */
import { svg } from './elements.js';

/** @import { CircleSymbol } from './data' */

// Pixels of radius for one million t; a narrow map has less room.
const WIDE = 4.6;
const NARROW = 3.2;
const WIDE_FROM = 700;
/** @type {Record<string, number>} */
const FILLS = { full: 0.8, half: 0.4, claimed: 0.14, empty: 0 };
// Dash and gap in units of the radius, at most as long as on a circle of 9 px.
/** @type {Record<string, number[]>} */
const DASHES = { claimed: [0.5, 0.28], empty: [0.02, 0.34] };
const TICK = 4;

let pixels = WIDE;

/**
 * Fit the size of all circles to the width of a map, and return whether it has changed.
 *
 * @param {number} width
 */
export function fitCircles(width) {
  const before = pixels;
  pixels = width < WIDE_FROM ? NARROW : WIDE;
  return pixels !== before;
}

/** @param {{ root: number }} symbol */
export function circleRadius(symbol) {
  return symbol.root * pixels;
}

/**
 * @param {string} state
 * @param {number} radius
 */
function dashOf(state, radius) {
  const dash = DASHES[state];
  if (!dash) return null;
  const unit = Math.min(radius, 9);
  return dash.map((part) => Math.max(part * unit, 0.1).toFixed(2)).join(' ');
}

/**
 * Draw four short strokes: outwards for "at least", inwards for "at most".
 *
 * @param {number} radius
 * @param {string} bound
 * @param {string} colour
 */
function ticks(radius, bound, colour) {
  const from = radius + (bound === 'least' ? 1.5 : -TICK);
  const d = [0, 1, 2, 3].map((quarter) => {
    const angle = Math.PI * (0.25 + quarter / 2);
    /** @param {number} length */
    const at = (length) => `${(length * Math.cos(angle)).toFixed(2)} ${(length * Math.sin(angle)).toFixed(2)}`;
    return `M${at(from)}L${at(from + TICK)}`;
  }).join('');
  return svg('path', { d, stroke: colour, 'stroke-width': 1.5, fill: 'none' });
}

/**
 * @param {CircleSymbol} symbol
 * @param {string} state
 * @param {(name: string) => string} paint
 */
export function drawCircle(symbol, state, paint) {
  const radius = circleRadius(symbol);
  const own = paint(symbol.colour);
  /** @type {SVGElement[]} */
  const parts = [
    svg('circle', { r: radius + 1.1, fill: 'none', stroke: paint('halo'), 'stroke-width': 1.4 }),
    svg('circle', {
      r: radius,
      fill: own,
      'fill-opacity': FILLS[state],
      stroke: own,
      'stroke-width': state === 'empty' ? 1.9 : 1.4,
      'stroke-dasharray': dashOf(state, radius),
      'stroke-linecap': state === 'empty' ? 'round' : 'butt',
    }),
  ];
  if (symbol.computed) {
    parts.push(svg('circle', { r: Math.min(1.6, radius / 3), fill: state === 'full' ? paint('halo') : own }));
  }
  if (symbol.bound) parts.push(ticks(radius, symbol.bound, own));
  return svg('g', {}, parts);
}

/**
 * Draw the key of sizes: circles that stand in each other, each with its amount.
 *
 * @param {{ root: number, text: string }[]} keys largest first
 * @param {(name: string) => string} paint
 */
export function drawSizeKey(keys, paint) {
  const largest = circleRadius(keys[0]);
  const width = 2 * largest + 96;
  const height = 2 * largest + 16;
  /** @type {SVGElement[]} */
  const parts = [];
  for (const key of keys) {
    const radius = circleRadius(key);
    const top = height - 4 - 2 * radius;
    const outline = { fill: 'none', stroke: paint('ink'), 'stroke-width': 1.1 };
    const text = { fill: paint('ink'), 'font-size': 12, 'dominant-baseline': 'central', text: key.text };
    parts.push(
      svg('circle', { cx: largest + 2, cy: top + radius, r: radius, ...outline }),
      svg('line', {
        x1: largest + 2, x2: 2 * largest + 14, y1: top, y2: top, stroke: paint('soft'), 'stroke-width': 0.8,
      }),
      svg('text', { x: 2 * largest + 18, y: top, ...text }),
    );
  }
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' }, parts);
}
