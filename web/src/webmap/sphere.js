/* Distances and bearings on the sphere: what "move together" copies, and circles around a place. */
const RADIANS = Math.PI / 180;
const EARTH_RADIUS_M = 6371008.8;

/** @typedef {{ lat: number, lng: number }} LatLng as Leaflet names them */
/** @typedef {{ distance: number, bearing: number }} Step metres, and radians clockwise from north */

/**
 * Return the step that leads from one place to another.
 *
 * @param {LatLng} from
 * @param {LatLng} to
 * @returns {Step}
 */
export function stepBetween(from, to) {
  const a = from.lat * RADIANS;
  const b = to.lat * RADIANS;
  const turn = (to.lng - from.lng) * RADIANS;
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(turn / 2) ** 2;
  return {
    distance: 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half))),
    bearing: Math.atan2(
      Math.sin(turn) * Math.cos(b),
      Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(turn),
    ),
  };
}

/**
 * Return the place to which a step leads.
 *
 * @param {LatLng} from
 * @param {Step} step
 * @returns {LatLng}
 */
export function placeAfter(from, step) {
  const angle = step.distance / EARTH_RADIUS_M;
  const a = from.lat * RADIANS;
  const sine = Math.sin(a) * Math.cos(angle) + Math.cos(a) * Math.sin(angle) * Math.cos(step.bearing);
  const turn = Math.atan2(
    Math.sin(step.bearing) * Math.sin(angle) * Math.cos(a),
    Math.cos(angle) - Math.sin(a) * sine,
  );
  return { lat: Math.asin(sine) / RADIANS, lng: from.lng + turn / RADIANS };
}

/**
 * Return the closed line of all places at one distance, [latitude, longitude].
 *
 * @param {LatLng} centre
 * @param {number} metres
 * @returns {[number, number][]}
 */
export function circleAround(centre, metres) {
  /** @type {[number, number][]} */
  const places = [];
  for (let turn = 0; turn <= 72; turn += 1) {
    const place = placeAfter(centre, { distance: metres, bearing: turn * 5 * RADIANS });
    places.push([place.lat, place.lng]);
  }
  return places;
}
