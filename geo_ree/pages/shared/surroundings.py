"""What is drawn around a deposit when it is selected: how well its point is known, other points, areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.deposits import Deposit, Place
from geo_ree.gis.geodesy import distance_km
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.sites import degrees
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


def _mark(other: OtherPoint, where: Point) -> dict[str, Any]:
    return {
        "kind": "coordinate" if other.is_coordinate else "landmark",
        "lat": round(other.lat, DECIMALS),
        "lon": round(other.lon, DECIMALS),
        "text": away_words(other, where) if other.is_coordinate else other.place.value,
    }


@dataclass(frozen=True)
class OtherPoint:
    """A place with a point that belongs to a deposit: another coordinate of it, or a landmark beside it."""

    place: Place
    lon: float
    lat: float

    @property
    def is_coordinate(self) -> bool:
        """Whether it is meant for the deposit itself."""
        return self.place.kind == "coordinate"


def other_points(atlas: Atlas, deposit_id: str) -> tuple[OtherPoint, ...]:
    """Return the places with a point that belong to a deposit: other coordinates first, then landmarks beside it."""
    points = [
        OtherPoint(place, place.lon, place.lat)
        for place in atlas.rows.places.get(deposit_id, ())
        if place.lon is not None and place.lat is not None
    ]
    return tuple(sorted(points, key=lambda point: not point.is_coordinate))


def coordinate_rows(atlas: Atlas, deposit_id: str, bibliography: Bibliography) -> list[Shown]:
    """Return the other points of a deposit as its card lists them, each with its distance from the point drawn."""
    where = atlas.point(deposit_id)
    return [
        {
            "what": bibliography.rich(point.place.value, point.place.sources),
            "away": away_words(point, where),
            "place": f"{degrees(point.lat, 'N', 'S')}, {degrees(point.lon, 'E', 'W')}",
            "note": bibliography.rich(point.place.note),
            "landmark": not point.is_coordinate,
            "unverified": not point.place.is_verified,
        }
        for point in other_points(atlas, deposit_id)
    ]


def away_words(other: OtherPoint, where: Point) -> str:
    """Return how far another coordinate lies from a point, geodesic: ``660 km away``."""
    kilometres = float(distance_km(where.x, where.y, other.lon, other.lat))
    return "the same point" if kilometres < SAME_POINT_KM else f"{format_distance(kilometres)} away"
