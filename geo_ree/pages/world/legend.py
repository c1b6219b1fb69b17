"""The legend of the world map, from the theme: what each symbol and line means, and the layer it switches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from geo_ree.layers import symbology
from geo_ree.pages.shared.sites import Site
from geo_ree.webmap import theme
from geo_ree.webmap.symbols import symbol_data

Entry = dict[str, Any]


def legend_groups(sites: Sequence[Site], layers: Collection[str], states: Collection[str]) -> list[dict[str, Any]]:
    """Return the groups of the legend, each with entries of a label, a symbol or a line, and the layer it switches.

    Parameters
    ----------
    sites : sequence of Site
        The deposits compared.
    layers : collection of str
        The layers that hold something; others have no entry.
    states : collection of str
        The states of symbols that occur.
    """
    groups = [
        ("Deposits", [*(_site_entry(site) for site in sites), _entry(symbology.OTHER_DEPOSIT, "others")]),
        ("Plants, by stage", [_entry(group.symbol, name) for name, group in symbology.STAGE_GROUPS.items()]),
        ("Proposed routes", [*route_entries(), *_port_entries()] if "routes" in layers else []),
    ]
    shown = [
        {"title": title, "entries": [entry for entry in entries if entry["layer"] is None or entry["layer"] in layers]}
        for title, entries in groups
    ]
    shown.append(
        {
            "title": "How symbols are filled",
            "entries": [_state_entry(state) for state in symbology.SYMBOL_STATES if state in states],
        }
    )
    return [group for group in shown if group["entries"]]


def _entry(symbol: theme.Symbol, layer: str | None, *, state: str = "solid") -> Entry:
    return {
        "label": symbol.label,
        "symbol": symbol_data(symbol),
        "state": state,
        "layer": layer,
        "line": "",
        "colour": "",
    }


def _site_entry(site: Site) -> Entry:
    symbol = symbol_data(symbology.DEPOSIT, colour=site.colour, scale=0.8)
    return {**_entry(symbology.DEPOSIT, f"deposit-{site.deposit_id}"), "label": site.name, "symbol": symbol}


def _state_entry(state: str) -> Entry:
    symbol = symbol_data(symbology.STAGE_GROUPS["refine"].symbol, colour="soft")
    return {**_entry(symbology.PORT, None, state=state), "label": symbology.SYMBOL_STATES[state], "symbol": symbol}


def route_entries() -> list[Entry]:
    """Return the kinds of line; the first switches all. A route's colour is that of the deposit where it begins."""
    return [
        _line_entry(words, line, "ink", None if place else "routes")
        for place, (line, words) in enumerate(symbology.ROUTE_LINES.items())
    ]


def _port_entries() -> list[Entry]:
    return [_entry(symbology.PORT, "ports"), _entry(symbology.CHANGE_PORT, None)]


def _line_entry(label: str, line: str, colour: str, layer: str | None) -> Entry:
    return {"label": label, "symbol": None, "state": "solid", "layer": layer, "line": line, "colour": colour}
