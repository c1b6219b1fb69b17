/* The list of places beside the map: one list of each kind, in the order that the reader chose. */
import { find, findAll } from '../../webmap/elements.js';
import { inOrder } from './filter_rules.js';
import { KINDS } from './filter_state.js';

/** @import { Kind, SortKey } from './data' */
/** @import { Searchable } from './filter_rules.js' */

export class PlaceList {
  /** @param {{ open: (card: string, opener: HTMLElement) => void, point: (card: string | null) => void }} listener */
  constructor({ open, point }) {
    this.root = find('#places');
    /** @type {Map<string, HTMLElement>} */
    this.items = new Map(findAll('li[data-card]', this.root).map((item) => [item.dataset.card ?? '', item]));
    this.root.addEventListener('click', (event) => {
      const card = this.cardAt(event.target);
      if (card) open(card, find('button', this.item(card)));
    });
    this.root.addEventListener('mouseover', (event) => point(this.cardAt(event.target)));
    this.root.addEventListener('mouseleave', () => point(null));
  }

  /**
   * @param {EventTarget | null} target
   * @returns {string | null}
   */
  cardAt(target) {
    const item = target instanceof Element ? target.closest('li[data-card]') : null;
    return item instanceof HTMLElement ? item.dataset.card ?? null : null;
  }

  /** @param {string} card */
  item(card) {
    const item = this.items.get(card);
    if (!item) throw new Error(`the list holds no ${card}`);
    return item;
  }

  /**
   * @param {(Searchable & { card: string })[]} shown
   * @param {SortKey} sort
   */
  show(shown, sort) {
    const cards = new Set(shown.map(({ card }) => card));
    for (const [card, item] of this.items) item.hidden = !cards.has(card);
    for (const kind of KINDS) this.showKind(kind, shown.filter((place) => place.kind === kind), sort);
    find('#nothing').hidden = Boolean(shown.length);
  }

  /**
   * @param {Kind} kind
   * @param {(Searchable & { card: string })[]} places
   * @param {SortKey} sort
   */
  showKind(kind, places, sort) {
    const list = find(`[data-kind="${kind}"]`, this.root);
    list.hidden = !places.length;
    find('.count', list).textContent = String(places.length);
    find('ol', list).append(...inOrder(places, sort).map(({ card }) => this.item(card)));
  }

  /**
   * Mark the place whose card is open, and bring it into view.
   *
   * @param {string | null} card
   */
  mark(card) {
    this.root.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const item = card === null ? undefined : this.items.get(card);
    if (!item) return;
    find('button', item).setAttribute('aria-current', 'true');
    const list = this.root;
    const top = item.offsetTop - list.offsetTop;
    if (top < list.scrollTop || top > list.scrollTop + list.clientHeight - item.offsetHeight) {
      list.scrollTop = top - list.clientHeight / 3;
    }
  }
}
