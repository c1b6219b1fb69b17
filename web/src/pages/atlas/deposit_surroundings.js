/* What is drawn around a deposit whose card is open: its uncertainty, its areas, other coordinates, landmarks. */
import * as L from 'leaflet';

import { svg } from '../../webmap/elements.js';
import { addArea, addTie } from '../../webmap/ground_shapes.js';
import { boxAround } from '../../webmap/label_placement.js';
import { labelsOf } from '../../webmap/labels.js';
import { circleAround } from '../../webmap/sphere.js';
import { asIconContent, elementOf } from '../shared/places.js';

/** @import { DrawnLabel } from '../../webmap/labels.js' */
/** @import { DrawnAtlasPlace, Mark } from './data' */

// Marks nearer than this belong to the close view of a deposit; others would shrink it.
const CLOSE_KM = 80;

const MARKS = {
  coordinate: { d: 'M-5-5L5 5M5-5L-5 5', ink: 2, halo: 4.5 },
  landmark: { d: 'M0-1.5V1.5M-1.5 0H1.5', ink: 3.4, halo: 5.6 },
};

/** @param {Mark['kind']} kind */
function markIcon(kind) {
  const mark = MARKS[kind];
  /** @type {(colour: string, width: number) => SVGElement} */
  const stroke = (colour, width) => svg('path', {
    d: mark.d, stroke: `var(--${colour})`, 'stroke-width': width, 'stroke-linecap': 'round',
  });
  return L.divIcon({
    className: 'gr-cross',
    html: asIconContent(svg('svg', { viewBox: '-8 -8 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
      [stroke('halo', mark.halo), stroke('ink', mark.ink)])),
    iconSize: [16, 16],
  });
}

export class Surroundings {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.group = L.featureGroup().addTo(map);
    /** @type {DrawnLabel[]} */
    this.labels = [];
  }

  clear() {
    this.group.clearLayers();
    for (const label of this.labels) labelsOf(this.map).remove(label);
    this.labels = [];
  }

  /** @param {DrawnAtlasPlace | null} place */
  draw(place) {
    this.clear();
    if (!place?.around) return;
    const centre = place.marker.getLatLng();
    const { precision_m: precision, areas, marks } = place.around;
    if (precision) {
      const rings = [circleAround(centre, precision)];
      addArea(this.map, this.group, { rings, style: 'uncertainty', colour: 'ink' });
    }
    for (const { rings } of areas) addArea(this.map, this.group, { rings, style: 'outline', colour: 'deposit-1' });
    this.labels = marks.map((mark) => this.addMark(centre, mark));
  }

  /**
   * Another published coordinate: a cross, tied to the point that the map shows. A landmark: a dot with its name.
   *
   * @param {L.LatLng} from
   * @param {Mark} mark
   */
  addMark(from, mark) {
    const isCoordinate = mark.kind === 'coordinate';
    const place = L.latLng(mark.lat, mark.lon + 360 * Math.round((from.lng - mark.lon) / 360));
    if (isCoordinate) addTie(this.group, [[from.lat, from.lng], [place.lat, place.lng]]);
    const marker = L.marker(place, { icon: markIcon(mark.kind), interactive: false, keyboard: false });
    elementOf(marker.addTo(this.group)).setAttribute('aria-hidden', 'true');
    return labelsOf(this.map).add({
      text: mark.text,
      kind: isCoordinate ? 'cross' : 'landmark',
      rank: isCoordinate ? 1 : 6,
      marks: () => [boxAround(this.map.latLngToContainerPoint(place), 6)],
    });
  }
}

/**
 * Return what belongs to the close view of a place.
 *
 * @param {DrawnAtlasPlace} place
 */
export function closeBounds({ marker, around }) {
  const centre = marker.getLatLng();
  const { marks, areas, precision_m: precision } = around ?? { marks: [], areas: [], precision_m: null };
  const bounds = L.latLngBounds(circleAround(centre, Math.max(4000, 3 * (precision ?? 0))));
  for (const { lat, lon } of marks) {
    if (centre.distanceTo([lat, lon]) < CLOSE_KM * 1000) bounds.extend([lat, lon]);
  }
  for (const { rings } of areas) bounds.extend(L.polygon(rings).getBounds());
  return bounds.pad(0.25);
}
