"""What happened and what was said: a figure has a date, and a range two ends."""

import pytest

from geo_ree.layers.tables import records as record_tables
from geo_ree.layers.tables.registry import TABLES

NAMES = ["events", "figures", "notes", "sources"]


def test_the_tables_are_part_of_the_contract():
    assert [TABLES[table.name] for table in record_tables.TABLES] == list(record_tables.TABLES)
    assert [table.name for table in record_tables.TABLES] == NAMES


@pytest.mark.parametrize("date", ["as_of", "published_date"])
def test_a_figure_has_a_date_of_one_kind_or_the_other(broken_columns, date):
    assert broken_columns("figures", **{date: "2020"}) == set()
    assert broken_columns("figures") == {"as_of"}


def test_a_figure_that_is_a_range_has_an_upper_end(broken_columns):
    assert broken_columns("figures", as_of="2020", qualifier="range") == {"value_max"}
    assert broken_columns("figures", as_of="2020", qualifier="range", value=1.0, value_max=2.0) == set()
    assert broken_columns("figures", as_of="2020", qualifier="range", value=3.0, value_max=2.0) == {"value_max"}


def test_a_source_says_whom_it_relays():
    assert TABLES["sources"].column("relays").kind == "text"
