"""Which lines long-distance freight uses: those on shortest paths between towns, ports, plants and deposits.

The road data hold every link of the main network, far more than routes between continents can tell apart.
"""

from __future__ import annotations

import numpy
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from tools.networks.earth import Flags, Indexes, Numbers, points_in_space
from tools.networks.graphs import Graph, components, degrees, matrix

SNAP_KM = 15.0
BATCH = 16
SQUARE = 4.0


def anchors_on(graph: Graph, lon: Numbers, lat: Numbers, *, usable: Flags) -> Indexes:
    """Return for each place the nearest usable place of the graph, or -1 beyond ``SNAP_KM``."""
    numbers = numpy.flatnonzero(usable)
    tree = cKDTree(points_in_space(graph.lon[numbers], graph.lat[numbers]))
    distance, near = tree.query(points_in_space(lon, lat))
    return numpy.where(distance <= SNAP_KM, numbers[near], -1)


def in_large_piece(graph: Graph, least: int) -> Flags:
    """Return which places belong to a component of at least ``least`` places."""
    labels, sizes = components(graph)
    return numpy.asarray(sizes[labels] >= least)


def used_between(graph: Graph, anchors: Indexes, limit_km: float) -> Flags:
    """Return which edges stand on a shortest path between two anchors that are at most ``limit_km`` apart."""
    lines, count = matrix(graph), len(graph.lon)
    anchors = numpy.unique(anchors[anchors >= 0])
    if not numpy.isfinite(limit_km):
        return is_step(graph, _steps_between(lines, anchors, limit_km))
    points = points_in_space(graph.lon, graph.lat)
    tree, chosen = cKDTree(points), [numpy.zeros(0, numpy.int64)]
    for group in _by_square(graph, anchors):
        centre = points[group].mean(axis=0)
        reach = limit_km + float(numpy.linalg.norm(points[group] - centre, axis=1).max())
        near = numpy.array(sorted(tree.query_ball_point(centre, reach)), numpy.int64)
        starts = numpy.searchsorted(near, group)
        ends = numpy.flatnonzero(numpy.isin(near, anchors))
        steps = _steps_between(lines[near][:, near], starts, limit_km, ends)
        low, high = numpy.divmod(steps, len(near))
        chosen.append(near[low] * count + near[high])
    return is_step(graph, numpy.unique(numpy.concatenate(chosen)))


def one_in_each_square(graph: Graph, side: float) -> Indexes:
    """Return one place that edges reach in each square of so many degrees: where most of them meet."""
    count = degrees(graph)
    reached = numpy.flatnonzero(count)
    square = numpy.floor(graph.lat[reached] / side) * 10_000 + numpy.floor(graph.lon[reached] / side)
    order = numpy.lexsort((reached, -count[reached], square))
    first = numpy.ones(len(order), bool)
    first[1:] = numpy.diff(square[order]) != 0
    return numpy.sort(reached[order[first]])


def _by_square(graph: Graph, anchors: Indexes) -> list[Indexes]:
    """Return the anchors in groups of neighbours, so that only the lines around each need be searched."""
    square = numpy.floor(graph.lat[anchors] / SQUARE) * 1000 + numpy.floor(graph.lon[anchors] / SQUARE)
    order = numpy.argsort(square, kind="stable")
    return numpy.split(anchors[order], numpy.flatnonzero(numpy.diff(square[order])) + 1)


def _steps_between(lines: csr_array, starts: Indexes, limit_km: float, ends: Indexes | None = None) -> Indexes:
    targets = numpy.zeros(lines.shape[0], bool)
    targets[starts if ends is None else ends] = True
    chosen = numpy.zeros(0, numpy.int64)
    for first in range(0, len(starts), BATCH):
        some = starts[first : first + BATCH]
        lengths, before = dijkstra(lines, indices=some, return_predecessors=True, limit=limit_km)
        fresh = [
            steps_back(row, numpy.flatnonzero(targets & numpy.isfinite(reach)))
            for row, reach in zip(before, lengths, strict=True)
        ]
        chosen = numpy.unique(numpy.concatenate([chosen, *fresh]))
    return chosen


def steps_back(before: Indexes, ends: Indexes) -> Indexes:
    """Return the steps of a tree of shortest paths that lead to ``ends``, as numbers of pairs of places."""
    seen = numpy.zeros(len(before), bool)
    now, steps = numpy.unique(ends), [numpy.zeros(0, numpy.int64)]
    while len(now):
        seen[now] = True
        previous = before[now].astype(numpy.int64)
        moved = previous >= 0
        low, high = numpy.minimum(now, previous)[moved], numpy.maximum(now, previous)[moved]
        steps.append(low * len(before) + high)
        now = numpy.unique(previous[moved])
        now = now[~seen[now]]
    return numpy.concatenate(steps)


def is_step(graph: Graph, steps: Indexes) -> Flags:
    """Return which edges are such steps; of parallel edges the shortest."""
    pair = numpy.minimum(graph.u, graph.v) * len(graph.lon) + numpy.maximum(graph.u, graph.v)
    order = numpy.lexsort((graph.km, pair))
    first = numpy.ones(len(order), bool)
    first[1:] = numpy.diff(pair[order]) != 0
    shortest = numpy.zeros(len(order), bool)
    shortest[order[first]] = True
    return shortest & numpy.isin(pair, steps)


def without_twigs(graph: Graph, anchors: Indexes, longest_km: float) -> tuple[Flags, Indexes]:
    """Return which edges are left when branches that lead to no anchor are cut back, and the dead ends that stay.

    A branch that is ``longest_km`` long or longer stays whole: whatever stands at its end was worth a line.
    """
    kept = numpy.ones(len(graph.u), bool)
    protected = numpy.zeros(len(graph.lon), bool)
    protected[anchors[anchors >= 0]] = True
    beyond = numpy.zeros(len(graph.lon))
    longest = numpy.full(len(graph.lon), -1)
    while True:
        ends = numpy.concatenate([graph.u[kept], graph.v[kept]])
        single = (numpy.bincount(ends, minlength=len(graph.lon)) == 1) & ~protected
        tip = numpy.where(single[graph.u], graph.u, graph.v)
        length = beyond[tip] + graph.km
        loose = numpy.flatnonzero(kept & single[tip] & (length < longest_km))
        if not len(loose):
            break
        kept[loose] = False
        for edge in loose[numpy.argsort(length[loose], kind="stable")].tolist():
            root = graph.u[edge] + graph.v[edge] - tip[edge]
            beyond[root], longest[root] = max(beyond[root], length[edge]), edge
    _restore(graph, kept, longest, numpy.flatnonzero(single))
    ends = numpy.concatenate([graph.u[kept], graph.v[kept]])
    return kept, numpy.flatnonzero(numpy.bincount(ends, minlength=len(graph.lon)) == 1)


def _restore(graph: Graph, kept: Flags, longest: Indexes, tips: Indexes) -> None:
    """Give long branches back the tip that was cut off them."""
    for tip in tips.tolist():
        edge = longest[tip]
        while edge >= 0 and not kept[edge]:
            kept[edge] = True
            tip = graph.u[edge] + graph.v[edge] - tip
            edge = longest[tip]
