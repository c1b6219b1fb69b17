"""Everything the atlas holds about one deposit, as plain rows: what measures, evidence and caveats are drawn from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas
import pyproj

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.preference import HEADLINE_TYPES
from geo_ree.chemistry.elements import NDPR_OXIDES, OXIDES
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.figures import format_date, format_figure, is_missing
from geo_ree.text.labels import CODES, say

Row = Mapping[str, Any]

ELLIPSOID = pyproj.Geod(ellps="WGS84")
THORIUM_UNITS = ("t", "t Th", "t ThO2")
RELAYING = ("media", "aggregate")
# Those who answer for a figure before those who pass it on.
ANSWERABLE = ("operator", "government", "survey", "peer_reviewed")
# What a recovery may be of, where it is of the rare earths together and not of one of them.
TOGETHER = ("TREO", "TREE")
BOUNDS = ("more_than", "less_than", "up_to")


@dataclass(frozen=True)
class Analysis:
    """The oxide shares of one analysis of one material; shares in % of what ``normalised_to`` says."""

    split_id: str
    material: str
    detail: str
    normalised_to: str
    date: str | None
    source_id: str
    shares: Mapping[str, float]
    qualifiers: frozenset[str]

    @property
    def magnet_share(self) -> float | None:
        """Nd2O3 + Pr6O11, % of the normalising total; None where the analysis lacks one of the two."""
        parts = [self.shares.get(oxide) for oxide in NDPR_OXIDES]
        return math.fsum(part for part in parts if part is not None) if None not in parts else None


@dataclass(frozen=True)
class Dossier:
    """The rows about one deposit.

    ``headline`` is its preferred estimate or None; ``statements`` are the totals for the whole deposit that no newer
    one replaces, the preferred one first; ``samples`` are those that speak of samples only; ``figures`` are by
    attribute, the one to show first.
    """

    deposit_id: str
    name: str
    deposit: Row
    headline: Row | None
    statements: tuple[Row, ...]
    samples: tuple[Row, ...]
    figures: Mapping[str, tuple[Row, ...]]
    processes: tuple[Row, ...]
    analyses: tuple[Analysis, ...]
    byproducts: tuple[Row, ...]
    footprints: tuple[Row, ...]
    events: tuple[Row, ...]

    def figure(self, attribute: str) -> Row | None:
        """Return the figure to show: verified, by somebody who answers for it, and the newest, in this order."""
        return next(iter(self.figures.get(attribute, ())), None)

    def recoveries(self, stage: str | None = None) -> tuple[Row, ...]:
        """Return the verified steps that state a recovery of the rare earths together, of one stage or of all."""
        return tuple(
            row
            for row in self.processes
            if row["recovery_percent"] is not None and row["element"] in TOGETHER and row["verified"] is not False
            if stage is None or row["stage"] == stage
        )

    def stated(self, column: str) -> tuple[Row, ...]:
        """Return the verified statements that give a figure in ``column``, the preferred one first."""
        return tuple(row for row in self.statements if row[column] is not None and row["verified"] is not False)


@dataclass(frozen=True)
class Setting:
    """What is compared: the atlas and the dossiers, in the order asked."""

    atlas: Atlas
    dossiers: tuple[Dossier, ...]

    def cited(self, row: Row) -> str:
        """Return who states a row, when, and for when if that is another year: ``MTA, 2019, for 1977``."""
        source = plain(self.atlas.sources.loc[str(row["source_id"])].to_dict())
        who = short_name(str(source["relays"] or source["publisher"] or source["title"]))
        if row.get("publisher_kind") == "operator" and source["kind"] in RELAYING:
            who = f"the operator in {who}"
        held = date_of(row)
        said = row.get("published_date") or source["date"] or held
        if not said:
            return who
        differs = held is not None and held[:4] != said[:4]
        return f"{who}, {format_date(said)}" + (f", for {format_date(held)}" if differs else "")

    def cited_figure(self, row: Row, column: str, unit: str) -> str:
        """Return a statement's figure with who states it and how oxides are counted: ``3 % (MTA, 2019; elements)``."""
        counted = row["oxide_convention"] if column.startswith("treo") else None
        return f"{figure_words(row, column)} {unit} ({'; '.join(filter(None, (self.cited(row), counted)))})"


def gather_setting(atlas: Atlas, deposit_ids: Iterable[str]) -> Setting:
    """Return the dossiers of the deposits to compare."""
    dossiers = tuple(gather_dossier(atlas, deposit_id) for deposit_id in deposit_ids)
    if len({dossier.name for dossier in dossiers}) < len(dossiers):
        # Nechalacho (Tardiff) and Nechalacho (Upper) are two deposits: here the brackets tell them apart.
        dossiers = tuple(replace(dossier, name=str(dossier.deposit["name"])) for dossier in dossiers)
    return Setting(atlas, dossiers)


def gather_dossier(atlas: Atlas, deposit_id: str) -> Dossier:
    """Return everything the atlas holds about one deposit."""
    deposit = plain(atlas.deposits.loc[deposit_id].to_dict())
    estimates = plain_rows(atlas.estimates_of(deposit_id))
    figures = atlas.figures
    return Dossier(
        deposit_id=deposit_id,
        name=short_name(str(deposit["name"])),
        deposit=deposit,
        headline=next((row for row in estimates if row["is_preferred"]), None),
        statements=tuple(row for row in estimates if _is_whole(row) and row["statement_type"] in HEADLINE_TYPES),
        samples=tuple(row for row in estimates if row["statement_type"] == "sample"),
        figures=_by_attribute(plain_rows(figures[figures["subject_id"] == deposit_id])),
        processes=_about(atlas.processes, deposit_id),
        analyses=_analyses(_about(atlas.element_shares, deposit_id)),
        byproducts=_about(atlas.byproducts, deposit_id),
        footprints=_about(atlas.footprints, deposit_id),
        events=_about(atlas.events, deposit_id),
    )


def short_name(name: str) -> str:
    """Return a name without what stands in brackets behind it.

    >>> short_name("Nechalacho (Tardiff)"), short_name("Fen")
    ('Nechalacho', 'Fen')
    """
    return name.split(" (")[0]


def distance_km(atlas: Atlas, first_id: str, second_id: str) -> float:
    """Return the geodesic distance between two deposits, plants or ports on the WGS 84 ellipsoid, km."""
    first, second = atlas.point(first_id), atlas.point(second_id)
    metres = ELLIPSOID.inv(first.x, first.y, second.x, second.y)[2]
    return float(metres) / 1000


def plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a row with None for whatever is missing."""
    return {str(name): None if is_missing(value) else value for name, value in row.items()}


def plain_rows(frame: pandas.DataFrame) -> tuple[Row, ...]:
    """Return the rows of a frame, its index included, with None for whatever is missing."""
    return tuple(plain(row) for row in frame.reset_index().to_dict("records"))


def date_of(row: Row) -> str | None:
    """Return the date for which a row holds, else its date of publication; None for an undated row."""
    for column in ("effective_date", "as_of", "date", "published_date"):
        if row.get(column):
            return str(row[column])
    return None


def qualifier_of(row: Row, column: str = "value") -> str | None:
    """Return the qualifier of one figure of a row; an estimate may qualify some of its figures only."""
    qualifies = row.get("qualifies") or ()
    return row["qualifier"] if not qualifies or column in qualifies else None


def upper_of(row: Row, column: str = "value") -> float | None:
    """Return the upper end of one figure of a row; None where it is no range, or its table has no ranges."""
    upper = row.get(f"{column}_max")
    return None if upper is None else float(upper)


def figure_words(row: Row, column: str = "value") -> str:
    """Return one figure of a row in running text: ``more than 120``, ``12–15``."""
    return format_figure(row[column], upper_of(row, column), qualifier=qualifier_of(row, column), in_words=True)


def describe_code(row: Row) -> str:
    """Return the reporting code of a statement in words."""
    return say(row["reporting_code"], CODES)


def combined_qualifier(qualifiers: Iterable[str | None]) -> str | None:
    """Return the qualifier of a figure computed from others: a bound if all bounds agree, else about, else None.

    >>> combined_qualifier([None, "more_than"]), combined_qualifier(["more_than", "less_than"])
    ('more_than', 'about')
    """
    loose = {qualifier for qualifier in qualifiers if qualifier not in (None, "exact")}
    return loose.pop() if len(loose) == 1 else "about" if loose else None


def thorium_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Return the rows that state a mass of thorium in the ground, from the figures and the by-products alike."""
    figures = [
        {**row, "basis": row["unit"].removeprefix("t").strip() or "Th"}
        for attribute, rows in dossier.figures.items()
        if attribute.startswith("thorium")
        for row in rows
        if row["unit"] in THORIUM_UNITS and row["verified"] is not False
    ]
    byproducts = [
        {**row, "value": row["quantity"], "basis": row["chemical_basis"] or "Th"}
        for row in dossier.byproducts
        if row["commodity"] == "thorium" and row["in_situ_or_product"] == "in_situ"
        if row["quantity"] is not None and row["unit"] in THORIUM_UNITS and row["verified"] is not False
    ]
    return tuple(figures + byproducts)


def code_application(dossier: Dossier) -> tuple[Row, tuple[str, ...]] | None:
    """Return the newest reported application under a reporting code, with the codes it names; None without one."""
    events = sorted(dossier.events, key=lambda event: str(event["date"]), reverse=True)
    for event in events:
        text = " ".join((event["subject"], *event["parties"])).lower()
        codes = tuple(code for code in CRIRSCO_CODES if code.lower() in text)
        if event["kind"] == "application" and codes:
            return event, codes
    return None


def first_of_each(rows: Iterable[Row], column: str) -> list[Row]:
    """Return the first row of each figure in ``column``; a bound or a range is another figure than its number."""
    first: dict[tuple[float, float | None, str | None], Row] = {}
    for row in rows:
        qualifier = qualifier_of(row, column)
        first.setdefault((row[column], upper_of(row, column), qualifier if qualifier in BOUNDS else None), row)
    return list(first.values())


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Return each item once, in the order of first use."""
    return tuple(dict.fromkeys(items))


def _is_whole(row: Row) -> bool:
    return not (row["part_of"] or row["orebody"] or row["superseded_by"])


def _about(frame: pandas.DataFrame, deposit_id: str) -> tuple[Row, ...]:
    return plain_rows(frame[frame["deposit_id"] == deposit_id])


def _by_attribute(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    newest_first = sorted(rows, key=lambda row: date_of(row) or "", reverse=True)
    ordered = sorted(newest_first, key=lambda row: (row["verified"] is False, row["publisher_kind"] not in ANSWERABLE))
    attributes = dict.fromkeys(str(row["attribute"]) for row in ordered)
    return {name: tuple(row for row in ordered if row["attribute"] == name) for name in attributes}


def _analyses(rows: tuple[Row, ...]) -> tuple[Analysis, ...]:
    return tuple(
        _analysis(split_id, [row for row in rows if row["split_id"] == split_id])
        for split_id in dict.fromkeys(str(row["split_id"]) for row in rows)
    )


def _analysis(split_id: str, rows: list[Row]) -> Analysis:
    first = rows[0]
    shares = {str(row["oxide"]): float(row["share_percent"]) for row in rows}
    return Analysis(
        split_id=split_id,
        material=str(first["material"]),
        detail=str(first["material_detail"]),
        normalised_to=str(first["normalised_to"]),
        date=date_of(first),
        source_id=str(first["source_id"]),
        shares={oxide: shares[oxide] for oxide in OXIDES if oxide in shares},
        qualifiers=frozenset(row["qualifier"] for row in rows if row["oxide"] in NDPR_OXIDES),
    )
