"""Whether a plan can come true: its recovery, its product, its thorium."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import Record, grouped
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Byproduct, Estimate
from geo_ree.atlas.rows.records import ANSWERABLE, Figure
from geo_ree.atlas.rows.supply_chain import Plant, RecoveryStep
from geo_ree.auditing.rule import Found, Rule
from geo_ree.auditing.rules.quantities import is_printed_as_product
from geo_ree.auditing.wording import computed_words
from geo_ree.processing.recovery import DIGITS, RecoveryChain, recovery_chains
from geo_ree.text.figures import format_number, format_tonnes, join_words

ORE = "industrial_throughput_t_ore_per_year"
PRODUCT = "industrial_output_treo_t_per_year"
WORLD_OUTPUT = "mine_production_t_reo"
PRODUCT_UNIT = re.compile(r"t (T?REO|rare[- ]earth)")
# Statements that say nothing of the ore that a plant would be fed with.
NOT_TO_PLAN_ON = ("sample", "historical", "exploration_target")
# Where no process is cited: nobody brings nearly all of the rare earths from the ore into a product.
HIGHEST_CREDIBLE = 90.0
# Thorium-232 decays at 4.06 Bq per microgram; the transport rules exempt natural material up to ten times 1 Bq/g.
BECQUEREL_PER_GRAM_PER_PPM = 0.00406
EXEMPT_BECQUEREL_PER_GRAM = 10.0


@dataclass(frozen=True)
class Plan:
    """What a deposit's plant is to treat and to make a year, t, with the statement that gives the grade of the ore."""

    deposit_id: str
    ore: Figure
    product: Figure
    statement: Estimate

    @property
    def grade(self) -> float:
        """The grade of the ore, % TREO."""
        return self.statement.stated("treo_percent").value

    @property
    def oxide(self) -> float:
        """The oxide in the ore to be treated, t a year."""
        return self.ore.value * self.grade / 100

    @property
    def ore_words(self) -> str:
        """The ore to be treated and its grade: ``570,000 t of ore at 1.75 %``."""
        return f"{format_tonnes(self.ore.value)} of ore at {self.statement.stated('treo_percent').words} %"

    @property
    def rows(self) -> tuple[Record, ...]:
        """The rows that state it."""
        return self.ore, self.product, self.statement


def plan_needs_full_recovery(atlas: Atlas) -> Iterator[Found]:
    """Find plans whose product holds more of the oxide in the ore than any cited process has recovered."""
    records = atlas.rows
    best = _best_recovery(records)
    reached = max([HIGHEST_CREDIBLE, *map(_upper, best)])
    for plan in _plans(records):
        recovery = plan.product.value / plan.oxide * 100
        if recovery > reached:
            message = (
                f"{format_tonnes(plan.product.value)} of oxide a year from {plan.ore_words} "
                f"({records.cited(plan.statement)}) means that {computed_words(recovery)} % of the oxide is won at "
                f"{records.name(plan.deposit_id)}; {_best_words(records, best)}.{_origin_of_the_grade(plan)}"
            )
            yield Found.of(plan.deposit_id, message, (*plan.rows, *best))


def _origin_of_the_grade(plan: Plan) -> str:
    """Return a hint that the grade was made from the plan, where product over ore is the grade; else empty text."""
    pull = plan.product.value / plan.ore.value * 100
    if abs(pull / plan.grade - 1) >= 0.01:
        return ""
    return (
        f" {format_number(plan.product.value)} / {format_number(plan.ore.value)} is {computed_words(pull, 4)} %, so "
        "the grade may have been made from the plan."
    )


def _plans(records: Rows) -> Iterator[Plan]:
    """Yield each plan of which ore, product and grade are all stated as numbers."""
    for deposit_id in records.estimates_by_deposit:
        ore, product = (weighed_figure(records, deposit_id, name) for name in (ORE, PRODUCT))
        graded = [
            row
            for row in records.current_totals(deposit_id)
            if row.definite("treo_percent") and row.statement_type not in NOT_TO_PLAN_ON
        ]
        graded.sort(key=lambda row: (not row.is_preferred, row.publisher_kind not in ANSWERABLE))
        if ore and product and graded:
            yield Plan(deposit_id, ore, product, graded[0])


def weighed_figure(records: Rows, deposit_id: str, attribute: str) -> Figure | None:
    """Return the figure to weigh a plan by: read, not zero, not mis-stated, best a number by who answers for it."""
    read = [
        row
        for row in records.figures_by_subject.get(deposit_id, ())
        if row.attribute == attribute and row.is_verified and row.value and not is_printed_as_product(row)
    ]
    return min(read, key=lambda row: (row.stated().is_bound, not row.is_answerable), default=None)


def _best_recovery(records: Rows) -> list[RecoveryStep]:
    """Return the cited process, as a list of one, that brings most of the rare earths all the way; empty for none."""
    whole = [row for row in _recoveries(records.steps) if row.recovery_scope == "overall"]
    return [max(whole, key=_upper)] if whole else []


def _recoveries(steps: Iterable[RecoveryStep]) -> list[RecoveryStep]:
    """Return the steps that were read and state a recovery of the rare earths together."""
    return [row for row in steps if row.recovery is not None and row.is_of_all_rare_earths and row.is_verified]


def _upper(row: RecoveryStep) -> float:
    return row.stated("recovery_percent").upper


def _best_words(records: Rows, best: list[RecoveryStep]) -> str:
    most = f"{best[0].stated('recovery_percent').words} % ({records.cited(best[0])})" if best else ""
    if best and _upper(best[0]) >= HIGHEST_CREDIBLE:
        return f"the most that a cited process reaches is {most}"
    allowed = f"this audit allows {format_number(HIGHEST_CREDIBLE)} % at the most"
    return f"{allowed}, and the most that a cited process reaches is {most}" if best else allowed


def plan_above_its_laboratory(atlas: Atlas) -> Iterator[Found]:
    """Find plans whose product is more than the tests on the deposit's own ore would give."""
    records = atlas.rows
    for plan in _plans(records):
        chains = recovery_chains(atlas, plan.deposit_id)
        if not chains or plan.product.value <= max(chain.share for chain in chains) * plan.oxide:
            continue
        would = "; ".join(_chain_words(records, chain, plan.oxide) for chain in chains)
        message = (
            f"From {plan.ore_words} the laboratory recoveries of {records.name(plan.deposit_id)} would give less oxide "
            f"a year than the {format_tonnes(plan.product.value)} of the plan ({records.cited(plan.product)}): "
            f"{would}. The samples are old and not all of one feed, so this shows the gap and forecasts nothing."
        )
        yield Found.of(plan.deposit_id, message, (*plan.rows, *(step for chain in chains for step in chain.steps)))


def _chain_words(records: Rows, chain: RecoveryChain, oxide: float) -> str:
    factors = " × ".join(f"{step.stated('recovery_percent').words} % ({records.cited(step)})" for step in chain.steps)
    left = format_tonnes(chain.recovered(oxide).value, significant=DIGITS)
    return f"{factors} = {computed_words(chain.share * 100, DIGITS)} %, {left}"


def product_above_world_output(atlas: Atlas) -> Iterator[Found]:
    """Find figures given as rare-earth product of one place that pass what the whole world mines."""
    records = atlas.rows
    world = [row for row in records.figures_by_subject.get("world", ()) if row.attribute == WORLD_OUTPUT]
    newest = max(world, key=lambda row: (row.as_of or "", row.published_date or ""), default=None)
    for row, value in _yearly_products(records):
        if newest is None or value <= newest.value:
            continue
        who = f" ({records.cited(row)})" if isinstance(row, Figure) else ""
        message = (
            f"{format_number(value)} t a year at {records.name(row.about)}{who} are printed as rare earths, more "
            f"than the {format_number(newest.value)} t of oxide that the whole world mined in {newest.as_of} "
            f"({records.cited(newest)}). It can only be ore or another material."
        )
        yield Found.of(row.about, message, (row, newest))


def _yearly_products(records: Rows) -> Iterator[tuple[Figure | Plant, float]]:
    """Yield what one place is said to make, or to be able to make, t of rare earths a year."""
    yield from ((row, row.value) for row in records.figures if _is_yearly_product(row))
    for plant in records.plants.values():
        if plant.capacity_t_per_year and "ore" not in str(plant.capacity_of).split():
            yield plant, plant.capacity_t_per_year


def _is_yearly_product(row: Figure) -> bool:
    """Return whether a figure of one place is given, or printed, as rare earths a year."""
    if len(row.subject_id) == 2 or row.subject_id == "world" or "/year" not in row.unit:
        return False
    if "throughput" in row.attribute:
        return is_printed_as_product(row) and "rare" in f"{row.value_as_printed} {row.note}".lower()
    return bool(PRODUCT_UNIT.match(row.unit))


def recoveries_multiplied(atlas: Atlas) -> Iterator[Found]:
    """Find chains of recoveries whose steps are of other feeds or of other sources."""
    records = atlas.rows
    stated = [row for row in records.steps if row.chain and row.recovery is not None]
    for chain, steps in grouped(stated, "chain").items():
        sources, deposits = {row.source_id for row in steps}, {row.deposit_id for row in steps}
        if len(sources) < 2 and len(deposits) < 2:
            continue
        named = [f"{row.stated('recovery_percent').words} % of {row.feed} ({records.cited(row)})" for row in steps]
        message = (
            f"The chain {chain!r} joins recoveries of different feeds: {join_words(named)}. Their product says what "
            "was reached in separate tests, not what one ore would give."
        )
        yield Found.of(steps[0].about, message, steps)


def thorium_in_product(atlas: Atlas) -> Iterator[Found]:
    """Find plans whose thorium would make the concentrate a radioactive good, were it to follow the rare earths."""
    records = atlas.rows
    for deposit_id in records.estimates_by_deposit:
        ore, planned = weighed_figure(records, deposit_id, ORE), _least_thorium(records, deposit_id)
        if ore is None or planned is None:
            continue
        quantity = planned.stated("quantity").value
        ppm = quantity / ore.value * 1e6
        richer = EXEMPT_BECQUEREL_PER_GRAM / ppm / BECQUEREL_PER_GRAM_PER_PPM
        message = (
            f"{format_number(quantity)} t of thorium a year from {format_tonnes(ore.value)} of ore at "
            f"{records.name(deposit_id)} ({records.cited(planned)}) mean at least {computed_words(ppm)} ppm in the "
            f"ore, {computed_words(ppm * BECQUEREL_PER_GRAM_PER_PPM, 2)} Bq/g. Should thorium follow the rare earths, "
            f"a concentrate richer than the ore by a factor of {computed_words(richer, 2)} would pass the "
            f"{format_number(EXEMPT_BECQUEREL_PER_GRAM)} Bq/g above which it travels as radioactive."
        )
        yield Found.of(deposit_id, message, (planned, ore))


def _least_thorium(records: Rows, deposit_id: str) -> Byproduct | None:
    """Return the plan for a deposit's thorium that names the least, but some; None where there is none."""
    plans = {
        row: row.quantity
        for row in records.byproducts_by_deposit.get(deposit_id, ())
        if (row.commodity, row.unit) == ("thorium", "t/year") and row.quantity
    }
    return min(plans, key=lambda row: plans[row], default=None)


RULES = (
    Rule(
        "plan-needs-full-recovery",
        "error",
        "A plan does not win more of the oxide than any process does.",
        "Arithmetic, against the best cited recovery from ore to product, or 90 % where none is higher.",
        (),
        plan_needs_full_recovery,
    ),
    Rule(
        "plan-above-its-laboratory",
        "warning",
        "A plan is held against the tests on its own ore.",
        "Arithmetic over published laboratory recoveries.",
        (),
        plan_above_its_laboratory,
    ),
    Rule(
        "product-above-world-output",
        "error",
        "One plant does not make more rare earths than the whole world mines.",
        "Comparison with the world's mine output by USGS.",
        ("usgs-mcs-2026-data",),
        product_above_world_output,
    ),
    Rule(
        "recoveries-multiplied",
        "note",
        "Recoveries multiply along one chain of one feed only.",
        "Definition of a recovery: it holds for the feed it was reached on.",
        (),
        recoveries_multiplied,
    ),
    Rule(
        "thorium-in-product",
        "note",
        "Thorium that follows the rare earths makes their concentrate a radioactive good.",
        (
            "Activity of thorium-232 (4.06 kBq/g), against 10 Bq/g: ten times the exempt concentration of "
            "natural thorium, as the IAEA's transport regulations (SSR-6) and the national rules made from "
            "them allow for natural material."
        ),
        ("nrrc-safe-transport",),
        thorium_in_product,
    ),
)
