"""A graph while it is being built: places, and edges between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from tools.networks.earth import Flags, Indexes, Numbers, lengths_km

NETWORK, PATCH, GAP, ACCESS, SHORTCUT = range(5)


@dataclass(frozen=True)
class Graph:
    """Undirected edges ``u``–``v`` of ``km`` kilometres, of a ``mode`` and a ``basis``, between places."""

    lon: Numbers
    lat: Numbers
    u: Indexes
    v: Indexes
    km: Numbers
    mode: NDArray[numpy.uint8]
    basis: NDArray[numpy.uint8]


def graph_of(lon: Numbers, lat: Numbers, u: Indexes, v: Indexes, mode: int) -> Graph:
    """Return a graph of straight edges, each once: no loops, no doubles, the lower end first."""
    low, high = numpy.minimum(u, v), numpy.maximum(u, v)
    pairs = numpy.unique(numpy.column_stack([low, high])[low != high], axis=0)
    u, v = pairs[:, 0], pairs[:, 1]
    km = lengths_km(lon[u], lat[u], lon[v], lat[v])
    return Graph(lon, lat, u, v, km, _all(mode, len(u)), _all(NETWORK, len(u)))


def with_edges(graph: Graph, u: Indexes, v: Indexes, km: Numbers, *, mode: int, basis: int) -> Graph:
    """Return the graph with more edges."""
    return replace(
        graph,
        u=numpy.concatenate([graph.u, u]),
        v=numpy.concatenate([graph.v, v]),
        km=numpy.concatenate([graph.km, km]),
        mode=numpy.concatenate([graph.mode, _all(mode, len(u))]),
        basis=numpy.concatenate([graph.basis, _all(basis, len(u))]),
    )


def with_nodes(graph: Graph, lon: Numbers, lat: Numbers) -> Graph:
    """Return the graph with more places, at its end."""
    return replace(graph, lon=numpy.concatenate([graph.lon, lon]), lat=numpy.concatenate([graph.lat, lat]))


def keep_edges(graph: Graph, kept: Flags) -> Graph:
    """Return the graph with some of its edges and all of its places."""
    return replace(graph, **{name: getattr(graph, name)[kept] for name in ("u", "v", "km", "mode", "basis")})


def joined(first: Graph, second: Graph) -> Graph:
    """Return two graphs as one, the places of the second after those of the first."""
    shift = len(first.lon)
    columns = {
        name: numpy.concatenate([getattr(first, name), getattr(second, name)])
        for name in ("lon", "lat", "km", "mode", "basis")
    }
    return Graph(
        u=numpy.concatenate([first.u, second.u + shift]), v=numpy.concatenate([first.v, second.v + shift]), **columns
    )


def matrix(graph: Graph, kept: Flags | None = None) -> csr_array:
    """Return the graph as scipy wants it, both ways, with the shorter of parallel edges."""
    u, v, km = (graph.u, graph.v, graph.km) if kept is None else (graph.u[kept], graph.v[kept], graph.km[kept])
    low, high = numpy.minimum(u, v), numpy.maximum(u, v)
    order = numpy.lexsort((km, high, low))
    low, high, km = low[order], high[order], numpy.maximum(km[order], 1e-6)
    first = numpy.ones(len(low), bool)
    first[1:] = (numpy.diff(low) != 0) | (numpy.diff(high) != 0)
    low, high, km = low[first], high[first], km[first]
    shape = (len(graph.lon),) * 2
    ends = (numpy.concatenate([low, high]), numpy.concatenate([high, low]))
    return csr_array((numpy.concatenate([km, km]), ends), shape=shape)


def without_parallels(graph: Graph) -> Graph:
    """Return the graph with one edge, the shortest, between two places."""
    low, high = numpy.minimum(graph.u, graph.v), numpy.maximum(graph.u, graph.v)
    order = numpy.lexsort((graph.basis, graph.km, high, low))
    first = numpy.ones(len(order), bool)
    first[1:] = (numpy.diff(low[order]) != 0) | (numpy.diff(high[order]) != 0)
    kept = numpy.zeros(len(order), bool)
    kept[order[first]] = True
    return keep_edges(graph, kept)


def components(graph: Graph) -> tuple[Indexes, Indexes]:
    """Return for each place the number of its component, and how many places each component has."""
    _, labels = connected_components(matrix(graph), directed=False)
    return labels.astype(numpy.int64), numpy.bincount(labels)


def degrees(graph: Graph) -> Indexes:
    """Return how many edges end at each place."""
    return numpy.bincount(numpy.concatenate([graph.u, graph.v]), minlength=len(graph.lon))


def without_loners(graph: Graph) -> tuple[Graph, Indexes]:
    """Return the graph without places that no edge reaches, and each old place's new number (or -1)."""
    used = degrees(graph) > 0
    number = numpy.where(used, numpy.cumsum(used) - 1, -1)
    kept = replace(graph, lon=graph.lon[used], lat=graph.lat[used], u=number[graph.u], v=number[graph.v])
    return kept, number


def _all(value: int, count: int) -> NDArray[numpy.uint8]:
    return numpy.full(count, value, numpy.uint8)
