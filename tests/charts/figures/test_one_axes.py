"""A chart on the reader's own axes: where one suffices, with title, units and sources, and nothing else touched."""

import matplotlib
import pytest
from matplotlib.figure import Figure

from geo_ree.charts.figures import api
from geo_ree.errors import InvalidOption

PAIR = ("beylikova", "bayan-obo")


@pytest.fixture
def axes():
    return Figure(figsize=(8, 6)).add_axes((0.3, 0.3, 0.5, 0.6))


def words(axes):
    texts = [*axes.texts, axes.xaxis.label, axes.yaxis.label, *axes.get_yticklabels()]
    return " ".join(text.get_text() for text in texts)


def test_rows_are_drawn_with_their_labels_figures_unit_and_sources(atlas, axes):
    figure = api.plot_ndpr(*PAIR, atlas=atlas, ax=axes)
    assert figure is axes.figure
    assert axes.get_title(loc="left") == "Contained neodymium and praseodymium oxide"
    text = words(axes)
    for expected in (
        "Contained Nd2O3 + Pr6O11, million t",
        "Beylikova",
        "15 October 2025",
        "1.4 million t",
        "Sources: ",
    ):
        assert expected in text
    assert axes.get_xscale() == "log"


def test_patterns_of_several_deposits_share_the_axes(atlas, axes):
    api.plot_patterns(*PAIR, atlas=atlas, ax=axes)
    legend = " ".join(text.get_text() for text in axes.get_legend().get_texts())
    assert "Beylikova: concentrate" in legend
    assert "Bayan Obo: mineral" in legend
    assert "Bayan Obo: material not stated" in legend


def test_grade_against_tonnage_is_drawn_where_one_kind_of_statement_is_stated(pair_of, axes):
    atlas = pair_of(north={"ore_million_t": "100", "treo_percent": "2"})
    api.plot_grade_tonnage("north", atlas=atlas, ax=axes)
    assert "North 2030" in words(axes)
    assert "Grade, % TREO" in axes.get_ylabel()


def test_a_plot_of_several_panels_is_refused_and_says_which(atlas, axes):
    with pytest.raises(
        InvalidOption, match=r"has 2: Contained rare-earth oxide \(TREO\), Material or ore; leave ax= out"
    ):
        api.plot_estimates(*PAIR, atlas=atlas, ax=axes)
    assert not axes.texts
    assert axes.get_title(loc="left") == ""


def test_plans_of_several_deposits_are_refused(atlas, axes):
    with pytest.raises(InvalidOption, match="ask for one deposit"):
        api.plot_plan("beylikova", "nolans", atlas=atlas, ax=axes)


def test_what_is_set_for_matplotlib_and_the_other_axes_are_left_alone(atlas, axes):
    other = axes.figure.add_axes((0, 0, 0.1, 0.1))
    before, box = dict(matplotlib.rcParams), axes.get_position().bounds
    api.plot_plan("beylikova", atlas=atlas, ax=axes)
    assert dict(matplotlib.rcParams) == before
    assert axes.get_position().bounds == box
    assert not other.texts
    assert not other.lines


def test_axes_of_a_part_of_a_figure_do(atlas):
    figure = Figure()
    part = figure.subfigures(1, 2)[0]
    assert api.plot_plan("beylikova", atlas=atlas, ax=part.subplots()) is figure
