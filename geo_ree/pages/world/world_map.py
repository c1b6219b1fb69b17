"""The world map: deposits, plants by stage, the ports and the proposed routes, continuous across 180°."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.deposits import Deposit
from geo_ree.atlas.rows.supply_chain import Plant, Port
from geo_ree.layers import symbology
from geo_ree.layers.symbology import stage_group, symbol_state
from geo_ree.pages.shared.citations import how_to_cite
from geo_ree.pages.shared.route_groups import changes_of, drawn_routes, group_routes, routes_words
from geo_ree.pages.shared.sites import MAP_OPTIONS, WORLD, Site
from geo_ree.pages.world.legend import legend_groups
from geo_ree.routing.credits import LAND_CREDIT, LAND_CREDIT_URL, SEA_CREDIT
from geo_ree.routing.route import Route
from geo_ree.text import labels
from geo_ree.text.countries import country_name
from geo_ree.text.figures import join_words
from geo_ree.text.labels import STATUSES, say
from geo_ree.webmap import overlays, theme
from geo_ree.webmap.basemap import BORDER_NOTE, SOURCE
from geo_ree.webmap.elements import OfflineMap, Script
from geo_ree.webmap.symbols import symbol_data

# Where several places share one point, the others stand this many pixels from it, on the side given.
ASIDE = ((0, 17), (17, 8), (-17, 8), (17, -8), (-17, -8), (0, -17))
# Places nearer than this to each other share one point at any zoom that shows the world.
SHARED_DEGREES = 0.02
# Room around the outermost places, degrees.
MARGIN_DEGREES = 5.0
WIDEST_DEGREES = 410.0
SOUTHERNMOST, NORTHERNMOST = -60.0, 80.0

PlacePoint = dict[str, Any]


def world_map() -> OfflineMap:
    """Return the world map; what it shows comes from the data block ``view-world``."""
    world = OfflineMap(
        (25, 60),
        label="World map of deposits, plants, ports and proposed routes",
        zoom=2,
        max_zoom=11,
        options=MAP_OPTIONS,
    )
    Script("GR.world", "world").add_to(world)
    return world


def world_data(atlas: Atlas, sites: Sequence[Site], routes: Sequence[Route], file_name: str) -> dict[str, Any]:
    """Return everything the world map draws, and the words of its picture files."""
    colours = {site.deposit_id: site.colour for site in sites}
    points = world_points(atlas, sites, routes)
    layers = {str(point["layer"]) for point in points} | ({"routes"} if routes else set())
    groups = legend_groups(sites, layers, {str(point["state"]) for point in points})
    return {
        "basemap": {"world": WORLD},
        "bounds": world_bounds(points, routes),
        "focus": [
            math.fsum(site.point.y for site in sites) / len(sites),
            math.fsum(site.point.x for site in sites) / len(sites),
        ],
        "points": points,
        "routes": drawn_routes(group_routes(routes, colours)),
        "groups": groups,
        "legend": [entry for group in groups for entry in group["entries"]],
        "export": {
            "file": file_name,
            "title": f"{join_words(tuple(site.name for site in sites))}: deposits, plants and proposed routes",
            "subtitle": "Figures, dates and sources: see the comparison page made by geo_ree.",
            "route_notes": route_notes(routes),
            "notes": [
                f"Basemap: {SOURCE}. {BORDER_NOTE}",
                f"How to cite: {how_to_cite(join_words(tuple(site.name for site in sites)) + ' compared')}",
            ],
        },
    }


def route_notes(routes: Sequence[Route]) -> list[str]:
    """Return what a picture with routes says of them: how they were found, and whom their lines come from."""
    if not routes:
        return []
    return [routes_words(routes), f"Routes over land: {LAND_CREDIT} ({LAND_CREDIT_URL}); by sea: {SEA_CREDIT}."]


# --- places -------------------------------------------------------------------------------------------------------


def world_points(atlas: Atlas, sites: Sequence[Site], routes: Sequence[Route]) -> list[PlacePoint]:
    """Return the places in reading order: deposits compared, plants, ports of the routes, other deposits."""
    stops = {stop for route in routes for stop in route.stop_ids}
    compared, changes = {site.deposit_id for site in sites}, changes_of(routes)
    points = [
        *(_site_point(site) for site in sites),
        *sorted((plant_point(row) for row in atlas.rows.plants.values()), key=_west_to_east),
        *sorted(
            (port_point(row, changes) for row in atlas.rows.ports.values() if row.port_id in stops), key=_west_to_east
        ),
        *sorted(
            (_other(row) for row in atlas.rows.deposits.values() if row.deposit_id not in compared), key=_west_to_east
        ),
    ]
    return list(with_aside(points))


def _west_to_east(point: PlacePoint) -> tuple[float, str]:
    return float(point["lon"]), str(point["name"])


def place_point(
    row: Deposit | Plant | Port, where: Point, symbol: theme.Symbol, layer: str, card: str, kind: str
) -> PlacePoint:
    """Return a place as the page draws it: where, its symbol, its names to see and to hear, and what it opens."""
    return {
        "lat": round(where.y, 5),
        "lon": round(where.x, 5),
        "name": row.name,
        "label": row.name,
        "spoken": f"{row.name}, {kind}, {country_name(row.country)}",
        "symbol": symbol_data(symbol),
        "state": "solid",
        "rank": symbol.rank,
        "layer": layer,
        "card": card,
    }


def _site_point(site: Site) -> PlacePoint:
    card = f"deposit-{site.deposit_id}"
    point = place_point(site.deposit, site.point, symbology.DEPOSIT, card, card, "deposit")
    return {**point, "symbol": symbol_data(symbology.DEPOSIT, colour=site.colour)}


def _other(row: Deposit) -> PlacePoint:
    return place_point(row, row.point, symbology.OTHER_DEPOSIT, "others", f"deposit-{row.deposit_id}", "deposit")


def plant_point(row: Plant) -> PlacePoint:
    """Return a plant as the page draws it, by the stage that matters most."""
    group = stage_group(row.stages)
    stages = join_words(tuple(labels.STAGE_WORDS.get(stage, say(stage)) for stage in row.stages))
    kind = f"{stages}, {say(row.status, STATUSES)}"
    point = place_point(
        row, row.geometry, symbology.STAGE_GROUPS[group].symbol, group, f"facility-{row.facility_id}", kind
    )
    return {**point, "state": symbol_state(row.status, row.verified)}


def port_point(row: Port, changes: Collection[str] = ()) -> PlacePoint:
    """Return a port as the page draws it: a ring where the cargo of a route changes between land and sea."""
    is_change = row.port_id in changes
    symbol, kind = (
        (symbology.CHANGE_PORT, "port of change between land and sea") if is_change else (symbology.PORT, "port")
    )
    return place_point(row, row.geometry, symbol, "ports", f"port-{row.port_id}", kind)


def with_aside(points: Iterable[PlacePoint]) -> Iterator[PlacePoint]:
    """Yield the points; of those that share a place, all but the first get an offset in pixels."""
    taken: dict[tuple[int, int], int] = defaultdict(int)
    for point in points:
        cell = (round(point["lat"] / SHARED_DEGREES), round(point["lon"] / SHARED_DEGREES))
        turn = taken[cell]
        taken[cell] += 1
        yield {**point, "aside": list(ASIDE[(turn - 1) % len(ASIDE)])} if turn else point


# --- extent -------------------------------------------------------------------------------------------------------


def world_bounds(points: Iterable[PlacePoint], routes: Iterable[Route]) -> list[list[float]]:
    """Return the south-west and north-east corner of the first view, as [latitude, longitude].

    The map is cut where no place is for longest; where routes leave it over that cut it is widened, so that each is one
    unbroken line.
    """
    places = [(float(point["lon"]), float(point["lat"])) for point in points]
    middle = overlays.widest_gap(longitude for longitude, _ in places) - 180
    shown = [(overlays.beside(longitude, middle), latitude) for longitude, latitude in places]
    for route in routes:
        shown += _beside(route, middle)
    west, east = (edge(x for x, _ in shown) + room for edge, room in ((min, -MARGIN_DEGREES), (max, MARGIN_DEGREES)))
    excess = max(0.0, east - west - WIDEST_DEGREES) / 2
    south = max(SOUTHERNMOST, min(y for _, y in shown) - MARGIN_DEGREES)
    north = min(NORTHERNMOST, max(y for _, y in shown) + MARGIN_DEGREES)
    return [[round(south, 2), round(west + excess, 2)], [round(north, 2), round(east - excess, 2)]]


def _beside(route: Route, middle: float) -> list[tuple[float, float]]:
    """Return the vertices of a route as (longitude, latitude), all on the turn of the globe on which it begins."""
    vertices = [position for line in route.course.lines for position in line.tolist()]
    shift = overlays.beside(vertices[0][0], middle) - vertices[0][0] if vertices else 0.0
    return [(x + shift, y) for x, y in vertices]
