"""Write frames as RFC 7946 GeoJSON. Knows GeoDataFrames only.

What a reader of the file may rely on: WGS 84; outlines wound counter-clockwise; nothing drawn across the 180th
meridian; at most seven decimals, but where an area would not be sound with them; a bounding box on the collection and
on each feature that has a geometry; ``id`` is the frame's index; missing is null; one feature a line, in the order of
the frame; the same frame gives the same bytes.
"""

from __future__ import annotations

import decimal
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import geopandas
import numpy
import pandas
import pyproj
import shapely

from geo_ree._atomic import check_ending, write_text
from geo_ree.errors import InvalidGeoJSON
from geo_ree.gis.antimeridian import cut, needs_cutting
from geo_ree.gis.boxes import box_around
from geo_ree.gis.geojson_text import TO_JSON, box_text, feature_texts
from geo_ree.gis.json_values import LARGEST_INTEGER, NotJSON, json_column, json_value
from geo_ree.gis.rounding import Geometries, round_coordinates
from geo_ree.gis.unwrapping import CannotCut
from geo_ree.gis.validation import Problem, validate_geojson

__all__ = ["Problem", "to_geojson", "validate_geojson", "write_geojson"]

WGS84 = "EPSG:4326"
ENDINGS = (".geojson", ".json")
TABLE = "table"
# Of a FeatureCollection itself, of other GeoJSON objects (RFC 7946, section 7.1), and retired (section 4).
RESERVED_MEMBERS = frozenset(
    {"type", "bbox", "features", "coordinates", "geometries", "geometry", "properties", "crs", "id"}
)
# A whole turn beyond ±180 may be meant; more is metres under the name of degrees.
FARTHEST_LONGITUDE = 540


@runtime_checkable
class HasTables(Protocol):
    """Anything that gives its content as frames by name: an Atlas, a Route, a Comparison."""

    def tables(self) -> Mapping[str, pandas.DataFrame]:
        """Return the frames by name."""
        ...


def to_geojson(
    thing: geopandas.GeoDataFrame | geopandas.GeoSeries | HasTables, *, members: Mapping[str, object] | None = None
) -> str:
    """Return a frame as the text of an RFC 7946 FeatureCollection.

    Columns become properties, in their order. None, NaN, NaT, NA and ±infinity become null, dates and times ISO 8601
    text, periods their ISO name or ``start/end``, lists, tuples, arrays and sets arrays, dicts objects. Decimals and
    long doubles become the nearest double; integers beyond 2^53, which many readers round, and numbers beyond any
    double are refused: make them text.

    Heights are kept, to the millimetre; measures (M) are dropped. A position with a NaN is refused, an empty geometry
    is null. A collection of one geometry is written as that geometry, collections within collections as one. Only
    vertices are reprojected: an edge that is straight in the frame's system is straight between the same two positions
    afterwards. A geometry that crosses the 180th meridian in a projection has positions added along its edges.

    Parameters
    ----------
    thing : GeoDataFrame, GeoSeries, or anything with ``tables() -> dict[str, frame]``
        In any coordinate reference system; longitudes may run past ±180. The index names the features: text and
        numbers as they are, dates as text, integers beyond 2^53 and Decimals as text so that every reader sees them
        whole, the levels of a MultiIndex joined by ``/``. Of an object with ``tables()``
        the GeoDataFrames are written: a single one like the frame itself; several into one collection, with the
        table's name as the property ``table`` and before each id (``legs/0``).
    members : mapping, optional
        More members of the collection, such as ``{"sources": {...}}``; they go before those that the thing gives by a
        method ``members()``, such as a route's licence and attribution.

    Returns
    -------
    str
        Ends with a line break.

    Raises
    ------
    InvalidGeoJSON
        With every fault at once: no coordinate reference system, an id used twice, coordinates that are no longitude
        and latitude, a value that JSON has no form for (with its row and column), a second geometry column.

    Examples
    --------
    >>> place = geopandas.points_from_xy([31.365], [39.617])
    >>> frame = geopandas.GeoDataFrame({"grade": [float("nan")]}, index=["beylikova"], geometry=place, crs="EPSG:4326")
    >>> print(to_geojson(frame, members={"sources": ["a"]}), end="")  # doctest: +NORMALIZE_WHITESPACE
    {"type": "FeatureCollection", "bbox": [31.365, 39.617, 31.365, 39.617], "sources": ["a"], "features": [
    {"type": "Feature", "id": "beylikova", "bbox": [31.365, 39.617, 31.365, 39.617],
     "geometry": {"type": "Point", "coordinates": [31.365, 39.617]}, "properties": {"grade": null}}
    ]}
    """
    faults: list[str] = []
    parts = [_read_frame(frame, name, faults) for name, frame in _frames_of(thing).items()]
    ids = [name for part in parts for name in part.ids]
    faults += _repeated(ids)
    head = _members_text({**_members_of(thing), **(members or {})}, faults)
    if faults:
        raise InvalidGeoJSON(*faults)
    geometries = numpy.concatenate([part.geometries for part in parts])
    features = feature_texts(ids, geometries, [text for part in parts for text in part.properties])
    box = box_text(box_around(geometries), geometries)
    opening = '{"type": "FeatureCollection", ' + (f'"bbox": {box}, ' if box else "") + head + '"features": ['
    return opening + ("\n" if features else "") + ",\n".join(features) + ("\n" if features else "") + "]}\n"


def write_geojson(
    thing: geopandas.GeoDataFrame | geopandas.GeoSeries | HasTables,
    path: str | os.PathLike[str],
    *,
    members: Mapping[str, object] | None = None,
) -> Path:
    """Write a frame to a GeoJSON file, whole or not at all; as :func:`to_geojson` makes it.

    Parameters
    ----------
    thing, members
        As for :func:`to_geojson`.
    path : path
        The file to make or replace, ending in ``.geojson`` or ``.json``; its folder must exist.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    InvalidGeoJSON
        As for :func:`to_geojson`.
    UnsupportedFormat
        For a name with another ending; what stands under it is left alone.
    UnwritableFile
        Where the file cannot be written; the file that stood there before still does.

    Examples
    --------
    >>> import tempfile
    >>> line = geopandas.GeoSeries.from_wkt(["LINESTRING (170 0, 190 0)"], crs="EPSG:4326")
    >>> path = write_geojson(line, Path(tempfile.mkdtemp()) / "line.geojson")
    >>> validate_geojson(path)
    []
    """
    check_ending(path, ENDINGS)
    return write_text(path, to_geojson(thing, members=members))


# ---- what is written


def _frames_of(thing: object) -> dict[str, Any]:
    """Return the GeoDataFrames to write by name; a single one has the empty name."""
    if isinstance(thing, geopandas.GeoDataFrame):
        return {"": thing}
    if isinstance(thing, geopandas.GeoSeries):
        return {"": geopandas.GeoDataFrame(geometry=thing)}
    if isinstance(thing, pandas.DataFrame):
        raise InvalidGeoJSON(
            "a DataFrame has no geometry: make it a GeoDataFrame first, for example "
            "geopandas.GeoDataFrame(frame, geometry=geopandas.points_from_xy(frame.lon, frame.lat), crs='EPSG:4326')"
        )
    if not isinstance(thing, HasTables) or isinstance(thing, type):
        raise InvalidGeoJSON(
            f"a {type(thing).__qualname__} cannot be GeoJSON: "
            "give a GeoDataFrame, a GeoSeries or an object with tables()"
        )
    tables = thing.tables()
    frames = {name: frame for name, frame in tables.items() if isinstance(frame, geopandas.GeoDataFrame)}
    if not frames:
        raise InvalidGeoJSON(f"none of its tables has a geometry: {', '.join(tables) or 'there are none'}")
    return frames if len(frames) > 1 else {"": next(iter(frames.values()))}


def _members_of(thing: Any) -> Mapping[str, object]:
    """Return the members that a thing gives itself; a frame may have a column of that name, and gives none."""
    is_frame = isinstance(thing, pandas.DataFrame | pandas.Series)
    return {} if is_frame or not hasattr(thing, "members") else thing.members()


@dataclass(frozen=True)
class _Part:
    """One frame made ready: ids, geometries in WGS 84 and properties as JSON text, row by row."""

    ids: list[Any]
    geometries: Geometries
    properties: list[str]


def _read_frame(frame: geopandas.GeoDataFrame, table: str, faults: list[str]) -> _Part:
    """Return a frame made ready, and add to ``faults`` what keeps it from being written."""
    prefix = f"{table}: " if table else ""
    try:
        geometry = frame.geometry
    except AttributeError:
        faults.append(f"{prefix}no geometry column is set: name one with set_geometry")
        return _Part([], _none(0), [])
    if isinstance(geometry, pandas.DataFrame):
        faults.append(f"{prefix}the geometry column stands {geometry.shape[1]} times")
        return _Part([], _none(0), [])
    ids, own_faults = _ids_of(frame.index, table)
    geometries, geometry_faults = _geometries_of(geometry, ids)
    properties, property_faults = _properties_of(frame, geometry, ids, table)
    faults += [prefix + fault for fault in (*own_faults, *geometry_faults, *property_faults)]
    return _Part(ids, geometries, properties)


# ---- ids


def _ids_of(index: pandas.Index[Any], table: str) -> tuple[list[Any], list[str]]:
    labels = index.tolist()
    ids: list[Any] = []
    faults = []
    for row, label in enumerate(labels, start=1):
        try:
            name = _exact_id(label)
        except NotJSON as error:
            name, fault = None, f"row {row}: its index {error}"
        else:
            fault = f"row {row}: its index is {label!r}, which is no id"
        if name is None or isinstance(name, bool | dict):
            faults.append(fault)
        ids.append(f"{table}/{name}" if table else name)
    return ids, faults


def _exact_id(label: object) -> Any:
    """Return a label as an id that every reader sees whole; None where it has no value.

    >>> _exact_id("a"), _exact_id(7), _exact_id(2**60), _exact_id(("ore", 2**60)), _exact_id(decimal.Decimal("1.10"))
    ('a', 7, '1152921504606846976', 'ore/1152921504606846976', '1.10')
    """
    if isinstance(label, tuple):
        levels = [_exact_id(level) for level in label]
        return None if None in levels else "/".join(map(str, levels))
    if isinstance(label, decimal.Decimal):
        return str(label) if label.is_finite() else None
    if isinstance(label, int | numpy.integer) and abs(int(label)) > LARGEST_INTEGER:
        return str(int(label))
    if isinstance(label, numpy.longdouble) and numpy.isfinite(label) and numpy.longdouble(float(label)) != label:
        return str(label)
    name = json_value(label)
    return None if isinstance(name, list) else name


def _repeated(ids: Sequence[Any]) -> Iterator[str]:
    counts = Counter((isinstance(name, str), name) for name in ids if isinstance(name, str | int | float))
    for (_, name), count in counts.items():
        if count > 1:
            yield f"id {name!r} names {count} features: an index must be unique (see reset_index)"


# ---- properties


def _properties_of(
    frame: geopandas.GeoDataFrame, geometry: geopandas.GeoSeries, ids: Sequence[Any], table: str
) -> tuple[list[str], list[str]]:
    """Return the properties of each row as JSON text, and what keeps some from being written."""
    own = [(position, name) for position, name in enumerate(frame.columns) if name != geometry.name]
    names = [name for _, name in own]
    faults = list(_wrong_names(names, table))
    columns: list[list[Any]] = [[table] * len(frame)] if table else []
    for position, name in own:
        column = frame.iloc[:, position]
        if isinstance(column.dtype, geopandas.array.GeometryDtype):
            faults.append(f"column {name!r} is a second geometry: drop it, or write it as a frame of its own")
            continue
        values, wrong = json_column(column)
        faults += [f"row {ids[row]!r}, column {name!r}: {what}" for row, what in wrong.items()]
        columns.append(values)
    if faults:
        return [], faults
    keys = [*([TABLE] if table else []), *map(str, names)]
    rows = zip(*columns, strict=True) if columns else iter([()] * len(frame))
    return [TO_JSON.encode(dict(zip(keys, row, strict=True))) for row in rows], faults


def _wrong_names(names: Sequence[object], table: str) -> Iterator[str]:
    for name in names:
        if not isinstance(name, str | int):
            yield f"column {name!r}: its name is not text"
    for name, count in Counter(map(str, names)).items():
        if count > 1:
            yield f"column {name!r} stands {count} times"
        if name == TABLE and table:
            yield f"column {TABLE!r}: among several tables this is the property that names the table"


def _members_text(members: Mapping[str, object], faults: list[str]) -> str:
    """Return the foreign members of the collection as JSON text that more members can follow."""
    text = ""
    for name, value in members.items():
        if not isinstance(name, str) or name in RESERVED_MEMBERS:
            faults.append(f"member {name!r}: the name is not free (taken: {', '.join(sorted(RESERVED_MEMBERS))})")
            continue
        try:
            text += f"{TO_JSON.encode(name)}: {TO_JSON.encode(json_value(value))}, "
        except NotJSON as error:
            faults.append(f"member {name!r}: {error}")
    return text


# ---- geometries


def _geometries_of(series: geopandas.GeoSeries, ids: Sequence[Any]) -> tuple[Geometries, list[str]]:
    """Return geometries as RFC 7946 has them (None where there is none), and what keeps some from it."""
    if series.crs is None:
        return _none(0), [
            "the frame does not say its coordinate reference system: set it, for example gdf.set_crs('EPSG:4326')"
        ]
    try:
        geometries, faults = _in_wgs84(_cleaned(series), series.crs)
    except pyproj.exceptions.ProjError as error:
        return _none(0), [f"{series.crs.name!r} cannot be brought to WGS 84: {error}"]
    for row in numpy.flatnonzero(needs_cutting(geometries)):
        try:
            geometries[row] = cut(geometries[row])
        except (CannotCut, shapely.errors.GEOSException) as error:
            faults[int(row)] = str(error)
    wound: Geometries = shapely.orient_polygons(round_coordinates(geometries), exterior_cw=False)
    return wound, [f"row {ids[row]!r}, geometry: {faults[row]}" for row in sorted(faults)]


def _none(count: int) -> Geometries:
    return numpy.full(count, None, dtype=object)


def _cleaned(series: geopandas.GeoSeries) -> Geometries:
    """Return a series' geometries without measures; None for the empty ones."""
    geometries: Geometries = series.to_numpy(dtype=object, copy=True)
    geometries[shapely.is_missing(geometries) | shapely.is_empty(geometries)] = None
    measured = numpy.array([getattr(geometry, "has_m", False) for geometry in geometries], dtype=bool)
    if measured.any():
        geometries[measured] = shapely.from_wkb(shapely.to_wkb(geometries[measured], output_dimension=3))
    return geometries


def _in_wgs84(geometries: Geometries, crs: pyproj.CRS) -> tuple[Geometries, dict[int, str]]:
    """Return rounded geometries in WGS 84, None where they are wrong, and by row what is wrong with those."""
    moved = _reprojected(geometries, crs)
    faults = dict(_wrong_coordinates(moved))
    moved[list(faults)] = None
    if crs.is_geographic:
        return moved, faults
    # Which way round a long step goes is plain in the frame's own plane: more positions on the way take the doubt away.
    leaping = numpy.flatnonzero(needs_cutting(moved))
    moved[leaping] = _reprojected(_densified(geometries[leaping]), crs)
    late_faults = {int(leaping[row]): what for row, what in _wrong_coordinates(moved[leaping])}
    moved[list(late_faults)] = None
    return moved, faults | late_faults


def _reprojected(geometries: Geometries, crs: pyproj.CRS) -> Geometries:
    if not crs.equals(WGS84, ignore_axis_order=True):
        geometries = geopandas.GeoSeries(geometries, crs=crs).to_crs(WGS84).to_numpy(dtype=object, copy=True)
    return round_coordinates(geometries)


def _densified(geometries: Geometries) -> Geometries:
    """Return geometries with a position at least every thirty-second of their size."""
    boxes = shapely.bounds(geometries)
    sizes = numpy.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    densified: Geometries = shapely.segmentize(geometries, numpy.maximum(sizes, 1.0) / 32)
    return densified


def _wrong_coordinates(geometries: Geometries) -> Iterator[tuple[int, str]]:
    """Yield the rows whose coordinates are no longitude, latitude and height, each with its first fault."""
    coordinates, owner = shapely.get_coordinates(geometries, include_z=True, return_index=True)
    longitudes, latitudes, heights = coordinates.T
    checks = (
        (~numpy.isfinite(coordinates[:, :2]).all(axis=1), "a coordinate is not a finite number in WGS 84"),
        (numpy.isinf(heights), "a height is not a finite number"),
        (numpy.abs(latitudes) > 90, "latitude {1:.10g} is beyond ±90: the order is longitude, latitude, in degrees"),
        (numpy.abs(longitudes) > FARTHEST_LONGITUDE, "longitude {0:.10g} is no longitude in degrees"),
    )
    seen: set[int] = set()
    for wrong, what in checks:
        rows, first = numpy.unique(owner[wrong], return_index=True)
        for row, position in zip(rows.tolist(), coordinates[wrong][first], strict=True):
            if row not in seen:
                seen.add(row)
                yield row, what.format(*position)
