/* The locator: the Earth as seen from above the deposit, with the pane's place marked, and the other deposits too. */
import { colour, themeChanged } from './colours.js';
import { element, penOf } from './elements.js';
import { isOpposite, orthographic } from './orthographic.js';
import { outlinesOf } from './outlines.js';

/** @import { Map } from 'leaflet' */
/** @import { Globe, GlobePlace } from './data' */
/** @import { Projection } from './orthographic.js' */

const SIZE = 92;
const RADIUS = 44;

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string} fill
 */
function disc(pen, fill) {
  pen.beginPath();
  pen.arc(0, 0, RADIUS, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Projection} project
 * @param {GlobePlace} place
 * @param {number} radius
 */
function dot(pen, project, place, radius) {
  const spot = project(place.lon, place.lat);
  if (!spot.front) return;
  pen.beginPath();
  pen.arc(spot.x, spot.y, radius, 0, 2 * Math.PI);
  pen.fillStyle = colour(place.colour);
  pen.fill();
  pen.strokeStyle = colour('halo');
  pen.lineWidth = 1.4;
  pen.stroke();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Projection} project
 */
function grid(pen, project) {
  /** @type {(longitude: number, latitude: number, first: boolean) => void} */
  const stroke = (longitude, latitude, first) => {
    const spot = project(longitude, latitude);
    if (first || !spot.front) pen.moveTo(spot.x, spot.y);
    else pen.lineTo(spot.x, spot.y);
  };
  pen.beginPath();
  for (let longitude = -180; longitude < 180; longitude += 30) {
    for (let latitude = -80; latitude <= 80; latitude += 4) stroke(longitude, latitude, latitude === -80);
  }
  for (let latitude = -60; latitude <= 60; latitude += 30) {
    for (let longitude = -180; longitude <= 180; longitude += 4) stroke(longitude, latitude, longitude === -180);
  }
  pen.strokeStyle = colour('coast');
  pen.globalAlpha = 0.45;
  pen.lineWidth = 0.5;
  pen.stroke();
  pen.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Projection} project
 * @param {Globe} globe
 */
function land(pen, project, globe) {
  pen.beginPath();
  for (const polygon of outlinesOf(globe.world).land) {
    for (const ring of polygon) {
      ring.forEach((place, i) => {
        const spot = project(place[0], place[1]);
        if (i) pen.lineTo(spot.x, spot.y);
        else pen.moveTo(spot.x, spot.y);
      });
      pen.closePath();
    }
    if (isOpposite(polygon, globe.centre)) pen.rect(-3 * RADIUS, -3 * RADIUS, 6 * RADIUS, 6 * RADIUS);
  }
  pen.fillStyle = colour('globe-land');
  pen.fill('evenodd');
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Globe} globe
 */
function draw(canvas, globe) {
  const ratio = Math.min(window.devicePixelRatio || 1, 2);
  const project = orthographic(globe.centre, RADIUS);
  const pen = penOf(canvas);
  canvas.width = SIZE * ratio;
  canvas.height = SIZE * ratio;
  pen.setTransform(ratio, 0, 0, ratio, SIZE * ratio / 2, SIZE * ratio / 2);
  disc(pen, colour('sea'));
  pen.save();
  pen.clip();
  land(pen, project, globe);
  grid(pen, project);
  pen.restore();
  for (const place of globe.others) dot(pen, project, place, 3);
  dot(pen, project, globe.here, 5);
}

/**
 * @param {Map} map
 * @param {Globe} globe
 */
export function addLocatorGlobe(map, globe) {
  const canvas = element('canvas', { class: 'gr-globe', role: 'img', 'aria-label': globe.text });
  map.getContainer().append(canvas);
  draw(canvas, globe);
  themeChanged.on(() => draw(canvas, globe));
}
