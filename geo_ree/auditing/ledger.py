"""The tables of an atlas as plain rows, grouped once: what every rule of the audit reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo_ree.atlas.atlas import PLACED_TABLES, Atlas
from geo_ree.atlas.dossiers import Row, Setting, plain_rows, short_name, unique
from geo_ree.auditing.rule import Found
from geo_ree.layers.tables.registry import TABLES
from geo_ree.text.countries import country_name
from geo_ree.text.labels import capital

# A row with the table it stands in, so that a finding can name it.
Entry = tuple[str, Row]
# Countries are subjects by their two letters, in lower case.
COUNTRY_CODE = 2


@dataclass(frozen=True, eq=False)
class Ledger:
    """Every row of every table, as plain values.

    Parameters
    ----------
    setting : Setting
        Cites rows.
    rows : mapping of str to tuple of rows
        Table -> its rows in the order of the file, None for what is missing.
    estimates : mapping of str to rows
        Deposit -> its statements.
    names : mapping of str to str
        Deposit, plant or port -> its name.
    """

    setting: Setting
    rows: Mapping[str, tuple[Row, ...]]
    estimates: Mapping[str, tuple[Row, ...]]
    names: Mapping[str, str]

    def name(self, subject_id: str) -> str:
        """Return what a subject is called: a deposit, a plant, a port, a country by its code, or the world."""
        if subject_id in self.names:
            return self.names[subject_id]
        return country_name(subject_id.upper()) if len(subject_id) == COUNTRY_CODE else subject_id

    def cited(self, row: Row) -> str:
        """Return who states a row, and when."""
        return self.setting.cited(row)

    def whole(self, deposit_id: str) -> tuple[Row, ...]:
        """Return the current statements for a whole deposit: no parts, none replaced, none that nobody has read."""
        rows = self.estimates.get(deposit_id, ())
        return tuple(row for row in rows if is_current_total(row))


def is_current_total(row: Row) -> bool:
    """Return whether an estimate is read in a source, for the whole deposit, and replaced by no newer one."""
    return not (row["part_of"] or row["orebody"] or row["superseded_by"] or row["verified"] is False)


@lru_cache(maxsize=4)
def ledger_of(atlas: Atlas) -> Ledger:
    """Return the rows of an atlas, made once for all rules: an atlas never changes."""
    tables = atlas.tables()
    rows = {name: plain_rows(frame.drop(columns="geometry", errors="ignore")) for name, frame in tables.items()}
    names = {key_of(table, row): short_name(str(row["name"])) for table in PLACED_TABLES for row in rows[table]}
    return Ledger(Setting(atlas, ()), rows, grouped(rows["estimates"], "deposit_id"), names)


def grouped(rows: Iterable[Row], *columns: str) -> dict[str, tuple[Row, ...]]:
    """Return rows by the text of one or more columns, in the order of the file.

    >>> grouped([{"a": "x"}, {"a": "y"}, {"a": "x"}], "a")
    {'x': ({'a': 'x'}, {'a': 'x'}), 'y': ({'a': 'y'},)}
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault("|".join(str(row[column] or "") for column in columns), []).append(row)
    return {key: tuple(group) for key, group in groups.items()}


def cited_list(ledger: Ledger, rows: Iterable[Row]) -> str:
    """Return who states some rows, each once; parted by semicolons, because a citation holds commas."""
    return "; ".join(unique(ledger.cited(row) for row in rows))


def entries(table: str, rows: Iterable[Row]) -> list[Entry]:
    """Return rows with the name of their table."""
    return [(table, row) for row in rows]


def key_of(table: str, row: Row) -> str:
    """Return the id of a row, its parts joined by ``/`` where its table has several.

    >>> key_of("element_shares", {"split_id": "a-split", "oxide": "CeO2"})
    'a-split/CeO2'
    """
    return "/".join(str(row[key]) for key in TABLES[table].key)


def found(subject_id: str, message: str, seen: Iterable[Entry]) -> Found:
    """Return a breach seen in these rows, with their keys and sources."""
    pairs = list(seen)
    rows = dict.fromkeys((table, key_of(table, row)) for table, row in pairs)
    sources = unique(source for _, row in pairs for source in sources_of(row))
    return Found(subject_id, capital(message), tuple(rows), sources)


def sources_of(row: Row) -> tuple[str, ...]:
    """Return the sources that a row names for its figures."""
    if row.get("source_id"):
        return (str(row["source_id"]),)
    own = [str(row["capacity_source_id"])] if row.get("capacity_source_id") else []
    return unique([*own, *(row.get("source_ids") or ())])
