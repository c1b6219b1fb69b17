"""The card of a route: strip, table, terms and rates say what the route holds, and all of it."""

import json

import pytest

from geo_ree.pages.shared import route_cards
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.route_cards import itinerary, named_rates, route_card, route_name, route_rates, totals_words
from geo_ree.routing.route import find_route
from geo_ree.routing.wording import BASIS_WORDS
from geo_ree.webmap import theme

CHOICE = "The choice of port is ours."


@pytest.fixture(scope="module")
def route(routes):
    return next(route for route in routes if route.route_id == "beylikova-sillamae")


@pytest.fixture
def bibliography(atlas):
    return Bibliography(atlas.rows.sources)


def facts_of(card):
    return {row["label"]: row["value"] for row in card["facts"]}


def number(text):
    return float(text.replace("\u202f", ""))


def test_a_card_has_totals_terms_and_the_ends_of_its_network(route, bibliography):
    card = route_card(route, "deposit-1", bibliography, port_choice=CHOICE)
    facts = facts_of(card)
    assert card["headline"]["text"] == totals_words(route)
    assert card["colour"] == "deposit-1"
    assert facts["Basis"][0] == "Our assumption: no source names this route"
    assert facts["Minimised"] == ["CO2e a tonne"]
    assert facts["Ship"] == ["Handysize"]
    assert facts["Countries"] == ["Türkiye, Estonia"]
    assert "Dardanelles" in facts["Passages"][0]
    assert "Kiel Canal (too small for a handysize)" in facts["Closed"][0]
    assert "Beylikova (Kızılcaören): 7.42 km to the railway" in facts["Connected"][0]
    assert "geodesic" in facts["Rests on"][0]
    assert "not for navigation" in card["kind"]


def test_a_card_says_at_once_that_way_and_port_are_assumed(route, bibliography):
    card = route_card(route, None, bibliography, port_choice=CHOICE)
    assert card["assumption"] == f"Our assumption: no source names this route. {CHOICE}"
    assert card["colour"] == "ink"
    assert "No source names an export port for Beylikova." in card["remarks"][0][0]


def test_the_strip_and_the_table_have_each_stretch_in_order(route):
    shown, stretches = itinerary(route), route.course_legs
    assert [row["mode"] for row in shown["stretches"]] == [stretch.mode for stretch in stretches]
    for row, stretch in zip(shown["stretches"], stretches, strict=True):
        assert row["width"] ** 2 == pytest.approx(stretch.distance_km, rel=0.05)
        assert number(row["km"]) == pytest.approx(stretch.distance_km, rel=0.01)
        assert number(row["co2e"]) == pytest.approx(stretch.co2e_kg_per_t, rel=0.01)
        assert row["about"].endswith(" km")
        assert bool(row["handling"]) == (stretch.handling_hours > 0)
        assert row["mode"] in theme.MODE_ICONS
    assert [row["thin"] for row in shown["stretches"]] == [True, False, False, False, True]
    assert number(shown["total"]["km"]) == pytest.approx(route.distance_km, abs=0.5)
    assert number(shown["total"]["hours"]) == pytest.approx(route.hours, abs=0.06)


def test_a_short_time_is_not_told_as_none(route):
    first = itinerary(route)["stretches"][0]
    assert route.course_legs[0].hours < 1
    assert number(first["hours"]) > 0


def test_a_route_without_a_row_says_that_nobody_proposes_it(atlas, bibliography):
    found = find_route("CNTXG", "NLRTM", modes=["sea"], atlas=atlas)
    card = route_card(found, None, bibliography)
    assert card["title"] == route_name(found) == "Tianjin (Xingang) → Rotterdam"
    assert facts_of(card)["Basis"] == ["Computed as asked; nobody proposes it"]
    assert card["assumption"] == ""
    assert card["remarks"] == []
    assert "Connected" not in facts_of(card)


def test_every_rate_is_shown_with_unit_and_source(route, bibliography):
    how = route_rates([route], bibliography)
    rates = how["rates"]["handysize"]
    assert len(rates) == len(route.rates.table)
    assert all(rate["cites"] and rate["value"].split()[-1] and rate["note"] for rate in rates)
    shown = {rate["what"]: rate["value"] for rate in rates}
    assert shown["Speed at sea"].endswith(" km/h")
    assert shown["Emissions by rail"].endswith(" g CO2e/t-km")
    assert "Suez Canal, beyond sailing" in shown
    assert len(bibliography.entries()) == len(route.rates.source_ids)


def test_what_is_not_counted_and_what_a_basis_means_is_said(route, bibliography):
    how = route_rates([route], bibliography)
    assert "customs" in how["not_counted"]
    assert "handling" in how["not_counted"]
    assert "3 kg a tonne, our assumption" in how["not_counted"]
    assert [row["word"] for row in how["bases"]] == list(BASIS_WORDS)
    assert "searoute 1.6.0" in how["networks"]
    assert "not for navigation" in how["networks"]
    assert "square root" in how["widths"]


def test_rates_come_out_of_their_table_unharmed(route):
    named = dict(named_rates(route.rates.table))
    assert named["speed at sea"] == route.rates.speed_km_h["sea"]


def test_a_card_is_plain_data(route, bibliography):
    card = route_card(route, None, bibliography)
    assert json.loads(json.dumps(card, allow_nan=False)) == card


@pytest.mark.parametrize(("distance_km", "words"), [(0.74, "0.7 km"), (1.4, "1 km"), (1740.6, "1\u202f741 km")])
def test_the_strip_has_tenths_of_a_kilometre_below_one(distance_km, words):
    assert route_cards._about(distance_km) == words


@pytest.mark.parametrize(("hours", "words"), [(0.04, "0.04"), (0, "0.0"), (12.34, "12.3"), (1234.5, "1\u202f234")])
def test_hours_have_as_many_digits_as_they_need(hours, words):
    assert route_cards._tenths(hours) == words
