"""Which evidence each deposit has published: one small function a row, in one table.

``yes`` is what a reader may rely on, ``partial`` what points that way, ``no`` what is not in any source of the atlas:
it may exist unpublished.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo_ree.atlas.deposit_profile import Profile, code_application, describe_code, distance_km
from geo_ree.atlas.rows.base import Record, unique
from geo_ree.atlas.rows.deposits import Analysis, Estimate
from geo_ree.atlas.rows.supply_chain import Plant
from geo_ree.comparison.records import Evidence, EvidenceCell
from geo_ree.comparison.setting import Setting
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.figures import format_date, join_words
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
    make_cell: Callable[[Setting, Profile], EvidenceCell]


def gather_evidence(setting: Setting) -> tuple[Evidence, ...]:
    """Return the evidence matrix of the compared deposits."""
    return tuple(
        Evidence(kind.evidence, kind.label, tuple(kind.make_cell(setting, profile) for profile in setting.profiles))
        for kind in EVIDENCE
    )


def code_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether the headline is reported under a code; a state classification is partial."""
    row = profile.headline
    if row is None:
        return _no(profile, "no statement of size")
    code = row.reporting_code
    if code != "none":
        state = "yes" if code in CRIRSCO_CODES else "partial"
        return _cell(profile, state, describe_code(row), [row])
    applied = code_application(profile)
    if applied:
        return _no(profile, "an application is reported, nothing is published under a code", [applied[0]])
    return _no(profile, "none published", [row])


def competent_person_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether a named Competent or Qualified Person signed a report of the headline."""
    row = profile.headline
    if row is not None and row.cp_signed is True:
        return _cell(profile, "yes", "signed report", [row])
    if row is not None and row.reporting_code in CRIRSCO_CODES:
        return _cell(profile, "partial", f"{describe_code(row)} is named; no signed report seen", [row])
    return _no(profile, "none published")


def cutoff_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether a cut-off grade is stated: for the headline, or in another statement only."""
    stated = profile.stated("cutoff_value")
    if not stated:
        return _no(profile, "not stated")
    row = stated[0]
    text = str(row.cutoff)
    if _is_headline(profile, row):
        return _cell(profile, "yes", text, [row])
    return _cell(profile, "partial", f"{text}, in another statement", [row])


def categories_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether the headline is divided by confidence: measured, indicated, inferred, proved, probable."""
    row = profile.headline
    category = row.resource_category if row is not None else None
    if row is None or category in (None, "undefined"):
        return _no(profile, "not stated")
    state = "partial" if category == "national_class" else "yes"
    return _cell(profile, state, say(category, CATEGORIES), [row])


def element_split_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether shares by element are published for ore; of other materials, or of a few oxides, is partial."""
    analyses = profile.analyses
    if not analyses:
        return _no(profile, "not published")
    ore = [analysis for analysis in analyses if analysis.material == "ore" and _is_whole(analysis)]
    details = join_words(unique(analysis.detail for analysis in ore or analyses))
    sources = unique(analysis.source_id for analysis in ore or analyses)
    text = f"of ore: {details}" if ore else f"not of ore, or of a few oxides only: {details}"
    return EvidenceCell(profile.deposit_id, "yes" if ore else "partial", text, sources)


def _is_whole(analysis: Analysis) -> bool:
    return math.fsum(analysis.shares.values()) >= WHOLE_SPLIT_PERCENT


def metallurgy_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether the process is shown to work: a working mine, else a pilot plant or laboratory recoveries."""
    if profile.deposit.status in WORKING:
        return EvidenceCell(profile.deposit_id, "yes", "proved by production", tuple(profile.deposit.source_ids))
    pilots = _pilot_plants(setting, profile)
    tests = profile.recoveries()
    scales = unique(RECOVERIES_AT[row.scale] for row in tests)
    words = (["pilot plant"] if pilots or profile.deposit.status == "pilot" else []) + list(scales)
    if not words:
        return _no(profile, "none seen")
    found = [source for plant in pilots for source in plant.source_ids] + [row.source_id for row in tests]
    sources = unique(found or profile.deposit.source_ids)
    return EvidenceCell(profile.deposit_id, "partial", join_words(words), sources)


def outline_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether an outline is published: of an orebody or pit; a survey area, host rock or licence is partial."""
    if not profile.footprints:
        return _no(profile, "not published")
    ore = [row for row in profile.footprints if row.kind in OUTLINES_OF_ORE]
    rows = ore or list(profile.footprints)
    kinds = join_words(unique(say(row.kind, FOOTPRINTS) for row in rows))
    return _cell(profile, "yes" if ore else "partial", kinds if ore else f"{kinds} only, not of ore", rows)


def drilling_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether drilling totals are published: metres, else locations only."""
    metres, locations = profile.figure("drilling_m"), profile.figure("drilling_locations")
    rows = [row for row in (metres, locations) if row is not None]
    if not rows:
        return _no(profile, "not published")
    words = [f"{row.stated().words} {unit}" for row, unit in ((metres, "m"), (locations, "locations")) if row]
    return _cell(profile, "yes" if metres else "partial", ", ".join(words), rows)


def dated_tonnage_evidence(setting: Setting, profile: Profile) -> EvidenceCell:
    """Return whether the headline gives a tonnage with its effective date."""
    stated = profile.stated("ore_million_t")
    if not stated:
        return _no(profile, "no tonnage stated")
    row = stated[0]
    date = format_date(row.when)
    if not _is_headline(profile, row):
        return _cell(profile, "partial", f"in another statement, {date}", [row])
    if not row.effective_date:
        return _cell(profile, "partial", f"published {date}; no effective date", [row])
    return _cell(profile, "yes", date, [row])


def _pilot_plants(setting: Setting, profile: Profile) -> list[Plant]:
    """Return the pilot plants that stand at the deposit, as far as the precision of both places can tell."""
    here = profile.deposit_id
    return [
        row
        for row in setting.rows.plants.values()
        if row.status == "pilot"
        and distance_km(setting.atlas, here, row.facility_id) * 1000
        <= (row.location_precision_m or 0) + (profile.deposit.location_precision_m or 0)
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


def _is_headline(profile: Profile, row: Estimate) -> bool:
    return profile.headline is not None and row.estimate_id == profile.headline.estimate_id


def _cell(profile: Profile, state: str, text: str, rows: Iterable[Record]) -> EvidenceCell:
    return EvidenceCell(profile.deposit_id, state, text, unique(row.sources[0] for row in rows))


def _no(profile: Profile, text: str, rows: Iterable[Record] = ()) -> EvidenceCell:
    return _cell(profile, "no", text, rows)
