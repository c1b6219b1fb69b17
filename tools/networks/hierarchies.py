"""Partial contraction hierarchies: nodes taken out in order of importance, with shortcuts, until a core is left.

The method is that of R. Geisberger, P. Sanders, D. Schultes and D. Delling, "Contraction Hierarchies" (WEA 2008). An
important node goes late: one that would need many shortcuts for the arcs it saves, or that stands high already.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType

import numpy
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.graph import Network
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import Costing, edge_costs, unit_costs_of
from geo_ree.routing.search.contraction import FROM_END, FROM_START, HIERARCHIES, IN_CORE, UNUSED, checksum_of, print_of
from tools.networks.earth import Indexes, Numbers
from tools.networks.storing import write_arrays

# The queries that each hierarchy is for: which modes, and what is least. By one mode alone the shortest path is the
# best by any measure.
QUERIES = MappingProxyType(
    {
        "sea": (("sea",), "distance"),
        "land_rail": (("rail",), "distance"),
        "land_road": (("road",), "distance"),
        "land_distance": (("rail", "road"), "distance"),
        "land_time": (("rail", "road"), "time"),
        "land_co2e": (("rail", "road"), "co2e"),
    }
)
# Prices on land are the same for all; one must be named.
SHIP = "handysize"
# With fewer, each has so many arcs that searching the core takes longer; with more, there are more to search.
CORE_NODES = MappingProxyType(dict.fromkeys(QUERIES, 3000) | {"sea": 4000, "land_rail": 2000})

# How many nodes a search for a path around settles before it gives up: a shortcut too many is slow, never wrong.
SETTLED_LIMIT = 40
# Two sums of the same costs may differ by this part.
ROUNDING = 1e-12

# In place of the node from which an arc leads up: it joins core nodes, or a shorter one took its place.
CORE, NONE = -1, -2

Paths = dict[int, float]
Shortcut = tuple[int, int, float]


class Contractor:
    """A graph whose nodes are taken out one by one.

    Parameters
    ----------
    count : int
        How many nodes.
    start, end, weight : ndarray
        The edges; those of infinite weight are left out.
    kept : iterable of int
        Nodes that stay in the core.

    Attributes
    ----------
    arcs : list of dict
        Of each node that is left, the arcs to its neighbours; of each that was taken out, those that it had then.
    joined : list of (int, int)
        The two arcs of each shortcut, by way of the node that was taken out. Arcs are numbered: edges, then shortcuts.
    ends : list of (int, int)
        The nodes of each shortcut: the far ends of the two arcs.
    is_out : list of bool
        Which nodes were taken out.
    """

    def __init__(self, count: int, start: Indexes, end: Indexes, weight: Numbers, kept: Indexes) -> None:
        self.arcs: list[dict[int, int]] = [{} for _ in range(count)]
        self.joined: list[tuple[int, int]] = []
        self.ends: list[tuple[int, int]] = []
        self.is_out = [False] * count
        self._paths: list[Paths] = [{} for _ in range(count)]
        self._level = [0] * count
        # None where a neighbour has gone since.
        self._planned: list[list[Shortcut] | None] = [None] * count
        self._hops = [1] * len(start)
        self._kept = frozenset(kept.tolist())
        for edge, (u, v, cost) in enumerate(zip(start.tolist(), end.tolist(), weight.tolist(), strict=True)):
            if u != v and cost < self._paths[u].get(v, numpy.inf):
                self._join(u, v, cost, edge)

    def _join(self, u: int, v: int, cost: float, arc: int) -> None:
        self._paths[u][v] = self._paths[v][u] = cost
        self.arcs[u][v] = self.arcs[v][u] = arc

    def contract(self, core: int) -> None:
        """Take out nodes until no more than ``core`` are left, or only those that stay."""
        left = len(self.arcs)
        queue = [(self._importance(node), node) for node in range(left) if node not in self._kept]
        heapq.heapify(queue)
        while queue and left > core:
            node = heapq.heappop(queue)[1]
            if self._planned[node] is None:
                importance = self._importance(node)
                if queue and importance > queue[0][0]:
                    heapq.heappush(queue, (importance, node))
                    continue
            self._take_out(node)
            left -= 1

    def _take_out(self, node: int) -> None:
        arcs, level = self.arcs[node], self._level[node] + 1
        for neighbour in self._paths[node]:
            del self._paths[neighbour][node], self.arcs[neighbour][node]
            self._level[neighbour] = max(self._level[neighbour], level)
            self._planned[neighbour] = None
        self._paths[node] = {}
        self.is_out[node] = True
        for u, v, cost in self._planned[node] or ():
            # Since it was planned, another node may have left a shorter one there.
            if self._paths[u].get(v, numpy.inf) <= cost:
                continue
            self.joined.append((arcs[u], arcs[v]))
            self.ends.append((u, v))
            self._hops.append(self._hops[arcs[u]] + self._hops[arcs[v]])
            self._join(u, v, cost, len(self._hops) - 1)

    def drop_detours(self) -> None:
        """Drop arcs of the core whose ends have a shorter path between them: what the limit let stand."""
        nodes = [node for node, is_out in enumerate(self.is_out) if not is_out]
        place = {node: number for number, node in enumerate(nodes)}
        heads = [place[other] for node in nodes for other in self._paths[node]]
        costs = numpy.array([cost for node in nodes for cost in self._paths[node].values()], float)
        first = numpy.cumsum([0, *(len(self._paths[node]) for node in nodes)])
        graph = csr_array((costs, heads, first), shape=(len(nodes), len(nodes)))
        for number, node in enumerate(nodes):
            here = slice(first[number], first[number + 1])
            reached = dijkstra(graph, indices=number, limit=costs[here].max(initial=0.0))
            is_detour = reached[heads[here]] < costs[here] * (1 - ROUNDING)
            for other in numpy.array(heads[here], int)[is_detour].tolist():
                self._paths[node].pop(nodes[other], None)
                self.arcs[node].pop(nodes[other], None)

    def _importance(self, node: int) -> float:
        """Return how late a node should go; the shortcuts that it would leave are planned."""
        shortcuts = self._planned[node] = self._shortcuts(node)
        arcs, hops = self.arcs[node], self._hops
        if not arcs:
            return 0.0
        added = sum(hops[arcs[u]] + hops[arcs[v]] for u, v, _ in shortcuts)
        saved = sum(hops[arc] for arc in arcs.values())
        return self._level[node] + len(shortcuts) / len(arcs) + added / saved

    def _shortcuts(self, node: int) -> list[Shortcut]:
        """Return which pairs of neighbours have no path around the node that is shorter, and the path by it.

        A path around that is as long does not do: it might itself lead by the node one day, when what is planned now is
        carried out. A shorter one cannot.
        """
        found = []
        around = sorted(self._paths[node].items(), key=lambda path: -path[1])
        for place, (u, to_u) in enumerate(around[:-1]):
            # The farthest come first, so the next one is the farthest of the rest.
            reached = self._around(u, node, to_u + around[place + 1][1])
            for v, to_v in around[place + 1 :]:
                if reached.get(v, numpy.inf) >= to_u + to_v:
                    found.append((u, v, to_u + to_v))
        return found

    def _around(self, begin: int, avoided: int, limit: float) -> Paths:
        """Return how far nodes are from one, not by the avoided one, as far as the limits go."""
        paths, far = self._paths, numpy.inf
        reached = {begin: 0.0, avoided: -1.0}
        heap = [(0.0, begin)]
        for _ in range(SETTLED_LIMIT):
            if not heap:
                break
            cost, node = heapq.heappop(heap)
            if cost > reached[node]:
                continue
            for other, step in paths[node].items():
                total = cost + step
                if total <= limit and total < reached.get(other, far):
                    reached[other] = total
                    heapq.heappush(heap, (total, other))
        return reached


def hierarchy_arrays(network: Network, weights: Numbers, core: int) -> dict[str, NDArray[numpy.generic]]:
    """Return the hierarchy of a network as ``geo_ree.routing.search.contraction`` reads it.

    Ports stay in the core, and so do the ends of edges that go through a passage: those edges are in the core alone,
    and neither shortcuts nor the paths around them use one, so that all hold whatever passage is closed.

    Parameters
    ----------
    network : Network
    weights : ndarray of float64
        One for each edge, infinite where it may not be used.
    core : int
        How many nodes the core should have.
    """
    passes = network.passages > 0
    kept = numpy.unique(numpy.concatenate([network.port_nodes, network.start[passes], network.end[passes]]))
    inner = numpy.where(passes, numpy.inf, weights)
    start, end = network.start.astype(numpy.int64), network.end.astype(numpy.int64)
    contractor = Contractor(len(network.lon), start, end, inner, kept)
    contractor.contract(core)
    contractor.drop_detours()
    in_core = numpy.flatnonzero(~numpy.array(contractor.is_out))
    direction, left, right, sizes = _numbered(contractor, start)
    direction[passes & numpy.isfinite(weights)] = IN_CORE
    return {
        "network": numpy.array(checksum_of(network), numpy.uint32),
        "weights_print": numpy.array(print_of(weights[~passes])),
        "core_step": numpy.diff(in_core, prepend=0).astype(numpy.uint32),
        "direction": direction,
        "level_size": numpy.array(sizes, numpy.uint32),
        "left_step": numpy.diff(left, prepend=0).astype(numpy.int32),
        "right_step": (right - left).astype(numpy.int32),
    }


def _numbered(contractor: Contractor, start: Indexes) -> tuple[NDArray[numpy.uint8], Indexes, Indexes, list[int]]:
    """Return what becomes of each edge, the two arcs of each shortcut, and how many shortcuts each level has.

    Shortcuts get new numbers: level by level, so that weights can be summed up level by level, and within a level by
    their arcs, so that the file is small.
    """
    count = len(start)
    lower = _lower_nodes(contractor, count)
    edges = numpy.where(lower[:count] == start, FROM_START, FROM_END)
    edges = numpy.where(lower[:count] < 0, numpy.where(lower[:count] == NONE, UNUSED, IN_CORE), edges)
    number = numpy.arange(len(lower))
    joined, ends = (numpy.array(pairs, numpy.int64).reshape(-1, 2) for pairs in (contractor.joined, contractor.ends))
    levels = _levels(contractor.joined, count)
    levels[lower[count:] == NONE] = 0
    left, right, sizes = [], [], []
    first = count
    for level in range(1, int(levels.max(initial=0)) + 1):
        here = numpy.flatnonzero(levels == level)
        down, up = number[joined[here]].T
        below = lower[count + here]
        # The path from the lower node begins with the arc that ends there; in the core, with either.
        turned = numpy.where(below == CORE, down > up, ends[here, 0] != below)
        down, up = numpy.where(turned, up, down), numpy.where(turned, down, up)
        order = numpy.lexsort((up, down))
        left.append(down[order])
        right.append(up[order])
        sizes.append(len(here))
        number[count + here[order]] = numpy.arange(first, first + len(here))
        first += len(here)
    nothing = [numpy.zeros(0, numpy.int64)]
    return edges.astype(numpy.uint8), numpy.concatenate(left or nothing), numpy.concatenate(right or nothing), sizes


def _lower_nodes(contractor: Contractor, count: int) -> Indexes:
    """Return the node from which each arc leads up; ``CORE`` or ``NONE`` where there is none."""
    lower = numpy.full(count + len(contractor.joined), NONE)
    for node, (arcs, is_out) in enumerate(zip(contractor.arcs, contractor.is_out, strict=True)):
        lower[list(arcs.values())] = node if is_out else CORE
    return lower


def _levels(joined: list[tuple[int, int]], count: int) -> Indexes:
    """Return each shortcut's level: one more than that of the arcs it stands for, edges having none."""
    levels = [0] * count
    for one, other in joined:
        levels.append(max(levels[one], levels[other]) + 1)
    return numpy.array(levels[count:], numpy.int64)


def write_hierarchies(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    """Write all hierarchies of the networks in ``layers/``; yield name, core nodes, shortcuts and bytes of each."""
    # Processes of their own read the networks anew, which another part of the same run may have written.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(_write, [folder] * len(HIERARCHIES), HIERARCHIES)


def _write(folder: Path, name: str) -> tuple[str, int, int, int]:
    network, weights = network_and_weights(name)
    arrays = hierarchy_arrays(network, weights, CORE_NODES[name])
    size = write_arrays(folder / f"{name}_hierarchy.npz", arrays)
    return name, len(arrays["core_step"]), len(arrays["left_step"]), size


def network_and_weights(name: str) -> tuple[Network, Numbers]:
    """Return the network of a stored hierarchy, and what its edges cost in the queries that it is for."""
    modes, objective = QUERIES[name]
    shared = multimodal_network(sea="sea" in modes, land="sea" not in modes)
    unit_costs = unit_costs_of(objective, rates_for(SHIP))
    return shared.network, edge_costs(shared, Costing(modes, closed=(), avoid_ports=(), unit_costs=unit_costs))
