"""Lines of routes: each piece once for each colour, close to the networks' own, joined end to end."""

from itertools import pairwise
from types import SimpleNamespace

import numpy
import pytest
import shapely

from geo_ree.pages.shared.route_lines import STEPS_PER_DEGREE, TOLERANCES, line_style, route_lines
from geo_ree.routing.segments import Segment

TRUNK = [(0, 0), (1, 0), (2, 0.3)]
NORTH, SOUTH = [(2, 0.3), (3, 2)], [(2, 0.3), (3, -2)]


def route_of(*parts):
    """Return what has the course of a route, from (mode, basis, line)."""
    segments = tuple(Segment(mode, basis, 1.0) for mode, basis, _ in parts)
    return SimpleNamespace(
        course=SimpleNamespace(segments=segments, lines=[numpy.array(line, float) for *_, line in parts])
    )


def places(steps):
    return [tuple(place) for place in numpy.cumsum(numpy.array(steps).reshape(-1, 2), axis=0) / STEPS_PER_DEGREE]


@pytest.fixture(scope="module")
def fork():
    return [route_of(("rail", "network", TRUNK), ("sea", "network", arm)) for arm in (NORTH, SOUTH)]


def test_what_two_routes_share_is_drawn_once(fork):
    drawn = route_lines(fork, ["red", "red"])
    assert [(line["style"], line["routes"]) for line in drawn] == [("rail", [0, 1]), ("sea", [0]), ("sea", [1])]
    assert [places(steps) for line in drawn for steps in line["lines"]] == [TRUNK, NORTH, SOUTH]


def test_two_colours_lie_on_each_other_the_first_one_wide_and_both_in_the_same_direction():
    there = route_of(("sea", "network", TRUNK))
    back = route_of(("sea", "network", TRUNK[::-1]))
    first, second = route_lines([there, back], ["red", "blue"])
    assert (first["colour"], first["wide"], second["colour"], second["wide"]) == ("red", True, "blue", False)
    assert first["lines"] == second["lines"]


def test_there_and_back_over_one_line_is_one_line():
    (drawn,) = route_lines(
        [route_of(("road", "access", [(0, 0), (1, 0)]), ("road", "access", [(1, 0), (0, 0)]))], ["red"]
    )
    assert len(drawn["lines"]) == 1
    assert drawn["style"] == "access"


def test_every_leg_is_drawn_within_its_tolerance(routes):
    some = [routes[0], routes[3], routes[-1]]
    drawn = route_lines(some, ["red", "blue", "blue"])
    for number, route in enumerate(some):
        ours = shapely.MultiLineString(
            [places(steps) for line in drawn if number in line["routes"] for steps in line["lines"] if len(steps) > 2]
        )
        for leg in route.segments.itertuples():
            allowed = TOLERANCES[line_style(leg.mode, leg.basis)] + 2 / STEPS_PER_DEGREE
            vertices = shapely.points(shapely.get_coordinates(leg.geometry))
            assert shapely.distance(vertices, ours).max() <= allowed


def test_lines_are_far_shorter_to_write_than_the_legs(routes):
    colours = ["red" if route.origin_id == "beylikova" else "blue" for route in routes]
    drawn = route_lines(routes, colours)
    written = sum(len(steps) // 2 for line in drawn for steps in line["lines"])
    held = sum(len(shapely.get_coordinates(route.segments.geometry)) for route in routes)
    assert written < held / 5


def test_lines_that_were_joined_still_join(fork):
    drawn = route_lines(fork, ["red", "red"])
    ends = {place for line in drawn for steps in line["lines"] for place in (places(steps)[0], places(steps)[-1])}
    assert TRUNK[-1] in ends
    for line in drawn:
        for steps in line["lines"]:
            assert all(before != after for before, after in pairwise(places(steps)))


def test_no_routes_make_no_lines():
    assert route_lines([], []) == []
