"""A row says how a statement was reported, by its filling and in words."""

import pytest

from geo_ree.charts.axes import LogAxis
from geo_ree.charts.rows import (
    Group,
    Panel,
    Reference,
    Row,
    name_of,
    sources_of,
    statement_fill,
    statement_label,
    statements_by_date,
    who_states,
)


@pytest.fixture
def statement(pair_of):
    """Return a function that makes the one statement on north."""

    def make(**changes):
        return pair_of(north={"treo_million_t": "3", **changes}).rows.estimates["north-estimate"]

    return make


@pytest.mark.parametrize(
    ("code", "verified", "fill"),
    [("none", "yes", "hollow"), ("JORC", "yes", "solid"), ("CN", "yes", "pale"), ("JORC", "no", "hollow")],
)
def test_only_what_is_read_and_reported_under_a_code_is_filled(statement, code, verified, fill):
    assert statement_fill(statement(reporting_code=code, verified=verified)) == fill


def test_a_label_names_date_kind_code_and_standing(statement):
    assert statement_label(statement()) == "January 2030 · Claim, preferred"
    row = statement(statement_type="resource", reporting_code="NI43-101", orebody="Pit", verified="no")
    assert statement_label(row) == "January 2030 · Resource, NI 43-101, Pit, preferred, not verified"


def test_statements_come_oldest_first_and_parts_of_a_total_stay_out(pair_of, estimate_row):
    more = [
        estimate_row(estimate_id="old", deposit_id="north", effective_date="1977"),
        estimate_row(estimate_id="part", deposit_id="north", part_of="north-estimate"),
    ]
    rows = statements_by_date(pair_of(north={"ore_million_t": "5"}, more_estimates=more), "north")
    assert [row.estimate_id for row in rows] == ["old", "north-estimate"]


def test_a_source_is_named_by_whom_it_relays_else_by_its_publisher(atlas):
    relaying = atlas.sources[atlas.sources["relays"].notna()].iloc[0]
    assert who_states(atlas, relaying.name) == str(relaying["relays"]).split(" (")[0]
    assert who_states(atlas, "jorc-code-2012") == "JORC"


def test_a_name_keeps_its_brackets_where_another_is_called_the_same(pair_of, new_feature):
    twins = [new_feature("twin-a", 1, 1), new_feature("twin-b", 2, 2)]
    for feature, side in zip(twins, ("east", "west"), strict=True):
        feature["properties"]["name"] = f"Twin ({side})"
    atlas = pair_of(more_deposits=twins)
    assert name_of(atlas, "twin-a", ("twin-a", "twin-b")) == "Twin (east)"
    assert name_of(atlas, "twin-a", ("twin-a", "north")) == "Twin"


def test_the_sources_of_panels_are_named_once_in_order():
    rows = (Row("a", "", "1", ("x", "y")), Row("b", "", "2", ("y",)))
    panel = Panel("t", "u", LogAxis(1, 10), (Group("g", 0, rows),), Reference(5.0, "r", ("z",)))
    assert sources_of([panel]) == ("x", "y", "z")
    assert not any(row.is_drawn or row.is_bar for row in panel.rows)


@pytest.mark.parametrize(
    ("bound", "ends"), [("more_than", (True, False)), ("up_to", (False, True)), ("about", (False, False))]
)
def test_a_row_knows_at_which_end_it_is_open(bound, ends):
    row = Row("a", "", "1", (), low=1.0, high=1.0, bound=bound)
    assert (row.is_lower_bound, row.is_upper_bound) == ends
