"""Open-water shortcuts: geodesics between places of the lanes that see each other, where the lanes make a detour.

The lanes of marnet are drawn on a plane, so they bend away from great circles: up to 4 % longer across the Pacific.
Every pair of places that could help is tried; only the shortcuts that some voyage between ports really takes are kept.
"""

from __future__ import annotations

import numpy
import shapely
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo_ree.routing.passages import CLOSED_BY_DEFAULT, bits_of
from tools.networks.coast import Coast
from tools.networks.earth import Flags, Indexes, Numbers, lengths_km, points_in_space
from tools.networks.graphs import NETWORK, PATCH, SHORTCUT, Graph, degrees, keep_edges, matrix, with_edges
from tools.networks.sea import SEA, passage_bits, places_along
from tools.networks.thinning import steps_back, used_between

# Ships keep off the coast by about 8 km where they have the choice.
MARGIN_DEGREES = 0.08
STEPS = 24
# Ice closes the seas beyond to shortcuts; the lanes there stay, and the two ice passages are closed by default.
SOUTHERNMOST, NORTHERNMOST = -60.0, 76.0
# Two scales: (side of the squares of which one place each is tried, degrees; least and greatest length, km).
SCALES = ((3.0, 200.0, 4000.0), (0.5, 30.0, 400.0))
# A shortcut that saves less than this share of its length is not worth its bytes.
LEAST_SAVING = 0.006
# What voyages are tried with: closed in turn, so that the paths around are straight too.
ICE = tuple(sorted(CLOSED_BY_DEFAULT))
CLOSURES = (ICE, (), (*ICE, "suez"), (*ICE, "panama"), (*ICE, "suez", "panama"), (*ICE, "malacca", "good-hope"))
# From so many ports the use of places is counted.
SAMPLE = 80
BATCH = 4000


def with_shortcuts(graph: Graph, ports: Indexes, waypoints: Indexes) -> Graph:
    """Return the sea lanes with the shortcuts that voyages between ``ports`` (numbers of places) take.

    ``waypoints`` are places off capes, which a taut line bends round: they are tried with all others.
    """
    coast = Coast(MARGIN_DEGREES)
    tried = graph
    for cell, least, most in SCALES:
        start, end, km = _candidates(graph, numpy.union1d(hubs_of(graph, ports, cell), waypoints), least, most)
        clear = _clear(graph, coast, start, end)
        print(f"shortcuts of {least:.0f} to {most:.0f} km: {len(km)} tried, {clear.sum()} over open water")
        tried = with_edges(tried, start[clear], end[clear], km[clear], mode=SEA, basis=SHORTCUT)
    taken = _taken(tried, numpy.union1d(ports, _lane_ends(graph)))
    print(f"{(taken & (tried.basis == SHORTCUT)).sum()} shortcuts are taken by voyages")
    return keep_edges(tried, taken | (tried.basis != SHORTCUT))


def _lane_ends(graph: Graph) -> Indexes:
    """Return where a lane of the data ends, a harbour whether or not it is among our ports, and where a patch runs."""
    single = degrees(keep_edges(graph, graph.basis == NETWORK)) == 1
    return numpy.flatnonzero(single | (degrees(keep_edges(graph, graph.basis == PATCH)) > 0))


def hubs_of(graph: Graph, ports: Indexes, cell: float) -> Indexes:
    """Return one place in each square of ``cell`` degrees: where the lanes of most ports pass, if any do."""
    use = _use(graph, ports)
    inside = (graph.lat > SOUTHERNMOST) & (graph.lat < NORTHERNMOST) & (use > 0)
    square = numpy.floor(graph.lat / cell) * 10_000 + numpy.floor(graph.lon / cell)
    order = numpy.lexsort((-degrees(graph), -use, square, ~inside))
    order = order[inside[order]]
    first = numpy.ones(len(order), bool)
    first[1:] = numpy.diff(square[order]) != 0
    return order[first]


def _use(graph: Graph, ports: Indexes) -> Indexes:
    """Return for each place from how many ports some voyage passes it, with passages closed in turn."""
    bits, use = passage_bits(graph), numpy.zeros(len(graph.lon), numpy.int64)
    some = ports[:: max(1, len(ports) // SAMPLE)]
    for closed in CLOSURES:
        lanes = matrix(graph, (bits & bits_of(closed)) == 0)
        lengths, before = dijkstra(lanes, indices=some, return_predecessors=True)
        for row, reach in zip(before, lengths, strict=True):
            low, high = numpy.divmod(steps_back(row, ports[numpy.isfinite(reach[ports])]), len(graph.lon))
            use[numpy.unique(numpy.concatenate([low, high]))] += 1
    return use


def _candidates(graph: Graph, hubs: Indexes, least: float, most: float) -> tuple[Indexes, Indexes, Numbers]:
    """Return pairs of hubs, and their distance in km, between which the lanes make a detour."""
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
        lon, lat = places_along(graph, start[some], end[some], STEPS)
        lines = shapely.linestrings(numpy.stack([numpy.unwrap(lon, period=360, axis=1), lat], axis=2))
        clear[some] = (lat.min(axis=1) > SOUTHERNMOST) & (lat.max(axis=1) < NORTHERNMOST) & coast.is_clear(lines)
    return clear


def _taken(graph: Graph, ports: Indexes) -> Flags:
    """Return which edges stand on a shortest path from one port to another, with passages closed in turn."""
    bits = passage_bits(graph)
    taken = numpy.zeros(len(graph.u), bool)
    for closed in CLOSURES:
        open_edges = (bits & bits_of(closed)) == 0
        taken[open_edges] |= used_between(keep_edges(graph, open_edges), ports, numpy.inf)
    return taken
