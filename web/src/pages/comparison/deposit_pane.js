/* One deposit at ground scale. */
import * as L from 'leaflet';

import { addDegreeLabels } from '../../webmap/degree_labels.js';
import { addArea, addRangeRing } from '../../webmap/ground_shapes.js';
import { addLocatorGlobe } from '../../webmap/locator_globe.js';
import { MapView } from '../../webmap/map_view.js';
import { addScaleBar } from '../../webmap/scale_bar.js';
import { makeSignal } from '../../webmap/signals.js';
import { addZoomButtons } from '../../webmap/zoom_buttons.js';
import { Places } from '../shared/places.js';

/** @import { Area, Globe, LatLon, RangeRing, ViewBlock } from '../../webmap/data' */
/** @import { Place } from '../shared/data' */

/**
 * `geo_ree/pages/comparison/panes.py`, `pane_data`. reach_m: how far around the deposit the first view goes.
 *
 * @typedef {ViewBlock & { home: LatLon, reach_m: number, rings: RangeRing[], areas: Area[], points: Place[],
 *   globe: Globe }} PaneBlock
 */

/**
 * Told when the reader asks for the first view: all panes go home together.
 *
 * @type {import('../../webmap/signals.js').Signal<void>}
 */
export const goingHome = makeSignal();

/** @extends {MapView<PaneBlock>} */
export class DepositPane extends MapView {
  /**
   * @param {L.Map} map
   * @param {string} name of its data block
   */
  constructor(map, name) {
    super(map, name);
    this.home = L.latLng(this.data.home);
    for (const ring of this.data.rings) addRangeRing(map, this.layer('rings'), ring);
    for (const area of this.data.areas) addArea(map, this.layer('areas'), area);
    addDegreeLabels(map);
    addScaleBar(map);
    addLocatorGlobe(map, this.data.globe);
    this.places = new Places(this, this.data.points, { repeats: false });
    addZoomButtons(map, () => goingHome.emit());
    this.keepClear('.gr-scale, .gr-globe, .gr-zoom, .gr-degrees span');
  }
}
