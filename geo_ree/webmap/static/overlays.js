'use strict';
/*
 * What lies on the ground: areas, uncertainty circles, range rings. Shapes come from Python, where they were
 * computed on the ellipsoid; here they are only drawn.
 */
(function () {
  function paint(line, colour, style) {
    line.setStyle({
      color: GR.colour(colour),
      weight: style.weight,
      dashArray: style.dash || null,
      opacity: 1,
      fill: style.fill > 0,
      fillColor: GR.colour(colour),
      fillOpacity: style.fill,
    });
  }

  function styleOf(name) {
    return GR.data('theme').lines[name];
  }

  /* Styles hold copies of colours: set now, and again with each theme. */
  function keepPainted(line, colour, style) {
    line.grColour = colour;
    line.grStyle = style;
    paint(line, colour, styleOf(style));
    GR.on('theme', function () { paint(line, colour, styleOf(style)); });
    return line;
  }

  /* Pixels that a shape covers, so that its label can stand beside it and not on it. */
  function extent(map, bounds) {
    const a = map.latLngToContainerPoint(bounds.getNorthWest());
    const b = map.latLngToContainerPoint(bounds.getSouthEast());
    return { left: a.x, top: a.y, right: b.x, bottom: b.y };
  }

  const RANKS = { outline: 2, ghost: 3 };
  const BELOW_FIRST = ['below', 'above', 'lowerRight', 'upperRight', 'lowerLeft', 'upperLeft', 'right', 'left'];
  const ABOVE_FIRST = ['above', 'below', 'upperLeft', 'lowerLeft', 'upperRight', 'lowerRight', 'left', 'right'];

  /* area: {rings: polygons of [lat, lon], style, colour, label, lang} */
  GR.area = function (map, group, area) {
    const shape = L.polygon(area.rings, { interactive: false, smoothFactor: 0 });
    keepPainted(shape, area.colour, area.style).addTo(group);
    if (!area.label) return shape;
    GR.labels(map).add({
      text: area.label,
      kind: 'area ' + area.style,
      colour: area.colour,
      rank: RANKS[area.style],
      soft: true,
      places: area.style === 'outline' ? BELOW_FIRST : ABOVE_FIRST,
      marks: function () { return map.hasLayer(shape) ? [extent(map, shape.getBounds())] : []; },
    });
    return shape;
  };

  /* A thin line that ties two places together. */
  GR.rule = function (group, line) {
    return keepPainted(L.polyline(line, { interactive: false }), 'ring', 'ring').addTo(group);
  };

  // Where on a ring its label is tried: north first, then the other quarters and the corners between them.
  const AROUND = [0, 4, 2, 6, 1, 7, 3, 5];

  /* ring: {text, line: [lat, lon] all round, clockwise from north, the last place being the first} */
  GR.ring = function (map, group, ring) {
    const line = keepPainted(L.polyline(ring.line, { interactive: false, smoothFactor: 0 }), 'ring', 'ring').addTo(group);
    GR.labels(map).add({
      text: ring.text,
      kind: 'ring',
      rank: 5,
      soft: true,
      places: ['middle'],
      marks: function () {
        return map.hasLayer(line) ? AROUND.map(function (eighth) {
          return GR.boxAround(map.latLngToContainerPoint(ring.line[(ring.line.length - 1) * eighth / 8]), 1);
        }) : [];
      },
    });
    return line;
  };

  /* What lines of routes (routes.js) take over. */
  GR.keepPainted = keepPainted;
  GR.lineStyle = styleOf;
}());
