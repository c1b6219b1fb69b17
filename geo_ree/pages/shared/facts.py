"""The form that every card has, so that a card says only what it adds to it."""

from __future__ import annotations

from collections.abc import Iterable

from geo_ree.pages.shared.citations import Bibliography, Rich
from geo_ree.pages.shared.statements import Shown


def plain_card(
    title: str, kind: str, facts: Iterable[Shown], notes: Iterable[str], bibliography: Bibliography
) -> Shown:
    """Return a card of facts and remarks; a fact without a value is left out."""
    return {
        "title": title,
        "kind": kind,
        "colour": "ink",
        "names": [],
        "headline": None,
        "facts": [row for row in facts if row["value"]],
        "statements_title": "",
        "statements": [],
        "splits": [],
        "byproducts": [],
        "points": [],
        "findings": [],
        "notes": [],
        "remarks": [remark for note in notes for remark in remarks(bibliography.rich(note))],
    }


def fact(label: str, value: Rich) -> Shown:
    """Return a fact as a card shows it."""
    return {"label": label, "value": value}


def remarks(text: Rich) -> list[Rich]:
    """Return a remark, or none where there is no text."""
    return [text] if text else []
