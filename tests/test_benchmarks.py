"""The benchmark of routes asks all tools the same, and its table says what was measured; no peer is needed here."""

import numpy
import pytest

from benchmarks import peers, questions, routing
from benchmarks.side_by_side import Disagreement, Ratio, Turns, as_share, check_same, in_turn, table_of
from geo_ree.errors import MissingLibrary
from geo_ree.routing.network.graph import sea_network
from geo_ree.routing.places import stop_of
from geo_ree.routing.search.paths import cheapest_path
from geo_ree.routing.search.through_stops import connectors_of


@pytest.fixture(scope="module")
def graph():
    return peers.graph_of(peers.costing_for("distance", ["sea"]))


def test_the_peers_get_every_open_edge_of_the_sea_and_no_other(graph):
    sea, costing = sea_network(), peers.costing_for("distance", ["sea"])
    usable = sea.open_edges(closed=costing.closed)
    theirs = set(zip(graph.start.tolist(), graph.end.tolist(), strict=True))
    assert theirs == {
        tuple(sorted(pair)) for pair in zip(sea.start[usable].tolist(), sea.end[usable].tolist(), strict=True)
    }
    assert len(theirs) == len(graph.start) < len(sea.start)


def test_of_two_edges_between_the_same_nodes_the_peers_get_the_better():
    costing = peers.costing_for("co2e")
    graph, network = peers.graph_of(costing), peers.shared_network(costing.modes).network
    costs = peers.edge_costs(peers.shared_network(costing.modes), costing)
    for number in range(0, len(graph.start), 9999):
        best = network.edge_between(int(graph.start[number]), int(graph.end[number]), weights=costs)
        assert graph.cost[number] == costs[best]


def test_scgraph_and_searoute_get_the_same_edges(graph):
    once, twice = (peers.edges_by_place(graph, both_ways=both_ways) for both_ways in (False, True))
    places = list(zip(graph.lon.tolist(), graph.lat.tolist(), strict=True))
    best = {}
    for node, neighbours in enumerate(peers.neighbours_of(graph)):
        for other, cost in neighbours.items():
            ends = places[node], places[other]
            if ends[0] != ends[1]:
                best[ends] = min(cost, best.get(ends, numpy.inf))
    assert {(here, there): edge["weight"] for here in twice for there, edge in twice[here].items()} == best
    assert sum(map(len, once.values())) == len(best) / 2
    assert all(twice[here][there] == edge for here in once for there, edge in once[here].items())


def test_the_questions_are_the_same_each_time(graph):
    first, second = (questions.matrix_at_sea(graph, questions.QUICK) for _ in range(2))
    assert first == second
    assert len({*first.origins, *first.destinations}) == questions.QUICK.rows + questions.QUICK.columns


def test_a_square_holds_the_cells_that_it_names(graph):
    matrix = questions.matrix_at_sea(graph, questions.QUICK)
    square = matrix.square(30)
    assert len(square.places) == 30
    for row, column in square.cells:
        assert square.places[row] == matrix.origins[row]
        assert square.places[square.rows + column] == matrix.destinations[column]


def test_far_pairs_lie_far_apart_and_their_ways_cost_what_is_said():
    costing = peers.costing_for("co2e")
    shared = peers.shared_network(costing.modes)
    pairs = questions.far_pairs(costing, peers.graph_of(costing), 2)
    assert len(pairs) == 2
    for pair in pairs:
        assert questions.km_between(pair) >= questions.FAR_KM
        start, end = connectors_of(pair, costing, shared)
        way = cheapest_path(start, end, costing, shared)
        back = cheapest_path(end, start, costing, shared)
        assert peers.cost_of(way, costing, shared) == pytest.approx(peers.cost_of(back, costing, shared), rel=1e-9)
        assert peers.length_of(way, shared) > questions.km_between(pair)


def test_the_ends_of_a_search_are_plain_numbers(atlas):
    costing = peers.costing_for("co2e")
    shared = peers.shared_network(costing.modes)
    (connectors,) = connectors_of([stop_of("beylikova", atlas)], costing, shared)
    ends = peers.ends_of(connectors, costing, shared)
    assert ends
    assert {type(value) for value in ends.values()} == {float}


def test_a_peer_that_is_missing_names_the_extra():
    with pytest.raises(MissingLibrary, match=r"geo_ree\[benchmarks\]"):
        peers.library("no_such_peer")


def test_tools_take_turns_after_one_that_is_not_counted():
    seen = []

    def tool(name):
        return lambda turn: lambda: seen.append(name) or (name, turn)

    turns = in_turn({"a": tool("a"), "b": tool("b")}, 2)
    assert seen == ["a", "b"] * 3
    assert turns["b"].answers == (("b", 0), ("b", 1))


def test_a_median_is_shared_out_over_the_pairs_of_a_turn():
    assert Turns((1.0, 8.0, 2.0), ()).median(4) == 0.5


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [([1.0], [1.1]), ([numpy.nan], [numpy.nan]), ([numpy.inf], [numpy.inf]), ([], []), ([1.0], [1.0, 2.0])],
    ids=["other", "blank", "no way", "nothing", "fewer"],
)
def test_answers_that_differ_end_the_run(ours, theirs):
    with pytest.raises(Disagreement, match="what was asked"):
        check_same("what was asked", ours, theirs, within=1e-6)


def test_answers_agree_within_rounding():
    assert check_same("lengths", [1.0, 2.0], [1.0, 2.0 + 1e-9], within=1e-6).startswith("lengths: 2 answers agree")


def test_a_ratio_is_held_against_its_target():
    assert Ratio("a pair", "peer", 1.0, 5000.0, 1 / 5000).holds is True
    assert Ratio("a pair", "peer", 1.1, 5000.0, 1 / 5000).holds is False
    assert Ratio("a pair", "peer", 1.1, 5000.0).holds is None


def test_the_table_says_ratio_target_and_verdict():
    ratios = [Ratio("a pair", "peer", 2e-6, 0.012, 1 / 5000), Ratio("memory", "limit", 7e8, 1e9, 0.5, "B")]
    head, _, first, second = table_of(ratios).splitlines()
    assert [cell.strip() for cell in head.strip("|").split("|")][-3:] == ["ratio", "target", "holds"]
    assert [cell.strip() for cell in first.strip("|").split("|")] == [
        "a pair", "2.0 µs", "12.0 ms", "peer", "1/6,000", "≤ 1/5,000", "yes",
    ]  # fmt: skip
    assert second.rstrip(" |").endswith("NO")
    assert "holds" not in table_of(ratios, is_judged=False)


def test_a_share_never_looks_better_than_it_is():
    assert as_share(1 / 4999.6) == "1/4,999"
    assert as_share(0.504) == "0.51"


@pytest.mark.parametrize(("missed", "status"), [(False, 0), (True, 1)])
def test_a_missed_target_is_the_exit_status(monkeypatch, capsys, missed, status):
    monkeypatch.setattr(routing, "PEERS", ())
    monkeypatch.setattr(
        routing, "all_ratios", lambda sizes: [Ratio("a pair", "peer", 2.0, 1.0, 1.0 if missed else 2.0)]
    )
    assert routing.main([]) == status
    assert "2.00" in capsys.readouterr().out


def test_small_sizes_are_not_judged(monkeypatch, capsys):
    monkeypatch.setattr(routing, "PEERS", ())
    monkeypatch.setattr(routing, "all_ratios", lambda sizes: [Ratio("a pair", "peer", 2.0, 1.0, 1.0)])
    assert routing.main(["--quick"]) == 0
    assert "target" not in capsys.readouterr().out
