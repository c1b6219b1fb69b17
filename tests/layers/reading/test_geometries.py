"""A shape is read whole or refused with what is wrong and what would be right."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.layers.fields import BadCell
from geo_ree.layers.reading.geometries import LISTS_AROUND, read_geometry

RING = [[0, 0], [1, 0], [1, 1], [0, 0]]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [31.4, 39.6]),
        ("Point", [31.4, 39.6, 900]),
        ("MultiPoint", [[0, 0], [180, -90]]),
        ("Polygon", [RING]),
        ("MultiPolygon", [[RING]]),
    ],
)
def test_a_shape_is_read(kind, coordinates):
    assert read_geometry({"type": kind, "coordinates": coordinates}, (kind,)).geom_type == kind


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (7, "is 7"),
        ([], "is a list of 0"),
        ({}, "is of type None"),
        ({"type": ["Point"]}, "is of type a list of 1"),
        ({"type": {"Point": 1}}, "is of type an object of 1"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "is of type 'LineString'"),
        ({"type": "Point"}, "None where a list"),
        ({"type": "Point", "coordinates": "1,2"}, "'1,2' where a list"),
        ({"type": "Point", "coordinates": {"x": 1}}, "an object of 1 where a list"),
        ({"type": "Point", "coordinates": []}, "a position of 0 numbers"),
        ({"type": "Point", "coordinates": [1, 2, 3, 4]}, "a position of 4 numbers"),
        ({"type": "Point", "coordinates": ["1", "2"]}, "'1' where a coordinate"),
        ({"type": "Point", "coordinates": [True, False]}, "True where a coordinate"),
        ({"type": "Point", "coordinates": [[1, 2]]}, "a position of 1 numbers"),
        ({"type": "Point", "coordinates": [math.nan, 2]}, "coordinate nan"),
        ({"type": "Point", "coordinates": [10**400, 2]}, "coordinate .*too many digits"),
        ({"type": "Point", "coordinates": [1, 2, math.inf]}, "coordinate inf"),
        ({"type": "Point", "coordinates": [181, 2]}, "coordinate 181, outside"),
        ({"type": "Point", "coordinates": [39.6, 131.3]}, "coordinate 131.3, outside"),
        ({"type": "MultiPoint", "coordinates": [[0, 0], [1, 1, 1]]}, "with a height and without"),
        ({"type": "MultiPoint", "coordinates": []}, "empty"),
        ({"type": "Polygon", "coordinates": []}, "empty"),
        ({"type": "Polygon", "coordinates": [[]]}, "empty|cannot be read"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [math.nan, 1], [1, 1], [0, 0]]]}, "coordinate nan"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "cannot be read"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]}, "Self-intersection"),
    ],
)
def test_what_is_no_shape_is_refused(raw, what):
    with pytest.raises(BadCell, match=what) as caught:
        read_geometry(raw, tuple(LISTS_AROUND))
    assert caught.value.allowed


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=12,
)


@given(kind=st.sampled_from(list(LISTS_AROUND)) | JSON, coordinates=JSON)
def test_anything_is_a_shape_or_refused(kind, coordinates):
    try:
        shape = read_geometry({"type": kind, "coordinates": coordinates}, tuple(LISTS_AROUND))
    except BadCell:
        return
    west, south, east, north = shape.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
