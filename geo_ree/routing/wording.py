"""A route in words: its legs as plain text and as HTML, on what each rests, and what was closed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo_ree.routing.credits import LAND_CREDIT, LAND_CREDIT_URL, NOT_COUNTED, NOT_FOR_NAVIGATION, SEA_CREDIT
from geo_ree.routing.legs import Leg
from geo_ree.routing.passages import PASSAGES
from geo_ree.text.countries import country_name
from geo_ree.text.figures import format_distance, format_number, join_words

if TYPE_CHECKING:
    from geo_ree.routing.route import Route

MODE_WORDS: Mapping[str, str] = MappingProxyType({"sea": "Ship", "rail": "Rail", "road": "Lorry"})
BASIS_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "network": "along a line of the networks",
        "geodesic": "the shortest line: over open water, or over land to a place far from any network",
        "patch": "added, or its length corrected, by hand after a source",
        "gap": "a straight line over a hole in the data, at most 15 km",
        "access": "a straight line between a place, port or terminal and its network",
    }
)
OBJECTIVE_WORDS: Mapping[str, str] = MappingProxyType(
    {"co2e": "the least CO2e a tonne", "time": "the least time", "distance": "the least distance"}
)
# From here on a time is told in days.
LONG_HOURS = 48
PASSAGE_NAMES: Mapping[str, str] = MappingProxyType({each.passage_id: each.name for each in PASSAGES})


def transfer_ports(route: Route) -> tuple[str, ...]:
    """Return the ports where the cargo is transferred between land and sea, in order.

    >>> import geo_ree
    >>> transfer_ports(geo_ree.find_proposed_route("beylikova-sillamae"))
    ('TRDRC', 'EESLM')
    """
    return tuple(
        after.from_id
        for before, after in pairwise(route.course_legs)
        if (before.mode == "sea") != (after.mode == "sea") and after.from_id
    )


def closure_words(route: Route) -> str:
    """Return which passages were closed and why; empty where none was.

    >>> import geo_ree
    >>> closure_words(geo_ree.find_proposed_route("beylikova-norfolk"))
    'Kiel Canal (too small for a handysize); Northwest Passage and Northeast Passage (by default: ice)'
    """
    why = {"asked": "as asked", "ship": f"too small for a {route.ship}", "default": "by default: ice"}
    return "; ".join(
        f"{join_words([PASSAGE_NAMES[passage] for passage in closed])} ({why[reason]})"
        for reason, closed in vars(route.closures).items()
        if closed
    )


def access_words(route: Route) -> tuple[str, ...]:
    """Return how far each stop that is no port lies from the network to which it is connected, each once.

    >>> import geo_ree
    >>> access_words(geo_ree.find_proposed_route("beylikova-norfolk"))
    ('Beylikova (Kızılcaören): 7.42 km to the railway',)
    """
    networks = {"rail": "railway", "road": "road", "sea": "sea lane"}
    return tuple(
        dict.fromkeys(
            f"{each.stop_name}: {format_distance(each.distance_km)} to the {networks[each.mode]}"
            for each in route.course.access
            if each.distance_km > 0
        )
    )


def country_words(codes: Sequence[str]) -> str:
    """Return countries by name.

    >>> country_words(("TR", "EE"))
    'Türkiye, Estonia'
    """
    return ", ".join(country_name(code) for code in codes)


def days_words(hours: float) -> str:
    """Return hours as days, to a tenth.

    >>> days_words(561.3)
    '23.4 days'
    """
    return f"{format_number(round(hours / 24, 1))} days"


def basis_words(lengths: Mapping[str, float]) -> str:
    """Return how many kilometres rest on what, in words.

    >>> basis_words({"network": 51.6, "patch": 250.2})
    'network 51.6 km, patch 250 km'
    """
    return ", ".join(f"{basis} {format_distance(length)}" for basis, length in lengths.items())


# --- a table of plain text ----------------------------------------------------------------------------------------


def route_as_text(route: Route) -> str:
    """Return a route as a table of plain text, with its totals and options.

    Examples
    --------
    >>> import geo_ree
    >>> print(route_as_text(geo_ree.find_route("CNTXG", "NLRTM")).splitlines()[0])
    Tianjin (Xingang) → Rotterdam
    """
    legs = route.course_legs
    head = ("", "from → to", "km", "hours", "handling", "kg CO2e/t", "passages", "basis")
    rows = [head, *(_text_row(leg) for leg in legs), _text_total(route, legs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.rjust(width) if column in (2, 3, 4, 5) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    title = f"{legs[0].from_name} → {legs[-1].to_name}"
    return "\n".join([title, *lines, *_text_terms(route)]) + "\n"


def _text_row(leg: Leg) -> tuple[str, ...]:
    return (
        MODE_WORDS[leg.mode],
        f"{leg.from_name} → {leg.to_name}",
        f"{leg.distance_km:.1f}",
        f"{leg.hours:.1f}",
        f"{leg.handling_hours:.1f}",
        f"{leg.co2e_kg_per_t:.2f}",
        ", ".join(leg.passages) or "-",
        basis_words(leg.km_by_basis),
    )


def _text_total(route: Route, legs: Sequence[Leg]) -> tuple[str, ...]:
    return (
        "Total",
        "",
        f"{route.distance_km:.1f}",
        f"{route.hours:.1f}",
        f"{math.fsum(leg.handling_hours for leg in legs):.1f}",
        f"{route.co2e_kg_per_t:.2f}",
        ", ".join(route.passages) or "-",
        "",
    )


def _text_terms(route: Route) -> Iterator[str]:
    closed, access = closure_words(route), access_words(route)
    yield f"Minimised: {OBJECTIVE_WORDS[route.objective].removeprefix('the least ')}. Ship: {route.ship}."
    if closed:
        yield f"Closed: {closed}."
    if access:
        yield f"Connected: {'; '.join(access)}."
    yield NOT_COUNTED
    yield f"{NOT_FOR_NAVIGATION} Land: {LAND_CREDIT} ({LAND_CREDIT_URL}). Sea: {SEA_CREDIT}."


# --- at a glance --------------------------------------------------------------------------------------------------


def route_in_words(route: Route) -> str:
    """Return a route in a line: its ends, its totals, what carries the cargo, and by which ports.

    >>> import geo_ree
    >>> route_in_words(geo_ree.find_route("TRDRC", "NLRTM", modes=["sea"]))
    'Derince → Rotterdam: 5,928 km, 12 days, 58 kg CO2e/t; sea'
    """
    legs = route.course_legs
    modes = ", ".join(leg.mode for leg in legs if set(leg.km_by_basis) != {"access"}) or legs[0].mode
    names = {leg.from_id: _short(leg.from_name) for leg in legs}
    ports = [names[port_id] for port_id in transfer_ports(route)]
    by = f" by {join_words(ports)}" if ports else ""
    return f"{_short(legs[0].from_name)} → {_short(legs[-1].to_name)}: {_totals(route)}; {modes}{by}"


def route_as_html(route: Route) -> str:
    """Return a small table of the legs with the totals, for a notebook."""
    numbers = ("km", "hours", "kg CO2e/t")
    head = "".join(f"<th>{escape(text)}</th>" for text in ("", "from", "to", *numbers, "passages"))
    rows = "".join(
        _html_row(MODE_WORDS[leg.mode], leg.from_name, leg.to_name, leg, [PASSAGE_NAMES[each] for each in leg.passages])
        for leg in route.course_legs
    )
    total = _html_row("Total", "", "", route, [])
    said = f"{route.name or route_in_words(route).partition(':')[0]}: {_totals(route)}"
    return f"<p>Route {escape(said)}</p><table><tr>{head}</tr>{rows}{total}</table><p>{escape(NOT_FOR_NAVIGATION)}</p>"


def _html_row(word: str, start: str, end: str, part: Leg | Route, passages: Sequence[str]) -> str:
    figures = (f"{part.distance_km:,.0f}", f"{part.hours:,.0f}", f"{part.co2e_kg_per_t:,.1f}")
    cells = (word, start, end, *figures, ", ".join(passages))
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _totals(route: Route) -> str:
    days = f"{route.hours / 24:,.0f} days" if route.hours >= LONG_HOURS else f"{route.hours:,.0f} hours"
    return f"{route.distance_km:,.0f} km, {days}, {route.co2e_kg_per_t:,.0f} kg CO2e/t"


def _short(name: str) -> str:
    """Return a name without what stands in brackets behind it."""
    return name.partition(" (")[0]
