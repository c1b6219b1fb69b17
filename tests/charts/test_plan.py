"""A plan stands beside what its ore holds and what cited recoveries would leave."""

import pytest

from geo_ree.charts.plan import laboratory_chain, plan_waterfall


def rows_of(plan):
    return {row.label: row for panel in plan.panels for row in panel.rows}


@pytest.fixture
def plan(plan_of):
    return plan_waterfall(plan_of(), "north")


def test_the_waterfall_computes_each_step(plan):
    assert (plan.ore_t_per_year, plan.grade_percent, plan.stated_t_per_year) == (1000, 2, 20)
    assert plan.contained_t_per_year == 20
    assert plan.recovered_t_per_year == pytest.approx(8)
    rows = rows_of(plan)
    assert rows["Left after concentration"].high == pytest.approx(10)
    assert rows["Left after cracking and leaching"].high == pytest.approx(8)
    assert (rows["Lost in concentration"].start, rows["Lost in concentration"].high) == pytest.approx((10, 20))
    assert rows["NdPr oxide in the planned product"].high == pytest.approx(4)
    assert rows["NdPr oxide in what is left"].high == pytest.approx(1.6)


def test_the_plan_of_beylikova_asks_for_more_than_its_ore_holds(atlas):
    plan = plan_waterfall(atlas, "beylikova")
    assert plan.contained_t_per_year == 9975
    assert plan.stated_t_per_year == 10000
    assert any("nothing is left for losses" in caveat for caveat in plan.caveats)


def test_ore_is_said_but_never_drawn_on_the_scale_of_oxide(plan):
    ore = rows_of(plan)["Ore to be treated"]
    assert not ore.is_drawn
    assert ore.text == "1\u202f000 t ore/year"


def test_the_richest_concentrate_and_the_best_leach_are_taken(plan_of):
    first, second = laboratory_chain(plan_of(), "north")
    assert (first.recovery_percent, second.recovery_percent) == (50, 80)
    assert second.text == "up to 80 %"


def test_an_upper_bound_makes_the_loss_a_least_one(plan):
    assert rows_of(plan)["Lost in cracking and leaching"].text == "at least 2 t TREO/year"
    assert rows_of(plan)["Left after cracking and leaching"].text == "up to 8 t TREO/year"


def test_recoveries_of_different_studies_are_warned_of(plan_of, process_row, plan):
    assert any("separate studies" in caveat for caveat in plan.caveats)
    one = [
        process_row("a", "concentrate", 50, product_treo_percent="40", chain="x"),
        process_row("b", "crack_leach", 80, chain="x"),
    ]
    assert not any("separate studies" in caveat for caveat in plan_waterfall(plan_of(processes=one), "north").caveats)


def test_a_poorer_concentrate_that_keeps_more_is_told(plan_of, process_row):
    two = [
        process_row("a", "concentrate", 50, product_treo_percent="40"),
        process_row("b", "concentrate", 70, product_treo_percent="20"),
    ]
    told = [text for text in plan_waterfall(plan_of(processes=two), "north").caveats if "poorer concentrate" in text]
    assert len(told) == 1
    assert "20 % TREO" in told[0]
    assert "70 %" in told[0]
    one = plan_waterfall(plan_of(processes=two[:1]), "north")
    assert not any("poorer concentrate" in text for text in one.caveats)


def test_a_leach_alone_makes_no_chain(plan_of, process_row):
    plan = plan_waterfall(plan_of(processes=[process_row("b", "crack_leach", 80)]), "north")
    assert plan.tests == ()
    assert plan.recovered_t_per_year is None
    assert any("No recovery" in caveat for caveat in plan.caveats)


def test_an_unverified_recovery_does_not_count(plan_of, process_row):
    row = process_row("a", "concentrate", 50, product_treo_percent="40", verified="no")
    assert laboratory_chain(plan_of(processes=[row]), "north") == ()


def test_what_is_stated_is_hollow_and_what_is_computed_is_not(plan):
    rows = rows_of(plan)
    assert rows["Planned product"].fill == "hollow"
    assert rows["Oxide in that ore"].is_computed


def test_a_bound_of_the_ore_bounds_what_it_holds(plan_of, figure_row):
    figures = [figure_row("industrial_throughput_t_ore_per_year", 1000, qualifier="up_to")]
    assert (
        rows_of(plan_waterfall(plan_of(figures=figures), "north"))["Oxide in that ore"].text == "up to 20 t TREO/year"
    )


def test_without_ore_or_grade_there_is_no_plan(plan_of):
    assert plan_waterfall(plan_of(figures=[]), "north") is None
    assert plan_waterfall(plan_of(north={"ore_million_t": "3"}), "north") is None


def test_ore_and_grade_alone_are_no_plan(plan_of, figure_row):
    figures = [figure_row("industrial_throughput_t_ore_per_year", 1000)]
    assert plan_waterfall(plan_of(figures=figures, processes=[]), "north") is None


def test_without_an_analysis_or_a_product_the_rest_is_drawn(plan_of, figure_row):
    figures = [figure_row("industrial_throughput_t_ore_per_year", 1000)]
    plan = plan_waterfall(plan_of(figures=figures, element_shares=[]), "north")
    assert plan.stated_t_per_year is None
    assert not any("NdPr" in label for label in rows_of(plan))


@pytest.mark.parametrize(("ore", "grade"), [(1000, "0"), (0, "2"), (-1, "2"), (1e-9, "1e-9")])
def test_ore_that_holds_nothing_makes_no_plan(plan_of, figure_row, ore, grade):
    figures = [
        figure_row("industrial_throughput_t_ore_per_year", ore),
        figure_row("industrial_output_treo_t_per_year", 20),
    ]
    assert (
        plan_waterfall(plan_of(north={"ore_million_t": "100", "treo_percent": grade}, figures=figures), "north") is None
    )
