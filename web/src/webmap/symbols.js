/* Symbols: path data from the theme, one drawing for markers, key and picture files. */
import { variable } from './colours.js';
import { themeBlock } from './data_blocks.js';
import { svg } from './elements.js';
import { circleRadius, drawCircle } from './proportional_circles.js';

/** @import { MarkSymbol } from './data' */

/**
 * Draw a symbol around the origin.
 *
 * @param {MarkSymbol} symbol
 * @param {string} state "solid" for what runs, "pale" for what does not, "hollow" for what nobody has read in a source;
 *   circles have states of their own
 * @param {(name: string) => string} [paint] turns the name of a colour into what is written: a variable of the style
 *   sheet when not given, a value in picture files
 */
export function drawSymbol(symbol, state, paint = variable) {
  if (symbol.root !== undefined) return drawCircle(symbol, state, paint);
  const outline = { d: themeBlock().shapes[symbol.shape], 'stroke-linejoin': 'round' };
  const solid = state === 'solid';
  const parts = [svg('path', {
    ...outline,
    fill: paint(solid ? symbol.colour : 'halo'),
    stroke: paint(solid ? 'halo' : symbol.colour),
    'stroke-width': (solid ? 1.6 : 1.9) / symbol.scale,
    'stroke-dasharray': state === 'hollow' ? `${2.6 / symbol.scale} ${1.8 / symbol.scale}` : null,
  })];
  if (state === 'pale') parts.push(svg('path', { ...outline, fill: paint(symbol.colour), 'fill-opacity': 0.32 }));
  return svg('g', { transform: `scale(${symbol.scale})` }, parts);
}

/**
 * Return half the width of a symbol in pixels, its outline included.
 *
 * @param {MarkSymbol} symbol
 */
export function halfWidth(symbol) {
  return symbol.root === undefined ? 10 * symbol.scale : circleRadius(symbol) + 2;
}
