"""Cells of a table as JSON values: what pandas, NumPy and Python hold, in the few kinds that JSON knows.

Missing in any spelling (None, NaN, NaT, NA, ±infinity) is null. Dates and times are ISO 8601 text. Lists, tuples and
arrays are arrays; so are sets, in sorted order, because a file must not change from one run to the next. Anything else
is refused by name: a guess in a data file is found too late.
"""

from __future__ import annotations

import datetime
import decimal
import json
import math
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import numpy
import pandas
from shapely.geometry.base import BaseGeometry

DEEPEST_NESTING = 64
# RFC 8259, section 6: beyond this readers that hold numbers as doubles, as JavaScript does, disagree.
LARGEST_INTEGER = 2**53
MIDNIGHT = datetime.time()
# Of these frequencies pandas prints a period as ISO 8601 does (2022, 2022-07, 2022-07-01).
ISO_PERIODS = frozenset({"Y-DEC", "A-DEC", "M", "D"})  # A-DEC: a year before pandas 2.2


class NotJSON(ValueError):
    """Why a value has no JSON form, in words that follow the place where it stands."""


def json_value(value: object) -> Any:
    """Return a cell's value as JSON holds it: None, bool, int, float, str, or a list or dict of these.

    Raises
    ------
    NotJSON
        For a value of another kind, anywhere inside.

    Examples
    --------
    >>> json_value((1.5, float("nan"), numpy.int64(3), datetime.date(2025, 10, 9), {"b", "a"}))
    [1.5, None, 3, '2025-10-09', ['a', 'b']]
    >>> json_value(pandas.Timestamp("2025-10-09 12:30", tz="UTC")), json_value(pandas.Period("2022-07"))
    ('2025-10-09T12:30:00+00:00', '2022-07')
    """
    return _converted(value, 0)


def json_column(column: pandas.Series[Any]) -> tuple[list[Any], dict[int, str]]:
    """Return a column's cells as JSON values, and by row number what is wrong with those that have no JSON form.

    A column of timestamps without zone that are all at midnight holds dates, and is written as dates.

    >>> json_column(pandas.Series(pandas.to_datetime(["2022-07-01", None])))
    (['2022-07-01', None], {})
    """
    quick = _QUICK_COLUMNS.get(column.dtype.kind) if isinstance(column.dtype, numpy.dtype) else None
    if quick is not None and _is_plain(column.to_numpy()):
        return quick(column.to_numpy()), {}
    values: list[Any] = []
    faults: dict[int, str] = {}
    for row, value in enumerate(column.tolist()):
        try:
            values.append(_converted(value, 0))
        except NotJSON as error:
            values.append(None)
            faults[row] = str(error)
    return values, faults


def _is_plain(values: numpy.ndarray[Any, Any]) -> bool:
    """Return whether no number of a column needs a look of its own: a huge integer, a long double."""
    if values.dtype.kind in "iu":
        return not len(values) or bool(values.min() >= -LARGEST_INTEGER and values.max() <= LARGEST_INTEGER)
    return bool(values.dtype.kind != "f" or values.dtype.itemsize <= 8)


def _numbers(values: numpy.ndarray[Any, Any]) -> list[Any]:
    numbers = values.astype(object)
    numbers[~numpy.isfinite(values)] = None
    return list(numbers)


def _timestamps(values: numpy.ndarray[Any, Any]) -> list[Any]:
    missing = numpy.isnat(values)
    days = values.astype("datetime64[D]")
    if (missing | (days == values)).all():
        texts = numpy.datetime_as_string(days).astype(object)
    else:
        texts = numpy.array([stamp.isoformat() for stamp in pandas.DatetimeIndex(values)], dtype=object)
    texts[missing] = None
    return list(texts)


_QUICK_COLUMNS: Mapping[str, Callable[[numpy.ndarray[Any, Any]], list[Any]]] = MappingProxyType(
    {
        "b": lambda values: values.tolist(),
        "i": lambda values: values.tolist(),
        "u": lambda values: values.tolist(),
        "f": _numbers,
        "M": _timestamps,
    }
)


def _converted(value: object, depth: int) -> Any:
    if depth > DEEPEST_NESTING:
        raise NotJSON(f"is nested more than {DEEPEST_NESTING} levels deep")
    for kind in type(value).__mro__:
        convert = _CONVERTERS.get(kind)
        if convert is not None:
            return convert(value, depth)
    raise NotJSON(f"holds a value of type {type(value).__qualname__}, which JSON has no form for")


def _same(value: Any, depth: int) -> Any:
    return value


def _null(value: object, depth: int) -> None:
    return None


def _text(value: str, depth: int) -> str:
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise NotJSON(f"holds text whose character {error.start} is half of a pair (a lone surrogate)") from error
    return str.__str__(value)  # a StrEnum's own text, and not its name


def _number(value: float, depth: int) -> float | None:
    return float(value) if math.isfinite(value) else None


def _nearest_double(value: Any, depth: int) -> float | None:
    """Return a Decimal or a long double as the double that lies nearest; one too large for any is refused."""
    if not (value.is_finite() if isinstance(value, decimal.Decimal) else numpy.isfinite(value)):
        return None
    number = float(value)
    if math.isinf(number):
        raise NotJSON(f"holds {value!s}, which is beyond what numbers of JSON hold for most readers: make it text")
    return number


def _integer(value: Any, depth: int) -> int:
    number = int(value)
    if abs(number) > LARGEST_INTEGER:
        shown = str(number) if number.bit_length() < 128 else f"an integer of {number.bit_length()} bits"
        raise NotJSON(f"holds {shown}, beyond 2^53, where many readers round integers: make it text")
    return number


def _datetime(value: datetime.datetime, depth: int) -> str:
    return _date(value) if _is_date(value) else _iso(value)


def _is_date(value: datetime.datetime) -> bool:
    """Return whether a time stamp says no more than a date; a Timestamp has nanoseconds that ``time()`` leaves out."""
    return value.tzinfo is None and value.time() == MIDNIGHT and not getattr(value, "nanosecond", 0)


def _date(value: datetime.datetime) -> str:
    return value.date().isoformat()


def _iso(value: Any, depth: int = 0) -> str:
    return str(value.isoformat())


def _period(value: pandas.Period, depth: int) -> str:
    """Return a period as ISO 8601: a year, month or day by its name, any other as start/end."""
    if value.freqstr in ISO_PERIODS:
        return str(value)
    start, after = value.start_time, (value + 1).start_time
    if start.time() == after.time() == MIDNIGHT:
        return f"{start.date().isoformat()}/{(after - pandas.Timedelta(days=1)).date().isoformat()}"
    return f"{start.isoformat()}/{after.isoformat()}"


def _array(value: Iterable[object], depth: int) -> list[Any]:
    return [_converted(item, depth + 1) for item in value]


def _numpy_array(value: numpy.ndarray[Any, Any], depth: int) -> Any:
    return _array(value, depth) if value.ndim else _converted(value[()], depth)


def _sorted_array(value: Iterable[object], depth: int) -> list[Any]:
    return sorted(_array(value, depth), key=lambda item: json.dumps(item, sort_keys=True))


def _object(value: Mapping[Any, object], depth: int) -> dict[str, Any]:
    for key in value:
        if not isinstance(key, str):
            raise NotJSON(f"holds an object with the key {key!r}, where JSON has text")
    return {_text(key, depth): _converted(item, depth + 1) for key, item in value.items()}


def _geometry(value: BaseGeometry, depth: int) -> Any:
    raise NotJSON(f"holds a {value.geom_type}: a feature has one geometry; write this one as a frame of its own")


# By type; a value takes the entry of the first of its own classes that has one.
_CONVERTERS: Mapping[type, Callable[[Any, int], Any]] = MappingProxyType(
    {
        type(None): _null,
        type(pandas.NA): _null,
        type(pandas.NaT): _null,
        bool: _same,
        int: _integer,
        float: _number,
        str: _text,
        decimal.Decimal: _nearest_double,
        numpy.longdouble: _nearest_double,
        numpy.bool_: lambda value, depth: bool(value),
        numpy.integer: _integer,
        numpy.floating: _number,
        numpy.datetime64: lambda value, depth: _converted(pandas.Timestamp(value), depth),
        numpy.timedelta64: lambda value, depth: _converted(pandas.Timedelta(value), depth),
        datetime.datetime: _datetime,
        datetime.date: _iso,
        datetime.time: _iso,
        datetime.timedelta: lambda value, depth: str(pandas.Timedelta(value).isoformat()),
        pandas.Period: _period,
        list: _array,
        tuple: _array,
        set: _sorted_array,
        frozenset: _sorted_array,
        numpy.ndarray: _numpy_array,
        pandas.Series: _array,
        pandas.Index: _array,
        pandas.api.extensions.ExtensionArray: _array,
        dict: _object,
        MappingProxyType: _object,
        BaseGeometry: _geometry,
    }
)
