"""A sheet of paper: blocks of text and charts, one under the other, in columns; saved with the same bytes twice.

A block knows its height before it is drawn, so that the sheet is as high as what stands on it and nothing overlaps.
Lengths are in inches, from the top left corner.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from geo_ree.webmap import theme

COLUMN_WIDTH = 9.4
MARGIN = 0.4
GUTTER = 0.6
POINTS_PER_INCH = 72
LINE = 1.38
# Mean width of a letter, in parts of the type's size.
LETTER = 0.53
# DejaVu comes with matplotlib, so that there is always a face.
LAST_FACE = "DejaVu Sans"
# What would differ from one saving to the next: ids of clip paths, and the hour.
SETTINGS: Any = {"svg.hashsalt": "geo_ree", "svg.fonttype": "none", "pdf.fonttype": 42}
UNDATED = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}


class Sheet(Figure):
    """A matplotlib Figure that saves the same bytes twice: no date, no random ids, letters as text.

    Everything else is a Figure's: add to it, change it, save it as svg, pdf or png.
    """

    def savefig(self, fname: Any, **options: Any) -> None:
        """Save the figure; the options are matplotlib's own, which is why they are loose."""
        kind = str(options.get("format") or str(fname).rpartition(".")[2]).lower()
        metadata = {**UNDATED.get(kind, {}), **(options.pop("metadata", None) or {})}
        with matplotlib.rc_context(SETTINGS):
            super().savefig(fname, metadata=metadata, **options)

    def write(self, left: float, top: float, text: str, *, size: float, **style: Any) -> None:
        """Write a text whose top stands at a place of the sheet, in inches."""
        width, height = self.get_size_inches()
        # Text of data is no mathematics, whatever dollars it holds.
        options: Any = {"color": colour("ink"), "va": "top", "ha": "left", "parse_math": False} | style
        self.text(left / width, 1 - top / height, text, fontsize=size, family=faces(), **options)

    def place(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return axes in a box of the sheet, in inches, with no frame and no ticks."""
        across, down = self.get_size_inches()
        axes = self.add_axes((left / across, 1 - (top + height) / down, width / across, height / down))
        axes.set_facecolor("none")
        axes.tick_params(length=0, labelsize=8, labelcolor=colour("soft"), labelfontfamily=faces())
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
    """A paragraph, broken into lines that fit its width."""

    text: str
    size: float = 9.0
    colour: str = "ink"
    weight: str = "normal"
    width: float = COLUMN_WIDTH
    above: float = 0.0
    below: float = 0.05

    @property
    def lines(self) -> list[str]:
        """The lines."""
        return wrapped(self.text, self.width, self.size)

    @property
    def height(self) -> float:
        """How high the paragraph is, inches."""
        return self.above + len(self.lines) * line_height(self.size) + self.below

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Write the lines."""
        for place, line in enumerate(self.lines):
            at = top + self.above + place * line_height(self.size)
            sheet.write(left, at, line, size=self.size, color=colour(self.colour), weight=self.weight)


def make_sheet(columns: Sequence[Sequence[Block]], head: Sequence[Block] = ()) -> Sheet:
    """Return a sheet with a head across it and columns of blocks below."""
    heights = [math.fsum(block.height for block in column) for column in columns]
    above = math.fsum(block.height for block in head)
    width = 2 * MARGIN + len(columns) * COLUMN_WIDTH + (len(columns) - 1) * GUTTER
    sheet = Sheet(figsize=(width, 2 * MARGIN + above + max(heights)), facecolor=colour("paper"))
    _stack(sheet, head, MARGIN, MARGIN)
    for place, column in enumerate(columns):
        _stack(sheet, column, MARGIN + place * (COLUMN_WIDTH + GUTTER), MARGIN + above)
    return sheet


def _stack(sheet: Sheet, blocks: Iterable[Block], left: float, top: float) -> None:
    for block in blocks:
        block.draw(sheet, left, top)
        top += block.height


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Return a text in lines that fit a width in inches at a size in points.

    >>> wrapped("one two three", 0.5, 9)
    ['one two', 'three']
    """
    letters = max(int(width * POINTS_PER_INCH / (size * LETTER)), 1)
    return textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False) or [""]


def line_height(size: float) -> float:
    """Return how far apart lines of a size in points stand, inches."""
    return size * LINE / POINTS_PER_INCH


def colour(name: str) -> str:
    """Return a colour of the light theme, which is what is printed."""
    return theme.LIGHT[name]


@lru_cache(maxsize=1)
def faces() -> list[str]:
    """Return the theme's faces that this machine has, then the one that matplotlib brings along."""
    known = {font.name for font in fontManager.ttflist}
    named = [name.strip().strip('"') for name in theme.SANS.split(",")]
    return [name for name in named if name in known and name != LAST_FACE] + [LAST_FACE]
