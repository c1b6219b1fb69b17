/* The line that says what the pointer is on. */
import { element } from '../../webmap/elements.js';
import { halfWidth } from '../../webmap/symbols.js';
import { hovered } from '../shared/places.js';

/** @import { Map } from 'leaflet' */
/** @import { DrawnAtlasPlace } from './data' */

/** @param {Map} map */
export function addPointerNote(map) {
  const name = element('b');
  const amount = element('span');
  const node = element('div', { class: 'gr-tip', 'aria-hidden': 'true', hidden: true }, [name, amount]);
  map.getContainer().append(node);
  hovered.on((hit) => {
    const place = /** @type {DrawnAtlasPlace | null} */ (hit);
    node.hidden = !place || !map.hasLayer(place.marker);
    if (!place || node.hidden) return;
    name.textContent = place.name;
    amount.textContent = [place.line.amount, place.line.where].filter(Boolean).join(' · ');
    put(node, map, place);
  });
}

/**
 * @param {HTMLElement} node
 * @param {Map} map
 * @param {DrawnAtlasPlace} place
 */
function put(node, map, place) {
  const spot = map.latLngToContainerPoint(place.marker.getLatLng());
  const size = map.getSize();
  const half = halfWidth(place.symbol) + 8;
  const left = Math.max(4, Math.min(spot.x - node.offsetWidth / 2, size.x - node.offsetWidth - 4));
  const top = spot.y > node.offsetHeight + half + 4 ? spot.y - half - node.offsetHeight : spot.y + half;
  node.style.left = `${left}px`;
  node.style.top = `${top}px`;
}
