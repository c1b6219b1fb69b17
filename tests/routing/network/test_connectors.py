"""Where places are connected to the network, and what their access costs."""

from dataclasses import replace

import numpy
import pytest

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.connectors import connectors_of_places, connectors_of_ports, nearest_km
from geo_ree.routing.network.graph import (
    LAND_SNAP_LIMIT_KM,
    SEA_SNAP_LIMIT_KM,
    sea_network,
)
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import Costing, edge_costs, unit_costs_of

RATES = rates_for("handysize")
BOTH = multimodal_network(sea=True, land=True)
ALL = ("rail", "road", "sea")
IS_CHANGE = numpy.arange(len(BOTH.network.start)) >= BOTH.first_transfer


def costing_for(objective="distance", modes=ALL, **changes):
    return replace(Costing(modes, (), (), unit_costs_of(objective, RATES)), **changes)


def connectors(lon, lat, **changes):
    return connectors_of_places(numpy.array([lon]), numpy.array([lat]), costing_for(**changes), BOTH)[0]


def test_a_place_on_land_joins_railway_and_road_and_says_how_far_they_are():
    found = connectors(30.52, 39.78)
    assert [connector.mode for connector in found] == ["rail", "road"]
    assert all(0 < connector.access_km < LAND_SNAP_LIMIT_KM for connector in found)


def test_a_place_joins_only_what_the_modes_allow():
    assert [connector.mode for connector in connectors(30.52, 39.78, modes=("road", "sea"))] == ["road"]


def test_on_the_coast_the_sea_is_joined_only_when_nothing_else_may_be():
    tallinn = (24.75, 59.45)
    assert {connector.mode for connector in connectors(*tallinn)} == {"rail", "road"}
    (alone,) = connectors(*tallinn, modes=("sea",))
    assert (alone.mode, alone.access_km < SEA_SNAP_LIMIT_KM) == ("sea", True)


def test_a_place_at_sea_joins_the_lanes():
    sea = sea_network()
    node = int(
        numpy.flatnonzero(~numpy.isin(numpy.arange(len(sea.lon)), sea.port_nodes) & (sea.lon < -30) & (sea.lon > -40))[
            0
        ]
    )
    (found,) = connectors(sea.lon[node], sea.lat[node])
    assert (found.mode, found.node, found.access_km) == ("sea", node, 0)


def test_a_place_far_from_everything_joins_nothing():
    assert connectors(-130.0, -55.0) == []
    assert connectors(5.0, 24.0, modes=("rail",)) == []
    assert nearest_km(5.0, 24.0, "rail") > LAND_SNAP_LIMIT_KM


def test_a_port_joins_on_both_sides_and_is_where_it_is():
    (found,) = connectors_of_ports(["TRDRC"], BOTH)
    assert [connector.mode for connector in found] == ["sea", "land"]
    assert {connector.access_km for connector in found} == {0.0}
    assert all(connector.is_port for connector in found)


def test_boarding_a_train_takes_a_change_and_boarding_a_lorry_none():
    by_rail, by_road = connectors(30.52, 39.78)
    costing = costing_for("time")
    speed = RATES.speed_km_h["road"].value
    assert by_road.cost(costing) == pytest.approx(by_road.access_km / speed)
    assert by_rail.cost(costing) == pytest.approx(
        by_rail.access_km / speed + RATES.handling_hours["terminal"].value, abs=1e-5
    )
    assert [connector.half_transfers(costing) for connector in (by_rail, by_road)] == [2, 0]


def test_the_way_along_an_edge_is_shared_out_by_its_length():
    (connector,) = [connector for connector in connectors(30.52, 39.78) if connector.mode == "rail"]
    network, costs = BOTH.network, edge_costs(BOTH, costing_for())
    (start, before), (end, after) = connector.arcs(network, costs)
    assert (start, end) == (network.start[connector.edge], network.end[connector.edge])
    assert before == pytest.approx(connector.along_km)
    assert before + after == pytest.approx(network.length_km[connector.edge])
