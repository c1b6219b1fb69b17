"""Around a deposit: every other coordinate that is published, its distance, and its areas."""

import pytest
from shapely.geometry import Point

from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.surroundings import around_deposit, away_words, coordinate_rows, other_points


def place_row(**changes):
    row = {
        "place_id": "north-elsewhere",
        "subject_id": "north",
        "kind": "coordinate",
        "value": "another list",
        "lon": "20.0",
        "lat": "51.0",
        "verified": "yes",
        "source_id": "usgs-pp1802",
    }
    return row | changes


@pytest.fixture
def two_points(pair_of):
    landmark = place_row(place_id="north-town", kind="landmark", value="the town", lat="50.1")
    name = place_row(place_id="north-name", kind="name", language="tr", value="Kuzey", lon="", lat="")
    return pair_of(places=[landmark, place_row(note="Do not use."), name])


def deposit(atlas, deposit_id):
    return atlas.rows.deposits[deposit_id]


def test_other_coordinates_come_before_landmarks_and_names_are_no_points(two_points):
    assert [place.place_id for place in other_points(two_points, "north")] == ["north-elsewhere", "north-town"]
    assert other_points(two_points, "south") == ()


def test_each_other_coordinate_says_how_far_away_it_is(two_points):
    around = around_deposit(two_points, deposit(two_points, "north"), Point(20, 50))
    assert around["precision_m"] == 1000
    assert [(mark["kind"], mark["text"]) for mark in around["marks"]] == [
        ("coordinate", "111 km away"),
        ("landmark", "the town"),
    ]


def test_the_same_point_in_another_source_is_not_zero_kilometres_away(two_points):
    other = other_points(two_points, "north")[0]
    assert away_words(other, Point(*other.position)) == "the same point"


def test_the_card_lists_each_point_with_its_source_and_its_note(two_points):
    bibliography = Bibliography(two_points.rows.sources)
    first, second = coordinate_rows(two_points, "north", bibliography)
    assert first["what"] == ["another list", 1]
    assert first["place"] == "51° N, 20° E"
    assert first["note"] == ["Do not use."]
    assert (first["landmark"], second["landmark"]) == (False, True)


def test_the_misplaced_twin_of_bayan_obo_is_drawn_where_it_was_published(atlas):
    around = around_deposit(atlas, deposit(atlas, "bayan-obo"), atlas.point("bayan-obo"))
    assert any(600 < float(mark["text"].split()[0]) < 700 for mark in around["marks"] if mark["kind"] == "coordinate")
    assert around["areas"]
