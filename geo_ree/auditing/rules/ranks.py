"""Rules of rank: "second in the world" depends on what is counted, so each basis is worked out beside the claim.

No rank is stored or shown by itself. A rank that somebody claims is a figure (``world_rank``); these rules compute
where the deposit stands on each declared basis, and speak where the claim does not hold on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import Row
from geo_ree.atlas.preference import in_order_of_preference
from geo_ree.auditing.ledger import Ledger, entries, found, grouped, ledger_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.text.figures import join_words

CLAIMED = "world_rank"
AMONG_DEPOSITS = "rank among deposits"
STATED = ("resource", "reserve", "national_statistic", "historical", "claim")
RESOURCES = ("resource", "reserve", "national_statistic")
# How many of those that stand before it a message names.
NAMED = 4


@dataclass(frozen=True)
class Basis:
    """What is counted: the words for it, the amount of a statement, which ones count, and whether only the largest."""

    words: str
    amount: Callable[[Row], float | None]
    counts: Callable[[Row], bool]
    largest: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a deposit stands on one basis: its place, of how many, behind whom; no place where it is not listed."""

    basis: Basis
    place: int | None
    count: int
    before: tuple[str, ...]


def material(row: Row) -> float | None:
    """Return the material of a statement, million t."""
    return None if row["ore_million_t"] is None else float(row["ore_million_t"])


def oxide(row: Row) -> float | None:
    """Return the contained TREO of a statement, million t: as stated, else material × grade of the same statement."""
    stated = row["treo_million_t"] if row["treo_million_t"] is not None else row["treo_million_t_computed"]
    return None if stated is None else float(stated)


BASES = (
    Basis("by material, claims counted", material, lambda row: row["statement_type"] in STATED),
    Basis("by contained oxide, claims counted", oxide, lambda row: row["statement_type"] in STATED),
    Basis(
        "by the most oxide that any statement gives, exploration targets counted too",
        oxide,
        lambda row: row["statement_type"] in (*STATED, "exploration_target"),
        largest=True,
    ),
    Basis("by contained oxide in resources and reserves", oxide, lambda row: row["statement_type"] in RESOURCES),
    Basis("by contained oxide in signed reports", oxide, lambda row: row["claim_status"] == "code_compliant"),
)


def rank_claims(atlas: Atlas) -> Iterator[Found]:
    """Yield each claimed rank of a deposit that does not hold on every basis, with where it stands on each."""
    ledger = ledger_of(atlas)
    claims = [row for row in ledger.rows["figures"] if row["attribute"] == CLAIMED and row["verified"] is not False]
    for same in grouped((row for row in claims if row["unit"] == AMONG_DEPOSITS), "subject_id", "value").values():
        subject_id = str(same[0]["subject_id"])
        standings = standings_of(atlas, subject_id)
        if any(standing.place != int(same[0]["value"]) for standing in standings):
            yield found(subject_id, _message(ledger, same, standings), entries("figures", same))


def standings_of(atlas: Atlas, deposit_id: str) -> tuple[Standing, ...]:
    """Return where a deposit stands among all deposits of the atlas, on each basis of :data:`BASES`.

    For each deposit the statement to prefer counts (or the largest, where the basis says so), among those that the
    basis admits: totals for the whole deposit, read in a source, and not replaced by a newer one of the same party.
    """
    ledger = ledger_of(atlas)
    order = list(in_order_of_preference(atlas.estimates).index)
    return tuple(_standing(basis, _amounts(ledger, basis, order), deposit_id, ledger) for basis in BASES)


def _amounts(ledger: Ledger, basis: Basis, order: list[str]) -> Mapping[str, float]:
    """Return the amount of each deposit on a basis."""
    places = {estimate_id: place for place, estimate_id in enumerate(order)}
    amounts = {}
    for deposit_id in ledger.estimates:
        rows = [row for row in ledger.whole(deposit_id) if basis.counts(row) and basis.amount(row) is not None]
        if rows:
            best = min(rows, key=lambda row: places[str(row["estimate_id"])])
            counted = rows if basis.largest else [best]
            amounts[deposit_id] = max(float(basis.amount(row) or 0) for row in counted)
    return amounts


def _standing(basis: Basis, amounts: Mapping[str, float], deposit_id: str, ledger: Ledger) -> Standing:
    own = amounts.get(deposit_id)
    if own is None:
        return Standing(basis, None, len(amounts), ())
    larger = sorted((other for other in amounts if amounts[other] > own), key=lambda other: (-amounts[other], other))
    return Standing(basis, len(larger) + 1, len(amounts), tuple(ledger.name(other) for other in larger))


def _message(ledger: Ledger, claims: tuple[Row, ...], standings: tuple[Standing, ...]) -> str:
    name, who = ledger.name(str(claims[0]["subject_id"])), "; ".join(ledger.cited(claim) for claim in claims)
    parts = "; ".join(_standing_words(standing) for standing in standings)
    claimed = f"{name} is called number {claims[0]['value']:g} of the world's deposits ({who}), without a basis."
    return f"{claimed} Among the deposits of this atlas: {parts}."


def _standing_words(standing: Standing) -> str:
    words = standing.basis.words
    if standing.place is None:
        return f"{words}: not among the {standing.count} listed"
    if not standing.before:
        return f"{words}: number 1 of {standing.count}"
    named = standing.before[:NAMED]
    more = len(standing.before) - len(named)
    behind = join_words((*named, f"{more} more")) if more else join_words(named)
    return f"{words}: number {standing.place} of {standing.count}, behind {behind}"


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
