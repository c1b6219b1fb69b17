"""Open-water shortcuts: geodesics between places of the lanes that see each other, where the lanes make a detour.

The lanes of marnet are drawn on a plane, so that they bend away from great circles: up to 4 % longer across the Pacific.
Every pair of places that could help is tried; only the shortcuts that some voyage between ports really takes are kept.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo_ree.passages import CLOSED_BY_DEFAULT, bits_of, crossed_passages
from tools.networks.coast import Coast
from tools.networks.earth import Flags, Indexes, Numbers, geodesic, lengths_km, points_in_space
from tools.networks.graphs import SHORTCUT, Graph, degrees, keep_edges, matrix, with_edges
from tools.networks.sea import SEA, passage_bits

# Ships keep off the coast by about 5 km where they have the choice.
MARGIN_DEGREES = 0.05
STEP_KM = 100.0
# Ice closes the seas south of 60° S and north of 66° N to shortcuts; the lanes there stay.
SOUTHERNMOST, NORTHERNMOST = -60.0, 66.0
# Two scales: (side of the squares of which one place each is tried, degrees; least and greatest length, km).
SCALES = ((3.0, 250.0, 4500.0), (0.5, 30.0, 300.0))
# A shortcut that saves less than this share of its length is not worth its bytes.
LEAST_SAVING = 0.004
# What voyages are tried with: closed in turn, so that the ways round are straight too.
CLOSURES: tuple[tuple[str, ...], ...] = ((), ("suez",), ("panama",), ("suez", "panama"), ("malacca",), ("sunda", "malacca"))
BATCH = 4000


def with_shortcuts(graph: Graph, ports: Indexes) -> Graph:
    """Return the sea lanes with the shortcuts that voyages between ``ports`` (numbers of places) take."""
    coast = Coast(MARGIN_DEGREES)
    tried = graph
    for cell, least, most in SCALES:
        start, end, km = _candidates(graph, cell, least, most)
        clear = _clear(graph, coast, start, end)
        print(f"shortcuts of {least:.0f} to {most:.0f} km: {len(km)} tried, {clear.sum()} over open water")
        tried = with_edges(tried, start[clear], end[clear], km[clear], mode=SEA, basis=SHORTCUT)
    taken = _taken(tried, ports)
    print(f"{(taken & (tried.basis == SHORTCUT)).sum()} shortcuts are taken by voyages")
    return keep_edges(tried, taken | (tried.basis != SHORTCUT))


def _hubs(graph: Graph, cell: float) -> Indexes:
    """Return one place in each square of ``cell`` degrees: where most lanes meet, else the first."""
    inside = (graph.lat > SOUTHERNMOST) & (graph.lat < NORTHERNMOST)
    square = numpy.floor(graph.lat / cell) * 10_000 + numpy.floor(graph.lon / cell)
    order = numpy.lexsort((-degrees(graph), square, ~inside))
    order = order[inside[order]]
    first = numpy.ones(len(order), bool)
    first[1:] = numpy.diff(square[order]) != 0
    return order[first]


def _candidates(graph: Graph, cell: float, least: float, most: float) -> tuple[Indexes, Indexes, Numbers]:
    """Return pairs of hubs, and their distance in km, between which the lanes make a detour."""
    hubs = _hubs(graph, cell)
    points = points_in_space(graph.lon[hubs], graph.lat[hubs])
    near = cKDTree(points).query_pairs(most, output_type="ndarray")
    near = near[numpy.lexsort((near[:, 1], near[:, 0]))]
    start, end = hubs[near[:, 0]], hubs[near[:, 1]]
    km = lengths_km(graph.lon[start], graph.lat[start], graph.lon[end], graph.lat[end])
    kept = (km >= least) & (km <= most)
    near, start, end, km = near[kept], start[kept], end[kept], km[kept]
    by_lane = _lane_lengths(graph, hubs, near, 2 * most)
    detour = by_lane > km * (1 + LEAST_SAVING)
    return start[detour], end[detour], km[detour]


def _lane_lengths(graph: Graph, hubs: Indexes, pairs: Indexes, limit: float) -> Numbers:
    lanes, lengths = matrix(graph), numpy.empty(len(pairs))
    for batch in range(0, len(hubs), 200):
        rows = slice(*numpy.searchsorted(pairs[:, 0], [batch, batch + 200]))
        table = dijkstra(lanes, indices=hubs[batch : batch + 200], limit=limit)[:, hubs]
        lengths[rows] = table[pairs[rows, 0] - batch, pairs[rows, 1]]
    return lengths


def _clear(graph: Graph, coast: Coast, start: Indexes, end: Indexes) -> Flags:
    clear = numpy.zeros(len(start), bool)
    for batch in range(0, len(start), BATCH):
        some = slice(batch, batch + BATCH)
        lines = [_line(graph, a, b) for a, b in zip(start[some], end[some], strict=True)]
        clear[some] = coast.is_clear(lines) & numpy.array([line[:, 1].min() > SOUTHERNMOST for line in lines])
    return clear


def _line(graph: Graph, start: int, end: int) -> Numbers:
    ends = numpy.array([[graph.lon[start], graph.lat[start]], [graph.lon[end], graph.lat[end]]])
    return geodesic(ends[0], ends[1], STEP_KM)


def _taken(graph: Graph, ports: Indexes) -> Flags:
    """Return which edges stand on a shortest way from one port to another, with passages shut in turn."""
    bits = passage_bits(graph)
    taken = numpy.zeros(len(graph.u), bool)
    for closed in CLOSURES:
        open_edges = (bits & bits_of(CLOSED_BY_DEFAULT.union(closed))) == 0
        taken |= edges_between(graph, open_edges, ports, ports)
    return taken


def edges_between(graph: Graph, kept: Flags, origins: Indexes, destinations: Indexes, limit: float = numpy.inf) -> Flags:
    """Return which edges stand on a shortest way from an origin to a destination no farther than ``limit`` km."""
    lanes = matrix(graph, kept)
    pairs = numpy.zeros(0, numpy.int64)
    for some in _batches(origins, 50):
        lengths, before = dijkstra(lanes, indices=some, return_predecessors=True, limit=limit)
        for row in range(len(some)):
            reached = destinations[numpy.isfinite(lengths[row, destinations])]
            pairs = numpy.union1d(pairs, _steps(before[row], reached))
    return kept & numpy.isin(_pair(graph, graph.u, graph.v), pairs) & _shortest_of_parallels(graph, kept)


def _batches(numbers: Indexes, size: int) -> Iterator[Indexes]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _steps(before: Indexes, ends: Indexes) -> Indexes:
    """Return the pairs of places on the ways to ``ends``, walking all of them back at once."""
    seen = numpy.zeros(len(before), bool)
    now, pairs = numpy.unique(ends), []
    while len(now):
        seen[now] = True
        previous = before[now].astype(numpy.int64)
        moved = previous >= 0
        low, high = numpy.minimum(now, previous)[moved], numpy.maximum(now, previous)[moved]
        pairs.append(low * len(before) + high)
        now = numpy.unique(previous[moved])
        now = now[~seen[now]]
    return numpy.concatenate(pairs) if pairs else numpy.zeros(0, numpy.int64)


def _pair(graph: Graph, u: Indexes, v: Indexes) -> Indexes:
    return numpy.minimum(u, v) * len(graph.lon) + numpy.maximum(u, v)


def _shortest_of_parallels(graph: Graph, kept: Flags) -> Flags:
    """Return which edges are the shortest between their two places, of those that are kept."""
    pair = _pair(graph, graph.u, graph.v)
    order = numpy.lexsort((graph.km, ~kept, pair))
    first = numpy.ones(len(order), bool)
    first[1:] = numpy.diff(pair[order]) != 0
    best = numpy.zeros(len(order), bool)
    best[order[first]] = True
    return best
