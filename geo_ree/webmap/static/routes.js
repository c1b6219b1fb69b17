'use strict';
/*
 * Routes on a map. What several of them share is one line, so that dashes stay dashes; which lines are drawn follows from
 * the port chosen and from the route that is pointed at or whose card is open.
 */
(function () {
  /* The world repeats to both sides, so that a route over 180° is one unbroken line wherever the reader looks. */
  const TURNS = [-360, 0, 360];
  const ALL = 'all';

  function decoded(steps, perDegree) {
    const places = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i];
      y += steps[i + 1];
      places.push([y / perDegree, x / perDegree]);
    }
    return places;
  }

  function copies(lines, perDegree) {
    const places = lines.map(function (line) { return decoded(line, perDegree); });
    return [].concat.apply([], TURNS.map(function (turn) {
      return places.map(function (line) { return line.map(function (place) { return [place[0], place[1] + turn]; }); });
    }));
  }

  function Routes(view, data) {
    this.view = view;
    this.map = view.map;
    this.layer = view.layer('routes');
    this.perDegree = data.steps_per_degree;
    this.routes = data.routes;
    // What lies under another colour must come first.
    this.lines = data.lines.slice().sort(function (a, b) { return b.wide - a.wide; });
    this.pointed = [];
    this.opened = null;
    this.choose(data.port);
    const routes = this;
    GR.on('card', function (card) {
      const found = routes.routes.findIndex(function (route) { return route.card === card; });
      routes.opened = found < 0 ? null : found;
      routes.refresh();
      if (found >= 0) routes.offerZoom();
    });
  }

  /* One route of each group: the one by this port, or else the first. */
  Routes.prototype.choose = function (port) {
    const shown = new Set();
    const groups = {};
    this.routes.forEach(function (route, i) {
      if (port === ALL) shown.add(i);
      else if (!(route.group in groups) || (route.port === port && this.routes[groups[route.group]].port !== port)) groups[route.group] = i;
    }, this);
    Object.keys(groups).forEach(function (group) { shown.add(groups[group]); });
    this.shown = shown;
    this.refresh();
  };

  Routes.prototype.has = function (card) {
    return this.routes.some(function (route) { return route.card === card; });
  };

  Routes.prototype.point = function (places) {
    this.pointed = places;
    this.refresh();
  };

  /* The routes pointed at are lit; while nothing is pointed at, the one whose card is open. */
  Routes.prototype.lit = function () {
    if (this.pointed.length) return this.pointed;
    return this.opened === null ? [] : [this.opened];
  };

  Routes.prototype.refresh = function () {
    const routes = this;
    const lit = this.lit();
    this.lines.forEach(function (line) {
      const isLit = line.routes.some(function (place) { return lit.includes(place); });
      const isShown = isLit || line.routes.some(function (place) { return routes.shown.has(place) || place === routes.opened; });
      if (isShown && !line.parts) line.parts = routes.draw(line);
      if (!line.parts) return;
      line.parts.forEach(function (part) {
        if (isShown !== routes.layer.hasLayer(part)) routes.layer[isShown ? 'addLayer' : 'removeLayer'](part);
      });
      if (isShown) emphasise(line, lit.length ? (isLit ? 'strong' : 'weak') : 'plain');
    });
    GR.emit('routes', { view: this.view, lit: lit, shown: this.shown });
  };

  Routes.prototype.draw = function (line) {
    const routes = this;
    const places = copies(line.lines, this.perDegree);
    const paint = function (colour, style, name) {
      const path = L.polyline(places, { interactive: false, className: name, lineCap: 'round', smoothFactor: 0.8 });
      return GR.keepPainted(path, colour, style);
    };
    const halo = paint('halo', 'halo', 'gr-halo');
    halo.on('add', function () { halo.bringToBack(); });
    const shown = paint(line.colour, 'route_' + line.style, 'gr-route');
    if (!this.routes[line.routes[0]].card) return [halo, shown];
    // A line of two pixels is hard to hit: an unseen wide one takes the pointer.
    const target = L.polyline(places, { color: '#000', opacity: 0, weight: 18, className: 'gr-target' });
    target.on('mouseover', function () { routes.point(routes.through(line)); });
    target.on('mouseout', function () { routes.point([]); });
    target.on('click', function (event) {
      L.DomEvent.stopPropagation(event);
      const cards = routes.through(line).map(function (place) { return routes.routes[place].card; });
      routes.pointed = [];
      GR.openCard(routes.map, cards, null);
    });
    return [halo, shown, target];
  };

  /* The routes that are drawn along a line, the one whose card is open in front. */
  Routes.prototype.through = function (line) {
    const routes = this;
    const found = line.routes.filter(function (place) { return routes.shown.has(place) || place === routes.opened; });
    return found.sort(function (a, b) { return (b === routes.opened) - (a === routes.opened) || a - b; });
  };

  /* A card must not be all that one sees of its route. */
  Routes.prototype.offerZoom = function () {
    const routes = this;
    const card = this.map.getContainer().parentNode.querySelector('.gr-card');
    const button = GR.element('button', { type: 'button', class: 'button card-zoom', text: 'Zoom to this route' });
    button.addEventListener('click', function () {
      const beside = getComputedStyle(card).position === 'absolute' ? card.offsetWidth + 20 : 0;
      routes.map.fitBounds(routes.bounds(routes.opened), { animate: false, padding: [24, 24], paddingBottomRight: [24 + beside, 24] });
    });
    card.querySelector('header').append(button);
  };

  /* Where one route lies, on the turn of the globe on which it begins. */
  Routes.prototype.bounds = function (place) {
    const perDegree = this.perDegree;
    const bounds = L.latLngBounds([]);
    this.lines.forEach(function (line) {
      if (!line.routes.includes(place)) return;
      line.lines.forEach(function (steps) { bounds.extend(decoded(steps, perDegree)); });
    });
    return bounds;
  };

  const EMPHASIS = { plain: [1, 1], strong: [1.6, 1], weak: [1, 0.22] };
  // How much wider a line is on which another colour lies.
  const UNDER = 2.6;

  function emphasise(line, state) {
    const factor = EMPHASIS[state];
    const extra = line.wide && state !== 'strong' ? UNDER : 0;
    line.parts.slice(0, 2).forEach(function (part) {
      part.setStyle({ weight: (GR.lineStyle(part.grStyle).weight + extra) * factor[0], opacity: factor[1] });
    });
    if (state === 'strong') line.parts[1].bringToFront();
    if (line.parts[2]) line.parts[2].bringToFront();
  }

  GR.routes = function (view, data) {
    view.routes = new Routes(view, data);
    // After the lines have taken their new colours, which makes them plain.
    GR.on('theme', function () { Promise.resolve().then(function () { view.routes.refresh(); }); });
  };

  /* The list beside the map and the lines on it answer to each other; the choice of port is above it. */
  GR.routeList = function (view, list) {
    const routes = view.routes;
    if (!list) return;
    const places = {};
    routes.routes.forEach(function (route, i) { places[route.id] = i; });
    list.querySelectorAll('[data-route]').forEach(function (item) {
      const place = places[item.dataset.route];
      const tell = function () { routes.point([place]); };
      const stop = function () { routes.point([]); };
      item.addEventListener('mouseenter', tell);
      item.addEventListener('mouseleave', stop);
      item.addEventListener('focusin', tell);
      item.addEventListener('focusout', stop);
      item.addEventListener('click', function () { GR.openCard(view.map, [routes.routes[place].card], item); });
      const mark = function (state) {
        if (state.view !== view) return;
        item.classList.toggle('is-lit', state.lit.includes(place));
        item.classList.toggle('is-drawn', state.shown.has(place));
      };
      GR.on('routes', mark);
      mark({ view: view, lit: [], shown: routes.shown });
    });
    list.querySelectorAll('input[name=port]').forEach(function (choice) {
      choice.addEventListener('change', function () {
        if (!choice.checked) return;
        GR.closeCard();
        routes.choose(choice.value);
      });
    });
  };
}());
