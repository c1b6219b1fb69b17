"""The rules of arithmetic fire on figures that do not multiply and add up, and on nothing else."""

import pytest

from geo_ree.auditing.rules.arithmetic import (
    one_tonnage_two_grades,
    parts_do_not_add_up,
    recovery_outside_its_parts,
    reserve_above_resource,
    reserve_counted_twice,
    statements_do_not_close,
    tonnage_times_grade,
    total_far_from_its_parts,
    total_is_not_the_mean,
    total_outside_its_parts,
)

CLOSING = {"ore_million_t": "100", "treo_percent": "2.5", "treo_million_t": "2.5"}
TOTAL = {"statement_type": "resource", "ore_million_t": "", "treo_percent": "0.3926"}


@pytest.fixture
def part_row(estimate_row):
    def make(name, **changes):
        row = {"statement_type": "resource", "deposit_id": "north", "part_of": "north-estimate"}
        return estimate_row(estimate_id=name, **(row | changes))

    return make


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


def test_a_total_above_both_of_its_parts_is_found(found_by, part_row):
    parts = [
        part_row("a", orebody="A", ore_million_t="", treo_percent="0.3252"),
        part_row("b", orebody="B", ore_million_t="", treo_percent="0.3438"),
    ]
    (found,) = found_by(total_outside_its_parts, TOTAL, more_estimates=parts)
    assert "0.3926 % TREO" in found.message
    assert "0.3252 and 0.3438 %" in found.message
    assert [row for _, row in found.rows] == ["north-estimate", "a", "b"]


def test_the_mean_that_would_be_right_is_given_where_tonnages_are_known(found_by, part_row):
    parts = [
        part_row("a", resource_category="measured", ore_million_t="30", treo_percent="1.01"),
        part_row("b", resource_category="indicated", ore_million_t="10", treo_percent="2.05"),
    ]
    total = {"statement_type": "resource", "ore_million_t": "40", "treo_percent": "3"}
    (found,) = found_by(total_outside_its_parts, total, more_estimates=parts)
    assert "by their tonnages it is 1.27 %" in found.message


def test_a_total_between_its_parts_is_no_finding(found_by, part_row):
    parts = [
        part_row("a", orebody="A", ore_million_t="", treo_percent="0.3252"),
        part_row("b", orebody="B", ore_million_t="", treo_percent="0.3438"),
    ]
    assert found_by(total_outside_its_parts, TOTAL | {"treo_percent": "0.3292"}, more_estimates=parts) == []


def test_a_total_whose_parts_are_not_all_listed_may_lie_outside_them(found_by, part_row):
    parts = [
        part_row("a", orebody="A", ore_million_t="40", treo_percent="1"),
        part_row("b", orebody="B", ore_million_t="20", treo_percent="1.1"),
    ]
    total = {"statement_type": "resource", "ore_million_t": "100", "treo_percent": "1.2"}
    assert found_by(total_outside_its_parts, total, more_estimates=parts) == []
    (found,) = found_by(total_far_from_its_parts, total, more_estimates=parts)
    assert "The 40.0 million t that no part covers would have to hold 1.45 %" in found.message


@pytest.mark.parametrize("grades", [("1.15", "1"), ("1.1", "2.3")])
def test_what_the_parts_leave_out_may_differ_as_the_parts_do(found_by, part_row, grades):
    parts = [
        part_row("a", orebody="A", ore_million_t="40", treo_percent=grades[0]),
        part_row("b", orebody="B", ore_million_t="20", treo_percent=grades[1]),
    ]
    total = {"statement_type": "resource", "ore_million_t": "100", "treo_percent": "1.2"}
    assert found_by(total_far_from_its_parts, total, more_estimates=parts) == []


def test_a_total_that_is_not_the_mean_of_its_parts_is_found(found_by, part_row):
    parts = [
        part_row("a", resource_category="measured", ore_million_t="30", treo_percent="1.01"),
        part_row("b", resource_category="indicated", ore_million_t="10", treo_percent="2.05"),
    ]
    total = {"statement_type": "resource", "ore_million_t": "40", "treo_percent": "1.75"}
    (found,) = found_by(total_is_not_the_mean, total, more_estimates=parts)
    assert "a mean of 1.27 % by tonnage" in found.message
    assert found_by(total_is_not_the_mean, total | {"treo_percent": "1.27"}, more_estimates=parts) == []


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


def test_parts_that_pass_their_total_are_found(found_by, part_row):
    parts = [
        part_row("a", resource_category="proved", ore_million_t="0.156", statement_type="reserve"),
        part_row("b", resource_category="probable", ore_million_t="18.267", statement_type="reserve"),
    ]
    total = {"statement_type": "reserve", "resource_category": "proved_probable", "ore_million_t": "16.69"}
    (found,) = found_by(parts_do_not_add_up, total, more_estimates=parts)
    assert "add up to 18.42 million t" in found.message
    assert "short tons" in found.message


def test_parts_that_fall_short_are_found_only_where_none_is_missing(found_by, part_row):
    parts = [
        part_row("a", resource_category="measured", ore_million_t="20"),
        part_row("b", resource_category="indicated", ore_million_t="15.5"),
    ]
    whole = {"statement_type": "resource", "resource_category": "measured_indicated", "ore_million_t": "50"}
    assert found_by(parts_do_not_add_up, whole, more_estimates=parts)
    larger = whole | {"resource_category": "measured_indicated_inferred"}
    assert found_by(parts_do_not_add_up, larger, more_estimates=parts) == []


def test_parts_that_add_up_are_no_finding(found_by, part_row):
    parts = [
        part_row("a", resource_category="measured", ore_million_t="20"),
        part_row("b", resource_category="indicated", ore_million_t="15.5"),
        part_row("c", resource_category="measured_indicated", ore_million_t="35.5"),
        part_row("d", resource_category="inferred", ore_million_t="71.1"),
    ]
    total = {"statement_type": "resource", "resource_category": "measured_indicated_inferred", "ore_million_t": "106.6"}
    assert found_by(parts_do_not_add_up, total, more_estimates=parts) == []


def test_oxide_of_parts_that_were_read_elsewhere_may_be_counted_otherwise(found_by, part_row):
    def parts(source):
        return [
            part_row(name, orebody=name, ore_million_t="1", treo_million_t="2.23", source_id=source)
            for name in ("a", "b")
        ]

    total = {"statement_type": "resource", "treo_million_t": "4.37"}
    assert found_by(parts_do_not_add_up, total, more_estimates=parts("jorc-code-2012"))
    assert found_by(parts_do_not_add_up, total, more_estimates=parts("jorc-non-compliance")) == []


def test_a_recovery_above_those_of_light_and_heavy_is_found(found_by, process_row):
    rows = [
        process_row("all", element="TREE", recovery_percent="65.34"),
        process_row("light", element="LREE", recovery_percent="61.80"),
        process_row("heavy", element="HREE", recovery_percent="65.22"),
    ]
    (found,) = found_by(recovery_outside_its_parts, processes=rows)
    assert "65.34 % of all rare earths" in found.message
    assert found.subject_id == "north"
    assert [row for _, row in found.rows] == ["all", "light", "heavy"]


def test_a_recovery_between_those_of_light_and_heavy_is_no_finding(found_by, process_row):
    rows = [
        process_row("all", element="TREE", recovery_percent="62.3"),
        process_row("light", element="LREE", recovery_percent="61.80"),
        process_row("heavy", element="HREE", recovery_percent="65.22"),
        process_row("other", element="TREE", recovery_percent="90", feed="another ore"),
    ]
    assert found_by(recovery_outside_its_parts, processes=rows) == []


RESOURCE = {
    "statement_type": "resource",
    "ore_million_t": "80",
    "inclusive_of_reserves": "yes",
    "reporting_code": "JORC",
}
RESERVE = {"statement_type": "reserve", "ore_million_t": "30", "reporting_code": "JORC"}


@pytest.mark.parametrize(("inclusive", "count"), [("yes", 1), ("no", 0), ("", 0)])
def test_a_reserve_added_to_the_resource_that_includes_it_is_found(found_by, estimate_row, inclusive, count):
    rows = [
        estimate_row(estimate_id="reserve", deposit_id="north", **RESERVE),
        estimate_row(estimate_id="sum", deposit_id="north", ore_million_t="110"),
    ]
    north = RESOURCE | {"inclusive_of_reserves": inclusive}
    found = found_by(reserve_counted_twice, north, more_estimates=rows)
    assert len(found) == count
    assert all("80 million t would be right" in one.message for one in found)


@pytest.mark.parametrize(("tonnes", "count"), [("90", 1), ("30", 0)])
def test_a_reserve_above_the_resource_that_includes_it_is_found(found_by, estimate_row, tonnes, count):
    reserve = estimate_row(estimate_id="reserve", deposit_id="north", **(RESERVE | {"ore_million_t": tonnes}))
    assert len(found_by(reserve_above_resource, RESOURCE, more_estimates=[reserve])) == count
