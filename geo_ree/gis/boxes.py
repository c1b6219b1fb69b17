"""Bounding boxes as RFC 7946 has them: west exceeds east where a box lies across the 180th meridian (section 5.2)."""

from __future__ import annotations

from typing import Any

import numpy
import shapely

from geo_ree.gis.rounding import Geometries
from geo_ree.gis.unwrapping import Numbers


def bounding_boxes(geometries: Geometries) -> Numbers:
    """Return west, south, east and north of each geometry; NaN for none or an empty one.

    West exceeds east where the box lies across the 180th meridian (RFC 7946, section 5.2).

    >>> from geo_ree.gis.antimeridian import cut
    >>> line = cut(shapely.LineString([(170, 0), (190, 10)]))
    >>> bounding_boxes(numpy.array([line], dtype=object)).tolist()
    [[170.0, 0.0, -170.0, 10.0]]
    """
    boxes: Numbers = shapely.bounds(geometries)
    for row in numpy.flatnonzero(boxes[:, 2] - boxes[:, 0] > 180):
        boxes[row] = box_around(geometries[[row]])
    return boxes


def box_around(geometries: Geometries) -> Numbers:
    """Return the one box around several geometries: west, south, east, north; NaN where there is nothing.

    It lies across the 180th meridian only where that makes it narrower than half a turn, or where the box that does not
    would be the whole globe.
    """
    boxes: Numbers = shapely.bounds(geometries)
    boxes = boxes[~numpy.isnan(boxes[:, 0])]
    if not len(boxes):
        return numpy.full(4, numpy.nan)
    whole = numpy.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])
    if whole[2] - whole[0] > 180:
        whole[[0, 2]] = _narrowest(shapely.bounds(_simple_parts(geometries)), whole[0], whole[2])
    return whole


def _simple_parts(geometries: Geometries) -> Geometries:
    """Return the points, lines and polygons that geometries are made of."""
    parts: Any = geometries
    while True:
        finer = shapely.get_parts(parts)
        if len(finer) == len(parts) and (shapely.get_type_id(finer) < 4).all():
            return numpy.asarray(finer)
        parts = finer


def _narrowest(boxes: Numbers, west: float, east: float) -> tuple[float, float]:
    order = numpy.argsort(boxes[:, 0], kind="stable")
    starts, reach = boxes[order, 0], numpy.maximum.accumulate(boxes[order, 2])
    gaps = starts[1:] - reach[:-1]
    widest = int(numpy.argmax(gaps)) if len(gaps) else 0
    outside = 360 - (east - west)
    if len(gaps) and gaps[widest] > outside and (gaps[widest] >= 180 or outside == 0):
        return float(starts[widest + 1]), float(reach[widest])
    return west, east
