"""What must hold across rows and tables: ids that exist, families without a circle, one id for one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geo_ree.errors import Fault, near_matches
from geo_ree.layers.codelists import NO_SOURCE
from geo_ree.layers.fields import Column
from geo_ree.layers.reading.fault_log import FaultLog
from geo_ree.layers.reading.typed_rows import Key, Record, Records
from geo_ree.layers.tables.registry import TABLES

FAMILY = ("part_of", "superseded_by")
# What routes are computed from is found by the id of its row: another figure under that id would be taken for it.
SAME_UNDER_ONE_ID = {"freight": ("mode", "attribute", "scope")}
# Each hint is sought among all ids, which takes long where a file names thousands that do not exist.
MOST_HINTS = 20


def cross_faults(records: Mapping[str, Records]) -> list[Fault]:
    """Return what does not hold across the tables of an atlas."""
    log, references = FaultLog(), _References.of(records)
    for name, rows in records.items():
        columns = [column for column in TABLES[name].columns if column.refers_to]
        for record in rows.values():
            for column in columns:
                log.add(references.faults(record, column))
            log.add(_orebody_faults(record, references.ids))
            log.add(_no_source_faults(record))
    for relation in FAMILY:
        log.add(_family_faults(records["estimates"], relation))
    log.add(_shared_id_faults(records))
    return list(log.faults)


def replacement_faults(name: str, known: Records, theirs: Records) -> Iterator[Fault]:
    """Yield the rows of a folder that replace a row of another meaning."""
    for column in SAME_UNDER_ONE_ID.get(name, ()):
        for key, record in theirs.items():
            before = known[key].values[column] if key in known else record.values[column]
            if record.values[column] != before:
                what = f"is {record.values[column] or 'empty'} in the row that replaces {' '.join(key)}"
                yield Fault(record.file, record.row, column, what, f"{before or 'empty'}, or a new id")


@dataclass
class _References:
    """The ids of every table, and how many more hints are given for ids that none holds."""

    ids: Mapping[str, frozenset[str]]
    hints_left: int = MOST_HINTS

    @classmethod
    def of(cls, records: Mapping[str, Records]) -> _References:
        return cls({name: frozenset(key[0] for key in rows) for name, rows in records.items()})

    def faults(self, record: Record, column: Column) -> Iterator[Fault]:
        """Yield the ids of a cell that no table holds."""
        value = record.values[column.name]
        for named in (value,) if isinstance(value, str) else value or ():
            if not (self._is_known(named, column) or (column.kind == "subject" and _is_at_large(named))):
                where = " or ".join(column.refers_to)
                yield Fault(
                    record.file, record.row, column.name, f"{named!r} is not in {where}", self._hint(named, column)
                )

    def _is_known(self, named: str, column: Column) -> bool:
        return any(named in self.ids[table] for table in column.refers_to)

    def _hint(self, named: str, column: Column) -> str:
        self.hints_left -= 1
        known = (item for table in column.refers_to for item in sorted(self.ids[table]))
        near = near_matches(named, known) if self.hints_left >= 0 else []
        return f"did you mean {', '.join(near[:3])}?" if near else f"an id of {' or '.join(column.refers_to)}"


def _is_at_large(subject: str) -> bool:
    """Return whether a subject is the world or a country, which no table lists."""
    return subject == "world" or (len(subject) == 2 and subject.isalpha())


def _orebody_faults(record: Record, ids: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    for orebody in record.values.get("orebodies") or ():
        if str(orebody["source_id"]) not in ids["sources"]:
            what = f"{orebody['source_id']!r} is not in sources"
            yield Fault(record.file, record.row, "orebodies", what, "an id of sources")


def _family_faults(rows: Records, column: str) -> Iterator[Fault]:
    """Refuse an estimate that is part of, or replaced by, itself, at a detour too, or another deposit's statement."""
    circling = keys_on_circles(rows, column)
    for key, record in rows.items():
        named = record.values.get(column)
        other = rows.get((str(named),))
        if other is None:
            continue
        deposits = {other.values["deposit_id"], record.values["deposit_id"]} - {None}
        if other is record:
            yield Fault(record.file, record.row, column, "names the row itself", "another estimate of the deposit")
        elif len(deposits) > 1:
            yield Fault(record.file, record.row, column, f"{named!r} is about another deposit", "one of this deposit")
        elif key in circling:
            yield Fault(record.file, record.row, column, f"{named!r} leads back to the row itself", "no circle")


def keys_on_circles(rows: Records, column: str) -> set[Key]:
    """Return the keys of the rows from which following ``column`` comes back to them; each row is passed once."""
    passed: set[Key] = set()
    circling: set[Key] = set()
    for start in rows:
        chain: dict[Key, None] = {}
        key: Key | None = start
        while key in rows and key not in passed:
            passed.add(key)
            chain[key] = None
            key = (str(rows[key].values.get(column)),)
        if key in chain:
            on_way = list(chain)
            circling.update(on_way[on_way.index(key) :])
    return circling


def _no_source_faults(record: Record) -> Iterator[Fault]:
    """Refuse a plant that says it is verified while its place has no source."""
    if record.values.get("location_source_id") == NO_SOURCE and record.values.get("verified") is True:
        what = f"is {NO_SOURCE} in a row that does not say verified = no"
        yield Fault(record.file, record.row, "location_source_id", what, "a source that was read")


def _shared_id_faults(records: Mapping[str, Records]) -> Iterator[Fault]:
    """Refuse an id that two tables give to different things: people ask for things by id alone."""
    first: dict[str, str] = {}
    for name, rows in records.items():
        if len(TABLES[name].key) > 1:
            continue
        for (key,), record in rows.items():
            if key in first and first[key] not in TABLES[name].same_as:
                what = f"{key!r} is also an id of {first[key]}"
                yield Fault(record.file, record.row, TABLES[name].key[0], what, "a new id")
            first.setdefault(key, name)
