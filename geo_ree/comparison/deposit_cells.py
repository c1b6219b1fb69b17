"""Cells of a deposit: its elements, what comes with them, the project, and how far other places are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geo_ree.atlas.deposit_profile import Profile, distance_km, first_of_each, thorium_in_ground
from geo_ree.atlas.rows.amount import combined_qualifier
from geo_ree.atlas.rows.base import unique
from geo_ree.atlas.rows.deposits import Analysis, Byproduct, Deposit
from geo_ree.chemistry.elements import ELEMENTS
from geo_ree.comparison.records import Cell, Value, missing_cell
from geo_ree.comparison.setting import Setting
from geo_ree.text.figures import NOT_STATED, format_distance, format_figure, format_number, join_words
from geo_ree.text.labels import MATERIALS, STATUSES, say

COMPUTED_DIGITS = 3
COMPUTED_SHARE_DIGITS = 2
MOST_ALTERNATIVES = 2


# --- elements -----------------------------------------------------------------------------------------------------


def elements_cell(setting: Setting, profile: Profile) -> Cell:
    """Return how many of the 17 elements are said to be there.

    The elements that an analysis happens to list are a remark, never the figure: they say how full the analysis is.
    """
    counts = first_of_each(profile.figures.get("elements_present", ()), "value")
    stated, others = (counts[0] if counts else None), counts[1:]
    first = profile.figure("elements_produced_first")
    named = [symbol for symbol in ELEMENTS if symbol in profile.deposit.elements]
    notes = [f"also stated: {row.stated().words} ({setting.rows.cited(row)})" for row in others]
    notes += [f"{first.stated().words} to be produced first"] if first else []
    notes += [f"shares are published for {len(named)}: {', '.join(named)}"] if named else []
    rows = [row for row in (stated, *others, first) if row is not None]
    count = stated.value if stated else None
    return Cell(
        profile.deposit_id,
        count,
        NOT_STATED if count is None else f"{format_number(count)} of {len(ELEMENTS)}",
        "",
        unique([*(row.source_id for row in rows), *(analysis.source_id for analysis in profile.analyses)]),
        date=stated.when if stated else None,
        note="; ".join(notes),
    )


def magnet_share_cell(setting: Setting, profile: Profile) -> Cell:
    """Return Nd2O3 + Pr6O11, each analysis on its own, with the material analysed."""
    analyses = [analysis for analysis in profile.analyses if analysis.magnet_share is not None]
    shares = [_share_text(analysis) for analysis in analyses]
    values = [analysis.magnet_share for analysis in analyses if analysis.magnet_share is not None]
    if not values:
        return missing_cell(
            profile.deposit_id, "% of the oxides analysed", "no analysis gives both neodymium and praseodymium"
        )
    noted = [f"{share}: {_material_words(analysis)}" for share, analysis in zip(shares, analyses, strict=True)]
    return Cell(
        profile.deposit_id,
        min(values),
        " or ".join(dict.fromkeys(shares)),
        "% of the oxides analysed",
        unique(analysis.source_id for analysis in analyses),
        value_max=max(values) if max(values) > min(values) else None,
        qualifier=combined_qualifier(qualifier for analysis in analyses for qualifier in analysis.qualifiers),
        date=analyses[0].date if len(analyses) == 1 else None,
        note=_material_words(analyses[0]) if len(analyses) == 1 else "; ".join(noted),
    )


def _share_text(analysis: Analysis) -> str:
    share = analysis.magnet_share or 0.0
    # A share that somebody computed from an assay is no better than the assay's digits, often one or two.
    digits = COMPUTED_SHARE_DIGITS if "computed" in analysis.normalised_to else COMPUTED_DIGITS
    return format_figure(share, qualifier=combined_qualifier(analysis.qualifiers), significant=digits)


def _material_words(analysis: Analysis) -> str:
    """Return what was analysed, and when: ``bastnaesite (mineral), 1982``."""
    word = say(analysis.material, MATERIALS)
    words = analysis.detail if analysis.material in analysis.detail.lower() else f"{analysis.detail} ({word})"
    year = (analysis.date or "")[:4]
    return f"{words}, {year}" if year not in words else words


# --- what comes with the rare earths ------------------------------------------------------------------------------


def byproducts_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the commodities besides the rare earths; grades, where stated, in the note."""
    names = unique(row.commodity for row in profile.byproducts)
    in_situ = [row for row in profile.byproducts if row.is_in_situ]
    found = {row.commodity for row in in_situ}
    used = [row for row in profile.byproducts if row in in_situ or row.commodity not in found]
    grades = _grades([row for row in in_situ if row.grade_percent is not None])
    doubtful = unique(row.commodity for row in used if not row.is_verified)
    if doubtful:
        grades.append(f"not verified: {join_words(doubtful)}")
    return Cell(
        profile.deposit_id,
        names or None,
        ", ".join(names) or NOT_STATED,
        "",
        unique(row.source_id for row in used),
        note="; ".join(dict.fromkeys(grades)),
    )


def _grades(rows: list[Byproduct]) -> list[str]:
    """Return the grades in words; those with the same remark share it, since a grade may be of one sector only."""
    remarks = {row.byproduct_id: (row.note or "").split(". ")[0].rstrip(".") for row in rows}
    words = []
    for remark in dict.fromkeys(remarks.values()):
        grades = [_grade_words(row) for row in rows if remarks[row.byproduct_id] == remark]
        words.append(", ".join(grades) + (f" ({remark})" if remark else ""))
    return words


def _grade_words(row: Byproduct) -> str:
    return f"{row.commodity} {row.stated('grade_percent').words} % {row.chemical_basis or ''}".rstrip()


def thorium_cell(setting: Setting, profile: Profile) -> Cell:
    """Return every published tonnage of thorium in the ground; competing ones side by side, none preferred."""
    found = sorted(thorium_in_ground(profile), key=lambda thorium: thorium.amount.value)
    if not found:
        return missing_cell(profile.deposit_id, "t", "")
    lowest, highest = found[0].amount.value, max(thorium.amount.upper for thorium in found)
    figures = unique(thorium.amount.figure for thorium in found)
    given = [f"{thorium.amount.words} t {thorium.basis} ({setting.rows.cited(thorium.row)})" for thorium in found]
    return Cell(
        profile.deposit_id,
        lowest,
        " or ".join(figures),
        "t",
        unique(thorium.row.source_id for thorium in found),
        value_max=highest if highest > lowest else None,
        date=found[0].row.when if len(found) == 1 else None,
        note=("the statements conflict: " if len(figures) > 1 else "") + "; ".join(given),
    )


# --- the project --------------------------------------------------------------------------------------------------


def status_cell(setting: Setting, profile: Profile) -> Cell:
    """Return where the project stands, and who works it."""
    deposit = profile.deposit
    return replace(_deposit_cell(deposit, deposit.status, say(deposit.status, STATUSES)), note=deposit.operator or "")


def type_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the geological type."""
    kind = profile.deposit.deposit_type
    return _deposit_cell(profile.deposit, kind, say(kind))


def minerals_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the minerals that carry the rare earths."""
    minerals = profile.deposit.ree_minerals
    return _deposit_cell(profile.deposit, minerals or None, ", ".join(minerals) or NOT_STATED)


def _deposit_cell(deposit: Deposit, value: Value, text: str) -> Cell:
    return Cell(deposit.deposit_id, value, text, "", deposit.sources, date=deposit.when)


def show_figure(attribute: str, unit: str) -> Callable[[Setting, Profile], Cell]:
    """Return the function that shows one attribute of the figures table; the note tells the figures that differ."""

    def make_cell(setting: Setting, profile: Profile) -> Cell:
        rows = profile.figures.get(attribute, ())
        if not rows:
            return missing_cell(profile.deposit_id, unit, "")
        shown, others = rows[0], first_of_each([row for row in rows if row.value != rows[0].value], "value")
        also = [f"{row.stated().words} ({setting.rows.cited(row)})" for row in others[:MOST_ALTERNATIVES]]
        return Cell(
            profile.deposit_id,
            shown.value,
            shown.stated().figure,
            unit,
            unique([shown.source_id, *(row.source_id for row in others[:MOST_ALTERNATIVES])]),
            qualifier=shown.qualifier,
            value_max=shown.value_max,
            claim_status="unverified" if not shown.is_verified else None,
            date=shown.when,
            note=f"also stated: {join_words(also)}" if also else "",
        )

    return make_cell


# --- distances ----------------------------------------------------------------------------------------------------


def distance_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the geodesic distance to the other deposit, or to each of the others."""
    others = [other for other in setting.profiles if other is not profile]
    lengths = [distance_km(setting.atlas, profile.deposit_id, other.deposit_id) for other in others]
    sources = unique(row.deposit.location_source_id for row in (profile, *others))
    if len(others) == 1:
        text = format_number(round(lengths[0]))
        return Cell(profile.deposit_id, lengths[0], text, "km", sources, note=f"to {others[0].name}")
    texts = tuple(f"{format_distance(km)} to {other.name}" for km, other in zip(lengths, others, strict=True))
    return Cell(profile.deposit_id, texts, "; ".join(texts), "", sources)


def separation_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the geodesic distance to the nearest plant that separates rare earths now; verified plants go first."""
    plants = [row for row in setting.rows.plants.values() if "separate" in row.stages and row.status == "operating"]
    plants = [row for row in plants if row.is_verified] or plants
    if not plants:
        return missing_cell(profile.deposit_id, "km", "no operating separation plant is known")
    reached = [(distance_km(setting.atlas, profile.deposit_id, row.facility_id), row) for row in plants]
    length, plant = min(reached, key=lambda pair: (pair[0], pair[1].facility_id))
    return Cell(
        profile.deposit_id,
        length,
        format_distance(length).removesuffix(" km"),
        "km",
        unique([profile.deposit.location_source_id, plant.location_source_id, *plant.source_ids]),
        claim_status=None if plant.is_verified else "unverified",
        date=plant.as_of,
        note=f"{plant.name}, {plant.country}"
        + (f" (the point is: {plant.location_is})" if plant.location_is else "")
        + f"; the nearest of {len(plants)} in this atlas",
    )
