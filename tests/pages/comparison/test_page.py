import dataclasses
import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from geo_ree import __version__
from geo_ree.auditing.report import findings_by_subject
from geo_ree.comparison.comparison import compare
from geo_ree.pages.comparison.page import draw_comparison
from geo_ree.pages.comparison.panes import pane_data, pane_window
from geo_ree.pages.shared.sites import find_sites
from geo_ree.pages.world.world_map import world_data

PAIR = ("beylikova", "bayan-obo")
LARGEST_BYTES = 1_800_000
BLOCK = re.compile(r'<script type="application/json" id="data-([\w-]+)">(.*?)</script>', re.DOTALL)


class Reader(HTMLParser):
    """What a reader sees of a page: its text, its elements; scripts and styles left out."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text, self._hidden = [], "", 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._hidden += tag in {"script", "style"}

    def handle_endtag(self, tag):
        self._hidden -= tag in {"script", "style"}

    def handle_data(self, data):
        self.text += "" if self._hidden else data

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


def words(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def html(comparison_page):
    return comparison_page.html


@pytest.fixture(scope="module")
def blocks(html):
    return {name: json.loads(text) for name, text in BLOCK.findall(html)}


@pytest.fixture(scope="module")
def seen(html):
    return Reader(html)


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_page_is_one_file_of_moderate_size(html):
    assert len(html.encode()) < LARGEST_BYTES


def test_the_same_comparison_gives_the_same_bytes(comparison, html):
    assert draw_comparison(comparison).html == html


def test_nothing_is_hidden_in_a_closed_panel(seen):
    assert not seen.all("details")


def test_the_page_names_its_language_and_those_of_other_names(seen):
    assert seen.all("html")[0]["lang"] == "en"
    assert {"tr", "zh", "mn"} <= {attrs.get("lang") for attrs in seen.all("span")}


# --- words and figures ------------------------------------------------------------------------------------------------


def test_every_sentence_of_the_summary_and_every_caveat_can_be_read(comparison, seen):
    text = words(seen.text)
    for sentence in comparison.summary:
        assert words(sentence) in text
    for caveat in comparison.caveat_list:
        assert words(caveat.message) in text


def test_the_caveats_that_forbid_a_common_scale_stand_before_the_maps(comparison, html):
    head = words(Reader(html[: html.index('id="maps"')]).text)
    main = [caveat for caveat in comparison.caveat_list if caveat.forbids_bars]
    assert main
    assert all(words(caveat.message) in head for caveat in main)


def test_every_figure_of_the_table_is_shown_with_its_unit(comparison, seen):
    text = words(seen.text).casefold()
    for measure in comparison.measures:
        for cell in measure.cells:
            unit = f" {cell.unit}" if cell.unit and not cell.is_missing else ""
            assert words(cell.text + unit).casefold() in text


def test_every_row_of_the_evidence_says_its_state_in_words(comparison, html):
    section = html[html.index('id="evidence"') : html.index('id="world"')]
    said = re.findall(r'<span class="word">(.*?)</span>', section)
    expected = {"yes": "Yes", "no": "No", "partial": "In part"}
    assert said == [expected[cell.state] for row in comparison.evidence_rows for cell in row.cells]


def test_events_come_oldest_first_with_parties_outcome_and_refining_place(html, atlas):
    section = html[html.index('id="events"') : html.index('id="estimates"')]
    years = [int(text) for text in re.findall(r'<p class="when">\D*?(\d{4})', section)]
    assert years == sorted(years)
    assert "Refining:" in section
    assert "Recep Tayyip Erdoğan" in section
    assert {"settled", "open", "stopped"} <= set(re.findall(r'<p class="outcome (\w+)">', section))


def test_what_the_audit_finds_is_in_a_section_of_its_own_and_on_the_cards(comparison, html, blocks):
    findings = findings_by_subject(comparison.atlas)["beylikova"]
    section = words(Reader(html[html.index('id="audit"') : html.index('id="background"')]).text)
    assert findings
    for finding in findings:
        assert words(finding.message) in section
        assert finding.rule in section
    on_card = blocks["cards"]["deposit-beylikova"]["findings"]
    assert [row["rule"] for row in on_card] == [finding.rule for finding in findings]
    assert "estimates.csv: " in section


# --- sources ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def titles(html):
    """Return the titles of the page's list of sources, in order."""
    found = re.findall(r'<li id="source-.*?<span class="title">(?:<a[^>]*>)?(.*?)<', html, re.DOTALL)
    return [unescape(title) for title in found]


def test_every_citation_leads_to_a_source_of_the_page(seen, titles):
    cited = {attrs["href"] for attrs in seen.all("a") if attrs.get("class") == "cite"}
    listed = {f"#{attrs['id']}" for attrs in seen.all("li") if attrs.get("id", "").startswith("source-")}
    assert cited
    assert cited <= listed
    assert len(listed) == len(titles)


def test_the_sources_of_the_comparison_have_the_first_numbers(comparison, atlas, titles):
    first = [atlas.sources.at[source_id, "title"] for source_id in comparison.source_ids]
    assert titles[: len(first)] == first


def test_cards_cite_sources_that_the_page_lists(blocks, titles):
    numbers = set(
        re.findall(r"(?<=[\[,])\d+(?=[\],])", json.dumps([card["facts"] for card in blocks["cards"].values()]))
    )
    assert numbers
    assert max(map(int, numbers)) <= len(titles)


def test_only_addresses_of_the_web_become_links(seen):
    outside = [attrs["href"] for attrs in seen.all("a") if not attrs["href"].startswith("#")]
    assert outside
    assert all(address.startswith(("https://", "http://")) for address in outside)


def test_the_page_says_how_to_cite_it_and_that_borders_are_no_opinion(seen):
    text = words(seen.text)
    assert f"How to cite. geo_ree contributors: geo_ree {__version__}, " in text
    assert "layers of geo_ree, CC BY 4.0. For a figure, cite its own source." in text
    assert "no opinion on any claim" in text
    assert "Natural Earth" in text
    assert "GeoNames (CC BY 4.0)" in text
    assert "Leaflet 1.9.4 (BSD-2-Clause)" in text


# --- the data of the maps ---------------------------------------------------------------------------------------------


def test_the_page_carries_what_panes_and_world_make(blocks, atlas, routes):
    sites = find_sites(atlas, PAIR)
    routes = [route for route in routes if route.origin_id in PAIR]
    for place, site in enumerate(sites):
        assert blocks[f"view-pane{place}"] == pane_data(site, sites, atlas, f"pane{place}")
        assert blocks[f"basemap-pane{place}"] == pane_window(site)
    world = world_data(atlas, sites, routes, "-".join(PAIR))
    assert blocks["view-world"] == {name: value for name, value in world.items() if name != "groups"}


def test_whatever_opens_a_card_has_one(blocks):
    opened = {point["card"] for name in ("pane0", "pane1", "world") for point in blocks[f"view-{name}"]["points"]}
    opened |= {route["card"] for route in blocks["view-world"]["routes"]["routes"]}
    assert opened - {None} <= set(blocks["cards"])


# --- the world --------------------------------------------------------------------------------------------------------


def test_every_route_is_listed_and_compared_and_says_on_whose_word_it_is(html, seen, atlas):
    listed = [attrs for attrs in seen.all("button") if "data-route" in attrs]
    assert {attrs["data-route"] for attrs in listed} == set(atlas.routes.index)
    assumed = (atlas.routes["basis"] == "our assumption").sum()
    assert sum(attrs["aria-label"].endswith("; Our assumption") for attrs in listed) == assumed
    assert html.count('<span class="basis">Our assumption</span>') == assumed
    assert html.count("No source names an export port for Beylikova (Kızılcaören): the choice of port is ours.") > 2


def test_nothing_calls_a_route_schematic_or_a_straight_line_any_more(html):
    assert not re.search("schematic|Schematic route|outes are schematic", html)
    assert "geodesic, not a route length" not in html


def test_routes_say_what_they_are_and_whom_their_lines_come_from(html):
    text = words(Reader(html).text)
    assert "computed over sea lanes, railways and main roads for the least CO2e a tonne, with a handysize ship" in text
    assert "For comparison, not for navigation" in text
    assert "© OpenStreetMap contributors, ODbL" in text
    assert "searoute" in text
    links = {attrs.get("href") for attrs in Reader(html).all("a")}
    assert "https://www.openstreetmap.org/copyright" in links


def test_the_legend_shows_what_the_map_holds_and_switches_each_layer(blocks, seen):
    layers = {point["layer"] for point in blocks["view-world"]["points"]} | {"routes"}
    boxes = {attrs["data-layer"] for attrs in seen.all("input") if "data-layer" in attrs}
    assert boxes == layers


# --- other deposits, other texts --------------------------------------------------------------------------------------


def test_a_deposit_without_area_estimate_or_event_across_180_degrees_can_be_compared(new_deposit):
    atlas = new_deposit()
    page = draw_comparison(compare("far-side", "beylikova", "bayan-obo", atlas=atlas))
    views = {name: json.loads(text) for name, text in BLOCK.findall(page.html) if name.startswith("view-pane")}
    assert len(views) == 3
    far = views["view-pane0"]
    assert all(178 < place[1] < 183 for ring in far["rings"] for place in ring["line"])
    assert [area["style"] for area in far["areas"]].count("ghost") == 2
    assert "No figure is published." in page.html


@pytest.mark.deep
def test_a_name_that_is_code_is_shown_as_typed(new_deposit):
    name = "{{ 7 * 7 }}{% x %}<img src=x onerror=alert(1)>${1}`</script>\u2028"
    page = draw_comparison(compare("far-side", "beylikova", atlas=new_deposit({"name": name})))
    assert words(name) in words(Reader(page.html).text)
    assert not Reader(page.html).all("img")
    assert json.loads(dict(BLOCK.findall(page.html))["cards"])["deposit-far-side"]["title"] == name.strip()


@pytest.mark.deep
def test_a_control_character_in_a_sentence_does_no_harm(comparison):
    odd = dataclasses.replace(comparison, summary=("before\x00after",))
    assert "before\x00after" in draw_comparison(odd).html


def test_an_atlas_without_routes_has_no_route_list(comparison, monkeypatch):
    monkeypatch.setattr("geo_ree.pages.comparison.page._routes", lambda comparison: ())
    html = draw_comparison(comparison).html
    assert "No route from these deposits is proposed" in html
    assert "openstreetmap.org/copyright" not in html
    assert 'id="compared-routes"' not in html
