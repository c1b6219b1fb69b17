"""Shapes on the ground, computed on the WGS 84 ellipsoid and ready to draw: rings, circles, areas moved elsewhere.

Distances and areas on a web map are stretched; these shapes are made from true distances and bearings instead, so
that a ring of 10 km is 10 km and an outline that is laid over another place keeps its size. Positions leave this
module as ``[latitude, longitude]``, the order of the page's map library; longitudes stay within half a turn of the
middle, so that a shape across 180° is one piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo_ree.gis.geodesy import bearing_and_distance_m, destination, distance_m

DECIMALS = 6
CIRCLE_POINTS = 96
# Kilometres of the range rings: the set is taken whose outer ring holds the largest area drawn.
RING_SETS = ((1, 2, 5), (2, 5, 10), (5, 10, 20), (10, 20, 50), (20, 50, 100), (50, 100, 200))
DEFAULT_RINGS = (5, 10, 20)

Place = list[float]


def circle(centre: Point, radius_m: float) -> list[Place]:
    """Return the closed line of all places at one true distance from a point.

    Parameters
    ----------
    centre : shapely.Point
        Longitude and latitude in degrees.
    radius_m : float
        Geodesic distance in metres.

    Returns
    -------
    list of [latitude, longitude]
        Clockwise from north; the last place is the first.

    Examples
    --------
    >>> ring = circle(Point(31.365, 39.617), 10_000)
    >>> len(ring), ring[0] == ring[-1]
    (97, True)
    >>> round(distance_m(31.365, 39.617, ring[24][1], ring[24][0]))
    10000
    """
    bearings = numpy.linspace(0, 360, CIRCLE_POINTS, endpoint=False)
    places = _places(numpy.column_stack(destination(centre.x, centre.y, bearings, radius_m)), centre.x)
    return [*places, places[0]]


def ring(centre: Point, kilometres: float) -> dict[str, object]:
    """Return a labelled range ring: ``text``, ``km`` and ``line``."""
    return {"text": f"{kilometres:g} km", "km": kilometres, "line": circle(centre, kilometres * 1000)}


def ring_set(reach_km: float) -> tuple[int, ...]:
    """Return the kilometres of the range rings for areas that reach so far from their deposit's point.

    >>> ring_set(8.4), ring_set(0), ring_set(1e6)
    ((2, 5, 10), (5, 10, 20), (50, 100, 200))
    """
    if reach_km <= 0:
        return DEFAULT_RINGS
    return next((rings for rings in RING_SETS if rings[2] >= reach_km), RING_SETS[-1])


def reach_km(shapes: Iterable[BaseGeometry], centre: Point) -> float:
    """Return the largest true distance from a point to a corner of the shapes, in kilometres; 0 without shapes."""
    corners = [shapely.get_coordinates(shape) for shape in shapes]
    if not corners:
        return 0.0
    longitudes, latitudes = numpy.concatenate(corners).T
    return float(numpy.max(distance_m(centre.x, centre.y, longitudes, latitudes))) / 1000


def carried(shape: BaseGeometry, start: Point, end: Point) -> BaseGeometry:
    """Return a shape moved so that it lies to ``end`` as it lay to ``start``, at its true size.

    Every corner keeps its distance and its bearing from the point. Shifting degrees instead would shrink or stretch it:
    a degree of longitude is shorter further north.

    Parameters
    ----------
    shape : shapely geometry
        Longitudes and latitudes in degrees.
    start, end : shapely.Point
        From where and to where.

    Examples
    --------
    >>> from geo_ree.gis.geodesy import area_km2
    >>> square = shapely.box(109.9, 41.7, 110.0, 41.8)
    >>> moved = carried(square, Point(109.96, 41.8), Point(31.365, 39.617))
    >>> abs(area_km2(moved) / area_km2(square) - 1) < 1e-3
    True
    """

    def move(places: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
        bearings, metres = bearing_and_distance_m(start.x, start.y, places[:, 0], places[:, 1])
        return numpy.column_stack(destination(end.x, end.y, bearings, metres))

    return shapely.transform(shape, move)


def polygon_places(shape: BaseGeometry, centre: Point) -> list[list[list[Place]]]:
    """Return the polygons of a shape, each a list of rings without their repeated last place."""
    return [
        [_places(shapely.get_coordinates(line)[:-1], centre.x) for line in (polygon.exterior, *polygon.interiors)]
        for polygon in _polygons(shape)
    ]


def line_places(longitudes_latitudes: Sequence[tuple[float, ...]], decimals: int = 3) -> list[Place]:
    """Return a line whose longitudes are already continuous, rounded; 3 decimals are about 100 m."""
    return [[round(position[1], decimals), round(position[0], decimals)] for position in longitudes_latitudes]


def beside(longitude: float, middle: float) -> float:
    """Return a longitude on the turn of the globe nearest to ``middle``.

    >>> beside(-179, 178), beside(10, 20)
    (181.0, 10.0)
    """
    return float(longitude + 360 * round((middle - longitude) / 360))


def widest_gap(longitudes: Iterable[float]) -> float:
    """Return the western edge of a world map that cuts through the emptiest part: where no place is for longest.

    >>> widest_gap([-100, 30, 110])
    185.0
    """
    around = sorted({longitude % 360 for longitude in longitudes}) or [0.0]
    gaps = [(after - before, before) for before, after in zip(around, [*around[1:], around[0] + 360], strict=True)]
    width, start = max(gaps)
    return float((start + width / 2) % 360)


def _places(positions: NDArray[numpy.float64], middle: float) -> list[Place]:
    return [[round(float(y), DECIMALS), round(beside(float(x), middle), DECIMALS)] for x, y in positions]


def _polygons(shape: BaseGeometry) -> Iterator[shapely.Polygon]:
    for part in getattr(shape, "geoms", [shape]):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            yield part
