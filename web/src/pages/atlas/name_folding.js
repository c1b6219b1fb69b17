/*
 * The form in which names are compared: no case, accents, spaces or signs. The library folds names alike
 * (`geo_ree/errors.py`, `fold`); tests/data/folded_names.json holds both to the same cases.
 */

// Letters that do not come apart into a plain letter and a mark, and the sigma that ends a word.
/** @type {Record<string, string>} */
const LETTERS = { ı: 'i', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ς: 'σ' };

/** @param {string} text */
export function foldName(text) {
  return text.toLowerCase()
    .replace(/[ıøłđðþæœßς]/g, (letter) => LETTERS[letter])
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
