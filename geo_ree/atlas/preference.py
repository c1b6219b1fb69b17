"""What an estimate weighs: its claim status, its computed oxide, and which one of a deposit is preferred.

The preferred estimate is a rule, not an opinion, so that anyone can repeat it (``docs/layers.md`` says it in words):
whole-deposit totals that no newer statement of the same party replaces; what somebody has read before what nobody has;
resource before reserve before claim; then the weight of the claim; then the fuller statement; then the newer one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy
import pandas

from geo_ree.errors import UnknownId
from geo_ree.layers.codelists import CLAIM_STATUSES, CRIRSCO_CODES

# Headline order. A sample or an exploration target says nothing about the size of a deposit: never the headline.
HEADLINE_TYPES = ("resource", "reserve", "claim", "national_statistic", "historical")
# Of categories published without their total, those that cover several go first.
BROAD_CATEGORIES = ("measured_indicated_inferred", "measured_indicated", "proved_probable")
SINGLE_CATEGORIES = ("measured", "indicated", "inferred", "proved", "probable")
PUBLISHED_BY = ("survey", "peer_reviewed")
OFFICIAL = ("government", "operator")


def claim_status(estimate: Mapping[str, Any]) -> str:
    """Return the weight of one statement, one of ``geo_ree.layers.codelists.CLAIM_STATUSES``.

    ``code_compliant`` needs a CRIRSCO-family code *and* a report that a named Competent or Qualified Person signed;
    a state classification (CN, RU) has no such person and weighs by its publisher.

    Examples
    --------
    >>> claim_status({"verified": True, "reporting_code": "none", "publisher_kind": "government"})
    'official_claim'
    >>> claim_status({"verified": True, "reporting_code": "JORC", "cp_signed": True, "publisher_kind": "media"})
    'code_compliant'
    """
    if estimate["verified"] is False:
        return "unverified"
    if estimate["reporting_code"] in CRIRSCO_CODES and estimate.get("cp_signed") is True:
        return "code_compliant"
    if estimate["publisher_kind"] in PUBLISHED_BY:
        return "published"
    return "official_claim" if estimate["publisher_kind"] in OFFICIAL else "media"


def stated_date(estimate: Mapping[str, Any]) -> str:
    """Return the effective date, else the date of publication, ISO 8601 as precisely as it is known."""
    return str(estimate["effective_date"] or estimate["published_date"])


def is_complete(estimate: Mapping[str, Any]) -> bool:
    """Return whether a statement says how much oxide there is: contained TREO, or tonnage with grade."""
    has = {name: not pandas.isna(estimate[name]) for name in ("ore_million_t", "treo_percent", "treo_million_t")}
    return has["treo_million_t"] or (has["ore_million_t"] and has["treo_percent"])


def with_derived_columns(estimates: pandas.DataFrame, prefer: Mapping[str, str]) -> pandas.DataFrame:
    """Return ``estimates`` with ``claim_status``, ``treo_million_t_computed`` (and ``_max``) and ``is_preferred``.

    ``treo_million_t_computed_max`` is the product of the upper ends, NaN where neither tonnage nor grade is a range.

    Parameters
    ----------
    estimates : DataFrame
        The table, indexed by ``estimate_id``.
    prefer : mapping of str to str
        Deposit id -> estimate id: overrides of the rule.

    Raises
    ------
    UnknownId
        Where an override names a deposit or an estimate that does not exist.
    """
    rows: list[Any] = estimates.to_dict("records")
    status = pandas.Series([claim_status(row) for row in rows], index=estimates.index, dtype=object)
    derived = estimates.assign(
        claim_status=status,
        treo_million_t_computed=estimates["ore_million_t"] * estimates["treo_percent"] / 100,
        treo_million_t_computed_max=_computed_max(estimates),
    )
    ordered = in_order_of_preference(derived)
    headline = ordered[ordered["statement_type"].isin(HEADLINE_TYPES)].drop_duplicates("deposit_id")
    preferred = dict(zip(headline["deposit_id"], headline.index, strict=True)) | _checked(prefer, derived)
    return derived.assign(is_preferred=numpy.isin(derived.index, list(preferred.values())))


def _computed_max(estimates: pandas.DataFrame) -> pandas.Series[Any]:
    ore, grade = (
        estimates[f"{name}_max"].astype("float64").fillna(estimates[name]) for name in ("ore_million_t", "treo_percent")
    )
    is_range = estimates["ore_million_t_max"].notna() | estimates["treo_percent_max"].notna()
    return (ore * grade / 100).where(is_range)


def overrides_of(estimates: pandas.DataFrame) -> dict[str, str]:
    """Return deposit id -> estimate id where the preferred estimate is not the one that the rule would choose.

    Parameters
    ----------
    estimates : DataFrame
        With the derived columns.
    """
    by_rule = with_derived_columns(estimates, {})["is_preferred"]
    chosen = estimates[estimates["is_preferred"] & ~by_rule]
    return {str(deposit_id): str(name) for name, deposit_id in chosen["deposit_id"].items()}


def in_order_of_preference(estimates: pandas.DataFrame) -> pandas.DataFrame:
    """Return ``estimates`` with the one to prefer first; needs ``claim_status``.

    Where a table gives categories without their total, the broadest stands first, and of single ones the one that
    holds most; other ties go to the lower id.
    """
    rows: list[Any] = estimates.reset_index().to_dict("records")
    order = sorted(range(len(rows)), key=lambda place: _rank(rows[place]))
    return estimates.iloc[order]


def _rank(row: Mapping[str, Any]) -> tuple[Any, ...]:
    is_part = bool(row["part_of"] or row["orebody"])
    kind = row["statement_type"]
    return (
        is_part,
        bool(row["superseded_by"]),
        row["claim_status"] == "unverified",
        HEADLINE_TYPES.index(kind) if kind in HEADLINE_TYPES else len(HEADLINE_TYPES),
        CLAIM_STATUSES.index(row["claim_status"]),
        not is_complete(row),
        _newest_first(stated_date(row)),
        *_category_rank(row),
        row["estimate_id"],
    )


def _category_rank(row: Mapping[str, Any]) -> tuple[float, ...]:
    """Return a key that sorts broad categories first, then single ones by what they hold, then all others alike."""
    category = row["resource_category"]
    if category in BROAD_CATEGORIES:
        return BROAD_CATEGORIES.index(category), 0
    if category not in SINGLE_CATEGORIES:
        return len(BROAD_CATEGORIES) + 1, 0
    held = [row["treo_million_t"], row["treo_million_t_computed"], row["ore_million_t"]]
    return len(BROAD_CATEGORIES), -next((float(amount) for amount in held if not pandas.isna(amount)), 0.0)


def _newest_first(date: str) -> tuple[int, ...]:
    """Return a key that sorts ISO dates newest first; a date known to the year stands before its months."""
    parts = [int(part) for part in date.split("-")]
    return tuple(-part for part in [*parts, 0, 0][:3])


def _checked(prefer: Mapping[str, str], estimates: pandas.DataFrame) -> dict[str, str]:
    for deposit_id, estimate_id in prefer.items():
        theirs = estimates.index[estimates["deposit_id"] == deposit_id]
        if not len(theirs):
            raise UnknownId("deposit with estimates", deposit_id, estimates["deposit_id"])
        if estimate_id not in theirs:
            raise UnknownId(f"estimate of {deposit_id}", estimate_id, theirs)
    return dict(prefer)
