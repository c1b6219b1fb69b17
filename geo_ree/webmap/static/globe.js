'use strict';
/*
 * The locator: the Earth as seen from above the deposit, with the pane's place marked, and the other deposits too.
 * Orthographic: x = cos(lat) sin(turn), y = cos(lat0) sin(lat) - sin(lat0) cos(lat) cos(turn) (Snyder 1987, eq. 20-3, 20-4).
 */
(function () {
  const RADIANS = Math.PI / 180;
  const SIZE = 92;
  const RADIUS = 44;

  /*
   * What lies on the far side goes on outwards from the rim, as far as it lies beyond the horizon, and is clipped away:
   * so no polygon has to be cut, and each stays closed.
   */
  function projection(centre) {
    const sine = Math.sin(centre[0] * RADIANS);
    const cosine = Math.cos(centre[0] * RADIANS);
    return function (longitude, latitude) {
      const turn = (longitude - centre[1]) * RADIANS;
      const a = latitude * RADIANS;
      const x = Math.cos(a) * Math.sin(turn);
      const y = cosine * Math.sin(a) - sine * Math.cos(a) * Math.cos(turn);
      const height = sine * Math.sin(a) + cosine * Math.cos(a) * Math.cos(turn);
      const stretch = height >= 0 ? 1 : (1 + Math.asin(Math.min(1, -height)) / (Math.PI / 2)) / (Math.hypot(x, y) || 1e-9);
      return { x: RADIUS * x * stretch, y: -RADIUS * y * stretch, front: height >= 0 };
    };
  }

  function trace(pen, ring, project) {
    ring.forEach(function (place, i) {
      const spot = project(place[0], place[1]);
      if (i) pen.lineTo(spot.x, spot.y);
      else pen.moveTo(spot.x, spot.y);
    });
    pen.closePath();
  }

  /* Whether a ring encloses a place, both in degrees: how often a line to the east meets the ring. */
  function encloses(ring, longitude, latitude) {
    let inside = false;
    ring.forEach(function (a, i) {
      const b = ring[(i + 1) % ring.length];
      const between = (a[1] > latitude) !== (b[1] > latitude);
      if (between && longitude < (b[0] - a[0]) * (latitude - a[1]) / (b[1] - a[1]) + a[0]) inside = !inside;
    });
    return inside;
  }

  /* Land around the point opposite lies all round the picture: it is what its own outline leaves out. */
  function isOpposite(polygon, centre) {
    const longitude = ((centre[1] + 360) % 360) - 180;
    return polygon.filter(function (ring) { return encloses(ring, longitude, -centre[0]); }).length % 2 === 1;
  }

  function disc(pen, colour) {
    pen.beginPath();
    pen.arc(0, 0, RADIUS, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.fill();
  }

  function dot(pen, project, place, radius) {
    const spot = project(place.lon, place.lat);
    if (!spot.front) return;
    pen.beginPath();
    pen.arc(spot.x, spot.y, radius, 0, 2 * Math.PI);
    pen.fillStyle = GR.colour(place.colour);
    pen.fill();
    pen.strokeStyle = GR.colour('halo');
    pen.lineWidth = 1.4;
    pen.stroke();
  }

  function grid(pen, project) {
    pen.beginPath();
    for (let longitude = -180; longitude < 180; longitude += 30) {
      for (let latitude = -80; latitude <= 80; latitude += 4) stroke(pen, project, longitude, latitude, latitude === -80);
    }
    for (let latitude = -60; latitude <= 60; latitude += 30) {
      for (let longitude = -180; longitude <= 180; longitude += 4) stroke(pen, project, longitude, latitude, longitude === -180);
    }
    pen.strokeStyle = GR.colour('coast');
    pen.globalAlpha = 0.45;
    pen.lineWidth = 0.5;
    pen.stroke();
    pen.globalAlpha = 1;
  }

  function stroke(pen, project, longitude, latitude, first) {
    const spot = project(longitude, latitude);
    if (first || !spot.front) pen.moveTo(spot.x, spot.y);
    else pen.lineTo(spot.x, spot.y);
  }

  function land(pen, project, globe) {
    pen.beginPath();
    GR.outlines(globe.world).land.forEach(function (polygon) {
      polygon.forEach(function (ring) { trace(pen, ring, project); });
      if (isOpposite(polygon, globe.centre)) pen.rect(-3 * RADIUS, -3 * RADIUS, 6 * RADIUS, 6 * RADIUS);
    });
    pen.fillStyle = GR.colour('globe-land');
    pen.fill('evenodd');
  }

  function draw(canvas, globe) {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const project = projection(globe.centre);
    const pen = canvas.getContext('2d');
    canvas.width = canvas.height = SIZE * ratio;
    pen.setTransform(ratio, 0, 0, ratio, SIZE * ratio / 2, SIZE * ratio / 2);
    disc(pen, GR.colour('sea'));
    pen.save();
    pen.clip();
    land(pen, project, globe);
    grid(pen, project);
    pen.restore();
    globe.others.forEach(function (place) { dot(pen, project, place, 3); });
    dot(pen, project, globe.here, 5);
  }

  /* globe: {world: data id, centre: [lat, lon], here: {lat, lon, colour}, others: […], text} */
  GR.globe = function (map, globe) {
    const canvas = GR.element('canvas', { class: 'gr-globe', role: 'img', 'aria-label': globe.text });
    map.getContainer().append(canvas);
    draw(canvas, globe);
    GR.on('theme', function () { draw(canvas, globe); });
  };
}());
