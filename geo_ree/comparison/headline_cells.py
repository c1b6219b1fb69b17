"""Cells of the preferred estimate: size, grade, and what kind of statement it is.

A figure that it does not give is missing; what other statements give is said in the note, with its source, and never
put in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geo_ree.atlas.deposit_profile import Profile, code_application, describe_code, first_of_each
from geo_ree.atlas.rows.amount import Amount
from geo_ree.atlas.rows.base import unique
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.comparison.records import Cell, missing_cell
from geo_ree.comparison.setting import Setting
from geo_ree.text.figures import format_date, join_words
from geo_ree.text.labels import CATEGORIES, CLAIM_STATUSES, STATEMENT_TYPES, say

MOST_ALTERNATIVES = 2
FACTORS = (("ore_million_t", "tonnage"), ("treo_percent", "grade"))
HEADLINE_FIGURES = ("ore_million_t", "treo_percent", "treo_million_t", "treo_million_t_computed")


def ore_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the tonnage of the preferred estimate, with what the tonnes are of."""
    cell = _headline_cell(setting, profile, "ore_million_t", "million t")
    basis = profile.headline.tonnage_basis if profile.headline and not cell.is_missing else None
    return replace(cell, note=f"{cell.note}; {basis}") if basis else cell


def grade_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the grade of the preferred estimate."""
    return _headline_cell(setting, profile, "treo_percent", "% TREO")


def oxide_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the contained oxide as the preferred estimate states it."""
    return _headline_cell(setting, profile, "treo_million_t", "million t")


def computed_oxide_cell(setting: Setting, profile: Profile) -> Cell:
    """Return tonnage times grade, where the preferred estimate gives both."""
    row, unit = profile.headline, "million t"
    if row is None:
        return missing_cell(profile.deposit_id, unit, "no statement")
    computed = row.computed_treo
    if computed is None:
        absent = [word for column, word in FACTORS if row.number(column) is None]
        return missing_cell(profile.deposit_id, unit, f"not computed: the statement gives no {' and no '.join(absent)}")
    note = f"computed here: {row.stated('ore_million_t').words} million t at {row.stated('treo_percent').words} %"
    return _amount_cell(profile, row, computed, unit, note)


def _headline_cell(setting: Setting, profile: Profile, column: str, unit: str) -> Cell:
    row = profile.headline
    amount = row.amount(column) if row is not None else None
    if row is None or amount is None:
        return _alternatives_cell(setting, profile, column, unit)
    return _amount_cell(profile, row, amount, unit, f"{say(row.statement_type, STATEMENT_TYPES)}, {describe_code(row)}")


def _amount_cell(profile: Profile, row: Estimate, amount: Amount, unit: str, note: str) -> Cell:
    """Return one figure of the preferred estimate."""
    return Cell(
        profile.deposit_id,
        amount.value,
        amount.figure,
        unit,
        row.sources,
        value_max=amount.value_max,
        qualifier=amount.qualifier,
        claim_status=row.claim_status,
        date=row.when,
        note=note,
    )


def _alternatives_cell(setting: Setting, profile: Profile, column: str, unit: str) -> Cell:
    """Return a missing cell whose note tells what other statements give."""
    others = first_of_each(profile.stated(column), column)[:MOST_ALTERNATIVES]
    if not others:
        return missing_cell(profile.deposit_id, unit, "")
    given = join_words([_alternative_words(setting, row, column, unit) for row in others])
    head = "another statement gives" if len(others) == 1 else "other statements give"
    return missing_cell(profile.deposit_id, unit, f"{head} {given}", tuple(row.source_id for row in others))


def _alternative_words(setting: Setting, row: Estimate, column: str, unit: str) -> str:
    """Return another statement's figure with who states it; of a tonnage also what the tonnes are of."""
    words = setting.rows.cited_figure(row, column, unit)
    return f"{words}: {row.tonnage_basis}" if column == "ore_million_t" and row.tonnage_basis else words


def statement_type_cell(setting: Setting, profile: Profile) -> Cell:
    """Return what the preferred estimate is, such as a resource, a reserve or a claim."""
    return _word_cell(profile, lambda row: row.statement_type, STATEMENT_TYPES)


def reporting_code_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the code under which the preferred estimate was reported."""
    cell = _word_cell(profile, lambda row: row.reporting_code, None)
    row = profile.headline
    if row is None:
        return cell
    if row.reporting_code != "none":
        return replace(cell, text=describe_code(row), note="signed" if row.cp_signed else "no signed report seen")
    applied = code_application(profile)
    if applied is None:
        return cell
    note = f"an application was reported ({setting.rows.cited(applied[0])}); no report is published"
    return replace(cell, note=note, source_ids=unique([*cell.source_ids, applied[0].source_id]))


def claim_status_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the weight of the preferred estimate."""
    return _word_cell(profile, lambda row: row.claim_status, CLAIM_STATUSES)


def category_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the confidence category of the preferred estimate."""
    return _word_cell(profile, lambda row: row.resource_category, CATEGORIES)


def _word_cell(profile: Profile, word_of: Callable[[Estimate], str | None], words: dict[str, str] | None) -> Cell:
    row = profile.headline
    word = word_of(row) if row is not None else None
    if row is None or word is None:
        return missing_cell(profile.deposit_id, "", "", row.sources if row else ())
    return Cell(profile.deposit_id, word, say(word, words), "", row.sources, date=row.when)


def date_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the date for which the preferred estimate holds, else that of its publication."""
    row = profile.headline
    if row is None:
        return missing_cell(profile.deposit_id, "", "")
    iso = row.when
    note = "" if row.effective_date else "date of publication; no effective date is stated"
    return Cell(profile.deposit_id, iso, format_date(iso), "", (row.source_id,), date=iso, note=note)


def cutoff_cell(setting: Setting, profile: Profile) -> Cell:
    """Return the cut-off grade of the preferred estimate; its unit differs between deposits, so it is in the text."""
    row = profile.headline
    if row is None or row.cutoff is None:
        return missing_cell(profile.deposit_id, "", "", row.sources if row else ())
    return Cell(profile.deposit_id, row.cutoff_value, row.cutoff, "", row.sources, date=row.when)
