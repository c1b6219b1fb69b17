"""The transport networks: sea lanes, and railways with main roads, as arrays that several queries can share.

Both are undirected graphs read from ``layers/networks/`` when first asked for. Nothing in them can be changed: closing
a passage makes new weights, never a new network.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from geo_ree.layers import layers_folder
from geo_ree.passages import bits_of

MODES = ("sea", "rail", "road", "transfer")
SEA, RAIL, ROAD, TRANSFER = range(4)
# What an edge rests on; a shortcut is an open-water geodesic that no lane of the data holds.
BASES = ("network", "patch", "gap", "access", "shortcut")
# Farther off, a place is not on the network.
SEA_SNAP_LIMIT_KM = 50.0
LAND_SNAP_LIMIT_KM = 15.0

FOLDER = "networks"
# In how many parts a degree is stored for nodes, and for the bends of lines.
NODE_UNITS, SHAPE_UNITS = 100_000, 1000
RADIUS_KM = 6371.0088
# Lines turn between two stored places, so the nearest place need not lie on the nearest line.
NEAR_PLACES = 8
ELLIPSOID = Geod(ellps="WGS84")

Numbers = NDArray[numpy.float64]
Indexes = NDArray[numpy.int32]
Flags = NDArray[numpy.bool_]


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and undirected edges; every array is read-only.

    Parameters
    ----------
    lon, lat : ndarray of float64
        Each node's place, degrees, WGS 84; longitudes from -180 up to, but not at, 180.
    start, end : ndarray of int32
        Each edge's nodes.
    length_km : ndarray of float64
        Each edge's length: on the ellipsoid, or along the line where the data measured it.
    mode, basis : ndarray of uint8
        Places in ``MODES`` and ``BASES``.
    passages : ndarray of uint32
        Which passages an edge goes through, one bit each, as in :mod:`geo_ree.passages`.
    port_ids : tuple of str
        The ports (UN/LOCODE) that are nodes.
    port_nodes : ndarray of int32
        Their nodes.
    first, neighbour, edge : ndarray of int32
        The same graph by node: from node ``n`` the edges ``edge[first[n]:first[n + 1]]`` lead to the nodes
        ``neighbour[…]``.
    """

    lon: Numbers
    lat: Numbers
    start: Indexes
    end: Indexes
    length_km: Numbers
    mode: NDArray[numpy.uint8]
    basis: NDArray[numpy.uint8]
    passages: NDArray[numpy.uint32]
    port_ids: tuple[str, ...]
    port_nodes: Indexes
    first: Indexes
    neighbour: Indexes
    edge: Indexes

    def open_edges(self, *, closed: Iterable[str] = (), modes: Iterable[int] | None = None) -> Flags:
        """Return which edges may be used.

        Parameters
        ----------
        closed : iterable of str
            Ids of the passages that are shut, as from :func:`geo_ree.passages.closed_passages`.
        modes : iterable of int, optional
            Places in ``MODES``; all when not given.
        """
        usable: Flags = (self.passages & bits_of(closed)) == 0
        if modes is not None:
            usable &= numpy.isin(self.mode, list(modes))
        return usable

    def csgraph(self, *, usable: Flags | None = None, weights: Numbers | None = None) -> csr_array:
        """Return the graph as ``scipy.sparse.csgraph`` takes it.

        Parameters
        ----------
        usable : ndarray of bool, optional
            As from :meth:`open_edges`; the others get an infinite weight, which no shortest path takes.
        weights : ndarray of float64, optional
            One for each edge, above 0; ``length_km`` when not given.

        Returns
        -------
        csr_array
            Symmetric, its own copy of the weights. Two nodes may be joined by several entries, one a mode: dijkstra
            takes the best, but do not turn the matrix into another form, which would add them up.
        """
        cost = self.length_km if weights is None else weights
        if usable is not None:
            cost = numpy.where(usable, cost, numpy.inf)
        count = len(self.lon)
        return csr_array((cost[self.edge], self.neighbour, self.first), shape=(count, count))

    def edge_between(self, node: int, other: int, *, weights: Numbers | None = None) -> int:
        """Return the edge of least weight from a node to a neighbour.

        Raises
        ------
        ValueError
            When no edge joins them.
        """
        around = slice(self.first[node], self.first[node + 1])
        edges = self.edge[around][self.neighbour[around] == other]
        if not len(edges):
            raise ValueError(f"no edge joins the nodes {node} and {other}")
        cost = self.length_km if weights is None else weights
        return int(edges[cost[edges].argmin()])

    def nearest_nodes(self, lon: ArrayLike, lat: ArrayLike) -> tuple[Indexes, Numbers]:
        """Return the node nearest to each place, however far, and its distance on the ellipsoid, km.

        Parameters
        ----------
        lon, lat : array_like
            Degrees, shape (n,).
        """
        lon, lat = numpy.atleast_1d(numpy.asarray(lon, float)), numpy.atleast_1d(numpy.asarray(lat, float))
        _, node = cKDTree(points_in_space(self.lon, self.lat)).query(points_in_space(lon, lat))
        return node.astype(numpy.int32), distances_km(lon, lat, self.lon[node], self.lat[node])


@dataclass(frozen=True, eq=False)
class Shapes:
    """The bends of a network's edges: where its lines run on the map, and what of them is nearest to a place.

    Parameters
    ----------
    lon, lat : ndarray of float64
        The places of all edges, one edge after the other, each from its ``start`` to its ``end`` node.
    first : ndarray of int64
        Edge ``e`` has the places ``first[e]`` up to, but not at, ``first[e + 1]``; at least two.
    along_km : ndarray of float64
        How far along its edge each place lies: the edge's length, shared out as the distances on the map are.
    edge : ndarray of int32
        Whose place each is.
    """

    lon: Numbers
    lat: Numbers
    first: NDArray[numpy.int64]
    along_km: Numbers
    edge: Indexes

    def line(self, edge: int) -> Numbers:
        """Return an edge's places, shape (n, 2), from its ``start`` to its ``end``; longitudes never jump at 180°."""
        places = slice(self.first[edge], self.first[edge + 1])
        return numpy.column_stack([numpy.unwrap(self.lon[places], period=360), self.lat[places]])

    def nearest(self, lon: ArrayLike, lat: ArrayLike, *, usable: Flags) -> Snaps:
        """Return the point on an edge that is nearest to each place.

        Parameters
        ----------
        lon, lat : array_like
            Degrees, shape (n,).
        usable : ndarray of bool
            Which edges may be taken: those of one mode, say.
        """
        lon, lat = numpy.atleast_1d(numpy.asarray(lon, float)), numpy.atleast_1d(numpy.asarray(lat, float))
        known = numpy.flatnonzero(usable[self.edge])
        count = min(NEAR_PLACES, len(known))
        _, near = cKDTree(points_in_space(self.lon[known], self.lat[known])).query(points_in_space(lon, lat), k=count)
        near = known[near.reshape(len(lon), count)]
        rows = [self._nearest_of(x, y, places) for x, y, places in zip(lon, lat, near, strict=True)]
        return Snaps(*(numpy.array(column) for column in zip(*rows, strict=True)))

    def _nearest_of(self, lon: float, lat: float, places: Sequence[int]) -> tuple[int, float, float, float, float]:
        """Return edge, km along it, longitude, latitude and distance, of the best point beside some places."""
        begins = numpy.unique([near for place in places for near in (place - 1, place)])
        begins = begins[(begins >= 0) & (begins + 1 < len(self.edge))]
        begins = begins[self.edge[begins] == self.edge[begins + 1]]
        # Close by, the globe is flat: longitudes are shrunk to the scale of latitudes.
        narrow = max(numpy.cos(numpy.radians(lat)), 1e-6)
        x, y = ((self.lon[begins] - lon + 180) % 360 - 180) * narrow, self.lat[begins] - lat
        to_x = ((self.lon[begins + 1] - lon + 180) % 360 - 180) * narrow - x
        to_y = self.lat[begins + 1] - lat - y
        squared = numpy.maximum(to_x**2 + to_y**2, 1e-18)
        share = numpy.clip(-(x * to_x + y * to_y) / squared, 0, 1)
        best = int(numpy.hypot(x + share * to_x, y + share * to_y).argmin())
        begin, part = begins[best], share[best]
        along = self.along_km[begin] * (1 - part) + self.along_km[begin + 1] * part
        east = (lon + (x[best] + part * to_x[best]) / narrow + 180) % 360 - 180
        north = lat + y[best] + part * to_y[best]
        away = float(distances_km(lon, lat, east, north))
        return int(self.edge[begin]), float(along), float(east), float(north), away


@dataclass(frozen=True, eq=False)
class Snaps:
    """Points on edges, one for each place that was asked for.

    Parameters
    ----------
    edge : ndarray of int64
    along_km : ndarray of float64
        From the edge's ``start`` node.
    lon, lat : ndarray of float64
        The point itself, degrees.
    distance_km : ndarray of float64
        From the place to the point: always reported, so that nobody takes a far-off line for a near one.
    """

    edge: NDArray[numpy.int64]
    along_km: Numbers
    lon: Numbers
    lat: Numbers
    distance_km: Numbers


@lru_cache(maxsize=1)
def sea_network() -> Network:
    """Return the sea lanes, read once.

    Examples
    --------
    >>> sea = sea_network()
    >>> "NLRTM" in sea.port_ids, set(sea.mode.tolist())
    (True, {0})
    """
    return read_network("sea")


@lru_cache(maxsize=1)
def land_network() -> Network:
    """Return the railways and main roads, read once. Map data © OpenStreetMap contributors, ODbL.

    Examples
    --------
    >>> land = land_network()
    >>> [MODES[mode] for mode in sorted(set(land.mode.tolist()))]
    ['rail', 'road', 'transfer']
    """
    return read_network("land")


@lru_cache(maxsize=1)
def land_shapes() -> Shapes:
    """Return where the lines of the land network run, read once.

    Examples
    --------
    >>> shapes = land_shapes()
    >>> snap = shapes.nearest(31.19, 39.70, usable=land_network().mode == RAIL)
    >>> bool(snap.distance_km[0] < LAND_SNAP_LIMIT_KM)
    True
    """
    network = land_network()
    with numpy.load(layers_folder() / FOLDER / "land_shapes.npz") as file:
        counts, steps_lon, steps_lat = file["count"], file["lon_step"], file["lat_step"]
    return _shapes(network, counts.astype(numpy.int64), steps_lon, steps_lat)


def read_network(name: str) -> Network:
    """Return a network of ``layers/networks/``: ``"sea"`` or ``"land"``."""
    with numpy.load(layers_folder() / FOLDER / f"{name}.npz") as file:
        stored = {key: file[key] for key in file.files}
    start, end = stored["start"], stored["end"]
    first, neighbour, edge = by_node(start, end, len(stored["lon"]))
    arrays = {
        "lon": stored["lon"] / NODE_UNITS,
        "lat": stored["lat"] / NODE_UNITS,
        "start": start,
        "end": end,
        "length_km": stored["length_m"] / 1000,
        "mode": stored["mode"],
        "basis": stored["basis"],
        "passages": stored["passages"],
        "port_nodes": stored["port_node"],
        "first": first,
        "neighbour": neighbour,
        "edge": edge,
    }
    _seal(arrays.values())
    return Network(port_ids=tuple(stored["port_id"].astype(str).tolist()), **arrays)


def by_node(start: Indexes, end: Indexes, count: int) -> tuple[Indexes, Indexes, Indexes]:
    """Return edges by node, both ways: where each node's begin, the neighbours, the edges' numbers."""
    here, there = numpy.concatenate([start, end]), numpy.concatenate([end, start])
    order = numpy.lexsort((there, here))
    first = numpy.searchsorted(here[order], numpy.arange(count + 1)).astype(numpy.int32)
    edge = numpy.tile(numpy.arange(len(start), dtype=numpy.int32), 2)[order]
    return first, there[order].astype(numpy.int32), edge


def points_in_space(lon: ArrayLike, lat: ArrayLike) -> Numbers:
    """Return places as points on a sphere, km, shape (n, 3): no seam at 180° and no poles."""
    across, up = numpy.radians(lon), numpy.radians(lat)
    flat = numpy.cos(up)
    return RADIUS_KM * numpy.stack([flat * numpy.cos(across), flat * numpy.sin(across), numpy.sin(up)], axis=-1)


def distances_km(lon: ArrayLike, lat: ArrayLike, to_lon: ArrayLike, to_lat: ArrayLike) -> Numbers:
    """Return the lengths of geodesics, km."""
    return numpy.asarray(ELLIPSOID.inv(lon, lat, to_lon, to_lat)[2]) / 1000


def _shapes(
    network: Network, counts: NDArray[numpy.int64], steps_lon: NDArray[numpy.int16], steps_lat: NDArray[numpy.int16]
) -> Shapes:
    """Return shapes from the number of bends of each edge and the steps from place to place, in thousandths."""
    first = numpy.concatenate([[0], numpy.cumsum(counts + 2)])
    edge = numpy.repeat(numpy.arange(len(counts), dtype=numpy.int32), counts + 2)
    lon = _places(network.lon, network, first, counts, steps_lon)
    lon = numpy.where(lon < -180, lon + 360, numpy.where(lon >= 180, lon - 360, lon))
    lat = _places(network.lat, network, first, counts, steps_lat)
    pieces = numpy.zeros(len(edge))
    pieces[1:] = distances_km(lon[:-1], lat[:-1], lon[1:], lat[1:])
    pieces[first[:-1]] = 0
    reached = numpy.cumsum(pieces)
    along = reached - reached[first[:-1]][edge]
    whole = along[first[1:] - 1]
    along *= (network.length_km / numpy.maximum(whole, 1e-9))[edge]
    along[first[1:] - 1] = network.length_km  # two nodes may share one place
    arrays = {"lon": lon, "lat": lat, "first": first, "along_km": along, "edge": edge}
    _seal(arrays.values())
    return Shapes(**arrays)


def _places(
    nodes: Numbers,
    network: Network,
    first: NDArray[numpy.int64],
    counts: NDArray[numpy.int64],
    steps: NDArray[numpy.int16],
) -> Numbers:
    """Return one coordinate of all places: the nodes at the ends, and between them what the steps add up to."""
    inner_first = numpy.concatenate([[0], numpy.cumsum(counts)])
    reached = numpy.concatenate([[0], numpy.cumsum(steps, dtype=numpy.int64)])
    owner = numpy.repeat(numpy.arange(len(counts)), counts)
    begin = numpy.rint(nodes[network.start] * SHAPE_UNITS)
    inner = begin[owner] + reached[1:] - reached[inner_first[:-1]][owner]
    places = numpy.empty(first[-1])
    places[first[:-1]] = nodes[network.start]
    places[first[1:] - 1] = nodes[network.end]
    inside = numpy.ones(first[-1], bool)
    inside[first[:-1]] = inside[first[1:] - 1] = False
    places[inside] = inner / SHAPE_UNITS
    return places


def _seal(arrays: Iterable[NDArray[numpy.generic]]) -> None:
    for array in arrays:
        array.flags.writeable = False
