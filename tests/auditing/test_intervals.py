"""A span is all that a printed figure may stand for, and no more."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.auditing.intervals import CONVENTION_SLACK, Span, convention_slack, half_unit, is_bound, span_of, sum_of

NUMBERS = st.floats(min_value=1e-6, max_value=1e9)


@pytest.mark.parametrize(
    ("value", "half"), [(0.3926, 5e-5), (7.0, 0.5), (12.5, 0.05), (390000.0, 5000), (125193.0, 0.5), (1000.0, 50)]
)
def test_half_a_unit_of_the_last_digit(value, half):
    assert half_unit(value) == pytest.approx(half)


@pytest.mark.parametrize(
    ("row", "low", "high"),
    [
        ({"value": 12.5, "qualifier": None}, 12.45, 12.55),
        ({"value": 12.5, "qualifier": "about"}, 12.4, 12.6),
        ({"value": 120.0, "qualifier": "more_than"}, 120, math.inf),
        ({"value": 90.0, "qualifier": "up_to"}, 0, 90),
        ({"value": 2.0, "value_max": 3.0, "qualifier": "range"}, 1.5, 3.5),
        ({"value": 10.0, "qualifier": None, "unit_as_printed": "short tons"}, 9.45, 10.55),
    ],
)
def test_a_figure_spans_what_it_may_stand_for(row, low, high):
    span = span_of(row)
    assert span.low == pytest.approx(low, abs=0.01)
    assert span.high == pytest.approx(high, abs=0.01)


def test_a_qualifier_that_is_about_another_figure_leaves_this_one_exact():
    row = {"ore_million_t": 694.0, "qualifier": "more_than", "qualifies": ("treo_million_t",)}
    assert span_of(row, "ore_million_t") == Span(693.5, 694.5)
    assert not is_bound(row, "ore_million_t")


@given(NUMBERS)
def test_a_figure_lies_within_its_own_span(value):
    span = span_of({"value": value, "qualifier": None})
    assert span.low <= value <= span.high


@given(NUMBERS, NUMBERS)
def test_meeting_is_mutual(first, second):
    spans = [span_of({"value": value, "qualifier": "about"}) for value in (first, second)]
    assert spans[0].meets(spans[1]) == spans[1].meets(spans[0])


@given(NUMBERS, st.floats(min_value=0, max_value=0.5))
def test_a_wider_span_holds_the_narrower(value, share):
    span = span_of({"value": value, "qualifier": None})
    wider = span.widened(share)
    assert wider.low <= span.low <= span.high <= wider.high


def test_spans_add_up_at_both_ends():
    assert sum_of([Span(1, 2), Span(10, 20)]) == Span(11, 22)


def test_only_a_stated_convention_takes_the_slack_away():
    assert convention_slack({"oxide_convention": None}) == CONVENTION_SLACK
    assert convention_slack({"oxide_convention": "CeO2, Pr6O11"}) == 0


@given(NUMBERS, NUMBERS, st.floats(0, 1), st.floats(0, 1))
def test_a_ratio_holds_that_of_any_two_figures_of_the_spans(top, bottom, share, other):
    above, below = Span(top * share, top), Span(bottom * other, bottom)
    ratio = above.over(below)
    assert ratio.low <= top / bottom * (1 + 1e-9)
    assert ratio.high >= top / bottom * (1 - 1e-9)
    assert (ratio.high == math.inf) == (below.low == 0)
