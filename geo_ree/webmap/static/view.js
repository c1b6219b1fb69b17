'use strict';
/* A view is one map with everything on it, put together from one data block. */
(function () {
  /* Layers by name, so that the legend's checkboxes can reach them. */
  function layersOf(map) {
    const groups = {};
    return function (name) {
      if (!groups[name]) groups[name] = L.featureGroup().addTo(map);
      return groups[name];
    };
  }

  /* Scrolling past a map scrolls the page. The wheel zooms a map that was clicked; on touch, two fingers move it. */
  function leavePageAlone(map) {
    map.scrollWheelZoom.disable();
    map.on('focus', function () { map.scrollWheelZoom.enable(); });
    map.on('blur', function () { map.scrollWheelZoom.disable(); });
    if (L.Browser.touch && window.matchMedia('(pointer: coarse)').matches) map.dragging.disable();
  }

  function start(map, name) {
    const view = { name: name, map: map, layer: layersOf(map), points: [] };
    view.data = GR.data('view-' + name);
    GR.maps[name] = map;
    GR.views[name] = view;
    map.attributionControl.remove();
    map.zoomControl.remove();
    GR.basemap(map, view.data.basemap);
    leavePageAlone(map);
    return view;
  }

  /* What stands over the map and must stay readable. */
  function keepClear(map, selector) {
    const frame = map.getContainer().parentNode;
    GR.labels(map).avoid(function () { return GR.boxesOf(map, frame.querySelectorAll(selector)); });
  }

  /* One deposit at ground scale. */
  GR.pane = function (map, name) {
    const view = start(map, name);
    view.home = L.latLng(view.data.home);
    view.data.rings.forEach(function (ring) { GR.ring(map, view.layer('rings'), ring); });
    view.data.areas.forEach(function (area) { GR.area(map, view.layer('areas'), area); });
    GR.degrees(map);
    GR.scaleBar(map);
    GR.globe(map, view.data.globe);
    GR.points(map, view, view.data.points);
    GR.zoomButtons(map, function () { GR.emit('home'); });
    keepClear(map, '.gr-scale, .gr-globe, .gr-zoom, .gr-degrees span');
    return view;
  };

  /* The world: every place, and the proposed routes. */
  GR.world = function (map, name) {
    const view = start(map, name);
    const data = view.data;
    view.repeats = true;
    function home() {
      worldHome(map, data.bounds, data.focus);
    }
    map.on('resize', function () { map.setMinZoom(GR.worldZoom(map)); });
    map.setMinZoom(GR.worldZoom(map));
    home();
    GR.routes(view, data.routes);
    GR.degrees(map);
    GR.scaleBar(map);
    GR.points(map, view, data.points);
    GR.zoomButtons(map, home);
    keepClear(map, '.gr-scale, .gr-zoom, .map-credit, .gr-degrees span');
    return view;
  };

  /* One route: its lines and its stops, as large as the map allows. */
  GR.routeMap = function (map, name) {
    const view = start(map, name);
    view.repeats = true;
    view.goHome = function () { map.fitBounds(view.data.bounds, { animate: false, padding: [44, 44] }); };
    map.on('resize', function () { map.setMinZoom(GR.worldZoom(map)); });
    map.setMinZoom(GR.worldZoom(map));
    view.goHome();
    GR.routes(view, view.data.routes);
    GR.degrees(map);
    GR.scaleBar(map);
    GR.points(map, view, view.data.points);
    GR.zoomButtons(map, view.goHome);
    keepClear(map, '.gr-scale, .gr-zoom, .map-credit, .gr-degrees span');
    return view;
  };

  /* What other views are put together from. */
  GR.startView = start;
  GR.keepClear = keepClear;

  const NORTH = 77;
  // Fewer pixels to a degree leave nothing to see: a narrow screen begins around the deposits instead.
  const LEAST_ZOOM = 0.9;

  /* The whole width of the bounds. What height is left over goes to the south: in the north lie the places. */
  function worldHome(map, bounds, focus) {
    const size = map.getSize();
    const zoom = Math.log2(size.x / (bounds[1][1] - bounds[0][1]) * 360 / 256);
    if (zoom < LEAST_ZOOM) {
      map.setView(focus, LEAST_ZOOM, { animate: false });
      return;
    }
    const top = map.project([NORTH, (bounds[0][1] + bounds[1][1]) / 2], zoom);
    map.setView(map.unproject(top.add([0, size.y / 2]), zoom), zoom, { animate: false });
  }

  GR.worldHome = worldHome;

  /* Out no further than the world is high or the view is wide: beyond that there is only repetition. */
  GR.worldZoom = function (map) {
    const size = map.getSize();
    return Math.max(0, Math.log2(Math.max(size.x, size.y) / 256) - 0.4);
  };

  /* --- the legend's checkboxes --------------------------------------------------------------------------------------------- */

  GR.legend = function (view, legend) {
    legend.querySelectorAll('input[data-layer]').forEach(function (box) {
      box.addEventListener('change', function () {
        const layer = view.layer(box.dataset.layer);
        if (box.checked) view.map.addLayer(layer);
        else view.map.removeLayer(layer);
        GR.closeCard();
        view.map.fire('gr:change').fire('moveend');
      });
    });
  };
}());
