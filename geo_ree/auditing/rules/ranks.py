"""Rules of rank: "second in the world" depends on what is counted, so each basis is computed beside the claim.

No rank is stored or shown by itself. A rank that somebody claims is a figure (``world_rank``); these rules compute
where the deposit stands on each declared basis, and speak where the claim does not hold on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.ranking import Ranking, rank_deposits
from geo_ree.atlas.rows.base import grouped
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.records import Figure
from geo_ree.auditing.rule import Found, Rule
from geo_ree.text.figures import join_words

CLAIMED = "world_rank"
AMONG_DEPOSITS = "rank among deposits"
# How many of those that stand before it a message names.
NAMED = 4


def rank_claims(atlas: Atlas) -> Iterator[Found]:
    """Yield each claimed rank of a deposit that does not hold on every basis, with where it stands on each."""
    records, rankings = atlas.rows, rank_deposits(atlas)
    claims = [row for row in records.figures if row.attribute == CLAIMED and row.is_verified]
    for same in grouped((row for row in claims if row.unit == AMONG_DEPOSITS), "subject_id", "value").values():
        subject_id = same[0].about
        places = [ranked and ranked.place for ranked in (ranking.find(subject_id) for ranking in rankings)]
        if any(place != int(same[0].value) for place in places):
            yield Found.of(subject_id, _message(records, same, rankings), same)


def _message(records: Rows, claims: tuple[Figure, ...], rankings: tuple[Ranking, ...]) -> str:
    subject_id, who = claims[0].about, "; ".join(records.cited(claim) for claim in claims)
    parts = "; ".join(_standing_words(records, ranking, subject_id) for ranking in rankings)
    claimed = (
        f"{records.name(subject_id)} is called number {claims[0].value:g} of the world's deposits ({who}), "
        "without a basis."
    )
    return f"{claimed} Among the deposits of this atlas: {parts}."


def _standing_words(records: Rows, ranking: Ranking, deposit_id: str) -> str:
    words, count, own = ranking.basis.words, len(ranking.deposits), ranking.find(deposit_id)
    if own is None:
        return f"{words}: not among the {count} listed"
    before = tuple(records.name(ranked.deposit_id) for ranked in ranking.larger_than(deposit_id))
    if not before:
        return f"{words}: number 1 of {count}"
    named = before[:NAMED]
    more = len(before) - len(named)
    behind = join_words((*named, f"{more} more")) if more else join_words(named)
    return f"{words}: number {own.place} of {count}, behind {behind}"


RULES = (
    Rule(
        "rank-claim",
        "warning",
        "A rank means something only with its basis: what is counted, of which kind of statement, among whom.",
        "Arithmetic over the statements of this atlas.",
        (),
        rank_claims,
    ),
)
