"""What a planned product would fetch at dated prices, oxide by oxide, beside the revenue that was announced.

Prices are chosen by the rule of ``market/basket_value.py``: of one year and one place, nothing borrowed from
another one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import pandas

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.deposit_profile import Profile, profile_of
from geo_ree.atlas.rows.base import Record, read_records, unique
from geo_ree.atlas.rows.deposits import Byproduct
from geo_ree.atlas.rows.records import Figure
from geo_ree.atlas.rows.supply_chain import Price
from geo_ree.charts.axes import LinearAxis
from geo_ree.charts.rows import Group, Panel, Reference, Row, name_of, sources_of, who_states
from geo_ree.chemistry.elements import NDPR_OXIDES
from geo_ree.comparison.measures import PLANNED_PRODUCT
from geo_ree.errors import fold
from geo_ree.market.basket_value import NDPR_ITEM, basket_lines, basket_totals, chosen_prices, years_by_place
from geo_ree.text.figures import EN_DASH, format_date, format_figure, format_number, join_words
from geo_ree.text.labels import MATERIALS, say

PLANNED_REVENUE = "industrial_revenue_million_usd_per_year"
UNIT = "million US$/year"
# A year whose prices cover this much of the oxides is taken before one that covers more but is older.
ENOUGH_PERCENT = 90
# What a commodity is called in tables of prices, where not by its own name.
PRICED_AS = {"fluorite": "fluorspar"}
YEARLY_TONNES = "t/year"
YEARLY = "yearly_average"
DIGITS = 2
MOST_SPLITS = 2
# Below this much revenue an oxide shares a row with the others that small.
LEAST_MILLION = 0.5


@dataclass(frozen=True)
class PricedOxide(Record):
    """One line of a basket: an oxide of an analysis with the price that holds for it."""

    table: ClassVar[str] = "element_shares"

    split_id: str
    oxide: str
    share_percent: float
    usd_per_kg: float | None
    usd_per_kg_max: float | None
    usd_per_kg_treo: float
    period: str | None
    place: str
    incoterm: str | None
    price_source_id: str | None
    split_source_id: str
    material: str
    material_detail: str


@dataclass(frozen=True)
class Product:
    """One product of a plan: tonnes a year, its price with the terms, and the revenue, million US$ a year.

    ``usd_per_kg`` and what follows from it are None where no price was found.
    """

    name: str
    t_per_year: float
    usd_per_kg: float | None
    usd_per_kg_max: float | None
    terms: str
    source_ids: tuple[str, ...]

    @property
    def revenue(self) -> float | None:
        """Million US$ a year, at the lower end of the price."""
        return None if self.usd_per_kg is None else self.t_per_year * self.usd_per_kg / 1000

    @property
    def revenue_max(self) -> float | None:
        """Million US$ a year, at the upper end of the price."""
        return None if self.usd_per_kg_max is None else self.t_per_year * self.usd_per_kg_max / 1000


@dataclass(frozen=True)
class Mix:
    """The revenue by product, for one split of the oxides."""

    split_id: str
    material: str
    products: tuple[Product, ...]
    unpriced_percent: float

    @property
    def total(self) -> float:
        """Million US$ a year, at the lower ends."""
        return math.fsum(product.revenue or 0.0 for product in self.products)

    @property
    def total_max(self) -> float:
        """Million US$ a year, at the upper ends."""
        return math.fsum(product.revenue_max or 0.0 for product in self.products)


@dataclass(frozen=True)
class RevenueMix:
    """The revenue of one deposit's plan, by split of the oxides, beside the announced one (million US$ a year)."""

    deposit_id: str
    year: int
    place: str
    mixes: tuple[Mix, ...]
    stated: float | None
    panels: tuple[Panel, ...]
    caveats: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading."""
        return f"What the planned products would fetch at prices of {self.year}"

    @property
    def says(self) -> str:
        """What the chart shows."""
        return (
            "The planned oxide, divided by a published split and multiplied by prices of separated oxides, with the "
            "planned by-products: each bar begins where the one above it ends. What has no price adds nothing."
            + (" The line is the revenue that was announced." if self.stated is not None else "")
        )

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of plan, splits and prices, in reading order."""
        return sources_of(self.panels)


def revenue_mix(
    atlas: Atlas, deposit_id: str, *, year: int | None = None, place: str | None = None, position: int = 0
) -> RevenueMix | None:
    """Return the revenue of a deposit's plan; None where no planned product, no split or no price is listed.

    Without a year, the newest one is taken whose yearly averages cover ``ENOUGH_PERCENT`` of the oxides at one place;
    where there is none, the year that covers most.
    """
    profile = profile_of(atlas, deposit_id)
    product = profile.figure(PLANNED_PRODUCT)
    lines = None if product is None else _lines(atlas, deposit_id, year, place)
    if product is None or lines is None:
        return None
    prices_of, place_of = int(lines["year"].iloc[0]), str(lines.index[0][1])
    byproducts = tuple(_byproducts(atlas, profile, prices_of))
    mixes = tuple(_mix(lines.loc[[key]], product, byproducts) for key in _splits(lines))
    stated = profile.figure(PLANNED_REVENUE)
    ends = [mix.total_max for mix in mixes] + ([stated.value] if stated else [])
    if not any(ends):
        return None
    axis = LinearAxis.around(ends)
    return RevenueMix(
        deposit_id=deposit_id,
        year=prices_of,
        place=place_of,
        mixes=mixes,
        stated=None if stated is None else float(stated.value),
        panels=tuple(_panel(atlas, mix, axis, stated, position) for mix in mixes),
        caveats=tuple(_caveats(name_of(atlas, deposit_id, ()), mixes, place_of, lines, atlas.prices)),
    )


# --- prices -------------------------------------------------------------------------------------------------------


def _lines(atlas: Atlas, deposit_id: str, year: int | None, place: str | None) -> pandas.DataFrame | None:
    """Return the lines of the baskets of one year and place; None where there is no split or price."""
    shares, prices = atlas.element_shares, atlas.prices
    theirs = shares[shares["deposit_id"] == deposit_id]
    averages = prices[prices["price_kind"] == YEARLY]
    best: tuple[float, int, str, pandas.DataFrame] | None = None
    for table in (averages, prices) if year is None else (prices,):
        for covered, known, where in _coverage(theirs, _offers(table, year, place)):
            if best is None or (covered > best[0] and best[0] < ENOUGH_PERCENT):
                best = (covered, known, where, table)
    if best is None or best[0] == 0:
        return None
    return basket_lines(theirs, best[3], atlas.sources, year=best[1], place=best[2])


def _offers(prices: pandas.DataFrame, year: int | None, place: str | None) -> dict[tuple[int, str], set[str]]:
    """Return the items that verified prices give, by year and place, the newest year first."""
    read = prices[prices["verified"].eq(True) & prices["usd_per_kg"].notna()]
    found: dict[tuple[int, str], set[str]] = {}
    for where, group in read.groupby("place", sort=True):
        is_wanted = place is None or fold(place) == fold(str(where))
        for known in years_by_place(group).get(str(where), []) if is_wanted else ():
            in_year = group["period"].str.startswith(str(known))
            found[known, str(where)] = set(group["item"][in_year])
    return {key: found[key] for key in sorted(found, key=lambda key: -key[0]) if year in (None, key[0])}


def _coverage(shares: pandas.DataFrame, offers: dict[tuple[int, str], set[str]]) -> Iterator[tuple[float, int, str]]:
    """Yield how much of the oxides each offer prices, of the analysis it prices least, %; with its year and place."""
    splits = [group["share_percent"].droplevel("split_id") for _, group in shares.groupby(level="split_id")]
    for (year, place), items in offers.items() if splits else ():
        priced = items | (set(NDPR_OXIDES) if NDPR_ITEM in items else set())
        yield min(float(split[split.index.isin(list(priced))].sum()) for split in splits), year, place


def _splits(lines: pandas.DataFrame) -> list[tuple[str, str]]:
    """Return the keys of the baskets to show; of many, those with the lowest and the highest sum."""
    totals = basket_totals(lines)["usd_per_kg_treo"].sort_values(kind="stable")
    keys = [(str(split), str(place)) for split, place in totals.index]
    return keys if len(keys) <= MOST_SPLITS else [keys[0], keys[-1]]


def _mix(lines: pandas.DataFrame, product: Figure, byproducts: tuple[Product, ...]) -> Mix:
    total = basket_totals(lines).iloc[0]
    priced = read_records(PricedOxide, lines)
    oxides = [_oxide(line, product) for line in priced]
    return Mix(
        split_id=priced[0].split_id,
        material=f"{priced[0].material_detail} ({say(priced[0].material, MATERIALS).removeprefix('a ')})",
        products=(*sorted(oxides, key=lambda one: -(one.revenue or 0)), *byproducts),
        unpriced_percent=float(total["unpriced_share_percent"]),
    )


def _oxide(line: PricedOxide, product: Figure) -> Product:
    tonnes = product.value * line.share_percent / 100
    # A share that is bounded from above may be zero: ``basket_value`` counts it so at the lower end.
    low = 0.0 if line.usd_per_kg_treo == 0 else line.usd_per_kg
    sources = (product.source_id, line.split_source_id, *filter(None, [line.price_source_id]))
    high = line.usd_per_kg_max or line.usd_per_kg
    return Product(line.oxide, tonnes, low, high, _terms(line), sources)


def _byproducts(atlas: Atlas, profile: Profile, year: int) -> Iterator[Product]:
    """Yield the planned by-products: the newest tonnage of each, at the prices that its grades had in that year."""
    planned = [
        row for row in profile.byproducts if not row.is_in_situ and row.unit == YEARLY_TONNES and row.is_verified
    ]
    prices = atlas.prices
    read = prices["verified"].eq(True) & prices["usd_per_kg"].notna()
    chosen = read_records(Price, chosen_prices(prices[read], atlas.sources, year))
    for commodity in unique(row.commodity for row in planned):
        row = max((row for row in planned if row.commodity == commodity), key=lambda row: str(row.as_of or ""))
        item = PRICED_AS.get(commodity, commodity)
        yield _byproduct(row, [price for price in chosen if price.item.split(",")[0].lower() == item])


def _byproduct(row: Byproduct, prices: list[Price]) -> Product:
    tonnes, sources = row.stated("quantity").value, unique([row.source_id, *(price.source_id for price in prices)])
    if not prices:
        return Product(row.commodity, tonnes, None, None, "", sources)
    ends = [end for price in prices for end in (price.usd_per_kg, price.usd_per_kg_max) if end is not None]
    terms = unique(_terms(price) for price in prices)
    items = unique(price.item for price in prices)
    named = "" if items == (row.commodity,) else f"; priced as {join_words(items)}"
    return Product(row.commodity, tonnes, min(ends), max(ends), join_words(terms) + named, sources)


def _terms(price: Price | PricedOxide) -> str:
    """Return when, where and on what terms a price holds: ``2025, China, FOB``."""
    if price.usd_per_kg is None:
        return ""
    where = "place not stated" if price.place == "not stated" else price.place
    return ", ".join(filter(None, (format_date(price.period), where, price.incoterm or "terms not stated")))


# --- rows ---------------------------------------------------------------------------------------------------------


def _panel(atlas: Atlas, mix: Mix, axis: LinearAxis, stated: Figure | None, position: int) -> Panel:
    reference, rows = None, [*_rows(mix.products), _total(mix)]
    if stated is not None:
        rows.append(_announced(atlas, stated))
        reference = Reference(stated.value, "announced", (stated.source_id,))
    return Panel(f"Split of {mix.material}", UNIT, axis, (Group("Products", position, tuple(rows)),), reference)


def _rows(products: Iterable[Product]) -> Iterator[Row]:
    """Yield a row for each product, bars end to end; small ones and unpriced ones gathered."""
    start = 0.0
    priced = [product for product in products if product.revenue is not None]
    shown = [product for product in priced if (product.revenue_max or 0) >= LEAST_MILLION]
    small = [product for product in priced if product not in shown]
    for product in shown:
        yield _bar(product, start)
        start += product.revenue or 0.0
    if small:
        sums = (
            math.fsum(product.revenue or 0 for product in small),
            math.fsum(product.revenue_max or 0 for product in small),
        )
        yield Row(
            label=join_words(tuple(product.name for product in small)),
            detail="",
            text=f"{'together ' if len(small) > 1 else ''}{_millions(*sums)}",
            source_ids=unique(source for product in small for source in product.source_ids),
            start=start,
            low=start + sums[0],
            high=start + sums[1],
            is_computed=True,
        )
    unpriced = [product for product in products if product.revenue is None]
    if unpriced:
        given = [f"{product.name} {format_number(round(product.t_per_year, 1))} t" for product in unpriced]
        sources = unique(source for product in unpriced for source in product.source_ids)
        yield Row(join_words(tuple(given)), "", "no price found", sources)


def _bar(product: Product, start: float) -> Row:
    assert product.revenue is not None
    assert product.revenue_max is not None
    price = format_figure(product.usd_per_kg, product.usd_per_kg_max)
    return Row(
        label=product.name[:1].upper() + product.name[1:],
        detail=f"{format_number(round(product.t_per_year))} t at {price} US$/kg ({product.terms})",
        text=_millions(product.revenue, product.revenue_max),
        source_ids=product.source_ids,
        start=start,
        low=start + product.revenue,
        high=start + product.revenue_max,
        is_computed=True,
    )


def _total(mix: Mix) -> Row:
    return Row(
        label="All that has a price",
        detail=f"{format_number(mix.unpriced_percent, significant=DIGITS)} % of the oxides has no price",
        text=_millions(mix.total, mix.total_max, digits=3),
        source_ids=(),
        start=0.0,
        low=mix.total,
        high=mix.total_max,
        is_computed=True,
        is_total=True,
    )


def _announced(atlas: Atlas, stated: Figure) -> Row:
    return Row(
        label="Announced revenue",
        detail=f"{who_states(atlas, stated.source_id)}, {format_date(stated.when)}",
        text=f"{stated.stated().words} million US$",
        source_ids=(stated.source_id,),
        start=0.0,
        low=stated.value,
        high=stated.value,
        fill="hollow",
    )


def _millions(low: float, high: float, *, digits: int = DIGITS) -> str:
    if high < LEAST_MILLION / 10:
        return "under 0.1 million US$"
    ends = dict.fromkeys(format_number(end, significant=digits) for end in (low, high))
    return f"{EN_DASH.join(ends)} million US$"


def _caveats(
    name: str, mixes: tuple[Mix, ...], place: str, lines: pandas.DataFrame, prices: pandas.DataFrame
) -> Iterator[str]:
    yield (
        "The prices are of separated oxides of high purity. The plan does not say how much would be separated, and "
        "what separation costs is not deducted: a mixed product fetches far less."
    )
    yield f"{name}: the splits are of {'; '.join(mix.material for mix in mixes)}, not of the planned product."
    if (lines["item"] == NDPR_ITEM).any():
        yield "Where an oxide of Nd or Pr has no price of its own, that of NdPr oxide stands in for it."
    year, newest = int(lines["year"].iloc[0]), max(year for years in years_by_place(prices).values() for year in years)
    if year < newest:
        yield f"Newer prices are listed, up to {newest}, but no yearly averages that cover the oxides as fully."
    if place == "not stated":
        yield "The source of the oxide prices does not say at what place they hold."
