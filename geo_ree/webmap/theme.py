"""How things look: colours, symbols, sizes, type and the words for codes. Data only, nothing is drawn here.

The page, the static plots and GIS styles all read this module, so that a separation plant is the same violet square
wherever it is shown. Colours are named for what they mean and come in a light and a dark set. They were chosen so that

* text colours keep a contrast of at least 4.5 : 1 against paper, cards and land (WCAG 2.2, level AA), and symbol
  colours at least 3 : 1 against land and sea;
* the deposits compared, and the stages of processing, stay apart for readers with protanopia, deuteranopia or
  tritanopia. Shape always repeats what colour says.

``tests/test_theme.py`` measures both.
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
# The deposits compared take these in the order asked; more than four begin again, and their names tell them apart.
DEPOSIT_COLOURS = ("deposit-1", "deposit-2", "deposit-3", "deposit-4")

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


@dataclass(frozen=True)
class StageGroup:
    """Stages of the value chain that share a symbol."""

    stages: tuple[str, ...]
    symbol: Symbol


# In the order in which a plant of several stages takes its symbol: what makes it matter most comes first.
STAGE_GROUPS: Mapping[str, StageGroup] = MappingProxyType(
    {
        "refine": StageGroup(
            ("separate", "crack_leach"), Symbol("Cracking, leaching, separation", "square", "stage-refine", 0.74, 4)
        ),
        "metal": StageGroup(("metal", "alloy"), Symbol("Metal and alloy", "hexagon", "stage-metal", 0.74, 5)),
        "magnet": StageGroup(("magnet",), Symbol("Magnets", "horseshoe", "stage-magnet", 0.74, 6)),
        "recycle": StageGroup(("recycle",), Symbol("Recycling", "plus", "stage-recycle", 0.74, 6)),
        "mine": StageGroup(("concentrate", "mine"), Symbol("Mining, concentration", "triangle", "stage-mine", 0.74, 6)),
    }
)
# How a symbol is filled: what runs, what does not (yet, or any more), what nobody has read in a source.
SYMBOL_STATES: Mapping[str, str] = MappingProxyType(
    {
        "solid": "In operation",
        "pale": "Planned, under construction, suspended or closed",
        "hollow": "Not verified in a source",
    }
)
# The circles of the atlas: the less stands behind an amount, the lighter the fill and the looser the line.
WEIGHT_STATES: Mapping[str, str] = MappingProxyType(
    {
        "code_compliant": "full",
        "published": "half",
        "official_claim": "claimed",
        "media": "claimed",
        "unverified": "empty",
    }
)
WEIGHT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "full": "Reported under a code, and signed",
        "half": "Published by a survey or in a paper",
        "claimed": "Claimed by a government or operator, or in the media",
        "empty": "Not verified in any source",
    }
)
WORKING_STATUSES = ("operating", "commissioning", "pilot")
DEPOSIT = Symbol("Deposits compared", "diamond", "deposit-1", 1.0, 1)
OTHER_DEPOSIT = Symbol("Other deposits", "diamond", "soft", 0.5, 7)
SIZED_DEPOSIT = Symbol("Deposits, by contained TREO", "circle", "deposit-1", 0.8, 2)
UNSIZED_DEPOSIT = Symbol("Amount of TREO not stated", "diamond", "soft", 0.55, 4)
PORT = Symbol("Ports on these routes", "circle", "port", 0.6, 6)
CHANGE_PORT = Symbol("Ports of change between land and sea", "ring", "port", 0.66, 5)
TOWN = Symbol("Towns", "circle", "town", 0.42, 8)
OREBODY = Symbol("Orebodies", "diamond", "soft", 0.5, 3)

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
# What a line of each style is, as the legend says it.
ROUTE_LINES: Mapping[str, str] = MappingProxyType(
    {
        "route_sea": "Routes by sea, coloured by where they begin",
        "route_rail": "By rail",
        "route_road": "By road",
        "route_access": "Straight: to or from the network, or over a gap in it",
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

# How much stands behind a figure: a few words for a chip, and how many of four bars are filled.
CLAIM_STATUS_CHIPS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "code_compliant": ("Code-compliant report", 4),
        "published": ("Published study", 3),
        "official_claim": ("Official claim", 2),
        "media": ("Media report", 1),
        "unverified": ("Unverified", 0),
    }
)
# How an event ended: settled, still open, or come to nothing.
OUTCOME_TONES: Mapping[str, str] = MappingProxyType(
    {
        "done": "settled",
        "stated": "settled",
        "planned": "open",
        "potential": "open",
        "in_talks": "open",
        "applied_not_granted": "open",
        "unknown": "open",
        "stalled": "stopped",
        "no_result": "stopped",
        "denied": "stopped",
    }
)
STAGE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "mine": "mining",
        "concentrate": "concentration",
        "crack_leach": "cracking and leaching",
        "separate": "separation",
        "metal": "metal making",
        "alloy": "alloy making",
        "magnet": "magnet making",
        "recycle": "recycling",
    }
)
