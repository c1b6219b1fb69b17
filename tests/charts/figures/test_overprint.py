"""At every width that a journal or a screen asks for, no words stand on others and none are cut."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from geo_ree.charts.figures import api
from geo_ree.charts.figures.lettering import faces
from geo_ree.charts.figures.request import LEAST_WIDTH
from geo_ree.charts.figures.sheet import house_settings
from geo_ree.webmap import theme

# One and one and a half columns of a journal, two, a page across; and what a notebook's 600 px come to.
WIDTHS = (85, 120, 159, 180, 260)
PAIR = ("beylikova", "bayan-obo")
FOUR = ("nolans", "tomtor", "lofdal", "makuutu")
DEEP = [*((PAIR, width) for width in WIDTHS[1:]), (("beylikova",), 120), (("mountain-pass", "mount-weld"), 85)]
DEEP += [(FOUR, 85), (FOUR, 260)]
ASKED = [(PAIR, WIDTHS[0]), *(pytest.param(*asked, marks=pytest.mark.deep) for asked in DEEP)]
# A renderer sets each letter on whole pixels of its own; this much is no overprint.
TOLERANCE = 1.0


def shown_texts(figure):
    """Return (words, box in pixels) of every text that is drawn, as a saved file sets it."""
    ticks = [
        tick
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks())
    ]
    hidden = [label for tick in ticks for label in (tick.label1, tick.label2) if not label.get_visible()]
    hidden += [text for axes in figure.axes if not axes.axison for text in axes.findobj(Text)]
    texts = [text for text in figure.findobj(Text) if text.get_text() and text not in hidden]
    with house_settings():
        renderer = FigureCanvasAgg(figure).get_renderer()
        for text in texts:
            # Brings an annotation to its place; its own extent would count its leader line.
            text.get_window_extent(renderer)
        return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in texts]


def faults_of(figure):
    """Return the words that stand on others, and those that are cut."""
    texts, (width, height) = shown_texts(figure), figure.bbox.size
    cut = [
        words
        for words, box in texts
        if box.x0 < -TOLERANCE or box.y0 < -TOLERANCE or box.x1 > width + TOLERANCE or box.y1 > height + TOLERANCE
    ]
    on_others = [
        (first, second)
        for (first, one), (second, other) in combinations(texts, 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > TOLERANCE
        and min(one.y1, other.y1) - max(one.y0, other.y0) > TOLERANCE
    ]
    return [*cut, *on_others]


def test_the_measure_finds_words_that_are_cut_and_words_on_others():
    figure = Figure(figsize=(2, 2))
    figure.text(0.9, 0.5, "far too long for this place")
    figure.text(0.1, 0.2, "one")
    figure.text(0.12, 0.2, "other")
    assert faults_of(figure) == ["far too long for this place", ("one", "other")]


@pytest.mark.parametrize(("asked", "width"), ASKED)
def test_no_words_of_a_sheet_of_all_charts_are_cut_or_stand_on_others(atlas, asked, width):
    assert faults_of(api.plot_comparison(*asked, atlas=atlas, width=width)) == []


@pytest.mark.parametrize(("asked", "width"), [(PAIR, 85), (PAIR, 180), (("mount-weld",), 120), (("mount-weld",), 260)])
def test_no_words_of_the_ranks_are_cut_or_stand_on_others(atlas, asked, width):
    assert faults_of(api.plot_rank(*asked, atlas=atlas, width=width)) == []


@pytest.mark.deep
@pytest.mark.parametrize("width", [LEAST_WIDTH, 120, 180, 260, 400])
def test_no_words_of_all_grades_and_tonnages_are_cut_or_stand_on_others(atlas, width):
    assert faults_of(api.plot_grade_tonnage(atlas=atlas, width=width)) == []


@pytest.mark.parametrize(
    "plot", [api.plot_estimates, api.plot_patterns, api.plot_ndpr, api.plot_plan, api.plot_revenue]
)
def test_no_words_are_cut_or_stand_on_others_on_the_narrowest_sheet(atlas, plot):
    assert faults_of(plot(*PAIR, atlas=atlas, width=LEAST_WIDTH)) == []


@pytest.mark.deep
@pytest.mark.parametrize("width", [85, 180])
def test_another_face_moves_nothing_onto_anything(atlas, monkeypatch, width):
    """DejaVu is wide; STIX, which matplotlib brings along too, is narrow, and the sizes are measured for each."""
    monkeypatch.setattr(theme, "SANS", '"STIXGeneral", sans-serif')
    assert faces()[0] == "STIXGeneral"
    assert faults_of(api.plot_comparison(*PAIR, atlas=atlas, width=width)) == []
