"""Chains of published recoveries: what of the oxide in the ore reaches solution, by the tests on that deposit.

A chain is declared, never put together by us: its steps bear the same name in the column ``chain`` of
``processes.csv``. Several chains of a deposit stand side by side; none is averaged, and the one that wins most is not
the answer but the upper end of it. Charts, audit, pages and scenarios all take their chains from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.amount import Amount, combined_qualifier
from geo_ree.atlas.rows.base import grouped, unique
from geo_ree.atlas.rows.supply_chain import RecoveryStep
from geo_ree.layers.codelists import STAGES

# From ore into solution: without a recovery to a concentrate, a leach alone would say that nothing is lost before it.
FIRST_STAGE, LAST_STAGE = "concentrate", "crack_leach"
# Laboratory recoveries on other feeds than the plan's: no product of them deserves more digits.
DIGITS = 2


@dataclass(frozen=True)
class RecoveryChain:
    """The steps of one chain, in the order of the value chain, each with a recovery of all rare earths.

    Parameters
    ----------
    chain : str
        Its name in ``processes.csv``.
    steps : tuple of RecoveryStep

    Examples
    --------
    >>> import geo_ree
    >>> lowest, highest = recovery_chains(geo_ree.load_atlas(), "beylikova")
    >>> lowest.words, lowest.recovered(9975.0).text
    ('48 % × up to 90 %', 'up to 4\u202f300')
    >>> highest.words, highest.recovered(9975.0).text
    ('72.6 % × more than 75 %', '> 5\u202f400')
    """

    chain: str
    steps: tuple[RecoveryStep, ...]

    @property
    def share(self) -> float:
        """The share of the oxide in the ore that is won, 0 to 1."""
        return shares_won(self.steps)[-1]

    @property
    def qualifier(self) -> str | None:
        """How exactly the share is known: a bound where its steps are bounds."""
        return combined_qualifier(step.qualifier for step in self.steps)

    @property
    def words(self) -> str:
        """The recoveries as they are multiplied: ``48 % × up to 90 %``."""
        return " × ".join(f"{step.stated('recovery_percent').words} %" for step in self.steps)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of its steps."""
        return unique(step.source_id for step in self.steps)

    @property
    def is_of_one_study(self) -> bool:
        """Whether all steps are of one source; else they were reached on different feeds."""
        return len(self.source_ids) == 1

    def recovered(self, contained: float) -> Amount:
        """Return what the chain would leave of an amount of oxide in the ore, in the unit of that amount."""
        return Amount(contained * self.share, qualifier=self.qualifier, digits=DIGITS)


def recovery_chains(atlas: Atlas, deposit_id: str) -> tuple[RecoveryChain, ...]:
    """Return the chains that bring a deposit's rare earths from ore into solution, the one that wins least first.

    Only verified recoveries of all rare earths together count.

    Parameters
    ----------
    atlas : Atlas
    deposit_id : str

    Returns
    -------
    tuple of RecoveryChain
        Empty where no chain is declared that reaches from a concentrate into solution.
    """
    steps = [step for step in atlas.rows.steps_by_deposit.get(deposit_id, ()) if step.chain and _counts(step)]
    chains = [RecoveryChain(name, _in_order(found)) for name, found in grouped(steps, "chain").items()]
    return tuple(sorted(filter(_is_whole, chains), key=lambda chain: (chain.share, chain.chain)))


def shares_won(steps: Iterable[RecoveryStep]) -> tuple[float, ...]:
    """Return what is won of the oxide in the ore after each step, 0 to 1.

    A recovery of all that was mined (scope ``overall``) already holds the losses of the steps before it.
    """
    won, share = [], 1.0
    for step in steps:
        share = step.stated("recovery_percent").value / 100 * (1.0 if step.recovery_scope == "overall" else share)
        won.append(share)
    return tuple(won)


def _counts(step: RecoveryStep) -> bool:
    return step.recovery is not None and step.is_of_all_rare_earths and step.is_verified and step.stage is not None


def _in_order(steps: Iterable[RecoveryStep]) -> tuple[RecoveryStep, ...]:
    """Return steps in the order of the value chain; those of one stage in the order of the file."""
    return tuple(sorted(steps, key=lambda step: STAGES.index(str(step.stage))))


def _is_whole(chain: RecoveryChain) -> bool:
    return {step.stage for step in chain.steps} >= {FIRST_STAGE, LAST_STAGE}
