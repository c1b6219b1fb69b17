"""Each rule of a row speaks where it is broken, names the column and the remedy, and is silent where it holds."""

import pytest
from shapely.geometry import MultiPoint, Point

from geo_ree.layers.codelists import NO_SOURCE
from geo_ree.layers.row_checks import (
    needs_any,
    needs_together,
    needs_when,
    never_below,
    one_point_per_orebody,
    stops_differ,
    verified_has_source,
)

OREBODY = {"name": "Main", "verified": True, "source_id": "usgs-pp1802"}


# --- at least one of several ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [{"a": 1.0}, {"a": None, "b": "x"}, {"a": 1.0, "b": "x"}])
def test_any_one_of_the_columns_is_enough(row):
    assert needs_any("a", "b")(row) is None


@pytest.mark.parametrize("row", [{}, {"a": None, "b": None}, {"c": 1.0}])
def test_none_of_the_columns_is_too_few_and_the_fault_names_all_of_them(row):
    assert needs_any("a", "b")(row) == ("a", "none of a, b is given", "at least one of them")


@pytest.mark.parametrize("value", [0.0, False])
def test_nought_and_no_are_values_and_not_gaps(value):
    assert needs_any("a", "b")({"a": value}) is None
    assert needs_together("a", "b")({"a": value, "b": value}) is None
    assert needs_together("a", "b")({"a": value})[0] == "b"
    assert needs_when("kind", "x", "a")({"kind": "x", "a": value}) is None


# --- both or neither --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [{}, {"a": None, "b": None}, {"a": 1.0, "b": "t"}])
def test_both_or_neither_holds(row):
    assert needs_together("a", "b")(row) is None


@pytest.mark.parametrize(("row", "missing", "given"), [({"a": 1.0}, "b", "a"), ({"a": None, "b": "t"}, "a", "b")])
def test_one_without_the_other_is_a_fault_of_the_empty_one(row, missing, given):
    assert needs_together("a", "b")(row) == (missing, f"is empty while {given} is given", "both or neither")


# --- filled where another column says so ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "coordinate", "lon": 31.0, "lat": 39.0},
        {"kind": "name", "lon": None, "lat": None},
        {"kind": None},
        {},
    ],
)
def test_columns_may_be_empty_unless_the_word_asks_for_them(row):
    assert needs_when("kind", "coordinate", "lon", "lat")(row) is None


@pytest.mark.parametrize(
    ("row", "missing"),
    [({"lat": 39.0}, "lon"), ({"lon": 31.0}, "lat"), ({}, "lon"), ({"lon": None, "lat": 1.0}, "lon")],
)
def test_the_word_asks_for_every_column_it_names(row, missing):
    found = needs_when("kind", "coordinate", "lon", "lat")({"kind": "coordinate"} | row)
    assert found == (missing, "is empty while kind is coordinate", "a value")


# --- the ends of a range ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [{}, {"low": 1.0}, {"low": 1.0, "high": 1.0}, {"low": 0.0, "high": 2.0}])
def test_a_range_may_have_no_upper_end_or_one_that_is_not_below_the_lower(row):
    assert never_below("high", "low")(row) is None


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ({"high": 2.0}, "low", "is empty while high is given"),
        ({"low": 3.0, "high": 2.0}, "high", "2 lies below low 3"),
        ({"low": 1.0, "high": 0.0}, "high", "0 lies below low 1"),
    ],
)
def test_an_upper_end_needs_a_lower_one_that_is_not_above_it(row, column, what):
    found = never_below("high", "low")(row)
    assert found[:2] == (column, what)
    assert found[2]


# --- a source that was read -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verified", "source_id"),
    [(True, "usgs-pp1802"), (False, "usgs-pp1802"), (False, NO_SOURCE), (None, "usgs-pp1802")],
)
def test_a_row_that_was_read_or_says_that_it_was_not_is_right(verified, source_id):
    assert verified_has_source({"verified": verified, "source_id": source_id}) is None


@pytest.mark.parametrize("row", [{"verified": True}, {"verified": None}, {}])
def test_only_a_plain_no_excuses_a_row_without_a_source(row):
    column, what, allowed = verified_has_source(row | {"source_id": NO_SOURCE})
    assert column == "source_id"
    assert NO_SOURCE in what
    assert allowed


# --- one point for each orebody ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geometry", "orebodies"),
    [
        (Point(1, 2), ()),
        (Point(1, 2), None),
        (Point(1, 2), (OREBODY,)),
        (MultiPoint([(1, 2)]), (OREBODY,)),
        (MultiPoint([(1, 2), (3, 4)]), (OREBODY, OREBODY | {"name": "West", "verified": False})),
        (Point(1, 2), (OREBODY | {"remark": "more than is asked"},)),
    ],
)
def test_as_many_orebodies_as_points_are_right_and_a_lone_point_needs_none(geometry, orebodies):
    assert one_point_per_orebody({"geometry": geometry, "orebodies": orebodies}) is None


@pytest.mark.parametrize(
    ("geometry", "orebodies", "what"),
    [
        (Point(1, 2), (OREBODY, OREBODY), "2 orebodies for 1 points"),
        (MultiPoint([(1, 2), (3, 4)]), (OREBODY,), "1 orebodies for 2 points"),
        (MultiPoint([(1, 2), (3, 4)]), (), "0 orebodies for 2 points"),
        (MultiPoint([(1, 2)]), None, "0 orebodies for 1 points"),
    ],
)
def test_more_or_fewer_orebodies_than_points_are_a_fault(geometry, orebodies, what):
    column, said, allowed = one_point_per_orebody({"geometry": geometry, "orebodies": orebodies})
    assert (column, allowed) == ("orebodies", "one record for each point, in order")
    assert what in said


@pytest.mark.parametrize("missing", ["name", "verified", "source_id"])
def test_every_orebody_is_named_and_sourced_and_says_whether_it_was_read(missing):
    partial = {key: value for key, value in OREBODY.items() if key != missing}
    row = {"geometry": MultiPoint([(1, 2), (3, 4)]), "orebodies": (OREBODY, partial)}
    column, what, allowed = one_point_per_orebody(row)
    assert column == "orebodies"
    assert "without" in what
    assert missing in what
    assert allowed


@pytest.mark.parametrize(
    "change", [{"name": 7}, {"verified": "no"}, {"verified": None}, {"source_id": ["usgs-pp1802"]}]
)
def test_a_value_of_another_kind_does_not_count_as_given(change):
    # The word "no" would be taken for true, and the orebody drawn as read in a source.
    column, what, _ = one_point_per_orebody({"geometry": Point(1, 2), "orebodies": (OREBODY | change,)})
    assert column == "orebodies"
    assert "without" in what


# --- the stops of a route ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stops", [["a", "b"], ["a", "b", "c"], ["a", "b", "a"], ["a", "b", "a", "b"]])
def test_a_route_may_come_back_to_a_place(stops):
    first, *between, last = stops
    assert stops_differ({"origin_id": first, "via_ids": tuple(between), "destination_id": last}) is None


@pytest.mark.parametrize("stops", [["a", "a"], ["a", "a", "b"], ["b", "a", "a"], ["c", "a", "a", "b"]])
def test_a_route_does_not_stop_twice_running_at_one_place(stops):
    first, *between, last = stops
    column, what, _ = stops_differ({"origin_id": first, "via_ids": tuple(between), "destination_id": last})
    assert column == "via_ids"
    assert what.endswith(" a")
