"""The transport networks: sea lanes, and railways with main roads, as arrays that several queries can share.

Both are undirected graphs read from ``layers/networks/`` when first asked for. Nothing in them can be changed: closing
a passage makes new weights, never a new network.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

from geo_ree.layers.folder import layers_folder
from geo_ree.routing.passages import bits_of

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MODES = ("sea", "rail", "road", "transfer")
SEA, RAIL, ROAD, TRANSFER = range(4)
# What an edge rests on; a shortcut is an open-water geodesic that no lane of the data holds.
BASES = ("network", "patch", "gap", "access", "shortcut")
# Farther off, a place is not on the network.
SEA_SNAP_LIMIT_KM = 50.0
LAND_SNAP_LIMIT_KM = 15.0

FOLDER = "networks"
# In how many parts a degree is stored for nodes.
NODE_UNITS = 100_000
RADIUS_KM = 6371.0088
FEW = 64  # places
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
        Which passages an edge goes through, one bit each, as in :mod:`geo_ree.routing.passages`.
    port_ids : tuple of str
        The ports (UN/LOCODE) that are nodes.
    port_nodes : ndarray of int32
        Their nodes.
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

    @cached_property
    def around(self) -> tuple[Indexes, Indexes, Indexes]:
        """The same graph by node, as ``first``, ``neighbour`` and ``edge``.

        From node ``n`` the edges ``edge[first[n]:first[n + 1]]`` lead to the nodes ``neighbour[…]``.
        """
        arrays = by_node(self.start, self.end, len(self.lon))
        seal(arrays)
        return arrays

    @cached_property
    def _in_space(self) -> Numbers:
        return points_in_space(self.lon, self.lat)

    def open_edges(self, *, closed: Iterable[str] = (), modes: Iterable[int] | None = None) -> Flags:
        """Return which edges may be used.

        Parameters
        ----------
        closed : iterable of str
            Ids of the passages that are closed.
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
            Symmetric, its own copy of the weights. Two nodes may be connected by several entries, one a mode: dijkstra
            takes the best, but do not turn the matrix into another form, which would add them up.
        """
        # Imported when called: what only reads the network should not wait for scipy.
        from scipy.sparse import csr_array

        cost = self.length_km if weights is None else weights
        if usable is not None:
            cost = numpy.where(usable, cost, numpy.inf)
        count, (first, neighbour, edge) = len(self.lon), self.around
        return csr_array((cost[edge], neighbour, first), shape=(count, count))

    def edge_between(self, node: int, other: int, *, weights: Numbers | None = None) -> int:
        """Return the edge of least weight from a node to a neighbour.

        Raises
        ------
        ValueError
            When no edge connects them.
        """
        first, neighbour, edge = self.around
        here = slice(first[node], first[node + 1])
        edges = edge[here][neighbour[here] == other]
        if not len(edges):
            raise ValueError(f"no edge connects the nodes {node} and {other}")
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
        here = points_in_space(lon, lat)
        if len(here) > FEW:
            # Imported when called: for a few places that would take longer than the search.
            from scipy.spatial import KDTree

            node = KDTree(self._in_space).query(here)[1]
        else:
            # The nearest point of a sphere has the greatest product.
            node = (here @ self._in_space.T).argmax(axis=1)
        return node.astype(numpy.int32), distances_km(lon, lat, self.lon[node], self.lat[node])


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
def land_countries() -> tuple[str, ...]:
    """Return the country of each node on land, ISO 3166-1 alpha-2; empty where the node lies in none. Read once."""
    with numpy.load(layers_folder() / FOLDER / "land_countries.npz") as file:
        codes, country = file["code"].astype(str), file["country"]
    return tuple(codes[country].tolist())


def read_network(name: str) -> Network:
    """Return a network of ``layers/networks/``: ``"sea"`` or ``"land"``."""
    with numpy.load(layers_folder() / FOLDER / f"{name}.npz") as file:
        stored = {key: file[key] for key in file.files}
    arrays = {
        "lon": stored["lon"] / NODE_UNITS,
        "lat": stored["lat"] / NODE_UNITS,
        "start": stored["start"],
        "end": stored["end"],
        "length_km": stored["length_m"] / 1000,
        "mode": stored["mode"],
        "basis": stored["basis"],
        "passages": stored["passages"],
        "port_nodes": stored["port_node"],
    }
    seal(arrays.values())
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


def seal(arrays: Iterable[NDArray[numpy.generic]]) -> None:
    """Make arrays read-only, as several queries share them."""
    for array in arrays:
        array.flags.writeable = False
