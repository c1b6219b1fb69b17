"""What the places of the atlas can be chosen by: the filters, the words each place is found by, and its sort keys.

A filter speaks of the kinds of place that have what it asks for: a reporting code chooses among deposits and leaves
plants and ports as they are, so that the deposits under one code can be seen beside every plant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo_ree.atlas.rows.deposits import Deposit, Estimate
from geo_ree.atlas.rows.supply_chain import Plant, Port
from geo_ree.layers.codelists import CLAIM_STATUSES, DEPOSIT_CLASSES, REPORTING_CODES, STAGES, STATUSES
from geo_ree.text import labels
from geo_ree.text.countries import OTHER_NAMES, country_name
from geo_ree.text.labels import CODES, capital, say
from geo_ree.text.labels import STATUSES as STATUS_WORDS

Place = dict[str, Any]

KINDS: Mapping[str, str] = {"deposit": "Deposits", "facility": "Plants", "port": "Ports"}
NONE = "-"
CLASS_WORDS = {
    "weathered_carbonatite": "weathered carbonatite",
    "ion_adsorption_clay": "ion-adsorption clay",
    "iron_oxide_apatite": "iron oxide–apatite",
    "secondary": "secondary: tailings, by-products, wastes",
}


@dataclass(frozen=True)
class Facet:
    """One filter.

    Parameters
    ----------
    key : str
        Its name in the page's address.
    title : str
        What its button says.
    of : str
        What it chooses among, in words.
    words : callable
        The words for a value.
    order : sequence of str
        The values in the order in which they are offered; empty for the order of their words.
    """

    key: str
    title: str
    of: str
    words: Callable[[str], str]
    order: Sequence[str] = ()


def _said(words: Mapping[str, str] | None = None) -> Callable[[str], str]:
    return lambda value: capital(say(value, dict(words or {})))


FACETS: tuple[Facet, ...] = (
    Facet("status", "Status", "deposits and plants", _said(STATUS_WORDS), STATUSES),
    Facet("type", "Deposit type", "deposits", _said(CLASS_WORDS), DEPOSIT_CLASSES),
    Facet("code", "Reporting code", "deposits, by the preferred statement", _said(CODES), REPORTING_CODES),
    Facet(
        "claim",
        "Claim status",
        "deposits, by the preferred statement",
        lambda value: labels.CLAIM_STATUS_CHIPS[value][0],
        CLAIM_STATUSES,
    ),
    Facet("stage", "Plant stage", "plants", _said(labels.STAGE_WORDS), STAGES),
    Facet("country", "Country", "all places", country_name),
)
NONE_WORDS = {"type": "Type not stated", "code": "No statement of size", "claim": "No statement of size"}


def facet_groups(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Return the filters with the values that occur, each with its words and how many places have it."""
    every = list(places)
    return [
        {"key": facet.key, "title": facet.title, "of": facet.of, "options": _options(facet, every)} for facet in FACETS
    ]


def deposit_values(row: Deposit, estimate: Estimate | None) -> dict[str, list[str]]:
    """Return the values of a deposit, filter by filter; ``estimate`` is its preferred statement."""
    return {
        "status": [row.status],
        "type": [row.deposit_class or NONE],
        "code": [estimate.reporting_code if estimate is not None else NONE],
        "claim": [estimate.weight if estimate is not None else NONE],
        "country": [row.country],
    }


def facility_values(row: Plant) -> dict[str, list[str]]:
    """Return the values of a plant, filter by filter."""
    return {"status": [row.status], "stage": list(row.stages), "country": [row.country]}


def port_values(row: Port) -> dict[str, list[str]]:
    """Return the values of a port, filter by filter."""
    return {"country": [row.country]}


def search_texts(row: Deposit | Plant | Port, names: Iterable[str]) -> list[str]:
    """Return the texts in which the search box looks: every name, the id, who works and owns it, type and country."""
    countries = (country_name(row.country), *OTHER_NAMES.get(row.country, ()))
    texts = [*names, row.key, *countries, row.name, *_own_words(row)]
    return [text for text in dict.fromkeys(texts) if text]


def _own_words(row: Deposit | Plant | Port) -> list[str | None]:
    if isinstance(row, Deposit):
        return [row.operator, row.ownership, row.deposit_type, *row.ree_minerals]
    if isinstance(row, Plant):
        return [row.operator, *(labels.STAGE_WORDS.get(stage, stage) for stage in row.stages)]
    return []


def _options(facet: Facet, places: Sequence[Place]) -> list[dict[str, Any]]:
    having = [place["values"][facet.key] for place in places if facet.key in place["values"]]
    counts: dict[str, int] = {}
    for values in having:
        for value in values:
            counts[value] = counts.get(value, 0) + 1
    options = [
        {"value": value, "label": _words(facet, value), "count": counts[value]} for value in sorted(counts, key=str)
    ]
    return sorted(options, key=lambda option: _rank(facet, option))


def _words(facet: Facet, value: str) -> str:
    return NONE_WORDS.get(facet.key, "Not stated") if value == NONE else facet.words(value)


def _rank(facet: Facet, option: Mapping[str, Any]) -> tuple[Any, ...]:
    value = option["value"]
    place = facet.order.index(value) if value in facet.order else len(facet.order)
    return (value == NONE, place, str(option["label"]).casefold())
