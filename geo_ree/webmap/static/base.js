'use strict';
/*
 * GR, the runtime of the maps. Own code; Leaflet (L) is all it needs.
 *
 * One rule holds everywhere: text from data only ever becomes textContent or an attribute value that cannot run.
 * Nothing here parses markup, so a name such as "<img onerror=…>" is shown as it was typed.
 */
(function () {
  const SVG = 'http://www.w3.org/2000/svg';
  const listeners = {};
  const parsed = {};
  let colours = {};

  const GR = { maps: {}, views: {} };
  window.GR = GR;

  /* --- data ----------------------------------------------------------------------------------------------------- */

  /* Blocks are parsed when first asked for: all maps share one world. The prefix keeps their ids apart from the page's. */
  GR.data = function (id) {
    if (!(id in parsed)) parsed[id] = JSON.parse(document.getElementById('data-' + id).textContent);
    return parsed[id];
  };

  /* --- elements ------------------------------------------------------------------------------------------------- */

  function filled(node, attributes, children) {
    for (const name in attributes || {}) {
      const value = attributes[name];
      if (value === null || value === undefined || value === false) continue;
      if (name === 'text') node.textContent = value;
      else node.setAttribute(name, value === true ? '' : value);
    }
    for (const child of children || []) {
      if (child !== null && child !== undefined) node.append(child);
    }
    return node;
  }

  GR.element = function (tag, attributes, children) {
    return filled(document.createElement(tag), attributes, children);
  };

  GR.svg = function (tag, attributes, children) {
    return filled(document.createElementNS(SVG, tag), attributes, children);
  };

  /* Only web addresses become links; anything else (javascript:, file:) is dropped. */
  GR.webAddress = function (text) {
    try {
      const address = new URL(text);
      return /^https?:$/.test(address.protocol) ? address.href : null;
    } catch (problem) {
      return null;
    }
  };

  /* --- events inside the page ----------------------------------------------------------------------------------- */

  GR.on = function (event, listener) {
    (listeners[event] = listeners[event] || []).push(listener);
  };

  GR.emit = function (event, value) {
    (listeners[event] || []).forEach(function (listener) { listener(value); });
  };

  /* --- colours: the style sheet is the one place that knows them -------------------------------------------------- */

  GR.colour = function (name) {
    if (!(name in colours)) {
      colours[name] = getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
    }
    return colours[name];
  };

  // Before the first map is drawn, so that none is drawn twice.
  document.documentElement.dataset.theme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

  /* Canvas and Leaflet's vectors hold copies of colours, so they have to be told when the theme changes. */
  GR.repaint = function () {
    colours = {};
    GR.emit('theme');
  };

  GR.calm = function () {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  };

  /* --- symbols: path data from the theme, one drawing for markers, legend and export ------------------------------- */

  /*
   * symbol: {shape, colour, scale}. state: "solid" for what runs, "pale" for what does not, "hollow" for what nobody has
   * read in a source. paint turns the name of a colour into what is written: a variable here, a value in the export.
   */
  GR.symbol = function (symbol, state, paint) {
    const colour = paint || function (name) { return 'var(--' + name + ')'; };
    if (symbol.root !== undefined) return GR.bubble(symbol, state, colour);
    const outline = { d: GR.data('theme').shapes[symbol.shape], 'stroke-linejoin': 'round' };
    const solid = state === 'solid';
    const parts = [GR.svg('path', Object.assign({}, outline, {
      fill: colour(solid ? symbol.colour : 'halo'),
      stroke: colour(solid ? 'halo' : symbol.colour),
      'stroke-width': (solid ? 1.6 : 1.9) / symbol.scale,
      'stroke-dasharray': state === 'hollow' ? 2.6 / symbol.scale + ' ' + 1.8 / symbol.scale : null,
    }))];
    if (state === 'pale') parts.push(GR.svg('path', Object.assign({}, outline, { fill: colour(symbol.colour), 'fill-opacity': 0.32 })));
    return GR.svg('g', { transform: 'scale(' + symbol.scale + ')' }, parts);
  };

  /* Half the width of a symbol in pixels, its outline included. */
  GR.symbolHalf = function (symbol) {
    return symbol.root === undefined ? 10 * symbol.scale : GR.bubbleRadius(symbol) + 2;
  };
}());
