/* What the maps with places and routes have in common: the world of the comparison, the atlas, one route. */
import { addDegreeLabels } from '../../webmap/degree_labels.js';
import { MapView } from '../../webmap/map_view.js';
import { addScaleBar } from '../../webmap/scale_bar.js';
import { addZoomButtons } from '../../webmap/zoom_buttons.js';
import { Places } from './places.js';
import { RouteLines } from './route_lines.js';

/** @import { Map } from 'leaflet' */
/** @import { PictureBlock } from './data' */

/**
 * A map with routes and places, which can be saved as a picture.
 *
 * @template {PictureBlock} D
 * @extends {MapView<D>}
 */
export class RouteMap extends MapView {
  /**
   * @param {Map} map
   * @param {string} name
   * @param {{ repeats: boolean, clear: string, home: (view: RouteMap<D>) => void,
   *   prepare: (view: RouteMap<D>) => void }} options
   *   repeats: whether the world is seen more than once. clear: what labels keep off. home: goes to the first view.
   *   prepare: comes before anything is drawn.
   */
  constructor(map, name, { repeats, clear, home, prepare }) {
    super(map, name);
    this.goHome = () => home(this);
    prepare(this);
    this.goHome();
    this.routes = new RouteLines(this, this.data.routes);
    addDegreeLabels(map);
    addScaleBar(map);
    /** @type {Places<D['points'][number]>} */
    this.places = new Places(this, this.data.points, { repeats });
    addZoomButtons(map, this.goHome);
    this.keepClear(clear);
  }

  /** The places drawn. */
  get points() {
    return this.places.all;
  }
}
