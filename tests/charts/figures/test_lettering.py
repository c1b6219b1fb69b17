"""Lines fit the width they are given, as measured with the face that draws them, and no letter is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ree.charts.axes import LinearAxis, LogAxis
from geo_ree.charts.figures.lettering import shown_ticks, text_width, widest, wrapped
from geo_ree.webmap import theme

WORDS = st.lists(st.text(st.sampled_from("abcWi-/.é"), min_size=1, max_size=30), max_size=12)


@given(WORDS, st.floats(0.3, 5), st.sampled_from([6.5, 9, 14]))
@settings(max_examples=60)
def test_every_line_fits_and_no_letter_is_lost(words, width, size):
    lines = wrapped(" ".join(words), width, size)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(text_width(line, size) <= width for line in lines)


def test_a_line_breaks_between_words_and_in_a_long_word_behind_a_hyphen():
    assert wrapped("one two three", 0.55, 9) == ["one two", "three"]
    lines = wrapped("(zhengzhou-rare-earth-2020)", 1.1, 9)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
    assert wrapped("", 1, 9) == [""]


def test_widths_grow_with_size_and_weight():
    assert text_width("Bayan Obo", 18) == pytest.approx(2 * text_width("Bayan Obo", 9), rel=0.02)
    assert text_width("Bayan Obo", 9, weight="bold") > text_width("Bayan Obo", 9)
    assert widest([], 9) == 0
    assert widest(["a", "abc"], 9) == text_width("abc", 9)


def test_widths_follow_the_face(monkeypatch):
    wide = text_width("Bayan Obo", 9)
    monkeypatch.setattr(theme, "SANS", '"cmss10", sans-serif')
    assert text_width("Bayan Obo", 9) != wide


@pytest.mark.parametrize("axis", [LogAxis(0.001, 10_000), LinearAxis(10_000, 2000)])
def test_ticks_are_thinned_evenly_until_their_labels_stand_clear(axis):
    assert shown_ticks(axis, axis.ticks, 8, 8) == list(axis.ticks)
    few = shown_ticks(axis, axis.ticks, 1.2, 8)
    assert 1 < len(few) < len(axis.ticks)
    assert few == list(axis.ticks[:: list(axis.ticks).index(few[1])])
    assert shown_ticks(axis, axis.ticks, 0.05, 8) == [axis.ticks[0]]
