"""Nothing is drawn across the 180th meridian, nothing is lost there, and boxes lie across it only where that helps."""

import itertools

import numpy
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.gis.antimeridian import cut
from geo_ree.gis.boxes import bounding_boxes, box_around
from geo_ree.gis.rounding import round_coordinates
from geo_ree.gis.unwrapping import CannotCut


def array(*geometries):
    made = numpy.empty(len(geometries), dtype=object)
    made[:] = geometries
    return made


def wkt(text):
    return shapely.from_wkt(text)


def misread_steps(longitudes):
    """Return the steps that a reader might take the short way round."""
    steps = numpy.abs(numpy.diff(longitudes))
    return steps[(steps > 180 + 1e-9) & (steps != 360)]


longitudes = st.floats(-540, 540).map(lambda number: round(number, 7))
latitudes = st.floats(-90, 90).map(lambda number: round(number, 7))
positions = st.tuples(longitudes, latitudes)


# ---- lines


def test_an_unwrapped_line_becomes_two_that_end_at_exactly_180():
    parts = cut(wkt("LINESTRING (117.7 39, 145 42, 241.75 33.75)")).geoms
    assert [part.coords[0][0] for part in parts] == [117.7, -180]
    assert [part.coords[-1][0] for part in parts] == [180, -118.25]
    assert parts[0].coords[-1][1] == parts[1].coords[0][1]


def test_a_line_that_jumps_is_read_the_short_way_round():
    assert cut(wkt("LINESTRING (170 0, -170 10)")).equals(cut(wkt("LINESTRING (170 0, 190 10)")))
    assert cut(wkt("LINESTRING (-170 10, 170 0)")).equals(cut(wkt("LINESTRING (190 10, 170 0)")))


def test_the_cut_lies_on_the_straight_line_in_degrees():
    parts = cut(wkt("LINESTRING (150 0, 210 60)")).geoms
    assert parts[0].coords[-1] == (180, 30)


def test_heights_at_the_cut_are_interpolated():
    parts = cut(wkt("LINESTRING Z (170 0 100, 190 10 300)")).geoms
    assert parts[0].coords[-1] == (180, 5, 200)
    assert parts[1].coords[0] == (-180, 5, 200)


@pytest.mark.parametrize(
    "line",
    [
        "LINESTRING (170 0, 180 5)",
        "LINESTRING (180 5, 170 0)",
        "LINESTRING (170 0, 180 0, 180 10, 170 10)",
        "LINESTRING (-170 0, -180 0, -180 10)",
        "LINESTRING (180 0, 180 10)",
        "LINESTRING (-180 0, 180 0)",
        "LINESTRING (-180 0, 0 0, 180 0)",
    ],
)
def test_a_line_that_only_touches_the_seam_is_left_as_it_is(line):
    assert cut(wkt(line)).wkt == wkt(line).wkt


def test_a_line_along_the_seam_stays_with_the_side_it_came_from():
    parts = cut(wkt("LINESTRING (170 0, 180 0, 180 10, 190 10)")).geoms
    assert [list(part.coords) for part in parts] == [[(170, 0), (180, 0), (180, 10)], [(-180, 10), (-170, 10)]]


def test_a_line_wholly_beyond_the_seam_is_turned_back():
    assert cut(wkt("LINESTRING (190 0, 200 5)")).wkt == "LINESTRING (-170 0, -160 5)"
    assert cut(wkt("LINESTRING (180 0, 200 5)")).wkt == "LINESTRING (-180 0, -160 5)"


def test_a_line_that_runs_more_than_once_round_is_cut_each_time():
    parts = cut(wkt("LINESTRING (100 0, 530 43)")).geoms
    assert [(part.coords[0][0], part.coords[-1][0]) for part in parts] == [(100, 180), (-180, 170)]
    # 350 degrees in one step would be read the short way: a position is added on the way.
    assert len(parts[1].coords) == 3


@given(st.lists(positions, min_size=2, max_size=6))
def test_every_part_of_a_line_stays_within_180_and_steps_less_than_half_a_turn(coordinates):
    result = round_coordinates(array(cut(shapely.LineString(coordinates))))[0]
    for part in shapely.get_parts(result):
        xs = shapely.get_coordinates(part)[:, 0]
        assert (numpy.abs(xs) <= 180).all()
        assert not misread_steps(xs).any()


@given(st.lists(positions, min_size=2, max_size=6))
def test_parts_of_a_line_follow_each_other_across_the_seam(coordinates):
    parts = shapely.get_parts(cut(shapely.LineString(coordinates)))
    for before, after in itertools.pairwise(parts):
        assert abs(before.coords[-1][0]) == 180
        assert after.coords[0][0] == -before.coords[-1][0]
        assert before.coords[-1][1] == after.coords[0][1]


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-10, 10)), min_size=1, max_size=8))
def test_cutting_keeps_the_length_of_a_line_that_runs_on(steps):
    line = shapely.LineString(numpy.cumsum([(0, 0), *steps], axis=0).round(7))
    assert cut(line).length == pytest.approx(line.length, abs=1e-6)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LINESTRING (359 50, 1 50)", "LINESTRING (-1 50, 1 50)"),
        ("LINESTRING (350 0, -5 0)", "LINESTRING (-10 0, -5 0)"),
        ("LINESTRING (350 0, 10 0, 20 5)", "LINESTRING (-10 0, 10 0, 20 5)"),
        ("LINESTRING (200 0, -150 0)", "LINESTRING (-160 0, -150 0)"),
        ("LINESTRING (170 0, -190 5)", "LINESTRING (170 0, 170 5)"),
        ("LINESTRING (170 0, 180 5, -180 5, -170 10)", "MULTILINESTRING ((170 0, 180 5), (-180 5, -170 10))"),
        ("LINESTRING (170 0, -180 5, 170 10)", "LINESTRING (170 0, 180 5, 170 10)"),
        ("LINESTRING (170 0, 180 0, -180 10)", "LINESTRING (170 0, 180 0, 180 10)"),
        ("LINESTRING (179.9999999999 0, -170 10)", "LINESTRING (-180 0, -170 10)"),
    ],
)
def test_each_step_goes_the_short_way_in_any_convention(line, expected):
    assert cut(wkt(line)).wkt == wkt(expected).wkt
    back = cut(wkt(line).reverse())
    assert back.length == pytest.approx(wkt(expected).length)
    assert back.symmetric_difference(wkt(expected)).length == pytest.approx(0)


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("POLYGON ((170 0, 180 0, -180 10, 170 0))", "POLYGON ((170 0, 180 0, 180 10, 170 0))"),
        ("POLYGON ((-170 0, 180 10, -180 0, -170 0))", "POLYGON ((-170 0, -180 10, -180 0, -170 0))"),
        (
            "POLYGON ((170 0, 180 0, -180 0, -170 0, -170 5, -180 5, 180 5, 170 5, 170 0))",
            "MULTIPOLYGON (((170 0, 180 0, 180 5, 170 5, 170 0)), ((-180 0, -170 0, -170 5, -180 5, -180 0)))",
        ),
        ("POLYGON ((350 0, 10 0, 10 9, 350 9, 350 0))", "POLYGON ((-10 0, 10 0, 10 9, -10 9, -10 0))"),
        ("POLYGON ((350 0, 360 0, 0 9, 350 0))", "POLYGON ((-10 0, 0 0, 0 9, -10 0))"),
        ("POLYGON ((170 0, 179.999999999 0, -179.9999999995 9, 170 0))", "POLYGON ((170 0, 180 0, 180 9, 170 0))"),
    ],
)
def test_180_and_minus_180_are_one_meridian(area, expected):
    for form in (wkt(area), wkt(area).reverse()):
        # The other winding of a rectangle that jumps is a wide one, as it is drawn.
        if form.equals(wkt("POLYGON ((350 0, 10 0, 10 9, 350 9, 350 0))")) and form.exterior.is_ccw:
            continue
        assert cut(form).symmetric_difference(wkt(expected)).area == pytest.approx(0, abs=1e-6)
        assert cut(form).is_valid


@pytest.mark.parametrize("ccw", [True, False])
def test_the_bands_of_a_world_map_are_bands(ccw):
    band = shapely.box(-180, -60, 180, 60, ccw=ccw)
    assert cut(band).equals(band)
    notched = wkt("POLYGON ((-180 10, 180 10, 180 60, 0 50, -180 60, -180 10))")
    assert cut(notched if ccw else notched.reverse()).area == pytest.approx(notched.area)


def test_a_wide_hole_in_a_wide_area_is_as_wide_as_it_is_drawn():
    area = shapely.Polygon(shapely.box(-175, -50, 175, 50).exterior, [shapely.box(-160, -40, 160, 40).exterior])
    assert cut(area).area == pytest.approx(350 * 100 - 320 * 80)
    assert cut(area).is_valid


# ---- areas


@pytest.mark.parametrize(
    "area",
    [
        "POLYGON ((170 -10, 190 -10, 190 10, 170 10, 170 -10))",
        "POLYGON ((170 -10, -170 -10, -170 10, 170 10, 170 -10))",
        "POLYGON ((-190 -10, -190 10, -170 10, -170 -10, -190 -10))",
    ],
)
def test_an_area_across_the_seam_becomes_two_that_meet_there(area):
    result = cut(wkt(area))
    assert sorted(part.bounds for part in result.geoms) == [(-180, -10, -170, 10), (170, -10, 180, 10)]
    assert result.area == pytest.approx(400)


def test_an_area_wound_clockwise_across_the_seam_is_cut_as_well():
    across = wkt("POLYGON ((176 -20, 178 -14, -176 -13, -177 -21, 176 -20))")
    assert {part.bounds[0] for part in cut(across).geoms} == {176, -180}
    assert cut(across).area < 100


@pytest.mark.parametrize("size", [181, 200, 292, 340, 359])
def test_a_box_of_wide_data_is_not_turned_inside_out(size):
    box = shapely.box(-size / 2, -45, size / 2, 71)
    assert cut(box).area == pytest.approx(box.area)
    assert not misread_steps(shapely.get_coordinates(cut(box))[:, 0]).any()


def test_a_hull_of_wide_data_is_not_turned_inside_out():
    hull = shapely.MultiPoint([(-118, 40), (20, 75), (100, 80), (174, -45), (-70, -50)]).convex_hull
    assert cut(hull).area == pytest.approx(hull.area)


def test_a_map_of_the_world_is_left_as_it_is():
    world = shapely.box(-180, -90, 180, 90)
    assert cut(world).wkt == world.wkt


def test_a_hole_across_the_seam_is_taken_from_both_halves():
    area = wkt("POLYGON ((170 -10, 190 -10, 190 10, 170 10, 170 -10), (178 -1, -178 -1, -178 1, 178 1, 178 -1))")
    assert cut(area).area == pytest.approx(400 - 8)


def test_a_hole_written_beyond_the_seam_finds_its_outline():
    area = wkt("POLYGON ((170 -10, 190 -10, 190 10, 170 10, 170 -10), (-179 -1, -178 -1, -178 1, -179 1, -179 -1))")
    result = cut(area)
    assert result.area == pytest.approx(400 - 2)
    assert [len(part.interiors) for part in sorted(result.geoms, key=lambda part: part.bounds)] == [1, 0]


def test_an_area_that_crosses_itself_is_cut_into_sound_parts():
    result = cut(wkt("POLYGON ((170 -10, 190 10, 190 -10, 170 10, 170 -10))"))
    assert result.is_valid
    assert result.area == pytest.approx(200)


def test_an_outline_round_the_north_pole_includes_it():
    result = cut(wkt("POLYGON ((0 60, 90 60, 180 60, -90 60, 0 60))"))
    assert result.is_valid
    assert result.bounds == (-180, 60, 180, 90)
    assert result.area == pytest.approx(360 * 30)


def test_a_ring_round_the_south_pole_leaves_out_its_hole():
    ring = "POLYGON ((0 -60, 90 -60, 180 -60, -90 -60, 0 -60), (10 -80, -110 -80, 130 -80, 10 -80))"
    result = cut(wkt(ring))
    assert result.is_valid
    assert result.area == pytest.approx(360 * 20)


def test_an_outline_round_the_globe_on_both_sides_of_the_equator_is_refused():
    with pytest.raises(CannotCut, match="both sides of the equator"):
        cut(wkt("POLYGON ((0 10, 90 -10, 180 10, -90 -10, 0 10))"))


def test_an_outline_across_the_seam_that_encloses_nothing_is_refused():
    with pytest.raises(CannotCut, match="no area"):
        cut(wkt("POLYGON ((170 0, 190 0, 170 0, 170 0))"))


@given(st.floats(-540, 440), st.floats(-90, 80), st.floats(0.001, 100), st.floats(0.001, 10))
def test_cutting_keeps_the_area_of_what_is_drawn_beyond_the_seam(west, south, width, height):
    box = round_coordinates(array(shapely.box(west, south, west + width, south + height)))[0]
    result = cut(box)
    assert result.area == pytest.approx(box.area, rel=1e-3, abs=1e-5)
    assert (numpy.abs(shapely.get_coordinates(result)[:, 0]) <= 180).all()


# ---- points and collections


def test_points_are_turned_back_and_keep_their_heights():
    assert cut(wkt("POINT Z (190 5 7)")).wkt == "POINT Z (-170 5 7)"
    assert cut(wkt("MULTIPOINT (190 5, -190 6, 180 7)")).wkt == "MULTIPOINT ((-170 5), (170 6), (180 7))"


def test_every_member_of_a_collection_is_cut():
    members = cut(wkt("GEOMETRYCOLLECTION (POINT (190 3), GEOMETRYCOLLECTION (LINESTRING (170 0, 190 0)))")).geoms
    assert members[0].wkt == "POINT (-170 3)"
    assert members[1].geoms[0].geom_type == "MultiLineString"


def test_lines_in_a_multiline_stay_in_one_multiline():
    lines = cut(wkt("MULTILINESTRING ((170 0, 190 0), (0 0, 1 1))"))
    assert [part.wkt for part in lines.geoms] == [
        "LINESTRING (170 0, 180 0)",
        "LINESTRING (-180 0, -170 0)",
        "LINESTRING (0 0, 1 1)",
    ]


# ---- rounding


def test_rounding_leaves_no_negative_zero():
    rounded = round_coordinates(array(wkt("POINT Z (-0.00000001 -0.00000001 -0.0001)")))[0]
    assert not numpy.signbit(shapely.get_coordinates(rounded, include_z=True)).any()


def test_rounding_keeps_seven_decimals_and_millimetres_of_height():
    rounded = round_coordinates(array(wkt("POINT Z (1.123456789 2.123456789 3.123456789)"), wkt("POINT (1 2)"), None))
    assert rounded[0].wkt == "POINT Z (1.1234568 2.1234568 3.123)"
    assert not rounded[1].has_z
    assert rounded[2] is None


# ---- boxes


def test_a_box_of_what_was_cut_lies_across_the_seam():
    assert box_around(array(cut(wkt("LINESTRING (117.7 39, 241.75 33.75)")))).tolist() == [117.7, 33.75, -118.25, 39]


def test_the_box_of_the_fiji_archipelago_is_the_one_of_the_standard():
    # RFC 7946, section 5.2.
    assert box_around(array(wkt("POINT (177 -16)"), wkt("POINT (-178 -20)"))).tolist() == [177, -20, -178, -16]


def test_a_box_of_places_all_over_the_world_does_not_lie_across_the_seam():
    places = [wkt(f"POINT ({longitude} 0)") for longitude in (-118, 31, 110, 122)]
    assert box_around(array(*places)).tolist() == [-118, 0, 122, 0]


def test_a_long_route_over_the_pacific_has_a_box_that_leaves_out_the_atlantic():
    assert box_around(array(cut(wkt("LINESTRING (31 39, 118 39, 242 34)")))).tolist() == [31, 34, -118, 39]


def test_a_box_round_the_whole_globe_is_the_whole_globe():
    assert box_around(array(shapely.box(-180, -90, 180, 90))).tolist() == [-180, -90, 180, 90]


def test_nothing_has_no_box():
    assert numpy.isnan(box_around(array(None))).all()
    assert numpy.isnan(box_around(array())).all()
    assert numpy.isnan(bounding_boxes(array(None, wkt("POINT (1 2)")))[0]).all()


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=8))
def test_every_point_lies_in_its_box(coordinates):
    west, south, east, north = box_around(array(*map(shapely.Point, coordinates)))
    for longitude, latitude in coordinates:
        assert south <= latitude <= north
        assert west <= longitude <= east if west <= east else longitude >= west or longitude <= east
