"""All charts that the data of some deposits allow, in the order of a reading, and why the others are not drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.charts.estimates import EstimateLadder, estimate_ladder
from geo_ree.charts.grade_tonnage import GradeTonnage, grade_tonnage
from geo_ree.charts.ndpr import NdPrRange, ndpr_range
from geo_ree.charts.patterns import RarePatterns, rare_patterns
from geo_ree.charts.plan import PlanWaterfall, plan_waterfall
from geo_ree.charts.revenue import RevenueMix, revenue_mix

RowChart = EstimateLadder | NdPrRange | PlanWaterfall | RevenueMix
Chart = RowChart | GradeTonnage | RarePatterns
NEEDS = {
    "estimates": "no statement gives a size",
    "grade_tonnage": "no statement gives both a tonnage and a grade",
    "patterns": "no analysis gives enough rare-earth oxides",
    "ndpr": "there is no deposit with both a statement of contained oxide and an analysis of Nd and Pr",
    "plan": "no plan gives a yearly throughput of ore beside a grade, and a product or a recovery",
    "revenue": "no planned product has both a split by oxide and prices",
}
HEADINGS = {
    "estimates": EstimateLadder.title,
    "grade_tonnage": GradeTonnage.title,
    "patterns": RarePatterns.title,
    "ndpr": NdPrRange.title,
    "plan": "A plan, from ore to oxide",
    "revenue": "What planned products would fetch",
}


@dataclass(frozen=True)
class Collection:
    """The charts of some deposits: (kind, chart) in order, and (heading, reason) of those that data do not allow."""

    charts: tuple[tuple[str, Chart], ...]
    absent: tuple[tuple[str, str], ...]


def collect_charts(atlas: Atlas, deposit_ids: Iterable[str]) -> Collection:
    """Return every chart of some deposits; plans and revenues one for each deposit that has them."""
    ids = tuple(deposit_ids)
    charts = tuple((kind, chart) for kind, make in _MAKERS.items() for chart in make(atlas, ids))
    drawn = {kind for kind, _ in charts}
    return Collection(charts, tuple((HEADINGS[kind], NEEDS[kind]) for kind in _MAKERS if kind not in drawn))


Maker = Callable[[Atlas, tuple[str, ...]], Iterator[Chart]]


def _one(make: Callable[[Atlas, Iterable[str]], Chart | None]) -> Maker:
    def yield_it(atlas: Atlas, ids: tuple[str, ...]) -> Iterator[Chart]:
        chart = make(atlas, ids)
        if chart is not None:
            yield chart

    return yield_it


def _plans(atlas: Atlas, ids: tuple[str, ...]) -> Iterator[Chart]:
    plans = (plan_waterfall(atlas, deposit_id, position=place) for place, deposit_id in enumerate(ids))
    yield from (plan for plan in plans if plan is not None)


def _revenues(atlas: Atlas, ids: tuple[str, ...]) -> Iterator[Chart]:
    mixes = (revenue_mix(atlas, deposit_id, position=place) for place, deposit_id in enumerate(ids))
    yield from (mix for mix in mixes if mix is not None)


_MAKERS: dict[str, Maker] = {
    "estimates": _one(estimate_ladder),
    "grade_tonnage": _one(grade_tonnage),
    "patterns": _one(rare_patterns),
    "ndpr": _one(ndpr_range),
    "plan": _plans,
    "revenue": _revenues,
}
