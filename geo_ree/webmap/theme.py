"""How things look: colours, symbols, sizes and type. Data only, nothing is drawn here.

The page, the static plots and GIS styles all read this module, so that a separation plant is the same violet square
wherever it is shown. Colours are named for what they mean and come in a light and a dark set. They were chosen so that

* text colours keep a contrast of at least 4.5 : 1 against paper, cards and land (WCAG 2.2, level AA), and symbol
  colours at least 3 : 1 against land and sea;
* the deposits compared, and the stages of processing, stay apart for readers with protanopia, deuteranopia or
  tritanopia. Shape always repeats what colour says.

``tests/webmap/test_theme.py`` measures both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# --- colours: name of the CSS custom property -> value ------------------------------------------------------------

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#f9f7f2",
        "card": "#ffffff",
        "ink": "#1a2129",
        "soft": "#55606a",
        "line": "#e4dfd5",
        "strong": "#c8c0b2",
        "accent": "#0b5f86",
        "wash": "#f1ede4",
        "caution": "#8a4b00",
        "sea": "#dde8ee",
        "land": "#f6f2ea",
        "globe-land": "#b9c3c4",
        "coast": "#9fb1bb",
        "border": "#b3a898",
        "graticule": "#c3d2da",
        "ring": "#6d7882",
        "halo": "#fdfcf9",
        "town": "#55606a",
        "port": "#3f4a54",
        "deposit-1": "#b03a0e",
        "deposit-2": "#00628f",
        "deposit-3": "#7a35c4",
        "deposit-4": "#3a2620",
        "stage-mine": "#57616a",
        "stage-refine": "#5f33c4",
        "stage-metal": "#9c5a00",
        "stage-magnet": "#5e0f38",
        "stage-recycle": "#17825c",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#12171c",
        "card": "#191f26",
        "ink": "#e9edf0",
        "soft": "#a7b3bd",
        "line": "#2b353e",
        "strong": "#46535e",
        "accent": "#63c1ea",
        "wash": "#1d242b",
        "caution": "#f0b557",
        "sea": "#0e161d",
        "land": "#222b33",
        "globe-land": "#4a5965",
        "coast": "#465763",
        "border": "#56626c",
        "graticule": "#2c3943",
        "ring": "#8b98a3",
        "halo": "#12191f",
        "town": "#a7b3bd",
        "port": "#b9c4cd",
        "deposit-1": "#ff8f5e",
        "deposit-2": "#55bdea",
        "deposit-3": "#f2d13c",
        "deposit-4": "#efe6f7",
        "stage-mine": "#7d8a95",
        "stage-refine": "#a98bff",
        "stage-metal": "#d99a2b",
        "stage-magnet": "#ffb3d9",
        "stage-recycle": "#7be08d",
    }
)

# --- symbols: SVG path data in a box of 24 × 24 centred on the origin ---------------------------------------------

SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "diamond": "M0-9 9 0 0 9-9 0Z",
        "triangle": "M0-8.2 7.8 6H-7.8Z",
        "square": "M-6.6-6.6H6.6V6.6H-6.6Z",
        "hexagon": "M0-8.2 7.1-4.1V4.1L0 8.2-7.1 4.1V-4.1Z",
        "horseshoe": "M-7.4-7H-2.6V.8A2.6 2.6 0 0 0 2.6.8V-7H7.4V.8A7.4 7.4 0 0 1-7.4.8Z",
        "plus": "M-2.8-7.8H2.8V-2.8H7.8V2.8H2.8V7.8H-2.8V2.8H-7.8V-2.8H-2.8Z",
        "circle": "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1-6 0Z",
        "ring": "M-7.6 0A7.6 7.6 0 1 1 7.6 0A7.6 7.6 0 1 1-7.6 0ZM-3.6 0A3.6 3.6 0 1 0 3.6 0A3.6 3.6 0 1 0-3.6 0Z",
    }
)


@dataclass(frozen=True)
class Symbol:
    """How one kind of place is drawn.

    Parameters
    ----------
    label : str
        What it is called in the legend.
    shape : str
        A key of ``SHAPES``.
    colour : str
        A key of ``LIGHT`` and ``DARK``.
    scale : float
        Size, 1 for the full box of 24 px.
    rank : int
        Whose label goes first where two would collide; 1 is first.
    """

    label: str
    shape: str
    colour: str
    scale: float = 0.8
    rank: int = 5


# --- lines, in CSS pixels -----------------------------------------------------------------------------------------

LINES: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "outline": MappingProxyType({"weight": 2.0, "dash": "", "fill": 0.16}),
        "ghost": MappingProxyType({"weight": 1.8, "dash": "6 4", "fill": 0.05}),
        "uncertainty": MappingProxyType({"weight": 1.2, "dash": "1 4", "fill": 0.07}),
        "ring": MappingProxyType({"weight": 1.0, "dash": "2 4", "fill": 0.0}),
        "halo": MappingProxyType({"weight": 5.0, "dash": "", "fill": 0.0}),
        # Dash and weight say what carries the cargo; colour says whose it is.
        "route_sea": MappingProxyType({"weight": 2.0, "dash": "9 5", "fill": 0.0}),
        "route_rail": MappingProxyType({"weight": 3.0, "dash": "", "fill": 0.0}),
        "route_road": MappingProxyType({"weight": 3.0, "dash": "0.1 5", "fill": 0.0}),
        "route_access": MappingProxyType({"weight": 1.3, "dash": "3 3", "fill": 0.0}),
    }
)


def _wheels(*places: float) -> str:
    """Return path data of wheels, their centres at these places across."""
    return "".join(f"M{x:g} 4.4A2.2 2.2 0 1 1{x:g} 8.8A2.2 2.2 0 1 1{x:g} 4.4Z" for x in places)


# What carries a stretch of a route, beside its name: path data in the same box as the symbols.
MODE_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "sea": "M-10 2H10L7 8H-7ZM-6 0V-6H-2V0ZM0 0V-4H8V0Z",
        "rail": "M-10-6H10V3H-10Z" + _wheels(-7, 7),
        "road": "M-10-6H3V4H-10ZM4-3H8L10.4 0V4H4Z" + _wheels(-6, 6),
    }
)

# --- type: names of faces that systems bring along; no font is fetched --------------------------------------------

SANS = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, '
    '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
)
SERIF = (
    'Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Cambria, Georgia, "Noto Serif", '
    '"Songti SC", "Noto Serif CJK SC", serif'
)
RADIUS_PX = 8
TOUCH_TARGET_PX = 44

# --- the short words and tones of chips; running text takes its words from ``wording`` ----------------------------
