"""The card of a route: a strip of its stretches, a table of them, its terms, and by which rates it is computed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from math import sqrt
from types import MappingProxyType

from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.facts import fact, plain_card
from geo_ree.pages.shared.route_lines import line_style
from geo_ree.pages.shared.statements import Shown
from geo_ree.routing.credits import LAND_NETWORK, NOT_COUNTED, NOT_FOR_NAVIGATION, SEA_NETWORK
from geo_ree.routing.factors import Rate
from geo_ree.routing.legs import Leg, km_by_basis
from geo_ree.routing.route import Route
from geo_ree.routing.wording import (
    BASIS_WORDS,
    MODE_WORDS,
    OBJECTIVE_WORDS,
    PASSAGE_NAMES,
    access_words,
    basis_words,
    closure_words,
    country_words,
    days_words,
)
from geo_ree.text.figures import format_distance, format_number
from geo_ree.text.labels import capital

KIND = "Route computed over the networks, for comparison, not for navigation"
BASES: Mapping[str, str] = MappingProxyType(
    {
        "source": "Named by a source",
        "our assumption": "Our assumption: no source names this route",
        "": "Computed as asked; nobody proposes it",
    }
)
WIDTHS = "As wide as the square root of the distance; the shortest are widened to be read."
# Halves are rounded up, as people do: 26.65 is 26.7, though the nearest binary number lies below.
TINY = 1e-9
UNITS: Mapping[str, str] = MappingProxyType({"gCO2e/t-km": "g CO2e/t-km"})


def route_card(route: Route, colour: str | None, bibliography: Bibliography, *, port_choice: str = "") -> Shown:
    """Return the card of a route.

    Parameters
    ----------
    route : Route
    colour : str or None
        The name of its colour.
    bibliography : Bibliography
    port_choice : str
        What is to be said of the choice of its port, beside its basis.
    """
    words = BASES.get(route.basis, route.basis)
    facts = [
        fact("Purpose", bibliography.rich(route.purpose)),
        fact("Basis", bibliography.rich(words, [route.source_id] if route.source_id else [])),
        fact("Passages", [", ".join(PASSAGE_NAMES[passage] for passage in route.passages)]),
        fact("Closed", [closure_words(route)]),
        fact("Countries", [country_words(route.countries)]),
        fact("Minimised", [f"{capital(OBJECTIVE_WORDS[route.objective].removeprefix('the least '))}"]),
        fact("Ship", [capital(route.ship)]),
        fact("Connected", ["; ".join(access_words(route))]),
        fact("Rests on", [basis_words(km_by_basis(route.course.segments))]),
    ]
    facts = [row for row in facts if row["value"] != [""]]
    card = plain_card(route_name(route), KIND, facts, [route.note] if route.note else [], bibliography)
    assumed = f"{words}." if route.basis == "our assumption" else ""
    return card | {
        "colour": colour or "ink",
        "headline": {"text": totals_words(route), "more": "", "status": None},
        "assumption": " ".join(part for part in (assumed, port_choice) if part),
        "itinerary": itinerary(route),
    }


def route_name(route: Route) -> str:
    """Return the name of a route: that of its row, or its ends."""
    if route.name:
        return route.name
    legs = route.course_legs
    return f"{legs[0].from_name} → {legs[-1].to_name}"


def totals_words(route: Route) -> str:
    """Return distance, time and emissions of a route in a line."""
    co2e = f"{format_number(route.co2e_kg_per_t, significant=3)} kg CO2e a tonne"
    return f"{format_distance(route.distance_km)} · {days_words(route.hours)} · {co2e}"


def itinerary(route: Route) -> Shown:
    """Return the legs of a route as a page shows them, and their totals."""
    legs = route.course_legs
    handling = math.fsum(leg.handling_hours for leg in legs)
    return {
        "ship": route.ship,
        "stretches": [_leg(leg) for leg in legs],
        "total": {
            "km": _kilometres(route.distance_km),
            "hours": _tenths(route.hours),
            "handling": _tenths(handling) if handling else "",
            "co2e": _three(route.co2e_kg_per_t),
        },
    }


def _leg(leg: Leg) -> Shown:
    return {
        "mode": leg.mode,
        "word": MODE_WORDS[leg.mode],
        "from": leg.from_name,
        "to": leg.to_name,
        "km": _kilometres(leg.distance_km),
        "about": _about(leg.distance_km),
        "hours": _tenths(leg.hours),
        "handling": _tenths(leg.handling_hours) if leg.handling_hours else "",
        "co2e": _three(leg.co2e_kg_per_t),
        "passages": [PASSAGE_NAMES[passage] for passage in leg.passages],
        "countries": country_words(leg.countries),
        "basis": basis_words(leg.km_by_basis),
        "width": round(sqrt(leg.distance_km), 1),
        # Nothing but straight lines to and from the networks is drawn thin, on the strip as on the map.
        "thin": all(line_style(leg.mode, basis) == "access" for basis in leg.km_by_basis),
    }


def _kilometres(distance_km: float) -> str:
    return format_distance(distance_km).removesuffix(" km")


def _about(distance_km: float) -> str:
    """Return a distance for the strip, where there is little room: whole kilometres, or a tenth below one."""
    return f"{format_number(round(distance_km, 0 if distance_km >= 1 else 1))} km"


def _tenths(hours: float) -> str:
    if hours >= 1000:
        return format_number(round(hours))
    return f"{hours + TINY:.{1 if hours >= 1 or hours == 0 else 2}f}"


def _three(value: float) -> str:
    return format_number(value, significant=3)


def route_rates(routes: Iterable[Route], bibliography: Bibliography) -> Shown:
    """Return by what some routes are computed: the rates of each class of ship, the words for a basis, the networks."""
    ships = {route.ship: route.rates for route in routes}
    return {
        "rates": {
            ship: [_rate(name, rate, bibliography) for name, rate in named_rates(rates.table)]
            for ship, rates in ships.items()
        },
        "bases": [{"word": word, "means": means} for word, means in BASIS_WORDS.items()],
        "not_counted": NOT_COUNTED,
        "networks": f"{capital(SEA_NETWORK)}; {LAND_NETWORK}. {NOT_FOR_NAVIGATION}",
        "widths": WIDTHS,
    }


def named_rates(table: object) -> list[tuple[str, Rate]]:
    """Return the rows of ``Rates.table`` as rates with their names."""
    return [(str(name), Rate(**row)) for name, row in zip(table.index, table.to_dict("records"), strict=True)]  # type: ignore[attr-defined]


def _rate(name: str, rate: Rate, bibliography: Bibliography) -> Shown:
    canal = name.removeprefix("passage of ")
    return {
        "what": capital(f"{PASSAGE_NAMES[canal]}, beyond sailing" if canal in PASSAGE_NAMES else name),
        "value": f"{_three(rate.value)} {UNITS.get(rate.unit, rate.unit)}",
        "cites": bibliography.numbers(rate.source_ids),
        "unverified": not rate.verified,
        "note": capital(rate.note),
    }
