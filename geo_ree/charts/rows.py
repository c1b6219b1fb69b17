"""A chart of rows: each row says what it is, stands somewhere on one scale, and names who says so.

Rows need no labels that could collide, and they read as a table: the page shows them as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.amount import LOWER_BOUNDS, UPPER_BOUNDS
from geo_ree.atlas.rows.base import unique
from geo_ree.atlas.rows.collection import short_name
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.charts.axes import Axis
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.figures import format_date
from geo_ree.text.labels import CODES, STATEMENT_TYPES, capital, say


@dataclass(frozen=True)
class Row:
    """One row: a point, a range, a bar, or words alone.

    Parameters
    ----------
    label, detail : str
        What it is; who says it, or how it was computed.
    text : str
        The figure as shown, with its unit.
    source_ids : tuple of str
    low, high : float, optional
        The figure on the scale, the ends of a range; None where the row has words alone.
    start : float, optional
        Where a bar begins; None for a point.
    bound : str
        ``more_than`` where the figure may be larger, ``up_to`` or ``less_than`` where it may be smaller.
    fill : str
        A key of ``symbology.SYMBOL_STATES``.
    is_computed : bool
        Whether the figure is arithmetic on stated ones.
    is_loss : bool
        Whether a bar shows what is lost.
    is_total : bool
        Whether a bar stands for the sum of those above it.
    is_verified : bool
    others : tuple of float
        The figures of others on the same scale, among which this one stands.
    """

    label: str
    detail: str
    text: str
    source_ids: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    start: float | None = None
    bound: str = ""
    fill: str = "solid"
    is_computed: bool = False
    is_loss: bool = False
    is_total: bool = False
    is_verified: bool = True
    others: tuple[float, ...] = ()

    @property
    def is_drawn(self) -> bool:
        """Whether the row stands on the scale."""
        return self.low is not None

    @property
    def is_bar(self) -> bool:
        """Whether the row is a bar."""
        return self.start is not None

    @property
    def is_lower_bound(self) -> bool:
        """Whether the figure may be larger."""
        return self.bound in LOWER_BOUNDS

    @property
    def is_upper_bound(self) -> bool:
        """Whether the figure may be smaller."""
        return self.bound in UPPER_BOUNDS


@dataclass(frozen=True)
class Group:
    """Rows that belong together, under a heading.

    ``position`` is the deposit's place in the order asked, which its colour follows; None where a colour of its own
    would claim too much.
    """

    name: str
    position: int | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Reference:
    """A value to hold the rows against: a line across the panel."""

    value: float
    text: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """Rows on one scale: one quantity, one unit."""

    title: str
    unit: str
    axis: Axis
    groups: tuple[Group, ...]
    reference: Reference | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order."""
        return tuple(row for group in self.groups for row in group.rows)


def sources_of(panels: Iterable[Panel]) -> tuple[str, ...]:
    """Return the sources of panels, in reading order."""
    found = [source for panel in panels for row in panel.rows for source in row.source_ids]
    return unique(found + [source for panel in panels if panel.reference for source in panel.reference.source_ids])


# --- statements as rows -------------------------------------------------------------------------------------------


def statements_by_date(atlas: Atlas, deposit_id: str) -> list[Estimate]:
    """Return the statements on a deposit that are no part of another one, oldest first."""
    rows = [row for row in atlas.rows.ranked_estimates(deposit_id) if not row.part_of]
    return sorted(rows, key=lambda row: (row.stated_date, row.estimate_id))


def statement_fill(row: Estimate) -> str:
    """Return how a statement is filled: solid under a code, pale under a state's classes, else hollow."""
    if not row.is_verified or row.reporting_code == "none":
        return "hollow"
    return "solid" if row.reporting_code in CRIRSCO_CODES else "pale"


def statement_label(row: Estimate) -> str:
    """Return a statement's date and kind: ``October 2025 · Claim``."""
    kind = [capital(say(row.statement_type, STATEMENT_TYPES))]
    if row.reporting_code != "none":
        kind.append(say(row.reporting_code, CODES))
    kind += [str(row.orebody)] if row.orebody else []
    kind += ["preferred"] if row.is_preferred else []
    kind += ["superseded"] if row.superseded_by else []
    kind += ["not verified"] if not row.is_verified else []
    return f"{format_date(row.stated_date)} · {', '.join(kind)}"


def who_states(atlas: Atlas, source_id: str) -> str:
    """Return who stands behind a source, in a few words: the one it relays, else its publisher."""
    return short_name(atlas.rows.sources[source_id].who)


def name_of(atlas: Atlas, deposit_id: str, among: Iterable[str]) -> str:
    """Return a deposit's name, without its brackets unless another of the chart is called the same."""
    name = atlas.name(deposit_id)
    others = [short_name(atlas.name(other)) for other in among if other != deposit_id]
    return name if short_name(name) in others else short_name(name)
