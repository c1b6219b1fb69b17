"""Patterns divide the metal of an analysed oxide by the chondrite, and leave gaps where nothing was analysed."""

import pytest

from geo_ree.charts.patterns import ORDER, chondrite_ratio, rare_patterns
from geo_ree.chemistry.elements import ELEMENTS

LIGHT = {"La2O3": 25, "CeO2": 50, "Pr6O11": 5, "Nd2O3": 18}


def pattern_of(atlas):
    (pattern,) = rare_patterns(atlas, ("north",)).patterns
    return pattern


def test_a_ratio_is_metal_in_ppm_over_the_chondrite():
    # 10 % La2O3 holds 10 / 1.17277 % La = 85268 ppm, and the chondrite 0.237 ppm.
    assert chondrite_ratio("La2O3", 10) == pytest.approx(85268 / 0.237, rel=1e-4)


def test_the_order_is_that_of_atomic_numbers_with_yttrium_beside_holmium():
    numbers = [ELEMENTS[symbol].atomic_number for symbol in ORDER if symbol != "Y"]
    assert numbers == sorted(numbers)
    assert abs(ORDER.index("Y") - ORDER.index("Ho")) == 1


def test_a_missing_oxide_is_a_gap_and_breaks_the_line(pair_of, share_rows):
    pattern = pattern_of(pair_of(element_shares=share_rows(**LIGHT, Eu2O3=0.2, Gd2O3=0.4)))
    assert [[ratio.symbol for ratio in run] for run in pattern.runs] == [["La", "Ce", "Pr", "Nd"], ["Eu", "Gd"]]
    assert "Sm" in pattern.missing
    assert "La" not in pattern.missing


def test_nought_and_scandium_are_not_drawn(pair_of, share_rows):
    pattern = pattern_of(pair_of(element_shares=share_rows(**LIGHT, Sm2O3=0, Sc2O3=1)))
    assert [ratio.symbol for ratio in pattern.ratios] == ["La", "Ce", "Pr", "Nd"]


def test_an_upper_bound_is_marked(pair_of, share_rows):
    pattern = pattern_of(pair_of(element_shares=share_rows(**LIGHT, Sm2O3=0.1, bounds=("Sm2O3",))))
    assert [ratio.bound for ratio in pattern.ratios] == ["", "", "", "", "less_than"]
    assert pattern.ratios[-1].text == "Sm2O3 < 0.1 %"


def test_the_material_its_source_and_what_is_all_are_named(pair_of, share_rows):
    pattern = pattern_of(pair_of(element_shares=share_rows(material="mineral", **LIGHT)))
    assert pattern.detail == "Mineral: mineral of north (JORC, 2001)"
    assert pattern.normalised_to == "total rare-earth oxide, as printed"


def test_different_materials_are_warned_of(pair_of, share_rows):
    rows = share_rows(**LIGHT) + share_rows(split_id="two", material="mineral", **LIGHT)
    assert any(
        "materials differ" in caveat for caveat in rare_patterns(pair_of(element_shares=rows), ["north"]).caveats
    )


def test_too_few_oxides_make_no_pattern_and_the_deposit_is_named(pair_of, share_rows):
    few = share_rows(split_id="few", deposit_id="south", La2O3=50, CeO2=50)
    atlas = pair_of(element_shares=share_rows(**LIGHT) + few)
    assert rare_patterns(atlas, ("south",)) is None
    assert any(caveat.endswith("of South.") for caveat in rare_patterns(atlas, ("north", "south")).caveats)


def test_the_scale_is_labelled_in_powers_of_ten(atlas):
    ticks = rare_patterns(atlas, ("bayan-obo",)).ticks
    assert all(tick.text.startswith("10") for tick in ticks)
