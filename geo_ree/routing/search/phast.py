"""The costs from several places to all nodes of the sea at once, over its stored hierarchy.

A search leads up from each place to the core, another through it; then the nodes below take over what reaching them
from above costs, level after level, for all places together. The method is that of D. Delling, A. V. Goldberg,
A. Nowatzyk and R. F. Werneck, "PHAST: Hardware-Accelerated Shortest Path Trees" (IPDPS 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy
from numpy.typing import NDArray

from geo_ree.routing.network.graph import Numbers
from geo_ree.routing.search.contraction import Hierarchy
from geo_ree.routing.search.core_search import CoreGraph


@dataclass(frozen=True)
class Level:
    """Nodes that are reached from above once all higher ones are.

    Parameters
    ----------
    nodes : ndarray of int64
    arcs : ndarray of int64
        Places in the hierarchy's ``up_arc``, node after node.
    first : ndarray of int64
        Where the arcs of each node begin.
    """

    nodes: NDArray[numpy.int64]
    arcs: NDArray[numpy.int64]
    first: NDArray[numpy.int64]


def sweep(
    sources: Sequence[Sequence[tuple[int, float]]],
    core_graph: CoreGraph,
    *,
    wanted: NDArray[numpy.integer] | None = None,
) -> Numbers:
    """Return what reaching each node costs from each of several places.

    Parameters
    ----------
    sources : sequence of sequence of (int, float)
        The nodes that each place reaches first, and what that costs.
    core_graph : CoreGraph
        Of the sea alone.
    wanted : ndarray of int, optional
        The nodes whose costs are asked for; the others' may be too high. All when not given.

    Returns
    -------
    ndarray of float64
        Shape (nodes, places); infinite where there is no path.
    """
    (part,) = core_graph.parts
    weighted, hierarchy = part.hierarchy, part.hierarchy.hierarchy
    ups = [part.up(own) for own in sources]
    costs = numpy.full((len(hierarchy.core_place), len(sources)), numpy.inf)
    for column, reached in enumerate(ups):
        costs[list(reached.cost), column] = list(reached.cost.values())
    costs[hierarchy.core_nodes] = core_graph.trees([part.entries(reached) for reached in ups]).T
    levels = levels_of(hierarchy)
    for level in levels if wanted is None else _levels_above(levels, wanted, hierarchy):
        above = costs[hierarchy.up_node[level.arcs]] + weighted.up_weight[level.arcs, None]
        costs[level.nodes] = numpy.minimum(costs[level.nodes], numpy.minimum.reduceat(above, level.first, axis=0))
    return costs


@lru_cache(maxsize=1)
def levels_of(hierarchy: Hierarchy) -> tuple[Level, ...]:
    """Return the nodes below the core by level, the highest first; a node without a path up is in none."""
    sizes = numpy.diff(hierarchy.first)
    below = numpy.flatnonzero(sizes)
    level = numpy.zeros(len(sizes), numpy.int64)
    deeper = True
    while deeper:
        reached = numpy.maximum.reduceat(level[hierarchy.up_node], hierarchy.first[below]) + 1
        deeper = bool((reached != level[below]).any())
        level[below] = reached
    return tuple(
        _level(hierarchy, below[level[below] == number], sizes) for number in range(1, int(level.max(initial=0)) + 1)
    )


def _levels_above(levels: Sequence[Level], wanted: NDArray[numpy.integer], hierarchy: Hierarchy) -> list[Level]:
    """Return the levels without the nodes that no path to a wanted one leads down through."""
    is_wanted = numpy.zeros(len(hierarchy.core_place), bool)
    is_wanted[wanted] = True
    kept = []
    sizes = numpy.diff(hierarchy.first)
    for level in reversed(levels):
        here = level.nodes[is_wanted[level.nodes]]
        if len(here):
            kept.append(_level(hierarchy, here, sizes))
            is_wanted[hierarchy.up_node[kept[-1].arcs]] = True
    return kept[::-1]


def _level(hierarchy: Hierarchy, nodes: NDArray[numpy.int64], sizes: NDArray[numpy.int32]) -> Level:
    counts = sizes[nodes].astype(numpy.int64)
    first = numpy.cumsum(counts) - counts
    owner = numpy.repeat(numpy.arange(len(nodes)), counts)
    return Level(nodes, hierarchy.first[nodes][owner] + numpy.arange(len(owner)) - first[owner], first)
