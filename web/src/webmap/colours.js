/* Colours of the theme. The style sheet is the one place that knows them; here they are read from it. */
import { makeSignal } from './signals.js';

/** Told when the theme has changed. @type {import('./signals.js').Signal<void>} */
export const themeChanged = makeSignal();

/** @type {Map<string, string>} */
const colours = new Map();

/**
 * Return the value of a colour in the theme of this moment, for what cannot use the style sheet's variables.
 *
 * @param {string} name
 * @returns {string}
 */
export function colour(name) {
  const known = colours.get(name);
  if (known !== undefined) return known;
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  colours.set(name, value);
  return value;
}

/**
 * Return a colour as the style sheet's variable, which follows the theme by itself.
 *
 * @param {string} name
 */
export function variable(name) {
  return `var(--${name})`;
}

/** Canvas and Leaflet's vectors hold copies of colours, so they have to be told when the theme changes. */
export function repaint() {
  colours.clear();
  themeChanged.emit();
}

/** Take the theme from the system. Called before the first map is drawn, so that none is drawn twice. */
export function followSystemTheme() {
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}
