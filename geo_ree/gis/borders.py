"""In which country a place lies, and how far from a country it is.

Borders are those of Natural Earth, as world-atlas 2.0.2 carries them at 1:50 million: who is in control, no opinion on
any claim. They may be off by a few kilometres, so ask how far outside a place lies rather than whether it does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo_ree.errors import UnknownId
from geo_ree.gis.geodesy import distance_km
from geo_ree.gis.topojson import assemble, polygons, read_arcs
from geo_ree.gis.vendor_files import read_vendor
from geo_ree.text.countries import NUMERIC_CODES

FILE = "world-atlas/countries-50m.json"
# The lines of 1:50 million stray from the coast and the border on the ground by up to about this much: a works on the
# shore of La Rochelle lies 6.0 km off the drawn coast.
BORDER_PRECISION_KM = 8.0


def country_at(lon: float, lat: float) -> str | None:
    """Return the country in which a place lies.

    Parameters
    ----------
    lon, lat : float
        Degrees, WGS 84.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2; None at sea, in Antarctica's waters, and where Natural Earth draws land without a code.

    Examples
    --------
    >>> country_at(31.365, 39.617), country_at(109.963, 41.798), country_at(-30.0, 40.0)
    ('TR', 'CN', None)
    """
    place = Point(_turned(lon), lat)
    return next((code for code, shape in _countries().items() if shape.covers(place)), None)


def countries_at(lon: ArrayLike, lat: ArrayLike, *, within_degrees: float = 0.0) -> NDArray[numpy.str_]:
    """Return the country in which each of many places lies.

    Parameters
    ----------
    lon, lat : array_like
        Degrees, WGS 84, shape (n,).
    within_degrees : float
        A place outside all countries, as a bridge or a quay may be on so coarse a map, belongs to the nearest one that
        is no farther off.

    Returns
    -------
    ndarray of str
        Shape (n,), ISO 3166-1 alpha-2; empty where there is none.

    Examples
    --------
    >>> countries_at([31.365, 109.963, -30.0], [39.617, 41.798, 40.0]).tolist()
    ['TR', 'CN', '']
    """
    x, y = numpy.asarray(_turned(numpy.asarray(lon, float))), numpy.asarray(lat, float)
    found = numpy.full(x.shape, "", "U2")
    for code, shape in _countries().items():
        west, south, east, north = shape.bounds
        near = numpy.flatnonzero((found == "") & (x >= west) & (x <= east) & (y >= south) & (y <= north))
        found[near[shapely.intersects_xy(shape, x[near], y[near])]] = code
    outside = numpy.flatnonzero(found == "")
    if within_degrees and len(outside):
        tree, points = shapely.STRtree(list(_countries().values())), shapely.points(x[outside], y[outside])
        place, country = tree.query_nearest(points, max_distance=within_degrees, all_matches=False)
        found[outside[place]] = numpy.array(list(_countries()))[country]
    return found


def distance_outside_km(lon: float, lat: float, country: str) -> float:
    """Return how far a place lies outside a country, km; 0 inside it.

    Parameters
    ----------
    lon, lat : float
        Degrees, WGS 84.
    country : str
        ISO 3166-1 alpha-2.

    Returns
    -------
    float
        The geodesic to the nearest point of the country. That point is sought on a plane stretched to the latitude of
        the place, which is exact to a percent within a few hundred kilometres.

    Raises
    ------
    UnknownId
        For a country without an outline.

    Examples
    --------
    >>> distance_outside_km(31.365, 39.617, "TR"), round(distance_outside_km(31.365, 39.617, "GR"), -2)
    (0.0, 400.0)
    """
    shape = _countries().get(country)
    if shape is None:
        raise UnknownId("country with an outline", country, _countries())
    lon = _turned(lon)
    if shape.covers(Point(lon, lat)):
        return 0.0
    return min(_distance_km(lon + turn, lat, shape) for turn in (-360, 0, 360))


def _distance_km(lon: float, lat: float, shape: BaseGeometry) -> float:
    stretch = numpy.array([max(numpy.cos(numpy.radians(lat)), 0.01), 1.0])
    flat = shapely.transform(shape, lambda positions: positions * stretch)
    line = shapely.shortest_line(Point(lon * stretch[0], lat), flat)
    (x, y) = shapely.get_coordinates(line)[-1] / stretch
    return float(distance_km(lon, lat, x, y))


def _turned(lon: Any) -> Any:
    """Return a longitude, or several, within ±180°."""
    return (lon + 180) % 360 - 180


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, BaseGeometry]:
    """Return the outlines by code, each laid on every turn of the globe that ±180° touches."""
    document = json.loads(read_vendor(FILE))
    arcs, codes = read_arcs(document, 0), {number: code for code, number in NUMERIC_CODES.items()}
    shapes: dict[str, list[BaseGeometry]] = {}
    for country in document["objects"]["countries"]["geometries"]:
        code = codes.get(country.get("id", ""))
        if code is not None:
            parts = [assemble(rings, arcs) for rings in polygons(country)]
            shapes.setdefault(code, []).extend(part for part in parts if part is not None)
    return {code: _on_every_turn(parts) for code, parts in shapes.items()}


def _on_every_turn(parts: list[BaseGeometry]) -> BaseGeometry:
    turned = list(parts)
    for part in parts:
        west, _, east, _ = part.bounds
        for turn in ([-360] if east > 180 else []) + ([360] if west < -180 else []):
            turned.append(shapely.transform(part, lambda xy, turn=turn: xy + numpy.array([turn, 0.0])))
    whole = shapely.GeometryCollection(turned)
    shapely.prepare(whole)
    return whole
