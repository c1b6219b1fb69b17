"""Every place once, drawn as what is known of it says, found by every name, with a line for the list."""

import json

import pytest

from geo_ree.layers import symbology
from geo_ree.pages.atlas.places import NAMED_FROM, gather_places
from geo_ree.text import labels


@pytest.fixture(scope="module")
def places(atlas):
    return gather_places(atlas)


@pytest.fixture
def drawn(pair_of):
    """Return a function that gives the place `north` of an atlas in which its one statement is so."""

    def make(north=(), **tables):
        places = gather_places(pair_of(north, **tables))
        return next(place for place in places if place["id"] == "north")

    return make


def test_every_deposit_plant_and_port_is_there_once_deposits_first(places, atlas):
    kinds = [place["kind"] for place in places]
    assert kinds == sorted(kinds, key=("deposit", "facility", "port").index)
    assert {place["id"] for place in places} == {*atlas.deposits.index, *atlas.facilities.index, *atlas.ports.index}
    assert len({place["card"] for place in places}) == len(places)


def test_each_kind_comes_by_name_without_regard_to_accents(pair_of, new_feature):
    names = ("Ábel", "Zeta", "abacus")
    extra = [new_feature(f"extra-{place}", 10 + place, 5) for place in range(len(names))]
    for feature, name in zip(extra, names, strict=True):
        feature["properties"]["name"] = name
    listed = [place["name"] for place in gather_places(pair_of(more_deposits=extra)) if place["kind"] == "deposit"]
    assert [name for name in listed if name in names] == ["abacus", "Ábel", "Zeta"]


@pytest.mark.parametrize(
    ("statement", "state"),
    [
        ({"reporting_code": "JORC", "cp_signed": "yes", "publisher_kind": "operator"}, "full"),
        ({"publisher_kind": "survey"}, "half"),
        ({"publisher_kind": "government"}, "claimed"),
        ({"publisher_kind": "media"}, "claimed"),
        ({"verified": "no", "source_id": "unverified"}, "empty"),
    ],
)
def test_the_fill_of_a_circle_says_what_stands_behind_the_amount(drawn, statement, state):
    place = drawn({"treo_million_t": "4", **statement})
    assert place["state"] == state
    assert place["symbol"]["root"] == 2
    assert place["unverified"] == (state == "empty")


def test_every_state_of_a_circle_has_words_in_the_legend():
    assert set(symbology.WEIGHT_STATES.values()) == set(labels.WEIGHT_WORDS)


def test_an_amount_that_nobody_states_takes_a_small_neutral_mark(drawn):
    place = drawn()
    assert place["symbol"]["colour"] == "soft"
    assert "root" not in place["symbol"]
    assert drawn(None)["line"]["amount"] == "Amount of TREO not stated"


def test_a_bound_and_a_computed_amount_are_marked(drawn):
    assert drawn({"treo_million_t": "4", "qualifier": "more_than"})["symbol"]["bound"] == "least"
    place = drawn({"ore_million_t": "100", "treo_percent": "4"})
    assert place["symbol"]["computed"]
    assert "computed" in place["spoken"]
    assert "computed" in place["line"]["amount"]


def test_a_larger_mark_lies_below_a_smaller_one(places):
    circles = sorted((place for place in places if "root" in place["symbol"]), key=lambda place: place["height"])
    roots = [place["symbol"]["root"] for place in circles]
    assert roots == sorted(roots, reverse=True)
    assert len({place["height"] for place in places}) == len(places)


def test_a_place_is_found_by_its_names_in_every_language(places):
    words = {place["id"]: place["words"] for place in places}
    assert {"Kızılcaören", "Kizilcaoren"} <= set(words["beylikova"])
    assert {"白云鄂博", "Bayan Obo", "China"} <= set(words["bayan-obo"])


def test_what_nobody_has_verified_is_marked_for_every_kind(pair_of):
    plant = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [1, 2]},
        "properties": {
            "facility_id": "my-plant", "name": "My plant", "country": "TR", "stages": ["separate"],
            "status": "operating", "location_source_id": "usgs-pp1802", "source_ids": ["usgs-pp1802"],
            "verified": False,
        },
    }  # fmt: skip
    place = next(place for place in gather_places(pair_of(facilities=[plant])) if place["id"] == "my-plant")
    assert (place["unverified"], place["state"]) == (True, "hollow")


def test_what_has_no_figure_has_no_sort_key(drawn):
    assert drawn({"ore_million_t": "", "treo_percent": "2"})["sort"] == {"treo": None, "grade": 2.0, "date": "2030-01"}
    assert drawn(None)["sort"] == {"treo": None, "grade": None, "date": None}


def test_every_place_has_a_line_a_spoken_name_and_a_zoom_for_its_label(places):
    for place in places:
        assert place["line"]["where"]
        assert place["spoken"].startswith(place["name"])
        assert place["named_from"] == NAMED_FROM[place["kind"]]
    json.dumps(places, allow_nan=False)


def test_two_places_at_one_point_are_drawn_apart(places):
    beylikova = [place for place in places if (place["lat"], place["lon"]) == (39.617, 31.365)]
    assert len(beylikova) >= 2
    assert len({tuple(place.get("aside", (0, 0))) for place in beylikova}) == len(beylikova)
