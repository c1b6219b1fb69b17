"""The cheapest path between two places, held against plain Dijkstra, and the costs between many."""

from dataclasses import replace
from itertools import pairwise

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.connectors import connectors_of_places, connectors_of_ports
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import OBJECTIVES, Costing, edge_costs, unit_costs_of
from geo_ree.routing.search.paths import cheapest_path, graph

RATES = rates_for("handysize")
BOTH = multimodal_network(sea=True, land=True)
PORTS = sorted(BOTH.transfer_ports)


def costing_for(objective="distance", modes=("rail", "road", "sea"), **changes):
    return replace(Costing(modes, ("northwest", "northeast"), (), unit_costs_of(objective, RATES)), **changes)


def ports(*ids):
    return connectors_of_ports(ids, BOTH)


def places(*points, costing):
    return connectors_of_places(*numpy.array(points, float).T, costing, BOTH)


def cost_of(path, costing):
    """Return what a path costs, added up piece by piece."""
    costs = edge_costs(BOTH, costing)
    ends = [
        dict(connector.arcs(BOTH.network, costs))[node] + connector.cost(costing)
        for connector, node in ((path.start, path.nodes[0]), (path.end, path.nodes[-1]))
    ]
    return costs[list(path.edges)].sum() + sum(ends)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(PORTS), st.sampled_from(PORTS), st.sampled_from(OBJECTIVES))
def test_a_way_costs_as_little_as_plain_dijkstra_finds(here, there, objective):
    costing = costing_for(objective)
    start, end = ports(here, there)
    path = cheapest_path(start, end, costing, BOTH)
    tree = dijkstra(graph(BOTH, costing), indices=[connector.node for connector in start])
    tree += numpy.array([[connector.cost(costing)] for connector in start])
    least = min(tree[:, connector.node].min() + connector.cost(costing) for connector in end)
    if here == there:
        return
    assert cost_of(path, costing) == pytest.approx(least, rel=1e-9)


def test_the_edges_of_a_way_join_its_nodes_in_order():
    costing = costing_for("co2e")
    (start,) = places((31.365, 39.617), costing=costing)
    path = cheapest_path(start, ports("USHOU")[0], costing, BOTH)
    network = BOTH.network
    assert len(path.nodes) == len(path.edges) + 1
    for edge, pair in zip(path.edges, pairwise(path.nodes), strict=True):
        assert {int(network.start[edge]), int(network.end[edge])} == set(pair)


def test_a_way_and_its_return_cost_the_same():
    costing = costing_for("time")
    here, there = places((31.365, 39.617), (28.03, 59.40), costing=costing)
    out, back = cheapest_path(here, there, costing, BOTH), cheapest_path(there, here, costing, BOTH)
    assert cost_of(out, costing) == pytest.approx(cost_of(back, costing))


def test_two_places_on_one_edge_are_joined_along_it():
    costing = costing_for(modes=("rail",))
    here, there = places((31.36, 39.68), (31.38, 39.685), costing=costing)
    assert here[0].edge == there[0].edge
    path = cheapest_path(here, there, costing, BOTH)
    assert (path.edges, path.nodes) == ((), ())


def test_where_nothing_joins_two_places_there_is_no_way():
    costing = costing_for(modes=("sea",), closed=("northwest", "northeast", "bosphorus"))
    start, end = ports("UAODS", "TRMER")
    assert cheapest_path(start, end, costing, BOTH) is None


def test_a_place_that_joins_nothing_has_no_way():
    assert cheapest_path([], ports("TRDRC")[0], costing_for(), BOTH) is None


def test_what_is_shared_cannot_be_changed():
    costing = costing_for()
    with pytest.raises(ValueError, match="read-only"):
        edge_costs(BOTH, costing)[0] = 0
    before = graph(BOTH, costing).data.copy()
    cheapest_path(*ports("TRDRC", "NLRTM"), costing, BOTH)
    assert (graph(BOTH, costing).data == before).all()
