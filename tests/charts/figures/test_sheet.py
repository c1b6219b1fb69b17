"""A sheet is as high as what stands on it, and saves the same bytes twice."""

import io
import re

import pytest

from geo_ree.charts.figures.sheet import LAST_FACE, MARGIN, Words, colour, faces, line_height, make_sheet, wrapped
from geo_ree.webmap import theme


def saved(sheet, kind):
    file = io.BytesIO()
    sheet.savefig(file, format=kind)
    return file.getvalue()


@pytest.fixture
def sheet():
    made = make_sheet([[Words("One paragraph"), Words("Another, of 220 million US$ and 10 US$/kg")]])
    axes = made.place(1, 0.1, 2, 0.3)
    axes.plot([1, 2], [1, 2], clip_on=True)
    return made


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_a_sheet_saves_the_same_bytes_twice(sheet, kind):
    assert saved(sheet, kind) == saved(sheet, kind)


def test_a_sheet_saves_to_a_path_by_its_suffix(sheet, tmp_path):
    for name in ("a.svg", "b.svg"):
        sheet.savefig(tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_no_date_is_written(sheet):
    assert b"dc:date" not in saved(sheet, "svg")
    assert b"CreationDate" not in saved(sheet, "pdf")


def test_the_readers_own_metadata_are_kept(sheet):
    file = io.BytesIO()
    sheet.savefig(file, format="svg", metadata={"Title": "Mine"})
    assert b"Mine" in file.getvalue()


def test_letters_stay_letters_and_dollars_are_no_mathematics(sheet):
    text = saved(sheet, "svg").decode()
    assert "Another, of 220 million US$ and 10 US$/kg" in text
    assert re.search(r"<text", text)


def test_a_sheet_is_as_high_as_its_highest_column():
    short, tall = [Words("a")], [Words("a"), Words("b"), Words("c")]
    height = sum(block.height for block in tall)
    assert make_sheet([short, tall]).get_size_inches()[1] == pytest.approx(height + 2 * MARGIN)


def test_lines_are_broken_to_the_width_and_no_word_is_lost():
    text = "word " * 100
    lines = wrapped(text, 3.0, 9)
    assert " ".join(lines) == text.strip()
    assert len(lines) > 3


def test_an_empty_paragraph_still_takes_a_line():
    assert Words("").height == pytest.approx(line_height(9.0) + 0.05)


def test_colours_are_those_of_the_light_theme():
    assert colour("deposit-1") == theme.LIGHT["deposit-1"]


@pytest.fixture
def a_face_without_superscripts(monkeypatch):
    """Make the first face one that matplotlib brings along and that holds neither ⁵ nor ı."""
    monkeypatch.setattr(theme, "SANS", '"cmss10", sans-serif')
    faces.cache_clear()
    yield
    faces.cache_clear()


@pytest.mark.usefixtures("a_face_without_superscripts")
def test_a_letter_that_the_first_face_lacks_is_taken_from_the_next(sheet):
    assert faces() == ["cmss10", LAST_FACE]
    axes = sheet.place(1, 0.1, 2, 0.3)
    axes.set_xticks([1, 2], ["10⁵", "Kızılcaören"])
    axes.set_yticks([1, 2], ["10⁵", "10⁶"])
    # A glyph that no face holds is a warning, and a warning is an error in these tests.
    assert saved(sheet, "png")


def test_there_is_always_a_face_that_exists():
    assert faces()[-1] == LAST_FACE
    assert len(faces()) == len(set(faces()))
