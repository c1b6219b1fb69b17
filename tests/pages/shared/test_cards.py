"""Cards: what is known of one place or route, with nothing empty shown and every figure said with what it is of."""

import dataclasses
import json

import pytest

from geo_ree.atlas.rows.supply_chain import Plant
from geo_ree.layers.codelists import CAPACITY_KINDS, STAGES, STATUSES
from geo_ree.pages.shared.cards import facility_card, make_cards, other_names, place_names, port_card
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.sites import find_sites
from geo_ree.routing.proposed import find_proposed_routes
from geo_ree.text import labels
from geo_ree.webmap import theme

COLOURS = {"beylikova": "deposit-1", "bayan-obo": "deposit-2"}


@pytest.fixture(scope="module")
def cards(atlas, routes):
    return make_cards(atlas, routes, COLOURS, Bibliography(atlas.rows.sources))


def facts_of(card):
    return {fact["label"]: fact["value"] for fact in card["facts"]}


def card_of(atlas, name):
    return make_cards(atlas, (), {}, Bibliography(atlas.rows.sources))[name]


def strings(value):
    """Yield every text of a card."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


# --- all cards --------------------------------------------------------------------------------------------------------


def test_there_is_one_card_for_each_place_and_route(cards, atlas, routes):
    assert set(cards) == {
        *(f"deposit-{name}" for name in atlas.deposits.index),
        *(f"facility-{name}" for name in atlas.facilities.index),
        *(f"port-{name}" for name in atlas.ports.index),
        *(f"route-{route.route_id}" for route in routes),
    }


def test_every_card_has_the_same_parts_and_no_empty_fact(cards):
    parts = {tuple(sorted(set(card) - {"assumption", "itinerary"})) for card in cards.values()}
    assert len(parts) == 1
    for card in cards.values():
        assert card["title"]
        assert card["colour"] in theme.LIGHT
        assert all(fact["label"] and fact["value"] for fact in card["facts"])
        assert len(facts_of(card)) == len(card["facts"])
        assert all(card["remarks"])


def test_cards_are_plain_data_without_gaps_or_code_words(cards):
    assert json.loads(json.dumps(cards, allow_nan=False)) == cards
    for card in cards.values():
        for text in strings([card["kind"], card["facts"]]):
            assert not {"None", "nan", "[]", "()"} & set(text.replace(",", " ").replace(".", " ").split()), text
    kinds = {card["kind"].split(",")[0].split(":")[0] for card in cards.values()}
    assert kinds == {"Deposit", "Plant", "Port", "Route computed over the networks"}


def test_every_card_names_a_source_that_the_page_can_list(atlas, routes):
    bibliography = Bibliography(atlas.rows.sources)
    cards = make_cards(atlas, routes, COLOURS, bibliography)
    listed = {entry["number"] for entry in bibliography.entries()}
    for card in cards.values():
        numbers = {part for fact in card["facts"] for part in fact["value"] if isinstance(part, int)}
        assert numbers
        assert numbers <= listed


# --- deposits ---------------------------------------------------------------------------------------------------------


def test_the_card_of_a_deposit_holds_every_estimate_with_date_code_status_and_source(cards, atlas):
    statements = cards["deposit-bayan-obo"]["statements"]
    assert len(statements) == (atlas.estimates["deposit_id"] == "bayan-obo").sum()
    for row in statements:
        assert row["date"]
        assert row["code"]
        assert row["status"]["text"]
        assert row["cites"]
    assert cards["deposit-bayan-obo"]["statements_title"] == f"All {len(statements)} published statements"


def test_only_a_deposit_that_is_compared_has_a_colour_of_its_own(cards, atlas):
    assert (cards["deposit-beylikova"]["colour"], cards["deposit-bayan-obo"]["colour"]) == ("deposit-1", "deposit-2")
    assert card_of(atlas, "deposit-beylikova")["colour"] == "ink"


def test_of_a_bare_deposit_only_what_is_known_is_shown(new_deposit):
    card = card_of(new_deposit(), "deposit-far-side")
    assert (card["title"], card["kind"]) == ("Far side", "Deposit, Fiji")
    facts = facts_of(card)
    assert set(facts) == {"Status", "Place", "Sources"}
    assert facts["Status"] == ["Exploration"]
    assert facts["Place"][0] == "Precision not stated."
    assert (card["names"], card["statements"], card["remarks"]) == ([], [], [])


def test_a_full_deposit_shows_its_words_with_capitals_and_its_note_with_numbers(new_deposit):
    properties = {
        "country": "XX",
        "deposit_type": "carbonatite",
        "ree_minerals": ["bastnäsite", "monazite", "xenotime"],
        "operator": "eVAC",
        "mining_method": "open pit",
        "location_precision_m": 1500,
        "as_of": "2025-10",
        "note": "As printed (usgs-pp1802).",
    }
    card = card_of(new_deposit(properties), "deposit-far-side")
    facts = facts_of(card)
    assert card["kind"] == "Deposit, XX"
    assert facts["Type"] == ["Carbonatite"]
    assert facts["Minerals"] == ["Bastnäsite, monazite and xenotime"]
    assert facts["Operator"] == ["eVAC"]
    assert facts["Mining"] == ["Open pit"]
    assert facts["Status"] == ["Exploration (October 2025)"]
    assert facts["Place"][0] == "Within about 1.5 km."
    (remark,) = card["remarks"]
    assert remark[0] == "As printed"
    assert isinstance(remark[1], int)


def test_one_statement_is_not_called_all_of_them(pair_of):
    atlas = pair_of()
    card = card_of(atlas, "deposit-north")
    assert (card["statements_title"], len(card["statements"])) == ("Published statement", 1)


def test_a_plant_shows_its_other_names_too(atlas):
    names = make_cards(atlas, (), {}, Bibliography(atlas.rows.sources))["facility-baogang-concentrator"]["names"]
    assert {"text": "包钢选矿厂", "lang": "zh"} in names


def test_names_of_places_near_are_told_from_names_of_the_deposit(atlas):
    assert {"text": "包头", "lang": "zh"} in place_names(atlas, "bayan-obo")
    assert "包头" not in {name["text"] for name in other_names(atlas, "bayan-obo")}
    card = make_cards(atlas, (), {}, Bibliography(atlas.rows.sources))["deposit-bayan-obo"]
    (fact,) = [fact for fact in card["facts"] if fact["label"] == "Looked up by"]
    assert "Baotou" in "".join(str(part) for part in fact["value"])


def test_other_names_come_with_their_language_and_coordinates_are_no_names(atlas, new_deposit):
    assert {"text": "Kızılcaören", "lang": "tr"} in other_names(atlas, "beylikova")
    shared = {"subject_id": "far-side", "verified": "yes", "source_id": "usgs-pp1802"}
    places = [
        {"place_id": "a-name", "kind": "name", "language": "fj", "value": "Tai Yawa"} | shared,
        {"place_id": "a-point", "kind": "coordinate", "value": "the mine", "lon": "1", "lat": "2"} | shared,
    ]
    assert other_names(new_deposit(places=places), "far-side") == [{"text": "Tai Yawa", "lang": "fj"}]


# --- plants -----------------------------------------------------------------------------------------------------------


def test_the_card_of_a_plant_says_what_its_capacity_is_of_and_what_its_point_is(cards):
    facts = facts_of(cards["facility-beylikova-industrial-plant"])
    assert "a year of ore processed (nameplate)" in facts["Capacity"][0]
    assert "deposit point" in facts["Place"][0]
    assert facts["Status"][0].startswith("Planned")


@pytest.fixture
def plant_card(atlas):
    """Return a function that makes the card of a plant of which only what the test says is known."""
    columns = [field.name for field in dataclasses.fields(Plant)]
    bare = dict.fromkeys(columns) | {
        "facility_id": "it",
        "name": "It",
        "country": "TR",
        "stages": ("mine",),
        "status": "operating",
        "location_source_id": "usgs-pp1802",
        "source_ids": ("usgs-pp1802",),
        "verified": True,
    }
    return lambda **changes: facility_card(Plant(**bare | changes), Bibliography(atlas.rows.sources))


CAPACITY = {
    "capacity_t_per_year": 12_000.0,
    "capacity_of": "REO",
    "capacity_kind": "nameplate",
    "capacity_source_id": "jorc-code-2012",
}


def test_a_capacity_that_nobody_publishes_is_said_in_words(plant_card):
    assert facts_of(plant_card())["Capacity"] == ["No figure published"]


def test_a_capacity_of_nought_is_a_figure(plant_card):
    assert facts_of(plant_card(**CAPACITY | {"capacity_t_per_year": 0.0}))["Capacity"][0].startswith(
        "0 t a year of REO"
    )


@pytest.mark.parametrize("kind", CAPACITY_KINDS)
def test_a_capacity_says_what_it_is_of_of_which_kind_and_by_whom(plant_card, kind):
    text, number = facts_of(plant_card(**CAPACITY | {"capacity_kind": kind}))["Capacity"]
    assert text == f"12\u202f000 t a year of REO ({kind})"
    assert isinstance(number, int)


def test_the_capacity_of_a_company_is_not_taken_for_that_of_one_site(plant_card):
    assert "not of this site" in facts_of(plant_card(site_or_company="company", **CAPACITY))["Capacity"][0]
    assert "not of this site" not in facts_of(plant_card(site_or_company="site", **CAPACITY))["Capacity"][0]


def test_what_nobody_has_read_is_said_before_any_other_remark(plant_card):
    card = plant_card(verified=False, note="A note.")
    assert [remark[0] for remark in card["remarks"]] == ["Not verified: nobody has read this in a source.", "A note."]
    assert [remark[0] for remark in plant_card(note="A note.")["remarks"]] == ["A note."]


def test_the_place_of_a_plant_says_how_near_and_what_the_point_is(plant_card):
    place = facts_of(plant_card(location_precision_m=300.0, location_is="the town's centre"))["Place"]
    assert place[0] == "Within about 300 m. The point is: the town's centre."
    assert isinstance(place[1], int)


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_said_in_words(plant_card, stage):
    (text,) = facts_of(plant_card(stages=(stage,)))["Stages"]
    assert text.casefold() == labels.STAGE_WORDS[stage]
    assert text[0].isupper()


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_said_in_words(plant_card, status):
    (text,) = facts_of(plant_card(status=status))["Status"]
    assert text[0].isupper()
    assert "_" not in text


# --- ports and routes -------------------------------------------------------------------------------------------------


def test_a_port_is_known_by_its_locode(atlas):
    row = dataclasses.replace(atlas.rows.ports["TRDRC"], source_id="usgs-pp1802", note=None)
    card = port_card(row, Bibliography(atlas.rows.sources))
    assert (card["title"], card["kind"]) == ("Derince", "Port, Türkiye")
    assert facts_of(card) == {"UN/LOCODE": ["TRDRC"], "Source": [1]}
    assert card["remarks"] == []


def test_a_route_says_whether_a_source_names_it(pair_of):
    shared = {
        "name": "A way",
        "origin_id": "north",
        "destination_id": "TRDRC",
        "purpose": "Ore.",
        "source_id": "usgs-pp1802",
        "note": "Our guess.",
    }
    rows = [
        {"route_id": "named", "basis": "source"} | shared,
        {"route_id": "assumed", "basis": "our assumption"} | shared,
    ]
    atlas = pair_of(routes=rows)
    cards = make_cards(atlas, find_proposed_routes(atlas=atlas), {}, Bibliography(atlas.rows.sources))
    assert facts_of(cards["route-named"])["Basis"][0] == "Named by a source"
    assert facts_of(cards["route-assumed"])["Basis"][0] == "Our assumption: no source names this route"
    assert cards["route-named"]["assumption"] == ""
    assert cards["route-assumed"]["assumption"] == "Our assumption: no source names this route."
    assert cards["route-assumed"]["remarks"] == [["Our guess."]]
    assert cards["route-assumed"]["colour"] == "ink"


def test_a_route_has_the_colour_of_the_deposit_where_it_begins(cards, atlas, routes):
    colours = {site.deposit_id: site.colour for site in find_sites(atlas, tuple(COLOURS))}
    for route in routes:
        assert cards[f"route-{route.route_id}"]["colour"] == colours[route.origin_id]
