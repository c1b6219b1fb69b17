"""The costs between many places: shortest-path trees over the transport network, several at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy
from numpy.typing import NDArray

from geo_ree.routing.network.connectors import Connector
from geo_ree.routing.network.graph import Indexes, Numbers
from geo_ree.routing.network.multimodal import MultimodalNetwork
from geo_ree.routing.network.weights import TIE, Costing, edge_costs
from geo_ree.routing.search.core_search import CoreGraph, core_graph_of
from geo_ree.routing.search.paths import arcs_with, graph
from geo_ree.routing.search.phast import sweep

# How many trees are held at once: each has a number for every node of the network.
TREES = 16
# By sea alone, where a tree is small, and sweeping many costs little more than sweeping few.
SWEPT = 128
NOWHERE = -1
# How many halves of a transfer lie between two neighbouring nodes, by their kinds: sea, rail, road, port on land. With
# both railway and road a port's quay is one half, else the whole transfer lies between land and sea.
HALF_TRANSFERS = {
    True: numpy.array([[0, 0, 0, 1], [0, 0, 2, 1], [0, 2, 0, 1], [1, 1, 1, 0]]),
    False: numpy.array([[0, 0, 0, 2], [0, 0, 2, 0], [0, 2, 0, 0], [2, 0, 0, 0]]),
}

Cells = tuple[NDArray[numpy.intp], NDArray[numpy.intp]]


@dataclass(frozen=True, eq=False)
class Reach:
    """Where many places are connected to the network, as arrays: a row a place.

    Where a place has fewer connectors than another, the rest lead nowhere.

    Parameters
    ----------
    node : ndarray of int32
        Shape (n, k), the nodes that each place reaches first.
    cost : ndarray of float64
        Shape (n, k), what reaching them costs in all; infinite where there is none.
    half_transfers : ndarray of int64
        Shape (n, k), how many halves of a transfer that holds.
    edge : ndarray of int64
        Shape (n, j), the edges on which it is connected; -1 where there is none.
    share : ndarray of float64
        Shape (n, j), how much of each edge lies before the point reached.
    access : ndarray of float64
        Shape (n, j), the cost of reaching that point.
    half_transfers_along : ndarray of int64
        Shape (n, j), how many halves of a transfer that holds.
    given_back : ndarray of float64
        Shape (n,), what a place pays for its access and gets back.
    """

    node: Indexes
    cost: Numbers
    half_transfers: NDArray[numpy.int64]
    edge: NDArray[numpy.int64]
    share: Numbers
    access: Numbers
    half_transfers_along: NDArray[numpy.int64]
    given_back: Numbers

    def __len__(self) -> int:
        return len(self.given_back)

    def __getitem__(self, rows: slice) -> Reach:
        return Reach(*(getattr(self, field.name)[rows] for field in fields(self)))


def reach_of(connectors: Sequence[Sequence[Connector]], costing: Costing, shared: MultimodalNetwork) -> Reach:
    """Return where places are connected to the network, ready for :func:`costs_between`.

    Parameters
    ----------
    connectors : sequence of sequence of Connector
        Those of each place; none for one that reaches no network.
    """
    costs = edge_costs(shared, costing)
    arcs = [arcs_with(row, costing, shared.network, costs) for row in connectors]
    along = [[connector for connector in row if connector.edge >= 0] for row in connectors]
    length = shared.network.length_km
    return Reach(
        node=_table([[arc.node for arc in row] for row in arcs], 0, numpy.int32),
        cost=_table([[arc.cost for arc in row] for row in arcs], numpy.inf, numpy.float64),
        half_transfers=_table([[arc.half_transfers for arc in row] for row in arcs], 0, numpy.int64),
        edge=_table([[connector.edge for connector in row] for row in along], NOWHERE, numpy.int64),
        share=_table(
            [[connector.along_km / length[connector.edge] for connector in row] for row in along], 0.0, numpy.float64
        ),
        access=_table([[connector.cost(costing) for connector in row] for row in along], numpy.inf, numpy.float64),
        half_transfers_along=_table(
            [[connector.half_transfers(costing) for connector in row] for row in along], 0, numpy.int64
        ),
        given_back=numpy.array(
            [costing.quay * any(connector.is_port for connector in row) for row in connectors], float
        ),
    )


def costs_between(starts: Reach, ends: Reach, costing: Costing, shared: MultimodalNetwork) -> Numbers:
    """Return the cost of the cheapest path between each two places; infinite where there is none.

    A tree is grown from each of ``starts``, so these should be the fewer: the network has no one-way edges, and the
    costs are the same both ways.

    Returns
    -------
    ndarray of float64
        Shape (n, m).
    """
    by_sea = core_graph_of(shared, costing) if costing.modes == ("sea",) else None
    # Below that, what a transfer weighs is only there to decide between equals.
    is_counted = costing.unit_costs.transfer > TIE
    result = numpy.full((len(starts), len(ends)), numpy.inf)
    counted = numpy.zeros((len(starts), len(ends)), numpy.int64)
    if starts.node.size and ends.node.size:
        size = TREES if by_sea is None else SWEPT
        for begin in range(0, len(starts), size):
            rows = slice(begin, begin + size)
            if by_sea is not None:  # at sea nothing changes, and nothing is connected along an edge
                result[rows] = _by_sweep(starts[rows], ends, by_sea)
            else:
                result[rows], counted[rows] = _by_trees(starts[rows], ends, costing, shared, is_counted=is_counted)
    _shorten_along_edges((result, counted), starts, ends, costing, shared)
    if is_counted:
        return numpy.asarray(result - costing.unit_costs.transfer / 2 * counted)
    return numpy.asarray(result - starts.given_back[:, None] - ends.given_back)


def _by_sweep(starts: Reach, ends: Reach, core_graph: CoreGraph) -> Numbers:
    """Return the costs by sea alone, over its hierarchy."""
    sources = [
        [(node, cost) for node, cost in zip(nodes, costs, strict=True) if cost < numpy.inf]
        for nodes, costs in zip(starts.node.tolist(), starts.cost.tolist(), strict=True)
    ]
    reached = sweep(sources, core_graph, wanted=numpy.unique(ends.node))
    return numpy.asarray((reached[ends.node] + ends.cost[..., None]).min(axis=1).T)


def _by_trees(
    starts: Reach, ends: Reach, costing: Costing, shared: MultimodalNetwork, *, is_counted: bool
) -> tuple[Numbers, NDArray[numpy.int64]]:
    """Return the costs by way of nodes, and how many halves of a transfer they hold; 0 where these are not counted."""
    reached, before = _trees(starts, costing, shared, is_counted=is_counted)
    result = numpy.empty((len(starts), len(ends)))
    counted = numpy.zeros((len(starts), len(ends)), numpy.int64)
    for row, cost in enumerate(reached):
        whole = cost[ends.node] + ends.cost
        best = whole.argmin(axis=1)[:, None]
        result[row] = numpy.take_along_axis(whole, best, 1)[:, 0]
        if before is not None:
            halves = _halves_on_the_way(before[row], starts[row : row + 1], costing, shared)[ends.node]
            counted[row] = numpy.take_along_axis(halves + ends.half_transfers, best, 1)[:, 0]
    return result, counted


def costed_trees(starts: Reach, costing: Costing, shared: MultimodalNetwork) -> tuple[Numbers, NDArray[numpy.int32]]:
    """Return what reaching each node costs from each place, and the node before it; a place comes after all nodes."""
    found: tuple[Numbers, NDArray[numpy.int32]] = _grown(starts, costing, shared, with_predecessors=True)
    return found


def _trees(
    starts: Reach, costing: Costing, shared: MultimodalNetwork, *, is_counted: bool
) -> tuple[Numbers, NDArray[numpy.int32] | None]:
    """Return the same, without the nodes before where they are not counted."""
    if is_counted:
        return costed_trees(starts, costing, shared)
    return _grown(starts, costing, shared, with_predecessors=False), None


def _grown(starts: Reach, costing: Costing, shared: MultimodalNetwork, *, with_predecessors: bool) -> Any:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    whole, count = graph(shared, costing), len(shared.network.lon)
    leads = numpy.isfinite(starts.cost)
    first = len(whole.data) + numpy.cumsum(leads.sum(axis=1))
    size = count + len(starts)
    parts = (
        numpy.concatenate([whole.data, starts.cost[leads]]),
        numpy.concatenate([whole.indices, starts.node[leads]]),
        numpy.concatenate([whole.indptr, first.astype(numpy.int32)]),
    )
    network = csr_array(parts, shape=(size, size))
    return dijkstra(network, indices=range(count, size), return_predecessors=with_predecessors)


def _halves_on_the_way(
    before: Indexes, start: Reach, costing: Costing, shared: MultimodalNetwork
) -> NDArray[numpy.int64]:
    """Return how many halves of a transfer a cargo has had on its way to each node of one tree.

    Every node takes over the count of the one before it, then of the one before that, each time twice as far back.
    """
    count = len(shared.network.lon)
    # One more place stands for nothing before: behind the first node of a path, and where no path leads.
    back = numpy.append(before[:count], numpy.int32(count))
    back[(back < 0) | (back > count)] = count
    kinds = numpy.append(shared.kinds, 0)
    halves = HALF_TRANSFERS[costing.quay > 0][kinds, kinds[back]]
    halves[back == count] = 0
    for arc in numpy.argsort(-start.cost[0], kind="stable"):  # the cheapest comes last, and stays
        node = start.node[0, arc]
        if start.cost[0, arc] < numpy.inf and back[node] == count:
            halves[node] = start.half_transfers[0, arc]
    while (back != count).any():
        halves = halves + halves[back]
        back = back[back]
    return numpy.asarray(halves)


def _shorten_along_edges(
    result: tuple[Numbers, NDArray[numpy.int64]],
    starts: Reach,
    ends: Reach,
    costing: Costing,
    shared: MultimodalNetwork,
) -> None:
    """Put the paths along one edge, where two places lie on the same, into a table of costs and one of halves."""
    costs, counted = result
    here, there = pairs_on_one_edge(starts.edge, ends.edge)
    along = numpy.abs(starts.share[here] - ends.share[there]) * edge_costs(shared, costing)[starts.edge[here]]
    cost = along + starts.access[here] + ends.access[there]
    halves = starts.half_transfers_along[here] + ends.half_transfers_along[there]
    # Two places may share a railway and a road: the cheaper comes last, and stays.
    for pair in numpy.argsort(-cost, kind="stable"):
        place = here[0][pair], there[0][pair]
        if cost[pair] < costs[place]:
            costs[place], counted[place] = cost[pair], halves[pair]


def pairs_on_one_edge(edges: NDArray[numpy.int64], others: NDArray[numpy.int64]) -> tuple[Cells, Cells]:
    """Return where in two tables the same edge stands: the cells of each, one entry for each pair."""
    here, there = numpy.nonzero(edges != NOWHERE), numpy.nonzero(others != NOWHERE)
    edge, other = edges[here], others[there]
    order = numpy.argsort(other, kind="stable")
    begin, stop = (numpy.searchsorted(other[order], edge, side) for side in ("left", "right"))
    times = stop - begin
    first = numpy.repeat(numpy.arange(len(edge)), times)
    # The places from begin to stop of each, one after the other.
    second = order[numpy.repeat(begin - (numpy.cumsum(times) - times), times) + numpy.arange(times.sum())]
    return (here[0][first], here[1][first]), (there[0][second], there[1][second])


def _table(rows: Sequence[Sequence[float]], blank: float, kind: type[numpy.generic]) -> NDArray[Any]:
    """Return rows of different lengths as one table."""
    sizes = numpy.array([len(row) for row in rows], int)
    table = numpy.full((len(rows), sizes.max(initial=0)), blank, kind)
    owner = numpy.repeat(numpy.arange(len(rows)), sizes)
    column = numpy.arange(len(owner)) - numpy.repeat(numpy.cumsum(sizes) - sizes, sizes)
    table[owner, column] = [value for row in rows for value in row]
    return table
