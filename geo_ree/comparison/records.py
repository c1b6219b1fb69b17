"""What a comparison is made of: cells, measures, evidence and caveats. Values only, ready to show."""

from __future__ import annotations

from dataclasses import dataclass

from geo_ree.text.figures import NOT_STATED

Value = float | str | tuple[str, ...] | None


@dataclass(frozen=True)
class Cell:
    """One figure of one deposit, ready to show.

    Parameters
    ----------
    deposit_id : str
    value : float, str, tuple of str or None
        The figure; None where the source does not give it. The lower end of a range.
    text : str
        The figure as shown to people, without its unit: ``694``, ``> 120``, ``not stated``.
    unit : str
        ``million t``, ``% TREO`` …; empty for words.
    source_ids : tuple of str
        Where it is stated; of a missing figure, where its note comes from.
    value_max : float, optional
        The upper end of a range, or of figures that compete.
    qualifier : str, optional
        How exactly it is said, one of ``geo_ree.layers.codelists.QUALIFIERS``.
    claim_status : str, optional
        Weight of the statement, one of ``geo_ree.layers.codelists.CLAIM_STATUSES``.
    date : str, optional
        The date for which it holds, ISO 8601 as precisely as it is known.
    note : str
        A short remark to show small under the figure.

    Examples
    --------
    >>> Cell("bayan-obo", None, "not stated", "million t", ()).is_missing
    True
    """

    deposit_id: str
    value: Value
    text: str
    unit: str
    source_ids: tuple[str, ...]
    value_max: float | None = None
    qualifier: str | None = None
    claim_status: str | None = None
    date: str | None = None
    note: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether no figure is stated."""
        return self.value is None

    @property
    def number(self) -> float | None:
        """The figure as a number; None for words and for what is missing."""
        return float(self.value) if isinstance(self.value, int | float) else None


def missing_cell(deposit_id: str, unit: str, note: str, source_ids: tuple[str, ...] = ()) -> Cell:
    """Return the cell of a figure that nobody states."""
    return Cell(deposit_id, None, NOT_STATED, unit, source_ids, note=note)


@dataclass(frozen=True)
class Measure:
    """One row of the side-by-side table: a figure of each deposit, in the order asked.

    ``comparable`` says whether bars of one scale may be drawn; ``caveat`` says why not, or what to keep in mind.
    """

    measure: str
    label: str
    unit: str
    cells: tuple[Cell, ...]
    comparable: bool
    caveat: str


@dataclass(frozen=True)
class EvidenceCell:
    """Whether one deposit has one kind of evidence: ``state`` is ``yes``, ``partial`` or ``no``."""

    deposit_id: str
    state: str
    text: str
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """One row of the evidence matrix."""

    evidence: str
    label: str
    cells: tuple[EvidenceCell, ...]


@dataclass(frozen=True)
class Caveat:
    """Something that must be known before two figures are set side by side.

    Parameters
    ----------
    topic : str
        The point in a few words.
    measures : tuple of str
        The measures it is about; empty where it is about the deposit.
    deposit_ids : tuple of str
        The deposits it is about.
    message : str
        The point in one or two sentences.
    source_ids : tuple of str
        Where the figures in the message come from.
    forbids_bars : bool
        Whether the measures must not be drawn on one scale; otherwise it is something to keep in mind.
    """

    topic: str
    measures: tuple[str, ...]
    deposit_ids: tuple[str, ...]
    message: str
    source_ids: tuple[str, ...]
    forbids_bars: bool = False
