/*
 * Places on a map: a focusable button each, with a drawn symbol and a name for screen readers. There are at most a
 * few hundred, so plain elements are quick enough and every reader can reach them.
 */
import * as L from 'leaflet';

import { svg } from '../../webmap/elements.js';
import { boxAround } from '../../webmap/label_placement.js';
import { labelsOf } from '../../webmap/labels.js';
import { makeSignal } from '../../webmap/signals.js';
import { drawSymbol, halfWidth } from '../../webmap/symbols.js';
import { closeCard, openCard } from './card_panel.js';

/** @import { MapView } from '../../webmap/map_view.js' */
/** @import { ViewBlock } from '../../webmap/data' */
/** @import { DrawnPlace, Place } from './data' */

const BOX = 28;
// A finger needs 44 px: whoever taps within this distance of a symbol means it.
const REACH = 22;
// Symbols nearer than this on the screen are offered together.
const CROWDED = 9;

/**
 * Told the place that the pointer or the focus is on, or null.
 *
 * @type {import('../../webmap/signals.js').Signal<DrawnPlace | null>}
 */
export const hovered = makeSignal();

/**
 * Return a marker's element. Leaflet makes it when the marker is put on the map; its type says that there may be
 * none.
 *
 * @param {L.Marker} marker
 * @returns {HTMLElement}
 */
export function elementOf(marker) {
  const node = marker.getElement();
  if (!node) throw new Error('the marker is not on the map');
  return node;
}

/**
 * Places that share one spot on the ground stand beside it, tied to it by a thin line.
 *
 * @param {Place} place
 */
function drawPlace(place) {
  /** @type {SVGElement[]} */
  const parts = [];
  if (place.aside) {
    const [x, y] = place.aside;
    parts.push(svg('line', { x1: 0, y1: 0, x2: -x, y2: -y, stroke: 'var(--soft)', 'stroke-width': 1 }));
  }
  parts.push(svg('circle', { class: 'gr-focus', r: Math.max(12.5, halfWidth(place.symbol) + 3), fill: 'none' }));
  parts.push(drawSymbol(place.symbol, place.state));
  const size = { viewBox: '-14 -14 28 28', width: BOX, height: BOX, overflow: 'visible' };
  return svg('svg', { ...size, 'aria-hidden': 'true' }, parts);
}

/**
 * Return an SVG element as the HTML element that Leaflet's types ask for; Leaflet only appends it.
 *
 * @param {SVGElement} node
 */
export function asIconContent(node) {
  return /** @type {HTMLElement} */ (/** @type {unknown} */ (node));
}

/** @param {Place} place */
function iconOf(place) {
  const [x, y] = place.aside ?? [0, 0];
  return L.divIcon({
    className: `gr-point${place.card ? '' : ' is-quiet'}`,
    html: asIconContent(drawPlace(place)),
    iconSize: [BOX, BOX],
    iconAnchor: [BOX / 2 - x, BOX / 2 - y],
  });
}

/**
 * Return where on the map a place is drawn, in pixels.
 *
 * @param {L.Map} map
 * @param {DrawnPlace} place
 */
function spotOf(map, place) {
  const spot = map.latLngToContainerPoint(place.marker.getLatLng());
  return place.aside ? spot.add(place.aside) : spot;
}

/** Pixels down the map count as well, so that a step of height is larger than any map. @param {Place} place */
function zIndexOf(place) {
  return place.height === undefined ? 1000 - 100 * place.rank : 10000 * place.height;
}

/**
 * The places of a map. On a map that shows the world more than once, each stands on the copy nearest to the middle,
 * and its echo on the copy beside it.
 *
 * @template {Place} P
 */
export class Places {
  /**
   * @param {MapView<ViewBlock>} view
   * @param {P[]} places
   * @param {{ repeats: boolean }} options
   */
  constructor(view, places, { repeats }) {
    this.view = view;
    this.map = view.map;
    /** @type {DrawnPlace<P>[]} */
    this.all = places.map((place) => this.add(place, repeats));
    this.map.on('click', (event) => this.openNearest(event.containerPoint));
    this.map.on('moveend', () => this.bringNear());
    this.bringNear();
  }

  /**
   * @param {P} place
   * @param {boolean} repeats
   * @returns {DrawnPlace<P>}
   */
  add(place, repeats) {
    const marker = L.marker([place.lat, place.lon], {
      icon: iconOf(place),
      keyboard: Boolean(place.card),
      interactive: Boolean(place.card),
      autoPanOnFocus: false,
      zIndexOffset: zIndexOf(place),
    });
    const drawn = Object.assign(place, { marker });
    marker.on('add', () => {
      if (place.card) this.asButton(drawn);
      else elementOf(marker).setAttribute('aria-hidden', 'true');
    });
    if (place.card) this.answerPointer(drawn);
    marker.addTo(this.view.layer(place.layer));
    this.name(drawn);
    return repeats ? this.addEcho(drawn) : drawn;
  }

  /** @param {DrawnPlace} place */
  answerPointer(place) {
    place.marker.on('click', () => this.open(place));
    place.marker.on('mouseover', () => hovered.emit(place));
    place.marker.on('mouseout', () => hovered.emit(null));
  }

  /** @param {DrawnPlace} place */
  asButton(place) {
    const node = elementOf(place.marker);
    node.setAttribute('aria-label', place.spoken || place.name);
    node.setAttribute('role', 'button');
    node.removeAttribute('title');
    node.addEventListener('focus', () => hovered.emit(place));
    node.addEventListener('blur', () => hovered.emit(null));
    node.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      this.open(place);
    });
  }

  /** @param {DrawnPlace} place */
  name(place) {
    labelsOf(this.map).add({
      text: place.label,
      lang: place.lang,
      kind: `site ${place.layer}`,
      rank: place.rank,
      from: place.named_from,
      soft: place.soft,
      marks: () => {
        const isShown = this.map.hasLayer(place.marker);
        return isShown ? [boxAround(spotOf(this.map, place), halfWidth(place.symbol))] : [];
      },
    });
  }

  /**
   * The echo answers to the pointer, not to the keyboard.
   *
   * @param {DrawnPlace<P>} place
   */
  addEcho(place) {
    const echo = L.marker([place.lat, place.lon], { icon: iconOf(place), keyboard: false, zIndexOffset: -1000 });
    place.echo = echo;
    echo.on('add', () => elementOf(echo).setAttribute('aria-hidden', 'true'));
    echo.on('click', () => this.open(place));
    echo.addTo(this.view.layer(place.layer));
    return place;
  }

  /**
   * Open the card of a place, those of whatever is drawn on top of it offered beside.
   *
   * @param {DrawnPlace} place
   */
  open(place) {
    const cards = [place, ...this.crowd(place)].flatMap(({ card }) => (card === null ? [] : [card]));
    if (cards.length) openCard(this.map, cards, elementOf(place.marker));
  }

  /** @param {DrawnPlace} place */
  crowd(place) {
    const here = spotOf(this.map, place);
    return this.all.filter((other) => other !== place && this.isOpenable(other)
      && spotOf(this.map, other).distanceTo(here) < CROWDED);
  }

  /** @param {DrawnPlace} place */
  isOpenable(place) {
    return place.card !== null && this.map.hasLayer(place.marker);
  }

  /** @param {L.Point} spot */
  openNearest(spot) {
    const near = this.all.filter((place) => this.isOpenable(place))
      .map((place) => ({ place, distance: spotOf(this.map, place).distanceTo(spot) }))
      .filter(({ distance }) => distance <= REACH);
    if (!near.length) {
      closeCard();
      return;
    }
    this.open(near.reduce((best, other) => (other.distance < best.distance ? other : best)).place);
  }

  bringNear() {
    const middle = this.map.getCenter().lng;
    for (const { lat, lon, marker, echo } of this.all) {
      const near = lon + 360 * Math.round((middle - lon) / 360);
      if (marker.getLatLng().lng !== near) marker.setLatLng([lat, near]);
      if (echo) echo.setLatLng([lat, near < middle ? near + 360 : near - 360]);
    }
  }

  /** Draw the symbols anew, after their size has changed. */
  redraw() {
    for (const place of this.all) {
      const isShown = this.map.hasLayer(place.marker);
      place.marker.setIcon(iconOf(place));
      if (isShown && place.card) this.asButton(place);
    }
  }
}
