/*
 * What the reader has chosen, and the address that keeps it: after the # of the page's address, so that a view can be
 * linked and no server is asked.
 */

/** @import { Kind, SortKey } from './data' */

/**
 * words: the text of the search. values: what is ticked in each filter. place: the card that is open.
 *
 * @typedef {{ words: string, sort: SortKey, unverified: boolean, routes: boolean, kinds: Kind[],
 *   values: Record<string, string[]>, place: string | null }} FilterState
 */
/** The filters of the page, and the values that each offers. @typedef {Record<string, string[]>} KnownValues */

/** @type {readonly Kind[]} */
export const KINDS = ['deposit', 'facility', 'port'];
/** @type {readonly SortKey[]} */
const SORTS = ['name', 'treo', 'grade', 'date'];
const LONGEST_SEARCH = 200;

/**
 * Return the state in which every place is shown.
 *
 * @param {string[]} filters
 * @returns {FilterState}
 */
export function blankState(filters) {
  const values = Object.fromEntries(filters.map((key) => [key, []]));
  return { words: '', sort: 'name', unverified: true, routes: false, kinds: [...KINDS], values, place: null };
}

/**
 * Return a state as the part of an address after "#"; empty when it is the blank one.
 *
 * @param {FilterState} state
 */
export function toAddress(state) {
  const parts = new URLSearchParams();
  if (state.words) parts.set('q', state.words);
  if (state.kinds.length < KINDS.length) parts.set('kinds', state.kinds.join(','));
  for (const [key, chosen] of Object.entries(state.values)) {
    if (chosen.length) parts.set(key, chosen.join(','));
  }
  if (!state.unverified) parts.set('unverified', 'no');
  if (state.routes) parts.set('routes', 'yes');
  if (state.sort !== 'name') parts.set('sort', state.sort);
  if (state.place) parts.set('place', state.place);
  return parts.toString();
}

/**
 * Return the state that an address asks for. Whoever writes an address by hand may write nonsense: only values that
 * exist are taken.
 *
 * @param {string} address
 * @param {KnownValues} known
 * @returns {FilterState}
 */
export function fromAddress(address, known) {
  const parts = new URLSearchParams(address);
  const state = blankState(Object.keys(known));
  /** @type {<V extends string>(key: string, allowed: readonly V[]) => V[]} */
  const listed = (key, allowed) =>
    (parts.get(key) ?? '').split(',').flatMap((value) => allowed.find((other) => other === value) ?? []);
  state.words = (parts.get('q') ?? '').slice(0, LONGEST_SEARCH);
  if (parts.has('kinds')) state.kinds = listed('kinds', KINDS);
  for (const [key, values] of Object.entries(known)) state.values[key] = listed(key, values);
  state.unverified = parts.get('unverified') !== 'no';
  state.routes = parts.get('routes') === 'yes';
  state.sort = SORTS.find((sort) => sort === parts.get('sort')) ?? 'name';
  state.place = parts.get('place');
  return state;
}

/**
 * Return whether an address is one of ours. One that leads to a source (#source-3) is none: it holds no "=".
 *
 * @param {string} address
 */
export function isOurs(address) {
  return !address || address.includes('=');
}
