import dataclasses
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import shapely
from shapely.geometry import Point

from geo_ree.atlas import load_atlas
from geo_ree.comparison import compare
from geo_ree.maps.assets import STATIC
from geo_ree.maps.citations import Bibliography, web_address
from geo_ree.maps.comparison import RUNTIME, STYLES, draw_comparison
from geo_ree.maps.overlays import ELLIPSOID
from geo_ree.maps.statements import measure_groups, statements_of
from geo_ree.maps.world import world_bounds

PAIR = ("beylikova", "bayan-obo")
LARGEST_BYTES = 1_500_000
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
def comparison(atlas):
    return compare(*PAIR, atlas=atlas)


@pytest.fixture(scope="module")
def html(comparison):
    return draw_comparison(comparison).html


@pytest.fixture(scope="module")
def blocks(html):
    return {name: json.loads(text) for name, text in BLOCK.findall(html)}


@pytest.fixture(scope="module")
def seen(html):
    return Reader(html)


@pytest.fixture
def new_deposit(layers_of):
    """Return a function that loads the atlas with one more deposit, from rows of its layers."""

    def load(properties=None, geometry=None, **tables):
        row = {
            "deposit_id": "far-side",
            "name": "Far side",
            "country": "FJ",
            "status": "exploration",
            "location_source_id": "usgs-pp1802",
            "source_ids": ["usgs-pp1802"],
        }
        geometry = geometry or {"type": "Point", "coordinates": [179.98, -16.5]}
        feature = {"type": "Feature", "geometry": geometry, "properties": row | (properties or {})}
        return load_atlas(layers_of(deposits=[feature], **tables))

    return load


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_page_is_one_file_of_moderate_size(html):
    assert len(html.encode()) < LARGEST_BYTES


def test_the_same_comparison_gives_the_same_bytes(comparison, html):
    assert draw_comparison(comparison).html == html


def test_every_script_and_style_of_the_page_exists_and_no_other(comparison):
    assert {*RUNTIME, *STYLES} == {path.name for path in STATIC.iterdir()}


@pytest.mark.parametrize("name", RUNTIME)
def test_no_script_of_ours_parses_text_as_markup_or_code(name):
    code = (STATIC / name).read_text("utf-8")
    assert code.startswith("'use strict';")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "bindPopup"):
        assert way not in code


@pytest.mark.parametrize("name", STYLES)
def test_text_from_data_is_never_changed_in_case_by_a_style(name):
    assert "text-transform" not in (STATIC / name).read_text("utf-8")


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


def test_a_missing_figure_is_words_and_never_nought(comparison, atlas):
    rows = [row for group in measure_groups(comparison, Bibliography(atlas)) for row in group["rows"]]
    missing = [cell for row in rows for cell in row["cells"] if cell["missing"]]
    assert missing
    assert {cell["text"] for cell in missing} == {"not stated"}
    assert not any(cell["bar"] or cell["unit"] for cell in missing)


def shown_bars(comparison, measure):
    rows = measure_groups(dataclasses.replace(comparison, measures=(measure,)), Bibliography(comparison.atlas))
    return [cell["bar"] for group in rows for row in group["rows"] for cell in row["cells"]]


def test_bars_are_drawn_only_where_figures_may_be_compared(comparison):
    stated = comparison.measure("treo_million_t")
    assert shown_bars(comparison, dataclasses.replace(stated, comparable=False)) == [None, None]
    first, second = shown_bars(comparison, dataclasses.replace(stated, comparable=True))
    assert second == {"length": 100.0, "reach": 0.0}
    assert first["length"] == pytest.approx(100 * 12.5 / 48, abs=0.01)


def test_the_bar_of_a_range_shows_both_ends(comparison):
    measure = comparison.measure("treo_million_t")
    low, high = (dataclasses.replace(cell, value=value, value_max=top) for cell, value, top in zip(
        measure.cells, (20.0, 50.0), (40.0, 80.0), strict=True
    ))  # fmt: skip
    bars = shown_bars(comparison, dataclasses.replace(measure, cells=(low, high), comparable=True))
    assert bars == [{"length": 25.0, "reach": 25.0}, {"length": 62.5, "reach": 37.5}]


def test_a_lone_figure_has_no_bar(comparison):
    measure = dataclasses.replace(comparison.measure("ore_million_t"), comparable=True)
    assert shown_bars(comparison, measure) == [None, None]


def test_a_measure_that_no_heading_knows_is_still_shown(comparison):
    odd = dataclasses.replace(comparison.measures[0], measure="something_new", label="Something new")
    rows = measure_groups(dataclasses.replace(comparison, measures=(odd,)), Bibliography(comparison.atlas))
    assert [row["label"] for group in rows for row in group["rows"]] == ["Something new"]


def test_every_row_of_the_evidence_says_its_state_in_words(comparison, html):
    section = html[html.index('id="evidence"') : html.index('id="world"')]
    said = re.findall(r'<span class="word">(.*?)</span>', section)
    expected = {"yes": "Yes", "no": "No", "partial": "In part"}
    assert said == [expected[cell.state] for row in comparison.evidence_rows for cell in row.cells]


def test_every_estimate_is_shown_and_one_is_preferred_with_its_reason(comparison, atlas):
    for deposit_id in PAIR:
        statements = statements_of(atlas, deposit_id, Bibliography(atlas))
        assert len(statements) == (atlas.estimates["deposit_id"] == deposit_id).sum()
        assert [bool(row["why"]) for row in statements] == [True] + [False] * (len(statements) - 1)
        assert statements[0]["preferred"]


def test_an_estimate_that_the_reader_chose_says_so():
    chosen = load_atlas(prefer={"bayan-obo": "bayan-obo-2012-kynicky"})
    first = statements_of(chosen, "bayan-obo", Bibliography(chosen))[0]
    assert first["preferred"]
    assert "over the rule" in first["why"]


def test_events_come_oldest_first_with_parties_outcome_and_refining_place(html, atlas):
    section = html[html.index('id="events"') : html.index('id="estimates"')]
    years = [int(text) for text in re.findall(r'<p class="when">\D*?(\d{4})', section)]
    assert years == sorted(years)
    assert "Refining:" in section
    assert "Recep Tayyip Erdoğan" in section
    assert {"settled", "open", "stopped"} <= set(re.findall(r'<p class="outcome (\w+)">', section))


# --- sources ----------------------------------------------------------------------------------------------------------


def test_every_citation_leads_to_a_source_of_the_page(seen, blocks):
    cited = {attrs["href"] for attrs in seen.all("a") if attrs.get("class") == "cite"}
    listed = {f"#{attrs['id']}" for attrs in seen.all("li") if attrs.get("id", "").startswith("source-")}
    assert cited
    assert cited <= listed
    assert len(listed) == len(blocks["sources"])


def test_the_sources_of_the_comparison_have_the_first_numbers(comparison, atlas, blocks):
    first = [atlas.cite(source_id) for source_id in comparison.source_ids]
    assert blocks["sources"][: len(first)] == first


def test_cards_cite_sources_that_the_page_lists(blocks):
    numbers = set(
        re.findall(r"(?<=[\[,])\d+(?=[\],])", json.dumps([card["facts"] for card in blocks["cards"].values()]))
    )
    assert numbers
    assert max(map(int, numbers)) <= len(blocks["sources"])


def test_only_addresses_of_the_web_become_links(seen):
    outside = [attrs["href"] for attrs in seen.all("a") if not attrs["href"].startswith("#")]
    assert outside
    assert all(address.startswith(("https://", "http://")) for address in outside)
    assert web_address("javascript:alert(1)") == web_address("https://") == web_address("http://[") == ""


def test_a_source_that_a_note_names_becomes_its_number(atlas):
    bibliography = Bibliography(atlas, ["usgs-pp1802"])
    assert bibliography.rich("As printed (usgs-pp1802), twice.") == ["As printed", 1, ", twice."]
    assert bibliography.rich("Not a source (at-all).") == ["Not a source (at-all)."]


def test_the_page_says_how_to_cite_it_and_that_borders_are_no_opinion(seen):
    text = words(seen.text)
    assert "How to cite. geo_ree " in text
    assert "no opinion on any claim" in text
    assert "Natural Earth" in text
    assert "GeoNames (CC BY 4.0)" in text
    assert "Leaflet 1.9.4 (BSD-2-Clause)" in text


# --- panes ------------------------------------------------------------------------------------------------------------


def polygons(area):
    return [shapely.Polygon([(x, y) for y, x in rings[0]]) for rings in area["rings"]]


def area_m2(area):
    return sum(abs(ELLIPSOID.geometry_area_perimeter(polygon)[0]) for polygon in polygons(area))


def of_style(view, style):
    return [area for area in view["areas"] if area["style"] == style]


def test_rings_have_the_same_true_lengths_in_every_pane(blocks, atlas):
    views = [blocks["view-pane0"], blocks["view-pane1"]]
    assert [ring["km"] for ring in views[0]["rings"]] == [ring["km"] for ring in views[1]["rings"]]
    for view in views:
        latitude, longitude = view["home"]
        for ring in view["rings"]:
            for y, x in ring["line"]:
                assert ELLIPSOID.inv(longitude, latitude, x, y)[2] == pytest.approx(1000 * ring["km"], abs=0.2)


def test_each_area_carries_the_label_of_its_table_and_is_never_called_an_orebody(blocks, atlas):
    for place, deposit_id in enumerate(PAIR):
        rows = atlas.footprints[atlas.footprints["deposit_id"] == deposit_id]
        labels = [area["label"] for area in of_style(blocks[f"view-pane{place}"], "outline")]
        assert labels == list(rows["label"])
        assert not any("orebody" in label.lower() for label in labels)


def test_the_ghost_of_an_area_has_its_true_size_and_says_whose_it_is(blocks):
    for here, there, name in ((0, 1, "Bayan Obo"), (1, 0, "Beylikova (Kızılcaören)")):
        outline = of_style(blocks[f"view-pane{there}"], "outline")[0]
        ghost = of_style(blocks[f"view-pane{here}"], "ghost")[0]
        assert area_m2(ghost) == pytest.approx(area_m2(outline), rel=1e-4)
        assert ghost["colour"] == outline["colour"]
        assert ghost["label"] == f"{name}, at true size: {outline['label']}"
        latitude, longitude = blocks[f"view-pane{here}"]["home"]
        assert polygons(ghost)[0].contains(Point(longitude, latitude))


def test_the_point_of_a_deposit_has_a_circle_of_its_uncertainty(blocks, atlas):
    for place, deposit_id in enumerate(PAIR):
        view = blocks[f"view-pane{place}"]
        (circle,) = of_style(view, "uncertainty")
        y, x = circle["rings"][0][0][0]
        distance = ELLIPSOID.inv(view["home"][1], view["home"][0], x, y)[2]
        assert distance == pytest.approx(atlas.deposits.loc[deposit_id, "location_precision_m"], abs=0.2)


def test_orebodies_are_points_and_hollow_where_nobody_has_read_their_place(blocks):
    points = {point["name"]: point for point in blocks["view-pane1"]["points"] if point["layer"] == "deposits"}
    assert {name: point["state"] for name, point in points.items()} == {
        "Main": "solid",
        "West": "solid",
        "East": "hollow",
    }
    assert "not verified" in points["East"]["spoken"]


def test_the_fine_basemap_covers_every_view_at_ground_scale_and_is_land(blocks):
    for place in range(2):
        basemap, view = blocks[f"basemap-pane{place}"], blocks[f"view-pane{place}"]
        west, south, east, north = basemap["bbox"]
        latitude, longitude = view["home"]
        # The widest pane shows about three times the reach to each side.
        degrees = 3 * view["reach_m"] / 111_000 / 0.6
        assert west < longitude - degrees < longitude + degrees < east
        assert south < latitude - degrees < latitude + degrees < north
        assert land_at(basemap, longitude, latitude)


def land_at(basemap, longitude, latitude):
    for polygon in basemap["land"]:
        x = y = 0
        corners = []
        for dx, dy in zip(polygon[0][::2], polygon[0][1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x / basemap["steps_per_degree"], y / basemap["steps_per_degree"]))
        if shapely.make_valid(shapely.Polygon(corners)).contains(Point(longitude, latitude)):
            return True
    return False


def test_towns_near_the_deposits_are_on_the_maps(blocks):
    names = {point["name"] for point in blocks["view-pane0"]["points"] if point["layer"] == "towns"}
    assert {"Beylikova", "Sivrihisar"} <= names


# --- the world --------------------------------------------------------------------------------------------------------


def test_every_deposit_plant_and_port_of_a_route_is_on_the_world_map_with_a_card(blocks, atlas):
    cards = [point["card"] for point in blocks["view-world"]["points"]]
    stops = {leg_stop for route in atlas.routes["via_ids"] for leg_stop in route} & set(atlas.ports.index)
    expected = {f"deposit-{name}" for name in atlas.deposits.index} | {
        f"facility-{name}" for name in atlas.facilities.index
    }
    assert expected <= set(cards)
    assert {f"port-{name}" for name in stops} <= set(cards)
    assert set(cards) <= set(blocks["cards"])


def test_places_that_share_a_point_stand_beside_each_other(blocks):
    at = {}
    for point in blocks["view-world"]["points"]:
        at.setdefault((point["lat"], point["lon"]), []).append(tuple(point.get("aside", (0, 0))))
    assert len(at[(39.617, 31.365)]) == 3
    assert all(len(set(offsets)) == len(offsets) for offsets in at.values())


def test_routes_run_on_across_180_degrees(blocks):
    routes = blocks["view-world"]["routes"]
    for route in routes:
        lines = [place for leg in route["legs"] for place in leg["line"]]
        assert all(abs(after[1] - before[1]) < 90 for before, after in pairwise(lines))
    assert any(place[1] > 180 for route in routes for leg in route["legs"] for place in leg["line"])


def test_every_route_says_that_it_is_schematic_and_that_its_lengths_are_geodesic(html, blocks, atlas):
    listed = re.findall(r'<span class="meta">(.*?)</span></button>', html)
    assert len(listed) == len(atlas.routes)
    assert all(text.startswith("schematic · ") for text in listed)
    for route_id in atlas.routes.index:
        card = blocks["cards"][f"route-{route_id}"]
        assert card["kind"].startswith("Schematic route")
        legs = [fact for fact in card["facts"] if "→" in fact["label"]]
        assert legs
        assert all("km (geodesic, not a route length)" in fact["value"][0] for fact in legs)


def test_the_first_view_of_the_world_holds_every_place_and_every_route(blocks, atlas):
    (south, west), (north, east) = blocks["view-world"]["bounds"]
    for point in blocks["view-world"]["points"]:
        assert any(west <= point["lon"] + turn <= east for turn in (-360, 0, 360))
        assert south <= point["lat"] <= north
    for route in blocks["view-world"]["routes"]:
        longitudes = [place[1] for leg in route["legs"] for place in leg["line"]]
        assert any(west <= min(longitudes) + turn and max(longitudes) + turn <= east for turn in (-360, 0, 360))


def test_bounds_need_no_route():
    places = [{"lat": 10, "lon": -100}, {"lat": -20, "lon": 150}]
    (south, west), (north, east) = world_bounds(places, ())
    assert (south, north) == (-25, 15)
    assert (west % 360, east % 360) == (145, 265)


def test_the_card_of_a_plant_says_what_its_capacity_is_of_and_what_its_point_is(blocks):
    facts = {fact["label"]: fact["value"] for fact in blocks["cards"]["facility-beylikova-industrial-plant"]["facts"]}
    assert "a year of ore processed (nameplate)" in facts["Capacity"][0]
    assert "deposit point" in facts["Place"][0]
    assert facts["Status"][0].startswith("Planned")


def test_the_card_of_a_deposit_holds_every_estimate_with_date_code_status_and_source(blocks, atlas):
    statements = blocks["cards"]["deposit-bayan-obo"]["statements"]
    assert len(statements) == (atlas.estimates["deposit_id"] == "bayan-obo").sum()
    for row in statements:
        assert row["date"]
        assert row["code"]
        assert row["status"]["text"]
        assert row["cites"]


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
    assert len(of_style(far, "ghost")) == 2
    assert "No figure is published." in page.html


def test_a_name_that_is_code_is_shown_as_typed(new_deposit):
    name = "{{ 7 * 7 }}{% x %}<img src=x onerror=alert(1)>${1}`</script>\u2028"
    page = draw_comparison(compare("far-side", "beylikova", atlas=new_deposit({"name": name})))
    assert words(name) in words(Reader(page.html).text)
    assert not Reader(page.html).all("img")
    assert json.loads(dict(BLOCK.findall(page.html))["cards"])["deposit-far-side"]["title"] == name.strip()


def test_a_control_character_in_a_sentence_does_no_harm(comparison):
    odd = dataclasses.replace(comparison, summary=("before\x00after",))
    assert "before\x00after" in draw_comparison(odd).html


def test_an_atlas_without_routes_has_no_route_list(comparison, monkeypatch):
    monkeypatch.setattr("geo_ree.maps.comparison.trace_routes", lambda atlas: ())
    html = draw_comparison(comparison).html
    assert "No route is proposed" in html
    assert "Routes are schematic</p>" not in html
