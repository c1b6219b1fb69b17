"""Our networks as the peers take them.

Each gets what suits it best: no edge that is closed, of two edges between the same nodes the better alone, and igraph
each edge once.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

from geo_ree.atlas.built_in import built_in_atlas
from geo_ree.errors import MissingLibrary
from geo_ree.routing.network.connectors import Connector
from geo_ree.routing.network.graph import Indexes, Numbers
from geo_ree.routing.network.multimodal import MultimodalNetwork, multimodal_network
from geo_ree.routing.network.weights import Costing, edge_costs
from geo_ree.routing.options import ROUTE_MODES, RouteOptions
from geo_ree.routing.search.paths import Path, arcs_of

SHIP = "handysize"
PEERS = ("searoute", "igraph", "scgraph.cpp")


@dataclass(frozen=True, eq=False)
class Graph:
    """The edges that may be used on some costing, each pair of nodes once.

    Parameters
    ----------
    lon, lat : ndarray of float64
        Of all nodes of the network, used or not, in its order.
    start, end : ndarray of int32
    cost : ndarray of float64
        Finite.
    is_main : ndarray of bool
        Which nodes are in the largest part that hangs together.
    """

    lon: Numbers
    lat: Numbers
    start: Indexes
    end: Indexes
    cost: Numbers
    is_main: NDArray[numpy.bool_]


def library(name: str) -> Any:
    """Return a peer's module.

    Raises
    ------
    MissingLibrary
        Where it is not installed, naming the extra.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingLibrary(name, "benchmarks") from error


def shared_network(modes: Sequence[str]) -> MultimodalNetwork:
    """Return the network of some modes, as :func:`geo_ree.find_route` takes it."""
    return multimodal_network(sea="sea" in modes, land=bool({"rail", "road"} & set(modes)))


def costing_for(objective: str, modes: Sequence[str] = ROUTE_MODES) -> Costing:
    """Return what a query means that names its objective and its modes alone."""
    options = RouteOptions(modes=tuple(modes), objective=objective, ship=SHIP)
    return options.resolved(built_in_atlas()).costing


def graph_of(costing: Costing) -> Graph:
    """Return the network of some costing as plain edges."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    shared = shared_network(costing.modes)
    network, costs = shared.network, edge_costs(shared, costing)
    count = len(network.lon)
    low, high = numpy.minimum(network.start, network.end), numpy.maximum(network.start, network.end)
    usable = numpy.flatnonzero(numpy.isfinite(costs) & (low < high))
    best = usable[numpy.argsort(costs[usable], kind="stable")]
    _, once = numpy.unique(low[best].astype(numpy.int64) * count + high[best], return_index=True)
    chosen = best[once]
    start, end = low[chosen], high[chosen]
    joined = csr_array((numpy.ones(len(start)), (start, end)), shape=(count, count))
    part = connected_components(joined, directed=False)[1]
    return Graph(network.lon, network.lat, start, end, costs[chosen], part == numpy.bincount(part).argmax())


# --- as each peer takes it ----------------------------------------------------------------------------------------


def neighbours_of(graph: Graph) -> list[dict[int, float]]:
    """Return each node's neighbours with the costs, as scgraph takes a graph."""
    around: list[dict[int, float]] = [{} for _ in range(len(graph.lon))]
    for start, end, cost in zip(graph.start.tolist(), graph.end.tolist(), graph.cost.tolist(), strict=True):
        around[start][end] = around[end][start] = cost
    return around


def scgraph_of(graph: Graph) -> Any:
    """Return scgraph's graph in C++."""
    return library("scgraph.cpp").Graph(neighbours_of(graph))


def geograph_of(graph: Graph) -> Any:
    """Return scgraph's graph with places, in C++."""
    library("scgraph.cpp")  # without it scgraph falls back on Python without a word
    places = [[lat, lon] for lon, lat in zip(graph.lon.tolist(), graph.lat.tolist(), strict=True)]
    return library("scgraph").GeoGraph(neighbours_of(graph), places)


def edges_by_place(graph: Graph, *, both_ways: bool) -> dict[tuple[float, float], dict[tuple[float, float], Any]]:
    """Return edges as searoute takes them: nodes are places (longitude, latitude).

    networkx needs each edge both ways; igraph would hold it twice, and be slower. Where two nodes share a place, with
    an edge of a metre between them, they become one.
    """
    places = list(zip(graph.lon.tolist(), graph.lat.tolist(), strict=True))
    edges: dict[tuple[float, float], dict[tuple[float, float], Any]] = {place: {} for place in places}
    # The best comes first, and stays.
    for number in numpy.argsort(graph.cost, kind="stable").tolist():
        ends = places[graph.start[number]], places[graph.end[number]]
        if ends[0] == ends[1] or ends[1] in edges[ends[0]] or ends[0] in edges[ends[1]]:
            continue
        edge = {"weight": float(graph.cost[number]), "passage": None}
        edges[ends[0]][ends[1]] = edge
        if both_ways:
            edges[ends[1]][ends[0]] = edge
    return edges


def marnet_of(graph: Graph, backend: str) -> Any:
    """Return searoute's network, lengths in km, with nothing left to close: what is closed is not in it."""
    searoute = library("searoute")
    edges = edges_by_place(graph, both_ways=backend == "networkx")
    nodes = {place: {"x": place[0], "y": place[1]} for place in edges}
    marnet = searoute.from_nodes_edges_set(searoute.Marnet(backend=backend), nodes, edges)
    marnet.restrictions = []
    return marnet


def turn_to(backend: str) -> None:
    """Make searoute search by a backend: which one it calls is a global that the network made last has set."""
    library("searoute").Marnet(backend=backend)


# --- the ends of a search, and what it has found ---------------------------------------------------------------------


def ends_of(connectors: Sequence[Connector], costing: Costing, shared: MultimodalNetwork) -> dict[int, float]:
    """Return the nodes that a place reaches first with what that costs, as scgraph takes an end."""
    ends: dict[int, float] = {}
    for arc in arcs_of(connectors, costing, shared):
        # A plain float: a number of numpy counts as 0 there.
        ends[int(arc.node)] = min(float(arc.cost), ends.get(arc.node, numpy.inf))
    return ends


def cost_of(path: Path | None, costing: Costing, shared: MultimodalNetwork) -> float:
    """Return what a path costs: its access at both ends, and its edges. Infinite where there is none."""
    if path is None:
        return float("inf")
    ends = (path.start, path.nodes[0]), (path.end, path.nodes[-1])
    access = sum(ends_of([connector], costing, shared)[node] for connector, node in ends)
    return access + float(edge_costs(shared, costing)[list(path.edges)].sum())


def length_of(path: Path | None, shared: MultimodalNetwork) -> float:
    """Return the length of a path, km: its access at both ends, what it uses of their edges, its own."""
    if path is None:
        return float("inf")
    network = shared.network
    length = path.start.access_km + path.end.access_km + float(network.length_km[list(path.edges)].sum())
    for connector, node in ((path.start, path.nodes[0]), (path.end, path.nodes[-1])):
        if connector.edge >= 0:
            is_start = node == network.start[connector.edge]
            length += connector.along_km if is_start else float(network.length_km[connector.edge]) - connector.along_km
    return length
