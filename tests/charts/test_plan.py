"""A plan stands beside what its ore holds and what cited recoveries would leave."""

import pytest

from geo_ree.charts.plan import plan_waterfall


def rows_of(plan):
    return {row.label: row for panel in plan.panels for row in panel.rows}


@pytest.fixture
def plan(plan_of):
    return plan_waterfall(plan_of(), "north")


def test_the_waterfall_computes_each_step(plan):
    assert (plan.ore_t_per_year, plan.grade_percent, plan.stated_t_per_year) == (1000, 2, 20)
    assert plan.contained_t_per_year == 20
    assert plan.recovered_t_per_year == pytest.approx((8, 8))
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


def test_every_chain_has_a_group_that_says_what_is_multiplied(atlas):
    titles = [group.name for group in plan_waterfall(atlas, "beylikova").panels[0].groups]
    assert titles == [
        "The plan",
        "What cited recoveries would leave: 48 % × up to 90 % = up to 43 %",
        "What cited recoveries would leave: 72.6 % × more than 75 % = more than 54 %",
    ]


def test_the_answer_is_the_span_of_the_chains(atlas):
    assert plan_waterfall(atlas, "beylikova").recovered_t_per_year == pytest.approx((4309.2, 5431.3875))


def test_a_lower_bound_makes_the_loss_a_most_one(atlas):
    rows = plan_waterfall(atlas, "beylikova").panels[0].groups[2].rows
    lost, left = rows[2], rows[3]
    assert (lost.text, left.text) == ("at most 1\u202f800 t TREO/year", "> 5\u202f400 t TREO/year")


def test_an_upper_bound_makes_the_loss_a_least_one(plan):
    assert rows_of(plan)["Lost in cracking and leaching"].text == "at least 2.0 t TREO/year"
    assert rows_of(plan)["Left after cracking and leaching"].text == "up to 8.0 t TREO/year"


def test_recoveries_of_different_studies_are_warned_of(plan_of, process_row, plan):
    assert any("separate studies" in caveat for caveat in plan.caveats)
    one = [process_row("a", "concentrate", 50, chain="x"), process_row("b", "crack_leach", 80, chain="x")]
    caveats = plan_waterfall(plan_of(processes=one), "north").caveats
    assert not any("separate studies" in caveat for caveat in caveats)
    assert any("Separation and refining" in caveat for caveat in caveats)


def test_without_a_chain_no_loss_is_drawn(plan_of, process_row):
    plan = plan_waterfall(plan_of(processes=[process_row("b", "crack_leach", 80, chain="x")]), "north")
    assert plan.chains == ()
    assert plan.recovered_t_per_year is None
    assert any("No chain of recoveries" in caveat for caveat in plan.caveats)


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
