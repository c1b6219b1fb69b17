'use strict';
/*
 * The world map as a file. SVG: everything that is in view, drawn once more as plain shapes with a title, the legend, the
 * scale and the notes, so that the picture can stand alone. PNG: that SVG on a canvas, at twice the size.
 */
(function () {
  const MARGIN = 24;
  const BELOW_HEAD = 14;
  const LINE = 17;
  const LONGEST_LABEL = 200;
  const FONT = 'system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif';

  function number(value) {
    return String(Math.round(value * 10) / 10);
  }

  // Detail finer than this, in pixels, would only make the file large.
  const FINEST = 0.6;

  function pathOf(lines, toPixel, closed) {
    return lines.map(function (line) {
      const spots = [];
      let last = null;
      line.forEach(function (place, i) {
        const pixel = toPixel(place);
        const near = last && Math.abs(pixel.x - last.x) < FINEST && Math.abs(pixel.y - last.y) < FINEST;
        if (near && i < line.length - 1) return;
        spots.push(number(pixel.x) + ' ' + number(pixel.y));
        last = pixel;
      });
      return spots.length > (closed ? 2 : 1) ? 'M' + spots.join('L') + (closed ? 'Z' : '') : '';
    }).join('');
  }

  function text(x, y, words, style) {
    return GR.svg('text', Object.assign({ x: number(x), y: number(y), text: words, fill: GR.colour('ink'), 'font-size': 12 }, style));
  }

  /* --- the parts ---------------------------------------------------------------------------------------------------------- */

  function landIn(map, id, size) {
    const outlines = GR.outlines(id);
    const turn = 256 * Math.pow(2, map.getZoom());
    const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
    const scale = Math.pow(2, map.getZoom());
    const group = GR.svg('g', {});
    for (let copy = Math.floor(origin.x / turn); copy <= Math.floor((origin.x + size.x) / turn); copy += 1) {
      const toPixel = function (place) {
        const spot = GR.mercator(place[0], place[1]);
        return { x: spot[0] * scale + copy * turn - origin.x, y: spot[1] * scale - origin.y };
      };
      group.append(
        GR.svg('path', { d: pathOf([].concat.apply([], outlines.land), toPixel, true), fill: GR.colour('land'), 'fill-rule': 'evenodd' }),
        GR.svg('path', { d: pathOf(outlines.shore, toPixel), fill: 'none', stroke: GR.colour('coast'), 'stroke-width': 0.8 }),
        GR.svg('path', { d: pathOf(outlines.borders, toPixel), fill: 'none', stroke: GR.colour('border'), 'stroke-width': 0.6, 'stroke-dasharray': '3 2.5' })
      );
    }
    return group;
  }

  /* Lines as Leaflet holds them, one or several or rings within rings, as one list of lines. */
  function flat(places) {
    return places.length && places[0].lat !== undefined ? [places] : [].concat.apply([], places.map(flat));
  }

  function linesIn(map) {
    const group = GR.svg('g', {});
    map.eachLayer(function (layer) {
      if (!(layer instanceof L.Polyline) || !layer.grStyle) return;
      const style = layer.options;
      group.append(GR.svg('path', {
        d: pathOf(flat(layer.getLatLngs()), function (place) { return map.latLngToContainerPoint(place); }, layer instanceof L.Polygon),
        fill: 'none', stroke: style.color, 'stroke-width': style.weight, 'stroke-opacity': style.opacity,
        'stroke-dasharray': style.dashArray, 'stroke-linecap': 'round',
      }));
    });
    return group;
  }

  function deepestFirst(a, b) {
    return a.height === undefined ? b.rank - a.rank : a.height - b.height;
  }

  function symbolsIn(view) {
    const group = GR.svg('g', {});
    view.points.slice().sort(deepestFirst).forEach(function (point) {
      if (!view.map.hasLayer(point.marker)) return;
      group.append(symbolAt(view.map, point, point.marker));
      if (point.echo) group.append(symbolAt(view.map, point, point.echo));
    });
    return group;
  }

  function symbolAt(map, point, marker) {
    const spot = map.latLngToContainerPoint(marker.getLatLng());
    const aside = point.aside || [0, 0];
    const mark = GR.svg('g', { transform: 'translate(' + number(spot.x + aside[0]) + ' ' + number(spot.y + aside[1]) + ')' });
    if (point.aside) mark.append(GR.svg('line', { x2: -aside[0], y2: -aside[1], stroke: GR.colour('soft') }));
    mark.append(GR.symbol(point.symbol, point.state, GR.colour));
    return mark;
  }

  function labelsIn(map) {
    const group = GR.svg('g', {});
    GR.labels(map).items.forEach(function (item) {
      if (!item.shown) return;
      const style = getComputedStyle(item.node);
      linesOf(item.node).forEach(function (line) {
        group.append(text(item.shown.left + line.left, item.shown.top + line.middle, line.words, {
          'font-size': parseFloat(style.fontSize), 'font-weight': style.fontWeight, 'font-style': style.fontStyle,
          fill: style.color, 'dominant-baseline': 'central', stroke: GR.colour('halo'), 'stroke-width': 3,
          'stroke-linejoin': 'round', 'paint-order': 'stroke',
        }));
      });
    });
    return group;
  }

  /* The lines into which the browser broke a label, and where each stands in it. What is clipped is left out. */
  function linesOf(node) {
    const frame = node.getBoundingClientRect();
    const piece = document.createRange();
    const lines = [];
    const length = Math.min(node.firstChild ? node.firstChild.length : 0, LONGEST_LABEL);
    for (let i = 0; i < length; i += 1) {
      piece.setStart(node.firstChild, i);
      piece.setEnd(node.firstChild, i + 1);
      const box = piece.getBoundingClientRect();
      if (box.bottom > frame.bottom + 2) break;
      const last = lines[lines.length - 1];
      if (!last || box.top > last.top + 3) lines.push({ top: box.top, left: box.left - frame.left, middle: (box.top + box.bottom) / 2 - frame.top, words: '' });
      lines[lines.length - 1].words += piece.toString();
    }
    return lines;
  }

  /* The key of sizes in the lower left corner, where the page has one; else the scale. */
  function cornerIn(view, size) {
    if (!view.data.keys) return scaleIn(view.map, size);
    const key = GR.bubbleKey(view.data.keys, GR.colour);
    const width = Number(key.getAttribute('width'));
    const height = Number(key.getAttribute('height'));
    key.setAttribute('x', '10');
    key.setAttribute('y', '22');
    return GR.svg('g', { transform: 'translate(12 ' + (size.y - height - 42) + ')' }, [
      GR.svg('rect', { width: width + 20, height: height + 30, rx: 8, fill: GR.colour('card'), 'fill-opacity': 0.88 }),
      text(10, 17, view.data.key_title, { fill: GR.colour('soft') }),
      key,
    ]);
  }

  function scaleIn(map, size) {
    const metres = GR.barLength(map);
    const width = metres / GR.metresPerPixel(map);
    const y = size.y - 14;
    return GR.svg('g', {}, [
      GR.svg('path', { d: 'M14 ' + (y - 5) + 'V' + y + 'H' + number(14 + width) + 'V' + (y - 5), fill: 'none', stroke: GR.colour('ink'), 'stroke-width': 1.4 }),
      text(14, y - 9, GR.lengthText(metres), { 'font-size': 11 }),
    ]);
  }

  /* --- legend and notes below the map ---------------------------------------------------------------------------------------- */

  function legendSymbol(entry) {
    if (entry.line) {
      const line = GR.data('theme').lines[entry.line];
      return GR.svg('line', { x1: -12, x2: 12, stroke: GR.colour(entry.colour), 'stroke-width': line.weight, 'stroke-dasharray': line.dash });
    }
    return GR.symbol(entry.symbol, entry.state, GR.colour);
  }

  function legend(entries, width, top) {
    const group = GR.svg('g', {});
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = '12px ' + FONT;
    let x = MARGIN;
    let y = top;
    entries.forEach(function (entry) {
      const needed = 34 + pen.measureText(entry.label).width + 20;
      if (x > MARGIN && x + needed > width - MARGIN) {
        x = MARGIN;
        y += 22;
      }
      group.append(GR.svg('g', { transform: 'translate(' + number(x + 12) + ' ' + number(y - 4) + ')' }, [legendSymbol(entry)]));
      group.append(text(x + 30, y, entry.label));
      x += needed;
    });
    return { node: group, bottom: y };
  }

  /* Words set in lines of a given width; a word longer than a line is cut. */
  function wrapped(words, width, pen) {
    const lines = [''];
    words.split(' ').forEach(function (word) {
      let rest = word;
      while (pen.measureText(rest).width > width) {
        let fits = rest.length;
        while (fits > 1 && pen.measureText(rest.slice(0, fits)).width > width) fits = Math.floor(fits * 0.8);
        lines.push(rest.slice(0, fits));
        rest = rest.slice(fits);
      }
      const longer = (lines[lines.length - 1] + ' ' + rest).trim();
      if (pen.measureText(longer).width > width) lines.push(rest);
      else lines[lines.length - 1] = longer;
    });
    return lines.filter(Boolean);
  }

  function notes(lines, width, top) {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = '11px ' + FONT;
    const group = GR.svg('g', {});
    let y = top;
    lines.forEach(function (words) {
      wrapped(words, width - 2 * MARGIN, pen).forEach(function (line) {
        group.append(text(MARGIN, y, line, { 'font-size': 11, fill: GR.colour('soft') }));
        y += 15;
      });
    });
    return { node: group, bottom: y };
  }

  /* --- the picture --------------------------------------------------------------------------------------------------------- */

  function mapPart(view, size, top) {
    const clip = GR.svg('clipPath', { id: 'map-edge' }, [GR.svg('rect', { width: size.x, height: size.y })]);
    return GR.svg('g', { transform: 'translate(' + MARGIN + ' ' + top + ')' }, [
      clip,
      GR.svg('g', { 'clip-path': 'url(#map-edge)' }, [
        GR.svg('rect', { width: size.x, height: size.y, fill: GR.colour('sea') }),
        landIn(view.map, view.data.basemap.world, size),
        linesIn(view.map),
        symbolsIn(view),
        labelsIn(view.map),
        cornerIn(view, size),
      ]),
      GR.svg('rect', { width: size.x, height: size.y, fill: 'none', stroke: GR.colour('strong') }),
    ]);
  }

  function shownEntries(view) {
    return view.data.legend.filter(function (entry) { return !entry.layer || view.map.hasLayer(view.layer(entry.layer)); });
  }

  /* The title and what stands under it, in as many lines as the width asks for. */
  function head(words, width) {
    const pen = document.createElement('canvas').getContext('2d');
    const group = GR.svg('g', {});
    let y = 30;
    [[words.title, { 'font-size': 20, 'font-weight': 600 }, 24], [words.subtitle, { fill: GR.colour('soft') }, LINE]].forEach(function (part) {
      pen.font = (part[1]['font-weight'] || 400) + ' ' + (part[1]['font-size'] || 12) + 'px ' + FONT;
      const lines = wrapped(part[0], width - 2 * MARGIN, pen);
      lines.forEach(function (line, i) { group.append(text(MARGIN, y + i * part[2], line, part[1])); });
      y += (lines.length - 1) * part[2] + LINE + 3;
    });
    return { node: group, bottom: y - LINE - 3 + BELOW_HEAD };
  }

  GR.drawing = function (view) {
    const size = view.map.getSize();
    const width = size.x + 2 * MARGIN;
    const words = view.data.export;
    const top = head(words, width);
    const key = legend(shownEntries(view), width, top.bottom + size.y + 30);
    const routed = view.routes && view.map.hasLayer(view.layer('routes'));
    const remarks = notes((routed ? words.route_notes : []).concat(words.notes), width, key.bottom + 28);
    const height = remarks.bottom + 8;
    const root = GR.svg('svg', { width: width, height: height, viewBox: '0 0 ' + width + ' ' + height, 'font-family': FONT });
    root.append(
      GR.svg('title', { text: words.title }),
      GR.svg('rect', { width: width, height: height, fill: GR.colour('paper') }),
      top.node, mapPart(view, size, top.bottom), key.node, remarks.node
    );
    return root;
  };

  GR.toSvg = function (view) {
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(GR.drawing(view));
  };

  GR.toPng = function (view, factor) {
    return new Promise(function (done, failed) {
      const picture = new Image();
      const root = GR.drawing(view);
      const width = Number(root.getAttribute('width'));
      const height = Number(root.getAttribute('height'));
      picture.onload = function () {
        const canvas = GR.element('canvas', { width: width * factor, height: height * factor });
        const pen = canvas.getContext('2d');
        pen.scale(factor, factor);
        pen.drawImage(picture, 0, 0, width, height);
        canvas.toBlob(done, 'image/png');
      };
      picture.onerror = failed;
      picture.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(root));
    });
  };

  GR.download = function (blob, name) {
    const address = URL.createObjectURL(blob);
    const link = GR.element('a', { href: address, download: name });
    link.click();
    // The browser needs the address until it has begun to write the file.
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  };
}());
