"""Core search: the cheapest path over the stored hierarchies, up from both ends and through their connected cores.

The sea's core and the land's are connected at ports, with what is closed left out, for each kind of query once; so
what a query searches is some thousand nodes instead of all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray

from geo_ree.routing.network.graph import Indexes, Numbers, by_node, land_network, sea_network
from geo_ree.routing.network.multimodal import MultimodalNetwork
from geo_ree.routing.network.weights import Costing, edge_costs
from geo_ree.routing.search.contraction import Reached, WeightedHierarchy, read_hierarchy

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Sources = Iterable[tuple[int, float]]
Entries = list[tuple[int, float]]
# As many searches are done before scipy is imported for more.
FEW = 4
# Lengths are whole metres, so paths of one cost are common. Uneven trifles, the same each time, let one of them win.
TRIFLE = 1e-9
GOLDEN = 0.618_033_988_749_895


@dataclass(frozen=True, eq=False)
class Part:
    """The hierarchy of the sea or of the land, with weights, and where its numbers begin among those of both.

    Parameters
    ----------
    hierarchy : WeightedHierarchy
    first_node, first_edge : int
        Of the connected network.
    first_place : int
        Of the connected cores.
    """

    hierarchy: WeightedHierarchy
    first_node: int
    first_edge: int
    first_place: int

    def up(self, sources: Sources) -> Reached:
        """Return what the sources among its nodes reach."""
        count = len(self.hierarchy.hierarchy.core_place)
        own = [(node - self.first_node, cost) for node, cost in sources]
        return self.hierarchy.up([(node, cost) for node, cost in own if 0 <= node < count])

    def entries(self, reached: Reached) -> list[tuple[int, float]]:
        """Return the places of the connected cores that were reached, with their costs."""
        place = self.hierarchy.hierarchy.core_place
        return [(int(place[node]) + self.first_place, reached.cost[node]) for node in reached.core_nodes]

    def edges_up(self, reached: Reached, node: int) -> tuple[int, list[int]]:
        """Return the source from which one of its own nodes was reached, and the edges from there, all as of both."""
        source, arcs = self.hierarchy.path_up(reached, node)
        edges = self.hierarchy.hierarchy.unpack_all(arcs, source)
        return source + self.first_node, [edge + self.first_edge for edge in edges]


@dataclass(frozen=True, eq=False)
class CoreGraph:
    """The connected cores with the costs of one query; shared, and never changed.

    Parameters
    ----------
    parts : tuple of Part
    first, neighbour, arc : ndarray of int32
        The cores by place, as ``geo_ree.routing.network.graph.by_node`` gives them.
    cost : ndarray of float64
        What each of ``arc`` costs.
    part, inner : ndarray of int32
        Of each arc: its part, and its number there; -1 and an edge of the connected network for a transfer at a port.
    """

    parts: tuple[Part, ...]
    first: Indexes
    neighbour: Indexes
    arc: Indexes
    cost: Numbers
    part: Indexes
    inner: Indexes

    def path(self, entries: Entries, exits: Entries) -> tuple[float, list[int]]:
        """Return the cost of the cheapest path from any entry to any exit, and its places; infinite and none if none.

        A process that asks a few times, as a command does, would wait longer for scipy to be imported than for its
        answers. So the first searches are done without it, unless it is there already; both find the same.
        """
        if not entries or not exits:
            return numpy.inf, []
        if "scipy.sparse.csgraph" not in sys.modules and core_graph_of.cache_info().hits < FEW:
            return self.path_by_heap(entries, exits)
        return self.path_by_tree(entries, exits)

    def path_by_tree(self, entries: Entries, exits: Entries) -> tuple[float, list[int]]:
        """Return the same by scipy, which searches everything in a few milliseconds."""
        from scipy.sparse.csgraph import dijkstra

        none = len(self.first) - 1
        cost, before = dijkstra(self._with_rows([entries]), indices=none, return_predecessors=True)
        least, last = min((float(cost[place]) + rest, place) for place, rest in exits)
        return (least, _walked(last, before, none)) if least < numpy.inf else (least, [])

    def trees(self, entries: Sequence[Entries]) -> Numbers:
        """Return what reaching each place costs from the entries of several, shape (places entered from, places)."""
        from scipy.sparse.csgraph import dijkstra

        leaf, stem, cost = self._leaves
        by_leaf = dict(zip(leaf.tolist(), zip(stem.tolist(), cost.tolist(), strict=True), strict=True))
        # Most ports have one access: no path leads through them, so the search does without them.
        inward = [
            [
                (by_leaf[place][0], begin + by_leaf[place][1]) if place in by_leaf else (place, begin)
                for place, begin in row
            ]
            for row in entries
        ]
        none = len(self.first) - 1
        found = dijkstra(self._with_rows(inward, self._trunk), indices=range(none, none + len(entries)))[:, :none]
        found[:, leaf] = found[:, stem] + cost
        for row, own in zip(found, entries, strict=True):
            for place, begin in own:
                row[place] = min(row[place], begin)
        return numpy.asarray(found)

    @cached_property
    def _leaves(self) -> tuple[NDArray[numpy.int64], Indexes, Numbers]:
        """Return the places with one neighbour, their neighbours, and what lies between."""
        is_leaf = numpy.diff(self.first) == 1
        leaf = numpy.flatnonzero(is_leaf)
        leaf = leaf[~is_leaf[self.neighbour[self.first[leaf]]]]
        return leaf, self.neighbour[self.first[leaf]], self.cost[self.first[leaf]]

    @cached_property
    def _trunk(self) -> tuple[Indexes, Indexes, Numbers]:
        """Return the cores by place without the arcs of leaves."""
        is_leaf = numpy.zeros(len(self.first) - 1, bool)
        is_leaf[self._leaves[0]] = True
        owner = numpy.repeat(numpy.arange(len(is_leaf)), numpy.diff(self.first))
        kept = ~is_leaf[owner] & ~is_leaf[self.neighbour]
        first = numpy.searchsorted(owner[kept], numpy.arange(len(self.first))).astype(numpy.int32)
        return first, self.neighbour[kept], self.cost[kept]

    def _with_rows(
        self, entries: Sequence[Entries], cores: tuple[Indexes, Indexes, Numbers] | None = None
    ) -> csr_array:
        """Return the cores as scipy takes them, with one more place for each list of entries, which leads to them."""
        from scipy.sparse import csr_array

        first, neighbour, cost = cores or (self.first, self.neighbour, self.cost)
        own = [entry for row in entries for entry in row]
        costs = numpy.concatenate([cost, [begin for _, begin in own]])
        heads = numpy.concatenate([neighbour, numpy.array([place for place, _ in own], numpy.int32)])
        stops = len(cost) + numpy.cumsum([len(row) for row in entries])
        size = len(first) - 1 + len(entries)
        return csr_array((costs, heads, numpy.append(first, stops.astype(numpy.int32))), shape=(size, size))

    def path_by_heap(self, entries: Entries, exits: Entries) -> tuple[float, list[int]]:
        """Return the same in plain Python, which stops at the answer."""
        first, heads, steps = self.first.data, self.neighbour.data, self.cost.data
        rest, none = dict(exits), len(self.first) - 1
        cost: dict[int, float] = {}
        before: dict[int, int] = {}
        heap = [(begin, place, none) for place, begin in entries]
        heapify(heap)
        least, last = numpy.inf, none
        while heap and heap[0][0] < least:
            so_far, place, back = heappop(heap)
            if place in cost:
                continue
            cost[place], before[place] = so_far, back
            if so_far + rest.get(place, numpy.inf) < least:
                least, last = so_far + rest[place], place
            around = slice(first[place], first[place + 1])
            for other, step in zip(heads[around], steps[around], strict=True):
                if other not in cost and step < numpy.inf:
                    heappush(heap, (so_far + step, other, place))
        return (float(least), _walked(last, before, none)) if last != none else (numpy.inf, [])

    def edges_between(self, place: int, other: int) -> list[int]:
        """Return the edges, as of the connected network, of the cheapest arc from a place to a neighbour."""
        around = slice(self.first[place], self.first[place + 1])
        there = numpy.flatnonzero(self.neighbour[around] == other) + self.first[place]
        arc = int(self.arc[there[self.cost[there].argmin()]])
        if self.part[arc] < 0:
            return [int(self.inner[arc])]
        part = self.parts[self.part[arc]]
        hierarchy = part.hierarchy.hierarchy
        from_node = int(hierarchy.core_nodes[place - part.first_place])
        return [edge + part.first_edge for edge in hierarchy.unpack(int(self.inner[arc]), from_node)]


def search_core(
    sources: Sequence[tuple[int, float]], targets: Sequence[tuple[int, float]], core_graph: CoreGraph
) -> tuple[float, int, list[int]] | None:
    """Return the cost of the cheapest path, its first node and its edges; None where there is none.

    Parameters
    ----------
    sources, targets : sequence of (int, float)
        Nodes of the connected network, and what it costs to be there.
    """
    ups, downs = ([part.up(ends) for part in core_graph.parts] for ends in (sources, targets))
    meetings = [up.meet(down) for up, down in zip(ups, downs, strict=True)]
    number = min(range(len(meetings)), key=lambda number: meetings[number])
    least, meeting = meetings[number]
    cost, places = core_graph.path(_entries(core_graph, ups), _entries(core_graph, downs))
    if min(cost, least) == numpy.inf:
        return None
    if least <= cost:
        part = core_graph.parts[number]
        source, edges = part.edges_up(ups[number], meeting)
        return least, source, edges + part.edges_up(downs[number], meeting)[1][::-1]
    return cost, *_through(core_graph, ups, downs, places)


def _walked(last: int, before: Mapping[int, int] | Indexes, none: int) -> list[int]:
    """Return the places from the first to the last, each one known by the one after it."""
    places = [last]
    while (place := int(before[places[-1]])) != none:
        places.append(place)
    return places[::-1]


def _entries(core_graph: CoreGraph, reached: Sequence[Reached]) -> Entries:
    return [entry for part, found in zip(core_graph.parts, reached, strict=True) for entry in part.entries(found)]


def _through(
    core_graph: CoreGraph, ups: Sequence[Reached], downs: Sequence[Reached], places: Sequence[int]
) -> tuple[int, list[int]]:
    """Return the first node and the edges of the path through some places of the cores."""
    source, edges = _to_core(core_graph, ups, places[0])
    for place, other in pairwise(places):
        edges += core_graph.edges_between(place, other)
    return source, edges + _to_core(core_graph, downs, places[-1])[1][::-1]


def _to_core(core_graph: CoreGraph, reached: Sequence[Reached], place: int) -> tuple[int, list[int]]:
    """Return the source, and the edges from there, by which a place of the cores was reached from below."""
    number = max(number for number, part in enumerate(core_graph.parts) if part.first_place <= place)
    part = core_graph.parts[number]
    node = int(part.hierarchy.hierarchy.core_nodes[place - part.first_place])
    return part.edges_up(reached[number], node)


@lru_cache(maxsize=8)
def core_graph_of(shared: MultimodalNetwork, costing: Costing) -> CoreGraph | None:
    """Return the connected cores with the costs of one query; None where no stored hierarchy fits them.

    That is so where a folder of one's own changes the rates: then the whole network is searched.
    """
    costs = edge_costs(shared, costing)
    parts = _parts(shared, costing, costs)
    if not parts:
        return None
    rows = [_arcs(part, number) for number, part in enumerate(parts)]
    if len(parts) == 2:
        rows.append(_changes(shared, parts, costs))
    tail, head, owner, inner = (
        numpy.concatenate([getattr(row, name) for row in rows]) for name in ("tail", "head", "part", "inner")
    )
    weight = numpy.concatenate([row.cost for row in rows])
    weight += TRIFLE * (numpy.arange(len(weight)) * GOLDEN % 1)
    count = parts[-1].first_place + len(parts[-1].hierarchy.hierarchy.core_nodes)
    first, neighbour, arc = by_node(tail, head, count)
    return CoreGraph(parts, first, neighbour, arc, weight[arc], owner, inner)


@dataclass(frozen=True)
class _Arcs:
    """Some arcs of the connected cores: their ends as places, their costs, their part and their numbers there."""

    tail: Indexes
    head: Indexes
    cost: Numbers
    part: Indexes
    inner: Indexes


def _arcs(part: Part, number: int) -> _Arcs:
    core, shift = part.hierarchy.hierarchy, numpy.int32(part.first_place)
    owner = numpy.full(len(core.core_arc), number, numpy.int32)
    return _Arcs(core.core_tail + shift, core.core_head + shift, part.hierarchy.core_weight, owner, core.core_arc)


def _changes(shared: MultimodalNetwork, parts: Sequence[Part], costs: Numbers) -> _Arcs:
    """Return the transfers between land and sea at ports, which are in both cores."""
    edges = numpy.arange(shared.first_transfer, len(shared.network.start), dtype=numpy.int32)
    tail, head = (
        part.hierarchy.hierarchy.core_place[ends[edges] - part.first_node] + numpy.int32(part.first_place)
        for part, ends in zip(parts, (shared.network.start, shared.network.end), strict=True)
    )
    return _Arcs(tail, head, costs[edges], numpy.full(len(edges), -1, numpy.int32), edges)


def _parts(shared: MultimodalNetwork, costing: Costing, costs: Numbers) -> tuple[Part, ...]:
    """Return the hierarchies that the modes need; none where one of them does not fit."""
    land = [mode for mode in costing.modes if mode != "sea"]
    wanted = []
    if "sea" in costing.modes:
        wanted.append(("sea", sea_network(), costs[: shared.sea_edges], 0, 0))
    if land:
        name = f"land_{land[0]}" if len(land) == 1 else f"land_{costing.unit_costs.objective}"
        own = costs[shared.sea_edges : shared.first_transfer]
        wanted.append((name, land_network(), own, shared.sea_nodes, shared.sea_edges))
    parts: list[Part] = []
    for name, network, own, first_node, first_edge in wanted:
        hierarchy = read_hierarchy(name, network)
        if not hierarchy.fits(own):
            return ()
        place = len(parts[-1].hierarchy.hierarchy.core_nodes) if parts else 0
        parts.append(Part(hierarchy.weighted(own), first_node, first_edge, place))
    return tuple(parts)
