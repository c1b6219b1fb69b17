"""Laws of the GeoJSON writer, on geometries and cells that nobody thought of; and GDAL, which reads what it wrote."""

import itertools
import json

import geopandas
import numpy
import pandas
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPoint, Point, Polygon, shape

from geo_ree.gis.geojson import to_geojson, validate_geojson, write_geojson
from geo_ree.gis.rounding import round_coordinates


def frame(*geometries, index=None, **columns):
    return geopandas.GeoDataFrame(columns, geometry=list(geometries), crs="EPSG:4326", index=index)


def features(thing):
    return json.loads(to_geojson(thing))["features"]


def test_gdal_reads_what_was_written(tmp_path):
    made = frame(
        Point(31.365, 39.617),
        Point(109.97, 41.77, 1650.5),
        index=["beylikova", "bayan-obo"],
        name=["Kızılcaören", None],
        ore_million_t=[694.0, numpy.nan],
        count=[1, 2],
        signed=[True, False],
        as_of=pandas.to_datetime(["2025-10-09", "2024-01-01"]),
        byproducts=[("fluorite", "barite"), ()],
    )
    back = geopandas.read_file(write_geojson(made, tmp_path / "a.geojson")).set_index("id")
    assert back.crs.name == "WGS 84"
    assert list(back.index) == list(made.index)
    assert back["name"].tolist()[0] == "Kızılcaören"
    assert back["ore_million_t"].tolist() == pytest.approx([694.0, numpy.nan], nan_ok=True)
    assert back["count"].tolist() == [1, 2]
    assert back["signed"].tolist() == [True, False]
    assert back["as_of"].tolist() == made["as_of"].tolist()
    assert [list(row) for row in back["byproducts"]] == [["fluorite", "barite"], []]
    assert back.geometry.iloc[1].equals_exact(Point(109.97, 41.77, 1650.5), 1e-7)


longitude = st.floats(-180, 180)
latitude = st.floats(-90, 90)
far_longitude = st.floats(-540, 540)
point = st.builds(Point, longitude, latitude)
far_lines = st.lists(st.tuples(far_longitude, latitude), min_size=2, max_size=5).map(LineString)
far_points = st.lists(st.tuples(far_longitude, latitude), min_size=1, max_size=4).map(MultiPoint)


@st.composite
def boxes(draw):
    west, south = draw(st.floats(-540, 480)), draw(st.floats(-90, 89))
    return shapely.box(west, south, west + draw(st.floats(0.01, 60)), south + draw(st.floats(0.01, 1)))


@st.composite
def blobs(draw):
    """Star-shaped areas with a hole, wound either way."""
    x, y = draw(st.floats(-500, 500)), draw(st.floats(-60, 60))
    radii = draw(st.lists(st.floats(2, 25), min_size=3, max_size=9))
    angles = numpy.linspace(0, 2 * numpy.pi, len(radii), endpoint=False)
    outline = [(x + r * numpy.cos(a), y + r * numpy.sin(a)) for r, a in zip(radii, angles, strict=True)]
    hole = [(x, y), (x + 0.01, y), (x, y + 0.01)]
    area = Polygon(outline, [hole])
    return area.reverse() if draw(st.booleans()) else area


any_geometry = st.one_of(st.none(), point, far_points, far_lines, boxes(), blobs())
mixed = st.lists(any_geometry, min_size=1, max_size=4).map(
    lambda members: shapely.GeometryCollection([member for member in members if member is not None])
)
text = st.text(st.characters(codec="utf-8"), max_size=20)
cells = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(), text, st.lists(text, max_size=3))


@settings(deadline=None)
@given(st.lists(st.one_of(any_geometry, mixed), max_size=5), st.data())
def test_the_validator_has_nothing_to_say_of_what_the_writer_writes(geometries, data):
    columns = {
        name: data.draw(st.lists(cells, min_size=len(geometries), max_size=len(geometries))) for name in ("a", "b")
    }
    made = frame(*geometries, **{name: pandas.Series(values, dtype=object) for name, values in columns.items()})
    assert validate_geojson(to_geojson(made)) == []


@settings(deadline=None)
@given(st.lists(st.one_of(any_geometry, mixed), max_size=4))
def test_every_longitude_lies_within_180_and_every_position_in_its_box(geometries):
    for feature in features(frame(*geometries)):
        if feature["geometry"] is None:
            continue
        positions = shapely.get_coordinates(shape(feature["geometry"]))
        west, south, east, north = feature["bbox"]
        for x, y in positions:
            assert -180 <= x <= 180
            assert south <= y <= north
            assert west <= x <= east if west <= east else x >= west or x <= east


@settings(deadline=None)
@given(blobs())
def test_an_area_is_written_the_same_whether_its_longitudes_run_on_or_jump(area):
    (drawn,) = round_coordinates(numpy.array([area], dtype=object))
    jumping = shapely.transform(drawn, lambda xy: numpy.column_stack([(xy[:, 0] + 180) % 360 - 180, xy[:, 1]]))
    expected, found = (shape(features(frame(form))[0]["geometry"]) for form in (drawn, jumping))
    # What is but touched by the other, on the seam or by a hair of rounding, has no area.
    assert found.symmetric_difference(expected).area < 1e-4


@settings(deadline=None, max_examples=50)
@given(st.lists(point, min_size=1, max_size=6), st.data())
def test_a_frame_that_was_written_is_read_back_the_same_by_gdal(tmp_path_factory, places, data):
    names = st.lists(text.filter(lambda name: "\0" not in name), min_size=len(places), max_size=len(places))
    grades = st.lists(st.floats(-1e300, 1e300), min_size=len(places), max_size=len(places))
    index = [f"id-{number}" for number in range(len(places))]
    made = frame(*places, index=index, name=data.draw(names), grade=data.draw(grades))
    path = write_geojson(made, tmp_path_factory.mktemp("law") / "a.geojson")
    back = geopandas.read_file(path).set_index("id")
    assert back["name"].tolist() == made["name"].tolist()
    assert back["grade"].tolist() == made["grade"].tolist()
    assert (numpy.abs(back.get_coordinates() - made.get_coordinates()) <= 1e-7).all(axis=None)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-170, 170), st.floats(-80, 80)), min_size=1, max_size=5))
def test_reprojecting_first_changes_no_place_by_more_than_a_hand(places):
    made = frame(*map(Point, places))
    for near, far in itertools.zip_longest(features(made), features(made.to_crs(3857))):
        assert far["geometry"]["coordinates"] == pytest.approx(near["geometry"]["coordinates"], abs=2e-7)
