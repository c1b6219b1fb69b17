"""Proposed routes by destination: their list beside a map, the choice of port, their table, and what the map draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geo_ree.atlas.atlas import Atlas
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.route_cards import BASES, route_name, route_rates
from geo_ree.pages.shared.route_lines import STEPS_PER_DEGREE, route_lines
from geo_ree.pages.shared.statements import Shown
from geo_ree.routing.credits import LAND_CREDIT_URL, NOT_FOR_NAVIGATION, SEA_CREDIT
from geo_ree.routing.route import Route
from geo_ree.routing.wording import OBJECTIVE_WORDS, PASSAGE_NAMES, transfer_ports
from geo_ree.text.figures import format_distance, join_words

OTHER_COLOUR = "soft"
ASSUMPTION = "our assumption"
# Two of a group are equal where the table shows the same figure.
MEASURES = (("km", 0), ("days", 1), ("co2e", 1))


@dataclass(frozen=True)
class RouteGroup:
    """The routes from one place to another, the one to show first in front."""

    title: str
    colour: str
    routes: tuple[Route, ...]


def group_routes(routes: Iterable[Route], colours: dict[str, str]) -> tuple[RouteGroup, ...]:
    """Return the routes by origin and destination: origins in the order of their colours, else as they come.

    Parameters
    ----------
    routes : iterable of Route
    colours : dict of str to str
        Deposit id -> name of its colour.
    """
    found: dict[tuple[str, str], list[Route]] = {}
    for route in routes:
        found.setdefault((route.origin_id, route.destination_id), []).append(route)
    origins = [*colours, *dict.fromkeys(origin for origin, _ in found if origin not in colours)]
    return tuple(
        RouteGroup(_title(found[key]), colours.get(key[0], OTHER_COLOUR), tuple(found[key]))
        for key in sorted(found, key=lambda key: origins.index(key[0]))
    )


def _title(routes: Sequence[Route]) -> str:
    """Return the name without the ports, by which its routes differ."""
    return route_name(routes[0]).partition(", by ")[0]


def loading_port(route: Route) -> tuple[str, str]:
    """Return the id and the name of the port where the cargo first goes aboard; both empty for a route by land.

    >>> import geo_ree
    >>> loading_port(geo_ree.find_proposed_route("beylikova-norfolk"))
    ('TRDRC', 'Derince')
    """
    for leg in route.course_legs:
        if leg.mode == "sea" and leg.from_id:
            return leg.from_id, leg.from_name
    return "", ""


def port_choice(atlas: Atlas, origin_id: str) -> str:
    """Return what is to be said where routes to one place are shown by several ports and no source names any of them.

    >>> import geo_ree
    >>> port_choice(geo_ree.load_atlas(), "beylikova")
    'No source names an export port for Beylikova (Kızılcaören): the choice of port is ours.'
    >>> port_choice(geo_ree.load_atlas(), "bayan-obo")
    ''
    """
    rows = atlas.routes[atlas.routes["origin_id"] == origin_id]
    if not (rows["basis"] == ASSUMPTION).all() or not rows["destination_id"].duplicated().any():
        return ""
    return f"No source names an export port for {atlas.name(origin_id)}: the choice of port is ours."


def port_choices(atlas: Atlas, routes: Iterable[Route]) -> list[str]:
    """Return what is to be said of the ports of some routes, each origin once."""
    origins = dict.fromkeys(route.origin_id for route in routes)
    return [words for words in (port_choice(atlas, origin_id) for origin_id in origins) if words]


def group_rows(groups: Iterable[RouteGroup]) -> list[Shown]:
    """Return the groups as list and table show them, the least of each measure marked where there is a choice."""
    return [
        {"title": group.title, "colour": group.colour, "rows": _marked([_row(route) for route in group.routes])}
        for group in groups
    ]


def _row(route: Route) -> Shown:
    figures = {"km": route.distance_km, "days": route.hours / 24, "co2e": route.co2e_kg_per_t}
    shown = {name: round(figures[name], digits) for name, digits in MEASURES}
    return {
        "id": route.route_id,
        "name": route_name(route),
        "by": f"by {loading_port(route)[1]}" if loading_port(route)[1] else "by land",
        "basis": BASES[route.basis].partition(":")[0] if route.basis in BASES else route.basis,
        "km": format_distance(route.distance_km).removesuffix(" km"),
        "days": f"{shown['days']:.1f}",
        "co2e": f"{shown['co2e']:.1f}",
        "passages": [PASSAGE_NAMES[passage] for passage in route.passages],
        "figures": shown,
    }


def _marked(rows: list[Shown]) -> list[Shown]:
    least = {name: min(row["figures"][name] for row in rows) for name, _ in MEASURES}
    return [
        {**row, "least": [name for name in least if len(rows) > 1 and row["figures"][name] == least[name]]}
        for row in rows
    ]


def port_options(groups: Sequence[RouteGroup]) -> list[dict[str, str]]:
    """Return the ports to choose from, the one shown first in front; none where there is no choice."""
    several = [group for group in groups if len({loading_port(route) for route in group.routes}) > 1]
    ports = dict.fromkeys(loading_port(route) for group in several for route in group.routes)
    return [{"id": port_id, "name": name or "by land"} for port_id, name in ports]


def drawn_routes(groups: Sequence[RouteGroup]) -> dict[str, Any]:
    """Return what a map draws of the routes, and which of them with which choice of port."""
    routes = [route for group in groups for route in group.routes]
    colours = [group.colour for group in groups for _ in group.routes]
    options = port_options(groups)
    return {
        "steps_per_degree": STEPS_PER_DEGREE,
        "lines": route_lines(routes, colours),
        "routes": [
            {
                "id": route.route_id,
                "card": f"route-{route.route_id}",
                "port": loading_port(route)[0],
                "group": number,
            }
            for number, group in enumerate(groups)
            for route in group.routes
        ],
        "port": options[0]["id"] if options else "",
    }


def route_context(groups: Sequence[RouteGroup], atlas: Atlas, bibliography: Bibliography) -> dict[str, Any]:
    """Return what the parts of a page on routes show: list, choice of port, table, rates."""
    routes = [route for group in groups for route in group.routes]
    return {
        "route_groups": group_rows(groups),
        "route_count": len(routes),
        "route_words": routes_words(routes) if routes else "",
        "port_choices": port_choices(atlas, routes),
        "port_options": port_options(groups),
        "route_rates": route_rates(routes, bibliography),
        "land_credit_url": LAND_CREDIT_URL,
        "sea_credit": SEA_CREDIT,
    }


def changes_of(routes: Iterable[Route]) -> set[str]:
    """Return the ports where some route's cargo changes between land and sea."""
    return {port_id for route in routes for port_id in transfer_ports(route)}


def routes_words(routes: Sequence[Route]) -> str:
    """Return what the lines are: over what they were found, what was minimised, and what they are not for."""
    objectives = join_words(list(dict.fromkeys(OBJECTIVE_WORDS[route.objective] for route in routes)), "or")
    ships = join_words(list(dict.fromkeys(route.ship for route in routes)), "or")
    return (
        f"Routes are computed over sea lanes, railways and main roads for {objectives}, with a {ships} ship. "
        f"{NOT_FOR_NAVIGATION}"
    )
