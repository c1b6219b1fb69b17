/*
 * The list of routes beside a map: it and the lines on the map answer to each other; the choice of port is above it.
 */
import { findAll, findInputs } from '../../webmap/elements.js';
import { closeCard, openCard } from './card_panel.js';

/** @import { RouteLines, RoutesState } from './route_lines.js' */

/**
 * @param {RouteLines} lines
 * @param {HTMLElement | null} list none on a page without routes
 */
export function tieRouteList(lines, list) {
  if (!list) return;
  findAll('[data-route]', list).forEach((item) => tieItem(lines, item));
  for (const choice of findInputs('input[name=port]', list)) {
    choice.addEventListener('change', () => {
      if (!choice.checked) return;
      closeCard();
      lines.choose(choice.value);
    });
  }
}

/**
 * @param {RouteLines} lines
 * @param {HTMLElement} item
 */
function tieItem(lines, item) {
  const route = lines.routes.findIndex(({ id }) => id === item.dataset.route);
  const { card } = lines.routes[route];
  const tell = () => lines.point([route]);
  const stop = () => lines.point([]);
  item.addEventListener('mouseenter', tell);
  item.addEventListener('mouseleave', stop);
  item.addEventListener('focusin', tell);
  item.addEventListener('focusout', stop);
  if (card !== null) item.addEventListener('click', () => openCard(lines.map, [card], item));
  /** @param {RoutesState} state */
  const mark = ({ lit, shown }) => {
    item.classList.toggle('is-lit', lit.includes(route));
    item.classList.toggle('is-drawn', shown.has(route));
  };
  lines.changed.on(mark);
  mark({ lit: [], shown: lines.shown });
}
