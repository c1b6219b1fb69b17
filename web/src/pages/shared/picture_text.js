/* The text of a picture file: title, key and notes, so that the picture can stand alone. */
import { colour } from '../../webmap/colours.js';
import { themeBlock } from '../../webmap/data_blocks.js';
import { penOf, svg } from '../../webmap/elements.js';
import { drawSymbol } from '../../webmap/symbols.js';
import { FONT, MARGIN, rounded, textAt } from './picture_shapes.js';
import { wrapText } from './text_lines.js';

/** @import { KeyEntry, PictureWords } from './data' */

/**
 * A drawn part of a picture, and the height at which it ends.
 *
 * @typedef {{ node: SVGElement, bottom: number }} Part
 */

const BELOW_TITLE = 14;
const LINE = 17;

/**
 * Return a function that measures text.
 *
 * @param {number} size
 * @param {number} [weight]
 * @returns {(text: string) => number}
 */
function measuring(size, weight = 400) {
  const pen = penOf();
  pen.font = `${weight} ${size}px ${FONT}`;
  return (text) => pen.measureText(text).width;
}

/**
 * Draw the title and what stands under it, in as many lines as the width asks for.
 *
 * @param {PictureWords} words
 * @param {number} width
 * @returns {Part}
 */
export function drawTitle(words, width) {
  const group = svg('g');
  const title = { text: words.title, size: 20, weight: 600, line: 24, style: { 'font-size': 20, 'font-weight': 600 } };
  const subtitle = { text: words.subtitle, size: 12, weight: 400, line: LINE, style: { fill: colour('soft') } };
  let y = 30;
  for (const { text, size, weight, line, style } of [title, subtitle]) {
    const lines = wrapText(text, width - 2 * MARGIN, measuring(size, weight));
    lines.forEach((part, i) => group.append(textAt(MARGIN, y + i * line, part, style)));
    y += (lines.length - 1) * line + LINE + 3;
  }
  return { node: group, bottom: y - LINE - 3 + BELOW_TITLE };
}

/** @param {KeyEntry} entry */
function keySymbol(entry) {
  if (!entry.line) return drawSymbol(entry.symbol, entry.state, colour);
  const { weight, dash } = themeBlock().lines[entry.line];
  return svg('line', {
    x1: -12, x2: 12, stroke: colour(entry.colour), 'stroke-width': weight, 'stroke-dasharray': dash,
  });
}

/**
 * @param {KeyEntry[]} entries
 * @param {number} width
 * @param {number} top
 * @returns {Part}
 */
export function drawKey(entries, width, top) {
  const group = svg('g');
  const widthOf = measuring(12);
  let x = MARGIN;
  let y = top;
  for (const entry of entries) {
    const needed = 34 + widthOf(entry.label) + 20;
    if (x > MARGIN && x + needed > width - MARGIN) {
      x = MARGIN;
      y += 22;
    }
    group.append(
      svg('g', { transform: `translate(${rounded(x + 12)} ${rounded(y - 4)})` }, [keySymbol(entry)]),
      textAt(x + 30, y, entry.label),
    );
    x += needed;
  }
  return { node: group, bottom: y };
}

/**
 * @param {string[]} notes
 * @param {number} width
 * @param {number} top
 * @returns {Part}
 */
export function drawNotes(notes, width, top) {
  const widthOf = measuring(11);
  const group = svg('g');
  let y = top;
  for (const line of notes.flatMap((words) => wrapText(words, width - 2 * MARGIN, widthOf))) {
    group.append(textAt(MARGIN, y, line, { 'font-size': 11, fill: colour('soft') }));
    y += 15;
  }
  return { node: group, bottom: y };
}
