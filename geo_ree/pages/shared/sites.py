"""The deposits that a page draws, each with its colour and areas; how coordinates and lengths are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.deposits import Deposit, Footprint
from geo_ree.layers.symbology import deposit_colour
from geo_ree.text.figures import format_number

WORLD = "basemap-world"
# What several pages share of templates and style sheets.
SHARED = Path(__file__).parent

# Zoom is bounded by metres per pixel, not by levels: bounds in levels would end one pane before the other.
MAP_OPTIONS = {
    "zoomAnimation": False,
    "fadeAnimation": False,
    "markerZoomAnimation": False,
    "inertia": False,
    "wheelPxPerZoomLevel": 140,
    "attributionControl": True,
}


@dataclass(frozen=True)
class Site:
    """What a pane draws of one deposit."""

    deposit_id: str
    name: str
    colour: str
    point: Point
    deposit: Deposit
    footprints: tuple[Footprint, ...]

    @property
    def precision_m(self) -> float:
        """Radius within which the deposit's point lies, metres; 0 where nobody says."""
        return float(self.deposit.location_precision_m or 0)


def find_sites(atlas: Atlas, deposit_ids: Sequence[str]) -> tuple[Site, ...]:
    """Return the deposits to draw, in the order asked."""
    rows = atlas.rows
    return tuple(
        Site(
            deposit_id,
            rows.deposits[deposit_id].name,
            deposit_colour(place),
            rows.deposits[deposit_id].point,
            rows.deposits[deposit_id],
            rows.footprints.get(deposit_id, ()),
        )
        for place, deposit_id in enumerate(deposit_ids)
    )


def degrees(value: float, positive: str, negative: str) -> str:
    """Return a coordinate in words.

    >>> degrees(39.617, "N", "S"), degrees(-0.5, "E", "W")
    ('39.617° N', '0.5° W')
    """
    return f"{format_number(round(abs(value), 3))}° {positive if value >= 0 else negative}"


def position_words(lon: float, lat: float) -> str:
    """Return a position in words, latitude first as people say it.

    >>> position_words(31.365, 39.617)
    '39.617° N, 31.365° E'
    """
    return f"{degrees(lat, 'N', 'S')}, {degrees(lon, 'E', 'W')}"


def round_length(metres: float) -> str:
    """Return an estimated length with the digits it was given with, and no more.

    >>> round_length(3000), round_length(1500), round_length(300)
    ('3 km', '1.5 km', '300 m')
    """
    return f"{format_number(metres / 1000)} km" if metres >= 1000 else f"{format_number(metres)} m"
