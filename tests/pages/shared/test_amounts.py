"""How much a deposit holds: as stated, else computed and said so; bounds stay bounds, the unknown unknown."""

import math

import pytest

from geo_ree.pages.shared.amounts import (
    COMPUTED,
    NOT_STATED,
    Contained,
    contained_in,
    date_words,
    grade_words,
)


@pytest.fixture
def headline(pair_of):
    """Return a function that gives the preferred estimate of a deposit with these figures, as a record."""

    def make(**figures):
        figures = {"ore_million_t": "", **figures}
        atlas = pair_of(figures)
        return atlas.rows.preferred("north")

    return make


def test_an_amount_is_taken_as_stated_before_it_is_computed(headline):
    amount = contained_in(headline(ore_million_t="100", treo_percent="2", treo_million_t="1.9"))
    assert (amount.million_t, amount.is_computed, amount.text) == (1.9, False, "1.9 million t TREO")


def test_an_amount_that_is_not_stated_is_computed_and_says_so(headline):
    amount = contained_in(headline(ore_million_t="100", treo_percent="2"))
    assert amount.million_t == pytest.approx(2)
    assert amount.is_computed
    assert amount.text == f"2.00 million t TREO, {COMPUTED}"
    assert amount.short == "2.00 million t TREO, computed"


@pytest.mark.parametrize(
    ("figures", "words", "bound"),
    [
        ({"treo_million_t": "120", "qualifier": "more_than"}, "> 120 million t TREO", "least"),
        ({"treo_million_t": "3", "qualifier": "up_to"}, "up to 3 million t TREO", "most"),
        ({"treo_million_t": "2", "treo_million_t_max": "5", "qualifier": "range"}, "2–5 million t TREO", "least"),
        ({"treo_million_t": "2", "qualifier": "about"}, "about 2 million t TREO", ""),
        (
            {"treo_million_t": "2", "ore_million_t": "9", "qualifier": "more_than", "qualifies": "ore_million_t"},
            "2 million t TREO",
            "",
        ),
    ],
)
def test_a_bound_of_the_oxide_itself_stays_a_bound(headline, figures, words, bound):
    amount = contained_in(headline(**figures))
    assert (amount.text, amount.bound) == (words, bound)


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("measured", ", measured only"),
        ("measured_indicated", ", measured and indicated only"),
        ("measured_indicated_inferred", ""),
        ("undefined", ""),
    ],
)
def test_the_amount_of_one_category_does_not_pass_for_that_of_the_deposit(headline, category, words):
    computed = contained_in(headline(ore_million_t="7", treo_percent="1", resource_category=category))
    assert computed.text == f"0.0700 million t TREO{words}, {COMPUTED}"
    assert contained_in(headline(treo_million_t="3", resource_category=category)).text == f"3 million t TREO{words}"


def test_a_bound_of_the_tonnage_bounds_what_is_computed_from_it(headline):
    amount = contained_in(headline(ore_million_t="100", treo_percent="2", qualifier="more_than"))
    assert amount.bound == "least"
    assert amount.text.startswith("> 2.00 million t TREO")


def test_elements_are_never_taken_for_oxide(headline):
    amount = contained_in(headline(tree_million_t="0.3"))
    assert amount.million_t is None
    assert amount.text == "0.3 million t of elements, not oxide"


def test_a_deposit_without_a_statement_has_no_amount():
    assert contained_in(None) == Contained(None, False, NOT_STATED, "")
    assert grade_words(None) == date_words(None) == ""


def test_a_tonnage_alone_is_no_amount_of_oxide(headline):
    assert contained_in(headline(ore_million_t="100")).text == NOT_STATED


def test_the_area_of_a_circle_goes_with_the_amount():
    small, large = Contained(1.5, False, "", ""), Contained(6.0, False, "", "")
    assert math.pi * large.root**2 == pytest.approx(4 * math.pi * small.root**2)


def test_grade_and_date_carry_their_unit_and_precision(headline):
    row = headline(treo_percent="1.75", ore_million_t="1", effective_date="2025-10")
    assert (grade_words(row), date_words(row)) == ("1.75 % TREO", "October 2025")
    assert grade_words(headline(tree_percent="1.2", ore_million_t="1")) == "1.2 % TREE"
