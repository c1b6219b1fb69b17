"""Rules of rank among countries: a claim for one deposit, held against the national reserves of one edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import grouped, unique
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.atlas.rows.records import Figure
from geo_ree.auditing.rule import Found, Rule
from geo_ree.auditing.rules.ranks import CLAIMED
from geo_ree.errors import NoFigures
from geo_ree.market.supply_shares import OTHERS, supply_shares
from geo_ree.text.countries import country_name
from geo_ree.text.figures import format_number, join_words

AMONG_COUNTRIES = "rank among countries"


def country_rank_claims(atlas: Atlas) -> Iterator[Found]:
    """Yield each claimed rank among countries that the national reserves of the newest edition do not bear out."""
    records, listed = atlas.rows, _national_reserves(atlas)
    claims = [
        row for row in records.figures if row.attribute == CLAIMED and row.unit == AMONG_COUNTRIES and row.is_verified
    ]
    if listed is None:
        return
    for same in grouped(claims, "subject_id", "value").values():
        country = same[0].about.upper()
        if _place(listed, country) != int(same[0].value):
            largest = _largest_oxide(records, country)
            message = _message(records, same, country, listed, largest)
            seen = Found.of(country.lower(), message, (*same, *largest))
            yield replace(seen, source_ids=unique([*seen.source_ids, *listed["source_ids"].iloc[0]]))


def _national_reserves(atlas: Atlas) -> pandas.DataFrame | None:
    """Return the reserves by country of the newest edition, the largest first; None where no figure is known."""
    try:
        reserves = supply_shares("reserves", atlas=atlas)
    except NoFigures:
        return None
    return reserves[reserves.index != OTHERS].sort_values("amount", ascending=False, kind="stable")


def _place(listed: pandas.DataFrame, country: str) -> int | None:
    if country not in listed.index:
        return None
    return 1 + int((listed["amount"] > listed.loc[country, "amount"]).sum())


def _largest_oxide(records: Rows, country: str) -> tuple[Estimate, ...]:
    """Return the current statement that gives a deposit of the country the most oxide; empty where there is none."""
    rows = [
        row
        for deposit_id, deposit in records.deposits.items()
        for row in records.current_totals(deposit_id)
        if deposit.country == country and row.is_headline_type and row.contained_treo is not None
    ]
    return tuple(sorted(rows, key=lambda row: -_oxide(row))[:1])


def _oxide(row: Estimate) -> float:
    contained = row.contained_treo
    return 0.0 if contained is None else contained.value


def _message(
    records: Rows, claims: tuple[Figure, ...], country: str, listed: pandas.DataFrame, largest: tuple[Estimate, ...]
) -> str:
    name, first, place = country_name(country), listed.iloc[0], _place(listed, country)
    who = "; ".join(records.cited(claim) for claim in claims)
    stands = f"is number {place} of {len(listed)}" if place else f"is not among the {len(listed)} that have some"
    parts = [
        f"{name} is called number {claims[0].value:g} among countries ({who}).",
        f"By the reserves of {first.publisher} for {first.year} it {stands}.",
        *(_were_it_counted(records, listed, country, row) for row in largest),
    ]
    return " ".join(parts)


def _were_it_counted(records: Rows, listed: pandas.DataFrame, country: str, row: Estimate) -> str:
    amount = _oxide(row)
    larger = listed.index[(listed["amount"] > amount) & (listed.index != country)]
    behind = f", behind {join_words([country_name(str(other)) for other in larger])}" if len(larger) else ""
    return (
        f"Were the {format_number(amount)} million t stated for {records.name(row.about)} "
        f"({records.cited(row)}) a reserve, it would be number {len(larger) + 1}{behind}; a claim is none."
    )


RULES = (
    Rule(
        "country-rank-claim",
        "warning",
        "A rank among countries is a rank by something: here by the reserves that one edition gives each of them.",
        "Arithmetic over the national reserves of the newest edition in this atlas.",
        (),
        country_rank_claims,
    ),
)
