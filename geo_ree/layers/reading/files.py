"""Read users' files safely: limits before parsing, raw rows out, every structural fault named.

Bytes become text, text becomes rows; each step refuses what it alone can see. Nothing here knows what a table means.
Rows come one by one, so that a file is never held twice. A row keeps the number by which a person finds it: the line of
a CSV (the header is line 1), the position of a feature in a GeoJSON (the first is 1).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo_ree.errors import Fault
from geo_ree.layers.reading.features import Unreadable, check_feature, read_features

# Far beyond any table that people edit: the longest of the built-in ones has a few hundred rows.
LARGEST_FILE_BYTES = 16 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in a file: its number, its cells, and its GeoJSON geometry where there is one."""

    number: int
    cells: dict[str, Any]
    geometry: Any = None
    feature_id: Any = None


@dataclass(frozen=True)
class RawTable:
    """What a file holds: its column names in order, its rows and faults as they come, and the faults of the file."""

    columns: tuple[str, ...] = ()
    entries: Iterator[RawRow | Fault] = field(default_factory=lambda: iter(()))
    faults: tuple[Fault, ...] = ()


def read_raw_table(path: Path) -> RawTable:
    """Return the rows of a ``.csv`` or ``.geojson`` file as they stand.

    Faults of the file itself (encoding, size, broken JSON) come back in ``faults``, those of a row (ragged, no feature)
    in its place among ``entries``; nothing is raised.
    """
    name = str(path)
    try:
        text = _text_of(path)
        return (_read_features if path.suffix == ".geojson" else _read_csv)(name, text)
    except Unreadable as error:
        return RawTable(faults=(Fault(name, None, error.column, error.what, error.allowed),))


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)  # what grows meanwhile is not followed
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_FILE_BYTES:
        raise Unreadable(f"is larger than {LARGEST_FILE_BYTES // 2**20} MiB", "a smaller file, or several folders")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8: byte {error.start} cannot be read", "UTF-8 text") from error


# --- CSV ----------------------------------------------------------------------------------------------------------


def _read_csv(name: str, text: str) -> RawTable:
    separator = _other_separator(text.split("\n", 1)[0])
    if separator:
        # One fault of the file, not one of every column: spreadsheets in much of Europe save so.
        raise Unreadable(f"has {separator} between its cells", "commas, and a point for decimals")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next((record for record in reader if record), [])
    except csv.Error as error:
        raise Unreadable(f"cannot be read as CSV: {error}") from error
    if not header:
        raise Unreadable("is empty", "a header line with the column names")
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"has {len(header):,} columns", f"at most {MOST_COLUMNS}")
    columns = tuple(cell.strip() for cell in header)
    return RawTable(columns, _csv_entries(name, reader, columns))


def _other_separator(header: str) -> str | None:
    """Return what parts the cells of a header that has no comma, in words; None where it has one cell or commas."""
    words = {";": "semicolons", "\t": "tabs"}
    return None if "," in header else next((word for mark, word in words.items() if mark in header), None)


def _csv_entries(name: str, reader: Any, columns: tuple[str, ...]) -> Iterator[RawRow | Fault]:
    count, line = 0, reader.line_num + 1
    try:
        for record in reader:
            number, line = line, reader.line_num + 1
            count += 1
            if count > MOST_ROWS:
                yield _too_many_rows(name)
                return
            if len(record) == len(columns):
                yield RawRow(number, dict(zip(columns, record, strict=True)))
            elif record:
                what = f"has {len(record):,} cells where the header has {len(columns)}"
                yield Fault(name, number, "", what, "quote a cell that holds a comma")
    except csv.Error as error:
        yield Fault(name, reader.line_num, "", f"cannot be read as CSV: {error}", "a quoted cell ends with a quote")


def _too_many_rows(name: str) -> Fault:
    return Fault(name, None, "", f"has more than {MOST_ROWS:,} rows; the rest was not read", f"at most {MOST_ROWS:,}")


# --- GeoJSON ------------------------------------------------------------------------------------------------------


def _read_features(name: str, text: str) -> RawTable:
    features = read_features(text)
    if len(features) > MOST_ROWS:
        return RawTable(faults=(_too_many_rows(name),))
    columns = _columns_of(features)
    if len(columns) > MOST_COLUMNS:
        raise Unreadable(f"has more than {MOST_COLUMNS} different properties", f"at most {MOST_COLUMNS}")
    return RawTable(columns, _feature_entries(name, features))


def _columns_of(features: list[Any]) -> tuple[str, ...]:
    """Return the names of all properties, in the order of first use; some more than are allowed at most."""
    columns: dict[str, None] = {}
    for feature in features:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        columns |= dict.fromkeys(properties if isinstance(properties, dict) else ())
        if len(columns) > MOST_COLUMNS:
            break
    return tuple(columns)


def _feature_entries(name: str, features: list[Any]) -> Iterator[RawRow | Fault]:
    for number, feature in enumerate(features, start=1):
        try:
            check_feature(feature)
        except Unreadable as error:
            yield Fault(name, number, error.column, error.what, error.allowed)
        else:
            yield RawRow(number, feature["properties"], feature.get("geometry"), feature.get("id"))
