"""The sea lanes: marnet's segments with lengths on the ellipsoid, the Kiel canal, and open-water shortcuts."""

from __future__ import annotations

import numpy

from geo_ree.routing.passages import Bits, crossed_passages
from tools.networks.earth import ELLIPSOID, Indexes, Numbers, normalised
from tools.networks.graphs import Graph, graph_of

SEA = 0
# marnet writes whole numbers of 1e-5 degrees, about a metre; 180° and -180° are one place.
DECIMALS = 5
# Into how many pieces an edge is cut to see which gates it crosses: a long geodesic is no straight line on the map.
STEPS = 24


def read_sea(lines: list[Numbers]) -> Graph:
    """Return the lanes as a graph: one place for each position, whatever turn of the globe its longitude counts."""
    positions = numpy.vstack(lines)
    rounded = numpy.column_stack([normalised(positions[:, 0]), positions[:, 1]]).round(DECIMALS)
    rounded[rounded[:, 0] == 180, 0] = -180
    places, number = numpy.unique(rounded, axis=0, return_inverse=True)
    number = number.reshape(-1)
    inside = numpy.ones(len(positions), bool)
    inside[numpy.cumsum([len(line) for line in lines]) - 1] = False
    starts = numpy.flatnonzero(inside)
    return graph_of(places[:, 0], places[:, 1], number[starts], number[starts + 1], SEA)


def passage_bits(graph: Graph) -> Bits:
    """Return for each edge the passages that its geodesic crosses, one bit each."""
    bits = numpy.zeros(len(graph.u), numpy.uint32)
    lon, lat = places_along(graph, graph.u, graph.v, STEPS)
    for step in range(STEPS):
        bits |= crossed_passages(lon[:, step], lat[:, step], lon[:, step + 1], lat[:, step + 1])
    return bits


def places_along(graph: Graph, start: Indexes, end: Indexes, steps: int) -> tuple[Numbers, Numbers]:
    """Return longitudes and latitudes along geodesics between places, shape (n, steps + 1).

    The first and the last are the places themselves, so that one on a gate counts alike for all its edges.
    """
    lon, lat = numpy.empty((len(start), steps + 1)), numpy.empty((len(start), steps + 1))
    lon[:, 0], lat[:, 0], lon[:, -1], lat[:, -1] = graph.lon[start], graph.lat[start], graph.lon[end], graph.lat[end]
    azimuth, _, length = ELLIPSOID.inv(lon[:, 0], lat[:, 0], lon[:, -1], lat[:, -1])
    for step in range(1, steps):
        lon[:, step], lat[:, step], _ = ELLIPSOID.fwd(lon[:, 0], lat[:, 0], azimuth, length * step / steps)
    return lon, lat
