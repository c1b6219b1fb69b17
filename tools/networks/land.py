"""Railways and roads: read, and healed where the data fall apart."""

from __future__ import annotations

from dataclasses import replace

import numpy
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from tools.networks.coast import Coast
from tools.networks.earth import Flags, Indexes, Numbers, geodesic, lengths_km, points_in_space
from tools.networks.graphs import GAP, NETWORK, Graph, components, degrees, graph_of, matrix, with_edges

RAIL, ROAD, TRANSFER = 1, 2, 3
# The data round places to 3 decimals and cut lines at borders: what nearly meets is taken to meet.
FREE_KM = 2.0
# Farther apart, a joint is marked as a gap and shown.
GAP_KM = 15.0
# A dead end is joined to its neighbour when the path around is so much longer than the step across.
DETOUR_TIMES, DETOUR_KM = 20.0, 60.0
STEP_KM = 1.0
# A harbour basin or a river is crossed by bridges; a strait, at more than this many steps over water, is not.
WATER_STEPS = 1
BATCH = 32


def read_land(lon: Numbers, lat: Numbers, u: Indexes, v: Indexes, km: Numbers, *, mode: int) -> Graph:
    """Return edges as a graph, each once and without loops.

    The data's own lengths follow the bends between two places, so they hold unless they are less than a straight line.
    """
    graph = graph_of(lon, lat, u, v, mode)
    pair = numpy.minimum(u, v) * len(lon) + numpy.maximum(u, v)
    order = numpy.lexsort((km, pair))
    known, first = numpy.unique(pair[order], return_index=True)
    given = km[order][first][numpy.searchsorted(known, graph.u * len(lon) + graph.v)]
    return replace(graph, km=numpy.maximum(graph.km, given))


def healed(graph: Graph, coast: Coast, *, dead_ends: bool) -> Graph:
    """Return a network with its pieces joined, and if asked its dead ends: what nearly meets, then gaps over land."""
    for limit_km, basis in ((FREE_KM, NETWORK), (GAP_KM, GAP)):
        graph = _with_pieces_joined(graph, coast, limit_km, basis)
        if dead_ends:
            graph = _with_dead_ends_joined(graph, coast, limit_km, basis)
    return graph


def _with_pieces_joined(graph: Graph, coast: Coast, limit_km: float, basis: int) -> Graph:
    """Return the graph with the shortest joint between each two components, shortest first (Kruskal)."""
    labels, sizes = components(graph)
    largest = labels == sizes.argmax()
    tree = cKDTree(points_in_space(graph.lon, graph.lat))
    inner = numpy.flatnonzero(~largest & (degrees(graph) > 0))
    pairs = [_nearest_of_others(graph, tree, labels, node, limit_km) for node in inner.tolist()]
    found = numpy.array([pair for some in pairs for pair in some]).reshape(-1, 3)
    found = found[numpy.lexsort((found[:, 1], found[:, 0], found[:, 2]))]
    chosen = _spanning(labels, found[:, 0].astype(numpy.int64), found[:, 1].astype(numpy.int64), len(sizes))
    return _joined(graph, coast, found[chosen, 0].astype(numpy.int64), found[chosen, 1].astype(numpy.int64), basis)


def _nearest_of_others(
    graph: Graph, tree: cKDTree, labels: Indexes, node: int, limit_km: float
) -> list[tuple[float, float, float]]:
    """Return (place, place, km) for the nearest place of each other component within the limit."""
    here = points_in_space(graph.lon[[node]], graph.lat[[node]])[0]
    near = numpy.array(tree.query_ball_point(here, limit_km), numpy.int64)
    near = near[labels[near] != labels[node]]
    if not len(near):
        return []
    steps = numpy.linalg.norm(points_in_space(graph.lon[near], graph.lat[near]) - here, axis=1)
    order = numpy.lexsort((near, steps))
    _, first = numpy.unique(labels[near[order]], return_index=True)
    return [(float(node), float(near[order][i]), float(steps[order][i])) for i in first]


def _spanning(labels: Indexes, u: Indexes, v: Indexes, count: int) -> Indexes:
    """Return which of the joints, in their order, tie together what was not yet tied."""
    parent = list(range(count))

    def root(piece: int) -> int:
        while parent[piece] != piece:
            parent[piece] = parent[parent[piece]]
            piece = parent[piece]
        return piece

    chosen = []
    for number, (start, end) in enumerate(zip(labels[u].tolist(), labels[v].tolist(), strict=True)):
        one, other = root(start), root(end)
        if one != other:
            parent[one] = other
            chosen.append(number)
    return numpy.array(chosen, numpy.int64)


def _with_dead_ends_joined(graph: Graph, coast: Coast, limit_km: float, basis: int) -> Graph:
    """Return the graph with dead ends joined to the nearest place that is far away by the lines themselves.

    Across a gap, only one dead end is joined to another: a line goes on where it stopped.
    """
    tree = cKDTree(points_in_space(graph.lon, graph.lat))
    ends = numpy.flatnonzero(degrees(graph) == 1)
    lines, found = matrix(graph), []
    for start in range(0, len(ends), BATCH):
        some = ends[start : start + BATCH]
        around = dijkstra(lines, indices=some, limit=max(DETOUR_KM, DETOUR_TIMES * limit_km))
        near = tree.query_ball_point(points_in_space(graph.lon[some], graph.lat[some]), limit_km)
        for end, places, reach in zip(some.tolist(), near, around, strict=True):
            others = numpy.array(sorted(places), numpy.int64)
            if basis == GAP:
                others = others[numpy.isin(others, ends)]
            found += _across(graph, end, others[others != end], reach)
    joints = numpy.array(found).reshape(-1, 2).astype(numpy.int64)
    joints = numpy.unique(numpy.sort(joints, axis=1), axis=0)
    return _joined(graph, coast, joints[:, 0], joints[:, 1], basis)


def _across(graph: Graph, end: int, others: Indexes, reach: Numbers) -> list[tuple[int, int]]:
    """Return the joint, if any, from a dead end to the nearest of the others that lies beyond a long detour."""
    here = numpy.full(len(others), end)
    steps = lengths_km(graph.lon[here], graph.lat[here], graph.lon[others], graph.lat[others])
    far = reach[others] > numpy.maximum(DETOUR_KM, DETOUR_TIMES * steps)
    if not far.any():
        return []
    nearest = numpy.lexsort((others[far], steps[far]))[0]
    return [(end, int(others[far][nearest]))]


def _joined(graph: Graph, coast: Coast, u: Indexes, v: Indexes, basis: int) -> Graph:
    """Return the graph with joints, but for those across water wider than the coast is exact."""
    lines = [_line(graph, start, end) for start, end in zip(u.tolist(), v.tolist(), strict=True)]
    dry = _is_dry(coast, lines)
    km = lengths_km(graph.lon[u], graph.lat[u], graph.lon[v], graph.lat[v])
    mode = int(graph.mode[0])
    print(f"  {dry.sum()} joints of basis {basis}, {km[dry].sum():.0f} km; {(~dry).sum()} across water left open")
    return with_edges(graph, u[dry], v[dry], km[dry], mode=mode, basis=basis)


def _line(graph: Graph, start: int, end: int) -> Numbers:
    ends = numpy.array([[graph.lon[start], graph.lat[start]], [graph.lon[end], graph.lat[end]]])
    return geodesic(ends[0], ends[1], STEP_KM)


def _is_dry(coast: Coast, lines: list[Numbers]) -> Flags:
    if not lines:
        return numpy.zeros(0, bool)
    wet = ~coast.is_on_land(numpy.vstack(lines))
    number = numpy.repeat(numpy.arange(len(lines)), [len(line) for line in lines])
    return numpy.bincount(number, weights=wet, minlength=len(lines)) <= WATER_STEPS
