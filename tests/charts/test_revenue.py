"""Revenue is tonnes times dated prices; what has no price adds nothing and is named."""

import pytest

from geo_ree.charts.revenue import revenue_mix


def products_of(mix):
    return {product.name: product for product in mix.products}


def rows_of(chart):
    return {row.label: row for row in chart.panels[0].rows}


@pytest.fixture
def barite():
    return {
        "byproduct_id": "north-barite",
        "deposit_id": "north",
        "commodity": "barite",
        "quantity": "500",
        "unit": "t/year",
        "in_situ_or_product": "product",
        "as_of": "2022",
        "verified": "yes",
        "source_id": "jorc-code-2012",
    }


def mix_of(atlas, **options):
    return revenue_mix(atlas, "north", **({"year": 2101} | options))


def test_each_oxide_fetches_its_share_times_its_price(plan_of):
    (mix,) = mix_of(plan_of()).mixes
    products = products_of(mix)
    assert products["Nd2O3"].revenue == pytest.approx(20 * 0.15 * 100 / 1000)
    assert products["La2O3"].revenue == pytest.approx(20 * 0.50 * 1 / 1000)
    assert mix.total == pytest.approx(0.3 + 0.01 + 20 * 0.05 * 80 / 1000)


def test_what_has_no_price_adds_nothing_and_is_named(plan_of):
    chart = mix_of(plan_of())
    assert products_of(chart.mixes[0])["CeO2"].revenue is None
    assert chart.mixes[0].unpriced_percent == pytest.approx(30)
    unpriced = rows_of(chart)["CeO2 6 t"]
    assert (unpriced.text, unpriced.is_drawn) == ("no price found", False)


def test_bars_stand_end_to_end_up_to_the_total(plan_of, price_row):
    chart = mix_of(plan_of(prices=[price_row("La2O3", 100), price_row("Nd2O3", 1000)]))
    bars = [row for row in chart.panels[0].rows if row.is_bar and not row.is_total and row.is_computed]
    assert [bar.start for bar in bars] == pytest.approx([0, bars[0].low])
    assert rows_of(chart)["All that has a price"].low == pytest.approx(bars[-1].low)


def test_price_terms_are_said(plan_of, price_row):
    chart = mix_of(plan_of(prices=[price_row("Nd2O3", 1000)]))
    assert rows_of(chart)["Nd2O3"].detail == "3 t at 1\u202f000 US$/kg (2101, Northland, FOB)"
    assert (chart.year, chart.place) == (2101, "Northland")


def test_ndpr_oxide_stands_in_only_with_a_word(plan_of):
    assert any("NdPr oxide stands in" in caveat for caveat in mix_of(plan_of()).caveats)


def test_a_range_of_price_is_a_range_of_revenue(plan_of, price_row):
    chart = mix_of(plan_of(prices=[price_row("Nd2O3", 1000, usd_per_kg_max="2000")]))
    row = rows_of(chart)["Nd2O3"]
    assert (row.low, row.high, row.text) == (3, 6, "3.0–6.0 million US$")


def test_byproducts_are_priced_in_the_same_year_and_grades_span_a_range(plan_of, price_row, barite):
    fluorite = barite | {"byproduct_id": "north-fluorite", "commodity": "fluorite"}
    prices = [
        price_row("Nd2O3", 100),
        price_row("barite", 2),
        price_row("fluorspar, acid grade", 4),
        price_row("fluorspar, metallurgical grade", 3, place="Southland"),
    ]
    products = products_of(mix_of(plan_of(prices=prices, byproducts=[barite, fluorite])).mixes[0])
    assert products["barite"].revenue == pytest.approx(1)
    assert (products["fluorite"].revenue, products["fluorite"].revenue_max) == pytest.approx((1.5, 2))
    assert "Southland" in products["fluorite"].terms


def test_a_byproduct_with_a_price_of_zero_fetches_nothing(plan_of, price_row, barite):
    prices = [price_row("Nd2O3", 100), price_row("barite", 0)]
    products = products_of(mix_of(plan_of(prices=prices, byproducts=[barite])).mixes[0])
    assert (products["barite"].revenue, products["barite"].revenue_max) == (0, 0)


def test_the_newest_tonnage_of_a_byproduct_counts(plan_of, barite):
    newer = barite | {"byproduct_id": "north-barite-new", "quantity": "400", "as_of": "2023"}
    assert products_of(mix_of(plan_of(byproducts=[barite, newer])).mixes[0])["barite"].t_per_year == 400


def test_the_announced_revenue_is_a_line_and_a_hollow_bar(plan_of):
    chart = mix_of(plan_of())
    assert chart.stated == 9
    assert chart.panels[0].reference.value == 9
    assert rows_of(chart)["Announced revenue"].fill == "hollow"


def test_the_newest_year_of_full_yearly_averages_is_taken(plan_of, price_row):
    full = [price_row(oxide, 10, period="2098") for oxide in ("La2O3", "CeO2", "Pr6O11", "Nd2O3")]
    atlas = plan_of(prices=[*full, price_row("Nd2O3", 100)])
    chart = revenue_mix(atlas, "north")
    assert chart.year == 2098
    assert any("Newer prices are listed, up to 2101" in caveat for caveat in chart.caveats)


def test_where_no_year_is_full_the_one_that_covers_most_is_taken(plan_of):
    assert revenue_mix(plan_of(), "north", place="Northland").year == 2101


def test_a_price_over_two_years_belongs_to_neither(plan_of, price_row):
    price = price_row("Nd2O3", 10, period="2100-11", period_end="2101-02")
    assert revenue_mix(plan_of(prices=[price]), "north", place="Northland") is None


def test_of_many_splits_the_lowest_and_the_highest_are_shown(plan_of, share_rows):
    rows = [
        row
        for number, share in enumerate((10, 30, 20))
        for row in share_rows(split_id=f"s{number}", La2O3=90 - share, Nd2O3=share)
    ]
    assert [mix.split_id for mix in mix_of(plan_of(element_shares=rows)).mixes] == ["s0", "s1"]


@pytest.mark.parametrize("changes", [{"figures": []}, {"element_shares": []}])
def test_without_product_or_split_there_is_no_mix(plan_of, changes):
    assert mix_of(plan_of(**changes)) is None


def test_without_prices_of_the_year_or_place_there_is_no_mix(plan_of):
    assert mix_of(plan_of(), year=1900) is None
    assert mix_of(plan_of(), place="Nowhere") is None
