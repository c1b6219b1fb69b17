"""The rules of splits fire on shares that cannot be true, and leave sound analyses alone."""

import pytest

from geo_ree.auditing.rules.oxide_splits import (
    group_beside_its_elements,
    odd_above_even,
    shares_do_not_sum,
    split_mixes_analyses,
    splits_conflict,
    uneven_pattern,
)

# A sound analysis: the shares fall smoothly once divided by chondrite.
SOUND = {
    "La2O3": 25.5, "CeO2": 46.74, "Pr6O11": 5.32, "Nd2O3": 18.5, "Sm2O3": 2.27, "Eu2O3": 0.44, "Gd2O3": 0.75,
    "Tb4O7": 0.069, "Dy2O3": 0.24, "Ho2O3": 0.032, "Er2O3": 0.06, "Y2O3": 0.08,
}  # fmt: skip


def test_shares_above_a_hundred_and_three_are_found_with_the_one_too_many(found_by, split_rows):
    (found,) = found_by(shares_do_not_sum, element_shares=split_rows("split", SOUND | {"Y2O3": 3.58}))
    assert "add up to 103.5 %" in found.message
    assert "Without Y2O3 (3.58 %) they would make 100 %" in found.message


def test_a_complete_analysis_that_lacks_a_tenth_is_found(found_by, split_rows):
    assert len(found_by(shares_do_not_sum, element_shares=split_rows("split", SOUND | {"CeO2": 36.7}))) == 1


@pytest.mark.parametrize("shares", [SOUND, {"Nd2O3": 18.5, "Pr6O11": 5.3}, SOUND | {"Y2O3": 2.5}])
def test_shares_near_a_hundred_and_incomplete_ones_are_no_finding(found_by, split_rows, shares):
    assert found_by(shares_do_not_sum, element_shares=split_rows("split", shares)) == []


def test_an_analysis_of_two_materials_is_found(found_by, split_rows):
    ore = split_rows("split", {"La2O3": 50})
    other = split_rows("split", {"CeO2": 50}, material="concentrate", source_id="jorc-non-compliance")
    (found,) = found_by(split_mixes_analyses, element_shares=ore + other)
    assert "differ in material and source" in found.message
    assert found_by(split_mixes_analyses, element_shares=ore) == []


def test_neodymium_that_holds_the_praseodymium_beside_it_is_found(found_by, split_rows):
    rows = split_rows("a", {"Pr6O11": 5.3, "Nd2O3": 18.5}) + split_rows("b", {"Pr6O11": 5.3, "Nd2O3": 23.8})
    (found,) = found_by(group_beside_its_elements, element_shares=rows)
    assert "18.5 % would be right" in found.message


def test_neodymium_that_differs_otherwise_is_no_finding(found_by, split_rows):
    rows = split_rows("a", {"Pr6O11": 5.3, "Nd2O3": 18.5}) + split_rows("b", {"Pr6O11": 5.5, "Nd2O3": 19.4})
    assert found_by(group_beside_its_elements, element_shares=rows) == []


def test_an_odd_lanthanide_above_its_even_neighbour_is_found(found_by, split_rows):
    shares = SOUND | {"Dy2O3": 0.6, "Ho2O3": 0.7, "Er2O3": 0.8}
    (found,) = found_by(odd_above_even, element_shares=split_rows("split", shares))
    assert "Ho2O3 is given 0.7 %, more than its neighbour Dy2O3 with 0.6 %" in found.message


@pytest.mark.parametrize(
    ("changes", "material"),
    [
        ({}, "ore"),
        ({"Tb4O7": 0.1, "Dy2O3": 0.1}, "ore"),  # one digit each: they may well be 0.06 and 0.14
        ({"CeO2": 3.5}, "ore"),  # cerium stays behind in clays
        ({"Ho2O3": 0.7}, "product"),  # somebody chose what to put in
    ],
)
def test_rounding_cerium_and_products_excuse_an_odd_lanthanide(found_by, split_rows, changes, material):
    rows = split_rows("split", SOUND | changes, material=material)
    assert found_by(odd_above_even, element_shares=rows) == []


def test_oxides_out_of_the_pattern_are_found_once_an_analysis(found_by, split_rows):
    (found,) = found_by(uneven_pattern, element_shares=split_rows("split", SOUND | {"Tb4O7": 0.69}))
    assert "Tb4O7 (0.69 %, at least 9.5 times too much) does not fit" in found.message


def test_a_misread_digit_is_found(found_by, split_rows):
    shares = SOUND | {"Yb2O3": 2.4, "Lu2O3": 0.14, "Er2O3": 0.3}
    (found,) = found_by(uneven_pattern, element_shares=split_rows("split", shares))
    assert "Yb2O3 (2.4 %, at least" in found.message


@pytest.mark.parametrize("changes", [{}, {"Eu2O3": 0.05}, {"CeO2": 3.5}, {"Tb4O7": 0.1, "Dy2O3": 0.2}])
def test_a_smooth_pattern_is_no_finding(found_by, split_rows, changes):
    assert found_by(uneven_pattern, element_shares=split_rows("split", SOUND | changes)) == []


def test_an_element_is_held_only_against_near_neighbours(found_by, split_rows):
    # Of the neighbours of terbium only dysprosium is near: neodymium is five elements away.
    shares = {oxide: SOUND[oxide] for oxide in ("La2O3", "Pr6O11", "Nd2O3", "Dy2O3")} | {"Tb4O7": 0.69}
    assert found_by(uneven_pattern, element_shares=split_rows("split", shares)) == []


def test_two_analyses_of_one_material_that_differ_by_a_multiple_are_found(found_by, split_rows):
    rows = split_rows("a", {"CeO2": 3.5}) + split_rows("b", {"CeO2": 47.16}, source_id="jorc-non-compliance")
    (found,) = found_by(splits_conflict, element_shares=rows)
    assert "47.16 %" in found.message
    assert "3.5 %" in found.message


@pytest.mark.parametrize("change", [{"material": "mineral"}, {"deposit_id": "south"}])
def test_analyses_of_other_materials_may_differ(found_by, split_rows, change):
    rows = split_rows("a", {"CeO2": 3.5}) + split_rows("b", {"CeO2": 47.16}, **change)
    assert found_by(splits_conflict, element_shares=rows) == []


def test_analyses_that_agree_but_for_a_trace_are_no_finding(found_by, split_rows):
    rows = split_rows("a", {"CeO2": 45, "Tb4O7": 0.01}) + split_rows("b", {"CeO2": 48, "Tb4O7": 0.2})
    assert found_by(splits_conflict, element_shares=rows) == []
