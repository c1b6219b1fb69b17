"""The rules of parts fire on totals that their parts contradict, and on nothing else."""

import pytest

from geo_ree.auditing.rules.parts import (
    parts_do_not_add_up,
    recovery_outside_its_parts,
    reserve_above_resource,
    reserve_counted_twice,
    total_far_from_its_parts,
    total_is_not_the_mean,
    total_outside_its_parts,
)

TOTAL = {"statement_type": "resource", "ore_million_t": "", "treo_percent": "0.3926"}


@pytest.fixture
def part_row(estimate_row):
    def make(name, **changes):
        row = {"statement_type": "resource", "deposit_id": "north", "part_of": "north-estimate"}
        return estimate_row(estimate_id=name, **(row | changes))

    return make


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
