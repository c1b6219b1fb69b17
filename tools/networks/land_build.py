"""The land network, step by step: healed, patched, thinned, joined with ports, contracted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy

from tools.networks.coast import Coast
from tools.networks.contraction import Chains, contracted, without_doubles
from tools.networks.earth import Indexes, Numbers
from tools.networks.graphs import Graph, degrees, joined, keep_edges, without_loners
from tools.networks.land import RAIL, ROAD, healed, read_land
from tools.networks.packages import RAILWAYS, ROADS, read_graph
from tools.networks.patches import patched, read_patches, read_shapes
from tools.networks.ports import Ports
from tools.networks.thinning import anchors_on, in_large_piece, one_in_each_square, used_between, without_twigs
from tools.networks.transfers import with_ports, with_terminals

# A piece of fewer places is a works or a museum line.
LEAST_PLACES = 30
# For each mode: between places of at least so many people, paths of at most so many km are kept. What stands on no such
# path is left out; ports, plants and deposits count as places of any size.
TIERS = {
    RAIL: ((15_000, 250.0), (300_000, 1500.0), (1_500_000, 7000.0)),
    ROAD: ((50_000, 300.0), (300_000, 800.0), (1_500_000, 4000.0)),
}
# A railway that ends nowhere in particular is kept from this length on: it leads to a mine, a port or a border.
BRANCH_KM = 10.0
# Nearly all railways are kept: wherever there is one, a place in each square of this side stays.
COVER_DEGREES = 0.25
MARGIN_DEGREES = 0.005


def build_land(rail: Graph, road: Graph, places: Mapping[str, Numbers], ports: Ports) -> tuple[Chains, Graph, Indexes]:
    """Return the contracted land network, the graph it stands for, and the place of each port (-1: none near).

    Parameters
    ----------
    rail, road : Graph
        As :func:`railways` and :func:`roads` return them.
    places : mapping
        ``lon``, ``lat`` and ``population`` of towns; plants and deposits are given infinitely many people.
    ports : Ports
    """
    rail, road = _thinned(rail, places, ports, RAIL), _thinned(road, places, ports, ROAD)
    both, terminals = with_terminals(joined(rail, road))
    both, port_places = with_ports(both, ports)
    protected = numpy.zeros(len(both.lon), bool)
    protected[terminals] = True
    protected[port_places[port_places >= 0]] = True
    chains = without_doubles(contracted(both, protected))
    return chains, both, numpy.where(port_places >= 0, chains.number[port_places], -1)


def railways(packages: Path, folder: Path, coast: Coast) -> Graph:
    """Return the railways, healed and patched: new lines before healing, which joins them, the rest after."""
    rows, shapes = read_patches(folder, "rail"), read_shapes(folder)
    graph = read_land(*read_graph(packages, RAILWAYS), mode=RAIL)
    graph = patched(graph, [row for row in rows if row["kind"] == "line"], shapes)
    graph = healed(graph, coast, dead_ends=True)
    return patched(graph, [row for row in rows if row["kind"] != "line"], shapes)


def roads(packages: Path, folder: Path, coast: Coast) -> Graph:
    """Return the roads, with the lines that the patches add, healed."""
    graph = read_land(*read_graph(packages, ROADS), mode=ROAD)
    return healed(patched(graph, read_patches(folder, "road"), read_shapes(folder)), coast, dead_ends=False)


def _thinned(graph: Graph, places: Mapping[str, Numbers], ports: Ports, mode: int) -> Graph:
    """Return the lines that long paths between places use."""
    lon, lat = numpy.concatenate([places["lon"], ports.lon]), numpy.concatenate([places["lat"], ports.lat])
    people = numpy.concatenate([places["population"], numpy.full(len(ports.lon), numpy.inf)])
    graph, _ = without_loners(keep_edges(graph, in_large_piece(graph, LEAST_PLACES)[graph.u]))
    anchors = anchors_on(graph, lon, lat, usable=degrees(graph) > 0)
    least = TIERS[mode][0][0]
    protected = numpy.zeros(len(graph.lon), bool)
    protected[anchors[(people >= least) & (anchors >= 0)]] = True
    chains = without_doubles(contracted(graph, protected))
    by_chain = numpy.where(anchors >= 0, chains.number[anchors], -1)
    longest_twig = BRANCH_KM if mode == RAIL else numpy.inf
    trimmed, ends = without_twigs(chains.graph, by_chain[people >= least], longest_twig)
    if mode == RAIL:
        ends = numpy.union1d(ends, one_in_each_square(keep_edges(chains.graph, trimmed), COVER_DEGREES))
    small = keep_edges(chains.graph, trimmed)
    kept = numpy.zeros(len(small.u), bool)
    for population, limit_km in TIERS[mode]:
        some = by_chain[people >= population]
        kept |= used_between(small, numpy.concatenate([some, ends]) if population == least else some, limit_km)
    edges = numpy.flatnonzero(trimmed)[kept]
    print(f"mode {mode}: {len(graph.u)} edges, {len(chains.graph.u)} contracted, {len(edges)} kept")
    return _of_chains(graph, chains, edges)


def _of_chains(graph: Graph, chains: Chains, edges: Indexes) -> Graph:
    """Return the graph with the edges of some chains only."""
    pieces = [slice(chains.start[edge], chains.start[edge + 1]) for edge in edges.tolist()]
    u = numpy.concatenate([chains.shape[piece][:-1] for piece in pieces])
    v = numpy.concatenate([chains.shape[piece][1:] for piece in pieces])
    km = numpy.concatenate([numpy.diff(chains.along[piece]) for piece in pieces])
    sizes = numpy.array([piece.stop - piece.start - 1 for piece in pieces])
    mode, basis = numpy.repeat(chains.graph.mode[edges], sizes), numpy.repeat(chains.graph.basis[edges], sizes)
    return without_loners(replace(graph, u=u, v=v, km=km, mode=mode, basis=basis))[0]
