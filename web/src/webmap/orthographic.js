/*
 * The Earth as seen from far above a place. Orthographic: x = cos(lat) sin(turn),
 * y = cos(lat0) sin(lat) - sin(lat0) cos(lat) cos(turn) (Snyder 1987, eq. 20-3, 20-4).
 */
/** @import { LonLat } from './delta_lines.js' */

/** @typedef {{ x: number, y: number, front: boolean }} Spot front: on the half of the Earth that is seen */
/** @typedef {(longitude: number, latitude: number) => Spot} Projection */

const RADIANS = Math.PI / 180;

/**
 * Return the projection onto a disc around the origin, y downwards.
 *
 * What lies on the far side goes on outwards from the rim, as far as it lies beyond the horizon, and is clipped away:
 * so no polygon has to be cut, and each stays closed.
 *
 * @param {[latitude: number, longitude: number]} centre
 * @param {number} radius
 * @returns {Projection}
 */
export function orthographic(centre, radius) {
  const sine = Math.sin(centre[0] * RADIANS);
  const cosine = Math.cos(centre[0] * RADIANS);
  return (longitude, latitude) => {
    const turn = (longitude - centre[1]) * RADIANS;
    const a = latitude * RADIANS;
    const x = Math.cos(a) * Math.sin(turn);
    const y = cosine * Math.sin(a) - sine * Math.cos(a) * Math.cos(turn);
    const height = sine * Math.sin(a) + cosine * Math.cos(a) * Math.cos(turn);
    const beyond = 1 + Math.asin(Math.min(1, -height)) / (Math.PI / 2);
    const stretch = height >= 0 ? 1 : beyond / (Math.hypot(x, y) || 1e-9);
    return { x: radius * x * stretch, y: -radius * y * stretch, front: height >= 0 };
  };
}

/**
 * Return whether a ring encloses a place, both in degrees: how often a line to the east meets the ring.
 *
 * @param {LonLat[]} ring
 * @param {number} longitude
 * @param {number} latitude
 */
export function encloses(ring, longitude, latitude) {
  let inside = false;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const between = (a[1] > latitude) !== (b[1] > latitude);
    if (between && longitude < (b[0] - a[0]) * (latitude - a[1]) / (b[1] - a[1]) + a[0]) inside = !inside;
  });
  return inside;
}

/**
 * Return whether a polygon lies around the point opposite to the centre. Such land lies all round the picture: it is
 * what its own outline leaves out.
 *
 * @param {LonLat[][]} polygon
 * @param {[latitude: number, longitude: number]} centre
 */
export function isOpposite(polygon, centre) {
  const longitude = ((centre[1] + 360) % 360) - 180;
  return polygon.filter((ring) => encloses(ring, longitude, -centre[0])).length % 2 === 1;
}
