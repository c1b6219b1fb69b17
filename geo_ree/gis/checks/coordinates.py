"""Positions, lines and rings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy
import shapely

from geo_ree.gis.checks.problem import NUMBERS, Problem, Problems, is_number, name_kind
from geo_ree.gis.unwrapping import HALF_TURN, whole_turns_are_meant


def check_position(position: Any, pointer: str) -> Problems:
    """Yield what is wrong with a position."""
    what = wrong_with(position)
    if what:
        yield Problem(pointer, what)


def wrong_with(position: Any) -> str:
    """Return what is wrong with a position; nothing if it is sound."""
    if type(position) is list and len(position) == 2:
        longitude, latitude = position
        # Most positions of most files: the comparisons let no NaN through either.
        are_numbers = type(longitude) in NUMBERS and type(latitude) in NUMBERS
        if are_numbers and -180 <= longitude <= 180 and -90 <= latitude <= 90:
            return ""
    if not isinstance(position, list):
        return f"is {name_kind(position)}, where a position belongs"
    if len(position) not in (2, 3):
        return f"has {len(position)} numbers, where a position has longitude, latitude and perhaps a height"
    if not all(map(is_number, position)):
        return "holds something other than finite numbers"
    return next(beyond(position), "")


def beyond(position: list[float]) -> Iterator[str]:
    """Yield what of a longitude and latitude lies beyond the globe."""
    if not -180 <= position[0] <= 180:
        yield f"longitude {position[0]} is beyond ±180"
    if not -90 <= position[1] <= 90:
        yield f"latitude {position[1]} is beyond ±90"


def _check_positions(positions: Any, pointer: str) -> Problems:
    if not isinstance(positions, list):
        yield Problem(pointer, f"is {name_kind(positions)}, where an array of positions belongs")
        return
    for index, position in enumerate(positions):
        what = wrong_with(position)
        if what:
            yield Problem(f"{pointer}/{index}", what)


def _check_line(line: Any, pointer: str) -> Problems:
    yield from _check_path(line, pointer, 2, "a line")


def _check_path(path: Any, pointer: str, at_least: int, noun: str) -> Problems:
    """Yield what is wrong with a line or ring: its positions, how many they are, steps across the 180th meridian."""
    if isinstance(path, list) and len(path) < at_least:
        yield Problem(pointer, f"has {len(path)} positions, where {noun} needs {at_least} or more")
    broken = False
    for problem in _check_positions(path, pointer):
        broken = True
        yield problem
    # What can be said of steps needs sound longitudes.
    if not broken:
        yield from _check_steps(path, pointer)


def _check_steps(path: list[list[float]], pointer: str) -> Problems:
    whole_turns = []
    for index, (before, after) in enumerate(pairwise(path), start=1):
        step = abs(after[0] - before[0])
        if step == 360:
            whole_turns.append(index)
        elif step > HALF_TURN:
            what = f"steps from longitude {before[0]} to {after[0]}: cut it at ±180, or add positions on the long way"
            yield Problem(f"{pointer}/{index}", what)
    if whole_turns and not whole_turns_are_meant(_flat(path)):
        for index in whole_turns:
            west, east = path[index - 1][0], path[index][0]
            what = f"steps from longitude {west} to {east}, which are one meridian: cut it there"
            yield Problem(f"{pointer}/{index}", what)


def _check_rings(rings: Any, pointer: str) -> Problems:
    if not isinstance(rings, list):
        yield Problem(pointer, f"is {name_kind(rings)}, where an array of rings belongs")
        return
    for index, ring in enumerate(rings):
        yield from _check_ring(ring, f"{pointer}/{index}", is_hole=index > 0)


def _check_ring(ring: Any, pointer: str, *, is_hole: bool) -> Problems:
    broken = False
    for problem in _check_path(ring, pointer, 4, "a ring"):
        broken = True
        yield problem
    if not isinstance(ring, list) or len(ring) < 4:
        return
    if ring[0] != ring[-1]:
        yield Problem(pointer, "is not closed: its last position differs from the first")
    elif not broken and _turns_wrong(ring, is_hole):
        what = "a hole is to be wound clockwise" if is_hole else "an outline is to be wound counter-clockwise"
        yield Problem(pointer, f"is wound the wrong way: {what}")


def _turns_wrong(ring: list[list[float]], is_hole: bool) -> bool:
    """Return whether a ring winds against the right-hand rule; a flat one winds neither way."""
    positions = _flat(ring)
    # GEOS answers "counter-clockwise" surely, and "no" for a flat ring as well: hence the question in this form.
    return bool(shapely.is_ccw(shapely.linearrings(positions if is_hole else positions[::-1])))


def _flat(path: list[list[float]]) -> numpy.ndarray[Any, numpy.dtype[numpy.float64]]:
    return numpy.array([position[:2] for position in path], dtype=float)


def _several(check: Callable[[Any, str], Problems]) -> Callable[[Any, str], Problems]:
    def check_each(items: list[Any], pointer: str) -> Problems:
        for index, item in enumerate(items):
            yield from check(item, f"{pointer}/{index}")

    return check_each


COORDINATE_CHECKS: Mapping[str, Callable[[Any, str], Problems]] = MappingProxyType(
    {
        "Point": check_position,
        "MultiPoint": _check_positions,
        "LineString": _check_line,
        "MultiLineString": _several(_check_line),
        "Polygon": _check_rings,
        "MultiPolygon": _several(_check_rings),
    }
)
