"""Stored partial contraction hierarchies: shortest paths over a network in a fraction of a search's time.

Most nodes of a network are put in order of importance when the layers are built, and shortcuts over the lesser ones
are stored; what is left is a small core. A shortest path then leads up from its ends to a core, through it, and down:
two short searches and one in a graph of some thousand nodes. The method is that of R. Geisberger, P. Sanders,
D. Schultes and D. Delling, "Contraction Hierarchies" (WEA 2008).

Ports never leave the core, nor do the ends of edges that go through a passage; no shortcut goes through one. So
networks are connected, and passages closed, in the core alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush

import numpy
from numpy.typing import NDArray

from geo_ree.errors import Fault, InvalidLayer
from geo_ree.layers.folder import layers_folder
from geo_ree.routing.network.graph import FOLDER, Flags, Indexes, Network, Numbers, seal

HIERARCHIES = ("sea", "land_rail", "land_road", "land_distance", "land_time", "land_co2e")
# What is stored of an edge: it is on no shortest path; it leads up from its start, or from its end; it is in the core.
UNUSED, FROM_START, FROM_END, IN_CORE = range(4)
# How far the prints of proportional weights may differ, by rounding.
SAME_PRINT = 1e-9
# The golden section of 2**32: its multiples, modulo that, are spread evenly and do not repeat.
GOLDEN = numpy.uint32(2_654_435_769)


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """The arcs of a hierarchy, without weights; every array is read-only.

    Arcs are numbered: the network's edges first, under their own numbers, then shortcuts.

    Parameters
    ----------
    name : str
        One of ``HIERARCHIES``.
    weights_print : float
        Of the weights it was built for: see :meth:`fits`.
    is_free : ndarray of bool
        Which edges go through no passage.
    edge_count : int
        How many edges the network has; arcs from this number on are shortcuts.
    lower, upper : ndarray of int32
        Each arc's nodes; the lower one left the network first. Between core nodes either way.
    left, right : ndarray of int32
        The two arcs that each shortcut stands for: its way from its lower node leads down the left one and up the
        right one.
    level_first : ndarray of int64
        Where each level of shortcuts begins, the first being 0; a shortcut puts together arcs of lower levels.
    first, up_arc, up_node : ndarray of int32
        From node ``n`` the arcs ``up_arc[first[n]:first[n + 1]]`` lead up to the nodes ``up_node[…]``; none from core
        nodes.
    core_nodes : ndarray of int32
        The network's nodes that are the core, in order.
    core_place : ndarray of int32
        Each node's place in ``core_nodes``; -1 where it is not one.
    core_arc, core_tail, core_head : ndarray of int32
        The arcs between core nodes, each once, and their ends as places in ``core_nodes``. No two connect the
        same nodes, unless one of them goes through a passage.
    core_passages : ndarray of uint32
        Which passages they go through, one bit each; only edges do.
    """

    name: str
    weights_print: float
    is_free: Flags
    edge_count: int
    lower: Indexes
    upper: Indexes
    left: Indexes
    right: Indexes
    level_first: NDArray[numpy.int64]
    first: Indexes
    up_arc: Indexes
    up_node: Indexes
    core_nodes: Indexes
    core_place: Indexes
    core_arc: Indexes
    core_tail: Indexes
    core_head: Indexes
    core_passages: NDArray[numpy.uint32]

    def fits(self, edge_weights: Numbers) -> bool:
        """Return whether shortest paths by some weights can be found here.

        They can when the weights are those it was built for times any figure, except on edges through passages, which
        may weigh what they like.

        Parameters
        ----------
        edge_weights : ndarray of float64
            One for each edge of the network; infinite where it may not be used.
        """
        difference = print_of(edge_weights[self.is_free]) - self.weights_print
        return bool(abs(difference) <= SAME_PRINT * self.weights_print)

    def weighted(self, edge_weights: Numbers) -> WeightedHierarchy:
        """Return the hierarchy with weights, for searches.

        Parameters
        ----------
        edge_weights : ndarray of float64
            One for each edge of the network, such as :meth:`fits`.
        """
        weight = numpy.empty(self.edge_count + len(self.left))
        weight[: self.edge_count] = edge_weights
        for begin, stop in zip(self.level_first[:-1].tolist(), self.level_first[1:].tolist(), strict=True):
            sums = weight[self.left[begin:stop]] + weight[self.right[begin:stop]]
            weight[self.edge_count + begin : self.edge_count + stop] = sums
        parts = weight, weight[self.up_arc], weight[self.core_arc]
        seal(parts)
        return WeightedHierarchy(self, *parts)

    def unpack(self, arc: int, from_node: int) -> list[int]:
        """Return the edges that an arc stands for, in the order in which they are taken from one of its nodes."""
        return self.unpack_all([arc], from_node)

    def unpack_all(self, arcs: Iterable[int], from_node: int) -> list[int]:
        """Return the edges of a path.

        Parameters
        ----------
        arcs : iterable of int
            The path's arcs, each beginning where the one before ends.
        from_node : int
            Where the path begins.

        Raises
        ------
        ValueError
            When an arc does not begin there.
        """
        edges: list[int] = []
        node = from_node
        lower, upper = self.lower.data, self.upper.data
        for arc in arcs:
            if node not in (lower[arc], upper[arc]):
                raise ValueError(f"arc {arc} does not begin at node {node}")
            is_upward = node == lower[arc]
            self._unpack_into(edges, arc, is_upward=is_upward)
            node = upper[arc] if is_upward else lower[arc]
        return edges

    def _unpack_into(self, edges: list[int], arc: int, *, is_upward: bool) -> None:
        """Append the edges of one arc. Arcs taken downward wait as -1 - arc, so that one number says both."""
        left, right, count = self.left.data, self.right.data, self.edge_count
        waiting = [arc if is_upward else -1 - arc]
        while waiting:
            step = waiting.pop()
            is_downward = step < 0
            arc = -1 - step if is_downward else step
            if arc < count:
                edges.append(arc)
                continue
            # Both halves lead up from the node that was left out: the first is taken down, the second up.
            down, up = left[arc - count], right[arc - count]
            if is_downward:
                down, up = up, down
            waiting.append(up)
            waiting.append(-1 - down)


@dataclass(frozen=True, eq=False)
class WeightedHierarchy:
    """A hierarchy with weights. Searches share it and never change it.

    Parameters
    ----------
    hierarchy : Hierarchy
    weight : ndarray of float64
        Each arc's.
    up_weight, core_weight : ndarray of float64
        The same for ``hierarchy.up_arc`` and ``hierarchy.core_arc``.
    """

    hierarchy: Hierarchy
    weight: Numbers
    up_weight: Numbers
    core_weight: Numbers

    def up(self, sources: Iterable[tuple[int, float]]) -> Reached:
        """Return what is reached from some nodes by upward arcs alone; the search ends where it meets the core.

        Parameters
        ----------
        sources : iterable of (int, float)
            Nodes, and what it costs to be there.
        """
        parts = self.hierarchy
        first, place = parts.first.data, parts.core_place.data
        nodes, arcs, weights = parts.up_node.data, parts.up_arc.data, self.up_weight.data
        cost: dict[int, float] = {}
        by: dict[int, int] = {}
        for node, begin in sources:
            if begin < cost.get(node, numpy.inf):
                cost[node], by[node] = begin, -1
        heap = [(begin, node) for node, begin in cost.items()]
        heapify(heap)
        while heap:
            so_far, node = heappop(heap)
            if so_far > cost[node]:
                continue
            around = slice(first[node], first[node + 1])
            for other, step, arc in zip(nodes[around], weights[around], arcs[around], strict=True):
                total = so_far + step
                if other not in cost or total < cost[other]:
                    cost[other], by[other] = total, arc
                    if place[other] < 0:
                        heappush(heap, (total, other))
        return Reached(cost, by, tuple(sorted(node for node in cost if place[node] >= 0)))

    def path_up(self, reached: Reached, node: int) -> tuple[int, list[int]]:
        """Return the source from which a node was reached, and the arcs from there to it, in order."""
        lower = self.hierarchy.lower.data
        arcs = []
        while (arc := reached.by[node]) >= 0:
            arcs.append(arc)
            node = lower[arc]
        return node, arcs[::-1]


@dataclass(frozen=True)
class Reached:
    """What an upward search found.

    Parameters
    ----------
    cost : mapping of int to float
        By node; for core nodes and for those below it. Only at the best node of a path is it sure to be the least.
    by : mapping of int to int
        The arc by which each was reached; -1 where the search began.
    core_nodes : tuple of int
        Those of the core, in order of their numbers.
    """

    cost: Mapping[int, float]
    by: Mapping[int, int]
    core_nodes: tuple[int, ...]

    def meet(self, other: Reached) -> tuple[float, int]:
        """Return the least cost at which two searches meet, and the node; infinite and -1 where they do not.

        A path that stays below the core is found here; one that goes through it, by a search in it.
        """
        few, many = sorted((self.cost, other.cost), key=len)
        sums = [(cost + many[node], node) for node, cost in few.items() if node in many]
        return min(sums, default=(numpy.inf, -1))


@lru_cache(maxsize=len(HIERARCHIES))
def read_hierarchy(name: str, network: Network) -> Hierarchy:
    """Return a stored hierarchy, read once.

    Parameters
    ----------
    name : str
        One of ``HIERARCHIES``.
    network : Network
        The network it belongs to, whole.

    Raises
    ------
    InvalidLayer
        When it was built for another network.

    Examples
    --------
    >>> from geo_ree.routing.network.graph import sea_network
    >>> sea = sea_network()
    >>> hierarchy = read_hierarchy("sea", sea)
    >>> set(sea.port_nodes.tolist()) <= set(hierarchy.core_nodes.tolist())
    True
    """
    path = layers_folder() / FOLDER / f"{name}_hierarchy.npz"
    with numpy.load(path) as file:
        stored = {key: file[key] for key in file.files}
    if stored["network"].item() != checksum_of(network):
        what = "was built for another network: run `python -m tools.networks hierarchies`"
        raise InvalidLayer([Fault(path.name, None, "", what)])
    return hierarchy_of(name, stored, network)


def checksum_of(network: Network) -> int:
    """Return a number that tells networks apart: CRC-32 of the edges with their lengths, modes and passages."""
    number = 0
    for array in (network.start, network.end, network.length_km, network.mode, network.passages):
        number = zlib.crc32(array.tobytes(), number)
    return number


def print_of(weights: Numbers) -> float:
    """Return a number that is the same for proportional weights and, as good as surely, for no others.

    The mean of uneven figures, one for each edge, weighted with the weights; those that are infinite count as edges
    without weight.
    """
    finite = numpy.where(numpy.isfinite(weights), weights, 0.0)
    uneven = numpy.arange(1, len(finite) + 1, dtype=numpy.uint32) * GOLDEN
    # Rounded far below what tells weights apart, so that all machines store the same.
    return round(float((finite * uneven).sum() / max(finite.sum(), 1e-300)), 1)


def hierarchy_of(name: str, stored: Mapping[str, NDArray[numpy.generic]], network: Network) -> Hierarchy:
    """Return a hierarchy from what is stored of it: see layers/networks/README.md."""
    edge_count, node_count = len(network.start), len(network.lon)
    direction = stored["direction"]
    left, right = shortcuts_of(stored["left_step"], stored["right_step"])
    level_first = numpy.concatenate([[0], numpy.cumsum(stored["level_size"], dtype=numpy.int64)])
    lower, upper = _ends(network, direction, left, right, level_first)
    core_nodes = numpy.cumsum(stored["core_step"], dtype=numpy.int32)
    core_place = numpy.full(node_count, -1, numpy.int32)
    core_place[core_nodes] = numpy.arange(len(core_nodes), dtype=numpy.int32)
    is_used = numpy.ones(len(lower), bool)
    is_used[:edge_count] = direction != UNUSED
    in_core = core_place[lower] >= 0
    core_arc = numpy.flatnonzero(is_used & in_core).astype(numpy.int32)
    passages = numpy.zeros(len(core_arc), numpy.uint32)
    passages[core_arc < edge_count] = network.passages[core_arc[core_arc < edge_count]]
    first, up_arc = _upward(lower, numpy.flatnonzero(is_used & ~in_core), node_count)
    arrays = {
        "is_free": network.passages == 0,
        "lower": lower,
        "upper": upper,
        "left": left,
        "right": right,
        "level_first": level_first,
        "first": first,
        "up_arc": up_arc,
        "up_node": upper[up_arc],
        "core_nodes": core_nodes,
        "core_place": core_place,
        "core_arc": core_arc,
        "core_tail": core_place[lower[core_arc]],
        "core_head": core_place[upper[core_arc]],
        "core_passages": passages,
    }
    seal(arrays.values())
    return Hierarchy(name, stored["weights_print"].item(), edge_count=edge_count, **arrays)


def shortcuts_of(left_step: NDArray[numpy.generic], right_step: NDArray[numpy.generic]) -> tuple[Indexes, Indexes]:
    """Return the two arcs of each shortcut: stored are the steps from one left arc to the next, and on to the right."""
    left = numpy.cumsum(left_step, dtype=numpy.int32)
    return left, left + right_step.astype(numpy.int32)


def _ends(
    network: Network,
    direction: NDArray[numpy.generic],
    left: Indexes,
    right: Indexes,
    level_first: NDArray[numpy.int64],
) -> tuple[Indexes, Indexes]:
    """Return the lower and the upper node of each arc: a shortcut connects the upper nodes of what it stands for."""
    is_turned, count = direction == FROM_END, len(network.start)
    lower, upper = numpy.empty((2, count + len(left)), numpy.int32)
    lower[:count] = numpy.where(is_turned, network.end, network.start)
    upper[:count] = numpy.where(is_turned, network.start, network.end)
    for begin, stop in zip(level_first[:-1].tolist(), level_first[1:].tolist(), strict=True):
        lower[count + begin : count + stop] = upper[left[begin:stop]]
        upper[count + begin : count + stop] = upper[right[begin:stop]]
    return lower, upper


def _upward(lower: Indexes, arcs: NDArray[numpy.int64], node_count: int) -> tuple[Indexes, Indexes]:
    """Return where each node's upward arcs begin, and the arcs by node."""
    # Sorting pairs as single numbers is several times as fast as sorting places by what stands in them.
    pairs = (lower[arcs].astype(numpy.int64) << 32) | arcs
    pairs.sort()
    sizes = numpy.bincount(lower[arcs], minlength=node_count)
    first = numpy.concatenate([[0], numpy.cumsum(sizes)]).astype(numpy.int32)
    return first, (pairs & 0xFFFFFFFF).astype(numpy.int32)
