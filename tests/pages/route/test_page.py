"""The page of one route: a whole file that fetches nothing, says where its lines come from, and runs no text."""

import json
import re

import pytest

from geo_ree.pages.route.page import draw_route
from geo_ree.routing.proposed import find_proposed_route
from geo_ree.routing.route import find_route

BLOCK = re.compile(r'<script type="application/json" id="data-([\w-]+)">(.*?)</script>')
LARGEST_BYTES = 700_000


@pytest.fixture(scope="module")
def route(routes):
    return next(route for route in routes if route.route_id == "bayan-obo-los-angeles")


@pytest.fixture(scope="module")
def html(route, atlas):
    return draw_route(route, atlas=atlas).html


@pytest.fixture(scope="module")
def view(html):
    return json.loads(dict(BLOCK.findall(html))["view-route"])


def test_the_page_is_one_small_file_and_the_same_each_time(html, route, atlas):
    assert len(html.encode()) < LARGEST_BYTES
    assert draw_route(route).html == html == draw_route(route, atlas=atlas).html


def test_strip_and_table_have_every_stretch(html, route):
    count = len(route.course_legs)
    strip = re.search(r'<ol class="strip".*?</ol>', html, re.S).group()
    assert strip.count("<li ") == count
    table = re.search(r'<table role="table" class="stretches">.*?</table>', html, re.S).group()
    assert table.count('<th role="rowheader"') == count + 1


def test_the_lines_are_credited_with_a_link_and_the_sea_is_not_forgotten(html):
    assert 'href="https://www.openstreetmap.org/copyright"' in html
    assert "© OpenStreetMap contributors, ODbL" in html
    assert "Oak Ridge National Laboratory" in html
    assert "not for navigation" in html


def test_what_is_assumed_and_by_what_rates_it_was_computed_stands_on_the_page(html):
    assert "Our assumption: no source names this route" in html
    assert "Speed at sea" in html
    assert "Not counted: " in html
    assert 'id="source-1"' in html


def test_the_map_is_fitted_to_the_route_and_marks_its_stops(view, route):
    west, south, east, north = route.segments.total_bounds
    assert view["bounds"] == [[round(south, 2), round(west, 2)], [round(north, 2), round(east, 2)]]
    assert east > 180
    points = {point["name"]: point for point in view["points"]}
    assert {"Bayan Obo", "Tianjin (Xingang)", "Los Angeles"} <= set(points)
    assert points["Bayan Obo"]["symbol"]["shape"] == "diamond"
    assert points["Tianjin (Xingang)"]["symbol"]["shape"] == "ring"
    assert points["Los Angeles"]["symbol"]["shape"] == "circle"
    assert {entry["card"] for entry in view["routes"]["routes"]} == {None}


def test_a_route_between_points_has_a_page(atlas):
    route = find_route((3.5, 52.0), (-5.6, 35.95), modes=["sea"], atlas=atlas)
    html = draw_route(route, atlas=atlas).html
    assert "3.5° E, 52° N → 5.6° W, 35.95° N" in html
    assert "nobody proposes it" in html
    assert json.loads(dict(BLOCK.findall(html))["view-route"])["export"]["file"] == "3.5_52--5.6_35.95"


def test_names_that_are_code_are_shown_as_typed(pair_of):
    name = "{{ 7 * 7 }}<img src=x onerror=alert(1)></script>"
    row = {
        "route_id": "odd",
        "name": name,
        "origin_id": "north",
        "destination_id": "DEHAM",
        "purpose": name,
        "basis": "our assumption",
        "source_id": "usgs-pp1802",
        "note": name,
    }
    atlas = pair_of(routes=[row])
    html = draw_route(find_proposed_route("odd", atlas=atlas), atlas=atlas).html
    assert "<img src" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "49" not in re.search(r"<h1.*?</h1>", html, re.S).group()
