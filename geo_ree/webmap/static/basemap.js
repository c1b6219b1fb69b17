'use strict';
/*
 * Land, borders and graticule on one canvas under the data.
 *
 * Leaflet's own canvas would clip and simplify each ring again at every zoom. Here each outline becomes a Path2D once, in
 * the pixels of zoom 0, and the browser scales it: redrawing the world takes a few milliseconds.
 */
(function () {
  const MERCATOR_EDGE = 85.0511287798;
  const WORLD = 256;
  const PADDING = 0.25;
  const STEPS = [45, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
  const STEP_PIXELS = 110;

  /* --- from delta-coded degrees to paths --------------------------------------------------------------------------- */

  GR.decode = function (line, steps) {
    const places = new Array(line.length / 2);
    let x = 0;
    let y = 0;
    for (let i = 0; i < line.length; i += 2) {
      x += line[i];
      y += line[i + 1];
      places[i / 2] = [x / steps, y / steps];
    }
    return places;
  };

  GR.mercator = function (longitude, latitude) {
    const bounded = Math.max(-MERCATOR_EDGE, Math.min(MERCATOR_EDGE, latitude));
    const sine = Math.sin(bounded * Math.PI / 180);
    return [WORLD * (longitude / 360 + 0.5), WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
  };

  /* A piece of ring along an edge of the window is where the data was cut, not a coast. */
  function isCut(a, b, bbox) {
    return (a[0] === b[0] && (a[0] === bbox[0] || a[0] === bbox[2]))
      || (a[1] === b[1] && (a[1] === bbox[1] || a[1] === bbox[3]));
  }

  /* The shore: rings without their cut pieces, as open lines. */
  function shoreOf(ring, bbox) {
    const lines = [];
    let line = [];
    for (let i = 0; i <= ring.length; i += 1) {
      const place = ring[i % ring.length];
      if (i && isCut(ring[i - 1], place, bbox)) {
        if (line.length > 1) lines.push(line);
        line = [];
      }
      line.push(place);
    }
    if (line.length > 1) lines.push(line);
    return lines;
  }

  function decoded(id) {
    const source = GR.data(id);
    const land = source.land.map(function (polygon) {
      return polygon.map(function (ring) { return GR.decode(ring, source.steps_per_degree); });
    });
    const shore = [];
    land.forEach(function (polygon) {
      polygon.forEach(function (ring) { shore.push.apply(shore, shoreOf(ring, source.bbox)); });
    });
    const borders = source.borders.map(function (line) { return GR.decode(line, source.steps_per_degree); });
    return { bbox: source.bbox, land: land, shore: shore, borders: borders };
  }

  /* Canvas keeps coordinates in 32 bits: counting from the window's own middle keeps deposit scale sharp. */
  function toPath(lines, anchor, closed) {
    const path = new Path2D();
    lines.forEach(function (line) {
      line.forEach(function (place, i) {
        const spot = GR.mercator(place[0], place[1]);
        if (i) path.lineTo(spot[0] - anchor[0], spot[1] - anchor[1]);
        else path.moveTo(spot[0] - anchor[0], spot[1] - anchor[1]);
      });
      if (closed) path.closePath();
    });
    return path;
  }

  const outlines = {};
  GR.outlines = function (id) {
    if (!outlines[id]) outlines[id] = decoded(id);
    return outlines[id];
  };

  const paths = {};
  function pathsOf(id) {
    if (!paths[id]) {
      const lines = GR.outlines(id);
      const anchor = GR.mercator((lines.bbox[0] + lines.bbox[2]) / 2, (lines.bbox[1] + lines.bbox[3]) / 2);
      paths[id] = {
        bbox: lines.bbox,
        anchor: anchor,
        land: toPath([].concat.apply([], lines.land), anchor, true),
        shore: toPath(lines.shore, anchor, false),
        borders: toPath(lines.borders, anchor, false),
      };
    }
    return paths[id];
  }

  /* --- the graticule --------------------------------------------------------------------------------------------------- */

  /* Degrees between lines: the finest step that leaves them room at this zoom. */
  GR.graticuleStep = function (zoom) {
    const perDegree = WORLD * Math.pow(2, zoom) / 360;
    const roomy = STEPS.filter(function (step) { return step * perDegree >= STEP_PIXELS; });
    return roomy.length ? roomy[roomy.length - 1] : STEPS[0];
  };

  GR.multiples = function (low, high, step) {
    const found = [];
    for (let i = Math.ceil(low / step); i * step <= high; i += 1) found.push(Math.round(i * step * 100) / 100);
    return found;
  };

  GR.degreeText = function (value, step, names) {
    const turned = names === 'EW' ? ((value + 540) % 360) - 180 : value;
    const decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
    const side = turned === 0 || Math.abs(turned) === 180 ? '' : '\u00a0' + names[turned > 0 ? 0 : 1];
    return Math.abs(turned).toFixed(decimals) + '°' + side;
  };

  /* --- the layer ---------------------------------------------------------------------------------------------------------- */

  GR.Basemap = L.Layer.extend({
    initialize: function (options) {
      L.setOptions(this, options);
    },

    getEvents: function () {
      return { move: this.moved, moveend: this.draw, viewreset: this.draw, resize: this.draw };
    },

    onAdd: function (map) {
      const pane = map.getPane('gr-base') || map.createPane('gr-base');
      pane.style.zIndex = 150;
      pane.style.pointerEvents = 'none';
      this.canvas = GR.element('canvas', { class: 'gr-base', 'aria-hidden': 'true' });
      pane.append(this.canvas);
      this.draw();
      const layer = this;
      GR.on('theme', function () { layer.draw(); });
    },

    onRemove: function () {
      this.canvas.remove();
    },

    /* The canvas travels with the map while it is dragged; only zooming, or leaving its margin, needs a new drawing. */
    moved: function () {
      const drawn = this.drawn;
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      const size = this._map.getSize();
      const inside = drawn && drawn.zoom === this._map.getZoom()
        && corner.x >= drawn.x && corner.y >= drawn.y
        && corner.x + size.x <= drawn.x + drawn.width && corner.y + size.y <= drawn.y + drawn.height;
      if (!inside) this.draw();
    },

    draw: function () {
      if (!this._map) return;
      const frame = this.frame();
      const pen = this.canvas.getContext('2d');
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
      const id = this.covering(frame);
      this.paintLand(pen, frame, pathsOf(id));
      this.paintGraticule(pen, frame);
      this.drawn = frame;
    },

    /* Where the canvas lies: the view and a margin around it, in pixels of the current zoom. */
    frame: function () {
      const map = this._map;
      const size = map.getSize();
      const margin = size.multiplyBy(PADDING).round();
      const corner = map.containerPointToLayerPoint([0, 0]).subtract(margin);
      const origin = map.getPixelOrigin().add(corner);
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const width = size.x + 2 * margin.x;
      const height = size.y + 2 * margin.y;
      if (this.canvas.width !== width * ratio || this.canvas.height !== height * ratio) {
        this.canvas.width = width * ratio;
        this.canvas.height = height * ratio;
        this.canvas.style.width = width + 'px';
        this.canvas.style.height = height + 'px';
      }
      L.DomUtil.setPosition(this.canvas, corner);
      return { x: corner.x, y: corner.y, left: origin.x, top: origin.y, width: width, height: height,
        ratio: ratio, zoom: map.getZoom(), scale: Math.pow(2, map.getZoom()) };
    },

    /* The finest data that covers the whole view: a window that ends inside the view would show sea where land is. */
    covering: function (frame) {
      const size = this._map.getSize();
      const bounds = this._map.getBounds();
      const fine = (this.options.windows || []).find(function (id) {
        const bbox = GR.data(id).bbox;
        return size.x && bbox[0] <= bounds.getWest() && bbox[2] >= bounds.getEast()
          && bbox[1] <= bounds.getSouth() && bbox[3] >= bounds.getNorth();
      });
      return fine || this.options.world;
    },

    paintLand: function (pen, frame, shapes) {
      const turn = WORLD * frame.scale;
      const whole = shapes.bbox[2] - shapes.bbox[0] >= 360;
      const first = whole ? Math.floor(frame.left / turn) : 0;
      const last = whole ? Math.floor((frame.left + frame.width) / turn) : 0;
      for (let copy = first; copy <= last; copy += 1) {
        const zoomed = frame.scale * frame.ratio;
        pen.setTransform(zoomed, 0, 0, zoomed,
          (shapes.anchor[0] * frame.scale + copy * turn - frame.left) * frame.ratio,
          (shapes.anchor[1] * frame.scale - frame.top) * frame.ratio);
        this.paintCopy(pen, frame, shapes);
      }
    },

    paintCopy: function (pen, frame, shapes) {
      pen.fillStyle = GR.colour('land');
      pen.fill(shapes.land, 'evenodd');
      pen.strokeStyle = GR.colour('coast');
      pen.lineWidth = 0.9 / frame.scale;
      pen.setLineDash([]);
      pen.stroke(shapes.shore);
      if (this.options.borders === false) return;
      pen.strokeStyle = GR.colour('border');
      pen.lineWidth = 0.7 / frame.scale;
      pen.setLineDash([3 / frame.scale, 2.5 / frame.scale]);
      pen.stroke(shapes.borders);
    },

    paintGraticule: function (pen, frame) {
      const step = GR.graticuleStep(frame.zoom);
      const map = this._map;
      const west = map.unproject([frame.left, frame.top], frame.zoom);
      const east = map.unproject([frame.left + frame.width, frame.top + frame.height], frame.zoom);
      pen.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
      pen.setLineDash([]);
      pen.lineWidth = 0.6;
      pen.strokeStyle = GR.colour('graticule');
      pen.beginPath();
      GR.multiples(west.lng, east.lng, step).forEach(function (longitude) {
        const x = GR.mercator(longitude, 0)[0] * frame.scale - frame.left;
        pen.moveTo(x, 0);
        pen.lineTo(x, frame.height);
      });
      GR.multiples(east.lat, west.lat, step).forEach(function (latitude) {
        const y = GR.mercator(0, latitude)[1] * frame.scale - frame.top;
        pen.moveTo(0, y);
        pen.lineTo(frame.width, y);
      });
      pen.stroke();
    },
  });

  GR.basemap = function (map, options) {
    return new GR.Basemap(options).addTo(map);
  };

  /* --- degree labels along the left and the upper edge --------------------------------------------------------------------- */

  GR.degrees = function (map) {
    const strip = GR.element('div', { class: 'gr-degrees', 'aria-hidden': 'true' });
    map.getContainer().append(strip);

    function label(text, x, y, side) {
      const mark = GR.element('span', { class: side, text: text });
      mark.style.left = x + 'px';
      mark.style.top = y + 'px';
      return mark;
    }

    function write() {
      const size = map.getSize();
      const step = GR.graticuleStep(map.getZoom());
      const bounds = map.getBounds();
      const middle = map.getCenter();
      const parallels = GR.multiples(bounds.getSouth(), bounds.getNorth(), step).map(function (latitude) {
        const y = map.latLngToContainerPoint([latitude, middle.lng]).y;
        return y > 34 && y < size.y - 56 ? label(GR.degreeText(latitude, step, 'NS'), 0, y, 'parallel') : null;
      });
      const meridians = GR.multiples(bounds.getWest(), bounds.getEast(), step).map(function (longitude) {
        const x = map.latLngToContainerPoint([middle.lat, longitude]).x;
        return x > 56 && x < size.x - 76 ? label(GR.degreeText(longitude, step, 'EW'), x, 0, 'meridian') : null;
      });
      strip.replaceChildren.apply(strip, parallels.concat(meridians).filter(Boolean));
    }

    map.on('move resize viewreset', write);
    write();
  };
}());
