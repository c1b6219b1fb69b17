/* What every page has around its maps: theme, downloads, print. Started last, when every map exists. */
import { followSystemTheme } from '../../webmap/colours.js';
import { closeCardsByEscape } from './card_panel.js';
import { startDownloads } from './downloads.js';
import { startPrinting } from './printing.js';
import { startThemeSwitch } from './theme_switch.js';

/** @import { PictureBlock } from './data' */
/** @import { RouteMap } from './route_map.js' */

/** Called before the first map is drawn. */
export function preparePage() {
  followSystemTheme();
  closeCardsByEscape();
}

/**
 * @param {RouteMap<PictureBlock>} view that can be saved as a picture
 * @param {() => void} goHome how the maps return to their first view
 */
export function startPageTools(view, goHome) {
  startThemeSwitch();
  startDownloads(view);
  startPrinting(goHome);
  // Fonts may come after the first layout and change how wide a label is.
  requestAnimationFrame(() => {
    document.documentElement.dataset.ready = '1';
    setTimeout(() => { document.documentElement.dataset.whole = '1'; }, 0);
  });
}
