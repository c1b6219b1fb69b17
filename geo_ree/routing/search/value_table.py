"""Another figure of the cheapest paths between many places: the hours of the paths that emit least, say.

The trees are those of ``distance_table``; along each of them a second cost is added up, edge by edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy
from numpy.typing import NDArray

from geo_ree.routing.network.graph import Indexes, Numbers, seal
from geo_ree.routing.network.multimodal import MultimodalNetwork
from geo_ree.routing.network.weights import Costing, edge_costs
from geo_ree.routing.search.distance_table import TREES, Reach, costed_trees, pairs_on_one_edge


@dataclass(frozen=True, eq=False)
class TwoReach:
    """Where many places are connected to the network: what that costs in what is minimised, and in what is returned.

    Both have the same nodes and edges in the same cells.
    """

    cost: Reach
    value: Reach

    def __len__(self) -> int:
        return len(self.cost)

    def __getitem__(self, rows: slice) -> TwoReach:
        return TwoReach(self.cost[rows], self.value[rows])


def values_between(
    starts: TwoReach, ends: TwoReach, costing: Costing, valued: Costing, shared: MultimodalNetwork
) -> Numbers:
    """Return what the cheapest path between each two places comes to in another cost; infinite where there is none.

    Parameters
    ----------
    starts, ends : TwoReach
    costing : Costing
        What the paths minimise.
    valued : Costing
        The same modes and closures, with the unit costs of what is returned.
    shared : MultimodalNetwork

    Returns
    -------
    ndarray of float64
        Shape (n, m).
    """
    values = numpy.full((len(starts), len(ends)), numpy.inf)
    costs = values.copy()
    if starts.cost.node.size and ends.cost.node.size:
        for begin in range(0, len(starts), TREES):
            rows = slice(begin, begin + TREES)
            costs[rows], values[rows] = _by_trees(starts[rows], ends, costing, valued, shared)
    _shorten_along_edges(costs, values, (starts, ends), (costing, valued), shared)
    return numpy.asarray(values - starts.value.given_back[:, None] - ends.value.given_back)


def _by_trees(
    starts: TwoReach, ends: TwoReach, costing: Costing, valued: Costing, shared: MultimodalNetwork
) -> tuple[Numbers, Numbers]:
    """Return the costs by way of nodes, and the values along the same paths."""
    reached, before = costed_trees(starts.cost, costing, shared)
    costs, values = (numpy.full((len(starts), len(ends)), numpy.inf) for _ in range(2))
    for row, cost in enumerate(reached):
        whole = cost[ends.cost.node] + ends.cost.cost
        best = whole.argmin(axis=1)[:, None]
        along = _along_tree(before[row], starts[row : row + 1], costing, valued, shared)[ends.value.node]
        costs[row] = numpy.take_along_axis(whole, best, 1)[:, 0]
        found = numpy.take_along_axis(along + ends.value.cost, best, 1)[:, 0]
        values[row] = numpy.where(numpy.isfinite(costs[row]), found, numpy.inf)
    return costs, values


def _along_tree(
    before: Indexes, start: TwoReach, costing: Costing, valued: Costing, shared: MultimodalNetwork
) -> Numbers:
    """Return the value of the path to each node of one tree.

    Every node takes over the sum of the one before it, then of the one before that, each time twice as far back.
    """
    count = len(shared.network.lon)
    back = numpy.append(before[:count], numpy.int32(count))
    back[(back < 0) | (back > count)] = count
    values = numpy.zeros(count + 1)
    inner = numpy.flatnonzero(back != count)
    keys, steps = _steps(shared, costing, valued)
    values[inner] = steps[numpy.searchsorted(keys, back[inner].astype(numpy.int64) * count + inner)]
    for arc in numpy.argsort(-start.cost.cost[0], kind="stable"):  # the cheapest comes last, and stays
        node = start.cost.node[0, arc]
        if start.cost.cost[0, arc] < numpy.inf and back[node] == count:
            values[node] = start.value.cost[0, arc]
    while (back != count).any():
        values = values + values[back]
        back = back[back]
    return values


@lru_cache(maxsize=2)
def _steps(shared: MultimodalNetwork, costing: Costing, valued: Costing) -> tuple[NDArray[numpy.int64], Numbers]:
    """Return each pair of neighbours as one number, sorted, and the value of the cheapest edge between the two."""
    network, count = shared.network, len(shared.network.lon)
    costs, values = edge_costs(shared, costing), edge_costs(shared, valued)
    start, end = network.start.astype(numpy.int64), network.end.astype(numpy.int64)
    keys = numpy.concatenate([start * count + end, end * count + start])
    order = numpy.lexsort((numpy.tile(costs, 2), keys))
    unique, first = numpy.unique(keys[order], return_index=True)
    steps = numpy.tile(values, 2)[order[first]]
    seal([unique, steps])
    return unique, steps


def _shorten_along_edges(
    costs: Numbers,
    values: Numbers,
    places: tuple[TwoReach, TwoReach],
    costings: tuple[Costing, Costing],
    shared: MultimodalNetwork,
) -> None:
    """Put the paths along one edge, where two places lie on the same, into the tables of costs and of values."""
    starts, ends = places
    here, there = pairs_on_one_edge(starts.cost.edge, ends.cost.edge)
    share = numpy.abs(starts.cost.share[here] - ends.cost.share[there])
    edges = starts.cost.edge[here]
    cost, value = (
        share * edge_costs(shared, costing)[edges] + start.access[here] + end.access[there]
        for costing, start, end in zip(costings, (starts.cost, starts.value), (ends.cost, ends.value), strict=True)
    )
    for pair in numpy.argsort(-cost, kind="stable"):  # the cheapest comes last, and stays
        place = here[0][pair], there[0][pair]
        if cost[pair] < costs[place]:
            costs[place], values[place] = cost[pair], value[pair]
