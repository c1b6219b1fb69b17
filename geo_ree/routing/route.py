"""Routes over the sea lanes, railways and roads: what carries a cargo where, how far, how long, on what basis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy
from shapely.geometry import LineString

from geo_ree.atlas.atlas import Atlas, built_in_atlas
from geo_ree.errors import InvalidPlace, NoRoute
from geo_ree.routing.factors import Rates
from geo_ree.routing.network.graph import LAND_SNAP_LIMIT_KM, SEA_SNAP_LIMIT_KM
from geo_ree.routing.network.multimodal import (
    FARTHEST_ACCESS_KM,
    Joint,
    Terms,
    Transport,
    joints_of_places,
    joints_of_ports,
    nearest_km,
    transport_for,
)
from geo_ree.routing.options import ROUTE_MODES, checked_access, several, terms_of
from geo_ree.routing.passages import PASSAGE_IDS
from geo_ree.routing.places import End, Stop, stop_of
from geo_ree.routing.search.paths import Way, cheapest_way
from geo_ree.routing.segments import Leg, legs_of, line_of_leg
from geo_ree.text.figures import join_words

if TYPE_CHECKING:
    import geopandas
    import pandas

CRS = "EPSG:4326"
WORDS = MappingProxyType({"rail": "railway", "road": "main road", "sea": "sea lane"})
SNAP_COLUMNS = ("stop_id", "mode", "snap_km", "lon", "lat")


@dataclass(frozen=True, eq=False)
class Course:
    """What a route was found to be: its stops, the ways between them, their legs, and the network of all that."""

    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]
    legs: tuple[Leg, ...]
    shared: Transport


@dataclass(frozen=True, eq=False)
class Route:
    """A route over the networks between two places.

    Parameters
    ----------
    origin_id, destination_id : str
        A deposit, plant or port, or a point as text.
    via_ids : tuple of str
        The stops between, in order.
    modes : tuple of str
        What might be used.
    closed : tuple of str
        Every passage that was shut: by default, when asked for, and because the ship does not fit.
    avoid : tuple of str
        Ports where the cargo must not change between land and sea.
    access_km : float or None
        How far off the networks a place might lie, where that was said.
    objective : str
        What was kept least: ``co2e``, ``time`` or ``distance``.
    ship : str
        The class of ship.
    rates : Rates
        By what hours and emissions are reckoned, each figure with its source.
    route_id, name, purpose, basis, note, source_id : str
        Of a row of ``routes.csv``; empty for any other route. ``basis`` is ``source`` where a source names the route,
        else ``our assumption``.

    Examples
    --------
    >>> import geo_ree
    >>> route = geo_ree.find_route("beylikova", "USORF", via=["TRDRC"])
    >>> list(dict.fromkeys(route.legs["mode"])), route.passages
    (['road', 'rail', 'sea'], ('dardanelles', 'gibraltar'))
    """

    origin_id: str
    destination_id: str
    via_ids: tuple[str, ...]
    modes: tuple[str, ...]
    closed: tuple[str, ...]
    avoid: tuple[str, ...]
    access_km: float | None
    objective: str
    ship: str
    rates: Rates = field(repr=False)
    _course: Course = field(repr=False)
    route_id: str = ""
    name: str = ""
    purpose: str = ""
    basis: str = ""
    note: str = ""
    source_id: str = ""

    @property
    def stop_ids(self) -> tuple[str, ...]:
        """Origin, stops between and destination, in order."""
        return (self.origin_id, *self.via_ids, self.destination_id)

    @cached_property
    def distance_km(self) -> float:
        """The length of all legs, km."""
        return math.fsum(leg.distance_km for leg in self._course.legs)

    @cached_property
    def hours(self) -> float:
        """Hours of going, of canals and of handling where the cargo changes; no waiting, and none at the ends."""
        return math.fsum(leg.hours(self.rates) for leg in self._course.legs)

    @cached_property
    def co2e_kg_per_t(self) -> float:
        """Emissions of going, kg of CO2e for each tonne of cargo, well to wheel; handling is not counted."""
        return math.fsum(leg.co2e_kg_per_t(self.rates) for leg in self._course.legs)

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """The passages that the route goes through, in the order of :data:`geo_ree.routing.passages.PASSAGES`."""
        taken = {passage for leg in self._course.legs for passage in leg.passages}
        return tuple(passage for passage in PASSAGE_IDS if passage in taken)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries of its stops and ports and of the land that it crosses, ISO 3166-1 alpha-2, in order."""
        return tuple(dict.fromkeys(country for row in self._countries for country in row))

    @cached_property
    def legs(self) -> geopandas.GeoDataFrame:
        """The legs in order; one ends where mode or basis changes, and at each stop.

        Returns
        -------
        GeoDataFrame
            EPSG:4326: ``mode`` (``sea``, ``rail``, ``road``), ``from_id``, ``to_id``, ``from_name``, ``to_name`` (None
            where a leg begins or ends between places), ``distance_km``, ``hours`` (the handling before the leg
            included), ``handling_hours``, ``co2e_kg_per_t``, ``passages`` and ``countries`` (tuples), ``basis``
            (``network``, ``patch``, ``gap``, ``access``, ``geodesic``), and a LineString. Longitudes are continuous
            along the route, so past the 180th meridian they lie beyond ±180.
        """
        import geopandas

        lines: list[Any] = []
        for leg in self._course.legs:
            lines.append(line_of_leg(leg, self._course.shared, longitude=lines[-1][-1, 0] if lines else None))
        rates = self.rates
        stops = {
            f"{way}_{name}": _texts(getattr(getattr(leg, f"{way}_stop"), key, None) for leg in self._course.legs)
            for name, key in (("id", "stop_id"), ("name", "name"))
            for way in ("from", "to")
        }
        columns = {
            "mode": [leg.mode for leg in self._course.legs],
            **stops,
            "distance_km": [leg.distance_km for leg in self._course.legs],
            "hours": [leg.hours(rates) for leg in self._course.legs],
            "handling_hours": [leg.handling_hours(rates) for leg in self._course.legs],
            "co2e_kg_per_t": [leg.co2e_kg_per_t(rates) for leg in self._course.legs],
            "passages": [leg.passages for leg in self._course.legs],
            "countries": list(self._countries),
            "basis": [leg.basis for leg in self._course.legs],
        }
        return geopandas.GeoDataFrame(columns, geometry=[LineString(line) for line in lines], crs=CRS)

    @cached_property
    def snaps(self) -> pandas.DataFrame:
        """Where the route joins the networks and leaves them, and how far off each stop lies.

        Returns
        -------
        DataFrame
            Two rows for each way between two stops: ``stop_id``, ``mode`` (what is joined: ``sea``, ``rail``,
            ``road``, or ``land`` at a port's own place), ``snap_km`` (the straight access, 0 at a port), ``lon``,
            ``lat`` of the point joined.
        """
        import pandas

        rows = [
            (stop.stop_id, joint.mode, joint.access_km, joint.lon, joint.lat)
            for way, stops in zip(self._course.ways, pairwise(self._course.stops), strict=True)
            for joint, stop in zip((way.start, way.end), stops, strict=True)
        ]
        return pandas.DataFrame(rows, columns=list(SNAP_COLUMNS))

    def tables(self) -> dict[str, geopandas.GeoDataFrame]:
        """Return the frames to write: ``legs``."""
        return {"legs": self.legs.copy()}

    @cached_property
    def _countries(self) -> tuple[tuple[str, ...], ...]:
        return tuple(leg.countries(self._course.shared) for leg in self._course.legs)


def _texts(values: Iterable[str | None]) -> Any:
    """Return texts as a column that keeps None, which a frame would turn into NaN."""
    import pandas

    return pandas.Series(list(values), dtype=object)


def find_route(
    origin: End,
    destination: End,
    *,
    via: Iterable[End] = (),
    modes: Iterable[str] = ROUTE_MODES,
    closed: Iterable[str] = (),
    opened: Iterable[str] = (),
    objective: str = "co2e",
    ship: str = "handysize",
    avoid: Iterable[str] = (),
    access_km: float | None = None,
    atlas: Atlas | None = None,
) -> Route:
    """Find the best route between two places over sea lanes, railways and roads.

    A place that is no port is joined to the nearest railway and road within 15 km by a straight line; with the sea
    alone, or off all land, to the nearest lane within 50 km. Land and sea meet at ports.

    Parameters
    ----------
    origin, destination : str, Point or (lon, lat)
        An id of the atlas (deposit, plant, port), a UN/LOCODE of the networks, or a point in degrees, WGS 84.
    via : iterable of the same
        Stops between, in order; a port here is where land and sea are to meet.
    modes : iterable of str
        Of ``rail``, ``road``, ``sea``. Access by road is always allowed and shown.
    closed, opened : iterable of str
        Names of passages: shut besides those shut by default, and taken from those.
    objective : str
        What is kept least: ``co2e`` (kg of CO2e a tonne; each change weighs 3 kg in the search, and in no result),
        ``time`` (hours, handling included) or ``distance`` (km).
    ship : str
        A class of ``layers/networks/ship_limits.csv``; passages too small for it are shut. The default fits through
        Panama.
    avoid : iterable of str
        Ports (UN/LOCODE) where the cargo must not change between land and sea.
    access_km : float, optional
        How far off the networks a place may lie, instead of 15 km on land and 50 km at sea. Where it is farther off
        than these, the straight line to it is called ``geodesic``, not ``access``. At most 1,000.
    atlas : Atlas, optional
        The built-in one when not given.

    Returns
    -------
    Route

    Raises
    ------
    UnknownId
        For an unknown place or port, with the nearest names.
    UnknownOption
        For an unknown mode, passage, objective or class of ship, with the nearest names and all there are.
    InvalidPlace
        For a point off the globe, or two stops running that are one place.
    NoRoute
        Where nothing joins two stops; it names the closed passages that would, or how far the networks are.

    Examples
    --------
    >>> import geo_ree
    >>> cape = geo_ree.find_route("CNTXG", "NLRTM", modes=["sea"], closed=["suez"], ship="capesize")
    >>> "good-hope" in cape.passages, "panama" in cape.passages
    (True, False)
    """
    atlas = atlas or built_in_atlas()
    stops = tuple(stop_of(end, atlas) for end in (origin, *several(via), destination))
    _check_apart(stops)
    terms, rates = terms_of(
        atlas, modes=modes, closed=closed, opened=opened, objective=objective, ship=ship, avoid=avoid
    )
    shared = transport_for(terms)
    access_km = checked_access(access_km)
    ways = tuple(_ways(stops, terms, shared, access_km))
    return Route(
        origin_id=stops[0].stop_id,
        destination_id=stops[-1].stop_id,
        via_ids=tuple(stop.stop_id for stop in stops[1:-1]),
        modes=terms.modes,
        closed=terms.closed,
        avoid=terms.avoid,
        access_km=access_km,
        objective=terms.prices.objective,
        ship=rates.ship,
        rates=rates,
        _course=Course(stops, ways, legs_of(ways, stops, shared, port_at=lambda port: stop_of(port, atlas)), shared),
    )


def joints_of(
    stops: Sequence[Stop], terms: Terms, shared: Transport, *, access_km: float | None = None
) -> list[list[Joint]]:
    """Return where each stop joins the network; none for one that is too far off."""
    inland = [stop for stop in stops if stop.stop_id not in shared.port_nodes]
    lon, lat = (numpy.array([getattr(stop, axis) for stop in inland], float) for axis in ("lon", "lat"))
    placed = iter(joints_of_places(lon, lat, terms, shared, access_km=access_km))
    ports = iter(joints_of_ports([stop.stop_id for stop in stops if stop.stop_id in shared.port_nodes], shared))
    return [next(ports if stop.stop_id in shared.port_nodes else placed) for stop in stops]


def _ways(stops: Sequence[Stop], terms: Terms, shared: Transport, access_km: float | None) -> Iterator[Way]:
    """Yield the way from each stop to the next.

    At a port between two others, land and sea meet: the cargo leaves on the other side than it has come. From an
    inland place to such a port it goes by land alone, and from one port to another by the side on which it left, as
    long as there is such a way.
    """
    joints = joints_of(stops, terms, shared, access_km=access_km)
    for stop, own in zip(stops, joints, strict=True):
        if not own:
            raise NoRoute(_too_far(stop, terms, access_km))
    side: str | None = None  # by which the cargo leaves a port between two others
    for number, ends in enumerate(pairwise(stops)):
        start, end = _on_side(joints[number], side), joints[number + 1]
        is_last, way = number + 2 == len(stops), None
        if end[0].is_port and (side or not is_last):
            side = side or ("sea" if start[0].is_port else "land")
            way = cheapest_way(_on_side(start, side), _on_side(end, side), _narrowed(terms, side), shared)
        way = way or cheapest_way(start, end, terms, shared)
        if way is None:
            raise NoRoute(_why_none(ends, (start, end), terms, shared))
        side = {"sea": "land", "land": "sea"}.get(way.end.mode) if end[0].is_port else None
        yield way


def _on_side(joints: Sequence[Joint], side: str | None) -> Sequence[Joint]:
    """Return the joints of a port by sea or by land; all where there is none."""
    return [joint for joint in joints if joint.is_port and joint.mode == side] or joints


def _narrowed(terms: Terms, side: str) -> Terms:
    """Return the terms for the sea or for the land alone."""
    return replace(terms, modes=tuple(mode for mode in terms.modes if (mode == "sea") == (side == "sea")))


def _check_apart(stops: Sequence[Stop]) -> None:
    for here, there in pairwise(stops):
        if (here.lon, here.lat) == (there.lon, there.lat):
            raise InvalidPlace(f"a route cannot go from {here.name} to {there.name}: they are one place")


def _too_far(stop: Stop, terms: Terms, access_km: float | None) -> str:
    """Return the words on a stop that joins nothing: how far each network is, and how far it may be."""
    limits = {"rail": LAND_SNAP_LIMIT_KM, "road": LAND_SNAP_LIMIT_KM, "sea": SEA_SNAP_LIMIT_KM}
    away = {mode: nearest_km(stop.lon, stop.lat, mode) for mode in terms.modes}
    words = [
        f"the nearest {WORDS[mode]} is {km:.0f} km away, at most {access_km or limits[mode]:g} km are allowed"
        if numpy.isfinite(km)
        else f"no {WORDS[mode]} lies within {FARTHEST_ACCESS_KM:,.0f} km"
        for mode, km in away.items()
    ]
    wider = numpy.ceil(min(away.values()))
    way_out = f"; access_km={wider:.0f} would allow a straight line" if numpy.isfinite(wider) else ""
    return f"{stop.name} ({stop.stop_id}) joins no network: {'; '.join(words)}{way_out}"


def _why_none(
    ends: tuple[Stop, Stop], joints: tuple[Sequence[Joint], Sequence[Joint]], terms: Terms, shared: Transport
) -> str:
    """Return the words on two stops that nothing joins: which closed passages would, or that none would."""
    between = f"nothing joins {ends[0].name} ({ends[0].stop_id}) and {ends[1].name} ({ends[1].stop_id})"
    by = "by " + join_words(terms.modes, "or")
    if cheapest_way(*joints, replace(terms, closed=(), avoid=()), shared) is None:
        return f"{between} {by}: there is a gap in the networks that no passage closes"
    opening = [
        passage
        for passage in terms.closed
        if cheapest_way(*joints, replace(terms, closed=tuple({*terms.closed} - {passage})), shared)
    ]
    shut = opening or list(terms.closed)
    if cheapest_way(*joints, replace(terms, closed=()), shared):
        return f"{between} {by} with {join_words(shut)} closed"
    return f"{between} {by} without the ports to be avoided: {', '.join(terms.avoid)}"
