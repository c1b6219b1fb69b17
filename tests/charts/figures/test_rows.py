"""Rows on paper: hollow marks are hollow, bounds have arrows, bars begin where they should."""

import matplotlib.colors
import pytest
from matplotlib.collections import PathCollection

from geo_ree.charts.axes import LinearAxis, LogAxis
from geo_ree.charts.figures.rows import RowPanel
from geo_ree.charts.figures.sheet import Page, make_sheet
from geo_ree.charts.rows import Group, Panel, Reference, Row
from geo_ree.webmap import theme

TINT = theme.LIGHT["deposit-1"]


def panel_of(*rows, axis=None, reference=None, width=180):
    panel = Panel("Size", "million t", axis or LogAxis(1, 1000), (Group("North", 0, rows),), reference)
    return RowPanel(panel, Page(width).style)


def drawn(*rows, width=180, **options):
    sheet = make_sheet(Page(width), [[panel_of(*rows, width=width, **options)]])
    return sheet, sheet.axes[0]


def point(**changes):
    return Row(
        **{"label": "2025", "detail": "who", "text": "10 million t", "source_ids": (), "low": 10, "high": 10} | changes
    )


def marks_of(axes):
    return [found for found in axes.collections if isinstance(found, PathCollection)]


def faces_of(axes):
    return [tuple(mark.get_facecolor()[0]) for mark in marks_of(axes)]


@pytest.mark.parametrize(("fill", "inside"), [("solid", TINT), ("hollow", theme.LIGHT["paper"])])
def test_a_mark_is_filled_only_under_a_code(fill, inside):
    _, axes = drawn(point(fill=fill))
    assert faces_of(axes) == [matplotlib.colors.to_rgba(inside)]
    assert tuple(marks_of(axes)[0].get_edgecolor()[0]) == matplotlib.colors.to_rgba(TINT)


def test_a_pale_mark_stands_between_full_and_hollow():
    (face,) = faces_of(drawn(point(fill="pale"))[1])
    assert face[:3] == matplotlib.colors.to_rgb(TINT)
    assert 0 < face[3] < 1


def test_an_unverified_mark_has_a_broken_edge():
    dashes = [marks_of(drawn(point(is_verified=known))[1])[0].get_linestyle()[0][1] for known in (True, False)]
    assert dashes[0] is None
    assert dashes[1]


@pytest.mark.parametrize(("bound", "arrows"), [("more_than", 1), ("up_to", 1), ("about", 0), ("", 0)])
def test_a_bound_has_an_arrow(bound, arrows):
    _, axes = drawn(point(bound=bound))
    found = [text for text in axes.texts if text.arrow_patch is not None]
    assert len(found) == arrows
    if bound:
        assert all((text.xyann[0] > 0) == (bound == "more_than") for text in found)


def test_a_range_is_a_line_between_two_marks():
    _, axes = drawn(point(high=100))
    assert [list(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 2][-1] == [10, 100]
    assert len(marks_of(axes)[0].get_offsets()) == 2


def test_bars_begin_where_they_should_and_losses_are_open():
    bar, loss = point(start=4.0), point(start=6.0, is_loss=True)
    _, axes = drawn(bar, loss, axis=LinearAxis(20, 5))
    assert [(patch.get_x(), patch.get_width()) for patch in axes.patches] == [(4, 6), (6, 4)]
    assert axes.patches[1].get_facecolor()[3] == 0


def test_a_row_of_words_has_no_mark_but_its_words_are_there():
    sheet, axes = drawn(Row("Ore", "who", "570 000 t ore", ()))
    assert not marks_of(axes)
    assert {"Ore", "who", "570 000 t ore", "North", "Size, million t"} <= {text.get_text() for text in sheet.texts}


def test_a_reference_is_a_line_across():
    _, axes = drawn(point(), axis=LinearAxis(20, 5), reference=Reference(7.0, "announced", ()))
    ends = [{float(x) for x, _ in path.vertices} for lines in axes.collections for path in lines.get_paths()]
    assert ends.count({7.0}) == 1


def test_the_scale_has_the_ticks_of_the_chart_and_no_others():
    _, axes = drawn(point())
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["1", "10", "100", "1\u202f000"]
    assert list(axes.get_xticks(minor=True)) == []


def test_a_longer_detail_makes_a_higher_row():
    rows = [point(detail="many words " * 30), point(), point(detail="")]
    heights = [panel_of(row).box(row).height for row in rows]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3


def test_in_a_narrow_column_the_strip_stands_under_its_words():
    row = point(text="about 10 million t")
    beside, stacked = (panel_of(row, width=width).box(row) for width in (180, 85))
    assert beside.strip == (0.0, beside.height)
    assert stacked.strip[0] >= stacked.words_height
    assert panel_of(row, width=85).height > panel_of(row, width=180).height


def test_a_figure_that_would_squeeze_its_label_stands_on_lines_of_its_own():
    row = point(text="a figure with very many words behind it, million t")
    box = panel_of(row, width=85).box(row)
    assert box.figure_top >= box.words_height


def test_others_are_thin_marks_on_the_same_strip():
    _, axes = drawn(point(others=(20.0, 30.0)))
    assert [20.0, 30.0] in [list(line.get_xdata()) for line in axes.lines if line.get_marker() == "|"]
