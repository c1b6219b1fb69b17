"""The atlas page: one small file; all places, all statements, all findings; sizes that are true; no ranks, no sums."""

import html as markup
import json
import re

import pytest

from geo_ree.auditing.report import findings_by_subject
from geo_ree.pages.atlas.page import draw_atlas, legend_groups, list_symbol, route_colours
from geo_ree.pages.atlas.places import gather_places

LARGEST_BYTES = 2_000_000
BLOCK = re.compile(r'<script type="application/json" id="data-([\w-]+)">(.*?)</script>', re.DOTALL)


def text_of(html):
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(markup.unescape(re.sub(r"<[^>]*>", " ", body)).split())


@pytest.fixture(scope="module")
def html(atlas_page):
    return atlas_page.html


@pytest.fixture(scope="module")
def blocks(html):
    return {name: json.loads(text) for name, text in BLOCK.findall(html)}


def section(html, name, until):
    return html[html.index(f'id="{name}"') : html.index(until)]


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_page_is_one_file_of_moderate_size(html):
    assert len(html.encode()) < LARGEST_BYTES


@pytest.mark.deep
def test_the_same_atlas_gives_the_same_bytes_and_is_the_default(html):
    assert draw_atlas().html == html


def test_nothing_is_hidden_in_a_closed_panel_but_what_one_chooses_by(html):
    assert "<details" not in html
    hidden = re.findall(r'<(?:div|p) [^>]*id="([\w-]+)"[^>]* hidden>', html)
    chosen = {"nothing", "route-list", "route-credit"}
    assert all(name.startswith("facet-") or name in chosen for name in hidden)


# --- places -----------------------------------------------------------------------------------------------------------


def test_every_place_is_in_the_list_on_the_map_and_has_a_card(html, blocks, atlas):
    listed = re.findall(r'<li data-card="([\w-]+)">', html)
    drawn = [point["card"] for point in blocks["view-atlas"]["points"]]
    assert listed == drawn
    assert {*drawn, *(f"route-{route_id}" for route_id in atlas.routes.index)} == set(blocks["cards"])
    assert len(drawn) == len(atlas.deposits) + len(atlas.facilities) + len(atlas.ports)


def test_the_list_shows_names_and_headline_figures_as_text(html, atlas):
    text = text_of(section(html, "places", 'id="legend"'))
    for place in gather_places(atlas):
        assert " ".join(place["name"].split()) in text
        assert place["line"]["amount"] in text


def test_each_card_lists_every_statement_and_says_why_one_is_preferred(blocks, atlas):
    for deposit_id, rows in atlas.estimates.groupby("deposit_id"):
        statements = blocks["cards"][f"deposit-{deposit_id}"]["statements"]
        assert len(statements) == len(rows)
        assert [bool(row["why"]) for row in statements] == [row["preferred"] for row in statements]
        assert sum(row["superseded"] for row in statements) == rows["superseded_by"].notna().sum()
        assert all(row["cites"] and row["date"] and row["code"] and row["status"] for row in statements)


def test_cards_cite_by_numbers_into_the_list_of_sources(blocks, html, atlas):
    text = json.dumps(blocks["cards"], ensure_ascii=False)
    numbers = {number for cites in re.findall(r'"cites": \[([\d, ]+)\]', text) for number in cites.split(", ")}
    assert max(map(int, numbers)) <= html.count('<li id="source-')
    assert not [name for name in atlas.sources.index if json.dumps(atlas.cite(name), ensure_ascii=False) in text]


def test_whatever_the_audit_finds_is_in_its_section_and_on_the_card_it_touches(blocks, html, atlas):
    text = text_of(section(html, "audit", 'class="foot"'))
    found = findings_by_subject(atlas)
    assert found
    for subject, findings in found.items():
        for finding in findings:
            assert " ".join(finding.message.split()) in text
        card = blocks["cards"].get(f"deposit-{subject}")
        if card:
            assert [row["rule"] for row in card["findings"]] == [
                finding.rule
                for finding in sorted(findings, key=lambda finding: (ORDER[finding.severity], finding.rule))
            ]


ORDER = {"error": 0, "warning": 1, "note": 2}


# --- what the page must not say ---------------------------------------------------------------------------------------


def test_no_tonnes_are_added_up_and_no_rank_is_given(html):
    head = text_of(html[html.index("<main") : html.index('id="places"')])
    assert " t " not in head.replace("million t", "")
    assert "no ranking" in text_of(html)
    assert not re.search(r"<li[^>]*data-card[^>]*>[^<]*<button[^>]*>\s*(#|№)?\d", html)


def test_what_is_unverified_is_said_to_be_left_out_where_there_is_some(html, pair_of, atlas):
    some = draw_atlas(pair_of({"verified": "no", "source_id": "unverified"})).html
    assert "Unverified rows are drawn hollow and left out of the counts." in some
    assert 'id="unverified" checked' in some


# --- sizes, symbols and the legend ------------------------------------------------------------------------------------


def test_the_key_of_sizes_uses_the_scale_of_the_circles(blocks, atlas):
    keys = {key["text"]: key["root"] for key in blocks["view-atlas"]["keys"]}
    assert keys["1 million t"] == 1
    assert keys["10 million t"] ** 2 == pytest.approx(10, rel=1e-4)
    points = {point["id"]: point for point in blocks["view-atlas"]["points"]}
    stated = atlas.deposits["treo_million_t"].dropna()
    for deposit_id, million_t in stated.items():
        assert points[deposit_id]["symbol"]["root"] ** 2 == pytest.approx(million_t, rel=1e-3, abs=1e-5)


def test_the_legend_explains_every_state_and_mark_that_is_drawn(blocks):
    entries = [entry for group in legend_groups() for entry in group["entries"]]
    states = {entry["state"] for entry in entries}
    assert {point["state"] for point in blocks["view-atlas"]["points"]} <= states
    symbols = [entry["symbol"] for entry in entries if entry["symbol"]]
    assert {symbol.get("bound") for symbol in symbols} >= {"least", "most"}
    assert any(symbol.get("computed") for symbol in symbols)
    assert len({entry["label"] for entry in entries}) == len(entries)


def test_routes_are_a_layer_with_cards_lines_rates_and_whom_they_come_from(html, blocks, atlas):
    drawn = blocks["view-atlas"]["routes"]
    assert {entry["id"] for entry in drawn["routes"]} == set(atlas.routes.index)
    assert all(entry["card"] in blocks["cards"] for entry in drawn["routes"])
    assert {line["style"] for line in drawn["lines"]} >= {"sea", "rail"}
    assert "handysize" in blocks["route_rates"]["rates"]
    assert 'href="https://www.openstreetmap.org/copyright"' in html
    assert "© OpenStreetMap contributors, ODbL" in text_of(html)
    assert "No source names an export port for Beylikova (Kızılcaören): the choice of port is ours." in text_of(html)
    assert any("OpenStreetMap" in note for note in blocks["view-atlas"]["export"]["route_notes"])


def test_the_place_where_most_routes_begin_has_the_colour_it_has_in_the_comparison(routes):
    assert route_colours(routes) == {"beylikova": "deposit-1", "bayan-obo": "deposit-2"}


def test_an_atlas_without_routes_offers_none(atlas, monkeypatch):
    monkeypatch.setattr("geo_ree.pages.atlas.page.find_proposed_routes", lambda atlas: ())
    html = draw_atlas(atlas).html
    assert 'id="show-routes"' not in html
    assert "openstreetmap.org/copyright" not in html


def test_circles_of_the_list_are_of_one_size_because_the_list_is_no_diagram(atlas):
    symbols = [list_symbol(place) for place in gather_places(atlas) if "root" in place["symbol"]]
    assert len({json.dumps(entry["symbol"]) for entry in symbols}) == 1


def test_the_first_view_holds_every_place_and_the_key(blocks):
    (south, west), (north, east) = blocks["view-atlas"]["bounds"]
    for point in blocks["view-atlas"]["points"]:
        assert south < point["lat"] < north
        assert any(west < point["lon"] + turn < east for turn in (-360, 0, 360))
    assert east - west <= 360


# --- other texts ------------------------------------------------------------------------------------------------------


def test_an_atlas_of_one_more_deposit_without_a_statement_can_be_drawn(new_deposit):
    page = draw_atlas(new_deposit())
    card = json.loads(dict(BLOCK.findall(page.html))["cards"])["deposit-far-side"]
    assert card["statements"] == []
    assert card["headline"]["text"] == "Amount of TREO not stated"


@pytest.mark.deep
def test_a_name_that_is_code_is_shown_as_typed(new_deposit):
    name = "{{ 7 * 7 }}{% x %}<img src=x onerror=alert(1)>${1}`</script>\u2028"
    page = draw_atlas(new_deposit({"name": name}))
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page.html, flags=re.DOTALL)
    assert "<img" not in body
    assert " ".join(name.split()) in text_of(page.html)
    assert json.loads(dict(BLOCK.findall(page.html))["cards"])["deposit-far-side"]["title"] == name.strip()
