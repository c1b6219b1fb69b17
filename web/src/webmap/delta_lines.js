/*
 * Lines as the data blocks hold them: [x, y, dx, dy, dx, dy, …] in whole steps, longitude first. The first pair is a
 * place, each later pair the distance from the last one.
 */

/** @typedef {[longitude: number, latitude: number]} LonLat */

/**
 * Return the places of a line in degrees.
 *
 * @param {number[]} line
 * @param {number} stepsPerDegree
 * @returns {LonLat[]}
 */
export function decodeLine(line, stepsPerDegree) {
  /** @type {LonLat[]} */
  const places = new Array(line.length / 2);
  let x = 0;
  let y = 0;
  for (let i = 0; i < line.length; i += 2) {
    x += line[i];
    y += line[i + 1];
    places[i / 2] = [x / stepsPerDegree, y / stepsPerDegree];
  }
  return places;
}
