'use strict';
/*
 * Scale: metres on the ground per pixel, bars that say so, and maps that keep the same one.
 *
 * Web Mercator draws a metre larger towards the poles: metres per pixel = C cos(latitude) / 2^(zoom + 8), with C the
 * equator's length. Two maps therefore match when zB = zA + log2(cos(latB) / cos(latA)); zooms are fractions.
 */
(function () {
  const EQUATOR = 40075016.685578488;
  const RADIANS = Math.PI / 180;
  const EARTH_RADIUS = 6371008.8;
  // Metres per pixel between which linked maps stay: a village, and a good part of a continent.
  const FINEST = 0.5;
  const COARSEST = 20000;
  const BAR_PIXELS = 120;

  GR.metresPerPixel = function (map) {
    return EQUATOR * Math.cos(map.getCenter().lat * RADIANS) / Math.pow(2, map.getZoom() + 8);
  };

  GR.zoomFor = function (metresPerPixel, latitude) {
    return Math.log2(EQUATOR * Math.cos(latitude * RADIANS) / metresPerPixel) - 8;
  };

  function bounded(metresPerPixel) {
    return Math.max(FINEST, Math.min(COARSEST, metresPerPixel));
  }

  /* --- scale bar -------------------------------------------------------------------------------------------------------- */

  /* The longest of 1, 2, 5 × 10^n metres that fits. */
  function roundLength(metres) {
    const power = Math.pow(10, Math.floor(Math.log10(metres)));
    const first = metres / power;
    return (first >= 5 ? 5 : first >= 2 ? 2 : 1) * power;
  }

  GR.lengthText = function (metres) {
    const kilometres = metres >= 1000;
    const digits = String(kilometres ? metres / 1000 : metres);
    return digits.replace(/\B(?=(\d{3})+$)/g, '\u202f') + (kilometres ? ' km' : ' m');
  };

  GR.barLength = function (map) {
    return roundLength(GR.metresPerPixel(map) * BAR_PIXELS);
  };

  GR.scaleBar = function (map) {
    const bar = GR.element('i');
    const text = GR.element('span');
    map.getContainer().append(GR.element('div', { class: 'gr-scale' }, [text, bar]));
    function write() {
      const metres = GR.barLength(map);
      bar.style.width = metres / GR.metresPerPixel(map) + 'px';
      text.textContent = GR.lengthText(metres);
    }
    map.on('move resize viewreset', write);
    write();
  };

  /* --- moving by distance and bearing, on the sphere: what "move together" copies ------------------------------------------ */

  function offset(from, to) {
    const a = from.lat * RADIANS;
    const b = to.lat * RADIANS;
    const turn = (to.lng - from.lng) * RADIANS;
    const half = Math.pow(Math.sin((b - a) / 2), 2) + Math.cos(a) * Math.cos(b) * Math.pow(Math.sin(turn / 2), 2);
    return {
      distance: 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half))),
      bearing: Math.atan2(Math.sin(turn) * Math.cos(b), Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(turn)),
    };
  }

  function moved(from, step) {
    const angle = step.distance / EARTH_RADIUS;
    const a = from.lat * RADIANS;
    const sine = Math.sin(a) * Math.cos(angle) + Math.cos(a) * Math.sin(angle) * Math.cos(step.bearing);
    const turn = Math.atan2(Math.sin(step.bearing) * Math.sin(angle) * Math.cos(a), Math.cos(angle) - Math.sin(a) * sine);
    return L.latLng(Math.asin(sine) / RADIANS, from.lng + turn / RADIANS);
  }

  /* The line of all places at one distance, [lat, lon], closed. */
  GR.around = function (centre, metres) {
    const places = [];
    for (let turn = 0; turn <= 72; turn += 1) {
      const place = moved(centre, { distance: metres, bearing: turn * 5 * RADIANS });
      places.push([place.lat, place.lng]);
    }
    return places;
  };

  /* --- maps that go together --------------------------------------------------------------------------------------------- */

  /*
   * views: [{map, home}]. mode "scale": each map moves alone, all keep one scale. mode "together": the others make the
   * same way on the ground, too. mode "free": nothing is kept.
   */
  GR.linkScale = function (views) {
    const link = { mode: 'scale', metresPerPixel: null };
    let busy = false;

    function follow(leader) {
      if (busy || link.mode === 'free') return;
      busy = true;
      const scale = bounded(GR.metresPerPixel(leader.map));
      const step = offset(leader.home, leader.map.getCenter());
      views.forEach(function (view) {
        const centre = view === leader || link.mode === 'scale' ? view.map.getCenter() : moved(view.home, step);
        const zoom = GR.zoomFor(scale, centre.lat);
        // Setting the leader's own view would end the reader's drag; only a bound it ran past is worth that.
        if (view !== leader || Math.abs(zoom - view.map.getZoom()) > 1e-9) view.map.setView(centre, zoom, { animate: false });
      });
      link.metresPerPixel = scale;
      busy = false;
      GR.emit('scale', link);
    }

    views.forEach(function (view) {
      view.map.on('move zoomend moveend', function () { follow(view); });
    });

    link.set = function (mode) {
      link.mode = mode;
      follow(views[0]);
      GR.emit('scale', link);
    };

    /* Home, so that reach metres to each side of every deposit are in view. */
    link.fit = function (reach) {
      const narrowest = Math.min.apply(null, views.map(function (view) {
        const size = view.map.getSize();
        return Math.min(size.x, size.y);
      }));
      const scale = 2 * reach / Math.max(120, narrowest);
      busy = true;
      views.forEach(function (view) { view.map.setView(view.home, GR.zoomFor(scale, view.home.lat), { animate: false }); });
      busy = false;
      follow(views[0]);
    };
    return link;
  };

  /* --- buttons: real ones, large enough for a thumb ------------------------------------------------------------------------ */

  GR.zoomButtons = function (map, home) {
    function button(sign, name, act) {
      const node = GR.element('button', { type: 'button', 'aria-label': name, title: name }, [GR.icon(sign)]);
      node.addEventListener('click', act);
      return node;
    }
    const box = GR.element('div', { class: 'gr-zoom', role: 'group', 'aria-label': 'Zoom' }, [
      button('plus', 'Zoom in', function () { map.setZoom(map.getZoom() + 0.5); }),
      button('minus', 'Zoom out', function () { map.setZoom(map.getZoom() - 0.5); }),
      button('home', 'Back to the first view', home),
    ]);
    L.DomEvent.disableClickPropagation(box);
    map.getContainer().append(box);
  };

  const ICONS = {
    plus: 'M10 4V16M4 10H16',
    minus: 'M4 10H16',
    home: 'M4 9.5 10 4.5 16 9.5M6 8.5V15.5H14V8.5',
    close: 'M5 5 15 15M15 5 5 15',
  };

  GR.icon = function (name) {
    return GR.svg('svg', { viewBox: '0 0 20 20', width: 18, height: 18, 'aria-hidden': 'true', class: 'gr-icon' },
      [GR.svg('path', { d: ICONS[name], fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8,
        'stroke-linecap': 'round', 'stroke-linejoin': 'round' })]);
  };
}());
