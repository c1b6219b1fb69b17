"""What else is published: every other figure on the compared deposits, their plants, their countries and the world.

Competing values of one attribute stand in one row, newest first; the conflicts that no rule settles follow,
explained in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from geo_ree.atlas.rows.records import Figure
from geo_ree.comparison.comparison import Comparison
from geo_ree.layers.symbology import deposit_colour
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.text.countries import country_name
from geo_ree.text.figures import format_date, format_figure
from geo_ree.text.labels import attribute_words, capital

Shown = dict[str, Any]
Subject = tuple[str, str, str]


def subjects_of(comparison: Comparison) -> Iterator[Subject]:
    """Yield id, name and colour of what a comparison is about: deposits, their plants, their countries, the world."""
    rows = comparison.atlas.rows
    for place, deposit_id in enumerate(comparison.deposit_ids):
        colour = deposit_colour(place)
        yield deposit_id, rows.deposits[deposit_id].name, colour
        for plant in rows.plants.values():
            if plant.deposit_id == deposit_id:
                yield plant.facility_id, plant.name, colour
    for country in dict.fromkeys(rows.deposits[deposit_id].country for deposit_id in comparison.deposit_ids):
        yield country.lower(), country_name(country), "ink"
    yield "world", "World", "ink"


def figure_groups(comparison: Comparison, bibliography: Bibliography) -> list[Shown]:
    """Return the other figures, a group for each subject and a row for each attribute."""
    by_subject = comparison.atlas.rows.figures_by_subject
    groups = [
        {
            "name": name,
            "colour": colour,
            "rows": _attributes(by_subject.get(subject, ()), bibliography),
        }
        for subject, name, colour in subjects_of(comparison)
    ]
    return [group for group in groups if group["rows"]]


def explained(comparison: Comparison, bibliography: Bibliography) -> list[Shown]:
    """Return the notes on what a comparison is about: conflicts and doubts that need words."""
    subjects = {subject: colour for subject, _, colour in subjects_of(comparison)}
    order = list(subjects)
    notes = [row for row in comparison.atlas.rows.notes if row.subject_id in subjects]
    return [
        {
            "topic": row.topic,
            "colour": subjects[row.subject_id],
            "text": bibliography.rich(row.text, row.source_ids),
        }
        for row in sorted(notes, key=lambda row: order.index(row.subject_id))
    ]


def _attributes(rows: tuple[Figure, ...], bibliography: Bibliography) -> list[Shown]:
    """Return a row for each attribute, in alphabetical order, with its values newest first."""
    by_date = sorted(rows, key=lambda row: row.when or "", reverse=True)
    by_attribute = sorted(by_date, key=lambda row: row.attribute)
    return [
        {
            "label": capital(attribute_words(attribute)),
            "figures": [_value(row, bibliography) for row in group],
        }
        for attribute, group in groupby(by_attribute, key=lambda row: row.attribute)
    ]


def _value(row: Figure, bibliography: Bibliography) -> Shown:
    figure = format_figure(row.value, row.value_max, qualifier=row.qualifier, grouped=row.unit != "year")
    return {
        "text": figure,
        "unit": "" if row.unit == "year" else row.unit,
        "date": format_date(row.when),
        "unverified": not row.is_verified,
        "cites": bibliography.numbers([row.source_id]),
        "note": bibliography.rich(row.note),
    }
