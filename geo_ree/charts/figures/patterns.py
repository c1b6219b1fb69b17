"""Rare-earth patterns on paper: a field for each deposit, each analysis with its key."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from geo_ree.atlas.rows.amount import LOWER_BOUNDS
from geo_ree.charts.figures.lettering import line_height, shown_ticks, widest, wrapped
from geo_ree.charts.figures.marks import draw_arrow
from geo_ree.charts.figures.sheet import GUTTER, TICK_SIZE, Sheet, Style
from geo_ree.charts.patterns import ORDER, Pattern, RarePatterns

TWO_FIELDS = 5.8
MOST_WIDTH = 6.4
RATIO, LEAST_HEIGHT, MOST_HEIGHT = 0.72, 2.1, 3.1
NAME_SIZE, CAPTION_SIZE, KEY_SIZE = 9.5, 8.0, 7.5
# The symbols of fifteen elements want this much each; a narrow field takes smaller letters.
ROOMY, NARROW_TICK_SIZE = 0.2, 6.0
SWATCH = 0.42
BELOW_TICKS = 0.34
CAPTION = "Times CI chondrite"
Dashes = str | tuple[int, tuple[float, ...]]
# Shape and dash tell the analyses of one deposit apart; colour says which deposit.
SERIES: tuple[tuple[str, Dashes], ...] = (
    ("o", "solid"),
    ("s", (0, (5, 3))),
    ("^", (0, (1.5, 2))),
    ("D", (0, (7, 2, 2, 2))),
    ("h", (0, (1, 3))),
)


@dataclass(frozen=True)
class Field:
    """The patterns of one deposit, with their keys below."""

    chart: RarePatterns
    patterns: tuple[Pattern, ...]
    style: Style

    @cached_property
    def _ticks_width(self) -> float:
        return widest((tick.text for tick in self.chart.ticks), TICK_SIZE) + 0.1

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the field itself, inches."""
        width = min(self.style.width, MOST_WIDTH)
        return width - self._ticks_width - 0.05, min(max(width * RATIO, LEAST_HEIGHT), MOST_HEIGHT)

    @cached_property
    def _name(self) -> list[str]:
        return wrapped(self.patterns[0].name, self.style.width, NAME_SIZE, weight="bold")

    @property
    def _above(self) -> float:
        return len(self._name) * line_height(NAME_SIZE) + line_height(CAPTION_SIZE) + 0.1

    @property
    def height(self) -> float:
        """How high the field is with its words and keys, inches."""
        keys = math.fsum(self._key_height(pattern) for pattern in self.patterns)
        return self._above + self.size[1] + BELOW_TICKS + keys + 0.12

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the field, then its keys."""
        tint = self.style.tint(self.patterns[0].position)
        at = sheet.write_lines(left, top, self._name, size=NAME_SIZE, weight="bold", color=tint)
        sheet.write(left, at, CAPTION, size=CAPTION_SIZE, color=self.style.colour("soft"))
        width, height = self.size
        axes = sheet.place(left + self._ticks_width, top + self._above, width, height)
        set_scales(axes, self.style, self.chart, self.size)
        at = top + self._above + height + BELOW_TICKS
        for place, pattern in enumerate(self.patterns):
            draw_series(axes, pattern, tint, SERIES[place % len(SERIES)])
            self._key(sheet, pattern, (left, at), tint, SERIES[place % len(SERIES)])
            at += self._key_height(pattern)

    def _key_lines(self, pattern: Pattern) -> list[tuple[str, str]]:
        """Return the lines of a pattern's key with their colours: what it is, what 100 % is, what is not given."""
        width = self.style.width - SWATCH - 0.08
        missing = f" Not given: {', '.join(pattern.missing)}." if pattern.missing else ""
        basis = f"100 % is: {pattern.normalised_to}.{missing}"
        lines = [(line, "ink") for line in wrapped(pattern.detail, width, KEY_SIZE)]
        return lines + [(line, "soft") for line in wrapped(basis, width, KEY_SIZE)]

    def _key_height(self, pattern: Pattern) -> float:
        return len(self._key_lines(pattern)) * line_height(KEY_SIZE) + 0.08

    def _key(
        self, sheet: Sheet, pattern: Pattern, place: tuple[float, float], tint: str, series: tuple[str, Dashes]
    ) -> None:
        left, top = place
        swatch = sheet.place(left, top, SWATCH, line_height(KEY_SIZE))
        swatch.set_axis_off()
        marker, dashes = series
        swatch.plot([0, 1, 2], [0, 0, 0], color=tint, linewidth=1.3, linestyle=dashes)
        swatch.plot([1], [0], color=tint, marker=marker, markersize=5)
        for line, ink in self._key_lines(pattern):
            sheet.write(left + SWATCH + 0.08, top, line, size=KEY_SIZE, color=self.style.colour(ink))
            top += line_height(KEY_SIZE)


@dataclass(frozen=True)
class PatternFields:
    """Rare-earth patterns: a field for each deposit, two beside each other where there is room."""

    chart: RarePatterns
    style: Style

    @property
    def height(self) -> float:
        """How high fields and keys are, inches."""
        return math.fsum(_row_height(row) for row in self._rows)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the fields, row by row."""
        for row in self._rows:
            for across, field in enumerate(row):
                field.draw(sheet, left + across * (field.style.width + GUTTER), top)
            top += _row_height(row)

    @cached_property
    def _rows(self) -> list[list[Field]]:
        names = dict.fromkeys(pattern.deposit_id for pattern in self.chart.patterns)
        by_deposit = [tuple(one for one in self.chart.patterns if one.deposit_id == name) for name in names]
        across = min(2 if self.style.width >= TWO_FIELDS else 1, len(by_deposit))
        fields = [Field(self.chart, patterns, self.style.in_columns(across)) for patterns in by_deposit]
        return [fields[place : place + across] for place in range(0, len(fields), across)]


def _row_height(row: Sequence[Field]) -> float:
    return max(field.height for field in row)


def set_scales(axes: Axes, style: Style, chart: RarePatterns, size: tuple[float, float]) -> None:
    """Give axes of a width and height in inches the elements across and the ratios up, with a line for each tick."""
    axes.set_yscale("log")
    axes.set_ylim(chart.axis.low, chart.axis.high)
    axes.set_xlim(-0.5, len(ORDER) - 0.5)
    axes.set_xticks(range(len(ORDER)), ORDER)
    axes.tick_params(axis="x", pad=6, labelsize=TICK_SIZE if size[0] / len(ORDER) >= ROOMY else NARROW_TICK_SIZE)
    shown = shown_ticks(chart.axis, chart.ticks, size[1], TICK_SIZE, upright=True)
    axes.set_yticks([tick.value for tick in shown], [tick.text for tick in shown])
    axes.minorticks_off()
    ends = axes.get_xlim()
    axes.hlines([tick.value for tick in chart.ticks], *ends, color=style.colour("line"), linewidth=0.8, zorder=0.5)


def draw_series(axes: Axes, pattern: Pattern, tint: str, series: tuple[str, Dashes]) -> None:
    """Draw one analysis: a line where neighbouring elements are given, an arrow at each bound."""
    marker, dashes = series
    for run in pattern.runs:
        places, values = [ratio.place for ratio in run], [ratio.value for ratio in run]
        axes.plot(places, values, color=tint, linewidth=1.3, marker=marker, markersize=5, linestyle=dashes, zorder=3)
        for ratio in run:
            if ratio.bound:
                draw_arrow(axes, (ratio.place, ratio.value), (0, 1 if ratio.bound in LOWER_BOUNDS else -1), tint)
