"""Where the lines of the land network run: the bends of its edges, and what of them is nearest to a place.

Read only by who draws a path or looks for the line beside a place; finding a path needs none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy
from numpy.typing import ArrayLike, NDArray

from geo_ree.layers.folder import layers_folder
from geo_ree.routing.network.graph import FOLDER, Flags, Network, Numbers, distances_km, land_network, seal

# In how many parts a degree is stored for the bends of lines.
SHAPE_UNITS = 1000
KM_IN_A_DEGREE = 110.5
NOWHERE = -1
PLACES = 64  # at a time
NO_SNAP = (NOWHERE, numpy.nan, numpy.nan, numpy.nan, numpy.inf)


@dataclass(frozen=True)
class Snaps:
    """Points on edges, one for each place that was asked for.

    Parameters
    ----------
    edge : ndarray of int64
        -1 where no edge is near enough.
    along_km : ndarray of float64
        From the edge's ``start`` node.
    lon, lat : ndarray of float64
        The point itself, degrees.
    distance_km : ndarray of float64
        From the place to the point: always reported, so that nobody takes a far-off line for a near one. Infinite
        where no edge is near enough.
    """

    edge: NDArray[numpy.int64]
    along_km: Numbers
    lon: Numbers
    lat: Numbers
    distance_km: Numbers


@dataclass(frozen=True, eq=False)
class Polylines:
    """The bends of a network's edges.

    Parameters
    ----------
    network : Network
        Whose edges they are.
    first : ndarray of int64
        Edge ``e`` has the bends ``first[e]`` up to, but not at, ``first[e + 1]`` between its two nodes.
    east, north : ndarray of int64
        How far all steps from bend to bend add up to before each bend, thousandths of a degree, over all edges.
    """

    network: Network
    first: NDArray[numpy.int64]
    east: NDArray[numpy.int64]
    north: NDArray[numpy.int64]

    def line(self, edge: int) -> Numbers:
        """Return an edge's places, shape (n, 2), from its ``start`` to its ``end``; longitudes never jump at 180°."""
        network, bends = self.network, slice(self.first[edge] + 1, self.first[edge + 1] + 1)
        start, end = network.start[edge], network.end[edge]
        lon = _between(network.lon[start], self.east[bends] - self.east[self.first[edge]], network.lon[end])
        lat = _between(network.lat[start], self.north[bends] - self.north[self.first[edge]], network.lat[end])
        return numpy.column_stack([numpy.unwrap(lon, period=360), lat])

    def along_km(self, edge: int) -> Numbers:
        """Return how far along its edge each place of a line lies, shape (n,).

        The edge's length is shared out as the distances on the map are.
        """
        lon, lat = self.line(edge).T
        reached = numpy.concatenate([[0.0], numpy.cumsum(distances_km(lon[:-1], lat[:-1], lon[1:], lat[1:]))])
        along = reached * (self.network.length_km[edge] / max(reached[-1], 1e-9))
        along[-1] = self.network.length_km[edge]  # two nodes may share one place
        return numpy.asarray(along)

    def part(self, edge: int, from_km: float, to_km: float) -> Numbers:
        """Return the places of an edge between two lengths along it, in that order, shape (n, 2)."""
        line = self.line(edge)
        if (min(from_km, to_km), max(from_km, to_km)) == (0.0, self.network.length_km[edge]):
            return numpy.asarray(line if from_km <= to_km else line[::-1])
        along = self.along_km(edge)
        low, high = min(from_km, to_km), max(from_km, to_km)
        inside = line[(along > low) & (along < high)]
        ends = numpy.column_stack([numpy.interp([low, high], along, axis) for axis in line.T])
        places = numpy.vstack([ends[:1], inside, ends[1:]])
        return numpy.asarray(places if from_km <= to_km else places[::-1])

    def nearest(self, lon: ArrayLike, lat: ArrayLike, *, usable: Flags, within_km: float) -> Snaps:
        """Return the point on an edge that is nearest to each place.

        Parameters
        ----------
        lon, lat : array_like
            Degrees, shape (n,).
        usable : ndarray of bool
            Which edges may be taken: those of one mode, say.
        within_km : float
            Edges farther off are not looked at.
        """
        lon, lat = numpy.atleast_1d(numpy.asarray(lon, float)), numpy.atleast_1d(numpy.asarray(lat, float))
        edges = self._nearest(lon, lat, usable, within_km).tolist()
        rows = [self._snap(edge, x, y, within_km) for edge, x, y in zip(edges, lon, lat, strict=True)]
        edge, *numbers = (numpy.array(column) for column in zip(*rows, strict=True)) if rows else [numpy.zeros(0)] * 5
        return Snaps(edge.astype(numpy.int64), *(column.astype(float) for column in numbers))

    @cached_property
    def _boxes(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Return the west, south, east and north of each edge's line; longitudes continuous from its start."""
        network, owner = self.network, numpy.repeat(numpy.arange(len(self.first) - 1), numpy.diff(self.first))
        start_lon, end_lon = network.lon[network.start], network.lon[network.end]
        end_lon = start_lon + (end_lon - start_lon + 180) % 360 - 180
        sides = []
        for first, last, steps in (
            (start_lon, end_lon, self.east),
            (network.lat[network.start], network.lat[network.end], self.north),
        ):
            bend = (numpy.rint(first * SHAPE_UNITS)[owner] + steps[1:] - steps[self.first[:-1]][owner]) / SHAPE_UNITS
            low, high = numpy.minimum(first, last), numpy.maximum(first, last)
            numpy.minimum.at(low, owner, bend)
            numpy.maximum.at(high, owner, bend)
            sides.append((low, high))
        (west, east), (south, north) = sides
        return west, south, east, north

    @cached_property
    def _from_the_south(self) -> tuple[NDArray[numpy.intp], Numbers, Numbers]:
        """Return edges by where their boxes begin in the south, that, and how far north any of them has reached."""
        _, south, _, north = self._boxes
        edges = numpy.argsort(south, kind="stable")
        return edges, south[edges], numpy.maximum.accumulate(north[edges])

    def _nearest(self, lon: Numbers, lat: Numbers, usable: Flags, within_km: float) -> NDArray[numpy.int64]:
        """Return the edge nearest to each place, -1 when none is near enough."""
        found = numpy.full(len(lon), NOWHERE, numpy.int64)
        # Neighbours in latitude are looked at together, so that most edges are passed over once for all of them.
        order = numpy.argsort(lat, kind="stable")
        # A few that lie far apart share nothing.
        size = PLACES if len(order) > PLACES else 1
        for begin in range(0, len(order), size):
            here = order[begin : begin + size]
            place, edge = self._beside(lon[here], lat[here], usable, within_km)
            away = self._flat_km(edge, lon[here[place]], lat[here[place]])
            best = numpy.lexsort((edge, away, place))[::-1]  # the nearest comes last, and stays
            found[here[place[best]]] = edge[best]
        return found

    def _beside(
        self, lon: Numbers, lat: Numbers, usable: Flags, within_km: float
    ) -> tuple[NDArray[numpy.intp], NDArray[numpy.int64]]:
        """Return pairs of a place and an edge whose line may be near enough: places in ascending latitude."""
        west, south, east, north = self._boxes
        up = within_km / KM_IN_A_DEGREE
        across = up / numpy.maximum(numpy.cos(numpy.radians(numpy.minimum(abs(lat) + up, 89.9))), 1e-3)
        edges, begins, ends = self._from_the_south
        # Beyond these, every line lies too far south or too far north.
        level = edges[numpy.searchsorted(ends, lat[0] - up) : numpy.searchsorted(begins, lat[-1] + up, "right")]
        level = level[usable[level] & (north[level] >= lat[0] - up)]
        # A line may lie on another turn of the globe than the place.
        away = (lon[:, None] - west[level] + 180) % 360 - 180
        beside = (away >= -across[:, None]) & (away <= (east - west)[level] + across[:, None])
        beside &= (south[level] <= lat[:, None] + up) & (north[level] >= lat[:, None] - up)
        place, column = numpy.nonzero(beside)
        return place, level[column]

    def _flat_km(self, edges: NDArray[numpy.int64], lon: Numbers, lat: Numbers) -> Numbers:
        """Return how far each place is from an edge of its own, km, as if the globe were flat there."""
        network, sizes = self.network, self.first[edges + 1] - self.first[edges] + 2
        begin = numpy.cumsum(sizes) - sizes
        pair = numpy.repeat(numpy.arange(len(edges)), sizes)
        number = numpy.arange(len(pair)) - begin[pair]
        bend = self.first[edges][pair] + numpy.minimum(number, sizes[pair] - 2)
        ends = number == 0, number == sizes[pair] - 1
        seen = numpy.empty((2, len(pair)))
        for axis, (nodes, steps, place) in enumerate(((network.lon, self.east, lon), (network.lat, self.north, lat))):
            first, last = nodes[network.start[edges]], nodes[network.end[edges]]
            line = (numpy.rint(first * SHAPE_UNITS)[pair] + steps[bend] - steps[self.first[edges]][pair]) / SHAPE_UNITS
            line[ends[0]], line[ends[1]] = first, last
            seen[axis] = line - place[pair]
        seen[0] = ((seen[0] + 180) % 360 - 180) * numpy.maximum(numpy.cos(numpy.radians(lat)), 1e-6)[pair]
        step = numpy.diff(seen, axis=1, append=0.0)
        share = numpy.clip(-(seen * step).sum(axis=0) / numpy.maximum((step**2).sum(axis=0), 1e-18), 0, 1)
        away = ((seen + share * step) ** 2).sum(axis=0)
        away[ends[1]] = numpy.inf  # no piece of a line begins at its end
        return numpy.asarray(numpy.sqrt(numpy.minimum.reduceat(away, begin)) if len(edges) else away) * KM_IN_A_DEGREE

    def _snap(self, edge: int, lon: float, lat: float, within_km: float) -> tuple[int, float, float, float, float]:
        """Return edge, km along it, longitude, latitude and distance of the point of an edge nearest to a place."""
        if edge == NOWHERE:
            return NO_SNAP
        points, share = _feet(self.line(edge), lon, lat)
        best = int((points**2).sum(axis=1).argmin())
        along = self.along_km(edge)
        reached = along[best] * (1 - share[best]) + along[best + 1] * share[best]
        x, y = (lon + points[best, 0] / _narrow(lat) + 180) % 360 - 180, lat + points[best, 1]
        away = float(distances_km(lon, lat, x, y))
        return (edge, float(reached), float(x), float(y), away) if away <= within_km else NO_SNAP


@lru_cache(maxsize=1)
def land_polylines() -> Polylines:
    """Return where the lines of the land network run, read once.

    Examples
    --------
    >>> shapes = land_polylines()
    >>> snap = shapes.nearest(31.19, 39.70, usable=shapes.network.mode == 1, within_km=15)
    >>> bool(snap.distance_km[0] < 15)
    True
    """
    with numpy.load(layers_folder() / FOLDER / "land_shapes.npz") as file:
        counts, steps_lon, steps_lat = file["count"], file["lon_step"], file["lat_step"]
    arrays = [
        numpy.concatenate([[0], numpy.cumsum(steps, dtype=numpy.int64)]) for steps in (counts, steps_lon, steps_lat)
    ]
    seal(arrays)
    return Polylines(land_network(), *arrays)


def _between(start: float, steps: NDArray[numpy.int64], end: float) -> Numbers:
    """Return one coordinate along a line: its node, its bends as steps from that node on, its other node."""
    bends = (numpy.rint(start * SHAPE_UNITS) + steps) / SHAPE_UNITS
    return numpy.concatenate([[start], bends, [end]])


def _feet(line: Numbers, lon: float, lat: float) -> tuple[Numbers, Numbers]:
    """Return for each piece of a line its point nearest to a place, seen from there, and its share of the piece.

    Close by, the globe is flat: degrees, with longitudes shrunk to the scale of latitudes.
    """
    seen = numpy.column_stack([(line[:, 0] - lon + 180) % 360 - 180, line[:, 1] - lat])
    seen[:, 0] = numpy.unwrap(seen[:, 0], period=360) * _narrow(lat)
    step = numpy.diff(seen, axis=0)
    share = numpy.clip(-(seen[:-1] * step).sum(axis=1) / numpy.maximum((step**2).sum(axis=1), 1e-18), 0, 1)
    return seen[:-1] + share[:, None] * step, share


def _narrow(lat: float) -> float:
    return float(max(numpy.cos(numpy.radians(lat)), 1e-6))
