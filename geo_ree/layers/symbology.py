"""Which symbol, fill and colour the words of the tables take, on maps, in charts and in GIS styles alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo_ree.webmap.theme import Symbol

# The deposits compared take these in the order asked; more than four begin again, and their names tell them apart.
DEPOSIT_COLOURS = ("deposit-1", "deposit-2", "deposit-3", "deposit-4")


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

WORKING_STATUSES = ("operating", "commissioning", "pilot")

DEPOSIT = Symbol("Deposits compared", "diamond", "deposit-1", 1.0, 1)
OTHER_DEPOSIT = Symbol("Other deposits", "diamond", "soft", 0.5, 7)
SIZED_DEPOSIT = Symbol("Deposits, by contained TREO", "circle", "deposit-1", 0.8, 2)
UNSIZED_DEPOSIT = Symbol("Amount of TREO not stated", "diamond", "soft", 0.55, 4)
PORT = Symbol("Ports on these routes", "circle", "port", 0.6, 6)
CHANGE_PORT = Symbol("Ports of change between land and sea", "ring", "port", 0.66, 5)
TOWN = Symbol("Towns", "circle", "town", 0.42, 8)
OREBODY = Symbol("Orebodies", "diamond", "soft", 0.5, 3)

# What a line of each style is, as the legend says it.
ROUTE_LINES: Mapping[str, str] = MappingProxyType(
    {
        "route_sea": "Routes by sea, coloured by where they begin",
        "route_rail": "By rail",
        "route_road": "By road",
        "route_access": "Straight: to or from the network, or over a gap in it",
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


def stage_group(stages: Iterable[str]) -> str:
    """Return the group of stages whose symbol a plant takes: the first of ``STAGE_GROUPS`` that it works in.

    >>> stage_group(("mine", "concentrate", "separate")), stage_group(("alloy",)), stage_group(())
    ('refine', 'metal', 'mine')
    """
    done = set(stages)
    return next((name for name, group in STAGE_GROUPS.items() if done & set(group.stages)), "mine")


def symbol_state(status: str | None, verified: bool | None) -> str:
    """Return how a symbol is filled: a key of ``SYMBOL_STATES``.

    >>> symbol_state("operating", True), symbol_state("planned", True), symbol_state("operating", False)
    ('solid', 'pale', 'hollow')
    """
    if verified is False:
        return "hollow"
    return "solid" if status in WORKING_STATUSES else "pale"


def deposit_colour(position: int) -> str:
    """Return the colour of the deposit at a position in the order asked, counted from 0."""
    return DEPOSIT_COLOURS[position % len(DEPOSIT_COLOURS)]
