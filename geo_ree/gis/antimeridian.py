"""The 180th meridian: reading what crosses it, cutting there, and the boxes of what was cut.

A longitude step of more than 180° is the one riddle. RFC 7946 draws straight lines from position to position, so a step
from 170 to -170 would run round the whole world; whoever wrote it meant the 20° across the seam, and it is read so.
Four exceptions are read as drawn: longitudes beyond ±180, which say themselves where they go on; steps of exactly 360,
the edge of a world map; a rectangle wound counter-clockwise, which is how boxes of wide data are made; and an outline
whose long steps, gone the short way, would make it cross itself or round a pole from both sides of the equator.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Numbers = NDArray[numpy.float64]
Geometries = NDArray[numpy.object_]

DECIMALS = 7
HEIGHT_DECIMALS = 3
# What rounding to seven decimals may add to a step of exactly 180° is no crossing.
HALF_TURN = 180 + 1e-9
LONGEST_STEP = 179.0


class CannotCut(ValueError):
    """Why a geometry cannot be cut at the 180th meridian."""


def crossing_steps(longitudes: Numbers) -> Numbers:
    """Return the turn to add to each step between longitudes so that it goes the short way round: 0, 360 or -360.

    >>> crossing_steps(numpy.array([170.0, -170.0, -180.0, 180.0, 0.0])).tolist()
    [360.0, 0.0, 0.0, 0.0]
    """
    steps = numpy.diff(longitudes)
    crosses = (numpy.abs(steps) > HALF_TURN) & (numpy.abs(steps) != 360)
    turns: Numbers = numpy.where(crosses, -360.0 * numpy.sign(steps), 0.0)
    return turns


def round_coordinates(geometries: Geometries) -> Geometries:
    """Return geometries with seven decimals (1 cm) of longitude and latitude and three (1 mm) of height."""
    rounded: Geometries = geometries.copy()
    has_height = shapely.has_z(geometries)
    for chosen in (~has_height, has_height):
        rounded[chosen] = shapely.transform(geometries[chosen], _rounded, include_z=chosen is has_height)
    return rounded


def _rounded(coordinates: Numbers) -> Numbers:
    # A number too large to be rounded becomes infinite, which whoever checks coordinates refuses.
    with numpy.errstate(over="ignore"):
        degrees = numpy.round(coordinates[:, :2], DECIMALS)
        heights = numpy.round(coordinates[:, 2:], HEIGHT_DECIMALS)
    return numpy.hstack([degrees, heights]) + 0.0  # which makes -0.0 plain 0.0


def needs_cutting(geometries: Geometries) -> NDArray[numpy.bool_]:
    """Return which geometries may cross the seam or lie beyond it; one of several parts may be named for nothing.

    Parameters
    ----------
    geometries : array of shapely geometries, shape (n,)
        WGS 84, longitude first; None where there is none.

    Returns
    -------
    array of bool, shape (n,)
    """
    coordinates, owner = shapely.get_coordinates(geometries, return_index=True)
    longitudes = coordinates[:, 0]
    marked = numpy.zeros(len(geometries), dtype=bool)
    marked[owner[numpy.abs(longitudes) > 180]] = True
    leaps = (crossing_steps(longitudes) != 0) & (owner[1:] == owner[:-1])
    marked[owner[1:][leaps]] = True
    return marked


def cut(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry with all longitudes within ±180 and nothing drawn across the 180th meridian.

    Lines and areas are cut there; each part ends at exactly 180 or -180. A Point or MultiPoint only has its longitudes
    turned back. Where a part would step more than 180° at once, positions are added in between, so that no reader
    takes the short way round.

    Raises
    ------
    CannotCut
        For an area that cannot be told from its complement: an outline that goes once round the globe, on both sides
        of the equator; or an outline that encloses nothing.

    Examples
    --------
    >>> cut(shapely.LineString([(170, 0), (190, 10)])).wkt
    'MULTILINESTRING ((170 0, 180 5), (-180 5, -170 10))'
    >>> cut(shapely.Point(-190, 5)).wkt
    'POINT (170 5)'
    """
    with numpy.errstate(invalid="ignore"):  # a height may be missing
        return _CUTTERS[geometry.geom_type](geometry)


def _cut_points(points: BaseGeometry) -> BaseGeometry:
    return shapely.transform(points, _wrapped, include_z=points.has_z)


def _wrapped(coordinates: Numbers) -> Numbers:
    longitudes = coordinates[:, 0]
    turned = numpy.where(numpy.abs(longitudes) > 180, (longitudes + 180) % 360 - 180, longitudes)
    return numpy.column_stack([turned, coordinates[:, 1:]])


def _cut_line(line: BaseGeometry) -> BaseGeometry:
    parts = _line_parts(_read_continuously(_coordinates(line)))
    return shapely.LineString(parts[0]) if len(parts) == 1 else shapely.MultiLineString(parts)


def _cut_lines(lines: BaseGeometry) -> BaseGeometry:
    parts = [part for line in lines.geoms for part in _line_parts(_read_continuously(_coordinates(line)))]
    return shapely.MultiLineString(parts)


def _cut_area(polygon: BaseGeometry) -> BaseGeometry:
    parts = _area_parts(polygon)
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _cut_areas(polygons: BaseGeometry) -> BaseGeometry:
    return shapely.MultiPolygon([part for polygon in polygons.geoms for part in _area_parts(polygon)])


def _cut_collection(collection: BaseGeometry) -> BaseGeometry:
    return shapely.GeometryCollection([cut(member) for member in collection.geoms])


_CUTTERS: Mapping[str, Callable[[BaseGeometry], BaseGeometry]] = MappingProxyType(
    {
        "Point": _cut_points,
        "MultiPoint": _cut_points,
        "LineString": _cut_line,
        "LinearRing": _cut_line,
        "MultiLineString": _cut_lines,
        "Polygon": _cut_area,
        "MultiPolygon": _cut_areas,
        "GeometryCollection": _cut_collection,
    }
)


def _coordinates(line: BaseGeometry) -> Numbers:
    coordinates: Numbers = shapely.get_coordinates(line, include_z=line.has_z)
    return coordinates


def _read_continuously(coordinates: Numbers) -> Numbers:
    """Return coordinates whose longitudes run on across the seam; those beyond ±180 run on already."""
    longitudes = coordinates[:, 0]
    if (numpy.abs(longitudes) > 180).any():
        return coordinates
    shift = numpy.concatenate([[0.0], numpy.cumsum(crossing_steps(longitudes))])
    return numpy.column_stack([longitudes + shift, coordinates[:, 1:]])


# ---- lines


def _line_parts(coordinates: Numbers) -> list[Numbers]:
    """Return the pieces of a line with continuous longitudes, each turned back to within ±180."""
    coordinates = _with_seam_positions(coordinates)
    windows = _windows_of_steps(coordinates[:, 0])
    breaks = [0, *(numpy.flatnonzero(numpy.diff(windows)) + 1).tolist(), len(windows)]
    parts = []
    for start, stop in pairwise(breaks):
        part = coordinates[start : stop + 1].copy()
        part[:, 0] -= 360 * windows[start]
        parts.append(_with_short_steps(part))
    return parts


def _with_seam_positions(coordinates: Numbers) -> Numbers:
    """Return a line with a position added wherever it passes 180° + a whole number of turns."""
    rows: list[Numbers] = [coordinates[0]]
    for before, after in pairwise(coordinates):
        low, high = sorted((before[0], after[0]))
        seams = [180 + 360 * turn for turn in range(_turn_above(low), _turn_above(high) + 1)]
        crossed = [seam for seam in seams if low < seam < high]
        for seam in crossed if before[0] < after[0] else reversed(crossed):
            position = before + (after - before) * ((seam - before[0]) / (after[0] - before[0]))
            position[0] = seam
            rows.append(position)
        rows.append(after)
    return numpy.array(rows)


def _turn_above(longitude: float) -> int:
    return math.floor((longitude + 180) / 360)


def _windows_of_steps(longitudes: Numbers) -> NDArray[numpy.int_]:
    """Return, for each step of a line, how many turns away it lies; one along the seam goes with its neighbour."""
    middles = (longitudes[:-1] + longitudes[1:]) / 2
    windows = numpy.floor((middles + 180) / 360)
    along_seam = windows != numpy.ceil((middles - 180) / 360)
    known = numpy.flatnonzero(~along_seam)
    if not len(known):
        return numpy.full(len(middles), numpy.ceil((middles[0] - 180) / 360), dtype=int)
    nearest = known[numpy.maximum(numpy.searchsorted(known, numpy.arange(len(middles)), side="right") - 1, 0)]
    return windows[nearest].astype(int)


def _with_short_steps(coordinates: Numbers) -> Numbers:
    """Return a line or ring with positions added on steps that exceed half a turn."""
    counts = numpy.ceil(numpy.abs(numpy.diff(coordinates[:, 0])) / LONGEST_STEP).astype(int)
    counts[numpy.abs(numpy.diff(coordinates[:, 0])) <= HALF_TURN] = 1
    if (counts <= 1).all():
        return coordinates
    steps = zip(coordinates[:-1], coordinates[1:], counts, strict=True)
    pieces = [numpy.linspace(before, after, count, endpoint=False) for before, after, count in steps]
    return numpy.concatenate([*pieces, coordinates[-1:]])


# ---- areas


def _area_parts(polygon: BaseGeometry) -> list[BaseGeometry]:
    area = _continuous_area(polygon)
    if not shapely.is_valid(area):
        area = shapely.make_valid(area)
    west, _, east, _ = shapely.bounds(area)
    pieces: list[BaseGeometry] = []
    for turn in range(_turn_above(west), _turn_above(east) + 1):
        window = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        pieces += _polygons(_moved(shapely.intersection(area, window), -360 * turn))
    if east - west >= 360:
        # Pieces of different turns now lie on or beside each other.
        pieces = _polygons(shapely.union_all(pieces))
    pieces = [piece for piece in map(_finished, pieces) if shapely.area(piece) > 0]
    if not pieces:
        raise CannotCut("its outline crosses the 180th meridian and encloses no area")
    return pieces


def _polygons(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the polygons of what an overlay made; the lines and points it leaves along an edge are no area."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _finished(polygon: BaseGeometry) -> BaseGeometry:
    """Return a piece with rounded coordinates and no step beyond half a turn."""
    rings = [_with_short_steps(_coordinates(ring)) for ring in (polygon.exterior, *polygon.interiors)]
    # In normal form, because where a ring begins after an overlay is up to the version of GEOS.
    shape = shapely.normalize(shapely.Polygon(rings[0], rings[1:]))
    return round_coordinates(numpy.array([shape], dtype=object))[0]


def _continuous_area(polygon: BaseGeometry) -> BaseGeometry:
    """Return a polygon in the plane of continuous longitudes: where it lies beyond ±180 there, it crosses the seam."""
    outline, _ = _continuous_ring(_coordinates(polygon.exterior))
    west, east = outline[:, 0].min(), outline[:, 0].max()
    inside, overlaid = [], []
    for hole in polygon.interiors:
        ring, hole_around_pole = _continuous_ring(_coordinates(hole))
        turn = _turn_into(ring[:, 0], west, east)
        if hole_around_pole or turn is None:
            overlaid.append(shapely.Polygon(ring))
        else:
            ring[:, 0] += 360 * turn
            inside.append(ring)
    area = shapely.Polygon(outline, inside)
    for hole in overlaid:
        copies = shapely.union_all([_moved(hole, 360 * turn) for turn in (-2, -1, 0, 1, 2)])
        area = shapely.difference(shapely.make_valid(area), copies)
    return area


def _turn_into(longitudes: Numbers, west: float, east: float) -> int | None:
    """Return how many turns bring a hole within its polygon's longitudes; None where it would lie across an end."""
    for turn in (0, 1, -1, 2, -2):
        if west <= longitudes.min() + 360 * turn and longitudes.max() + 360 * turn <= east:
            return turn
    return None


def _continuous_ring(ring: Numbers) -> tuple[Numbers, bool]:
    """Return a ring with continuous longitudes, closed over the pole if it goes round one, and whether it does."""
    continuous = _read_continuously(ring)
    latitudes = ring[:, 1]
    goes_round = continuous[0, 0] != continuous[-1, 0]
    on_both_sides = latitudes.min() < 0 < latitudes.max()
    is_odd = on_both_sides if goes_round else not _is_sound(continuous)
    if _is_drawn_box(ring) or (is_odd and _is_sound(ring)):
        return ring.copy(), False
    if not goes_round:
        return continuous, False
    if on_both_sides:
        raise CannotCut(
            "its outline goes once round the globe on both sides of the equator: add positions so that no step exceeds "
            "180 degrees of longitude, or the corners at ±180 and the pole that it encloses"
        )
    corners = continuous[[-1, 0, 0]]
    corners[:2, 1] = 90 if latitudes.max() > 0 else -90
    return numpy.concatenate([continuous, corners]), True


def _is_sound(ring: Numbers) -> bool:
    return bool(shapely.is_valid(shapely.Polygon(ring)))


def _is_drawn_box(ring: Numbers) -> bool:
    """Return whether a ring is a rectangle as ``shapely.box`` makes it: four corners, counter-clockwise on the map."""
    steps = numpy.diff(ring[:, :2], axis=0)
    return len(ring) == 5 and bool(((steps == 0).sum(axis=1) == 1).all()) and bool(shapely.is_ccw(_ring(ring)))


def _ring(coordinates: Numbers) -> BaseGeometry:
    return shapely.linearrings(coordinates[:, :2])


def _moved(geometry: BaseGeometry, longitude: float) -> BaseGeometry:
    def move(coordinates: Numbers) -> Numbers:
        moved = coordinates.copy()
        moved[:, 0] += longitude
        return moved

    return shapely.transform(geometry, move, include_z=bool(shapely.has_z(geometry)))


# ---- boxes


def bounding_boxes(geometries: Geometries) -> Numbers:
    """Return west, south, east and north of each geometry; NaN for none or an empty one.

    West exceeds east where the box lies across the 180th meridian (RFC 7946, section 5.2).

    >>> line = cut(shapely.LineString([(170, 0), (190, 10)]))
    >>> bounding_boxes(numpy.array([line], dtype=object)).tolist()
    [[170.0, 0.0, -170.0, 10.0]]
    """
    boxes: Numbers = shapely.bounds(geometries)
    for row in numpy.flatnonzero(boxes[:, 2] - boxes[:, 0] > 180):
        boxes[row] = box_around(geometries[[row]])
    return boxes


def box_around(geometries: Geometries) -> Numbers:
    """Return the one box around several geometries: west, south, east, north; NaN where there is nothing.

    It lies across the 180th meridian only where that makes it narrower than half a turn, or where the box that does not
    would be the whole globe.
    """
    boxes: Numbers = shapely.bounds(geometries)
    boxes = boxes[~numpy.isnan(boxes[:, 0])]
    if not len(boxes):
        return numpy.full(4, numpy.nan)
    whole = numpy.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])
    if whole[2] - whole[0] > 180:
        whole[[0, 2]] = _narrowest(shapely.bounds(_simple_parts(geometries)), whole[0], whole[2])
    return whole


def _simple_parts(geometries: Geometries) -> Geometries:
    """Return the points, lines and polygons that geometries are made of."""
    parts: Any = geometries
    while True:
        finer = shapely.get_parts(parts)
        if len(finer) == len(parts) and (shapely.get_type_id(finer) < 4).all():
            return numpy.asarray(finer)
        parts = finer


def _narrowest(boxes: Numbers, west: float, east: float) -> tuple[float, float]:
    order = numpy.argsort(boxes[:, 0], kind="stable")
    starts, reach = boxes[order, 0], numpy.maximum.accumulate(boxes[order, 2])
    gaps = starts[1:] - reach[:-1]
    widest = int(numpy.argmax(gaps)) if len(gaps) else 0
    outside = 360 - (east - west)
    if len(gaps) and gaps[widest] > outside and (gaps[widest] >= 180 or outside == 0):
        return float(starts[widest + 1]), float(reach[widest])
    return west, east
