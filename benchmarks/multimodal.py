"""Routes and a matrix by rail, road and sea beside scgraph's bidirectional search in the same joined network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.peers import Graph, cost_of, costing_for, ends_of, graph_of, length_of, scgraph_of, shared_network
from benchmarks.questions import Matrix, Sizes, far_pairs, matrix_on_land
from benchmarks.side_by_side import Ratio, Tool, check_same, in_turn
from geo_ree import find_route, route_matrix
from geo_ree.atlas.built_in import built_in_atlas
from geo_ree.routing.network.connectors import Connector
from geo_ree.routing.network.weights import Costing
from geo_ree.routing.options import ROUTE_MODES
from geo_ree.routing.places import Stop, stop_of
from geo_ree.routing.search.paths import cheapest_path
from geo_ree.routing.search.through_stops import connectors_of

Connectors = tuple[Sequence[Connector], Sequence[Connector]]
Ends = tuple[dict[int, float], dict[int, float]]

OBJECTIVE = "co2e"
# Sums of the same figures in another order.
SAME = 1e-6
MOST_OF_A_PAIR = 1 / 2
MOST_OF_A_CELL = 1 / 10


def multimodal_ratios(sizes: Sizes) -> list[Ratio]:
    """Compare routes of least emissions over the whole network."""
    costing = costing_for(OBJECTIVE)
    graph = graph_of(costing)
    searcher = scgraph_of(graph)
    return pair_ratios(sizes, costing, graph, searcher) + matrix_ratios(sizes, costing, graph, searcher)


def pair_ratios(sizes: Sizes, costing: Costing, graph: Graph, searcher: Any) -> list[Ratio]:
    """Compare single routes, a turn a pair: with totals, with the frame of legs and their lines, the search alone."""
    pairs = far_pairs(costing, graph, sizes.far_pairs)
    connectors = [joined(pair, costing) for pair in pairs]
    turns = in_turn(
        {
            "route": by_find_route(pairs),
            "legs": by_legs(pairs),
            "path": by_cheapest_path(connectors, costing),
            "scgraph": by_scgraph([ends(pair, costing) for pair in connectors], searcher),
        },
        len(pairs),
    )
    costs = [cost_of(path, costing, shared_network(costing.modes)) for path in turns["path"].answers]
    print(check_same("routes, our search and scgraph's", costs, turns["scgraph"].answers, within=SAME))
    lengths = [length_of(path, shared_network(costing.modes)) for path in turns["path"].answers]
    print(check_same("routes, find_route and our search", turns["route"].answers, lengths, within=SAME))
    peer, theirs = "scgraph, bidirectional", turns["scgraph"].median()
    return [
        Ratio("a route with its totals", peer, turns["route"].median(), theirs, MOST_OF_A_PAIR),
        Ratio("its search alone", peer, turns["path"].median(), theirs, MOST_OF_A_PAIR),
        Ratio("a route with its legs drawn", peer, turns["legs"].median(), theirs),
    ]


def matrix_ratios(sizes: Sizes, costing: Costing, graph: Graph, searcher: Any) -> list[Ratio]:
    """Compare a matrix with scgraph pair by pair."""
    matrix = land_matrix(sizes, graph)
    stops = [(stop_of(here, built_in_atlas()), stop_of(there, built_in_atlas())) for here, there in matrix.pairs]
    connectors = [joined(pair, costing) for pair in stops]
    asked = [ends(pair, costing) for pair in connectors]
    turns = in_turn({"geo_ree": by_matrix(matrix), "scgraph": by_all(asked, searcher)}, sizes.land_turns)
    table = turns["geo_ree"].answers[-1].to_numpy()
    values = [table[cell] for cell in matrix.cells]
    paths = [cheapest_path(*pair, costing, shared_network(costing.modes)) for pair in connectors]
    costs = [cost_of(path, costing, shared_network(costing.modes)) for path in paths]
    print(check_same("matrix, our search and scgraph's", costs, turns["scgraph"].answers[-1], within=SAME))
    emitted = [find_route(*pair, objective=OBJECTIVE).co2e_kg_per_t for pair in matrix.pairs]
    print(check_same("matrix, route_matrix and find_route", values, emitted, within=SAME))
    what, ours = (
        f"a pair by all modes, {sizes.rows:,} × {sizes.columns}",
        turns["geo_ree"].median(sizes.rows * sizes.columns),
    )
    return [Ratio(what, "scgraph, pair by pair", ours, turns["scgraph"].median(len(asked)), MOST_OF_A_CELL)]


def land_matrix(sizes: Sizes, graph: Graph | None = None) -> Matrix:
    """Return the places of the matrix; the graph is made where it is not given."""
    graph = graph or graph_of(costing_for(OBJECTIVE))
    return matrix_on_land(graph, sizes, first_node=shared_network(ROUTE_MODES).sea_nodes)


def by_find_route(pairs: Sequence[tuple[Stop, Stop]]) -> Tool:
    """Return our routes with their totals; what comes out is the length, km."""

    def totals(here: Stop, there: Stop) -> float:
        route = find_route(here.stop_id, there.stop_id, objective=OBJECTIVE)
        return (route.distance_km, route.hours, route.co2e_kg_per_t)[0]

    return lambda turn: lambda: totals(*pairs[turn])


def by_legs(pairs: Sequence[tuple[Stop, Stop]]) -> Tool:
    """Return our routes with the frame of their legs."""
    return lambda turn: lambda: find_route(*(stop.stop_id for stop in pairs[turn]), objective=OBJECTIVE).legs


def by_cheapest_path(connectors: Sequence[Connectors], costing: Costing) -> Tool:
    """Return our search between places that are joined already."""
    shared = shared_network(costing.modes)
    return lambda turn: lambda: cheapest_path(*connectors[turn], costing, shared)


def by_scgraph(asked: Sequence[Ends], searcher: Any) -> Tool:
    """Return scgraph's search between the same nodes; what comes out is the cost, beside the nodes of the path."""
    return lambda turn: lambda: searcher.bidirectional_dijkstra(*asked[turn])["length"]


def by_all(asked: Sequence[Ends], searcher: Any) -> Tool:
    """Return scgraph's search for all pairs in each turn."""
    return lambda _: lambda: [searcher.bidirectional_dijkstra(*pair)["length"] for pair in asked]


def by_matrix(matrix: Matrix) -> Tool:
    """Return our matrix."""
    origins, destinations = matrix.points()
    return lambda _: lambda: route_matrix(origins, destinations, objective=OBJECTIVE, progress=False)


def joined(pair: tuple[Stop, Stop], costing: Costing) -> Connectors:
    """Return where two places join the network."""
    start, end = connectors_of(pair, costing, shared_network(costing.modes))
    return start, end


def ends(connectors: Connectors, costing: Costing) -> Ends:
    """Return the same as scgraph takes it."""
    start, end = (ends_of(side, costing, shared_network(costing.modes)) for side in connectors)
    return start, end
