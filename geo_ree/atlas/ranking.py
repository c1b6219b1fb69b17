"""Where deposits stand in size: "second in the world" depends on what is counted, so each basis has a ranking.

No rank is stored. A deposit counts with one statement a basis: a total for the whole deposit, read in a source, and
replaced by no newer one of the same party.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.amount import Amount
from geo_ree.atlas.rows.deposits import Estimate

MATERIAL, OXIDE = "material", "oxide"
STATED = ("resource", "reserve", "national_statistic", "historical", "claim")
RESOURCES = ("resource", "reserve", "national_statistic")
MEASURES: dict[str, Callable[[Estimate], Amount | None]] = {
    MATERIAL: lambda row: row.amount("ore_million_t"),
    OXIDE: lambda row: row.contained_treo,
}


@dataclass(frozen=True)
class Basis:
    """What is counted.

    Parameters
    ----------
    words : str
        What is counted, in words that follow "ranked".
    quantity : str
        ``material`` or ``oxide``, both in million t.
    counts : callable
        Whether a statement is of a kind that counts.
    is_largest : bool
        Whether the largest statement of a deposit counts; else the one to prefer.
    """

    words: str
    quantity: str
    counts: Callable[[Estimate], bool]
    is_largest: bool = False

    def amount(self, row: Estimate) -> Amount | None:
        """Return what a statement gives of the quantity, million t; None where it gives nothing of it."""
        return MEASURES[self.quantity](row)


@dataclass(frozen=True)
class Ranked:
    """A place on one basis, 1 for the largest, with the statement that counts; equal amounts share a place."""

    deposit_id: str
    place: int
    amount: Amount
    statement: Estimate


@dataclass(frozen=True)
class Ranking:
    """All deposits that have an amount on one basis, the largest first."""

    basis: Basis
    deposits: tuple[Ranked, ...]

    def find(self, deposit_id: str) -> Ranked | None:
        """Return a deposit's place; None where no statement of it counts."""
        return next((ranked for ranked in self.deposits if ranked.deposit_id == deposit_id), None)

    def larger_than(self, deposit_id: str) -> tuple[Ranked, ...]:
        """Return the deposits before one, the largest first; none where it has no place."""
        own = self.find(deposit_id)
        return () if own is None else tuple(ranked for ranked in self.deposits if ranked.place < own.place)


BASES = (
    Basis("by material, claims counted", MATERIAL, lambda row: row.statement_type in STATED),
    Basis("by contained oxide, claims counted", OXIDE, lambda row: row.statement_type in STATED),
    Basis(
        "by the most oxide that any statement gives, exploration targets counted too",
        OXIDE,
        lambda row: row.statement_type in (*STATED, "exploration_target"),
        is_largest=True,
    ),
    Basis("by contained oxide in resources and reserves", OXIDE, lambda row: row.statement_type in RESOURCES),
    Basis("by contained oxide in signed reports", OXIDE, lambda row: row.claim_status == "code_compliant"),
)


def rank_deposits(atlas: Atlas) -> tuple[Ranking, ...]:
    """Return the deposits of an atlas ranked on each basis of :data:`BASES`.

    Examples
    --------
    >>> import geo_ree
    >>> material, oxide, *_ = rank_deposits(geo_ree.load_atlas())
    >>> material.find("beylikova").place, oxide.find("beylikova").place
    (6, 3)
    """
    return tuple(_ranking(atlas, basis) for basis in BASES)


def _ranking(atlas: Atlas, basis: Basis) -> Ranking:
    counted = [found for deposit_id in atlas.rows.estimates_by_deposit if (found := _counted(atlas, basis, deposit_id))]
    ordered = sorted(counted, key=lambda pair: (-pair[0].value, pair[1].deposit_id))
    amounts = [amount.value for amount, _ in ordered]
    # ``index`` finds the first of equal amounts, whose place they share.
    return Ranking(
        basis,
        tuple(
            Ranked(statement.deposit_id, amounts.index(amount.value) + 1, amount, statement)
            for amount, statement in ordered
        ),
    )


def _counted(atlas: Atlas, basis: Basis, deposit_id: str) -> tuple[Amount, Estimate] | None:
    """Return the statement of a deposit that counts on a basis with its amount; None where there is none."""
    totals = [row for row in atlas.rows.ranked_estimates(deposit_id) if row.is_current_total and basis.counts(row)]
    given = [(amount, row) for row in totals if (amount := basis.amount(row)) is not None]
    return max(given, key=lambda pair: pair[0].value) if basis.is_largest and given else next(iter(given), None)
