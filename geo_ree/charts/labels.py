"""Where the labels of points go, so that none covers another: greedy, with leader lines where a label must move away.

Places are found for a panel of one width. They hold in any wider panel of the same height, because a label never
passes another one or a point sideways: as the panel widens, they only move apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_Line = tuple[tuple[float, float], tuple[float, float]]
# Left, top, right and bottom, in pixels from the top left corner.
Box = tuple[float, float, float, float]

POINT_RADIUS = 7.0
GAP = 9.0
LEADERS = (20.0, 34.0, 50.0, 70.0, 92.0)


@dataclass(frozen=True)
class Label:
    """A label's place: its near end, from the point, in pixels; y grows downwards.

    ``anchor`` is ``start``, ``middle`` or ``end``; ``has_leader`` asks for a line from the point to the label.
    """

    dx: float
    dy: float
    anchor: str
    has_leader: bool


@dataclass(frozen=True)
class _Box:
    origin: float
    left: float
    top: float
    right: float
    bottom: float

    def clears(self, other: _Box) -> bool:
        """Whether two boxes keep apart, in this panel and in any wider one."""
        if self.bottom <= other.top or other.bottom <= self.top:
            return True
        first, second = (self, other) if self.origin <= other.origin else (other, self)
        return first.right <= second.left


def place_labels(
    points: Sequence[tuple[float, float]],
    widths: Sequence[float],
    panel: tuple[float, float],
    *,
    line_height: float = 14.0,
    taken: Sequence[Box] = (),
) -> tuple[Label | None, ...]:
    """Return a place for each label, in the order of the points; None where no place is left.

    Parameters
    ----------
    points : sequence of (x, y)
        In pixels from the top left corner of the panel.
    widths : sequence of float
        How wide each label is, pixels.
    panel : (width, height)
        The panel, pixels: labels stay inside.
    line_height : float, default 14
        How high a label is, pixels.
    taken : sequence of (left, top, right, bottom)
        Where something else stands already, pixels.

    Examples
    --------
    >>> place_labels([(20, 50)], [60], (200, 100))
    (Label(dx=9.0, dy=0.0, anchor='start', has_leader=False),)
    """
    lines: list[_Line] = []
    marks = [_Box(x, x - POINT_RADIUS, y - POINT_RADIUS, x + POINT_RADIUS, y + POINT_RADIUS) for x, y in points]
    boxes = [_Box((left + right) / 2, left, top, right, bottom) for left, top, right, bottom in taken]
    found = []
    for place, (point, width) in enumerate(zip(points, widths, strict=True)):
        others = [mark for other, mark in enumerate(marks) if other != place] + boxes
        label, box = _first_free(point, width, panel, line_height, (others, lines))
        found.append(label)
        if label and box:
            boxes.append(box)
            lines += [_leader(point, label)] if label.has_leader else []
    return tuple(found)


def _first_free(
    point: tuple[float, float],
    width: float,
    panel: tuple[float, float],
    height: float,
    taken: tuple[list[_Box], list[_Line]],
) -> tuple[Label | None, _Box | None]:
    boxes, lines = taken
    for label in _candidates(height):
        box = _box_of(point, label, width, height)
        inside = box.left >= 0 and box.top >= 0 and box.right <= panel[0] and box.bottom <= panel[1]
        crosses = label.has_leader and any(_cross(_leader(point, label), line) for line in lines)
        if inside and not crosses and all(box.clears(other) for other in boxes):
            return label, box
    return None, None


def _candidates(height: float) -> Iterator[Label]:
    """Yield places from the best to the worst: beside, above, below; then further off with a leader."""
    yield Label(GAP, 0.0, "start", False)
    yield Label(-GAP, 0.0, "end", False)
    yield Label(0.0, -GAP - height / 2, "middle", False)
    yield Label(0.0, GAP + height / 2, "middle", False)
    for far in LEADERS:
        for up in (-1.0, 1.0):
            yield Label(GAP, up * far, "start", True)
            yield Label(-GAP, up * far, "end", True)
            yield Label(0.0, up * far, "middle", True)


def _box_of(point: tuple[float, float], label: Label, width: float, height: float) -> _Box:
    x, y = point[0] + label.dx, point[1] + label.dy
    left = {"start": x, "middle": x - width / 2, "end": x - width}[label.anchor]
    return _Box(point[0], left, y - height / 2, left + width, y + height / 2)


def _leader(point: tuple[float, float], label: Label) -> _Line:
    return point, (point[0] + label.dx, point[1] + label.dy)


def _cross(first: _Line, second: _Line) -> bool:
    """Return whether two lines cross: each has the ends of the other on both its sides."""
    return all(_side(one, other[0]) * _side(one, other[1]) < 0 for one, other in ((first, second), (second, first)))


def _side(line: _Line, point: tuple[float, float]) -> float:
    (x, y), (to_x, to_y) = line
    return (to_x - x) * (point[1] - y) - (to_y - y) * (point[0] - x)
