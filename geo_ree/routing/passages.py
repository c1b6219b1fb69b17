"""The passages of the sea: straits, canals and capes that can be closed or opened.

A passage is a gate: one or more short lines across the water. A lane that crosses a gate carries the passage's bit, so
that closing a passage is dropping lanes, and naming the passages of a route is gathering bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy
from numpy.typing import ArrayLike, NDArray

from geo_ree.errors import UnknownOption, fold

# Longitude and latitude of one end of a gate, then of the other.
Gate = tuple[tuple[float, float], tuple[float, float]]
Bits = NDArray[numpy.uint32]


@dataclass(frozen=True)
class Passage:
    """A strait, canal or cape.

    Parameters
    ----------
    passage_id : str
        Lower-kebab.
    name : str
        As shown to people.
    gates : tuple of Gate
        Lines across its water, each two (lon, lat) in degrees; shorter than half the globe.
    closed_by_default : bool
        Whether a route must ask for it: ice closes it for most of the year.
    """

    passage_id: str
    name: str
    gates: tuple[Gate, ...]
    closed_by_default: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its first gate, (lon, lat) in degrees."""
        (west, south), (east, north) = self.gates[0]
        return round((west + east) / 2, 4), round((south + north) / 2, 4)


# The place in this tuple is the number of the bit in layers/networks/sea.npz: add at the end, never in between.
PASSAGES: tuple[Passage, ...] = (
    Passage("bosphorus", "Bosphorus", (((28.60, 41.05), (29.45, 41.25)),)),
    Passage("dardanelles", "Dardanelles", (((26.05, 40.25), (26.75, 40.02)),)),
    Passage("suez", "Suez Canal", (((32.0, 30.55), (32.9, 30.55)),)),
    Passage("bab-el-mandeb", "Bab el-Mandeb", (((42.4, 11.4), (45.0, 13.4)),)),
    Passage("hormuz", "Strait of Hormuz", (((56.35, 25.3), (56.35, 27.6)),)),
    Passage("malacca", "Strait of Malacca", (((100.2, 1.6), (101.9, 3.4)),)),
    Passage("sunda", "Sunda Strait", (((105.4, -5.4), (106.4, -6.4)),)),
    Passage("panama", "Panama Canal", (((-80.4, 8.9), (-79.0, 9.4)),)),
    Passage("gibraltar", "Strait of Gibraltar", (((-5.55, 35.3), (-5.55, 36.4)),)),
    Passage("good-hope", "Cape of Good Hope", (((20.0, -34.0), (20.0, -72.0)),)),
    Passage("magellan", "Strait of Magellan and Cape Horn", (((-68.6, -50.2), (-68.6, -68.0)),)),
    Passage("danish-straits", "Danish straits", (((9.2, 55.45), (13.6, 55.45)),)),
    Passage("kiel", "Kiel Canal", (((9.55, 53.8), (9.55, 54.6)),)),
    Passage("dover", "Strait of Dover", (((0.7, 51.4), (2.2, 50.6)),)),
    Passage("bering", "Bering Strait", (((-173.0, 65.6), (-165.0, 65.6)),)),
    Passage("northwest", "Northwest Passage", (((-95.0, 66.0), (-95.0, 80.0)),), closed_by_default=True),
    Passage("northeast", "Northeast Passage", (((104.0, 72.0), (104.0, 84.0)),), closed_by_default=True),
)
PASSAGE_IDS = tuple(passage.passage_id for passage in PASSAGES)
CLOSED_BY_DEFAULT = frozenset(passage.passage_id for passage in PASSAGES if passage.closed_by_default)


def passage_ids(names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that names mean, in the order of ``PASSAGES``, each once.

    Parameters
    ----------
    names : iterable of str
        Ids or names; case, accents, spaces and hyphens do not matter. One name may be given as a plain str.

    Raises
    ------
    UnknownOption
        For a name that no passage has; it lists the nearest ones and all there are.

    Examples
    --------
    >>> passage_ids(["Suez Canal", "BAB EL MANDEB", "suez"])
    ('suez', 'bab-el-mandeb')
    """
    known = _by_folded_name()
    found = set()
    for name in [names] if isinstance(names, str) else names:
        passage_id = known.get(fold(name)) if isinstance(name, str) else None
        if passage_id is None:
            raise UnknownOption("passage", name, PASSAGE_IDS)
        found.add(passage_id)
    return tuple(passage_id for passage_id in PASSAGE_IDS if passage_id in found)


@lru_cache(maxsize=1)
def _by_folded_name() -> Mapping[str, str]:
    return MappingProxyType({fold(text): each.passage_id for each in PASSAGES for text in (each.name, each.passage_id)})


def bits_of(ids: Iterable[str]) -> numpy.uint32:
    """Return the bits of passages, put together.

    >>> int(bits_of(["bosphorus", "suez"]))
    5
    """
    return numpy.uint32(sum(1 << PASSAGE_IDS.index(passage_id) for passage_id in set(ids)))


def ids_of(bits: int) -> tuple[str, ...]:
    """Return the passages whose bits are set, in the order of ``PASSAGES``.

    >>> ids_of(5)
    ('bosphorus', 'suez')
    """
    return tuple(passage_id for number, passage_id in enumerate(PASSAGE_IDS) if int(bits) >> number & 1)


@dataclass(frozen=True)
class Closures:
    """The passages that are closed to one route, each for one reason.

    Parameters
    ----------
    asked, ship, default : tuple of str
        Because the query closes them, because the ship does not fit, and because they are closed to every route that
        does not open them.
    """

    asked: tuple[str, ...] = ()
    ship: tuple[str, ...] = ()
    default: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, in the order of ``PASSAGES``."""
        closed = {*self.asked, *self.ship, *self.default}
        return tuple(passage_id for passage_id in PASSAGE_IDS if passage_id in closed)


def closures_of(*, closed: Iterable[str] = (), opened: Iterable[str] = (), too_small: Iterable[str] = ()) -> Closures:
    """Return what is closed to one route: by wish, for its ship, and by default.

    Parameters
    ----------
    closed, opened : iterable of str
        Names as in :func:`passage_ids`. A passage that stands in both is closed.
    too_small : iterable of str
        Ids of the passages that the ship cannot take; opening one does not widen it.

    Raises
    ------
    UnknownOption
        For a name that no passage has.

    Examples
    --------
    >>> closures_of(closed=["Suez"], opened=["northeast"], too_small=["kiel"])
    Closures(asked=('suez',), ship=('kiel',), default=('northwest',))
    """
    asked, small = passage_ids(closed), passage_ids(too_small)
    default = CLOSED_BY_DEFAULT.difference(passage_ids(opened)).union(CLOSED_BY_DEFAULT.intersection(asked))
    known = CLOSED_BY_DEFAULT.union(small)
    return Closures(
        asked=tuple(passage for passage in asked if passage not in known),
        ship=small,
        default=tuple(passage for passage in PASSAGE_IDS if passage in default.difference(small)),
    )


def crossed_passages(lon_from: ArrayLike, lat_from: ArrayLike, lon_to: ArrayLike, lat_to: ArrayLike) -> Bits:
    """Return which passages' gates straight pieces of lanes cross, as one bit each.

    Parameters
    ----------
    lon_from, lat_from, lon_to, lat_to : array_like
        The ends of each piece, degrees; a piece is at most half the globe long and may lie across 180°.

    Returns
    -------
    ndarray of uint32

    Notes
    -----
    A side of a gate is half-open: a place exactly on its line counts as lying on the left. So a lane with a place on
    20° E, where marnet has some, cannot slip past the Cape of Good Hope between two pieces that each end on the line.
    """
    west, south, east, north = (numpy.asarray(each, float) for each in (lon_from, lat_from, lon_to, lat_to))
    # Only what spans the seam is turned: arithmetic would push a place off the meridian on which it lies exactly.
    east = numpy.where(numpy.abs(east - west) > 180, east - numpy.copysign(360, east - west), east)
    # A piece is walked from its western end, so that there and back cross the same gates.
    back = (east < west) | ((east == west) & (north < south))
    west, east = numpy.where(back, east, west), numpy.where(back, west, east)
    south, north = numpy.where(back, north, south), numpy.where(back, south, north)
    bits = numpy.zeros(west.shape, numpy.uint32)
    for number, passage in enumerate(PASSAGES):
        for gate in passage.gates:
            # The gate stays put while the piece is tried on each turn of the globe.
            for turn in (-360, 0, 360):
                crossed = _crosses(gate, west + turn, south, east + turn, north)
                bits |= numpy.where(crossed, numpy.uint32(1 << number), numpy.uint32(0))
    return bits


def _crosses(
    gate: Gate,
    west: NDArray[numpy.float64],
    south: NDArray[numpy.float64],
    east: NDArray[numpy.float64],
    north: NDArray[numpy.float64],
) -> NDArray[numpy.bool_]:
    (x1, y1), (x2, y2) = gate
    parted = (_side(x1, y1, x2, y2, west, south) >= 0) != (_side(x1, y1, x2, y2, east, north) >= 0)
    reached = (_side(west, south, east, north, x1, y1) >= 0) != (_side(west, south, east, north, x2, y2) >= 0)
    return numpy.asarray(parted & reached)


def _side(
    x1: ArrayLike, y1: ArrayLike, x2: ArrayLike, y2: ArrayLike, x: ArrayLike, y: ArrayLike
) -> NDArray[numpy.float64]:
    """Return twice the area of a triangle: positive where (x, y) lies left of the line from 1 to 2."""
    across, up = numpy.subtract(x2, x1), numpy.subtract(y2, y1)
    return numpy.asarray(across * numpy.subtract(y, y1) - up * numpy.subtract(x, x1))
