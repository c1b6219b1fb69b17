"""How a GeoJSON text becomes features: bounded in depth and number of values, no member named twice."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy

from geo_ree.layers.fields import shown

# A MultiPolygon lies nine deep in its collection; what is nested further is no layer.
DEEPEST = 16
# A list of nothing takes 60 bytes of memory for 3 of the file: values are counted before they are made.
MOST_VALUES = 3_000_000
# A 64-bit number has 20 digits; Python would take longer and longer for each more, and refuses 4300.
MOST_DIGITS = 30
MOST_SHOWN = 60
TEXT = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)


class Unreadable(ValueError):
    """Why a file, or a row of it, cannot be read: the member or column where there is one, and what would be right."""

    def __init__(self, what: str, allowed: str = "", *, column: str = ""):
        super().__init__(what)
        self.what, self.allowed, self.column = what, allowed, column


class Doubled(dict[str, Any]):
    """A JSON object that names some member twice; JSON itself would keep the last and lose the others in silence."""

    name = ""


def read_features(text: str) -> list[Any]:
    """Return the features of a FeatureCollection as they stand; each may still be anything.

    Raises
    ------
    Unreadable
        Where the text is no FeatureCollection in longitude and latitude, or too large or too deep a one.
    """
    _check_size(text.encode("utf-8", "surrogatepass"))
    try:
        content = json.loads(text, object_pairs_hook=_object, parse_int=_whole_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is not JSON: {error}", "a GeoJSON FeatureCollection") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        raise Unreadable("is not a GeoJSON FeatureCollection", "type FeatureCollection, and a list of features")
    if isinstance(content, Doubled):
        raise Unreadable(f"names {shown(content.name)} twice", "each member once", column=shown_name(content.name))
    if content.get("crs") is not None and not _is_wgs84(content["crs"]):
        raise Unreadable("names another system than WGS 84", "longitude and latitude, no crs", column="crs")
    return features


def check_feature(feature: Any) -> None:
    """Refuse what is no Feature with properties, and one that names a member twice.

    Raises
    ------
    Unreadable
    """
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise Unreadable("is not a Feature with properties", "an object of type Feature")
    if not isinstance(feature.get("properties"), dict):
        raise Unreadable("is not a Feature with properties", "an object of properties", column="properties")
    doubled = _doubled(feature)
    if doubled is not None:
        raise Unreadable(f"names {shown(doubled)} twice", "each member once", column=shown_name(doubled))


def shown_name(name: str) -> str:
    """Return the name of a column or member as a fault shows it: as it is, or quoted and cut where it is not plain.

    >>> shown_name("treo_percent"), shown_name("a" * 100)[-19:]
    ('treo_percent', "…' (100 characters)")
    """
    return name if name.isprintable() and len(name) <= MOST_SHOWN else shown(name)


def _check_size(content: bytes) -> None:
    marks = TEXT.sub(b"", content)
    count = marks.count(b",") + marks.count(b"[") + marks.count(b"{")
    if count > MOST_VALUES:
        raise Unreadable(f"holds about {count:,} values", f"at most {MOST_VALUES:,}")
    brackets = marks.translate(None, bytes(set(range(256)) - set(b"[]{}")))
    steps = numpy.where(numpy.isin(numpy.frombuffer(brackets, "u1"), list(b"[{")), 1, -1)
    depth = int(numpy.cumsum(steps).max(initial=0))
    if depth > DEEPEST:
        raise Unreadable(f"is nested {depth:,} deep", f"at most {DEEPEST}")


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(members)
    if len(content) == len(members):
        return content
    doubled, seen = Doubled(content), set[str]()
    doubled.name = next(name for name, _ in members if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    return doubled


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def _doubled(value: Any) -> str | None:
    """Return a name that stands twice in an object somewhere within a value; None where there is none."""
    if isinstance(value, Doubled):
        return value.name
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = (_doubled(item) for item in inner if isinstance(item, dict | list))
    return next((name for name in found if name is not None), None)


def _is_wgs84(crs: object) -> bool:
    """Return whether the old ``crs`` member names longitude and latitude on WGS 84, as GDAL still writes it."""
    return "CRS84" in json.dumps(crs) or "EPSG::4326" in json.dumps(crs)
