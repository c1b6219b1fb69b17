"""The cheapest way between two places, held against plain Dijkstra, and the costs between many."""

from dataclasses import replace
from itertools import pairwise

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.multimodal import (
    OBJECTIVES,
    Terms,
    edge_costs,
    joints_of_places,
    joints_of_ports,
    prices_of,
    transport,
)
from geo_ree.routing.search.paths import cheapest_way, graph

RATES = rates_for("handysize")
BOTH = transport(sea=True, land=True)
PORTS = sorted(BOTH.change_ids)


def terms_for(objective="distance", modes=("rail", "road", "sea"), **changes):
    return replace(Terms(modes, ("northwest", "northeast"), (), prices_of(objective, RATES)), **changes)


def ports(*ids):
    return joints_of_ports(ids, BOTH)


def places(*points, terms):
    return joints_of_places(*numpy.array(points, float).T, terms, BOTH)


def cost_of(way, terms):
    """Return what a way costs, added up piece by piece."""
    costs = edge_costs(BOTH, terms)
    ends = [
        dict(joint.arcs(BOTH.network, costs))[node] + joint.cost(terms)
        for joint, node in ((way.start, way.nodes[0]), (way.end, way.nodes[-1]))
    ]
    return costs[list(way.edges)].sum() + sum(ends)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(PORTS), st.sampled_from(PORTS), st.sampled_from(OBJECTIVES))
def test_a_way_costs_as_little_as_plain_dijkstra_finds(here, there, objective):
    terms = terms_for(objective)
    start, end = ports(here, there)
    way = cheapest_way(start, end, terms, BOTH)
    tree = dijkstra(graph(BOTH, terms), indices=[joint.node for joint in start])
    tree += numpy.array([[joint.cost(terms)] for joint in start])
    least = min(tree[:, joint.node].min() + joint.cost(terms) for joint in end)
    if here == there:
        return
    assert cost_of(way, terms) == pytest.approx(least, rel=1e-9)


def test_the_edges_of_a_way_join_its_nodes_in_order():
    terms = terms_for("co2e")
    (start,) = places((31.365, 39.617), terms=terms)
    way = cheapest_way(start, ports("USHOU")[0], terms, BOTH)
    network = BOTH.network
    assert len(way.nodes) == len(way.edges) + 1
    for edge, pair in zip(way.edges, pairwise(way.nodes), strict=True):
        assert {int(network.start[edge]), int(network.end[edge])} == set(pair)


def test_a_way_and_its_return_cost_the_same():
    terms = terms_for("time")
    here, there = places((31.365, 39.617), (28.03, 59.40), terms=terms)
    out, back = cheapest_way(here, there, terms, BOTH), cheapest_way(there, here, terms, BOTH)
    assert cost_of(out, terms) == pytest.approx(cost_of(back, terms))


def test_two_places_on_one_edge_are_joined_along_it():
    terms = terms_for(modes=("rail",))
    here, there = places((31.36, 39.68), (31.38, 39.685), terms=terms)
    assert here[0].edge == there[0].edge
    way = cheapest_way(here, there, terms, BOTH)
    assert (way.edges, way.nodes) == ((), ())


def test_where_nothing_joins_two_places_there_is_no_way():
    terms = terms_for(modes=("sea",), closed=("northwest", "northeast", "bosphorus"))
    start, end = ports("UAODS", "TRMER")
    assert cheapest_way(start, end, terms, BOTH) is None


def test_a_place_that_joins_nothing_has_no_way():
    assert cheapest_way([], ports("TRDRC")[0], terms_for(), BOTH) is None


def test_what_is_shared_cannot_be_changed():
    terms = terms_for()
    with pytest.raises(ValueError, match="read-only"):
        edge_costs(BOTH, terms)[0] = 0
    before = graph(BOTH, terms).data.copy()
    cheapest_way(*ports("TRDRC", "NLRTM"), terms, BOTH)
    assert (graph(BOTH, terms).data == before).all()
