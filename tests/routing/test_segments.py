"""A path as segments: what they are called, where one ends, how long and how costly each is, and where it is drawn."""

from itertools import pairwise

import numpy
import pytest

from geo_ree.routing.factors import rates_for
from geo_ree.routing.network.graph import BASES, distances_km
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import Costing, unit_costs_of
from geo_ree.routing.places import stop_of
from geo_ree.routing.search.paths import cheapest_path
from geo_ree.routing.search.through_stops import connectors_of
from geo_ree.routing.segments import SEGMENT_BASES, Step, line_of, line_of_segment, segment_of, segments_of, steps_of

RATES = rates_for("handysize")
BOTH = multimodal_network(sea=True, land=True)
COSTING = Costing(("rail", "road", "sea"), ("northwest", "northeast"), (), unit_costs_of("co2e", RATES))


def course(atlas, *ends):
    stops = [stop_of(end, atlas) for end in ends]
    connectors = connectors_of(stops, COSTING, BOTH)
    return stops, [cheapest_path(*pair, COSTING, BOTH) for pair in pairwise(connectors)]


@pytest.fixture(scope="module")
def segments(atlas):
    stops, paths = course(atlas, "beylikova", "USHOU", "mp-independence")
    return segments_of(paths, stops, BOTH, port_at=lambda port_id: stop_of(port_id, atlas))


def test_a_shortcut_over_open_water_is_called_a_geodesic():
    assert dict(zip(BASES, SEGMENT_BASES, strict=True))["shortcut"] == "geodesic"
    assert set(SEGMENT_BASES) == {"network", "patch", "gap", "access", "geodesic"}


def test_a_segment_ends_where_mode_or_basis_changes_and_at_stops(segments):
    for here, there in pairwise(segments):
        assert (here.mode, here.basis) != (there.mode, there.basis) or there.from_stop is not None
    for segment in segments:
        assert {(step.mode, step.basis) for step in segment.steps} == {(segment.mode, segment.basis)}


def test_legs_begin_and_end_at_stops_and_ports(segments):
    assert segments[0].from_stop.stop_id == "beylikova"
    assert segments[-1].to_stop.stop_id == "mp-independence"
    for here, there in pairwise(segments):
        assert here.to_stop == there.from_stop
    named = [segment.from_stop.stop_id for segment in segments if segment.from_stop]
    assert "USHOU" in named
    assert any(stop_id.startswith("TR") for stop_id in named)


def test_the_cargo_is_handled_where_its_carrier_changes(segments):
    assert segments[0].transfer is None
    for here, there in pairwise(segments):
        modes = {here.mode, there.mode}
        expected = None if len(modes) == 1 else "port" if "sea" in modes else "terminal"
        assert there.transfer == expected


def test_steps_add_up_to_the_way(atlas):
    stops, (path,) = course(atlas, "beylikova", "USHOU")
    steps = list(steps_of(path, *stops, BOTH))
    edges = BOTH.network.length_km[list(path.edges)].sum()
    ends = [dict(path.start.arcs(BOTH.network, BOTH.network.length_km))[path.nodes[0]], path.start.access_km]
    assert sum(step.distance_km for step in steps) == pytest.approx(edges + sum(ends))
    assert all(step.distance_km > 0 for step in steps)


def test_hours_are_those_of_going_handling_and_canals():
    steps = (Step("sea", "network", 100.0, 1 << 2), Step("sea", "network", 50.0))
    segment = segment_of(steps, None, None, "port")
    assert segment.passages == ("suez",)
    going = 150 / RATES.speed_km_h["sea"].value
    waiting = RATES.handling_hours["port"].value + RATES.passage_hours["suez"].value
    assert segment.hours(RATES) == pytest.approx(going + waiting)
    assert segment.handling_hours(RATES) == RATES.handling_hours["port"].value
    assert segment_of(steps, None, None, None).handling_hours(RATES) == 0


def test_emissions_are_the_factor_times_the_way():
    segment = segment_of((Step("rail", "network", 1000.0),), None, None, None)
    assert segment.co2e_kg_per_t(RATES) == pytest.approx(RATES.co2e_g_per_t_km["rail"].value)


def test_lines_of_steps_follow_each_other_without_a_gap(atlas):
    stops, (path,) = course(atlas, "beylikova", "USHOU")
    lines = [line_of(step, BOTH) for step in steps_of(path, *stops, BOTH)]
    for here, there in pairwise(lines):
        assert float(distances_km(*here[-1], *there[0])) < 0.2
    assert lines[0][0].tolist() == [stops[0].lon, stops[0].lat]


def test_a_segment_begins_on_the_turn_of_the_globe_on_which_the_one_before_ended():
    segment = segment_of((Step("road", "access", 1.0, ends=((179.5, 10.0), (-179.5, 10.0))),), None, None, None)
    assert line_of_segment(segment, BOTH)[[0, -1], 0].tolist() == [179.5, 180.5]
    assert line_of_segment(segment, BOTH, longitude=-180.6)[[0, -1], 0].tolist() == [-180.5, -179.5]


def test_a_long_straight_line_has_a_place_every_100_km():
    step = Step("sea", "access", 3000.0, ends=((0.0, 50.0), (-40.0, 50.0)))
    lon, lat = line_of(step, BOTH).T
    assert distances_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).max() <= 100.001
    assert lat.max() > 51  # a geodesic bends towards the pole


def test_countries_are_those_of_the_ends_and_of_the_land_between(segments):
    found = [country for segment in segments for country in segment.countries(BOTH)]
    assert list(dict.fromkeys(found)) == ["TR", "US"]


def test_the_way_back_has_the_same_lengths(atlas):
    totals = []
    for ends in (("beylikova", "neo-silmet"), ("neo-silmet", "beylikova")):
        stops, paths = course(atlas, *ends)
        segments = segments_of(paths, stops, BOTH, port_at=lambda port_id: stop_of(port_id, atlas))
        totals.append(
            [sum(segment.distance_km for segment in segments), sum(segment.hours(RATES) for segment in segments)]
        )
    assert totals[0] == pytest.approx(totals[1])
    assert numpy.isfinite(totals).all()
