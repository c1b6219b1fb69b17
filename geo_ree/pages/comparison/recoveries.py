"""Published steps from feed to product, as the page lists them: what went in, what came out, how much was recovered."""

from __future__ import annotations

from typing import Any

from geo_ree.atlas.deposit_profile import profile_of
from geo_ree.atlas.rows.supply_chain import RecoveryStep
from geo_ree.comparison.comparison import Comparison
from geo_ree.layers.symbology import deposit_colour
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.text.figures import format_date, format_figure
from geo_ree.text.labels import PROCESS_SCALES, capital, say

Shown = dict[str, Any]
SCOPES = {"stage": "of what went in", "overall": "of what was mined"}


def recovery_groups(comparison: Comparison, bibliography: Bibliography) -> list[Shown]:
    """Return the published steps, a group for each deposit compared that has any, the newest first."""
    groups = []
    for place, deposit_id in enumerate(comparison.deposit_ids):
        profile = profile_of(comparison.atlas, deposit_id)
        rows = sorted(profile.steps, key=lambda row: row.when or "", reverse=True)
        if rows:
            shown = [_step(row, bibliography) for row in rows]
            groups.append({"name": profile.name, "colour": deposit_colour(place), "rows": shown})
    return groups


def _step(row: RecoveryStep, bibliography: Bibliography) -> Shown:
    return {
        "step": capital(row.step),
        "feed": f"{row.feed}{_grade(row.feed_grade_percent, row.feed_grade_of)}",
        "product": f"{row.product}{_product_grade(row)}",
        "recovery": _recovery(row),
        "scale": say(row.scale, PROCESS_SCALES),
        "date": format_date(row.when),
        "unverified": not row.is_verified,
        "cites": bibliography.numbers([row.source_id]),
        "note": bibliography.rich(row.note),
    }


def _recovery(row: RecoveryStep) -> str:
    """Return a recovery in words; empty where the source gives the product alone."""
    if row.recovery_percent is None:
        return ""
    return f"{row.stated('recovery_percent').words} % of the {row.element} {SCOPES[str(row.recovery_scope)]}"


def _product_grade(row: RecoveryStep) -> str:
    if row.product_treo_percent is not None:
        upper = row.product_treo_percent_max
        return f", {format_figure(row.product_treo_percent, upper)} % TREO"
    return _grade(row.product_tree_percent, "TREE")


def _grade(percent: float | None, counted: str | None) -> str:
    return "" if percent is None else f", {format_figure(percent)} % {counted}"
