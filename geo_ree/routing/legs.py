"""Legs: what one vehicle carries between two transfers or stops, a transport chain element of ISO 14083.

The segments of a route end wherever their basis changes, so a railway with many patches is dozens of them and one leg.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy

from geo_ree.routing.factors import Rates
from geo_ree.routing.network.graph import Numbers
from geo_ree.routing.network.multimodal import MultimodalNetwork
from geo_ree.routing.places import Stop
from geo_ree.routing.segments import Segment, line_of_segment

# In the order in which they are told.
BASES = ("network", "geodesic", "patch", "gap", "access")
# Where railway and road meet, unless a stop gives the place a name.
RAILHEAD = "railhead"


@dataclass(frozen=True)
class Access:
    """Where a route reaches the network from a stop, or leaves it for one.

    Parameters
    ----------
    stop_id, stop_name : str
    mode : str
        What is reached: ``sea``, ``rail``, ``road``, or ``land`` at a port's own place.
    distance_km : float
        Of the straight line; 0 at a port.
    lon, lat : float
        The point reached, degrees.
    """

    stop_id: str
    stop_name: str
    mode: str
    distance_km: float
    lon: float
    lat: float


@dataclass(frozen=True)
class Leg:
    """What one vehicle carries between two transfers or stops.

    Parameters
    ----------
    mode : str
        ``sea``, ``rail`` or ``road``.
    from_id, to_id : str or None
        Of a stop or port; None where railway and road meet between stops.
    from_name, to_name : str
        Names of stops and ports; else ``railhead``.
    distance_km, hours, handling_hours, co2e_kg_per_t : float
        ``hours`` include those of handling before it begins.
    passages, countries : tuple of str
        Ids and ISO 3166-1 alpha-2 codes, in order.
    segments : slice
        Which segments of the route it is made of.
    km_by_basis : mapping of str to float
        How many of its kilometres rest on what, in the order of ``BASES``; a basis without any is not in it.
    """

    mode: str
    from_id: str | None
    to_id: str | None
    from_name: str
    to_name: str
    distance_km: float
    hours: float
    handling_hours: float
    co2e_kg_per_t: float
    passages: tuple[str, ...]
    countries: tuple[str, ...]
    segments: slice
    km_by_basis: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Course:
    """What a route was found to be: its stops, where it reaches the network, and its segments.

    Parameters
    ----------
    stops : tuple of Stop
    access : tuple of Access
        Two for each path between two stops.
    segments : tuple of Segment
    network : MultimodalNetwork or None
        Where the edges of the segments are; None in a copy that was pickled, which keeps lines and countries instead.
    """

    stops: tuple[Stop, ...]
    access: tuple[Access, ...]
    segments: tuple[Segment, ...]
    network: MultimodalNetwork | None

    @cached_property
    def lines(self) -> tuple[Numbers, ...]:
        """The line of each segment, shape (n, 2), degrees; longitudes run on along the whole route."""
        lines: list[Numbers] = []
        for segment in self.segments:
            longitude = float(lines[-1][-1, 0]) if lines else None
            lines.append(line_of_segment(segment, self._known_network, longitude=longitude))
        return tuple(lines)

    @cached_property
    def countries(self) -> tuple[tuple[str, ...], ...]:
        """The countries of each segment."""
        return tuple(segment.countries(self._known_network) for segment in self.segments)

    def line_of(self, leg: Leg) -> Numbers:
        """Return the line of a leg, shape (n, 2)."""
        first, *rest = self.lines[leg.segments]
        return numpy.vstack([first, *(line[1:] for line in rest)])

    @property
    def _known_network(self) -> MultimodalNetwork:
        assert self.network is not None  # a copy without it has lines and countries
        return self.network

    def __getstate__(self) -> dict[str, Any]:
        # Edges are numbered by one build of the networks, and a copy may be read with another: it keeps what they say.
        bare = tuple(replace(segment, steps=()) for segment in self.segments)
        known = {"lines": self.lines, "countries": self.countries}
        return vars(self) | known | {"segments": bare, "network": None}


def legs_of(course: Course, rates: Rates) -> tuple[Leg, ...]:
    """Return the legs of a route, in order; together they are as long as its segments.

    Examples
    --------
    >>> import geo_ree
    >>> route = geo_ree.find_proposed_route("beylikova-norfolk")
    >>> [leg.mode for leg in legs_of(route.course, route.rates)]
    ['road', 'rail', 'sea']
    """
    begins = [
        number
        for number, segment in enumerate(course.segments)
        if number == 0 or segment.from_stop or segment.mode != course.segments[number - 1].mode
    ]
    return tuple(
        _leg(course, slice(begin, stop), rates)
        for begin, stop in zip(begins, [*begins[1:], len(course.segments)], strict=True)
    )


def _leg(course: Course, part: slice, rates: Rates) -> Leg:
    segments = course.segments[part]
    start, end = segments[0].from_stop, segments[-1].to_stop
    return Leg(
        segments[0].mode,
        start.stop_id if start else None,
        end.stop_id if end else None,
        start.name if start else RAILHEAD,
        end.name if end else RAILHEAD,
        math.fsum(segment.distance_km for segment in segments),
        math.fsum(segment.hours(rates) for segment in segments),
        math.fsum(segment.handling_hours(rates) for segment in segments),
        math.fsum(segment.co2e_kg_per_t(rates) for segment in segments),
        tuple(dict.fromkeys(passage for segment in segments for passage in segment.passages)),
        tuple(dict.fromkeys(country for row in course.countries[part] for country in row)),
        part,
        km_by_basis(segments),
    )


def km_by_basis(segments: Sequence[Segment]) -> Mapping[str, float]:
    """Return how many kilometres of segments rest on what, in the order of ``BASES``; nothing that is 0."""
    lengths = {
        basis: math.fsum(segment.distance_km for segment in segments if segment.basis == basis) for basis in BASES
    }
    return MappingProxyType({basis: length for basis, length in lengths.items() if length > 0})
