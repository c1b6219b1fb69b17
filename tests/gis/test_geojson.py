"""Frames become RFC 7946 GeoJSON that any GIS reads, the same bytes each time, or are refused with every fault at once.

The pairs in tests/golden are described in its README. Their expected files are written anew by
``GEO_REE_REFRESH_GOLDEN=1 pytest tests/gis/test_geojson.py -k golden``.
"""

import json
import os
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import geopandas
import numpy
import pandas
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from shapely.geometry import LineString, MultiPoint, Point, Polygon, shape

from geo_ree.errors import InvalidGeoJSON, UnsupportedFormat, UnwritableFile
from geo_ree.gis.geojson import to_geojson, validate_geojson, write_geojson
from geo_ree.routing.proposed import find_proposed_routes

GOLDEN = Path(__file__).parent / "golden"
REFRESH = "GEO_REE_REFRESH_GOLDEN"
PLACE = Point(31.365, 39.617)


def frame(*geometries, crs="EPSG:4326", index=None, **columns):
    return geopandas.GeoDataFrame(columns, geometry=list(geometries), crs=crs, index=index)


def odd(wkt):
    with numpy.errstate(invalid="ignore"):  # shapely lets NumPy warn of a NaN
        return shapely.from_wkt(wkt)


def read(text):
    assert validate_geojson(text) == []
    return json.loads(text)


def features(thing):
    return read(to_geojson(thing))["features"]


def only(thing):
    (feature,) = features(thing)
    return feature


def faults(thing, **options):
    with pytest.raises(InvalidGeoJSON) as caught:
        to_geojson(thing, **options)
    return caught.value.faults


@dataclass(frozen=True)
class Result:
    """Stands for any of the library's results: it has tables and nothing else."""

    frames: dict

    def tables(self):
        return self.frames


# ---- golden files


def golden_frame(path):
    content = json.loads(path.read_text("utf-8"))
    rows = content["features"]
    properties = pandas.DataFrame([row["properties"] for row in rows], index=[row["id"] for row in rows])
    geometries = [None if row["geometry"] is None else shape(row["geometry"]) for row in rows]
    return geopandas.GeoDataFrame(properties, geometry=geometries, crs=content["frame_crs"])


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.input.geojson")), ids=lambda path: path.name.split(".")[0])
def test_a_golden_frame_is_written_as_its_expected_file(path):
    expected = path.with_name(path.name.replace(".input", ""))
    text = to_geojson(golden_frame(path))
    if os.environ.get(REFRESH):
        expected.write_text(text, "utf-8", newline="\n")
        pytest.fail(f"{expected.name} was written anew: read it, then run without {REFRESH}")
    assert text == expected.read_text("utf-8")


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.geojson")), ids=lambda path: path.name)
def test_a_golden_file_has_its_pair_and_the_expected_one_is_sound(path):
    if ".input" in path.name:
        assert path.with_name(path.name.replace(".input", "")).exists()
    else:
        assert path.with_name(f"{path.stem}.input.geojson").exists()
        assert validate_geojson(path) == []


# ---- what stands in a file


def test_the_index_is_the_id_as_it_is():
    assert [row["id"] for row in features(frame(PLACE, PLACE, index=["beylikova", "bayan-obo"]))] == [
        "beylikova",
        "bayan-obo",
    ]
    assert [row["id"] for row in features(frame(PLACE, PLACE, index=[7, 2**53]))] == [7, 2**53]


def test_an_id_that_numbers_of_json_do_not_hold_is_exact_text():
    long = numpy.longdouble(1) / 3
    index = pandas.Index([2**60, 2**60 + 1, Decimal("1.10"), Decimal("1.1"), long, 0.5], dtype=object)
    expected = [str(2**60), str(2**60 + 1), "1.10", "1.1", str(long), 0.5]
    assert [row["id"] for row in features(frame(*[PLACE] * 6, index=index))] == expected
    levels = pandas.MultiIndex.from_tuples([("ore", 2**60)])
    assert only(frame(PLACE, index=levels))["id"] == f"ore/{2**60}"


@pytest.mark.parametrize("column", [[2**60], numpy.array([2**64 - 1], dtype="uint64"), [Decimal("1e999")]], ids=str)
def test_a_number_that_readers_would_round_is_refused_with_its_place(column):
    (fault,) = faults(frame(PLACE, index=["a"], code=column))
    assert fault.startswith("row 'a', column 'code': holds ")
    assert fault.endswith("make it text")


def test_decimals_and_long_doubles_become_the_nearest_double():
    made = frame(PLACE, a=[Decimal("0.1")], b=numpy.array([0.25], dtype=numpy.longdouble))
    assert only(made)["properties"] == {"a": 0.1, "b": 0.25}


@pytest.mark.parametrize("text", ["POINT (nan nan)", "POINT (nan 1)", "MULTIPOINT ((1 2), (nan nan))"])
def test_a_place_that_is_nan_is_refused(text):
    what = "row 'a', geometry: a coordinate is not a finite number in WGS 84"
    assert faults(frame(odd(text), index=["a"])) == (what,)


def test_collections_of_one_and_within_each_other_are_written_as_the_standard_asks():
    one = shapely.GeometryCollection([shapely.GeometryCollection([PLACE])])
    assert only(frame(one))["geometry"] == {"type": "Point", "coordinates": [31.365, 39.617]}
    line = LineString([(0, 0), (1, 1)])
    nested = shapely.GeometryCollection([PLACE, shapely.GeometryCollection([line, Point(5, 6)])])
    members = only(frame(nested))["geometry"]["geometries"]
    assert [member["type"] for member in members] == ["Point", "LineString", "Point"]


def test_levels_of_an_index_are_joined():
    index = pandas.MultiIndex.from_tuples([("ore-split", "CeO2"), ("ore-split", 3)])
    assert [row["id"] for row in features(frame(PLACE, PLACE, index=index))] == ["ore-split/CeO2", "ore-split/3"]


def test_dates_in_the_index_become_text():
    index = pandas.DatetimeIndex(["2025-10-09"])
    assert only(frame(PLACE, index=index))["id"] == "2025-10-09"


def test_columns_become_properties_in_their_order():
    feature = only(frame(PLACE, zinc=[1], barite=[2], ore=[3.0]))
    assert list(feature["properties"].items()) == [("zinc", 1), ("barite", 2), ("ore", 3.0)]


def test_missing_values_become_null_whatever_the_column():
    missing = frame(
        PLACE,
        PLACE,
        number=[1.5, numpy.nan],
        infinite=[numpy.inf, -numpy.inf],
        text=["a", None],
        time=[pandas.NaT, pandas.NaT],
        whole=pandas.array([1, None], dtype="Int64"),
        kind=pandas.Categorical(["a", None]),
    )
    first, second = (row["properties"] for row in features(missing))
    assert first == {"number": 1.5, "infinite": None, "text": "a", "time": None, "whole": 1, "kind": "a"}
    assert set(second.values()) == {None}


def test_properties_called_id_type_and_bbox_are_properties_like_any_other():
    feature = only(frame(PLACE, index=["a"], id=["x"], bbox=[1], type=["ore"]))
    assert feature["id"] == "a"
    assert feature["properties"] == {"id": "x", "bbox": 1, "type": "ore"}


def test_text_is_kept_exactly():
    odd = 'Kızılcaören \u2028\u2029\u0000\t"\\ </script> 白云鄂博 😀'
    assert only(frame(PLACE, name=[odd]))["properties"]["name"] == odd
    assert "Kızılcaören" in to_geojson(frame(PLACE, name=["Kızılcaören"]))


def test_a_number_as_a_column_name_becomes_text():
    made = geopandas.GeoDataFrame({2025: [1]}, geometry=[PLACE], crs=4326)
    assert only(made)["properties"] == {"2025": 1}


def test_the_geometry_column_may_have_any_name():
    made = frame(PLACE, name=["a"]).rename_geometry("centre")
    assert list(only(made)["properties"]) == ["name"]


def test_one_feature_stands_on_a_line_and_the_text_ends_with_a_line_break():
    text = to_geojson(frame(PLACE, PLACE, name=["a\nb", "c"]))
    lines = text.split("\n")
    assert lines[0].startswith('{"type": "FeatureCollection", "bbox": [')
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:3]] == [0, 1]
    assert lines[3:] == ["]}", ""]


def test_a_frame_without_rows_is_an_empty_collection():
    assert to_geojson(frame()) == '{"type": "FeatureCollection", "features": []}\n'


def test_there_is_no_crs_member_whatever_the_frame_was_in():
    assert '"crs"' not in to_geojson(frame(PLACE).to_crs(3857))


def test_missing_and_empty_geometries_are_null_and_have_no_box():
    for nothing in (None, Point(), Polygon(), shapely.GeometryCollection()):
        feature = only(frame(nothing, name=["a"]))
        assert feature["geometry"] is None
        assert "bbox" not in feature
    assert "bbox" not in read(to_geojson(frame(None)))


def test_empty_members_of_a_collection_are_left_out():
    mixed = shapely.GeometryCollection([Point(), PLACE, shapely.from_wkt("MULTIPOINT ((1 2), EMPTY)")])
    assert only(frame(mixed))["geometry"] == {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [31.365, 39.617]},
            {"type": "MultiPoint", "coordinates": [[1, 2]]},
        ],
    }


def test_a_ring_alone_is_a_line():
    ring = shapely.LinearRing([(0, 0), (1, 0), (1, 1)])
    assert only(frame(ring))["geometry"] == {"type": "LineString", "coordinates": [[0, 0], [1, 0], [1, 1], [0, 0]]}


# ---- coordinates


def test_a_projected_frame_is_brought_to_wgs84():
    projected = frame(PLACE).to_crs("EPSG:32636")
    assert only(projected)["geometry"]["coordinates"] == pytest.approx([31.365, 39.617], abs=1e-7)


def test_coordinates_are_longitude_first_whatever_the_order_of_axes_in_the_definition():
    for crs in ("EPSG:4326", "OGC:CRS84", "EPSG:4979"):
        assert only(frame(PLACE, crs=crs))["geometry"]["coordinates"] == [31.365, 39.617]


def test_coordinates_have_at_most_seven_decimals_and_neither_exponents_nor_zeros_that_say_nothing():
    text = to_geojson(frame(Point(1.123456789, -0.00000001), Point(0.00001234, 40.0)))
    assert '"coordinates": [1.1234568, 0]' in text
    assert '"coordinates": [0.0000123, 40]' in text


def test_outlines_are_wound_counter_clockwise_and_holes_clockwise():
    area = Polygon([(0, 0), (0, 9), (9, 9), (9, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    outline, hole = only(frame(area))["geometry"]["coordinates"]
    assert shapely.is_ccw(shapely.LinearRing(outline))
    assert not shapely.is_ccw(shapely.LinearRing(hole))


def test_a_height_is_kept_and_stands_in_the_box():
    feature = only(frame(LineString([(0, 1, 900.12345), (1, 2, 1100)])))
    assert feature["geometry"]["coordinates"] == [[0, 1, 900.123], [1, 2, 1100]]
    assert feature["bbox"] == [0, 1, 900.123, 1, 2, 1100]


def test_a_height_that_is_missing_is_left_out_of_its_position():
    feature = only(frame(odd("LINESTRING Z (0 1 5, 1 2 nan)")))
    assert feature["geometry"]["coordinates"] == [[0, 1, 5], [1, 2]]
    feature = only(frame(odd("LINESTRING Z (170 0 5, 190 0 nan, 200 0 7)")))
    assert feature["geometry"]["coordinates"] == [[[170, 0, 5], [180, 0]], [[-180, 0], [-170, 0], [-160, 0, 7]]]


def test_measures_are_dropped_and_heights_beside_them_kept():
    flat, tall = shapely.from_wkt(["POINT M (1 2 3)", "POINT ZM (1 2 3 4)"])
    assert [row["geometry"]["coordinates"] for row in features(frame(flat, tall))] == [[1, 2], [1, 2, 3]]
    assert [row["geometry"]["coordinates"] for row in features(frame(flat, tall, crs=3857))][1][2] == 3


def test_a_route_over_the_pacific_is_cut_at_exactly_180():
    feature = only(frame(LineString([(117.7, 39), (160, 45), (210, 45), (241.75, 33.75)])))
    assert feature["geometry"]["type"] == "MultiLineString"
    west, east = feature["geometry"]["coordinates"]
    assert (west[0], west[-1], east[0], east[-1]) == ([117.7, 39], [180, 45], [-180, 45], [-118.25, 33.75])
    assert feature["bbox"] == [117.7, 33.75, -118.25, 45]


def test_points_on_both_sides_of_the_seam_are_turned_back_to_within_180():
    feature = only(frame(MultiPoint([(177, -16), (182, -20)])))
    assert feature["geometry"]["coordinates"] == [[177, -16], [-178, -20]]
    assert feature["bbox"] == [177, -20, -178, -16]


@pytest.mark.parametrize("ccw", [True, False])
def test_an_area_of_a_pacific_projection_is_cut_at_180_whichever_way_it_is_wound(ccw):
    pacific = frame(shapely.box(2_800_000, -2_500_000, 3_800_000, -1_500_000, ccw=ccw), crs="EPSG:3832")
    feature = only(pacific)
    assert feature["geometry"]["type"] == "MultiPolygon"
    assert feature["bbox"][0] > 175
    assert feature["bbox"][2] < -175


@pytest.mark.parametrize("ccw", [True, False])
def test_a_wide_area_of_a_world_projection_stays_wide_whichever_way_it_is_wound(ccw):
    wide = frame(shapely.box(-19e6, -5e6, 19e6, 5e6, ccw=ccw), crs="EPSG:3857")
    feature = only(wide)
    assert feature["geometry"]["type"] == "Polygon"
    assert feature["bbox"] == pytest.approx([-170.7, -40.9, 170.7, 40.9], abs=0.1)


def test_an_area_round_the_pole_of_a_polar_projection_includes_it():
    feature = only(frame(shapely.box(-2e6, -2e6, 2e6, 2e6), crs="EPSG:3031"))
    assert feature["bbox"][:2] == [-180, -90]
    assert shape(feature["geometry"]).is_valid


def test_a_place_in_another_geographic_system_may_run_past_180_too():
    line = only(frame(LineString([(170, 0), (190, 10)]), crs="EPSG:4269"))
    assert line["geometry"]["type"] == "MultiLineString"


def test_the_box_of_a_collection_holds_all_its_features():
    assert read(to_geojson(frame(Point(109.97, 41.77), None, PLACE)))["bbox"] == [31.365, 39.617, 109.97, 41.77]


# ---- members and tables


def test_members_of_ones_own_stand_before_the_features():
    text = to_geojson(frame(PLACE), members={"sources": {"a": ("b", numpy.nan)}, "citation": "geo_ree"})
    assert list(read(text)) == ["type", "bbox", "sources", "citation", "features"]
    assert read(text)["sources"] == {"a": ["b", None]}


@pytest.mark.parametrize("name", ["type", "features", "bbox", "crs", "geometry", "properties", "coordinates", 3])
def test_a_member_with_a_name_that_is_taken_is_refused(name):
    assert "the name is not free" in faults(frame(PLACE), members={name: 1})[0]


def test_a_member_without_a_json_form_is_refused():
    assert faults(frame(PLACE), members={"sources": b"x"}) == (
        "member 'sources': holds a value of type bytes, which JSON has no form for",
    )


def test_a_series_of_geometries_has_features_without_properties():
    series = geopandas.GeoSeries([PLACE], index=["a"], crs=4326, name="centre")
    assert only(series)["properties"] == {}
    assert only(series)["id"] == "a"


def test_a_thing_with_one_geo_frame_is_written_like_the_frame():
    legs = frame(PLACE, index=["a"], mode=["sea"])
    assert to_geojson(Result({"legs": legs, "totals": pandas.DataFrame({"x": [1]})})) == to_geojson(legs)


def test_several_geo_frames_share_a_collection_and_name_their_table():
    both = Result(
        {"stages": frame(PLACE, name=["crack"]), "legs": frame(LineString([(0, 0), (1, 1)]), mode=["sea"]).to_crs(3857)}
    )
    stage, leg = features(both)
    assert (stage["id"], stage["properties"]) == ("stages/0", {"table": "stages", "name": "crack"})
    assert (leg["id"], leg["properties"]) == ("legs/0", {"table": "legs", "mode": "sea"})
    assert leg["geometry"]["coordinates"] == [[0, 0], [1, 1]]


def test_the_built_in_atlas_is_written_whole(atlas):
    text = to_geojson(atlas)
    assert {row["properties"]["table"] for row in read(text)["features"]} >= {"deposits", "facilities", "ports"}


def test_a_built_in_route_is_written_with_its_legs():
    route = find_proposed_routes()[0]
    assert len(features(route)) == len(route.segments)


# ---- what is refused


def test_a_frame_without_a_reference_system_is_told_how_to_say_it():
    assert "gdf.set_crs('EPSG:4326')" in faults(frame(PLACE, crs=None))[0]


def test_a_plain_frame_is_told_how_to_become_a_geo_frame():
    assert "points_from_xy" in faults(pandas.DataFrame({"lon": [1]}))[0]


def test_a_geo_frame_without_a_geometry_column_is_refused():
    assert "set_geometry" in faults(geopandas.GeoDataFrame({"a": [1]}))[0]


@pytest.mark.parametrize("thing", [None, 3, "text", [PLACE], PLACE, Result])
def test_a_thing_of_another_kind_is_refused_by_name(thing):
    assert "cannot be GeoJSON" in faults(thing)[0]


def test_tables_without_a_geometry_are_refused():
    assert faults(Result({"measures": pandas.DataFrame()})) == ("none of its tables has a geometry: measures",)
    assert faults(Result({})) == ("none of its tables has a geometry: there are none",)


def test_an_index_that_names_two_features_is_refused():
    assert faults(frame(PLACE, PLACE, PLACE, index=["a", "b", "a"])) == (
        "id 'a' names 2 features: an index must be unique (see reset_index)",
    )


def test_joined_levels_that_meet_are_refused():
    index = pandas.MultiIndex.from_tuples([("a/b", "c"), ("a", "b/c")])
    assert "id 'a/b/c' names 2 features" in faults(frame(PLACE, PLACE, index=index))[0]


@pytest.mark.parametrize("label", [None, numpy.nan, True, ("a", None)])
def test_an_index_that_is_no_id_is_refused(label):
    made = frame(PLACE)
    made.index = pandas.Index([label], dtype=object, tupleize_cols=False)
    assert "row 1: its index is" in faults(made)[0]


def test_columns_of_the_same_name_are_refused():
    made = frame(PLACE, a=[1], b=[2])
    made.columns = ["a", "a", "geometry"]
    assert faults(made) == ("column 'a' stands 2 times",)
    made.columns = [1, "1", "geometry"]
    assert faults(made) == ("column '1' stands 2 times",)


def test_a_column_name_that_is_no_text_is_refused():
    made = geopandas.GeoDataFrame({("a", "b"): [1]}, geometry=[PLACE], crs=4326)
    assert "its name is not text" in faults(made)[0]


def test_a_second_geometry_is_refused():
    made = frame(PLACE, area=geopandas.GeoSeries([PLACE.buffer(1)]))
    assert faults(made) == ("column 'area' is a second geometry: drop it, or write it as a frame of its own",)


def test_a_column_called_table_among_several_tables_is_refused():
    both = Result({"a": frame(PLACE, table=["x"]), "b": frame(PLACE)})
    assert faults(both) == ("a: column 'table': among several tables this is the property that names the table",)
    assert only(frame(PLACE, table=["x"]))["properties"] == {"table": "x"}


@pytest.mark.parametrize(
    ("geometry", "what"),
    [
        (Point(39.6, 131.4), "latitude 131.4 is beyond ±90: the order is longitude, latitude, in degrees"),
        (Point(600, 0), "longitude 600 is no longitude in degrees"),
        (Point(359000, 4386000), "latitude 4386000 is beyond ±90"),
        (LineString([(0, 0), (numpy.inf, 1)]), "a coordinate is not a finite number in WGS 84"),
        (odd("LINESTRING (0 0, 1 nan)"), "a coordinate is not a finite number in WGS 84"),
        (Point(1e305, 0), "a coordinate is not a finite number in WGS 84"),
        (Point(0, 0, numpy.inf), "a height is not a finite number"),
        (Polygon([(0, 10), (90, -10), (180, 10), (-90, -10)]), "both sides of the equator"),
    ],
    ids=str,
)
def test_a_geometry_that_is_no_place_on_earth_is_refused_with_its_row(geometry, what):
    (fault,) = faults(frame(geometry, index=["a"]))
    assert fault.startswith("row 'a', geometry: ")
    assert what in fault


def test_coordinates_outside_a_projection_are_refused():
    assert "not a finite number in WGS 84" in faults(frame(Point(1e30, 1e30), crs="EPSG:32636"))[0]


def test_a_system_that_is_nowhere_on_earth_is_refused():
    local = 'LOCAL_CS["mine grid",UNIT["metre",1]]'
    assert "cannot be brought to WGS 84" in faults(frame(PLACE, crs=local))[0]


def test_all_faults_are_reported_at_once():
    made = frame(PLACE, Point(0, 99), index=["a", "a"], photo=[b"x", None], mixed=["x", 1j])
    found = faults(made, members={"type": 1})
    assert len(found) == 5
    assert [fault.split(":")[0] for fault in found] == [
        "row 'a', geometry",
        "row 'a', column 'photo'",
        "row 'a', column 'mixed'",
        "id 'a' names 2 features",
        "member 'type'",
    ]


def test_a_long_list_of_faults_is_cut_short():
    message = str(InvalidGeoJSON(*faults(frame(*[Point(0, 99)] * 60))))
    assert message.splitlines()[-1] == "  and 10 more"


# ---- files


def test_a_file_is_written_whole_and_its_path_returned(tmp_path):
    path = write_geojson(frame(PLACE), str(tmp_path / "a.geojson"), members={"citation": "x"})
    assert path == tmp_path / "a.geojson"
    assert path.read_text("utf-8") == to_geojson(frame(PLACE), members={"citation": "x"})
    assert b"\r" not in path.read_bytes()


def test_a_frame_that_is_refused_leaves_the_old_file(tmp_path):
    path = write_geojson(frame(PLACE), tmp_path / "a.geojson")
    before = path.read_bytes()
    with pytest.raises(InvalidGeoJSON):
        write_geojson(frame(Point(0, 99)), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.geojson"]


def test_a_file_that_cannot_be_written_is_one_clear_error(tmp_path):
    with pytest.raises(UnwritableFile, match="does not exist"):
        write_geojson(frame(PLACE), tmp_path / "missing" / "a.geojson")


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp", "a.geojson.gz", "a.html", "a"])
def test_a_name_of_another_format_is_refused_and_what_stands_there_is_left_alone(tmp_path, name):
    (tmp_path / name).write_bytes(b"six layers")
    with pytest.raises(UnsupportedFormat, match=r"ends in \.geojson or \.json"):
        write_geojson(frame(PLACE), tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"six layers"
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.GeoJSON"])
def test_a_name_that_says_geojson_is_written(tmp_path, name):
    assert validate_geojson(write_geojson(frame(PLACE), tmp_path / name)) == []


def test_the_same_frame_gives_the_same_bytes_and_is_left_as_it_was():
    made = frame(LineString([(170, 0), (190, 9)]), tags=[{"b", "a", "c"}], crs="EPSG:4326")
    before = made.copy(deep=True)
    assert to_geojson(made) == to_geojson(made) == to_geojson(before)
    assert_geodataframe_equal(made, before)


def test_what_an_atlas_or_a_comparison_writes_names_licence_and_sources(atlas, comparison):
    for thing in (atlas, comparison):
        written = json.loads(to_geojson(thing))
        assert written["licence"] == "CC-BY-4.0"
        named = {source for each in written["features"] for source in each["properties"].get("source_ids", ())}
        assert named
        assert named <= set(written["sources"])


def test_a_frame_with_a_column_called_members_gives_none():
    frame = geopandas.GeoDataFrame({"members": ["a"]}, geometry=[Point(1, 2)], crs="EPSG:4326")
    assert set(json.loads(to_geojson(frame))) == {"type", "bbox", "features"}
