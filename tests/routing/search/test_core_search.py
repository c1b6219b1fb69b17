"""Ways by the stored hierarchies, held against a search of the whole network."""

import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import numpy
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo_ree.routing.factors import Rate, rates_for
from geo_ree.routing.network.graph import MODES as CODES
from geo_ree.routing.network.multimodal import (
    OBJECTIVES,
    Terms,
    edge_costs,
    joints_of_places,
    joints_of_ports,
    prices_of,
    transport,
)
from geo_ree.routing.search.core_search import summit_of
from geo_ree.routing.search.paths import arcs_of, cheapest_way, graph, search_whole

RATES = rates_for("handysize")
BOTH = transport(sea=True, land=True)
SHUT = ("kiel", "northwest", "northeast")
# Pairs that are joined by these modes, of each case below.
ENOUGH = 3
MODES = [("rail", "road", "sea"), ("rail", "sea"), ("road", "sea"), ("rail", "road"), ("rail",), ("road",), ("sea",)]


def terms_for(modes, objective, *closed, avoid=()):
    return Terms(modes, (*SHUT, *closed), avoid, prices_of(objective, RATES))


def some_places(terms, count=8):
    """Return the joints of ports and of places beside nodes on land, the same each time."""
    random = numpy.random.default_rng(11)
    # Beside lines of these modes: of all nodes on land only some have a railway within reach.
    lines = BOTH.network.open_edges(modes=[CODES.index(mode) for mode in terms.modes])
    beside = BOTH.network.start[lines & (BOTH.network.start >= BOTH.sea_nodes)]
    nodes = random.choice(beside, count if len(beside) else 0)
    inland = joints_of_places(BOTH.network.lon[nodes] + 0.01, BOTH.network.lat[nodes], terms, BOTH)
    ports = joints_of_ports(random.choice(sorted(BOTH.change_ids), count), BOTH)
    return [joints for joints in (*inland, *ports) if joints]


def cost_of(way, terms):
    costs = edge_costs(BOTH, terms)
    ends = ((way.start, way.nodes[0]), (way.end, way.nodes[-1]))
    return costs[list(way.edges)].sum() + sum(
        dict(joint.arcs(BOTH.network, costs))[node] + joint.cost(terms) for joint, node in ends
    )


@pytest.mark.parametrize("modes", MODES, ids="-".join)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_way_climbed_costs_what_a_search_of_everything_finds(modes, objective):
    terms = terms_for(modes, objective, "suez", avoid=("NLRTM", "CNTXG"))
    assert summit_of(BOTH, terms) is not None
    pairs = list(combinations(some_places(terms), 2))
    tried = 0
    for number in numpy.random.default_rng(4).permutation(len(pairs)):
        here, there = pairs[number]
        way = cheapest_way(here, there, terms, BOTH)
        whole = search_whole(arcs_of(here, terms, BOTH), arcs_of(there, terms, BOTH), terms, BOTH)
        if whole is None:
            assert way is None
        elif way.nodes:
            tried += 1
            assert cost_of(way, terms) == pytest.approx(whole[0], rel=1e-9)
        if tried == ENOUGH:
            break
    assert tried == ENOUGH


@pytest.mark.parametrize("modes", [("sea",), ("rail",), ("road",), ("rail", "road")], ids="-".join)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_between_its_nodes_a_core_is_as_far_as_the_whole_network(modes, objective):
    terms = terms_for(modes, objective, "malacca")
    summit = summit_of(BOTH, terms)
    (part,) = summit.parts
    size = len(summit.first) - 1
    core = csr_array((summit.cost, summit.neighbour, summit.first), shape=(size, size))
    nodes = part.hierarchy.hierarchy.core_nodes + part.first_node
    places = numpy.random.default_rng(3).choice(size, 12, replace=False)
    through_core = dijkstra(core, indices=places)
    through_all = dijkstra(graph(BOTH, terms), indices=nodes[places])[:, nodes]
    assert (numpy.isinf(through_core) == numpy.isinf(through_all)).all()
    known = numpy.isfinite(through_all)
    assert through_core[known] == pytest.approx(through_all[known], rel=1e-9, abs=1e-6)


def test_both_cores_hold_every_port_that_joins_them():
    summit = summit_of(BOTH, terms_for(("rail", "road", "sea"), "co2e"))
    assert (summit.part == -1).sum() == len(BOTH.change_ids)
    assert len(summit.parts) == 2


def test_rates_that_no_hierarchy_was_built_for_search_the_whole_network():
    faster = Rate(100.0, "km/h", (), (), True, "")
    rates = replace(RATES, speed_km_h={**RATES.speed_km_h, "rail": faster})
    terms = Terms(("rail", "road", "sea"), SHUT, (), prices_of("time", rates))
    assert summit_of(BOTH, terms) is None
    here, there = joints_of_ports(["TRDRC", "NLRTM"], BOTH)
    way = cheapest_way(here, there, terms, BOTH)
    whole = search_whole(arcs_of(here, terms, BOTH), arcs_of(there, terms, BOTH), terms, BOTH)
    assert cost_of(way, terms) == pytest.approx(whole[0], rel=1e-9)


def test_another_speed_at_sea_still_fits():
    slower = Rate(10.0, "km/h", (), (), True, "")
    rates = replace(RATES, speed_km_h={**RATES.speed_km_h, "sea": slower})
    terms = Terms(("rail", "road", "sea"), SHUT, (), prices_of("time", rates))
    assert summit_of(BOTH, terms) is not None


def test_a_query_changes_nothing_that_is_shared():
    terms = terms_for(("rail", "road", "sea"), "co2e")
    summit = summit_of(BOTH, terms)
    before = summit.cost.copy()
    here, there = joints_of_ports(["TRDRC", "USHOU"], BOTH)
    first = cheapest_way(here, there, terms, BOTH)
    cheapest_way(here, there, replace(terms, closed=(*SHUT, "gibraltar")), BOTH)
    assert (summit.cost == before).all()
    assert cheapest_way(here, there, terms, BOTH).edges == first.edges


@pytest.mark.parametrize("modes", [("sea",), ("road", "sea"), ("rail",)], ids="-".join)
def test_both_searches_of_a_core_find_the_same(modes):
    summit = summit_of(BOTH, terms_for(modes, "time", "panama"))
    random = numpy.random.default_rng(5)
    size = len(summit.first) - 1
    for _ in range(6):
        entries, exits = ([(int(place), 1.5 * place / size) for place in random.choice(size, 3)] for _ in range(2))
        by_heap, by_tree = summit.way_by_heap(entries, exits), summit.way_by_tree(entries, exits)
        assert by_heap[0] == pytest.approx(by_tree[0], rel=1e-12)
        assert by_heap[1] == by_tree[1]


def test_without_an_entry_or_an_exit_there_is_no_way():
    summit = summit_of(BOTH, terms_for(("sea",), "distance"))
    assert summit.way([], [(0, 1.0)]) == summit.way([(0, 1.0)], []) == (numpy.inf, [])
    closed = summit_of(BOTH, terms_for(("sea",), "distance", "bosphorus"))
    part = closed.parts[0].hierarchy.hierarchy
    black_sea, mediterranean = (int(part.core_place[BOTH.port_nodes[port][0]]) for port in ("UAODS", "TRMER"))
    for search in (closed.way_by_heap, closed.way_by_tree):
        assert search([(black_sea, 0.0)], [(mediterranean, 0.0)]) == (numpy.inf, [])


def test_a_first_answer_does_not_wait_for_scipy():
    code = (
        "import sys; from geo_ree import find_route; "
        "find_route('TRDRC', 'NLRTM', modes=['sea'], objective='distance').distance_km; "
        "print('scipy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
