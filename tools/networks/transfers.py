"""Where cargo changes between railway, road and ship: assumed terminals, and ports joined to the land."""

from __future__ import annotations

import numpy
from scipy.spatial import cKDTree

from tools.networks.earth import Indexes, lengths_km, points_in_space
from tools.networks.graphs import ACCESS, Graph, with_edges, with_nodes
from tools.networks.land import RAIL, ROAD, TRANSFER
from tools.networks.ports import Ports

# No list of freight terminals is at hand: one is assumed in each square, where a railway comes nearest to a road.
TERMINAL_SQUARE = 0.5
TERMINAL_KM = 5.0
PORT_KM = 15.0


def with_terminals(graph: Graph) -> tuple[Graph, Indexes]:
    """Return the graph with an edge between railway and road at each terminal, and the places these join."""
    rail, road = _places_of(graph, RAIL), _places_of(graph, ROAD)
    points = points_in_space(graph.lon, graph.lat)
    step, near = cKDTree(points[road]).query(points[rail])
    lon, lat = graph.lon[rail], graph.lat[rail]
    square = numpy.floor(lat / TERMINAL_SQUARE) * 10_000 + numpy.floor(lon / TERMINAL_SQUARE)
    order = numpy.lexsort((rail, step, square))
    first = numpy.ones(len(order), bool)
    first[1:] = numpy.diff(square[order]) != 0
    chosen = order[first]
    chosen = numpy.sort(chosen[step[chosen] <= TERMINAL_KM])
    u, v = rail[chosen], road[near[chosen]]
    km = lengths_km(graph.lon[u], graph.lat[u], graph.lon[v], graph.lat[v])
    print(f"{len(u)} terminals between railway and road")
    return with_edges(graph, u, v, km, mode=TRANSFER, basis=ACCESS), numpy.concatenate([u, v])


def with_ports(graph: Graph, ports: Ports) -> tuple[Graph, Indexes]:
    """Return the graph with the ports as places joined to the nearest railway and road, and the number of each.

    A port without either within ``PORT_KM`` has the number -1 and no place.
    """
    near = {mode: _nearest(graph, ports, mode) for mode in (RAIL, ROAD)}
    reached = numpy.flatnonzero((near[RAIL] >= 0) | (near[ROAD] >= 0))
    number = numpy.full(len(ports.lon), -1, numpy.int64)
    number[reached] = numpy.arange(len(reached)) + len(graph.lon)
    graph = with_nodes(graph, ports.lon[reached], ports.lat[reached])
    for mode, places in near.items():
        some = numpy.flatnonzero(places >= 0)
        u, v = places[some], number[some]
        km = lengths_km(graph.lon[u], graph.lat[u], graph.lon[v], graph.lat[v])
        graph = with_edges(graph, u, v, km, mode=mode, basis=ACCESS)
    print(f"{len(reached)} of {len(ports.lon)} ports joined to the land")
    return graph, number


def _nearest(graph: Graph, ports: Ports, mode: int) -> Indexes:
    places = _places_of(graph, mode)
    step, near = cKDTree(points_in_space(graph.lon[places], graph.lat[places])).query(
        points_in_space(ports.lon, ports.lat)
    )
    return numpy.where(step <= PORT_KM, places[near], -1)


def _places_of(graph: Graph, mode: int) -> Indexes:
    some = graph.mode == mode
    ends = numpy.unique(numpy.concatenate([graph.u[some], graph.v[some]]))
    return numpy.asarray(ends)
