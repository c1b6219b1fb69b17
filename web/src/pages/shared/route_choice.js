/* Which routes a map shows: with a choice of port, one route of each group. Nothing here knows of a map or a page. */

/** @import { RouteEntry, RouteLine } from './data' */

/** The choice of port that shows every route. */
export const EVERY_PORT = 'all';

/**
 * Return the places of the routes to show: of each group the one by this port, or else the first.
 *
 * @param {readonly RouteEntry[]} routes
 * @param {string} port
 * @returns {Set<number>}
 */
export function routesByPort(routes, port) {
  if (port === EVERY_PORT) return new Set(routes.keys());
  /** @type {Map<number, number>} */
  const chosen = new Map();
  routes.forEach((route, i) => {
    const before = chosen.get(route.group);
    if (before === undefined || (route.port === port && routes[before].port !== port)) chosen.set(route.group, i);
  });
  return new Set([...chosen.values()].sort((a, b) => a - b));
}

/**
 * Return the routes that are drawn along a line, the one whose card is open in front.
 *
 * @param {RouteLine} line
 * @param {ReadonlySet<number>} shown
 * @param {number | null} opened
 */
export function routesAlong(line, shown, opened) {
  const found = line.routes.filter((route) => shown.has(route) || route === opened);
  return found.sort((a, b) => Number(b === opened) - Number(a === opened) || a - b);
}
