/* Which places match what the reader has chosen, and in which order they stand. */
import { foldName } from './name_folding.js';

/** @import { Findable, SortKey } from './data' */
/** @import { FilterState } from './filter_state.js' */

/**
 * turn: the place in the order by name. folded: the words it is found by, as `foldName` makes them.
 *
 * @typedef {Findable & { turn: number, folded: string[] }} Searchable
 */

/**
 * Return the words of a place as the search compares them: each whole, and without what stands in brackets.
 *
 * @param {string[]} words
 */
export function foldedWords(words) {
  return [...words.map(foldName), ...words.map((text) => foldName(text.split(' (')[0]))];
}

/**
 * Return the words that a search asks for, as the search compares them.
 *
 * @param {string} text
 */
export function askedWords(text) {
  return text.split(/\s+/).map(foldName).filter(Boolean);
}

/**
 * Return whether the filters let a place through. A filter leaves alone what it does not speak of: a plant has no
 * reporting code.
 *
 * @param {Findable} place
 * @param {FilterState} state
 * @param {string} [except] a filter not to ask
 */
function hasValues(place, state, except) {
  return Object.entries(state.values).every(([key, asked]) => {
    const given = place.values[key];
    return key === except || !asked.length || !given || given.some((value) => asked.includes(value));
  });
}

/**
 * Return whether a place is shown.
 *
 * @param {Searchable} place
 * @param {FilterState} state
 * @param {string[]} words from `askedWords`
 * @param {string} [except] a filter not to ask, or "kinds"
 */
export function matches(place, state, words, except) {
  return (except === 'kinds' || state.kinds.includes(place.kind))
    && (state.unverified || !place.unverified)
    && hasValues(place, state, except)
    && words.every((word) => place.folded.some((text) => text.includes(word)));
}

/**
 * Return places in order: by name, or largest, highest or newest first; what has no such figure comes last, by name.
 *
 * @template {Searchable} P
 * @param {readonly P[]} places
 * @param {SortKey} sort
 */
export function inOrder(places, sort) {
  return [...places].sort((a, b) => {
    if (sort === 'name') return a.turn - b.turn;
    const first = a.sort[sort];
    const second = b.sort[sort];
    if (first === second) return a.turn - b.turn;
    if (first === null) return 1;
    if (second === null) return -1;
    return first < second ? 1 : -1;
  });
}
