/*
 * The names on a map. A label for which no place is left is hidden until the reader zooms in. (The names stay
 * reachable: every mark is a button with a name.)
 */
import * as L from 'leaflet';

import { element } from './elements.js';
import { alignmentOf, box, placeLabels } from './label_placement.js';

/** @import { Box, Side, Spot } from './label_placement.js' */

/**
 * What a label says and where it may stand. from: the zoom from which it is written. marks: boxes in pixels of the
 * map beside one of which it may stand, the best first; none where there is nothing to label.
 *
 * @typedef {{ text: string, kind: string, rank?: number, from?: number, lang?: string, colour?: string, soft?: boolean,
 *   sides?: readonly Side[], marks: () => Box[] }} Label
 */
/** @typedef {Label & { node: HTMLElement, width: number, height: number, shown: Spot | null }} DrawnLabel */

const EDGE = 3;
const LAST_RANK = 9;

/**
 * A label broken into lines is as wide as its longest line; the browser would leave it as wide as it may be.
 *
 * @param {DrawnLabel} label
 */
function measure(label) {
  const text = document.createRange();
  text.selectNodeContents(label.node);
  const frame = label.node.getBoundingClientRect();
  const style = getComputedStyle(label.node);
  const sides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
  label.width = Math.min(frame.width, Math.ceil(text.getBoundingClientRect().width + sides) + 1);
  label.height = frame.height;
  label.node.style.width = `${label.width}px`;
}

class Labels {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    /** @type {DrawnLabel[]} */
    this.items = [];
    /** @type {(() => Box[])[]} */
    this.obstacles = [];
    this.waiting = false;
    this.pane = map.createPane('gr-labels');
    this.pane.style.zIndex = '640';
    this.pane.style.pointerEvents = 'none';
    map.on('moveend zoomend resize viewreset gr:change', () => this.soon());
    map.on('zoomstart', () => this.hide());
  }

  /**
   * @param {Label} label
   * @returns {DrawnLabel}
   */
  add(label) {
    const node = element('span', {
      class: `gr-label ${label.kind}`, lang: label.lang, text: label.text, 'aria-hidden': 'true',
    });
    if (label.colour) node.style.setProperty('--c', `var(--${label.colour})`);
    node.style.visibility = 'hidden';
    this.pane.append(node);
    const drawn = { ...label, node, width: 0, height: 0, shown: null };
    this.items.push(drawn);
    this.items.sort((a, b) => (a.rank || LAST_RANK) - (b.rank || LAST_RANK));
    this.soon();
    return drawn;
  }

  /** @param {DrawnLabel} label */
  remove(label) {
    label.node.remove();
    this.items = this.items.filter((item) => item !== label);
    this.soon();
  }

  /**
   * Keep labels off something: a function that returns boxes, because buttons and insets move with the layout.
   *
   * @param {() => Box[]} obstacle
   */
  avoid(obstacle) {
    this.obstacles.push(obstacle);
  }

  hide() {
    for (const { node } of this.items) node.style.visibility = 'hidden';
  }

  /** Lay out soon: many changes of one moment are laid out once. */
  soon() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.lay();
    });
  }

  lay() {
    const size = this.map.getSize();
    const origin = this.map.containerPointToLayerPoint([0, 0]);
    const asked = this.items.map((item) => this.asPlaceable(item));
    const view = box(EDGE, EDGE, size.x - 2 * EDGE, size.y - 2 * EDGE);
    const spots = placeLabels(asked, view, this.obstacles.flatMap((obstacle) => obstacle()));
    this.items.forEach((item, i) => {
      const spot = spots[i];
      item.shown = spot;
      item.node.style.visibility = spot ? '' : 'hidden';
      if (!spot) return;
      item.node.style.textAlign = alignmentOf(spot.side);
      L.DomUtil.setPosition(item.node, L.point(spot.left, spot.top).add(origin).round());
    });
  }

  /**
   * @param {DrawnLabel} item
   * @returns {import('./label_placement.js').Placeable}
   */
  asPlaceable(item) {
    const marks = item.marks();
    // Not written at this zoom: its marks are obstacles to other labels all the same.
    if (this.map.getZoom() < (item.from ?? 0)) return { width: 0, height: 0, marks, sides: [], soft: item.soft };
    if (!item.width) measure(item);
    return { width: item.width, height: item.height, marks, sides: item.sides, soft: item.soft };
  }
}

/** @type {WeakMap<L.Map, Labels>} */
const byMap = new WeakMap();

/**
 * Return the labels of a map.
 *
 * @param {L.Map} map
 */
export function labelsOf(map) {
  const labels = byMap.get(map) ?? new Labels(map);
  byMap.set(map, labels);
  return labels;
}

/**
 * Return the boxes of what stands over the map, in the map's own pixels.
 *
 * @param {L.Map} map
 * @param {HTMLElement[]} nodes
 */
export function boxesOf(map, nodes) {
  const outer = map.getContainer().getBoundingClientRect();
  return nodes.map((node) => {
    const inner = node.getBoundingClientRect();
    return box(inner.left - outer.left, inner.top - outer.top, inner.width, inner.height);
  });
}
