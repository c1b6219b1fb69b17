/* The tables of cases that the tests in Python run, too (tests/test_twins.py). */
import { readFileSync } from 'node:fs';

/**
 * Return the cases of a table in tests/data/. Their type is the table's own; the caller says which.
 *
 * @param {string} name
 * @returns {unknown}
 */
export function casesOf(name) {
  const address = new URL(`../../tests/data/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(address, 'utf-8')).cases;
}

/**
 * Return whether two numbers are as near as asked.
 *
 * @param {number} a
 * @param {number} b
 * @param {number} tolerance
 */
export function isNear(a, b, tolerance) {
  return Math.abs(a - b) <= tolerance;
}
