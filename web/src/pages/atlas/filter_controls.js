/* The controls above the map: what they say, what they ask for, and what they count. */
import { element, find, findAll, findInputs } from '../../webmap/elements.js';
import { startFilterPanels } from './filter_panels.js';
import { blankState, toAddress } from './filter_state.js';

/** @import { FilterState, KnownValues } from './filter_state.js' */
/** @import { Kind, SortKey } from './data' */

/** Returns how many places a choice would show. @typedef {(filter: string, value: string) => number} Tally */

/**
 * @param {string} selector
 * @returns {HTMLInputElement}
 */
function input(selector) {
  return /** @type {HTMLInputElement} */ (find(selector));
}

/**
 * @param {string} selector
 * @param {ParentNode} root
 */
function checkedValues(selector, root) {
  return findInputs(selector, root).filter((box) => box.checked).map((box) => box.value);
}

/**
 * @param {HTMLElement} box
 * @returns {HTMLElement}
 */
function labelAround(box) {
  return /** @type {HTMLElement} */ (box.parentElement);
}

export class FilterControls {
  /** @param {{ change: (part: Partial<FilterState>) => void, clear: () => void }} listener */
  constructor({ change, clear }) {
    this.root = find('#choose');
    this.boxes = findInputs('input[data-facet]', this.root);
    this.kindBoxes = findInputs('input[data-kind]', this.root);
    /** A page without routes has no such box. */
    this.routesBox = /** @type {HTMLInputElement | null} */ (document.getElementById('show-routes'));
    startFilterPanels(this.root);
    this.listen(change);
    find('#clear').addEventListener('click', clear);
    const more = find('#more');
    more.addEventListener('click', () => {
      more.setAttribute('aria-expanded', String(find('#facets').classList.toggle('is-open')));
    });
  }

  /** @param {(part: Partial<FilterState>) => void} change */
  listen(change) {
    const [search, sort, unverified] = [input('#search'), input('#sort'), input('#unverified')];
    search.addEventListener('input', () => change({ words: search.value.trim() }));
    sort.addEventListener('change', () => change({ sort: /** @type {SortKey} */ (sort.value) }));
    unverified.addEventListener('change', () => change({ unverified: unverified.checked }));
    const { root, routesBox } = this;
    routesBox?.addEventListener('change', () => change({ routes: routesBox.checked }));
    root.addEventListener('change', (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      if (event.target.dataset.kind) {
        change({ kinds: /** @type {Kind[]} */ (checkedValues('input[data-kind]', root)) });
      }
      if (event.target.dataset.facet) change({ values: this.values() });
    });
  }

  /**
   * Return the filters and the values that each offers.
   *
   * @returns {KnownValues}
   */
  known() {
    /** @type {KnownValues} */
    const known = {};
    for (const { dataset, value } of this.boxes) (known[dataset.facet ?? ''] ??= []).push(value);
    return known;
  }

  /** Return what is ticked in each filter. */
  values() {
    const filters = Object.keys(this.known());
    return Object.fromEntries(filters.map((key) => [key, checkedValues(`input[data-facet="${key}"]`, this.root)]));
  }

  /**
   * Let the controls say what the state is.
   *
   * @param {FilterState} state
   */
  fill(state) {
    input('#search').value = state.words;
    input('#sort').value = state.sort;
    input('#unverified').checked = state.unverified;
    if (this.routesBox) this.routesBox.checked = state.routes;
    for (const box of this.kindBoxes) box.checked = state.kinds.some((kind) => kind === box.value);
    for (const box of this.boxes) box.checked = state.values[box.dataset.facet ?? ''].includes(box.value);
  }

  /**
   * Say how many values are chosen, what was found, and how many places each choice would show.
   *
   * @param {FilterState} state
   * @param {{ main: string, aside: string }} found
   * @param {Tally} tally
   */
  count(state, found, tally) {
    const aside = found.aside ? element('span', { text: `; ${found.aside}` }) : '';
    find('#found').replaceChildren(element('b', { text: found.main }), aside);
    for (const filter of findAll('.facet', this.root)) {
      const chosen = state.values[filter.dataset.facet ?? ''].length;
      find('.badge', filter).textContent = chosen ? String(chosen) : '';
      filter.classList.toggle('is-set', Boolean(chosen));
    }
    const set = Object.values(state.values).filter((chosen) => chosen.length).length;
    find('#more .badge').textContent = set ? String(set) : '';
    this.tally(tally);
    /** @type {HTMLButtonElement} */ (find('#clear')).disabled = !toAddress({ ...state, place: null, sort: 'name' });
  }

  /** @param {Tally} tally */
  tally(tally) {
    for (const box of this.boxes) {
      const number = tally(box.dataset.facet ?? '', box.value);
      find('.tally', labelAround(box)).textContent = String(number);
      labelAround(box).classList.toggle('is-none', !number && !box.checked);
    }
    for (const box of this.kindBoxes) {
      find('.tally', labelAround(box)).textContent = String(tally('kinds', box.value));
    }
  }

  /** Return the state in which nothing is chosen. */
  blank() {
    return blankState(Object.keys(this.known()));
  }
}
