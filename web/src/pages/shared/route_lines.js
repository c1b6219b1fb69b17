/*
 * Routes on a map. What several of them share is one line, so that dashes stay dashes; which lines are drawn follows
 * from the port chosen and from the route that is pointed at or whose card is open.
 */
import * as L from 'leaflet';

import { themeChanged } from '../../webmap/colours.js';
import { decodeLine } from '../../webmap/delta_lines.js';
import { keepPainted, lineStyle } from '../../webmap/ground_shapes.js';
import { makeSignal } from '../../webmap/signals.js';
import { cardChanged, cardWidth, offerZoom, openCard } from './card_panel.js';
import { routesAlong, routesByPort } from './route_choice.js';

/** @import { MapView } from '../../webmap/map_view.js' */
/** @import { PaintedLine } from '../../webmap/ground_shapes.js' */
/** @import { PictureBlock, RouteLine, RoutesBlock } from './data' */

/**
 * Halo, line, and the unseen line that takes the pointer.
 *
 * @typedef {[PaintedLine, PaintedLine, L.Polyline?]} Parts
 */
/** @typedef {RouteLine & { parts?: Parts }} DrawnLine */
/** @typedef {{ lit: number[], shown: ReadonlySet<number> }} RoutesState */

// The world repeats to both sides, so that a route over 180° is one unbroken line wherever the reader looks.
const TURNS = [-360, 0, 360];
/** Factors of width and opacity. @type {Record<'plain' | 'strong' | 'weak', [number, number]>} */
const EMPHASIS = { plain: [1, 1], strong: [1.6, 1], weak: [1, 0.22] };
// How much wider a line is on which another colour lies.
const UNDER = 2.6;

/**
 * @param {number[]} line
 * @param {number} stepsPerDegree
 * @returns {[latitude: number, longitude: number][]}
 */
function decode(line, stepsPerDegree) {
  return decodeLine(line, stepsPerDegree).map(([longitude, latitude]) => [latitude, longitude]);
}

/**
 * @param {DrawnLine} line
 * @param {keyof typeof EMPHASIS} state
 */
function emphasise(line, state) {
  if (!line.parts) return;
  const [halo, shown, target] = line.parts;
  const [width, opacity] = EMPHASIS[state];
  const extra = line.wide && state !== 'strong' ? UNDER : 0;
  for (const part of [halo, shown]) {
    part.setStyle({ weight: (lineStyle(part.grStyle).weight + extra) * width, opacity });
  }
  if (state === 'strong') shown.bringToFront();
  target?.bringToFront();
}

export class RouteLines {
  /**
   * @param {MapView<PictureBlock>} view
   * @param {RoutesBlock} block
   */
  constructor(view, block) {
    this.view = view;
    this.map = view.map;
    this.layer = view.layer('routes');
    this.stepsPerDegree = block.steps_per_degree;
    this.routes = block.routes;
    // What lies under another colour must come first.
    /** @type {DrawnLine[]} */
    this.lines = [...block.lines].sort((a, b) => Number(b.wide) - Number(a.wide));
    /** @type {number[]} */
    this.pointed = [];
    /** @type {number | null} */
    this.opened = null;
    /** @type {ReadonlySet<number>} */
    this.shown = new Set();
    /** Told which routes are lit and shown. @type {import('../../webmap/signals.js').Signal<RoutesState>} */
    this.changed = makeSignal();
    this.choose(block.port);
    cardChanged.on((card) => this.follow(card));
    // After the lines have taken their new colours, which makes them plain.
    themeChanged.on(() => queueMicrotask(() => this.refresh()));
  }

  /**
   * Show one route of each group: the one by this port, or else the first.
   *
   * @param {string} port
   */
  choose(port) {
    this.shown = routesByPort(this.routes, port);
    this.refresh();
  }

  /** @param {string | null} card */
  has(card) {
    return this.routes.some((route) => route.card === card);
  }

  /** @param {number[]} routes that the pointer or the focus is on */
  point(routes) {
    this.pointed = routes;
    this.refresh();
  }

  /**
   * Light the route whose card is open.
   *
   * @param {string | null} card
   */
  follow(card) {
    const found = this.routes.findIndex((route) => route.card === card);
    this.opened = found < 0 ? null : found;
    this.refresh();
    if (found >= 0) offerZoom(this.map, 'Zoom to this route', () => this.zoomTo(found));
  }

  /** Return the routes pointed at; while nothing is pointed at, the one whose card is open. */
  lit() {
    if (this.pointed.length) return this.pointed;
    return this.opened === null ? [] : [this.opened];
  }

  refresh() {
    const lit = this.lit();
    for (const line of this.lines) {
      const isLit = line.routes.some((route) => lit.includes(route));
      const isShown = isLit || line.routes.some((route) => this.shown.has(route) || route === this.opened);
      if (isShown && !line.parts) line.parts = this.draw(line);
      if (!line.parts) continue;
      this.toggle(line.parts, isShown);
      if (isShown) emphasise(line, lit.length ? (isLit ? 'strong' : 'weak') : 'plain');
    }
    this.changed.emit({ lit, shown: this.shown });
  }

  /**
   * @param {Parts} parts
   * @param {boolean} isShown
   */
  toggle(parts, isShown) {
    for (const part of parts) {
      if (!part || isShown === this.layer.hasLayer(part)) continue;
      if (isShown) this.layer.addLayer(part);
      else this.layer.removeLayer(part);
    }
  }

  /**
   * @param {DrawnLine} line
   * @returns {Parts}
   */
  draw(line) {
    const decoded = line.lines.map((steps) => decode(steps, this.stepsPerDegree));
    const places = TURNS.flatMap((turn) => decoded.map((one) => one.map(
      /** @returns {[number, number]} */ ([latitude, longitude]) => [latitude, longitude + turn],
    )));
    /** @type {(colour: string, style: string, className: string) => PaintedLine} */
    const paint = (colour, style, className) => keepPainted(
      L.polyline(places, { interactive: false, className, lineCap: 'round', smoothFactor: 0.8 }), colour, style,
    );
    const halo = paint('halo', 'halo', 'gr-halo');
    halo.on('add', () => halo.bringToBack());
    const shown = paint(line.colour, `route_${line.style}`, 'gr-route');
    return this.routes[line.routes[0]].card === null ? [halo, shown] : [halo, shown, this.target(line, places)];
  }

  /**
   * A line of two pixels is hard to hit: an unseen wide one takes the pointer.
   *
   * @param {DrawnLine} line
   * @param {[number, number][][]} places
   */
  target(line, places) {
    const target = L.polyline(places, { color: '#000', opacity: 0, weight: 18, className: 'gr-target' });
    target.on('mouseover', () => this.point(this.through(line)));
    target.on('mouseout', () => this.point([]));
    target.on('click', (event) => {
      L.DomEvent.stopPropagation(event);
      const cards = this.through(line).flatMap((route) => this.routes[route].card ?? []);
      this.pointed = [];
      openCard(this.map, cards, null);
    });
    return target;
  }

  /**
   * Return the routes that are drawn along a line, the one whose card is open in front.
   *
   * @param {DrawnLine} line
   */
  through(line) {
    return routesAlong(line, this.shown, this.opened);
  }

  /** @param {number} route */
  zoomTo(route) {
    const beside = cardWidth(this.map);
    this.map.fitBounds(this.bounds(route), {
      animate: false, padding: [24, 24], paddingBottomRight: [24 + beside, 24],
    });
  }

  /**
   * Return where one route lies, on the turn of the globe on which it begins.
   *
   * @param {number} route
   */
  bounds(route) {
    const bounds = L.latLngBounds([]);
    for (const line of this.lines) {
      if (!line.routes.includes(route)) continue;
      for (const steps of line.lines) bounds.extend(L.latLngBounds(decode(steps, this.stepsPerDegree)));
    }
    return bounds;
  }
}
