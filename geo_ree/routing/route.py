"""Routes over the sea lanes, railways and roads: what carries a cargo where, how far, how long, on what basis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from shapely.geometry import LineString

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.routing.credits import file_members
from geo_ree.routing.factors import Rates
from geo_ree.routing.legs import BASES, Access, Course, Leg, legs_of
from geo_ree.routing.network.multimodal import network_for
from geo_ree.routing.options import DEFAULT_OBJECTIVE, ROUTE_MODES, Query, RouteOptions, several
from geo_ree.routing.passages import PASSAGE_IDS, Closures
from geo_ree.routing.places import PlaceLike, Stop, stop_of
from geo_ree.routing.search.paths import Path
from geo_ree.routing.search.through_stops import check_apart, paths_between
from geo_ree.routing.segments import segments_of
from geo_ree.routing.ships import DEFAULT_SHIP
from geo_ree.routing.wording import route_as_html, route_in_words

if TYPE_CHECKING:
    import geopandas
    import pandas

CRS = "EPSG:4326"
# What a leg and a segment have in common, in the order of the columns.
SHARED_COLUMNS = (
    "mode",
    "from_id",
    "to_id",
    "from_name",
    "to_name",
    "distance_km",
    "hours",
    "handling_hours",
    "co2e_kg_per_t",
    "passages",
    "countries",
)
ACCESS_COLUMNS = ("stop_id", "mode", "access_km", "lon", "lat")


@dataclass(frozen=True, eq=False, repr=False)
class Route:
    """A route over the networks between two places.

    It can be pickled and copied. Each frame that it hands out is the caller's own.

    Parameters
    ----------
    origin_id, destination_id : str
        A deposit, plant or port, or a point as text.
    via_ids : tuple of str
        The stops between, in order.
    options : RouteOptions
        What it might use and what was minimised.
    closures : Closures
        Every passage that was closed, by why: because it was asked for, for the ship, by default.
    rates : Rates
        By what hours and emissions are computed, each figure with its source.
    course : Course
        The route as records, from which the frames are made.
    citations : mapping of str to str
        Of the sources of the rates and of the row.
    route_id, name, purpose, basis, note, source_id : str
        Of a row of ``routes.csv``; empty for any other route. ``basis`` is ``source`` where a source names the route,
        else ``our assumption``.

    Examples
    --------
    >>> import geo_ree
    >>> route = geo_ree.find_route("Beylikova", "Norfolk", via=["Derince"])
    >>> list(route.legs["mode"]), route.passages
    (['road', 'rail', 'sea'], ('dardanelles', 'gibraltar'))
    >>> print(route)
    <Route Beylikova → Norfolk: 9,954 km, 23 days, 106 kg CO2e/t; rail, sea by Derince>
    """

    origin_id: str
    destination_id: str
    via_ids: tuple[str, ...]
    options: RouteOptions
    closures: Closures
    rates: Rates
    course: Course
    route_id: str = ""
    name: str = ""
    purpose: str = ""
    basis: str = ""
    note: str = ""
    source_id: str = ""
    _atlas: Atlas | None = None

    def __repr__(self) -> str:
        return f"<Route {route_in_words(self)}>"

    def _repr_html_(self) -> str:
        return route_as_html(self)

    def __getstate__(self) -> dict[str, Any]:
        # The atlas stays behind; what is said of its sources is kept.
        kept = {name: value for name, value in vars(self).items() if name not in ("course_legs", "citations")}
        return kept | {"citations": dict(self.citations), "_atlas": None}

    @property
    def found_with(self) -> Atlas | None:
        """The atlas with which it was found; None for a route that was pickled, which leaves its atlas behind."""
        return self._atlas

    @property
    def modes(self) -> tuple[str, ...]:
        """What might be used."""
        return self.options.modes

    @property
    def objective(self) -> str:
        """What was minimised: ``co2e``, ``time`` or ``distance``."""
        return self.options.objective

    @property
    def ship(self) -> str:
        """The class of ship."""
        return self.options.ship

    @property
    def closed(self) -> tuple[str, ...]:
        """Every passage that was closed, for whatever reason."""
        return self.closures.every

    @property
    def stop_ids(self) -> tuple[str, ...]:
        """Origin, stops between and destination, in order."""
        return (self.origin_id, *self.via_ids, self.destination_id)

    @cached_property
    def distance_km(self) -> float:
        """The length of all segments, km."""
        return math.fsum(segment.distance_km for segment in self.course.segments)

    @cached_property
    def hours(self) -> float:
        """Hours of going, of canals and of handling at transfers; no waiting, and none at the ends."""
        return math.fsum(segment.hours(self.rates) for segment in self.course.segments)

    @cached_property
    def co2e_kg_per_t(self) -> float:
        """Emissions of going, kg of CO2e for each tonne of cargo, well to wheel; handling is not counted."""
        return math.fsum(segment.co2e_kg_per_t(self.rates) for segment in self.course.segments)

    @cached_property
    def passages(self) -> tuple[str, ...]:
        """The passages that the route goes through, in the order of :func:`geo_ree.passages`."""
        taken = {passage for segment in self.course.segments for passage in segment.passages}
        return tuple(passage for passage in PASSAGE_IDS if passage in taken)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of its stops and ports and of the land that it crosses, ISO 3166-1 alpha-2, in order."""
        return tuple(dict.fromkeys(country for row in self.course.countries for country in row))

    @cached_property
    def course_legs(self) -> tuple[Leg, ...]:
        """The legs as records."""
        return legs_of(self.course, self.rates)

    @property
    def legs(self) -> geopandas.GeoDataFrame:
        """The legs in order: what one vehicle carries between two transfers or stops (ISO 14083).

        Returns
        -------
        GeoDataFrame
            EPSG:4326, numbered from 1: ``mode`` (``sea``, ``rail``, ``road``), ``from_id``, ``to_id`` (None where
            railway and road meet between stops), ``from_name``, ``to_name``, ``distance_km``, ``hours`` (the handling
            before the leg included), ``handling_hours``, ``co2e_kg_per_t``, ``passages`` and ``countries`` (tuples),
            ``network_km``, ``geodesic_km``, ``patch_km``, ``gap_km``, ``access_km`` (on what its kilometres rest), and
            a LineString. Longitudes are continuous along the route, so past the 180th meridian they lie beyond ±180.
        """
        legs = self.course_legs
        columns = {name: [getattr(leg, name) for leg in legs] for name in SHARED_COLUMNS}
        bases = {f"{basis}_km": [leg.km_by_basis.get(basis, 0.0) for leg in legs] for basis in BASES}
        return _geo_frame(columns | bases, [LineString(self.course.line_of(leg)) for leg in legs], "leg")

    @property
    def segments(self) -> geopandas.GeoDataFrame:
        """The segments in order; one ends where mode or basis changes, and at each stop.

        Returns
        -------
        GeoDataFrame
            EPSG:4326, numbered from 1: the columns of :attr:`legs` from ``mode`` to ``countries`` (names None where a
            segment begins or ends between places), ``basis`` (``network``, ``patch``, ``gap``, ``access``,
            ``geodesic``), ``leg`` (the number of its leg), and a LineString.
        """
        course, rates = self.course, self.rates
        columns: dict[str, list[Any]] = {
            "mode": [segment.mode for segment in course.segments],
            "from_id": [stop and stop.stop_id for stop in (segment.from_stop for segment in course.segments)],
            "to_id": [stop and stop.stop_id for stop in (segment.to_stop for segment in course.segments)],
            "from_name": [stop and stop.name for stop in (segment.from_stop for segment in course.segments)],
            "to_name": [stop and stop.name for stop in (segment.to_stop for segment in course.segments)],
            "distance_km": [segment.distance_km for segment in course.segments],
            "hours": [segment.hours(rates) for segment in course.segments],
            "handling_hours": [segment.handling_hours(rates) for segment in course.segments],
            "co2e_kg_per_t": [segment.co2e_kg_per_t(rates) for segment in course.segments],
            "passages": [segment.passages for segment in course.segments],
            "countries": list(course.countries),
            "basis": [segment.basis for segment in course.segments],
            "leg": [
                number for number, leg in enumerate(self.course_legs, start=1) for _ in course.segments[leg.segments]
            ],
        }
        return _geo_frame(columns, [LineString(line) for line in course.lines], "segment")

    @property
    def access(self) -> pandas.DataFrame:
        """Where the route reaches the networks and leaves them, and how far off each stop lies.

        Returns
        -------
        DataFrame
            Two rows for each path between two stops: ``stop_id``, ``mode`` (what is reached: ``sea``, ``rail``,
            ``road``, or ``land`` at a port's own place), ``access_km`` (the straight line, 0 at a port), ``lon``,
            ``lat`` of the point reached.
        """
        import pandas

        rows = [(each.stop_id, each.mode, each.distance_km, each.lon, each.lat) for each in self.course.access]
        return pandas.DataFrame(rows, columns=list(ACCESS_COLUMNS)).astype({"stop_id": object, "mode": object})

    @cached_property
    def citations(self) -> Mapping[str, str]:
        """The citation of each source of the rates and of the row, by id."""
        assert self._atlas is not None  # a copy without it has its citations
        known = self._atlas.sources.index
        named = dict.fromkeys([*self.rates.source_ids, *([self.source_id] if self.source_id else [])])
        return {source_id: self._atlas.cite(source_id) for source_id in named if source_id in known}

    def tables(self) -> dict[str, geopandas.GeoDataFrame]:
        """Return the frames to write: ``segments``, as the basis says how a line is to be drawn."""
        return {"segments": self.segments}

    def members(self) -> dict[str, object]:
        """Return what a file says of the route: totals, options, rates, sources, attribution, licence, how to cite."""
        return file_members(self)


def _geo_frame(columns: Mapping[str, list[Any]], lines: Sequence[LineString], index: str) -> geopandas.GeoDataFrame:
    """Return a frame numbered from 1, whose texts and tuples are objects whatever the version of pandas."""
    import geopandas
    import pandas

    series = {
        name: pandas.Series(values, dtype=None if isinstance(values[0], int | float) else object)
        for name, values in columns.items()
    }
    frame = geopandas.GeoDataFrame(series, geometry=list(lines), crs=CRS)
    frame.index = pandas.RangeIndex(1, len(frame) + 1, name=index)
    return frame


def find_route(
    origin: PlaceLike,
    destination: PlaceLike,
    *,
    via: Iterable[PlaceLike] = (),
    modes: Iterable[str] = ROUTE_MODES,
    closed: Iterable[str] = (),
    opened: Iterable[str] = (),
    avoid_ports: Iterable[str] = (),
    objective: str = DEFAULT_OBJECTIVE,
    ship: str = DEFAULT_SHIP,
    access_km: float | None = None,
    atlas: Atlas | None = None,
) -> Route:
    """Find the best route between two places over sea lanes, railways and roads.

    A place that is no port is connected to the nearest railway and road within 15 km by a straight line; with the sea
    alone, or off all land, to the nearest lane within 50 km. Land and sea meet at ports.

    Parameters
    ----------
    origin, destination : str, Point or (lon, lat)
        An id or a name of a deposit, plant or port, a UN/LOCODE, or a point in degrees, WGS 84. Case, accents, spaces
        and hyphens of a name do not matter.
    via : iterable of the same
        Stops between, in order; a port here is where land and sea are to meet.
    modes : iterable of str
        Of ``rail``, ``road``, ``sea``. Access by road is always allowed and shown.
    closed, opened : iterable of str
        Passages of :func:`geo_ree.passages`: closed besides those closed by default, and taken from those.
    avoid_ports : iterable of str
        Ports where the cargo must not be transferred between land and sea.
    objective : str
        What is minimised: ``co2e`` (kg of CO2e a tonne; each transfer weighs 3 kg in the search, and in no result),
        ``time`` (hours, handling included) or ``distance`` (km).
    ship : str
        A class of :func:`geo_ree.ships`; passages too small for it are closed. The default fits through Panama.
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
        For an unknown place or port, with the nearest names; AmbiguousName for a name that several places share.
    UnknownOption
        For an unknown mode, passage, objective or class of ship, with the nearest names and all there are.
    InvalidPlace
        For a point off the globe, or two stops running that are one place.
    NoRoute
        Where nothing connects two stops; it names the closed passages that would, or how far the networks are.

    Examples
    --------
    >>> import geo_ree
    >>> cape = geo_ree.find_route("CNTXG", "Rotterdam", modes=["sea"], closed=["Suez"], ship="capesize")
    >>> "good-hope" in cape.passages, "panama" in cape.passages
    (True, False)
    """
    options = RouteOptions(
        modes=tuple(several(modes)),
        closed=tuple(several(closed)),
        opened=tuple(several(opened)),
        avoid_ports=tuple(several(avoid_ports)),
        objective=objective,
        ship=ship,
        access_km=access_km,
    )
    return route_through([origin, *several(via), destination], options, atlas=given_atlas(atlas))


def route_through(places: Sequence[PlaceLike], options: RouteOptions, *, atlas: Atlas) -> Route:
    """Find the best route through places in order; errors are those of :func:`find_route`."""
    stops = tuple(stop_of(place, atlas) for place in places)
    check_apart(stops)
    query = options.resolved(atlas)
    return Route(
        origin_id=stops[0].stop_id,
        destination_id=stops[-1].stop_id,
        via_ids=tuple(stop.stop_id for stop in stops[1:-1]),
        options=query.options,
        closures=query.closures,
        rates=query.rates,
        course=_course(stops, query, atlas),
        _atlas=atlas,
    )


def _course(stops: tuple[Stop, ...], query: Query, atlas: Atlas) -> Course:
    shared = network_for(query.costing.modes)
    paths = tuple(paths_between(stops, query.costing, shared, query.options.access_km))
    access = [each for path, ends in zip(paths, pairwise(stops), strict=True) for each in _access(path, ends)]
    segments = segments_of(paths, stops, shared, port_at=lambda port_id: stop_of(port_id, atlas))
    return Course(stops, tuple(access), segments, shared)


def _access(path: Path, ends: tuple[Stop, Stop]) -> tuple[Access, Access]:
    """Return where a path reaches the network from its first stop, and leaves it for its last."""
    start, end = (
        Access(stop.stop_id, stop.name, connector.mode, connector.access_km, connector.lon, connector.lat)
        for connector, stop in zip((path.start, path.end), ends, strict=True)
    )
    return start, end
