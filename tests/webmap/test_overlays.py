import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point

from geo_ree.webmap.overlays import (
    beside,
    carried,
    circle,
    polygon_places,
    reach_km,
    ring_set,
    widest_gap,
)

ELLIPSOID = Geod(ellps="WGS84")
LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-75, 75)
METRES = st.floats(100, 200_000)


def size_of(shape):
    """Return the area (m²) and the perimeter (m) of a polygon on the ellipsoid."""
    area, perimeter = ELLIPSOID.geometry_area_perimeter(shape)
    return abs(area), perimeter


@given(LONGITUDES, LATITUDES, METRES)
def test_every_place_of_a_ring_lies_at_its_true_distance(longitude, latitude, metres):
    for y, x in circle(Point(longitude, latitude), metres):
        assert ELLIPSOID.inv(longitude, latitude, x, y)[2] == pytest.approx(metres, abs=0.2)


@given(LONGITUDES, LATITUDES, METRES)
def test_a_ring_across_180_degrees_is_one_piece(longitude, latitude, metres):
    line = circle(Point(longitude, latitude), metres)
    assert all(abs(b[1] - a[1]) < 90 for a, b in pairwise(line))


@given(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES)
def test_an_area_that_is_moved_keeps_its_size(start_x, start_y, end_x, end_y):
    start, end = Point(start_x, start_y), Point(end_x, end_y)
    outline = shapely.Polygon([(x, y) for y, x in circle(start, 8_000)][:-1])
    area, perimeter = size_of(outline)
    moved_area, moved_perimeter = size_of(carried(outline, start, end))
    assert moved_area == pytest.approx(area, rel=1e-4)
    assert moved_perimeter == pytest.approx(perimeter, rel=1e-4)


@given(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES, METRES, st.floats(0, 360))
def test_what_lies_beside_a_place_lies_beside_the_other_at_the_same_bearing(x, y, end_x, end_y, metres, bearing):
    corner = ELLIPSOID.fwd(x, y, bearing, metres)[:2]
    moved = carried(Point(corner), Point(x, y), Point(end_x, end_y))
    azimuth, _, distance = ELLIPSOID.inv(end_x, end_y, moved.x, moved.y)
    assert distance == pytest.approx(metres, rel=1e-6)
    assert math.cos(math.radians(azimuth - bearing)) == pytest.approx(1)


def test_moving_by_degrees_would_not_keep_the_size():
    start, end = Point(0, 0), Point(0, 60)
    square = shapely.box(-0.1, -0.1, 0.1, 0.1)
    shifted = shapely.affinity.translate(square, end.x - start.x, end.y - start.y)
    assert size_of(shifted)[0] < 0.6 * size_of(square)[0]


def test_rings_reach_round_the_largest_area():
    assert [ring_set(reach)[2] >= reach for reach in (0.5, 4, 12, 60)] == [True] * 4
    assert ring_set(12) == (5, 10, 20)


def test_the_reach_of_an_area_is_that_of_its_farthest_corner():
    assert reach_km([shapely.box(0, 0, 1, 0.001)], Point(0, 0)) == pytest.approx(111.3, abs=0.1)
    assert reach_km([], Point(0, 0)) == 0


def test_holes_and_parts_of_an_area_are_kept():
    with_hole = shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    both = shapely.MultiPolygon([with_hole, shapely.box(5, 5, 6, 6)])
    assert [len(polygon) for polygon in polygon_places(both, Point(0, 0))] == [2, 1]


@given(LONGITUDES, LONGITUDES)
def test_a_longitude_beside_another_is_at_most_half_a_turn_away(longitude, middle):
    found = beside(longitude, middle)
    assert abs(found - middle) <= 180
    assert (found - longitude) % 360 == pytest.approx(0) or (found - longitude) % 360 == pytest.approx(360)


def test_the_world_is_cut_where_no_place_is():
    assert widest_gap([-120, -75, 0, 30, 110, 150]) == pytest.approx(195)
    assert widest_gap([10]) == pytest.approx(190)
