/* The scripts of the atlas page: every deposit, plant and port on one map, to search, filter and sort. */
import { variable } from '../../webmap/colours.js';
import { find } from '../../webmap/elements.js';
import { drawSizeKey } from '../../webmap/proportional_circles.js';
import { preparePage, startPageTools } from '../shared/page_tools.js';
import { tieRouteList } from '../shared/route_list.js';
import { AtlasMap } from './atlas_map.js';
import { PlaceChooser } from './place_chooser.js';

/** @import { Map } from 'leaflet' */

// What the tests of the browser ask the page.
export { colour } from '../../webmap/colours.js';
export { maps } from '../../webmap/map_view.js';
export { drawPicture as drawing, toSvg } from '../shared/picture.js';
export { hovered } from '../shared/places.js';

/** @type {Record<string, AtlasMap>} */
export const views = {};
/** @type {PlaceChooser | null} */
export let chooser = null;

preparePage();

/**
 * Draw every place.
 *
 * @param {Map} map
 * @param {string} name of its data block
 */
export function atlas(map, name) {
  views[name] = new AtlasMap(map, name);
}

/** @param {AtlasMap} view */
function keepSizeKey(view) {
  const slot = find('#size-key');
  const draw = () => slot.replaceChildren(drawSizeKey(view.data.keys, variable));
  view.circlesChanged.on(draw);
  draw();
}

export function start() {
  const view = views.atlas;
  chooser = new PlaceChooser(view);
  keepSizeKey(view);
  tieRouteList(view.routes, document.getElementById('route-list'));
  chooser.read();
  chooser.show();
  startPageTools(view, view.goHome);
}
