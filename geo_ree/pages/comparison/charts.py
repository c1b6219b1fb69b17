"""The charts of the comparison page: the records of ``charts`` as inline SVG, made here and drawn by no script.

A chart of rows is a table whose middle column is drawn, so that it reads aloud as it reads. A chart of points has a
table beside it for those who cannot see it. Places across are in per cent, places down and type in pixels: a chart
takes the width it is given, and its letters stay as large as the page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from geo_ree.atlas.rows.amount import LOWER_BOUNDS, UPPER_BOUNDS
from geo_ree.charts.axes import Axis, Tick
from geo_ree.charts.collection import Chart, collect_charts
from geo_ree.charts.grade_tonnage import Facet, GradeTonnage
from geo_ree.charts.labels import Label, place_labels
from geo_ree.charts.patterns import ORDER, Pattern, RarePatterns
from geo_ree.charts.rows import Group, Panel, Row
from geo_ree.comparison.comparison import Comparison
from geo_ree.layers.symbology import deposit_colour
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.text.figures import format_number

Shown = dict[str, Any]

# Of a panel of points: how high it is drawn, and the narrowest width for which its labels are placed, pixels.
PANEL_HEIGHT = 300
NARROWEST = 282
LETTER = 6.6
LABEL_HEIGHT = 15
# The series of one deposit differ by shape and dash; colour says which deposit.
SERIES_SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "plus")
DASHES = ("", "6 4", "2 3", "9 3 2 3", "1 3")
RATIO_DIGITS = 2


def chart_section(comparison: Comparison, bibliography: Bibliography) -> Shown:
    """Return the charts that the data of a comparison allow, and the reasons why others are absent."""
    collection = collect_charts(comparison.atlas, comparison.deposit_ids)
    return {
        "charts": [_chart(kind, chart, bibliography) for kind, chart in collection.charts],
        "absent": [f"{heading}: {reason}." for heading, reason in collection.absent],
    }


def _chart(kind: str, chart: Chart, bibliography: Bibliography) -> Shown:
    shown: Shown = {"kind": kind, "title": chart.title, "says": chart.says, "caveats": chart.caveats}
    if isinstance(chart, GradeTonnage):
        shown |= _grade_tonnage(chart, bibliography)
    elif isinstance(chart, RarePatterns):
        shown |= _patterns(chart, bibliography)
    else:
        shown |= {"form": "rows", "panels": [_row_panel(panel, bibliography) for panel in chart.panels]}
    return shown | {"cites": bibliography.numbers(chart.source_ids)}


def percent(place: float) -> str:
    """Return a place between 0 and 1 as SVG takes it.

    >>> percent(0.33333)
    '33.33%'
    """
    return f"{round(100 * place, 2):g}%"


def colour_of(position: int | None) -> str:
    """Return the colour of a deposit by its place in the order asked; a neutral one for None."""
    return "soft" if position is None else deposit_colour(position)


def _ticks(axis: Axis) -> list[Shown]:
    return [{"at": percent(axis.place(tick.value)), "text": tick.text} for tick in axis.ticks]


def _upwards(axis: Axis, ticks: Sequence[Tick]) -> list[Shown]:
    return [{"at": percent(1 - axis.place(tick.value)), "text": tick.text} for tick in ticks]


# --- rows ---------------------------------------------------------------------------------------------------------


def _row_panel(panel: Panel, bibliography: Bibliography) -> Shown:
    reference = panel.reference
    return {
        "title": panel.title,
        "unit": panel.unit,
        "ticks": _ticks(panel.axis),
        "reference": percent(panel.axis.place(reference.value)) if reference else "",
        "groups": [_group(group, panel.axis, bibliography) for group in panel.groups],
    }


def _group(group: Group, axis: Axis, bibliography: Bibliography) -> Shown:
    rows = [
        {
            "label": row.label,
            "detail": row.detail,
            "text": row.text,
            "cites": bibliography.numbers(row.source_ids),
            "mark": _mark(row, axis) if row.is_drawn else None,
            "total": row.is_total,
        }
        for row in group.rows
    ]
    return {"name": group.name, "colour": colour_of(group.position), "rows": rows}


def _mark(row: Row, axis: Axis) -> Shown:
    assert row.low is not None
    assert row.high is not None
    low, high = axis.place(row.low), axis.place(row.high)
    start = axis.place(row.start) if row.start is not None else 0.0
    return {
        "is_bar": row.is_bar,
        "start": percent(start),
        "low": percent(low),
        "high": percent(high),
        "length": percent(low - start),
        "reach": percent(high - low) if high > low else "",
        "shape": "diamond" if row.is_computed else "circle",
        "classes": " ".join(
            [row.fill, *(["loss"] if row.is_loss else []), *(["total"] if row.is_total else [])]
            + ([] if row.is_verified else ["unverified"])
        ),
        "arrow": "right" if row.is_lower_bound else "left" if row.is_upper_bound else "",
    }


# --- points -------------------------------------------------------------------------------------------------------


def _grade_tonnage(chart: GradeTonnage, bibliography: Bibliography) -> Shown:
    return {
        "form": "points",
        "height": PANEL_HEIGHT,
        "across": "Material or ore, million t",
        "up": "Grade, % TREO",
        "x_ticks": _ticks(chart.ore_axis),
        "y_ticks": _upwards(chart.grade_axis, chart.grade_axis.ticks),
        "lines": [
            {
                "x1": percent(line.start[0]),
                "y1": percent(1 - line.start[1]),
                "x2": percent(line.end[0]),
                "y2": percent(1 - line.end[1]),
                "text": line.text,
                # A line that leaves at the top is named there, else where it meets the left side.
                "at_top": line.start[1] > 0.999,
            }
            for line in chart.iso_lines
        ],
        "facets": [_facet(facet, chart, bibliography) for facet in chart.facets],
    }


def _facet(facet: Facet, chart: GradeTonnage, bibliography: Bibliography) -> Shown:
    places = [(chart.ore_axis.place(point.ore), 1 - chart.grade_axis.place(point.grade)) for point in facet.points]
    labels = place_labels(
        [(x * NARROWEST, y * PANEL_HEIGHT) for x, y in places],
        [LETTER * len(point.label) + 4 for point in facet.points],
        (NARROWEST, PANEL_HEIGHT),
        line_height=LABEL_HEIGHT,
    )
    points = [
        {
            "x": percent(x),
            "y": percent(y),
            "x_max": percent(chart.ore_axis.place(point.ore_max)) if point.ore_max > point.ore else "",
            "y_max": percent(1 - chart.grade_axis.place(point.grade_max)) if point.grade_max > point.grade else "",
            "colour": colour_of(point.position),
            "classes": point.fill if point.is_verified else f"{point.fill} unverified",
            "arrows": _arrows(*point.bounds),
            "label": point.label,
            "place": _label(label),
            "text": point.text,
            "cites": bibliography.numbers(point.source_ids),
        }
        for (x, y), point, label in zip(places, facet.points, labels, strict=True)
    ]
    return {"title": facet.title, "points": points}


def _label(label: Label | None) -> Shown | None:
    if label is None:
        return None
    return {"dx": round(label.dx, 1), "dy": round(label.dy, 1), "anchor": label.anchor, "leader": label.has_leader}


def _arrows(across: str, up: str) -> list[str]:
    """Return the ways in which a point may really lie further: right, left, up, down."""
    ways = [("right", across, LOWER_BOUNDS), ("left", across, UPPER_BOUNDS)]
    ways += [("up", up, LOWER_BOUNDS), ("down", up, UPPER_BOUNDS)]
    return [way for way, bound, bounds in ways if bound in bounds]


# --- patterns -----------------------------------------------------------------------------------------------------


def _patterns(chart: RarePatterns, bibliography: Bibliography) -> Shown:
    deposits = list(dict.fromkeys(pattern.deposit_id for pattern in chart.patterns))
    return {
        "form": "patterns",
        "height": PANEL_HEIGHT,
        "up": "Times CI chondrite",
        "elements": [{"symbol": symbol, "at": _across(place)} for place, symbol in enumerate(ORDER)],
        "y_ticks": _upwards(chart.axis, chart.ticks),
        "deposits": [
            _pattern_panel([one for one in chart.patterns if one.deposit_id == deposit_id], chart.axis, bibliography)
            for deposit_id in deposits
        ],
    }


def _across(place: int) -> str:
    return percent((place + 0.5) / len(ORDER))


def _pattern_panel(patterns: Sequence[Pattern], axis: Axis, bibliography: Bibliography) -> Shown:
    series = [_series(place, pattern, axis, bibliography) for place, pattern in enumerate(patterns)]
    cells = [{ratio.symbol: ratio for ratio in pattern.ratios} for pattern in patterns]
    rows = [
        {
            "symbol": symbol,
            "cells": [_ratio_words(given[symbol]) if symbol in given else "not given" for given in cells],
        }
        for symbol in ORDER
        if any(symbol in given for given in cells)
    ]
    return {"name": patterns[0].name, "colour": colour_of(patterns[0].position), "series": series, "rows": rows}


def _ratio_words(ratio: Any) -> str:
    return f"{format_number(ratio.value, significant=RATIO_DIGITS)} times ({ratio.text})"


def _series(place: int, pattern: Pattern, axis: Axis, bibliography: Bibliography) -> Shown:
    dots = {
        ratio.symbol: {
            "x": _across(ratio.place),
            "y": percent(1 - axis.place(ratio.value)),
            "arrows": _arrows("", ratio.bound),
        }
        for ratio in pattern.ratios
    }
    return {
        "shape": SERIES_SHAPES[place % len(SERIES_SHAPES)],
        "dash": DASHES[place % len(DASHES)],
        "detail": pattern.detail,
        "normalised_to": pattern.normalised_to,
        "missing": ", ".join(pattern.missing),
        "dots": list(dots.values()),
        "segments": [
            {"first": dots[first.symbol], "second": dots[second.symbol]}
            for run in pattern.runs
            for first, second in pairwise(run)
        ],
        "cites": bibliography.numbers(pattern.source_ids),
    }
