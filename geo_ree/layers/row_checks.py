"""What must hold within one row of a table: small functions, which the contracts in ``tables`` put together.

A rule takes the typed row and returns None, or what is wrong: the column, the fault, and what would be right.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

from geo_ree.layers.codelists import NO_SOURCE

Row = Mapping[str, Any]
Broken = tuple[str, str, str]
Rule = Callable[[Row], Broken | None]


def needs_any(*names: str) -> Rule:
    """Return the rule that at least one of these columns is filled."""

    def rule(row: Row) -> Broken | None:
        if any(row.get(name) is not None for name in names):
            return None
        return names[0], f"none of {', '.join(names)} is given", "at least one of them"

    return rule


def needs_together(first: str, second: str) -> Rule:
    """Return the rule that two columns are both filled or both empty."""

    def rule(row: Row) -> Broken | None:
        if (row.get(first) is None) == (row.get(second) is None):
            return None
        missing, given = (first, second) if row.get(first) is None else (second, first)
        return missing, f"is empty while {given} is given", "both or neither"

    return rule


def needs_when(column: str, equals: str, *names: str) -> Rule:
    """Return the rule that ``names`` are filled where ``column`` equals a word."""

    def rule(row: Row) -> Broken | None:
        if row.get(column) != equals:
            return None
        missing = [name for name in names if row.get(name) is None]
        return (missing[0], f"is empty while {column} is {equals}", "a value") if missing else None

    return rule


def never_below(upper: str, lower: str) -> Rule:
    """Return the rule that the upper end of a range needs a lower one, and does not lie below it."""

    def rule(row: Row) -> Broken | None:
        top, bottom = row.get(upper), row.get(lower)
        if top is None:
            return None
        if bottom is None:
            return lower, f"is empty while {upper} is given", "the lower end of the range"
        return (upper, f"{top:g} lies below {lower} {bottom:g}", "the upper end of the range") if top < bottom else None

    return rule


def above_zero(column: str) -> Rule:
    """Return the rule that a figure, where it is given, is above zero: nothing can be computed from none."""

    def rule(row: Row) -> Broken | None:
        value = row.get(column)
        return None if value is None or value > 0 else (column, f"is {value:g}", "a figure above 0")

    return rule


def unit_of(column: str, units: Mapping[str, tuple[str, ...]]) -> Rule:
    """Return the rule that what a row measures has one of the units in which it is computed with."""

    def rule(row: Row) -> Broken | None:
        measured, unit = row.get(column), row.get("unit")
        allowed = units.get(str(measured), ())
        return (
            None
            if not allowed or unit is None or unit in allowed
            else ("unit", f"is {unit} of {measured}", ", ".join(allowed))
        )

    return rule


def verified_has_source(row: Row) -> Broken | None:
    """Refuse a verified row that names the source which stands for "no source read"."""
    if row.get("verified") is not False and row.get("source_id") == NO_SOURCE:
        return "source_id", f"is {NO_SOURCE} in a row that does not say verified = no", "a source that was read"
    return None


def stops_differ(row: Row) -> Broken | None:
    """Refuse a route that stops twice running at the same place."""
    stops = [row.get("origin_id"), *(row.get("via_ids") or ()), row.get("destination_id")]
    twice = [stop for stop, following in itertools.pairwise(stops) if stop == following and stop is not None]
    return ("via_ids", f"stops twice running at {twice[0]}", "each stop once") if twice else None


def one_point_per_orebody(row: Row) -> Broken | None:
    """Refuse orebodies that do not match the deposit's points one to one, each named and sourced."""
    orebodies, points = row.get("orebodies") or (), row["geometry"]
    count = len(points.geoms) if points.geom_type == "MultiPoint" else 1
    if points.geom_type == "Point" and not orebodies:
        return None
    if len(orebodies) != count:
        return (
            "orebodies",
            f"names {len(orebodies)} orebodies for {count} points",
            "one record for each point, in order",
        )
    kinds = {"name": str, "verified": bool, "source_id": str}
    if any(not isinstance(orebody.get(key), kind) for orebody in orebodies for key, kind in kinds.items()):
        return "orebodies", "has a record without name, verified or source_id", "text, true or false, a source's id"
    return None
