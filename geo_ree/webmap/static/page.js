'use strict';
/* The page around the maps: theme, modes, downloads, print. Runs last, when every view exists. */
(function () {
  const root = document.documentElement;

  function byId(id) {
    return document.getElementById(id);
  }

  /* --- light and dark ------------------------------------------------------------------------------------------------------ */

  /* Asked of the system at first; the reader's choice holds until the page is closed and is stored nowhere. */
  function themeSwitch() {
    const button = byId('theme');
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    let chosen = null;

    function name() {
      const dark = root.dataset.theme === 'dark';
      button.querySelector('span').textContent = dark ? 'Light' : 'Dark';
      button.setAttribute('aria-label', dark ? 'Use light colours' : 'Use dark colours');
    }

    function apply(theme) {
      root.dataset.theme = theme;
      name();
      GR.repaint();
    }

    button.addEventListener('click', function () {
      chosen = root.dataset.theme === 'dark' ? 'light' : 'dark';
      apply(chosen);
    });
    system.addEventListener('change', function () { if (!chosen) apply(system.matches ? 'dark' : 'light'); });
    name();
  }

  /* --- the panes ------------------------------------------------------------------------------------------------------------ */

  function scaleText(link, views) {
    const values = views.map(function (view) { return GR.metresPerPixel(view.map); });
    const same = Math.max.apply(null, values) / Math.min.apply(null, values) - 1 < 1e-6;
    const digits = function (value) { return value >= 100 ? value.toFixed(0) : value.toPrecision(3); };
    const shown = same ? [values[0]] : values;
    return shown.map(digits).join(' · ') + ' m per pixel' + (same ? ' in each map' : '');
  }

  function panes() {
    const views = Object.keys(GR.views).filter(function (name) { return GR.views[name].home; })
      .map(function (name) { return GR.views[name]; });
    const link = GR.linkScale(views);
    const output = byId('ground-scale');
    const reach = Math.max.apply(null, views.map(function (view) { return view.data.reach_m; }));
    const home = function () { link.fit(reach); };
    GR.on('scale', function () { output.textContent = scaleText(link, views); });
    GR.on('home', home);
    document.querySelectorAll('input[name=mode]').forEach(function (choice) {
      choice.addEventListener('change', function () { if (choice.checked) link.set(choice.value); });
    });
    views.forEach(function (view) { view.map.on('move zoomend', function () { output.textContent = scaleText(link, views); }); });
    home();
    GR.link = link;
    return { views: views, home: home };
  }

  /* --- print: maps have sizes in pixels, so they have to be told the paper's ------------------------------------------------- */

  function printing(group) {
    function measure() {
      Object.keys(GR.maps).forEach(function (name) { GR.maps[name].invalidateSize({ animate: false, pan: false }); });
    }
    function begin() {
      GR.closeCard();
      root.dataset.printing = '1';
      measure();
      group.home();
      GR.repaint();
      Object.keys(GR.maps).forEach(function (name) { GR.labels(GR.maps[name]).lay(); });
    }
    function end() {
      delete root.dataset.printing;
      measure();
      group.home();
      GR.repaint();
    }
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    byId('print').addEventListener('click', function () { window.print(); });
  }

  function downloads(view, name) {
    byId('download-svg').addEventListener('click', function () {
      GR.download(new Blob([GR.toSvg(view)], { type: 'image/svg+xml' }), name + '.svg');
    });
    byId('download-png').addEventListener('click', function () {
      GR.toPng(view, 2).then(function (blob) { GR.download(blob, name + '.png'); });
    });
  }

  GR.start = function () {
    const group = panes();
    const world = GR.views.world;
    GR.legend(world, byId('legend'));
    GR.routeList(world, byId('route-list'));
    GR.furnish(world, group);
  };

  GR.startRoute = function () {
    const view = GR.views.route;
    GR.furnish(view, { home: view.goHome });
  };

  /* What every page has. group: {home}: how its maps return to their first view. */
  GR.furnish = function (view, group) {
    themeSwitch();
    downloads(view, view.data.export.file);
    printing(group);
    // Fonts may come after the first layout and change how wide a label is.
    requestAnimationFrame(function () {
      root.dataset.ready = '1';
      GR.readyAfter = performance.now();
      setTimeout(function () { root.dataset.whole = '1'; }, 0);
    });
  };
}());
