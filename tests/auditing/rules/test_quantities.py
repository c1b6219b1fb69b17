"""The rules of units fire where a figure is not of what it is said to be of, and nowhere else."""

import pytest

from geo_ree.atlas.rows.records import Figure
from geo_ree.auditing.rules.quantities import (
    dry_against_wet,
    is_printed_as_product,
    is_slip,
    material_quoted_as_oxide,
    one_figure_for_ore_and_oxide,
    one_figure_for_oxide_and_metal,
    ore_or_oxide,
    oxide_or_metal,
    short_tons_not_converted,
    thousandfold_slip,
    throughput_printed_as_product,
)


def test_material_printed_as_rare_earths_is_found_with_the_statement_that_shows_it(found_by, estimate_row):
    ore = estimate_row(
        estimate_id="ore", deposit_id="north", ore_million_t="694", treo_million_t="12.5", tonnage_basis="material"
    )
    printed = {"ore_million_t": "694", "tonnage_basis": "material, printed as rare-earth elements"}
    (found,) = found_by(material_quoted_as_oxide, printed, more_estimates=[ore])
    assert "694 million t at North are printed as rare earths" in found.message
    assert "in it 12.5 million t of oxide are stated" in found.message
    assert [row for _, row in found.rows] == ["north-estimate", "ore"]


@pytest.mark.parametrize(
    "unit", ["million tonnes of rare earth elements", "milyon ton nadir toprak elementi", "Mt REO"]
)
def test_the_unit_as_printed_tells_rare_earths_from_ore(found_by, unit):
    assert len(found_by(material_quoted_as_oxide, {"unit_as_printed": unit})) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"unit_as_printed": "million tons of rare earth ores"},
        {"unit_as_printed": "short tons and tonnes; % REO; pounds of REO"},
        {"unit_as_printed": "% NTE"},
        {"tonnage_basis": "total material: resource of rare earths, barite and fluorite together"},
        {"tonnage_basis": "material, printed as reserves"},
        {"tonnage_basis": "printed as rare earth reserves; whether ore or oxide is not said"},
        {"unit_as_printed": "Mt; Mt TREO", "treo_million_t": "0.1"},
    ],
)
def test_material_printed_as_material_is_no_finding(found_by, change):
    assert found_by(material_quoted_as_oxide, change) == []


def test_a_tonnage_of_which_nobody_says_whether_it_is_ore_is_found(found_by):
    (found,) = found_by(ore_or_oxide, {"tonnage_basis": "dry; whether ore or oxide is not said"})
    assert "not said whether they are ore or the oxide" in found.message
    assert found_by(ore_or_oxide, {"tonnage_basis": "ore"}) == []


def test_one_figure_for_ore_and_for_the_oxide_in_it_is_found_with_its_factor(found_by, estimate_row):
    oxide = estimate_row(estimate_id="oxide", deposit_id="north", ore_million_t="", treo_million_t="7")
    (found,) = found_by(
        one_figure_for_ore_and_oxide, {"ore_million_t": "7", "treo_percent": "5"}, more_estimates=[oxide]
    )
    assert "by a factor of 20" in found.message


@pytest.mark.parametrize("change", [{"treo_million_t": "0.35"}, {"treo_million_t": "7", "qualifier": "more_than"}])
def test_another_figure_or_a_bound_for_the_oxide_is_no_finding(found_by, estimate_row, change):
    oxide = estimate_row(**({"estimate_id": "oxide", "deposit_id": "north", "ore_million_t": ""} | change))
    assert found_by(one_figure_for_ore_and_oxide, {"ore_million_t": "7"}, more_estimates=[oxide]) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"treo_million_t": "120", "unit_as_printed": "Mt of REE; wt. % REE2O3"}, "printed as elements"),
        ({"treo_million_t": "36", "oxide_convention": "not said whether oxides or elements"}, "not said whether"),
        ({"tree_million_t": "1", "unit_as_printed": "t of REO"}, "printed as oxide"),
    ],
)
def test_oxide_that_may_be_metal_is_found(found_by, change, words):
    (found,) = found_by(oxide_or_metal, {"ore_million_t": ""} | change)
    assert words in found.message
    assert "1.17 times" in found.message


@pytest.mark.parametrize(
    "change",
    [
        {"treo_million_t": "48", "unit_as_printed": "Mt REO"},
        {"treo_million_t": "12.5", "unit_as_printed": "million tons of rare earth oxides"},
        {"tree_million_t": "1", "unit_as_printed": "tons of rare earth elements"},
        {"ore_million_t": "694", "unit_as_printed": "million tons of rare earth elements"},
    ],
)
def test_oxide_printed_as_oxide_is_no_finding(found_by, change):
    assert found_by(oxide_or_metal, {"ore_million_t": ""} | change) == []


@pytest.mark.parametrize(("metal", "count"), [("3.14", 1), ("3.15", 1), ("3.18", 0), ("2.68", 0)])
def test_one_grade_for_oxides_and_for_elements_is_found(found_by, estimate_row, metal, count):
    row = estimate_row(estimate_id="metal", deposit_id="north", ore_million_t="", tree_percent=metal)
    assert len(found_by(one_figure_for_oxide_and_metal, {"treo_percent": "3.14"}, more_estimates=[row])) == count


def test_short_tons_that_stand_as_printed_are_found(found_by):
    printed = {"value_as_printed": "18.4 million short tons; 7.98%", "unit_as_printed": "million short tons; % REO"}
    (found,) = found_by(short_tons_not_converted, printed | {"ore_million_t": "18.4"})
    assert "16.7 million metric t would be right" in found.message
    assert found_by(short_tons_not_converted, printed | {"ore_million_t": "16.6922"}) == []


def test_short_tons_printed_in_full_are_found(found_by):
    printed = {"value_as_printed": "31,800,000", "unit_as_printed": "short tons", "ore_million_t": "31.8"}
    assert len(found_by(short_tons_not_converted, printed)) == 1


@pytest.mark.parametrize(
    ("change", "count"),
    [({"tonnage_basis": "wet"}, 1), ({"tonnage_basis": "dry"}, 0), ({"statement_type": "reserve"}, 0)],
)
def test_dry_tonnes_beside_wet_ones_are_found(found_by, estimate_row, change, count):
    row = {"estimate_id": "other", "deposit_id": "north", "tonnage_basis": "wet ore"} | change
    assert len(found_by(dry_against_wet, {"tonnage_basis": "dry"}, more_estimates=[estimate_row(**row)])) == count


def test_a_part_in_wet_tonnes_of_a_dry_total_is_found(found_by, estimate_row):
    part = estimate_row(estimate_id="part", deposit_id="north", part_of="north-estimate", tonnage_basis="wet")
    assert len(found_by(dry_against_wet, {"tonnage_basis": "dry"}, more_estimates=[part])) == 1


def test_a_figure_a_thousand_times_another_is_found(found_by, byproduct_row):
    rows = [byproduct_row("right", quantity="250"), byproduct_row("wrong", quantity="250000")]
    (found,) = found_by(thousandfold_slip, byproducts=rows)
    assert found.rows == (("byproducts", "wrong"), ("byproducts", "right"))


def test_figures_of_other_sizes_or_things_are_no_slip(found_by, byproduct_row):
    rows = [
        byproduct_row("a", quantity="250"),
        byproduct_row("b", quantity="260000"),
        byproduct_row("c", quantity="250000", commodity="fluorite"),
        byproduct_row("d", quantity="250000", unit="t"),
    ]
    assert found_by(thousandfold_slip, byproducts=rows) == []
    assert not is_slip(1170.0)


THROUGHPUT = {"attribute": "industrial_throughput_t_ore_per_year", "value": "570000", "unit": "t ore/year"}


@pytest.mark.parametrize(
    "printed",
    [
        {"value_as_printed": "570,000 tonnes of rare earth elements annually"},
        {"note": "Mis-stated: printed as rare-earth elements to be purified; it is ore."},
        {"note": "Printed as annual production; other statements show that it is the ore to be treated."},
    ],
)
def test_ore_printed_as_product_is_found(found_by, figure_row, printed):
    rows = [
        figure_row("wrong", **THROUGHPUT, **printed),
        figure_row("right", **THROUGHPUT, value_as_printed="570,000 tons of ores"),
    ]
    (found,) = found_by(throughput_printed_as_product, figures=rows)
    assert [row for _, row in found.rows] == ["wrong", "right"]


@pytest.mark.parametrize(
    "printed",
    [
        {"value_as_printed": "570,000 tons of rare earth ores"},
        {"value_as_printed": "570 thousand tons"},
        {"note": "Printed as capacity, without saying of what."},
    ],
)
def test_ore_printed_as_ore_is_no_finding(found_by, figure_row, record, printed):
    row = figure_row("ore", **THROUGHPUT, **printed)
    assert found_by(throughput_printed_as_product, figures=[row]) == []
    assert not is_printed_as_product(record(Figure, **printed))
