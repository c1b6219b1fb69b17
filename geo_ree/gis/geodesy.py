"""Distances, bearings, lengths and areas over the WGS 84 ellipsoid: the one place that knows the shape of the earth.

Every function takes longitude before latitude, in degrees, as numbers or as arrays that fit each other (one place and
many go together), and says its unit in its name. Longitudes may run past ±180.
"""

from __future__ import annotations

import math
from typing import Any

import numpy
import pyproj
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

Numbers = NDArray[numpy.float64]

_ELLIPSOID = pyproj.Geod(ellps="WGS84")


def distance_m(lon: ArrayLike, lat: ArrayLike, to_lon: ArrayLike, to_lat: ArrayLike) -> Any:
    """Return the length of the geodesic between places, metres: a float for two places, else an array.

    Parameters
    ----------
    lon, lat, to_lon, to_lat : float or array of float
        Degrees, WGS 84; the shapes must fit each other as NumPy's rules of broadcasting say.

    Examples
    --------
    >>> round(distance_m(31.365, 39.617, 109.97, 41.77))
    6402458
    >>> distance_m(0, 0, [0, 1], 0).round().tolist()
    [0.0, 111319.0]
    """
    return bearing_and_distance_m(lon, lat, to_lon, to_lat)[1]


def distance_km(lon: ArrayLike, lat: ArrayLike, to_lon: ArrayLike, to_lat: ArrayLike) -> Any:
    """Return the length of the geodesic between places, kilometres; as :func:`distance_m`.

    >>> round(distance_km(31.365, 39.617, 109.97, 41.77))
    6402
    """
    return distance_m(lon, lat, to_lon, to_lat) / 1000


def bearing_and_distance_m(lon: ArrayLike, lat: ArrayLike, to_lon: ArrayLike, to_lat: ArrayLike) -> tuple[Any, Any]:
    """Return in which direction places lie from others, degrees clockwise from north, and how far, metres.

    >>> bearing, metres = bearing_and_distance_m(0, 0, 1, 0)
    >>> bearing, round(metres)
    (90.0, 111319)
    """
    bearings, _, metres = _ELLIPSOID.inv(*_alike(lon, lat, to_lon, to_lat))
    return _number_or_array(bearings), _number_or_array(metres)


def destination(lon: ArrayLike, lat: ArrayLike, bearing_deg: ArrayLike, distance_m: ArrayLike) -> tuple[Any, Any]:
    """Return longitude and latitude of the places that lie so far from others in a direction.

    Parameters
    ----------
    lon, lat : float or array of float
        Degrees, WGS 84.
    bearing_deg : float or array of float
        Direction at the start, degrees clockwise from north.
    distance_m : float or array of float
        Along the geodesic, metres.

    Examples
    --------
    >>> lon, lat = destination(0, 0, 90, 111_319.49)
    >>> round(lon, 6), lat
    (1.0, 0.0)
    """
    longitudes, latitudes, _ = _ELLIPSOID.fwd(*_alike(lon, lat, bearing_deg, distance_m))
    return _number_or_array(longitudes), _number_or_array(latitudes)


def positions_between(lon: float, lat: float, to_lon: float, to_lat: float, *, count: int) -> Numbers:
    """Return so many positions evenly spread along a geodesic, without its ends; shape (count, 2).

    >>> positions_between(0, 0, 3, 0, count=2).round(6).tolist()
    [[1.0, 0.0], [2.0, 0.0]]
    """
    if count < 1:
        return numpy.empty((0, 2))
    return numpy.array(_ELLIPSOID.npts(lon, lat, to_lon, to_lat, count))


def line_length_km(positions: ArrayLike) -> float:
    """Return the length of a line whose positions are joined by geodesics, kilometres.

    Parameters
    ----------
    positions : array of float, shape (n, 2) or (n, 3)
        Longitude, latitude in degrees, and perhaps a height, which counts for nothing.

    Examples
    --------
    >>> round(line_length_km([(0, 0), (1, 0), (1, 1)]), 1)
    221.9
    """
    line = numpy.asarray(positions, dtype=float)
    return float(_ELLIPSOID.line_length(line[:, 0], line[:, 1])) / 1000


def area_km2(shape: BaseGeometry) -> float:
    """Return the area of a shape whose corners are joined by geodesics, square kilometres; 0 for lines and points.

    >>> round(area_km2(shapely.box(0, 0, 1, 1)))
    12309
    """
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return math.fsum(_polygon_area_m2(polygon) for polygon in polygons) / 1e6


def hausdorff_distance_m(shape: BaseGeometry, other: BaseGeometry) -> float:
    """Return how far a shape lies from another at most, metres: the Hausdorff distance.

    Both are laid on a plane around the first one's centre that keeps distances from there, so for two points it is the
    geodesic; for outlines of a few kilometres the plane is as good.

    >>> round(hausdorff_distance_m(shapely.Point(0, 0), shapely.Point(1, 0)))
    111319
    """
    if shape.equals_exact(other, 0.0):
        return 0.0
    centre = shape.centroid
    plane = pyproj.CRS.from_proj4(f"+proj=aeqd +lat_0={centre.y} +lon_0={centre.x} +datum=WGS84 +units=m")
    to_plane = pyproj.Transformer.from_crs("EPSG:4326", plane, always_xy=True).transform
    first, second = (shapely.transform(each, to_plane, interleaved=False) for each in (shape, other))
    return float(shapely.hausdorff_distance(first, second))


def _polygon_area_m2(polygon: BaseGeometry) -> float:
    outline, *holes = (abs(_ELLIPSOID.geometry_area_perimeter(shapely.Polygon(ring))[0]) for ring in _rings(polygon))
    return float(outline - math.fsum(holes))


def _rings(polygon: BaseGeometry) -> tuple[BaseGeometry, ...]:
    return (polygon.exterior, *polygon.interiors)


def _alike(*values: ArrayLike) -> list[Any]:
    """Return values as arrays of one shape, in memory of their own, which PROJ writes its answers into."""
    return [array.astype(float) for array in numpy.broadcast_arrays(*values)]


def _number_or_array(answer: Any) -> Any:
    array = numpy.asarray(answer)
    return array if array.ndim else float(array)
