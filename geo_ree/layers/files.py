"""Read users' files safely: limits before parsing, raw rows out, every structural fault named.

Nothing here knows what a table means; ``layers.py`` does. A row keeps the number by which a person finds it: the line
of a CSV (the header is line 1), the position of a feature in a GeoJSON (the first is 1).
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_ree.errors import Fault

LARGEST_FILE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in a file: its number, its cells, and its GeoJSON geometry where there is one."""

    number: int
    cells: dict[str, Any]
    geometry: Any = None
    feature_id: Any = None


@dataclass(frozen=True)
class RawTable:
    """What a file holds: its column names in order, its rows, and the faults that made rows unreadable."""

    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    faults: tuple[Fault, ...] = ()


def read_raw_table(path: Path) -> RawTable:
    """Return the rows of a ``.csv`` or ``.geojson`` file as they stand.

    Faults of the file itself (encoding, size, broken JSON, ragged rows) come back in ``faults``; nothing is raised.
    """
    name = str(path)
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_FILE_BYTES else b""
    except OSError as error:
        return RawTable((), (), (Fault(name, None, "", f"cannot be read: {error.strerror}"),))
    if size > LARGEST_FILE_BYTES:
        return RawTable((), (), (Fault(name, None, "", f"is larger than {LARGEST_FILE_BYTES // 2**20} MiB"),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return RawTable(
            (), (), (Fault(name, None, "", f"is not UTF-8: byte {error.start} cannot be read", "UTF-8 text"),)
        )
    return _read_features(name, text) if path.suffix == ".geojson" else _read_csv(name, text)


def _read_csv(name: str, text: str) -> RawTable:
    separator = _other_separator(text.split("\n", 1)[0])
    if separator:
        # One fault of the file, not one of every column: spreadsheets in much of Europe save so.
        fault = Fault(name, None, "", f"has {separator} between its cells", "commas, and a point for decimals")
        return RawTable((), (), (fault,))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    rows: list[RawRow] = []
    faults: list[Fault] = []
    line = 1
    try:
        for record in reader:
            number, line = line, reader.line_num + 1
            if not header:
                header = [cell.strip() for cell in record]
            elif not record:
                continue
            elif len(record) != len(header):
                what = f"has {len(record)} cells where the header has {len(header)}"
                faults.append(Fault(name, number, "", what, "quote a cell that holds a comma"))
            else:
                rows.append(RawRow(number, dict(zip(header, record, strict=True))))
    except csv.Error as error:
        faults.append(Fault(name, reader.line_num, "", f"cannot be read as CSV: {error}"))
    if not header:
        faults.append(Fault(name, None, "", "is empty", "a header line with the column names"))
    return RawTable(tuple(header), tuple(rows), tuple(faults))


def _other_separator(header: str) -> str | None:
    """Return what parts the cells of a header that has no comma, in words; None where it has one cell or commas."""
    words = {";": "semicolons", "\t": "tabs"}
    return None if "," in header else next((word for mark, word in words.items() if mark in header), None)


def _read_features(name: str, text: str) -> RawTable:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        return RawTable((), (), (Fault(name, None, "", f"is not JSON: {error}"),))
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        return RawTable((), (), (Fault(name, None, "", "is not a GeoJSON FeatureCollection"),))
    rows: list[RawRow] = []
    faults: list[Fault] = []
    if content.get("crs") is not None and not _is_wgs84(content["crs"]):
        faults.append(Fault(name, None, "crs", "names another system than WGS 84", "longitude and latitude, no crs"))
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            faults.append(Fault(name, number, "", "is not a Feature with properties"))
        else:
            rows.append(RawRow(number, properties, feature.get("geometry"), feature.get("id")))
    columns = tuple(dict.fromkeys(key for row in rows for key in row.cells))
    return RawTable(columns, tuple(rows), tuple(faults))


def _is_wgs84(crs: object) -> bool:
    """Return whether the old ``crs`` member names longitude and latitude on WGS 84, as GDAL still writes it."""
    return "CRS84" in json.dumps(crs) or "EPSG::4326" in json.dumps(crs)
