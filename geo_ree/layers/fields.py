"""How one cell is read and checked: the kinds a column can be of, and what is wrong with a value that is not.

Every cell arrives as text (CSV) or as a JSON value (GeoJSON) and leaves as a typed value, or as a sentence that
says what is wrong. An empty cell is a missing value, never zero.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from geo_ree.layers.frozen_record import FrozenRecord

LIST_SEPARATOR = ";"
# What a cell may hold at most. A page repeats names and notes many times, so a long one makes it too heavy to open.
LONGEST_TEXT = 500
LONGEST_PROSE = 5_000
LONGEST_NAME = 200
LONGEST_ID = 100
LONGEST_ADDRESS = 2_000
MOST_ITEMS = 100
# A number that is smaller or larger in amount is a slip of the unit or of the keyboard, whatever it counts.
SMALLEST_NUMBER = 1e-9
LARGEST_NUMBER = 1e15
ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PORT_PATTERN = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
# ASCII: \d alone would also take the digits of other scripts, which sort and print otherwise.
DATE_PATTERN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
COUNTRY_PATTERN = re.compile(r"[A-Z]{2}")
# What XML and fonts cannot hold: control characters, halves of a surrogate pair, and code points that are none.
NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
LONGEST_SHOWN = 60
PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class BadCell(ValueError):
    """What is wrong with one value; ``allowed`` says what would be right."""

    def __init__(self, what: str, allowed: str = ""):
        super().__init__(what)
        self.what, self.allowed = what, allowed


@dataclass(frozen=True)
class Column:
    """One column of a table: its name (with the unit in it), its kind, and what it may hold.

    ``about`` is the sentence that documents it in ``datapackage.json`` and in the layers reference.
    """

    name: str
    kind: str
    about: str
    required: bool = False
    words: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    longest: int = LONGEST_TEXT

    @property
    def allowed(self) -> str:
        """What would be right, in words."""
        if self.words:
            return ", ".join(self.words)
        if self.kind == "number" and self.at_least is not None:
            bounds = (
                f"{self.at_least:g} or more" if self.at_most is None else f"{self.at_least:g} to {self.at_most:,.12g}"
            )
            return f"{bounds}, {KINDS['number'].allowed.removeprefix('a number ')}"
        if self.kind == "text":
            return f"text of at most {self.longest:,} characters"
        return KINDS[self.kind].allowed

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values (``;`` between them in CSV, an array in GeoJSON)."""
        return self.kind in {"ids", "words", "texts", "records"}

    def read(self, raw: object) -> Any:
        """Return the typed value of ``raw``; None where it is empty.

        Raises
        ------
        BadCell
            Where the value is not of this column's kind, or a required one is missing.
        """
        if is_empty(raw):
            if self.required:
                raise BadCell("is empty", self.allowed or "a value")
            return () if self.is_list else None
        return KINDS[self.kind].read(self, raw)


def is_empty(raw: object) -> bool:
    """Return whether a raw cell holds nothing: None, NaN, blank text or an empty list."""
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return True
    return (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, list | tuple) and not raw)


def shown(raw: object) -> str:
    """Return a raw value as a message shows it: on one line, printable, and cut where it is long.

    >>> shown("Ağ"), shown(7), shown("x" * 100_000)[-40:]
    ("'Ağ'", '7', "xxxxxxxxxxxxxxxxx…' (100,000 characters)")
    """
    if isinstance(raw, str):
        cut = f"{raw[:LONGEST_SHOWN]}…" if len(raw) > LONGEST_SHOWN else raw
        return repr(cut) + (f" ({len(raw):,} characters)" if len(raw) > LONGEST_SHOWN else "")
    if isinstance(raw, list | tuple | dict):
        return f"{'an object' if isinstance(raw, dict) else 'a list'} of {len(raw):,}"
    if isinstance(raw, int) and abs(raw) >= 10**LONGEST_SHOWN:
        return "a whole number of too many digits"
    return repr(raw)


def _text(column: Column, raw: object) -> str:
    return _plain_text(raw, column.longest)


def _plain_text(raw: object, longest: int) -> str:
    if not isinstance(raw, str):
        raise BadCell(f"is {shown(raw)}, not text", "text")
    if len(raw) > longest:
        raise BadCell(f"has {len(raw):,} characters", f"at most {longest:,}")
    wrong = NO_TEXT.search(raw)
    if wrong:
        what = f"holds U+{ord(wrong[0]):04X} at character {wrong.start() + 1}, which no page or font can show"
        raise BadCell(what, "text without control characters, NUL or halves of characters")
    return raw.strip()


def _matching(pattern: re.Pattern[str], noun: str) -> Callable[[Column, object], str]:
    def read(column: Column, raw: object) -> str:
        text = _plain_text(raw, LONGEST_ID)
        if not pattern.fullmatch(text):
            raise BadCell(f"{shown(text)} is not {noun}", column.allowed)
        return text

    return read


def _date(column: Column, raw: object) -> str:
    text = _matching(DATE_PATTERN, "an ISO 8601 date")(column, str(raw) if type(raw) is int and raw < 10_000 else raw)
    try:
        # A year or a month stands for its first day; the calendar begins with the year 1.
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise BadCell(f"{text!r} is not a day of the calendar", column.allowed) from None
    return text


def _number(column: Column, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise BadCell(f"is {shown(raw)}, not a number", column.allowed)
    if isinstance(raw, str) and not (len(raw) <= LONGEST_ID and PLAIN_NUMBER.fullmatch(raw.strip())):
        raise BadCell(f"{shown(raw.strip())} is not a number", column.allowed)
    try:
        value = float(raw)
    except OverflowError:  # a whole number of JSON may have any number of digits
        value = math.inf
    if not math.isfinite(value):
        raise BadCell(f"{shown(raw)} is not a finite number", column.allowed)
    _check_bounds(column, value)
    return value


def _check_bounds(column: Column, value: float) -> None:
    """Refuse what is outside the bounds of a column, or outside what can be meant in any."""
    low, high = column.at_least, column.at_most
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadCell(f"{value:g} is out of bounds", column.allowed)
    if value and not SMALLEST_NUMBER <= abs(value) <= LARGEST_NUMBER:
        raise BadCell(
            f"{value:g} is out of bounds", f"0, or from {SMALLEST_NUMBER:g} to {LARGEST_NUMBER:g} above or below it"
        )


def _yes_no(column: Column, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    answers = {"yes": True, "no": False}
    if not isinstance(raw, str) or raw.strip() not in answers:
        raise BadCell(f"{shown(raw)} is neither yes nor no", column.allowed)
    return answers[raw.strip()]


def _word(column: Column, raw: object) -> str:
    text = _plain_text(raw, LONGEST_TEXT)
    if text not in column.words:
        raise BadCell(f"{shown(text)} is not an allowed word", column.allowed)
    return text


def _url(column: Column, raw: object) -> str:
    text = _plain_text(raw, LONGEST_ADDRESS)
    if re.search(r"\s", text):
        raise BadCell(f"{shown(text)} holds white space, which an address cannot", column.allowed)
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a bracket that looks like the begin of an IPv6 address, or a port that is none
        is_address = False
    if not is_address:
        raise BadCell(f"{shown(text)} is not a web address", column.allowed)
    return text


def _items(raw: object) -> list[Any]:
    if isinstance(raw, str):
        return [item.strip() for item in raw.split(LIST_SEPARATOR) if item.strip()]
    if isinstance(raw, list | tuple):
        return list(raw)
    raise BadCell(f"is {shown(raw)}, not a list", f"values with {LIST_SEPARATOR} between them")


def _list_of(read_item: Callable[[Column, object], str]) -> Callable[[Column, object], tuple[str, ...]]:
    def read(column: Column, raw: object) -> tuple[str, ...]:
        given = _items(raw)
        if len(given) > MOST_ITEMS:
            raise BadCell(f"has {len(given):,} values", f"at most {MOST_ITEMS}")
        items = tuple(read_item(column, item) for item in given)
        if "" in items:
            raise BadCell("holds an empty value", "values that are not empty")
        if len(set(items)) < len(items):
            raise BadCell("names the same value twice", "each value once")
        return items

    return read


def _records(column: Column, raw: object) -> tuple[FrozenRecord, ...]:
    if not isinstance(raw, list | tuple) or not all(isinstance(item, dict) for item in raw):
        raise BadCell("is not a list of records", column.allowed)
    if len(raw) > MOST_ITEMS or any(len(item) > MOST_ITEMS for item in raw):
        raise BadCell(f"has more than {MOST_ITEMS} records, or members in one", f"at most {MOST_ITEMS}")
    return tuple(
        FrozenRecord({_plain_text(key, LONGEST_ID): _member(column, value) for key, value in item.items()})
        for item in raw
    )


def _member(column: Column, value: object) -> str | bool | float | None:
    """Return the value of a record's member: text, a truth value, a number or nothing, and no list or object."""
    if value is None or isinstance(value, bool):
        return value
    return _plain_text(value, column.longest) if isinstance(value, str) else _number(column, value)


@dataclass(frozen=True)
class Kind:
    """A kind of column: how a cell is read, what is allowed, and its Frictionless field type."""

    read: Callable[[Column, Any], Any]
    allowed: str
    frictionless: str


# An id is lower-kebab, except a port's, which is its UN/LOCODE.
ID_OR_PORT = re.compile(f"{ID_PATTERN.pattern}|{PORT_PATTERN.pattern}")
_read_id = _matching(ID_OR_PORT, "an id")

KINDS: dict[str, Kind] = {
    "id": Kind(_read_id, "lower-kebab such as bayan-obo, or a port's UN/LOCODE such as TRDRC", "string"),
    "ids": Kind(_list_of(_read_id), "ids with ; between them", "string"),
    "subject": Kind(_read_id, "an id, a lower-case country code, or world", "string"),
    "text": Kind(_text, "text", "string"),
    "texts": Kind(_list_of(_text), "texts with ; between them", "string"),
    "word": Kind(_word, "", "string"),
    "words": Kind(_list_of(_word), "", "string"),
    "number": Kind(_number, "a number with a point for decimals and no thousands separator", "number"),
    "yes_no": Kind(_yes_no, "yes, no", "boolean"),
    "date": Kind(
        _date,
        "2022, 2022-07 or 2022-07-01, as precisely as it is known",
        "string",
    ),
    "country": Kind(_matching(COUNTRY_PATTERN, "a country code"), "an ISO 3166-1 alpha-2 code such as TR", "string"),
    "url": Kind(_url, "an address that begins with http:// or https://", "string"),
    "records": Kind(_records, "a JSON array of objects", "array"),
}
