/* Buttons to zoom with: real ones, large enough for a thumb. */
import * as L from 'leaflet';

import { element } from './elements.js';
import { drawIcon } from './icons.js';

/**
 * @param {'plus' | 'minus' | 'home'} sign
 * @param {string} name
 * @param {() => void} act
 */
function button(sign, name, act) {
  const node = element('button', { type: 'button', 'aria-label': name, title: name }, [drawIcon(sign)]);
  node.addEventListener('click', act);
  return node;
}

/**
 * @param {L.Map} map
 * @param {() => void} goHome
 */
export function addZoomButtons(map, goHome) {
  const box = element('div', { class: 'gr-zoom', role: 'group', 'aria-label': 'Zoom' }, [
    button('plus', 'Zoom in', () => map.setZoom(map.getZoom() + 0.5)),
    button('minus', 'Zoom out', () => map.setZoom(map.getZoom() - 0.5)),
    button('home', 'Back to the first view', goHome),
  ]);
  L.DomEvent.disableClickPropagation(box);
  map.getContainer().append(box);
}
