/* The map of the atlas: every deposit, plant and port, and what is drawn around a deposit whose card is open. */
import { find } from '../../webmap/elements.js';
import { fitCircles } from '../../webmap/proportional_circles.js';
import { makeSignal } from '../../webmap/signals.js';
import { cardChanged, cardWidth, offerZoom } from '../shared/card_panel.js';
import { elementOf } from '../shared/places.js';
import { RouteMap } from '../shared/route_map.js';
import { closeBounds, Surroundings } from './deposit_surroundings.js';
import { addPointerNote } from './pointer_note.js';

/** @import { Map as LeafletMap } from 'leaflet' */
/** @import { Bounds } from '../shared/data' */
/** @import { AtlasBlock, DrawnAtlasPlace } from './data' */

const CLOSEST_ZOOM = 10;
// From this zoom a scale bar is true for the whole map; on the world it would be true along one parallel only.
const SCALE_FROM = 4;
// On a wide map an open card takes this many pixels; a map narrower than that shows it as a sheet below.
const CARD_PIXELS = 420;
const NARROW = 620;

/**
 * Never so far out that a place would have to be drawn twice.
 *
 * @param {LeafletMap} map
 */
function limitZoom(map) {
  const size = map.getSize();
  map.setMinZoom(Math.max(0, Math.log2(Math.max(size.x, size.y * 0.8) / 256)));
}

/**
 * Show all places, as large as the width allows.
 *
 * @param {LeafletMap} map
 * @param {Bounds} bounds
 */
function goHome(map, [southWest, northEast]) {
  const zoom = Math.log2(map.getSize().x / (northEast[1] - southWest[1]) * 360 / 256);
  const middle = map.project(southWest, zoom).add(map.project(northEast, zoom)).divideBy(2);
  map.setView(map.unproject(middle, zoom), zoom, { animate: false });
}

/** @extends {RouteMap<AtlasBlock>} */
export class AtlasMap extends RouteMap {
  /**
   * @param {LeafletMap} map
   * @param {string} name of its data block
   */
  constructor(map, name) {
    super(map, name, {
      repeats: false,
      clear: '.gr-scale, .gr-zoom, .gr-degrees span, .size-key, .map-credit',
      home: (view) => goHome(view.map, view.data.bounds),
      prepare: (view) => {
        fitCircles(view.map.getSize().x);
        limitZoom(view.map);
      },
    });
    /** Told when all circles have another size. @type {import('../../webmap/signals.js').Signal<void>} */
    this.circlesChanged = makeSignal();
    /** @type {Map<string, DrawnAtlasPlace>} */
    this.byCard = new Map(this.points.map((place) => [place.card, place]));
    this.keepSize();
    this.hideFarScale();
    this.markOpenCard();
    addPointerNote(map);
  }

  keepSize() {
    this.map.on('resize', () => {
      limitZoom(this.map);
      if (!fitCircles(this.map.getSize().x)) return;
      this.places.redraw();
      this.circlesChanged.emit();
    });
  }

  hideFarScale() {
    const { classList } = this.map.getContainer();
    const toggle = () => classList.toggle('is-far', this.map.getZoom() < SCALE_FROM);
    this.map.on('zoomend resize', toggle);
    toggle();
  }

  /** A card that opens marks its place, on the map and in its surroundings. */
  markOpenCard() {
    const around = new Surroundings(this.map);
    /** @type {DrawnAtlasPlace | null} */
    let marked = null;
    cardChanged.on((id) => {
      marked?.marker.getElement()?.classList.remove('is-open');
      const place = id === null ? null : this.byCard.get(id) ?? null;
      marked = place;
      around.draw(place);
      if (!place) return;
      place.marker.getElement()?.classList.add('is-open');
      offerZoom(this.map, 'Zoom to this place', () => this.closeUp(place));
    });
  }

  /**
   * Mark a place again whose marker was taken from the map and put back.
   *
   * @param {string} card
   */
  remark(card) {
    const place = this.byCard.get(card);
    if (place && this.map.hasLayer(place.marker)) elementOf(place.marker).classList.add('is-open');
  }

  /** @param {DrawnAtlasPlace} place */
  closeUp(place) {
    const beside = cardWidth(this.map);
    const isLeft = find('.gr-card', this.frame).classList.contains('is-left');
    this.map.fitBounds(closeBounds(place), {
      animate: false,
      maxZoom: CLOSEST_ZOOM,
      paddingTopLeft: [isLeft ? beside : 0, 0],
      paddingBottomRight: [isLeft ? 0 : beside, 0],
    });
  }

  /**
   * Bring a place into the part of the map that its card leaves free.
   *
   * @param {DrawnAtlasPlace} place
   */
  bringIntoView(place) {
    const size = this.map.getSize();
    const spot = this.map.latLngToContainerPoint(place.marker.getLatLng());
    const free = size.x > NARROW ? size.x - CARD_PIXELS : size.x;
    if (spot.x > 24 && spot.x < free - 24 && spot.y > 24 && spot.y < size.y - 24) return;
    this.map.panBy([spot.x - free / 2, spot.y - size.y / 2], { animate: false });
  }
}
