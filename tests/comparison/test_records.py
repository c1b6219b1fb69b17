"""The records of a comparison: values that cannot be changed, and what each says of itself."""

import dataclasses

import pytest

from geo_ree.comparison.records import Caveat, Cell, Evidence, EvidenceCell, Measure


def cell(value, **more):
    return Cell("north", value, "as shown", "million t", ("usgs-pp1802",), **more)


@pytest.mark.parametrize(("value", "number"), [(694.0, 694.0), (17, 17.0), (0.0, 0.0), (0, 0.0), (-1.5, -1.5)])
def test_a_figure_is_a_number_and_nought_is_not_missing(value, number):
    assert cell(value).number == number
    assert isinstance(cell(value).number, float)
    assert not cell(value).is_missing


@pytest.mark.parametrize("value", ["claim", "", ("fluorite", "barite"), ("fluorite",)])
def test_words_are_no_number_and_are_not_missing(value):
    assert cell(value).number is None
    assert not cell(value).is_missing


def test_a_missing_figure_has_no_number():
    assert cell(None).is_missing
    assert cell(None).number is None


def test_the_upper_end_of_a_range_does_not_make_a_figure():
    assert cell(None, value_max=5.0).is_missing


def test_what_is_not_said_of_a_cell_is_empty():
    plain = cell(1.0)
    assert (plain.value_max, plain.qualifier, plain.claim_status, plain.date, plain.note) == (
        None,
        None,
        None,
        None,
        "",
    )


def test_a_caveat_forbids_nothing_unless_it_says_so():
    assert not Caveat("topic", (), ("north",), "A point.", ()).forbids_bars


def test_a_cell_of_evidence_may_lack_a_source():
    assert EvidenceCell("north", "no", "not published").source_ids == ()


@pytest.mark.parametrize(
    "record",
    [
        cell(1.0),
        Measure("ore_million_t", "Material or ore", "million t", (cell(1.0),), True, ""),
        EvidenceCell("north", "yes", "signed"),
        Evidence("cutoff", "Cut-off grade", ()),
        Caveat("topic", (), ("north",), "A point.", ()),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_cannot_be_changed_and_equals_its_copy(record):
    name = dataclasses.fields(record)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, name, "other")
    assert dataclasses.replace(record) == record
    assert hash(dataclasses.replace(record)) == hash(record)
    assert dataclasses.replace(record, **{name: "other"}) != record
