"""Whether a planned revenue is what the planned products fetch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import Record, grouped
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Byproduct, ElementShare
from geo_ree.atlas.rows.records import Figure
from geo_ree.atlas.rows.supply_chain import Price
from geo_ree.auditing.rule import Found, Rule
from geo_ree.auditing.rules.plans import PRODUCT, weighed_figure
from geo_ree.auditing.wording import computed_words
from geo_ree.errors import NoFigures
from geo_ree.layers.codelists import MATERIALS
from geo_ree.market.basket_value import basket_value
from geo_ree.text.figures import join_words

REVENUE = "industrial_revenue_million_usd_per_year"
# A plan may be made at other prices than those of the year; beyond this the prices do not explain it.
REVENUE_SLACK = 0.15
# How a place is called in a sentence.
PLACES = {"not stated": "place not stated"}
PLANNED_MINERALS = {"barite": "barite", "fluorite": "fluorspar, acid grade"}


@dataclass(frozen=True)
class Worth:
    """What planned products fetch at prices of one year: million US$, in words, and the rows that say so."""

    amount: float
    words: str
    rows: tuple[Record, ...]


def revenue_recomputed(atlas: Atlas) -> Iterator[Found]:
    """Find planned revenues that the planned products do not fetch at published prices, nothing lost."""
    records = atlas.rows
    for deposit_id in records.estimates_by_deposit:
        revenue, product = (weighed_figure(records, deposit_id, name) for name in (REVENUE, PRODUCT))
        if revenue is None or product is None:
            continue
        minerals = _planned_minerals(records, deposit_id)
        worths = [_worth(atlas, product, minerals, year) for year in _years_to_price(records, revenue, minerals)]
        priced = [worth for worth in worths if worth is not None]
        if not priced or all(worth.amount >= revenue.value * (1 - REVENUE_SLACK) for worth in priced):
            continue
        message = (
            f"{revenue.stated().words} million US$ a year are planned at {records.name(deposit_id)} "
            f"({records.cited(revenue)}). With nothing lost and every oxide separated, the planned products would "
            f"fetch {join_words([worth.words for worth in priced])}."
        )
        yield Found.of(deposit_id, message, (revenue, product, *(row for worth in priced for row in worth.rows)))


def _years_to_price(records: Rows, revenue: Figure, minerals: Mapping[str, Byproduct]) -> list[int]:
    """Return the newest year that prices all the products, and the last one before the plan was first stated."""
    stated = [
        int(row.when[:4])
        for row in records.figures_by_subject[revenue.subject_id]
        if row.attribute == REVENUE and row.value == revenue.value and row.when
    ]
    priced = [{int(row.period[:4]) for row in _prices_of(records, item)} for item in ("Nd2O3", *minerals)]
    known = sorted(set.intersection(*priced))
    before = [year for year in known if year < min(stated, default=0)]
    return list(dict.fromkeys([*known[-1:], *before[-1:]]))


def _prices_of(records: Rows, item: str) -> list[Price]:
    """Return the prices of an item that somebody has read, in US dollars."""
    return [row for row in records.prices if row.item == item and row.usd_per_kg is not None and row.is_verified]


def _planned_minerals(records: Rows, deposit_id: str) -> dict[str, Byproduct]:
    """Return the planned by-products of a deposit that are priced: item -> the first plan."""
    planned: dict[str, Byproduct] = {}
    for row in records.byproducts_by_deposit.get(deposit_id, ()):
        item = PLANNED_MINERALS.get(row.commodity)
        if item and not row.is_in_situ and row.unit == "t/year":
            planned.setdefault(item, row)
    return planned


def _worth(atlas: Atlas, product: Figure, minerals: Mapping[str, Byproduct], year: int) -> Worth | None:
    """Return what the planned products of a deposit fetch at prices of one year; None where no oxide is priced."""
    shares = _nearest_to_ore(atlas.rows, product.subject_id)
    if not shares:
        return None
    try:
        baskets = basket_value(product.subject_id, year=year, split=shares[0].split_id, atlas=atlas)
    except NoFigures:
        return None
    basket = baskets.reset_index().sort_values("priced_share_percent", ascending=False, kind="stable").iloc[0]
    oxides = product.value * float(basket["usd_per_kg_treo"]) / 1e3
    others, rows = _minerals_worth(atlas.rows, minerals, year)
    words = (
        f"about {computed_words(oxides + others)} million US$ at prices of {year} ({computed_words(oxides)} for the "
        f"oxides, {_basket_words(basket)}{_minerals_words(minerals, others)})"
    )
    prices = [row for row in atlas.rows.prices if row.price_id in basket["price_ids"]]
    return Worth(oxides + others, words, (*rows, *prices, *shares))


def _basket_words(basket: pandas.Series[Any]) -> str:
    """Return where a basket is priced, by which analysis, and how much of it has no price."""
    place, incoterm = str(basket["place"]), basket["incoterm"]
    unpriced = float(basket["unpriced_share_percent"])
    where = f"{PLACES.get(place, place)}{f', {incoterm}' if incoterm else ''}"
    missing = f", {computed_words(unpriced, 2)} % of them without a price" if unpriced else ""
    return f"{where}, with the shares of the {basket['material_detail']}{missing}"


def _minerals_words(minerals: Mapping[str, Byproduct], worth: float) -> str:
    if not minerals:
        return ""
    return (
        f"; {computed_words(worth)} for {join_words([row.commodity for row in minerals.values()])} in the United States"
    )


def _nearest_to_ore(records: Rows, deposit_id: str) -> tuple[ElementShare, ...]:
    """Return the rows of the analysis whose material is nearest to what would be sold: ore before a mineral."""
    shares = [row for row in records.element_shares if row.deposit_id == deposit_id]
    analyses = grouped(shares, "split_id").values()
    return min(analyses, key=lambda rows: (MATERIALS.index(rows[0].material), -len(rows)), default=())


def _minerals_worth(records: Rows, minerals: Mapping[str, Byproduct], year: int) -> tuple[float, list[Record]]:
    """Return what the planned by-products fetch in one year, million US$, and the rows that say so."""
    worth, rows = 0.0, list[Record]()
    for item, plan in minerals.items():
        price = next(row for row in _prices_of(records, item) if row.period[:4] == str(year))
        worth += plan.stated("quantity").value * price.stated("usd_per_kg").value / 1e3
        rows += [plan, price]
    return worth, rows


RULES = (
    Rule(
        "revenue-recomputed",
        "warning",
        "A planned revenue is what the planned products fetch.",
        "Arithmetic at dated prices, nothing lost and every oxide separated; 15 % is left for prices.",
        (),
        revenue_recomputed,
    ),
)
