"""Legs: every kilometre, hour and kilogram in one, and each what one vehicle carries."""

from itertools import pairwise

import pytest

from geo_ree.routing.legs import BASES, RAILHEAD, km_by_basis
from geo_ree.routing.segments import SEGMENT_BASES, Segment
from geo_ree.routing.wording import BASIS_WORDS, basis_words


def by_id(routes, route_id):
    return next(route for route in routes if route.route_id == route_id)


def test_legs_add_up_to_their_route(routes):
    for route in routes:
        legs = route.course_legs
        for name in ("distance_km", "hours", "co2e_kg_per_t"):
            assert sum(getattr(leg, name) for leg in legs) == pytest.approx(getattr(route, name))
        handling = sum(leg.handling_hours for leg in legs)
        assert handling > 0
        assert handling == pytest.approx(route.segments["handling_hours"].sum())
        for leg in legs:
            assert sum(leg.km_by_basis.values()) == pytest.approx(leg.distance_km)
            assert leg.handling_hours <= leg.hours
        assert {passage for leg in legs for passage in leg.passages} == set(route.passages)


def test_a_leg_ends_where_the_vehicle_changes_or_at_a_stop(routes):
    for route in routes:
        legs = route.course_legs
        assert legs[0].from_name == route.segments["from_name"].iloc[0]
        assert legs[-1].to_name == route.segments["to_name"].iloc[-1]
        for before, after in pairwise(legs):
            assert before.to_name == after.from_name
            assert before.mode != after.mode or before.to_name != RAILHEAD


def test_many_legs_of_a_patched_railway_are_one_leg(routes):
    route = by_id(routes, "beylikova-norfolk")
    assert len(route.segments) > 10
    assert [leg.mode for leg in route.course_legs] == ["road", "rail", "sea"]
    assert set(route.course_legs[1].km_by_basis) >= {"network", "patch"}


def test_a_stop_between_parts_two_legs_of_one_vehicle(routes):
    legs = by_id(routes, "bayan-obo-rotterdam").course_legs
    assert any(
        before.mode == after.mode and before.to_name == after.from_name != RAILHEAD for before, after in pairwise(legs)
    )


def test_kilometres_are_told_by_what_they_rest_on_and_nothing_is_said_of_none():
    segments = [Segment("rail", basis, length) for basis, length in (("gap", 2.0), ("network", 50.0))]
    assert dict(km_by_basis(segments)) == {"network": 50.0, "gap": 2.0}
    assert basis_words(km_by_basis(segments)) == "network 50.0 km, gap 2.00 km"


def test_every_basis_is_told_and_in_one_order():
    assert set(BASES) == set(SEGMENT_BASES)
    assert tuple(BASIS_WORDS) == BASES


def test_where_railway_and_road_meet_between_stops_is_a_railhead(routes):
    first, second, *_ = by_id(routes, "beylikova-norfolk").course_legs
    assert (first.from_id, first.to_id, first.to_name) == ("beylikova", None, RAILHEAD)
    assert (second.from_id, second.from_name, second.to_id) == (None, RAILHEAD, "TRDRC")


def test_the_segments_of_the_legs_are_those_of_the_route_each_once(routes):
    for route in routes:
        numbers = [number for leg in route.course_legs for number in range(len(route.course.segments))[leg.segments]]
        assert numbers == list(range(len(route.course.segments)))
