/* How many places are shown, in words. Only places are counted: tonnes of unlike statements are never added up. */
import { KINDS } from './filter_state.js';

/** @import { Kind } from './data' */

/** @type {Record<Kind, [one: string, several: string]>} */
const NOUNS = { deposit: ['deposit', 'deposits'], facility: ['plant', 'plants'], port: ['port', 'ports'] };

/** @param {string[]} parts */
function joined(parts) {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** @param {readonly { kind: Kind }[]} places */
function counts(places) {
  return KINDS.flatMap((kind) => {
    const number = places.filter((place) => place.kind === kind).length;
    return number ? [`${number}\u00a0${NOUNS[kind][number === 1 ? 0 : 1]}`] : [];
  });
}

/**
 * Return what is said of the places shown: the verified ones, and aside those that are not counted.
 *
 * @param {readonly { kind: Kind, unverified: boolean }[]} shown
 */
export function foundWords(shown) {
  const verified = counts(shown.filter((place) => !place.unverified));
  const others = counts(shown.filter((place) => place.unverified));
  return {
    main: verified.length ? joined(verified) : others.length ? 'No verified place' : 'No place matches',
    aside: others.length ? `not counted: ${joined(others)} that nobody has verified` : '',
  };
}
