"""Rules of places: a point lies in the country it is said to lie in, and sources agree where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from geo_ree.atlas.atlas import PLACED_TABLES, Atlas
from geo_ree.atlas.dossiers import ELLIPSOID, Row, unique
from geo_ree.auditing.ledger import Entry, found, key_of, ledger_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.errors import UnknownId
from geo_ree.gis.borders import BORDER_PRECISION_KM, country_at, distance_outside_km
from geo_ree.text.countries import country_name

# A port's point often lies on the water of its harbour or its roads.
HARBOUR_KM = 10.0
# Two printed minutes, or two decimals: less than this apart, two points say the same.
ROUNDING_KM = 2.0
# From here on a point is not imprecise but wrong.
MISPLACED_KM = 100.0


def outside_its_country(atlas: Atlas) -> Iterator[Found]:
    """Yield each deposit, plant or port whose point lies outside its country by more than its precision."""
    for table in PLACED_TABLES:
        for row in ledger_of(atlas).rows[table]:
            place_id = key_of(table, row)
            point = atlas.point(place_id)
            allowed = BORDER_PRECISION_KM + _precision_km(row) + (HARBOUR_KM if table == "ports" else 0)
            outside = _outside_km(point.x, point.y, str(row["country"]))
            if outside > allowed:
                code = country_at(point.x, point.y)
                there = f"in {country_name(code)}" if code else "at sea"
                message = (
                    f"The point of {row['name']} lies {outside:,.0f} km outside {country_name(str(row['country']))}, "
                    f"{there}; its sign, its order or its country is wrong."
                )
                yield _of_places(found(place_id, message, [(table, row)]), row)


def coordinates_apart(atlas: Atlas) -> Iterator[Found]:
    """Yield each other published coordinate that lies farther off than the precision of the point in use."""
    yield from _other_coordinates(atlas, misplaced=False)


def coordinates_misplaced(atlas: Atlas) -> Iterator[Found]:
    """Yield each other published coordinate that lies so far off that it must be of another place."""
    yield from _other_coordinates(atlas, misplaced=True)


def _other_coordinates(atlas: Atlas, *, misplaced: bool) -> Iterator[Found]:
    ledger = ledger_of(atlas)
    placed = {key_of(table, row): (table, row) for table in PLACED_TABLES for row in ledger.rows[table]}
    geometries = {
        place_id: shape for table in PLACED_TABLES for place_id, shape in atlas.tables()[table].geometry.items()
    }
    for place in ledger.rows["places"]:
        if place["kind"] != "coordinate" or place["subject_id"] not in placed:
            continue
        subject = placed[place["subject_id"]]
        apart = _apart_km(geometries[place["subject_id"]], place)
        allowed = _precision_km(subject[1]) + ROUNDING_KM
        if apart > allowed and (apart > MISPLACED_KM) == misplaced:
            seen = found(place["subject_id"], _apart_message(place, subject, apart), [("places", place), subject])
            yield _of_places(seen, place, subject[1])


def _of_places(seen: Found, *rows: Row) -> Found:
    """Return a finding that cites who states the coordinates, and not all else that its rows rest on."""
    sources = (str(row.get("location_source_id") or row["source_id"]) for row in rows)
    return replace(seen, source_ids=unique(sources))


def _apart_message(place: Row, subject: Entry, apart: float) -> str:
    name, precision = subject[1]["name"], _precision_km(subject[1])
    if apart > MISPLACED_KM:
        return f"A published point of {name} ({place['value']}) lies {apart:,.0f} km from it and must not be used."
    within = f", farther than the {precision:g} km within which the point in use is known" if precision else ""
    return f"Sources place {name} {apart:,.1f} km apart ({place['value']}){within}; both points are kept."


def _apart_km(geometry: BaseGeometry, place: Row) -> float:
    """Return how far a published coordinate lies from the nearest point of its subject."""
    points = getattr(geometry, "geoms", [geometry])
    metres = [float(ELLIPSOID.inv(point.x, point.y, place["lon"], place["lat"])[2]) for point in points]
    return min(metres) / 1000


def _precision_km(row: Row) -> float:
    return float(row.get("location_precision_m") or 0) / 1000


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
