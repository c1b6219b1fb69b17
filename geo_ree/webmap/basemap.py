"""Land, borders and towns that are drawn under the data without any network.

Land and borders come from Natural Earth (public domain) as the npm package world-atlas carries it, in TopoJSON: lines
("arcs") that neighbours share. Each arc is made continuous across 180° and simplified once, so that borders meet coasts
exactly; then rings are put together and cut, for world-atlas stitches them over 180° and they would streak over a map.

What leaves this module is small and ready for JSON. A line is ``[x, y, dx, dy, dx, dy, …]`` in whole steps of
``1 / steps_per_degree`` degree, longitude first: the first pair is a place, each later pair the way from the last one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from geo_ree.gis import topojson
from geo_ree.gis.vendor_files import read_vendor

BBox = tuple[float, float, float, float]
Line = tuple[int, ...]

SOURCE = "Natural Earth 4.1 (public domain), by way of world-atlas 2.0.2"
BORDER_NOTE = "Borders show who is in control, as Natural Earth draws them; they are no opinion on any claim."
WORLD_BBOX: BBox = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class Detail:
    """How fine a basemap is: the file, and what is left out of it, in degrees and square degrees."""

    resolution: str
    steps_per_degree: int
    tolerance: float
    smallest_area: float


WORLD = Detail("50m", steps_per_degree=100, tolerance=0.03, smallest_area=0.01)
WINDOW = Detail("10m", steps_per_degree=1000, tolerance=0.002, smallest_area=0.0)


def world_basemap(*, borders: bool = True) -> dict[str, Any]:
    """Return the land and the borders of the world, for maps of continents and oceans.

    Parameters
    ----------
    borders : bool
        ``False`` leaves the borders out.

    Returns
    -------
    dict
        ``steps_per_degree``; ``bbox`` (west, south, east, north in degrees); ``land``: polygons, each a list of rings
        (the outer one, then holes such as the Caspian Sea), each ring a line whose end is its start, not repeated;
        ``borders``: lines; ``source`` and ``border_note``: text to show. A piece of ring that runs along an edge of
        ``bbox`` is a cut, not a coast.

    Examples
    --------
    >>> world = world_basemap()
    >>> world["bbox"], len(world["land"]) > 100, len(world["borders"]) > 300
    ([-180.0, -90.0, 180.0, 90.0], True, True)
    """
    return _basemap(WORLD, WORLD_BBOX, borders)


def window_basemap(bbox: BBox, *, borders: bool = True) -> dict[str, Any]:
    """Return the land and the borders inside a window, in the finest detail there is.

    Parameters
    ----------
    bbox : tuple of float
        West, south, east and north edge in degrees. A window across 180° runs past it: ``(170, -20, 190, -10)``.
    borders : bool
        ``False`` leaves the borders out.

    Returns
    -------
    dict
        As from `world_basemap`; longitudes lie in the window, so they may pass 180°.

    Raises
    ------
    ValueError
        When the window is empty, or not on Earth.

    Examples
    --------
    >>> around_beylikova = window_basemap((26, 35.5, 38, 43.5))
    >>> len(around_beylikova["borders"]) > 0
    True
    """
    _check_window(bbox)
    west, south, east, north = (_on_grid(edge, WINDOW) for edge in bbox)
    return _basemap(WINDOW, (west, south, east, north), borders)


def _check_window(bbox: BBox) -> None:
    west, south, east, north = bbox
    if not (-540 <= west < east <= 540 and east - west <= 360 and -90 <= south < north <= 90):
        raise ValueError(
            f"a window is (west, south, east, north) in degrees, west before east and south before north: not {bbox}"
        )


def _on_grid(degrees: float, detail: Detail) -> float:
    return round(degrees * detail.steps_per_degree) / detail.steps_per_degree


@dataclass(frozen=True)
class Encoded:
    """What a basemap is made of, unchangeable, so that it can be kept and handed out again."""

    land: tuple[tuple[Line, ...], ...]
    borders: tuple[Line, ...]


def _basemap(detail: Detail, bbox: BBox, borders: bool) -> dict[str, Any]:
    encoded = _encode(detail, bbox)
    return {
        "steps_per_degree": detail.steps_per_degree,
        "bbox": list(bbox),
        "land": [[list(ring) for ring in polygon] for polygon in encoded.land],
        "borders": [list(line) for line in encoded.borders] if borders else [],
        "source": SOURCE,
        "border_note": BORDER_NOTE if borders else "",
    }


@lru_cache(maxsize=8)
def _encode(detail: Detail, bbox: BBox) -> Encoded:
    topology = _read_topology(detail)
    polygons = _join_across_180(list(_cut(topology.land, bbox, "Polygon")), bbox)
    land = [_encode_polygon(polygon, detail) for polygon in polygons]
    borders = [_encode_line(line.coords, detail) for line in _cut(topology.borders, bbox, "LineString")]
    return Encoded(tuple(polygon for polygon in land if polygon), tuple(line for line in borders if len(line) > 2))


@dataclass(frozen=True)
class Topology:
    """Simplified land and borders, longitudes continuous: a shape across 180° runs past it instead of jumping."""

    land: tuple[BaseGeometry, ...]
    borders: tuple[BaseGeometry, ...]


@lru_cache(maxsize=2)
def _read_topology(detail: Detail) -> Topology:
    document = json.loads(read_vendor(f"world-atlas/countries-{detail.resolution}.json"))
    arcs = topojson.read_arcs(document, detail.tolerance)
    land = []
    for rings in topojson.polygons(document["objects"]["land"]):
        polygon = topojson.assemble(rings, arcs)
        if polygon is not None and polygon.area > detail.smallest_area:
            land.append(polygon)
    borders = [shapely.LineString(arcs[index]) for index in _shared_arcs(document["objects"]["countries"])]
    return Topology(tuple(land), tuple(borders))


def _shared_arcs(countries: dict[str, Any]) -> list[int]:
    """Return the arcs that two countries share: borders. An arc of one country alone is a coast."""
    owners: dict[int, set[int]] = {}
    for number, country in enumerate(countries["geometries"]):
        for rings in topojson.polygons(country):
            for index in (index for ring in rings for index in ring):
                owners.setdefault(topojson.arc_number(index), set()).add(number)
    return sorted(index for index, numbers in owners.items() if len(numbers) > 1)


def _cut(shapes: Iterable[BaseGeometry], bbox: BBox, kind: str) -> Iterator[BaseGeometry]:
    """Yield the parts of the shapes inside a window, whichever turn of the globe they were unwrapped into."""
    west, _, east, _ = bbox
    window = shapely.box(*bbox)
    for shape in shapes:
        left, _, right, _ = shape.bounds
        for turn in (-720, -360, 0, 360, 720):
            if left + turn < east and right + turn > west:
                inside = shapely.transform(shape, lambda xy, turn=turn: xy + numpy.array([turn, 0])) if turn else shape
                yield from (part for part in _parts(inside.intersection(window)) if part.geom_type == kind)


def _join_across_180(polygons: list[BaseGeometry], bbox: BBox) -> list[BaseGeometry]:
    """Return land without a seam inside a window across 180°: it would be drawn as a coast."""
    west, _, east, _ = bbox
    if any(west < seam < east for seam in (-180, 180)):
        return list(_parts(shapely.union_all(polygons)))
    return polygons


def _parts(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in getattr(geometry, "geoms", [geometry]):
        if hasattr(part, "geoms"):
            yield from _parts(part)
        elif not part.is_empty:
            yield part


def _encode_polygon(polygon: BaseGeometry, detail: Detail) -> tuple[Line, ...]:
    rings = [_encode_line(ring.coords[:-1], detail) for ring in (polygon.exterior, *polygon.interiors)]
    # A ring of fewer than three places encloses nothing; without its outer ring a polygon is nothing.
    return tuple(ring for ring in rings if len(ring) >= 6) if len(rings[0]) >= 6 else ()


def _encode_line(coordinates: Iterable[tuple[float, ...]], detail: Detail) -> Line:
    steps = numpy.rint(numpy.asarray(list(coordinates)) * detail.steps_per_degree).astype(numpy.int64)
    moves = numpy.diff(steps, axis=0)
    kept = moves[numpy.any(moves != 0, axis=1)]
    return tuple(int(value) for value in (*steps[0], *kept.ravel()))
