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
ID_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PORT_PATTERN = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
# ASCII: \d alone would also take the digits of other scripts, which sort and print otherwise.
DATE_PATTERN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
COUNTRY_PATTERN = re.compile(r"[A-Z]{2}")
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

    @property
    def allowed(self) -> str:
        """What would be right, in words."""
        if self.words:
            return ", ".join(self.words)
        if self.kind == "number" and self.at_least is not None:
            top = "" if self.at_most is None else f" to {self.at_most:g}"
            bounds = f"{self.at_least:g}{top}" if top else f"{self.at_least:g} or more"
            return f"{bounds}, {KINDS['number'].allowed.removeprefix('a number ')}"
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


def _text(column: Column, raw: object) -> str:
    if not isinstance(raw, str):
        raise BadCell(f"is {raw!r}, not text", "text")
    if "\x00" in raw:
        raise BadCell("holds a NUL character", "text without NUL")
    return raw.strip()


def _matching(pattern: re.Pattern[str], noun: str) -> Callable[[Column, object], str]:
    def read(column: Column, raw: object) -> str:
        text = _text(column, raw)
        if not pattern.fullmatch(text):
            raise BadCell(f"{text!r} is not {noun}", column.allowed)
        return text

    return read


def _date(column: Column, raw: object) -> str:
    text = _matching(DATE_PATTERN, "an ISO 8601 date")(column, str(raw) if type(raw) is int else raw)
    if len(text) == 10:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise BadCell(f"{text!r} is not a day of the calendar", column.allowed) from None
    return text


def _number(column: Column, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise BadCell(f"is {raw!r}, not a number", column.allowed)
    if isinstance(raw, str) and not PLAIN_NUMBER.fullmatch(raw.strip()):
        raise BadCell(f"{raw.strip()!r} is not a number", column.allowed)
    try:
        value = float(raw)
    except OverflowError:  # a whole number of JSON may have any number of digits
        value = math.inf
    if not math.isfinite(value):
        raise BadCell(f"{raw!r} is not a finite number", column.allowed)
    low, high = column.at_least, column.at_most
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadCell(f"{value:g} is out of bounds", column.allowed)
    return value


def _yes_no(column: Column, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    answers = {"yes": True, "no": False}
    if not isinstance(raw, str) or raw.strip() not in answers:
        raise BadCell(f"{raw!r} is neither yes nor no", column.allowed)
    return answers[raw.strip()]


def _word(column: Column, raw: object) -> str:
    text = _text(column, raw)
    if text not in column.words:
        raise BadCell(f"{text!r} is not an allowed word", column.allowed)
    return text


def _url(column: Column, raw: object) -> str:
    text = _text(column, raw)
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that looks like the begin of an IPv6 address
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise BadCell(f"{text!r} is not a web address", column.allowed)
    return text


def _items(raw: object) -> list[Any]:
    if isinstance(raw, str):
        return [item.strip() for item in raw.split(LIST_SEPARATOR) if item.strip()]
    if isinstance(raw, list | tuple):
        return list(raw)
    raise BadCell(f"is {raw!r}, not a list", f"values with {LIST_SEPARATOR} between them")


def _list_of(read_item: Callable[[Column, object], str]) -> Callable[[Column, object], tuple[str, ...]]:
    def read(column: Column, raw: object) -> tuple[str, ...]:
        items = tuple(read_item(column, item) for item in _items(raw))
        if len(set(items)) < len(items):
            raise BadCell("names the same value twice", "each value once")
        return items

    return read


def _records(column: Column, raw: object) -> tuple[FrozenRecord, ...]:
    if not isinstance(raw, list | tuple) or not all(isinstance(item, dict) for item in raw):
        raise BadCell("is not a list of records", column.allowed)
    return tuple(FrozenRecord(item) for item in raw)


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
