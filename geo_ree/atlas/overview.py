"""What an atlas holds, at a glance: one line for a terminal, a small table for a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

import pandas

from geo_ree.layers.tables.registry import TABLES

# The tables that the line counts, and what one and several rows of each are called.
SHOWN = MappingProxyType(
    {
        "deposits": ("deposit", "deposits"),
        "facilities": ("plant", "plants"),
        "ports": ("port", "ports"),
        "estimates": ("estimate", "estimates"),
        "sources": ("source", "sources"),
    }
)

Frames = Mapping[str, pandas.DataFrame]


def say_what_it_holds(frames: Frames) -> str:
    """Return in one line what a person asks first: how many deposits in how many countries, and by how many sources."""
    deposits, *others = (_count(len(frames[table]), *nouns) for table, nouns in SHOWN.items())
    countries = _count(frames["deposits"]["country"].nunique(), "country", "countries")
    return ", ".join([f"{deposits} in {countries}", *others])


def atlas_as_html(frames: Frames) -> str:
    """Return a small table of the tables: what to type for each, how many rows it has, what one of them is."""
    rows = "".join(
        f"<tr><td><code>.{escape(name)}</code></td><td>{len(frame)}</td>"
        f'<td style="text-align:left">{escape(TABLES[name].about)}</td></tr>'
        for name, frame in frames.items()
    )
    head = '<tr><th>table</th><th>rows</th><th style="text-align:left">one row is</th></tr>'
    return f"<p>Atlas: {escape(say_what_it_holds(frames))}</p><table>{head}{rows}</table>"


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
