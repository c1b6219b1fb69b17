"""The places between which a route runs: anything of an atlas, any port of the networks, or a point."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Real
from types import MappingProxyType
from typing import TypeAlias

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.errors import AmbiguousName, InvalidPlace, UnknownId, fold

PlaceLike: TypeAlias = "str | Point | tuple[float, float]"


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


def stop_of(end: PlaceLike, atlas: Atlas) -> Stop:
    """Return the place that an end of a route means.

    Parameters
    ----------
    end : str, Point or (lon, lat)
        An id or a name of a deposit, plant or port of the atlas, a UN/LOCODE or a name of a port of the networks, or
        a point in degrees, WGS 84. Case, accents, spaces and hyphens of a name do not matter.
    atlas : Atlas

    Raises
    ------
    UnknownId
        For a name that neither holds.
    AmbiguousName
        For a name that several places share, with their ids.
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


def network_ports(atlas: Atlas) -> Mapping[str, Stop]:
    """Return the ports of the networks by UN/LOCODE."""
    return atlas.derived(_ports_of)


def _ports_of(atlas: Atlas) -> Mapping[str, Stop]:
    ports = atlas.network_ports
    rows = zip(ports.index, ports["name"], ports["lon"], ports["lat"], strict=True)
    return MappingProxyType({port_id: Stop(port_id, name, lon, lat, port_id[:2]) for port_id, name, lon, lat in rows})


def port_of(name: str, atlas: Atlas) -> str:
    """Return the UN/LOCODE of a port of the networks that is given by it or by its name.

    Raises
    ------
    UnknownId
        For a port that the networks do not hold, with the nearest.
    AmbiguousName
        For a name that several ports share.
    """
    ports = network_ports(atlas)
    if name in ports:
        return name
    found = _ports_called(atlas, name)
    if not found:
        raise UnknownId("port", name, ports, names=(stop.name for stop in ports.values()))
    return _the_one("port", name, found)


# Scripts ask for the same places again and again.
def _named(atlas: Atlas, name: str) -> Stop:
    if atlas.holds(name):
        point = atlas.point(name)
        return Stop(name, atlas.name(name), point.x, point.y, atlas.country(name))
    ports = network_ports(atlas)  # only now: a command should not wait for them in vain
    if name in ports:
        return ports[name]
    try:
        found = [atlas.resolve(name)]
    except AmbiguousName as error:
        found = error.known
    except UnknownId as error:
        found = []
        if not _ports_called(atlas, name):
            names = [*error.near, *(stop.name for stop in ports.values())]
            raise UnknownId("deposit, plant or port", name, [*error.known, *ports], names=names) from None
    is_id = len(found) == 1 and fold(found[0]) == fold(name)  # in other letters; an id goes before a name
    others = () if is_id else _ports_called(atlas, name)
    return atlas.derived(_named, _the_one("place", name, (*found, *others)))


def _the_one(kind: str, name: str, ids: Iterable[str]) -> str:
    different = tuple(dict.fromkeys(ids))
    if len(different) > 1:
        raise AmbiguousName(kind, name, different)
    return different[0]


def _ports_called(atlas: Atlas, name: str) -> tuple[str, ...]:
    """Return the ports of the networks that bear a name, or the one with this UN/LOCODE in other letters."""
    by_id, by_name = atlas.derived(_ports_by_folded_name)
    folded = fold(name)
    return by_id.get(folded) or by_name.get(folded, ())


def _ports_by_folded_name(atlas: Atlas) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    names: dict[str, tuple[str, ...]] = {}
    ports = network_ports(atlas)
    for port_id, stop in ports.items():
        for text in dict.fromkeys((stop.name, stop.name.partition(" (")[0])):
            names[fold(text)] = (*names.get(fold(text), ()), port_id)
    return {fold(port_id): (port_id,) for port_id in ports}, names


def _point(end: object) -> tuple[float, float]:
    pair = (end.x, end.y) if isinstance(end, Point) and not end.is_empty else end
    is_pair = isinstance(pair, tuple | list) and len(pair) == 2 and all(isinstance(each, Real) for each in pair)
    if not is_pair:
        raise InvalidPlace(f"an end of a route is an id, a name, a Point or (lon, lat) in degrees; got {end!r}")
    lon, lat = (float(each) for each in pair)  # type: ignore[attr-defined]
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        raise InvalidPlace(
            f"({lon:g}, {lat:g}) is no place: give (lon, lat), longitude from -180 to 180 and latitude from -90 to 90"
        )
    return lon, lat


def _in_degrees(lon: float, lat: float) -> str:
    return f"{abs(lon):g}° {'E' if lon >= 0 else 'W'}, {abs(lat):g}° {'N' if lat >= 0 else 'S'}"
