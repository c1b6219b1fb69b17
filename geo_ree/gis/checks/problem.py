"""One thing that is wrong in a text, and where."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NUMBERS = frozenset({int, float})  # by type, because bool is a kind of int and no number here


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a GeoJSON text.

    Parameters
    ----------
    pointer : str
        Where, as a JSON pointer (RFC 6901) such as ``/features/3/geometry/coordinates/0/2``; empty for the whole.
    what : str
        What is wrong, in words.
    """

    pointer: str
    what: str

    def __str__(self) -> str:
        return f"{self.pointer or 'the whole'}: {self.what}"


Problems = Iterator[Problem]


@dataclass(frozen=True)
class NotANumber:
    """NaN, Infinity or -Infinity, which Python reads and JSON does not have."""

    literal: str


def is_number(value: Any) -> bool:
    """Return whether a value is a finite JSON number."""
    return type(value) in NUMBERS and (type(value) is int or math.isfinite(value))


def name_kind(value: Any) -> str:
    """Return what kind of JSON value this is, in words.

    >>> name_kind([]), name_kind(None), name_kind("a")
    ('an array', 'null', 'text')
    """
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, NotANumber):
        return value.literal
    names = {dict: "an object", list: "an array", str: "text", int: "a number", float: "a number"}
    return next(name for kind, name in names.items() if isinstance(value, kind))


def below(pointer: str, name: str) -> str:
    """Return the pointer to a member of the object that a pointer leads to.

    >>> below("/properties", "a/b")
    '/properties/a~1b'
    """
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
