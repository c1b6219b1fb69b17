"""Features as text: geometries, positions and boxes as RFC 7946 writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from geo_ree.gis.boxes import bounding_boxes
from geo_ree.gis.rounding import MOST_DECIMALS, Geometries
from geo_ree.gis.unwrapping import Numbers

POINT_ZERO = re.compile(r"\.0(?![0-9])")
EXPONENT = re.compile(r"-?[0-9.]+e[-+][0-9]+")
TO_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def feature_texts(ids: Sequence[Any], geometries: Geometries, properties: Sequence[str]) -> list[str]:
    """Return each feature as JSON text, from its id, its geometry in WGS 84 and the text of its properties."""
    boxes = _box_texts(geometries)
    drawn = _geometry_texts(geometries)
    return [
        f'{{"type": "Feature", "id": {TO_JSON.encode(name)}, '
        + (f'"bbox": {box}, ' if box else "")
        + f'"geometry": {geometry}, "properties": {own}}}'
        for name, box, geometry, own in zip(ids, boxes, drawn, properties, strict=True)
    ]


def _geometry_texts(geometries: Geometries) -> Iterator[str]:
    positions = _position_texts(geometries)
    for geometry in geometries:
        yield "null" if geometry is None else _geometry_text(geometry, positions)


def _geometry_text(geometry: BaseGeometry, positions: Iterator[str]) -> str:
    """Return a geometry as JSON text, taking the text of its positions from the stream of all of them."""
    kind = geometry.geom_type
    if kind == "GeometryCollection":
        members = [_geometry_text(member, positions) for member in _members(geometry)]
        return members[0] if len(members) == 1 else _collection_text(members)
    name = "LineString" if kind == "LinearRing" else kind
    return f'{{"type": "{name}", "coordinates": {_coordinates_text(geometry, positions)}}}'


def _collection_text(members: Sequence[str]) -> str:
    return f'{{"type": "GeometryCollection", "geometries": [{", ".join(members)}]}}'


def _members(collection: BaseGeometry) -> Iterator[BaseGeometry]:
    """Yield what a collection holds, and its collections hold: RFC 7946 asks to avoid one within another."""
    for part in _parts(collection):
        if part.geom_type == "GeometryCollection":
            yield from _members(part)
        else:
            yield part


def _coordinates_text(geometry: BaseGeometry, positions: Iterator[str]) -> str:
    kind = geometry.geom_type
    if kind == "Point":
        return next(positions)
    if kind == "Polygon":
        parts = [geometry.exterior, *geometry.interiors]
    elif kind in ("LineString", "LinearRing"):
        return f"[{', '.join(islice(positions, len(geometry.coords)))}]"
    else:
        parts = _parts(geometry)
    return f"[{', '.join(_coordinates_text(part, positions) for part in parts)}]"


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the members of a collection; an empty one has no place in a file."""
    return [part for part in geometry.geoms if not part.is_empty]


def _position_texts(geometries: Geometries) -> Iterator[str]:
    coordinates = shapely.get_coordinates(geometries, include_z=True)
    texts = _row_texts(coordinates[:, :2])
    tall = numpy.flatnonzero(~numpy.isnan(coordinates[:, 2]))
    for row, text in zip(tall.tolist(), _row_texts(coordinates[tall]), strict=True):
        texts[row] = text
    return iter(texts)


def _row_texts(rows: Numbers) -> list[str]:
    """Return each row of rounded numbers as a JSON array, without exponents and without zeros that say nothing.

    >>> _row_texts(numpy.array([[31.0, -0.25], [0.0000001, 4.5e20]]))
    ['[31, -0.25]', '[0.0000001, 450000000000000000000]']
    """
    if not len(rows):
        return []
    # One pass over the text of all rows is many times faster than a call for each number.
    text = POINT_ZERO.sub("", json.dumps(rows.tolist()))
    if "e" in text:
        text = EXPONENT.sub(lambda number: f"{float(number[0]):.{MOST_DECIMALS}f}".rstrip("0").rstrip("."), text)
    return [f"[{row}]" for row in text[2:-2].split("], [")]


# ---- boxes


def _box_texts(geometries: Geometries) -> list[str]:
    """Return the bounding box of each geometry as JSON text; nothing where there is no geometry."""
    boxes = bounding_boxes(geometries)
    texts = _row_texts(numpy.nan_to_num(boxes))
    for row in numpy.flatnonzero(shapely.has_z(geometries)):
        texts[row] = box_text(boxes[row], geometries[[row]])
    for row in numpy.flatnonzero(numpy.isnan(boxes[:, 0])):
        texts[row] = ""
    return texts


def box_text(box: Numbers, geometries: Geometries) -> str:
    """Return the bounding box of geometries as RFC 7946 orders it, with the heights in third place if there are any."""
    if numpy.isnan(box[0]):
        return ""
    heights = shapely.get_coordinates(geometries, include_z=True)[:, 2]
    heights = heights[~numpy.isnan(heights)]
    if len(heights):
        box = numpy.array([*box[:2], heights.min(), *box[2:], heights.max()])
    return _row_texts(box[numpy.newaxis])[0]
