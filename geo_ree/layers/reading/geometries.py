"""How the geometry of a feature is read: its type, its positions, and whether it is a shape on the globe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo_ree.layers.fields import BadCell, shown

# How many lists lie around a position in the coordinates of each type.
LISTS_AROUND = {"Point": 0, "MultiPoint": 1, "Polygon": 2, "MultiPolygon": 3}
# GeoJSON allows a height as third number; nothing here reads it.
NUMBERS_IN_A_POSITION = (2, 3)
FARTHEST = (180.0, 90.0, 1e6)
RIGHT = "longitude first, then latitude, in degrees"


def read_geometry(raw: object, allowed_types: tuple[str, ...]) -> BaseGeometry:
    """Return the shape of a GeoJSON geometry.

    Raises
    ------
    BadCell
        Where it is no geometry of an allowed type, or no valid shape on the globe.
    """
    allowed = " or ".join(allowed_types)
    if not isinstance(raw, dict):
        raise BadCell(f"is {shown(raw)}", allowed)
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in allowed_types:
        raise BadCell(f"is of type {shown(kind)}", allowed)
    coordinates = raw.get("coordinates")
    _check_positions(list(_positions(coordinates, LISTS_AROUND[kind])))
    try:
        geometry: BaseGeometry = shapely.geometry.shape({"type": kind, "coordinates": coordinates})
    except (TypeError, ValueError, LookupError, AttributeError, shapely.errors.ShapelyError):
        raise BadCell("has coordinates that cannot be read", allowed) from None
    if geometry.is_empty or not geometry.is_valid:
        why = "it is empty" if geometry.is_empty else shapely.is_valid_reason(geometry)
        raise BadCell(f"is empty or not valid: {why}", allowed)
    return geometry


def _positions(coordinates: Any, lists: int) -> Iterator[list[Any]]:
    """Yield every position of coordinates that have so many lists around each."""
    if not isinstance(coordinates, list):
        raise BadCell(f"has {shown(coordinates)} where a list of coordinates belongs", RIGHT)
    if lists == 0:
        yield coordinates
        return
    for part in coordinates:
        yield from _positions(part, lists - 1)


def _check_positions(positions: list[list[Any]]) -> None:
    for position in positions:
        if len(position) not in NUMBERS_IN_A_POSITION:
            raise BadCell(f"has a position of {len(position):,} numbers", "two numbers, or three with a height")
        for number, farthest in zip(position, FARTHEST, strict=False):
            _check_number(number, farthest)
    if len({len(position) for position in positions}) > 1:
        raise BadCell("has positions with a height and without one", "all of them alike")


def _check_number(number: object, farthest: float) -> None:
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise BadCell(f"has {shown(number)} where a coordinate belongs", f"numbers: {RIGHT}")
    if not -farthest <= number <= farthest:  # NaN is not either
        raise BadCell(f"has the coordinate {shown(number)}, outside longitude ±180, latitude ±90", RIGHT)
