"""A plan as a waterfall: what the ore to be treated holds, what is planned, and what laboratory tests recovered.

A plan that says nothing of recovery is set beside the recoveries that somebody reached on that deposit's material.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import (
    Dossier,
    combined_qualifier,
    date_of,
    figure_words,
    gather_dossier,
    plain_rows,
    qualifier_of,
)
from geo_ree.atlas.dossiers import Row as TableRow
from geo_ree.charts.axes import LinearAxis
from geo_ree.charts.ndpr import Share, computed_range, ndpr_share, split_caveat
from geo_ree.charts.rows import Group, Panel, Row, name_of, sources_of, who_states
from geo_ree.comparison.measures import PLANNED_ORE, PLANNED_PRODUCT
from geo_ree.text.figures import format_date, format_figure, format_number
from geo_ree.text.labels import STAGE_WORDS

# What a recovery may be of, to stand for all rare earths together.
ALL_RARE_EARTHS = ("TREO", "TREE", "REO", "REE")
UNIT = "t TREO/year"
DIGITS = 3


@dataclass(frozen=True)
class Test:
    """A cited recovery: of all rare earths, on one step, % of what went in."""

    recovery_percent: float
    qualifier: str | None
    stage: str
    step: str
    feed: str
    chain: str | None
    source_id: str

    @property
    def text(self) -> str:
        """The recovery as stated."""
        return f"{format_figure(self.recovery_percent, qualifier=self.qualifier)} %"


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
    tests : tuple of Test
        The chain of cited recoveries, in order; empty where none is listed.
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
    tests: tuple[Test, ...]
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
            "What the ore of one year holds at the stated grade, the product that is planned, and what recoveries "
            "published for material of this deposit would leave of it: into the richest concentrate, then in the best "
            "leach. The ore itself is no oxide and has no bar."
        )

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of all rows, in reading order."""
        return sources_of(self.panels)

    @property
    def recovered_t_per_year(self) -> float | None:
        """What the chain of tests would leave of the contained oxide, t/year; None without tests."""
        left = self.contained_t_per_year
        for test in self.tests:
            left *= test.recovery_percent / 100
        return left if self.tests else None


def plan_waterfall(atlas: Atlas, deposit_id: str, *, position: int = 0) -> PlanWaterfall | None:
    """Return the plan of a deposit.

    None unless a yearly throughput of ore and a grade are stated, both above zero, and a product or a recovery to set
    beside them.
    """
    dossier = gather_dossier(atlas, deposit_id)
    ore, product = dossier.figure(PLANNED_ORE), dossier.figure(PLANNED_PRODUCT)
    graded = next(iter(dossier.stated("treo_percent")), None)
    tests = laboratory_chain(atlas, deposit_id)
    if ore is None or graded is None or not (product or tests):
        return None
    share = ndpr_share(dossier.analyses)
    contained = round(ore["value"] * graded["treo_percent"] / 100, 6)
    if contained <= 0:
        return None
    groups = [Group("The plan", position, tuple(_plan_rows(atlas, ore, graded, product, contained, share)))]
    if tests:
        groups.append(
            Group("What cited recoveries would leave", None, tuple(_test_rows(atlas, contained, tests, share)))
        )
    ends = [row.high for group in groups for row in group.rows if row.high is not None]
    name = name_of(atlas, deposit_id, (deposit_id,))
    panel = Panel(name, UNIT, LinearAxis.around(ends), tuple(groups))
    stated = None if product is None else float(product["value"])
    caveats = (
        *_caveats(dossier, contained, product, tests, share),
        *_poorer_concentrates(atlas, deposit_id, tests),
    )
    return PlanWaterfall(deposit_id, ore["value"], graded["treo_percent"], contained, stated, tests, (panel,), caveats)


def laboratory_chain(atlas: Atlas, deposit_id: str) -> tuple[Test, ...]:
    """Return the recoveries to multiply: to the richest concentrate, then the best cracking and leaching.

    Only verified recoveries of all rare earths together count. Of several concentrates the one richest in oxide is
    taken, of several leaches the one that recovers most. Without a recovery to a concentrate there is no chain: a leach
    alone would say that nothing is lost before it.
    """
    concentrates, leaches = _concentrates(atlas, deposit_id), _recoveries(atlas, deposit_id, "crack_leach")
    if not concentrates:
        return ()
    chosen = [max(concentrates, key=lambda row: (row["product_treo_percent"], row["process_id"]))]
    chosen += sorted(leaches, key=lambda row: (row["recovery_percent"], row["process_id"]))[-1:]
    return tuple(
        Test(
            recovery_percent=row["recovery_percent"],
            qualifier=row["qualifier"],
            stage=STAGE_WORDS[row["stage"]],
            step=row["step"],
            feed=row["feed"],
            chain=row["chain"],
            source_id=row["source_id"],
        )
        for row in chosen
    )


def _recoveries(atlas: Atlas, deposit_id: str, stage: str) -> list[TableRow]:
    """Return the verified recoveries of all rare earths together at one stage."""
    processes = atlas.processes
    return [
        row
        for row in plain_rows(processes[(processes["deposit_id"] == deposit_id) & (processes["stage"] == stage)])
        if row["element"] in ALL_RARE_EARTHS and row["recovery_percent"] and row["verified"] is not False
    ]


def _concentrates(atlas: Atlas, deposit_id: str) -> list[TableRow]:
    """Return the recoveries to a concentrate whose content of oxide is given."""
    return [row for row in _recoveries(atlas, deposit_id, "concentrate") if row["product_treo_percent"]]


def _poorer_concentrates(atlas: Atlas, deposit_id: str, tests: tuple[Test, ...]) -> Iterable[str]:
    """Yield what must be said where a poorer concentrate than the one drawn keeps more of the oxide."""
    if not tests:
        return
    more = [row for row in _concentrates(atlas, deposit_id) if row["recovery_percent"] > tests[0].recovery_percent]
    for row in sorted(more, key=lambda row: str(row["process_id"])):
        yield (
            f"A poorer concentrate, of {format_figure(row['product_treo_percent'])} % TREO, kept more of it: "
            f"{format_figure(row['recovery_percent'], qualifier=row['qualifier'])} % "
            f"({who_states(atlas, row['source_id'])}). It is not drawn."
        )


# --- rows ---------------------------------------------------------------------------------------------------------


def _plan_rows(
    atlas: Atlas, ore: TableRow, graded: TableRow, product: TableRow | None, contained: float, share: Share | None
) -> Iterable[Row]:
    grade = figure_words(graded, "treo_percent")
    bound = combined_qualifier((ore["qualifier"], qualifier_of(graded, "treo_percent"))) or ""
    yield Row("Ore to be treated", _cited(atlas, ore), f"{figure_words(ore)} t ore/year", (ore["source_id"],))
    yield Row(
        label="Oxide in that ore",
        detail=f"computed: × {grade} % TREO ({_cited(atlas, graded)})",
        text=f"{format_figure(round(contained), qualifier=bound)} {UNIT}",
        source_ids=(ore["source_id"], graded["source_id"]),
        low=contained,
        high=contained,
        start=0.0,
        bound=bound,
        is_computed=True,
    )
    if product is None:
        return
    part = format_number(100 * product["value"] / contained, significant=DIGITS)
    yield Row(
        label="Planned product",
        detail=f"stated ({_cited(atlas, product)}); {part} % of what the ore holds",
        text=f"{figure_words(product)} t REO/year",
        source_ids=(product["source_id"],),
        low=product["value"],
        high=product["value"],
        start=0.0,
        bound=product["qualifier"] or "",
        fill="hollow",
    )
    if share is not None:
        yield _ndpr_row("NdPr oxide in the planned product", product["value"], share, "")


def _test_rows(atlas: Atlas, contained: float, tests: tuple[Test, ...], share: Share | None) -> Iterable[Row]:
    before, bound = contained, ""
    for test in tests:
        after = before * test.recovery_percent / 100
        bound = test.qualifier if test.qualifier not in (None, "exact", "about") else bound
        cited = f"{test.step}: {test.text} recovered from {test.feed} ({who_states(atlas, test.source_id)})"
        lost = "at least " if bound == "up_to" else ""
        yield Row(
            label=f"Lost in {test.stage}",
            detail="",
            text=f"{lost}{format_number(round(before) - round(after))} {UNIT}",
            source_ids=(),
            low=before,
            high=before,
            start=after,
            is_computed=True,
            is_loss=True,
        )
        yield Row(
            label=f"Left after {test.stage}",
            detail=cited,
            text=f"{format_figure(round(after), qualifier=bound)} {UNIT}",
            source_ids=(test.source_id,),
            low=after,
            high=after,
            start=0.0,
            bound=bound,
            is_computed=True,
        )
        before = after
    if share is not None:
        yield _ndpr_row("NdPr oxide in what is left", before, share, bound)


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


def _cited(atlas: Atlas, row: TableRow) -> str:
    return f"{who_states(atlas, row['source_id'])}, {format_date(date_of(row))}"


def _caveats(
    dossier: Dossier, contained: float, product: TableRow | None, tests: tuple[Test, ...], share: Share | None
) -> Iterable[str]:
    if product is not None and product["value"] >= contained:
        yield "The planned product is as much as the ore holds, or more: nothing is left for losses, which none avoids."
    grades = {row["treo_percent"] for row in dossier.stated("treo_percent")}
    if len(grades) > 1:
        yield "Other statements give other grades; the one used is that of the highest standing."
    if not tests:
        yield "No recovery of all rare earths to a concentrate of this deposit is listed, so that no loss can be drawn."
    if len({test.source_id for test in tests}) > 1 or len({test.chain for test in tests} - {None}) > 1:
        yield (
            "The recoveries were reached in separate studies on different feeds; their product is computed here, not a "
            "result that anyone reported. Separation and refining, which lose more, are not in it."
        )
    if share is not None:
        yield f"NdPr: {split_caveat(share)}"
