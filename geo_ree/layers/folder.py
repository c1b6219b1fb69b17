"""A folder in ``layers/`` form -> checked tables.

The built-in folder is read first; a user's folders are laid over it in order, row by row: a row with a known key
replaces the built-in one (and the log says so), any other is added. Every fault of a folder is gathered before anything
is raised.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import geopandas
import pandas
import shapely
from shapely.geometry.base import BaseGeometry

from geo_ree.errors import Fault, InvalidLayer, near_matches
from geo_ree.layers.codelists import NO_SOURCE
from geo_ree.layers.fields import BadCell, Column, is_empty
from geo_ree.layers.files import RawRow, read_raw_table
from geo_ree.layers.lazy_frames import LazyFrames
from geo_ree.layers.tables.registry import TABLES, Table

CRS = "EPSG:4326"
DATA_SUFFIXES = (".csv", ".geojson")
FAULT_COLUMNS = ("file", "row", "column", "what", "allowed")

log = logging.getLogger(__name__)

Key = tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One typed row, and where it stands."""

    file: str
    row: int
    values: Mapping[str, Any]


Records = dict[Key, Record]


def layers_folder() -> Path:
    """Return the folder of the built-in layers: the package's own copy, or the checkout's ``layers/``."""
    package = Path(__file__).parent.parent
    packaged = package / "_layers"
    folder = packaged if packaged.is_dir() else package.parent / "layers"
    if not folder.is_dir():
        raise InvalidLayer(
            [Fault(str(folder), None, "", "the built-in layers are missing: the installation is broken")]
        )
    return folder


def load_tables(*folders: str | Path) -> Mapping[str, pandas.DataFrame]:
    """Return every table of the built-in layers, with the users' folders laid over them.

    Parameters
    ----------
    *folders : str or Path
        Users' folders in layers/ form; later ones win.

    Returns
    -------
    mapping of str to DataFrame
        One frame for each table of the contract, indexed by its key; those with a geometry are
        GeoDataFrames in EPSG:4326. A table for which no folder holds a file is empty. The built-in tables alone are
        read one by one, when they are first used.

    Raises
    ------
    InvalidLayer
        With all faults of the users' folders at once.
    """
    if not folders:
        return LazyFrames({name: partial(_built_in_frame, table) for name, table in TABLES.items()})
    records, faults = _built_in()
    # The built-in layers are proved in continuous integration; only what a user brings is checked across tables.
    for folder in folders:
        faults += _lay_over(records, Path(folder))
    faults += list(_cross_faults(records))
    if faults:
        raise InvalidLayer(faults)
    return {name: _frame(TABLES[name], rows) for name, rows in records.items()}


def read_folder(folder: str | Path) -> dict[str, pandas.DataFrame]:
    """Return the tables of one folder in layers/ form by itself, with nothing of the built-in layers under it.

    What must hold within a row is checked; that the ids which it names exist is not, because a part of a folder is a
    folder too. A table of which it holds no file is empty.

    Raises
    ------
    InvalidLayer
        With all faults at once.
    """
    records: dict[str, Records] = {table.name: {} for table in TABLES.values()}
    faults = _lay_over(records, Path(folder))
    if faults:
        raise InvalidLayer(faults)
    return {name: _frame(TABLES[name], rows) for name, rows in records.items()}


def check_layers(*folders: str | Path) -> pandas.DataFrame:
    """Return every fault of the built-in layers with the users' folders laid over them.

    Parameters
    ----------
    *folders : str or Path
        Users' folders in layers/ form; none checks the built-in layers alone.

    Returns
    -------
    DataFrame
        One row a fault: ``file``, ``row`` (line of a CSV, position of a GeoJSON feature), ``column``, ``what``,
        ``allowed``. Empty when all is well.

    Examples
    --------
    >>> import geo_ree
    >>> geo_ree.check_layers().empty
    True
    """
    records, faults = _built_in()
    for folder in folders:
        faults += _lay_over(records, Path(folder))
    faults += list(_cross_faults(records))
    rows = [(f.file, f.row, f.column, f.what, f.allowed) for f in InvalidLayer(faults).faults]
    return pandas.DataFrame(rows, columns=list(FAULT_COLUMNS)).astype({"row": "Int64"})


def _built_in_frame(table: Table) -> pandas.DataFrame:
    """Return one table of the built-in layers."""
    path = layers_folder() / table.file
    records, faults = _table_unchanged_since(table.name, path, _stamp(path)) if path.is_file() else ({}, [])
    if faults:
        raise InvalidLayer(faults)
    return _frame(table, records)


def _built_in() -> tuple[dict[str, Records], list[Fault]]:
    """Return the rows of the built-in layers, and their faults, in containers that the caller may fill."""
    folder = layers_folder()
    records: dict[str, Records] = {}
    faults: list[Fault] = []
    for name, table in TABLES.items():
        path = folder / table.file
        rows, found = _table_unchanged_since(name, path, _stamp(path)) if path.is_file() else ({}, [])
        records[name] = dict(rows)
        faults += found
    return records, faults


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


# A script loads the built-in rows again for each folder that it lays over them, and whoever edits them must see it.
@lru_cache(maxsize=len(TABLES))
def _table_unchanged_since(name: str, path: Path, stamp: tuple[int, int]) -> tuple[Records, list[Fault]]:
    """Return the rows of a file as it was at some time, and its faults; shared, so not to be changed."""
    return _read_table(TABLES[name], path)


def _read_folder(folder: Path) -> tuple[dict[str, Records], list[Fault]]:
    records: dict[str, Records] = {}
    faults: list[Fault] = []
    for table in TABLES.values():
        path = folder / table.file
        records[table.name], found = _read_table(table, path) if path.is_file() else ({}, [])
        faults += found
    return records, faults


def _lay_over(records: dict[str, Records], folder: Path) -> list[Fault]:
    """Add the rows of a user's folder to ``records``; the faults of its files."""
    if not folder.is_dir():
        return [Fault(str(folder), None, "", "is not a folder", "a folder with files such as estimates.csv")]
    faults = _stray_files(folder)
    if not any((folder / table.file).is_file() for table in TABLES.values()) and not faults:
        names = ", ".join(table.file for table in TABLES.values())
        return [Fault(str(folder), None, "", "holds no file of the layers form", names)]
    theirs, found = _read_folder(folder)
    faults += found
    for name, rows in theirs.items():
        replaced = [" ".join(key) for key in rows if key in records[name]]
        if replaced:
            log.info("%s replaces %d row(s) of %s: %s", folder, len(replaced), name, ", ".join(replaced))
        records[name].update(rows)
    return faults


def _stray_files(folder: Path) -> list[Fault]:
    """Refuse data files whose name is not one of ours: a misspelt name would lose its rows in silence."""
    known = [table.file for table in TABLES.values()]
    faults = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in DATA_SUFFIXES and (path.name not in known or not path.is_file()):
            near = near_matches(path.name, known)
            hint = f"did you mean {near[0]}?" if near and near[0] != path.name else ", ".join(known)
            faults.append(Fault(str(path), None, "", "is not a file of the layers form", hint))
    return faults


def _read_table(table: Table, path: Path) -> tuple[Records, list[Fault]]:
    raw = read_raw_table(path)
    faults = list(raw.faults) + list(_header_faults(table, raw.columns, str(path)))
    records: Records = {}
    for row in raw.rows:
        values, found = _read_row(table, row, str(path))
        key = tuple(str(values.get(name)) for name in table.key)
        if any(values.get(name) is None for name in table.key):
            faults += found  # without its id a row is nobody's part and nobody's double; the fault stands above
            continue
        if key in records:
            first = records[key].row
            found.append(Fault(str(path), row.number, table.key[0], f"{' '.join(key)} stands already in row {first}"))
        if not found:
            records[key] = Record(str(path), row.number, values)
        faults += found
    return records, faults


def _header_faults(table: Table, columns: Iterable[str], file: str) -> Iterator[Fault]:
    known = [column.name for column in table.columns]
    given = list(columns)
    for name in dict.fromkeys(given):
        if name not in known:
            near = near_matches(name, known)
            hint = f"did you mean {near[0]}?" if near else ", ".join(known)
            yield Fault(file, None, name, "is not a column of this table", hint)
        elif given.count(name) > 1:
            yield Fault(file, None, name, "stands twice in the header", "each column once")
    if given:
        for column in table.columns:
            if column.required and column.name not in given:
                yield Fault(file, None, column.name, "is missing from the header")


def _read_row(table: Table, row: RawRow, file: str) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for column in table.columns:
        try:
            values[column.name] = column.read(row.cells.get(column.name))
        except BadCell as bad:
            values[column.name] = None
            # A column that is missing altogether is one fault of the header, not one of every row.
            if column.name in row.cells or table.geometry:
                faults.append(Fault(file, row.number, column.name, bad.what, bad.allowed))
    if table.geometry:
        try:
            values["geometry"] = _read_geometry(table, row.geometry)
        except BadCell as bad:
            faults.append(Fault(file, row.number, "geometry", bad.what, bad.allowed))
    if table.geometry and row.feature_id is not None and str(row.feature_id) != str(values.get(table.key[0])):
        what = f"is {row.feature_id!r} while {table.key[0]} is {values.get(table.key[0])!r}"
        faults.append(Fault(file, row.number, "id", what, "the same, or no id"))
    # A rule would take a cell that cannot be read for an empty one; one that is empty it may judge.
    if all(fault.column in row.cells and is_empty(row.cells[fault.column]) for fault in faults):
        found = (rule(values) for rule in table.rules)
        faults += [Fault(file, row.number, *fault) for fault in found if fault]
    return values, faults


def _read_geometry(table: Table, raw: Any) -> BaseGeometry:
    allowed = " or ".join(table.geometry)
    if not isinstance(raw, dict) or raw.get("type") not in table.geometry:
        raise BadCell(f"is {raw.get('type') if isinstance(raw, dict) else raw!r}", allowed)
    try:
        geometry: BaseGeometry = shapely.geometry.shape(raw)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
        raise BadCell("has coordinates that cannot be read", allowed) from None
    if geometry.is_empty or not geometry.is_valid:
        raise BadCell("is empty or not valid", allowed)
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BadCell("lies outside longitude ±180, latitude ±90", "longitude first, then latitude, in degrees")
    return geometry


# --- what must hold across tables ---------------------------------------------------------------------------------


def _cross_faults(records: Mapping[str, Records]) -> Iterator[Fault]:
    ids = {name: {key[0] for key in rows} for name, rows in records.items()}
    for name, rows in records.items():
        columns = [column for column in TABLES[name].columns if column.refers_to]
        for record in rows.values():
            for column in columns:
                yield from _reference_faults(record, column, ids)
            yield from _orebody_faults(record, ids)
            yield from _no_source_faults(record)
            yield from _family_faults(record, rows)
    yield from _shared_id_faults(records)


def _reference_faults(record: Record, column: Column, ids: Mapping[str, set[str]]) -> Iterator[Fault]:
    value = record.values[column.name]
    for named in (value,) if isinstance(value, str) else value or ():
        if any(named in ids[table] for table in column.refers_to) or (column.kind == "subject" and _is_at_large(named)):
            continue
        known = [item for table in column.refers_to for item in ids[table]]
        near = near_matches(named, known)
        where = " or ".join(column.refers_to)
        hint = f"did you mean {', '.join(near[:3])}?" if near else f"an id of {where}"
        yield Fault(record.file, record.row, column.name, f"{named!r} is not in {where}", hint)


def _is_at_large(subject: str) -> bool:
    """Return whether a subject is the world or a country, which no table lists."""
    return subject == "world" or (len(subject) == 2 and subject.isalpha())


def _orebody_faults(record: Record, ids: Mapping[str, set[str]]) -> Iterator[Fault]:
    for orebody in record.values.get("orebodies") or ():
        if str(orebody["source_id"]) not in ids["sources"]:
            yield Fault(record.file, record.row, "orebodies", f"{orebody['source_id']!r} is not in sources")


def _family_faults(record: Record, rows: Records) -> Iterator[Fault]:
    """Refuse an estimate that is part of, or replaced by, itself, at a detour too, or another deposit's statement."""
    for column in ("part_of", "superseded_by"):
        named = record.values.get(column)
        other = rows.get((str(named),))
        if other is None:
            continue
        deposits = {other.values["deposit_id"], record.values["deposit_id"]} - {None}
        if other is record:
            yield Fault(record.file, record.row, column, "names the row itself", "another estimate of the deposit")
        elif len(deposits) > 1:
            yield Fault(record.file, record.row, column, f"{named!r} is about another deposit", "one of this deposit")
        elif _leads_back(record, rows, column):
            yield Fault(record.file, record.row, column, f"{named!r} leads back to the row itself", "no circle")


def _leads_back(record: Record, rows: Records, column: str) -> bool:
    """Return whether following ``column`` from row to row comes back to ``record``."""
    seen: list[Record] = []
    following = rows.get((str(record.values[column]),))
    while following is not None and following not in seen:
        if following is record:
            return True
        seen.append(following)
        following = rows.get((str(following.values[column]),))
    return False


def _no_source_faults(record: Record) -> Iterator[Fault]:
    """Refuse a plant that says it is verified while its place has no source."""
    if record.values.get("location_source_id") == NO_SOURCE and record.values.get("verified") is True:
        yield Fault(
            record.file, record.row, "location_source_id", f"is {NO_SOURCE} in a row that does not say verified = no"
        )


def _shared_id_faults(records: Mapping[str, Records]) -> Iterator[Fault]:
    """Refuse an id that two tables give to different things: people ask for things by id alone."""
    first: dict[str, str] = {}
    for name, rows in records.items():
        if len(TABLES[name].key) > 1:
            continue
        for (key,), record in rows.items():
            if key in first:
                yield Fault(
                    record.file, record.row, TABLES[name].key[0], f"{key!r} is also an id of {first[key]}", "a new id"
                )
            first.setdefault(key, name)


# --- frames -------------------------------------------------------------------------------------------------------


def _frame(table: Table, records: Records) -> pandas.DataFrame:
    rows = [record.values for record in records.values()]
    data = {column.name: _series(column, [row[column.name] for row in rows]) for column in table.columns}
    frame = pandas.DataFrame(data)
    if table.geometry:
        frame = geopandas.GeoDataFrame(frame, geometry=[row["geometry"] for row in rows], crs=CRS)
    return frame.set_index(list(table.key))


def _series(column: Column, values: list[Any]) -> pandas.Series[Any]:
    return pandas.Series(values, dtype="float64" if column.kind == "number" else object)
