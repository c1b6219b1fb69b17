"""The estimate ladder: every statement on a deposit's size by date, oxide and material each on a scale of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.amount import Amount
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.charts.axes import LogAxis
from geo_ree.charts.rows import (
    Group,
    Panel,
    Row,
    name_of,
    sources_of,
    statement_fill,
    statement_label,
    statements_by_date,
    who_states,
)
from geo_ree.text.figures import format_number, join_unit

UNIT = "million t"
Measure = Callable[[Estimate], Amount | None]


@dataclass(frozen=True)
class EstimateLadder:
    """All statements on the size of some deposits, oldest first: a panel for oxide and one for material.

    Examples
    --------
    >>> import geo_ree
    >>> ladder = estimate_ladder(geo_ree.load_atlas(), ("beylikova", "bayan-obo"))
    >>> [(panel.title, len(panel.rows) > 5) for panel in ladder.panels]
    [('Contained rare-earth oxide (TREO)', True), ('Material or ore', True)]
    """

    panels: tuple[Panel, ...]
    caveats: tuple[str, ...]

    title = "Every statement of size, by date"
    says = (
        "Each row is one published statement, the oldest first. Filled: reported under a code; pale: under a state's "
        "classification; hollow: under no code. A diamond was computed here from the tonnage and the grade of one "
        "statement. An arrow marks a bound, a line a range."
    )

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of all rows, in reading order."""
        return sources_of(self.panels)


def oxide_of(row: Estimate) -> Amount | None:
    """Return the contained oxide that a statement gives, else its tonnage times its grade; million t."""
    return _drawn(row.amount("treo_million_t")) or _drawn(row.computed_treo)


def material_of(row: Estimate) -> Amount | None:
    """Return the material or ore that a statement gives, million t."""
    return _drawn(row.amount("ore_million_t"))


def _drawn(amount: Amount | None) -> Amount | None:
    """Return an amount that can be drawn: zero cannot stand on a logarithmic scale and says nothing of a size."""
    return amount if amount is not None and amount.value else None


def estimate_ladder(atlas: Atlas, deposit_ids: Iterable[str]) -> EstimateLadder | None:
    """Return the ladder of some deposits; None where no statement gives a size.

    Parts of a total are left out, since the total stands there; a single orebody's statement says so.
    """
    ids = tuple(deposit_ids)
    panels = [
        _panel(atlas, ids, title, measure)
        for title, measure in (
            ("Contained rare-earth oxide (TREO)", oxide_of),
            ("Material or ore", material_of),
        )
    ]
    drawn = tuple(panel for panel in panels if panel is not None)
    return EstimateLadder(drawn, _caveats(atlas, ids, drawn)) if drawn else None


def _panel(atlas: Atlas, ids: tuple[str, ...], title: str, measure: Measure) -> Panel | None:
    groups, ends = [], []
    for position, deposit_id in enumerate(ids):
        rows = []
        for statement in statements_by_date(atlas, deposit_id):
            amount = measure(statement)
            if amount is not None:
                rows.append(_row(atlas, statement, amount, measure is material_of))
                ends += [amount.value, amount.upper]
        groups += [Group(name_of(atlas, deposit_id, ids), position, tuple(rows))] if rows else []
    return Panel(title, UNIT, LogAxis.around(ends), tuple(groups)) if ends else None


def _row(atlas: Atlas, statement: Estimate, amount: Amount, is_material: bool) -> Row:
    parts = [who_states(atlas, statement.source_id)]
    if is_material and statement.tonnage_basis:
        parts.append(statement.tonnage_basis)
    if amount.is_computed:
        parts.append("computed here from its tonnage and grade")
    return Row(
        label=statement_label(statement),
        detail="; ".join(parts),
        text=join_unit(amount.figure, UNIT),
        source_ids=statement.sources,
        low=amount.value,
        high=amount.upper,
        bound=amount.qualifier or "",
        fill=statement_fill(statement),
        is_computed=amount.is_computed,
        is_verified=statement.is_verified,
    )


def _caveats(atlas: Atlas, ids: tuple[str, ...], panels: tuple[Panel, ...]) -> tuple[str, ...]:
    """Return what must be known before two rows are compared."""
    said = ["Rows are statements of different kinds, dates and weights: they are neither added up nor ranked."]
    if len(panels) > 1:
        said.append("Material is not oxide: the two panels have scales of their own.")
    elements = [
        f"{format_number(row.tree_million_t)} {UNIT} ({who_states(atlas, row.source_id)})"
        for deposit_id in ids
        for row in statements_by_date(atlas, deposit_id)
        if row.tree_million_t
    ]
    if elements:
        said.append(f"Not drawn, because it is stated as elements and not as oxide: {'; '.join(elements)}.")
    return tuple(said)
