"""Chains of recoveries are declared, whole, and kept apart."""

import pytest

from geo_ree.processing.recovery import recovery_chains, shares_won


@pytest.fixture
def chains_of(pair_of):
    """Return a function that gives the chains of north from rows of processes.csv."""
    return lambda *rows: recovery_chains(pair_of(processes=list(rows)), "north")


@pytest.fixture
def chain_row(process_row):
    """Return a function that makes a step of the chain x."""
    return lambda name, stage, recovery, **changes: process_row(name, stage, recovery, **({"chain": "x"} | changes))


def test_the_recoveries_of_a_chain_are_multiplied(chains_of, chain_row):
    (chain,) = chains_of(chain_row("a", "concentrate", 50), chain_row("b", "crack_leach", 80))
    assert chain.share == pytest.approx(0.4)
    assert chain.words == "50 % × 80 %"
    assert chain.recovered(1000).text == "400"


def test_steps_stand_in_the_order_of_the_value_chain_whatever_the_file_says(chains_of, chain_row):
    (chain,) = chains_of(chain_row("b", "crack_leach", 80), chain_row("a", "concentrate", 50))
    assert [step.process_id for step in chain.steps] == ["a", "b"]


def test_an_overall_recovery_already_holds_the_losses_before_it(chains_of, chain_row):
    (chain,) = chains_of(chain_row("a", "concentrate", 50), chain_row("b", "crack_leach", 45, recovery_scope="overall"))
    assert shares_won(chain.steps) == pytest.approx((0.5, 0.45))
    assert chain.share == pytest.approx(0.45)


def test_two_chains_stand_side_by_side_the_one_that_wins_least_first(chains_of, chain_row):
    rows = [
        chain_row(f"{name}-{stage[:5]}", stage, recovery, chain=name)
        for name, recovery in (("better", 90), ("worse", 60))
        for stage in ("concentrate", "crack_leach")
    ]
    assert [chain.chain for chain in chains_of(*rows)] == ["worse", "better"]


@pytest.mark.parametrize(
    "changes",
    [
        {"chain": ""},
        {"verified": "no"},
        {"element": "Ce"},
        {"stage": "metal"},
        {"recovery_percent": "", "element": "", "recovery_scope": ""},
    ],
    ids=["in no chain", "read by nobody", "of one element", "of another stage", "without a figure"],
)
def test_a_chain_needs_a_step_to_a_concentrate_that_counts(changes, chains_of, process_row):
    first = process_row("a", "concentrate", 50) | {"chain": "x"} | changes
    assert chains_of(first, process_row("b", "crack_leach", 80, chain="x")) == ()


def test_steps_without_a_common_name_are_never_multiplied(chains_of, process_row):
    rows = (process_row("a", "concentrate", 50, chain="x"), process_row("b", "crack_leach", 80, chain="y"))
    assert chains_of(*rows) == ()


@pytest.mark.parametrize(
    ("first", "second", "qualifier"),
    [("", "up_to", "up_to"), ("more_than", "more_than", "more_than"), ("more_than", "up_to", "about")],
)
def test_a_bound_of_a_step_bounds_the_whole(first, second, qualifier, chains_of, chain_row):
    rows = (chain_row("a", "concentrate", 50, qualifier=first), chain_row("b", "crack_leach", 80, qualifier=second))
    assert chains_of(*rows)[0].qualifier == qualifier


def test_a_chain_of_two_sources_is_not_of_one_study(chains_of, chain_row):
    rows = (chain_row("a", "concentrate", 50), chain_row("b", "crack_leach", 80, source_id="usgs-pp1802"))
    assert not chains_of(*rows)[0].is_of_one_study


def test_a_deposit_without_steps_has_no_chain(atlas):
    assert recovery_chains(atlas, "fen") == ()
