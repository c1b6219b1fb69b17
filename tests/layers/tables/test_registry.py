"""The contract of the tables is sound in itself: names, kinds, units, words, references and row rules."""

import re
from collections.abc import Mapping

import pytest
from shapely.geometry import MultiPoint, Point

from geo_ree.chemistry.elements import OXIDES
from geo_ree.layers import codelists as vocabulary
from geo_ree.layers.fields import KINDS, LIST_SEPARATOR
from geo_ree.layers.tables.registry import SUBJECTS, TABLES

EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
UNIT = re.compile(r"(_(million_t|percent|km|km2|m|t_per_year)|usd_per_kg)(_max)?$")
# Figures whose unit differs from row to row have a column beside them that says it; degrees have no other unit.
UNIT_BESIDE = {"cutoff_value": "cutoff_unit", "quantity": "unit", "value": "unit", "value_max": "unit"}
DEGREES = {"lon": (-180, 180), "lat": (-90, 90)}
# What is counted has no unit but itself.
COUNTS = {"population"}
DATES = {"date", "date_end", "as_of", "accessed", "period", "period_end"}
REFERRING_KINDS = {"id", "ids", "subject"}
WORDS_OF_A_COLUMN = {("in_situ", "product"), ("site", "company"), ("source", "our assumption"), tuple(OXIDES)}


# --- names and files --------------------------------------------------------------------------------------------------


def test_each_table_is_found_by_its_own_name():
    assert {name: table.name for name, table in TABLES.items()} == {name: name for name in TABLES}


def test_no_two_tables_share_a_file():
    assert len({table.file for table in TABLES.values()}) == len(TABLES)


@EVERY_TABLE
def test_a_table_with_a_geometry_is_geojson_and_any_other_csv(table):
    name, suffix = table.name.removeprefix("network_"), "geojson" if table.geometry else "csv"
    assert table.file == f"{name}.{suffix}" or table.file.endswith(f"/{name}.{suffix}")
    assert set(table.geometry) <= {"Point", "MultiPoint", "Polygon", "MultiPolygon"}


@EVERY_TABLE
def test_no_column_stands_twice_in_a_table(table):
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert "geometry" not in names


@EVERY_TABLE
def test_a_column_has_a_plain_name_a_known_kind_and_a_sentence(table):
    for column in table.columns:
        assert re.fullmatch(r"[a-z]+[a-z0-9]*(_[a-z0-9]+)*", column.name)
        assert column.kind in KINDS
        assert column.about.endswith(".")


@EVERY_TABLE
def test_a_table_says_what_one_of_its_rows_is(table):
    assert re.match(r"(a|an|one|any|something)\b", table.about)
    assert not table.about.endswith(".")


def test_a_column_is_found_by_its_name_and_an_unknown_one_is_a_key_error():
    assert TABLES["estimates"].column("ore_million_t").kind == "number"
    with pytest.raises(KeyError):
        TABLES["estimates"].column("ore_mt")


# --- keys and references ----------------------------------------------------------------------------------------------


@EVERY_TABLE
def test_every_key_column_is_there_and_required(table):
    assert table.key
    assert all(table.column(name).required for name in table.key)
    assert table.column(table.key[0]).kind == "id"
    assert table.columns[0].name == table.key[0]


@EVERY_TABLE
def test_a_key_does_not_refer_to_another_table(table):
    assert not any(table.column(name).refers_to for name in table.key)


@EVERY_TABLE
def test_every_reference_names_a_table_with_a_single_key(table):
    for column in table.columns:
        for name in column.refers_to:
            assert len(TABLES[name].key) == 1
        assert not column.refers_to or column.kind in REFERRING_KINDS
        assert len(set(column.refers_to)) == len(column.refers_to)


@EVERY_TABLE
def test_what_is_called_an_id_is_one_and_points_somewhere_unless_it_is_the_key(table):
    for column in table.columns:
        is_id = column.name.endswith(("_id", "_ids"))
        assert not is_id or column.kind in REFERRING_KINDS
        assert column.name.endswith("_ids") == (column.kind == "ids")
        assert not is_id or column.refers_to or column.name in table.key


@EVERY_TABLE
def test_a_column_named_for_another_tables_key_refers_to_that_table(table):
    for column in table.columns:
        others = [other for other in TABLES.values() if other is not table and table.name not in other.same_as]
        owners = [other.name for other in others if other.key == (column.name,) and other.name not in table.same_as]
        assert list(column.refers_to) == owners or not owners


def test_subjects_are_tables_and_each_is_named_once():
    assert set(SUBJECTS) <= set(TABLES)
    assert len(set(SUBJECTS)) == len(SUBJECTS)


@pytest.mark.parametrize("table", [t for t in TABLES.values() if t.name != "sources"], ids=lambda table: table.name)
def test_every_row_of_every_table_but_the_sources_must_have_a_source(table):
    assert any(column.required and column.refers_to == ("sources",) for column in table.columns)


# --- units ------------------------------------------------------------------------------------------------------------


@EVERY_TABLE
def test_what_has_a_unit_in_its_name_is_a_number_and_a_number_has_a_unit(table):
    for column in table.columns:
        if UNIT.search(column.name):
            assert column.kind == "number"
        elif column.kind == "number" and column.name not in COUNTS:
            beside = UNIT_BESIDE.get(column.name)
            assert column.name in DEGREES or beside in {other.name for other in table.columns}


@EVERY_TABLE
def test_lengths_masses_and_shares_are_bounded(table):
    for column in table.columns:
        if UNIT.search(column.name):
            assert column.at_least == 0
            is_share = column.name.removesuffix("_max").endswith("_percent")
            assert (column.at_most == 100) == (is_share and not column.name.startswith("recovery"))
        if column.name in DEGREES:
            assert (column.at_least, column.at_most) == DEGREES[column.name]


@EVERY_TABLE
def test_only_numbers_have_bounds(table):
    for column in table.columns:
        assert column.kind == "number" or (column.at_least is None and column.at_most is None)


@pytest.mark.parametrize(
    ("table", "column", "right", "wrong"),
    [
        ("estimates", "treo_percent", "100", "100.1"),
        ("estimates", "ore_million_t", "0", "-0.1"),
        ("estimates", "ore_million_t", "1000000", "694000000"),
        ("element_shares", "share_percent", "0", "101"),
        ("places", "lon", "-180", "180.5"),
        ("places", "lat", "90", "-90.5"),
        ("figures", "value", "-3", "three"),
    ],
)
def test_a_figure_at_its_bound_is_read_and_one_beyond_is_refused(table, column, right, wrong):
    assert TABLES[table].column(column).read(right) == float(right)
    with pytest.raises(ValueError, match=r"out of bounds|not a number"):
        TABLES[table].column(column).read(wrong)


@EVERY_TABLE
def test_dates_and_yes_or_no_are_called_so(table):
    for column in table.columns:
        named_date = column.name in DATES or column.name.endswith("_date")
        assert named_date == (column.kind == "date")
        if column.name == "verified":
            assert column.kind == "yes_no"
            assert column.required


# --- allowed words ----------------------------------------------------------------------------------------------------


@EVERY_TABLE
def test_words_belong_to_columns_of_words_and_each_can_be_typed(table):
    for column in table.columns:
        assert bool(column.words) == (column.kind in {"word", "words"})
        assert len(set(column.words)) == len(column.words)
        assert not any(LIST_SEPARATOR in word for word in column.words)
        for word in column.words:
            assert column.read(word) == ((word,) if column.is_list else word)


@EVERY_TABLE
def test_allowed_words_are_a_list_of_the_vocabulary_or_two_of_this_column_alone(table):
    lists = {words for words in vars(vocabulary).values() if isinstance(words, tuple)}
    for column in table.columns:
        assert not column.words or column.words in lists | WORDS_OF_A_COLUMN


# --- what cannot be typed into a CSV ----------------------------------------------------------------------------------


@EVERY_TABLE
def test_records_stand_in_geojson_only(table):
    for column in table.columns:
        assert column.kind != "records" or table.geometry


# --- row rules --------------------------------------------------------------------------------------------------------


class Asked(Mapping):
    """A row that remembers which columns a rule has asked for."""

    def __init__(self, cells):
        self.cells, self.names = cells, set()

    def __getitem__(self, name):
        self.names.add(name)
        return self.cells[name]

    def get(self, name, default=None):
        self.names.add(name)
        return self.cells.get(name, default)

    def __iter__(self):
        return iter(self.cells)

    def __len__(self):
        return len(self.cells)


def rows_to_try(table, empty_row):
    """Yield an empty row, a row with each column filled alone, and one for each word of each column."""
    yield empty_row(table)
    for column in table.columns:
        for value in column.words or (1.0 if column.kind == "number" else "x",):
            yield empty_row(table) | ({} if column.is_list else {column.name: value})


def asked_of(table, rule, empty_row):
    names = set()
    for cells in rows_to_try(table, empty_row):
        row = Asked(cells)
        broken = rule(row)
        names |= row.names | ({broken[0]} if broken else set())
    return names


@EVERY_TABLE
def test_a_rule_asks_only_for_columns_that_the_table_has(table, empty_row):
    known = {column.name for column in table.columns} | ({"geometry"} if table.geometry else set())
    for rule in table.rules:
        asked = asked_of(table, rule, empty_row)
        assert asked
        assert asked <= known


@EVERY_TABLE
def test_a_rule_that_looks_for_empty_cells_looks_at_cells_that_can_be_none(table, empty_row):
    # An empty list is read as an empty tuple, which is not None.
    for rule in table.rules:
        if rule.__qualname__.startswith("needs_"):
            assert not any(table.column(name).is_list for name in asked_of(table, rule, empty_row))


@pytest.mark.parametrize(
    "name",
    [t.name for t in TABLES.values() if {"verified", "source_id"} <= {column.name for column in t.columns}],
)
def test_a_verified_row_names_a_source_that_was_read(broken_columns, name):
    assert "source_id" in broken_columns(name, verified=True, source_id=vocabulary.NO_SOURCE)
    assert "source_id" not in broken_columns(name, verified=False, source_id=vocabulary.NO_SOURCE)
    assert "source_id" not in broken_columns(name, verified=True, source_id="usgs-pp1802")


@pytest.mark.parametrize(
    ("name", "right", "wrong", "column"),
    [
        ("estimates", {"cutoff_value": 1.0, "cutoff_unit": "% TREO"}, {"cutoff_value": 1.0}, "cutoff_unit"),
        ("byproducts", {"quantity": 5.0, "unit": "t"}, {"quantity": 5.0}, "unit"),
        ("places", {"kind": "name", "language": "tr"}, {"kind": "name"}, "language"),
        ("places", {"kind": "coordinate", "lon": 1.0, "lat": 2.0}, {"kind": "coordinate"}, "lon"),
        ("places", {"lon": 1.0, "lat": 2.0}, {"lon": 1.0}, "lat"),
        ("routes", {"basis": "our assumption", "note": "Our guess."}, {"basis": "our assumption"}, "note"),
        ("routes", {"basis": "source"}, {"basis": "our assumption"}, "note"),
        ("routes", {"origin_id": "a", "destination_id": "b"}, {"origin_id": "a", "destination_id": "a"}, "via_ids"),
        ("figures", {"as_of": "2020"}, {}, "as_of"),
        ("figures", {"qualifier": "range", "value_max": 2.0}, {"qualifier": "range"}, "value_max"),
        ("deposits", {"geometry": Point(1, 2)}, {"geometry": MultiPoint([(1, 2), (3, 4)])}, "orebodies"),
    ],
)
def test_each_rule_of_a_table_is_tried_both_ways(broken_columns, name, right, wrong, column):
    assert column not in broken_columns(name, **right)
    assert column in broken_columns(name, **wrong)
