"""The cheapest path between two places over the transport network, and the costs between many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy

from geo_ree.routing.network.connectors import Connector
from geo_ree.routing.network.graph import Indexes, Network, Numbers
from geo_ree.routing.network.multimodal import MultimodalNetwork
from geo_ree.routing.network.weights import Costing, edge_costs
from geo_ree.routing.search.core_search import core_graph_of, search_core

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Path:
    """The cheapest path between two places.

    Parameters
    ----------
    start, end : Connector
        Where it reaches the network and leaves it.
    edges, nodes : tuple of int
        The edges in order, and the nodes between which they lie: one more than edges. From the point where the network
        is reached to its first node it runs along ``start.edge``, and from its last node along ``end.edge``. Both are
        empty where the two points lie on one edge and the path runs along that.
    """

    start: Connector
    end: Connector
    edges: tuple[int, ...]
    nodes: tuple[int, ...]


@dataclass(frozen=True)
class Arc:
    """From a connector to a node that is reached first, with what that costs in all and the halves of a transfer."""

    connector: Connector
    node: int
    cost: float
    half_transfers: int


def cheapest_path(
    starts: Sequence[Connector], ends: Sequence[Connector], costing: Costing, shared: MultimodalNetwork
) -> Path | None:
    """Return the cheapest path from any connector of one place to any of another; None where there is none."""
    out, back = arcs_of(starts, costing, shared), arcs_of(ends, costing, shared)
    along = min(
        (
            (cost, start, end)
            for start in starts
            for end in ends
            for cost in _along_one_edge(start, end, costing, shared)
        ),
        default=None,
        key=lambda row: row[0],
    )
    found = _search(out, back, costing, shared)
    if along is not None and (found is None or along[0] <= found[0]):
        return Path(along[1], along[2], (), ())
    if found is None:
        return None
    _, source, edges = found
    nodes = _nodes(source, edges, shared)
    first, last = (
        min((arc for arc in arcs if arc.node == node), key=lambda arc: arc.cost)
        for arcs, node in ((out, nodes[0]), (back, nodes[-1]))
    )
    return Path(first.connector, last.connector, tuple(edges), tuple(nodes))


@lru_cache(maxsize=2)
def graph(shared: MultimodalNetwork, costing: Costing) -> csr_array:
    """Return the whole network with its costs, as scipy takes it; it is shared, so not to be changed."""
    return shared.network.csgraph(weights=edge_costs(shared, costing))


def arcs_of(connectors: Sequence[Connector], costing: Costing, shared: MultimodalNetwork) -> list[Arc]:
    """Return the nodes that a place reaches first, each with the cost of its access and of the path along its edge."""
    return arcs_with(connectors, costing, shared.network, edge_costs(shared, costing))


def arcs_with(connectors: Sequence[Connector], costing: Costing, network: Network, costs: Numbers) -> list[Arc]:
    """Return the same where the costs of edges are at hand: there may be thousands of places."""
    return [
        Arc(connector, node, connector.cost(costing) + cost, connector.half_transfers(costing))
        for connector in connectors
        for node, cost in connector.arcs(network, costs)
        if cost < numpy.inf
    ]


def _search(
    out: Sequence[Arc], back: Sequence[Arc], costing: Costing, shared: MultimodalNetwork
) -> tuple[float, int, list[int]] | None:
    """Return the cost of the cheapest path, its first node and its edges; None where there is none."""
    if not out or not back:
        return None
    core_graph = core_graph_of(shared, costing)
    if core_graph is None:
        return search_whole(out, back, costing, shared)
    return search_core([(arc.node, arc.cost) for arc in out], [(arc.node, arc.cost) for arc in back], core_graph)


def search_whole(
    out: Sequence[Arc], back: Sequence[Arc], costing: Costing, shared: MultimodalNetwork
) -> tuple[float, int, list[int]] | None:
    """Return the same by searching the whole network: for weights that no stored hierarchy was built for."""
    reached, before = _tree(out, costing, shared)
    last = min(back, key=lambda arc: float(reached[arc.node]) + arc.cost)
    cost = float(reached[last.node]) + last.cost
    if cost == numpy.inf:
        return None
    nodes, source = [last.node], len(shared.network.lon)
    while before[nodes[-1]] != source:
        nodes.append(int(before[nodes[-1]]))
    nodes.reverse()
    costs = edge_costs(shared, costing)
    return cost, nodes[0], [shared.network.edge_between(*pair, weights=costs) for pair in pairwise(nodes)]


def _nodes(source: int, edges: Sequence[int], shared: MultimodalNetwork) -> list[int]:
    """Return the nodes between which edges lie, the first of them given."""
    numbers = numpy.array(edges, int)
    nodes = [source]
    for start, end in zip(shared.network.start[numbers].tolist(), shared.network.end[numbers].tolist(), strict=True):
        nodes.append(end if nodes[-1] == start else start)
    return nodes


def _tree(arcs: Sequence[Arc], costing: Costing, shared: MultimodalNetwork) -> tuple[Numbers, Indexes]:
    """Return what reaching each node costs from a place, and the node before it; the place comes after all nodes."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    whole, size = graph(shared, costing), len(shared.network.lon) + 1
    costs = numpy.concatenate([whole.data, [arc.cost for arc in arcs]])
    heads = numpy.concatenate([whole.indices, numpy.array([arc.node for arc in arcs], numpy.int32)])
    joined = csr_array((costs, heads, numpy.append(whole.indptr, numpy.int32(len(costs)))), shape=(size, size))
    cost, before = dijkstra(joined, indices=size - 1, return_predecessors=True)
    return cost, before


def _along_one_edge(start: Connector, end: Connector, costing: Costing, shared: MultimodalNetwork) -> list[float]:
    """Return the cost of the path along the edge on which both connectors lie, if they lie on one."""
    if start.edge < 0 or start.edge != end.edge:
        return []
    share = abs(start.along_km - end.along_km) / shared.network.length_km[start.edge]
    return [share * float(edge_costs(shared, costing)[start.edge]) + start.cost(costing) + end.cost(costing)]
