"""What happened and what was said: events, other figures, notes and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from geo_ree.atlas.rows.base import Record

# Those who pass on what others say.
RELAYING = ("media", "aggregate")
# Those who answer for a figure before those who pass it on.
ANSWERABLE = ("operator", "government", "survey", "peer_reviewed")


@dataclass(frozen=True)
class Event(Record):
    """Something dated: discovered, signed, stalled, in talks, opened, announced."""

    table: ClassVar[str] = "events"
    date_columns: ClassVar[tuple[str, ...]] = ("date",)

    event_id: str
    date: str
    date_end: str | None
    kind: str
    parties: tuple[str, ...]
    deposit_id: str | None
    subject: str
    outcome: str
    outcome_note: str | None
    refining_place: str | None
    verified: bool
    source_id: str
    note: str | None


@dataclass(frozen=True)
class Figure(Record):
    """Any other published figure: drilling, throughput, revenue, a share, a market's size."""

    table: ClassVar[str] = "figures"
    date_columns: ClassVar[tuple[str, ...]] = ("as_of", "published_date")

    figure_id: str
    subject_id: str
    attribute: str
    value: float
    value_max: float | None
    unit: str
    as_of: str | None
    published_date: str | None
    qualifier: str | None
    value_as_printed: str | None
    publisher_kind: str
    verified: bool
    source_id: str
    note: str | None

    @property
    def is_answerable(self) -> bool:
        """Whether who stated it answers for it, instead of passing it on."""
        return self.publisher_kind in ANSWERABLE


@dataclass(frozen=True)
class Note(Record):
    """A conflict or a doubt that no rule can settle, explained."""

    table: ClassVar[str] = "notes"

    note_id: str
    subject_id: str
    topic: str
    text: str
    source_ids: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that disagree."""
        return self.source_ids


@dataclass(frozen=True)
class Source(Record):
    """A source; ``is_primary`` says whether it states its figures itself."""

    table: ClassVar[str] = "sources"
    date_columns: ClassVar[tuple[str, ...]] = ("date",)

    source_id: str
    title: str
    publisher: str | None
    kind: str
    date: str | None
    url: str | None
    licence: str | None
    accessed: str | None
    relays: str | None
    note: str | None
    is_primary: bool

    @property
    def who(self) -> str:
        """Who stands behind it, in full: the one it relays, else its publisher, else its title."""
        return str(self.relays or self.publisher or self.title)

    @property
    def is_relaying(self) -> bool:
        """Whether it passes on what others say."""
        return self.kind in RELAYING
