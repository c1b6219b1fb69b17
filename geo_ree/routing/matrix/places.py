"""The two sides of a matrix: which places they hold, and by which names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy
import shapely
from shapely import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.errors import GeoReeError, InvalidPlace, UnknownId, list_faults
from geo_ree.routing.network.graph import distances_km
from geo_ree.routing.options import several
from geo_ree.routing.places import PlaceLike, Stop, network_ports, stop_of

if TYPE_CHECKING:
    import geopandas
    import pandas

CRS = "EPSG:4326"
# A point this near to a port of its own name is the port, whose place two tables may give a little differently.
SAME_PORT_KM = 1.0


@dataclass(frozen=True, eq=False)
class Side:
    """One side of a matrix.

    Parameters
    ----------
    labels : Index
        The names of its rows or columns.
    stops : tuple of Stop
        A place for each.
    """

    labels: pandas.Index
    stops: tuple[Stop, ...]


def sides_of(origins: Any, destinations: Any, atlas: Atlas) -> tuple[Side, Side]:
    """Return the places of both sides.

    Parameters
    ----------
    origins, destinations : GeoDataFrame, GeoSeries or sequence of PlaceLike
        As :func:`geo_ree.route_matrix` takes them.
    atlas : Atlas

    Raises
    ------
    UnknownId
        Where one unknown id is all that is wrong.
    InvalidPlace
        Else, with all that is wrong on both sides.
    """
    faults: list[_Fault] = []
    sides = [
        _side(places, name, atlas, faults) for name, places in (("origins", origins), ("destinations", destinations))
    ]
    if len(faults) == 1 and isinstance(faults[0].error, UnknownId):
        raise faults[0].error
    if faults:
        raise InvalidPlace(list_faults(faults, "in the places of the matrix"))
    return sides[0], sides[1]


@dataclass(frozen=True)
class _Fault:
    """What is wrong with one side, or with one place of it."""

    side: str
    error: object
    label: object = None

    def __str__(self) -> str:
        return f"{self.side}{'' if self.label is None else f', {self.label!r}'}: {self.error}"


def _side(places: Any, name: str, atlas: Atlas, faults: list[_Fault]) -> Side:
    import geopandas
    import pandas

    if isinstance(places, geopandas.GeoDataFrame | geopandas.GeoSeries):
        side = _of_points(places, name, atlas, faults)
    elif isinstance(places, pandas.DataFrame) or not isinstance(places, Iterable | Point):
        faults.append(
            _Fault(name, f"is a {type(places).__name__}, not a GeoDataFrame of points or a sequence of places")
        )
        return Side(pandas.Index([]), ())
    else:
        side = _of_ends(several(places), name, atlas, faults)
    twice = side.labels[side.labels.duplicated()].unique()
    faults += [_Fault(name, "stands more than once", label) for label in twice]
    return side


def _of_ends(ends: Sequence[PlaceLike], name: str, atlas: Atlas, faults: list[_Fault]) -> Side:
    """Return places that are named, or given as points."""
    import pandas

    stops: list[Stop] = []
    labels: list[object] = []
    for end in ends:
        try:
            stop = stop_of(end, atlas)
        except GeoReeError as error:
            faults.append(_Fault(name, error))
        else:
            stops.append(stop)
            labels.append(end if isinstance(end, str) else _as_text(stop))
    return Side(pandas.Index(labels, dtype=None if labels else object), tuple(stops))


def _as_text(stop: Stop) -> str:
    """Return a point in full, as the label of its row: rounded, two points could come to bear one."""
    return ",".join(repr(degrees).removesuffix(".0") for degrees in (stop.lon, stop.lat))


def _of_points(
    places: geopandas.GeoDataFrame | geopandas.GeoSeries, name: str, atlas: Atlas, faults: list[_Fault]
) -> Side:
    """Return the points of a frame; one that bears the UN/LOCODE of a port and lies there is the port."""
    points = _in_degrees(places, name, faults)
    ports, stops = network_ports(atlas), []
    for label, point, stop in zip(places.index, points, _plain_stops(points), strict=True):
        if stop is None:
            try:
                stop = stop_of(_first(point), atlas)
            except GeoReeError as error:
                faults.append(_Fault(name, error, label))
                continue
        is_port = isinstance(label, str) and label in ports and _is_near(stop, label, atlas)
        stops.append(stop_of(label, atlas) if is_port else stop)
    return Side(places.index, tuple(stops))


def _plain_stops(points: Sequence[Any]) -> list[Stop | None]:
    """Return the places of points on the globe, None for what is none; nameless, for there may be thousands."""
    shapes = numpy.array(points, object)
    shapes[shapely.is_empty(shapes)] = None
    lon, lat = shapely.get_x(shapes), shapely.get_y(shapes)
    is_plain = (numpy.abs(lon) <= 180) & (numpy.abs(lat) <= 90)
    rows = zip(lon.tolist(), lat.tolist(), is_plain.tolist(), strict=True)
    return [Stop("", "", x, y) if plain else None for x, y, plain in rows]


def _in_degrees(places: geopandas.GeoDataFrame | geopandas.GeoSeries, name: str, faults: list[_Fault]) -> list[Any]:
    """Return the geometries of a frame as degrees, WGS 84; none where that cannot be."""
    try:
        points = places.geometry
    except AttributeError:
        faults.append(_Fault(name, "has no geometry column; set one with set_geometry()"))
        return [Point(0, 0)] * len(places)
    if points.crs is None:
        faults.append(_Fault(name, "has no CRS, so that nobody knows where its points lie; set one with set_crs()"))
        return [Point(0, 0)] * len(places)
    return list(points.to_crs(CRS))


def _first(geometry: Any) -> Point:
    """Return a geometry that is a point; several stand for a deposit with several orebodies, which is at the first."""
    if geometry is None or geometry.is_empty:
        raise InvalidPlace("has no point: its geometry is missing or empty")
    if geometry.geom_type not in ("Point", "MultiPoint"):
        raise InvalidPlace(f"is no point but a {geometry.geom_type}")
    return geometry.geoms[0] if geometry.geom_type == "MultiPoint" else geometry


def _is_near(stop: Stop, port_id: str, atlas: Atlas) -> bool:
    """Return whether a place is that of a port, as the networks give it or the atlas."""
    known = (network_ports(atlas)[port_id], stop_of(port_id, atlas))
    return any(float(distances_km(stop.lon, stop.lat, port.lon, port.lat)) <= SAME_PORT_KM for port in known)
