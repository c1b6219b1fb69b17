"""A sheet is as high as what stands on it, and saves the same bytes twice."""

import io
import re

import matplotlib
import pytest

from geo_ree.charts.figures.lettering import LAST_FACE, faces, line_height
from geo_ree.charts.figures.sheet import Page, Words, make_sheet
from geo_ree.webmap import theme

PAGE = Page(180)
STYLE = PAGE.style


def saved(sheet, kind):
    file = io.BytesIO()
    sheet.savefig(file, format=kind)
    return file.getvalue()


@pytest.fixture
def sheet():
    made = make_sheet(
        PAGE, [[Words("One paragraph", STYLE), Words("Another, of 220 million US$ and 10 US$/kg", STYLE)]]
    )
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


def test_a_sheet_is_as_wide_as_asked_and_as_high_as_what_stands_on_it():
    style = STYLE.in_columns(2)
    short, tall = [Words("a", style)], [Words("a", style), Words("b", style), Words("c", style)]
    head, foot = [Words("head", STYLE)], [Words("foot", STYLE)]
    heights = [sum(block.height for block in blocks) for blocks in (tall, head, foot)]
    width, height = make_sheet(PAGE, [short, tall], head=head, foot=foot).get_size_inches()
    assert width * 25.4 == pytest.approx(180)
    assert height == pytest.approx(sum(heights) + 2 * PAGE.margin)


def test_an_empty_paragraph_still_takes_a_line():
    assert Words("", STYLE).height == pytest.approx(line_height(9.0) + 0.05)


@pytest.mark.parametrize(("palette", "colours"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_a_sheet_takes_the_colours_of_its_palette(palette, colours):
    page = Page(100, palette)
    sheet = make_sheet(page, [[Words("a", page.style)]])
    assert sheet.get_facecolor() == matplotlib.colors.to_rgba(colours["paper"])
    assert sheet.texts[0].get_color() == colours["ink"]


def test_a_notebook_shows_a_sheet_as_wide_as_on_paper(sheet):
    picture, size = sheet._repr_png_()
    assert picture.startswith(b"\x89PNG")
    assert size["width"] == round(180 / 25.4 * 96)


def test_what_a_reader_set_for_matplotlib_changes_no_byte_and_stays_set(sheet):
    expected = saved(sheet, "svg")
    with matplotlib.rc_context({"savefig.bbox": "tight", "svg.fonttype": "path", "font.size": 30}):
        before = dict(matplotlib.rcParams)
        assert saved(sheet, "svg") == expected
        assert dict(matplotlib.rcParams) == before


def test_no_figure_of_pyplot_is_made(sheet):
    from matplotlib import pyplot

    saved(sheet, "png")
    assert pyplot.get_fignums() == []


@pytest.fixture
def a_face_without_superscripts(monkeypatch):
    """Make the first face one that matplotlib brings along and that holds neither ⁵ nor ı."""
    monkeypatch.setattr(theme, "SANS", '"cmss10", sans-serif')


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
