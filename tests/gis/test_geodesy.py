"""One ellipsoid for all: numbers and arrays go together, and every answer is that of PROJ."""

import numpy
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo_ree.gis.geodesy import (
    area_km2,
    bearing_and_distance_m,
    destination,
    distance_km,
    distance_m,
    hausdorff_distance_m,
    line_length_km,
    positions_between,
)

ELLIPSOID = Geod(ellps="WGS84")
longitudes, latitudes = st.floats(-540, 540), st.floats(-85, 85)


def test_one_place_and_many_go_together():
    lon, lat = numpy.array([10.0, 20.0, 30.0]), numpy.array([0.0, 5.0, 10.0])
    singly = [ELLIPSOID.inv(31.365, 39.617, x, y)[2] for x, y in zip(lon, lat, strict=True)]
    assert distance_m(31.365, 39.617, lon, lat).tolist() == singly
    assert distance_km(lon, lat, 31.365, 39.617) * 1000 == pytest.approx(singly)
    assert isinstance(distance_m(0, 0, 1, 1), float)


def test_what_is_given_is_left_as_it_was():
    lon = numpy.array([10.0, 20.0])
    destination(lon, 0, 90, 1000)
    bearing_and_distance_m(lon, 0, 5, 5)
    assert lon.tolist() == [10, 20]


@given(longitudes, latitudes, st.floats(0, 359), st.floats(1, 1e7))
def test_the_way_there_and_back(lon, lat, bearing, metres):
    there = destination(lon, lat, bearing, metres)
    assert distance_m(lon, lat, *there) == pytest.approx(metres, abs=1e-3)


def test_positions_between_lie_on_the_line_and_share_it_evenly():
    between = positions_between(170, 10, -170, -20, count=9)
    line = numpy.vstack([(170, 10), between, (-170, -20)])
    steps = distance_m(line[:-1, 0], line[:-1, 1], line[1:, 0], line[1:, 1])
    assert steps == pytest.approx(numpy.full(10, distance_m(170, 10, -170, -20) / 10))
    assert positions_between(0, 0, 1, 1, count=0).shape == (0, 2)


def test_a_line_is_as_long_as_its_steps_and_a_height_counts_for_nothing():
    assert line_length_km([(0, 0, 500), (1, 0, 900), (1, 1, 0)]) == pytest.approx(
        distance_km(0, 0, 1, 0) + distance_km(1, 0, 1, 1)
    )


def test_the_area_of_a_shape_is_that_of_its_parts_less_their_holes():
    outline, hole, beside = shapely.box(0, 0, 4, 4), shapely.box(1, 1, 2, 2), shapely.box(10, 0, 11, 1)
    area = shapely.MultiPolygon([outline.difference(hole), beside])
    expected = area_km2(outline) - area_km2(hole) + area_km2(beside)
    assert area_km2(area) == pytest.approx(expected)
    assert area_km2(area.reverse()) == pytest.approx(expected)
    assert area_km2(shapely.Point(0, 0)) == 0


def test_a_shape_that_stayed_lies_nowhere_else():
    area = shapely.box(20, 50, 20.1, 50.1)
    assert hausdorff_distance_m(area, area) == 0
    assert hausdorff_distance_m(area, shapely.box(20, 50, 20.1, 50.2)) == pytest.approx(
        distance_m(20.05, 50.1, 20.05, 50.2), rel=1e-3
    )
