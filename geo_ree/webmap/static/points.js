'use strict';
/*
 * Places: a focusable button each, with a drawn symbol and a name for screen readers. There are at most a few hundred, so
 * plain elements are quick enough and every reader can reach them.
 */
(function () {
  const BOX = 28;
  // A finger needs 44 px: whoever taps within this distance of a symbol means it.
  const REACH = 22;
  // Symbols nearer than this on the screen are offered together.
  const CROWDED = 9;

  /* Places that share one point on the ground stand beside it, tied to it by a thin line. */
  function drawing(point) {
    const parts = [];
    const aside = point.aside || [0, 0];
    if (point.aside) {
      parts.push(GR.svg('line', { x1: 0, y1: 0, x2: -aside[0], y2: -aside[1], stroke: 'var(--soft)', 'stroke-width': 1 }));
    }
    parts.push(GR.svg('circle', { class: 'gr-focus', r: Math.max(12.5, GR.symbolHalf(point.symbol) + 3), fill: 'none' }));
    parts.push(GR.symbol(point.symbol, point.state));
    return GR.svg('svg', { viewBox: '-14 -14 28 28', width: BOX, height: BOX, 'aria-hidden': 'true', overflow: 'visible' }, parts);
  }

  function icon(point) {
    const aside = point.aside || [0, 0];
    return L.divIcon({
      className: 'gr-point' + (point.card ? '' : ' is-quiet'),
      html: drawing(point),
      iconSize: [BOX, BOX],
      iconAnchor: [BOX / 2 - aside[0], BOX / 2 - aside[1]],
    });
  }

  function place(map, point) {
    const spot = map.latLngToContainerPoint(point.marker.getLatLng());
    return point.aside ? spot.add(point.aside) : spot;
  }

  function asButton(map, view, point) {
    const node = point.marker.getElement();
    node.setAttribute('aria-label', point.spoken || point.name);
    node.setAttribute('role', 'button');
    node.removeAttribute('title');
    node.addEventListener('focus', function () { GR.emit('hover', point); });
    node.addEventListener('blur', function () { GR.emit('hover', null); });
    node.addEventListener('keydown', function (event) {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      GR.openCard(map, crowd(map, view, point), node);
    });
  }

  /* The point and whatever is drawn on top of it, the point itself first. */
  function crowd(map, view, point) {
    const here = place(map, point);
    const near = view.points.filter(function (other) {
      return other !== point && other.card && map.hasLayer(other.marker) && place(map, other).distanceTo(here) < CROWDED;
    });
    return [point].concat(near).map(function (other) { return other.card; });
  }

  function nearest(map, view, spot) {
    let best = null;
    view.points.forEach(function (point) {
      if (!point.card || !map.hasLayer(point.marker)) return;
      const distance = place(map, point).distanceTo(spot);
      if (distance <= REACH && (!best || distance < best.distance)) best = { point: point, distance: distance };
    });
    return best && best.point;
  }

  /* Pixels down the map count as well, so that a step of height is larger than any map. */
  function heightOf(point) {
    return point.height === undefined ? 1000 - 100 * point.rank : 10000 * point.height;
  }

  function addPoint(map, view, point) {
    const marker = L.marker([point.lat, point.lon], {
      icon: icon(point),
      keyboard: Boolean(point.card),
      interactive: Boolean(point.card),
      autoPanOnFocus: false,
      zIndexOffset: heightOf(point),
    });
    point.marker = marker;
    marker.on('add', function () {
      if (point.card) asButton(map, view, point);
      else marker.getElement().setAttribute('aria-hidden', 'true');
    });
    if (point.card) {
      marker.on('click', function () { GR.openCard(map, crowd(map, view, point), marker.getElement()); });
      marker.on('mouseover', function () { GR.emit('hover', point); });
      marker.on('mouseout', function () { GR.emit('hover', null); });
    }
    marker.addTo(view.layer(point.layer));
    GR.labels(map).add({
      text: point.label,
      lang: point.lang,
      kind: 'site ' + point.layer,
      rank: point.rank,
      from: point.named_from,
      soft: point.soft,
      marks: function () {
        return map.hasLayer(marker) ? [GR.boxAround(place(map, point), GR.symbolHalf(point.symbol))] : [];
      },
    });
  }

  /* Each place on the copy of the world nearest to the middle, and its echo on the copy beside it. */
  function bringNear(map, view) {
    const middle = map.getCenter().lng;
    view.points.forEach(function (point) {
      const near = point.lon + 360 * Math.round((middle - point.lon) / 360);
      if (point.marker.getLatLng().lng !== near) point.marker.setLatLng([point.lat, near]);
      if (point.echo) point.echo.setLatLng([point.lat, near < middle ? near + 360 : near - 360]);
    });
  }

  /* Where the world shows more than once, so do its places; the echo answers to the pointer, not to the keyboard. */
  function addEcho(map, view, point) {
    point.echo = L.marker([point.lat, point.lon], { icon: icon(point), keyboard: false, zIndexOffset: -1000 });
    point.echo.on('add', function () { point.echo.getElement().setAttribute('aria-hidden', 'true'); });
    point.echo.on('click', function () { GR.openCard(map, crowd(map, view, point), point.marker.getElement()); });
    point.echo.addTo(view.layer(point.layer));
  }

  /* Draw the symbols anew, after their size has changed. */
  GR.redrawPoints = function (view) {
    view.points.forEach(function (point) {
      const shown = view.map.hasLayer(point.marker);
      point.marker.setIcon(icon(point));
      if (shown && point.card) asButton(view.map, view, point);
    });
  };

  GR.points = function (map, view, points) {
    view.points = points;
    points.forEach(function (point) {
      addPoint(map, view, point);
      if (view.repeats) addEcho(map, view, point);
    });
    map.on('click', function (event) {
      const hit = nearest(map, view, event.containerPoint);
      if (hit) GR.openCard(map, crowd(map, view, hit), hit.marker.getElement());
      else GR.closeCard();
    });
    map.on('moveend', function () { bringNear(map, view); });
    bringNear(map, view);
  };
}());
