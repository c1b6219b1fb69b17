"""The JSON itself: what breaks it, names given twice, NaN, and integers that readers round."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import chain
from typing import Any

from geo_ree.gis.checks.problem import NotANumber, Problem, Problems, below
from geo_ree.gis.json_values import LARGEST_INTEGER

# A hint only, met in texts and decimals too: the walk through the content tells.
MANY_DIGITS = re.compile(r"[0-9]{16}")
LITERALS = ("NaN", "Infinity", "-Infinity")

UNREADABLE = object()


class RepeatingObject(dict[str, Any]):
    """A JSON object with the names that stood in it more than once."""

    repeated: tuple[str, ...] = ()


def read_json(text: str) -> tuple[Any, Problems]:
    """Return the content of a JSON text, or ``UNREADABLE``, and what is wrong with the JSON."""
    met: set[str] = {"many digits"} if MANY_DIGITS.search(text) else set()
    try:
        content = json.loads(text, object_pairs_hook=_object_maker(met), parse_constant=_constant_maker(met))
    except json.JSONDecodeError as error:
        return _unreadable(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}")
    except RecursionError:
        return _unreadable("is nested too deep to be read")
    except ValueError as error:  # an integer with more digits than Python will read
        return _unreadable(f"holds a number that cannot be read: {error}")
    return content, _oddities_in(content, "") if met else iter(())


def _unreadable(what: str) -> tuple[Any, Problems]:
    return UNREADABLE, iter([Problem("", what)])


def _object_maker(met: set[str]) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    def make(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        counts = Counter(name for name, _ in pairs)
        made = RepeatingObject(plain)
        made.repeated = tuple(name for name, count in counts.items() if count > 1)
        met.add("repeated name")
        return made

    return make


def _constant_maker(met: set[str]) -> Callable[[str], NotANumber]:
    # One object for each spelling: a file may hold millions.
    made = {literal: NotANumber(literal) for literal in LITERALS}

    def make(literal: str) -> NotANumber:
        met.add("constant")
        return made[literal]

    return make


def _oddities_in(value: Any, pointer: str) -> Problems:
    """Yield where names are repeated, where NaN stands, and integers beyond what doubles hold."""
    if isinstance(value, NotANumber):
        yield Problem(pointer, f"{value.literal} is not JSON: write null")
    elif type(value) is int and abs(value) > LARGEST_INTEGER:
        yield Problem(pointer, f"{_shortened(value)} is beyond 2^53, where many readers round integers: write text")
    elif isinstance(value, dict):
        repeated = getattr(value, "repeated", ())
        again = "stands more than once in its object; only the last is read"
        members = (_oddities_in(member, below(pointer, name)) for name, member in value.items())
        yield from chain((Problem(below(pointer, name), again) for name in repeated), chain.from_iterable(members))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            # Most items of most arrays, and not worth a generator each.
            if type(item) is not float and type(item) is not str:
                yield from _oddities_in(item, f"{pointer}/{index}")


def _shortened(number: int) -> str:
    digits = str(number)
    return digits if len(digits) <= 40 else f"a number of {len(digits)} digits"
