"""Everything the atlas holds about one deposit, as plain rows: what measures, evidence and caveats are drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas
import pyproj

from geo_ree.atlas import Atlas
from geo_ree.elements import OXIDES
from geo_ree.numbers import format_date, format_figure, is_missing
from geo_ree.wording import CODES, say

Row = Mapping[str, Any]

ELLIPSOID = pyproj.Geod(ellps="WGS84")
NEODYMIUM_AND_PRASEODYMIUM = ("Nd2O3", "Pr6O11")
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
        parts = [self.shares.get(oxide) for oxide in NEODYMIUM_AND_PRASEODYMIUM]
        return sum(part for part in parts if part is not None) if None not in parts else None


@dataclass(frozen=True)
class Dossier:
    """The rows about one deposit.

    ``headline`` is its preferred estimate or None; ``statements`` are the totals for the whole deposit that no newer
    one replaces, the preferred one first; ``figures`` are by attribute, verified before unverified, newest first.
    """

    deposit_id: str
    name: str
    deposit: Row
    headline: Row | None
    statements: tuple[Row, ...]
    figures: Mapping[str, tuple[Row, ...]]
    analyses: tuple[Analysis, ...]
    byproducts: tuple[Row, ...]
    footprints: tuple[Row, ...]
    events: tuple[Row, ...]

    def figure(self, attribute: str) -> Row | None:
        """Return the figure to show for an attribute: verified before unverified, then the newest."""
        return next(iter(self.figures.get(attribute, ())), None)

    def stated(self, column: str) -> tuple[Row, ...]:
        """Return the verified statements that give a figure in ``column``, the preferred one first."""
        return tuple(row for row in self.statements if row[column] is not None and row["verified"] is not False)


@dataclass(frozen=True)
class Setting:
    """What is compared: the atlas and the dossiers, in the order asked."""

    atlas: Atlas
    dossiers: tuple[Dossier, ...]

    def cited(self, row: Row) -> str:
        """Return who states a row, and when, in a few words: ``Eti Maden, October 2025``."""
        source_id = str(row["source_id"])
        source = plain(self.atlas.sources.loc[source_id].to_dict())
        who = source["relays"] or source["publisher"] or source["title"]
        date = date_of(row) or source["date"]
        return f"{who}, {format_date(date)}" if date else str(who)

    def cited_figure(self, row: Row, column: str, unit: str) -> str:
        """Return a statement's figure with who states it: ``1.75 % TREO (Eti Maden, October 2025)``."""
        return f"{figure_words(row, column)} {unit} ({self.cited(row)})"


def gather_setting(atlas: Atlas, deposit_ids: Iterable[str]) -> Setting:
    """Return the dossiers of the deposits to compare."""
    return Setting(atlas, tuple(gather_dossier(atlas, deposit_id) for deposit_id in deposit_ids))


def gather_dossier(atlas: Atlas, deposit_id: str) -> Dossier:
    """Return everything the atlas holds about one deposit."""
    deposit = plain(atlas.deposits.loc[deposit_id].to_dict())
    estimates = plain_rows(atlas.estimates_of(deposit_id))
    figures = atlas.figures
    return Dossier(
        deposit_id=deposit_id,
        name=str(deposit["name"]),
        deposit=deposit,
        headline=next((row for row in estimates if row["is_preferred"]), None),
        statements=tuple(row for row in estimates if _is_whole(row)),
        figures=_by_attribute(plain_rows(figures[figures["subject_id"] == deposit_id])),
        analyses=_analyses(_about(atlas.element_shares, deposit_id)),
        byproducts=_about(atlas.byproducts, deposit_id),
        footprints=_about(atlas.footprints, deposit_id),
        events=_about(atlas.events, deposit_id),
    )


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


def figure_words(row: Row, column: str = "value") -> str:
    """Return one figure of a row in running text: ``more than 120``."""
    upper = row.get("value_max") if column == "value" else None
    return format_figure(row[column], upper, qualifier=qualifier_of(row, column), in_words=True)


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


def _is_whole(row: Row) -> bool:
    return not (row["part_of"] or row["orebody"] or row["superseded_by"])


def _about(frame: pandas.DataFrame, deposit_id: str) -> tuple[Row, ...]:
    return plain_rows(frame[frame["deposit_id"] == deposit_id])


def _by_attribute(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    newest_first = sorted(rows, key=lambda row: date_of(row) or "", reverse=True)
    ordered = sorted(newest_first, key=lambda row: row["verified"] is False)
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
        qualifiers=frozenset(row["qualifier"] for row in rows if row["oxide"] in NEODYMIUM_AND_PRASEODYMIUM),
    )
