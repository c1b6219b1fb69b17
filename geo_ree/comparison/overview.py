"""A comparison at a glance: one line for a terminal, a small table for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo_ree.comparison.records import Caveat, Measure
from geo_ree.text.figures import join_words


def say_what_is_compared(names: Sequence[str], measures: Sequence[Measure], caveats: Sequence[Caveat]) -> str:
    """Return in one line what is compared, and how much of it may be set side by side on one scale."""
    comparable = sum(measure.comparable for measure in measures)
    kept_apart = sum(caveat.forbids_bars for caveat in caveats)
    scale = f"{comparable} of {len(measures)} measures on one scale"
    return f"{join_words(tuple(names))}: {scale}, {len(caveats)} caveats, {kept_apart} of which forbid one"


def comparison_as_html(names: Sequence[str], measures: Sequence[Measure], summary: str) -> str:
    """Return the measures as a small table: a column a deposit, each figure with its unit."""
    head = "".join(f"<th>{escape(name)}</th>" for name in ("", *names))
    rows = "".join(f"<tr><th>{escape(measure.label)}</th>{_cells(measure)}</tr>" for measure in measures)
    return f"<p>Comparison of {escape(summary)}</p><table><tr>{head}</tr>{rows}</table>"


def _cells(measure: Measure) -> str:
    texts = (cell.text if cell.is_missing or not cell.unit else f"{cell.text} {cell.unit}" for cell in measure.cells)
    return "".join(f"<td>{escape(text)}</td>" for text in texts)
