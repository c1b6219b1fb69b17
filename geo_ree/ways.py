"""The cheapest way between two places over the transport network, and the costs between many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray

from geo_ree.climbing import climb, summit_of
from geo_ree.network import Indexes, Numbers, seal
from geo_ree.transport import TIE, Joint, Terms, Transport

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# How many trees are held at once: each has a number for every node of the network.
TREES = 16
# How many halves of a change lie between two neighbouring nodes, by their kinds: sea, rail, road, port on land. With
# both railway and road a port's quay is one half, else the whole change lies between land and sea.
HALF_CHANGES = {
    True: numpy.array([[0, 0, 0, 1], [0, 0, 2, 1], [0, 2, 0, 1], [1, 1, 1, 0]]),
    False: numpy.array([[0, 0, 0, 2], [0, 0, 2, 0], [0, 2, 0, 0], [2, 0, 0, 0]]),
}


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


def costs_between(
    starts: Sequence[Sequence[Joint]], ends: Sequence[Sequence[Joint]], terms: Terms, shared: Transport
) -> Numbers:
    """Return the cost of the cheapest way between each two places; infinite where there is none.

    Trees are grown from whichever side is shorter.

    Parameters
    ----------
    starts, ends : sequence of sequence of Joint
        The joints of each place, n and m of them.

    Returns
    -------
    ndarray of float64
        Shape (n, m).
    """
    if len(starts) > len(ends):
        return costs_between(ends, starts, terms, shared).T
    there = [arcs_of(joints, terms, shared) for joints in ends]
    most = max((len(arcs) for arcs in there), default=0)
    # A table of places by arcs; where a place has fewer, the rest lead nowhere.
    nodes, costs, changes = (
        numpy.array([[getattr(arc, name) for arc in arcs] + [blank] * (most - len(arcs)) for arcs in there])
        .reshape(len(there), most)
        .astype(type(blank))
        for name, blank in (("node", 0), ("cost", numpy.inf), ("half_changes", 0))
    )
    result, counted = numpy.full((len(starts), len(ends)), numpy.inf), numpy.zeros((len(starts), len(ends)), int)
    for begin in range(0, len(starts) if most else 0, TREES):
        here = [arcs_of(joints, terms, shared) for joints in starts[begin : begin + TREES]]
        reached, before = _trees(here, terms, shared)
        for row, (cost, steps, arcs) in enumerate(zip(reached, before, here, strict=True), begin):
            whole = cost[nodes] + costs
            best = (numpy.arange(len(ends)), whole.argmin(axis=1))
            result[row] = whole[best]
            if terms.prices.change > TIE:
                counted[row] = (_changes_on_the_way(steps, arcs, terms, shared)[nodes] + changes)[best]
    _shorten_along_edges(result, counted, starts, ends, terms, shared)
    if terms.prices.change > TIE:
        return numpy.asarray(result - terms.prices.change / 2 * counted, float)
    given_back = [
        numpy.array([terms.quay * any(joint.is_port for joint in joints) for joints in side]) for side in (starts, ends)
    ]
    net = result - given_back[0][:, None] - given_back[1]
    return numpy.asarray(net, float)


@lru_cache(maxsize=8)
def edge_costs(shared: Transport, terms: Terms) -> Numbers:
    """Return what each edge costs, worked out once for the same terms; read-only."""
    costs = shared.costs(terms)
    seal([costs])
    return costs


@lru_cache(maxsize=2)
def graph(shared: Transport, terms: Terms) -> csr_array:
    """Return the whole network with the costs of some terms, as scipy takes it; it is shared, so not to be changed."""
    return shared.network.csgraph(weights=edge_costs(shared, terms))


def arcs_of(joints: Sequence[Joint], terms: Terms, shared: Transport) -> list[Arc]:
    """Return the nodes that a place reaches first, each with the cost of its access and of the way along its edge."""
    costs = edge_costs(shared, terms)
    return [
        Arc(joint, node, joint.cost(terms) + cost, joint.half_changes(terms))
        for joint in joints
        for node, cost in joint.arcs(shared.network, costs)
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
    reached, before = _trees([out], terms, shared)
    last = min(back, key=lambda arc: reached[0, arc.node] + arc.cost)
    cost = float(reached[0, last.node] + last.cost)
    if cost == numpy.inf:
        return None
    nodes, source = [last.node], len(shared.network.lon)
    while before[0, nodes[-1]] != source:
        nodes.append(int(before[0, nodes[-1]]))
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


def _trees(sources: Sequence[Sequence[Arc]], terms: Terms, shared: Transport) -> tuple[Numbers, Indexes]:
    """Return what reaching each node costs from each place, and the node before it; a place comes after all nodes."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    whole, count = graph(shared, terms), len(shared.network.lon)
    arcs = [arc for row in sources for arc in row]
    first = numpy.cumsum([len(row) for row in sources]) + len(whole.data)
    size = count + len(sources)
    joined = csr_array(
        (
            numpy.concatenate([whole.data, [arc.cost for arc in arcs]]),
            numpy.concatenate([whole.indices, numpy.array([arc.node for arc in arcs], numpy.int32)]),
            numpy.concatenate([whole.indptr, first.astype(numpy.int32)]),
        ),
        shape=(size, size),
    )
    cost, before = dijkstra(joined, indices=range(count, size), return_predecessors=True)
    return cost, before


def _changes_on_the_way(before: Indexes, arcs: Sequence[Arc], terms: Terms, shared: Transport) -> Indexes:
    """Return how many halves of a change a cargo has had on its way to each node of one tree.

    Every node takes over the count of the one before it, then of the one before that, each time twice as far back.
    """
    count = len(shared.network.lon)
    # One more place stands for nothing before: behind the first node of a way, and where no way leads.
    back = numpy.append(before[:count], count)
    back[(back < 0) | (back > count)] = count
    changes = HALF_CHANGES[terms.quay > 0][shared.kinds, numpy.append(shared.kinds, 0)[back[:count]]]
    changes[back[:count] == count] = 0
    for arc in sorted(arcs, key=lambda arc: -arc.cost):  # the cheapest comes last, and stays
        if back[arc.node] == count:
            changes[arc.node] = arc.half_changes
    changes = numpy.append(changes, 0)
    while (back != count).any():
        changes = changes + changes[back]
        back = back[back]
    return numpy.asarray(changes)


def _along_one_edge(start: Joint, end: Joint, terms: Terms, shared: Transport) -> list[float]:
    """Return the cost of the way along the edge on which both joints lie, if they lie on one."""
    if start.edge < 0 or start.edge != end.edge:
        return []
    share = abs(start.along_km - end.along_km) / shared.network.length_km[start.edge]
    return [share * float(edge_costs(shared, terms)[start.edge]) + start.cost(terms) + end.cost(terms)]


def _shorten_along_edges(
    result: Numbers,
    counted: NDArray[numpy.int64],
    starts: Sequence[Sequence[Joint]],
    ends: Sequence[Sequence[Joint]],
    terms: Terms,
    shared: Transport,
) -> None:
    """Put the ways along one edge, where two places are joined to the same, into the tables of costs and changes."""
    on_edge = defaultdict(list)
    for row, joints in enumerate(starts):
        for joint in joints:
            on_edge[joint.edge].append((row, joint))
    for column, joints in enumerate(ends):
        for end in joints:
            for row, start in on_edge.get(end.edge, []):
                for cost in _along_one_edge(start, end, terms, shared):
                    if cost < result[row, column]:
                        result[row, column] = cost
                        counted[row, column] = start.half_changes(terms) + end.half_changes(terms)
