"""Charts of rows on paper: words, a drawn strip and the figure, beside each other where there is room, else stacked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from geo_ree.charts.axes import Axis, Tick
from geo_ree.charts.figures.lettering import line_height, shown_ticks, text_width, wrapped
from geo_ree.charts.figures.marks import PALE, draw_arrow, draw_marks
from geo_ree.charts.figures.sheet import TICK_SIZE, Sheet, Style
from geo_ree.charts.rows import Group, Panel, Row

# Narrower than this the strip stands under its words.
BESIDE = 5.4
WORDS_SHARE, FIGURE_SHARE = 0.38, 0.22
GAP = 0.14
# Beside a strip: room for the arrow of a bound, and for half the label of the last tick.
INSET = 0.26
STRIP = 0.2
TITLE_SIZE, NAME_SIZE, LABEL_SIZE, DETAIL_SIZE = 10.0, 9.5, 8.5, 7.5
TICKS_HEIGHT = line_height(TICK_SIZE) + 0.06
PADDING = 0.055
BELOW = 0.16
BAR = 0.15
OTHERS_POINTS = 9
MARKERS = {True: "D", False: "o"}


@dataclass(frozen=True)
class RowBox:
    """The lines of one row and where they stand: heights in inches from the top of the row."""

    label: list[str]
    detail: list[str]
    figure: list[str]
    figure_top: float
    words_height: float
    strip: tuple[float, float]
    height: float


@dataclass(frozen=True)
class RowPanel:
    """One panel of rows."""

    panel: Panel
    style: Style

    @property
    def height(self) -> float:
        """How high the panel is, inches."""
        title = len(self._title) * line_height(TITLE_SIZE) + 0.1
        return title + math.fsum(self._group_height(group) for group in self.panel.groups) + BELOW

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the panel: its title, then group by group."""
        top = sheet.write_lines(left, top, self._title, size=TITLE_SIZE, weight="bold") + 0.1
        for group in self.panel.groups:
            self._draw_group(sheet, group, left, top)
            top += self._group_height(group)

    @cached_property
    def _title(self) -> list[str]:
        return wrapped(f"{self.panel.title}, {self.panel.unit}", self.style.width, TITLE_SIZE, weight="bold")

    @property
    def is_beside(self) -> bool:
        """Whether words, strip and figure stand beside each other."""
        return self.style.width >= BESIDE

    @cached_property
    def _words_width(self) -> float:
        return self.style.width * WORDS_SHARE if self.is_beside else self.style.width

    @cached_property
    def _figure_width(self) -> float:
        """How wide the column of figures is: as its widest figure, within limits."""
        widths = [text_width(row.text, LABEL_SIZE, weight=_weight(row)) for row in self.panel.rows]
        return min(max(widths), self.style.width * FIGURE_SHARE)

    @cached_property
    def _plot(self) -> tuple[float, float]:
        """Where the strips begin, from the left of the panel, and how wide they are."""
        if not self.is_beside:
            return INSET, self.style.width - 2 * INSET
        left = self._words_width + GAP + INSET
        return left, self.style.width - self._figure_width - GAP - INSET - left

    @cached_property
    def _ticks(self) -> list[Tick]:
        return shown_ticks(self.panel.axis, self.panel.axis.ticks, self._plot[1], TICK_SIZE)

    def _name(self, group: Group) -> list[str]:
        return wrapped(group.name, self._words_width, NAME_SIZE, weight="bold")

    def _heading_height(self, group: Group) -> float:
        """How high the name of a group and its ticks are: beside each other, or one under the other."""
        name = len(self._name(group)) * line_height(NAME_SIZE)
        return max(name, TICKS_HEIGHT) + 0.08 if self.is_beside else name + TICKS_HEIGHT + 0.04

    def _group_height(self, group: Group) -> float:
        return self._heading_height(group) + math.fsum(self.box(row).height for row in group.rows) + 0.14

    def box(self, row: Row) -> RowBox:
        """Return the lines of a row and where they stand."""
        return self._beside(row) if self.is_beside else self._stacked(row)

    def _beside(self, row: Row) -> RowBox:
        label = wrapped(row.label, self._words_width, LABEL_SIZE, weight=_weight(row))
        detail = wrapped(row.detail, self._words_width, DETAIL_SIZE) if row.detail else []
        figure = wrapped(row.text, self._figure_width, LABEL_SIZE, weight=_weight(row))
        words = len(label) * line_height(LABEL_SIZE) + len(detail) * line_height(DETAIL_SIZE)
        figures = len(figure) * line_height(LABEL_SIZE)
        height = max(words, figures, STRIP) + 2 * PADDING
        return RowBox(label, detail, figure, (height - figures) / 2, words, (0.0, height), height)

    def _stacked(self, row: Row) -> RowBox:
        weight, width = _weight(row), self.style.width
        beside = width - text_width(row.text, LABEL_SIZE, weight=weight) - GAP
        # A figure so long that its label would be squeezed stands on lines of its own.
        is_long = beside < width * 0.4
        label = wrapped(row.label, width if is_long else beside, LABEL_SIZE, weight=weight)
        detail = wrapped(row.detail, width, DETAIL_SIZE) if row.detail else []
        figure = wrapped(row.text, width, LABEL_SIZE, weight=weight)
        words = len(label) * line_height(LABEL_SIZE) + len(detail) * line_height(DETAIL_SIZE)
        figure_top = PADDING + words if is_long else PADDING
        strip_top = PADDING + words + (len(figure) * line_height(LABEL_SIZE) if is_long else 0.0)
        strip = (strip_top, strip_top + (STRIP if _has_strip(row) else 0.0))
        return RowBox(label, detail, figure, figure_top, words, strip, strip[1] + PADDING)

    def _draw_group(self, sheet: Sheet, group: Group, left: float, top: float) -> None:
        tint, heading = self.style.tint(group.position), self._heading_height(group)
        sheet.write_lines(left, top, self._name(group), size=NAME_SIZE, weight="bold", color=tint)
        boxes = [self.box(row) for row in group.rows]
        height = math.fsum(box.height for box in boxes)
        axes = sheet.place(left + self._plot[0], top + heading, self._plot[1], height)
        set_scale(axes, self.panel.axis, self._ticks)
        axes.set_ylim(height, 0)
        at = 0.0
        for row, box in zip(group.rows, boxes, strict=True):
            self._line(axes, at)
            self._words(sheet, row, box, left, top + heading + at)
            if _has_strip(row) or self.is_beside:
                self._strip(axes, (at + box.strip[0], at + box.strip[1]))
            draw_row(axes, self.style, row, at + math.fsum(box.strip) / 2, tint)
            at += box.height

    def _line(self, axes: Axes, at: float) -> None:
        """Draw the thin line above a row, over the whole panel."""
        start = -self._plot[0] / self._plot[1]
        ends = (start, start + self.style.width / self._plot[1])
        tint = self.style.colour("line")
        axes.plot(
            ends, (at, at), transform=axes.get_yaxis_transform(), color=tint, linewidth=0.6, zorder=0, clip_on=False
        )

    def _strip(self, axes: Axes, ends: tuple[float, float]) -> None:
        """Draw the lines of the ticks, and of the reference, where one row is drawn."""
        values = [tick.value for tick in self.panel.axis.ticks]
        axes.vlines(values, *ends, color=self.style.colour("line"), linewidth=0.8, zorder=0.5, clip_on=False)
        if self.panel.reference is not None:
            tint = self.style.colour("ink")
            axes.vlines([self.panel.reference.value], *ends, color=tint, linewidth=1, linestyle=(0, (4, 3)), zorder=1)

    def _words(self, sheet: Sheet, row: Row, box: RowBox, left: float, top: float) -> None:
        weight, right = _weight(row), left + self.style.width
        at = sheet.write_lines(left, top + PADDING, box.label, size=LABEL_SIZE, weight=weight)
        sheet.write_lines(left, at, box.detail, size=DETAIL_SIZE, color=self.style.colour("soft"))
        sheet.write_lines(right, top + box.figure_top, box.figure, size=LABEL_SIZE, ha="right", weight=weight)


def _weight(row: Row) -> str:
    return "bold" if row.is_total else "normal"


def _has_strip(row: Row) -> bool:
    return row.is_drawn or bool(row.others)


def set_scale(axes: Axes, axis: Axis, ticks: Sequence[Tick]) -> None:
    """Give axes the scale of a chart across, with some of its ticks on top."""
    axes.set_xscale("log" if axis.is_log else "linear")
    axes.set_xlim(axis.low, axis.high)
    axes.set_xticks([tick.value for tick in ticks], [tick.text for tick in ticks])
    axes.minorticks_off()
    axes.set_yticks([])
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)


def draw_row(axes: Axes, style: Style, row: Row, at: float, tint: str) -> None:
    """Draw what one row shows, at a height of the axes: those it stands among, and its bar, range or point."""
    if row.others:
        axes.plot(
            row.others, [at] * len(row.others), linestyle="none", marker="|", markersize=OTHERS_POINTS,
            markeredgewidth=1.0, color=style.colour("strong"), zorder=1.5, clip_on=False,
        )  # fmt: skip
    if row.low is None or row.high is None:
        return
    if row.start is not None:
        _bar(axes, style, row, (row.start, row.low, row.high), at, tint)
        return
    if row.high > row.low:
        axes.plot([row.low, row.high], [at, at], color=tint, linewidth=2, alpha=0.6, zorder=2, clip_on=False)
    ends = [row.low, row.high] if row.high > row.low else [row.low]
    if row.is_lower_bound or row.is_upper_bound:
        draw_arrow(axes, (ends[-1], at), (1 if row.is_lower_bound else -1, 0), tint)
    marker = MARKERS[row.is_computed]
    points = [(end, at) for end in ends]
    draw_marks(axes, style, points, tint=tint, fill=row.fill, is_verified=row.is_verified, marker=marker)


def _bar(axes: Axes, style: Style, row: Row, ends: tuple[float, float, float], at: float, tint: str) -> None:
    start, low, high = ends
    edge = style.colour("ink") if row.is_total else style.colour("soft") if row.is_loss else tint
    is_open = row.fill == "hollow" or row.is_loss
    dashes = (0, (3, 2)) if row.is_loss else "solid"
    axes.barh(
        at, low - start, left=start, height=BAR, facecolor="none" if is_open else edge, edgecolor=edge,
        linewidth=1.2, linestyle=dashes, zorder=2, clip_on=False,
    )  # fmt: skip
    if high > low:
        axes.barh(at, high - low, left=low, height=BAR, facecolor=(edge, PALE), edgecolor=edge, linewidth=0.8, zorder=2)
