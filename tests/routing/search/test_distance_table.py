"""The table of costs is that of the paths one by one, whichever side trees are grown from."""

import numpy
import pytest

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import OBJECTIVES, Costing, edge_costs, unit_costs_of
from geo_ree.routing.passages import closures_of
from geo_ree.routing.places import network_ports, stop_of
from geo_ree.routing.search.distance_table import TREES, costs_between, reach_of
from geo_ree.routing.search.paths import cheapest_path
from geo_ree.routing.search.through_stops import connectors_of

CLOSED = closures_of().every
# On the railway from Eskişehir to Ankara: both are joined to its one edge.
SAME_LINE = [(31.20, 39.70), (31.21, 39.70)]


def costing_for(objective, modes=("rail", "road", "sea")):
    return Costing(modes, CLOSED, (), unit_costs_of(objective, rates_for("handysize")))


def connectors(ends, costing, atlas):
    shared = multimodal_network(sea="sea" in costing.modes, land=costing.modes != ("sea",))
    return connectors_of([stop_of(end, atlas) for end in ends], costing, shared), shared


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_table_is_the_same_from_either_side(atlas, objective):
    costing = costing_for(objective)
    here, shared = connectors(["beylikova", "TRDRC", *SAME_LINE], costing, atlas)
    there, _ = connectors(["NLRTM", "bayan-obo", (31.205, 39.70)], costing, atlas)
    start, end = reach_of(here, costing, shared), reach_of(there, costing, shared)
    table = costs_between(start, end, costing, shared)
    assert table.shape == (4, 3)
    assert numpy.isfinite(table).all()
    numpy.testing.assert_allclose(costs_between(end, start, costing, shared).T, table, rtol=1e-12)


def test_two_places_on_one_edge_need_no_node(atlas):
    costing = costing_for("distance")
    (here, there), shared = connectors(SAME_LINE, costing, atlas)
    path = cheapest_path(here, there, costing, shared)
    assert path.edges == ()
    (found,) = costs_between(reach_of([here], costing, shared), reach_of([there], costing, shared), costing, shared)[0]
    length = shared.network.length_km[path.start.edge]
    share = abs(path.start.along_km - path.end.along_km) / length
    along = share * edge_costs(shared, costing)[path.start.edge]
    assert found == pytest.approx(along + path.start.cost(costing) + path.end.cost(costing))


def test_more_places_than_trees_at_once_change_nothing(atlas):
    costing = costing_for("time", ("sea",))
    ports = list(network_ports(atlas))[: TREES + 3]
    here, shared = connectors(ports, costing, atlas)
    reach = reach_of(here, costing, shared)
    table = costs_between(reach, reach, costing, shared)
    assert numpy.array_equal(table[-2:], costs_between(reach[len(ports) - 2 :], reach, costing, shared))
    numpy.testing.assert_allclose(table, table.T, rtol=1e-12)


def test_a_place_without_a_joint_is_infinitely_far(atlas):
    costing = costing_for("distance", ("sea",))
    here, shared = connectors(["NLRTM", "bayan-obo"], costing, atlas)
    reach = reach_of(here, costing, shared)
    assert len(reach) == 2
    assert numpy.isinf(costs_between(reach, reach, costing, shared)[1]).all()


def test_no_places_make_an_empty_table(atlas):
    costing = costing_for("distance", ("sea",))
    here, shared = connectors(["NLRTM"], costing, atlas)
    some, none = reach_of(here, costing, shared), reach_of([], costing, shared)
    assert costs_between(some, none, costing, shared).shape == (1, 0)
    assert costs_between(none, some, costing, shared).shape == (0, 1)
