"""A folder in ``layers/`` form -> checked tables.

The built-in folder is read first; a user's folders are laid over it in order, row by row: a row with a known key
replaces the built-in one (and the log says so), any other is added. Every fault of a folder is gathered before anything
is raised.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import geopandas
import pandas

from geo_ree.errors import Fault, InvalidLayer, near_matches
from geo_ree.layers.cross_checks import cross_faults, replacement_faults
from geo_ree.layers.fields import Column
from geo_ree.layers.lazy_frames import LazyFrames
from geo_ree.layers.reading.fault_log import FaultLog
from geo_ree.layers.reading.typed_rows import Records, read_table
from geo_ree.layers.tables.registry import TABLES, Table

CRS = "EPSG:4326"
DATA_SUFFIXES = (".csv", ".geojson")
# What the networks are built from lies beside their tables, and has no effect on anything that is read.
BUILT_FILES = ("networks/patches.csv", "networks/patch_shapes.csv")
FAULT_COLUMNS = ("file", "row", "column", "what", "allowed")

log = logging.getLogger(__name__)


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
    faults += cross_faults(records)
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
    faults += cross_faults(records)
    rows = [(f.file, f.row, f.column, f.what, f.allowed) for f in InvalidLayer(faults).faults]
    return pandas.DataFrame(rows, columns=list(FAULT_COLUMNS), dtype=object).astype({"row": "Int64"})


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
    return read_table(TABLES[name], path)


def _read_folder(folder: Path) -> tuple[dict[str, Records], list[Fault]]:
    records: dict[str, Records] = {}
    faults: list[Fault] = []
    for table in TABLES.values():
        path = folder / table.file
        records[table.name], found = read_table(table, path) if path.is_file() else ({}, [])
        faults += found
    return records, faults


def _lay_over(records: dict[str, Records], folder: Path) -> list[Fault]:
    """Add the rows of a user's folder to ``records``; the faults of its files."""
    try:
        if not folder.is_dir():
            return [Fault(str(folder), None, "", "is not a folder", "a folder with files such as estimates.csv")]
        faults = _stray_files(folder)
    except OSError as error:
        return [Fault(str(folder), None, "", f"cannot be read: {error.strerror}", "a folder that you may read")]
    if not any((folder / table.file).is_file() for table in TABLES.values()) and not faults:
        names = ", ".join(table.file for table in TABLES.values())
        return [Fault(str(folder), None, "", "holds no file of the layers form", names)]
    theirs, found = _read_folder(folder)
    faults += found
    for name, rows in theirs.items():
        faults += replacement_faults(name, records[name], rows)
        replaced = [" ".join(key) for key in rows if key in records[name]]
        if replaced:
            log.info("%s replaces %d row(s) of %s: %s", folder, len(replaced), name, ", ".join(replaced))
        records[name].update(rows)
    return faults


def _stray_files(folder: Path) -> list[Fault]:
    """Refuse data files whose name is not one of ours: a misspelt name would lose its rows in silence."""
    log = FaultLog()
    log.add(_stray_faults(folder), under=str(folder))
    return list(log.faults)


def _stray_faults(folder: Path) -> Iterator[Fault]:
    known = [table.file for table in TABLES.values()]
    inner = sorted({Path(file).parent for file in (*known, *BUILT_FILES)})
    for path in (path for part in inner if (folder / part).is_dir() for path in sorted((folder / part).iterdir())):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() in DATA_SUFFIXES and (name not in (*known, *BUILT_FILES) or not path.is_file()):
            near = near_matches(name, known)
            hint = f"did you mean {near[0]}?" if near and near[0] != name else ", ".join(known)
            yield Fault(str(path), None, "", "is not a file of the layers form", hint)


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
