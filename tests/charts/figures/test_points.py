"""Points on paper: facets, lines of equal oxide, patterns with gaps; every label inside and none on another."""

import pytest
from matplotlib.collections import PathCollection
from matplotlib.text import Annotation

from geo_ree.charts.figures.patterns import PatternFields
from geo_ree.charts.figures.points import CROWD, Facets
from geo_ree.charts.figures.sheet import Page, make_sheet
from geo_ree.charts.grade_tonnage import grade_tonnage
from geo_ree.charts.patterns import rare_patterns

WHOLE = {"ore_million_t": "100", "treo_percent": "2"}


PAGE = Page(180)


def words_of(thing):
    return [text.get_text() for text in thing.texts]


@pytest.fixture
def two_kinds(pair_of):
    atlas = pair_of(north=WHOLE | {"statement_type": "resource", "reporting_code": "JORC"}, south=WHOLE)
    return grade_tonnage(atlas, ("north", "south"))


def test_each_kind_of_statement_has_axes_of_its_own_on_one_scale(two_kinds):
    sheet = make_sheet(PAGE, [[Facets(two_kinds, PAGE.style)]])
    assert len(sheet.axes) == 2
    assert {"Resource", "Claim"} <= set(words_of(sheet))
    assert len({(axes.get_xlim(), axes.get_ylim()) for axes in sheet.axes}) == 1
    assert {axes.get_xscale() for axes in sheet.axes} == {axes.get_yscale() for axes in sheet.axes} == {"log"}


def test_points_are_named_and_lines_of_equal_oxide_numbered(two_kinds):
    sheet = make_sheet(PAGE, [[Facets(two_kinds, PAGE.style)]])
    assert "North 2030" in words_of(sheet.axes[0])
    assert {line.text for line in two_kinds.iso_lines} <= set(words_of(sheet.axes[0]))


def test_an_uncoded_point_is_hollow(two_kinds):
    fields = make_sheet(PAGE, [[Facets(two_kinds, PAGE.style)]]).axes
    marks = [mark for axes in fields for mark in axes.collections if isinstance(mark, PathCollection)]
    coded, uncoded = (tuple(mark.get_facecolor()[0]) for mark in marks)
    assert coded != uncoded


def test_bounds_of_grade_and_tonnage_have_arrows(pair_of):
    atlas = pair_of(north=WHOLE | {"qualifier": "more_than"})
    axes = make_sheet(PAGE, [[Facets(grade_tonnage(atlas, ("north",)), PAGE.style)]]).axes[0]
    assert len([text for text in axes.texts if isinstance(text, Annotation) and not text.get_text()]) == 2


def test_deposits_differ_in_shape_as_well_as_in_colour(pair_of):
    chart = grade_tonnage(pair_of(north=WHOLE, south=WHOLE), ("north", "south"))
    axes = make_sheet(PAGE, [[Facets(chart, PAGE.style)]]).axes[0]
    north, south = (mark for mark in axes.collections if isinstance(mark, PathCollection))
    assert len(north.get_paths()[0].vertices) != len(south.get_paths()[0].vertices)


@pytest.mark.parametrize(("width", "columns"), [(85, 1), (180, 2)])
def test_fields_stand_beside_each_other_where_there_is_room(two_kinds, width, columns):
    page = Page(width)
    sheet = make_sheet(page, [[Facets(two_kinds, page.style)]])
    assert len({round(axes.get_position().x0, 3) for axes in sheet.axes}) == columns


def test_a_crowded_facet_takes_the_whole_width_and_unnamed_points_are_listed(pair_of, estimate_row):
    more = [
        estimate_row(estimate_id=f"e{number}", deposit_id="north", **WHOLE | {"ore_million_t": str(100 + number)})
        for number in range(CROWD + 20)
    ]
    chart = grade_tonnage(pair_of(north=WHOLE, south=WHOLE, more_estimates=more), ("north", "south"))
    facets = Facets(chart, PAGE.style)
    (axes,) = make_sheet(PAGE, [[facets]]).axes
    assert axes.get_position().width > 0.7
    named = [text for text in words_of(axes) if text.startswith(("North", "South"))]
    assert len(named) + len(facets.unlabelled) == len(chart.points)
    assert all("million t at" in text for text in facets.unlabelled)


@pytest.fixture
def patterns(atlas):
    return rare_patterns(atlas, ("beylikova", "bayan-obo"))


def test_each_deposit_has_a_field_and_each_analysis_a_key(patterns):
    sheet = make_sheet(PAGE, [[PatternFields(patterns, PAGE.style)]])
    fields = [axes for axes in sheet.axes if axes.get_yscale() == "log"]
    assert len(fields) == 2
    text = " ".join(words_of(sheet))
    for pattern in patterns.patterns:
        assert pattern.detail in text
        assert f"100 % is: {pattern.normalised_to}." in text


def test_a_line_never_bridges_a_gap(patterns):
    fields = [
        axes for axes in make_sheet(PAGE, [[PatternFields(patterns, PAGE.style)]]).axes if axes.get_yscale() == "log"
    ]
    runs = [run for pattern in patterns.patterns for run in pattern.runs]
    assert sum(len(axes.lines) for axes in fields) == len(runs)


def test_the_block_is_as_high_as_it_says(patterns):
    block = PatternFields(patterns, PAGE.style)
    sheet = make_sheet(PAGE, [[block]])
    lowest = min(text.get_position()[1] for text in sheet.texts)
    assert lowest > 0
    assert block.height < sheet.get_size_inches()[1]
