"""Totals and the parts they are made of, each total split in ways that count nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo_ree.atlas.dossiers import Row
from geo_ree.auditing.ledger import Ledger, grouped

# A category that is the sum of others, and those.
UNIONS = {
    "measured_indicated": ("measured", "indicated"),
    "measured_indicated_inferred": ("measured", "indicated", "inferred"),
    "proved_probable": ("proved", "probable"),
}


@dataclass(frozen=True)
class Family:
    """One total and one way to split it.

    ``is_complete`` says that the categories of the parts are all those of the total: then nothing is missing. Parts by
    orebody may leave some out.
    """

    total: Row
    parts: tuple[Row, ...]
    is_complete: bool


def families(ledger: Ledger) -> Iterator[Family]:
    """Yield each total with its parts of the same kind of statement: once by category, once by orebody."""
    by_total = grouped((row for row in ledger.rows["estimates"] if row["part_of"]), "part_of")
    for total in ledger.rows["estimates"]:
        alike = [
            row
            for row in by_total.get(str(total["estimate_id"]), ())
            if row["statement_type"] == total["statement_type"] and row["verified"] is not False
        ]
        for parts in _ways_to_split(alike, total):
            yield Family(total, parts, _covers(total, parts))


def _ways_to_split(parts: Iterable[Row], total: Row) -> Iterator[tuple[Row, ...]]:
    """Yield the parts for the same ground as the total by category, and those for smaller ground by orebody."""
    rows = list(parts)
    same_ground = [row for row in rows if row["orebody"] == total["orebody"]]
    elsewhere = [row for row in rows if row["orebody"] != total["orebody"]]
    by_orebody = grouped(elsewhere, "orebody").values()
    for several in (_finest(same_ground), [row for group in by_orebody for row in _finest(group)]):
        if len(several) > 1:
            yield tuple(several)


def _finest(rows: Iterable[Row]) -> list[Row]:
    """Return rows without those that are the sum of others among them."""
    several = list(rows)
    categories = {row["resource_category"] for row in several}
    sums = {
        union
        for union, members in UNIONS.items()
        if union in categories and _reach(categories - {union}) >= set(members)
    }
    kept = [row for row in several if row["resource_category"] not in sums]
    # Measured and indicated together beside indicated alone: the smaller is in the larger.
    inside = {member for row in kept for member in UNIONS.get(str(row["resource_category"]), ())}
    return [row for row in kept if row["resource_category"] not in inside]


def _reach(categories: Iterable[str | None]) -> set[str]:
    """Return the plain categories that are counted by these."""
    return {member for name in categories if name for member in UNIONS.get(name, (name,))}


def _covers(total: Row, parts: Iterable[Row]) -> bool:
    rows = list(parts)
    members = set(UNIONS.get(str(total["resource_category"]), ()))
    same_ground = all(row["orebody"] == total["orebody"] for row in rows)
    return bool(members) and same_ground and _reach(row["resource_category"] for row in rows) == members
