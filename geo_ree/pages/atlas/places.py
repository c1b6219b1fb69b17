"""Every place of the atlas as its page takes it: how it is drawn, what it is found by, its line in the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.deposits import Deposit, Estimate
from geo_ree.atlas.rows.supply_chain import Plant, Port
from geo_ree.errors import fold
from geo_ree.layers import symbology
from geo_ree.layers.codelists import NO_SOURCE
from geo_ree.pages.atlas.filters import Place, deposit_values, facility_values, port_values, search_texts
from geo_ree.pages.shared.amounts import Contained, bubble_data, contained_in, date_words, grade_words
from geo_ree.pages.shared.statements import Shown, status_chip
from geo_ree.pages.shared.surroundings import around_deposit
from geo_ree.pages.world.world_map import place_point, plant_point, port_point, with_aside
from geo_ree.text import labels
from geo_ree.text.countries import country_name
from geo_ree.text.figures import format_number, join_words
from geo_ree.text.labels import CLAIM_STATUSES, STATUSES, capital, say
from geo_ree.webmap.symbols import symbol_data

# Plants and ports are drawn smaller than on the comparison page: here they stand among many.
PLANT_SCALE, PORT_SCALE = 0.62, 0.4
# Zoom from which a place's name is written; deposits are always named where there is room.
NAMED_FROM = {"deposit": 0.0, "facility": 3.4, "port": 4.6}


def gather_places(atlas: Atlas) -> list[Place]:
    """Return the places of an atlas: deposits, plants, ports, each kind by name, so that a list can show them as is."""
    names = _names(atlas)
    deposits = [_deposit(atlas, row, names) for row in atlas.rows.deposits.values()]
    plants = [_plant(row, names) for row in atlas.rows.plants.values()]
    ports = [_port(row, names) for row in atlas.rows.ports.values()]
    ordered = [place for kind in (deposits, plants, ports) for place in sorted(kind, key=_by_name)]
    return list(_in_layers(with_aside(ordered)))


def _by_name(place: Place) -> tuple[str, str]:
    return fold(place["name"]), place["id"]


def _in_layers(places: Iterable[Place]) -> Iterable[Place]:
    """Yield the places with their height on the map: the larger a mark, the deeper it lies, so that none is hidden."""
    every = list(places)
    by_size = sorted(range(len(every)), key=lambda at: (-_half_width(every[at]), every[at]["id"]))
    height = {at: place for place, at in enumerate(by_size)}
    for at, place in enumerate(every):
        yield {**place, "height": height[at]}


def _half_width(place: Place) -> float:
    """Return half the width of a mark in pixels, roughly: the page sizes circles to its window."""
    symbol = place["symbol"]
    return float(symbol["root"] * 5 if "root" in symbol else symbol["scale"] * 9)


# --- the three kinds ----------------------------------------------------------------------------------------------


def _deposit(atlas: Atlas, row: Deposit, names: dict[str, list[str]]) -> Place:
    estimate = atlas.rows.preferred(row.deposit_id)
    amount = contained_in(estimate)
    weight = estimate.weight if estimate is not None else None
    standing = say(weight, CLAIM_STATUSES) if weight else "no statement of size"
    spoken = f"deposit, {amount.text}, {standing}"
    point = place_point(row, row.point, symbology.SIZED_DEPOSIT, "deposits", f"deposit-{row.deposit_id}", spoken)
    return {
        **point,
        **_mark(amount, weight),
        **_found_by(row, "deposit", names, weight == "unverified"),
        "values": deposit_values(row, estimate),
        "sort": _sort_keys(amount, estimate),
        "line": _line(row, amount, estimate),
        "around": around_deposit(atlas, row, row.point),
    }


def _plant(row: Plant, names: dict[str, list[str]]) -> Place:
    point = plant_point(row)
    return {
        **point,
        "symbol": {**point["symbol"], "scale": PLANT_SCALE},
        "rank": 7,
        **_found_by(row, "facility", names, not row.is_verified),
        "values": facility_values(row),
        "sort": _sort_keys(None, None) | {"date": row.as_of},
        "line": _plant_line(row),
    }


def _port(row: Port, names: dict[str, list[str]]) -> Place:
    unread = row.source_id == NO_SOURCE
    point = port_point(row)
    return {
        **point,
        "symbol": symbol_data(symbology.PORT, scale=PORT_SCALE),
        "state": "hollow" if unread else "solid",
        "rank": 8,
        **_found_by(row, "port", names, unread),
        "values": port_values(row),
        "sort": _sort_keys(None, None),
        "line": {
            "where": country_name(row.country),
            "amount": "",
            "more": f"Port · {row.port_id}",
            "date": "",
            "chip": None,
        },
    }


def _mark(amount: Contained, weight: str | None) -> dict[str, Any]:
    """Return a circle of the right area, or the neutral mark where nobody says how much there is."""
    if amount.million_t is None:
        state = "hollow" if weight == "unverified" else "solid"
        return {
            "symbol": symbol_data(symbology.UNSIZED_DEPOSIT),
            "state": state,
            "rank": symbology.UNSIZED_DEPOSIT.rank,
        }
    # The larger the circle, the sooner it is named; the rank stays between 2 and 4.
    return {
        "symbol": bubble_data(amount),
        "state": symbology.WEIGHT_STATES[weight or "unverified"],
        "rank": round(2 + 2 / (1 + amount.root), 3),
    }


def _found_by(row: Deposit | Plant | Port, kind: str, names: dict[str, list[str]], unread: bool) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": row.key,
        "unverified": unread,
        "words": search_texts(row, names.get(row.key, ())),
        "named_from": NAMED_FROM[kind],
    }


def _sort_keys(amount: Contained | None, estimate: Estimate | None) -> dict[str, Any]:
    """Return what the list can be sorted by; None comes last whatever the order."""
    return {
        "treo": amount.million_t if amount else None,
        "grade": estimate.treo_percent if estimate is not None else None,
        "date": estimate.stated_date if estimate is not None else None,
    }


# --- lines of the list --------------------------------------------------------------------------------------------


def _line(row: Deposit, amount: Contained, estimate: Estimate | None) -> Shown:
    return {
        "where": f"{country_name(row.country)} · {say(row.status, STATUSES)}",
        "amount": " · ".join(part for part in (amount.short, grade_words(estimate)) if part),
        "more": "",
        "date": date_words(estimate),
        "chip": status_chip(estimate.weight if estimate is not None else None),
    }


def _plant_line(row: Plant) -> Shown:
    stages = join_words(tuple(labels.STAGE_WORDS.get(stage, say(stage)) for stage in row.stages))
    capacity = row.capacity_t_per_year
    amount = "" if capacity is None else f"{format_number(capacity)} t a year of {row.capacity_of}"
    return {
        "where": f"{country_name(row.country)} · {say(row.status, STATUSES)}",
        "amount": "",
        "more": capital(stages) + (f" · {amount}" if amount else ""),
        "date": "",
        "chip": None,
    }


def _names(atlas: Atlas) -> dict[str, list[str]]:
    """Return the other names of every place, in any language."""
    return {
        subject_id: [place.value for place in places if place.kind in ("name", "place_name")]
        for subject_id, places in atlas.rows.places.items()
    }
