"""Scales hold what they are asked to hold, and their ticks are numbers people read."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ree.charts.axes import LinearAxis, LogAxis, power_of_ten

AMOUNTS = st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=6)


@settings(deadline=None)  # a busy machine is no fault
@given(AMOUNTS)
def test_a_logarithmic_scale_holds_its_values_between_powers_of_ten(values):
    axis = LogAxis.around(values)
    assert all(-1e-9 <= axis.place(value) <= 1 + 1e-9 for value in values)
    assert axis.low < axis.high


@settings(deadline=None)  # a busy machine is no fault
@given(AMOUNTS)
def test_a_close_scale_holds_its_values_inside_and_spans_little_more_than_they_do(values):
    close = LogAxis.close_around(values)
    assert all(0 < close.place(value) < 1 for value in values)
    assert close.high / close.low * (1 + 1e-9) >= 10
    assert close.high / close.low <= max(10, max(values) / min(values) * 7) * (1 + 1e-9)


@settings(deadline=None)  # a busy machine is no fault
@given(AMOUNTS)
def test_a_linear_scale_begins_at_zero_and_has_few_ticks(values):
    axis = LinearAxis.around(values)
    assert axis.low == 0
    assert axis.high >= max(values) * (1 - 1e-9)
    assert 2 <= len(axis.ticks) <= 7


def test_decades_are_labelled_in_plain_numbers():
    texts = [tick.text for tick in LogAxis.around([0.13, 694]).ticks]
    assert texts == ["0.1", "1", "10", "100", "1\u202f000"]


def test_few_decades_are_divided_at_two_and_five():
    assert [tick.value for tick in LogAxis.around([694, 800]).ticks] == [100, 200, 500, 1000]


def test_equal_ratios_are_equal_steps():
    axis = LogAxis.around([1, 1000])
    places = [axis.place(value) for value in (1, 10, 100, 1000)]
    steps = [after - before for before, after in itertools.pairwise(places)]
    assert steps == pytest.approx([1 / 3] * 3)


def test_one_value_on_a_power_of_ten_still_gives_a_scale():
    assert LogAxis.around([10]).high == 100


@pytest.mark.parametrize(("value", "text"), [(1000.0, "10³"), (0.01, "10⁻²"), (500.0, "5 × 10²")])
def test_long_numbers_are_written_as_powers(value, text):
    assert power_of_ten(value) == text


@pytest.mark.parametrize("values", [[0.0], [-5.0, 0.0]])
def test_a_linear_scale_of_nothing_still_has_a_length(values):
    axis = LinearAxis.around(values)
    assert (axis.low, axis.high) == (0, 1)
