"""The places between which a route runs: anything of an atlas, any port of the networks, or a point."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import TypeAlias

from shapely.geometry import Point

from geo_ree.atlas.atlas import PLACED_TABLES, Atlas
from geo_ree.errors import InvalidPlace, UnknownId
from geo_ree.layers.folder import layers_folder
from geo_ree.routing.network.graph import FOLDER

End: TypeAlias = "str | Point | tuple[float, float]"


@dataclass(frozen=True)
class Stop:
    """A place where a route begins, ends or calls.

    Parameters
    ----------
    stop_id : str
        The id, or the point as text, ``31.365,39.617``.
    name : str
    lon, lat : float
        Degrees, WGS 84.
    country : str or None
        ISO 3166-1 alpha-2, where a table says it.
    """

    stop_id: str
    name: str
    lon: float
    lat: float
    country: str | None = None


def stop_of(end: End, atlas: Atlas) -> Stop:
    """Return the place that an end of a route means.

    Parameters
    ----------
    end : str, Point or (lon, lat)
        An id of a deposit, plant or port of the atlas, a UN/LOCODE of the networks, or a point in degrees, WGS 84.
    atlas : Atlas

    Raises
    ------
    UnknownId
        For an id that neither holds.
    InvalidPlace
        For a point off the globe, or what is no place at all.

    Examples
    --------
    >>> import geo_ree
    >>> stop_of((31.365, 39.617), geo_ree.load_atlas())
    Stop(stop_id='31.365,39.617', name='31.365° E, 39.617° N', lon=31.365, lat=39.617, country=None)
    """
    if isinstance(end, str):
        return atlas.derived(_named, end)
    lon, lat = _point(end)
    return Stop(f"{lon:g},{lat:g}", _in_degrees(lon, lat), lon, lat)


@lru_cache(maxsize=1)
def network_ports() -> Mapping[str, Stop]:
    """Return the ports of the networks by UN/LOCODE."""
    with (layers_folder() / FOLDER / "ports.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["port_id"]: Stop(row["port_id"], row["name"], float(row["lon"]), float(row["lat"]), row["port_id"][:2])
        for row in rows
    }


# Scripts ask for the same places again and again.
def _named(atlas: Atlas, stop_id: str) -> Stop:
    if atlas.holds(stop_id):
        point = atlas.point(stop_id)
        return Stop(stop_id, atlas.name(stop_id), point.x, point.y, atlas.country(stop_id))
    ports = network_ports()
    if stop_id not in ports:
        known = [item for table in PLACED_TABLES for item in getattr(atlas, table).index]
        raise UnknownId("deposit, facility or port", stop_id, {*known, *ports})
    return ports[stop_id]


def _point(end: object) -> tuple[float, float]:
    pair = (end.x, end.y) if isinstance(end, Point) and not end.is_empty else end
    is_pair = isinstance(pair, tuple | list) and len(pair) == 2 and all(isinstance(each, Real) for each in pair)
    if not is_pair:
        raise InvalidPlace(f"an end of a route is an id, a Point or (lon, lat) in degrees; got {end!r}")
    lon, lat = (float(each) for each in pair)  # type: ignore[attr-defined]
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        raise InvalidPlace(
            f"({lon:g}, {lat:g}) is no place: give (lon, lat), longitude from -180 to 180 and latitude from -90 to 90"
        )
    return lon, lat


def _in_degrees(lon: float, lat: float) -> str:
    return f"{abs(lon):g}° {'E' if lon >= 0 else 'W'}, {abs(lat):g}° {'N' if lat >= 0 else 'S'}"
