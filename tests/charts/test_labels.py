"""Labels keep clear of each other and of points, at the width they were placed for and at any wider one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ree.charts.labels import POINT_RADIUS, place_labels

NARROW, HEIGHT, LINE = 280.0, 300.0, 14.0
PLACES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, HEIGHT)), min_size=1, max_size=14)


def box(point, label, width):
    x, y = point[0] + label.dx, point[1] + label.dy
    left = {"start": x, "middle": x - width / 2, "end": x - width}[label.anchor]
    return left, y - LINE / 2, left + width, y + LINE / 2


def overlap(first, second):
    slack = 1e-6
    return (
        first[0] < second[2] - slack
        and second[0] < first[2] - slack
        and first[1] < second[3] - slack
        and second[1] < first[3] - slack
    )


@settings(deadline=None)  # a busy machine is no fault
@given(PLACES, st.floats(1, 4))
def test_labels_cover_no_label_and_no_other_point_however_wide_the_panel(places, factor):
    widths = [60.0 + 4 * (number % 5) for number in range(len(places))]
    labels = place_labels([(x * NARROW, y) for x, y in places], widths, (NARROW, HEIGHT), line_height=LINE)
    points = [(x * NARROW * factor, y) for x, y in places]
    boxes = {
        number: box(points[number], label, widths[number]) for number, label in enumerate(labels) if label is not None
    }
    radius = POINT_RADIUS
    marks = [(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    for number, taken in boxes.items():
        assert not any(overlap(taken, other) for place, other in boxes.items() if place != number)
        assert not any(overlap(taken, mark) for place, mark in enumerate(marks) if place != number)


@settings(deadline=None)  # a busy machine is no fault
@given(PLACES)
def test_labels_stay_inside_the_panel(places):
    points = [(x * NARROW, y) for x, y in places]
    for point, label in zip(points, place_labels(points, [50.0] * len(points), (NARROW, HEIGHT)), strict=True):
        if label is not None:
            left, top, right, bottom = box(point, label, 50.0)
            assert min(left, top) >= 0
            assert right <= NARROW
            assert bottom <= HEIGHT


def test_a_lone_point_is_named_beside_it_without_a_line():
    (label,) = place_labels([(20, 50)], [60], (200, 100))
    assert (label.anchor, label.has_leader) == ("start", False)


def test_a_label_that_must_move_away_asks_for_a_line():
    points = [(100.0, 50.0), (100.0, 56.0), (104.0, 62.0), (96.0, 44.0)]
    assert any(label and label.has_leader for label in place_labels(points, [70.0] * 4, (300, 200)))


def test_where_there_is_no_room_there_is_no_label():
    assert place_labels([(10, 10)], [500], (100, 100)) == (None,)
