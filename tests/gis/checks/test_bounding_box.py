"""A box holds what lies in it, across the 180th meridian too."""

import numpy
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.gis.boxes import box_around
from geo_ree.gis.checks.bounding_box import Box, check_box


def box_of(places):
    return box_around(numpy.array([shapely.Point(place) for place in places], dtype=object)).tolist()


positions = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=6)


@given(positions)
def test_the_box_that_the_writer_makes_is_sound(places):
    box = box_of(places)
    geometry = {"type": "MultiPoint", "coordinates": [list(place) for place in places], "bbox": box}
    assert list(check_box(geometry, "/bbox")) == []


@given(positions, st.floats(0.01, 10))
def test_a_box_that_is_too_small_to_the_north_is_found(places, excess):
    west, south, east, north = box_of(places)
    south, north = min(south, north - excess) - 1, north - excess
    geometry = {"type": "MultiPoint", "coordinates": [list(place) for place in places]}
    assert list(check_box(geometry | {"bbox": [west, max(south, -90), east, north]}, "/bbox"))


def test_a_box_across_the_seam_holds_both_signs_of_it():
    box = Box(170, 0, -170, 1)
    assert all(box.holds(longitude, 0.5) for longitude in (170, 180, -180, -170))
    assert not any(box.holds(longitude, 0.5) for longitude in (0, 169, -169))
