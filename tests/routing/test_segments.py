"""A way as legs: what they are called, where one ends, how long and how costly each is, and where it is drawn."""

from itertools import pairwise

import numpy
import pytest

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.graph import BASES, distances_km
from geo_ree.routing.network.multimodal import Terms, prices_of, transport
from geo_ree.routing.places import stop_of
from geo_ree.routing.route import joints_of
from geo_ree.routing.search.paths import cheapest_way
from geo_ree.routing.segments import LEG_BASES, Leg, Step, legs_of, line_of, line_of_leg, steps_of

RATES = rates_for("handysize")
BOTH = transport(sea=True, land=True)
TERMS = Terms(("rail", "road", "sea"), ("northwest", "northeast"), (), prices_of("co2e", RATES))


def course(atlas, *ends):
    stops = [stop_of(end, atlas) for end in ends]
    joints = joints_of(stops, TERMS, BOTH)
    return stops, [cheapest_way(*pair, TERMS, BOTH) for pair in pairwise(joints)]


@pytest.fixture(scope="module")
def legs(atlas):
    stops, ways = course(atlas, "beylikova", "USHOU", "mp-independence")
    return legs_of(ways, stops, BOTH, port_at=lambda port_id: stop_of(port_id, atlas))


def test_a_shortcut_over_open_water_is_called_a_geodesic():
    assert dict(zip(BASES, LEG_BASES, strict=True))["shortcut"] == "geodesic"
    assert set(LEG_BASES) == {"network", "patch", "gap", "access", "geodesic"}


def test_a_leg_ends_where_mode_or_basis_changes_and_at_stops(legs):
    for here, there in pairwise(legs):
        assert (here.mode, here.basis) != (there.mode, there.basis) or there.from_stop is not None
    for leg in legs:
        assert {(step.mode, step.basis) for step in leg.steps} == {(leg.mode, leg.basis)}


def test_legs_begin_and_end_at_stops_and_ports(legs):
    assert legs[0].from_stop.stop_id == "beylikova"
    assert legs[-1].to_stop.stop_id == "mp-independence"
    for here, there in pairwise(legs):
        assert here.to_stop == there.from_stop
    named = [leg.from_stop.stop_id for leg in legs if leg.from_stop]
    assert "USHOU" in named
    assert any(stop_id.startswith("TR") for stop_id in named)


def test_the_cargo_is_handled_where_its_carrier_changes(legs):
    assert legs[0].change is None
    for here, there in pairwise(legs):
        modes = {here.mode, there.mode}
        expected = None if len(modes) == 1 else "port" if "sea" in modes else "terminal"
        assert there.change == expected


def test_steps_add_up_to_the_way(atlas):
    stops, (way,) = course(atlas, "beylikova", "USHOU")
    steps = list(steps_of(way, *stops, BOTH))
    edges = BOTH.network.length_km[list(way.edges)].sum()
    ends = [dict(way.start.arcs(BOTH.network, BOTH.network.length_km))[way.nodes[0]], way.start.access_km]
    assert sum(step.distance_km for step in steps) == pytest.approx(edges + sum(ends))
    assert all(step.distance_km > 0 for step in steps)


def test_hours_are_those_of_going_handling_and_canals():
    steps = (Step("sea", "network", 100.0, 1 << 2), Step("sea", "network", 50.0))
    leg = Leg(None, None, "port", steps)
    assert leg.passages == ("suez",)
    going = 150 / RATES.speed_km_h["sea"].value
    waiting = RATES.handling_hours["port"].value + RATES.passage_hours["suez"].value
    assert leg.hours(RATES) == pytest.approx(going + waiting)
    assert leg.handling_hours(RATES) == RATES.handling_hours["port"].value
    assert Leg(None, None, None, steps).handling_hours(RATES) == 0


def test_emissions_are_the_factor_times_the_way():
    leg = Leg(None, None, None, (Step("rail", "network", 1000.0),))
    assert leg.co2e_kg_per_t(RATES) == pytest.approx(RATES.co2e_g_per_t_km["rail"].value)


def test_lines_of_steps_follow_each_other_without_a_gap(atlas):
    stops, (way,) = course(atlas, "beylikova", "USHOU")
    lines = [line_of(step, BOTH) for step in steps_of(way, *stops, BOTH)]
    for here, there in pairwise(lines):
        assert float(distances_km(*here[-1], *there[0])) < 0.2
    assert lines[0][0].tolist() == [stops[0].lon, stops[0].lat]


def test_a_leg_begins_on_the_turn_of_the_globe_on_which_the_one_before_ended():
    leg = Leg(None, None, None, (Step("road", "access", 1.0, ends=((179.5, 10.0), (-179.5, 10.0))),))
    assert line_of_leg(leg, BOTH)[[0, -1], 0].tolist() == [179.5, 180.5]
    assert line_of_leg(leg, BOTH, longitude=-180.6)[[0, -1], 0].tolist() == [-180.5, -179.5]


def test_a_long_straight_line_has_a_place_every_100_km():
    step = Step("sea", "access", 3000.0, ends=((0.0, 50.0), (-40.0, 50.0)))
    lon, lat = line_of(step, BOTH).T
    assert distances_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).max() <= 100.001
    assert lat.max() > 51  # a geodesic bends towards the pole


def test_countries_are_those_of_the_ends_and_of_the_land_between(legs):
    found = [country for leg in legs for country in leg.countries(BOTH)]
    assert list(dict.fromkeys(found)) == ["TR", "US"]


def test_the_way_back_has_the_same_lengths(atlas):
    totals = []
    for ends in (("beylikova", "neo-silmet"), ("neo-silmet", "beylikova")):
        stops, ways = course(atlas, *ends)
        legs = legs_of(ways, stops, BOTH, port_at=lambda port_id: stop_of(port_id, atlas))
        totals.append([sum(leg.distance_km for leg in legs), sum(leg.hours(RATES) for leg in legs)])
    assert totals[0] == pytest.approx(totals[1])
    assert numpy.isfinite(totals).all()
