/* The world: every place, and the proposed routes. */
import { findInputs } from '../../webmap/elements.js';
import { limitToWorld } from '../../webmap/map_view.js';
import { closeCard } from '../shared/card_panel.js';
import { RouteMap } from '../shared/route_map.js';

/** @import { Map } from 'leaflet' */
/** @import { LatLon } from '../../webmap/data' */
/** @import { Bounds, PictureBlock } from '../shared/data' */

/**
 * `geo_ree/pages/world/world_map.py`, `world_data`.
 *
 * @typedef {PictureBlock & { bounds: Bounds, focus: LatLon }} WorldBlock
 */

const NORTH = 77;
// Fewer pixels to a degree leave nothing to see: a narrow screen begins around the deposits instead.
const LEAST_ZOOM = 0.9;

/**
 * Show the whole width of the bounds. What height is left over goes to the south: in the north lie the places.
 *
 * @param {Map} map
 * @param {WorldBlock} block
 */
function goHome(map, { bounds: [southWest, northEast], focus }) {
  const size = map.getSize();
  const zoom = Math.log2(size.x / (northEast[1] - southWest[1]) * 360 / 256);
  if (zoom < LEAST_ZOOM) {
    map.setView(focus, LEAST_ZOOM, { animate: false });
    return;
  }
  const top = map.project([NORTH, (southWest[1] + northEast[1]) / 2], zoom);
  map.setView(map.unproject(top.add([0, size.y / 2]), zoom), zoom, { animate: false });
}

/** @extends {RouteMap<WorldBlock>} */
export class WorldMap extends RouteMap {
  /**
   * @param {Map} map
   * @param {string} name of its data block
   */
  constructor(map, name) {
    super(map, name, {
      repeats: true,
      clear: '.gr-scale, .gr-zoom, .map-credit, .gr-degrees span',
      home: (view) => goHome(view.map, view.data),
      prepare: (view) => limitToWorld(view.map),
    });
  }
}

/**
 * Let the checkboxes of the key show and hide layers.
 *
 * @param {WorldMap} view
 * @param {HTMLElement} key
 */
export function tieKey(view, key) {
  for (const box of findInputs('input[data-layer]', key)) {
    box.addEventListener('change', () => {
      const layer = view.layer(box.dataset.layer ?? '');
      if (box.checked) view.map.addLayer(layer);
      else view.map.removeLayer(layer);
      closeCard();
      view.map.fire('gr:change').fire('moveend');
    });
  }
}
