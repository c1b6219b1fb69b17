/* Printing: maps have sizes in pixels, so they have to be told the paper's. */
import { repaint } from '../../webmap/colours.js';
import { find } from '../../webmap/elements.js';
import { labelsOf } from '../../webmap/labels.js';
import { maps } from '../../webmap/map_view.js';
import { closeCard } from './card_panel.js';

function measureMaps() {
  // Leaflet takes `animate` here as well, which its types leave out.
  const options = /** @type {import('leaflet').ZoomPanOptions} */ ({ animate: false, pan: false });
  for (const map of Object.values(maps)) map.invalidateSize(options);
}

/** @param {() => void} goHome how the maps return to their first view */
export function startPrinting(goHome) {
  const { dataset } = document.documentElement;
  window.addEventListener('beforeprint', () => {
    closeCard();
    dataset.printing = '1';
    measureMaps();
    goHome();
    repaint();
    for (const map of Object.values(maps)) labelsOf(map).lay();
  });
  window.addEventListener('afterprint', () => {
    delete dataset.printing;
    measureMaps();
    goHome();
    repaint();
  });
  find('#print').addEventListener('click', () => window.print());
}
