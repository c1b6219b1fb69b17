/* Text set in lines of a given width. Nothing here knows of a page: the caller measures. */

/**
 * Return words set in lines; a word longer than a line is cut.
 *
 * @param {string} words
 * @param {number} width
 * @param {(text: string) => number} widthOf
 */
export function wrapText(words, width, widthOf) {
  const lines = [''];
  for (const word of words.split(' ')) {
    const rest = cutLongWord(word, width, widthOf, lines);
    const longer = `${lines.at(-1)} ${rest}`.trim();
    if (widthOf(longer) > width) lines.push(rest);
    else lines[lines.length - 1] = longer;
  }
  return lines.filter(Boolean);
}

/**
 * Put what fills whole lines of a word too long for one into the lines, and return the rest.
 *
 * @param {string} word
 * @param {number} width
 * @param {(text: string) => number} widthOf
 * @param {string[]} lines
 */
function cutLongWord(word, width, widthOf, lines) {
  let rest = word;
  // A single letter is never cut, however narrow the line is.
  while (rest.length > 1 && widthOf(rest) > width) {
    let fits = rest.length;
    while (fits > 1 && widthOf(rest.slice(0, fits)) > width) fits = Math.floor(fits * 0.8);
    lines.push(rest.slice(0, fits));
    rest = rest.slice(fits);
  }
  return rest;
}
