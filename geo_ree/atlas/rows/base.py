"""What every record can answer: its id, its date, its sources, its figures, whether it was read in a source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self, TypeVar

import pandas

from geo_ree.atlas.rows.amount import Amount
from geo_ree.layers.tables.registry import TABLES
from geo_ree.text.figures import is_missing

AnyRecord = TypeVar("AnyRecord", bound="Record")


@dataclass(frozen=True)
class Record:
    """One row of one table; what its source did not say is None, a list is a tuple.

    The fields of each kind of record are the columns of its table and the columns that the atlas derives.
    """

    table: ClassVar[str]
    # Where a row holds several dates, the first of these that it has is the one for which it holds.
    date_columns: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Self:
        """Return the record of one row of a frame, its key among the cells."""
        return cls(**{field.name: _cell(row[field.name]) for field in fields(cls)})

    @property
    def key(self) -> str:
        """The id of the row; of several columns joined by ``/``."""
        return "/".join(str(getattr(self, column)) for column in TABLES[self.table].key)

    @property
    def is_verified(self) -> bool:
        """Whether somebody has read it in a source; a table that does not ask holds what was read."""
        return bool(getattr(self, "verified", True))

    @property
    def when(self) -> str | None:
        """The date for which it holds, else that of its publication, ISO 8601; None for an undated row."""
        return next((str(found) for name in self.date_columns if (found := getattr(self, name))), None)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that the row names for its figures, the most important first."""
        return (str(self.source_id),) if hasattr(self, "source_id") else ()

    @property
    def about(self) -> str:
        """What it is about: a deposit, a plant, a port, a country's code in lower case, or ``world``."""
        return str(getattr(self, "subject_id", None) or getattr(self, "deposit_id", None) or "world")

    def number(self, column: str) -> float | None:
        """Return one figure of the row; None where the source does not give it."""
        found = getattr(self, column)
        return None if found is None else float(found)

    def definite(self, column: str = "value") -> float | None:
        """Return one figure of the row; None where the source does not give it, or says only what is not passed."""
        found = self.amount(column)
        return None if found is None or found.is_bound else found.value

    def amount(self, column: str = "value") -> Amount | None:
        """Return one figure of the row with its upper end, qualifier and unit; None where the source gives none."""
        found = self.number(column)
        if found is None:
            return None
        upper = getattr(self, f"{column}_max", None)
        return Amount(found, upper, self.qualifier_of(column), self.unit_of(column))

    def stated(self, column: str = "value") -> Amount:
        """Return one figure of the row that is known to be there.

        Raises
        ------
        ValueError
            Where the source gives none.
        """
        found = self.amount(column)
        if found is None:
            raise ValueError(f"{self.table} {self.key} gives no {column}")
        return found

    def qualifier_of(self, column: str) -> str | None:
        """Return how exactly the source says one figure of the row."""
        qualifier: str | None = getattr(self, "qualifier", None)
        return qualifier

    def unit_of(self, column: str) -> str:
        """Return the unit of one figure of the row; empty where the column says it."""
        return str(getattr(self, "unit", None) or "")


def read_records(kind: type[AnyRecord], frame: pandas.DataFrame) -> tuple[AnyRecord, ...]:
    """Return the rows of a frame, its index included, as records in the order of the file."""
    return tuple(kind.read(row) for row in frame.reset_index().to_dict("records"))  # type: ignore[arg-type]


def grouped(rows: Iterable[AnyRecord], *columns: str) -> dict[str, tuple[AnyRecord, ...]]:
    """Return records by the text of one or more columns, in the order of the file."""
    return grouped_by(rows, lambda row: "|".join(str(getattr(row, column) or "") for column in columns))


def grouped_by(rows: Iterable[AnyRecord], key: Callable[[AnyRecord], str]) -> dict[str, tuple[AnyRecord, ...]]:
    """Return records by a key of each, in the order of the file."""
    groups: dict[str, list[AnyRecord]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: tuple(group) for name, group in groups.items()}


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Return each item once, in the order of first use.

    >>> unique(["b", "a", "b"])
    ('b', 'a')
    """
    return tuple(dict.fromkeys(items))


def _cell(value: Any) -> Any:
    """Return a cell with None for what is missing and Python's own kinds for NumPy's."""
    if is_missing(value) or value is pandas.NA:
        return None
    return value.item() if type(value).__module__ == "numpy" else value
