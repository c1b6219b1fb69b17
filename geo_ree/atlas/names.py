"""Which deposit, plant or port is meant by an id or by a name.

Case, accents, spaces, hyphens and dots do not matter. An id goes before a name: who types the id of one thing does not
mean another that is called so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas

from geo_ree.errors import AmbiguousName, UnknownId, fold

PLACED_TABLES = ("deposits", "facilities", "ports")
# What one row of these tables is, in the words of an error.
KINDS = MappingProxyType({("deposits",): "deposit", PLACED_TABLES: "deposit, plant or port"})

Owners = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Names:
    """The ids of the deposits, plants and ports of an atlas, and what they are called.

    ``tables`` gives the table of each id, ``called`` the pairs of a name and an id; ``by_id`` and ``by_name`` give the
    ids whose id, or one of whose names, is the same once folded.
    """

    tables: Mapping[str, str]
    called: tuple[tuple[str, str], ...]
    by_id: Owners
    by_name: Owners

    def resolve(self, given: str, tables: tuple[str, ...] = PLACED_TABLES) -> str:
        """Return the id that is meant by ``given`` among the rows of some tables.

        Raises
        ------
        UnknownId
            Where nothing is called so; with the nearest ids and names.
        AmbiguousName
            Where several are; with their ids.
        """
        if isinstance(given, str) and self.tables.get(given) in tables:
            return given
        for owners in (self.by_id, self.by_name):
            meant = [one for one in owners.get(fold(given), ()) if self.tables[one] in tables]
            if len(meant) > 1:
                raise AmbiguousName(KINDS[tables], given, meant)
            if meant:
                return meant[0]
        ids = [one for one, table in self.tables.items() if table in tables]
        raise UnknownId(KINDS[tables], given, ids, names=(name for name, one in self.called if one in ids))


def names_of(frames: Mapping[str, pandas.DataFrame]) -> Names:
    """Return the names by which the deposits, plants and ports of some tables are known."""
    tables = {str(one): table for table in PLACED_TABLES for one in frames[table].index}
    shown = [pair for table in PLACED_TABLES for pair in _shown_names(frames[table])]
    called = (*shown, *(pair for pair in _other_names(frames["places"]) if pair[1] in tables))
    return Names(
        tables=MappingProxyType(tables),
        called=called,
        by_id=_owners((one, one) for one in tables),
        by_name=_owners(called),
    )


def _shown_names(frame: pandas.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield each name with its id, and again without what stands in brackets behind it."""
    for one, name in zip(frame.index, frame["name"], strict=True):
        yield str(name), str(one)
        yield str(name).split(" (")[0], str(one)


def _other_names(places: pandas.DataFrame) -> Iterator[tuple[str, str]]:
    named = places[(places["kind"] == "name").to_numpy(bool)]
    yield from zip(named["value"], named["subject_id"], strict=True)


def _owners(called: Iterable[tuple[str, str]]) -> Owners:
    """Return folded name -> the ids that are called so, in the order of the tables."""
    owners: dict[str, dict[str, None]] = {}
    for name, one in called:
        owners.setdefault(fold(name), {})[one] = None
    return MappingProxyType({name: tuple(ids) for name, ids in owners.items()})
