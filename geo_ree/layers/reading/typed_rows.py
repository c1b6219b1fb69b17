"""How the rows of a file become typed rows: each cell by its column, then the row by its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_ree.errors import Fault, near_matches
from geo_ree.layers.fields import LONGEST_ID, BadCell, is_empty, shown
from geo_ree.layers.reading.fault_log import FaultLog
from geo_ree.layers.reading.features import shown_name
from geo_ree.layers.reading.files import RawRow, read_raw_table
from geo_ree.layers.reading.geometries import read_geometry
from geo_ree.layers.table import Table

Key = tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """One typed row, and where it stands."""

    file: str
    row: int
    values: Mapping[str, Any]


Records = dict[Key, Record]


def read_table(table: Table, path: Path) -> tuple[Records, list[Fault]]:
    """Return the typed rows of a file by their keys, and what is wrong with the others."""
    raw, log = read_raw_table(path), FaultLog()
    log.add(raw.faults)
    log.add(_header_faults(table, raw.columns, str(path)))
    records: Records = {}
    for entry in raw.entries:
        if isinstance(entry, Fault):
            log.add([entry])
        else:
            log.add(_add_row(table, entry, str(path), records))
    return records, list(log.faults)


def _header_faults(table: Table, columns: Iterable[str], file: str) -> Iterator[Fault]:
    known = [column.name for column in table.columns]
    given = list(columns)
    for name in dict.fromkeys(given):
        if name not in known:
            near = near_matches(name[:LONGEST_ID], known)
            hint = f"did you mean {near[0]}?" if near else ", ".join(known)
            yield Fault(file, None, shown_name(name), "is not a column of this table", hint)
        elif given.count(name) > 1:
            yield Fault(file, None, name, "stands twice in the header", "each column once")
    if given:
        for column in table.columns:
            if column.required and column.name not in given:
                yield Fault(file, None, column.name, "is missing from the header", column.allowed)


def _add_row(table: Table, row: RawRow, file: str, records: Records) -> list[Fault]:
    """Add a row to the records where nothing is wrong with it; what is."""
    values, faults = _read_row(table, row, file)
    if any(values.get(name) is None for name in table.key):
        return faults  # without its id a row is nobody's part and nobody's double; the fault stands among them
    key = tuple(str(values[name]) for name in table.key)
    if key in records:
        what = f"{' '.join(key)} stands already in row {records[key].row}"
        faults.append(Fault(file, row.number, table.key[0], what, "each id once"))
    if not faults:
        records[key] = Record(file, row.number, values)
    return faults


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
        faults += _read_shape(table, row, file, values)
    # A rule would take a cell that cannot be read for an empty one; one that is empty it may judge.
    if all(fault.column in row.cells and is_empty(row.cells[fault.column]) for fault in faults):
        found = (rule(values) for rule in table.rules)
        faults += [Fault(file, row.number, *fault) for fault in found if fault]
    return values, faults


def _read_shape(table: Table, row: RawRow, file: str, values: dict[str, Any]) -> Iterator[Fault]:
    """Add the geometry of a feature to its values; what is wrong with it, or with the feature's own id."""
    try:
        values["geometry"] = read_geometry(row.geometry, table.geometry)
    except BadCell as bad:
        yield Fault(file, row.number, "geometry", bad.what, bad.allowed)
    key = values.get(table.key[0])
    is_same = isinstance(row.feature_id, str | int) and str(row.feature_id) == str(key)
    if row.feature_id is not None and not is_same:
        what = f"is {shown(row.feature_id)} while {table.key[0]} is {key!r}"
        yield Fault(file, row.number, "id", what, "the same, or no id")
