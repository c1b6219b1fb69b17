"""What a deposit carries of its preferred estimate and of its other rows, under the same names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas

from geo_ree.chemistry.elements import element_of

HEADLINE_COLUMNS = (
    "statement_type",
    "resource_category",
    "ore_million_t",
    "ore_million_t_max",
    "treo_percent",
    "treo_percent_max",
    "treo_million_t",
    "treo_million_t_max",
    "treo_million_t_computed",
    "treo_million_t_computed_max",
    "qualifier",
    "qualifies",
    "reporting_code",
    "claim_status",
    "effective_date",
    "published_date",
)


def with_headline(deposits: pandas.DataFrame, frames: Mapping[str, pandas.DataFrame]) -> pandas.DataFrame:
    """Return the deposits with the figures of their preferred estimates, their by-products and the elements reported.

    Parameters
    ----------
    deposits : DataFrame
        The table, indexed by ``deposit_id``.
    frames : mapping of str to DataFrame
        Of it ``estimates`` (with the derived columns), ``byproducts`` and ``element_shares``.
    """
    estimates = frames["estimates"]
    chosen = estimates[estimates["is_preferred"]].reset_index().set_index("deposit_id").reindex(deposits.index)
    headline = {"estimate_id": chosen["estimate_id"]} | {name: chosen[name] for name in HEADLINE_COLUMNS}
    headline["estimate_source_id"] = chosen["source_id"]
    texts = {name: column.astype(object) for name, column in headline.items() if column.dtype != "float64"}
    blank = {name: column.where(column.notna(), None) for name, column in texts.items()}
    return deposits.assign(
        **(headline | blank),
        byproducts=_gathered(deposits.index, frames["byproducts"], "commodity"),
        elements=_reported_elements(deposits.index, frames["element_shares"]),
    )


def _gathered(index: pandas.Index[Any], rows: pandas.DataFrame, column: str) -> pandas.Series[Any]:
    """Return, for each deposit, the distinct values of a column in the order of the file."""
    by_deposit = {name: tuple(dict.fromkeys(group[column])) for name, group in rows.groupby("deposit_id", sort=False)}
    return pandas.Series([by_deposit.get(name, ()) for name in index], index=index, dtype=object)


def _reported_elements(index: pandas.Index[Any], shares: pandas.DataFrame) -> pandas.Series[Any]:
    rows = shares.reset_index()
    symbols = [element_of(oxide) for oxide in rows["oxide"]]
    return _gathered(index, rows.assign(symbol=pandas.Series(symbols, dtype=object)), "symbol")
