"""Cards: what is known of one place or route, with citations, as data that the page's scripts show."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from types import MappingProxyType

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.deposits import Deposit, Estimate
from geo_ree.atlas.rows.supply_chain import Plant, Port
from geo_ree.pages.shared.amounts import contained_in, date_words, grade_words
from geo_ree.pages.shared.citations import Bibliography, Rich
from geo_ree.pages.shared.details import byproduct_rows, note_rows, split_rows
from geo_ree.pages.shared.facts import fact, plain_card, remarks
from geo_ree.pages.shared.findings import Findings, finding_rows
from geo_ree.pages.shared.route_cards import route_card
from geo_ree.pages.shared.route_groups import ASSUMPTION, port_choice
from geo_ree.pages.shared.sites import round_length
from geo_ree.pages.shared.statements import Shown, statements_of, status_chip
from geo_ree.pages.shared.surroundings import coordinate_rows
from geo_ree.routing.route import Route
from geo_ree.text import labels
from geo_ree.text.countries import country_name
from geo_ree.text.figures import format_date, format_number, join_words
from geo_ree.text.labels import STATUSES, capital, say


def make_cards(
    atlas: Atlas,
    routes: Iterable[Route],
    colours: dict[str, str],
    bibliography: Bibliography,
    findings: Findings = MappingProxyType({}),
    *,
    subjects: Collection[str] | None = None,
) -> dict[str, Shown]:
    """Return every card of the page by its id: ``deposit-…``, ``facility-…``, ``port-…``, ``route-…``.

    Parameters
    ----------
    atlas : Atlas
    routes : iterable of Route
    colours : dict of str to str
        Deposit id -> name of its colour, for the deposits compared.
    bibliography : Bibliography
        Numbers the sources.
    findings : mapping of str to sequence of Finding
        What the audit finds, by deposit, plant or port.
    subjects : collection of str, optional
        The places that the page is about; the cards of all others are brief. Every place if not given.
    """
    cards = {}
    for row in atlas.rows.deposits.values():
        deposit_id, brief = row.deposit_id, subjects is not None and row.deposit_id not in subjects
        card = deposit_card(atlas, row, colours.get(deposit_id), bibliography, brief=brief)
        cards[f"deposit-{deposit_id}"] = card
    for plant in atlas.rows.plants.values():
        names = {"names": other_names(atlas, plant.facility_id)}
        cards[f"facility-{plant.facility_id}"] = facility_card(plant, bibliography) | names
    for port in atlas.rows.ports.values():
        cards[f"port-{port.port_id}"] = port_card(port, bibliography)
    for kind, places in (("deposit", atlas.deposits), ("facility", atlas.facilities), ("port", atlas.ports)):
        for place_id in places.index if subjects is None else places.index.intersection(list(subjects)):
            cards[f"{kind}-{place_id}"] |= _doubts(atlas, str(place_id), findings, bibliography)
    return cards | make_cards_of_routes(atlas, routes, colours, bibliography)


def make_cards_of_routes(
    atlas: Atlas, routes: Iterable[Route], colours: dict[str, str], bibliography: Bibliography
) -> dict[str, Shown]:
    """Return the cards of routes by their ids; colours by where the routes begin."""
    return {
        f"route-{route.route_id}": route_card(
            route,
            colours.get(route.origin_id),
            bibliography,
            port_choice=port_choice(atlas, route.origin_id) if route.basis == ASSUMPTION else "",
        )
        for route in routes
    }


def _doubts(atlas: Atlas, place_id: str, findings: Findings, bibliography: Bibliography) -> Shown:
    """Return what the audit finds on a place, and what is noted on it."""
    return {
        "findings": finding_rows(findings.get(place_id, ()), bibliography),
        "notes": note_rows(atlas, place_id, bibliography),
    }


def deposit_card(
    atlas: Atlas, row: Deposit, colour: str | None, bibliography: Bibliography, *, brief: bool = False
) -> Shown:
    """Return the card of a deposit: what it is, where, and every published statement on its size.

    A brief one holds the preferred statement alone, and says of how many.
    """
    deposit_id = row.deposit_id
    statements = statements_of(atlas, deposit_id, bibliography, preferred_only=brief)
    facts = [
        fact("Type", bibliography.rich(capital(row.deposit_type or ""))),
        fact("Minerals", bibliography.rich(capital(join_words(tuple(row.ree_minerals))))),
        fact("By-products", bibliography.rich(capital(join_words(tuple(row.byproducts))))),
        fact("Elements analysed", bibliography.rich(", ".join(row.elements))),
        fact("Status", bibliography.rich(_status(row))),
        fact("Operator", bibliography.rich(row.operator)),
        fact("Owner", bibliography.rich(row.ownership)),
        fact("Mining", bibliography.rich(capital(row.mining_method or ""))),
        fact("Place", _place(row, None, bibliography)),
        fact("Looked up by", bibliography.rich(", ".join(name["text"] for name in place_names(atlas, deposit_id)))),
        fact("Sources", [*bibliography.numbers(row.source_ids)]),
    ]
    return {
        "title": row.name,
        "kind": f"Deposit, {country_name(row.country)}",
        "colour": colour or "ink",
        "names": other_names(atlas, row.deposit_id),
        "headline": _headline(atlas.rows.preferred(deposit_id)),
        "facts": [row for row in facts if row["value"]],
        "statements_title": _statements_title(len(atlas.rows.ranked_estimates(deposit_id)), brief),
        "statements": statements,
        "splits": [] if brief else split_rows(atlas, deposit_id, bibliography),
        "byproducts": [] if brief else byproduct_rows(atlas, deposit_id, bibliography),
        "points": [] if brief else coordinate_rows(atlas, deposit_id, bibliography),
        "findings": [],
        "notes": [],
        "remarks": remarks(bibliography.rich(row.note)),
    }


def _statements_title(count: int, brief: bool) -> str:
    if count < 2:
        return "Published statement"
    return f"Preferred statement, of {count} published" if brief else f"All {count} published statements"


def facility_card(row: Plant, bibliography: Bibliography) -> Shown:
    """Return the card of a plant: stages, status, capacity with what it is of, and what its point really is."""
    stages = join_words(tuple(labels.STAGE_WORDS.get(stage, say(stage)) for stage in row.stages))
    facts = [
        fact("Stages", [capital(stages)]),
        fact("Status", bibliography.rich(_status(row))),
        fact("Capacity", bibliography.rich(_capacity(row), _given(row.capacity_source_id))),
        fact("Operator", bibliography.rich(row.operator)),
        fact("Place", _place(row, row.location_is, bibliography)),
        fact("Sources", [*bibliography.numbers(row.source_ids)]),
    ]
    unread = ["Not verified: nobody has read this in a source."] if not row.is_verified else []
    return plain_card(
        row.name, f"Plant, {country_name(row.country)}", facts, [*unread, *_texts(row.note)], bibliography
    )


def port_card(row: Port, bibliography: Bibliography) -> Shown:
    """Return the card of a port."""
    facts = [fact("UN/LOCODE", [str(row.port_id)]), fact("Source", [*bibliography.numbers([row.source_id])])]
    return plain_card(row.name, f"Port, {country_name(row.country)}", facts, _texts(row.note), bibliography)


def other_names(atlas: Atlas, place_id: str) -> list[dict[str, str]]:
    """Return the other names of a deposit or plant, each with its language."""
    return _names(atlas, place_id, "name")


def place_names(atlas: Atlas, place_id: str) -> list[dict[str, str]]:
    """Return the names of orebodies, towns and other places by which a deposit or plant is looked up."""
    return _names(atlas, place_id, "place_name")


def _names(atlas: Atlas, place_id: str, kind: str) -> list[dict[str, str]]:
    rows = atlas.rows.places.get(place_id, ())
    return [{"text": row.value, "lang": row.language or ""} for row in rows if row.kind == kind]


def _headline(estimate: Estimate | None) -> Shown:
    """Return the amount, grade, date and weight of the preferred estimate, as the head of a card shows them."""
    amount = contained_in(estimate)
    return {
        "text": amount.text,
        "more": " · ".join(part for part in (grade_words(estimate), date_words(estimate)) if part),
        "status": status_chip(estimate.claim_status) if estimate is not None else None,
    }


def _texts(note: str | None) -> list[str]:
    return [note] if note else []


def _given(source_id: str | None) -> list[str]:
    return [source_id] if source_id else []


def _status(row: Deposit | Plant) -> str:
    date = f" ({format_date(row.as_of)})" if row.as_of else ""
    return f"{capital(say(row.status, STATUSES))}{date}"


def _capacity(row: Plant) -> str:
    if row.capacity_t_per_year is None:
        return "No figure published"
    whose = " of the company, not of this site" if row.site_or_company == "company" else ""
    kind = say(row.capacity_kind)
    return f"{format_number(row.capacity_t_per_year)} t a year of {row.capacity_of} ({kind}{whose})"


def _place(row: Deposit | Plant, point_is: str | None, bibliography: Bibliography) -> Rich:
    precision = row.location_precision_m
    within = f"Within about {round_length(precision)}" if precision else "Precision not stated"
    words = f"{within}. The point is: {point_is}." if point_is else f"{within}."
    return bibliography.rich(words, [row.location_source_id])
