"""Every kind of column reads what it should, and says plainly what is wrong with the rest."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.layers.fields import KINDS, BadCell, Column


def column(kind, **more):
    return Column("it", kind, "A test column.", **more)


RIGHT = [
    (column("id"), "bayan-obo", "bayan-obo"),
    (column("id"), "TRDRC", "TRDRC"),
    (column("ids"), "a; b-2 ;TRDRC", ("a", "b-2", "TRDRC")),
    (column("ids"), ["a", "b"], ("a", "b")),
    (column("text"), "  Kızılcaören ", "Kızılcaören"),
    (column("texts"), "bastnäsite;fluorite", ("bastnäsite", "fluorite")),
    (column("word", words=("mine", "separate")), "mine", "mine"),
    (column("words", words=("mine", "separate")), "mine;separate", ("mine", "separate")),
    (column("number"), " 1.75 ", 1.75),
    (column("number"), -3, -3.0),
    (column("number"), "1e3", 1000.0),
    (column("yes_no"), "yes", True),
    (column("yes_no"), False, False),
    (column("date"), "2022", "2022"),
    (column("date"), 2022, "2022"),
    (column("date"), "2022-07", "2022-07"),
    (column("date"), "2022-07-01", "2022-07-01"),
    (column("country"), "TR", "TR"),
    (column("url"), "https://example.org/a", "https://example.org/a"),
    (column("subject"), "world", "world"),
    (column("records"), [{"name": "Main"}], ({"name": "Main"},)),
]

WRONG = [
    (column("id"), "Bayan Obo", "not an id"),
    (column("id"), "a;b", "not an id"),
    (column("ids"), "a;a", "same value twice"),
    (column("ids"), 7, "not a list"),
    (column("text"), 7, "not text"),
    (column("text"), "a\x00b", r"U\+0000 at character 2"),
    (column("text"), "a\x1bb", r"U\+001B"),
    (column("text"), "\ud800", r"U\+D800"),
    (column("text"), "\uffff", r"U\+FFFF"),
    (column("text"), "a" * 501, "has 501 characters"),
    (column("text", longest=3), "abcd", "has 4 characters"),
    (column("texts"), ["a", "\x07"], r"U\+0007"),
    (column("texts"), ["a", ""], "empty value"),
    (column("texts"), ["a", ["b"]], "not text"),
    (column("texts"), [str(number) for number in range(101)], "has 101 values"),
    (column("id"), "a" * 101, "has 101 characters"),
    (column("word", words=("mine",)), [["mine"]], "not text"),
    (column("number"), 1e-308, "out of bounds"),
    (column("number"), "1e300", "out of bounds"),
    (column("number"), "9" * 400, "not a number"),
    (column("date"), "0000", "not a day of the calendar"),
    (column("date"), "0000-01", "not a day of the calendar"),
    (column("url"), "https://example.org/\na", "white space"),
    (column("url"), "https://example.org/\ta", "white space"),
    (column("url"), "https://example.org:99999/", "not a web address"),
    (column("records"), [{"name": ["deep"]}], "not a number"),
    (column("records"), [{"na\x00me": "a"}], r"U\+0000"),
    (column("records"), [{}] * 101, "more than 100"),
    (column("word", words=("mine",)), "mines", "not an allowed word"),
    (column("number"), "12,5", "not a number"),
    (column("number"), "1 000", "not a number"),
    (column("number"), "nan", "not a number"),
    (column("number"), "1e999", "not a finite number"),
    (column("number"), 10**400, "not a finite number"),
    (column("number"), "\u0665", "not a number"),
    (column("number"), True, "not a number"),
    (column("number"), [1], "not a number"),
    (column("number", at_least=0, at_most=100), "101", "out of bounds"),
    (column("number", at_least=0), "-1", "out of bounds"),
    (column("yes_no"), "Yes", "neither yes nor no"),
    (column("yes_no"), 1, "neither yes nor no"),
    (column("date"), "2022-13", "not an ISO 8601 date"),
    (column("date"), "July 2022", "not an ISO 8601 date"),
    (column("date"), "\u0662\u0660\u0662\u0665", "not an ISO 8601 date"),
    (column("url"), "http://[example", "not a web address"),
    (column("date"), "2023-02-31", "not a day of the calendar"),
    (column("country"), "Türkiye", "not a country code"),
    (column("url"), "javascript:alert(1)", "not a web address"),
    (column("url"), "https://", "not a web address"),
    (column("records"), ["Main"], "not a list of records"),
    (column("records"), "Main", "not a list of records"),
    (column("text", required=True), " ", "is empty"),
]


@pytest.mark.parametrize(("it", "raw", "value"), RIGHT, ids=lambda case: str(case)[:30])
def test_a_right_cell_is_read(it, raw, value):
    assert it.read(raw) == value


@pytest.mark.parametrize(("it", "raw", "what"), WRONG, ids=lambda case: str(case)[:30])
def test_a_wrong_cell_says_what_is_wrong_and_what_is_allowed(it, raw, what):
    with pytest.raises(BadCell, match=what) as caught:
        it.read(raw)
    assert caught.value.allowed


@pytest.mark.parametrize(("kind", "what"), [("number", "not a finite number"), ("date", "too many digits, not text")])
def test_a_whole_number_that_python_will_not_print_is_refused(kind, what):
    with pytest.raises(BadCell, match=what):
        column(kind).read(10**5000)


def test_every_kind_is_tried_both_ways():
    assert {it.kind for it, *_ in RIGHT} == set(KINDS)
    assert {it.kind for it, *_ in WRONG} == set(KINDS) - {"words", "subject"}


@pytest.mark.parametrize("raw", [None, "", "  ", math.nan, []])
def test_an_empty_cell_is_missing_never_zero(raw):
    assert column("number").read(raw) is None
    assert column("ids").read(raw) == ()


@given(st.one_of(st.floats(1e-9, 1e15), st.floats(-1e15, -1e-9), st.just(0.0)))
def test_a_number_written_by_python_reads_back(value):
    assert column("number").read(repr(value)) == value


@given(st.one_of(st.text(), st.integers(), st.booleans(), st.lists(st.text()), st.floats()))
def test_any_cell_is_either_read_or_refused_with_a_reason(raw):
    for kind in KINDS:
        with contextlib.suppress(BadCell):  # any other exception fails the test
            column(kind, words=("mine",)).read(raw)


def test_a_number_out_of_bounds_is_told_both_its_bounds_and_its_form():
    with pytest.raises(BadCell) as caught:
        column("number", at_least=0).read("1,5")
    assert caught.value.allowed.startswith("0 or more, with a point for decimals")
