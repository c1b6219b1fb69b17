"""Why two figures must not be compared, or what to keep in mind: every caveat of a comparison, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from geo_ree.atlas.deposit_profile import Profile
from geo_ree.comparison.caveat_parts import (
    Cells,
)
from geo_ree.comparison.deposit_caveats import (
    codes_certify_nothing,
    grade_does_not_close,
    plan_allows_no_losses,
    rank_depends_on_basis,
    samples_are_not_resources,
    statements_compete,
    thorium_conflicts,
    tonnage_is_not_oxide,
)
from geo_ree.comparison.pair_caveats import (
    bounds_against_figures,
    categories_differ,
    codes_differ,
    conventions_differ,
    cutoffs_differ,
    dates_differ,
    figures_missing,
    figures_not_verified,
    materials_differ,
    not_a_deposit,
    statement_types_differ,
    tonnage_bases_differ,
    weights_differ,
)
from geo_ree.comparison.records import Caveat
from geo_ree.comparison.setting import Setting

PairRule = Callable[[Setting, Cells], Iterable[Caveat]]
DepositRule = Callable[[Setting, Profile], Iterable[Caveat]]

BETWEEN_DEPOSITS: tuple[PairRule, ...] = (
    statement_types_differ,
    weights_differ,
    categories_differ,
    cutoffs_differ,
    codes_differ,
    not_a_deposit,
    figures_not_verified,
    tonnage_bases_differ,
    bounds_against_figures,
    materials_differ,
    figures_missing,
    dates_differ,
    conventions_differ,
)
WITHIN_DEPOSIT: tuple[DepositRule, ...] = (
    tonnage_is_not_oxide,
    statements_compete,
    grade_does_not_close,
    plan_allows_no_losses,
    thorium_conflicts,
    samples_are_not_resources,
    rank_depends_on_basis,
    codes_certify_nothing,
)


def find_caveats(setting: Setting, cells: Cells) -> tuple[Caveat, ...]:
    """Return every caveat: those that forbid a common scale first, each group in the order of the tables.

    Parameters
    ----------
    setting : Setting
        The deposits compared.
    cells : mapping of str to tuple of Cell
        Measure -> one cell a deposit, in the same order.
    """
    between = chain.from_iterable(rule(setting, cells) for rule in BETWEEN_DEPOSITS)
    within = chain.from_iterable(rule(setting, profile) for profile in setting.profiles for rule in WITHIN_DEPOSIT)
    return tuple(sorted([*between, *within], key=lambda caveat: not caveat.forbids_bars))
