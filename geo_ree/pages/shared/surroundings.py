"""What is drawn around a deposit when it is selected: how well its point is known, other points, areas."""

from __future__ import annotations

from typing import Any

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import ELLIPSOID, Row, plain_rows
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.sites import degrees
from geo_ree.pages.shared.statements import Shown
from geo_ree.text.figures import format_distance
from geo_ree.webmap import overlays

# Nearer than this two points of one place are the same, km.
SAME_POINT_KM = 0.05
DECIMALS = 5


def around_deposit(atlas: Atlas, row: Row, where: Point) -> dict[str, Any]:
    """Return the radius within which a deposit lies, what else the tables place near it, and its areas."""
    return {
        "precision_m": row["location_precision_m"],
        "marks": [_mark(other, where) for other in other_points(atlas, row["deposit_id"])],
        "areas": [
            {"rings": overlays.polygon_places(area["geometry"], where), "label": area["label"]}
            for area in plain_rows(atlas.footprints)
            if area["deposit_id"] == row["deposit_id"]
        ],
    }


def _mark(other: Row, where: Point) -> dict[str, Any]:
    is_coordinate = other["kind"] == "coordinate"
    return {
        "kind": "coordinate" if is_coordinate else "landmark",
        "lat": round(other["lat"], DECIMALS),
        "lon": round(other["lon"], DECIMALS),
        "text": away_words(other, where) if is_coordinate else other["value"],
    }


def other_points(atlas: Atlas, deposit_id: str) -> tuple[Row, ...]:
    """Return the places with a point that belong to a deposit: other coordinates first, then landmarks beside it."""
    places = atlas.places
    rows = plain_rows(places[(places["subject_id"] == deposit_id) & places["lat"].notna()])
    return tuple(sorted(rows, key=lambda row: row["kind"] != "coordinate"))


def coordinate_rows(atlas: Atlas, deposit_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the other points of a deposit as its card lists them, each with its distance from the point drawn."""
    where = atlas.point(deposit_id)
    return [
        {
            "what": bibliography.rich(row["value"], [row["source_id"]]),
            "away": away_words(row, where),
            "place": f"{degrees(row['lat'], 'N', 'S')}, {degrees(row['lon'], 'E', 'W')}",
            "note": bibliography.rich(row["note"]),
            "landmark": row["kind"] != "coordinate",
            "unverified": row["verified"] is False,
        }
        for row in other_points(atlas, deposit_id)
    ]


def away_words(row: Row, where: Point) -> str:
    """Return how far another coordinate lies from a point, geodesic: ``660 km away``."""
    kilometres = ELLIPSOID.inv(where.x, where.y, row["lon"], row["lat"])[2] / 1000
    return "the same point" if kilometres < SAME_POINT_KM else f"{format_distance(kilometres)} away"
