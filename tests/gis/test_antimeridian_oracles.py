"""Thousands of random shapes at the 180th meridian, cut and held beside two other answers.

One is a slow exact method of our own: a place lies in an area when a line from it to a pole passes the outline an odd
number of times, which needs no cutting at all. The other is the package ``antimeridian`` with its flat cuts, where it
knows the case. ``GEO_REE_RANDOM_CASES=100000 pytest tests/gis/test_antimeridian_oracles.py`` draws more of them.
"""

import os
import warnings

import antimeridian
import numpy
import pytest
import shapely

from geo_ree.gis.antimeridian import cut
from geo_ree.gis.boxes import bounding_boxes

CASES = int(os.environ.get("GEO_REE_RANDOM_CASES", "10000"))
PLACES = 12  # tried for each shape
CORNERS = 7


# ---- shapes, in the plane of continuous longitudes


def stars(random, count):
    """Return sound rings round points near the seam, some corners on it; shape (count, CORNERS + 1, 2)."""
    wanted, count = count, 2 * count
    angles = (numpy.arange(CORNERS) + random.uniform(-0.4, 0.4, (count, CORNERS))) * 2 * numpy.pi / CORNERS
    radii = random.uniform(2, 25, (count, CORNERS))
    centres = numpy.column_stack([random.uniform(160, 200, count), random.uniform(-60, 60, count)])
    rings = centres[:, None] + radii[..., None] * numpy.stack([numpy.cos(angles), numpy.sin(angles)], axis=-1)
    rings = numpy.round(rings, 7)
    rings[..., 0][random.random((count, CORNERS)) < 0.2] = 180
    rings = closed(rings)
    rings = rings[shapely.is_valid(shapely.polygons(rings))][:wanted]
    assert len(rings) == wanted
    return rings


def holes_of(rings):
    """Return the same rings, small and clockwise, round a place inside each."""
    inside = shapely.get_coordinates(shapely.point_on_surface(shapely.polygons(rings)))[:, None]
    room = shapely.distance(shapely.points(inside[:, 0]), shapely.linearrings(rings))
    turn = numpy.linspace(0, -2 * numpy.pi, CORNERS, endpoint=False)
    circle = numpy.stack([numpy.cos(turn), numpy.sin(turn)], axis=-1)
    return closed(inside + 0.8 * room[:, None, None] * circle)


def boxes(random, count):
    west, south = random.uniform(150, 179, count), random.uniform(-80, 60, count)
    east, north = random.uniform(181, 210, count), south + random.uniform(1, 20, count)
    return box_rings(west, south, east, north), box_rings(
        *(west + (180 - west) * 0.6, south + 0.3, east + (180 - east) * 0.6, north - 0.3)
    )[:, ::-1]


def box_rings(west, south, east, north):
    corners = [(west, south), (east, south), (east, north), (west, north)]
    return closed(numpy.round(numpy.stack([numpy.column_stack(corner) for corner in corners], axis=1), 7))


def caps(random, count):
    """Return rings round a pole, with a last corner one turn after the first; eastward or westward."""
    starts = random.uniform(-180, 180, (count, 1))
    turn = (numpy.arange(CORNERS + 1) + random.uniform(-0.3, 0.3, (count, CORNERS + 1))) * 360 / CORNERS
    turn[:, -1] = turn[:, 0] + 360
    latitudes = random.uniform(20, 85, (count, CORNERS + 1)) * random.choice([-1, 1], (count, 1))
    latitudes[:, -1] = latitudes[:, 0]
    rings = numpy.round(numpy.stack([starts + turn, latitudes], axis=-1), 7)
    eastward = random.random(count) < 0.5
    return numpy.where(eastward[:, None, None], rings, rings[:, ::-1])


def closed(rings):
    return numpy.concatenate([rings, rings[:, :1]], axis=1)


# ---- how people write them


def written(random, rings, *, noise=True):
    """Return rings as files have them: each corner under either longitude, some a hair off, wound either way."""
    corners = rings[:, :-1].copy()
    if noise:
        corners[..., 0] += numpy.where(random.random(corners.shape[:2]) < 0.3, 1, 0) * random.uniform(-1e-9, 1e-9)
    style = random.integers(0, 3, (len(rings), 1))  # −180…180, 0…360, a mix
    either = random.integers(0, 2, corners.shape[:2]) * 360
    within = (corners[..., 0] + 180) % 360 - 180
    on_seam = numpy.abs(numpy.abs(within) - 180) < 1e-6
    within = numpy.where(on_seam, 180 - either, within)
    corners[..., 0] = numpy.choose(style, [within, corners[..., 0] % 360, within + numpy.where(within < 0, either, 0)])
    return closed(corners)


# ---- the slow exact method


def folded(degrees):
    return (degrees + 180) % 360 - 180


def are_inside(rings, places, *, has_north_pole=False):
    """Return which places lie within rings whose steps go the short way; (n, c, 2) and (n, k, 2) make (n, k).

    From those a meridian to the north passes the ring an odd number of times; even, where it holds the north pole.
    """
    from_x = folded(rings[:, None, :-1, 0] - places[:, :, None, 0])
    step = folded(numpy.diff(rings[..., 0]))[:, None]
    y, rise = rings[:, None, :-1, 1], numpy.diff(rings[..., 1])[:, None]
    passes = (from_x < 0) != (from_x + step < 0)
    # A step that passes the meridian on the far side of the globe passes 180 and not 0.
    passes &= numpy.abs(from_x + step) < 180
    with numpy.errstate(divide="ignore", invalid="ignore"):
        height = y + rise * (-from_x / step)
    odd = (passes & (height > places[:, :, None, 1])).sum(axis=-1) % 2 == 1
    return odd ^ numpy.asarray(has_north_pole).reshape(-1, 1)


def places_near(random, rings):
    low, high = rings.min(axis=1) - 1, rings.max(axis=1) + 1
    places = random.uniform(low[:, None], high[:, None], (len(rings), PLACES, 2))
    places[..., 0] = folded(places[..., 0])
    places[..., 1] = numpy.clip(places[..., 1], -89.9, 89.9)
    return places


def assert_holds_the_same_places(areas, places, expected):
    found = shapely.contains_xy(numpy.array(areas, dtype=object)[:, None], places[..., 0], places[..., 1])
    for row, column in zip(*numpy.nonzero(found != expected), strict=True):
        # A place on the outline itself may be said to lie on either side.
        place = shapely.Point(places[row, column])
        assert shapely.distance(place, shapely.boundary(areas[row])) < 1e-6, (areas[row].wkt, place.wkt)


def assert_sound(areas, sizes):
    assert shapely.is_valid(areas).all()
    assert shapely.area(areas) == pytest.approx(numpy.asarray(sizes), abs=1e-4)
    assert (numpy.abs(shapely.get_coordinates(areas)[:, 0]) <= 180).all()
    heights = shapely.bounds(areas)[:, [1, 3]]
    assert (bounding_boxes(numpy.array(areas, dtype=object))[:, [1, 3]] == heights).all()


def signed_areas(rings):
    x, y = rings[..., 0], rings[..., 1]
    return (x[:, :-1] * y[:, 1:] - x[:, 1:] * y[:, :-1]).sum(axis=1) / 2


# ---- the laws


@pytest.fixture
def random(request):
    return numpy.random.default_rng(sum(request.node.name.encode()))


@pytest.mark.deep
def test_an_area_holds_the_places_that_its_outline_goes_round(random):
    rings = stars(random, CASES // 2)
    forms = written(random, rings)
    areas = [cut(area) for area in shapely.polygons(forms)]
    assert_sound(areas, numpy.abs(signed_areas(rings)))
    places = places_near(random, rings)
    assert_holds_the_same_places(areas, places, are_inside(forms, places))


@pytest.mark.deep
def test_a_hole_is_no_part_of_its_area_however_it_is_written(random):
    rings = stars(random, CASES // 5)
    holes = holes_of(rings)
    forms, hole_forms = written(random, rings), written(random, holes)
    areas = [cut(shapely.Polygon(outline, [hole])) for outline, hole in zip(forms, hole_forms, strict=True)]
    assert_sound(areas, numpy.abs(signed_areas(rings)) - numpy.abs(signed_areas(holes)))
    places = places_near(random, rings)
    assert_holds_the_same_places(areas, places, are_inside(forms, places) & ~are_inside(hole_forms, places))


def test_a_box_with_a_box_cut_out_wound_as_the_standard_asks_keeps_its_hole(random):
    rings, holes = boxes(random, CASES // 10)
    forms, hole_forms = written(random, rings, noise=False), written(random, holes, noise=False)
    areas = [cut(shapely.Polygon(outline, [hole])) for outline, hole in zip(forms, hole_forms, strict=True)]
    assert_sound(areas, signed_areas(rings) + signed_areas(holes))
    places = places_near(random, rings)
    assert_holds_the_same_places(areas, places, are_inside(forms, places) & ~are_inside(hole_forms, places))


def test_a_ring_round_a_pole_holds_it(random):
    rings = caps(random, CASES // 10)
    forms = written(random, rings)
    areas = [cut(area) for area in shapely.polygons(forms)]
    is_north = rings[:, 0, 1] > 0
    pole = numpy.where(is_north, 90, -90)
    middles = (rings[:, 1:, 1] + rings[:, :-1, 1]) / 2
    sizes = numpy.abs(numpy.diff(rings[..., 0])) * numpy.abs(pole[:, None] - middles)
    assert_sound(areas, sizes.sum(axis=1))
    places = places_near(random, rings)
    assert_holds_the_same_places(areas, places, are_inside(forms, places, has_north_pole=is_north))


def test_a_line_goes_the_short_way_through_every_step(random):
    count = CASES // 10
    steps = random.uniform([-100, -20], [100, 20], (count, CORNERS, 2))
    lines = numpy.cumsum(steps, axis=1)
    lines[..., 1] = numpy.clip(lines[..., 1], -89, 89)
    lines[..., 0][random.random((count, CORNERS)) < 0.2] = 180
    lines = numpy.round(lines, 7)
    # What was drawn is what its steps say: a corner put on the seam may have made one of more than half a turn.
    lines[..., 0] = numpy.concatenate(
        [lines[:, :1, 0], lines[:, :1, 0] + numpy.cumsum(folded(numpy.diff(lines[..., 0])), axis=1)], axis=1
    )
    forms = written(random, numpy.concatenate([lines, lines[:, :1]], axis=1))[:, :-1]
    parts = numpy.array([cut(line) for line in shapely.linestrings(forms)], dtype=object)
    assert shapely.length(parts) == pytest.approx(shapely.length(shapely.linestrings(lines)), abs=1e-5)
    assert (numpy.abs(shapely.get_coordinates(parts)[:, 0]) <= 180).all()
    for share in random.uniform(0, 1, 5):
        along = lines[:, :-1] + share * numpy.diff(lines, axis=1)
        places = [shapely.points(folded(along[..., 0]) + turn, along[..., 1]) for turn in (-360, 0, 360)]
        assert (numpy.min([shapely.distance(parts[:, None], place) for place in places], axis=0) < 1e-6).all()


def test_areas_are_those_of_the_package_antimeridian(random):
    rings = stars(random, CASES // 10)
    agreed = 0
    for form, ring in zip(written(random, rings), rings, strict=True):
        ours = cut(shapely.Polygon(form))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                theirs = antimeridian.fix_polygon(shapely.Polygon(form), great_circle=False, fix_winding=True)
            except Exception:  # it fails in many ways of its own
                continue
        if not theirs.is_valid or abs(theirs.area - shapely.Polygon(ring).area) > 1e-3:
            continue  # it does not know a ring with both signs on the seam, nor mixed conventions
        assert ours.symmetric_difference(theirs).area < 1e-3
        agreed += 1
    assert agreed > len(rings) / 2
