"""Seven decimals are enough for any place, and never the end of an area."""

import json

import geopandas
import numpy
import pytest
import shapely

from geo_ree.gis.geojson import to_geojson, validate_geojson
from geo_ree.gis.rounding import round_coordinates


def rounded(*geometries):
    made = numpy.empty(len(geometries), dtype=object)
    made[:] = geometries
    return round_coordinates(made)


# A spike thinner than a centimetre; a speck; a hole that all but touches its outline.
THIN = (
    shapely.Polygon([(0, 0), (1, 0), (1, 1), (0.5, 2e-8), (0, 1)]),
    shapely.Polygon([(10, 50), (10 + 3e-8, 50), (10, 50 + 3e-8)]),
    shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1e-8, 1), (1, 1), (1, 2)], [(2, 2), (2, 3), (3, 2)]]),
    shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(1 + 4e-8, 0.1, 2, 0.9), shapely.box(5, 5, 5 + 2e-8, 6)]),
    shapely.Polygon([(0, 0, 5), (1e-8, 0, 6), (0, 1, 7)]),
)


@pytest.mark.parametrize("area", THIN, ids=str)
def test_a_sound_area_stays_sound_and_keeps_its_size(area):
    assert area.is_valid
    (written,) = rounded(area)
    assert written.is_valid
    assert written.area == pytest.approx(area.area, rel=0.2)
    assert written.has_z == area.has_z


@pytest.mark.parametrize("area", THIN, ids=str)
def test_what_is_written_of_a_thin_area_is_sound_and_without_exponents(area):
    text = to_geojson(geopandas.GeoSeries([area], crs="EPSG:4326"))
    assert validate_geojson(text) == []
    geometry = json.loads(text)["features"][0]["geometry"]
    assert shapely.geometry.shape(geometry).is_valid
    assert "e-" not in text


def test_random_slivers_stay_sound():
    random = numpy.random.default_rng(7)
    corners = numpy.round(random.uniform(0, 1, (4000, 5, 2)), 3) * 3e-7 + random.uniform(-80, 80, (4000, 1, 2))
    areas = shapely.polygons(corners)
    areas = areas[shapely.is_valid(areas)]
    plain = shapely.transform(areas, lambda positions: numpy.round(positions, 7))
    assert not shapely.is_valid(plain).all()  # the case does arise
    assert shapely.is_valid(round_coordinates(areas)).all()


def test_what_needs_no_more_than_seven_decimals_gets_no_more():
    area = shapely.Polygon([(0.123456789, 0), (1, 0), (1, 1)])
    assert rounded(area)[0].wkt == "POLYGON ((0.1234568 0, 1 0, 1 1, 0.1234568 0))"


def test_an_area_that_was_no_area_is_rounded_like_any_line():
    crossed = shapely.Polygon([(0, 0), (1.000000001, 1), (1, 0), (0, 1)])
    assert rounded(crossed)[0].equals_exact(shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), 0)
