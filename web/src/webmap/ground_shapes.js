/*
 * What lies on the ground: areas, uncertainty circles, range rings. Shapes come from Python, where they were
 * computed on the ellipsoid; here they are only drawn.
 */
import * as L from 'leaflet';

import { colour, themeChanged } from './colours.js';
import { themeBlock } from './data_blocks.js';
import { boxAround } from './label_placement.js';
import { labelsOf } from './labels.js';

/** @import { Area, LineStyle, RangeRing } from './data' */
/** @import { Side } from './label_placement.js' */

/** The names of a line's colour and style. @typedef {{ grColour: string, grStyle: string }} Painted */
/** @typedef {L.Polyline & Painted} PaintedLine */

/**
 * @param {string} name
 * @returns {LineStyle}
 */
export function lineStyle(name) {
  return themeBlock().lines[name];
}

/**
 * @param {L.Path} line
 * @param {Painted} names
 */
function paint(line, names) {
  const style = lineStyle(names.grStyle);
  line.setStyle({
    color: colour(names.grColour),
    weight: style.weight,
    // Leaflet's types want a string; null is what it takes for a whole line.
    dashArray: /** @type {string} */ (/** @type {unknown} */ (style.dash || null)),
    opacity: 1,
    fill: style.fill > 0,
    fillColor: colour(names.grColour),
    fillOpacity: style.fill,
  });
}

/**
 * Give a line its colour and style, now and again with each theme: styles hold copies of colours.
 *
 * @template {L.Path} P
 * @param {P} line or area
 * @param {string} colourName
 * @param {string} styleName
 * @returns {P & Painted}
 */
export function keepPainted(line, colourName, styleName) {
  const names = { grColour: colourName, grStyle: styleName };
  paint(line, names);
  themeChanged.on(() => paint(line, names));
  return Object.assign(line, names);
}

/**
 * Return the pixels that a shape covers, so that its label can stand beside it and not on it.
 *
 * @param {L.Map} map
 * @param {L.LatLngBounds} bounds
 */
function extent(map, bounds) {
  const a = map.latLngToContainerPoint(bounds.getNorthWest());
  const b = map.latLngToContainerPoint(bounds.getSouthEast());
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}

/** @type {Record<string, number>} */
const RANKS = { outline: 2, ghost: 3 };
/** @type {readonly Side[]} */
const BELOW_FIRST = ['below', 'above', 'lowerRight', 'upperRight', 'lowerLeft', 'upperLeft', 'right', 'left'];
/** @type {readonly Side[]} */
const ABOVE_FIRST = ['above', 'below', 'upperLeft', 'lowerLeft', 'upperRight', 'lowerRight', 'left', 'right'];

/**
 * @param {L.Map} map
 * @param {L.FeatureGroup} group
 * @param {Area} area
 */
export function addArea(map, group, area) {
  const shape = L.polygon(area.rings, { interactive: false, smoothFactor: 0 });
  keepPainted(shape, area.colour, area.style).addTo(group);
  if (!area.label) return;
  labelsOf(map).add({
    text: area.label,
    kind: `area ${area.style}`,
    colour: area.colour,
    rank: RANKS[area.style],
    soft: true,
    sides: area.style === 'outline' ? BELOW_FIRST : ABOVE_FIRST,
    marks: () => (map.hasLayer(shape) ? [extent(map, shape.getBounds())] : []),
  });
}

/**
 * Add a thin line that ties two places together.
 *
 * @param {L.FeatureGroup} group
 * @param {[number, number][]} line
 */
export function addTie(group, line) {
  keepPainted(L.polyline(line, { interactive: false }), 'ring', 'ring').addTo(group);
}

// Where on a ring its label is tried: north first, then the other quarters and the corners between them.
const AROUND = [0, 4, 2, 6, 1, 7, 3, 5];

/**
 * @param {L.Map} map
 * @param {L.FeatureGroup} group
 * @param {RangeRing} ring
 */
export function addRangeRing(map, group, ring) {
  const line = keepPainted(L.polyline(ring.line, { interactive: false, smoothFactor: 0 }), 'ring', 'ring');
  line.addTo(group);
  /** @param {number} eighth */
  const markAt = (eighth) =>
    boxAround(map.latLngToContainerPoint(ring.line[(ring.line.length - 1) * eighth / 8]), 1);
  labelsOf(map).add({
    text: ring.text,
    kind: 'ring',
    rank: 5,
    soft: true,
    sides: ['middle'],
    marks: () => (map.hasLayer(line) ? AROUND.map(markAt) : []),
  });
}
