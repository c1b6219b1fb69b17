/* The scripts of the comparison page: a map of each deposit, all at one ground scale, and the world. */
import * as L from 'leaflet';

import { find, findInputs } from '../../webmap/elements.js';
import { ScaleLink } from '../../webmap/linked_scale.js';
import { metresPerPixel } from '../../webmap/scale_bar.js';
import { preparePage, startPageTools } from '../shared/page_tools.js';
import { tieRouteList } from '../shared/route_list.js';
import { DepositPane, goingHome } from './deposit_pane.js';
import { tieKey, WorldMap } from './world_map.js';

/** @import { Mode } from '../../webmap/linked_scale.js' */

// What the tests of the browser ask the page.
export { colour } from '../../webmap/colours.js';
export { labelsOf as labels } from '../../webmap/labels.js';
export { maps } from '../../webmap/map_view.js';
export { metresPerPixel } from '../../webmap/scale_bar.js';
export { toSvg } from '../shared/picture.js';

/** @type {DepositPane[]} */
const panes = [];
/** The maps that can be saved as a picture. @type {Record<string, WorldMap>} */
export const views = {};

preparePage();

/**
 * Draw one deposit at ground scale.
 *
 * @param {L.Map} map
 * @param {string} name of its data block
 */
export function pane(map, name) {
  panes.push(new DepositPane(map, name));
}

/**
 * Draw the world: every place, and the proposed routes.
 *
 * @param {L.Map} map
 * @param {string} name of its data block
 */
export function world(map, name) {
  views[name] = new WorldMap(map, name);
}

function scaleText() {
  const values = panes.map(({ map }) => metresPerPixel(map));
  const isSame = Math.max(...values) / Math.min(...values) - 1 < 1e-6;
  /** @param {number} value */
  const digits = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const shown = isSame ? [values[0]] : values;
  return `${shown.map(digits).join(' · ')} m per pixel${isSame ? ' in each map' : ''}`;
}

/** Let the panes keep one scale, and return how they go home. */
function linkPanes() {
  const link = new ScaleLink(panes);
  const output = find('#ground-scale');
  const reach = Math.max(...panes.map(({ data }) => data.reach_m));
  const goHome = () => link.fit(reach);
  const write = () => { output.textContent = scaleText(); };
  link.changed.on(write);
  goingHome.on(goHome);
  for (const choice of findInputs('input[name=mode]')) {
    choice.addEventListener('change', () => {
      if (choice.checked) link.set(/** @type {Mode} */ (choice.value));
    });
  }
  for (const { map } of panes) map.on('move zoomend', write);
  goHome();
  return goHome;
}

export function start() {
  const goHome = linkPanes();
  tieKey(views.world, find('#legend'));
  tieRouteList(views.world.routes, document.getElementById('route-list'));
  startPageTools(views.world, goHome);
}
