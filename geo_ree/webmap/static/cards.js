'use strict';
/*
 * Cards: what is known of one place or route, with citations. One card is open at a time. It is a panel beside the map
 * on a wide screen and a sheet at the lower edge on a phone. Escape closes it and gives the focus back.
 */
(function () {
  let open = null;

  /* --- what a card is made of --------------------------------------------------------------------------------------------- */

  /* A source in a line, from the list at the end of the page. */
  function sourceLine(number) {
    const entry = document.getElementById('source-' + number);
    return entry.querySelector('.title').textContent + '. ' + entry.querySelector('.meta').textContent;
  }

  function citations(numbers) {
    const links = (numbers || []).map(function (number) {
      const source = sourceLine(number);
      return GR.element('a', { href: '#source-' + number, class: 'cite', title: source,
        'aria-label': 'Source ' + number + ': ' + source, text: String(number) });
    });
    return links.length ? GR.element('sup', { class: 'cites' }, links) : null;
  }

  function meter(bars) {
    return GR.svg('svg', { viewBox: '0 0 16 12', width: 16, height: 12, class: 'meter', 'aria-hidden': 'true' },
      [0, 1, 2, 3].map(function (i) {
        return GR.svg('rect', { x: i * 4, y: 8 - 2.6 * i, width: 3, height: 4 + 2.6 * i, rx: 0.6, class: i < bars ? 'on' : 'off' });
      }));
  }

  GR.citations = citations;

  function chip(status) {
    return status ? GR.element('span', { class: 'chip', title: status.title }, [meter(status.bars), status.text]) : null;
  }

  /* Text with citations in their places: strings to show, numbers to link. */
  function rich(parts) {
    const nodes = [];
    let numbers = [];
    (parts || []).concat('').forEach(function (part) {
      if (typeof part === 'number') {
        numbers.push(part);
        return;
      }
      if (numbers.length) nodes.push(citations(numbers));
      numbers = [];
      if (part) nodes.push(part);
    });
    return nodes;
  }

  function fact(row) {
    const bare = row.value.every(function (part) { return typeof part === 'number'; });
    return [GR.element('dt', { text: row.label }), GR.element('dd', { class: bare ? 'bare' : null }, rich(row.value))];
  }

  function otherNames(names) {
    if (!names.length) return null;
    const list = names.map(function (name) { return GR.element('li', { lang: name.lang || null, text: name.text }); });
    return GR.element('ul', { class: 'names', 'aria-label': 'Other names' }, list);
  }

  /* What of a row is not verified says so in words. */
  function unread(row) {
    return row.unverified ? GR.element('em', { class: 'quiet', text: 'Not verified' }) : null;
  }

  /* The preferred statement in a line or two, before anything else. */
  function headline(row) {
    return row ? GR.element('div', { class: 'headline' }, [
      GR.element('p', {}, [GR.element('b', { text: row.text })]),
      GR.element('p', { class: 'standing' }, [chip(row.status), row.more ? GR.element('span', { text: row.more }) : null]),
    ]) : null;
  }

  function statement(row) {
    const figures = row.figures.map(function (figure) {
      return GR.element('span', { class: 'figure' }, [GR.element('b', { text: figure.text }), ' ' + figure.label]);
    });
    return GR.element('li', { class: 'statement' + (row.preferred ? ' is-preferred' : '') + (row.superseded ? ' is-superseded' : '') }, [
      GR.element('p', { class: 'when' }, [row.date + ' · ' + row.kind,
        row.preferred ? GR.element('em', { text: 'Preferred' }) : null,
        row.superseded ? GR.element('em', { class: 'quiet', text: 'Superseded' }) : null]),
      GR.element('p', { class: 'figures' }, figures),
      row.why ? GR.element('p', { class: 'why', text: row.why }) : null,
      row.scope ? GR.element('p', { class: 'scope', text: row.scope }) : null,
      GR.element('p', { class: 'standing' }, [chip(row.status), GR.element('span', {}, [row.code, citations(row.cites)])]),
      row.note.length ? GR.element('p', { class: 'remark' }, rich(row.note)) : null,
    ]);
  }

  function finding(row) {
    return GR.element('li', { class: 'finding is-' + row.severity }, [
      GR.element('p', { class: 'when' }, [GR.element('em', { text: row.chip }), ' ', GR.element('code', { text: row.rule })]),
      GR.element('p', {}, rich(row.message)),
      row.rows ? GR.element('p', { class: 'scope', text: row.rows }) : null,
    ]);
  }

  function split(row) {
    const shares = row.shares.map(function (share) {
      return GR.element('li', {}, [GR.element('b', { text: share[0] }), ' ' + share[1]]);
    });
    return GR.element('li', { class: 'split' }, [
      GR.element('p', {}, [GR.element('b', { text: row.material + ': ' })].concat(rich(row.detail), unread(row))),
      GR.element('p', { class: 'scope', text: '% of ' + [row.of, row.method, row.date].filter(Boolean).join('; ') }),
      GR.element('ul', { class: 'shares' }, shares),
    ].concat(row.notes.map(function (note) { return GR.element('p', { class: 'remark' }, rich(note)); })));
  }

  function byproduct(row) {
    return GR.element('li', {}, [GR.element('b', { text: row.commodity + ' ' })].concat(
      rich(row.text), unread(row), row.note.length ? GR.element('p', { class: 'remark' }, rich(row.note)) : null));
  }

  function point(row) {
    return GR.element('li', {}, [GR.element('b', { text: row.away }), ' ' + row.place + ': '].concat(
      rich(row.what), unread(row), row.note.length ? GR.element('p', { class: 'remark' }, rich(row.note)) : null));
  }

  function note(row) {
    return GR.element('li', {}, [GR.element('b', { text: row.topic + '. ' })].concat(rich(row.text)));
  }

  /* A heading and a list; nothing where the list is empty. */
  function part(title, kind, rows, draw) {
    return rows.length ? [GR.element('h4', { text: title }), GR.element('ul', { class: kind }, rows.map(draw))] : [];
  }

  function body(card) {
    const parts = [otherNames(card.names)].concat(
      card.assumption ? [GR.element('p', { class: 'assumption', text: card.assumption })] : [],
      card.itinerary ? GR.itinerary(card.itinerary) : [],
      [GR.element('dl', {}, [].concat.apply([], card.facts.map(fact)))],
      card.statements.length ? [GR.element('h4', { text: card.statements_title }),
        GR.element('ol', { class: 'statements' }, card.statements.map(statement))] : [],
      part('What the audit finds', 'findings', card.findings, finding),
      part('Conflicts and doubts', 'noted', card.notes, note),
      part('Shares of the oxides', 'splits', card.splits, split),
      part('By-products', 'noted', card.byproducts, byproduct),
      part('Other published coordinates', 'noted', card.points.filter(function (row) { return !row.landmark; }), point),
      part('Near it', 'noted', card.points.filter(function (row) { return row.landmark; }), point),
      card.remarks.map(function (remark) { return GR.element('p', { class: 'remark' }, rich(remark)); }),
      card.itinerary ? GR.reckoning(card.itinerary.ship) : []);
    return GR.element('div', { class: 'card-body', tabindex: '0', role: 'region', 'aria-label': 'Details of ' + card.title }, parts.filter(Boolean));
  }

  /* --- opening and closing -------------------------------------------------------------------------------------------------- */

  function closeButton() {
    const button = GR.element('button', { type: 'button', class: 'card-close', 'aria-label': 'Close' }, [GR.icon('close')]);
    button.addEventListener('click', function () { GR.closeCard(true); });
    return button;
  }

  /* Several places under one finger: the card begins with a choice. */
  function chooser(map, ids, opener) {
    if (ids.length < 2) return null;
    const buttons = ids.map(function (id) {
      const button = GR.element('button', { type: 'button', text: GR.data('cards')[id].title });
      button.addEventListener('click', function () {
        GR.openCard(map, [id].concat(ids.filter(function (other) { return other !== id; })), opener);
      });
      return button;
    });
    buttons[0].setAttribute('aria-current', 'true');
    return GR.element('div', { class: 'chooser', role: 'group', 'aria-label': ids.length + ' at this place' }, buttons);
  }

  /* A card must not hide what it is about. */
  function onRightHalf(map, opener) {
    const outer = map.getContainer().getBoundingClientRect();
    const inner = opener.getBoundingClientRect();
    return map.getContainer().contains(opener) && inner.left + inner.width / 2 > outer.left + outer.width / 2;
  }

  GR.openCard = function (map, ids, opener) {
    const card = GR.data('cards')[ids[0]];
    GR.closeCard();
    const heading = GR.element('h3', { text: card.title, lang: card.lang, tabindex: '-1' });
    if (card.colour) heading.style.setProperty('--c', 'var(--' + card.colour + ')');
    const node = GR.element('section', { class: 'gr-card', role: 'dialog', 'aria-label': card.title }, [
      GR.element('header', {}, [
        chooser(map, ids, opener),
        heading,
        GR.element('p', { class: 'kind', text: card.kind }),
        headline(card.headline),
        closeButton(),
      ]),
      body(card),
    ]);
    if (card.itinerary) node.style.setProperty('--c', 'var(--' + card.colour + ')');
    if (opener && onRightHalf(map, opener)) node.classList.add('is-left');
    map.getContainer().parentNode.append(node);
    L.DomEvent.disableScrollPropagation(node);
    if (opener) opener.classList.add('is-open');
    open = { node: node, opener: opener, id: ids[0] };
    GR.emit('card', ids[0]);
    heading.focus({ preventScroll: true });
  };

  GR.closeCard = function (giveFocusBack) {
    if (!open) return;
    const closed = open;
    open = null;
    closed.node.remove();
    if (closed.opener) {
      closed.opener.classList.remove('is-open');
      if (giveFocusBack && closed.opener.isConnected) closed.opener.focus({ preventScroll: true });
    }
    GR.emit('card', null);
  };

  GR.openCardId = function () {
    return open && open.id;
  };

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      GR.closeCard(true);
    }
  });
}());
