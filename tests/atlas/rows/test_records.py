"""A record is a row of its table, typed: every column, every row, and no value changed on the way."""

from dataclasses import FrozenInstanceError, fields

import numpy
import pandas
import pytest

from geo_ree.atlas.rows.amount import Amount, combined_qualifier
from geo_ree.atlas.rows.base import grouped, read_records
from geo_ree.atlas.rows.deposits import Byproduct, Deposit, ElementShare, Estimate, Footprint, Place
from geo_ree.atlas.rows.records import Event, Figure, Note, Source
from geo_ree.atlas.rows.supply_chain import Plant, Port, Price, ProposedRoute, RecoveryStep
from geo_ree.layers.tables.registry import TABLES

KINDS = (
    Byproduct, Deposit, ElementShare, Estimate, Event, Figure, Footprint, Note, Place, Plant, Port, Price,
    ProposedRoute, RecoveryStep, Source,
)  # fmt: skip
# What the atlas derives from the tables and hands out beside their columns.
DERIVED = {
    "estimates": {"claim_status", "treo_million_t_computed", "treo_million_t_computed_max", "is_preferred"},
    "deposits": {"estimate_id", "byproducts", "elements"},
    "sources": {"is_primary"},
}


@pytest.fixture
def estimate(atlas):
    """Return a function that changes a few cells of one statement and reads it as a record."""
    row = atlas.estimates.reset_index().iloc[0].to_dict()
    return lambda **changes: Estimate.read(row | changes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_the_fields_of_a_record_are_the_columns_of_its_table(kind):
    columns = {column.name for column in TABLES[kind.table].columns}
    geometry = {"geometry"} if TABLES[kind.table].geometry else set()
    assert {field.name for field in fields(kind)} == columns | geometry | DERIVED.get(kind.table, set())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_a_column_that_may_be_empty_is_typed_so(kind):
    types = {field.name: str(field.type) for field in fields(kind)}
    for column in TABLES[kind.table].columns:
        may_be_none = "None" in types[column.name]
        assert may_be_none == (not column.required and not column.is_list), f"{kind.__name__}.{column.name}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_every_row_becomes_a_record_of_the_same_values(kind, atlas):
    frame = atlas.tables()[kind.table]
    records = read_records(kind, frame)
    assert len(records) == len(frame) > 0
    for record, (_, row) in zip(records, frame.reset_index().iterrows(), strict=True):
        for field in fields(kind):
            value, cell = getattr(record, field.name), row[field.name]
            is_empty = cell is None or (isinstance(cell, float) and numpy.isnan(cell))
            assert value is None if is_empty else value == cell, f"{record.key}: {field.name}"


def test_a_record_never_changes(estimate):
    with pytest.raises(FrozenInstanceError):
        estimate().ore_million_t = 1.0


@pytest.mark.parametrize("no", [False, numpy.False_])
def test_what_nobody_has_read_is_not_verified_however_its_no_is_held(no, estimate):
    assert not estimate(verified=no).is_verified
    assert estimate(verified=no).verified is False


def test_missing_cells_are_none(estimate):
    row = estimate(ore_million_t=float("nan"), note=None, effective_date=pandas.NA)
    assert (row.ore_million_t, row.note, row.effective_date) == (None, None, None)


@pytest.mark.parametrize(
    ("changes", "total", "current_total"),
    [
        ({}, True, True),
        ({"part_of": "another"}, False, False),
        ({"orebody": "East"}, False, False),
        ({"superseded_by": "another"}, False, False),
        ({"verified": False}, True, False),
    ],
)
def test_whole_and_current(changes, total, current_total, estimate):
    plain = {"part_of": None, "orebody": None, "superseded_by": None, "verified": True}
    row = estimate(**(plain | changes))
    assert (row.is_total, row.is_current_total) == (total, current_total)


@pytest.mark.parametrize(
    ("changes", "read_whole", "current_report"),
    [
        ({}, True, True),
        ({"part_of": "another"}, False, False),
        ({"orebody": "East"}, False, True),
        ({"superseded_by": "another"}, True, False),
        ({"verified": False}, False, False),
    ],
)
def test_an_old_total_is_whole_still_and_an_orebody_may_have_a_report(changes, read_whole, current_report, estimate):
    plain = {"part_of": None, "orebody": None, "superseded_by": None, "verified": True}
    row = estimate(**(plain | changes))
    assert (row.is_read_whole, row.is_current_report) == (read_whole, current_report)


def test_what_only_bounds_a_figure_is_not_definite(estimate):
    row = estimate(
        ore_million_t=5.0, treo_percent=2.0, tree_percent=None, qualifier="up_to", qualifies=("treo_percent",)
    )
    figures = [row.definite(column) for column in ("ore_million_t", "treo_percent", "tree_percent")]
    assert figures == [5.0, None, None]


def test_a_row_is_about_its_deposit_its_subject_itself_or_the_world(atlas, estimate):
    rows = atlas.rows
    assert estimate(deposit_id="fen").about == "fen"
    assert {row.about for row in rows.figures} == set(rows.figures_by_subject)
    assert all(row.about == place_id for table in (rows.plants, rows.ports) for place_id, row in table.items())
    assert {row.about for row in rows.steps if row.deposit_id is None} == {"world"}


def test_a_qualifier_may_be_about_some_figures_only(estimate):
    row = estimate(ore_million_t=5.0, treo_percent=2.0, qualifier="about", qualifies=("treo_percent",))
    assert (row.stated("ore_million_t").text, row.stated("treo_percent").text) == ("5 million t", "about 2 % TREO")


def test_contained_oxide_is_the_stated_one_before_the_computed_one(estimate):
    computed = {"treo_million_t_computed": 0.1234, "treo_million_t_computed_max": None}
    plain = computed | {"qualifier": "about", "qualifies": ("treo_percent",), "treo_million_t_max": None}
    stated = estimate(treo_million_t=3.0, **plain).contained_treo
    assert (stated.value, stated.is_computed) == (3.0, False)
    worked_out = estimate(treo_million_t=None, **plain).contained_treo
    assert (worked_out.text, worked_out.is_computed) == ("about 0.123 million t TREO", True)
    assert estimate(treo_million_t=None, treo_million_t_computed=None).contained_treo is None


def test_a_figure_that_is_not_there_is_said_to_be_missing(estimate):
    row = estimate(ore_million_t=None)
    assert row.amount("ore_million_t") is None
    with pytest.raises(ValueError, match=f"{row.estimate_id} gives no ore_million_t"):
        row.stated("ore_million_t")


def test_a_range_has_an_upper_end():
    amount = Amount(2.0, 3.0, unit="t")
    assert (amount.upper, Amount(2.0).upper, amount.is_bound) == (3.0, 2.0, False)


@pytest.mark.parametrize(
    ("qualifiers", "combined"),
    [([], None), (["exact", None], None), (["up_to", "up_to"], "up_to"), (["up_to", "about"], "about")],
)
def test_qualifiers_of_factors_are_combined(qualifiers, combined):
    assert combined_qualifier(qualifiers) == combined


def test_records_are_grouped_in_the_order_of_the_file(atlas):
    shares = atlas.rows.element_shares
    groups = grouped(shares, "split_id")
    assert [row for group in groups.values() for row in group] == sorted(
        shares, key=lambda row: list(groups).index(row.split_id)
    )


def test_the_key_of_a_row_of_several_columns(atlas):
    share = atlas.rows.element_shares[0]
    assert share.key == f"{share.split_id}/{share.oxide}"


def test_a_plant_names_the_source_of_its_capacity_first(atlas):
    plants = [plant for plant in atlas.rows.plants.values() if plant.capacity_source_id]
    assert plants
    assert all(plant.sources[0] == plant.capacity_source_id for plant in plants)
    assert all(len(set(plant.sources)) == len(plant.sources) for plant in plants)
