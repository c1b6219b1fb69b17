"""Grade against tonnage on paper: a field for each kind of statement, with lines of equal contained oxide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from matplotlib.axes import Axes

from geo_ree.atlas.rows.amount import LOWER_BOUNDS, UPPER_BOUNDS
from geo_ree.charts.figures.lettering import (
    POINTS_PER_INCH,
    faces,
    line_height,
    shown_ticks,
    text_width,
    widest,
    wrapped,
)
from geo_ree.charts.figures.marks import ARROW_POINTS, DEPOSIT_MARKERS, draw_arrow, draw_marks
from geo_ree.charts.figures.sheet import GUTTER, TICK_SIZE, Sheet, Style
from geo_ree.charts.grade_tonnage import Facet, GradeTonnage, IsoLine, Point
from geo_ree.charts.labels import POINT_RADIUS, Box, Label, place_labels

# A sheet this wide has room for two fields beside each other.
TWO_FIELDS = 5.8
MOST_WIDTH = 7.0
# More points than this want a field as wide as the sheet, for their names.
CROWD = 12
RATIO, LEAST_HEIGHT, MOST_HEIGHT, CROWD_HEIGHT = 0.8, 2.3, 3.4, 5.2
TITLE_SIZE, CAPTION_SIZE, NAME_SIZE, LINE_SIZE = 9.5, 8.0, 7.5, 7.0
UP_CAPTION, LINES_CAPTION, ACROSS_CAPTION = "Grade, % TREO", "slanting: million t TREO", "Material or ore, million t"
AFTER = 0.22
# Half as thick as what is kept free around a range or an arrow, points.
ARM = 2.0
BELOW_TICKS = 0.28
# Where along a line of equal oxide its number may stand: in the middle, else nearer to an end.
LINE_PLACES = (0.5, 0.35, 0.65, 0.22, 0.78, 0.12, 0.88)


@dataclass(frozen=True)
class Field:
    """One kind of statement: its points, in a field of some width and height in inches."""

    chart: GradeTonnage
    facet: Facet
    style: Style
    field_height: float

    @cached_property
    def _ticks_width(self) -> float:
        return widest((tick.text for tick in self.chart.grade_axis.ticks), TICK_SIZE) + 0.1

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the field itself, without its words, inches."""
        return self.style.width - self._ticks_width - AFTER, self.field_height

    @cached_property
    def _title(self) -> list[str]:
        return wrapped(self.facet.title, self.style.width, TITLE_SIZE, weight="bold")

    @property
    def _captions_height(self) -> float:
        """How high the captions above the field are: one line where both stand beside each other."""
        both = text_width(UP_CAPTION, CAPTION_SIZE) + text_width(LINES_CAPTION, CAPTION_SIZE, style="italic") + 0.15
        return (1 if both <= self.style.width - AFTER else 2) * line_height(CAPTION_SIZE)

    @property
    def _above(self) -> float:
        return len(self._title) * line_height(TITLE_SIZE) + self._captions_height + 0.12

    @property
    def height(self) -> float:
        """How high the field is with its words, inches."""
        return self._above + self.field_height + BELOW_TICKS + line_height(CAPTION_SIZE) + 0.2

    @cached_property
    def labels(self) -> tuple[Label | None, ...]:
        """The place of each point's name; None where there is no room."""
        return point_labels(self.chart, self.facet, self.size)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the field with its words."""
        right, foot = left + self.style.width - AFTER, top + self._above + self.field_height + BELOW_TICKS
        quiet = self.style.colour("soft")
        at = sheet.write_lines(left, top, self._title, size=TITLE_SIZE, weight="bold")
        second = at + self._captions_height - line_height(CAPTION_SIZE)
        sheet.write(left, at, UP_CAPTION, size=CAPTION_SIZE, color=quiet)
        sheet.write(right, second, LINES_CAPTION, size=CAPTION_SIZE, color=quiet, ha="right", style="italic")
        sheet.write(right, foot, ACROSS_CAPTION, size=CAPTION_SIZE, color=quiet, ha="right")
        axes = sheet.place(left + self._ticks_width, top + self._above, *self.size)
        draw_field(axes, self.style, self.chart, self.facet, self.size)


@dataclass(frozen=True)
class Facets:
    """Grade against tonnage: a field for each kind of statement, two beside each other, a crowded one alone."""

    chart: GradeTonnage
    style: Style

    @property
    def height(self) -> float:
        """How high the fields are, inches."""
        return math.fsum(_row_height(row) for row in self._rows)

    @property
    def unlabelled(self) -> tuple[str, ...]:
        """What is said of the points whose labels found no room."""
        fields = [field for row in self._rows for field in row]
        pairs = [pair for field in fields for pair in zip(field.facet.points, field.labels, strict=True)]
        return tuple(f"{point.label}: {point.text}" for point, label in pairs if label is None)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the fields, row by row."""
        for row in self._rows:
            for across, field in enumerate(row):
                field.draw(sheet, left + across * (field.style.width + GUTTER), top)
            top += _row_height(row)

    @cached_property
    def _rows(self) -> list[list[Field]]:
        across = 2 if self.style.width >= TWO_FIELDS else 1
        rows: list[list[Facet]] = []
        for facet in self.chart.facets:
            has_room = rows and len(rows[-1]) < across and not _is_crowded(rows[-1][0])
            if has_room and not _is_crowded(facet):
                rows[-1].append(facet)
            else:
                rows.append([facet])
        return [[self._field(facet, across if len(self.chart.facets) > 1 else 1) for facet in row] for row in rows]

    def _field(self, facet: Facet, across: int) -> Field:
        if _is_crowded(facet):
            return Field(self.chart, facet, self.style, CROWD_HEIGHT)
        style = self.style.in_columns(across)
        style = Style(min(style.width, MOST_WIDTH), style.palette)
        return Field(self.chart, facet, style, min(max(style.width * RATIO, LEAST_HEIGHT), MOST_HEIGHT))


def _row_height(row: Sequence[Field]) -> float:
    return max(field.height for field in row)


def _is_crowded(facet: Facet) -> bool:
    return len(facet.points) > CROWD


def draw_field(axes: Axes, style: Style, chart: GradeTonnage, facet: Facet, size: tuple[float, float]) -> None:
    """Draw a field's scales, lines, points and names on axes of a width and height in inches."""
    _set_scales(axes, style, chart, size)
    for line, box in _line_boxes(chart, facet, size):
        _line(axes, style, line, box, size)
    for point, label in zip(facet.points, point_labels(chart, facet, size), strict=True):
        _point(axes, style, point, label)


def point_labels(chart: GradeTonnage, facet: Facet, size: tuple[float, float]) -> tuple[Label | None, ...]:
    """Return the place of each point's name in a field of a size in inches, in points; None without room."""
    width, height = (length * POINTS_PER_INCH for length in size)
    widths = [text_width(point.label, NAME_SIZE) * POINTS_PER_INCH + 2 for point in facet.points]
    places = _places(chart, facet, size)
    taken = [box for _, box in _line_boxes(chart, facet, size) if box]
    taken += [
        box for point, place in zip(facet.points, places, strict=True) for box in _arms(chart, point, place, size)
    ]
    return place_labels(places, widths, (width, height), line_height=NAME_SIZE * 1.4, taken=taken)


def _places(chart: GradeTonnage, facet: Facet, size: tuple[float, float]) -> list[tuple[float, float]]:
    """Return where the points stand, in points from the top left corner of the field."""
    width, height = (length * POINTS_PER_INCH for length in size)
    return [
        (chart.ore_axis.place(point.ore) * width, (1 - chart.grade_axis.place(point.grade)) * height)
        for point in facet.points
    ]


def _arms(chart: GradeTonnage, point: Point, place: tuple[float, float], size: tuple[float, float]) -> Iterator[Box]:
    """Yield the boxes of what reaches out from a point: its ranges, and the arrows of its bounds."""
    (x, y), (width, height) = place, (length * POINTS_PER_INCH for length in size)
    right = chart.ore_axis.place(point.ore_max) * width
    top = (1 - chart.grade_axis.place(point.grade_max)) * height
    across, up = (ARROW_POINTS * _sign(bound) for bound in point.bounds)
    yield min(x, x + across), y - ARM, max(right, x + across), y + ARM
    yield x - ARM, min(top, y - up), x + ARM, max(y, y - up)


def _sign(bound: str) -> int:
    """Return where the arrow of a bound goes: 1 up the scale, -1 down, nought without a bound."""
    return (bound in LOWER_BOUNDS) - (bound in UPPER_BOUNDS)


def _line_boxes(chart: GradeTonnage, facet: Facet, size: tuple[float, float]) -> list[tuple[IsoLine, Box | None]]:
    """Return each line of equal oxide with the box of its number, clear of the points; None where nothing is clear."""
    marks = [
        (x - POINT_RADIUS, y - POINT_RADIUS, x + POINT_RADIUS, y + POINT_RADIUS) for x, y in _places(chart, facet, size)
    ]
    found: list[tuple[IsoLine, Box | None]] = []
    for line in chart.iso_lines:
        taken = [*marks, *(box for _, box in found if box)]
        boxes = (_line_box(line, place, size) for place in LINE_PLACES)
        found.append((line, next((box for box in boxes if _is_clear(box, taken, size)), None)))
    return found


def _line_box(line: IsoLine, place: float, size: tuple[float, float]) -> Box:
    """Return the box of a line's number at a place along it, in points from the top left corner of the field."""
    x, y = (start + (end - start) * place for start, end in zip(line.start, line.end, strict=True))
    across, down = x * size[0] * POINTS_PER_INCH, (1 - y) * size[1] * POINTS_PER_INCH
    half = text_width(line.text, LINE_SIZE, style="italic") * POINTS_PER_INCH / 2 + 1.5
    return across - half, down - LINE_SIZE * 0.7, across + half, down + LINE_SIZE * 0.7


def _is_clear(box: Box, taken: Sequence[Box], size: tuple[float, float]) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and top >= 0 and right <= size[0] * POINTS_PER_INCH and bottom <= size[1] * POINTS_PER_INCH
    return inside and all(
        right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top for other in taken
    )


def _set_scales(axes: Axes, style: Style, chart: GradeTonnage, size: tuple[float, float]) -> None:
    """Set both logarithmic scales with the ticks that have room, and a line for each tick."""
    across, up = chart.ore_axis, chart.grade_axis
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(across.low, across.high)
    axes.set_ylim(up.low, up.high)
    shown = shown_ticks(across, across.ticks, size[0], TICK_SIZE)
    axes.set_xticks([tick.value for tick in shown], [tick.text for tick in shown])
    shown = shown_ticks(up, up.ticks, size[1], TICK_SIZE, upright=True)
    axes.set_yticks([tick.value for tick in shown], [tick.text for tick in shown])
    axes.minorticks_off()
    axes.tick_params(axis="x", pad=6)
    tint = style.colour("line")
    axes.vlines([tick.value for tick in across.ticks], up.low, up.high, color=tint, linewidth=0.8, zorder=0.5)
    axes.hlines([tick.value for tick in up.ticks], across.low, across.high, color=tint, linewidth=0.8, zorder=0.5)


def _line(axes: Axes, style: Style, line: IsoLine, box: Box | None, size: tuple[float, float]) -> None:
    """Draw one line of equal oxide, broken by its number."""
    ends = list(zip(line.start, line.end, strict=True))
    axes.plot(
        *ends, transform=axes.transAxes, color=style.colour("strong"), linewidth=0.9, linestyle=(0, (5, 4)), zorder=1
    )
    if box is None:
        return
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    width, height = (length * POINTS_PER_INCH for length in size)
    paper = {"boxstyle": "square,pad=0.12", "facecolor": style.colour("paper"), "edgecolor": "none"}
    axes.text(
        middle[0] / width,
        1 - middle[1] / height,
        line.text,
        transform=axes.transAxes,
        ha="center",
        va="center",
        fontsize=LINE_SIZE,
        style="italic",
        family=faces(),
        color=style.colour("soft"),
        parse_math=False,
        bbox=paper,
        zorder=1.2,
    )


def _point(axes: Axes, style: Style, point: Point, label: Label | None) -> None:
    tint = style.tint(point.position)
    axes.plot([point.ore, point.ore_max], [point.grade, point.grade], color=tint, linewidth=2, alpha=0.6, zorder=2)
    axes.plot([point.ore, point.ore], [point.grade, point.grade_max], color=tint, linewidth=2, alpha=0.6, zorder=2)
    across, up = map(_sign, point.bounds)
    for towards in ((across, 0), (0, up)):
        if any(towards):
            draw_arrow(axes, (point.ore, point.grade), towards, tint)
    marker = DEPOSIT_MARKERS[(point.position or 0) % len(DEPOSIT_MARKERS)]
    place = [(point.ore, point.grade)]
    draw_marks(axes, style, place, tint=tint, fill=point.fill, is_verified=point.is_verified, marker=marker)
    if label is not None:
        _name(axes, style, point, label)


def _name(axes: Axes, style: Style, point: Point, label: Label) -> None:
    line = {"arrowstyle": "-", "color": style.colour("soft"), "linewidth": 0.7, "shrinkA": 0, "shrinkB": 4}
    axes.annotate(
        point.label,
        xy=(point.ore, point.grade),
        xytext=(label.dx, -label.dy),
        textcoords="offset points",
        ha={"start": "left", "end": "right", "middle": "center"}[label.anchor],
        va="center",
        fontsize=NAME_SIZE,
        family=faces(),
        color=style.colour("ink"),
        parse_math=False,
        bbox={"boxstyle": "square,pad=0.05", "facecolor": style.colour("paper"), "edgecolor": "none", "alpha": 0.8},
        arrowprops=line if label.has_leader else None,
        annotation_clip=False,
        zorder=4,
    )
