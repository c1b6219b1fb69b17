/* Degree labels along the left and the upper edge of a map. */
import { element } from './elements.js';
import { degreeText, graticuleStep, multiples } from './graticule.js';

/** @import { Map } from 'leaflet' */

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {'parallel' | 'meridian'} side
 */
function label(text, x, y, side) {
  const mark = element('span', { class: side, text });
  mark.style.left = `${x}px`;
  mark.style.top = `${y}px`;
  return mark;
}

/** @param {Map} map */
function parallels(map) {
  const size = map.getSize();
  const step = graticuleStep(map.getZoom());
  const bounds = map.getBounds();
  const middle = map.getCenter();
  return multiples(bounds.getSouth(), bounds.getNorth(), step).flatMap((latitude) => {
    const { y } = map.latLngToContainerPoint([latitude, middle.lng]);
    return y > 34 && y < size.y - 56 ? [label(degreeText(latitude, step, 'NS'), 0, y, 'parallel')] : [];
  });
}

/** @param {Map} map */
function meridians(map) {
  const size = map.getSize();
  const step = graticuleStep(map.getZoom());
  const bounds = map.getBounds();
  const middle = map.getCenter();
  return multiples(bounds.getWest(), bounds.getEast(), step).flatMap((longitude) => {
    const { x } = map.latLngToContainerPoint([middle.lat, longitude]);
    return x > 56 && x < size.x - 76 ? [label(degreeText(longitude, step, 'EW'), x, 0, 'meridian')] : [];
  });
}

/** @param {Map} map */
export function addDegreeLabels(map) {
  const strip = element('div', { class: 'gr-degrees', 'aria-hidden': 'true' });
  map.getContainer().append(strip);
  const write = () => strip.replaceChildren(...parallels(map), ...meridians(map));
  map.on('move resize viewreset', write);
  write();
}
