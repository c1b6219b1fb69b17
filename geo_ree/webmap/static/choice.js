'use strict';
/*
 * Which places of the atlas are shown: search, filters, sorting, and the address that keeps all of it.
 *
 * The state lives after the # of the page's address, so that a view can be linked and no server is asked. An address that
 * leads to a source (#source-3) is none of ours: it holds no "=".
 */
(function () {
  const KINDS = ['deposit', 'facility', 'port'];
  const PLURALS = { deposit: ['deposit', 'deposits'], facility: ['plant', 'plants'], port: ['port', 'ports'] };
  const SORTS = ['name', 'treo', 'grade', 'date'];
  // Letters that do not come apart into a plain letter and a mark.
  const LETTERS = { 'ı': 'i', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'æ': 'ae', 'œ': 'oe', 'ß': 'ss' };

  /* The form in which names are compared: no case, accents, spaces or signs. */
  GR.fold = function (text) {
    return text.toLowerCase().replace(/[ıøłđðþæœß]/g, function (letter) { return LETTERS[letter]; })
      .normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
  };

  function blank(facets) {
    const values = {};
    facets.forEach(function (key) { values[key] = []; });
    return { words: '', sort: 'name', unverified: true, routes: false, kinds: KINDS.slice(), values: values, place: null };
  }

  /* --- the address ------------------------------------------------------------------------------------------------------- */

  function toAddress(state) {
    const parts = new URLSearchParams();
    if (state.words) parts.set('q', state.words);
    if (state.kinds.length < KINDS.length) parts.set('kinds', state.kinds.join(','));
    Object.keys(state.values).forEach(function (key) {
      if (state.values[key].length) parts.set(key, state.values[key].join(','));
    });
    if (!state.unverified) parts.set('unverified', 'no');
    if (state.routes) parts.set('routes', 'yes');
    if (state.sort !== 'name') parts.set('sort', state.sort);
    if (state.place) parts.set('place', state.place);
    return parts.toString();
  }

  /* Whoever writes an address by hand may write nonsense: only values that exist are taken. */
  function fromAddress(address, known) {
    const parts = new URLSearchParams(address);
    const state = blank(Object.keys(known));
    const listed = function (key, allowed) {
      return (parts.get(key) || '').split(',').filter(function (value) { return allowed.includes(value); });
    };
    state.words = (parts.get('q') || '').slice(0, 200);
    state.kinds = parts.has('kinds') ? listed('kinds', KINDS) : KINDS.slice();
    Object.keys(known).forEach(function (key) { state.values[key] = listed(key, known[key]); });
    state.unverified = parts.get('unverified') !== 'no';
    state.routes = parts.get('routes') === 'yes';
    state.sort = SORTS.includes(parts.get('sort')) ? parts.get('sort') : 'name';
    state.place = parts.get('place');
    return state;
  }

  function keepAddress(state) {
    const address = toAddress(state);
    if (address === location.hash.slice(1)) return;
    try {
      history.replaceState(null, '', address ? '#' + address : location.pathname + location.search);
    } catch (refused) {
      // A page inside a notebook's frame has no address of its own; the view then lives as long as the page.
    }
  }

  /* --- what matches --------------------------------------------------------------------------------------------------------- */

  function hasWords(place, words) {
    return words.every(function (word) {
      return place.folded.some(function (text) { return text.includes(word); });
    });
  }

  /* A filter leaves alone what it does not speak of: a plant has no reporting code. except: a filter not to ask. */
  function hasValues(place, state, except) {
    return Object.keys(state.values).every(function (key) {
      const asked = state.values[key];
      const given = place.values[key];
      return key === except || !asked.length || !given || given.some(function (value) { return asked.includes(value); });
    });
  }

  function matches(place, state, words, except) {
    return (except === 'kinds' || state.kinds.includes(place.kind)) && (state.unverified || !place.unverified)
      && hasValues(place, state, except) && hasWords(place, words);
  }

  /* --- sorting -------------------------------------------------------------------------------------------------------------- */

  /* Largest, highest or newest first; what has no such figure comes last, by name. */
  function inOrder(places, sort) {
    return places.slice().sort(function (a, b) {
      if (sort === 'name') return a.turn - b.turn;
      const first = a.sort[sort];
      const second = b.sort[sort];
      if (first === second) return a.turn - b.turn;
      if (first === null) return 1;
      if (second === null) return -1;
      return first < second ? 1 : -1;
    });
  }

  /* --- words ----------------------------------------------------------------------------------------------------------------- */

  function counted(number, kind) {
    return number + '\u00a0' + PLURALS[kind][number === 1 ? 0 : 1];
  }

  function joined(parts) {
    return parts.length < 2 ? parts.join('') : parts.slice(0, -1).join(', ') + ' and ' + parts[parts.length - 1];
  }

  /* Only numbers of places: tonnes of unlike statements are never added up. */
  function summary(shown) {
    const count = function (kind, unverified) {
      return shown.filter(function (place) { return place.kind === kind && place.unverified === unverified; }).length;
    };
    const words = function (unverified) {
      return KINDS.map(function (kind) { return [count(kind, unverified), kind]; })
        .filter(function (pair) { return pair[0]; })
        .map(function (pair) { return counted(pair[0], pair[1]); });
    };
    const verified = words(false);
    const others = words(true);
    return {
      main: verified.length ? joined(verified) : others.length ? 'No verified place' : 'No place matches',
      aside: others.length ? 'not counted: ' + joined(others) + ' that nobody has verified' : '',
    };
  }

  /* --- the controls ------------------------------------------------------------------------------------------------------------ */

  function facetPanels(root) {
    const facets = Array.from(root.querySelectorAll('.facet'));
    function close(facet, giveFocusBack) {
      const button = facet.querySelector('button');
      if (button.getAttribute('aria-expanded') === 'false') return;
      button.setAttribute('aria-expanded', 'false');
      facet.querySelector('.facet-panel').hidden = true;
      if (giveFocusBack) button.focus();
    }
    facets.forEach(function (facet) {
      const button = facet.querySelector('button');
      button.addEventListener('click', function () {
        const opens = button.getAttribute('aria-expanded') === 'false';
        facets.forEach(function (other) { close(other); });
        button.setAttribute('aria-expanded', String(opens));
        facet.querySelector('.facet-panel').hidden = !opens;
      });
      facet.addEventListener('keydown', function (event) {
        if (event.key !== 'Escape' || button.getAttribute('aria-expanded') === 'false') return;
        event.stopPropagation();
        close(facet, true);
      });
    });
    document.addEventListener('pointerdown', function (event) {
      facets.forEach(function (facet) { if (!facet.contains(event.target)) close(facet); });
    });
  }

  function Chooser(view) {
    this.view = view;
    this.root = document.getElementById('choose');
    this.places = view.points;
    this.items = Object.create(null);
    document.querySelectorAll('#places li[data-card]').forEach(function (item) { this.items[item.dataset.card] = item; }, this);
    this.places.forEach(function (place, turn) {
      place.turn = turn;
      place.folded = place.words.map(GR.fold).concat(place.words.map(function (text) { return GR.fold(text.split(' (')[0]); }));
    });
    this.known = {};
    this.root.querySelectorAll('input[data-facet]').forEach(function (box) {
      (this.known[box.dataset.facet] = this.known[box.dataset.facet] || []).push(box.value);
    }, this);
    this.state = blank(Object.keys(this.known));
    facetPanels(this.root);
    this.listen();
  }

  Chooser.prototype.listen = function () {
    const chooser = this;
    const by = function (id) { return document.getElementById(id); };
    by('search').addEventListener('input', function () { chooser.change({ words: by('search').value.trim() }); });
    by('sort').addEventListener('change', function () { chooser.change({ sort: by('sort').value }); });
    if (by('show-routes')) by('show-routes').addEventListener('change', function () { chooser.change({ routes: by('show-routes').checked }); });
    by('unverified').addEventListener('change', function () { chooser.change({ unverified: by('unverified').checked }); });
    by('more').addEventListener('click', function () {
      const opens = by('facets').classList.toggle('is-open');
      by('more').setAttribute('aria-expanded', String(opens));
    });
    by('clear').addEventListener('click', function () { chooser.clear(); });
    this.root.addEventListener('change', function (event) {
      const box = event.target;
      if (box.dataset.kind) chooser.change({ kinds: checked(chooser.root, 'input[data-kind]') });
      if (box.dataset.facet) chooser.changeFacet(box.dataset.facet);
    });
    by('places').addEventListener('click', function (event) {
      const item = event.target.closest('li[data-card]');
      if (item) chooser.open(item.dataset.card, item.querySelector('button'));
    });
    by('places').addEventListener('mouseover', function (event) {
      const item = event.target.closest('li[data-card]');
      GR.emit('hover', item ? chooser.view.byCard[item.dataset.card] : null);
    });
    by('places').addEventListener('mouseleave', function () { GR.emit('hover', null); });
    window.addEventListener('hashchange', function () { chooser.read(); });
    GR.on('card', function (id) { chooser.selected(id); });
  };

  function checked(root, selector) {
    return Array.from(root.querySelectorAll(selector)).filter(function (box) { return box.checked; })
      .map(function (box) { return box.value; });
  }

  Chooser.prototype.change = function (part) {
    Object.assign(this.state, part);
    this.show();
    keepAddress(this.state);
  };

  Chooser.prototype.changeFacet = function (key) {
    const values = Object.assign({}, this.state.values);
    values[key] = checked(this.root, 'input[data-facet="' + key + '"]');
    this.change({ values: values });
  };

  Chooser.prototype.clear = function () {
    this.state = Object.assign(blank(Object.keys(this.known)), { sort: this.state.sort, place: this.state.place });
    this.fill();
    this.show();
    keepAddress(this.state);
    document.getElementById('search').focus();
  };

  /* Take the state from the address, where the address holds one. */
  Chooser.prototype.read = function () {
    const address = location.hash.slice(1);
    if (address && !address.includes('=')) return;
    const place = this.state.place;
    this.state = fromAddress(address, this.known);
    this.fill();
    this.show();
    if (this.state.place === place) return;
    if (this.view.byCard[this.state.place] || this.view.routes.has(this.state.place)) this.open(this.state.place);
    else GR.closeCard();
  };

  /* The controls say what the state is. */
  Chooser.prototype.fill = function () {
    const state = this.state;
    document.getElementById('search').value = state.words;
    document.getElementById('sort').value = state.sort;
    document.getElementById('unverified').checked = state.unverified;
    if (document.getElementById('show-routes')) document.getElementById('show-routes').checked = state.routes;
    this.root.querySelectorAll('input[data-kind]').forEach(function (box) { box.checked = state.kinds.includes(box.value); });
    this.root.querySelectorAll('input[data-facet]').forEach(function (box) {
      box.checked = state.values[box.dataset.facet].includes(box.value);
    });
  };

  /* --- showing ------------------------------------------------------------------------------------------------------------- */

  Chooser.prototype.show = function () {
    const state = this.state;
    const words = state.words.split(/\s+/).map(GR.fold).filter(Boolean);
    const view = this.view;
    const items = this.items;
    const shown = this.places.filter(function (place) {
      const is = matches(place, state, words);
      const layer = view.layer(place.layer);
      if (is !== layer.hasLayer(place.marker)) layer[is ? 'addLayer' : 'removeLayer'](place.marker);
      items[place.card].hidden = !is;
      return is;
    });
    const open = GR.openCardId();
    if (items[open] && !items[open].hidden) view.byCard[open].marker.getElement().classList.add('is-open');
    this.order(shown);
    this.count(shown, words);
    this.showRoutes(state.routes);
    view.map.fire('gr:change');
  };

  /* Off at first: the page is about places and amounts. */
  Chooser.prototype.showRoutes = function (on) {
    const map = this.view.map;
    const layer = this.view.layer('routes');
    if (on !== map.hasLayer(layer)) map[on ? 'addLayer' : 'removeLayer'](layer);
    ['route-list', 'route-credit'].forEach(function (id) {
      if (document.getElementById(id)) document.getElementById(id).hidden = !on;
    });
  };

  Chooser.prototype.order = function (shown) {
    const items = this.items;
    const sort = this.state.sort;
    KINDS.forEach(function (kind) {
      const list = document.querySelector('#places [data-kind="' + kind + '"]');
      const ours = shown.filter(function (place) { return place.kind === kind; });
      list.hidden = !ours.length;
      list.querySelector('.count').textContent = ours.length;
      list.querySelector('ol').append.apply(list.querySelector('ol'), inOrder(ours, sort).map(function (place) { return items[place.card]; }));
    });
    document.getElementById('nothing').hidden = Boolean(shown.length);
  };

  Chooser.prototype.count = function (shown, words) {
    const found = summary(shown);
    const chosen = this.state.values;
    document.getElementById('found').replaceChildren(
      GR.element('b', { text: found.main }), found.aside ? GR.element('span', { text: '; ' + found.aside }) : '');
    this.root.querySelectorAll('.facet').forEach(function (facet) {
      const key = facet.dataset.facet;
      facet.querySelector('.badge').textContent = chosen[key].length ? String(chosen[key].length) : '';
      facet.classList.toggle('is-set', Boolean(chosen[key].length));
    });
    const set = Object.keys(chosen).filter(function (key) { return chosen[key].length; }).length;
    document.querySelector('#more .badge').textContent = set || '';
    this.tally(words);
    document.getElementById('clear').disabled = !toAddress(Object.assign({}, this.state, { place: null, sort: 'name' }));
  };

  /* How many places each choice would show, the other filters staying as they are. */
  Chooser.prototype.tally = function (words) {
    const state = this.state;
    const places = this.places;
    this.root.querySelectorAll('input[data-facet]').forEach(function (box) {
      const key = box.dataset.facet;
      const number = places.filter(function (place) {
        return place.values[key] && place.values[key].includes(box.value) && matches(place, state, words, key);
      }).length;
      box.parentNode.querySelector('.tally').textContent = number;
      box.parentNode.classList.toggle('is-none', !number && !box.checked);
    });
    this.root.querySelectorAll('input[data-kind]').forEach(function (box) {
      box.parentNode.querySelector('.tally').textContent = places.filter(function (place) {
        return place.kind === box.value && matches(place, state, words, 'kinds');
      }).length;
    });
  };

  /* --- one place -------------------------------------------------------------------------------------------------------------- */

  Chooser.prototype.open = function (card, opener) {
    const point = this.view.byCard[card];
    if (!point) {
      this.change({ routes: true });
      this.fill();
      GR.openCard(this.view.map, [card], opener);
      return;
    }
    GR.bringIntoView(this.view, point);
    GR.openCard(this.view.map, [card], opener || point.marker.getElement());
  };

  Chooser.prototype.selected = function (card) {
    const list = document.getElementById('places');
    const before = list.querySelector('[aria-current]');
    if (before) before.removeAttribute('aria-current');
    this.state.place = card;
    keepAddress(this.state);
    const item = this.items[card];
    if (!item) return;
    item.querySelector('button').setAttribute('aria-current', 'true');
    const top = item.offsetTop - list.offsetTop;
    if (top < list.scrollTop || top > list.scrollTop + list.clientHeight - item.offsetHeight) {
      list.scrollTop = top - list.clientHeight / 3;
    }
  };

  GR.startAtlas = function () {
    const view = GR.views.atlas;
    const chooser = new Chooser(view);
    GR.chooser = chooser;
    sizeKey(view);
    GR.routeList(view, document.getElementById('route-list'));
    chooser.read();
    chooser.show();
    GR.furnish(view, { home: view.home });
  };

  function sizeKey(view) {
    const slot = document.getElementById('size-key');
    const draw = function () {
      slot.replaceChildren(GR.bubbleKey(view.data.keys, function (name) { return 'var(--' + name + ')'; }));
    };
    GR.on('bubbles', draw);
    draw();
  }
}());
