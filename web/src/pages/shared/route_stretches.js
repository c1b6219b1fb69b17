/*
 * The stretches of a route, as its card shows them: a strip whose parts are as wide as their distances let them, a
 * table, and the rates by which hours and emissions were computed. (The page of one route has the same from its
 * template.)
 */
import { readBlock, themeBlock } from '../../webmap/data_blocks.js';
import { element, svg } from '../../webmap/elements.js';
import { citationLinks } from './citations.js';

/** @import { Itinerary, RouteRates, Stretch } from './data' */

/** @returns {RouteRates} */
function ratesBlock() {
  return /** @type {RouteRates} */ (readBlock('route_rates'));
}

/** @param {string} mode */
function modeIcon(mode) {
  return svg('svg', { class: 'mode', viewBox: '-12 -10 24 20', width: 22, height: 18, 'aria-hidden': 'true' }, [
    svg('path', { d: themeBlock().icons[mode] }),
  ]);
}

/** @param {Stretch} row */
function stripPart(row) {
  const node = element('li', { class: `is-${row.thin ? 'access' : row.mode}` }, [
    modeIcon(row.mode),
    element('b', { text: row.about }),
    element('span', { class: 'word', text: ` ${row.word}, ${row.from} to ${row.to}` }),
    element('i', { 'aria-hidden': 'true' }),
  ]);
  node.style.flexGrow = String(row.width);
  return node;
}

/**
 * @param {string} text
 * @param {string | null} [small]
 */
function cell(text, small) {
  return element('td', { role: 'cell' }, [element('span', { text }), small ? element('small', { text: small }) : null]);
}

/** @param {{ handling: string }} row */
function handlingText(row) {
  return row.handling ? `${row.handling} handling` : null;
}

/** @param {Stretch} row */
function passageChips(row) {
  if (!row.passages.length) return null;
  return element('span', { class: 'chips' }, row.passages.map((text) => element('span', { class: 'passage', text })));
}

/** @param {Stretch} row */
function tableRow(row) {
  const words = element('span', {}, [
    element('b', { text: row.word }), ` ${row.from} → ${row.to}`,
    passageChips(row),
    element('small', { text: [row.countries, row.basis].filter(Boolean).join(' · ') }),
  ]);
  return element('tr', { role: 'row' }, [
    element('th', { role: 'rowheader', scope: 'row' }, [
      element('span', { class: 'way' }, [modeIcon(row.mode), words]),
    ]),
    cell(row.km), cell(row.hours, handlingText(row)), cell(row.co2e),
  ]);
}

function tableHead() {
  const heads = ['Stretch', 'km', 'hours', 'kg CO2e/t']
    .map((text) => element('th', { role: 'columnheader', scope: 'col', text }));
  return element('thead', { role: 'rowgroup' }, [element('tr', { role: 'row' }, heads)]);
}

/** @param {Itinerary} route */
function tableFoot({ total }) {
  return element('tfoot', { role: 'rowgroup' }, [element('tr', { role: 'row' }, [
    element('th', { role: 'rowheader', scope: 'row', text: 'Together' }),
    cell(total.km), cell(total.hours, handlingText(total)), cell(total.co2e),
  ])]);
}

/** @param {Itinerary} route */
export function drawStretches(route) {
  return [
    element('ol', { class: 'strip', 'aria-label': 'Stretches in order' }, route.stretches.map(stripPart)),
    element('p', { class: 'scope', text: ratesBlock().widths }),
    element('table', { role: 'table', class: 'stretches' }, [
      element('caption', { class: 'word', text: 'Stretches of the route' }),
      tableHead(),
      element('tbody', { role: 'rowgroup' }, route.stretches.map(tableRow)),
      tableFoot(route),
    ]),
  ];
}

/** @param {RouteRates['rates'][string][number]} row */
function rateRow(row) {
  return element('li', {}, [
    element('b', { text: `${row.what}: ` }), row.value, citationLinks(row.cites),
    row.unverified ? element('em', { class: 'quiet', text: 'Not verified' }) : null,
  ]);
}

/**
 * Draw by what the route of a class of ship was computed.
 *
 * @param {string} ship
 */
export function drawRates(ship) {
  const how = ratesBlock();
  const bases = how.bases.map((row) => element('li', {}, [element('b', { text: `${row.word}: ` }), row.means]));
  return [
    element('h4', { text: 'Computed with' }),
    element('ul', { class: 'rates' }, how.rates[ship].map(rateRow)),
    element('p', { class: 'remark', text: how.not_counted }),
    element('h4', { text: 'What the kilometres rest on' }),
    element('ul', { class: 'rates' }, bases),
    element('p', { class: 'remark', text: how.networks }),
  ];
}
