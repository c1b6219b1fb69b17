/* Land, shores and borders as lines in degrees, decoded from a page's basemap blocks once. */
import { readBlock } from './data_blocks.js';
import { decodeLine } from './delta_lines.js';

/** @import { BasemapBlock, BBox } from './data' */
/** @import { LonLat } from './delta_lines.js' */

/** @typedef {{ bbox: BBox, land: LonLat[][][], shore: LonLat[][], borders: LonLat[][] }} Outlines */

/**
 * Return whether a piece of ring runs along an edge of the window: there the data was cut; it is no coast.
 *
 * @param {LonLat} a
 * @param {LonLat} b
 * @param {BBox} bbox
 */
function isCut(a, b, bbox) {
  return (a[0] === b[0] && (a[0] === bbox[0] || a[0] === bbox[2]))
    || (a[1] === b[1] && (a[1] === bbox[1] || a[1] === bbox[3]));
}

/**
 * Return the shore of a ring: the ring without its cut pieces, as open lines.
 *
 * @param {LonLat[]} ring
 * @param {BBox} bbox
 * @returns {LonLat[][]}
 */
export function shoreOf(ring, bbox) {
  const lines = [];
  /** @type {LonLat[]} */
  let line = [];
  for (let i = 0; i <= ring.length; i += 1) {
    const place = ring[i % ring.length];
    if (i && isCut(ring[i - 1], place, bbox)) {
      if (line.length > 1) lines.push(line);
      line = [];
    }
    line.push(place);
  }
  if (line.length > 1) lines.push(line);
  return lines;
}

/**
 * @param {BasemapBlock} block
 * @returns {Outlines}
 */
export function decodeBasemap(block) {
  const { bbox, steps_per_degree: steps } = block;
  const land = block.land.map((polygon) => polygon.map((ring) => decodeLine(ring, steps)));
  return {
    bbox,
    land,
    shore: land.flat().flatMap((ring) => shoreOf(ring, bbox)),
    borders: block.borders.map((line) => decodeLine(line, steps)),
  };
}

/**
 * @param {string} id of a basemap block
 * @returns {BasemapBlock}
 */
export function basemapBlock(id) {
  return /** @type {BasemapBlock} */ (readBlock(id));
}

/** @type {Map<string, Outlines>} */
const decoded = new Map();

/**
 * @param {string} id of a basemap block
 * @returns {Outlines}
 */
export function outlinesOf(id) {
  const known = decoded.get(id) ?? decodeBasemap(basemapBlock(id));
  decoded.set(id, known);
  return known;
}
