"""Costs over the sea's hierarchy, held against trees over all of it."""

import numpy
import pytest
from scipy.sparse.csgraph import dijkstra

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.graph import sea_network
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import OBJECTIVES, Costing, unit_costs_of
from geo_ree.routing.search.core_search import core_graph_of
from geo_ree.routing.search.paths import graph
from geo_ree.routing.search.phast import levels_of, sweep

SEA = multimodal_network(sea=True, land=False)


def costing_for(objective, *closed):
    return Costing(
        ("sea",), ("kiel", "northwest", "northeast", *closed), (), unit_costs_of(objective, rates_for("handysize"))
    )


@pytest.mark.parametrize(
    ("objective", "closed"),
    [
        ("distance", ("suez", "malacca")),
        ("co2e", ()),
        ("time", ("bosphorus",)),
        *(pytest.param(objective, (), marks=pytest.mark.deep) for objective in OBJECTIVES if objective != "co2e"),
    ],
)
def test_a_sweep_costs_what_trees_over_everything_cost(objective, closed):
    costing = costing_for(objective, *closed)
    nodes = numpy.random.default_rng(2).integers(0, len(SEA.network.lon), 7)
    swept = sweep([[(int(node), 2.5)] for node in nodes], core_graph_of(SEA, costing))
    trees = dijkstra(graph(SEA, costing), indices=nodes).T + 2.5
    assert (numpy.isinf(swept) == numpy.isinf(trees)).all()
    known = numpy.isfinite(trees)
    assert swept[known] == pytest.approx(trees[known], rel=1e-9, abs=1e-6)


def test_a_place_may_begin_at_several_nodes_or_at_none():
    costing = costing_for("distance")
    core_graph = core_graph_of(SEA, costing)
    both = sweep([[(5, 10.0), (500, 0.0)], []], core_graph)
    alone = sweep([[(5, 10.0)], [(500, 0.0)]], core_graph)
    assert both[:, 0] == pytest.approx(alone.min(axis=1))
    assert numpy.isinf(both[:, 1]).all()


def test_every_node_below_the_core_is_in_one_level_and_leads_to_higher_ones():
    hierarchy = core_graph_of(SEA, costing_for("distance")).parts[0].hierarchy.hierarchy
    levels = levels_of(hierarchy)
    number = numpy.zeros(len(sea_network().lon), int)
    for depth, level in enumerate(levels, 1):
        number[level.nodes] = depth
        assert (number[hierarchy.up_node[level.arcs]] < depth).all()
    nodes = numpy.concatenate([level.nodes for level in levels])
    assert len(nodes) == len(set(nodes.tolist()))
    assert set(nodes.tolist()) == set(numpy.flatnonzero(numpy.diff(hierarchy.first)).tolist())
