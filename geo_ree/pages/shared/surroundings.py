"""What is drawn around a deposit when it is selected: how well its point is known, other points, areas."""

from __future__ import annotations

from typing import Any

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.deposits import Deposit, Place
from geo_ree.gis.geodesy import distance_km
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.sites import position_words
from geo_ree.pages.shared.statements import Shown
from geo_ree.text.figures import format_distance
from geo_ree.webmap import overlays

# Nearer than this two points of one place are the same, km.
SAME_POINT_KM = 0.05
DECIMALS = 5


def around_deposit(atlas: Atlas, row: Deposit, where: Point) -> dict[str, Any]:
    """Return the radius within which a deposit lies, what else the tables place near it, and its areas."""
    return {
        "precision_m": row.location_precision_m,
        "marks": [_mark(other, where) for other in other_points(atlas, row.deposit_id)],
        "areas": [
            {"rings": overlays.polygon_places(area.geometry, where), "label": area.label}
            for area in atlas.rows.footprints.get(row.deposit_id, ())
        ],
    }


def _mark(other: Place, where: Point) -> dict[str, Any]:
    lon, lat = other.position
    return {
        "kind": "coordinate" if _is_coordinate(other) else "landmark",
        "lat": round(lat, DECIMALS),
        "lon": round(lon, DECIMALS),
        "text": away_words(other, where) if _is_coordinate(other) else other.value,
    }


def _is_coordinate(place: Place) -> bool:
    """Return whether a point is meant for the deposit itself; else it is a landmark beside it."""
    return place.kind == "coordinate"


def other_points(atlas: Atlas, deposit_id: str) -> tuple[Place, ...]:
    """Return the places with a point that belong to a deposit: other coordinates first, then landmarks beside it."""
    points = [place for place in atlas.rows.places.get(deposit_id, ()) if place.has_position]
    return tuple(sorted(points, key=lambda place: not _is_coordinate(place)))


def coordinate_rows(atlas: Atlas, deposit_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the other points of a deposit as its card lists them, each with its distance from the point drawn."""
    where = atlas.point(deposit_id)
    return [
        {
            "what": bibliography.rich(place.value, place.sources),
            "away": away_words(place, where),
            "place": position_words(*place.position),
            "note": bibliography.rich(place.note),
            "landmark": not _is_coordinate(place),
            "unverified": not place.is_verified,
        }
        for place in other_points(atlas, deposit_id)
    ]


def away_words(other: Place, where: Point) -> str:
    """Return how far another coordinate lies from a point, geodesic: ``660 km away``."""
    kilometres = float(distance_km(where.x, where.y, *other.position))
    return "the same point" if kilometres < SAME_POINT_KM else f"{format_distance(kilometres)} away"
