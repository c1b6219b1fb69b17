"""The 180th meridian: cutting there what crosses it. ``unwrapping`` says how longitudes are read.

A line or area is laid out with continuous longitudes, cut by the strips of one turn each (-180…180, 180…540, …), and
each piece is turned back to within ±180.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType

import numpy
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_ree.gis.rounding import Geometries, round_coordinates, rounded
from geo_ree.gis.unwrapping import (
    HALF_TURN,
    SEAM_NOISE,
    CannotCut,
    Numbers,
    are_whole_turns,
    hole_readings,
    read_line,
    read_outline,
)

LONGEST_STEP = 179.0


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
    leaps = (numpy.abs(numpy.diff(longitudes)) > HALF_TURN) & (owner[1:] == owner[:-1])
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
    parts = _parts_of_line(line)
    return parts[0] if len(parts) == 1 else shapely.MultiLineString(parts)


def _cut_lines(lines: BaseGeometry) -> BaseGeometry:
    return shapely.MultiLineString([part for line in lines.geoms for part in _parts_of_line(line)])


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


def _is_settled(drawn: Numbers, read: Numbers) -> bool:
    """Return whether a line or ring is read as it is drawn, within ±180 and with no step that a reader may misread."""
    longitudes = drawn[:, 0]
    if len(read) != len(drawn) or not numpy.array_equal(read[:, 0], longitudes) or (numpy.abs(longitudes) > 180).any():
        return False
    return not _are_long(longitudes).any()


def _are_long(longitudes: Numbers) -> NDArray[numpy.bool_]:
    return (numpy.abs(numpy.diff(longitudes)) > HALF_TURN) & ~are_whole_turns(longitudes)


# ---- lines


def _parts_of_line(line: BaseGeometry) -> list[BaseGeometry]:
    drawn = _coordinates(line)
    read = read_line(drawn)
    if _is_settled(drawn, read):
        return [line]
    return [shapely.LineString(part) for part in _line_parts(read)]


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
    steps = numpy.abs(numpy.diff(coordinates[:, 0]))
    counts = numpy.where(steps > HALF_TURN, numpy.ceil(steps / LONGEST_STEP), 1).astype(int)
    if (counts <= 1).all():
        return coordinates
    edges = zip(coordinates[:-1], coordinates[1:], counts, strict=True)
    pieces = [numpy.linspace(before, after, count, endpoint=False) for before, after, count in edges]
    return numpy.concatenate([*pieces, coordinates[-1:]])


# ---- areas


def _area_parts(polygon: BaseGeometry) -> list[BaseGeometry]:
    drawn = _coordinates(polygon.exterior)
    outline = read_outline(drawn)
    holes = [_coordinates(hole) for hole in polygon.interiors]
    if _is_settled(drawn, outline) and all(_is_settled(hole, next(hole_readings(hole))) for hole in holes):
        return [polygon]
    area = _area_of(outline, holes)
    west, _, east, _ = shapely.bounds(area)
    pieces: list[BaseGeometry] = []
    for turn in range(_turn_above(west), _turn_above(east) + 1):
        strip = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        pieces += _polygons(_moved(shapely.intersection(area, strip), -360 * turn))
    if east - west >= 360 - SEAM_NOISE:
        # Pieces of different turns now lie on or beside each other; their edges meet once both are rounded.
        pieces = _polygons(shapely.union_all(round_coordinates(numpy.array(pieces, dtype=object))))
    return _finished_pieces(pieces)


def _polygons(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the polygons of what an overlay made; the lines and points it leaves along an edge are no area."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def _finished_pieces(pieces: list[BaseGeometry]) -> list[BaseGeometry]:
    """Return pieces with no step beyond half a turn, rounded; without slivers that are but noise of the cut."""
    # In normal form, because where a ring begins after an overlay is up to the version of GEOS.
    finished = shapely.normalize(numpy.array([_with_short_edges(piece) for piece in pieces], dtype=object))
    if not (shapely.area(finished) > 0).any():
        raise CannotCut("its outline crosses the 180th meridian and encloses no area")
    is_wide = shapely.area(shapely.transform(finished, rounded)) > 0
    return list(round_coordinates(finished[is_wide] if is_wide.any() else finished))


def _with_short_edges(polygon: BaseGeometry) -> BaseGeometry:
    west, _, east, _ = polygon.bounds
    if east - west <= HALF_TURN:
        return polygon
    rings = [_with_short_steps(_coordinates(ring)) for ring in (polygon.exterior, *polygon.interiors)]
    return shapely.Polygon(rings[0], rings[1:])


def _area_of(outline: Numbers, holes: list[Numbers]) -> BaseGeometry:
    """Return an area in the plane of continuous longitudes, its holes shifted into its turns."""
    area = _sound(shapely.Polygon(outline))
    for hole in holes:
        area = shapely.difference(area, _hole_within(area, hole))
    return area


def _hole_within(area: BaseGeometry, hole: Numbers) -> BaseGeometry:
    """Return a hole as the reading of it that lies most within the area, in every turn of it."""
    copies = [_repeated(_sound(shapely.Polygon(reading)), area) for reading in hole_readings(hole) if len(reading) > 3]
    shares = [round(_share_within(copy, area), 6) for copy in copies]
    return copies[shares.index(max(shares))]


def _share_within(shape: BaseGeometry, area: BaseGeometry) -> float:
    size = shapely.area(shape)
    return float(shapely.area(shapely.intersection(shape, area)) / size) if size else 0.0


def _repeated(shape: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """Return a shape in each turn of the globe in which its longitudes meet those of an area."""
    (west, _, east, _), (from_west, _, to_east, _) = shapely.bounds(shape), shapely.bounds(area)
    turns = range(math.floor((from_west - east) / 360), math.ceil((to_east - west) / 360) + 1)
    return shapely.union_all([_moved(shape, 360 * turn) for turn in turns])


def _sound(shape: BaseGeometry) -> BaseGeometry:
    return shape if shapely.is_valid(shape) else shapely.make_valid(shape)


def _moved(geometry: BaseGeometry, longitude: float) -> BaseGeometry:
    if not longitude:
        return geometry

    def move(coordinates: Numbers) -> Numbers:
        moved = coordinates.copy()
        moved[:, 0] += longitude
        return moved

    return shapely.transform(geometry, move, include_z=geometry.has_z)
