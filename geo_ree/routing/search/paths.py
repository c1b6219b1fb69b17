"""The cheapest way between two places over the transport network, and the costs between many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy

from geo_ree.routing.network.graph import Indexes, Network, Numbers
from geo_ree.routing.network.multimodal import Joint, Terms, Transport, edge_costs
from geo_ree.routing.search.core_search import climb, summit_of

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Way:
    """The cheapest way between two places.

    Parameters
    ----------
    start, end : Joint
        Where it joins the network and leaves it.
    edges, nodes : tuple of int
        The edges in order, and the nodes between which they lie: one more than edges. From the point where the way
        joins to its first node it runs along ``start.edge``, and from its last node along ``end.edge``. Both are empty
        where the two points lie on one edge and the way runs along that.
    """

    start: Joint
    end: Joint
    edges: tuple[int, ...]
    nodes: tuple[int, ...]


@dataclass(frozen=True)
class Arc:
    """From a joint to a node that is reached first, with what that costs in all and the halves of a change in it."""

    joint: Joint
    node: int
    cost: float
    half_changes: int


def cheapest_way(starts: Sequence[Joint], ends: Sequence[Joint], terms: Terms, shared: Transport) -> Way | None:
    """Return the cheapest way from any joint of one place to any joint of another; None where there is none."""
    out, back = arcs_of(starts, terms, shared), arcs_of(ends, terms, shared)
    along = min(
        ((cost, start, end) for start in starts for end in ends for cost in _along_one_edge(start, end, terms, shared)),
        default=None,
        key=lambda row: row[0],
    )
    found = _search(out, back, terms, shared)
    if along is not None and (found is None or along[0] <= found[0]):
        return Way(along[1], along[2], (), ())
    if found is None:
        return None
    _, source, edges = found
    nodes = _nodes(source, edges, shared)
    first, last = (
        min((arc for arc in arcs if arc.node == node), key=lambda arc: arc.cost)
        for arcs, node in ((out, nodes[0]), (back, nodes[-1]))
    )
    return Way(first.joint, last.joint, tuple(edges), tuple(nodes))


@lru_cache(maxsize=2)
def graph(shared: Transport, terms: Terms) -> csr_array:
    """Return the whole network with the costs of some terms, as scipy takes it; it is shared, so not to be changed."""
    return shared.network.csgraph(weights=edge_costs(shared, terms))


def arcs_of(joints: Sequence[Joint], terms: Terms, shared: Transport) -> list[Arc]:
    """Return the nodes that a place reaches first, each with the cost of its access and of the way along its edge."""
    return arcs_with(joints, terms, shared.network, edge_costs(shared, terms))


def arcs_with(joints: Sequence[Joint], terms: Terms, network: Network, costs: Numbers) -> list[Arc]:
    """Return the same where the costs of edges are at hand: there may be thousands of places."""
    return [
        Arc(joint, node, joint.cost(terms) + cost, joint.half_changes(terms))
        for joint in joints
        for node, cost in joint.arcs(network, costs)
        if cost < numpy.inf
    ]


def _search(
    out: Sequence[Arc], back: Sequence[Arc], terms: Terms, shared: Transport
) -> tuple[float, int, list[int]] | None:
    """Return the cost of the cheapest way, its first node and its edges; None where there is none."""
    if not out or not back:
        return None
    summit = summit_of(shared, terms)
    if summit is None:
        return search_whole(out, back, terms, shared)
    return climb([(arc.node, arc.cost) for arc in out], [(arc.node, arc.cost) for arc in back], summit)


def search_whole(
    out: Sequence[Arc], back: Sequence[Arc], terms: Terms, shared: Transport
) -> tuple[float, int, list[int]] | None:
    """Return the same by searching the whole network: for weights that no stored hierarchy was built for."""
    reached, before = _tree(out, terms, shared)
    last = min(back, key=lambda arc: float(reached[arc.node]) + arc.cost)
    cost = float(reached[last.node]) + last.cost
    if cost == numpy.inf:
        return None
    nodes, source = [last.node], len(shared.network.lon)
    while before[nodes[-1]] != source:
        nodes.append(int(before[nodes[-1]]))
    nodes.reverse()
    costs = edge_costs(shared, terms)
    return cost, nodes[0], [shared.network.edge_between(*pair, weights=costs) for pair in pairwise(nodes)]


def _nodes(source: int, edges: Sequence[int], shared: Transport) -> list[int]:
    """Return the nodes between which edges lie, the first of them given."""
    numbers = numpy.array(edges, int)
    nodes = [source]
    for start, end in zip(shared.network.start[numbers].tolist(), shared.network.end[numbers].tolist(), strict=True):
        nodes.append(end if nodes[-1] == start else start)
    return nodes


def _tree(arcs: Sequence[Arc], terms: Terms, shared: Transport) -> tuple[Numbers, Indexes]:
    """Return what reaching each node costs from a place, and the node before it; the place comes after all nodes."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    whole, size = graph(shared, terms), len(shared.network.lon) + 1
    costs = numpy.concatenate([whole.data, [arc.cost for arc in arcs]])
    heads = numpy.concatenate([whole.indices, numpy.array([arc.node for arc in arcs], numpy.int32)])
    joined = csr_array((costs, heads, numpy.append(whole.indptr, numpy.int32(len(costs)))), shape=(size, size))
    cost, before = dijkstra(joined, indices=size - 1, return_predecessors=True)
    return cost, before


def _along_one_edge(start: Joint, end: Joint, terms: Terms, shared: Transport) -> list[float]:
    """Return the cost of the way along the edge on which both joints lie, if they lie on one."""
    if start.edge < 0 or start.edge != end.edge:
        return []
    share = abs(start.along_km - end.along_km) / shared.network.length_km[start.edge]
    return [share * float(edge_costs(shared, terms)[start.edge]) + start.cost(terms) + end.cost(terms)]
