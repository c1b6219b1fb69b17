"""Letters on paper: the faces that are there, how wide a text is, and where it is broken into lines.

Widths are measured with the faces that draw the text, so that nothing overlaps and nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

from geo_ree.charts.axes import Axis, Tick
from geo_ree.webmap import theme

POINTS_PER_INCH = 72
LINE = 1.38
# An SVG may be shown in another face of the list than the one measured.
SLACK = 1.03
# DejaVu comes with matplotlib, so that there is always a face.
LAST_FACE = "DejaVu Sans"
BETWEEN_TICKS = 0.07
# A word longer than its line is broken behind one of these, where it has one.
BREAKS = "-/_.,;"


def faces() -> list[str]:
    """Return the theme's faces that this machine has, then the one that matplotlib brings along."""
    return list(_known_faces(theme.SANS))


@lru_cache(maxsize=4)
def _known_faces(names: str) -> tuple[str, ...]:
    known = {font.name for font in fontManager.ttflist}
    named = [name.strip().strip('"') for name in names.split(",")]
    return (*(name for name in named if name in known and name != LAST_FACE), LAST_FACE)


def text_width(text: str, size: float, *, weight: str = "normal", style: str = "normal") -> float:
    """Return how wide a line of text is at a size in points, inches."""
    return _width(text, size, weight, style, _known_faces(theme.SANS)) * SLACK


@lru_cache(maxsize=1 << 14)
def _width(text: str, size: float, weight: str, style: str, families: Sequence[str]) -> float:
    properties = FontProperties(family=list(families), size=size, weight=weight, style=style)  # type: ignore[arg-type]
    points: float = text_to_path.get_text_width_height_descent(text, properties, ismath=False)[0]
    return points / POINTS_PER_INCH


def line_height(size: float) -> float:
    """Return how far apart lines of a size in points stand, inches."""
    return size * LINE / POINTS_PER_INCH


def wrapped(text: str, width: float, size: float, *, weight: str = "normal") -> list[str]:
    """Return a text in lines that fit a width in inches at a size in points; a word longer than a line is broken.

    >>> wrapped("one two three", 0.55, 9)
    ['one two', 'three']
    """
    lines: list[str] = []
    line = ""
    pieces = [piece for word in text.split() for piece in _pieces(word, width, size, weight)]
    for word in pieces:
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, weight=weight) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _pieces(word: str, width: float, size: float, weight: str) -> list[str]:
    """Return a word in pieces no longer than a line: most words are one."""
    pieces = []
    while len(word) > 1 and text_width(word, size, weight=weight) > width:
        fits = [end for end in range(1, len(word)) if text_width(word[:end], size, weight=weight) <= width]
        most = max(fits, default=1)
        # Behind a hyphen a break shows by itself.
        end = max((place + 1 for place in range(most) if word[place] in BREAKS), default=most)
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def shown_ticks(axis: Axis, ticks: Sequence[Tick], length: float, size: float, *, upright: bool = False) -> list[Tick]:
    """Return those ticks whose labels stand clear of each other along a scale: all, or each second, third ...

    Parameters
    ----------
    axis : LogAxis or LinearAxis
    ticks : sequence of Tick
        In order along the scale.
    length : float
        How long the scale is, inches.
    size : float
        The size of the labels, points.
    upright : bool, default False
        Whether the scale stands upright, so that the labels' heights count.
    """
    for step in range(1, len(ticks) + 1):
        chosen = list(ticks[::step])
        halves = [(line_height(size) if upright else text_width(tick.text, size)) / 2 for tick in chosen]
        places = [axis.place(tick.value) * length for tick in chosen]
        if _are_clear(places, halves):
            return chosen
    return list(ticks[:1])


def _are_clear(places: Sequence[float], halves: Sequence[float]) -> bool:
    ends = [place + half + BETWEEN_TICKS for place, half in zip(places, halves, strict=True)]
    starts = [place - half for place, half in zip(places, halves, strict=True)]
    return all(end <= start for end, start in zip(ends, starts[1:], strict=False))


def widest(texts: Iterable[str], size: float, *, weight: str = "normal") -> float:
    """Return how wide the widest of some texts is, inches; nought for none."""
    return max((text_width(text, size, weight=weight) for text in texts), default=0.0)
