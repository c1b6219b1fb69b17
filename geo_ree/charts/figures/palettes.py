"""The colours of the plots: those of the pages, light and dark, and two sets for print, on white paper.

``tests/charts/figures/test_palettes.py`` measures that words can be read on their paper, and that the deposits of a
pair stay apart for every reader and in every palette; marks differ in shape too.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo_ree.errors import UnknownOption
from geo_ree.layers import symbology
from geo_ree.webmap import theme

WHITE = {"paper": "#ffffff", "card": "#ffffff", "halo": "#ffffff", "line": "#dcdcdc"}
# Neighbours in this order are far apart in lightness, and each is dark enough for words on white.
GREYS = {
    "deposit-1": "#000000",
    "deposit-2": "#707070",
    "deposit-3": "#333333",
    "deposit-4": "#5a5a5a",
    "ink": "#000000",
    "soft": "#4d4d4d",
    "strong": "#a6a6a6",
}
PALETTES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "light": theme.LIGHT,
        "dark": theme.DARK,
        "print": MappingProxyType({**theme.LIGHT, **WHITE}),
        "grey": MappingProxyType({**theme.LIGHT, **WHITE, **GREYS}),
    }
)


def check_palette(name: str) -> str:
    """Return the name of a palette that exists.

    Raises
    ------
    UnknownOption
        Where no palette is called so.
    """
    if name not in PALETTES:
        raise UnknownOption("palette", name, PALETTES)
    return name


def colour_of(palette: str, name: str) -> str:
    """Return a colour of a palette by what it means: ``ink``, ``paper``, ``deposit-1``."""
    return PALETTES[palette][name]


def deposit_colour_of(palette: str, position: int | None) -> str:
    """Return the colour of a deposit by its place in the order asked, from 0; a neutral one for None."""
    return colour_of(palette, "soft" if position is None else symbology.deposit_colour(position))
