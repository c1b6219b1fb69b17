"""The charts on the page: drawn without a script, readable as tables, every figure with its source."""

import re
from html.parser import HTMLParser

import pytest

from geo_ree.comparison.comparison import compare
from geo_ree.pages.comparison.charts import chart_section, colour_of, percent
from geo_ree.pages.comparison.page import draw_comparison
from geo_ree.pages.shared.citations import Bibliography

WHOLE = {"ore_million_t": "100", "treo_percent": "2"}


@pytest.fixture(scope="module")
def section(comparison):
    return chart_section(comparison, Bibliography(comparison.atlas.rows.sources))


@pytest.fixture(scope="module")
def html(comparison_page):
    page = comparison_page.html
    return page[page.index('<section id="charts"') : page.index('<section id="world"')]


@pytest.fixture
def points(pair_of):
    """Return a function that shows grade against tonnage of north and south, as the page takes it."""

    def show(north, south=None, **tables):
        pair = compare("north", "south", atlas=pair_of(north=north, south=south or WHOLE, **tables))
        shown = chart_section(pair, Bibliography(pair.atlas.rows.sources))["charts"]
        (chart,) = (chart for chart in shown if chart["kind"] == "grade_tonnage")
        return chart

    return show


class Text(HTMLParser):
    """The text of a piece of a page."""

    def __init__(self, html):
        super().__init__()
        self.parts = []
        self.feed(html)

    def handle_data(self, data):
        self.parts.append(data)

    @property
    def words(self):
        return " ".join("".join(self.parts).split())


def rows_of(section, kind):
    (chart,) = (chart for chart in section["charts"] if chart["kind"] == kind)
    return [row for panel in chart["panels"] for group in panel["groups"] for row in group["rows"]]


def test_the_charts_that_data_allow_are_there_in_order(section):
    kinds = [chart["kind"] for chart in section["charts"]]
    assert kinds == ["estimates", "patterns", "ndpr", "plan", "revenue"]
    assert section["absent"] == ["Grade against tonnage: no statement gives both a tonnage and a grade."]


def test_each_chart_says_what_it_shows_and_cites(section):
    for chart in section["charts"]:
        assert chart["title"]
        assert chart["says"]
        assert chart["cites"]


def test_every_row_that_is_drawn_lies_on_its_scale(section):
    for kind in ("estimates", "ndpr", "plan"):
        for row in rows_of(section, kind):
            places = [row["mark"][name] for name in ("start", "low", "high")] if row["mark"] else []
            assert all(-0.01 <= float(place.rstrip("%")) <= 100.01 for place in places)


def test_uncoded_marks_are_hollow_and_unverified_ones_broken(section, pair_of):
    beylikova = [row for row in rows_of(section, "estimates") if row["mark"]]
    assert any("hollow" in row["mark"]["classes"] for row in beylikova)
    atlas = pair_of(north={"treo_million_t": "1", "verified": "no"}, south={"treo_million_t": "2"})
    pair = compare("north", "south", atlas=atlas)
    north, south = rows_of(chart_section(pair, Bibliography(atlas.rows.sources)), "estimates")[:2]
    assert (north["mark"]["classes"], south["mark"]["classes"]) == ("hollow unverified", "hollow")


def test_a_bound_has_an_arrow_and_a_computed_figure_a_diamond(pair_of):
    atlas = pair_of(north=WHOLE | {"qualifier": "more_than"}, south={"treo_million_t": "2", "qualifier": "up_to"})
    pair = compare("north", "south", atlas=atlas)
    marks = [row["mark"] for row in rows_of(chart_section(pair, Bibliography(atlas.rows.sources)), "estimates")]
    assert (marks[0]["arrow"], marks[0]["shape"]) == ("right", "diamond")
    assert (marks[1]["arrow"], marks[1]["shape"]) == ("left", "circle")


def test_ore_and_oxide_stand_in_panels_of_their_own(section):
    panels = section["charts"][0]["panels"]
    assert [panel["title"] for panel in panels] == ["Contained rare-earth oxide (TREO)", "Material or ore"]


def test_points_are_named_and_lines_of_equal_oxide_drawn(points):
    chart = points(WHOLE | {"statement_type": "resource"})
    assert [facet["title"] for facet in chart["facets"]] == ["Resource", "Claim"]
    assert chart["facets"][0]["points"][0]["place"] is not None
    assert chart["lines"]


def test_ends_of_ranges_and_bounds_of_points_are_drawn(points):
    chart = points(WHOLE | {"ore_million_t_max": "200", "qualifier": "range"}, WHOLE | {"qualifier": "more_than"})
    north, south = chart["facets"][0]["points"]
    assert north["x_max"]
    assert not north["y_max"]
    assert south["arrows"] == ["right", "up"]


def test_patterns_leave_gaps_and_list_what_is_not_given(section):
    (chart,) = (chart for chart in section["charts"] if chart["kind"] == "patterns")
    series = chart["deposits"][0]["series"][0]
    assert len(series["segments"]) < len(series["dots"]) - 1
    assert series["missing"]
    assert len({(one["shape"], one["dash"]) for one in chart["deposits"][0]["series"]}) > 1


def test_what_cannot_be_drawn_is_said_with_its_reason(pair_of):
    atlas = pair_of(north={"treo_million_t": "1"})
    shown = chart_section(compare("north", "south", atlas=atlas), Bibliography(atlas.rows.sources))
    assert "Rare-earth patterns: no analysis gives enough rare-earth oxides." in shown["absent"]


def test_without_any_figure_there_is_no_section_and_no_way_to_it(pair_of):
    atlas = pair_of(north=None, south=None)
    html = draw_comparison(compare("north", "south", atlas=atlas)).html
    assert 'id="charts"' not in html
    assert "#charts" not in html


# --- the section --------------------------------------------------------------------------------------------------


def test_the_navigation_leads_to_the_charts(comparison_page):
    assert '<a href="#charts">Charts</a>' in comparison_page.html


def test_nothing_of_the_charts_needs_a_script(html):
    assert "<script" not in html
    assert "data-" not in html


def test_every_caveat_and_row_can_be_read(section, html):
    text = Text(html).words
    for chart in section["charts"]:
        assert all(" ".join(caveat.split()) in text for caveat in chart["caveats"])
    for kind in ("estimates", "ndpr", "plan"):
        for row in rows_of(section, kind):
            assert " ".join(row["text"].split()) in text
            assert " ".join(row["detail"].split()) in text


def test_a_drawing_of_points_has_a_title_a_description_and_a_table(html):
    drawings = re.findall(r'<svg class="field" role="img"[^>]*aria-labelledby="([^"]+)"', html)
    assert drawings
    for names in drawings:
        assert all(f'id="{name}"' in html for name in names.split())
    assert len(re.findall(r'<div class="word">\s*<table>', html)) == html.count('id="pattern-') // 2


def test_drawings_beside_words_are_silent(html):
    plots = re.findall(r'<td role="cell" class="plot[^"]*"><svg ([^>]*)>', html)
    assert plots
    assert set(plots) == {'aria-hidden="true"'}


def test_colours_come_from_the_theme_alone(html):
    assert not re.search(r'(?:fill|stroke)="#', html)
    assert "var(--deposit-1)" in html


def test_ids_are_unique(html):
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_places_are_in_per_cent_and_colours_by_position():
    assert [percent(place) for place in (0.0, 0.5, 1 / 3)] == ["0%", "50%", "33.33%"]
    assert (colour_of(0), colour_of(None)) == ("deposit-1", "soft")
