"""The page of one route: a map fitted to it, its stretches as a strip and a table, its terms, rates and sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo_ree import __version__
from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.layers import symbology
from geo_ree.layers.symbology import stage_group
from geo_ree.pages.shared.citations import Bibliography, how_to_cite
from geo_ree.pages.shared.route_cards import route_card, route_name, route_rates, totals_words
from geo_ree.pages.shared.route_groups import ASSUMPTION, RouteGroup, drawn_routes, port_choice, routes_words
from geo_ree.pages.shared.sites import MAP_OPTIONS, SHARED, WORLD
from geo_ree.pages.world.legend import route_entries
from geo_ree.pages.world.world_map import route_notes
from geo_ree.routing.credits import LAND_CREDIT_URL, NOT_FOR_NAVIGATION, SEA_CREDIT
from geo_ree.routing.route import Route
from geo_ree.routing.wording import transfer_ports
from geo_ree.webmap import theme
from geo_ree.webmap.basemap import BORDER_NOTE, SOURCE, world_basemap
from geo_ree.webmap.elements import OfflineMap, Script
from geo_ree.webmap.page import Page, build_page
from geo_ree.webmap.symbols import symbol_data, theme_css, theme_data

FOLDERS = (Path(__file__).parent, SHARED)
STYLES = ("page.css", "maps.css", "routes.css", "print.css")
COLOUR = "deposit-1"
MIDDLE = (25.0, 60.0)


def draw_route(route: Route, *, atlas: Atlas | None = None) -> Page:
    """Draw one route as one self-contained web page.

    The page needs no network: a map fitted to the route, its stretches as a strip and as a table with kilometres, hours
    and emissions, the passages it takes and those that were closed, on what its kilometres rest, and every rate by
    which it was computed, with its source. The same route gives the same bytes.

    Parameters
    ----------
    route : Route
        From ``geo_ree.find_route`` or ``geo_ree.find_proposed_route``.
    atlas : Atlas, optional
        Where names and sources are looked up; by default the one with which the route was found, else the built-in one.

    Returns
    -------
    Page
        ``.save(path)`` writes it; ``.html`` is its text.

    Examples
    --------
    >>> import geo_ree
    >>> page = geo_ree.draw_route(geo_ree.find_route("beylikova", "NLRTM"))
    >>> page.html.startswith("<!DOCTYPE html>")
    True
    """
    atlas = given_atlas(route.found_with if atlas is None else atlas)
    bibliography = Bibliography(atlas.rows.sources)
    context = _context(route, atlas, bibliography)
    sources = bibliography.entries()
    return build_page(
        "route.html",
        folders=FOLDERS,
        context={**context, "sources": sources},
        maps={"route": _route_map(route)},
        data={
            "data-theme": theme_data(),
            f"data-{WORLD}": world_basemap(),
            "data-view-route": _view(route, atlas),
            "data-cards": {},
        },
        bundle="route",
        script="GR.start();",
        styles=STYLES,
        css=theme_css(),
    )


def _context(route: Route, atlas: Atlas, bibliography: Bibliography) -> dict[str, object]:
    """Return what the template shows, in the order of the page, so that citations are numbered as one reads."""
    choice = port_choice(atlas, route.origin_id) if route.basis == ASSUMPTION else ""
    return {
        "title": route_name(route),
        "lang": "en",
        "version": __version__,
        "cite_as": f"the route {route_name(route)}",
        "shapes": theme.SHAPES,
        "icons": theme.MODE_ICONS,
        "card": route_card(route, COLOUR, bibliography, port_choice=choice),
        "route_words": routes_words([route]),
        "route_count": 1,
        "legend": route_entries(),
        "route_rates": route_rates([route], bibliography),
        "land_credit_url": LAND_CREDIT_URL,
        "sea_credit": SEA_CREDIT,
        "basemap_source": SOURCE,
        "border_note": BORDER_NOTE,
    }


def _route_map(route: Route) -> OfflineMap:
    """Return the map; what it shows comes from the data block ``view-route``."""
    shown = OfflineMap(MIDDLE, label=f"Map of the route {route_name(route)}", zoom=2, max_zoom=12, options=MAP_OPTIONS)
    Script("GR.routeMap", "route").add_to(shown)
    return shown


def _view(route: Route, atlas: Atlas) -> dict[str, Any]:
    """Return everything the map draws, and the words of its picture files."""
    west, south, east, north = (round(float(edge), 2) for edge in route.segments.total_bounds)
    drawn = drawn_routes([RouteGroup(route_name(route), COLOUR, (route,))])
    return {
        "basemap": {"world": WORLD},
        "bounds": [[south, west], [north, east]],
        "points": list(_stops(route, atlas)),
        # The card of the route is the page itself.
        "routes": {**drawn, "routes": [{**entry, "card": None} for entry in drawn["routes"]]},
        "legend": route_entries(),
        "export": {
            "file": route.route_id or f"{route.origin_id}-{route.destination_id}".replace(",", "_"),
            "title": route_name(route),
            "subtitle": f"{totals_words(route)}. {NOT_FOR_NAVIGATION}",
            "route_notes": route_notes([route]),
            "notes": [
                f"Basemap: {SOURCE}. {BORDER_NOTE}",
                f"How to cite: {how_to_cite(f'the route {route_name(route)}')}",
            ],
        },
    }


def _stops(route: Route, atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Yield the named ends of segments as places on the map, each once."""
    course = route.course
    ends = [(segment.from_stop, line[0]) for segment, line in zip(course.segments, course.lines, strict=True)]
    ends.append((course.segments[-1].to_stop, course.lines[-1][-1]))
    places = {stop.stop_id: (stop.name, place.tolist()) for stop, place in reversed(ends) if stop}
    changes = transfer_ports(route)
    for stop_id, (name, (lon, lat)) in sorted(places.items()):
        symbol, colour = _symbol(stop_id, atlas, is_change=stop_id in changes)
        yield {
            "lat": round(lat, 4),
            "lon": round(lon, 4),
            "name": name,
            "label": name,
            "symbol": symbol_data(symbol, colour=colour),
            "state": "solid",
            "rank": symbol.rank,
            "layer": "stops",
            "card": None,
        }


def _symbol(stop_id: str, atlas: Atlas, *, is_change: bool) -> tuple[theme.Symbol, str | None]:
    """Return the symbol of a stop, and its colour where it is not the symbol's own."""
    if stop_id in atlas.deposits.index:
        return symbology.DEPOSIT, COLOUR
    if stop_id in atlas.facilities.index:
        return symbology.STAGE_GROUPS[stage_group(atlas.facilities.at[stop_id, "stages"])].symbol, None
    return (symbology.CHANGE_PORT if is_change else symbology.PORT), None
