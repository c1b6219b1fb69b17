/* Which places of the atlas are shown: the state, and everything that follows from it. */
import { closeCard, cardChanged, openCard, openCardId } from '../shared/card_panel.js';
import { hovered } from '../shared/places.js';
import { FilterControls } from './filter_controls.js';
import { askedWords, foldedWords, matches } from './filter_rules.js';
import { fromAddress, isOurs, toAddress } from './filter_state.js';
import { foundWords } from './found_words.js';
import { PlaceList } from './place_list.js';

/** @import { AtlasMap } from './atlas_map.js' */
/** @import { DrawnAtlasPlace } from './data' */
/** @import { Searchable } from './filter_rules.js' */
/** @import { FilterState } from './filter_state.js' */

/** @param {FilterState} state */
function keepAddress(state) {
  const address = toAddress(state);
  if (address === location.hash.slice(1)) return;
  try {
    history.replaceState(null, '', address ? `#${address}` : location.pathname + location.search);
  } catch {
    // A page inside a notebook's frame has no address of its own; the view then lives as long as the page.
  }
}

export class PlaceChooser {
  /** @param {AtlasMap} view */
  constructor(view) {
    this.view = view;
    /** @type {(DrawnAtlasPlace & Searchable)[]} */
    this.places = view.points.map((place, turn) => Object.assign(place, { turn, folded: foldedWords(place.words) }));
    this.controls = new FilterControls({ change: (part) => this.change(part), clear: () => this.clear() });
    this.list = new PlaceList({
      open: (card, opener) => this.open(card, opener),
      point: (card) => hovered.emit(card === null ? null : view.byCard.get(card) ?? null),
    });
    this.known = this.controls.known();
    /** @type {FilterState} */
    this.state = this.controls.blank();
    window.addEventListener('hashchange', () => this.read());
    cardChanged.on((id) => this.follow(id));
  }

  /** @param {Partial<FilterState>} part */
  change(part) {
    Object.assign(this.state, part);
    this.show();
    keepAddress(this.state);
  }

  clear() {
    this.state = { ...this.controls.blank(), sort: this.state.sort, place: this.state.place };
    this.controls.fill(this.state);
    this.show();
    keepAddress(this.state);
    document.getElementById('search')?.focus();
  }

  /** Take the state from the address, where the address holds one. */
  read() {
    const address = location.hash.slice(1);
    if (!isOurs(address)) return;
    const before = this.state.place;
    this.state = fromAddress(address, this.known);
    this.controls.fill(this.state);
    this.show();
    const { place } = this.state;
    if (place === before) return;
    if (place !== null && (this.view.byCard.has(place) || this.view.routes.has(place))) this.open(place);
    else closeCard();
  }

  show() {
    const { state, view } = this;
    const words = askedWords(state.words);
    const shown = this.places.filter((place) => matches(place, state, words));
    this.showMarkers(new Set(shown));
    this.list.show(shown, state.sort);
    const open = openCardId();
    if (open !== null) view.remark(open);
    this.controls.count(state, foundWords(shown), (filter, value) => this.tally(filter, value, words));
    this.showRoutes(state.routes);
    view.map.fire('gr:change');
  }

  /** @param {ReadonlySet<DrawnAtlasPlace>} shown */
  showMarkers(shown) {
    for (const place of this.places) {
      const layer = this.view.layer(place.layer);
      const isShown = shown.has(place);
      if (isShown === layer.hasLayer(place.marker)) continue;
      if (isShown) layer.addLayer(place.marker);
      else layer.removeLayer(place.marker);
    }
  }

  /**
   * Return how many places a choice would show, the other filters staying as they are.
   *
   * @param {string} filter or "kinds"
   * @param {string} value
   * @param {string[]} words
   */
  tally(filter, value, words) {
    return this.places.filter((place) => {
      const has = filter === 'kinds' ? place.kind === value : place.values[filter]?.includes(value);
      return has && matches(place, this.state, words, filter);
    }).length;
  }

  /**
   * Routes are off at first: the page is about places and amounts.
   *
   * @param {boolean} isOn
   */
  showRoutes(isOn) {
    const { map } = this.view;
    const layer = this.view.layer('routes');
    if (isOn && !map.hasLayer(layer)) map.addLayer(layer);
    if (!isOn && map.hasLayer(layer)) map.removeLayer(layer);
    for (const id of ['route-list', 'route-credit']) {
      const node = document.getElementById(id);
      if (node) node.hidden = !isOn;
    }
  }

  /**
   * Open the card of a place, or of a route.
   *
   * @param {string} card
   * @param {HTMLElement} [opener]
   */
  open(card, opener) {
    const place = this.view.byCard.get(card);
    if (!place) {
      this.change({ routes: true });
      this.controls.fill(this.state);
      openCard(this.view.map, [card], opener ?? null);
      return;
    }
    this.view.bringIntoView(place);
    openCard(this.view.map, [card], opener ?? place.marker.getElement() ?? null);
  }

  /** @param {string | null} card that was opened */
  follow(card) {
    this.state.place = card;
    keepAddress(this.state);
    this.list.mark(card);
  }
}
