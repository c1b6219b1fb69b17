"""The rules of plans fire on plans that cannot come true, and leave the others alone."""

import pytest

from geo_ree.auditing.rules.plans import (
    plan_above_its_laboratory,
    plan_needs_full_recovery,
    product_above_world_output,
    recoveries_multiplied,
    thorium_in_product,
)

GRADE = {"ore_million_t": "", "treo_percent": "1.75"}


def test_a_plan_without_losses_is_found_and_how_its_grade_may_have_arisen(found_by, plan_rows):
    (found,) = found_by(plan_needs_full_recovery, GRADE, figures=plan_rows())
    assert "means that 100 % of the oxide is won" in found.message
    assert "is 1.754 %, so the grade may have been made from the plan" in found.message
    assert [row for _, row in found.rows] == ["ore", "product", "north-estimate"]


def test_the_best_cited_process_is_named_beside_a_plan(found_by, plan_rows, process_row):
    best = process_row("best", recovery_percent="93.5", recovery_scope="overall")
    stage = process_row("stage", recovery_percent="99")
    (found,) = found_by(plan_needs_full_recovery, GRADE, figures=plan_rows(), processes=[best, stage])
    assert "the most that a cited process reaches is 93.5 %" in found.message
    assert ("processes", "best") in found.rows


def test_a_cited_process_that_recovers_little_gives_way_to_what_is_credible(found_by, plan_rows, process_row):
    best = process_row("best", recovery_percent="54", recovery_scope="overall")
    (found,) = found_by(plan_needs_full_recovery, GRADE, figures=plan_rows(), processes=[best])
    assert "this audit allows 90 % at the most, and the most that a cited process reaches is 54 %" in found.message


@pytest.mark.parametrize(
    ("product", "grade"),
    [
        ("4300", {}),
        ("9300", {}),
        ("10000", {"treo_percent": "3.2"}),
        ("10000", {"qualifier": "more_than"}),
        ("10000", {"statement_type": "sample"}),
    ],
)
def test_a_plan_that_a_cited_process_reaches_or_without_a_grade_is_no_finding(
    found_by, plan_rows, process_row, product, grade
):
    best = process_row("best", recovery_percent="93.5", recovery_scope="overall")
    assert found_by(plan_needs_full_recovery, GRADE | grade, figures=plan_rows(product=product), processes=[best]) == []


@pytest.fixture
def chain_rows(process_row):
    return [
        process_row("a", chain="tests", stage="concentrate", recovery_percent="48", recovery_scope="overall"),
        process_row("b", chain="tests", stage="crack_leach", recovery_percent="90", qualifier="up_to"),
    ]


def test_a_plan_above_its_laboratory_is_found_with_what_the_laboratory_gives(found_by, plan_rows, chain_rows):
    (found,) = found_by(plan_above_its_laboratory, GRADE, figures=plan_rows(), processes=chain_rows)
    assert "= 43 %" in found.message
    assert "4\u202f300 t" in found.message


def test_a_plan_below_its_laboratory_is_no_finding(found_by, plan_rows, chain_rows):
    assert found_by(plan_above_its_laboratory, GRADE, figures=plan_rows(product="4000"), processes=chain_rows) == []


def test_a_concentrate_alone_is_no_chain(found_by, plan_rows, chain_rows):
    assert found_by(plan_above_its_laboratory, GRADE, figures=plan_rows(), processes=chain_rows[:1]) == []


@pytest.fixture
def world_row(figure_row):
    return figure_row(
        "world", subject_id="world", attribute="mine_production_t_reo", value="390000", unit="t REO", as_of="2025"
    )


@pytest.mark.parametrize(
    "row",
    [
        {"attribute": "industrial_output_treo_t_per_year", "unit": "t REO/year"},
        {
            "attribute": "industrial_throughput_t_ore_per_year",
            "unit": "t ore/year",
            "note": "Mis-stated: printed as rare-earth elements to be purified.",
        },
    ],
)
def test_a_product_above_the_output_of_the_world_is_found(found_by, figure_row, world_row, row):
    rows = [world_row, figure_row("slip", value="570000", **row)]
    (found,) = found_by(product_above_world_output, figures=rows)
    assert "390\u202f000 t of oxide that the whole world mined in 2025" in found.message
    assert found.rows == (("figures", "slip"), ("figures", "world"))


def test_a_plant_above_the_output_of_the_world_is_found(found_by, plant_feature, world_row):
    capacity = {"capacity_t_per_year": 570000, "capacity_kind": "nameplate", "capacity_source_id": "jorc-code-2012"}
    plant = plant_feature("plant", capacity_of="TREO", **capacity)
    of_ore = plant_feature("mill", capacity_of="t of ore", **capacity)
    found = found_by(product_above_world_output, figures=[world_row], facilities=[plant, of_ore])
    assert [one.subject_id for one in found] == ["plant"]


@pytest.mark.parametrize(
    "row",
    [
        {"attribute": "industrial_output_treo_t_per_year", "unit": "t REO/year", "value": "10000"},
        {"attribute": "industrial_throughput_t_ore_per_year", "unit": "t ore/year", "value": "570000"},
        {"attribute": "mine_production_t_reo", "unit": "t REO/year", "value": "570000", "subject_id": "cn"},
    ],
)
def test_ore_countries_and_smaller_products_are_no_finding(found_by, figure_row, world_row, row):
    assert found_by(product_above_world_output, figures=[world_row, figure_row("fine", **row)]) == []


def test_recoveries_of_two_papers_in_one_chain_are_found(found_by, process_row):
    rows = [process_row("a", chain="tests"), process_row("b", chain="tests", source_id="jorc-non-compliance")]
    (found,) = found_by(recoveries_multiplied, processes=rows)
    assert "not what one ore would give" in found.message
    assert found_by(recoveries_multiplied, processes=[rows[0], process_row("b", chain="tests")]) == []


def test_thorium_in_a_plan_is_found_with_what_it_would_do(found_by, plan_rows, byproduct_row):
    thorium = byproduct_row("thorium", commodity="thorium", chemical_basis="Th", quantity="250")
    (found,) = found_by(thorium_in_product, GRADE, figures=plan_rows(), byproducts=[thorium])
    assert "at least 439 ppm in the ore, 1.8 Bq/g" in found.message
    assert "by a factor of 5.6 would pass the 10 Bq/g" in found.message


def test_a_plan_without_thorium_is_no_finding(found_by, plan_rows, byproduct_row):
    in_the_ground = byproduct_row("thorium", commodity="thorium", unit="t", in_situ_or_product="in_situ")
    assert found_by(thorium_in_product, GRADE, figures=plan_rows(), byproducts=[in_the_ground]) == []
