"""The cheapest paths from stop to stop, and what is to be said where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import numpy

from geo_ree.errors import InvalidPlace, NoRoute
from geo_ree.routing.network.connectors import (
    FARTHEST_ACCESS_KM,
    Connector,
    connectors_of_places,
    connectors_of_ports,
    nearest_km,
)
from geo_ree.routing.network.graph import LAND_SNAP_LIMIT_KM, SEA_SNAP_LIMIT_KM
from geo_ree.routing.network.multimodal import MultimodalNetwork
from geo_ree.routing.network.weights import Costing
from geo_ree.routing.places import Stop
from geo_ree.routing.search.paths import Path, cheapest_path
from geo_ree.text.figures import join_words

WORDS = MappingProxyType({"rail": "railway", "road": "main road", "sea": "sea lane"})


def connectors_of(
    stops: Sequence[Stop], costing: Costing, shared: MultimodalNetwork, *, access_km: float | None = None
) -> list[list[Connector]]:
    """Return where each stop is connected to the network; none for one that is too far off."""
    inland = [stop for stop in stops if stop.stop_id not in shared.port_nodes]
    lon, lat = (numpy.array([getattr(stop, axis) for stop in inland], float) for axis in ("lon", "lat"))
    placed = iter(connectors_of_places(lon, lat, costing, shared, access_km=access_km))
    ports = iter(connectors_of_ports([stop.stop_id for stop in stops if stop.stop_id in shared.port_nodes], shared))
    return [next(ports if stop.stop_id in shared.port_nodes else placed) for stop in stops]


def paths_between(
    stops: Sequence[Stop], costing: Costing, shared: MultimodalNetwork, access_km: float | None
) -> Iterator[Path]:
    """Yield the path from each stop to the next.

    At a port between two others, land and sea meet: the cargo leaves on the other side than it has come. From an
    inland place to such a port it goes by land alone, and from one port to another by the side on which it left, as
    long as there is such a path.
    """
    connectors = connectors_of(stops, costing, shared, access_km=access_km)
    for stop, own in zip(stops, connectors, strict=True):
        if not own:
            raise NoRoute(_too_far(stop, costing, access_km))
    side: str | None = None  # by which the cargo leaves a port between two others
    for number, ends in enumerate(pairwise(stops)):
        start, end = _on_side(connectors[number], side), connectors[number + 1]
        is_last, path = number + 2 == len(stops), None
        if end[0].is_port and (side or not is_last):
            side = side or ("sea" if start[0].is_port else "land")
            path = cheapest_path(_on_side(start, side), _on_side(end, side), _narrowed(costing, side), shared)
        path = path or cheapest_path(start, end, costing, shared)
        if path is None:
            raise NoRoute(_why_none(ends, (start, end), costing, shared))
        side = {"sea": "land", "land": "sea"}.get(path.end.mode) if end[0].is_port else None
        yield path


def _on_side(connectors: Sequence[Connector], side: str | None) -> Sequence[Connector]:
    """Return the connectors of a port by sea or by land; all where there is none."""
    return [connector for connector in connectors if connector.is_port and connector.mode == side] or connectors


def _narrowed(costing: Costing, side: str) -> Costing:
    """Return the costing for the sea or for the land alone."""
    return replace(costing, modes=tuple(mode for mode in costing.modes if (mode == "sea") == (side == "sea")))


def check_apart(stops: Sequence[Stop]) -> None:
    """Raise InvalidPlace where two stops running are one place."""
    for here, there in pairwise(stops):
        if (here.lon, here.lat) == (there.lon, there.lat):
            raise InvalidPlace(f"a route cannot go from {here.name} to {there.name}: they are one place")


def _too_far(stop: Stop, costing: Costing, access_km: float | None) -> str:
    """Return the words on a stop that reaches nothing: how far each network is, and how far it may be."""
    limits = {"rail": LAND_SNAP_LIMIT_KM, "road": LAND_SNAP_LIMIT_KM, "sea": SEA_SNAP_LIMIT_KM}
    away = {mode: nearest_km(stop.lon, stop.lat, mode) for mode in costing.modes}
    words = [
        f"the nearest {WORDS[mode]} is {km:.0f} km away, at most {access_km or limits[mode]:g} km are allowed"
        if numpy.isfinite(km)
        else f"no {WORDS[mode]} lies within {FARTHEST_ACCESS_KM:,.0f} km"
        for mode, km in away.items()
    ]
    wider = numpy.ceil(min(away.values()))
    hint = f"; access_km={wider:.0f} would allow a straight line" if numpy.isfinite(wider) else ""
    return f"{stop.name} ({stop.stop_id}) reaches no network: {'; '.join(words)}{hint}"


def _why_none(
    ends: tuple[Stop, Stop],
    connectors: tuple[Sequence[Connector], Sequence[Connector]],
    costing: Costing,
    shared: MultimodalNetwork,
) -> str:
    """Return the words on two stops that nothing connects: which closed passages would, or that none would."""
    between = f"nothing connects {ends[0].name} ({ends[0].stop_id}) and {ends[1].name} ({ends[1].stop_id})"
    by = "by " + join_words(costing.modes, "or")
    if cheapest_path(*connectors, replace(costing, closed=(), avoid_ports=()), shared) is None:
        return f"{between} {by}: there is a gap in the networks that no passage closes"
    opening = [
        passage
        for passage in costing.closed
        if cheapest_path(*connectors, replace(costing, closed=tuple({*costing.closed} - {passage})), shared)
    ]
    closed = opening or list(costing.closed)
    if cheapest_path(*connectors, replace(costing, closed=()), shared):
        return f"{between} {by} with {join_words(closed)} closed"
    return f"{between} {by} without the ports to be avoided: {', '.join(costing.avoid_ports)}"
