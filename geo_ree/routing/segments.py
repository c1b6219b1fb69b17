"""A path over the network as segments: one mode and one basis each, with length, hours, emissions and line."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy

from geo_ree.routing.factors import Rates
from geo_ree.routing.network.connectors import Connector
from geo_ree.routing.network.graph import (
    BASES,
    ELLIPSOID,
    LAND_SNAP_LIMIT_KM,
    MODES,
    SEA_SNAP_LIMIT_KM,
    TRANSFER,
    Numbers,
    land_countries,
)
from geo_ree.routing.network.multimodal import MultimodalNetwork
from geo_ree.routing.network.polylines import land_polylines
from geo_ree.routing.passages import ids_of
from geo_ree.routing.places import Stop
from geo_ree.routing.search.paths import Path

LONGEST_STEP_KM = 100.0
# What a segment rests on, as people read it: a shortcut over open water is a geodesic.
SEGMENT_BASES = tuple("geodesic" if name == "shortcut" else name for name in BASES)
Place = tuple[float, float]


@dataclass(frozen=True)
class Step:
    """A piece of a path: along one edge, or the straight access to one.

    Parameters
    ----------
    mode : str
        ``sea``, ``rail`` or ``road``.
    basis : str
        ``network``, ``patch``, ``gap``, ``access`` or ``geodesic``.
    distance_km : float
    passages : int
        One bit each, as in ``geo_ree.routing.passages``.
    port_id : str or None
        The port where the cargo is transferred between land and sea before this step.
    edge : int
        -1 for a straight line.
    from_km, to_km : float
        The piece of the edge, from its ``start``.
    ends : tuple of (lon, lat)
        The ends of a straight line.
    """

    mode: str
    basis: str
    distance_km: float
    passages: int = 0
    port_id: str | None = None
    edge: int = -1
    from_km: float = 0.0
    to_km: float = 0.0
    ends: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Segment:
    """A part of a route of one mode and one basis, without a stop or a transfer inside.

    Parameters
    ----------
    mode : str
        What carries the cargo: ``sea``, ``rail`` or ``road``.
    basis : str
        What it rests on: ``network``, ``patch``, ``gap``, ``access`` or ``geodesic``.
    distance_km : float
    passages : tuple of str
        The ids of the passages that it goes through.
    from_stop, to_stop : Stop or None
        None where it begins or ends between places.
    transfer : str or None
        How the cargo is handled before it: ``port``, ``terminal``.
    steps : tuple of Step
        The edges below it; none where only what is known of it is kept.
    """

    mode: str
    basis: str
    distance_km: float
    passages: tuple[str, ...] = ()
    from_stop: Stop | None = None
    to_stop: Stop | None = None
    transfer: str | None = None
    steps: tuple[Step, ...] = ()

    def countries(self, shared: MultimodalNetwork) -> tuple[str, ...]:
        """Return the countries of the segment's ends and of the land that it crosses, ISO 3166-1 alpha-2, in order."""
        inland = [step for step in self.steps if step.edge >= shared.sea_edges]
        nodes = [node - shared.sea_nodes for step in inland for node in _ends(step, shared)]
        known = [land_countries()[node] for node in nodes]
        stops = [stop.country if stop else None for stop in (self.from_stop, self.to_stop)]
        return tuple(dict.fromkeys(country for country in [stops[0], *known, stops[1]] if country))

    def handling_hours(self, rates: Rates) -> float:
        """Return the hours of handling before it begins."""
        return rates.handling_hours[self.transfer].value if self.transfer else 0.0

    def hours(self, rates: Rates) -> float:
        """Return the hours of handling, of going, and of the canals beyond going."""
        canals = [rates.passage_hours[each].value for each in self.passages if each in rates.passage_hours]
        return self.handling_hours(rates) + self.distance_km / rates.speed_km_h[self.mode].value + math.fsum(canals)

    def co2e_kg_per_t(self, rates: Rates) -> float:
        """Return the emissions of going, kg of CO2e for each tonne of cargo."""
        return self.distance_km * rates.co2e_g_per_t_km[self.mode].value / 1000


def segment_of(steps: Sequence[Step], from_stop: Stop | None, to_stop: Stop | None, transfer: str | None) -> Segment:
    """Return the segment of some steps of one mode and basis."""
    return Segment(
        steps[0].mode,
        steps[0].basis,
        math.fsum(step.distance_km for step in steps),
        ids_of(int(numpy.bitwise_or.reduce([step.passages for step in steps]))),
        from_stop,
        to_stop,
        transfer,
        tuple(steps),
    )


def segments_of(
    paths: Sequence[Path], stops: Sequence[Stop], shared: MultimodalNetwork, *, port_at: Callable[[str], Stop]
) -> tuple[Segment, ...]:
    """Return the segments of a route.

    Parameters
    ----------
    paths : sequence of Path
        From each stop to the next.
    stops : sequence of Stop
        One more than paths.
    shared : MultimodalNetwork
    port_at : callable
        Gives the port of an id.
    """
    runs: list[tuple[Stop | None, str | None, list[Step]]] = []
    for path, (origin, destination) in zip(paths, pairwise(stops), strict=True):
        place: Stop | None = origin
        for step in steps_of(path, origin, destination, shared):
            place = port_at(step.port_id) if step.port_id else place
            before = runs[-1][2][-1] if runs else step
            transfer = "port" if step.port_id else _transfer(before.mode, step.mode)
            if not runs or place or transfer or step.basis != before.basis:
                runs.append((place, transfer, [step]))
            else:
                runs[-1][2].append(step)
            place = None
    ends = [*(run[0] for run in runs[1:]), stops[-1]]
    return tuple(
        segment_of(steps, start, end, transfer) for (start, transfer, steps), end in zip(runs, ends, strict=True)
    )


def steps_of(path: Path, origin: Stop, destination: Stop, shared: MultimodalNetwork) -> Iterator[Step]:
    """Yield the steps of one path: the access, the pieces of edges, the access at the other end."""
    start, end = path.start, path.end
    yield from _access(start, (origin.lon, origin.lat), (start.lon, start.lat))
    if not path.nodes:
        yield from _piece(start.edge, start.along_km, end.along_km, shared)
    else:
        if start.edge >= 0:
            yield from _piece(start.edge, start.along_km, _reach(start.edge, path.nodes[0], shared), shared)
        yield from _edges(path, shared)
        if end.edge >= 0:
            yield from _piece(end.edge, _reach(end.edge, path.nodes[-1], shared), end.along_km, shared)
    yield from _access(end, (end.lon, end.lat), (destination.lon, destination.lat))


def line_of(step: Step, shared: MultimodalNetwork) -> Numbers:
    """Return the places of a step in its direction, shape (n, 2); longitudes never jump at 180°."""
    if step.edge < 0:
        return _geodesic(*step.ends)
    if step.edge >= shared.sea_edges:
        return land_polylines().part(step.edge - shared.sea_edges, step.from_km, step.to_km)
    network = shared.network
    nodes = [int(each[step.edge]) for each in (network.start, network.end)]
    ends = [(float(network.lon[node]), float(network.lat[node])) for node in nodes]
    return _geodesic(*(ends if step.from_km <= step.to_km else ends[::-1]))


def line_of_segment(segment: Segment, shared: MultimodalNetwork, *, longitude: float | None = None) -> Numbers:
    """Return the places of a segment, shape (n, 2).

    Parameters
    ----------
    longitude : float, optional
        Where the segment before has ended, give or take whole turns: the segment begins on the same turn of the globe.
    """
    lines = [line_of(step, shared) for step in segment.steps]
    places = numpy.vstack([lines[0], *(line[1:] for line in lines[1:])])
    places[:, 0] = numpy.unwrap(places[:, 0], period=360)
    if longitude is not None:
        places[:, 0] += 360 * numpy.round((longitude - places[0, 0]) / 360)
    return places


def _transfer(before: str, after: str) -> str | None:
    """Return how cargo is handled between two modes."""
    if before == after:
        return None
    return "port" if "sea" in (before, after) else "terminal"


def _access(connector: Connector, start: Place, end: Place) -> Iterable[Step]:
    if connector.access_km <= 0:
        return []
    mode, limit = ("sea", SEA_SNAP_LIMIT_KM) if connector.mode == "sea" else ("road", LAND_SNAP_LIMIT_KM)
    # So far from any network a straight line is no access but all that is known.
    basis = "access" if connector.access_km <= limit else "geodesic"
    return [Step(mode, basis, connector.access_km, ends=(start, end))]


def _edges(path: Path, shared: MultimodalNetwork) -> Iterator[Step]:
    """Yield the steps along whole edges; what follows a transfer at a port names the port."""
    network, edges = shared.network, numpy.array(path.edges, int)
    columns = (network.mode, network.basis, network.length_km, network.passages, network.start)
    port_id: str | None = None
    for edge, node, mode, basis, length, passages, first in zip(
        path.edges, path.nodes, *(column[edges].tolist() for column in columns), strict=False
    ):
        if edge >= shared.first_transfer:
            port_id = shared.transfer_ports[edge - shared.first_transfer]
            continue
        along = (0.0, length) if first == node else (length, 0.0)
        yield Step(_carrier(mode), SEGMENT_BASES[basis], length, passages, port_id, edge, *along)
        port_id = None


def _piece(edge: int, from_km: float, to_km: float, shared: MultimodalNetwork) -> Iterable[Step]:
    """Return the step along a piece of an edge; none where the piece has no length."""
    network = shared.network
    mode, basis = _carrier(int(network.mode[edge])), SEGMENT_BASES[network.basis[edge]]
    step = Step(mode, basis, abs(to_km - from_km), int(network.passages[edge]), None, edge, from_km, to_km)
    return [step] if step.distance_km else []


def _carrier(mode: int) -> str:
    """Return what carries the cargo along an edge; between railway and road, a lorry."""
    return "road" if mode == TRANSFER else MODES[mode]


def _ends(step: Step, shared: MultimodalNetwork) -> tuple[int, int]:
    """Return the nodes of a step's edge in the direction of the step."""
    ends = int(shared.network.start[step.edge]), int(shared.network.end[step.edge])
    return ends if step.from_km <= step.to_km else ends[::-1]


def _reach(edge: int, node: int, shared: MultimodalNetwork) -> float:
    """Return how far along an edge one of its nodes lies, km."""
    network = shared.network
    return 0.0 if network.start[edge] == node else float(network.length_km[edge])


def _geodesic(start: Place, end: Place) -> Numbers:
    """Return a straight line with a place at least every 100 km."""
    metres = ELLIPSOID.inv(*start, *end)[2]
    pieces = int(numpy.ceil(metres / 1000 / LONGEST_STEP_KM))
    between = ELLIPSOID.npts(*start, *end, pieces - 1) if pieces > 1 else []
    places = numpy.array([start, *between, end], float)
    places[:, 0] = numpy.unwrap(places[:, 0], period=360)
    return places
