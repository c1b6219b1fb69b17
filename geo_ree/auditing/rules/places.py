"""Rules of places: a point lies in the country it is said to lie in, and sources agree where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import unique
from geo_ree.atlas.rows.deposits import Deposit, Place
from geo_ree.atlas.rows.supply_chain import Plant, Port
from geo_ree.auditing.rule import Found, Rule
from geo_ree.errors import UnknownId
from geo_ree.gis.borders import BORDER_PRECISION_KM, country_at, distance_outside_km
from geo_ree.gis.geodesy import distance_m
from geo_ree.text.countries import country_name

Placed = Deposit | Plant | Port

# A port's point often lies on the water of its harbour or its roads.
HARBOUR_KM = 10.0
# Two printed minutes, or two decimals: less than this apart, two points say the same.
ROUNDING_KM = 2.0
# From here on a point is not imprecise but wrong.
MISPLACED_KM = 100.0


def outside_its_country(atlas: Atlas) -> Iterator[Found]:
    """Yield each deposit, plant or port whose point lies outside its country by more than its precision."""
    for row in atlas.rows.placed.values():
        point = _points(row)[0]
        outside = _outside_km(point.x, point.y, row.country)
        if outside > BORDER_PRECISION_KM + _precision_km(row) + (HARBOUR_KM if isinstance(row, Port) else 0):
            code = country_at(point.x, point.y)
            there = f"in {country_name(code)}" if code else "at sea"
            message = (
                f"The point of {row.name} lies {outside:,.0f} km outside {country_name(row.country)}, {there}; its "
                "sign, its order or its country is wrong."
            )
            yield _of_places(Found.of(row.key, message, [row]), row)


def coordinates_apart(atlas: Atlas) -> Iterator[Found]:
    """Yield each other published coordinate that lies farther off than the precision of the point in use."""
    yield from _other_coordinates(atlas, misplaced=False)


def coordinates_misplaced(atlas: Atlas) -> Iterator[Found]:
    """Yield each other published coordinate that lies so far off that it must be of another place."""
    yield from _other_coordinates(atlas, misplaced=True)


def _other_coordinates(atlas: Atlas, *, misplaced: bool) -> Iterator[Found]:
    records = atlas.rows
    coordinates = [place for several in records.places.values() for place in several if place.kind == "coordinate"]
    for place in coordinates:
        subject = records.placed.get(place.about)
        if subject is None:
            continue
        apart = _apart_km(subject, place)
        if apart > _precision_km(subject) + ROUNDING_KM and (apart > MISPLACED_KM) == misplaced:
            seen = Found.of(place.about, _apart_message(place, subject, apart), (place, subject))
            yield _of_places(seen, place, subject)


def _of_places(seen: Found, *rows: Placed | Place) -> Found:
    """Return a finding that cites who states the coordinates, and not all else that its rows rest on."""
    return replace(seen, source_ids=unique(_source_of_point(row) for row in rows))


def _source_of_point(row: Placed | Place) -> str:
    return row.source_id if isinstance(row, Place | Port) else row.location_source_id


def _apart_message(place: Place, subject: Placed, apart: float) -> str:
    name, precision = subject.name, _precision_km(subject)
    if apart > MISPLACED_KM:
        return f"A published point of {name} ({place.value}) lies {apart:,.0f} km from it and must not be used."
    within = f", farther than the {precision:g} km within which the point in use is known" if precision else ""
    return f"Sources place {name} {apart:,.1f} km apart ({place.value}){within}; both points are kept."


def _apart_km(subject: Placed, place: Place) -> float:
    """Return how far a published coordinate lies from the nearest point of its subject."""
    metres = [float(distance_m(point.x, point.y, *place.position)) for point in _points(subject)]
    return min(metres) / 1000


def _points(row: Placed) -> tuple[Point, ...]:
    return row.points if isinstance(row, Deposit) else (row.geometry,)


def _precision_km(row: Placed) -> float:
    """Return within what its point is known; 0 for a port, whose point nobody bounds."""
    return 0.0 if isinstance(row, Port) else (row.location_precision_m or 0) / 1000


def _outside_km(lon: float, lat: float, country: str) -> float:
    """Return how far a point lies outside a country; 0 for a country that has no outline to hold it against."""
    try:
        return distance_outside_km(lon, lat, country)
    except UnknownId:
        return 0.0


RULES = (
    Rule(
        "outside-country",
        "error",
        "A place lies in the country it is said to lie in.",
        "Geometry: the outlines of Natural Earth at 1:50 million, held loosely.",
        (),
        outside_its_country,
    ),
    Rule(
        "coordinates-misplaced",
        "warning",
        "A published coordinate of a place lies near that place.",
        "Geometry: the geodesic to the point in use.",
        (),
        coordinates_misplaced,
    ),
    Rule(
        "coordinates-apart",
        "note",
        "Published coordinates of one place agree within the precision that is claimed for it.",
        "Geometry: the geodesic to the point in use.",
        (),
        coordinates_apart,
    ),
)
