"""What pandas, NumPy and Python hold comes out in the few kinds that JSON knows, or is refused by name."""

import datetime
import decimal
import enum
import json
import math
from types import MappingProxyType

import numpy
import pandas
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.gis.json_values import NotJSON, json_column, json_value


class Colour(enum.StrEnum):
    RED = "red"


class Mode(str, enum.Enum):  # noqa: UP042 -- the older way, whose str() is "Mode.SEA"
    SEA = "sea"


MISSING = [
    None,
    float("nan"),
    float("inf"),
    -math.inf,
    pandas.NA,
    pandas.NaT,
    numpy.float32("nan"),
    numpy.datetime64("NaT", "s"),
    numpy.timedelta64("NaT", "s"),
    decimal.Decimal("NaN"),
    decimal.Decimal("Infinity"),
    pandas.Period("NaT", "M"),
]


@pytest.mark.parametrize("value", MISSING, ids=lambda value: f"{type(value).__name__} {value}")
def test_missing_in_any_spelling_is_null(value):
    assert json_value(value) is None
    assert json_value([value]) == [None]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, True),
        (numpy.bool_(True), True),
        (3, 3),
        (numpy.int8(-3), -3),
        (1.5, 1.5),
        (numpy.float32(0.5), 0.5),
        (decimal.Decimal("1.10"), 1.1),
        ("Kızılcaören", "Kızılcaören"),
        ("a\u2028\u0000\"'</script>", "a\u2028\u0000\"'</script>"),
        (numpy.str_("x"), "x"),
        (Colour.RED, "red"),
        (Mode.SEA, "sea"),
        (datetime.date(2025, 10, 9), "2025-10-09"),
        (datetime.datetime(2025, 10, 9), "2025-10-09"),
        (datetime.datetime(2025, 10, 9, 12, 30), "2025-10-09T12:30:00"),
        (datetime.datetime(2025, 10, 9, tzinfo=datetime.UTC), "2025-10-09T00:00:00+00:00"),
        (pandas.Timestamp("2025-10-09 12:30", tz="Europe/Istanbul"), "2025-10-09T12:30:00+03:00"),
        (pandas.Timestamp("2025-10-09 00:00:00.000000001"), "2025-10-09T00:00:00.000000001"),
        (numpy.datetime64("2025-10-09"), "2025-10-09"),
        (datetime.time(12, 30), "12:30:00"),
        (datetime.timedelta(days=1, hours=2), "P1DT2H0M0S"),
        (numpy.timedelta64(5, "s"), "P0DT0H0M5S"),
        (pandas.Period("2022", "Y"), "2022"),
        (pandas.Period("2022-07", "M"), "2022-07"),
        (pandas.Period("2022-07-01", "D"), "2022-07-01"),
        (pandas.Period("2022Q1"), "2022-01-01/2022-03-31"),
        (pandas.Period("2022", "Y-JUN"), "2021-07-01/2022-06-30"),
        (pandas.Period("2022-01-05", "W"), "2022-01-03/2022-01-09"),
        (pandas.Period("2022-07-01 12:00", "h"), "2022-07-01T12:00:00/2022-07-01T13:00:00"),
        ((), []),
        (("a", ["b", ("c",)]), ["a", ["b", ["c"]]]),
        (numpy.array([[1.0, numpy.nan], [3.0, 4.0]]), [[1.0, None], [3.0, 4.0]]),
        (numpy.array(5), 5),
        (numpy.array(["2020-01-01"], dtype="datetime64[D]"), ["2020-01-01"]),
        (pandas.Series([1, 2]), [1, 2]),
        (pandas.Index(["a"]), ["a"]),
        (pandas.array([1, None]), [1, None]),
        (pandas.Categorical(["a", "b"]), ["a", "b"]),
        ({"b", "a", "c"}, ["a", "b", "c"]),
        (frozenset({2, 1}), [1, 2]),
        ({"a": {"b": numpy.int64(1)}}, {"a": {"b": 1}}),
        (MappingProxyType({"a": 1}), {"a": 1}),
    ],
    ids=lambda given: type(given).__name__,  # the same in every process: the repr of a set is not
)
def test_a_value_is_written_as_json_has_it(value, written):
    result = json_value(value)
    assert result == written
    assert type(result) is type(written)
    assert json.loads(json.dumps(result, allow_nan=False)) == written


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (b"x", "a value of type bytes"),
        (2**53 + 1, "holds 9007199254740993, beyond 2.53"),
        (-(2**53) - 1, "many readers round integers"),
        (10**400, "an integer of 1329 bits, beyond 2"),
        (numpy.uint64(2**64 - 1), "many readers round integers"),
        ([{"a": 2**70}], "many readers round integers"),
        (decimal.Decimal("1e400"), r"holds 1E\+400, which is beyond"),
        (numpy.longdouble("1e400"), r"holds 1e\+400, which is beyond"),
        (1j, "a value of type complex"),
        (object(), "a value of type object"),
        (pandas.Interval(0, 1), "a value of type Interval"),
        (pandas.DataFrame({"a": [1]}), "a value of type DataFrame"),
        ({1: "a"}, "an object with the key 1"),
        ("a\ud800", "character 1 is half of a pair"),
        (["ok", {"deep": b"x"}], "a value of type bytes"),
        (shapely.Point(1, 2), "holds a Point"),
    ],
    ids=lambda given: type(given).__name__,  # the same in every process: the repr of a set is not
)
def test_a_value_without_a_json_form_is_refused_by_name(value, what):
    with pytest.raises(NotJSON, match=what):
        json_value(value)


def test_a_list_that_holds_itself_is_refused():
    endless = []
    endless.append(endless)
    with pytest.raises(NotJSON, match="nested more than 64 levels"):
        json_value(endless)


def test_a_set_is_written_in_the_same_order_whatever_order_it_was_filled_in():
    names = [f"mineral-{number:02}" for number in range(50)]
    backwards = names[::-1]
    assert json_value(set(names)) == json_value(set(backwards)) == names
    assert json_value({1, "1", None, (2, 3)}) == json_value({(2, 3), None, "1", 1})


def test_a_column_of_midnights_holds_dates_and_one_of_times_holds_times():
    dates = pandas.Series(pandas.to_datetime(["2022-07-01", None, "2022-07-02"]))
    assert json_column(dates) == (["2022-07-01", None, "2022-07-02"], {})
    times = pandas.Series(pandas.to_datetime(["2022-07-01 00:00", None, "2022-07-02 12:00"]))
    assert json_column(times) == (["2022-07-01T00:00:00", None, "2022-07-02T12:00:00"], {})


def test_a_column_with_a_zone_keeps_it():
    column = pandas.Series(pandas.to_datetime(["2022-07-01"]).tz_localize("Europe/Istanbul"))
    assert json_column(column) == (["2022-07-01T00:00:00+03:00"], {})


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (pandas.Series([1.5, numpy.nan, numpy.inf]), [1.5, None, None]),
        (pandas.Series([1, 2], dtype="uint8"), [1, 2]),
        (pandas.Series([1, None], dtype="Int64"), [1, None]),
        (pandas.Series([1.5, None], dtype="Float64"), [1.5, None]),
        (pandas.Series([True, False]), [True, False]),
        (pandas.Series([True, None], dtype="boolean"), [True, None]),
        (pandas.Series(["a", None], dtype="category"), ["a", None]),
        (pandas.Series(["a", None], dtype="string"), ["a", None]),
        (pandas.Series(["a", None]), ["a", None]),
        (pandas.Series([("a",), ()]), [["a"], []]),
        (pandas.Series(pandas.period_range("2022-01", periods=2, freq="M")), ["2022-01", "2022-02"]),
        (pandas.Series([], dtype=float), []),
        (pandas.Series([], dtype="datetime64[ns]"), []),
    ],
    ids=lambda thing: str(getattr(thing, "dtype", "")),
)
def test_a_column_of_any_kind_comes_out_as_plain_values(column, written):
    values, faults = json_column(column)
    assert values == written
    assert faults == {}
    assert all(type(value) in (bool, int, float, str, list, type(None)) for value in values)


def test_all_faults_of_a_column_are_found_with_their_rows():
    values, faults = json_column(pandas.Series(["fine", b"x", 1j, "fine"]))
    assert sorted(faults) == [1, 2]
    assert values == ["fine", None, None, "fine"]


json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_like)
def test_what_json_can_hold_comes_back_the_same(value):
    try:
        written = json.dumps(json_value(value), ensure_ascii=False, allow_nan=False).encode()
    except NotJSON as error:
        assert "half of a pair" in str(error)  # noqa: PT017
        return
    assert json.loads(written) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (2**53, 2**53),
        (decimal.Decimal("0.1234567890123456789012"), 0.1234567890123456789012),
        (decimal.Decimal("NaN"), None),
        (decimal.Decimal("sNaN"), None),
        (decimal.Decimal("-Infinity"), None),
        (numpy.longdouble("0.1"), 0.1),
        (numpy.longdouble("nan"), None),
        (numpy.longdouble("inf"), None),
    ],
    ids=str,
)
def test_a_number_of_another_width_is_the_nearest_double(value, written):
    assert json_value(value) == written
    assert type(json_value(value)) is type(written)


def test_a_column_of_huge_integers_or_long_doubles_is_looked_at_cell_by_cell():
    values, faults = json_column(pandas.Series([1, 2**60], dtype="int64"))
    assert (values, list(faults)) == ([1, None], [1])
    values, faults = json_column(pandas.Series(numpy.array([1.5, numpy.nan], dtype=numpy.longdouble)))
    assert (values, faults) == ([1.5, None], {})
    assert type(values[0]) is float
    assert json_column(pandas.Series([], dtype="int64")) == ([], {})
