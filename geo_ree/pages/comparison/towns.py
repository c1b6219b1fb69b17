"""The towns around a deposit."""

from __future__ import annotations

import csv
from typing import Any

from shapely.geometry import Point

from geo_ree.gis.geodesy import distance_km
from geo_ree.layers.folder import layers_folder


def nearby_towns(point: Point, *, radius_km: float, count: int) -> list[dict[str, Any]]:
    """Return the most populous places around a point, the largest first; those of unknown population last, by distance.

    Parameters
    ----------
    point : shapely.Point
        Longitude and latitude in degrees.
    radius_km : float
        How far to look, on the ellipsoid, in kilometres.
    count : int
        How many places at most.

    Returns
    -------
    list of dict
        ``name``, ``lat``, ``lon`` (degrees), ``population`` (None where GeoNames has none), ``distance_km``. From
        the small extract of GeoNames (CC BY 4.0) in ``layers/basemap/towns.csv``: the surroundings of a few deposits.

    Examples
    --------
    >>> [town["name"] for town in nearby_towns(Point(31.365, 39.617), radius_km=120, count=1)]
    ['Eskişehir']
    """
    found = []
    for town in _read_towns():
        kilometres = distance_km(point.x, point.y, town["lon"], town["lat"])
        if kilometres <= radius_km:
            found.append({**town, "distance_km": round(kilometres, 1)})
    found.sort(key=lambda town: (-(town["population"] or 0), town["distance_km"], town["name"]))
    return found[:count]


def _read_towns() -> list[dict[str, Any]]:
    with (layers_folder() / "basemap" / "towns.csv").open(encoding="utf-8", newline="") as file:
        return [
            {
                "name": row["name"],
                "lat": float(row["lat"]),
                "lon": float(row["lon"]),
                "population": int(row["population"]) if row["population"] else None,
            }
            for row in csv.DictReader(file)
        ]
