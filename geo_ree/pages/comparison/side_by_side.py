"""The side-by-side table as the page shows it: measures, caveats and the matrix of evidence, words and numbers only."""

from __future__ import annotations

from geo_ree.comparison.comparison import Comparison
from geo_ree.comparison.records import Cell, Measure
from geo_ree.layers.symbology import deposit_colour
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.statements import Shown, status_chip
from geo_ree.text.figures import format_date
from geo_ree.text.labels import capital

# The table's rows under headings; a measure that is named nowhere comes last, under the last heading.
MEASURE_GROUPS = (
    ("Size and grade", ("ore_million_t", "treo_percent", "treo_million_t", "treo_million_t_computed")),
    (
        "The statement behind these figures",
        ("statement_type", "reporting_code", "claim_status", "resource_category", "effective_date", "cutoff"),
    ),
    ("What is in it", ("elements_reported", "ndpr_percent", "byproducts", "thorium_t", "deposit_type", "ree_minerals")),
    (
        "The project",
        ("status", "drilling_m", "drilling_locations", "planned_ore_t_per_year", "planned_reo_t_per_year"),
    ),
    ("Where it lies", ("distance_km", "nearest_separation_km")),
)

# These rows describe one statement, whose date stands in a row of its own.
UNDATED_ROWS = MEASURE_GROUPS[1][1]


def measure_groups(comparison: Comparison, bibliography: Bibliography) -> list[Shown]:
    """Return the side-by-side table: headings, each with its rows; bars only where a measure is comparable."""
    forbidden = {name for caveat in comparison.caveat_list if caveat.forbids_bars for name in caveat.measures}
    last, known = len(MEASURE_GROUPS) - 1, {name for _, names in MEASURE_GROUPS for name in names}
    groups = []
    for place, (title, names) in enumerate(MEASURE_GROUPS):
        rows = [
            _measure_row(measure, measure.measure in forbidden, bibliography)
            for measure in comparison.measures
            if measure.measure in names or (place == last and measure.measure not in known)
        ]
        groups.append({"title": title, "rows": rows})
    return [group for group in groups if group["rows"]]


def _measure_row(measure: Measure, forbidden: bool, bibliography: Bibliography) -> Shown:
    return {
        "label": measure.label,
        "caveat": measure.caveat,
        "forbidden": forbidden,
        "cells": [_shown_cell(cell, measure, place, bibliography) for place, cell in enumerate(measure.cells)],
    }


def _shown_cell(cell: Cell, measure: Measure, place: int, bibliography: Bibliography) -> Shown:
    return {
        "text": cell.text if cell.is_missing else capital(cell.text),
        "unit": "" if cell.is_missing else cell.unit,
        "missing": cell.is_missing,
        "is_figure": cell.number is not None,
        "cites": bibliography.numbers(cell.source_ids),
        "status": status_chip(cell.claim_status),
        "date": format_date(cell.date) if cell.date and measure.measure not in UNDATED_ROWS else "",
        "note": bibliography.rich(cell.note),
        "bar": _bar(cell, measure),
        "colour": deposit_colour(place),
    }


def _bar(cell: Cell, measure: Measure) -> Shown | None:
    """Return a bar's length and the reach of its range in % of the longest of the row; None where none may be drawn."""
    ends = [max(other.number, other.value_max or 0) for other in measure.cells if other.number is not None]
    if not measure.comparable or cell.number is None or len(ends) < 2 or max(ends) <= 0:
        return None
    length = 100 * cell.number / max(ends)
    reach = 100 * (cell.value_max or cell.number) / max(ends)
    return {"length": round(length, 2), "reach": round(reach - length, 2)}


def caveat_rows(comparison: Comparison, bibliography: Bibliography) -> list[Shown]:
    """Return the caveats, those that forbid a common scale first."""
    return [
        {
            "topic": capital(caveat.topic),
            "message": bibliography.rich(caveat.message, caveat.source_ids),
            "main": caveat.forbids_bars,
        }
        for caveat in comparison.caveat_list
    ]


def evidence_rows(comparison: Comparison, bibliography: Bibliography) -> list[Shown]:
    """Return the rows of the evidence matrix."""
    return [
        {
            "label": row.label,
            "cells": [
                {"state": cell.state, "text": capital(cell.text), "cites": bibliography.numbers(cell.source_ids)}
                for cell in row.cells
            ],
        }
        for row in comparison.evidence_rows
    ]
