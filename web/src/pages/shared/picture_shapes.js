/* The shapes of picture files: rounded numbers, paths without needless detail, text. */
import { colour } from '../../webmap/colours.js';
import { svg } from '../../webmap/elements.js';

/** @typedef {{ x: number, y: number }} Pixel */
/** @typedef {{ lines: string[], width: number }} Wrapped */

export const MARGIN = 24;
export const FONT = 'system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';

// Detail finer than this, in pixels, would only make the file large.
const FINEST = 0.6;

/** @param {number} value */
export function rounded(value) {
  return String(Math.round(value * 10) / 10);
}

/**
 * Return path data of lines.
 *
 * @template P
 * @param {P[][]} lines
 * @param {(place: P) => Pixel} toPixel
 * @param {boolean} [closed]
 */
export function pathData(lines, toPixel, closed = false) {
  return lines.map((line) => {
    const spots = spotsOf(line.map(toPixel));
    return spots.length > (closed ? 2 : 1) ? `M${spots.join('L')}${closed ? 'Z' : ''}` : '';
  }).join('');
}

/** @param {Pixel[]} pixels */
function spotsOf(pixels) {
  /** @type {string[]} */
  const spots = [];
  /** @type {Pixel | null} */
  let last = null;
  for (const [i, pixel] of pixels.entries()) {
    const isNear = last && Math.abs(pixel.x - last.x) < FINEST && Math.abs(pixel.y - last.y) < FINEST;
    if (isNear && i < pixels.length - 1) continue;
    spots.push(`${rounded(pixel.x)} ${rounded(pixel.y)}`);
    last = pixel;
  }
  return spots;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {Record<string, import('../../webmap/elements.js').Value>} [style]
 */
export function textAt(x, y, words, style = {}) {
  return svg('text', { x: rounded(x), y: rounded(y), text: words, fill: colour('ink'), 'font-size': 12, ...style });
}
