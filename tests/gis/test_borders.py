"""Places are found in their countries, across 180° too, and a place outside is measured."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ree.errors import UnknownId
from geo_ree.gis.borders import BORDER_PRECISION_KM, country_at, distance_outside_km

CAPITALS = [
    ("TR", 32.85, 39.92),
    ("CN", 116.39, 39.91),
    ("ZA", 28.19, -25.75),
    ("LS", 27.90, -29.50),  # a country inside a country
    ("GL", -51.0, 64.3),
    ("MY", 101.69, 3.14),
    ("BR", -47.9, -15.8),
    ("FR", 2.35, 48.86),
]


@pytest.mark.parametrize(("country", "lon", "lat"), CAPITALS)
def test_a_place_is_found_in_its_country_and_is_not_outside_it(country, lon, lat):
    assert country_at(lon, lat) == country
    assert distance_outside_km(lon, lat, country) == 0


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [(179.0, 67.5, "RU"), (-179.0, 67.5, "RU"), (181.0, 67.5, "RU"), (-181.0, 67.5, "RU"), (178.5, -17.8, "FJ")],
)
def test_a_country_across_180_degrees_is_whole_on_both_sides(lon, lat, country):
    assert country_at(lon, lat) == country
    assert distance_outside_km(lon, lat, country) == 0


@pytest.mark.parametrize(("lon", "lat"), [(-30.0, 40.0), (180.0, 0.0), (0.0, 0.0), (51.0, 42.0)])
def test_the_sea_is_no_country(lon, lat):
    assert country_at(lon, lat) is None


def test_a_place_outside_is_measured_along_the_ellipsoid():
    # From Ankara to the nearest Georgian coast is about 720 km; London lies some 33 km and more from France.
    assert 650 < distance_outside_km(32.85, 39.92, "GE") < 800
    assert 130 < distance_outside_km(-0.13, 51.5, "FR") < 160
    # A degree of longitude is short in the north: 1° off Greenland's coast at 80° N is not 111 km.
    assert distance_outside_km(-179.5, 66.0, "US") < 500


def test_the_nearest_coast_may_lie_across_180_degrees():
    assert distance_outside_km(-169.2, 65.9, "RU") < 60
    assert distance_outside_km(172.0, 52.0, "US") < 120


def test_a_country_without_an_outline_is_named_with_its_neighbours():
    with pytest.raises(UnknownId, match="TZX"):
        distance_outside_km(0, 0, "TZX")


@settings(max_examples=60, deadline=None)
@given(st.floats(-180, 180), st.floats(-60, 75))
def test_where_a_country_is_found_the_place_is_not_outside_it(lon, lat):
    country = country_at(lon, lat)
    if country is not None:
        assert distance_outside_km(lon, lat, country) == 0


@pytest.mark.parametrize("table", ["deposits", "facilities", "ports"])
def test_what_the_layers_place_lies_in_the_country_they_say(atlas, table):
    for place_id, place in atlas.tables()[table].iterrows():
        point = atlas.point(place_id)
        precision = place.get("location_precision_m") or 0
        # A port lies on the coast, and its point often on the water of its harbour.
        allowed = BORDER_PRECISION_KM + (10 if table == "ports" else 0) + max(precision, 0) / 1000
        assert distance_outside_km(point.x, point.y, place["country"]) <= allowed, place_id
