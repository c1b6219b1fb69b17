"""What edges cost: emissions, hours or kilometres, and what is closed."""

from dataclasses import replace

import numpy
import pytest

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.graph import (
    BASES,
    RAIL,
    ROAD,
    SEA,
    TRANSFER,
)
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import OBJECTIVES, TIE, TRANSFER_G_PER_T, Costing, edge_costs, unit_costs_of
from geo_ree.routing.passages import PASSAGE_IDS, bits_of

RATES = rates_for("handysize")
BOTH = multimodal_network(sea=True, land=True)
ALL = ("rail", "road", "sea")
IS_CHANGE = numpy.arange(len(BOTH.network.start)) >= BOTH.first_transfer


def costing_for(objective="distance", modes=ALL, **changes):
    return replace(Costing(modes, (), (), unit_costs_of(objective, RATES)), **changes)


def test_distance_costs_kilometres_and_a_trifle_for_each_change():
    costs, network = edge_costs(BOTH, costing_for()), BOTH.network
    assert costs == pytest.approx(network.length_km, abs=2 * TIE)
    assert (costs[network.mode == TRANSFER] > network.length_km[network.mode == TRANSFER]).all()


def test_emissions_cost_their_factor_and_changes_their_weight():
    costs, network = edge_costs(BOTH, costing_for("co2e")), BOTH.network
    factors, quays = RATES.co2e_g_per_t_km, network.basis == BASES.index("access")
    for mode, name in ((SEA, "sea"), (RAIL, "rail"), (ROAD, "road")):
        edges = network.mode == mode
        weight = numpy.where(quays & (mode != SEA), TRANSFER_G_PER_T / 2, 0)[edges]
        assert costs[edges] == pytest.approx(network.length_km[edges] * factors[name].value + weight)
    assert costs[IS_CHANGE] == pytest.approx(TRANSFER_G_PER_T / 2)
    terminals = (network.mode == TRANSFER) & ~IS_CHANGE
    assert costs[terminals] == pytest.approx(network.length_km[terminals] * factors["road"].value + TRANSFER_G_PER_T)


def test_a_change_takes_its_hours_whichever_way_it_is_made():
    costs, hours = edge_costs(BOTH, costing_for("time")), RATES.handling_hours
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
    assert edge_costs(BOTH, costing_for("time"))[canal] - sailing == pytest.approx(RATES.passage_hours["suez"].value)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_edge_is_free_or_runs_backwards(objective):
    assert edge_costs(BOTH, costing_for(objective)).min() > 0


def test_what_is_closed_avoided_or_of_another_mode_costs_infinity():
    network = BOTH.network
    barred = edge_costs(BOTH, costing_for(closed=("suez", "panama"), avoid_ports=("TRDRC",)))
    infinite = barred == numpy.inf
    assert infinite[(network.passages & bits_of(["suez", "panama"])) != 0].all()
    assert infinite[BOTH.first_transfer + BOTH.transfer_ports.index("TRDRC")]
    assert infinite.sum() == ((network.passages & bits_of(["suez", "panama"])) != 0).sum() + 1
    by_rail = edge_costs(BOTH, costing_for(modes=("rail", "sea")))
    assert (by_rail[(network.mode == ROAD) | ((network.mode == TRANSFER) & ~IS_CHANGE)] == numpy.inf).all()
    assert (by_rail[IS_CHANGE] < numpy.inf).all()


def test_each_passage_has_edges_to_close():
    for passage in PASSAGE_IDS:
        assert (edge_costs(BOTH, costing_for(closed=(passage,))) == numpy.inf).any()


def test_a_query_leaves_the_network_as_it_was():
    before = BOTH.network.length_km.copy()
    costs = edge_costs(BOTH, costing_for("co2e", closed=("suez",)))
    assert (BOTH.network.length_km == before).all()
    with pytest.raises(ValueError, match="read-only"):
        costs[:] = 0
    with pytest.raises(ValueError, match="read-only"):
        BOTH.network.length_km[0] = 1
