/* The scripts of the page of one route: a map fitted to it. */
import { limitToWorld } from '../../webmap/map_view.js';
import { preparePage, startPageTools } from '../shared/page_tools.js';
import { RouteMap } from '../shared/route_map.js';

/** @import { Map } from 'leaflet' */
/** @import { Bounds, PictureBlock } from '../shared/data' */

/** @typedef {PictureBlock & { bounds: Bounds }} RouteBlock */

export { maps } from '../../webmap/map_view.js';
export { toSvg } from '../shared/picture.js';

/** @type {Record<string, RouteMap<RouteBlock>>} */
export const views = {};

preparePage();

/**
 * Draw one route: its lines and its stops, as large as the map allows.
 *
 * @param {Map} map
 * @param {string} name of its data block
 */
export function routeMap(map, name) {
  views[name] = new RouteMap(map, name, {
    repeats: true,
    clear: '.gr-scale, .gr-zoom, .map-credit, .gr-degrees span',
    home: (view) => view.map.fitBounds(view.data.bounds, { animate: false, padding: [44, 44] }),
    prepare: (view) => limitToWorld(view.map),
  });
}

export function start() {
  startPageTools(views.route, views.route.goHome);
}
