/*
 * Maps that keep one scale. Two maps match when zB = zA + log2(cos(latB) / cos(latA)): see mercator.js.
 */
import { zoomFor } from './mercator.js';
import { metresPerPixel } from './scale_bar.js';
import { makeSignal } from './signals.js';
import { placeAfter, stepBetween } from './sphere.js';

/** @import { LatLng, Map } from 'leaflet' */

/**
 * How maps go together. "scale": each map moves alone, all keep one scale. "together": the others make the same step
 * on the ground, too. "free": nothing is kept.
 *
 * @typedef {'scale' | 'together' | 'free'} Mode
 */
/** @typedef {{ map: Map, home: LatLng }} Linked */

// Metres per pixel between which linked maps stay: a village, and a good part of a continent.
const FINEST = 0.5;
const COARSEST = 20000;

export class ScaleLink {
  /** @param {Linked[]} views */
  constructor(views) {
    this.views = views;
    /** @type {Mode} */
    this.mode = 'scale';
    this.busy = false;
    /** Told when the maps may have another scale. @type {import('./signals.js').Signal<void>} */
    this.changed = makeSignal();
    for (const view of views) view.map.on('move zoomend moveend', () => this.follow(view));
  }

  /** @param {Mode} mode */
  set(mode) {
    this.mode = mode;
    this.follow(this.views[0]);
    this.changed.emit();
  }

  /**
   * Go home, so that reach metres to each side of every deposit are in view.
   *
   * @param {number} reach
   */
  fit(reach) {
    const sides = this.views.map(({ map }) => Math.min(map.getSize().x, map.getSize().y));
    const scale = 2 * reach / Math.max(120, Math.min(...sides));
    this.busy = true;
    for (const { map, home } of this.views) map.setView(home, zoomFor(scale, home.lat), { animate: false });
    this.busy = false;
    this.follow(this.views[0]);
  }

  /**
   * Bring the other maps to the scale of one that moved.
   *
   * @param {Linked} leader
   */
  follow(leader) {
    if (this.busy || this.mode === 'free') return;
    this.busy = true;
    const scale = Math.max(FINEST, Math.min(COARSEST, metresPerPixel(leader.map)));
    const step = stepBetween(leader.home, leader.map.getCenter());
    for (const view of this.views) {
      const stays = view === leader || this.mode === 'scale';
      const centre = stays ? view.map.getCenter() : placeAfter(view.home, step);
      const zoom = zoomFor(scale, centre.lat);
      // Setting the leader's own view would end the reader's drag; only a bound it ran past is worth that.
      const isOff = Math.abs(zoom - view.map.getZoom()) > 1e-9;
      if (view !== leader || isOff) view.map.setView(centre, zoom, { animate: false });
    }
    this.busy = false;
    this.changed.emit();
  }
}
