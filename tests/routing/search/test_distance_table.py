"""The table of costs is that of the ways one by one, whichever side trees are grown from."""

import numpy
import pytest

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.multimodal import OBJECTIVES, Terms, edge_costs, prices_of, transport
from geo_ree.routing.passages import closed_passages
from geo_ree.routing.places import network_ports, stop_of
from geo_ree.routing.route import joints_of
from geo_ree.routing.search.distance_table import TREES, costs_between, reach_of
from geo_ree.routing.search.paths import cheapest_way

CLOSED = closed_passages(closed=(), opened=())
# On the railway from Eskişehir to Ankara: both are joined to its one edge.
SAME_LINE = [(31.20, 39.70), (31.21, 39.70)]


def terms_for(objective, modes=("rail", "road", "sea")):
    return Terms(modes, CLOSED, (), prices_of(objective, rates_for("handysize")))


def joints(ends, terms, atlas):
    shared = transport(sea="sea" in terms.modes, land=terms.modes != ("sea",))
    return joints_of([stop_of(end, atlas) for end in ends], terms, shared), shared


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_table_is_the_same_from_either_side(atlas, objective):
    terms = terms_for(objective)
    here, shared = joints(["beylikova", "TRDRC", *SAME_LINE], terms, atlas)
    there, _ = joints(["NLRTM", "bayan-obo", (31.205, 39.70)], terms, atlas)
    start, end = reach_of(here, terms, shared), reach_of(there, terms, shared)
    table = costs_between(start, end, terms, shared)
    assert table.shape == (4, 3)
    assert numpy.isfinite(table).all()
    numpy.testing.assert_allclose(costs_between(end, start, terms, shared).T, table, rtol=1e-12)


def test_two_places_on_one_edge_need_no_node(atlas):
    terms = terms_for("distance")
    (here, there), shared = joints(SAME_LINE, terms, atlas)
    way = cheapest_way(here, there, terms, shared)
    assert way.edges == ()
    (found,) = costs_between(reach_of([here], terms, shared), reach_of([there], terms, shared), terms, shared)[0]
    length = shared.network.length_km[way.start.edge]
    share = abs(way.start.along_km - way.end.along_km) / length
    along = share * edge_costs(shared, terms)[way.start.edge]
    assert found == pytest.approx(along + way.start.cost(terms) + way.end.cost(terms))


def test_more_places_than_trees_at_once_change_nothing(atlas):
    terms = terms_for("time", ("sea",))
    ports = list(network_ports())[: TREES + 3]
    here, shared = joints(ports, terms, atlas)
    reach = reach_of(here, terms, shared)
    table = costs_between(reach, reach, terms, shared)
    assert numpy.array_equal(table[-2:], costs_between(reach[len(ports) - 2 :], reach, terms, shared))
    numpy.testing.assert_allclose(table, table.T, rtol=1e-12)


def test_a_place_without_a_joint_is_infinitely_far(atlas):
    terms = terms_for("distance", ("sea",))
    here, shared = joints(["NLRTM", "bayan-obo"], terms, atlas)
    reach = reach_of(here, terms, shared)
    assert len(reach) == 2
    assert numpy.isinf(costs_between(reach, reach, terms, shared)[1]).all()


def test_no_places_make_an_empty_table(atlas):
    terms = terms_for("distance", ("sea",))
    here, shared = joints(["NLRTM"], terms, atlas)
    some, none = reach_of(here, terms, shared), reach_of([], terms, shared)
    assert costs_between(some, none, terms, shared).shape == (1, 0)
    assert costs_between(none, some, terms, shared).shape == (0, 1)
