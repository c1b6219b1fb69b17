/* Meridians and parallels: how far apart they are drawn at a zoom, and what their labels say. */
import { WORLD_PIXELS } from './mercator.js';

const STEPS = [45, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
const STEP_PIXELS = 110;

/**
 * Return the degrees between lines: the finest step that leaves them room at this zoom.
 *
 * @param {number} zoom
 */
export function graticuleStep(zoom) {
  const perDegree = WORLD_PIXELS * 2 ** zoom / 360;
  const roomy = STEPS.filter((step) => step * perDegree >= STEP_PIXELS);
  return roomy.at(-1) ?? STEPS[0];
}

/**
 * Return the multiples of a step from low to high.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} step
 */
export function multiples(low, high, step) {
  const found = [];
  for (let i = Math.ceil(low / step); i * step <= high; i += 1) found.push(Math.round(i * step * 100) / 100);
  return found;
}

/**
 * Return a degree as its label says it: no side at 0° and 180°.
 *
 * @param {number} value
 * @param {number} step degrees between lines, for the decimals
 * @param {'NS' | 'EW'} names of the positive and the negative side
 */
export function degreeText(value, step, names) {
  const turned = names === 'EW' ? ((value + 540) % 360) - 180 : value;
  const decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
  const side = turned === 0 || Math.abs(turned) === 180 ? '' : `\u00a0${names[turned > 0 ? 0 : 1]}`;
  return `${Math.abs(turned).toFixed(decimals)}°${side}`;
}
