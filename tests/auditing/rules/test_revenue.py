"""The rule of revenues fires on those that the planned products do not fetch, and leaves the others alone."""

import pytest

from geo_ree.auditing.rules.revenue import revenue_recomputed


@pytest.fixture
def revenue_tables(figure_row, plan_rows, byproduct_row, price_row, split_rows):
    """Return the tables of a plan for 10,000 t of oxide and 72,000 t of barite, priced in two years."""

    def make(revenue):
        row = figure_row(
            "revenue", attribute="industrial_revenue_million_usd_per_year", value=revenue, unit="million USD/year"
        )
        return {
            "figures": [row | {"published_date": "2024"}, *plan_rows()],
            "byproducts": [byproduct_row("barite", quantity="72000")],
            "element_shares": split_rows("split", {"Nd2O3": 20, "Dy2O3": 1}),
            "prices": [
                price_row("nd-2025", usd_per_kg="70", incoterm="FOB"),
                price_row("nd-2022", usd_per_kg="100", period="2022"),
                price_row("barite-2025", item="barite", usd_per_kg="0.21", place="United States"),
                price_row("barite-2022", item="barite", usd_per_kg="0.15", place="United States", period="2022"),
            ],
        }

    return make


def test_a_revenue_that_the_products_do_not_fetch_is_found_at_dated_prices(found_by, revenue_tables):
    (found,) = found_by(revenue_recomputed, **revenue_tables("300"))
    # 10,000 t with 20 % neodymium oxide at 70 USD are 140 million; 72,000 t of barite at 210 USD/t are 15.1.
    assert "about 155 million US$ at prices of 2025 (140 for the oxides, China, FOB" in found.message
    assert "15.1 for barite in the United States" in found.message
    assert "about 211 million US$ at prices of 2022" in found.message
    assert "80 % of them without a price" in found.message
    assert {table for table, _ in found.rows} == {"figures", "byproducts", "prices", "element_shares"}


def test_a_revenue_that_the_products_fetch_is_no_finding(found_by, revenue_tables):
    assert found_by(revenue_recomputed, **revenue_tables("150")) == []


def test_a_revenue_without_prices_or_analyses_is_left_alone(found_by, revenue_tables):
    tables = revenue_tables("300")
    assert found_by(revenue_recomputed, **(tables | {"element_shares": []})) == []
    assert found_by(revenue_recomputed, **(tables | {"prices": []})) == []
