"""The tables of what happened and what was said: events, other figures, notes and sources."""

from __future__ import annotations

from geo_ree.layers.codelists import (
    EVENT_KINDS,
    OUTCOMES,
    PUBLISHER_KINDS,
    SOURCE_KINDS,
)
from geo_ree.layers.fields import LARGEST_NUMBER, LONGEST_PROSE, Column
from geo_ree.layers.row_checks import (
    needs_any,
    needs_when,
    never_below,
    verified_has_source,
)
from geo_ree.layers.table import (
    AS_OF,
    NOTE,
    QUALIFIER,
    SOURCE_ID,
    SOURCE_IDS,
    SUBJECTS,
    VERIFIED,
    Table,
)

TABLES: tuple[Table, ...] = (
    Table(
        "events",
        "events.csv",
        ("event_id",),
        "something dated: discovered, signed, stalled, in talks, opened, announced",
        (
            Column("event_id", "id", "The event's id.", required=True),
            Column("date", "date", "When, as precisely as it is known.", required=True),
            Column("date_end", "date", "When it ended, for a period."),
            Column("kind", "word", "What kind of event.", required=True, words=EVENT_KINDS),
            Column("parties", "texts", "Who took part.", required=True),
            Column("deposit_id", "id", "The deposit concerned.", refers_to=("deposits",)),
            Column("subject", "text", "What happened, in our own words.", required=True),
            Column("outcome", "word", "How it ended or where it stands.", required=True, words=OUTCOMES),
            Column("outcome_note", "text", "Why, or what is open, in our own words.", longest=LONGEST_PROSE),
            Column("refining_place", "text", "Where the refining would be done, where a source says so."),
            VERIFIED,
            SOURCE_ID,
            NOTE,
        ),
        rules=(verified_has_source,),
    ),
    Table(
        "figures",
        "figures.csv",
        ("figure_id",),
        "any other published figure: drilling, throughput, revenue, a share, a market's size",
        (
            Column("figure_id", "id", "The figure's id.", required=True),
            Column(
                "subject_id",
                "subject",
                "A deposit, a plant, a lower-case country code, or world.",
                required=True,
                refers_to=SUBJECTS,
            ),
            Column("attribute", "text", "What is measured, in snake_case.", required=True),
            Column("value", "number", "The figure.", required=True, at_least=-LARGEST_NUMBER, at_most=LARGEST_NUMBER),
            Column(
                "value_max",
                "number",
                "The upper end, where the source gives a range.",
                at_least=-LARGEST_NUMBER,
                at_most=LARGEST_NUMBER,
            ),
            Column("unit", "text", "The unit.", required=True),
            AS_OF,
            Column("published_date", "date", "The date of publication."),
            QUALIFIER,
            Column("value_as_printed", "text", "The figure as the source prints it."),
            Column("publisher_kind", "word", "Who stated it.", required=True, words=PUBLISHER_KINDS),
            VERIFIED,
            SOURCE_ID,
            NOTE,
        ),
        rules=(
            needs_any("as_of", "published_date"),
            needs_when("qualifier", "range", "value_max"),
            never_below("value_max", "value"),
            verified_has_source,
        ),
    ),
    Table(
        "notes",
        "notes.csv",
        ("note_id",),
        "a conflict or a doubt that no rule can settle, explained",
        (
            Column("note_id", "id", "The note's id.", required=True),
            Column("subject_id", "subject", "What it is about.", required=True, refers_to=SUBJECTS),
            Column("topic", "text", "The point in a few words.", required=True),
            Column("text", "text", "The explanation, in our own words.", required=True, longest=LONGEST_PROSE),
            SOURCE_IDS,
        ),
    ),
    Table(
        "sources",
        "sources.csv",
        ("source_id",),
        "a source",
        (
            Column("source_id", "id", "The source's id.", required=True),
            Column("title", "text", "Its title.", required=True),
            Column("publisher", "text", "Who published it."),
            Column("kind", "word", "What kind of source.", required=True, words=SOURCE_KINDS),
            Column("date", "date", "Date of publication, as precisely as it is known."),
            Column("url", "url", "Where it can be read."),
            Column("licence", "text", "The licence of data taken from it."),
            Column("accessed", "date", "When it was read."),
            Column("relays", "text", "The original publisher whom it relays."),
            NOTE,
        ),
    ),
)
