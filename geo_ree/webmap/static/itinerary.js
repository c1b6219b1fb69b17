'use strict';
/*
 * The stretches of a route, as its card shows them: a strip whose parts are as wide as their distances let them, a table,
 * and the rates by which hours and emissions were reckoned. (The page of one route has the same from its template.)
 */
(function () {
  function icon(mode) {
    return GR.svg('svg', { class: 'mode', viewBox: '-12 -10 24 20', width: 22, height: 18, 'aria-hidden': 'true' },
      [GR.svg('path', { d: GR.data('theme').icons[mode] })]);
  }

  function part(row) {
    const node = GR.element('li', { class: 'is-' + (row.thin ? 'access' : row.mode) }, [
      icon(row.mode),
      GR.element('b', { text: row.about }),
      GR.element('span', { class: 'word', text: ' ' + row.word + ', ' + row.from + ' to ' + row.to }),
      GR.element('i', { 'aria-hidden': 'true' }),
    ]);
    node.style.flexGrow = row.width;
    return node;
  }

  function cell(text, small) {
    return GR.element('td', { role: 'cell' }, [GR.element('span', { text: text }), small ? GR.element('small', { text: small }) : null]);
  }

  function line(row) {
    return GR.element('tr', { role: 'row' }, [
      GR.element('th', { role: 'rowheader', scope: 'row' }, [
        GR.element('span', { class: 'way' }, [icon(row.mode), GR.element('span', {}, [
          GR.element('b', { text: row.word }), ' ' + row.from + ' → ' + row.to,
          row.passages.length ? GR.element('span', { class: 'chips' }, row.passages.map(function (name) {
            return GR.element('span', { class: 'passage', text: name });
          })) : null,
          GR.element('small', { text: [row.countries, row.basis].filter(Boolean).join(' · ') }),
        ])]),
      ]),
      cell(row.km), cell(row.hours, row.handling ? row.handling + ' handling' : null), cell(row.co2e),
    ]);
  }

  function head(text) {
    return GR.element('th', { role: 'columnheader', scope: 'col', text: text });
  }

  GR.itinerary = function (route) {
    const total = route.total;
    return [
      GR.element('ol', { class: 'strip', 'aria-label': 'Stretches in order' }, route.stretches.map(part)),
      GR.element('p', { class: 'scope', text: GR.data('reckoning').widths }),
      GR.element('table', { role: 'table', class: 'stretches' }, [
        GR.element('caption', { class: 'word', text: 'Stretches of the route' }),
        GR.element('thead', { role: 'rowgroup' }, [GR.element('tr', { role: 'row' },
          [head('Stretch'), head('km'), head('hours'), head('kg CO2e/t')])]),
        GR.element('tbody', { role: 'rowgroup' }, route.stretches.map(line)),
        GR.element('tfoot', { role: 'rowgroup' }, [GR.element('tr', { role: 'row' }, [
          GR.element('th', { role: 'rowheader', scope: 'row', text: 'Together' }),
          cell(total.km), cell(total.hours, total.handling ? total.handling + ' handling' : null), cell(total.co2e),
        ])]),
      ]),
    ];
  };

  function rate(row) {
    return GR.element('li', {}, [GR.element('b', { text: row.what + ': ' }), row.value, GR.citations(row.cites),
      row.unverified ? GR.element('em', { class: 'quiet', text: 'Not verified' }) : null]);
  }

  GR.reckoning = function (ship) {
    const how = GR.data('reckoning');
    return [
      GR.element('h4', { text: 'Reckoned by' }),
      GR.element('ul', { class: 'rates' }, how.rates[ship].map(rate)),
      GR.element('p', { class: 'remark', text: how.not_counted }),
      GR.element('h4', { text: 'What the kilometres rest on' }),
      GR.element('ul', { class: 'rates' }, how.bases.map(function (row) {
        return GR.element('li', {}, [GR.element('b', { text: row.word + ': ' }), row.means]);
      })),
      GR.element('p', { class: 'remark', text: how.networks }),
    ];
  };
}());
