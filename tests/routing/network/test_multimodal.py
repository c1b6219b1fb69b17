"""Sea and land as one network: what its edges cost on some terms, and where places join it."""

from dataclasses import replace

import numpy
import pytest

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.graph import (
    BASES,
    LAND_SNAP_LIMIT_KM,
    RAIL,
    ROAD,
    SEA,
    SEA_SNAP_LIMIT_KM,
    TRANSFER,
    land_network,
    sea_network,
)
from geo_ree.routing.network.multimodal import (
    CHANGE_G_PER_T,
    OBJECTIVES,
    TIE,
    Terms,
    joints_of_places,
    joints_of_ports,
    nearest_km,
    prices_of,
    transport,
)
from geo_ree.routing.passages import PASSAGE_IDS, bits_of

RATES = rates_for("handysize")
BOTH = transport(sea=True, land=True)
ALL = ("rail", "road", "sea")
IS_CHANGE = numpy.arange(len(BOTH.network.start)) >= BOTH.changes


def terms_for(objective="distance", modes=ALL, **changes):
    return replace(Terms(modes, (), (), prices_of(objective, RATES)), **changes)


def test_the_joined_network_holds_both_and_the_changes_at_ports():
    sea, land, both = sea_network(), land_network(), BOTH.network
    assert len(both.lon) == len(sea.lon) + len(land.lon)
    assert len(both.start) == len(sea.start) + len(land.start) + len(BOTH.change_ids)
    assert set(BOTH.change_ids) == set(sea.port_ids) & set(land.port_ids)
    for number, port_id in enumerate(BOTH.change_ids):
        at_sea, on_land = BOTH.port_nodes[port_id]
        edge = BOTH.changes + number
        assert (both.start[edge], both.end[edge]) == (at_sea, on_land)
        assert at_sea < BOTH.sea_nodes <= on_land


def test_a_port_of_one_network_alone_has_one_node():
    for port_id, nodes in BOTH.port_nodes.items():
        assert len(nodes) == 1 + (port_id in BOTH.change_ids)


@pytest.mark.parametrize(("sea", "land"), [(True, False), (False, True)])
def test_one_network_alone_is_that_network(sea, land):
    alone = transport(sea=sea, land=land)
    assert alone.network is (sea_network() if sea else land_network())
    assert alone.change_ids == ()
    assert alone.changes == len(alone.network.start)


def test_distance_costs_kilometres_and_a_trifle_for_each_change():
    costs, network = BOTH.costs(terms_for()), BOTH.network
    assert costs == pytest.approx(network.length_km, abs=2 * TIE)
    assert (costs[network.mode == TRANSFER] > network.length_km[network.mode == TRANSFER]).all()


def test_emissions_cost_their_factor_and_changes_their_weight():
    costs, network = BOTH.costs(terms_for("co2e")), BOTH.network
    factors, quays = RATES.co2e_g_per_t_km, network.basis == BASES.index("access")
    for mode, name in ((SEA, "sea"), (RAIL, "rail"), (ROAD, "road")):
        edges = network.mode == mode
        weight = numpy.where(quays & (mode != SEA), CHANGE_G_PER_T / 2, 0)[edges]
        assert costs[edges] == pytest.approx(network.length_km[edges] * factors[name].value + weight)
    assert costs[IS_CHANGE] == pytest.approx(CHANGE_G_PER_T / 2)
    terminals = (network.mode == TRANSFER) & ~IS_CHANGE
    assert costs[terminals] == pytest.approx(network.length_km[terminals] * factors["road"].value + CHANGE_G_PER_T)


def test_a_change_takes_its_hours_whichever_way_it_is_made():
    costs, hours = BOTH.costs(terms_for("time")), RATES.handling_hours
    network = BOTH.network
    quays = (network.basis == BASES.index("access")) & numpy.isin(network.mode, [RAIL, ROAD])
    going = (
        network.length_km
        / numpy.array([1, RATES.speed_km_h["rail"].value, RATES.speed_km_h["road"].value, 1])[
            numpy.minimum(network.mode, 3)
        ]
    )
    half = (costs - going)[quays]
    # From the ship to a train: the change and one quay. From a train to a lorry in a port: two quays.
    assert half == pytest.approx(hours["terminal"].value / 2)
    assert costs[IS_CHANGE] + half[0] == pytest.approx(hours["port"].value, abs=1e-5)


def test_a_canal_takes_its_hours_besides_its_kilometres():
    network = BOTH.network
    canal = (network.passages & bits_of(["suez"])) != 0
    sailing = network.length_km[canal] / RATES.speed_km_h["sea"].value
    assert BOTH.costs(terms_for("time"))[canal] - sailing == pytest.approx(RATES.passage_hours["suez"].value)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_edge_is_free_or_runs_backwards(objective):
    assert BOTH.costs(terms_for(objective)).min() > 0


def test_what_is_closed_avoided_or_of_another_mode_costs_infinity():
    network = BOTH.network
    shut = BOTH.costs(terms_for(closed=("suez", "panama"), avoid=("TRDRC",)))
    infinite = shut == numpy.inf
    assert infinite[(network.passages & bits_of(["suez", "panama"])) != 0].all()
    assert infinite[BOTH.changes + BOTH.change_ids.index("TRDRC")]
    assert infinite.sum() == ((network.passages & bits_of(["suez", "panama"])) != 0).sum() + 1
    by_rail = BOTH.costs(terms_for(modes=("rail", "sea")))
    assert (by_rail[(network.mode == ROAD) | ((network.mode == TRANSFER) & ~IS_CHANGE)] == numpy.inf).all()
    assert (by_rail[IS_CHANGE] < numpy.inf).all()


def test_each_passage_has_edges_to_close():
    for passage in PASSAGE_IDS:
        assert (BOTH.costs(terms_for(closed=(passage,))) == numpy.inf).any()


def test_a_query_leaves_the_network_as_it_was():
    before = BOTH.network.length_km.copy()
    BOTH.costs(terms_for("co2e", closed=("suez",)))[:] = 0
    assert (BOTH.network.length_km == before).all()
    with pytest.raises(ValueError, match="read-only"):
        BOTH.network.length_km[0] = 1


# --- where places join --------------------------------------------------------------------------------------------


def joints(lon, lat, **changes):
    return joints_of_places(numpy.array([lon]), numpy.array([lat]), terms_for(**changes), BOTH)[0]


def test_a_place_on_land_joins_railway_and_road_and_says_how_far_they_are():
    found = joints(30.52, 39.78)
    assert [joint.mode for joint in found] == ["rail", "road"]
    assert all(0 < joint.access_km < LAND_SNAP_LIMIT_KM for joint in found)


def test_a_place_joins_only_what_the_modes_allow():
    assert [joint.mode for joint in joints(30.52, 39.78, modes=("road", "sea"))] == ["road"]


def test_on_the_coast_the_sea_is_joined_only_when_nothing_else_may_be():
    tallinn = (24.75, 59.45)
    assert {joint.mode for joint in joints(*tallinn)} == {"rail", "road"}
    (alone,) = joints(*tallinn, modes=("sea",))
    assert (alone.mode, alone.access_km < SEA_SNAP_LIMIT_KM) == ("sea", True)


def test_a_place_at_sea_joins_the_lanes():
    sea = sea_network()
    node = int(
        numpy.flatnonzero(~numpy.isin(numpy.arange(len(sea.lon)), sea.port_nodes) & (sea.lon < -30) & (sea.lon > -40))[
            0
        ]
    )
    (found,) = joints(sea.lon[node], sea.lat[node])
    assert (found.mode, found.node, found.access_km) == ("sea", node, 0)


def test_a_place_far_from_everything_joins_nothing():
    assert joints(-130.0, -55.0) == []
    assert joints(5.0, 24.0, modes=("rail",)) == []
    assert nearest_km(5.0, 24.0, "rail") > LAND_SNAP_LIMIT_KM


def test_a_port_joins_on_both_sides_and_is_where_it_is():
    (found,) = joints_of_ports(["TRDRC"], BOTH)
    assert [joint.mode for joint in found] == ["sea", "land"]
    assert {joint.access_km for joint in found} == {0.0}
    assert all(joint.is_port for joint in found)


def test_boarding_a_train_takes_a_change_and_boarding_a_lorry_none():
    by_rail, by_road = joints(30.52, 39.78)
    terms = terms_for("time")
    speed = RATES.speed_km_h["road"].value
    assert by_road.cost(terms) == pytest.approx(by_road.access_km / speed)
    assert by_rail.cost(terms) == pytest.approx(
        by_rail.access_km / speed + RATES.handling_hours["terminal"].value, abs=1e-5
    )
    assert [joint.half_changes(terms) for joint in (by_rail, by_road)] == [2, 0]


def test_the_way_along_an_edge_is_shared_out_by_its_length():
    (joint,) = [joint for joint in joints(30.52, 39.78) if joint.mode == "rail"]
    network, costs = BOTH.network, BOTH.costs(terms_for())
    (start, before), (end, after) = joint.arcs(network, costs)
    assert (start, end) == (network.start[joint.edge], network.end[joint.edge])
    assert before == pytest.approx(joint.along_km)
    assert before + after == pytest.approx(network.length_km[joint.edge])


def test_kinds_tell_sea_railway_road_and_ports_apart():
    kinds, network = BOTH.kinds, BOTH.network
    assert (kinds[: BOTH.sea_nodes] == 0).all()
    on_land = [nodes[-1] for nodes in BOTH.port_nodes.values() if nodes[-1] >= BOTH.sea_nodes]
    assert (kinds[on_land] == 3).all()
    for mode in (RAIL, ROAD):
        ends = numpy.concatenate([network.start[network.mode == mode], network.end[network.mode == mode]])
        assert set(kinds[ends].tolist()) <= {mode, 3}
