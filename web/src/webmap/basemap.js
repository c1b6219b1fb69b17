/*
 * Land, borders and graticule on one canvas under the data.
 *
 * Leaflet's own canvas would clip and simplify each ring again at every zoom. Here each outline becomes a Path2D
 * once, in the pixels of zoom 0, and the browser scales it: redrawing the world takes a few milliseconds.
 */
import * as L from 'leaflet';

import { colour, themeChanged } from './colours.js';
import { element, penOf } from './elements.js';
import { graticuleStep, multiples } from './graticule.js';
import { project, WORLD_PIXELS } from './mercator.js';
import { basemapBlock, outlinesOf } from './outlines.js';

/** @import { BasemapOptions, BBox } from './data' */
/** @import { LonLat } from './delta_lines.js' */

/** @typedef {{ bbox: BBox, anchor: [number, number], land: Path2D, shore: Path2D, borders: Path2D }} Paths */
/**
 * Where the canvas lies: corner on the map's pane, corner in pixels of the world, size, pixels of the screen per
 * pixel.
 *
 * @typedef {{ x: number, y: number, left: number, top: number, width: number, height: number, ratio: number,
 *   zoom: number, scale: number }} Frame
 */

const PADDING = 0.25;
const PANE = 'gr-base';

/**
 * Return lines as a path. Canvas keeps coordinates in 32 bits: counting from the window's own middle keeps deposit
 * scale sharp.
 *
 * @param {LonLat[][]} lines
 * @param {[number, number]} anchor
 * @param {boolean} closed
 */
function toPath(lines, anchor, closed) {
  const path = new Path2D();
  for (const line of lines) {
    line.forEach((place, i) => {
      const [x, y] = project(place[0], place[1]);
      if (i) path.lineTo(x - anchor[0], y - anchor[1]);
      else path.moveTo(x - anchor[0], y - anchor[1]);
    });
    if (closed) path.closePath();
  }
  return path;
}

/** @type {Map<string, Paths>} */
const drawnPaths = new Map();

/**
 * @param {string} id of a basemap block
 * @returns {Paths}
 */
function pathsOf(id) {
  const known = drawnPaths.get(id);
  if (known) return known;
  const { bbox, land, shore, borders } = outlinesOf(id);
  const anchor = project((bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2);
  const paths = {
    bbox,
    anchor,
    land: toPath(land.flat(), anchor, true),
    shore: toPath(shore, anchor, false),
    borders: toPath(borders, anchor, false),
  };
  drawnPaths.set(id, paths);
  return paths;
}

class Basemap extends L.Layer {
  /** @param {BasemapOptions} shown */
  constructor(shown) {
    super();
    this.shown = shown;
    this.canvas = element('canvas', { class: PANE, 'aria-hidden': 'true' });
    /** @type {Frame | null} */
    this.drawn = null;
    const draw = () => this.draw();
    this.events = { move: () => this.moved(), moveend: draw, viewreset: draw, resize: draw };
  }

  getEvents() {
    return this.events;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    pane.style.zIndex = '150';
    pane.style.pointerEvents = 'none';
    pane.append(this.canvas);
    this.draw();
    themeChanged.on(() => this.draw());
    return this;
  }

  onRemove() {
    this.canvas.remove();
    return this;
  }

  /**
   * The canvas travels with the map while it is dragged; only zooming, or leaving its margin, needs a new drawing.
   */
  moved() {
    const { drawn } = this;
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    const size = this._map.getSize();
    const inside = drawn && drawn.zoom === this._map.getZoom()
      && corner.x >= drawn.x && corner.y >= drawn.y
      && corner.x + size.x <= drawn.x + drawn.width && corner.y + size.y <= drawn.y + drawn.height;
    if (!inside) this.draw();
  }

  draw() {
    if (!this._map) return;
    const frame = this.frame();
    const pen = penOf(this.canvas);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.paintLand(pen, frame, pathsOf(this.covering()));
    this.paintGraticule(pen, frame);
    this.drawn = frame;
  }

  /**
   * Lay the canvas over the view and a margin around it.
   *
   * @returns {Frame}
   */
  frame() {
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
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    L.DomUtil.setPosition(this.canvas, corner);
    const zoom = map.getZoom();
    return { x: corner.x, y: corner.y, left: origin.x, top: origin.y, width, height, ratio, zoom, scale: 2 ** zoom };
  }

  /**
   * Return the finest block that covers the whole view: a window that ends inside it would show sea where land is.
   */
  covering() {
    const size = this._map.getSize();
    const bounds = this._map.getBounds();
    const fine = (this.shown.windows ?? []).find((id) => {
      const { bbox } = basemapBlock(id);
      return size.x && bbox[0] <= bounds.getWest() && bbox[2] >= bounds.getEast()
        && bbox[1] <= bounds.getSouth() && bbox[3] >= bounds.getNorth();
    });
    return fine ?? this.shown.world;
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Frame} frame
   * @param {Paths} paths
   */
  paintLand(pen, frame, paths) {
    const turn = WORLD_PIXELS * frame.scale;
    const whole = paths.bbox[2] - paths.bbox[0] >= 360;
    const first = whole ? Math.floor(frame.left / turn) : 0;
    const last = whole ? Math.floor((frame.left + frame.width) / turn) : 0;
    const zoomed = frame.scale * frame.ratio;
    for (let copy = first; copy <= last; copy += 1) {
      pen.setTransform(
        zoomed, 0, 0, zoomed,
        (paths.anchor[0] * frame.scale + copy * turn - frame.left) * frame.ratio,
        (paths.anchor[1] * frame.scale - frame.top) * frame.ratio,
      );
      this.paintCopy(pen, frame, paths);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Frame} frame
   * @param {Paths} paths
   */
  paintCopy(pen, frame, paths) {
    pen.fillStyle = colour('land');
    pen.fill(paths.land, 'evenodd');
    pen.strokeStyle = colour('coast');
    pen.lineWidth = 0.9 / frame.scale;
    pen.setLineDash([]);
    pen.stroke(paths.shore);
    if (this.shown.borders === false) return;
    pen.strokeStyle = colour('border');
    pen.lineWidth = 0.7 / frame.scale;
    pen.setLineDash([3 / frame.scale, 2.5 / frame.scale]);
    pen.stroke(paths.borders);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Frame} frame
   */
  paintGraticule(pen, frame) {
    const step = graticuleStep(frame.zoom);
    const west = this._map.unproject([frame.left, frame.top], frame.zoom);
    const east = this._map.unproject([frame.left + frame.width, frame.top + frame.height], frame.zoom);
    pen.setTransform(frame.ratio, 0, 0, frame.ratio, 0, 0);
    pen.setLineDash([]);
    pen.lineWidth = 0.6;
    pen.strokeStyle = colour('graticule');
    pen.beginPath();
    for (const longitude of multiples(west.lng, east.lng, step)) {
      const x = project(longitude, 0)[0] * frame.scale - frame.left;
      pen.moveTo(x, 0);
      pen.lineTo(x, frame.height);
    }
    for (const latitude of multiples(east.lat, west.lat, step)) {
      const y = project(0, latitude)[1] * frame.scale - frame.top;
      pen.moveTo(0, y);
      pen.lineTo(frame.width, y);
    }
    pen.stroke();
  }
}

/**
 * @param {L.Map} map
 * @param {BasemapOptions} options
 */
export function addBasemap(map, options) {
  return new Basemap(options).addTo(map);
}
