'use strict';
/*
 * Circles whose area is an amount. The radius is pixels times the square root of the amount, so that a circle of twice
 * the area means twice the tonnes; nothing is enlarged to be seen better. How little stands behind an amount is shown
 * twice, by a lighter fill and a looser line.
 */
(function () {
  // Pixels of radius for one million t; a narrow map has less room.
  const WIDE = 4.6;
  const NARROW = 3.2;
  const WIDE_FROM = 700;
  const FILLS = { full: 0.8, half: 0.4, claimed: 0.14, empty: 0 };
  // Dash and gap in units of the radius, at most as long as on a circle of 9 px.
  const DASHES = { claimed: [0.5, 0.28], empty: [0.02, 0.34] };
  const TICK = 4;

  let pixels = WIDE;

  /* Return whether the size of all circles has changed. */
  GR.sizeBubbles = function (width) {
    const before = pixels;
    pixels = width < WIDE_FROM ? NARROW : WIDE;
    return pixels !== before;
  };

  GR.bubbleRadius = function (symbol) {
    return symbol.root * pixels;
  };

  function dashOf(state, radius) {
    const dash = DASHES[state];
    if (!dash) return null;
    const unit = Math.min(radius, 9);
    return dash.map(function (part) { return Math.max(part * unit, 0.1).toFixed(2); }).join(' ');
  }

  /* Four short strokes: outwards for "at least", inwards for "at most". */
  function ticks(radius, bound, colour) {
    const from = radius + (bound === 'least' ? 1.5 : -TICK);
    const d = [0, 1, 2, 3].map(function (quarter) {
      const angle = Math.PI * (0.25 + quarter / 2);
      const at = function (length) { return (length * Math.cos(angle)).toFixed(2) + ' ' + (length * Math.sin(angle)).toFixed(2); };
      return 'M' + at(from) + 'L' + at(from + TICK);
    }).join('');
    return GR.svg('path', { d: d, stroke: colour, 'stroke-width': 1.5, fill: 'none' });
  }

  GR.bubble = function (symbol, state, colour) {
    const radius = GR.bubbleRadius(symbol);
    const own = colour(symbol.colour);
    const parts = [
      GR.svg('circle', { r: radius + 1.1, fill: 'none', stroke: colour('halo'), 'stroke-width': 1.4 }),
      GR.svg('circle', {
        r: radius, fill: own, 'fill-opacity': FILLS[state], stroke: own,
        'stroke-width': state === 'empty' ? 1.9 : 1.4,
        'stroke-dasharray': dashOf(state, radius),
        'stroke-linecap': state === 'empty' ? 'round' : 'butt',
      }),
    ];
    if (symbol.computed) {
      parts.push(GR.svg('circle', { r: Math.min(1.6, radius / 3), fill: state === 'full' ? colour('halo') : own }));
    }
    if (symbol.bound) parts.push(ticks(radius, symbol.bound, own));
    return GR.svg('g', {}, parts);
  };

  /* The key of sizes: circles that stand in each other, each with its amount. keys: [{root, text}], largest first. */
  GR.bubbleKey = function (keys, colour) {
    const largest = GR.bubbleRadius(keys[0]);
    const width = 2 * largest + 96;
    const height = 2 * largest + 16;
    const parts = [];
    keys.forEach(function (key) {
      const radius = GR.bubbleRadius(key);
      const top = height - 4 - 2 * radius;
      parts.push(
        GR.svg('circle', { cx: largest + 2, cy: top + radius, r: radius, fill: 'none', stroke: colour('ink'), 'stroke-width': 1.1 }),
        GR.svg('line', { x1: largest + 2, x2: 2 * largest + 14, y1: top, y2: top, stroke: colour('soft'), 'stroke-width': 0.8 }),
        GR.svg('text', { x: 2 * largest + 18, y: top, fill: colour('ink'), 'font-size': 12, 'dominant-baseline': 'central', text: key.text })
      );
    });
    return GR.svg('svg', { viewBox: '0 0 ' + width + ' ' + height, width: width, height: height, 'aria-hidden': 'true' }, parts);
  };
}());
