"""Where lines run: whole from node to node, continuous across 180°, and the nearest point of them."""

import numpy
import pytest

from geo_ree.routing.network.graph import LAND_SNAP_LIMIT_KM, RAIL, ROAD, TRANSFER, distances_km
from geo_ree.routing.network.polylines import NOWHERE, land_polylines

SHAPES = land_polylines()
LAND = SHAPES.network
SAMPLE = numpy.random.default_rng(7).choice(len(LAND.start), 300, replace=False)
LONGEST = int(numpy.argmax(numpy.diff(SHAPES.first) * (LAND.mode == RAIL)))


def snap(lon, lat, mode, within_km=LAND_SNAP_LIMIT_KM):
    return SHAPES.nearest(lon, lat, usable=LAND.mode == mode, within_km=within_km)


def test_a_line_runs_from_the_start_of_its_edge_to_the_end():
    for edge in SAMPLE:
        line = SHAPES.line(edge)
        for place, node in ((line[0], LAND.start[edge]), (line[-1], LAND.end[edge])):
            assert (place[0] - LAND.lon[node]) % 360 == pytest.approx(0, abs=1e-9)
            assert place[1] == LAND.lat[node]


def test_every_edge_has_its_bends_and_no_bend_is_left_over():
    assert len(SHAPES.first) == len(LAND.start) + 1
    assert SHAPES.first[-1] + 1 == len(SHAPES.east) == len(SHAPES.north)


def test_lengths_along_a_line_grow_to_the_length_of_its_edge():
    for edge in SAMPLE:
        along = SHAPES.along_km(edge)
        assert along[0] == 0
        assert along[-1] == LAND.length_km[edge]
        assert (numpy.diff(along) >= -1e-9).all()


def test_a_line_is_no_longer_on_the_map_than_its_edge():
    drawn = []
    for edge in SAMPLE[LAND.mode[SAMPLE] != TRANSFER]:
        lon, lat = SHAPES.line(edge).T
        drawn.append(distances_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum() / LAND.length_km[edge])
    assert numpy.quantile(drawn, 0.98) < 1.02
    assert numpy.median(drawn) == pytest.approx(1, abs=0.02)


def test_lines_never_jump_at_180_degrees():
    across = numpy.flatnonzero(numpy.abs(LAND.lon[LAND.start] - LAND.lon[LAND.end]) > 180)
    for edge in [*across, *SAMPLE]:
        assert numpy.abs(numpy.diff(SHAPES.line(edge)[:, 0])).max() < 180


def test_nothing_of_the_shapes_can_be_changed():
    for name in ("first", "east", "north"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(SHAPES, name)[0] = 1


def test_a_part_of_a_line_begins_and_ends_where_it_is_told():
    whole = LAND.length_km[LONGEST]
    part = SHAPES.part(LONGEST, 0.25 * whole, 0.75 * whole)
    lon, lat = part.T
    drawn = distances_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum()
    x, y = SHAPES.line(LONGEST).T
    assert drawn == pytest.approx(0.5 * distances_km(x[:-1], y[:-1], x[1:], y[1:]).sum(), rel=1e-3)
    assert (SHAPES.part(LONGEST, 0.75 * whole, 0.25 * whole) == part[::-1]).all()
    assert (SHAPES.part(LONGEST, whole, 0) == SHAPES.line(LONGEST)[::-1]).all()


def test_a_place_on_a_line_is_snapped_onto_it():
    line = SHAPES.line(LONGEST)
    found = snap(*line[len(line) // 2], RAIL)
    assert found.distance_km[0] < 0.01
    assert 0 < found.along_km[0] < LAND.length_km[found.edge[0]]


def test_the_point_snapped_to_is_nearer_than_any_place_of_any_line_around():
    lon, lat = 31.365, 39.617
    found = snap(lon, lat, RAIL)
    near = numpy.flatnonzero((LAND.mode == RAIL) & (numpy.abs(LAND.lon[LAND.start] - lon) < 1.5))
    places = numpy.vstack([SHAPES.line(edge) for edge in near])
    away = distances_km(numpy.full(len(places), lon), numpy.full(len(places), lat), *places.T)
    assert found.distance_km[0] <= away.min() + 1e-6
    assert found.distance_km[0] == pytest.approx(float(distances_km(lon, lat, found.lon[0], found.lat[0])))


def test_a_place_is_snapped_to_the_mode_that_is_asked_for():
    for mode in (RAIL, ROAD):
        found = snap(30.52, 39.78, mode)
        assert LAND.mode[found.edge[0]] == mode
        assert found.distance_km[0] < LAND_SNAP_LIMIT_KM


def test_many_places_are_snapped_as_one_by_one():
    lon, lat = numpy.array([31.365, 109.963, 4.5]), numpy.array([39.617, 41.798, 51.9])
    together = snap(lon, lat, ROAD, 20)
    single = [snap(x, y, ROAD, 20) for x, y in zip(lon, lat, strict=True)]
    assert together.edge.tolist() == [int(found.edge[0]) for found in single]
    assert together.distance_km.tolist() == [float(found.distance_km[0]) for found in single]


def test_beyond_the_limit_nothing_is_found():
    found = snap([-30.0, 31.365], [40.0, 39.617], RAIL, 5.0)
    assert found.edge.tolist() == [NOWHERE, NOWHERE]
    assert found.distance_km.tolist() == [numpy.inf, numpy.inf]
    assert snap(31.365, 39.617, RAIL, 8.0).distance_km[0] == pytest.approx(7.42, abs=0.05)


def test_no_places_give_no_snaps():
    assert len(snap([], [], RAIL).edge) == 0


def test_a_place_is_snapped_across_180_degrees():
    # No line of the data crosses it, so the easternmost is asked for from both turns of the globe.
    node = int(numpy.argmax(LAND.lon))
    mode = int(LAND.mode[(LAND.start == node) | (LAND.end == node)][0])
    found = [snap(LAND.lon[node] + turn, LAND.lat[node], mode) for turn in (0, -360)]
    assert found[0].edge[0] == found[1].edge[0] >= 0
