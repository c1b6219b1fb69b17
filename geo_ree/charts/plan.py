"""A plan as a waterfall: what the ore to be treated holds, what is planned, and what laboratory tests recovered.

A plan that says nothing of recovery is set beside the recoveries that somebody reached on that deposit's material.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.deposit_profile import Profile, profile_of
from geo_ree.atlas.rows.amount import combined_qualifier
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.atlas.rows.records import Figure
from geo_ree.charts.axes import LinearAxis
from geo_ree.charts.ndpr import Share, computed_range, ndpr_share, split_caveat
from geo_ree.charts.rows import Group, Panel, Row, name_of, sources_of, who_states
from geo_ree.comparison.measures import PLANNED_ORE, PLANNED_PRODUCT
from geo_ree.processing.recovery import DIGITS as RECOVERED_DIGITS
from geo_ree.processing.recovery import RecoveryChain, recovery_chains, shares_won
from geo_ree.text.figures import format_date, format_figure, format_number
from geo_ree.text.labels import STAGE_WORDS

UNIT = "t TREO/year"
DIGITS = 3
# What a bound on what is left makes of the loss.
LOSS_WORDS = {"up_to": "at least ", "less_than": "at least ", "more_than": "at most ", "about": "about "}


@dataclass(frozen=True)
class PlanWaterfall:
    """One deposit's plan: ore, what it holds, what is planned, what the tests would give.

    Parameters
    ----------
    deposit_id : str
    ore_t_per_year, grade_percent : float
        As stated.
    contained_t_per_year : float
        Ore times grade, t TREO/year.
    stated_t_per_year : float or None
        The planned product, t REO/year.
    chains : tuple of RecoveryChain
        The chains of cited recoveries, the one that wins least first; empty where none reaches solution.
    panels, caveats
        What is drawn, and what must be known.

    Examples
    --------
    >>> import geo_ree
    >>> plan = plan_waterfall(geo_ree.load_atlas(), "beylikova")
    >>> plan.contained_t_per_year, plan.stated_t_per_year
    (9975.0, 10000.0)
    """

    deposit_id: str
    ore_t_per_year: float
    grade_percent: float
    contained_t_per_year: float
    stated_t_per_year: float | None
    chains: tuple[RecoveryChain, ...]
    panels: tuple[Panel, ...]
    caveats: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading."""
        return f"The plan of {self.panels[0].title}, from ore to oxide"

    @property
    def says(self) -> str:
        """What the chart shows."""
        return (
            "What the ore of one year holds at the stated grade, the product that is planned, and what chains of "
            "recoveries published for material of this deposit would leave of it: into a concentrate, then in a "
            "leach. The ore itself is no oxide and has no bar."
        )

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of all rows, in reading order."""
        return sources_of(self.panels)

    @property
    def recovered_t_per_year(self) -> tuple[float, float] | None:
        """What the chains would leave of the contained oxide, the least and the most, t/year; None without chains."""
        left = [self.contained_t_per_year * chain.share for chain in self.chains]
        return (min(left), max(left)) if left else None


def plan_waterfall(atlas: Atlas, deposit_id: str, *, position: int = 0) -> PlanWaterfall | None:
    """Return the plan of a deposit.

    None unless a yearly throughput of ore and a grade are stated, both above zero, and a product or a recovery to set
    beside them.
    """
    profile = profile_of(atlas, deposit_id)
    ore, product = profile.figure(PLANNED_ORE), profile.figure(PLANNED_PRODUCT)
    graded = next(iter(profile.stated("treo_percent")), None)
    chains = recovery_chains(atlas, deposit_id)
    if ore is None or graded is None or not (product or chains):
        return None
    share, grade = ndpr_share(profile.analyses), graded.stated("treo_percent").value
    contained = round(ore.value * grade / 100, 6)
    if contained <= 0:
        return None
    groups = [Group("The plan", position, tuple(_plan_rows(atlas, ore, graded, product, contained, share)))]
    groups += [Group(_chain_title(chain), None, tuple(_chain_rows(atlas, contained, chain, share))) for chain in chains]
    ends = [row.high for group in groups for row in group.rows if row.high is not None]
    name = name_of(atlas, deposit_id, (deposit_id,))
    panel = Panel(name, UNIT, LinearAxis.around(ends), tuple(groups))
    stated = None if product is None else product.value
    caveats = tuple(_caveats(profile, contained, product, chains, share))
    return PlanWaterfall(deposit_id, ore.value, grade, contained, stated, chains, (panel,), caveats)


# --- rows ---------------------------------------------------------------------------------------------------------


def _plan_rows(
    atlas: Atlas, ore: Figure, graded: Estimate, product: Figure | None, contained: float, share: Share | None
) -> Iterable[Row]:
    grade = graded.stated("treo_percent")
    bound = combined_qualifier((ore.qualifier, grade.qualifier)) or ""
    yield Row("Ore to be treated", _cited(atlas, ore), f"{ore.stated().words} t ore/year", ore.sources)
    yield Row(
        label="Oxide in that ore",
        detail=f"computed: × {grade.words} % TREO ({_cited(atlas, graded)})",
        text=f"{format_figure(round(contained), qualifier=bound)} {UNIT}",
        source_ids=(*ore.sources, *graded.sources),
        low=contained,
        high=contained,
        start=0.0,
        bound=bound,
        is_computed=True,
    )
    if product is None:
        return
    part = format_number(100 * product.value / contained, significant=DIGITS)
    yield Row(
        label="Planned product",
        detail=f"stated ({_cited(atlas, product)}); {part} % of what the ore holds",
        text=f"{product.stated().words} t REO/year",
        source_ids=product.sources,
        low=product.value,
        high=product.value,
        start=0.0,
        bound=product.qualifier or "",
        fill="hollow",
    )
    if share is not None:
        yield _ndpr_row("NdPr oxide in the planned product", product.value, share, "")


def _chain_title(chain: RecoveryChain) -> str:
    """Return the heading of a chain: the recoveries that are multiplied, and what of the oxide they leave."""
    left = format_figure(100 * chain.share, qualifier=chain.qualifier, significant=RECOVERED_DIGITS, in_words=True)
    return f"What cited recoveries would leave: {chain.words} = {left} %"


def _chain_rows(atlas: Atlas, contained: float, chain: RecoveryChain, share: Share | None) -> Iterable[Row]:
    before, bound = contained, ""
    for step, won in zip(chain.steps, shares_won(chain.steps), strict=True):
        after, recovery = contained * won, step.stated("recovery_percent")
        bound = recovery.qualifier if recovery.qualifier not in (None, "exact") else bound
        stage = STAGE_WORDS[str(step.stage)]
        yield Row(
            label=f"Lost in {stage}",
            detail="",
            text=f"{LOSS_WORDS.get(bound, '')}{_tonnes(before - after)} {UNIT}",
            source_ids=(),
            low=before,
            high=before,
            start=after,
            is_computed=True,
            is_loss=True,
        )
        yield Row(
            label=f"Left after {stage}",
            detail=f"{step.step}: {recovery.figure} % recovered from {step.feed} ({who_states(atlas, step.source_id)})",
            text=f"{format_figure(after, qualifier=bound, significant=RECOVERED_DIGITS)} {UNIT}",
            source_ids=step.sources,
            low=after,
            high=after,
            start=0.0,
            bound=bound,
            is_computed=True,
        )
        before = after
    if share is not None:
        yield _ndpr_row("NdPr oxide in what is left", before, share, bound)


def _tonnes(value: float) -> str:
    return format_number(value, significant=RECOVERED_DIGITS)


def _ndpr_row(label: str, oxide_t: float, share: Share, bound: str) -> Row:
    low, high = oxide_t * share.low / 100, oxide_t * share.high / 100
    sign = format_figure(1, qualifier=bound).removesuffix("1")
    return Row(
        label=label,
        detail=f"computed: × {share.text}, the share in the splits named below",
        text=f"{sign}{computed_range(low, high)} t/year",
        source_ids=share.source_ids,
        low=low,
        high=high,
        start=0.0,
        bound=bound,
        is_computed=True,
    )


def _cited(atlas: Atlas, row: Figure | Estimate) -> str:
    return f"{who_states(atlas, row.source_id)}, {format_date(row.when)}"


def _caveats(
    profile: Profile,
    contained: float,
    product: Figure | None,
    chains: tuple[RecoveryChain, ...],
    share: Share | None,
) -> Iterable[str]:
    if product is not None and product.value >= contained:
        yield "The planned product is as much as the ore holds, or more: nothing is left for losses, which none avoids."
    if len({row.treo_percent for row in profile.stated("treo_percent")}) > 1:
        yield "Other statements give other grades; the one used is that of the highest standing."
    if not chains:
        yield "No chain of recoveries from the ore into solution is listed of this deposit, so that no loss is drawn."
    if any(not chain.is_of_one_study for chain in chains):
        yield (
            "Recoveries of a chain were reached in separate studies on different feeds; their product is computed "
            "here, not a result that anyone reported."
        )
    if chains:
        yield "Separation and refining, which lose more, are not in it."
    if share is not None:
        yield f"NdPr: {split_caveat(share)}"
