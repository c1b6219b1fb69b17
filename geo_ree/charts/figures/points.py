"""Charts of points on paper: grade against tonnage, and rare-earth patterns."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.axes import Axes

from geo_ree.charts.figures.rows import UNVERIFIED_EDGE, draw_arrow, face_of, group_colour
from geo_ree.charts.figures.sheet import (
    COLUMN_WIDTH,
    LETTER,
    POINTS_PER_INCH,
    Sheet,
    colour,
    faces,
    line_height,
    wrapped,
)
from geo_ree.charts.grade_tonnage import Facet, GradeTonnage, Point
from geo_ree.charts.labels import Label, place_labels
from geo_ree.charts.patterns import ORDER, Pattern, RarePatterns
from geo_ree.charts.rows import LOWER_BOUNDS, UPPER_BOUNDS

ACROSS = 2
FIELD_WIDTH = 3.75
FIELD_HEIGHT = 3.1
# More points than this want a field as wide as the sheet, for their names.
CROWD = 12
WIDE_FIELD_HEIGHT = 5.2
BEFORE, ABOVE, BELOW = 0.62, 0.62, 0.62
STRIDE = COLUMN_WIDTH / ACROSS
NAME_SIZE = 7.5
KEY_SIZE = 7.5
KEY_WIDTH = STRIDE - 0.85
# Shape and dash tell the analyses of one deposit apart; colour says which deposit.
SERIES = (("o", "solid"), ("s", (0, (5, 3))), ("^", (0, (1.5, 2))), ("D", (0, (7, 2, 2, 2))), ("h", (0, (1, 3))))


@dataclass(frozen=True)
class Facets:
    """Grade against tonnage: a field for each kind of statement, two beside each other, a crowded one alone."""

    chart: GradeTonnage

    @property
    def height(self) -> float:
        """How high the fields are, inches."""
        return math.fsum(_row_height(row) for row in self._rows())

    @property
    def unlabelled(self) -> tuple[str, ...]:
        """What is said of the points whose labels found no room."""
        pairs = [pair for one in self.chart.facets for pair in zip(one.points, self._labels(one), strict=True)]
        return tuple(f"{point.label}: {point.text}" for point, label in pairs if label is None)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the fields, row by row."""
        for row in self._rows():
            for across, facet in enumerate(row):
                self._facet(sheet, facet, left + across * STRIDE, top)
            top += _row_height(row)

    def _rows(self) -> list[list[Facet]]:
        rows: list[list[Facet]] = []
        for facet in self.chart.facets:
            has_room = rows and len(rows[-1]) < ACROSS and not _is_crowded(rows[-1][0])
            if has_room and not _is_crowded(facet):
                rows[-1].append(facet)
            else:
                rows.append([facet])
        return rows

    def _facet(self, sheet: Sheet, facet: Facet, left: float, top: float) -> None:
        width, height = _field_size(facet)
        right, foot = left + BEFORE + width, top + ABOVE + height + 0.24
        slanting = {"color": colour("soft"), "ha": "right", "style": "italic"}
        sheet.write(left, top + 0.08, facet.title, size=9.5, weight="bold")
        sheet.write(left, top + 0.27, "Grade, % TREO", size=8, color=colour("soft"))
        sheet.write(right, top + 0.27, "slanting: million t TREO", size=8, **slanting)
        sheet.write(right, foot, "Material or ore, million t", size=8, color=colour("soft"), ha="right")
        axes = sheet.place(left + BEFORE, top + ABOVE, width, height)
        _fields(axes, self.chart)
        for point, label in zip(facet.points, self._labels(facet), strict=True):
            _point(axes, point, label)

    def _labels(self, facet: Facet) -> tuple[Label | None, ...]:
        width, height = (length * POINTS_PER_INCH for length in _field_size(facet))
        places = [
            (self.chart.ore_axis.place(point.ore) * width, (1 - self.chart.grade_axis.place(point.grade)) * height)
            for point in facet.points
        ]
        widths = [len(point.label) * NAME_SIZE * LETTER + 3 for point in facet.points]
        return place_labels(places, widths, (width, height), line_height=NAME_SIZE * 1.4)


def _is_crowded(facet: Facet) -> bool:
    return len(facet.points) > CROWD


def _field_size(facet: Facet) -> tuple[float, float]:
    return (COLUMN_WIDTH - BEFORE - 0.3, WIDE_FIELD_HEIGHT) if _is_crowded(facet) else (FIELD_WIDTH, FIELD_HEIGHT)


def _row_height(row: Iterable[Facet]) -> float:
    return ABOVE + BELOW + max(_field_size(facet)[1] for facet in row)


def _fields(axes: Axes, chart: GradeTonnage) -> None:
    """Set both logarithmic scales, their lines, and the lines of equal contained oxide."""
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(chart.ore_axis.low, chart.ore_axis.high)
    axes.set_ylim(chart.grade_axis.low, chart.grade_axis.high)
    axes.set_xticks([tick.value for tick in chart.ore_axis.ticks], [tick.text for tick in chart.ore_axis.ticks])
    axes.set_yticks([tick.value for tick in chart.grade_axis.ticks], [tick.text for tick in chart.grade_axis.ticks])
    axes.minorticks_off()
    axes.grid(color=colour("line"), linewidth=0.8)
    axes.set_axisbelow(True)
    for line in chart.iso_lines:
        ends = list(zip(line.start, line.end, strict=True))
        axes.plot(
            *ends, transform=axes.transAxes, color=colour("strong"), linewidth=0.9, linestyle=(0, (5, 4)), zorder=1
        )
        at_top = line.start[1] > 0.999
        axes.annotate(
            line.text,
            xy=line.start,
            xycoords="axes fraction",
            xytext=(0, 3) if at_top else (3, 2),
            textcoords="offset points",
            ha="center" if at_top else "left",
            va="bottom",
            fontsize=7.5,
            style="italic",
            family=faces(),
            color=colour("soft"),
            parse_math=False,
        )


def _point(axes: Axes, point: Point, label: Label | None) -> None:
    tint = group_colour(point.position)
    axes.plot([point.ore, point.ore_max], [point.grade, point.grade], color=tint, linewidth=2, alpha=0.6, zorder=2)
    axes.plot([point.ore, point.ore], [point.grade, point.grade_max], color=tint, linewidth=2, alpha=0.6, zorder=2)
    for way, bound in (((1, 0), point.bounds[0]), ((0, 1), point.bounds[1])):
        if bound in (*LOWER_BOUNDS, *UPPER_BOUNDS):
            sign = 1 if bound in LOWER_BOUNDS else -1
            draw_arrow(axes, (point.ore, point.grade), (sign * way[0], sign * way[1]), tint)
    axes.scatter(
        [point.ore],
        [point.grade],
        s=42,
        facecolor=face_of(point.fill, tint),
        edgecolor=tint,
        linewidth=1.5,
        linestyle="solid" if point.is_verified else UNVERIFIED_EDGE,
        zorder=3,
        clip_on=False,
    )
    if label is not None:
        _name(axes, point, label)


def _name(axes: Axes, point: Point, label: Label) -> None:
    line = {"arrowstyle": "-", "color": colour("soft"), "linewidth": 0.7, "shrinkA": 0, "shrinkB": 4}
    axes.annotate(
        point.label,
        xy=(point.ore, point.grade),
        xytext=(label.dx, -label.dy),
        textcoords="offset points",
        ha={"start": "left", "end": "right", "middle": "center"}[label.anchor],
        va="center",
        fontsize=NAME_SIZE,
        family=faces(),
        color=colour("ink"),
        parse_math=False,
        arrowprops=line if label.has_leader else None,
        annotation_clip=False,
        zorder=4,
    )


# --- patterns -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PatternFields:
    """Rare-earth patterns: a field for each deposit, two beside each other, each with its key."""

    chart: RarePatterns

    @property
    def deposits(self) -> list[list[Pattern]]:
        """The patterns of each deposit."""
        names = dict.fromkeys(pattern.deposit_id for pattern in self.chart.patterns)
        return [[one for one in self.chart.patterns if one.deposit_id == name] for name in names]

    @property
    def height(self) -> float:
        """How high fields and keys are, inches."""
        return math.fsum(self._row_height(row) for row in self._rows())

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the fields, row by row."""
        for row in self._rows():
            for across, patterns in enumerate(row):
                self._field(sheet, patterns, left + across * STRIDE, top)
            top += self._row_height(row)

    def _rows(self) -> list[list[list[Pattern]]]:
        deposits = self.deposits
        return [deposits[place : place + ACROSS] for place in range(0, len(deposits), ACROSS)]

    def _row_height(self, row: Iterable[list[Pattern]]) -> float:
        keys = [math.fsum(_key_height(pattern) for pattern in patterns) for patterns in row]
        return ABOVE + FIELD_HEIGHT + 0.35 + max(keys) + 0.1

    def _field(self, sheet: Sheet, patterns: list[Pattern], left: float, top: float) -> None:
        tint = group_colour(patterns[0].position)
        sheet.write(left, top + 0.08, patterns[0].name, size=9.5, weight="bold", color=tint)
        sheet.write(left, top + 0.27, "Times CI chondrite", size=8, color=colour("soft"))
        axes = sheet.place(left + BEFORE, top + ABOVE - 0.1, FIELD_WIDTH, FIELD_HEIGHT)
        axes.set_yscale("log")
        axes.set_ylim(self.chart.axis.low, self.chart.axis.high)
        axes.set_xlim(-0.5, len(ORDER) - 0.5)
        axes.set_xticks(range(len(ORDER)), ORDER)
        ticks = self.chart.ticks
        axes.set_yticks([tick.value for tick in ticks], [tick.text for tick in ticks])
        axes.minorticks_off()
        axes.grid(axis="y", color=colour("line"), linewidth=0.8)
        at = top + ABOVE + FIELD_HEIGHT + 0.3
        for place, pattern in enumerate(patterns):
            marker, dashes = SERIES[place % len(SERIES)]
            _series(axes, pattern, tint, marker, dashes)
            _key(sheet, pattern, (left, at), tint, marker, dashes)
            at += _key_height(pattern)


def _series(axes: Axes, pattern: Pattern, tint: str, marker: str, dashes: object) -> None:
    for run in pattern.runs:
        places, values = [ratio.place for ratio in run], [ratio.value for ratio in run]
        axes.plot(places, values, color=tint, linewidth=1.3, marker=marker, markersize=5, linestyle=dashes, zorder=3)
        for ratio in run:
            if ratio.bound:
                draw_arrow(axes, (ratio.place, ratio.value), (0, 1 if ratio.bound in LOWER_BOUNDS else -1), tint)


def _key_lines(pattern: Pattern) -> list[tuple[str, str]]:
    """Return the lines of a pattern's key with their colours: what it is, what 100 % is, what is not given."""
    missing = f" Not given: {', '.join(pattern.missing)}." if pattern.missing else ""
    basis = f"100 % is: {pattern.normalised_to}.{missing}"
    lines = [(line, "ink") for line in wrapped(pattern.detail, KEY_WIDTH, KEY_SIZE)]
    return lines + [(line, "soft") for line in wrapped(basis, KEY_WIDTH, KEY_SIZE)]


def _key_height(pattern: Pattern) -> float:
    return len(_key_lines(pattern)) * line_height(KEY_SIZE) + 0.08


def _key(sheet: Sheet, pattern: Pattern, place: tuple[float, float], tint: str, marker: str, dashes: object) -> None:
    left, top = place
    swatch = sheet.place(left, top, 0.5, line_height(KEY_SIZE))
    swatch.set_axis_off()
    swatch.plot([0, 1, 2], [0, 0, 0], color=tint, linewidth=1.3, linestyle=dashes)
    swatch.plot([1], [0], color=tint, marker=marker, markersize=5)
    for place_down, (line, ink) in enumerate(_key_lines(pattern)):
        sheet.write(left + 0.62, top + place_down * line_height(KEY_SIZE), line, size=KEY_SIZE, color=colour(ink))
