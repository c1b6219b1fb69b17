"""Bounding boxes, each held against what lies in it (RFC 7946, section 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo_ree.gis.checks.coordinates import beyond, wrong_with
from geo_ree.gis.checks.problem import Problem, Problems, is_number

# What rounding may move a position out of its box: 10 cm.
BOX_NOISE = 1e-6

# How boxes are written by mistake, as places in the right order.
MISTAKEN_ORDERS: Mapping[str, tuple[int, int, int, int]] = MappingProxyType(
    {
        "south, west, north, east": (1, 0, 3, 2),
        "west, east, south, north": (0, 2, 1, 3),
        "east, south, west, north": (2, 1, 0, 3),
        "west, north, east, south": (0, 3, 2, 1),
        "south, north, west, east": (2, 0, 3, 1),
    }
)


@dataclass(frozen=True)
class Box:
    """A bounding box without its heights; west exceeds east where it lies across the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Return whether a position lies in the box or on its edge."""
        if not self.south - BOX_NOISE <= latitude <= self.north + BOX_NOISE:
            return False
        is_east, is_west = longitude >= self.west - BOX_NOISE, longitude <= self.east + BOX_NOISE
        return (is_east and is_west) if self.west <= self.east else (is_east or is_west)


def check_box(thing: Mapping[str, Any], pointer: str) -> Problems:
    """Yield what is wrong with the ``bbox`` of an object, by itself and beside the positions that it should hold."""
    box = thing["bbox"]
    if not isinstance(box, list) or len(box) not in (4, 6) or not all(map(is_number, box)):
        yield Problem(pointer, "is not an array of 4 or 6 finite numbers: west, south, east, north")
        return
    wrong = list(_wrong_by_itself(box))
    yield from (Problem(pointer, what) for what in wrong)
    positions = [position for position in positions_of(thing) if not wrong_with(position)]
    if positions:
        yield from (Problem(pointer, what) for what in _wrong_beside(box, positions, is_odd=bool(wrong)))


def _wrong_by_itself(box: list[float]) -> Iterator[str]:
    half = len(box) // 2
    for corner in (box[:half], box[half:]):
        yield from beyond(corner)
    # West may exceed east: such a box lies across the 180th meridian.
    for axis, what in ((1, "south is north of north"), (2, "the floor is above the top")):
        if axis < half and box[axis] > box[half + axis]:
            yield f"{what}: {box[axis]} and {box[half + axis]}"


def _wrong_beside(box: list[float], positions: list[list[float]], *, is_odd: bool) -> Iterator[str]:
    sizes = {len(position) for position in positions}
    half = len(box) // 2
    if half not in sizes:
        have = "heights" if half == 2 else "no heights"
        yield f"has {len(box)} numbers, where its positions have {have}: {2 * max(sizes)} belong"
    flat = [*box[:2], *box[half : half + 2]]
    outside = _outside(Box(*flat), positions)
    if outside:
        order = _mistaken_order(flat, positions)
        if order or not is_odd:
            yield f"does not hold the position {outside}" + (f": its order is {order}" if order else "")
    elif half == 3 and 3 in sizes:
        heights = [position[2] for position in positions if len(position) == 3]
        if min(heights) < box[2] - 1e-3 or max(heights) > box[5] + 1e-3:
            yield f"does not hold the heights {min(heights)} to {max(heights)}"


def _outside(box: Box, positions: list[list[float]]) -> list[float] | None:
    return next((position for position in positions if not box.holds(position[0], position[1])), None)


def _mistaken_order(box: list[float], positions: list[list[float]]) -> str:
    """Return in which order the numbers of a box would make one that holds the positions; nothing if in none."""
    for order, places in MISTAKEN_ORDERS.items():
        turned = Box(*(box[place] for place in places))
        is_plain = turned.west <= turned.east and turned.south <= turned.north
        if is_plain and not _outside(turned, positions):
            return f"{order}, where west, south, east, north belong"
    return ""


def positions_of(thing: Any) -> Iterator[Any]:
    """Yield all positions of a geometry, a feature or a collection, however deep; what is broken may be among them."""
    if not isinstance(thing, Mapping):
        return
    yield from _positions_in(thing.get("coordinates"))
    yield from positions_of(thing.get("geometry"))
    for name in ("features", "geometries"):
        members = thing.get(name)
        for member in members if isinstance(members, list) else ():
            yield from positions_of(member)


def _positions_in(coordinates: Any) -> Iterator[Any]:
    # By hand, because recursion through generators costs more than the positions.
    waiting = [coordinates]
    while waiting:
        value = waiting.pop()
        if not isinstance(value, list) or not value:
            continue
        if isinstance(value[0], list):
            waiting.extend(reversed(value))
        else:
            yield value
