/*
 * A map as a file. SVG: everything that is in view, drawn once more as plain shapes with a title, the key, the scale
 * and the notes. PNG: that SVG on a canvas, at twice the size.
 */
import { colour } from '../../webmap/colours.js';
import { element, penOf, svg } from '../../webmap/elements.js';
import { drawPictureMap } from './picture_map.js';
import { FONT, MARGIN } from './picture_shapes.js';
import { drawKey, drawNotes, drawTitle } from './picture_text.js';

/** @import { PictureBlock } from './data' */
/** @import { RouteMap } from './route_map.js' */

/** @param {RouteMap<PictureBlock>} view */
function shownEntries(view) {
  return view.data.legend.filter(({ layer }) => !layer || view.map.hasLayer(view.layer(layer)));
}

/** @param {RouteMap<PictureBlock>} view */
export function drawPicture(view) {
  const size = view.map.getSize();
  const width = size.x + 2 * MARGIN;
  const words = view.data.export;
  const title = drawTitle(words, width);
  const key = drawKey(shownEntries(view), width, title.bottom + size.y + 30);
  const routed = view.map.hasLayer(view.layer('routes'));
  const notes = drawNotes([...(routed ? words.route_notes : []), ...words.notes], width, key.bottom + 28);
  const height = notes.bottom + 8;
  return svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FONT }, [
    svg('title', { text: words.title }),
    svg('rect', { width, height, fill: colour('paper') }),
    title.node, drawPictureMap(view, title.bottom), key.node, notes.node,
  ]);
}

/** @param {RouteMap<PictureBlock>} view */
export function toSvg(view) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawPicture(view))}`;
}

/**
 * Return the picture as a PNG, `factor` pixels for each of the page's.
 *
 * @param {RouteMap<PictureBlock>} view
 * @param {number} factor
 * @returns {Promise<Blob>}
 */
export async function toPng(view, factor) {
  const root = drawPicture(view);
  const width = Number(root.getAttribute('width'));
  const height = Number(root.getAttribute('height'));
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(root))}`;
  await picture.decode();
  const canvas = element('canvas', { width: width * factor, height: height * factor });
  const pen = penOf(canvas);
  pen.scale(factor, factor);
  pen.drawImage(picture, 0, 0, width, height);
  return blobOf(canvas);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
function blobOf(canvas) {
  return new Promise((done, failed) => {
    // A canvas larger than the browser can hold gives no blob.
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('the canvas gave no picture'))), 'image/png');
  });
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  element('a', { href: address, download: name }).click();
  // The browser needs the address until it has begun to write the file.
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
