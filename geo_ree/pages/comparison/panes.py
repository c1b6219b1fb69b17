"""The panes of a comparison: one map a deposit, all at one ground scale, each with the others' areas at true size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo_ree.atlas.atlas import Atlas
from geo_ree.layers import symbology
from geo_ree.layers.symbology import stage_group, symbol_state
from geo_ree.pages.comparison.towns import nearby_towns
from geo_ree.pages.shared.sites import MAP_OPTIONS, WORLD, Site, degrees, round_length
from geo_ree.text.countries import country_name
from geo_ree.webmap import overlays, theme
from geo_ree.webmap.basemap import window_basemap
from geo_ree.webmap.elements import OfflineMap, Script
from geo_ree.webmap.symbols import symbol_data

# Half the width and height, in degrees, of the fine basemap around a deposit: it covers every view at ground scale.
WINDOW_DEGREES = (7.0, 5.0)
TOWN_RADIUS_KM = 90.0
TOWN_COUNT = 14
PLANT_RADIUS_KM = 150.0
# A plant nearer than this to the deposit's point has no place of its own: its point is the deposit's.
SAME_PLACE_KM = 0.1
# Views begin with the largest area inside, or the middle range ring where there is none, and some room for labels.
ROOM = 1.2
# A point known better than this needs no circle.
SHOWN_PRECISION_M = 100.0


def pane_map(site: Site, name: str) -> OfflineMap:
    """Return the map of one pane; what it shows comes from the data block ``view-<name>``."""
    pane = OfflineMap(
        (site.point.y, site.point.x),
        label=f"Map around {site.name}",
        zoom=10,
        min_zoom=0,
        max_zoom=22,
        zoom_delta=0.5,
        options=MAP_OPTIONS,
    )
    Script("GR.pane", name).add_to(pane)
    return pane


def pane_window(site: Site) -> dict[str, Any]:
    """Return the fine basemap around a deposit, wide enough for every view at ground scale."""
    across, up = WINDOW_DEGREES
    south, north = max(-90.0, site.point.y - up), min(90.0, site.point.y + up)
    return window_basemap((site.point.x - across, south, site.point.x + across, north))


def pane_data(site: Site, sites: Sequence[Site], atlas: Atlas, name: str) -> dict[str, Any]:
    """Return everything one pane draws."""
    reach_km = max(_reach_km(other) for other in sites)
    rings = overlays.ring_set(reach_km)
    return {
        "home": [site.point.y, site.point.x],
        "reach_m": max(reach_km, rings[1]) * 1000 * ROOM,
        "basemap": {"world": WORLD, "windows": [f"basemap-{name}"]},
        "rings": [overlays.ring(site.point, kilometres) for kilometres in rings],
        "areas": [*_uncertainty(site), *_own_areas(site), *_ghosts(site, sites)],
        "points": [*_deposit_points(site), *_plants(site, atlas), *_towns(site, atlas)],
        "globe": _globe(site, sites),
    }


def pane_caption(site: Site) -> dict[str, str]:
    """Return the words above a pane: where it is, and how well that is known."""
    known = f"± {round_length(site.precision_m)}" if site.precision_m else ""
    place = f"{degrees(site.point.y, 'N', 'S')}, {degrees(site.point.x, 'E', 'W')}"
    return {
        "name": site.name,
        "colour": site.colour,
        "country": country_name(site.deposit.country),
        "place": place,
        "known": known,
    }


def _reach_km(site: Site) -> float:
    """Return how far the areas and orebodies of a deposit reach from its point."""
    return overlays.reach_km([*(row.geometry for row in site.footprints), site.deposit.geometry], site.point)


# --- areas --------------------------------------------------------------------------------------------------------


def _own_areas(site: Site) -> list[dict[str, Any]]:
    return [_area(row.geometry, site.point, site.colour, "outline", row.label) for row in site.footprints]


def _ghosts(site: Site, sites: Sequence[Site]) -> list[dict[str, Any]]:
    """Return the areas of the other deposits, moved here: same size, same bearing, laid to this deposit's point."""
    return [
        _area(
            overlays.carried(row.geometry, other.point, site.point),
            site.point,
            other.colour,
            "ghost",
            f"{other.name}, at true size: {row.label}",
        )
        for other in sites
        if other is not site
        for row in other.footprints
    ]


def _area(shape: BaseGeometry, centre: Point, colour: str, style: str, label: str) -> dict[str, Any]:
    return {"rings": overlays.polygon_places(shape, centre), "colour": colour, "style": style, "label": label}


def _uncertainty(site: Site) -> list[dict[str, Any]]:
    if site.precision_m < SHOWN_PRECISION_M:
        return []
    line = overlays.circle(site.point, site.precision_m)
    return [{"rings": [[line]], "colour": site.colour, "style": "uncertainty", "label": ""}]


# --- points -------------------------------------------------------------------------------------------------------


def _deposit_points(site: Site) -> list[dict[str, Any]]:
    """Return the deposit's point, or one for each orebody, hollow where nobody has read its place in a source."""
    geometry = site.deposit.geometry
    points = list(getattr(geometry, "geoms", [geometry]))
    orebodies = site.deposit.orebodies or ()
    if not orebodies:
        return [_point(points[0], site.name, "", symbology.DEPOSIT, site, "solid")]
    return [
        _point(
            point,
            str(orebody["name"]),
            f"{orebody['name']} orebody of {site.name}" + ("" if orebody["verified"] else ", place not verified"),
            symbology.OREBODY,
            site,
            "solid" if orebody["verified"] else "hollow",
        )
        for point, orebody in zip(points, orebodies, strict=True)
    ]


def _point(point: Point, name: str, spoken: str, symbol: theme.Symbol, site: Site, state: str) -> dict[str, Any]:
    return {
        "lat": point.y,
        "lon": overlays.beside(point.x, site.point.x),
        "name": name,
        "label": name,
        "spoken": spoken or name,
        "symbol": symbol_data(symbol, colour=site.colour),
        "state": state,
        "rank": symbol.rank,
        "layer": "deposits",
        "card": f"deposit-{site.deposit_id}",
    }


def _plants(site: Site, atlas: Atlas) -> list[dict[str, Any]]:
    found = []
    for row in atlas.rows.plants.values():
        kilometres = overlays.reach_km([row.geometry], site.point)
        if not SAME_PLACE_KM < kilometres <= PLANT_RADIUS_KM:
            continue
        symbol = symbology.STAGE_GROUPS[stage_group(row.stages)].symbol
        point = _point(row.geometry, row.name, "", symbol, site, symbol_state(row.status, row.verified))
        card = f"facility-{row.facility_id}"
        found.append({**point, "symbol": symbol_data(symbol), "layer": "plants", "card": card})
    return found


def _towns(site: Site, atlas: Atlas) -> list[dict[str, Any]]:
    towns = nearby_towns(atlas.towns, site.point, radius_km=TOWN_RADIUS_KM, count=TOWN_COUNT)
    return [
        {
            "lat": town["lat"],
            "lon": overlays.beside(town["lon"], site.point.x),
            "name": town["name"],
            "label": town["name"],
            "symbol": symbol_data(symbology.TOWN),
            "state": "solid",
            "rank": symbology.TOWN.rank,
            "layer": "towns",
            "card": None,
        }
        for town in towns
    ]


# --- locator ------------------------------------------------------------------------------------------------------


def _globe(site: Site, sites: Sequence[Site]) -> dict[str, Any]:
    others = [other for other in sites if other is not site]
    named = ", ".join(other.name for other in others)
    return {
        "world": WORLD,
        "centre": [site.point.y * 0.75, site.point.x],
        "here": _dot(site),
        "others": [_dot(other) for other in others],
        "text": f"Globe that shows where {site.name} lies" + (f", and {named}" if named else ""),
    }


def _dot(site: Site) -> dict[str, Any]:
    return {"lat": site.point.y, "lon": site.point.x, "colour": site.colour}
