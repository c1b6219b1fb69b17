"""Connectors: where a place is connected to the network, and what its access costs.

A place that is no port is connected to the nearest railway and the nearest road by a straight line, its access.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy

from geo_ree.routing.network.graph import (
    LAND_SNAP_LIMIT_KM,
    MODES,
    RAIL,
    ROAD,
    SEA,
    SEA_SNAP_LIMIT_KM,
    Network,
    Numbers,
    land_network,
    sea_network,
)
from geo_ree.routing.network.multimodal import ACCESS, MultimodalNetwork
from geo_ree.routing.network.polylines import land_polylines
from geo_ree.routing.network.weights import Costing

# As many places are looked for one by one, and remembered.
FEW = 16
# Farther off, the flat sums by which the nearest line is found are no longer good.
FARTHEST_ACCESS_KM = 1000.0
Snap: TypeAlias = tuple[float, float, float, int, float]


@dataclass(frozen=True)
class Connector:
    """Where a place is connected to the network: at a node, or somewhere along an edge.

    Parameters
    ----------
    mode : str
        What is reached: ``sea``, ``rail`` or ``road``; ``land`` where the place is the network's own port on land.
    access_km : float
        How far off the place lies, a geodesic.
    lon, lat : float
        The point reached, degrees.
    node : int
        -1 where the point lies along an edge.
    edge : int
        -1 where the point is a node.
    along_km : float
        From the edge's ``start``.
    is_port : bool
        Whether the place is a port of the network.
    """

    mode: str
    access_km: float
    lon: float
    lat: float
    node: int = -1
    edge: int = -1
    along_km: float = 0.0
    is_port: bool = False

    def cost(self, costing: Costing) -> float:
        """Return what the access costs: by road, and into a train, or by sea from a place at sea."""
        unit_costs = costing.unit_costs
        if self.is_port:
            return costing.quay if self.mode == "sea" else 0.0
        cost = self.access_km * (unit_costs.sea if self.mode == "sea" else unit_costs.road)
        return cost + unit_costs.terminal * (self.mode == "rail" and self.access_km > 0)

    def half_transfers(self, costing: Costing) -> int:
        """Return how many halves of a transfer its cost holds: two from a lorry into a train, one for a port's quay."""
        if self.is_port:
            return int(self.mode == "sea" and costing.quay > 0)
        return 2 * (self.mode == "rail" and self.access_km > 0)

    def arcs(self, network: Network, costs: Numbers) -> list[tuple[int, float]]:
        """Return the nodes reached first and what reaching each costs from the point reached."""
        if self.edge < 0:
            return [(self.node, 0.0)]
        share = self.along_km / network.length_km[self.edge]
        cost = float(costs[self.edge])
        return [
            (int(network.start[self.edge]), share * cost),
            (int(network.end[self.edge]), (1 - share) * cost),
        ]


def connectors_of_ports(port_ids: Iterable[str], shared: MultimodalNetwork) -> list[list[Connector]]:
    """Return the connectors of ports of the network: at sea, on land, or both."""
    network = shared.network
    return [
        [
            Connector(
                "sea" if node < shared.sea_nodes else "land",
                0.0,
                float(network.lon[node]),
                float(network.lat[node]),
                node,
                is_port=True,
            )
            for node in shared.port_nodes[port_id]
        ]
        for port_id in port_ids
    ]


def connectors_of_places(
    lon: Numbers, lat: Numbers, costing: Costing, shared: MultimodalNetwork, *, access_km: float | None = None
) -> list[list[Connector]]:
    """Return the connectors of places that are no ports.

    Each place is connected to the nearest railway and the nearest road, as far as the modes allow, within 15 km. Only a
    place without either, as one at sea has none, is connected to the nearest place of the lanes, within 50 km.

    Parameters
    ----------
    lon, lat : ndarray of float64
        Degrees, shape (n,).
    access_km : float, optional
        Other limits than these, for all modes: wider for the places that would reach nothing else, or narrower for all.

    Returns
    -------
    list of list of Connector
        One list a place; empty where nothing is near enough.
    """
    narrow = numpy.inf if access_km is None else access_km
    found = _connectors_within(
        lon, lat, costing, shared, min(LAND_SNAP_LIMIT_KM, narrow), min(SEA_SNAP_LIMIT_KM, narrow)
    )
    lost = [number for number, connectors in enumerate(found) if not connectors]
    if access_km is not None and access_km > LAND_SNAP_LIMIT_KM and lost:
        farther = _connectors_within(lon[lost], lat[lost], costing, shared, access_km, access_km)
        for number, connectors in zip(lost, farther, strict=True):
            found[number] = connectors
    return found


def _connectors_within(
    lon: Numbers, lat: Numbers, costing: Costing, shared: MultimodalNetwork, land_km: float, sea_km: float
) -> list[list[Connector]]:
    found: list[list[Connector]] = [[] for _ in lon]
    for mode in (RAIL, ROAD):
        if MODES[mode] in costing.modes:
            for connectors, connector in zip(found, _on_land(lon, lat, mode, shared, land_km), strict=True):
                connectors += connector
    dry = [number for number, connectors in enumerate(found) if not connectors]
    if "sea" in costing.modes and dry:
        for number, connector in zip(dry, _at_sea(lon[dry], lat[dry], sea_km), strict=True):
            found[number] += connector
    return found


def _on_land(
    lon: Numbers, lat: Numbers, mode: int, shared: MultimodalNetwork, within_km: float
) -> list[list[Connector]]:
    """Return the one connector of each place to a mode, if it is near enough."""
    places = tuple(zip(lon.tolist(), lat.tolist(), strict=True))
    if len(places) <= FEW:
        rows = [_snaps((place,), mode, within_km)[0] for place in places]
    else:
        rows = _all_snaps(places, mode, within_km)
    return [
        [Connector(MODES[mode], away, x, y, edge=edge + shared.sea_edges, along_km=along)] if edge >= 0 else []
        for away, x, y, edge, along in rows
    ]


def _all_snaps(places: Sequence[tuple[float, float]], mode: int, within_km: float) -> list[Snap]:
    """Return for each place how far the nearest line of a mode is, its point there, its edge and the path along it."""
    land = land_network()
    # A port's own access and the paths of a terminal are no lines to board.
    usable = (land.mode == mode) & (land.basis != ACCESS)
    lon, lat = numpy.array(places, float).reshape(-1, 2).T
    snaps = land_polylines().nearest(lon, lat, usable=usable, within_km=within_km)
    columns = (getattr(snaps, name).tolist() for name in ("distance_km", "lon", "lat", "edge", "along_km"))
    return list(zip(*columns, strict=True))


# A deposit is where it was, and the next route begins there too.
_snaps = lru_cache(maxsize=4096)(_all_snaps)


def _at_sea(lon: Numbers, lat: Numbers, within_km: float) -> list[list[Connector]]:
    sea = sea_network()
    nodes, away = sea.nearest_nodes(lon, lat)
    return [
        [Connector(MODES[SEA], km, float(sea.lon[node]), float(sea.lat[node]), node)] if km <= within_km else []
        for node, km in zip(nodes.tolist(), away.tolist(), strict=True)
    ]


def nearest_km(lon: float, lat: float, mode: str) -> float:
    """Return how far a place is from the nearest line of a mode on land, or place of the lanes at sea, km.

    Infinite beyond ``FARTHEST_ACCESS_KM``.
    """
    if mode == "sea":
        away = float(sea_network().nearest_nodes(lon, lat)[1][0])
        return away if away <= FARTHEST_ACCESS_KM else numpy.inf
    usable = land_network().mode == MODES.index(mode)
    # A search as wide as it may be is slow.
    found = (
        float(land_polylines().nearest(lon, lat, usable=usable, within_km=within_km).distance_km[0])
        for within_km in (100.0, FARTHEST_ACCESS_KM)
    )
    return next((km for km in found if km < numpy.inf), numpy.inf)
