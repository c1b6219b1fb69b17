/* What a card shows of one place or route, with citations. */
import { element, svg } from '../../webmap/elements.js';
import { citationLinks, richText } from './citations.js';
import { drawRates, drawStretches } from './route_stretches.js';

/** @import { Byproduct, Card, Finding, Landmark, OxideSplit, Statement, StatusChip } from './data' */
/** @import { Child } from '../../webmap/elements.js' */

/** @param {number} bars */
function meter(bars) {
  return svg('svg', { viewBox: '0 0 16 12', width: 16, height: 12, class: 'meter', 'aria-hidden': 'true' },
    [0, 1, 2, 3].map((i) => svg('rect', {
      x: i * 4, y: 8 - 2.6 * i, width: 3, height: 4 + 2.6 * i, rx: 0.6, class: i < bars ? 'on' : 'off',
    })));
}

/** @param {StatusChip | null} status */
function chip(status) {
  return status ? element('span', { class: 'chip', title: status.title }, [meter(status.bars), status.text]) : null;
}

/** @param {Card['facts'][number]} row */
function fact(row) {
  const bare = row.value.every((part) => typeof part === 'number');
  return [element('dt', { text: row.label }), element('dd', { class: bare ? 'bare' : null }, richText(row.value))];
}

/** @param {Card['names']} names */
function otherNames(names) {
  if (!names.length) return null;
  const list = names.map((name) => element('li', { lang: name.lang || null, text: name.text }));
  return element('ul', { class: 'names', 'aria-label': 'Other names' }, list);
}

/**
 * What of a row is not verified says so in words.
 *
 * @param {{ unverified: boolean }} row
 */
function unverified(row) {
  return row.unverified ? element('em', { class: 'quiet', text: 'Not verified' }) : null;
}

/** @param {{ note: Statement['note'] }} row */
function remark(row) {
  return row.note.length ? element('p', { class: 'remark' }, richText(row.note)) : null;
}

/**
 * Draw the preferred statement in a line or two, before anything else.
 *
 * @param {Card['headline']} row
 */
export function drawHeadline(row) {
  if (!row) return null;
  return element('div', { class: 'headline' }, [
    element('p', {}, [element('b', { text: row.text })]),
    element('p', { class: 'standing' }, [chip(row.status), row.more ? element('span', { text: row.more }) : null]),
  ]);
}

/** @param {Statement} row */
function statement(row) {
  const figures = row.figures.map((figure) => element('span', { class: 'figure' }, [
    element('b', { text: figure.text }), ` ${figure.label}`,
  ]));
  const kind = `statement${row.preferred ? ' is-preferred' : ''}${row.superseded ? ' is-superseded' : ''}`;
  return element('li', { class: kind }, [
    element('p', { class: 'when' }, [
      `${row.date} · ${row.kind}`,
      row.preferred ? element('em', { text: 'Preferred' }) : null,
      row.superseded ? element('em', { class: 'quiet', text: 'Superseded' }) : null,
    ]),
    element('p', { class: 'figures' }, figures),
    row.why ? element('p', { class: 'why', text: row.why }) : null,
    row.scope ? element('p', { class: 'scope', text: row.scope }) : null,
    element('p', { class: 'standing' }, [chip(row.status), element('span', {}, [row.code, citationLinks(row.cites)])]),
    remark(row),
  ]);
}

/** @param {Finding} row */
function finding(row) {
  return element('li', { class: `finding is-${row.severity}` }, [
    element('p', { class: 'when' }, [element('em', { text: row.chip }), ' ', element('code', { text: row.rule })]),
    element('p', {}, richText(row.message)),
    row.rows ? element('p', { class: 'scope', text: row.rows }) : null,
  ]);
}

/** @param {OxideSplit} row */
function oxideSplit(row) {
  const shares = row.shares.map(([oxide, percent]) => (
    element('li', {}, [element('b', { text: oxide }), ` ${percent}`])
  ));
  const conditions = [row.of, row.method, row.date].filter(Boolean).join('; ');
  return element('li', { class: 'split' }, [
    element('p', {}, [element('b', { text: `${row.material}: ` }), ...richText(row.detail), unverified(row)]),
    element('p', { class: 'scope', text: `% of ${conditions}` }),
    element('ul', { class: 'shares' }, shares),
    ...row.notes.map((note) => element('p', { class: 'remark' }, richText(note))),
  ]);
}

/** @param {Byproduct} row */
function byproduct(row) {
  return element('li', {}, [
    element('b', { text: `${row.commodity} ` }), ...richText(row.text), unverified(row), remark(row),
  ]);
}

/** @param {Landmark} row */
function landmark(row) {
  return element('li', {}, [
    element('b', { text: row.away }), ` ${row.place}: `, ...richText(row.what), unverified(row), remark(row),
  ]);
}

/** @param {Card['notes'][number]} row */
function note(row) {
  return element('li', {}, [element('b', { text: `${row.topic}. ` }), ...richText(row.text)]);
}

/**
 * Draw a heading and a list; nothing where the list is empty.
 *
 * @template R
 * @param {string} title
 * @param {string} kind
 * @param {R[]} rows
 * @param {(row: R) => HTMLElement} draw
 */
function part(title, kind, rows, draw) {
  return rows.length ? [element('h4', { text: title }), element('ul', { class: kind }, rows.map(draw))] : [];
}

/** @param {Card} card */
function statements(card) {
  if (!card.statements.length) return [];
  return [
    element('h4', { text: card.statements_title }),
    element('ol', { class: 'statements' }, card.statements.map(statement)),
  ];
}

/**
 * Draw all that a card says below its head.
 *
 * @param {Card} card
 */
export function drawCardBody(card) {
  /** @type {Child[]} */
  const parts = [
    otherNames(card.names),
    card.assumption ? element('p', { class: 'assumption', text: card.assumption }) : null,
    ...(card.itinerary ? drawStretches(card.itinerary) : []),
    element('dl', {}, card.facts.flatMap(fact)),
    ...statements(card),
    ...part('What the audit finds', 'findings', card.findings, finding),
    ...part('Conflicts and doubts', 'noted', card.notes, note),
    ...part('Shares of the oxides', 'splits', card.splits, oxideSplit),
    ...part('By-products', 'noted', card.byproducts, byproduct),
    ...part('Other published coordinates', 'noted', card.points.filter((row) => !row.landmark), landmark),
    ...part('Near it', 'noted', card.points.filter((row) => row.landmark), landmark),
    ...card.remarks.map((text) => element('p', { class: 'remark' }, richText(text))),
    ...(card.itinerary ? drawRates(card.itinerary.ship) : []),
  ];
  const name = `Details of ${card.title}`;
  return element('div', { class: 'card-body', tabindex: '0', role: 'region', 'aria-label': name }, parts);
}
