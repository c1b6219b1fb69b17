"""Every published estimate and event as pages show them: words and numbers, no layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.deposit_profile import describe_code
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.atlas.rows.records import Event
from geo_ree.comparison.comparison import Comparison
from geo_ree.layers import symbology
from geo_ree.layers.symbology import deposit_colour
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.text import labels
from geo_ree.text.figures import format_date, format_figure, join_words
from geo_ree.text.labels import CATEGORIES, CLAIM_STATUSES, STATEMENT_TYPES, capital, say

Shown = dict[str, Any]

FIGURE_LABELS = (
    ("ore_million_t", "million t material"),
    ("treo_percent", "% TREO"),
    ("treo_million_t", "million t TREO"),
    ("tree_percent", "% TREE (elements, not oxide)"),
    ("tree_million_t", "million t of elements, not oxide"),
)
# Why one estimate stands before the next: the first of these that tells them apart, in the order of the rule.
REASONS: tuple[tuple[Callable[[Estimate], object], str], ...] = (
    (lambda row: row.is_part, "it is for the whole deposit"),
    (lambda row: row.is_replaced, "no newer statement of the same party replaces it"),
    (lambda row: row.is_verified, "it was read in a source"),
    (lambda row: row.statement_type, "a resource goes before a reserve, and both before a claim"),
    (lambda row: row.weight, "the claim weighs more"),
    (lambda row: row.contained_treo is None, "it says how much oxide there is"),
    (lambda row: row.stated_date, "it is the newer one"),
    (lambda row: row.resource_category, "it covers more categories, or holds more of one"),
)


def status_chip(claim_status: str | None) -> Shown | None:
    """Return the chip of a claim status: a few words, how many of four bars, and the whole phrase."""
    if claim_status is None:
        return None
    words, bars = labels.CLAIM_STATUS_CHIPS[claim_status]
    return {"text": words, "bars": bars, "title": capital(say(claim_status, CLAIM_STATUSES))}


# --- every estimate -----------------------------------------------------------------------------------------------


def statements_of(
    atlas: Atlas, deposit_id: str, bibliography: Bibliography, *, preferred_only: bool = False
) -> list[Shown]:
    """Return every published statement on a deposit, the preferred one first and with the reason why it is.

    With ``preferred_only`` the others are left out, but the reason still weighs them.
    """
    rows = atlas.rows.ranked_estimates(deposit_id)
    # Samples and exploration targets have a place in the order, but are never chosen.
    by_rule = [row for row in atlas.rows.estimates_by_rule(deposit_id) if row.is_headline_type]
    shown = [row for row in rows if row.is_preferred] if preferred_only else rows
    return [_statement(row, bibliography, _why(row, by_rule) if row.is_preferred else "") for row in shown]


def _statement(row: Estimate, bibliography: Bibliography, why: str) -> Shown:
    return {
        "date": format_date(row.stated_date),
        "kind": capital(say(row.statement_type, STATEMENT_TYPES)),
        "figures": _figures(row),
        "scope": _scope(row),
        "printed": row.value_as_printed or "",
        "status": status_chip(row.claim_status),
        "code": capital(describe_code(row)),
        "note": bibliography.rich(row.note),
        "cites": bibliography.numbers([row.source_id]),
        "preferred": bool(row.is_preferred),
        "superseded": bool(row.superseded_by),
        "why": why,
    }


def _figures(row: Estimate) -> list[Shown]:
    stated = [
        {"text": amount.figure, "label": label}
        for column, label in FIGURE_LABELS
        if (amount := row.amount(column)) is not None
    ]
    computed = row.computed_treo
    if computed is not None and row.treo_million_t is None:
        # The qualifiers of tonnage and grade stand beside it.
        figure = format_figure(computed.value, computed.value_max, significant=computed.digits)
        stated.append({"text": figure, "label": "million t TREO, computed here"})
    return stated


def _scope(row: Estimate) -> str:
    """Return what a statement is of: orebody, tonnage basis, category, cut-off."""
    parts = [row.orebody, row.tonnage_basis]
    if row.resource_category not in (None, "undefined"):
        parts.append(say(row.resource_category, CATEGORIES))
    if row.cutoff is not None:
        parts.append(f"cut-off {row.cutoff}")
    if row.equity_percent is not None:
        parts.append(f"the owner's share of {format_figure(row.equity_percent)} %")
    return capital("; ".join(str(part) for part in parts if part))


def _why(preferred: Estimate, by_rule: Sequence[Estimate]) -> str:
    if preferred not in by_rule[:1]:
        return "Chosen when the atlas was loaded, over the rule."
    if len(by_rule) < 2:
        return "The only statement here that can stand for the deposit."
    following = by_rule[1]
    reason = next((words for value, words in REASONS if value(preferred) != value(following)), "its id comes first")
    return f"Stands before the next one because {reason}."


# --- events -------------------------------------------------------------------------------------------------------


def event_rows(comparison: Comparison, bibliography: Bibliography) -> list[Shown]:
    """Return what happened around the compared deposits, and what concerns all of them, oldest first."""
    colours = {name: deposit_colour(place) for place, name in enumerate(comparison.deposit_ids)}
    names = {name: comparison.atlas.name(name) for name in comparison.deposit_ids}
    rows = [row for row in comparison.atlas.rows.events if row.deposit_id in (None, *colours)]
    return [_event(row, names, colours, bibliography) for row in sorted(rows, key=lambda row: (row.date, row.event_id))]


def _event(row: Event, names: Mapping[str, str], colours: Mapping[str, str], bibliography: Bibliography) -> Shown:
    return {
        "date": _period(row),
        "deposit": names.get(row.deposit_id or "", ""),
        "colour": colours.get(row.deposit_id or "", "soft"),
        "subject": row.subject,
        "parties": join_words(tuple(row.parties)),
        "outcome": capital(say(row.outcome)),
        "tone": symbology.OUTCOME_TONES[row.outcome],
        "outcome_note": bibliography.rich(row.outcome_note),
        "refining_place": row.refining_place or "",
        "note": bibliography.rich(row.note),
        "unverified": not row.is_verified,
        "cites": bibliography.numbers([row.source_id]),
    }


def _period(row: Event) -> str:
    start = format_date(row.date)
    return f"{start} – {format_date(row.date_end)}" if row.date_end else start
