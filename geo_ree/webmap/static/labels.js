'use strict';
/*
 * Labels that do not collide. Each asks for a place around its mark; the more important ask first; a label for which no
 * place is left is hidden until the reader zooms in. (The names stay reachable: every mark is a button with a name.)
 */
(function () {
  const GAP = 4;
  const EDGE = 3;

  function overlaps(a, b) {
    return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  }

  function box(x, y, width, height) {
    return { left: x, top: y, right: x + width, bottom: y + height };
  }

  /* A label broken into lines is as wide as its longest line; the browser would leave it as wide as it may be. */
  function measure(item) {
    const text = document.createRange();
    text.selectNodeContents(item.node);
    const frame = item.node.getBoundingClientRect();
    const style = getComputedStyle(item.node);
    const sides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    item.width = Math.min(frame.width, Math.ceil(text.getBoundingClientRect().width + sides) + 1);
    item.height = frame.height;
    item.node.style.width = item.width + 'px';
  }

  /* The places tried, best first: cartographers read right of a mark most easily, then left, above, below, corners. */
  const PLACES = {
    right: function (m, w, h) { return [m.right + GAP, (m.top + m.bottom - h) / 2]; },
    left: function (m, w, h) { return [m.left - GAP - w, (m.top + m.bottom - h) / 2]; },
    above: function (m, w, h) { return [(m.left + m.right - w) / 2, m.top - h - 1]; },
    below: function (m, w, h) { return [(m.left + m.right - w) / 2, m.bottom + 1]; },
    upperRight: function (m, w, h) { return [m.right, m.top - h]; },
    lowerRight: function (m, w, h) { return [m.right, m.bottom]; },
    upperLeft: function (m, w, h) { return [m.left - w, m.top - h]; },
    lowerLeft: function (m, w, h) { return [m.left - w, m.bottom]; },
    middle: function (m, w, h) { return [(m.left + m.right - w) / 2, (m.top + m.bottom - h) / 2]; },
  };
  const ANY_PLACE = ['right', 'left', 'above', 'below', 'upperRight', 'lowerRight', 'upperLeft', 'lowerLeft'];

  /*
   * A label: {text, lang, kind, rank, from, places, marks()}: from is the zoom from which it is written; marks are boxes,
   * in pixels of the map, beside one of which it may stand, the best first; none where there is nothing to label. A mark
   * is an obstacle to every label but its own, unless soft.
   */
  function Labels(map) {
    this.map = map;
    this.items = [];
    this.obstacles = [];
    this.pane = map.createPane('gr-labels');
    this.pane.style.zIndex = 640;
    this.pane.style.pointerEvents = 'none';
    const again = this.soon.bind(this);
    map.on('moveend zoomend resize viewreset gr:change', again);
    map.on('zoomstart', this.hide.bind(this));
  }

  Labels.prototype.add = function (label) {
    label.node = GR.element('span', { class: 'gr-label ' + (label.kind || ''), lang: label.lang, text: label.text, 'aria-hidden': 'true' });
    if (label.colour) label.node.style.setProperty('--c', 'var(--' + label.colour + ')');
    label.node.style.visibility = 'hidden';
    this.pane.append(label.node);
    this.items.push(label);
    this.items.sort(function (a, b) { return (a.rank || 9) - (b.rank || 9); });
    this.soon();
    return label;
  };

  Labels.prototype.remove = function (label) {
    label.node.remove();
    this.items = this.items.filter(function (item) { return item !== label; });
    this.soon();
  };

  /* What no label may cover: given as a function of boxes, because buttons and insets move with the layout. */
  Labels.prototype.avoid = function (obstacle) {
    this.obstacles.push(obstacle);
  };

  Labels.prototype.hide = function () {
    this.items.forEach(function (item) { item.node.style.visibility = 'hidden'; });
  };

  /* Many changes of one moment are laid out once. */
  Labels.prototype.soon = function () {
    if (this.waiting) return;
    const labels = this;
    this.waiting = true;
    requestAnimationFrame(function () {
      labels.waiting = false;
      labels.lay();
    });
  };

  Labels.prototype.lay = function () {
    const size = this.map.getSize();
    const view = box(EDGE, EDGE, size.x - 2 * EDGE, size.y - 2 * EDGE);
    const origin = this.map.containerPointToLayerPoint([0, 0]);
    const taken = [];
    const placed = [].concat.apply([], this.obstacles.map(function (obstacle) { return obstacle(); }));
    this.items.forEach(function (item) {
      item.now = item.marks();
      if (!item.soft) item.now.forEach(function (mark) { taken.push({ box: mark, owner: item }); });
    });
    this.items.forEach(function (item) {
      const spot = this.spotFor(item, view, taken, placed);
      item.shown = spot || null;
      item.node.style.visibility = spot ? '' : 'hidden';
      if (!spot) return;
      placed.push(spot);
      L.DomUtil.setPosition(item.node, L.point(spot.left, spot.top).add(origin).round());
    }, this);
  };

  Labels.prototype.spotFor = function (item, view, taken, placed) {
    if (this.map.getZoom() < (item.from || 0)) return null;
    if (!item.width) measure(item);
    for (const mark of item.now) {
      for (const place of overlaps(mark, view) ? item.places || ANY_PLACE : []) {
        const at = PLACES[place](mark, item.width, item.height);
        const spot = box(at[0], at[1], item.width, item.height);
        if (isFree(spot, item, view, taken, placed)) {
          item.node.style.textAlign = /eft/.test(place) ? 'right' : /ight/.test(place) ? 'left' : 'center';
          return spot;
        }
      }
    }
    return null;
  };

  function isFree(spot, item, view, taken, placed) {
    return spot.left >= view.left && spot.right <= view.right && spot.top >= view.top && spot.bottom <= view.bottom
      && !placed.some(function (other) { return overlaps(spot, other); })
      && !taken.some(function (entry) { return entry.owner !== item && overlaps(spot, entry.box); });
  }

  GR.labels = function (map) {
    if (!map.grLabels) map.grLabels = new Labels(map);
    return map.grLabels;
  };

  GR.boxAround = function (point, half) {
    return box(point.x - half, point.y - half, 2 * half, 2 * half);
  };

  /* The boxes of what stands over the map, in the map's own pixels. */
  GR.boxesOf = function (map, nodes) {
    const outer = map.getContainer().getBoundingClientRect();
    return Array.from(nodes).map(function (node) {
      const inner = node.getBoundingClientRect();
      return box(inner.left - outer.left, inner.top - outer.top, inner.width, inner.height);
    });
  };
}());
