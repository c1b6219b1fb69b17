"""Sea, rail and road as one network for a query, what its edges cost, and where a place joins it.

Cargo changes between land and sea at ports only, and between railway and road at terminals. A place that is no port
is joined to the nearest railway and the nearest road by a straight line, its access.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TypeAlias

import numpy
from numpy.typing import NDArray

from geo_ree.routing.factors import Rates
from geo_ree.routing.network.graph import (
    BASES,
    LAND_SNAP_LIMIT_KM,
    MODES,
    RAIL,
    ROAD,
    SEA,
    SEA_SNAP_LIMIT_KM,
    TRANSFER,
    Flags,
    Network,
    Numbers,
    land_network,
    sea_network,
    seal,
)
from geo_ree.routing.network.polylines import land_shapes
from geo_ree.routing.passages import PASSAGE_IDS

OBJECTIVES = ("co2e", "time", "distance")
# Of two ways that cost the same, the one with fewer changes is taken.
TIE = 1e-6
# No source that was read gives the emissions of handling, so no result counts them. But the search weighs a change as
# much as this, our assumption: else it would reload a cargo from train to lorry and back to save a kilogram a tonne.
CHANGE_G_PER_T = 3000.0
ACCESS = BASES.index("access")
# As many places are looked for one by one, and remembered.
FEW = 16
Snap: TypeAlias = tuple[float, float, float, int, float]
# Farther off, the flat sums by which the nearest line is found are no longer good.
FARTHEST_ACCESS_KM = 1000.0


@dataclass(frozen=True)
class Prices:
    """What a query minimises: grams of CO2e a tonne, hours or kilometres.

    Parameters
    ----------
    objective : str
        Of ``OBJECTIVES``.
    sea, rail, road : float
        Of a kilometre.
    port, terminal : float
        Of a change between land and sea, and of one between railway and road.
    quay : float
        Of the access of a port on land. Railway and road meet there, so a change between the two pays one half of a
        terminal on each side; a way that begins or ends at a port gets it back.
    change : float
        How much of a change is only weighed by the search and is no part of a result.
    passages : tuple of (str, float)
        Of a passage beyond its kilometres.
    """

    objective: str
    sea: float
    rail: float
    road: float
    port: float
    terminal: float
    quay: float
    change: float
    passages: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Terms:
    """What a query allows and what it minimises.

    Parameters
    ----------
    modes : tuple of str
        Of ``sea``, ``rail`` and ``road``.
    closed : tuple of str
        Ids of every passage that is shut, for whatever reason.
    avoid : tuple of str
        Ports (UN/LOCODE) where cargo must not change between land and sea.
    prices : Prices
    """

    modes: tuple[str, ...]
    closed: tuple[str, ...]
    avoid: tuple[str, ...]
    prices: Prices

    @property
    def quay(self) -> float:
        """The cost of a port's access on land; without both railway and road there is nothing to change between."""
        return self.prices.quay if {"rail", "road"} <= set(self.modes) else 0.0


def prices_of(objective: str, rates: Rates) -> Prices:
    """Return the prices that make the cheapest way the one of least ``co2e``, ``time`` or ``distance``.

    Examples
    --------
    >>> from geo_ree.routing.factors import rates_for
    >>> prices = prices_of("distance", rates_for("handysize"))
    >>> prices.sea, prices.rail, prices.port
    (1.0, 1.0, 1e-06)
    """
    if objective == "time":
        speed, hours = rates.speed_km_h, rates.handling_hours
        canals = tuple((passage_id, rate.value) for passage_id, rate in rates.passage_hours.items())
        sea, rail, road = (1 / speed[mode].value for mode in ("sea", "rail", "road"))
        port, terminal = hours["port"].value, hours["terminal"].value
        return Prices(objective, sea, rail, road, port + TIE, terminal + TIE, terminal / 2, TIE, canals)
    if objective == "distance":
        return Prices(objective, 1.0, 1.0, 1.0, TIE, TIE, TIE / 2, TIE)
    factor = rates.co2e_g_per_t_km
    sea, rail, road = (factor[mode].value for mode in ("sea", "rail", "road"))
    return Prices(objective, sea, rail, road, CHANGE_G_PER_T, CHANGE_G_PER_T, CHANGE_G_PER_T / 2, CHANGE_G_PER_T)


@dataclass(frozen=True, eq=False)
class Transport:
    """One network of all modes of a query: the sea's nodes and edges first, then the land's, then the changes at ports.

    Parameters
    ----------
    network : Network
        Its ports are those of the sea, or of the land where no sea is in it.
    sea_nodes, sea_edges : int
        How many nodes and edges lie at sea.
    changes : int
        The number of the first change between land and sea; edge ``changes + n`` is that at ``change_ids[n]``.
    change_ids : tuple of str
        The ports that are on both networks.
    port_nodes : mapping of str to tuple of int
        The nodes of each port: at sea, on land, or both.
    """

    network: Network
    sea_nodes: int
    sea_edges: int
    changes: int
    change_ids: tuple[str, ...]
    port_nodes: Mapping[str, tuple[int, ...]]

    def costs(self, terms: Terms) -> Numbers:
        """Return what each edge costs on some terms; infinite where it may not be used."""
        network, prices = self.network, terms.prices
        by_mode = numpy.array([prices.sea, prices.rail, prices.road, prices.road])
        costs: Numbers = network.length_km * by_mode[network.mode]
        costs[self._shut(terms)] = numpy.inf
        costs[network.mode == TRANSFER] += prices.terminal
        half = terms.quay
        costs[self.sea_edges :][self._quays] += half
        costs[self.changes :] += prices.port - prices.terminal - half
        for passage_id, price in prices.passages:
            costs += numpy.where(network.passages >> PASSAGE_IDS.index(passage_id) & 1, price, 0.0)
        return costs

    @cached_property
    def kinds(self) -> NDArray[numpy.uint8]:
        """What each node is: 0 at sea, 1 on a railway, 2 on a road, 3 a port on land, where both may meet."""
        network = self.network
        kinds = numpy.zeros(len(network.lon), numpy.uint8)
        for mode in (RAIL, ROAD):
            edges = network.mode == mode
            kinds[network.start[edges]] = kinds[network.end[edges]] = mode
        on_land = [node for nodes in self.port_nodes.values() for node in nodes if node >= self.sea_nodes]
        kinds[on_land] = ROAD + 1
        seal([kinds])
        return kinds

    @cached_property
    def _quays(self) -> Flags:
        """Which edges from the first of the land on join a port to railway or road."""
        mode, basis = self.network.mode[self.sea_edges :], self.network.basis[self.sea_edges :]
        quays: Flags = (basis == ACCESS) & (mode != TRANSFER)
        return quays

    def _shut(self, terms: Terms) -> Flags:
        network, modes = self.network, [MODES.index(mode) for mode in terms.modes]
        terminals = [TRANSFER] if {RAIL, ROAD} <= set(modes) else []
        shut = ~network.open_edges(closed=terms.closed, modes=[*modes, *terminals])
        avoided = set(terms.avoid)
        shut[self.changes :] = [port_id in avoided for port_id in self.change_ids]
        return shut


@lru_cache(maxsize=8)
def edge_costs(shared: Transport, terms: Terms) -> Numbers:
    """Return what each edge costs, worked out once for the same terms; read-only."""
    costs = shared.costs(terms)
    seal([costs])
    return costs


@lru_cache(maxsize=3)
def transport(*, sea: bool, land: bool) -> Transport:
    """Return the network of the sea, the land or both, joined once. Nothing in it can be changed.

    Examples
    --------
    >>> both = transport(sea=True, land=True)
    >>> "TRDRC" in both.change_ids, len(both.port_nodes["TRDRC"])
    (True, 2)
    """
    parts = ([sea_network()] if sea else []) + ([land_network()] if land else [])
    shifts = [0, len(parts[0].lon)][: len(parts)]
    ports: dict[str, tuple[int, ...]] = {}
    for part, shift in zip(parts, shifts, strict=True):
        for port_id, node in zip(part.port_ids, part.port_nodes.tolist(), strict=True):
            ports[port_id] = (*ports.get(port_id, ()), node + shift)
    changes = tuple(port_id for port_id, nodes in ports.items() if len(nodes) == 2)
    return Transport(
        network=parts[0] if len(parts) == 1 else _joined(parts[0], parts[1], [ports[port_id] for port_id in changes]),
        sea_nodes=len(parts[0].lon) if sea else 0,
        sea_edges=len(parts[0].start) if sea else 0,
        changes=sum(len(part.start) for part in parts),
        change_ids=changes,
        port_nodes=MappingProxyType(ports),
    )


def transport_for(terms: Terms) -> Transport:
    """Return the network of the modes that some terms allow."""
    return transport(sea="sea" in terms.modes, land=bool({"rail", "road"} & set(terms.modes)))


def _joined(sea: Network, land: Network, changes: Sequence[tuple[int, ...]]) -> Network:
    here, there = numpy.array(changes, numpy.int32).reshape(-1, 2).T
    added = len(changes)
    arrays = {
        "lon": numpy.concatenate([sea.lon, land.lon]),
        "lat": numpy.concatenate([sea.lat, land.lat]),
        "start": numpy.concatenate([sea.start, land.start + numpy.int32(len(sea.lon)), here]),
        "end": numpy.concatenate([sea.end, land.end + numpy.int32(len(sea.lon)), there]),
        "length_km": numpy.concatenate([sea.length_km, land.length_km, numpy.zeros(added)]),
        "mode": numpy.concatenate([sea.mode, land.mode, numpy.full(added, TRANSFER, numpy.uint8)]),
        "basis": numpy.concatenate([sea.basis, land.basis, numpy.full(added, ACCESS, numpy.uint8)]),
        "passages": numpy.concatenate([sea.passages, land.passages, numpy.zeros(added, numpy.uint32)]),
        "port_nodes": sea.port_nodes,
    }
    seal(arrays.values())
    return Network(port_ids=sea.port_ids, **arrays)


# --- where places join the network --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Joint:
    """Where a place joins the network: at a node, or somewhere along an edge.

    Parameters
    ----------
    mode : str
        What is joined: ``sea``, ``rail`` or ``road``; ``land`` where the place is the network's own port on land.
    access_km : float
        How far off the place lies, a geodesic.
    lon, lat : float
        The point joined, degrees.
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

    def cost(self, terms: Terms) -> float:
        """Return what the access costs: by road, and into a train, or by sea from a place at sea."""
        prices = terms.prices
        if self.is_port:
            return terms.quay if self.mode == "sea" else 0.0
        cost = self.access_km * (prices.sea if self.mode == "sea" else prices.road)
        return cost + prices.terminal * (self.mode == "rail" and self.access_km > 0)

    def half_changes(self, terms: Terms) -> int:
        """Return how many halves of a change its cost holds: two from a lorry into a train, one for a port's quay."""
        if self.is_port:
            return int(self.mode == "sea" and terms.quay > 0)
        return 2 * (self.mode == "rail" and self.access_km > 0)

    def arcs(self, network: Network, costs: Numbers) -> list[tuple[int, float]]:
        """Return the nodes reached first and what reaching each costs from the point joined."""
        if self.edge < 0:
            return [(self.node, 0.0)]
        share = self.along_km / network.length_km[self.edge]
        cost = float(costs[self.edge])
        return [
            (int(network.start[self.edge]), share * cost),
            (int(network.end[self.edge]), (1 - share) * cost),
        ]


def joints_of_ports(port_ids: Iterable[str], shared: Transport) -> list[list[Joint]]:
    """Return the joints of ports of the network: at sea, on land, or both."""
    network = shared.network
    return [
        [
            Joint(
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


def joints_of_places(
    lon: Numbers, lat: Numbers, terms: Terms, shared: Transport, *, access_km: float | None = None
) -> list[list[Joint]]:
    """Return the joints of places that are no ports.

    Each place is joined to the nearest railway and the nearest road, as far as the modes allow, within 15 km. Only a
    place without either, as one at sea has none, is joined to the nearest place of the lanes, within 50 km.

    Parameters
    ----------
    lon, lat : ndarray of float64
        Degrees, shape (n,).
    access_km : float, optional
        Other limits than these, for all modes: wider for the places that would join nothing else, or narrower for all.

    Returns
    -------
    list of list of Joint
        One list a place; empty where nothing is near enough.
    """
    narrow = numpy.inf if access_km is None else access_km
    found = _joints_within(lon, lat, terms, shared, min(LAND_SNAP_LIMIT_KM, narrow), min(SEA_SNAP_LIMIT_KM, narrow))
    lost = [number for number, joints in enumerate(found) if not joints]
    if access_km is not None and access_km > LAND_SNAP_LIMIT_KM and lost:
        farther = _joints_within(lon[lost], lat[lost], terms, shared, access_km, access_km)
        for number, joints in zip(lost, farther, strict=True):
            found[number] = joints
    return found


def _joints_within(
    lon: Numbers, lat: Numbers, terms: Terms, shared: Transport, land_km: float, sea_km: float
) -> list[list[Joint]]:
    found: list[list[Joint]] = [[] for _ in lon]
    for mode in (RAIL, ROAD):
        if MODES[mode] in terms.modes:
            for joints, joint in zip(found, _on_land(lon, lat, mode, shared, land_km), strict=True):
                joints += joint
    dry = [number for number, joints in enumerate(found) if not joints]
    if "sea" in terms.modes and dry:
        for number, joint in zip(dry, _at_sea(lon[dry], lat[dry], sea_km), strict=True):
            found[number] += joint
    return found


def _on_land(lon: Numbers, lat: Numbers, mode: int, shared: Transport, within_km: float) -> list[list[Joint]]:
    """Return the one joint of each place to a mode, if it is near enough."""
    places = tuple(zip(lon.tolist(), lat.tolist(), strict=True))
    if len(places) <= FEW:
        rows = [_snaps((place,), mode, within_km)[0] for place in places]
    else:
        rows = _all_snaps(places, mode, within_km)
    return [
        [Joint(MODES[mode], away, x, y, edge=edge + shared.sea_edges, along_km=along)] if edge >= 0 else []
        for away, x, y, edge, along in rows
    ]


def _all_snaps(places: Sequence[tuple[float, float]], mode: int, within_km: float) -> list[Snap]:
    """Return for each place how far the nearest line of a mode is, its point there, its edge and the way along it."""
    land = land_network()
    # A port's own access and the ways of a terminal are no lines to board.
    usable = (land.mode == mode) & (land.basis != ACCESS)
    lon, lat = numpy.array(places, float).reshape(-1, 2).T
    snaps = land_shapes().nearest(lon, lat, usable=usable, within_km=within_km)
    columns = (getattr(snaps, name).tolist() for name in ("distance_km", "lon", "lat", "edge", "along_km"))
    return list(zip(*columns, strict=True))


# A deposit is where it was, and the next route begins there too.
_snaps = lru_cache(maxsize=4096)(_all_snaps)


def _at_sea(lon: Numbers, lat: Numbers, within_km: float) -> list[list[Joint]]:
    sea = sea_network()
    nodes, away = sea.nearest_nodes(lon, lat)
    return [
        [Joint(MODES[SEA], km, float(sea.lon[node]), float(sea.lat[node]), node)] if km <= within_km else []
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
        float(land_shapes().nearest(lon, lat, usable=usable, within_km=within_km).distance_km[0])
        for within_km in (100.0, FARTHEST_ACCESS_KM)
    )
    return next((km for km in found if km < numpy.inf), numpy.inf)
