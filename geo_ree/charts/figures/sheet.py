"""A sheet of paper: blocks of text and charts, one under the other, in columns; saved with the same bytes twice.

A block knows its height before it is drawn, so that the sheet is as high as what stands on it and nothing overlaps.
Lengths are in inches, from the top left corner.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from geo_ree.charts.figures.lettering import faces, line_height, wrapped
from geo_ree.charts.figures.palettes import colour_of, deposit_colour_of

MM_PER_INCH = 25.4
# Margins grow with the sheet: a column of a journal has none to spare.
LEAST_MARGIN, MOST_MARGIN, MARGIN_SHARE = 0.08, 0.3, 0.03
GUTTER = 0.35
# Below this width a heading would stand in more lines than it is worth.
NARROW = 4.2
TICK_SIZE = 7.5
RASTER_DPI = 300
NOTEBOOK_DPI = 192
PIXELS_PER_INCH = 96
# What would differ from one saving to the next: ids of clip paths, and the hour. Letters are not set on the pixels of a
# screen, which makes a line up to a tenth wider than on paper.
SETTINGS: Any = {"svg.hashsalt": "geo_ree", "svg.fonttype": "none", "pdf.fonttype": 42, "text.hinting": "none"}
UNDATED = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}


@dataclass(frozen=True)
class Style:
    """How wide a block is, inches, and the name of the palette that it takes its colours from."""

    width: float
    palette: str = "light"

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one thing beside another no more."""
        return self.width < NARROW

    def colour(self, name: str) -> str:
        """Return a colour by what it means."""
        return colour_of(self.palette, name)

    def tint(self, position: int | None) -> str:
        """Return the colour of a deposit by its place in the order asked; a neutral one for None."""
        return deposit_colour_of(self.palette, position)

    def in_columns(self, count: int) -> Style:
        """Return the style of one of several columns beside each other."""
        return replace(self, width=(self.width - (count - 1) * GUTTER) / count)


class Sheet(Figure):
    """A matplotlib Figure that saves the same bytes twice and shows itself in a notebook.

    No date is written, no random id, letters stay letters, and what a reader set for matplotlib changes nothing.
    Everything else is a Figure's: add to it, change it, save it as svg, pdf or png.
    """

    palette = "light"

    def savefig(self, fname: Any, **options: Any) -> None:
        """Save the figure; the options are matplotlib's own, which is why they are loose; 300 dpi if not said."""
        kind = str(options.get("format") or str(fname).rpartition(".")[2]).lower()
        metadata = {**UNDATED.get(kind, {}), **(options.pop("metadata", None) or {})}
        with house_settings():
            super().savefig(fname, metadata=metadata, **{"dpi": RASTER_DPI, **options})

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Return what a notebook shows: sharp on a dense screen, as wide as on paper."""
        file = io.BytesIO()
        self.savefig(file, format="png", dpi=NOTEBOOK_DPI)
        width, height = (round(length * PIXELS_PER_INCH) for length in self.get_size_inches())
        return file.getvalue(), {"width": width, "height": height}

    def write(self, left: float, top: float, text: str, *, size: float, **style: Any) -> None:
        """Write a text whose top stands at a place of the sheet, in inches."""
        width, height = self.get_size_inches()
        # Text of data is no mathematics, whatever dollars it holds.
        ink = colour_of(self.palette, "ink")
        options: Any = {"color": ink, "va": "top", "ha": "left", "parse_math": False} | style
        self.text(left / width, 1 - top / height, text, fontsize=size, family=faces(), **options)

    def write_lines(self, left: float, top: float, lines: Iterable[str], *, size: float, **style: Any) -> float:
        """Write lines one under the other; return where the next one would stand."""
        for line in lines:
            self.write(left, top, line, size=size, **style)
            top += line_height(size)
        return top

    def place(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return axes in a box of the sheet, in inches, with no frame and no ticks."""
        across, down = self.get_size_inches()
        axes = self.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))
        axes.set_facecolor("none")
        quiet = colour_of(self.palette, "soft")
        axes.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=quiet, labelfontfamily=faces())
        for spine in axes.spines.values():
            spine.set_visible(False)
        return axes


class Block(Protocol):
    """Something that stands on a sheet."""

    @property
    def height(self) -> float:
        """How high it is, inches."""
        ...

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw it with its top left corner at a place."""
        ...


@dataclass(frozen=True)
class Words:
    """A paragraph, broken into lines that fit the width of its style."""

    text: str
    style: Style
    size: float = 9.0
    colour: str = "ink"
    weight: str = "normal"
    above: float = 0.0
    below: float = 0.05

    @property
    def lines(self) -> list[str]:
        """The lines."""
        return wrapped(self.text, self.style.width, self.size, weight=self.weight)

    @property
    def height(self) -> float:
        """How high the paragraph is, inches."""
        return self.above + len(self.lines) * line_height(self.size) + self.below

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Write the lines."""
        tint = self.style.colour(self.colour)
        sheet.write_lines(left, top + self.above, self.lines, size=self.size, color=tint, weight=self.weight)


@dataclass(frozen=True)
class Space:
    """Nothing, of some height in inches."""

    height: float

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True)
class Page:
    """How wide a sheet is, millimetres, and its palette."""

    width_mm: float
    palette: str = "light"

    @property
    def width(self) -> float:
        """The width, inches."""
        return self.width_mm / MM_PER_INCH

    @property
    def margin(self) -> float:
        """The margin on each side, inches."""
        return min(max(self.width * MARGIN_SHARE, LEAST_MARGIN), MOST_MARGIN)

    @property
    def style(self) -> Style:
        """The style of what stands across the whole sheet."""
        return Style(self.width - 2 * self.margin, self.palette)


def make_sheet(
    page: Page, columns: Sequence[Sequence[Block]], *, head: Sequence[Block] = (), foot: Sequence[Block] = ()
) -> Sheet:
    """Return a sheet with a head across it, columns of blocks below, and a foot across it.

    Head and foot are made for ``page.style``, each column for ``page.style.in_columns(len(columns))``.
    """
    margin, above = page.margin, _height(head)
    below = above + max(map(_height, columns))
    stride = page.style.in_columns(len(columns)).width + GUTTER
    with house_settings():
        sheet = Sheet(figsize=(page.width, 2 * margin + below + _height(foot)), facecolor=page.style.colour("paper"))
        sheet.palette = page.palette
        _stack(sheet, head, margin, margin)
        for place, column in enumerate(columns):
            _stack(sheet, column, margin + place * stride, margin + above)
        _stack(sheet, foot, margin, margin + below)
    return sheet


@contextmanager
def house_settings() -> Iterator[None]:
    """Set matplotlib's own defaults and ours for a while, whatever a reader or a notebook has set."""
    with matplotlib.style.context(["default", SETTINGS]):
        yield


def _height(blocks: Iterable[Block]) -> float:
    return math.fsum(block.height for block in blocks)


def _stack(sheet: Sheet, blocks: Iterable[Block], left: float, top: float) -> None:
    for block in blocks:
        block.draw(sheet, left, top)
        top += block.height
