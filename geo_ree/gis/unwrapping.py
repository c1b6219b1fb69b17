"""How longitudes are read: step by step, so that a line or ring runs on where it passes the 180th meridian.

Within one turn of the globe to either side (−360…360) a longitude may be written in three conventions, −180…180, 0…360
and −360…0, and in a mix of them. Whatever the convention, a step of more than half a turn is meant the short way round,
and one of a whole turn is no step at all: 180 and −180 are one meridian. A longitude beyond that says itself how often
it went round, and its steps are read as drawn.

The steps of a closed ring add up to nothing, or to one turn: then the ring goes round a pole. As drawn is read what the
short way cannot mean: what would enclose nothing (the edge of a world map), cross itself, or go round a pole on both
sides of the equator; and a rectangle wound counter-clockwise, which is how boxes of wide data are made.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy
import shapely
from numpy.typing import NDArray

Numbers = NDArray[numpy.float64]

# What rounding to seven decimals may add to a step of exactly 180° is no crossing.
HALF_TURN = 180 + 1e-9
# Seven decimals, 1 cm: what lies no further from the 180th meridian lies on it.
SEAM_NOISE = 1e-7
# As far as the conventions of writing a longitude reach.
FARTHEST_MIXED = 360 + SEAM_NOISE


class CannotCut(ValueError):
    """Why a geometry cannot be cut at the 180th meridian."""


def turns_of_steps(longitudes: Numbers) -> Numbers:
    """Return the degrees to add to each step between longitudes so that it goes the short way round.

    >>> turns_of_steps(numpy.array([170.0, -170.0, 180.0, -180.0, 0.0])).tolist()
    [360.0, -360.0, 360.0, 0.0]
    >>> turns_of_steps(numpy.array([359.0, 1.0, -5.0, 350.0])).tolist()
    [360.0, 0.0, -360.0]
    >>> turns_of_steps(numpy.array([100.0, 460.0])).tolist()
    [0.0]
    """
    steps = numpy.diff(longitudes)
    runs_on = numpy.abs(longitudes) > FARTHEST_MIXED
    is_plain = (numpy.abs(steps) <= HALF_TURN) | runs_on[1:] | runs_on[:-1]
    turns: Numbers = numpy.where(is_plain, 0.0, -360.0 * numpy.rint(steps / 360))
    return turns + 0.0


def are_whole_turns(longitudes: Numbers) -> NDArray[numpy.bool_]:
    """Return which steps between longitudes are once round the globe."""
    are_whole: NDArray[numpy.bool_] = numpy.abs(numpy.abs(numpy.diff(longitudes)) - 360) <= SEAM_NOISE
    return are_whole


def read_line(coordinates: Numbers) -> Numbers:
    """Return a line with continuous longitudes; one whose only step is a whole turn is a parallel, as drawn.

    >>> read_line(numpy.array([[170.0, 0.0], [180.0, 5.0], [-180.0, 5.0], [-170.0, 10.0]])).tolist()
    [[170.0, 0.0], [180.0, 5.0], [190.0, 10.0]]
    >>> read_line(numpy.array([[-180.0, 40.0], [180.0, 40.0]])).tolist()
    [[-180.0, 40.0], [180.0, 40.0]]
    """
    drawn = _on_seam(coordinates)
    line = _without_repeats(_turned(drawn, turns_of_steps(drawn[:, 0])), drawn)
    return line if len(line) > 1 and (line[0, :2] != line[:, :2]).any() else drawn


def read_outline(ring: Numbers) -> Numbers:
    """Return the outline of an area with continuous longitudes, closed over the pole if it goes round one.

    Parameters
    ----------
    ring : array of float, shape (n, 2) or (n, 3)
        Closed; longitude, latitude and perhaps height.

    Raises
    ------
    CannotCut
        For an outline that goes round the globe on both sides of the equator: nothing says which pole it encloses.
    """
    drawn = _on_seam(ring)
    if not turns_of_steps(drawn[:, 0]).any() or _is_drawn_box(drawn):
        return drawn
    readings = list(_short_readings(drawn))
    for reading in readings:
        if not _goes_round(reading) and is_sound(reading):
            return reading
    short, pole = readings[0], _nearer_pole(drawn)
    if pole and _goes_round(short):
        return _closed_over(short, pole)
    if is_sound(drawn):
        return drawn
    if not _goes_round(short):
        return short
    raise CannotCut(
        "its outline goes once round the globe on both sides of the equator: add positions so that no step exceeds "
        "180 degrees of longitude, or the corners at ±180 and the pole that it encloses"
    )


def hole_readings(ring: Numbers) -> Iterator[Numbers]:
    """Yield all that a hole may mean, the likelier first; which of them it is, the area says in which it lies."""
    drawn = _on_seam(ring)
    if turns_of_steps(drawn[:, 0]).any():
        for reading in _short_readings(drawn):
            if _goes_round(reading):
                yield from (_closed_over(reading, pole) for pole in (90, -90))
            else:
                yield reading
    yield drawn


def whole_turns_are_meant(coordinates: Numbers) -> bool:
    """Return whether steps of 360° of a line or ring, if it has any, are once round the globe and not 180 = −180.

    >>> whole_turns_are_meant(numpy.array([[170.0, 0.0], [180.0, 0.0], [-180.0, 10.0], [170.0, 0.0]]))
    False
    >>> whole_turns_are_meant(shapely.get_coordinates(shapely.box(-180, -90, 180, 90)))
    True
    """
    if not are_whole_turns(coordinates[:, 0]).any():
        return True
    drawn = _on_seam(coordinates)
    if (drawn[0] != drawn[-1]).any():
        return len(read_line(drawn)) == len(drawn) and bool((read_line(drawn) == drawn).all())
    short = next(_short_readings(drawn))
    return _goes_round(short) or not is_sound(short)


def is_sound(ring: Numbers) -> bool:
    """Return whether a closed ring encloses an area and does not cross itself."""
    return len(ring) > 3 and bool(shapely.is_valid(shapely.Polygon(ring)))


def _on_seam(coordinates: Numbers) -> Numbers:
    """Return coordinates whose longitudes lie on the 180th meridian where they all but do."""
    longitudes = coordinates[:, 0]
    seams = 360 * numpy.rint((longitudes - 180) / 360) + 180
    near = numpy.abs(longitudes - seams) <= SEAM_NOISE
    if not near.any():
        return coordinates
    snapped = coordinates.copy()
    snapped[near, 0] = seams[near]
    return snapped


def _short_readings(drawn: Numbers) -> Iterator[Numbers]:
    """Yield a ring with every step the short way, then, if there are such, with whole turns as drawn."""
    turns = turns_of_steps(drawn[:, 0])
    yield _without_repeats(_turned(drawn, turns), drawn)
    are_whole = are_whole_turns(drawn[:, 0])
    if are_whole.any():
        yield _turned(drawn, numpy.where(are_whole, 0.0, turns))


def _turned(coordinates: Numbers, turns: Numbers) -> Numbers:
    shift = numpy.concatenate([[0.0], numpy.cumsum(turns)])
    return numpy.column_stack([coordinates[:, 0] + shift, coordinates[:, 1:]])


def _without_repeats(turned: Numbers, drawn: Numbers) -> Numbers:
    """Return positions without those that only repeat the one before under the other sign of the seam."""
    repeats = ((turned[1:] == turned[:-1]) | numpy.isnan(turned[1:])).all(axis=1) & (drawn[1:, 0] != drawn[:-1, 0])
    return turned[numpy.concatenate([[True], ~repeats])] if repeats.any() else turned


def _goes_round(ring: Numbers) -> bool:
    return bool(ring[0, 0] != ring[-1, 0])


def _nearer_pole(ring: Numbers) -> int:
    """Return the latitude of the pole on whose side of the equator a ring lies; 0 if it lies on both."""
    south, north = ring[:, 1].min(), ring[:, 1].max()
    if south < 0 < north:
        return 0
    return 90 if north > 0 else -90


def _closed_over(ring: Numbers, pole: int) -> Numbers:
    corners = ring[[-1, 0, 0]]
    corners[:2, 1] = pole
    return numpy.concatenate([ring, corners])


def _is_drawn_box(ring: Numbers) -> bool:
    """Return whether a ring is a rectangle as ``shapely.box`` makes it: four corners, counter-clockwise on the map."""
    steps = numpy.diff(ring[:, :2], axis=0)
    is_rectangle = len(ring) == 5 and bool(((steps == 0).sum(axis=1) == 1).all())
    return is_rectangle and bool(shapely.is_ccw(shapely.linearrings(ring[:, :2])))
