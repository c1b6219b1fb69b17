"""Where deposits stand among all of the atlas: a place on each basis, because a rank means something only with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.ranking import MATERIAL, OXIDE, Ranked, Ranking, rank_deposits
from geo_ree.atlas.rows.base import unique
from geo_ree.auditing.rules.ranks import AMONG_DEPOSITS, CLAIMED
from geo_ree.charts.axes import LogAxis
from geo_ree.charts.rows import Group, Panel, Row, name_of
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.figures import format_figure, join_words
from geo_ree.text.labels import STATEMENT_TYPES, capital, say

UNIT = "million t"
QUANTITIES = {MATERIAL: "Material or ore", OXIDE: "Contained rare-earth oxide (TREO)"}
# How many of those that stand before a deposit are named.
NAMED = 4


@dataclass(frozen=True)
class RankChart:
    """The places of some deposits on each basis, a panel for each quantity.

    Examples
    --------
    >>> import geo_ree
    >>> chart = rank_chart(geo_ree.load_atlas(), ("beylikova",))
    >>> [row.text for panel in chart.panels for row in panel.rows][:2]
    ['number 6 of 32', 'number 3 of 34']
    """

    panels: tuple[Panel, ...]
    caveats: tuple[str, ...]
    source_ids: tuple[str, ...]

    title = "A rank depends on what is counted"
    says = (
        "Where a deposit stands among those of this atlas, on each basis: what is counted, and which statements. The "
        "thin lines are the other deposits. For each the statement to prefer counts, among those that the basis "
        "admits: totals for the whole deposit that somebody has read and no newer one replaces. Filled: reported under "
        "a code; pale: under a state's classification; hollow: under no code. A diamond was computed from tonnage and "
        "grade."
    )


def rank_chart(atlas: Atlas, deposit_ids: Iterable[str]) -> RankChart | None:
    """Return the places of some deposits; None where none of them has one on any basis."""
    ids, rankings = tuple(deposit_ids), rank_deposits(atlas)
    if not any(ranking.find(deposit_id) for ranking in rankings for deposit_id in ids):
        return None
    panels = tuple(
        _panel(atlas, ids, quantity, [ranking for ranking in rankings if ranking.basis.quantity == quantity])
        for quantity in QUANTITIES
    )
    claimed = tuple(_claims(atlas, ids))
    counted = (ranked.statement.source_id for ranking in rankings for ranked in ranking.deposits)
    sources = unique([*(source for _, source in claimed), *counted])
    return RankChart(panels, (*_caveats(), *unique(words for words, _ in claimed)), sources)


def _panel(atlas: Atlas, ids: tuple[str, ...], quantity: str, rankings: Sequence[Ranking]) -> Panel:
    groups = tuple(
        Group(name_of(atlas, deposit_id, ids), position, tuple(_row(atlas, one, deposit_id) for one in rankings))
        for position, deposit_id in enumerate(ids)
    )
    amounts = [ranked.amount for ranking in rankings for ranked in ranking.deposits if ranked.amount.value > 0]
    axis = LogAxis.close_around([end for amount in amounts for end in (amount.value, amount.upper)])
    return Panel(QUANTITIES[quantity], UNIT, axis, groups)


def _row(atlas: Atlas, ranking: Ranking, deposit_id: str) -> Row:
    own, count = ranking.find(deposit_id), len(ranking.deposits)
    others = tuple(
        one.amount.value for one in ranking.deposits if one.deposit_id != deposit_id and one.amount.value > 0
    )
    label = capital(ranking.basis.words)
    if own is None:
        return Row(label, "no statement of it counts here", f"not among the {count}", (), others=others)
    return Row(
        label=label,
        detail="; ".join(filter(None, (_behind(atlas, ranking, deposit_id), _stated(atlas, own)))),
        text=f"number {own.place} of {count}",
        source_ids=(own.statement.source_id,),
        low=own.amount.value,
        high=own.amount.upper,
        bound=own.amount.qualifier or "",
        fill=_fill(own),
        is_computed=own.amount.is_computed,
        others=others,
    )


def _behind(atlas: Atlas, ranking: Ranking, deposit_id: str) -> str:
    before = tuple(atlas.rows.name(ranked.deposit_id) for ranked in ranking.larger_than(deposit_id))
    more = len(before) - NAMED
    named = (*before[:NAMED], f"{more} more") if more > 0 else before
    return f"behind {join_words(named)}" if before else ""


def _stated(atlas: Atlas, own: Ranked) -> str:
    """Return the amount that counts and who states it: ``12.5 million t, claim of Anadolu Agency, October 2025``."""
    kind = say(own.statement.statement_type, STATEMENT_TYPES)
    return f"{own.amount.figure} {UNIT}, {kind} ({atlas.rows.cited(own.statement)})"


def _fill(own: Ranked) -> str:
    """Return how a mark is filled: solid under a code, pale under a state's classes, else hollow."""
    code = own.statement.reporting_code
    return "hollow" if code == "none" else "solid" if code in CRIRSCO_CODES else "pale"


def _claims(atlas: Atlas, ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each rank that somebody claims for one of the deposits, with its source."""
    for deposit_id in ids:
        figures = atlas.rows.figures_by_subject.get(deposit_id, ())
        claims = [row for row in figures if row.attribute == CLAIMED and row.unit == AMONG_DEPOSITS and row.is_verified]
        for value in dict.fromkeys(row.value for row in claims):
            same = [row for row in claims if row.value == value]
            words = (
                f"{atlas.rows.name(deposit_id)} is called number {format_figure(value)} of the world's deposits "
                f"({atlas.rows.cited_list(same)}), without a basis."
            )
            yield from ((words, row.source_id) for row in same)


def _caveats() -> Iterator[str]:
    yield "The lists hold the deposits of this atlas of which such an amount is stated, and not all of the world."
    yield (
        "The statements are of different dates, kinds and weights: a place says no more than how large a figure was "
        "stated."
    )
