/* A view is one map with everything on it, put together from one data block. */
import * as L from 'leaflet';

import { addBasemap } from './basemap.js';
import { readBlock } from './data_blocks.js';
import { findAll } from './elements.js';
import { boxesOf, labelsOf } from './labels.js';

/** @import { ViewBlock } from './data' */

/** The maps of this page, by name. @type {Record<string, L.Map>} */
export const maps = {};

/**
 * One map, its layers by name, so that the key's checkboxes can reach them, and its data block.
 *
 * @template {ViewBlock} D
 */
export class MapView {
  /**
   * @param {L.Map} map
   * @param {string} name
   */
  constructor(map, name) {
    this.map = map;
    this.name = name;
    this.data = /** @type {D} */ (readBlock(`view-${name}`));
    /** @type {Map<string, L.FeatureGroup>} */
    this.layers = new Map();
    maps[name] = map;
    map.attributionControl.remove();
    map.zoomControl.remove();
    addBasemap(map, this.data.basemap);
    leavePageAlone(map);
  }

  /**
   * Return a layer, which is made and shown when it is first asked for.
   *
   * @param {string} name
   */
  layer(name) {
    const layer = this.layers.get(name) ?? L.featureGroup().addTo(this.map);
    this.layers.set(name, layer);
    return layer;
  }

  /** What the map lies in, with its card and its buttons. */
  get frame() {
    return frameOf(this.map);
  }

  /**
   * Keep labels off what stands over the map and must stay readable.
   *
   * @param {string} selector
   */
  keepClear(selector) {
    const { map, frame } = this;
    labelsOf(map).avoid(() => boxesOf(map, findAll(selector, frame)));
  }
}

/**
 * Return the element around a map, in which its card and its buttons lie too.
 *
 * @param {L.Map} map
 */
export function frameOf(map) {
  const frame = map.getContainer().parentElement;
  if (!frame) throw new Error('the map has been taken out of the page');
  return frame;
}

/**
 * Scrolling past a map scrolls the page. The wheel zooms a map that was clicked; on touch, two fingers move it.
 *
 * @param {L.Map} map
 */
function leavePageAlone(map) {
  map.scrollWheelZoom.disable();
  map.on('focus', () => map.scrollWheelZoom.enable());
  map.on('blur', () => map.scrollWheelZoom.disable());
  if (L.Browser.touch && window.matchMedia('(pointer: coarse)').matches) map.dragging.disable();
}

/**
 * Keep a map of the world from zooming out further than the world is high or the view is wide: beyond that there is
 * only repetition.
 *
 * @param {L.Map} map
 */
export function limitToWorld(map) {
  const limit = () => {
    const size = map.getSize();
    map.setMinZoom(Math.max(0, Math.log2(Math.max(size.x, size.y) / 256) - 0.4));
  };
  map.on('resize', limit);
  limit();
}
