/* The scale of a map: metres on the ground per pixel, and a bar that says so. */
import { element } from './elements.js';
import { groundScale } from './mercator.js';

/** @import { Map } from 'leaflet' */

const BAR_PIXELS = 120;

/**
 * Return metres on the ground per pixel in the middle of a map.
 *
 * @param {Map} map
 */
export function metresPerPixel(map) {
  return groundScale(map.getZoom(), map.getCenter().lat);
}

/**
 * Return the longest of 1, 2, 5 × 10^n metres that fits.
 *
 * @param {number} metres
 */
export function roundLength(metres) {
  const power = 10 ** Math.floor(Math.log10(metres));
  const first = metres / power;
  return (first >= 5 ? 5 : first >= 2 ? 2 : 1) * power;
}

/**
 * Return a length in words: metres, or kilometres from one up, with narrow spaces between thousands.
 *
 * @param {number} metres
 */
export function lengthText(metres) {
  const inKilometres = metres >= 1000;
  const digits = String(inKilometres ? metres / 1000 : metres);
  return digits.replace(/\B(?=(\d{3})+$)/g, '\u202f') + (inKilometres ? ' km' : ' m');
}

/**
 * Return the length in metres that a map's bar shows.
 *
 * @param {Map} map
 */
export function barLength(map) {
  return roundLength(metresPerPixel(map) * BAR_PIXELS);
}

/** @param {Map} map */
export function addScaleBar(map) {
  const bar = element('i');
  const text = element('span');
  map.getContainer().append(element('div', { class: 'gr-scale' }, [text, bar]));
  const write = () => {
    const metres = barLength(map);
    bar.style.width = `${metres / metresPerPixel(map)}px`;
    text.textContent = lengthText(metres);
  };
  map.on('move resize viewreset', write);
  write();
}
