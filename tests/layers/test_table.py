"""What the tables share stands in one place, and each of them uses it."""

import pytest

from geo_ree.layers import table as forms
from geo_ree.layers.fields import Column
from geo_ree.layers.table import SUBJECTS, Table
from geo_ree.layers.tables.registry import TABLES

SHARED = {name: column for name, column in vars(forms).items() if isinstance(column, Column)}


def test_a_column_is_found_by_its_name_and_an_unknown_one_is_a_key_error():
    table = Table("mines", "mines.csv", ("mine_id",), "a mine", (Column("mine_id", "id", "The mine's id."),))
    assert table.column("mine_id").kind == "id"
    with pytest.raises(KeyError):
        table.column("mine")


@pytest.mark.parametrize("name", SHARED)
def test_each_shared_column_is_in_several_tables(name):
    users = [table.name for table in TABLES.values() if SHARED[name] in table.columns]
    assert len(users) > 1 or SHARED[name].name in {"lon", "lat"}


def test_a_subject_is_something_that_has_an_id():
    assert all(len(TABLES[name].key) == 1 for name in SUBJECTS)
