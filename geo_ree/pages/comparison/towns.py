"""The towns around a deposit."""

from __future__ import annotations

from typing import Any

import pandas
from pyproj import Geod
from shapely.geometry import Point


def nearby_towns(towns: pandas.DataFrame, point: Point, *, radius_km: float, count: int) -> list[dict[str, Any]]:
    """Return the most populous places around a point, the largest first; those of unknown population last, by distance.

    Parameters
    ----------
    towns : DataFrame
        The table ``towns``.
    point : shapely.Point
        Longitude and latitude in degrees.
    radius_km : float
        How far to look, on the ellipsoid, in kilometres.
    count : int
        How many places at most.

    Returns
    -------
    list of dict
        ``name``, ``lat``, ``lon`` (degrees), ``population`` (None where it is unknown), ``distance_km``.

    Examples
    --------
    >>> from geo_ree.atlas.atlas import load_atlas
    >>> towns = load_atlas().towns
    >>> [town["name"] for town in nearby_towns(towns, Point(31.365, 39.617), radius_km=120, count=1)]
    ['Eskişehir']
    """
    ellipsoid = Geod(ellps="WGS84")
    found = []
    rows: list[Any] = towns.to_dict("records")
    for town in rows:
        _, _, metres = ellipsoid.inv(point.x, point.y, town["lon"], town["lat"])
        if metres <= radius_km * 1000:
            people = None if pandas.isna(town["population"]) else int(town["population"])
            place = {"name": town["name"], "lat": town["lat"], "lon": town["lon"]}
            found.append({**place, "population": people, "distance_km": round(metres / 1000, 1)})
    found.sort(key=lambda town: (-(town["population"] or 0), town["distance_km"], town["name"]))
    return found[:count]
