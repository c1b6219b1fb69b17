"""All that the atlas says of one deposit: what measures, evidence, caveats and charts are drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.amount import BOUNDS, Amount
from geo_ree.atlas.rows.base import AnyRecord, Record, grouped
from geo_ree.atlas.rows.collection import short_name
from geo_ree.atlas.rows.deposits import Analysis, Byproduct, Deposit, Estimate, Footprint
from geo_ree.atlas.rows.records import Event, Figure
from geo_ree.atlas.rows.supply_chain import RecoveryStep
from geo_ree.gis import geodesy
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.labels import CODES, say

THORIUM_UNITS = ("t", "t Th", "t ThO2")


@dataclass(frozen=True)
class Profile:
    """The rows about one deposit.

    ``headline`` is its preferred statement or None; ``statements`` are the totals for the whole deposit that no newer
    one replaces, the preferred one first; ``samples`` are those that speak of samples only; ``figures`` are by
    attribute, the one to show first.
    """

    deposit: Deposit
    name: str
    headline: Estimate | None
    statements: tuple[Estimate, ...]
    samples: tuple[Estimate, ...]
    figures: Mapping[str, tuple[Figure, ...]]
    steps: tuple[RecoveryStep, ...]
    analyses: tuple[Analysis, ...]
    byproducts: tuple[Byproduct, ...]
    footprints: tuple[Footprint, ...]
    events: tuple[Event, ...]

    @property
    def deposit_id(self) -> str:
        """The deposit's id."""
        return self.deposit.deposit_id

    def figure(self, attribute: str) -> Figure | None:
        """Return the figure to show: verified, by somebody who answers for it, and the newest, in this order."""
        return next(iter(self.figures.get(attribute, ())), None)

    def recoveries(self, stage: str | None = None) -> tuple[RecoveryStep, ...]:
        """Return the verified steps that state a recovery of the rare earths together, of one stage or of all."""
        return tuple(
            step
            for step in self.steps
            if step.recovery is not None and step.is_of_all_rare_earths and step.is_verified
            if stage is None or step.stage == stage
        )

    def stated(self, column: str) -> tuple[Estimate, ...]:
        """Return the verified statements that give a figure in ``column``, the preferred one first."""
        return tuple(row for row in self.statements if row.number(column) is not None and row.is_verified)


def profile_of(atlas: Atlas, deposit_id: str) -> Profile:
    """Return everything the atlas holds about one deposit."""
    rows = atlas.rows
    estimates = rows.ranked_estimates(deposit_id)
    deposit = rows.deposits[deposit_id]
    return Profile(
        deposit=deposit,
        name=short_name(deposit.name),
        headline=rows.preferred(deposit_id),
        statements=tuple(row for row in estimates if row.is_total and row.is_headline_type),
        samples=tuple(row for row in estimates if row.statement_type == "sample"),
        figures=_by_attribute(rows.figures_by_subject.get(deposit_id, ())),
        steps=rows.steps_by_deposit.get(deposit_id, ()),
        analyses=rows.analyses.get(deposit_id, ()),
        byproducts=rows.byproducts_by_deposit.get(deposit_id, ()),
        footprints=rows.footprints.get(deposit_id, ()),
        events=rows.events_by_deposit.get(deposit_id, ()),
    )


def _by_attribute(rows: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    newest_first = sorted(rows, key=lambda row: row.when or "", reverse=True)
    ordered = sorted(newest_first, key=lambda row: (not row.is_verified, not row.is_answerable))
    return grouped(ordered, "attribute")


def distance_km(atlas: Atlas, first_id: str, second_id: str) -> float:
    """Return the geodesic distance between two deposits, plants or ports on the WGS 84 ellipsoid, km."""
    first, second = atlas.point(first_id), atlas.point(second_id)
    return float(geodesy.distance_km(first.x, first.y, second.x, second.y))


def describe_code(row: Estimate) -> str:
    """Return the reporting code of a statement in words."""
    return say(row.reporting_code, CODES)


@dataclass(frozen=True)
class Thorium:
    """A mass of thorium in the ground as somebody states it: the figure, what it is of (Th or ThO2), and its row."""

    amount: Amount
    basis: str
    row: Figure | Byproduct


def thorium_in_ground(profile: Profile) -> tuple[Thorium, ...]:
    """Return the verified masses of thorium in the ground, from the figures and the by-products alike."""
    figures = [
        Thorium(row.stated(), row.unit.removeprefix("t").strip() or "Th", row)
        for attribute, rows in profile.figures.items()
        if attribute.startswith("thorium")
        for row in rows
        if row.unit in THORIUM_UNITS and row.is_verified
    ]
    byproducts = [
        Thorium(row.stated("quantity"), row.chemical_basis or "Th", row)
        for row in profile.byproducts
        if row.commodity == "thorium" and row.is_in_situ
        if row.quantity is not None and row.unit in THORIUM_UNITS and row.is_verified
    ]
    return tuple(figures + byproducts)


def code_application(profile: Profile) -> tuple[Event, tuple[str, ...]] | None:
    """Return the newest reported application under a reporting code, with the codes it names; None without one."""
    for event in sorted(profile.events, key=lambda event: event.date, reverse=True):
        text = " ".join((event.subject, *event.parties)).lower()
        codes = tuple(code for code in CRIRSCO_CODES if code.lower() in text)
        if event.kind == "application" and codes:
            return event, codes
    return None


def first_of_each(rows: Iterable[AnyRecord], column: str = "value") -> list[AnyRecord]:
    """Return the first row of each figure in ``column``; a bound or a range is another figure than its number."""
    first: dict[tuple[float, float | None, str | None], AnyRecord] = {}
    for row in rows:
        first.setdefault(_figure_key(row, column), row)
    return list(first.values())


def _figure_key(row: Record, column: str) -> tuple[float, float | None, str | None]:
    amount = row.stated(column)
    return amount.value, amount.value_max, amount.qualifier if amount.qualifier in BOUNDS else None
