"""Arcs become lines again, and rings that cross 180° or go round a pole become polygons that can be drawn."""

import numpy
import pytest
import shapely

from geo_ree.gis.topojson import arc_number, assemble, polygons, read_arcs

UNIT = {"scale": [1, 1], "translate": [0, 0]}


def arcs_of(*lines):
    """Return arcs as TopoJSON stores them: a place, then steps."""
    return [numpy.diff(numpy.array(line), axis=0, prepend=[[0, 0]]).tolist() for line in lines]


def test_steps_on_a_grid_become_places():
    document = {"transform": {"scale": [0.5, 0.25], "translate": [-10, 5]}, "arcs": [[[2, 4], [2, 0], [0, -4]]]}
    (line,) = read_arcs(document, 0)
    assert line.tolist() == [[-9, 6], [-8, 6], [-8, 5]]


@pytest.mark.parametrize(("tolerance", "count"), [(0, 3), (0.5, 2)])
def test_places_nearer_than_the_tolerance_are_left_out(tolerance, count):
    document = {"transform": UNIT, "arcs": arcs_of([(0, 0), (5, 0.1), (10, 0)])}
    assert len(read_arcs(document, tolerance)[0]) == count


def test_an_arc_across_180_degrees_goes_on_past_it():
    document = {"transform": UNIT, "arcs": arcs_of([(178, 0), (-178, 1), (-176, 2)])}
    assert read_arcs(document, 0)[0][:, 0].tolist() == [178, 182, 184]


def test_a_negative_number_is_the_same_arc_walked_backwards():
    assert [arc_number(index) for index in (0, 3, -1, -4)] == [0, 3, 0, 3]
    forth, back = numpy.array([(0, 0), (4, 0), (4, 4)]), numpy.array([(0, 0), (0, 4), (4, 4)])
    assert assemble([[0, -2]], [forth, back]).equals(shapely.box(0, 0, 4, 4))


def test_polygons_of_every_kind_of_object_are_found_and_lines_are_not():
    one, two = {"type": "Polygon", "arcs": [[0]]}, {"type": "MultiPolygon", "arcs": [[[1]], [[2], [3]]]}
    line = {"type": "LineString", "arcs": [4]}
    assert list(polygons({"type": "GeometryCollection", "geometries": [one, line, two]})) == [[[0]], [[1]], [[2], [3]]]


def test_a_hole_is_cut_on_the_turn_of_the_globe_where_its_shore_is():
    shore = numpy.array([(170, 0), (190, 0), (190, 20), (170, 20), (170, 0)])
    lake = numpy.array([(-178, 5), (-172, 5), (-172, 10), (-178, 10), (-178, 5)])
    land = assemble([[0], [1]], [shore, lake])
    assert land.area == 20 * 20 - 6 * 5
    assert not land.covers(shapely.Point(185, 7))


def test_a_ring_of_too_few_places_is_nothing():
    assert assemble([[0]], [numpy.array([(0, 0), (1, 1), (0, 0)])]) is None


def test_a_ring_that_crosses_itself_is_mended():
    bow = numpy.array([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)])
    mended = assemble([[0]], [bow])
    assert mended.is_valid
    assert mended.area == pytest.approx(2)


def test_a_coast_round_the_pole_is_closed_along_it():
    coast = numpy.column_stack([numpy.linspace(-180, 180, 73), numpy.full(73, -70.0)])
    land = assemble([[0]], [coast])
    assert land.covers(shapely.Point(10, -89))
    assert not land.covers(shapely.Point(10, -60))
