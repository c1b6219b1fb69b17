"""Which evidence each deposit has published: one small function a row, in one table.

``yes`` is what a reader may rely on, ``partial`` what points that way, ``no`` what is not in any source of the atlas:
it may exist unpublished.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo_ree.atlas.dossiers import (
    Analysis,
    Dossier,
    Row,
    Setting,
    code_application,
    date_of,
    describe_code,
    distance_km,
    figure_words,
    plain_rows,
    unique,
)
from geo_ree.comparison.records import Evidence, EvidenceCell
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.figures import format_date, format_number, join_words
from geo_ree.text.labels import CATEGORIES, FOOTPRINTS, say

OUTLINES_OF_ORE = ("orebody", "pit")
# Below this the oxides that an analysis lists leave much of the total unsaid.
WHOLE_SPLIT_PERCENT = 90
WORKING = ("operating", "commissioning")
# What a stated recovery shows, by the scale at which it was reached.
RECOVERIES_AT = {
    "bench": "laboratory recoveries",
    "pilot": "recoveries of a pilot plant",
    "plant": "recoveries of a plant",
    "study": "recoveries of a study",
    "unstated": "recoveries at a scale not stated",
}


@dataclass(frozen=True)
class EvidenceKind:
    """One row of the evidence matrix: its name, label and how a deposit's cell is made."""

    evidence: str
    label: str
    make_cell: Callable[[Setting, Dossier], EvidenceCell]


def gather_evidence(setting: Setting) -> tuple[Evidence, ...]:
    """Return the evidence matrix of the compared deposits."""
    return tuple(
        Evidence(kind.evidence, kind.label, tuple(kind.make_cell(setting, dossier) for dossier in setting.dossiers))
        for kind in EVIDENCE
    )


def code_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether the headline is reported under a code; a state classification is partial."""
    row = dossier.headline
    if row is None:
        return _no(dossier, "no statement of size")
    code = row["reporting_code"]
    if code != "none":
        state = "yes" if code in CRIRSCO_CODES else "partial"
        return _cell(dossier, state, describe_code(row), [row])
    applied = code_application(dossier)
    if applied:
        return _no(dossier, "an application is reported, nothing is published under a code", [applied[0]])
    return _no(dossier, "none published", [row])


def competent_person_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether a named Competent or Qualified Person signed a report of the headline."""
    row = dossier.headline
    if row is not None and row["cp_signed"] is True:
        return _cell(dossier, "yes", "signed report", [row])
    if row is not None and row["reporting_code"] in CRIRSCO_CODES:
        return _cell(dossier, "partial", f"{describe_code(row)} is named; no signed report seen", [row])
    return _no(dossier, "none published")


def cutoff_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether a cut-off grade is stated: for the headline, or in another statement only."""
    stated = dossier.stated("cutoff_value")
    if not stated:
        return _no(dossier, "not stated")
    row = stated[0]
    text = f"{format_number(row['cutoff_value'])} {row['cutoff_unit']}"
    if _is_headline(dossier, row):
        return _cell(dossier, "yes", text, [row])
    return _cell(dossier, "partial", f"{text}, in another statement", [row])


def categories_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether the headline is divided by confidence: measured, indicated, inferred, proved, probable."""
    row = dossier.headline
    category = row["resource_category"] if row is not None else None
    if row is None or category in (None, "undefined"):
        return _no(dossier, "not stated")
    state = "partial" if category == "national_class" else "yes"
    return _cell(dossier, state, say(category, CATEGORIES), [row])


def element_split_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether shares by element are published for ore; of other materials, or of a few oxides, is partial."""
    analyses = dossier.analyses
    if not analyses:
        return _no(dossier, "not published")
    ore = [analysis for analysis in analyses if analysis.material == "ore" and _is_whole(analysis)]
    details = join_words(unique(analysis.detail for analysis in ore or analyses))
    sources = unique(analysis.source_id for analysis in ore or analyses)
    text = f"of ore: {details}" if ore else f"not of ore, or of a few oxides only: {details}"
    return EvidenceCell(dossier.deposit_id, "yes" if ore else "partial", text, sources)


def _is_whole(analysis: Analysis) -> bool:
    return math.fsum(analysis.shares.values()) >= WHOLE_SPLIT_PERCENT


def metallurgy_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether the process is shown to work: a working mine, else a pilot plant or laboratory recoveries."""
    if dossier.deposit["status"] in WORKING:
        return EvidenceCell(dossier.deposit_id, "yes", "proved by production", tuple(dossier.deposit["source_ids"]))
    pilots = _pilot_plants(setting, dossier)
    tests = dossier.recoveries()
    scales = unique(RECOVERIES_AT[row["scale"]] for row in tests)
    words = (["pilot plant"] if pilots or dossier.deposit["status"] == "pilot" else []) + list(scales)
    if not words:
        return _no(dossier, "none seen")
    found = [source for plant in pilots for source in plant["source_ids"]] + [row["source_id"] for row in tests]
    sources = unique(found or dossier.deposit["source_ids"])
    return EvidenceCell(dossier.deposit_id, "partial", join_words(words), sources)


def outline_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether an outline is published: of an orebody or pit; a survey area, host rock or licence is partial."""
    if not dossier.footprints:
        return _no(dossier, "not published")
    ore = [row for row in dossier.footprints if row["kind"] in OUTLINES_OF_ORE]
    rows = ore or list(dossier.footprints)
    kinds = join_words(unique(say(row["kind"], FOOTPRINTS) for row in rows))
    return _cell(dossier, "yes" if ore else "partial", kinds if ore else f"{kinds} only, not of ore", rows)


def drilling_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether drilling totals are published: metres, else locations only."""
    metres, locations = dossier.figure("drilling_m"), dossier.figure("drilling_locations")
    rows = [row for row in (metres, locations) if row is not None]
    if not rows:
        return _no(dossier, "not published")
    words = [f"{figure_words(row)} {unit}" for row, unit in ((metres, "m"), (locations, "locations")) if row]
    return _cell(dossier, "yes" if metres else "partial", ", ".join(words), rows)


def dated_tonnage_evidence(setting: Setting, dossier: Dossier) -> EvidenceCell:
    """Return whether the headline gives a tonnage with its effective date."""
    stated = dossier.stated("ore_million_t")
    if not stated:
        return _no(dossier, "no tonnage stated")
    row = stated[0]
    date = format_date(date_of(row))
    if not _is_headline(dossier, row):
        return _cell(dossier, "partial", f"in another statement, {date}", [row])
    if not row["effective_date"]:
        return _cell(dossier, "partial", f"published {date}; no effective date", [row])
    return _cell(dossier, "yes", date, [row])


def _pilot_plants(setting: Setting, dossier: Dossier) -> list[Row]:
    """Return the pilot plants that stand at the deposit, as far as the precision of both places can tell."""
    here = dossier.deposit_id
    return [
        row
        for row in plain_rows(setting.atlas.facilities)
        if row["status"] == "pilot"
        and distance_km(setting.atlas, here, row["facility_id"]) * 1000
        <= (row["location_precision_m"] or 0) + (dossier.deposit["location_precision_m"] or 0)
    ]


EVIDENCE = (
    EvidenceKind("reporting_code", "Reporting code", code_evidence),
    EvidenceKind("competent_person", "Competent Person's report", competent_person_evidence),
    EvidenceKind("dated_tonnage", "Dated tonnage", dated_tonnage_evidence),
    EvidenceKind("cutoff", "Cut-off grade", cutoff_evidence),
    EvidenceKind("categories", "Confidence categories", categories_evidence),
    EvidenceKind("element_split", "Shares by element", element_split_evidence),
    EvidenceKind("drilling", "Drilling totals", drilling_evidence),
    EvidenceKind("outline", "Outline", outline_evidence),
    EvidenceKind("metallurgy", "Metallurgy", metallurgy_evidence),
)


def _is_headline(dossier: Dossier, row: Row) -> bool:
    return dossier.headline is not None and row["estimate_id"] == dossier.headline["estimate_id"]


def _cell(dossier: Dossier, state: str, text: str, rows: Iterable[Row]) -> EvidenceCell:
    return EvidenceCell(dossier.deposit_id, state, text, unique(row["source_id"] for row in rows))


def _no(dossier: Dossier, text: str, rows: Iterable[Row] = ()) -> EvidenceCell:
    return _cell(dossier, "no", text, rows)
