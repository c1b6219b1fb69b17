"""Totals and the parts they are made of, each total split in ways that count nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo_ree.atlas.rows.base import grouped
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Estimate

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

    total: Estimate
    parts: tuple[Estimate, ...]
    is_complete: bool

    @property
    def rows(self) -> tuple[Estimate, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)

    def gives(self, *columns: str) -> bool:
        """Return whether the total and every part state all of these figures."""
        return all(row.number(column) is not None for row in self.rows for column in columns)

    def values(self, column: str) -> list[float]:
        """Return a figure of each part, which every part is known to state."""
        return [row.stated(column).value for row in self.parts]


def families(records: Rows) -> Iterator[Family]:
    """Yield each total with its parts of the same kind of statement: once by category, once by orebody."""
    by_total = grouped((row for row in records.estimates.values() if row.part_of), "part_of")
    for total in records.estimates.values():
        alike = [
            row
            for row in by_total.get(total.estimate_id, ())
            if row.statement_type == total.statement_type and row.is_verified
        ]
        for parts in _splits(alike, total):
            yield Family(total, parts, _covers(total, parts))


def _splits(parts: Iterable[Estimate], total: Estimate) -> Iterator[tuple[Estimate, ...]]:
    """Yield the parts for the same ground as the total by category, and those for smaller ground by orebody."""
    rows = list(parts)
    same_ground = [row for row in rows if row.orebody == total.orebody]
    elsewhere = [row for row in rows if row.orebody != total.orebody]
    by_orebody = grouped(elsewhere, "orebody").values()
    for several in (_finest(same_ground), [row for group in by_orebody for row in _finest(group)]):
        if len(several) > 1:
            yield tuple(several)


def _finest(rows: Iterable[Estimate]) -> list[Estimate]:
    """Return rows without those that are the sum of others among them."""
    several = list(rows)
    categories = {row.resource_category for row in several}
    sums = {
        union
        for union, members in UNIONS.items()
        if union in categories and _reach(categories - {union}) >= set(members)
    }
    kept = [row for row in several if row.resource_category not in sums]
    # Measured and indicated together beside indicated alone: the smaller is in the larger.
    inside = {member for row in kept for member in UNIONS.get(str(row.resource_category), ())}
    return [row for row in kept if row.resource_category not in inside]


def _reach(categories: Iterable[str | None]) -> set[str]:
    """Return the plain categories that are counted by these."""
    return {member for name in categories if name for member in UNIONS.get(name, (name,))}


def _covers(total: Estimate, parts: Iterable[Estimate]) -> bool:
    rows = list(parts)
    members = set(UNIONS.get(str(total.resource_category), ()))
    same_ground = all(row.orebody == total.orebody for row in rows)
    return bool(members) and same_ground and _reach(row.resource_category for row in rows) == members
