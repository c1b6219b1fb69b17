"""Lines of routes for a map: what several routes share is drawn once, simplified, and in few characters.

A line on the page is ``[x, y, dx, dy, dx, dy, …]`` in whole steps of 1/1000 degree, longitude first, as the basemap's
lines are. Longitudes run on past ±180 as the routes' do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy
import shapely

from geo_ree.routing.route import Route

STEPS_PER_DEGREE = 1000
# How far a line may stray from the networks', degrees: land to be looked at closely, the sea from afar.
TOLERANCES: Mapping[str, float] = MappingProxyType({"sea": 0.01, "rail": 0.002, "road": 0.002, "access": 0.0})
STRAIGHT = ("access", "gap", "geodesic")

Vertex = tuple[int, int]


@dataclass(frozen=True)
class Edge:
    """A piece of line between two vertices, and in which direction it was first walked."""

    style: str
    start: Vertex
    end: Vertex

    @property
    def key(self) -> tuple[str, Vertex, Vertex]:
        """What it is whichever direction it is walked in."""
        return self.style, min(self.start, self.end), max(self.start, self.end)


def line_style(mode: str, basis: str) -> str:
    """Return how a segment is drawn: ``sea``, ``rail``, ``road``, or ``access`` where it is a straight line over land.

    >>> line_style("rail", "patch"), line_style("rail", "access"), line_style("sea", "geodesic")
    ('rail', 'access', 'sea')
    """
    return "access" if basis in STRAIGHT and mode != "sea" else mode


def route_lines(routes: Sequence[Route], colours: Sequence[str]) -> list[dict[str, Any]]:
    """Return the lines of some routes, each piece once for each colour.

    Parameters
    ----------
    routes : sequence of Route
    colours : sequence of str
        The name of each route's colour.

    Returns
    -------
    list of dict
        ``style`` (``sea``, ``rail``, ``road``, ``access``), ``colour``, ``routes`` (places in ``routes``), ``wide``
        (whether another colour lies on it, so that it must show on both sides) and ``lines``.
    """
    walks = [tuple(_edges(route)) for route in routes]
    users: dict[tuple[str, Vertex, Vertex], set[int]] = defaultdict(set)
    for place, walk in enumerate(walks):
        for edge in walk:
            users[edge.key].add(place)
    order = list(dict.fromkeys(colours))
    drawn: dict[tuple[str, str, tuple[int, ...], bool], list[list[Vertex]]] = defaultdict(list)
    for colour in order:
        ours = {place for place, other in enumerate(colours) if other == colour}
        later = {place for place, other in enumerate(colours) if order.index(other) > order.index(colour)}
        for place in sorted(ours):
            for (style, shared, wide), line in _runs(walks[place], users, ours, later, place):
                drawn[style, colour, shared, wide].append(line)
    return [
        {
            "style": style,
            "colour": colour,
            "routes": list(shared),
            "wide": wide,
            "lines": [_in_steps(_simple(line, TOLERANCES[style])) for line in lines],
        }
        for (style, colour, shared, wide), lines in drawn.items()
    ]


def _edges(route: Route) -> Iterator[Edge]:
    for segment, line in zip(route.course.segments, route.course.lines, strict=True):
        style = line_style(segment.mode, segment.basis)
        places = numpy.rint(line * STEPS_PER_DEGREE).astype(int).tolist()
        for start, end in pairwise(map(tuple, places)):
            if start != end:
                yield Edge(style, start, end)


def _runs(
    walk: Iterable[Edge],
    users: Mapping[tuple[str, Vertex, Vertex], set[int]],
    ours: set[int],
    later: set[int],
    place: int,
) -> Iterator[tuple[tuple[str, tuple[int, ...], bool], list[Vertex]]]:
    """Yield the lines that a route draws: pieces that no earlier one of its colour has drawn, joined while alike."""
    seen: set[tuple[str, Vertex, Vertex]] = set()
    line: list[Vertex] = []
    last: tuple[tuple[str, tuple[int, ...], bool], frozenset[int]] | None = None
    for edge in walk:
        shared = users[edge.key] & ours
        if edge.key in seen or min(shared) < place:
            continue
        seen.add(edge.key)
        kind = edge.style, tuple(sorted(shared)), bool(users[edge.key] & later)
        everyone = frozenset(users[edge.key])
        if last is not None and ((kind, everyone) != last or line[-1] != edge.start):
            yield last[0], _turned(line)
            line = []
        line, last = line or [edge.start], (kind, everyone)
        line.append(edge.end)
    if last is not None:
        yield last[0], _turned(line)


def _turned(line: list[Vertex]) -> list[Vertex]:
    """Return a line in the direction that it has for every colour, so that dashes of two colours lie on each other."""
    return line if line[0] <= line[-1] else line[::-1]


def _simple(line: Sequence[Vertex], tolerance: float) -> list[Vertex]:
    """Return a line without the vertices that hardly bend it; its ends stay, so that lines go on joining."""
    if len(line) < 3 or tolerance == 0:
        return list(line)
    simple = shapely.simplify(shapely.LineString(line), tolerance * STEPS_PER_DEGREE, preserve_topology=False)
    return [(int(x), int(y)) for x, y in shapely.get_coordinates(simple)]


def _in_steps(line: Sequence[Vertex]) -> list[int]:
    places = numpy.array(line, int)
    return [int(each) for each in numpy.vstack([places[:1], numpy.diff(places, axis=0)]).ravel()]
