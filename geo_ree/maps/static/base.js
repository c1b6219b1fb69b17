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

  /* Blocks are parsed when first asked for: three maps share one basemap. */
  GR.data = function (id) {
    if (!(id in parsed)) parsed[id] = JSON.parse(document.getElementById(id).textContent);
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
   * symbol: {shape, colour, scale}; hollow says that nobody has read it in a source.
   * colour may be a function of the name, so that the export can write the value where the page writes a variable.
   */
  GR.symbol = function (symbol, hollow, colour) {
    const paint = colour || function (name) { return 'var(--' + name + ')'; };
    return GR.svg('path', {
      d: GR.data('theme').shapes[symbol.shape],
      transform: 'scale(' + symbol.scale + ')',
      fill: hollow ? paint('halo') : paint(symbol.colour),
      stroke: hollow ? paint(symbol.colour) : paint('halo'),
      'stroke-width': (hollow ? 2.2 : 1.8) / symbol.scale,
      'stroke-linejoin': 'round',
      'stroke-dasharray': hollow ? 3.2 / symbol.scale + ' ' + 1.6 / symbol.scale : null,
    });
  };
}());
