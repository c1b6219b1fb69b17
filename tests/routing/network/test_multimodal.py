"""Sea and land as one network."""

import numpy
import pytest

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.graph import (
    RAIL,
    ROAD,
    land_network,
    sea_network,
)
from geo_ree.routing.network.multimodal import multimodal_network

RATES = rates_for("handysize")
BOTH = multimodal_network(sea=True, land=True)
ALL = ("rail", "road", "sea")
IS_CHANGE = numpy.arange(len(BOTH.network.start)) >= BOTH.first_transfer


def test_the_joined_network_holds_both_and_the_changes_at_ports():
    sea, land, both = sea_network(), land_network(), BOTH.network
    assert len(both.lon) == len(sea.lon) + len(land.lon)
    assert len(both.start) == len(sea.start) + len(land.start) + len(BOTH.transfer_ports)
    assert set(BOTH.transfer_ports) == set(sea.port_ids) & set(land.port_ids)
    for number, port_id in enumerate(BOTH.transfer_ports):
        at_sea, on_land = BOTH.port_nodes[port_id]
        edge = BOTH.first_transfer + number
        assert (both.start[edge], both.end[edge]) == (at_sea, on_land)
        assert at_sea < BOTH.sea_nodes <= on_land


def test_a_port_of_one_network_alone_has_one_node():
    for port_id, nodes in BOTH.port_nodes.items():
        assert len(nodes) == 1 + (port_id in BOTH.transfer_ports)


@pytest.mark.parametrize(("sea", "land"), [(True, False), (False, True)])
def test_one_network_alone_is_that_network(sea, land):
    alone = multimodal_network(sea=sea, land=land)
    assert alone.network is (sea_network() if sea else land_network())
    assert alone.transfer_ports == ()
    assert alone.first_transfer == len(alone.network.start)


def test_kinds_tell_sea_railway_road_and_ports_apart():
    kinds, network = BOTH.kinds, BOTH.network
    assert (kinds[: BOTH.sea_nodes] == 0).all()
    on_land = [nodes[-1] for nodes in BOTH.port_nodes.values() if nodes[-1] >= BOTH.sea_nodes]
    assert (kinds[on_land] == 3).all()
    for mode in (RAIL, ROAD):
        ends = numpy.concatenate([network.start[network.mode == mode], network.end[network.mode == mode]])
        assert set(kinds[ends].tolist()) <= {mode, 3}
