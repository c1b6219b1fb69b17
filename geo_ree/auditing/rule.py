"""What a rule of the audit is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import Record, unique
from geo_ree.layers.tables.registry import TABLES
from geo_ree.text.labels import capital

# What it means for a reader: the figure cannot be true; it must not be taken at its word; it is good to know.
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class Found:
    """What one rule found once: whom it touches, what is wrong in one or two sentences, and the rows it was seen in.

    Parameters
    ----------
    subject_id : str
        The deposit, plant, country code or ``world`` that it touches.
    message : str
        What does not agree, with the figures, and what would be right where that is known.
    rows : tuple of (str, str)
        (table, row id) of each row that shows it; at least one.
    source_ids : tuple of str
        The sources of those rows, first use first.
    """

    subject_id: str
    message: str
    rows: tuple[tuple[str, str], ...]
    source_ids: tuple[str, ...]

    @classmethod
    def of(cls, subject_id: str, message: str, rows: Iterable[Record]) -> Self:
        """Return a breach seen in these records, with the id and the sources of each, once."""
        seen = list(rows)
        keys = dict.fromkeys((row.table, row.key) for row in seen)
        return cls(subject_id, capital(message), tuple(keys), unique(source for row in seen for source in row.sources))


@dataclass(frozen=True)
class Finding:
    """One breach with the rule that found it: what a report, a page or a card shows.

    Parameters
    ----------
    rule : str
        The id of the rule.
    severity : str
        One of :data:`SEVERITIES`.
    subject_id, message, rows, source_ids
        As in :class:`Found`.
    """

    rule: str
    severity: str
    subject_id: str
    message: str
    rows: tuple[tuple[str, str], ...]
    source_ids: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the layers folder in which it was seen, each once."""
        return tuple(dict.fromkeys(TABLES[table].file for table, _ in self.rows))


@dataclass(frozen=True)
class Rule:
    """One thing that must hold, and how its breach is found.

    Parameters
    ----------
    rule : str
        Its id, ``lower-kebab``.
    severity : str
        One of :data:`SEVERITIES`.
    reason : str
        Why it must hold, in a sentence.
    basis : str
        Where the rule comes from: arithmetic, a code's clause, a paper.
    source_ids : tuple of str
        The sources of the rule itself in ``sources.csv``; empty where it is arithmetic.
    find : callable
        Takes the atlas and yields each breach.
    """

    rule: str
    severity: str
    reason: str
    basis: str
    source_ids: tuple[str, ...]
    find: Callable[[Atlas], Iterator[Found]]
