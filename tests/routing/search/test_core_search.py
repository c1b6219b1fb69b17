"""Paths by the stored hierarchies, held against a search of the whole network."""

import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import numpy
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo_ree.routing.factors import Rate, rates_for
from geo_ree.routing.network.connectors import connectors_of_places, connectors_of_ports
from geo_ree.routing.network.graph import MODES as CODES
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import OBJECTIVES, Costing, edge_costs, unit_costs_of
from geo_ree.routing.search.core_search import core_graph_of
from geo_ree.routing.search.paths import arcs_of, cheapest_path, graph, search_whole

RATES = rates_for("handysize")
BOTH = multimodal_network(sea=True, land=True)
CLOSED = ("kiel", "northwest", "northeast")
# Pairs that are joined by these modes, of each case below.
ENOUGH = 3
MODES = [("rail", "road", "sea"), ("rail", "sea"), ("road", "sea"), ("rail", "road"), ("rail",), ("road",), ("sea",)]


def costing_for(modes, objective, *closed, avoid=()):
    return Costing(modes, (*CLOSED, *closed), avoid, unit_costs_of(objective, RATES))


def some_places(costing, count=8):
    """Return the connectors of ports and of places beside nodes on land, the same each time."""
    random = numpy.random.default_rng(11)
    # Beside lines of these modes: of all nodes on land only some have a railway within reach.
    lines = BOTH.network.open_edges(modes=[CODES.index(mode) for mode in costing.modes])
    beside = BOTH.network.start[lines & (BOTH.network.start >= BOTH.sea_nodes)]
    nodes = random.choice(beside, count if len(beside) else 0)
    inland = connectors_of_places(BOTH.network.lon[nodes] + 0.01, BOTH.network.lat[nodes], costing, BOTH)
    ports = connectors_of_ports(random.choice(sorted(BOTH.transfer_ports), count), BOTH)
    return [connectors for connectors in (*inland, *ports) if connectors]


def cost_of(path, costing):
    costs = edge_costs(BOTH, costing)
    ends = ((path.start, path.nodes[0]), (path.end, path.nodes[-1]))
    return costs[list(path.edges)].sum() + sum(
        dict(connector.arcs(BOTH.network, costs))[node] + connector.cost(costing) for connector, node in ends
    )


@pytest.mark.parametrize("modes", MODES, ids="-".join)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_path_through_the_cores_costs_what_a_search_of_everything_finds(modes, objective):
    costing = costing_for(modes, objective, "suez", avoid=("NLRTM", "CNTXG"))
    assert core_graph_of(BOTH, costing) is not None
    pairs = list(combinations(some_places(costing), 2))
    tried = 0
    for number in numpy.random.default_rng(4).permutation(len(pairs)):
        here, there = pairs[number]
        path = cheapest_path(here, there, costing, BOTH)
        whole = search_whole(arcs_of(here, costing, BOTH), arcs_of(there, costing, BOTH), costing, BOTH)
        if whole is None:
            assert path is None
        elif path.nodes:
            tried += 1
            assert cost_of(path, costing) == pytest.approx(whole[0], rel=1e-9)
        if tried == ENOUGH:
            break
    assert tried == ENOUGH


@pytest.mark.parametrize("modes", [("sea",), ("rail",), ("road",), ("rail", "road")], ids="-".join)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_between_its_nodes_a_core_is_as_far_as_the_whole_network(modes, objective):
    costing = costing_for(modes, objective, "malacca")
    core_graph = core_graph_of(BOTH, costing)
    (part,) = core_graph.parts
    size = len(core_graph.first) - 1
    core = csr_array((core_graph.cost, core_graph.neighbour, core_graph.first), shape=(size, size))
    nodes = part.hierarchy.hierarchy.core_nodes + part.first_node
    places = numpy.random.default_rng(3).choice(size, 12, replace=False)
    through_core = dijkstra(core, indices=places)
    through_all = dijkstra(graph(BOTH, costing), indices=nodes[places])[:, nodes]
    assert (numpy.isinf(through_core) == numpy.isinf(through_all)).all()
    known = numpy.isfinite(through_all)
    assert through_core[known] == pytest.approx(through_all[known], rel=1e-9, abs=1e-6)


def test_both_cores_hold_every_port_that_joins_them():
    core_graph = core_graph_of(BOTH, costing_for(("rail", "road", "sea"), "co2e"))
    assert (core_graph.part == -1).sum() == len(BOTH.transfer_ports)
    assert len(core_graph.parts) == 2


def test_rates_that_no_hierarchy_was_built_for_search_the_whole_network():
    faster = Rate(100.0, "km/h", (), (), True, "")
    rates = replace(RATES, speed_km_h={**RATES.speed_km_h, "rail": faster})
    costing = Costing(("rail", "road", "sea"), CLOSED, (), unit_costs_of("time", rates))
    assert core_graph_of(BOTH, costing) is None
    here, there = connectors_of_ports(["TRDRC", "NLRTM"], BOTH)
    path = cheapest_path(here, there, costing, BOTH)
    whole = search_whole(arcs_of(here, costing, BOTH), arcs_of(there, costing, BOTH), costing, BOTH)
    assert cost_of(path, costing) == pytest.approx(whole[0], rel=1e-9)


def test_another_speed_at_sea_still_fits():
    slower = Rate(10.0, "km/h", (), (), True, "")
    rates = replace(RATES, speed_km_h={**RATES.speed_km_h, "sea": slower})
    costing = Costing(("rail", "road", "sea"), CLOSED, (), unit_costs_of("time", rates))
    assert core_graph_of(BOTH, costing) is not None


def test_a_query_changes_nothing_that_is_shared():
    costing = costing_for(("rail", "road", "sea"), "co2e")
    core_graph = core_graph_of(BOTH, costing)
    before = core_graph.cost.copy()
    here, there = connectors_of_ports(["TRDRC", "USHOU"], BOTH)
    first = cheapest_path(here, there, costing, BOTH)
    cheapest_path(here, there, replace(costing, closed=(*CLOSED, "gibraltar")), BOTH)
    assert (core_graph.cost == before).all()
    assert cheapest_path(here, there, costing, BOTH).edges == first.edges


@pytest.mark.parametrize("modes", [("sea",), ("road", "sea"), ("rail",)], ids="-".join)
def test_both_searches_of_a_core_find_the_same(modes):
    core_graph = core_graph_of(BOTH, costing_for(modes, "time", "panama"))
    random = numpy.random.default_rng(5)
    size = len(core_graph.first) - 1
    for _ in range(6):
        entries, exits = ([(int(place), 1.5 * place / size) for place in random.choice(size, 3)] for _ in range(2))
        by_heap, by_tree = core_graph.path_by_heap(entries, exits), core_graph.path_by_tree(entries, exits)
        assert by_heap[0] == pytest.approx(by_tree[0], rel=1e-12)
        assert by_heap[1] == by_tree[1]


def test_without_an_entry_or_an_exit_there_is_no_way():
    core_graph = core_graph_of(BOTH, costing_for(("sea",), "distance"))
    assert core_graph.path([], [(0, 1.0)]) == core_graph.path([(0, 1.0)], []) == (numpy.inf, [])
    closed = core_graph_of(BOTH, costing_for(("sea",), "distance", "bosphorus"))
    part = closed.parts[0].hierarchy.hierarchy
    black_sea, mediterranean = (int(part.core_place[BOTH.port_nodes[port][0]]) for port in ("UAODS", "TRMER"))
    for search in (closed.path_by_heap, closed.path_by_tree):
        assert search([(black_sea, 0.0)], [(mediterranean, 0.0)]) == (numpy.inf, [])


def test_a_first_answer_does_not_wait_for_scipy():
    code = (
        "import sys; from geo_ree import find_route; "
        "find_route('TRDRC', 'NLRTM', modes=['sea'], objective='distance').distance_km; "
        "print('scipy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
