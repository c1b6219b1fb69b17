"""The rules of arithmetic fire on figures that do not multiply or agree, and on nothing else."""

import pytest

from geo_ree.auditing.rules.arithmetic import (
    one_tonnage_two_grades,
    statements_do_not_close,
    tonnage_times_grade,
)

CLOSING = {"ore_million_t": "100", "treo_percent": "2.5", "treo_million_t": "2.5"}


def test_oxide_that_is_not_tonnage_times_grade_is_found(found_by):
    (found,) = found_by(tonnage_times_grade, {**CLOSING, "treo_million_t": "4.1"})
    assert found.subject_id == "north"
    assert found.rows == (("estimates", "north-estimate"),)
    assert "hold 2.50 million t of TREO, but 4.1 million t are stated" in found.message


@pytest.mark.parametrize(
    "figures",
    [
        CLOSING,
        {"ore_million_t": "559", "treo_percent": "1.57", "treo_million_t": "8.8"},
        # 2.5 % for the convention: CeO2 or Ce2O3.
        {**CLOSING, "treo_percent": "2.55"},
        {**CLOSING, "treo_million_t": "1", "qualifier": "more_than", "qualifies": "treo_million_t"},
        {**CLOSING, "treo_percent": "2", "treo_percent_max": "3"},
    ],
)
def test_oxide_within_rounding_and_convention_is_no_finding(found_by, figures):
    assert found_by(tonnage_times_grade, figures) == []


def test_a_stated_convention_leaves_no_room_for_another(found_by):
    figures = {"ore_million_t": "123", "treo_percent": "2.552", "treo_million_t": "3.081"}
    assert found_by(tonnage_times_grade, figures) == []
    assert found_by(tonnage_times_grade, figures | {"oxide_convention": "CeO2 and Pr6O11"})


def test_figures_apart_as_short_tons_are_said_to_be(found_by):
    (found,) = found_by(tonnage_times_grade, {"ore_million_t": "18", "treo_percent": "3.05", "treo_million_t": "0.498"})
    assert "as short tons and metric tons are" in found.message


def test_a_grade_given_apart_that_does_not_close_is_found(found_by, estimate_row):
    grade = estimate_row(estimate_id="grade", deposit_id="north", ore_million_t="", treo_percent="1.75")
    (found,) = found_by(
        statements_do_not_close, {"ore_million_t": "694", "treo_million_t": "12.5"}, more_estimates=[grade]
    )
    assert "are 1.80 %" in found.message
    assert "12.1 million t" in found.message


@pytest.mark.parametrize(
    "change",
    [
        {"treo_percent": "1.80"},
        {"treo_percent": "1", "qualifier": "more_than"},
        {"treo_percent": "3.14", "statement_type": "historical"},
        {"treo_percent": "4.44", "statement_type": "sample"},
        {"treo_percent": "1.75", "effective_date": "2010"},
    ],
)
def test_a_grade_that_closes_or_is_of_another_kind_is_no_finding(found_by, estimate_row, change):
    grade = estimate_row(**({"estimate_id": "grade", "deposit_id": "north", "ore_million_t": ""} | change))
    head = {"ore_million_t": "694", "treo_million_t": "12.5"}
    assert found_by(statements_do_not_close, head, more_estimates=[grade]) == []


def test_two_grades_of_one_tonnage_are_found(found_by, estimate_row):
    other = estimate_row(estimate_id="b", deposit_id="north", ore_million_t="2630", treo_percent="0.3926")
    (found,) = found_by(
        one_tonnage_two_grades, {"ore_million_t": "2630", "treo_percent": "0.3296"}, more_estimates=[other]
    )
    assert "the digits of one are those of the other in another order" in found.message


@pytest.mark.parametrize("change", [{"treo_percent": "0.33"}, {"ore_million_t": "2340"}, {"effective_date": "2024"}])
def test_one_grade_or_another_tonnage_or_year_is_no_finding(found_by, estimate_row, change):
    row = {"estimate_id": "b", "deposit_id": "north", "ore_million_t": "2630", "treo_percent": "0.3926"} | change
    north = {"ore_million_t": "2630", "treo_percent": "0.3296"}
    assert found_by(one_tonnage_two_grades, north, more_estimates=[estimate_row(**row)]) == []


@pytest.mark.parametrize("qualifier", ["up_to", "less_than"])
def test_a_tonnage_without_a_lower_end_leaves_the_grade_open_upwards(found_by, estimate_row, qualifier):
    grades = [
        estimate_row(estimate_id=name, deposit_id="north", ore_million_t="", treo_percent=grade)
        for name, grade in (("rich", "60"), ("poor", "1"))
    ]
    head = {"ore_million_t": "694", "treo_million_t": "12.5", "qualifier": qualifier, "qualifies": "ore_million_t"}
    (found,) = found_by(statements_do_not_close, head, more_estimates=grades)
    assert ("estimates", "poor") in found.rows


def test_an_old_statement_with_a_slip_is_found_though_a_newer_one_replaces_it(found_by, estimate_row):
    rows = [
        estimate_row(estimate_id=name, deposit_id="north", ore_million_t="2630", treo_percent=grade, **changes)
        for name, grade, changes in (("newer", "0.33", {"effective_date": "2031"}), ("slip", "0.3926", {}))
    ]
    north = {"ore_million_t": "2630", "treo_percent": "0.3296", "superseded_by": "newer"}
    (found,) = found_by(one_tonnage_two_grades, north, more_estimates=rows)
    assert [row for _, row in found.rows] == ["north-estimate", "slip"]


@pytest.mark.parametrize(
    "head",
    [
        {"ore_million_t": "1", "treo_million_t": "0.01", "qualifier": "about"},
        {"ore_million_t": "1", "treo_million_t": "0.01", "qualifier": "up_to"},
        {"ore_million_t": "1", "treo_million_t": "0.01", "qualifier": "less_than"},
    ],
)
def test_a_tonnage_that_may_be_zero_bounds_no_grade_from_above(found_by, estimate_row, head):
    grade = estimate_row(estimate_id="grade", deposit_id="north", ore_million_t="", treo_percent="99")
    assert found_by(statements_do_not_close, head, more_estimates=[grade]) == []
