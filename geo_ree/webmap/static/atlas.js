'use strict';
/*
 * The map of the atlas: every deposit, plant and port, what is drawn around a deposit that is selected, and the line
 * that says what the pointer is on. Which places are shown is chosen elsewhere (choice.js).
 */
(function () {
  // Marks nearer than this belong to the close view of a deposit; others would shrink it.
  const CLOSE_KM = 80;
  const CLOSEST_ZOOM = 10;
  // From this zoom a scale bar is true for the whole map; on the world it would be true along one parallel only.
  const SCALE_FROM = 4;

  /* --- what is drawn around a deposit ------------------------------------------------------------------------------- */

  const MARKS = {
    coordinate: { d: 'M-5-5L5 5M5-5L-5 5', ink: 2, halo: 4.5 },
    landmark: { d: 'M0-1.5V1.5M-1.5 0H1.5', ink: 3.4, halo: 5.6 },
  };

  function markIcon(kind) {
    const mark = MARKS[kind];
    const stroke = function (colour, width) {
      return GR.svg('path', { d: mark.d, stroke: 'var(--' + colour + ')', 'stroke-width': width, 'stroke-linecap': 'round' });
    };
    return L.divIcon({
      className: 'gr-cross',
      html: GR.svg('svg', { viewBox: '-8 -8 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
        [stroke('halo', mark.halo), stroke('ink', mark.ink)]),
      iconSize: [16, 16],
    });
  }

  /* Another published coordinate: a cross, tied to the point that the map shows. A landmark: a dot with its name. */
  function addMark(map, group, from, other) {
    const place = L.latLng(other.lat, other.lon + 360 * Math.round((from.lng - other.lon) / 360));
    if (other.kind === 'coordinate') GR.rule(group, [[from.lat, from.lng], [place.lat, place.lng]]);
    const marker = L.marker(place, { icon: markIcon(other.kind), interactive: false, keyboard: false }).addTo(group);
    marker.getElement().setAttribute('aria-hidden', 'true');
    return GR.labels(map).add({
      text: other.text,
      kind: other.kind === 'coordinate' ? 'cross' : 'landmark',
      rank: other.kind === 'coordinate' ? 1 : 6,
      marks: function () { return [GR.boxAround(map.latLngToContainerPoint(place), 6)]; },
    });
  }

  function surroundings(map) {
    const group = L.featureGroup().addTo(map);
    let labels = [];

    function clear() {
      group.clearLayers();
      labels.forEach(function (label) { GR.labels(map).remove(label); });
      labels = [];
    }

    function draw(point) {
      clear();
      if (!point || !point.around) return;
      const centre = point.marker.getLatLng();
      const around = point.around;
      if (around.precision_m) {
        GR.area(map, group, { rings: [GR.around(centre, around.precision_m)], style: 'uncertainty', colour: 'ink' });
      }
      around.areas.forEach(function (area) {
        GR.area(map, group, { rings: area.rings, style: 'outline', colour: 'deposit-1' });
      });
      labels = around.marks.map(function (other) { return addMark(map, group, centre, other); });
    }

    return { draw: draw, clear: clear };
  }

  /* What belongs to the close view of a place. */
  function closeBounds(point) {
    const centre = point.marker.getLatLng();
    const around = point.around || { marks: [], areas: [], precision_m: null };
    const bounds = L.latLngBounds(GR.around(centre, Math.max(4000, 3 * (around.precision_m || 0))));
    around.marks.forEach(function (other) {
      if (centre.distanceTo(L.latLng(other.lat, other.lon)) < CLOSE_KM * 1000) bounds.extend([other.lat, other.lon]);
    });
    around.areas.forEach(function (area) { bounds.extend(L.polygon(area.rings).getBounds()); });
    return bounds.pad(0.25);
  }

  /* --- what the pointer is on ------------------------------------------------------------------------------------------ */

  function tip(view) {
    const name = GR.element('b');
    const amount = GR.element('span');
    const node = GR.element('div', { class: 'gr-tip', 'aria-hidden': 'true', hidden: true }, [name, amount]);
    const map = view.map;
    map.getContainer().append(node);

    GR.on('hover', function (point) {
      node.hidden = !point || !map.hasLayer(point.marker);
      if (node.hidden) return;
      name.textContent = point.name;
      amount.textContent = [point.line.amount, point.line.where].filter(Boolean).join(' · ');
      const spot = map.latLngToContainerPoint(point.marker.getLatLng());
      const size = map.getSize();
      const half = GR.symbolHalf(point.symbol) + 8;
      node.style.left = Math.max(4, Math.min(spot.x - node.offsetWidth / 2, size.x - node.offsetWidth - 4)) + 'px';
      node.style.top = (spot.y > node.offsetHeight + half + 4 ? spot.y - half - node.offsetHeight : spot.y + half) + 'px';
    });
  }

  /* --- the view ----------------------------------------------------------------------------------------------------------- */

  /* Never so far out that a place would have to be drawn twice. */
  function leastZoom(map) {
    const size = map.getSize();
    return Math.max(0, Math.log2(Math.max(size.x, size.y * 0.8) / 256));
  }

  /* All places, as large as the width allows. */
  function goHome(map, bounds) {
    const zoom = Math.log2(map.getSize().x / (bounds[1][1] - bounds[0][1]) * 360 / 256);
    const middle = map.project(bounds[0], zoom).add(map.project(bounds[1], zoom)).divideBy(2);
    map.setView(map.unproject(middle, zoom), zoom, { animate: false });
  }

  function keepSize(view) {
    const map = view.map;
    map.on('resize', function () {
      map.setMinZoom(leastZoom(map));
      if (GR.sizeBubbles(map.getSize().x)) {
        GR.redrawPoints(view);
        GR.emit('bubbles');
      }
    });
  }

  GR.atlas = function (map, name) {
    const view = GR.startView(map, name);
    GR.sizeBubbles(map.getSize().x);
    view.home = function () { goHome(map, view.data.bounds); };
    map.setMinZoom(leastZoom(map));
    view.home();
    keepSize(view);
    GR.degrees(map);
    GR.scaleBar(map);
    map.on('zoomend resize', function () {
      map.getContainer().classList.toggle('is-far', map.getZoom() < SCALE_FROM);
    }).fire('zoomend');
    GR.routes(view, view.data.routes);
    GR.points(map, view, view.data.points);
    GR.zoomButtons(map, view.home);
    GR.keepClear(map, '.gr-scale, .gr-zoom, .gr-degrees span, .size-key, .map-credit');
    // Without a prototype: an address may ask for a place of any name, also one that every object inherits.
    view.byCard = Object.create(null);
    view.points.forEach(function (point) { view.byCard[point.card] = point; });
    selection(view);
    tip(view);
    return view;
  };

  /* A card that opens marks its place, on the map and in its surroundings. */
  function selection(view) {
    const around = surroundings(view.map);
    let marked = null;
    GR.on('card', function (id) {
      if (marked && marked.marker.getElement()) marked.marker.getElement().classList.remove('is-open');
      marked = id ? view.byCard[id] : null;
      around.draw(marked);
      if (!marked) return;
      if (marked.marker.getElement()) marked.marker.getElement().classList.add('is-open');
      offerZoom(view, marked);
    });
  }

  function offerZoom(view, point) {
    const button = GR.element('button', { type: 'button', class: 'button card-zoom', text: 'Zoom to this place' });
    button.addEventListener('click', function () { GR.closeUp(view, point); });
    view.map.getContainer().parentNode.querySelector('.gr-card header').append(button);
  }

  GR.closeUp = function (view, point) {
    const card = view.map.getContainer().parentNode.querySelector('.gr-card');
    const beside = card && getComputedStyle(card).position === 'absolute' ? card.offsetWidth + 20 : 0;
    const left = card && card.classList.contains('is-left');
    view.map.fitBounds(closeBounds(point), {
      animate: false,
      maxZoom: CLOSEST_ZOOM,
      paddingTopLeft: [left ? beside : 0, 0],
      paddingBottomRight: [left ? 0 : beside, 0],
    });
  };

  /* Bring a place into the part of the map that its card leaves free. */
  GR.bringIntoView = function (view, point) {
    const size = view.map.getSize();
    const spot = view.map.latLngToContainerPoint(point.marker.getLatLng());
    const free = size.x > 620 ? size.x - 420 : size.x;
    if (spot.x > 24 && spot.x < free - 24 && spot.y > 24 && spot.y < size.y - 24) return;
    view.map.panBy([spot.x - free / 2, spot.y - size.y / 2], { animate: false });
  };
}());
