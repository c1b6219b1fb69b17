"""The filters: every value that occurs, in an order with a reason, and the words by which a place is found."""

import pytest

from geo_ree.layers.codelists import CLAIM_STATUSES, DEPOSIT_CLASSES, REPORTING_CODES, STAGES, STATUSES
from geo_ree.pages.atlas.filters import (
    FACETS,
    NONE,
    deposit_values,
    facet_groups,
    facility_values,
    port_values,
    search_texts,
)


def place(kind="deposit", **values):
    return {"kind": kind, "values": {name: [value] for name, value in values.items()}}


def group(places, key):
    return next(group for group in facet_groups(places) if group["key"] == key)


def test_there_is_a_filter_for_each_thing_that_is_asked_for():
    assert [facet.key for facet in FACETS] == ["status", "type", "code", "claim", "stage", "country"]


def test_a_filter_counts_the_places_that_have_a_value():
    places = [place(code="JORC"), place(code="JORC"), place(code="none"), place("port", country="TR")]
    options = group(places, "code")["options"]
    assert [(option["value"], option["label"], option["count"]) for option in options] == [
        ("JORC", "JORC", 2),
        ("none", "No reporting code", 1),
    ]


def test_countries_come_by_their_names_and_statuses_in_the_order_of_a_project():
    places = [place(country=code) for code in ("ZA", "TR", "AU")]
    assert [option["label"] for option in group(places, "country")["options"]] == [
        "Australia",
        "South Africa",
        "Türkiye",
    ]
    places = [place(status=status) for status in ("closed", "exploration", "operating")]
    assert [option["value"] for option in group(places, "status")["options"]] == ["exploration", "operating", "closed"]


def test_what_is_not_stated_comes_last_and_says_so():
    options = group([place(type=NONE), place(type="other")], "type")["options"]
    assert [option["label"] for option in options] == ["Other", "Type not stated"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("status", STATUSES),
        ("type", DEPOSIT_CLASSES),
        ("code", REPORTING_CODES),
        ("claim", CLAIM_STATUSES),
        ("stage", STAGES),
    ],
)
def test_every_allowed_word_can_be_said(key, words):
    facet = next(facet for facet in FACETS if facet.key == key)
    said = [facet.words(word) for word in words]
    assert len(set(said)) == len(words)
    assert all(text[0].isupper() and "_" not in text for text in said)


def test_each_kind_of_place_has_the_values_of_the_filters_that_speak_of_it(atlas):
    rows = atlas.rows
    deposit = deposit_values(rows.deposits["beylikova"], rows.preferred("beylikova"))
    assert set(deposit) == {"status", "type", "code", "claim", "country"}
    assert set(facility_values(next(iter(rows.plants.values())))) == {"status", "stage", "country"}
    assert set(port_values(next(iter(rows.ports.values())))) == {"country"}


def test_a_deposit_without_a_statement_can_still_be_chosen(pair_of):
    atlas = pair_of(north=None)
    assert deposit_values(atlas.rows.deposits["north"], atlas.rows.preferred("north")) == {
        "status": ["exploration"], "type": [NONE], "code": [NONE], "claim": [NONE], "country": ["PL"],
    }  # fmt: skip


def test_a_deposit_is_found_by_its_names_its_people_its_country_and_its_minerals(pair_of, new_feature):
    west = new_feature("west", 30.0, 40.0, operator="Eti Maden", ree_minerals=["monazite"])
    found = search_texts(pair_of(more_deposits=[west]).rows.deposits["west"], ["Kuzey", "北"])
    assert set(found) == {"West", "Kuzey", "北", "west", "Eti Maden", "Türkiye", "Turkey", "monazite"}


def test_a_plant_is_found_by_what_it_does(atlas):
    plant = next(plant for plant in atlas.rows.plants.values() if "separate" in plant.stages and plant.operator)
    assert {"separation", plant.operator, plant.facility_id, plant.name} <= set(search_texts(plant, []))
