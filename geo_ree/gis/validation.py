"""Is a text RFC 7946 GeoJSON? Every problem at once, each with the JSON pointer to where it stands.

Nothing is repaired and nothing raised for a bad text, however odd: broken JSON, a deep nest of brackets and a number of
ten thousand digits come back as problems too.
"""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy
import shapely

from geo_ree.errors import InvalidGeoJSON
from geo_ree.gis.unwrapping import HALF_TURN

BYTE_ORDER_MARK = "\ufeff"
NUMBERS = frozenset({int, float})  # by type, because bool is a kind of int and no number here
# RFC 7946, section 7.1: what makes one kind of object must not stand in another.
DEFINING_MEMBERS = frozenset({"coordinates", "geometries", "geometry", "properties", "features"})


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


def validate_geojson(text_or_path: str | os.PathLike[str]) -> list[Problem]:
    """Return every way in which a GeoJSON text or file departs from RFC 7946; an empty list when it is sound.

    Checked are the JSON itself (parse errors with line and column, names given twice, NaN and Infinity, a byte order
    mark), types and members, positions, closed rings and their winding, bounding boxes, ids, the retired ``crs``, and
    lines and rings that jump across the 180th meridian uncut.

    Parameters
    ----------
    text_or_path : str or path
        A path, or a str. A str that begins with ``{`` or ``[``, spaces aside, or that has several lines or none, is the
        text itself; any other names a file.

    Returns
    -------
    list of Problem
        In the order of the text.

    Raises
    ------
    InvalidGeoJSON
        Where the file cannot be read at all.

    Examples
    --------
    >>> validate_geojson('{"type": "Point", "coordinates": [31.4, 39.6]}')
    []
    >>> for problem in validate_geojson('{"type": "Point", "coordinates": [31.4, 139.6], "crs": null}'):
    ...     print(problem)
    /crs: is not part of RFC 7946: positions are WGS 84 longitude and latitude
    /coordinates: latitude 139.6 is beyond ±90
    """
    text, problems = _text_of(text_or_path)
    if text is None:
        return problems
    if text.startswith(BYTE_ORDER_MARK):
        problems.append(Problem("", "begins with a byte order mark, which JSON does not allow"))
        text = text[1:]
    content, parse_problems = _parse(text)
    problems += parse_problems
    if content is not _UNREADABLE:
        try:
            problems += _check_root(content)
        except RecursionError:
            problems.append(Problem("", "is nested too deep to be checked"))
    return problems


def _text_of(text_or_path: str | os.PathLike[str]) -> tuple[str | None, list[Problem]]:
    if isinstance(text_or_path, str) and _is_text(text_or_path):
        return text_or_path, []
    try:
        content = Path(text_or_path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise InvalidGeoJSON(f"{os.fspath(text_or_path)!r} cannot be read: {reason}") from error
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return None, [Problem("", f"is not UTF-8: byte {error.start} cannot be read")]


def _is_text(given: str) -> bool:
    start = given.lstrip(BYTE_ORDER_MARK + " \t\r\n")
    return not start or start[0] in "{[" or "\n" in given.strip()


# ---- JSON


class _Object(dict[str, Any]):
    """A JSON object with the names that stood in it more than once."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True)
class _NotANumber:
    """NaN, Infinity or -Infinity, which Python reads and JSON does not have."""

    literal: str


_UNREADABLE = object()


def _parse(text: str) -> tuple[Any, list[Problem]]:
    """Return the content of a JSON text, or ``_UNREADABLE``, and what is wrong with the JSON."""
    oddities: list[object] = []
    try:
        content = json.loads(text, object_pairs_hook=_object_maker(oddities), parse_constant=_noting(oddities))
        return content, list(_oddities_in(content, "")) if oddities else []
    except json.JSONDecodeError as error:
        return _UNREADABLE, [Problem("", f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}")]
    except RecursionError:
        return _UNREADABLE, [Problem("", "is nested too deep to be read")]
    except ValueError as error:  # an integer with more digits than Python will read
        return _UNREADABLE, [Problem("", f"holds a number that cannot be read: {error}")]


def _object_maker(oddities: list[object]) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    def make(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        counts = Counter(name for name, _ in pairs)
        made = _Object(plain)
        made.repeated = tuple(name for name, count in counts.items() if count > 1)
        oddities.append(made)
        return made

    return make


def _noting(oddities: list[object]) -> Callable[[str], _NotANumber]:
    def note(literal: str) -> _NotANumber:
        oddities.append(literal)
        return _NotANumber(literal)

    return note


def _oddities_in(value: Any, pointer: str) -> Problems:
    """Yield where names are repeated and where NaN stands; only walked when the parser has met one."""
    if isinstance(value, _NotANumber):
        yield Problem(pointer, f"{value.literal} is not JSON: write null")
    elif isinstance(value, dict):
        for name in getattr(value, "repeated", ()):
            yield Problem(_below(pointer, name), "stands more than once in its object; only the last is read")
        for name, member in value.items():
            yield from _oddities_in(member, _below(pointer, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _oddities_in(item, f"{pointer}/{index}")


def _below(pointer: str, name: str) -> str:
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"


# ---- objects


def _check_root(content: Any) -> Problems:
    if not isinstance(content, dict):
        yield Problem("", f"is {_kind(content)}, where GeoJSON is an object")
        return
    if "crs" in content:
        yield Problem("/crs", "is not part of RFC 7946: positions are WGS 84 longitude and latitude")
    check = _ROOTS.get(_type_of(content), _check_geometry)
    yield from check(content, "")


def _check_collection(collection: dict[str, Any], pointer: str) -> Problems:
    yield from _check_members(collection, pointer, {"features"})
    features = collection.get("features")
    if not isinstance(features, list):
        yield Problem(f"{pointer}/features", f"{_missing_or_kind(collection, 'features')}, where an array belongs")
        return
    seen: dict[tuple[bool, Any], str] = {}
    for index, feature in enumerate(features):
        place = f"{pointer}/features/{index}"
        if not isinstance(feature, dict) or _type_of(feature) != "Feature":
            yield Problem(place, "is not a Feature")
            continue
        yield from _check_feature(feature, place)
        yield from _check_repeated_id(feature, place, seen)


def _check_repeated_id(feature: dict[str, Any], pointer: str, seen: dict[tuple[bool, Any], str]) -> Problems:
    name = feature.get("id")
    if not _is_id(name):
        return
    first = seen.setdefault((isinstance(name, str), name), pointer)
    if first != pointer:
        yield Problem(f"{pointer}/id", f"{name!r} is the id of {first} already")


def _check_feature(feature: dict[str, Any], pointer: str) -> Problems:
    yield from _check_members(feature, pointer, {"geometry", "properties"})
    if "id" in feature and not _is_id(feature["id"]):
        yield Problem(f"{pointer}/id", f"is {_kind(feature['id'])}, where an id is text or a number")
    properties = feature.get("properties", _UNREADABLE)
    if properties is not None and not isinstance(properties, dict):
        what = f"{_missing_or_kind(feature, 'properties')}, where an object or null belongs"
        yield Problem(f"{pointer}/properties", what)
    geometry = feature.get("geometry", _UNREADABLE)
    if geometry is None:
        return
    if isinstance(geometry, dict):
        yield from _check_geometry(geometry, f"{pointer}/geometry")
    else:
        what = f"{_missing_or_kind(feature, 'geometry')}, where a geometry or null belongs"
        yield Problem(f"{pointer}/geometry", what)


def _check_geometry(geometry: dict[str, Any], pointer: str) -> Problems:
    kind = _type_of(geometry)
    if kind == "GeometryCollection":
        yield from _check_geometries(geometry, pointer)
        return
    check = _COORDINATES.get(kind)
    if check is None:
        allowed = [*_COORDINATES, "GeometryCollection", *([] if pointer else _ROOTS)]
        what = f"is {geometry['type']!r}" if "type" in geometry else "is missing"
        yield Problem(f"{pointer}/type", f"{what} (allowed: {', '.join(allowed)})")
        return
    yield from _check_members(geometry, pointer, {"coordinates"})
    if not isinstance(geometry.get("coordinates"), list):
        what = f"{_missing_or_kind(geometry, 'coordinates')}, where an array belongs"
        yield Problem(f"{pointer}/coordinates", what)
        return
    yield from check(geometry["coordinates"], f"{pointer}/coordinates")


def _check_geometries(collection: dict[str, Any], pointer: str) -> Problems:
    yield from _check_members(collection, pointer, {"geometries"})
    members = collection.get("geometries")
    if not isinstance(members, list):
        yield Problem(f"{pointer}/geometries", f"{_missing_or_kind(collection, 'geometries')}, where an array belongs")
        return
    for index, member in enumerate(members):
        place = f"{pointer}/geometries/{index}"
        if not isinstance(member, dict):
            yield Problem(place, f"is {_kind(member)}, where a geometry belongs")
            continue
        if _type_of(member) == "GeometryCollection":
            yield Problem(place, "is a GeometryCollection within another, which RFC 7946 asks to avoid")
        yield from _check_geometry(member, place)


def _check_members(thing: dict[str, Any], pointer: str, own: set[str]) -> Problems:
    """Yield members that belong to another kind of object, a ``crs`` below the root, and a wrong bounding box."""
    for name in sorted(DEFINING_MEMBERS - own):
        if name in thing:
            yield Problem(f"{pointer}/{name}", f"does not belong in a {thing['type']}")
    if pointer and "crs" in thing:
        yield Problem(f"{pointer}/crs", "is not part of RFC 7946")
    if "bbox" in thing:
        yield from _check_box(thing["bbox"], f"{pointer}/bbox")


def _check_box(box: Any, pointer: str) -> Problems:
    if not isinstance(box, list) or len(box) not in (4, 6) or not all(map(_is_number, box)):
        yield Problem(pointer, "is not an array of 4 or 6 finite numbers: west, south, east, north")
        return
    half = len(box) // 2
    for corner in (box[:half], box[half:]):
        for what in _beyond(corner):
            yield Problem(pointer, what)
    # West may exceed east: such a box lies across the 180th meridian.
    for axis, what in ((1, "south is north of north"), (2, "the floor is above the top")):
        if axis < half and box[axis] > box[half + axis]:
            yield Problem(pointer, f"{what}: {box[axis]} and {box[half + axis]}")


# ---- coordinates


def _check_position(position: Any, pointer: str) -> Problems:
    what = _wrong_with(position)
    if what:
        yield Problem(pointer, what)


def _check_positions(positions: Any, pointer: str) -> Problems:
    if not isinstance(positions, list):
        yield Problem(pointer, f"is {_kind(positions)}, where an array of positions belongs")
        return
    for index, position in enumerate(positions):
        what = _wrong_with(position)
        if what:
            yield Problem(f"{pointer}/{index}", what)


def _check_line(line: Any, pointer: str) -> Problems:
    yield from _check_path(line, pointer, 2, "a line")


def _check_path(path: Any, pointer: str, at_least: int, noun: str) -> Problems:
    """Yield what is wrong with a line or ring: its positions, how many they are, steps across the 180th meridian."""
    if isinstance(path, list) and len(path) < at_least:
        yield Problem(pointer, f"has {len(path)} positions, where {noun} needs {at_least} or more")
    broken = list(_check_positions(path, pointer))
    yield from broken
    # What can be said of steps needs sound longitudes.
    if broken:
        return
    for index, (before, after) in enumerate(pairwise(path), start=1):
        step = abs(after[0] - before[0])
        if step > HALF_TURN and step != 360:
            what = f"steps from longitude {before[0]} to {after[0]}: cut it at ±180, or add positions on the long way"
            yield Problem(f"{pointer}/{index}", what)


def _check_rings(rings: Any, pointer: str) -> Problems:
    if not isinstance(rings, list):
        yield Problem(pointer, f"is {_kind(rings)}, where an array of rings belongs")
        return
    for index, ring in enumerate(rings):
        yield from _check_ring(ring, f"{pointer}/{index}", is_hole=index > 0)


def _check_ring(ring: Any, pointer: str, *, is_hole: bool) -> Problems:
    broken = list(_check_path(ring, pointer, 4, "a ring"))
    yield from broken
    if not isinstance(ring, list) or len(ring) < 4:
        return
    if ring[0] != ring[-1]:
        yield Problem(pointer, "is not closed: its last position differs from the first")
    elif not broken and _turns_wrong(ring, is_hole):
        what = "a hole is to be wound clockwise" if is_hole else "an outline is to be wound counter-clockwise"
        yield Problem(pointer, f"is wound the wrong way: {what}")


def _turns_wrong(ring: list[list[float]], is_hole: bool) -> bool:
    """Return whether a ring winds against the right-hand rule; a flat one winds neither way."""
    positions = numpy.array([position[:2] for position in ring], dtype=float)
    # GEOS answers "counter-clockwise" surely, and "no" for a flat ring as well: hence the question in this form.
    return bool(shapely.is_ccw(shapely.linearrings(positions if is_hole else positions[::-1])))


def _several(check: Callable[[Any, str], Problems]) -> Callable[[Any, str], Problems]:
    def check_each(items: list[Any], pointer: str) -> Problems:
        for index, item in enumerate(items):
            yield from check(item, f"{pointer}/{index}")

    return check_each


_COORDINATES: Mapping[str, Callable[[Any, str], Problems]] = MappingProxyType(
    {
        "Point": _check_position,
        "MultiPoint": _check_positions,
        "LineString": _check_line,
        "MultiLineString": _several(_check_line),
        "Polygon": _check_rings,
        "MultiPolygon": _several(_check_rings),
    }
)
_ROOTS: Mapping[str, Callable[[dict[str, Any], str], Problems]] = MappingProxyType(
    {"Feature": _check_feature, "FeatureCollection": _check_collection}
)


def _wrong_with(position: Any) -> str:
    """Return what is wrong with a position; nothing if it is sound."""
    if type(position) is list and len(position) == 2:
        longitude, latitude = position
        # Most positions of most files: the comparisons let no NaN through either.
        are_numbers = type(longitude) in NUMBERS and type(latitude) in NUMBERS
        if are_numbers and -180 <= longitude <= 180 and -90 <= latitude <= 90:
            return ""
    if not isinstance(position, list):
        return f"is {_kind(position)}, where a position belongs"
    if len(position) not in (2, 3):
        return f"has {len(position)} numbers, where a position has longitude, latitude and perhaps a height"
    if not all(map(_is_number, position)):
        return "holds something other than finite numbers"
    return next(_beyond(position), "")


def _beyond(position: list[float]) -> Iterator[str]:
    if not -180 <= position[0] <= 180:
        yield f"longitude {position[0]} is beyond ±180"
    if not -90 <= position[1] <= 90:
        yield f"latitude {position[1]} is beyond ±90"


def _is_number(value: Any) -> bool:
    return type(value) in NUMBERS and (type(value) is int or math.isfinite(value))


def _is_id(value: Any) -> bool:
    return isinstance(value, str) or _is_number(value)


def _type_of(thing: dict[str, Any]) -> str:
    kind = thing.get("type")
    return kind if isinstance(kind, str) else ""


def _missing_or_kind(thing: dict[str, Any], name: str) -> str:
    return f"is {_kind(thing[name])}" if name in thing else "is missing"


def _kind(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, _NotANumber):
        return value.literal
    names = {dict: "an object", list: "an array", str: "text", int: "a number", float: "a number"}
    return next(name for kind, name in names.items() if isinstance(value, kind))
