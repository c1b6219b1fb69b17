/* Citations: numbers that link to the list of sources at the end of the page. */
import { element, find } from '../../webmap/elements.js';

/** @import { Child } from '../../webmap/elements.js' */
/** @import { RichText } from './data' */

/**
 * Return a source in a line.
 *
 * @param {number} number
 */
function sourceLine(number) {
  const entry = find(`#source-${number}`);
  return `${find('.title', entry).textContent}. ${find('.meta', entry).textContent}`;
}

/** @param {number[]} numbers */
export function citationLinks(numbers) {
  if (!numbers.length) return null;
  return element('sup', { class: 'cites' }, numbers.map((number) => {
    const source = sourceLine(number);
    return element('a', {
      href: `#source-${number}`,
      class: 'cite',
      title: source,
      'aria-label': `Source ${number}: ${source}`,
      text: number,
    });
  }));
}

/**
 * Return text with its citations; numbers in a row stand together.
 *
 * @param {RichText} parts
 * @returns {Child[]}
 */
export function richText(parts) {
  /** @type {Child[]} */
  const nodes = [];
  /** @type {number[]} */
  let numbers = [];
  for (const part of [...parts, '']) {
    if (typeof part === 'number') {
      numbers.push(part);
      continue;
    }
    if (numbers.length) nodes.push(citationLinks(numbers));
    numbers = [];
    if (part) nodes.push(part);
  }
  return nodes;
}
