"""A basket takes only prices of its own year and place, says what it could not price, and adds up."""

import itertools

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ree.atlas.atlas import load_atlas
from geo_ree.errors import NoFigures, UnknownId, UnknownOption
from geo_ree.layers.tables.registry import TABLES
from geo_ree.market.basket_value import KIND_ORDER, basket_lines, basket_totals, basket_value, years_by_place

NUMBERS = itertools.count(1)


def price(item, usd_per_kg, **changes):
    row = {
        "price_id": f"price-{next(NUMBERS)}",
        "item": item,
        "usd_per_kg": usd_per_kg,
        "period": "2024",
        "place": "China",
        "incoterm": "FOB",
        "price_kind": "yearly_average",
        "publisher_kind": "survey",
        "verified": True,
        "source_id": "edition-2025",
    }
    return row | changes


def share(oxide, percent, **changes):
    row = {
        "split_id": "it-1",
        "oxide": oxide,
        "deposit_id": "it",
        "material": "ore",
        "material_detail": "ore of the pit",
        "share_percent": percent,
        "normalised_to": "sum of oxides",
        "source_id": "assay",
    }
    return row | changes


def table(name, rows):
    """Return rows as a frame of the contract's columns and types."""
    columns = TABLES[name].columns
    frame = pandas.DataFrame([[row.get(c.name) for c in columns] for row in rows], columns=[c.name for c in columns])
    kinds = {c.name: "float64" if c.kind == "number" else object for c in columns}
    typed = frame.astype(kinds)
    texts = [c.name for c in columns if c.kind != "number"]
    typed[texts] = typed[texts].where(typed[texts].notna(), None)
    return typed.set_index(list(TABLES[name].key))


SOURCES = table(
    "sources",
    [
        {"source_id": "edition-2025", "title": "a", "kind": "survey", "date": "2025-01"},
        {"source_id": "edition-2026", "title": "b", "kind": "survey", "date": "2026-02"},
        {"source_id": "undated", "title": "c", "kind": "media"},
        {"source_id": "assay", "title": "d", "kind": "peer_reviewed", "date": "2000"},
    ],
)


def lines_of(shares, prices, *, year=2024, place=None):
    return basket_lines(table("element_shares", shares), table("prices", prices), SOURCES, year=year, place=place)


def totals_of(shares, prices, **options):
    return basket_totals(lines_of(shares, prices, **options))


def chosen(*prices):
    (line,) = lines_of([share("La2O3", 100)], list(prices))["price_id"]
    return line


def test_a_basket_is_the_sum_of_share_times_price():
    basket = totals_of([share("La2O3", 25), share("CeO2", 75)], [price("La2O3", 4), price("CeO2", 2)]).iloc[0]
    assert basket["usd_per_kg_treo"] == 2.5
    assert pandas.isna(basket["usd_per_kg_treo_max"])
    assert (basket["priced_share_percent"], basket["unpriced_share_percent"]) == (100, 0)
    assert (basket["year"], basket["incoterm"], basket["vat"], basket["material"]) == (2024, "FOB", None, "ore")
    assert basket["source_ids"] == ("assay", "edition-2025")


def test_what_has_no_price_counts_nothing_and_is_named():
    basket = totals_of([share("La2O3", 60), share("Ho2O3", 30)], [price("La2O3", 10)]).iloc[0]
    assert basket["usd_per_kg_treo"] == 6
    assert basket["unpriced_oxides"] == ("Ho2O3",)
    # 30 % without a price and 10 % that the analysis does not list.
    assert (basket["priced_share_percent"], basket["unpriced_share_percent"]) == (60, 40)


def test_a_line_without_a_price_is_missing_not_zero():
    lines = lines_of([share("La2O3", 60), share("Ho2O3", 30)], [price("La2O3", 10)])
    assert lines.iloc[1][["usd_per_kg", "usd_per_kg_treo", "price_id"]].isna().all()


def test_no_price_is_taken_from_another_year():
    lines = lines_of([share("La2O3", 60), share("CeO2", 40)], [price("La2O3", 10), price("CeO2", 10, period="2023")])
    assert list(lines["price_id"].notna()) == [True, False]


def test_a_period_over_two_years_belongs_to_neither():
    prices = [price("La2O3", 10), price("CeO2", 9, period="2024-11", period_end="2025-01")]
    assert list(lines_of([share("La2O3", 60), share("CeO2", 40)], prices)["price_id"].notna()) == [True, False]
    inside = price("CeO2", 9, period="2024-01", period_end="2024-03")
    assert lines_of([share("CeO2", 40)], [inside])["price_id"].notna().all()


def test_no_price_is_taken_from_another_place():
    prices = [price("La2O3", 10), price("CeO2", 20, place="Europe")]
    basket = totals_of([share("La2O3", 50), share("CeO2", 50)], prices)
    assert basket["usd_per_kg_treo"].to_dict() == {("it-1", "China"): 5, ("it-1", "Europe"): 10}
    assert basket["unpriced_oxides"].to_dict() == {("it-1", "China"): ("CeO2",), ("it-1", "Europe"): ("La2O3",)}
    assert list(totals_of([share("La2O3", 50)], prices, place="china").index) == [("it-1", "China")]


def test_a_place_that_prices_nothing_of_an_analysis_is_left_out_unless_it_is_asked_for():
    shares = [share("La2O3", 50), share("CeO2", 100, split_id="it-2")]
    prices = [price("La2O3", 10), price("CeO2", 20, place="Europe")]
    assert list(totals_of(shares, prices).index) == [("it-1", "China"), ("it-2", "Europe")]
    asked = totals_of(shares, prices, place="Europe")
    assert pandas.isna(asked.loc[("it-1", "Europe"), "usd_per_kg_treo"])
    assert asked.loc[("it-1", "Europe"), "unpriced_share_percent"] == 100
    assert asked.loc[("it-1", "Europe"), "incoterm"] is None


def test_what_nobody_has_read_is_no_price():
    read, unread = price("La2O3", 1), price("La2O3", 9, verified=False, source_id="edition-2026")
    assert chosen(unread, read) == read["price_id"]
    with pytest.raises(NoFigures):
        chosen(unread)


def test_a_price_given_only_as_printed_in_another_currency_is_not_used():
    with pytest.raises(NoFigures):
        chosen(price("La2O3", None, value_as_printed="4,000", unit_as_printed="RMB/t"))


def test_the_kinds_of_price_stand_in_their_order():
    prices = [price("La2O3", 1, price_kind=kind) for kind in KIND_ORDER]
    for first, number in zip(prices, range(len(prices)), strict=True):
        assert chosen(*reversed(prices[number:])) == first["price_id"]


def test_a_yearly_average_comes_before_an_assessment_of_a_newer_source():
    average, assessed = price("La2O3", 1), price("La2O3", 2, price_kind="assessment", source_id="edition-2026")
    assert chosen(assessed, average) == average["price_id"]


def test_the_newest_edition_wins_and_an_undated_source_comes_last():
    old, new = price("La2O3", 1), price("La2O3", 2, source_id="edition-2026")
    undated = price("La2O3", 3, source_id="undated")
    assert chosen(undated, old, new) == new["price_id"]
    assert chosen(undated, old) == old["price_id"]


def test_the_latest_period_of_the_year_wins_and_then_the_lower_id():
    march, june = (price("La2O3", 1, period=f"2024-0{month}", price_kind="assessment") for month in (3, 6))
    assert chosen(march, june) == june["price_id"]
    assert chosen(price("La2O3", 1, price_id="b"), price("La2O3", 2, price_id="a")) == "a"


def test_ndpr_stands_in_only_for_what_has_no_price_of_its_own_and_is_named():
    shares = [share("Pr6O11", 10), share("Nd2O3", 40), share("La2O3", 50)]
    both = totals_of(shares, [price("NdPr oxide", 50)]).iloc[0]
    assert both["priced_as_ndpr"] == ("Pr6O11", "Nd2O3")
    assert (both["usd_per_kg_treo"], both["unpriced_oxides"]) == (25, ("La2O3",))
    one = totals_of(shares, [price("NdPr oxide", 50), price("Nd2O3", 100)]).iloc[0]
    assert one["priced_as_ndpr"] == ("Pr6O11",)
    assert one["usd_per_kg_treo"] == 45
    none = totals_of(shares, [price("NdPr oxide", 50), price("Nd2O3", 100), price("Pr6O11", 10)]).iloc[0]
    assert none["priced_as_ndpr"] == ()


def test_ndpr_of_another_place_does_not_stand_in():
    shares = [share("Pr6O11", 50), share("La2O3", 50)]
    basket = totals_of(shares, [price("La2O3", 1), price("NdPr oxide", 50, place="Europe")], place="China").iloc[0]
    assert basket["unpriced_oxides"] == ("Pr6O11",)


def test_ndpr_alone_makes_no_basket_of_what_holds_neither():
    with pytest.raises(NoFigures):
        totals_of([share("La2O3", 100)], [price("NdPr oxide", 50)])


def test_a_range_of_prices_makes_a_range():
    prices = [price("La2O3", 2, usd_per_kg_max=4), price("CeO2", 1)]
    basket = totals_of([share("La2O3", 50), share("CeO2", 50)], prices).iloc[0]
    assert (basket["usd_per_kg_treo"], basket["usd_per_kg_treo_max"]) == (1.5, 2.5)


@pytest.mark.parametrize("qualifier", ["less_than", "up_to"])
def test_a_share_bounded_from_above_counts_nothing_at_the_lower_end(qualifier):
    shares = [share("La2O3", 50), share("Tb4O7", 0.1, qualifier=qualifier)]
    basket = totals_of(shares, [price("La2O3", 2), price("Tb4O7", 1000)]).iloc[0]
    assert (basket["usd_per_kg_treo"], basket["usd_per_kg_treo_max"]) == (1, 2)


def test_a_basket_of_mixed_terms_says_so():
    prices = [price("La2O3", 2), price("CeO2", 1, incoterm=None, vat="included", price_kind="reported")]
    basket = totals_of([share("La2O3", 50), share("CeO2", 50)], prices).iloc[0]
    assert basket["incoterm"] == "FOB; not stated"
    assert basket["vat"] == "not stated; included"
    assert basket["price_kind"] == "yearly_average; reported"


def test_each_analysis_is_a_basket_of_its_own():
    shares = [share("La2O3", 100), share("La2O3", 50, split_id="it-2", material="concentrate")]
    basket = totals_of(shares, [price("La2O3", 2)])
    assert list(basket.index) == [("it-1", "China"), ("it-2", "China")]
    assert list(basket["usd_per_kg_treo"]) == [2, 1]


def test_a_year_without_prices_is_refused_with_the_years_and_places_there_are():
    prices = [price("La2O3", 1, period=str(year), place="China") for year in (2019, 2020, 2022)]
    prices += [price("La2O3", 1, period="2025", place="Europe")]
    with pytest.raises(NoFigures, match=r"2021.*China: 2019 to 2020, 2022; Europe: 2025"):
        totals_of([share("La2O3", 50)], prices, year=2021)
    with pytest.raises(NoFigures, match="2022 at 'Europe'"):
        totals_of([share("La2O3", 50)], prices, year=2022, place="Europe")
    with pytest.raises(NoFigures, match="none at all"):
        totals_of([share("La2O3", 50)], [], year=2022)


def test_a_year_may_come_from_a_table_or_a_form():
    prices = [price("La2O3", 2)]
    by_number = totals_of([share("La2O3", 50)], prices, year=2024)
    assert totals_of([share("La2O3", 50)], prices, year=2024.0).equals(by_number)
    assert totals_of([share("La2O3", 50)], prices, year="2024").equals(by_number)
    with pytest.raises(NoFigures, match=r"2024\.5"):
        totals_of([share("La2O3", 50)], prices, year=2024.5)


def test_the_years_of_each_place_are_in_order():
    prices = [price("La2O3", 1, period=period) for period in ("2024-05", "2021", "2024")]
    assert years_by_place(table("prices", prices)) == {"China": [2021, 2024]}


@settings(deadline=None, max_examples=15)
@given(
    parts=st.lists(st.tuples(st.floats(0, 25), st.floats(0, 5000)), min_size=1, max_size=4),
    factor=st.sampled_from([0.5, 2, 4]),
)
def test_a_basket_lies_between_its_prices_and_grows_with_them(parts, factor):
    oxides = ("La2O3", "CeO2", "Nd2O3", "Dy2O3")
    shares = [share(oxide, percent) for oxide, (percent, _) in zip(oxides, parts, strict=False)]
    prices = {oxide: usd for oxide, (_, usd) in zip(oxides, parts, strict=False)}
    once = totals_of(shares, [price(oxide, usd) for oxide, usd in prices.items()]).iloc[0]
    more = totals_of(shares, [price(oxide, usd * factor) for oxide, usd in prices.items()]).iloc[0]
    assert 0 <= once["usd_per_kg_treo"] <= max(prices.values()) * (1 + 1e-9)
    assert more["usd_per_kg_treo"] == pytest.approx(once["usd_per_kg_treo"] * factor)


@pytest.fixture
def priced(layers_of):
    """Return the atlas with made-up prices laid over it."""
    texts = {True: "yes", False: "no"}
    rows = [price(oxide, usd, source_id="usgs-pp1802") for oxide, usd in (("La2O3", 1), ("Nd2O3", 100))]
    return load_atlas(layers_of(prices=[row | {"verified": texts[row["verified"]]} for row in rows]))


def test_an_atlas_takes_a_deposit_by_any_of_its_names(priced):
    by_id = basket_value("bayan-obo", year=2024, place="China", atlas=priced)
    assert basket_value("白云鄂博", year=2024, place="china", atlas=priced).equals(by_id)
    assert set(by_id.index.get_level_values("split_id")) <= set(
        priced.element_shares.index.get_level_values("split_id")
    )


def test_the_lines_add_up_to_the_basket(priced):
    basket = basket_value("beylikova", year=2024, place="China", atlas=priced)
    lines = basket_value("beylikova", year=2024, place="China", by="oxide", atlas=priced)
    for key, total in basket["usd_per_kg_treo"].items():
        assert lines.loc[key]["usd_per_kg_treo"].sum() == pytest.approx(total)
        assert set(basket.loc[key, "price_ids"]) == set(lines.loc[key]["price_id"].dropna())


def test_a_basket_is_listed_by_analysis_or_by_oxide(priced):
    with pytest.raises(UnknownOption, match="analysis, oxide"):
        basket_value("beylikova", year=2024, by="element", atlas=priced)


def test_every_source_of_a_basket_can_be_cited(priced):
    for source_ids in basket_value("beylikova", year=2024, atlas=priced)["source_ids"]:
        assert all(priced.cite(source_id) for source_id in source_ids)


def test_one_analysis_can_be_asked_for(priced):
    basket = basket_value("beylikova", year=2024, split="beylikova-kul-2008", atlas=priced)
    assert set(basket.index.get_level_values("split_id")) == {"beylikova-kul-2008"}


def test_what_is_unknown_is_refused_with_what_there_is(priced, pair_of):
    with pytest.raises(UnknownId, match="did you mean"):
        basket_value("beylikov", year=2024, atlas=priced)
    with pytest.raises(UnknownId, match="beylikova-kul-2008"):
        basket_value("beylikova", year=2024, split="kul-2008", atlas=priced)
    with pytest.raises(NoFigures, match=r"no split by element of north.*bayan-obo"):
        basket_value("north", year=2024, atlas=pair_of())
