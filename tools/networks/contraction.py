"""Lossless contraction: chains of places where nothing branches become one edge that remembers its shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from tools.networks.earth import Flags, Indexes, Numbers
from tools.networks.graphs import Graph, degrees


@dataclass(frozen=True)
class Chains:
    """A contracted graph, and for each of its edges the places that the edge runs through, ends included.

    ``shape[start[e] : start[e + 1]]`` are the numbers of edge ``e``'s places in the graph that was contracted, from
    ``u`` to ``v``; ``along`` is how far each lies from ``u`` along the edge, km.
    """

    graph: Graph
    number: Indexes
    start: Indexes
    shape: Indexes
    along: Numbers


def contracted(graph: Graph, protected: Flags) -> Chains:
    """Return the graph with its chains as single edges; lengths are summed, nothing is left out.

    A place stays when it is protected, when other than two edges end there, when its two edges differ in mode or
    basis, and where a ring would otherwise close on itself.
    """
    inner = _inner(graph, protected)
    walks = list(_walks(graph, inner))
    kept = numpy.zeros(len(graph.lon), bool)
    kept[[end for places, _ in walks for end in (places[0], places[-1])]] = True
    number = numpy.where(kept, numpy.cumsum(kept) - 1, -1)
    first = numpy.array([edges[0] for _, edges in walks], numpy.int64)
    along = [numpy.concatenate([[0.0], numpy.cumsum(graph.km[edges])]) for _, edges in walks]
    small = Graph(
        graph.lon[kept],
        graph.lat[kept],
        number[[places[0] for places, _ in walks]],
        number[[places[-1] for places, _ in walks]],
        numpy.array([line[-1] for line in along]),
        graph.mode[first],
        graph.basis[first],
    )
    start = numpy.concatenate([[0], numpy.cumsum([len(places) for places, _ in walks])])
    shape = numpy.concatenate([numpy.array(places, numpy.int64) for places, _ in walks])
    return Chains(small, number, start, shape, numpy.concatenate(along))


def _inner(graph: Graph, protected: Flags) -> Flags:
    count = len(graph.lon)
    ends = numpy.concatenate([graph.u, graph.v])
    kind = numpy.tile(graph.mode.astype(numpy.int64) * 16 + graph.basis, 2)
    lowest, highest = numpy.full(count, 999), numpy.zeros(count, numpy.int64)
    numpy.minimum.at(lowest, ends, kind)
    numpy.maximum.at(highest, ends, kind)
    return numpy.asarray((degrees(graph) == 2) & ~protected & (lowest == highest))


def _walks(graph: Graph, inner: Flags) -> list[tuple[list[int], list[int]]]:
    """Return each chain as its places and its edges, from one place that stays to the next."""
    neighbours, used = _Incidence(graph), [False] * len(graph.u)
    is_inner = inner.tolist()
    walks = []
    # Rings without a place that stays are begun at their first place, in a second round.
    for starts in (numpy.flatnonzero(~inner), numpy.flatnonzero(inner)):
        for start in starts.tolist():
            for edge, end in neighbours.of(start):
                if not used[edge]:
                    walks.append(_walk(neighbours, used, is_inner, start, edge, end))
    return walks


def _walk(
    neighbours: _Incidence, used: list[bool], is_inner: list[bool], start: int, edge: int, end: int
) -> tuple[list[int], list[int]]:
    places, edges = [start, end], [edge]
    used[edge] = True
    while is_inner[end] and end != start:
        edge, end = next((e, place) for e, place in neighbours.of(end) if e != edges[-1])
        used[edge] = True
        places.append(end)
        edges.append(edge)
    return places, edges


class _Incidence:
    """The edges at each place, with their other ends, as plain lists, which Python walks quickly."""

    def __init__(self, graph: Graph):
        ends = numpy.concatenate([graph.u, graph.v])
        order = numpy.argsort(ends, kind="stable")
        self._first = numpy.searchsorted(ends[order], numpy.arange(len(graph.lon) + 1)).tolist()
        self._edge = numpy.tile(numpy.arange(len(graph.u)), 2)[order].tolist()
        self._other = numpy.concatenate([graph.v, graph.u])[order].tolist()

    def of(self, place: int) -> list[tuple[int, int]]:
        some = slice(self._first[place], self._first[place + 1])
        return list(zip(self._edge[some], self._other[some], strict=True))


def without_doubles(chains: Chains) -> Chains:
    """Return chains without rings and, between two places in one mode, without all but the shortest."""
    graph = chains.graph
    low, high = numpy.minimum(graph.u, graph.v), numpy.maximum(graph.u, graph.v)
    order = numpy.lexsort((graph.km, graph.mode, high, low))
    keys = numpy.column_stack([low, high, graph.mode])[order]
    first = numpy.ones(len(order), bool)
    first[1:] = (numpy.diff(keys, axis=0) != 0).any(axis=1)
    first &= keys[:, 0] != keys[:, 1]
    return _some(chains, numpy.sort(order[first]))


def _some(chains: Chains, edges: NDArray[numpy.int64]) -> Chains:
    graph, sizes = chains.graph, numpy.diff(chains.start)[edges]
    start = numpy.concatenate([[0], numpy.cumsum(sizes)])
    take = numpy.repeat(chains.start[edges] - start[:-1], sizes) + numpy.arange(start[-1])
    small = Graph(
        graph.lon, graph.lat, graph.u[edges], graph.v[edges], graph.km[edges], graph.mode[edges], graph.basis[edges]
    )
    return Chains(small, chains.number, start, chains.shape[take], chains.along[take])
