"""What lies in the ground: a statement needs a figure and a date, and its ranges have two ends in order."""

import pytest

from geo_ree.layers import codelists as vocabulary
from geo_ree.layers.tables import deposits as deposit_tables
from geo_ree.layers.tables.registry import TABLES

NAMES = ["deposits", "footprints", "places", "estimates", "element_shares", "byproducts"]


def test_the_tables_are_part_of_the_contract():
    assert [TABLES[table.name] for table in deposit_tables.TABLES] == list(deposit_tables.TABLES)
    assert [table.name for table in deposit_tables.TABLES] == NAMES


@pytest.mark.parametrize("figure", vocabulary.STATED_FIGURES)
@pytest.mark.parametrize("date", ["effective_date", "published_date"])
def test_any_stated_figure_with_any_date_makes_an_estimate(broken_columns, figure, date):
    assert broken_columns("estimates", **{figure: 1.0, date: "2020"}) == set()
    assert broken_columns("estimates", **{date: "2020"}) == {"ore_million_t"}
    assert broken_columns("estimates", **{figure: 1.0}) == {"effective_date"}


@pytest.mark.parametrize("figure", ["ore_million_t", "treo_percent", "treo_million_t"])
def test_a_range_of_a_statement_has_two_ends_in_order(broken_columns, figure):
    dated = {"effective_date": "2020"}
    assert broken_columns("estimates", **dated, **{figure: 7.0, f"{figure}_max": 9.0}) == set()
    assert broken_columns("estimates", **dated, **{figure: 9.0, f"{figure}_max": 7.0}) == {f"{figure}_max"}
    assert figure in broken_columns("estimates", **dated, **{f"{figure}_max": 7.0})


def test_the_kind_of_body_is_one_of_a_few_words():
    assert TABLES["deposits"].column("deposit_class").words == vocabulary.DEPOSIT_CLASSES
