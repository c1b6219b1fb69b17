"""What differs between two versions of the layers, figure by figure."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geo_ree.atlas.atlas import Atlas
from geo_ree.layers.folder import read_folder
from geo_ree.layers.table import Table
from geo_ree.layers.tables.registry import TABLES
from geo_ree.text.figures import is_missing

COLUMNS = (
    "table",
    "row_id",
    "column",
    "change",
    "whole_row",
    "old",
    "new",
    "distance_m",
    "old_source_id",
    "new_source_id",
)
KEY_SEPARATOR = "/"
# Columns with a source of their own; every other one rests on the row's.
OWN_SOURCES = {
    "geometry": "location_source_id",
    "location_precision_m": "location_source_id",
    "location_is": "location_source_id",
    "capacity_t_per_year": "capacity_source_id",
    "capacity_of": "capacity_source_id",
    "capacity_kind": "capacity_source_id",
}

Row = Mapping[str, Any]


def compare_layers(old: Atlas | str | Path, new: Atlas | str | Path) -> pandas.DataFrame:
    """Compare two versions of the layers: what differs, one line a figure.

    Parameters
    ----------
    old, new : Atlas or path
        A folder in layers/ form is read by itself: nothing of the built-in layers lies under it, and a table of which
        it holds no file is empty. To see what a folder of yours changes in the built-in layers, give
        ``load_atlas()`` and ``load_atlas("my-layers")``.

    Returns
    -------
    DataFrame
        ``table``, ``row_id`` (a key of two columns joined by ``/``), ``column``, ``change`` (``added``, ``removed``,
        ``changed``), ``whole_row`` (whether the row itself came or went), ``old`` and ``new`` (None where there is
        nothing), ``distance_m`` (how far a place moved or an outline shifted, metres; NaN for other columns and where
        one of them is missing), ``old_source_id`` and ``new_source_id``. In the order of the tables, then by id.

    Raises
    ------
    InvalidLayer
        Where a folder has faults.

    Examples
    --------
    >>> import geo_ree
    >>> atlas = geo_ree.load_atlas()
    >>> geo_ree.compare_layers(atlas, atlas).empty
    True
    """
    before, after = _tables(old), _tables(new)
    rows = [row for table in TABLES.values() for row in _changes_of(table, before[table.name], after[table.name])]
    frame = pandas.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return frame.astype({"distance_m": "float64", "whole_row": "bool"})


def describe_change(change: Row) -> str:
    """Return one line of :func:`compare_layers` in words.

    Examples
    --------
    >>> describe_change({"table": "estimates", "row_id": "it", "column": "treo_percent", "change": "changed",
    ...     "old": 1.75, "new": 1.8, "distance_m": float("nan"), "old_source_id": "a", "new_source_id": "b"})
    'estimates it: treo_percent changed from 1.75 (a) to 1.8 (b)'
    """
    old, new = (f"{_in_words(change[side])} ({change[f'{side}_source_id']})" for side in ("old", "new"))
    head = f"{change['table']} {change['row_id']}: {change['column']} {change['change']}"
    if change["change"] != "changed":
        return f"{head}: {new if change['change'] == 'added' else old}"
    moved = "" if is_missing(change["distance_m"]) else f", {change['distance_m']:.0f} m"
    return f"{head} from {old} to {new}{moved}"


def describe_changes(found: pandas.DataFrame) -> list[str]:
    """Return the lines of :func:`compare_layers` in words; a row that came or went is one line, with its numbers."""
    lines: list[str] = []
    rows: list[Any] = found.to_dict("records")
    for (table, row_id, whole), group in itertools.groupby(
        rows, key=lambda row: (row["table"], row["row_id"], row["whole_row"])
    ):
        if not whole:
            lines += [describe_change(row) for row in group]
            continue
        cells = list(group)
        side = "new" if cells[0]["change"] == "added" else "old"
        numbers = [f"{cell['column']} {_in_words(cell[side])}" for cell in cells if isinstance(cell[side], float)]
        source = f" ({cells[-1][f'{side}_source_id']})"
        figures = f": {', '.join(numbers)}" if numbers else ""
        lines.append(f"{table} {row_id}: row {cells[0]['change']}{figures}{source}")
    return lines


def _tables(version: Atlas | str | Path) -> dict[str, dict[str, Row]]:
    """Return table -> row id -> row, with the columns of the contract only."""
    frames = version.tables() if isinstance(version, Atlas) else read_folder(version)
    return {name: _rows(TABLES[name], frames[name]) for name in TABLES}


def _rows(table: Table, frame: pandas.DataFrame) -> dict[str, Row]:
    names = [column.name for column in table.columns] + (["geometry"] if table.geometry else [])
    records: list[Any] = frame.reset_index().to_dict("records")
    return {
        KEY_SEPARATOR.join(str(record[name]) for name in table.key): {name: _plain(record[name]) for name in names}
        for record in records
    }


def _plain(value: Any) -> Any:
    return None if is_missing(value) or value == () else value


def _changes_of(table: Table, before: Mapping[str, Row], after: Mapping[str, Row]) -> Iterator[dict[str, Any]]:
    for row_id in sorted({*before, *after}):
        old, new = before.get(row_id), after.get(row_id)
        names = [name for name in (old or new or {}) if name not in table.key]
        for name in names:
            pair = (old[name] if old else None, new[name] if new else None)
            distance = _distance_m(*pair) if name == "geometry" else None
            if not _differ(*pair, distance):
                continue
            yield {
                "table": table.name,
                "row_id": row_id,
                "column": name,
                "change": "added" if pair[0] is None else "removed" if pair[1] is None else "changed",
                "whole_row": old is None or new is None,
                "old": _shown(pair[0]),
                "new": _shown(pair[1]),
                "distance_m": distance,
                "old_source_id": _source_of(table, row_id, old, name),
                "new_source_id": _source_of(table, row_id, new, name),
            }


def _differ(old: Any, new: Any, distance: float | None) -> bool:
    if isinstance(old, BaseGeometry) and isinstance(new, BaseGeometry):
        return bool(distance) or old.geom_type != new.geom_type
    return bool(old != new)


def _distance_m(old: BaseGeometry | None, new: BaseGeometry | None) -> float | None:
    """Return how far a geometry moved: the Hausdorff distance, metres.

    Both are laid on a plane around the old one's centre that keeps distances from there, so for two points it is the
    geodesic; for outlines of a few kilometres the plane is as good.
    """
    if old is None or new is None:
        return None
    centre = old.centroid
    plane = pyproj.CRS.from_proj4(f"+proj=aeqd +lat_0={centre.y} +lon_0={centre.x} +datum=WGS84 +units=m")
    project = pyproj.Transformer.from_crs("EPSG:4326", plane, always_xy=True)
    to_plane: Callable[..., Any] = project.transform
    first, second = (shapely.transform(geometry, to_plane, interleaved=False) for geometry in (old, new))
    return 0.0 if old.equals_exact(new, 0.0) else float(shapely.hausdorff_distance(first, second))


def _shown(value: Any) -> Any:
    """Return a value that can be printed and compared: a geometry as well-known text, records as JSON."""
    if isinstance(value, BaseGeometry):
        return value.wkt
    if isinstance(value, tuple) and any(isinstance(item, dict) for item in value):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value


def _source_of(table: Table, row_id: str, row: Row | None, column: str) -> str | None:
    if row is None:
        return None
    if table.name == "sources":
        return row_id
    for name in (OWN_SOURCES.get(column), "source_id", "source_ids"):
        value = row.get(name) if name else None
        if value is not None:
            return value if isinstance(value, str) else "; ".join(value)
    return None


def _in_words(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(str(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
