"""What the rare earths in a kilogram of mixed oxide would fetch, one by one, at published prices.

Which price counts for an oxide, a year and a place is a rule that anyone can repeat:

1. a price of that oxide itself; the price of NdPr oxide stands in for praseodymium and for neodymium only where that
   oxide has none of its own, and the line says so;
2. of that place: nothing is borrowed from another one (a source that names none stands under ``not stated``);
3. whose period lies in that year: nothing is borrowed from another one;
4. that somebody has read in a source (``verified``);
5. among several: a yearly average before a unit value of trade before an assessment before a contract before a
   reported price; then the newest edition of the source; then the latest period of the year; then the lower id.

A basket is a sum of prices of *separated* oxides. What separating them costs, what is lost on the way and what the
buyer of a mixed product pays are not in it; most deposits sell a concentrate for far less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy
import pandas

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.chemistry.elements import NDPR_OXIDES, OXIDES
from geo_ree.errors import NoFigures, UnknownId, UnknownOption, fold
from geo_ree.layers.codelists import PRICE_KINDS
from geo_ree.layers.dtypes import text_as_objects
from geo_ree.text.figures import as_year

BY = ("analysis", "oxide")
NDPR_ITEM = "NdPr oxide"
# The kinds of price in the order of the rule.
KIND_ORDER = PRICE_KINDS
UPPER_BOUNDS = ("less_than", "up_to")
LINE_KEY = ("split_id", "place")
LINE_COLUMNS = (
    "oxide",
    "share_percent",
    "share_qualifier",
    "item",
    "usd_per_kg",
    "usd_per_kg_max",
    "usd_per_kg_treo",
    "usd_per_kg_treo_max",
    "period",
    "period_end",
    "price_kind",
    "incoterm",
    "vat",
    "purity",
    "price_id",
    "price_source_id",
    "split_source_id",
    "material",
    "material_detail",
    "normalised_to",
    "year",
)
NUMBERS = tuple(name for name in LINE_COLUMNS if name.startswith(("usd", "share_percent")))
# Of a line, what its price says; None where there is no price.
PRICE_COLUMNS = ("item", "usd_per_kg", "usd_per_kg_max", "period", "period_end", "price_kind", "incoterm", "vat")


def basket_value(
    deposit: str,
    *,
    year: int,
    place: str | None = None,
    split: str | None = None,
    by: str = "analysis",
    atlas: Atlas | None = None,
) -> pandas.DataFrame:
    """Compute what the oxides in a kilogram of a deposit's TREO would fetch, one by one, at published prices.

    Each published analysis is a basket of its own: analyses differ by material and are never averaged. No price is
    borrowed from another year or place; the rule by which one is chosen stands at the head of
    ``geo_ree/market/basket_value.py``. The separation, its losses and its cost are not in it.

    Parameters
    ----------
    deposit : str
        An id or a name.
    year : int
        The year of the prices.
    place : str, optional
        Where the prices hold, such as ``China`` (case, accents and spaces do not matter); None sets every place that
        has prices side by side.
    split : str, optional
        Only this analysis, by its ``split_id``.
    by : {"analysis", "oxide"}
        ``analysis`` adds each basket up, one row for each; ``oxide`` gives the lines that make it up.
    atlas : Atlas, optional
        By default the built-in one.

    Returns
    -------
    DataFrame
        Indexed by ``split_id`` and ``place``, with ``year``, ``material``, ``material_detail``, ``normalised_to``.
        By analysis: ``usd_per_kg_treo`` (US$ per kg of what ``normalised_to`` says, TREO as a rule; the lower end) and
        ``usd_per_kg_treo_max`` (the upper end; NaN where nothing is a range), ``priced_share_percent``,
        ``unpriced_share_percent`` (what carries no price or is not in the analysis; it counts 0),
        ``unpriced_oxides``, ``priced_as_ndpr`` (oxides for which the price of NdPr oxide stands in), ``incoterm``,
        ``vat``, ``price_kind``, ``price_ids``, ``source_ids``.
        By oxide, in the order of atomic numbers: ``oxide``, ``share_percent`` with ``share_qualifier``, ``item`` (what
        was priced), ``usd_per_kg`` (its price; ``usd_per_kg_max`` the upper end, NaN where the source gives no range),
        ``usd_per_kg_treo`` (share × price) and ``usd_per_kg_treo_max``, ``period`` and ``period_end``, ``price_kind``,
        ``incoterm``, ``vat``, ``purity``, ``price_id``, ``price_source_id``, ``split_source_id``. A share that is only
        bounded from above counts 0 at the lower end. Without a price, figures are NaN and ``price_id`` is None.

    Raises
    ------
    UnknownId
        Where no deposit, or no analysis of it, is called so.
    UnknownOption
        For another word in ``by``.
    NoFigures
        Where no analysis of the deposit, or no price of that year and place, is in the layers; with what is.

    Examples
    --------
    >>> import geo_ree
    >>> baskets = geo_ree.basket_value("Bayan Obo", year=2024, place="China")
    >>> bool((baskets["priced_share_percent"] <= 100.01).all()), list(baskets.index.names)
    (True, ['split_id', 'place'])
    >>> lines = geo_ree.basket_value("Bayan Obo", year=2024, place="China", by="oxide")
    >>> list(lines.columns[:2])
    ['oxide', 'share_percent']
    """
    if by not in BY:
        raise UnknownOption("order of a basket", by, BY)
    atlas = given_atlas(atlas)
    (deposit_id,) = atlas.deposit_ids(deposit)
    shares = splits_of(atlas.element_shares, deposit_id, split)
    lines = basket_lines(shares, atlas.prices, atlas.sources, year=year, place=place)
    return lines if by == "oxide" else basket_totals(lines)


def basket_lines(
    shares: pandas.DataFrame,
    prices: pandas.DataFrame,
    sources: pandas.DataFrame,
    *,
    year: int,
    place: str | None = None,
) -> pandas.DataFrame:
    """Return one line for each oxide of each analysis at each place: share, price, contribution.

    Parameters
    ----------
    shares : DataFrame
        Rows of ``element_shares``, indexed by ``split_id`` and ``oxide``; shares in % of what ``normalised_to`` says.
    prices, sources : DataFrame
        The tables ``prices`` and ``sources``, indexed by their ids.
    year : int
        The year of the prices.
    place : str, optional
        Where the prices hold, as the table spells it (case, accents and spaces do not matter); None takes each place
        that prices at least one oxide of an analysis, side by side.

    Returns
    -------
    DataFrame
        As :func:`basket_value` describes it by oxide.

    Raises
    ------
    NoFigures
        Where no price of these oxides is published for that year and place; with the years and places that exist.
    """
    year = as_year(year)
    wanted = {*shares.index.get_level_values("oxide"), *([NDPR_ITEM] if _needs_ndpr(shares) else [])}
    read = prices["verified"].eq(True).to_numpy(bool)
    usable = prices[read & prices["item"].isin(wanted).to_numpy() & prices["usd_per_kg"].notna().to_numpy()]
    chosen = chosen_prices(usable, sources, year)
    places = [name for name in dict.fromkeys(chosen["place"]) if place is None or fold(name) == fold(place)]
    if not places:
        raise NoFigures(_absence(usable, year, place))
    by_place = {name: _by_item(chosen[chosen["place"] == name]) for name in sorted(places)}
    rows = [
        _line(key, share, prices_there, name, year)
        for name, prices_there in by_place.items()
        for key, share in zip(shares.index, shares.to_dict("records"), strict=True)
    ]
    rows = rows if place is not None else _of_priced_baskets(rows)
    frame = pandas.DataFrame(rows, columns=[*LINE_KEY, *LINE_COLUMNS], dtype=object)
    typed = frame.astype(dict.fromkeys(NUMBERS, "float64") | {"year": "int64"})
    in_order = typed.sort_values("oxide", key=lambda column: column.map(OXIDES.index), kind="stable")
    # Sorted, so that `lines.loc[split_id, place]` finds a basket without searching.
    return in_order.set_index(list(LINE_KEY)).sort_index(kind="stable")


def basket_totals(lines: pandas.DataFrame) -> pandas.DataFrame:
    """Return the baskets that some lines add up to, one row for each analysis and place.

    Parameters
    ----------
    lines : DataFrame
        As :func:`basket_lines` gives them.

    Returns
    -------
    DataFrame
        As :func:`basket_value` describes it by analysis.
    """
    groups = lines.groupby(level=list(LINE_KEY), sort=False)
    rows = {key: _total(group) for key, group in groups}
    index = pandas.MultiIndex.from_tuples(list(rows), names=list(LINE_KEY))
    # As objects first, so that a text that is not stated stays None.
    frame = pandas.DataFrame(list(rows.values()), index=index, dtype=object)
    numbers = [name for name in frame if str(name).startswith(("usd", "priced_share", "unpriced_share"))]
    return text_as_objects(frame.astype(dict.fromkeys(numbers, "float64") | {"year": "int64"}))


def chosen_prices(prices: pandas.DataFrame, sources: pandas.DataFrame, year: int) -> pandas.DataFrame:
    """Return the one price that the rule chooses for each item and place of a year.

    Parameters
    ----------
    prices : DataFrame
        Those that may be used: verified, with a figure in US$ per kg.
    sources : DataFrame
    year : int

    Returns
    -------
    DataFrame
        Rows of ``prices`` with ``price_id`` as a column, each item once for a place.
    """
    periods = zip(prices["period"], prices["period_end"], strict=True)
    in_year = [period[:4] == str(year) and _within_one_year(period, end) for period, end in periods]
    rows = prices[numpy.array(in_year, dtype=bool)].reset_index()
    # From the last to choose to the first: each later sorting is stable and keeps what the earlier ones settled.
    rows = rows.sort_values("price_id")
    rows = rows.sort_values("period", ascending=False, kind="stable")
    edition = sources["date"].reindex(rows["source_id"]).fillna("").to_numpy()
    rows = rows.assign(edition=edition).sort_values("edition", ascending=False, kind="stable")
    rows = rows.sort_values("price_kind", key=lambda kinds: kinds.map(KIND_ORDER.index), kind="stable")
    return rows.drop_duplicates(["item", "place"]).drop(columns="edition")


def years_by_place(prices: pandas.DataFrame) -> dict[str, list[int]]:
    """Return the years for which a table of prices holds some, by place; both in order.

    Examples
    --------
    >>> prices = pandas.DataFrame({"place": ["Europe", "China"], "period": ["2025-03", "2024"], "period_end": None})
    >>> years_by_place(prices)
    {'China': [2024], 'Europe': [2025]}
    """
    found: dict[str, set[int]] = {}
    for place, period, end in zip(prices["place"], prices["period"], prices["period_end"], strict=True):
        found.setdefault(str(place), set()).update([int(period[:4])] if _within_one_year(period, end) else [])
    return {place: sorted(years) for place, years in sorted(found.items()) if years}


def splits_of(shares: pandas.DataFrame, deposit_id: str, split: str | None) -> pandas.DataFrame:
    """Return the shares of the analyses of a deposit, or of one of them.

    Raises
    ------
    NoFigures
        Where no analysis of the deposit is in the table; with the deposits that have one.
    UnknownId
        Where ``split`` is not one of them.
    """
    theirs = shares[shares["deposit_id"] == deposit_id]
    if theirs.empty:
        known = ", ".join(sorted(set(shares["deposit_id"]))) or "none"
        raise NoFigures(f"no split by element of {deposit_id} is in the layers; there are splits of: {known}")
    if split is None:
        return theirs
    split_ids = theirs.index.get_level_values("split_id")
    if split not in split_ids:
        raise UnknownId(f"split of {deposit_id}", split, split_ids)
    return theirs[split_ids == split]


def _needs_ndpr(shares: pandas.DataFrame) -> bool:
    return bool(shares.index.get_level_values("oxide").isin(NDPR_OXIDES).any())


def _within_one_year(period: str, end: str | None) -> bool:
    return end is None or period[:4] == end[:4]


def _by_item(prices: pandas.DataFrame) -> dict[str, Mapping[str, Any]]:
    rows: list[Any] = prices.to_dict("records")
    return {str(row["item"]): row for row in rows}


def _of_priced_baskets(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines of those analyses and places that have a price in common."""
    priced = {(row["split_id"], row["place"]) for row in rows if row["price_id"] is not None}
    return [row for row in rows if (row["split_id"], row["place"]) in priced]


def _line(
    key: tuple[str, str], share: Mapping[Any, Any], prices: Mapping[str, Mapping[str, Any]], place: str, year: int
) -> dict[str, Any]:
    split_id, oxide = key
    price = prices.get(oxide) or (prices.get(NDPR_ITEM) if oxide in NDPR_OXIDES else None) or {}
    percent, low = share["share_percent"], price.get("usd_per_kg")
    high = price.get("usd_per_kg_max")
    top = low if high is None or pandas.isna(high) else high
    bounded = share["qualifier"] in UPPER_BOUNDS
    return {
        "split_id": split_id,
        "place": place,
        "oxide": oxide,
        "share_percent": percent,
        "share_qualifier": share["qualifier"],
        "usd_per_kg_treo": None if low is None else (0.0 if bounded else percent) * low / 100,
        "usd_per_kg_treo_max": None if top is None else percent * top / 100,
        **{name: price.get(name) for name in (*PRICE_COLUMNS, "purity", "price_id")},
        "price_source_id": price.get("source_id"),
        "split_source_id": share["source_id"],
        **{name: share[name] for name in ("material", "material_detail", "normalised_to")},
        "year": year,
    }


def _total(lines: pandas.DataFrame) -> dict[str, Any]:
    priced = lines[lines["price_id"].notna()]
    oxides = lines["oxide"].to_numpy()
    first: Any = lines.iloc[0]
    # Shares are typed in decimals: what lies past the ninth is noise of the sum.
    share = round(float(priced["share_percent"].sum()), 9)
    low, high = float(priced["usd_per_kg_treo"].sum()), float(priced["usd_per_kg_treo_max"].sum())
    borrowed = oxides[(lines["item"] == NDPR_ITEM).to_numpy()]
    return {
        # Without any price there is no sum, rather than a sum of nothing.
        "usd_per_kg_treo": low if len(priced) else float("nan"),
        "usd_per_kg_treo_max": high if high > low else float("nan"),
        "priced_share_percent": share,
        "unpriced_share_percent": round(max(100 - share, 0.0), 9),
        "unpriced_oxides": tuple(oxides[lines["price_id"].isna().to_numpy()]),
        "priced_as_ndpr": tuple(borrowed),
        "year": int(first["year"]),
        "incoterm": _in_one_text(priced["incoterm"]),
        "vat": _in_one_text(priced["vat"]),
        "price_kind": _in_one_text(priced["price_kind"]),
        "price_ids": tuple(dict.fromkeys(priced["price_id"])),
        "source_ids": tuple(dict.fromkeys([first["split_source_id"], *priced["price_source_id"]])),
        "material": first["material"],
        "material_detail": first["material_detail"],
        "normalised_to": first["normalised_to"],
    }


def _in_one_text(values: Iterable[str | None]) -> str | None:
    """Return what the prices of a basket share; several words mean that the basket mixes them; None is not stated."""
    words = dict.fromkeys(values)
    if set(words) <= {None}:
        return None
    return "; ".join(word or "not stated" for word in words)


def _absence(prices: pandas.DataFrame, year: int, place: str | None) -> str:
    known = "; ".join(f"{name}: {_spans(years)}" for name, years in years_by_place(prices).items())
    where = f" at {place!r}" if place is not None else ""
    return f"no price of these oxides is known for {year}{where}. There are: {known or 'none at all'}"


def _spans(years: list[int]) -> str:
    """Return years in words: ``2019 to 2022, 2025``."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
