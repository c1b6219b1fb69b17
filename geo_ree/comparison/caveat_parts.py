"""How a caveat is made from the rows or the cells that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo_ree.atlas.deposit_profile import Profile
from geo_ree.atlas.rows.base import Record, unique
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.comparison.headline_cells import HEADLINE_FIGURES
from geo_ree.comparison.records import Caveat, Cell
from geo_ree.comparison.setting import Setting
from geo_ree.text.figures import join_words

Cells = Mapping[str, tuple[Cell, ...]]


def headlines(setting: Setting) -> list[tuple[Profile, Estimate]]:
    """Return the deposits that have a preferred estimate, with it."""
    return [(profile, profile.headline) for profile in setting.profiles if profile.headline is not None]


def names_of(profiles: Iterable[Profile]) -> str:
    """Return the names of deposits as people list them."""
    return join_words([profile.name for profile in profiles])


def profiles_of(setting: Setting, cells: Iterable[Cell]) -> list[Profile]:
    """Return the deposits whose cells these are."""
    wanted = {cell.deposit_id for cell in cells}
    return [profile for profile in setting.profiles if profile.deposit_id in wanted]


def size_caveat(topic: str, rows: Iterable[tuple[Profile, Record]], message: str) -> Caveat:
    """Return a caveat that keeps sizes and grades from one scale."""
    return row_caveat(topic, HEADLINE_FIGURES, rows, message, forbids_bars=True)


def row_caveat(
    topic: str,
    measures: tuple[str, ...],
    rows: Iterable[tuple[Profile, Record]],
    message: str,
    *,
    forbids_bars: bool = False,
) -> Caveat:
    """Return a caveat about rows, with their sources."""
    pairs = list(rows)
    ids = unique(profile.deposit_id for profile, _ in pairs)
    return Caveat(topic, measures, ids, message, unique(row.sources[0] for _, row in pairs), forbids_bars)


def cell_caveat(topic: str, measures: tuple[str, ...], cells: Iterable[Cell], message: str) -> Caveat:
    """Return a caveat that keeps some cells from one scale."""
    found = list(cells)
    sources = unique(source for cell in found for source in cell.source_ids)
    return Caveat(topic, measures, tuple(cell.deposit_id for cell in found), message, sources, forbids_bars=True)
