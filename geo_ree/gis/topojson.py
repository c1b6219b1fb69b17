"""TopoJSON, as world-atlas writes it: lines ("arcs") that neighbours share, put together again into polygons.

Each arc is made continuous across 180° and simplified once, so that borders meet coasts exactly. A polygon across 180°
runs past it instead of jumping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

Positions = NDArray[numpy.float64]


def read_arcs(document: dict[str, Any], tolerance: float) -> list[Positions]:
    """Return the arcs in degrees: TopoJSON stores steps on a grid, each relative to the one before.

    Parameters
    ----------
    document : dict
        A parsed TopoJSON document with a ``transform``.
    tolerance : float
        How far a simplified arc may stray, degrees; 0 keeps every place.
    """
    scale, translate = (numpy.array(document["transform"][key]) for key in ("scale", "translate"))
    lines = [_continuous(numpy.cumsum(numpy.array(arc), axis=0) * scale + translate) for arc in document["arcs"]]
    if tolerance == 0:
        return lines
    # preserve_topology=False lets islands below the tolerance shrink to nothing: they would be dots.
    simple = shapely.simplify([shapely.LineString(line) for line in lines], tolerance, preserve_topology=False)
    return [shapely.get_coordinates(line) for line in simple]


def _continuous(line: Positions) -> Positions:
    """Return a line whose longitudes never jump: what crosses 180° goes on past it."""
    if numpy.all(numpy.abs(numpy.diff(line[:, 0])) < 180):
        return line
    return numpy.column_stack([numpy.unwrap(line[:, 0], period=360), line[:, 1]])


def polygons(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    """Yield each polygon of a TopoJSON object as its rings, each a list of arc numbers."""
    if geometry["type"] == "GeometryCollection":
        for member in geometry["geometries"]:
            yield from polygons(member)
    elif geometry["type"] == "Polygon":
        yield geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]


def arc_number(index: int) -> int:
    """Return the place of an arc in its document."""
    return index if index >= 0 else ~index  # a negative number is the same arc, walked backwards


def assemble(rings: Sequence[Sequence[int]], arcs: Sequence[Positions]) -> BaseGeometry | None:
    """Return a polygon from arc numbers, or None where simplifying left nothing of it."""
    outer, *holes = (_ring(ring, arcs) for ring in rings)
    if len(outer) < 4:
        return None
    # A hole's longitudes may have been unwrapped into another turn than its shore's.
    centre = outer[:, 0].mean()
    moved = [hole - [360 * round((hole[:, 0].mean() - centre) / 360), 0] for hole in holes if len(hole) >= 4]
    polygon = Polygon(outer, moved)
    # Natural Earth's rings cross themselves in places, and simplifying adds a few such. The default method is slow.
    return polygon if polygon.is_valid else shapely.make_valid(polygon, method="structure", keep_collapsed=False)


def _ring(ring: Sequence[int], arcs: Sequence[Positions]) -> Positions:
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring]
    line = _continuous(numpy.concatenate([parts[0], *(part[1:] for part in parts[1:])]))
    if abs(line[-1, 0] - line[0, 0]) < 180:
        return line
    # Antarctica's coast goes once round the pole and ends a whole turn further on: close it along the pole.
    pole = numpy.copysign(90.0, line[:, 1].mean())
    along = [[longitude, pole] for longitude in numpy.linspace(line[-1, 0], line[0, 0], 5)]
    return numpy.concatenate([line, along, line[:1]])
