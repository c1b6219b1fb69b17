"""The theme as CSS and as data for the page's scripts."""

from __future__ import annotations

from collections.abc import Mapping

from geo_ree.webmap import theme
from geo_ree.webmap.theme import Symbol


def symbol_data(symbol: Symbol, *, colour: str | None = None, scale: float | None = None) -> dict[str, object]:
    """Return a symbol as the page's scripts and templates take it."""
    return {"shape": symbol.shape, "colour": colour or symbol.colour, "scale": scale or symbol.scale}


def theme_data() -> dict[str, object]:
    """Return shapes and lines for the page's scripts."""
    return {
        "shapes": dict(theme.SHAPES),
        "lines": {name: dict(line) for name, line in theme.LINES.items()},
        "icons": dict(theme.MODE_ICONS),
    }


def theme_css() -> str:
    """Return the theme as CSS custom properties.

    Light is the default and what is printed; dark is taken when the system or the reader asks for it. The scripts' own
    ``data-theme`` wins over the system, so that the page follows its switch.
    """
    light, dark = f"color-scheme:light;{_properties(theme.LIGHT)}", f"color-scheme:dark;{_properties(theme.DARK)}"
    return "\n".join(
        (
            f":root{{{light}{_type()}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}",
            f"@media screen{{:root[data-theme=dark]{{{dark}}}}}",
            f":root[data-printing]{{{light}}}",
            f"@media print{{:root:root:root{{{light}}}}}",
        )
    )


def _properties(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


def _type() -> str:
    return f"--sans:{theme.SANS};--serif:{theme.SERIF};--radius:{theme.RADIUS_PX}px;--touch:{theme.TOUCH_TARGET_PX}px;"
