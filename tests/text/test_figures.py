"""A figure is shown the same way everywhere, with the digits and the doubt that its source gave it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.layers.codelists import QUALIFIERS
from geo_ree.text.figures import (
    EN_DASH,
    MINUS_SIGN,
    THOUSANDS_SPACE,
    format_date,
    format_distance,
    format_figure,
    format_number,
    format_tonnes,
    join_unit,
    join_words,
    round_significant,
)

SHOWN = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).map(lambda value: round(value, 3))


def read(text):
    return float(text.replace(THOUSANDS_SPACE, "").replace(MINUS_SIGN, "-"))


@given(SHOWN)
def test_a_stated_figure_keeps_its_value_and_never_an_exponent(value):
    text = format_number(value)
    assert read(text) == pytest.approx(value, rel=1e-11)
    assert "e" not in text


@given(st.floats(min_value=1e-6, max_value=1e9), st.integers(min_value=1, max_value=6))
def test_a_computed_figure_is_rounded_to_the_digits_asked(value, digits):
    text = format_number(value, significant=digits)
    assert read(text) == pytest.approx(value, rel=0.51 * 10 ** (1 - digits))
    assert read(text) == pytest.approx(round_significant(value, digits))


@pytest.mark.parametrize(
    ("value", "text"), [(0.1 + 0.2, "0.3"), (694.0, "694"), (0.0, "0"), (-0.0, "0"), (1e-7, "0.0000001"), (6, "6")]
)
def test_digits_are_those_a_person_would_write(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(("value", "text"), [(1.8011, "1.80"), (9.996, "10.0"), (0.00123456, "0.00123"), (0, "0")])
def test_three_significant_figures_keep_their_trailing_zeros(value, text):
    assert format_number(value, significant=3) == text


def test_thousands_are_parted_by_a_narrow_no_break_space():
    assert format_number(1234567.5) == f"1{THOUSANDS_SPACE}234{THOUSANDS_SPACE}567.5"


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_figure_is_refused(value):
    with pytest.raises(ValueError, match="no figure"):
        format_number(value)


@pytest.mark.parametrize(
    ("qualifier", "shown", "said"),
    [
        ("exact", "120", "120"),
        ("about", "about 120", "about 120"),
        ("more_than", "> 120", "more than 120"),
        ("less_than", "< 120", "less than 120"),
        ("up_to", "up to 120", "up to 120"),
        (None, "120", "120"),
    ],
)
def test_a_qualifier_is_shown_with_the_figure(qualifier, shown, said):
    assert format_figure(120, qualifier=qualifier) == shown
    assert format_figure(120, qualifier=qualifier, in_words=True) == said


def test_every_qualifier_of_the_tables_can_be_shown():
    assert all(format_figure(1, 2, qualifier=qualifier).endswith(f"1{EN_DASH}2") for qualifier in QUALIFIERS)


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_missing_figure_is_not_stated_and_has_no_unit(missing):
    assert format_figure(missing, qualifier="about") == "not stated"
    assert join_unit(format_figure(missing), "million t") == "not stated"


def test_a_range_of_one_value_is_that_value():
    assert format_figure(5, 5) == "5"
    assert format_figure(5, float("nan")) == "5"


@pytest.mark.parametrize(("tonnes", "text"), [(694e6, "694 million t"), (1e6, "1 million t"), (999.5, "999.5 t")])
def test_a_mass_is_shown_in_million_t_from_a_million_on(tonnes, text):
    assert format_tonnes(tonnes) == text


@pytest.mark.parametrize(("km", "text"), [(0, "0 km"), (7.612, "7.61 km"), (99.96, "100 km"), (134.5, "135 km")])
def test_a_distance_is_shown_no_finer_than_it_matters(km, text):
    assert format_distance(km) == text


@pytest.mark.parametrize(
    ("iso", "text"), [("2022", "2022"), ("2022-07", "July 2022"), ("2022-07-01", "1 July 2022"), (None, "undated")]
)
def test_a_date_is_said_as_precisely_as_it_is_known(iso, text):
    assert format_date(iso) == text


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")]
)
def test_items_are_listed_as_people_list_them(items, text):
    assert join_words(items) == text
