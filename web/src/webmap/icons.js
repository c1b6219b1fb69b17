/* The small drawings on buttons. */
import { svg } from './elements.js';

const ICONS = {
  plus: 'M10 4V16M4 10H16',
  minus: 'M4 10H16',
  home: 'M4 9.5 10 4.5 16 9.5M6 8.5V15.5H14V8.5',
  close: 'M5 5 15 15M15 5 5 15',
};

/** @param {keyof typeof ICONS} name */
export function drawIcon(name) {
  return svg('svg', { viewBox: '0 0 20 20', width: 18, height: 18, 'aria-hidden': 'true', class: 'gr-icon' }, [
    svg('path', {
      d: ICONS[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.8,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  ]);
}
