"""The hand-edited patches: lines that the data lack, lines that mislead, and lengths that the data cannot know.

``layers/networks/patches.csv`` has one row a patch. Its ``kind`` is

- ``line``: a line between two places, of a published length if it has one; its bends stand in ``patch_shapes.csv``;
- ``cut``: what crosses the straight line between two places is dropped: a high-speed line that freight does not use;
- ``waypoint``: a place at sea off a cape, round which a taut line bends;
- ``length``: the path between two places by the network is given its published length, all along.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from tools.networks.earth import Flags, Indexes, Numbers, lengths_km, points_in_space
from tools.networks.graphs import PATCH, Graph, degrees, keep_edges, matrix, with_edges, with_nodes
from tools.networks.thinning import is_step, steps_back

# An end of a patch this near to the network is the network's place: stations are wide, lanes and roads are exact.
JOIN_KM = {0: 1.5, 1: 6.0, 2: 1.0}  # sea, rail, road
TOLERANCE_KM = 0.5
# How near the published length a stretched path must come, how much longer one may be, and when to stop.
ENOUGH, TOO_LONG, ROUNDS = 0.002, 0.06, 40

Row = Mapping[str, str]


def read_patches(folder: Path, mode: str) -> list[dict[str, str]]:
    """Return the patches of one mode, in the order of the file."""
    with (folder / "patches.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["mode"] == mode]


def read_shapes(folder: Path) -> dict[str, Numbers]:
    """Return the bends of patches, each of shape (n, 2), ends included."""
    lines: dict[str, list[tuple[float, float]]] = {}
    with (folder / "patch_shapes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines.setdefault(row["patch_id"], []).append((float(row["lon"]), float(row["lat"])))
    return {patch_id: numpy.array(line) for patch_id, line in lines.items()}


def patched(graph: Graph, rows: Sequence[Row], shapes: Mapping[str, Numbers]) -> Graph:
    """Return the graph with the patches laid on in their order."""
    for row in rows:
        if row["kind"] == "waypoint":
            continue  # shortcuts.py joins these to whatever they see
        if row["kind"] == "cut":
            graph = keep_edges(graph, ~_crosses(graph, _ends(row)))
        elif row["kind"] == "line":
            graph = _with_line(graph, shapes.get(row["patch_id"], _ends(row)), _length(row))
        else:
            graph = _with_length(graph, _ends(row), _length(row))
    return graph


def _length(row: Row) -> float:
    """Return the published length, km; 0 for a lane drawn by hand, which is as long as its line."""
    return float(row["length_km"] or 0)


def _ends(row: Row) -> Numbers:
    return numpy.array([[float(row["from_lon"]), float(row["from_lat"])], [float(row["to_lon"]), float(row["to_lat"])]])


def _crosses(graph: Graph, cut: Numbers) -> Flags:
    start = numpy.column_stack([graph.lon[graph.u], graph.lat[graph.u]])
    end = numpy.column_stack([graph.lon[graph.v], graph.lat[graph.v]])
    apart = (_side(cut[0], cut[1], start) >= 0) != (_side(cut[0], cut[1], end) >= 0)
    return numpy.asarray(apart & ((_side(start, end, cut[0]) >= 0) != (_side(start, end, cut[1]) >= 0)))


def _side(first: Numbers, second: Numbers, place: Numbers) -> Numbers:
    across, up = second - first, place - first
    return numpy.asarray(across[..., 0] * up[..., 1] - across[..., 1] * up[..., 0])


def nearest(graph: Graph, positions: Numbers) -> tuple[Indexes, Numbers]:
    """Return the nearest place that edges reach for each (lon, lat), and how far it is, km."""
    reached = numpy.flatnonzero(degrees(graph) > 0)
    tree = cKDTree(points_in_space(graph.lon[reached], graph.lat[reached]))
    distance, near = tree.query(points_in_space(positions[:, 0], positions[:, 1]))
    return reached[near], distance


def _with_line(graph: Graph, shape: Numbers, length_km: float) -> Graph:
    """Return the graph with a line whose pieces share its length as they share the distance on the map."""
    near, distance = nearest(graph, shape[[0, -1]])
    fresh = numpy.ones(len(shape), bool)
    fresh[[0, -1]] = distance > JOIN_KM[int(graph.mode[0])]
    places = numpy.cumsum(fresh) - 1 + len(graph.lon)
    places[[0, -1]] = numpy.where(fresh[[0, -1]], places[[0, -1]], near)
    graph = with_nodes(graph, shape[fresh, 0], shape[fresh, 1])
    u, v = places[:-1], places[1:]
    km = lengths_km(graph.lon[u], graph.lat[u], graph.lon[v], graph.lat[v])
    if 0 < length_km < km.sum() - distance.sum() - TOLERANCE_KM:
        raise SystemExit(f"a patch of {length_km} km is shorter than its line of {km.sum():.1f} km")
    return with_edges(graph, u, v, km * max(length_km / km.sum(), 1.0), mode=int(graph.mode[0]), basis=PATCH)


def _with_length(graph: Graph, ends: Numbers, length_km: float) -> Graph:
    """Return the graph with the shortest path between two places stretched to its published length.

    A second track or a new line beside it may still be shorter: they are stretched in turn.
    """
    (start, end), _ = nearest(graph, ends)
    for _ in range(ROUNDS):
        lengths, before = dijkstra(matrix(graph), indices=start, return_predecessors=True, limit=3 * length_km)
        factor = length_km / lengths[end]
        if factor < 1 + ENOUGH:
            break
        stretched = is_step(graph, steps_back(before, numpy.array([end])))
        km = numpy.where(stretched, graph.km * factor, graph.km)
        graph = replace(graph, km=km, basis=numpy.where(stretched, numpy.uint8(PATCH), graph.basis))
    if not 1 - TOO_LONG < factor < 1 + 10 * ENOUGH:
        raise SystemExit(f"the path to bring to {length_km} km is {lengths[end]:.1f} km long")
    return graph


def waypoints(rows: Sequence[Row]) -> tuple[Numbers, Numbers]:
    """Return longitudes and latitudes of the places off capes."""
    places = numpy.array([_ends(row)[0] for row in rows if row["kind"] == "waypoint"]).reshape(-1, 2)
    return places[:, 0], places[:, 1]
