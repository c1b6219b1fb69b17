"""Every departure from RFC 7946 is found, all at once, each where it stands; nothing sound is complained of."""

import json
import os
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.errors import GeoReeError, InvalidGeoJSON
from geo_ree.gis.validation import Problem, validate_geojson

# Section 1.5 of RFC 7946, in the terms of this library.
SOUND = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "beylikova",
            "geometry": {"type": "Point", "coordinates": [31.365, 39.617]},
            "properties": {"name": "Beylikova"},
        },
        {
            "type": "Feature",
            "id": 2,
            "bbox": [177.0, -20.0, -178.0, -16.0],
            "geometry": {"type": "MultiPoint", "coordinates": [[177, -16, 10], [-178, -20]]},
            "properties": None,
        },
        {
            "type": "Feature",
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]],
                    [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]],
                ],
            },
            "properties": {},
        },
        {"type": "Feature", "geometry": None, "properties": {}},
        {
            "type": "Feature",
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "MultiPoint", "coordinates": [[0, 0], [180, 90]]},
                    {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[-180, 0], [180, 0]]]},
                    {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]},
                ],
            },
            "properties": {},
        },
    ],
}
RING = [[0, 0], [4, 0], [4, 4], [0, 0]]


def found(thing):
    text = thing if isinstance(thing, str) else json.dumps(thing)
    return [(problem.pointer, problem.what) for problem in validate_geojson(text)]


def feature(geometry, **more):
    return {"type": "Feature", "geometry": geometry, "properties": {}, **more}


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def shape(kind, coordinates):
    return {"type": kind, "coordinates": coordinates}


def boxed(box, *positions):
    return shape("MultiPoint", list(positions)) | {"bbox": box}


def crs(name):
    return {"type": "name", "properties": {"name": name}}


@pytest.mark.parametrize(
    ("box", "positions"),
    [
        ([177, -20, -178, -16], [[177, -16], [-178, -20], [180, -18], [-180, -18]]),
        ([-180, -20, 180, -16], [[177, -16], [-178, -20]]),
        ([0, 0, 10, 1, 1, 20], [[0, 0, 10], [1, 1, 20]]),
        ([0, 0, 1, 1], [[0, 0, 10], [1, 1]]),
        ([0, 0, 10, 1, 1, 10], [[0, 0, 10], [1, 1]]),
        ([0.1, 0.2, 0.3, 0.4], [[0.1, 0.2], [0.30000000000000004, 0.4]]),
        ([0, 0, 1, 1], [[0, 0], "broken"]),
    ],
    ids=str,
)
def test_a_box_that_holds_its_positions_is_sound(box, positions):
    assert [place for place, _ in found(boxed(box, *positions)) if place == "/bbox"] == []


@pytest.mark.parametrize("number", [2**53 + 1, -(2**60), 10**300])
def test_an_integer_that_readers_round_is_found_wherever_it_stands(number):
    text = json.dumps(collection(feature(None, id=number) | {"properties": {"a/b": [1.5, {"c": number}]}}))
    places = ["/features/0/id", "/features/0/properties/a~1b/1/c"]
    assert sorted(place for place, what in found(text) if "beyond 2^53" in what) == places
    sound = {"digits": str(number), "real": float(number)}
    assert found(collection(feature(None, id=2**53) | {"properties": sound})) == []


def test_many_problems_are_listed_up_to_a_number_and_the_rest_is_said():
    problems = found(shape("MultiPoint", [[]] * 5000))
    assert len(problems) == 1001
    assert problems[-1] == ("", "has more problems than the 1,000 listed")
    assert len(found(shape("MultiPoint", [[]] * 1000))) == 1000


def test_a_text_beyond_the_limit_is_refused_and_the_limit_can_be_set(tmp_path):
    text = json.dumps(SOUND)
    path = tmp_path / "a.geojson"
    path.write_text(text, "utf-8")
    for form in (text, path):
        assert validate_geojson(form, max_bytes=len(text)) == []
        with pytest.raises(InvalidGeoJSON, match="the limit; max_bytes= sets another"):
            validate_geojson(form, max_bytes=len(text) - 1)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.geojson")
    with pytest.raises(InvalidGeoJSON, match="cannot be read: it is not an ordinary file"):
        validate_geojson(tmp_path / "pipe.geojson")


@pytest.mark.parametrize(("path", "what"), [("/dev/zero", "not an ordinary file"), (".", "a folder")])
def test_what_is_no_ordinary_file_is_refused(path, what):
    with pytest.raises(InvalidGeoJSON, match=f"cannot be read: it is {what}"):
        validate_geojson(path)


@pytest.mark.parametrize("item", ["[0,0]", "[]", "0", "[0]", "[NaN,0]", '{"type":"Point","coordinates":[]}'])
@pytest.mark.deep
def test_memory_is_bounded_by_the_size_of_the_file(tmp_path, item):
    """Two megabytes of the shortest items there are: at most 45 times as much, the text and its problems included."""
    size = 2_000_000
    path = tmp_path / "a.geojson"
    name = "geometries" if item.startswith("{") else "coordinates"
    kind = "GeometryCollection" if item.startswith("{") else "MultiPoint"
    items = ",".join([item] * (size // (len(item) + 1)))
    path.write_text(f'{{"type":"{kind}","{name}":[{items}]}}', "utf-8")
    tracemalloc.start()
    try:
        assert len(validate_geojson(path)) in (0, 1001)
        assert tracemalloc.get_traced_memory()[1] < 45 * size
    finally:
        tracemalloc.stop()


def test_a_sound_collection_has_no_problem():
    assert found(SOUND) == []


@pytest.mark.parametrize("index", range(5))
def test_a_sound_feature_or_geometry_alone_has_no_problem(index):
    alone = SOUND["features"][index]
    assert found(alone) == []
    if alone["geometry"]:
        assert found(alone["geometry"]) == []


@pytest.mark.parametrize(
    ("thing", "pointer", "what"),
    [
        ([], "", "is an array, where GeoJSON is an object"),
        ({}, "/type", "is missing"),
        ({"type": "feature"}, "/type", "is 'feature' (allowed: Point, "),
        ({"type": 3}, "/type", "is 3"),
        ({"type": "Topology"}, "/type", "FeatureCollection"),
        ({"type": "FeatureCollection"}, "/features", "is missing, where an array belongs"),
        ({"type": "FeatureCollection", "features": {}}, "/features", "is an object, where an array belongs"),
        (collection(3), "/features/0", "is not a Feature"),
        (collection(shape("Point", [0, 0])), "/features/0", "is not a Feature"),
        (collection(crs={}), "/crs", "not part of RFC 7946"),
        (collection(crs="EPSG:4326"), "/crs", "EPSG:4326 has latitude first by its own definition"),
        (collection(crs=crs("urn:ogc:def:crs:EPSG::4326")), "/crs", "urn:ogc:def:crs:EPSG::4326 has latitude first"),
        (collection(crs=crs("urn:ogc:def:crs:OGC:1.3:CRS84")), "/crs", "is what every position is in anyway"),
        (collection(crs=crs("EPSG:32636")), "/crs", "EPSG:32636 says others; bring them to WGS 84"),
        (feature(None, crs="EPSG:4326"), "/crs", "EPSG:4326 has latitude first"),
        (collection(feature(None, crs="EPSG:4326")), "/features/0/crs", "EPSG:4326 has latitude first"),
        (collection(feature(None, crs={})), "/features/0/crs", "not part of RFC 7946"),
        (collection(properties={}), "/properties", "does not belong in a FeatureCollection"),
        (feature(None, features=[]), "/features", "does not belong in a Feature"),
        (shape("Point", [0, 0]) | {"properties": {}}, "/properties", "does not belong in a Point"),
        ({"type": "Feature", "properties": {}}, "/geometry", "is missing, where a geometry or null belongs"),
        ({"type": "Feature", "geometry": None}, "/properties", "is missing, where an object or null belongs"),
        (feature([]), "/geometry", "is an array, where a geometry or null belongs"),
        (feature(None) | {"properties": 3}, "/properties", "is a number, where an object or null belongs"),
        (feature(None, id=True), "/id", "is true, where an id is text or a number"),
        (feature(None, id=None), "/id", "is null, where an id is text or a number"),
        (feature(feature(None)), "/geometry/type", "is 'Feature'"),
        ({"type": "Point"}, "/coordinates", "is missing, where an array belongs"),
        (shape("Point", "1,2"), "/coordinates", "is text, where an array belongs"),
        (shape("Point", []), "/coordinates", "has 0 numbers"),
        (shape("Point", [1]), "/coordinates", "has 1 numbers"),
        (shape("Point", [1, 2, 3, 4]), "/coordinates", "has 4 numbers"),
        (shape("Point", [1, "2"]), "/coordinates", "something other than finite numbers"),
        (shape("Point", [1, True]), "/coordinates", "something other than finite numbers"),
        (shape("Point", [1, None]), "/coordinates", "something other than finite numbers"),
        (shape("Point", [1, 2, None]), "/coordinates", "something other than finite numbers"),
        (shape("Point", [39.6, 131.3]), "/coordinates", "latitude 131.3 is beyond ±90"),
        (shape("Point", [190, 0]), "/coordinates", "longitude 190 is beyond ±180"),
        (shape("MultiPoint", [[0, 0], 3]), "/coordinates/1", "is a number, where a position belongs"),
        (shape("LineString", [[0, 0]]), "/coordinates", "has 1 positions, where a line needs 2 or more"),
        (shape("LineString", [[0, 0], [170, 0], [-170, 0]]), "/coordinates/2", "steps from longitude 170 to -170"),
        (shape("LineString", [[170, 0], [180, 5], [-180, 5], [-170, 9]]), "/coordinates/2", "which are one meridian"),
        (shape("Polygon", [[[170, 0], [180, 0], [-180, 10], [170, 0]]]), "/coordinates/0/2", "which are one meridian"),
        (shape("MultiLineString", [3]), "/coordinates/0", "is a number, where an array of positions belongs"),
        (shape("Polygon", [RING[:3]]), "/coordinates/0", "has 3 positions, where a ring needs 4 or more"),
        (shape("Polygon", [[*RING[:3], [0, 1]]]), "/coordinates/0", "is not closed"),
        (shape("Polygon", [RING[::-1]]), "/coordinates/0", "an outline is to be wound counter-clockwise"),
        (shape("Polygon", [RING, [[1, 0.5], [2, 0.5], [2, 1], [1, 0.5]]]), "/coordinates/1", "a hole is to be wound"),
        (shape("Polygon", RING), "/coordinates/0/0", "is a number, where a position belongs"),
        (shape("Polygon", [3]), "/coordinates/0", "is a number, where an array of positions belongs"),
        (shape("MultiPolygon", [[RING], 3]), "/coordinates/1", "is a number, where an array of rings belongs"),
        ({"type": "GeometryCollection"}, "/geometries", "is missing, where an array belongs"),
        ({"type": "GeometryCollection", "geometries": [None]}, "/geometries/0", "is null, where a geometry belongs"),
        (
            {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]},
            "/geometries/0",
            "a GeometryCollection within another",
        ),
        (
            {"type": "GeometryCollection", "geometries": [shape("Point", [0, 0])]},
            "/geometries",
            "holds a single geometry, which RFC 7946 asks to avoid",
        ),
        (boxed([0, 0, 1, 1], [2, 2]), "/bbox", "does not hold the position [2, 2]"),
        (
            boxed([39, 31, 40, 32], [31, 39], [32, 40]),
            "/bbox",
            "its order is south, west, north, east, where west",
        ),
        (
            boxed([109, 110, 41, 42], [109, 41], [110, 42]),
            "/bbox",
            "its order is west, east, south, north, where west, south",
        ),
        (boxed([32, 40, 31, 39], [31, 39], [32, 40]), "/bbox", "south is north of north: 40 and 39"),
        (boxed([177, -20, 178, -16], [177, -16], [-178, -20]), "/bbox", "does not hold the position [-178, -20]"),
        (boxed([-178, -20, 177, -16], [177.5, -16], [-178, -20]), "/bbox", "does not hold the position [177.5, -16]"),
        (boxed([177, -20, -178, -16], [0, -18]), "/bbox", "does not hold the position [0, -18]"),
        (boxed([0, 0, 0, 1, 1, 0], [1, 1]), "/bbox", "has 6 numbers, where its positions have no heights: 4 belong"),
        (boxed([0, 0, 1, 1], [1, 1, 5]), "/bbox", "has 4 numbers, where its positions have heights: 6 belong"),
        (boxed([0, 0, 0, 1, 1, 4], [1, 1, 5]), "/bbox", "does not hold the heights 5 to 5"),
        (collection(feature(shape("Point", [5, 5])), bbox=[0, 0, 1, 1]), "/bbox", "does not hold the position [5, 5]"),
        (collection(bbox=[0, 0]), "/bbox", "is not an array of 4 or 6 finite numbers"),
        (collection(bbox=[0, 0, 0, None]), "/bbox", "is not an array of 4 or 6 finite numbers"),
        (collection(bbox=[0, 5, 1, 4]), "/bbox", "south is north of north: 5 and 4"),
        (collection(bbox=[0, 0, 9, 1, 1, 8]), "/bbox", "the floor is above the top: 9 and 8"),
        (collection(bbox=[0, 0, 200, 1]), "/bbox", "longitude 200 is beyond ±180"),
        (collection(feature(None, bbox=3)), "/features/0/bbox", "is not an array of 4 or 6 finite numbers"),
    ],
    ids=lambda thing: thing if isinstance(thing, str) else json.dumps(thing)[:60],
)
def test_a_departure_is_found_where_it_stands(thing, pointer, what):
    problems = [said for place, said in found(thing) if place == pointer]
    assert any(what in said for said in problems), found(thing)


def test_only_the_departure_itself_is_reported():
    assert len(found(collection(feature(shape("Polygon", [RING[::-1]]))))) == 1
    assert len(found(collection(feature(shape("LineString", [[170, 0], [-170, 0]]))))) == 1
    assert len(found(shape("Polygon", [[*RING[:3], [0, 1]]]))) == 1


def test_all_problems_are_found_at_once():
    thing = collection(
        feature(shape("Point", [0, 91]), id="a"),
        feature(shape("Polygon", [RING[::-1]]), id="a"),
        feature(shape("LineString", [[0, 0]])),
        crs={},
    )
    assert [pointer for pointer, _ in found(thing)] == [
        "/crs",
        "/features/0/geometry/coordinates",
        "/features/1/geometry/coordinates/0",
        "/features/1/id",
        "/features/2/geometry/coordinates",
    ]


def test_an_id_used_twice_names_the_first_feature_that_has_it():
    assert found(collection(feature(None, id=1), feature(None, id=2), feature(None, id=1))) == [
        ("/features/2/id", "1 is the id of /features/0 already")
    ]


def test_a_number_and_the_same_digits_as_text_are_two_ids():
    assert found(collection(feature(None, id=1), feature(None, id="1"))) == []


def test_a_flat_ring_winds_neither_way():
    assert found(shape("Polygon", [[[0, 0], [1, 0], [2, 0], [0, 0]]])) == []


def test_the_edge_of_a_world_map_is_no_jump():
    assert found(shape("Polygon", [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]])) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is not JSON: Expecting value at line 1, column 1"),
        ('{"type": "Point",\n "coordinates": [1 2]}', "at line 2, column 20"),
        ('{"type": "Point"} x', "Extra data"),
        ("{'type': 'Point'}", "is not JSON"),
        ("[" * 100_000 + "]" * 100_000, "nested too deep"),
        ('{"type":"Point","coordinates":[' + "1" * 10_000 + ",2]}", "a number that cannot be read"),
    ],
    ids=["empty", "no comma", "more after the end", "single quotes", "deep", "a long number"],
)
def test_broken_json_is_a_problem_and_no_exception(text, what):
    (problem,) = validate_geojson(text)
    assert problem.pointer == ""
    assert what in problem.what


def test_deeply_nested_collections_are_a_problem_and_no_exception():
    depth = 400
    opening = '{"type": "GeometryCollection", "geometries": ['
    problems = found(opening * depth + "]}" * depth)
    assert problems[0][1] == "holds a single geometry, which RFC 7946 asks to avoid: put it in place of the collection"
    assert problems[1] == ("/geometries/0", "is a GeometryCollection within another, which RFC 7946 asks to avoid")


def test_a_byte_order_mark_is_a_problem_and_the_rest_is_still_checked():
    assert [what for _, what in found("\ufeff" + json.dumps(shape("Point", [0, 91])))] == [
        "begins with a byte order mark, which JSON does not allow",
        "latitude 91 is beyond ±90",
    ]


def test_a_name_given_twice_is_found_at_any_depth():
    text = '{"type":"Feature","geometry":null,"properties":{"a/b":1,"c":{"d":1,"d":2},"a/b":2}}'
    assert [pointer for pointer, _ in found(text)] == ["/properties/a~1b", "/properties/c/d"]


def test_nan_and_infinity_are_found_where_they_stand():
    text = '{"type":"Feature","geometry":null,"properties":{"grade":NaN,"list":[1,-Infinity]}}'
    assert found(text) == [
        ("/properties/grade", "NaN is not JSON: write null"),
        ("/properties/list/1", "-Infinity is not JSON: write null"),
    ]
    assert ("/coordinates", "holds something other than finite numbers") in found(
        '{"type":"Point","coordinates":[NaN,1]}'
    )


def test_a_number_beyond_any_float_is_not_finite():
    assert found('{"type":"Point","coordinates":[1e999,1]}') == [
        ("/coordinates", "holds something other than finite numbers")
    ]


def test_a_file_is_read_by_its_path_in_either_form(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(shape("Point", [0, 91])), "utf-8")
    assert (
        validate_geojson(path) == validate_geojson(str(path)) == [Problem("/coordinates", "latitude 91 is beyond ±90")]
    )


def test_a_file_in_another_encoding_is_a_problem(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_bytes('{"type": "Ö"}'.encode("latin-1"))
    (problem,) = validate_geojson(path)
    assert problem.what == "is not UTF-8: byte 10 cannot be read"


@pytest.mark.parametrize("name", ["missing.geojson", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_one_clear_error(tmp_path, name):
    with pytest.raises(InvalidGeoJSON, match="cannot be read") as caught:
        validate_geojson(f"{tmp_path}/{name}")
    assert isinstance(caught.value, GeoReeError)
    assert "\n" not in str(caught.value)


def test_a_problem_prints_its_place_and_what_is_wrong():
    assert str(Problem("/a/0", "is wrong")) == "/a/0: is wrong"
    assert str(Problem("", "is wrong")) == "the whole: is wrong"


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-200, 200) | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "geometries", "geometry", "properties", "features", "bbox", "id"]),
            inner | st.sampled_from(["Point", "Polygon", "LineString", "Feature", "FeatureCollection"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(anything)
def test_no_json_whatever_raises(content):
    # In an array, so that the text cannot be taken for the name of a file.
    assert validate_geojson(json.dumps([content]))
    assert isinstance(validate_geojson(json.dumps({"type": "FeatureCollection", "features": [content]})), list)
    assert isinstance(validate_geojson(json.dumps(content if isinstance(content, dict) else {})), list)


@given(st.sampled_from(["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]), anything)
def test_no_coordinates_whatever_raise(kind, coordinates):
    assert isinstance(validate_geojson(json.dumps(shape(kind, coordinates))), list)
