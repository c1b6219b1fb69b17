/*
 * Web Mercator, in pixels of zoom 0, on which 256 px span the equator. It draws a metre larger towards the poles:
 * metres per pixel = C cos(latitude) / 2^(zoom + 8), with C the length of the equator.
 */
export const WORLD_PIXELS = 256;

const EQUATOR_M = 40075016.685578488;
const EDGE = 85.0511287798;
const RADIANS = Math.PI / 180;

/**
 * @param {number} longitude
 * @param {number} latitude
 * @returns {[x: number, y: number]}
 */
export function project(longitude, latitude) {
  const bounded = Math.max(-EDGE, Math.min(EDGE, latitude));
  const sine = Math.sin(bounded * Math.PI / 180);
  return [
    WORLD_PIXELS * (longitude / 360 + 0.5),
    WORLD_PIXELS * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)),
  ];
}

/**
 * Return metres on the ground per pixel.
 *
 * @param {number} zoom
 * @param {number} latitude
 */
export function groundScale(zoom, latitude) {
  return EQUATOR_M * Math.cos(latitude * RADIANS) / 2 ** (zoom + 8);
}

/**
 * Return the zoom at which a pixel is so many metres on the ground; zooms are fractions.
 *
 * @param {number} metresPerPixel
 * @param {number} latitude
 */
export function zoomFor(metresPerPixel, latitude) {
  return Math.log2(EQUATOR_M * Math.cos(latitude * RADIANS) / metresPerPixel) - 8;
}
