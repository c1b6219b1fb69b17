"""Which sources state their figures themselves, and what is left of the tables when only those count.

A source is *primary* unless it relays another one (``relays`` in ``sources.csv``), gathers what others state (``kind``
``aggregate``) or stands for none that was read (``kind`` ``none``). A newspaper that heard a minister itself relays
nobody; one that reprints an agency does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas

SECOND_HAND_KINDS = ("aggregate", "none")
# The tables whose rows are published figures or events; places and plants stay, whoever locates them.
FIGURE_TABLES = ("estimates", "element_shares", "byproducts", "figures", "events", "prices", "processes", "freight")
# What a row may say of a statement that is left out is emptied; not ``part_of``, which would make a total of a part.
EMPTIED = {"estimates": "superseded_by", "element_shares": "estimate_id"}


def is_primary(source: Mapping[str, Any]) -> bool:
    """Return whether a source states its figures itself.

    Examples
    --------
    >>> is_primary({"kind": "media", "relays": None}), is_primary({"kind": "media", "relays": "Anadolu Agency"})
    (True, False)
    """
    return not source["relays"] and source["kind"] not in SECOND_HAND_KINDS


def with_primary_marked(sources: pandas.DataFrame) -> pandas.DataFrame:
    """Return the sources with the column ``is_primary``."""
    rows: list[Any] = sources.to_dict("records")
    return sources.assign(is_primary=pandas.Series([is_primary(row) for row in rows], index=sources.index, dtype=bool))


def primary_frames(frames: Mapping[str, pandas.DataFrame]) -> dict[str, pandas.DataFrame]:
    """Return the tables without the rows that rest on no primary source.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Every table by name, as ``geo_ree.layers.folder.load_tables`` gives them.

    Returns
    -------
    dict of str to DataFrame
        The same tables. A statement that only one left out replaces counts as living again; a part of one left out
        stays a part.
    """
    sources = with_primary_marked(frames["sources"])
    primary = set(sources.index[sources["is_primary"]])
    kept = dict(frames)
    for name in FIGURE_TABLES:
        kept[name] = frames[name][frames[name]["source_id"].isin(primary)]
    for name, column in EMPTIED.items():
        known = kept[name][column].isin(kept["estimates"].index)
        kept[name] = kept[name].assign(**{column: kept[name][column].where(known, None)})
    return kept
