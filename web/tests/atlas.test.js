/* What the atlas page computes: folding of names, filters, sorting, words, and the address. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { askedWords, foldedWords, inOrder, matches } from '../src/pages/atlas/filter_rules.js';
import { blankState, fromAddress, isOurs, toAddress } from '../src/pages/atlas/filter_state.js';
import { foundWords } from '../src/pages/atlas/found_words.js';
import { foldName } from '../src/pages/atlas/name_folding.js';
import { casesOf } from './cases.js';

/** @import { Searchable } from '../src/pages/atlas/filter_rules.js' */
/** @import { FilterState } from '../src/pages/atlas/filter_state.js' */

const KNOWN = { country: ['TR', 'CN'], status: ['operating', 'planned'] };

/**
 * @param {Partial<Searchable>} [changes]
 * @returns {Searchable}
 */
function place(changes = {}) {
  const words = changes.words ?? ['Beylikova (Kızılcaören)', 'Türkiye'];
  return {
    kind: 'deposit',
    words,
    folded: foldedWords(words),
    unverified: false,
    values: { country: ['TR'] },
    sort: { treo: null, grade: null, date: null },
    turn: 0,
    ...changes,
  };
}

/**
 * @param {Partial<FilterState>} [changes]
 * @returns {FilterState}
 */
function state(changes = {}) {
  return { ...blankState(Object.keys(KNOWN)), ...changes };
}

test('names are folded as Python folds them', () => {
  const cases = /** @type {{ name: string, folded: string }[]} */ (casesOf('folded_names'));
  for (const { name, folded } of cases) assert.equal(foldName(name), folded, name);
});

test('a place is found by any part of its words, without case and accents', () => {
  for (const text of ['beylik', 'KIZILCAOREN', 'turkiye beylikova', '']) {
    assert.ok(matches(place(), state(), askedWords(text)), text);
  }
  assert.ok(!matches(place(), state(), askedWords('beylikova china')));
});

test('a place is found by its name without what stands in brackets', () => {
  assert.ok(foldedWords(['Mount Weld (CLD)']).includes('mountweld'));
});

test('each filter takes away what it speaks of, and nothing else', () => {
  assert.ok(!matches(place(), state({ kinds: ['port'] }), []));
  assert.ok(matches(place(), state({ kinds: ['port'] }), [], 'kinds'));
  assert.ok(!matches(place({ unverified: true }), state({ unverified: false }), []));
  const china = state({ values: { country: ['CN'], status: [] } });
  assert.ok(!matches(place(), china, []));
  assert.ok(matches(place(), china, [], 'country'));
  assert.ok(matches(place({ values: {} }), china, []), 'a filter leaves alone what it does not speak of');
});

test('places are sorted by name, or by a figure with the largest first and those without last', () => {
  const some = [
    place({ turn: 0, sort: { treo: null, grade: null, date: '2020' } }),
    place({ turn: 1, sort: { treo: 5, grade: 1, date: '2022-07' } }),
    place({ turn: 2, sort: { treo: 9, grade: 1, date: null } }),
  ];
  /** @param {import('../src/pages/atlas/data').SortKey} key */
  const turns = (key) => inOrder(some, key).map(({ turn }) => turn);
  assert.deepEqual(turns('name'), [0, 1, 2]);
  assert.deepEqual(turns('treo'), [2, 1, 0]);
  assert.deepEqual(turns('grade'), [1, 2, 0]);
  assert.deepEqual(turns('date'), [1, 0, 2]);
});

test('places are counted in words, the unverified ones aside', () => {
  const found = foundWords([
    { kind: 'deposit', unverified: false }, { kind: 'deposit', unverified: false },
    { kind: 'facility', unverified: false }, { kind: 'port', unverified: false }, { kind: 'port', unverified: true },
  ]);
  assert.equal(found.main, '2\u00a0deposits, 1\u00a0plant and 1\u00a0port');
  assert.equal(found.aside, 'not counted: 1\u00a0port that nobody has verified');
  assert.deepEqual(foundWords([]), { main: 'No place matches', aside: '' });
  assert.equal(foundWords([{ kind: 'port', unverified: true }]).main, 'No verified place');
});

test('the blank state has an empty address', () => {
  assert.equal(toAddress(state()), '');
  assert.deepEqual(fromAddress('', KNOWN), state());
});

test('a state comes back from its address', () => {
  const asked = state({
    words: 'bayan & obo',
    sort: 'treo',
    unverified: false,
    routes: true,
    kinds: ['port'],
    values: { country: ['CN', 'TR'], status: [] },
    place: 'deposit-bayan-obo',
  });
  assert.deepEqual(fromAddress(toAddress(asked), KNOWN), asked);
  const nothing = state({ kinds: [] });
  assert.deepEqual(fromAddress(toAddress(nothing), KNOWN), nothing);
});

test('nonsense in an address is left out', () => {
  const read = fromAddress(`sort=size&country=XX,TR&kinds=planet,port&__proto__=x&q=${'a'.repeat(500)}`, KNOWN);
  assert.equal(read.sort, 'name');
  assert.deepEqual(read.values, { country: ['TR'], status: [] });
  assert.deepEqual(read.kinds, ['port']);
  assert.equal(read.words.length, 200);
});

test('an address that leads to a source is none of ours', () => {
  assert.ok(!isOurs('source-3'));
  assert.ok(isOurs('') && isOurs('q=baotou'));
});
