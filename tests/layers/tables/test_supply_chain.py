"""The supply chain: a recovery says of what, a price says in what, an emission factor says what it counts."""

import pytest

from geo_ree.layers.tables import supply_chain as trade_tables
from geo_ree.layers.tables.registry import TABLES

NAMES = ["facilities", "ports", "routes", "processes", "prices", "freight"]


def test_the_tables_are_part_of_the_contract():
    assert [TABLES[table.name] for table in trade_tables.TABLES] == list(trade_tables.TABLES)
    assert [table.name for table in trade_tables.TABLES] == NAMES


@pytest.mark.parametrize("missing", ["capacity_of", "capacity_kind", "capacity_source_id"])
def test_a_capacity_says_of_what_of_which_kind_and_by_whom(broken_columns, missing):
    whole = {
        "capacity_t_per_year": 5.0,
        "capacity_of": "ore",
        "capacity_kind": "nameplate",
        "capacity_source_id": "usgs-pp1802",
    }
    assert broken_columns("facilities", **whole) == broken_columns("facilities") == set()
    assert broken_columns("facilities", **(whole | {missing: None})) == {missing}


@pytest.mark.parametrize("missing", ["element", "recovery_scope"])
def test_a_recovery_says_of_what_and_of_how_much_of_the_chain(broken_columns, missing):
    whole = {"recovery_percent": 48.0, "element": "TREO", "recovery_scope": "overall"}
    assert broken_columns("processes", **whole) == set()
    assert broken_columns("processes", **(whole | {missing: None})) == {missing}


def test_a_grade_of_feed_says_what_it_counts(broken_columns):
    assert broken_columns("processes", feed_grade_percent=4.44, feed_grade_of="TREE") == set()
    assert broken_columns("processes", feed_grade_percent=4.44) == {"feed_grade_of"}


@pytest.mark.parametrize(
    ("table", "lower"),
    [("processes", "product_treo_percent"), ("prices", "usd_per_kg"), ("freight", "value")],
)
def test_a_range_has_two_ends_in_order(broken_columns, table, lower):
    assert f"{lower}_max" not in broken_columns(table, **{lower: 30.0, f"{lower}_max": 40.0})
    assert f"{lower}_max" in broken_columns(table, **{lower: 40.0, f"{lower}_max": 30.0})


def test_a_price_is_in_dollars_or_as_it_was_printed_with_its_unit(broken_columns):
    assert broken_columns("prices", usd_per_kg=56.0) == set()
    assert broken_columns("prices", value_as_printed="16 792", unit_as_printed="CNY/t") == set()
    assert broken_columns("prices", value_as_printed="16 792") == {"unit_as_printed"}
    assert broken_columns("prices") == {"usd_per_kg"}


def test_an_emission_factor_says_how_much_of_the_fuel_it_counts(broken_columns):
    assert broken_columns("freight", attribute="emission_factor") == {"scope"}
    assert broken_columns("freight", attribute="emission_factor", scope="TTW") == set()
    assert broken_columns("freight", attribute="speed_kmh") == set()


@pytest.mark.parametrize(
    ("cells", "broken"),
    [
        ({"attribute": "speed_knots", "unit": "km/h"}, {"unit"}),
        ({"attribute": "speed_knots", "unit": "knots", "value": 0.0}, {"value"}),
        ({"attribute": "speed_knots", "unit": "knots", "value": 12.0}, set()),
    ],
)
def test_a_figure_of_freight_has_the_unit_in_which_routes_are_computed_and_is_above_zero(broken_columns, cells, broken):
    assert broken_columns("freight", **cells) == broken
