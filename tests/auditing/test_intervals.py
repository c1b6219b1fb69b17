"""A span is all that a printed figure may stand for, and no more."""

import math
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.atlas.rows.records import Figure
from geo_ree.auditing.intervals import CONVENTION_SLACK, Span, convention_slack, half_unit, range_of, span_of, sum_of

NUMBERS = st.floats(min_value=1e-6, max_value=1e9)
# Zero, or large enough that no ratio to it is too large for a float.
SHARES = st.just(0.0) | st.floats(1e-6, 1)


@pytest.mark.parametrize(
    ("value", "half"), [(0.3926, 5e-5), (7.0, 0.5), (12.5, 0.05), (390000.0, 5000), (125193.0, 0.5), (1000.0, 50)]
)
def test_half_a_unit_of_the_last_digit(value, half):
    assert half_unit(value) == pytest.approx(half)


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        ({"value": 12.5}, 12.45, 12.55),
        ({"value": 12.5, "qualifier": "about"}, 12.4, 12.6),
        ({"value": 120.0, "qualifier": "more_than"}, 120, math.inf),
        ({"value": 90.0, "qualifier": "up_to"}, 0, 90),
        ({"value": 90.0, "qualifier": "less_than"}, 0, 90),
        ({"value": 2.0, "value_max": 3.0, "qualifier": "range"}, 1.5, 3.5),
        ({"value": 0.0}, 0, 0.5),
        ({"value": 0.0, "qualifier": "about"}, 0, 1),
        ({"value": -2.0}, -2.5, -1.5),
    ],
)
def test_a_figure_spans_what_it_may_stand_for(record, cells, low, high):
    span = span_of(record(Figure, **cells))
    assert span.low == pytest.approx(low, abs=0.01)
    assert span.high == pytest.approx(high, abs=0.01)


def test_what_was_changed_from_short_tons_is_less_exact_than_its_digits(record):
    span = span_of(record(Estimate, ore_million_t=10.0, unit_as_printed="short tons", qualifies=()), "ore_million_t")
    assert (span.low, span.high) == (pytest.approx(9.45, abs=0.01), pytest.approx(10.55, abs=0.01))


def test_a_qualifier_that_is_about_another_figure_leaves_this_one_exact(record):
    row = record(Estimate, ore_million_t=694.0, qualifier="more_than", qualifies=("treo_million_t",))
    assert span_of(row, "ore_million_t") == Span(693.5, 694.5)


def test_a_figure_that_is_not_given_spans_nothing(record):
    with pytest.raises(ValueError, match="gives no treo_percent"):
        span_of(record(Estimate, estimate_id="a", qualifies=()), "treo_percent")


def span_of_value(value, qualifier=None):
    cells = dict.fromkeys((field.name for field in fields(Figure)), None)
    return span_of(Figure.read(cells | {"value": value, "qualifier": qualifier}))


@given(NUMBERS)
def test_a_figure_lies_within_its_own_span(value):
    span = span_of_value(value)
    assert span.low <= value <= span.high


@given(NUMBERS, NUMBERS)
def test_meeting_is_mutual(first, second):
    spans = [span_of_value(value, "about") for value in (first, second)]
    assert spans[0].meets(spans[1]) == spans[1].meets(spans[0])


@given(NUMBERS, st.floats(min_value=0, max_value=0.5))
def test_a_wider_span_holds_the_narrower(value, share):
    span = span_of_value(value)
    wider = span.widened(share)
    assert wider.low <= span.low <= span.high <= wider.high


@given(NUMBERS, NUMBERS)
def test_the_ratio_of_two_figures_lies_within_the_ratio_of_their_spans(first, second):
    ratio = span_of_value(first).over(span_of_value(second, "about"))
    assert ratio.low <= first / second <= ratio.high


@pytest.mark.parametrize(
    ("divisor", "ratio"),
    [
        (Span(4, 10), Span(0.2, 0.75)),
        (Span(0, 10), Span(0.2, math.inf)),
        (Span(-1, 10), Span(0.2, math.inf)),
        (Span(4, math.inf), Span(0.0, 0.75)),
        (Span(0, 0), Span(0.0, math.inf)),
    ],
)
def test_what_may_be_zero_leaves_a_ratio_without_an_upper_end(divisor, ratio):
    assert Span(2, 3).over(divisor) == ratio


def test_a_range_reaches_from_the_least_to_the_greatest():
    assert range_of([Span(5, 6), Span(1, 2)]) == Span(1, 6)


def test_spans_add_up_at_both_ends():
    assert sum_of([Span(1, 2), Span(10, 20)]) == Span(11, 22)


def test_only_a_stated_convention_takes_the_slack_away(record):
    assert convention_slack(record(Estimate)) == CONVENTION_SLACK
    assert convention_slack(record(Estimate, oxide_convention="CeO2, Pr6O11")) == 0


@given(NUMBERS, NUMBERS, SHARES, SHARES)
def test_a_ratio_holds_that_of_any_two_figures_of_the_spans(top, bottom, share, other):
    above, below = Span(top * share, top), Span(bottom * other, bottom)
    ratio = above.over(below)
    assert ratio.low <= top / bottom * (1 + 1e-9)
    assert ratio.high >= top / bottom * (1 - 1e-9)
    assert (ratio.high == math.inf) == (below.low == 0)
