"""Charts of rows on paper: words to the left, a drawn column, the figure to the right."""

from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.axes import Axes

from geo_ree.charts.axes import Axis
from geo_ree.charts.figures.sheet import COLUMN_WIDTH, Sheet, colour, line_height, wrapped
from geo_ree.charts.rows import Group, Panel, Row
from geo_ree.layers import symbology

WORDS_WIDTH, FIGURE_WIDTH, GAP = 3.5, 1.75, 0.25
PLOT_WIDTH = COLUMN_WIDTH - WORDS_WIDTH - FIGURE_WIDTH - 2 * GAP
LABEL_SIZE, DETAIL_SIZE = 8.5, 7.5
HEADING = 0.36
PADDING = 0.1
BAR = 0.16
ARROW_POINTS = 22
MARKERS = {True: "D", False: "o"}
PALE = 0.4
UNVERIFIED_EDGE = (0, (1.3, 0.9))


@dataclass(frozen=True)
class RowPanel:
    """One panel of rows."""

    panel: Panel

    @property
    def height(self) -> float:
        """How high the panel is, inches."""
        rows = math.fsum(row_height(row) for row in self.panel.rows)
        return HEADING + len(self.panel.groups) * HEADING + rows + 0.15

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the panel: its title, then group by group."""
        sheet.write(left, top + 0.12, f"{self.panel.title}, {self.panel.unit}", size=10, weight="bold")
        top += HEADING
        for group in self.panel.groups:
            self._group(sheet, group, left, top)
            top += HEADING + math.fsum(row_height(row) for row in group.rows)

    def _group(self, sheet: Sheet, group: Group, left: float, top: float) -> None:
        tint = group_colour(group.position)
        sheet.write(left, top + 0.12, group.name, size=9.5, weight="bold", color=tint)
        height = math.fsum(row_height(row) for row in group.rows)
        axes = sheet.place(left + WORDS_WIDTH + GAP, top + HEADING, PLOT_WIDTH, height)
        set_scale(axes, self.panel.axis)
        axes.set_ylim(height, 0)
        if self.panel.reference is not None:
            axes.axvline(self.panel.reference.value, color=colour("ink"), linewidth=1, linestyle=(0, (4, 3)), zorder=1)
        at = 0.0
        for row in group.rows:
            axes.axhline(at, color=colour("line"), linewidth=0.6, zorder=0)
            _words(sheet, row, left, top + HEADING + at)
            _mark(axes, row, at + row_height(row) / 2, tint)
            at += row_height(row)


def row_height(row: Row) -> float:
    """Return how high a row is: its label, and the lines of its detail; inches."""
    lines = len(wrapped(row.label, WORDS_WIDTH, LABEL_SIZE)) * line_height(LABEL_SIZE)
    detail = len(wrapped(row.detail, WORDS_WIDTH, DETAIL_SIZE)) * line_height(DETAIL_SIZE) if row.detail else 0.0
    return lines + detail + 2 * PADDING * (0.6 if row.detail else 1)


def group_colour(position: int | None) -> str:
    """Return the colour of a deposit by its place in the order asked; a neutral one for None."""
    names = symbology.DEPOSIT_COLOURS
    return colour("soft" if position is None else names[position % len(names)])


def set_scale(axes: Axes, axis: Axis) -> None:
    """Give axes the scale of a chart across, with its ticks on top and a line for each."""
    axes.set_xscale("log" if axis.is_log else "linear")
    axes.set_xlim(axis.low, axis.high)
    axes.set_xticks([tick.value for tick in axis.ticks], [tick.text for tick in axis.ticks])
    axes.minorticks_off()
    axes.set_yticks([])
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
    axes.grid(axis="x", color=colour("line"), linewidth=0.8)
    axes.set_axisbelow(True)


def face_of(fill: str, tint: str) -> str | tuple[str, float]:
    """Return the inside of a mark: full, pale, or as the paper."""
    if fill == "pale":
        return (tint, PALE)
    return tint if fill == "solid" else colour("paper")


def _words(sheet: Sheet, row: Row, left: float, top: float) -> None:
    at = top + PADDING * 0.6
    for line in wrapped(row.label, WORDS_WIDTH, LABEL_SIZE):
        sheet.write(left, at, line, size=LABEL_SIZE, weight="bold" if row.is_total else "normal")
        at += line_height(LABEL_SIZE)
    for line in wrapped(row.detail, WORDS_WIDTH, DETAIL_SIZE) if row.detail else ():
        sheet.write(left, at, line, size=DETAIL_SIZE, color=colour("soft"))
        at += line_height(DETAIL_SIZE)
    middle = top + row_height(row) / 2
    right = left + COLUMN_WIDTH
    weight = "bold" if row.is_total else "normal"
    sheet.write(right, middle, row.text, size=LABEL_SIZE, ha="right", va="center", weight=weight)


def _mark(axes: Axes, row: Row, at: float, tint: str) -> None:
    if row.low is None or row.high is None:
        return
    if row.start is not None:
        _bar(axes, row, row.start, row.low, row.high, at, tint)
        return
    if row.high > row.low:
        axes.plot([row.low, row.high], [at, at], color=tint, linewidth=2, alpha=0.6, zorder=2, clip_on=False)
    ends = [row.low, row.high] if row.high > row.low else [row.low]
    if row.is_lower_bound or row.is_upper_bound:
        draw_arrow(axes, (ends[-1], at), (1 if row.is_lower_bound else -1, 0), tint)
    axes.scatter(
        ends,
        [at] * len(ends),
        s=38,
        marker=MARKERS[row.is_computed],
        facecolor=face_of(row.fill, tint),
        edgecolor=tint,
        linewidth=1.5,
        linestyle="solid" if row.is_verified else UNVERIFIED_EDGE,
        zorder=3,
        clip_on=False,
    )


def _bar(axes: Axes, row: Row, start: float, low: float, high: float, at: float, tint: str) -> None:
    edge = colour("ink") if row.is_total else colour("soft") if row.is_loss else tint
    is_open = row.fill == "hollow" or row.is_loss
    dashes = (0, (3, 2)) if row.is_loss else "solid"
    axes.barh(
        at, low - start, left=start, height=BAR, facecolor="none" if is_open else edge, edgecolor=edge,
        linewidth=1.2, linestyle=dashes, zorder=2, clip_on=False,
    )  # fmt: skip
    if high > low:
        axes.barh(at, high - low, left=low, height=BAR, facecolor=(edge, PALE), edgecolor=edge, linewidth=0.8, zorder=2)


def draw_arrow(axes: Axes, point: tuple[float, float], way: tuple[int, int], tint: str) -> None:
    """Draw the arrow of a bound from a point: ``way`` is right or left, up or down, as 1 or -1."""
    axes.annotate(
        "",
        xy=point,
        xytext=(way[0] * ARROW_POINTS, way[1] * ARROW_POINTS),
        textcoords="offset points",
        arrowprops={"arrowstyle": "<-", "color": tint, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 3},
        annotation_clip=False,
        zorder=2,
    )
