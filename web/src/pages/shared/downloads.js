/* The buttons that save a map as a picture. A picture that fails says so beside them. */
import { element, find } from '../../webmap/elements.js';
import { download, toPng, toSvg } from './picture.js';

/** @import { PictureBlock } from './data' */
/** @import { RouteMap } from './route_map.js' */

const SHARPNESS = 2;

/** @param {RouteMap<PictureBlock>} view */
function svgBlob(view) {
  return new Blob([toSvg(view)], { type: 'image/svg+xml' });
}

/** @param {RouteMap<PictureBlock>} view */
export function startDownloads(view) {
  const name = view.data.export.file;
  offer('#download-svg', `${name}.svg`, () => svgBlob(view));
  offer('#download-png', `${name}.png`, () => toPng(view, SHARPNESS));
}

/**
 * @param {string} selector of the button
 * @param {string} name of the file
 * @param {() => Blob | Promise<Blob>} draw
 */
function offer(selector, name, draw) {
  const button = find(selector);
  button.addEventListener('click', async () => {
    clearFailure();
    try {
      download(await draw(), name);
    } catch {
      sayFailure(button, name);
    }
  });
}

function clearFailure() {
  document.querySelector('.download-failed')?.remove();
}

/**
 * @param {HTMLElement} button
 * @param {string} name
 */
function sayFailure(button, name) {
  const words = `${name} could not be made: this browser cannot draw a picture of this size. Make the window smaller, `
    + 'or take the other kind of file.';
  const said = element('p', { class: 'download-failed', role: 'alert', text: words });
  (button.parentElement ?? document.body).append(said);
}
