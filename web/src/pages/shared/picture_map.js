/* The map of a picture file: everything that is in view, drawn once more as plain shapes. */
import * as L from 'leaflet';

import { colour } from '../../webmap/colours.js';
import { svg } from '../../webmap/elements.js';
import { labelsOf } from '../../webmap/labels.js';
import { project, WORLD_PIXELS } from '../../webmap/mercator.js';
import { outlinesOf } from '../../webmap/outlines.js';
import { drawSizeKey } from '../../webmap/proportional_circles.js';
import { barLength, lengthText, metresPerPixel } from '../../webmap/scale_bar.js';
import { drawSymbol } from '../../webmap/symbols.js';
import { MARGIN, pathData, rounded, textAt } from './picture_shapes.js';

/** @import { LonLat } from '../../webmap/delta_lines.js' */
/** @import { PaintedLine } from '../../webmap/ground_shapes.js' */
/** @import { DrawnPlace, PictureBlock } from './data' */
/** @import { RouteMap } from './route_map.js' */

const LONGEST_LABEL = 200;

/**
 * @param {L.Map} map
 * @param {string} id of the world's basemap block
 * @param {L.Point} size
 */
function land(map, id, size) {
  const outlines = outlinesOf(id);
  const scale = 2 ** map.getZoom();
  const turn = WORLD_PIXELS * scale;
  const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
  const group = svg('g');
  for (let copy = Math.floor(origin.x / turn); copy <= Math.floor((origin.x + size.x) / turn); copy += 1) {
    /** @param {LonLat} place */
    const toPixel = (place) => {
      const [x, y] = project(place[0], place[1]);
      return { x: x * scale + copy * turn - origin.x, y: y * scale - origin.y };
    };
    group.append(
      svg('path', { d: pathData(outlines.land.flat(), toPixel, true), fill: colour('land'), 'fill-rule': 'evenodd' }),
      svg('path', { d: pathData(outlines.shore, toPixel), fill: 'none', stroke: colour('coast'), 'stroke-width': 0.8 }),
      svg('path', {
        d: pathData(outlines.borders, toPixel),
        fill: 'none',
        stroke: colour('border'),
        'stroke-width': 0.6,
        'stroke-dasharray': '3 2.5',
      }),
    );
  }
  return group;
}

/**
 * Return lines as Leaflet holds them, one or several or rings within rings, as one list of lines.
 *
 * @param {L.LatLng[] | L.LatLng[][] | L.LatLng[][][]} places
 * @returns {L.LatLng[][]}
 */
function flatLines(places) {
  const [first] = places;
  if (first === undefined) return [];
  if (!Array.isArray(first)) return [/** @type {L.LatLng[]} */ (places)];
  return /** @type {L.LatLng[][]} */ (places).flatMap((inner) => flatLines(inner));
}

/**
 * Return whether a layer is one of our lines: Leaflet hands out layers of every kind.
 *
 * @param {L.Layer} layer
 * @returns {layer is PaintedLine}
 */
function isPainted(layer) {
  return layer instanceof L.Polyline && 'grStyle' in layer;
}

/** @param {L.Map} map */
function lines(map) {
  const group = svg('g');
  map.eachLayer((layer) => {
    if (!isPainted(layer)) return;
    const style = layer.options;
    /** @param {L.LatLng} place */
    const toPixel = (place) => map.latLngToContainerPoint(place);
    group.append(svg('path', {
      d: pathData(flatLines(layer.getLatLngs()), toPixel, layer instanceof L.Polygon),
      fill: 'none',
      stroke: style.color,
      'stroke-width': style.weight,
      'stroke-opacity': style.opacity,
      'stroke-dasharray': /** @type {string | null | undefined} */ (style.dashArray),
      'stroke-linecap': 'round',
    }));
  });
  return group;
}

/**
 * @param {DrawnPlace} a
 * @param {DrawnPlace} b
 */
function deepestFirst(a, b) {
  return a.height === undefined || b.height === undefined ? b.rank - a.rank : a.height - b.height;
}

/** @param {RouteMap<PictureBlock>} view */
function symbols(view) {
  const group = svg('g');
  for (const place of [...view.points].sort(deepestFirst)) {
    if (!view.map.hasLayer(place.marker)) continue;
    group.append(symbolAt(view.map, place, place.marker));
    if (place.echo) group.append(symbolAt(view.map, place, place.echo));
  }
  return group;
}

/**
 * @param {L.Map} map
 * @param {DrawnPlace} place
 * @param {L.Marker} marker
 */
function symbolAt(map, place, marker) {
  const spot = map.latLngToContainerPoint(marker.getLatLng());
  const [x, y] = place.aside ?? [0, 0];
  const mark = svg('g', { transform: `translate(${rounded(spot.x + x)} ${rounded(spot.y + y)})` });
  if (place.aside) mark.append(svg('line', { x2: -x, y2: -y, stroke: colour('soft') }));
  mark.append(drawSymbol(place.symbol, place.state, colour));
  return mark;
}

/** @param {L.Map} map */
function labels(map) {
  const group = svg('g');
  for (const { shown, node } of labelsOf(map).items) {
    if (!shown) continue;
    const style = getComputedStyle(node);
    for (const line of linesOf(node)) {
      group.append(textAt(shown.left + line.left, shown.top + line.middle, line.words, {
        'font-size': parseFloat(style.fontSize),
        'font-weight': style.fontWeight,
        'font-style': style.fontStyle,
        fill: style.color,
        'dominant-baseline': 'central',
        stroke: colour('halo'),
        'stroke-width': 3,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      }));
    }
  }
  return group;
}

/**
 * Return the lines into which the browser broke a label, and where each stands in it. What is clipped is left out.
 *
 * @param {HTMLElement} node
 */
function linesOf(node) {
  const frame = node.getBoundingClientRect();
  const piece = document.createRange();
  /** @type {{ top: number, left: number, middle: number, words: string }[]} */
  const found = [];
  const text = node.firstChild;
  if (!(text instanceof Text)) return found;
  for (let i = 0; i < Math.min(text.length, LONGEST_LABEL); i += 1) {
    piece.setStart(text, i);
    piece.setEnd(text, i + 1);
    const box = piece.getBoundingClientRect();
    if (box.bottom > frame.bottom + 2) break;
    const last = found.at(-1);
    if (!last || box.top > last.top + 3) {
      const middle = (box.top + box.bottom) / 2 - frame.top;
      found.push({ top: box.top, left: box.left - frame.left, middle, words: piece.toString() });
    } else {
      last.words += piece.toString();
    }
  }
  return found;
}

/**
 * Draw the key of sizes in the lower left corner, where the page has one; else the scale.
 *
 * @param {RouteMap<PictureBlock>} view
 * @param {L.Point} size
 */
function corner(view, size) {
  const { keys, key_title: title } = view.data;
  if (!keys || title === undefined) return scale(view.map, size);
  const key = drawSizeKey(keys, colour);
  const width = Number(key.getAttribute('width'));
  const height = Number(key.getAttribute('height'));
  key.setAttribute('x', '10');
  key.setAttribute('y', '22');
  return svg('g', { transform: `translate(12 ${size.y - height - 42})` }, [
    svg('rect', { width: width + 20, height: height + 30, rx: 8, fill: colour('card'), 'fill-opacity': 0.88 }),
    textAt(10, 17, title, { fill: colour('soft') }),
    key,
  ]);
}

/**
 * @param {L.Map} map
 * @param {L.Point} size
 */
function scale(map, size) {
  const metres = barLength(map);
  const width = metres / metresPerPixel(map);
  const y = size.y - 14;
  return svg('g', {}, [
    svg('path', {
      d: `M14 ${y - 5}V${y}H${rounded(14 + width)}V${y - 5}`, fill: 'none', stroke: colour('ink'), 'stroke-width': 1.4,
    }),
    textAt(14, y - 9, lengthText(metres), { 'font-size': 11 }),
  ]);
}

/**
 * Draw the map of a picture, its upper edge at `top`.
 *
 * @param {RouteMap<PictureBlock>} view
 * @param {number} top
 */
export function drawPictureMap(view, top) {
  const size = view.map.getSize();
  const whole = { width: size.x, height: size.y };
  return svg('g', { transform: `translate(${MARGIN} ${top})` }, [
    svg('clipPath', { id: 'map-edge' }, [svg('rect', whole)]),
    svg('g', { 'clip-path': 'url(#map-edge)' }, [
      svg('rect', { ...whole, fill: colour('sea') }),
      land(view.map, view.data.basemap.world, size),
      lines(view.map),
      symbols(view),
      labels(view.map),
      corner(view, size),
    ]),
    svg('rect', { ...whole, fill: 'none', stroke: colour('strong') }),
  ]);
}
