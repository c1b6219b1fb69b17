"""A route as people read it: stretches between changes, on what each rests, and what was shut.

The legs of a route end wherever their basis changes, so a railway with many patches is dozens of them; a stretch is
what one vehicle does between two stops or changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from geo_ree.routing.credits import LAND_CREDIT, LAND_CREDIT_URL, NOT_FOR_NAVIGATION, SEA_CREDIT
from geo_ree.routing.network.multimodal import CHANGE_G_PER_T
from geo_ree.routing.passages import CLOSED_BY_DEFAULT, PASSAGES, passages_too_small_for
from geo_ree.routing.route import Route
from geo_ree.text.countries import country_name
from geo_ree.text.figures import format_distance, format_number, join_words

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
NOT_COUNTED = (
    "Not counted: waiting for a ship, a train or a canal, customs and stops at borders, handling at the two ends, and "
    "the emissions of handling; so that a cargo is not reloaded to save little, the search for the least CO2e weighs "
    f"each change at {CHANGE_G_PER_T / 1000:g} kg a tonne, our assumption, in no result. "
    "Not known to the networks: gauges, borders, and whether freight may pass."
)
PASSAGE_NAMES: Mapping[str, str] = MappingProxyType({each.passage_id: each.name for each in PASSAGES})
# Where railway and road meet, unless a stop gives the place a name.
RAILHEAD = "railhead"


@dataclass(frozen=True)
class Stretch:
    """What one vehicle does between two stops or changes.

    Parameters
    ----------
    mode : str
        ``sea``, ``rail`` or ``road``.
    from_name, to_name : str
        Names of stops and ports; ``railhead`` where railway and road meet between stops.
    distance_km, hours, handling_hours, co2e_kg_per_t : float
        ``hours`` include those of handling before it begins.
    passages, countries : tuple of str
        Ids and ISO 3166-1 alpha-2 codes, in order.
    km_by_basis : mapping of str to float
        How many of its kilometres rest on what, in the order of ``BASIS_WORDS``.
    """

    mode: str
    from_name: str
    to_name: str
    distance_km: float
    hours: float
    handling_hours: float
    co2e_kg_per_t: float
    passages: tuple[str, ...]
    countries: tuple[str, ...]
    km_by_basis: Mapping[str, float]


def stretches_of(route: Route) -> tuple[Stretch, ...]:
    """Return the stretches of a route, in order; together they are as long as it is.

    Examples
    --------
    >>> import geo_ree
    >>> [stretch.mode for stretch in stretches_of(geo_ree.find_proposed_route("beylikova-norfolk"))]
    ['road', 'rail', 'sea']
    """
    runs: list[list[Any]] = []
    for leg in route.legs.itertuples(index=False):
        if runs and runs[-1][-1].mode == leg.mode and not isinstance(leg.from_id, str):
            runs[-1].append(leg)
        else:
            runs.append([leg])
    return tuple(_stretch(run) for run in runs)


def _stretch(legs: Sequence[Any]) -> Stretch:
    names = legs[0].from_name, legs[-1].to_name
    from_name, to_name = (name if isinstance(name, str) else RAILHEAD for name in names)
    return Stretch(
        legs[0].mode,
        from_name,
        to_name,
        math.fsum(leg.distance_km for leg in legs),
        math.fsum(leg.hours for leg in legs),
        math.fsum(leg.handling_hours for leg in legs),
        math.fsum(leg.co2e_kg_per_t for leg in legs),
        tuple(dict.fromkeys(passage for leg in legs for passage in leg.passages)),
        tuple(dict.fromkeys(country for leg in legs for country in leg.countries)),
        km_by_basis(legs),
    )


def km_by_basis(legs: Sequence[Any]) -> Mapping[str, float]:
    """Return how many kilometres of legs rest on what, in the order of ``BASIS_WORDS``; nothing that is 0."""
    lengths = {basis: math.fsum(leg.distance_km for leg in legs if leg.basis == basis) for basis in BASIS_WORDS}
    return MappingProxyType({basis: length for basis, length in lengths.items() if length > 0})


def ports_of_change(route: Route) -> tuple[str, ...]:
    """Return the ports where the cargo changes between land and sea, in order.

    >>> import geo_ree
    >>> ports_of_change(geo_ree.find_proposed_route("beylikova-sillamae"))
    ('TRDRC', 'EESLM')
    """
    legs = list(route.legs.itertuples(index=False))
    return tuple(
        after.from_id
        for before, after in pairwise(legs)
        if (before.mode == "sea") != (after.mode == "sea") and isinstance(after.from_id, str)
    )


def closures(route: Route) -> dict[str, tuple[str, ...]]:
    """Return the passages that were shut, by why: ``asked``, ``ship`` (too small for it) and ``default``.

    >>> import geo_ree
    >>> closures(geo_ree.find_proposed_route("beylikova-norfolk"))
    {'asked': (), 'ship': ('kiel',), 'default': ('northwest', 'northeast')}
    """
    small = set(passages_too_small_for(route.ship))
    known = CLOSED_BY_DEFAULT | small
    return {
        "asked": tuple(passage for passage in route.closed if passage not in known),
        "ship": tuple(passage for passage in route.closed if passage in small),
        "default": tuple(passage for passage in route.closed if passage in CLOSED_BY_DEFAULT - small),
    }


def closure_words(route: Route) -> str:
    """Return which passages were shut and why; empty where none was.

    >>> import geo_ree
    >>> closure_words(geo_ree.find_proposed_route("beylikova-norfolk"))
    'Kiel Canal (too small for a handysize); Northwest Passage and Northeast Passage (by default: ice)'
    """
    why = {"asked": "as asked", "ship": f"too small for a {route.ship}", "default": "by default: ice"}
    return "; ".join(
        f"{join_words([PASSAGE_NAMES[passage] for passage in shut])} ({why[reason]})"
        for reason, shut in closures(route).items()
        if shut
    )


def snap_words(route: Route) -> tuple[str, ...]:
    """Return how far each stop that is no port lies from the network that it joins, each once.

    >>> import geo_ree
    >>> snap_words(geo_ree.find_proposed_route("beylikova-norfolk"))
    ('Beylikova (Kızılcaören): 7.42 km to the railway',)
    """
    networks = {"rail": "railway", "road": "road", "sea": "sea lane"}
    legs, snaps = route.legs, route.snaps.to_dict("records")
    names = dict(zip([*legs["from_id"], *legs["to_id"]], [*legs["from_name"], *legs["to_name"]], strict=True))
    return tuple(
        dict.fromkeys(
            f"{names.get(snap['stop_id'], snap['stop_id'])}: {format_distance(snap['snap_km'])} to the "
            f"{networks[snap['mode']]}"
            for snap in snaps
            if snap["snap_km"] > 0
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


def itinerary_text(route: Route) -> str:
    """Return a route as a table of plain text, with its totals and terms.

    Examples
    --------
    >>> import geo_ree
    >>> print(itinerary_text(geo_ree.find_route("CNTXG", "NLRTM")).splitlines()[0])
    Tianjin (Xingang) → Rotterdam
    """
    stretches = stretches_of(route)
    head = ("", "from → to", "km", "hours", "handling", "kg CO2e/t", "passages", "basis")
    rows = [head, *(_text_row(stretch) for stretch in stretches), _text_total(route, stretches)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.rjust(width) if column in (2, 3, 4, 5) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    title = f"{stretches[0].from_name} → {stretches[-1].to_name}"
    return "\n".join([title, *lines, *_text_terms(route)]) + "\n"


def _text_row(stretch: Stretch) -> tuple[str, ...]:
    return (
        MODE_WORDS[stretch.mode],
        f"{stretch.from_name} → {stretch.to_name}",
        f"{stretch.distance_km:.1f}",
        f"{stretch.hours:.1f}",
        f"{stretch.handling_hours:.1f}",
        f"{stretch.co2e_kg_per_t:.2f}",
        ", ".join(stretch.passages) or "-",
        basis_words(stretch.km_by_basis),
    )


def _text_total(route: Route, stretches: Sequence[Stretch]) -> tuple[str, ...]:
    return (
        "Total",
        "",
        f"{route.distance_km:.1f}",
        f"{route.hours:.1f}",
        f"{math.fsum(stretch.handling_hours for stretch in stretches):.1f}",
        f"{route.co2e_kg_per_t:.2f}",
        ", ".join(route.passages) or "-",
        "",
    )


def _text_terms(route: Route) -> Iterator[str]:
    shut, snaps = closure_words(route), snap_words(route)
    yield f"Kept least: {OBJECTIVE_WORDS[route.objective].removeprefix('the least ')}. Ship: {route.ship}."
    if shut:
        yield f"Shut: {shut}."
    if snaps:
        yield f"Joined: {'; '.join(snaps)}."
    yield NOT_COUNTED
    yield f"{NOT_FOR_NAVIGATION} Land: {LAND_CREDIT} ({LAND_CREDIT_URL}). Sea: {SEA_CREDIT}."
