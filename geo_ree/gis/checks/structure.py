"""Objects, their members, and what must not stand in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from geo_ree.gis.checks.bounding_box import check_box
from geo_ree.gis.checks.coordinates import COORDINATE_CHECKS
from geo_ree.gis.checks.problem import Problem, Problems, is_number, name_kind

# RFC 7946, section 7.1: what makes one kind of object must not stand in another.
DEFINING_MEMBERS = frozenset({"coordinates", "geometries", "geometry", "properties", "features"})
# What a name of the system that RFC 7946 prescribes ends in, as files spell it.
WGS84_LON_LAT = ("crs84", "crs84h")
WGS84_LAT_LON = ("epsg:4326", "epsg::4326", "epsg/0/4326", "epsg:4979", "epsg::4979")
MISSING = object()


def check_root(content: Any) -> Problems:
    """Yield every way in which the content of a JSON text is no GeoJSON object."""
    if not isinstance(content, dict):
        yield Problem("", f"is {name_kind(content)}, where GeoJSON is an object")
        return
    yield from _check_crs(content, "")
    check = _ROOTS.get(_type_of(content), _check_geometry)
    yield from check(content, "")


def _check_crs(thing: dict[str, Any], pointer: str) -> Problems:
    if "crs" in thing:
        yield Problem(f"{pointer}/crs", f"is not part of RFC 7946: {_wrong_with_crs(thing['crs'])}")


def _wrong_with_crs(crs: Any) -> str:
    name = _name_of_crs(crs)
    if not name:
        return "positions are WGS 84 longitude and latitude"
    plain = name.lower()
    if plain.endswith(WGS84_LON_LAT):
        return f"{name} is what every position is in anyway; leave it out"
    if plain.endswith(WGS84_LAT_LON):
        return (
            f"{name} has latitude first by its own definition, where positions are WGS 84 longitude and latitude; "
            "see that they are in this order, and leave it out"
        )
    return f"positions are WGS 84 longitude and latitude, and {name} says others; bring them to WGS 84"


def _name_of_crs(crs: Any) -> str:
    """Return the name of a reference system: text, or the ``name`` of the object that GeoJSON 2008 had."""
    if isinstance(crs, dict):
        properties = crs.get("properties")
        crs = properties.get("name") if isinstance(properties, dict) else None
    return crs[:100] if isinstance(crs, str) else ""


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
        yield Problem(f"{pointer}/id", f"is {name_kind(feature['id'])}, where an id is text or a number")
    properties = feature.get("properties", MISSING)
    if properties is not None and not isinstance(properties, dict):
        what = f"{_missing_or_kind(feature, 'properties')}, where an object or null belongs"
        yield Problem(f"{pointer}/properties", what)
    geometry = feature.get("geometry", MISSING)
    if isinstance(geometry, dict):
        yield from _check_geometry(geometry, f"{pointer}/geometry")
    elif geometry is not None:
        what = f"{_missing_or_kind(feature, 'geometry')}, where a geometry or null belongs"
        yield Problem(f"{pointer}/geometry", what)


def _check_geometry(geometry: dict[str, Any], pointer: str) -> Problems:
    kind = _type_of(geometry)
    if kind == "GeometryCollection":
        yield from _check_geometries(geometry, pointer)
        return
    check = COORDINATE_CHECKS.get(kind)
    if check is None:
        allowed = [*COORDINATE_CHECKS, "GeometryCollection", *([] if pointer else _ROOTS)]
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
    if len(members) == 1:
        what = "holds a single geometry, which RFC 7946 asks to avoid: put it in place of the collection"
        yield Problem(f"{pointer}/geometries", what)
    for index, member in enumerate(members):
        place = f"{pointer}/geometries/{index}"
        if not isinstance(member, dict):
            yield Problem(place, f"is {name_kind(member)}, where a geometry belongs")
            continue
        if _type_of(member) == "GeometryCollection":
            yield Problem(place, "is a GeometryCollection within another, which RFC 7946 asks to avoid")
        yield from _check_geometry(member, place)


def _check_members(thing: dict[str, Any], pointer: str, own: set[str]) -> Problems:
    """Yield members that belong to another kind of object, a ``crs`` below the root, and a wrong bounding box."""
    for name in sorted(DEFINING_MEMBERS - own):
        if name in thing:
            yield Problem(f"{pointer}/{name}", f"does not belong in a {thing['type']}")
    if pointer:
        yield from _check_crs(thing, pointer)
    if "bbox" in thing:
        yield from check_box(thing, f"{pointer}/bbox")


_ROOTS: Mapping[str, Callable[[dict[str, Any], str], Problems]] = MappingProxyType(
    {"Feature": _check_feature, "FeatureCollection": _check_collection}
)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) or is_number(value)


def _type_of(thing: dict[str, Any]) -> str:
    kind = thing.get("type")
    return kind if isinstance(kind, str) else ""


def _missing_or_kind(thing: dict[str, Any], name: str) -> str:
    return f"is {name_kind(thing[name])}" if name in thing else "is missing"
