"""What is asked of all tools: the same each time, as every choice is drawn from one seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import geopandas
import numpy

from benchmarks.peers import Graph, ends_of, shared_network
from geo_ree.atlas.built_in import built_in_atlas
from geo_ree.routing.network.graph import Numbers, distances_km
from geo_ree.routing.network.weights import Costing
from geo_ree.routing.places import Stop, stop_of
from geo_ree.routing.search.through_stops import connectors_of

SEED = 1
# Two places that are farther apart lie, as good as always, on two continents, km.
FAR_KM = 5000.0
# So far from a node on land, at most, lie the places that are made up, degrees: about 2 km each way.
ASIDE = 0.02

Place = tuple[float, float]
Cell = tuple[int, int]


@dataclass(frozen=True)
class Sizes:
    """How much is asked.

    Parameters
    ----------
    rows, columns : int
        Of our matrices.
    squares : tuple of int
        The sides of scgraph's.
    cells : int
        How many cells of a matrix a tool is asked for that answers one by one.
    far_pairs : int
        Routes between places of the atlas.
    sea_turns, land_turns, command_turns : int
        How often each is measured: matrices by sea, those by all modes, commands.
    """

    rows: int
    columns: int
    squares: tuple[int, ...]
    cells: int
    far_pairs: int
    sea_turns: int
    land_turns: int
    command_turns: int


FULL = Sizes(2000, 100, (60, 100, 300), 40, 60, 7, 3, 9)
QUICK = Sizes(60, 10, (10, 20), 4, 6, 2, 1, 1)


@dataclass(frozen=True)
class Matrix:
    """Places between which all costs are asked.

    Parameters
    ----------
    origins, destinations : tuple of (float, float)
        Longitude and latitude, degrees.
    cells : tuple of (int, int)
        Row and column of those that are asked for one by one.
    """

    origins: tuple[Place, ...]
    destinations: tuple[Place, ...]
    cells: tuple[Cell, ...]

    @property
    def pairs(self) -> list[tuple[Place, Place]]:
        """The places of ``cells``."""
        return [(self.origins[row], self.destinations[column]) for row, column in self.cells]

    def points(self) -> tuple[geopandas.GeoSeries, geopandas.GeoSeries]:
        """Return origins and destinations as our matrix takes them."""
        origins, destinations = (
            geopandas.GeoSeries(geopandas.points_from_xy(*zip(*places, strict=True)), crs="EPSG:4326")
            for places in (self.origins, self.destinations)
        )
        return origins, destinations

    def square(self, side: int) -> Square:
        """Return a square that shares cells with this matrix: about half its places from each side."""
        columns = min(side // 2, len(self.destinations))
        rows = side - columns
        cells = tuple(product(range(rows), range(columns)))
        return Square((*self.origins[:rows], *self.destinations[:columns]), rows, cells)


@dataclass(frozen=True)
class Square:
    """Places between all of which costs are asked.

    Parameters
    ----------
    places : tuple of (float, float)
    rows : int
        How many of them are origins of the matrix, its first ones; after them come its first destinations.
    cells : tuple of (int, int)
        The cells of the matrix that the square holds; a column of the matrix stands ``rows`` farther on in it.
    """

    places: tuple[Place, ...]
    rows: int
    cells: tuple[Cell, ...]


def matrix_at_sea(graph: Graph, sizes: Sizes) -> Matrix:
    """Return places in the lanes.

    They lie on nodes, so that all tools join them to the same ones and lengths can be compared; which these are each
    tool has to find out.
    """
    nodes = numpy.flatnonzero(graph.is_main)
    chosen = numpy.random.default_rng(SEED).choice(nodes, sizes.rows + sizes.columns, replace=False)
    return _matrix(numpy.column_stack([graph.lon[chosen], graph.lat[chosen]]), sizes)


def matrix_on_land(graph: Graph, sizes: Sizes, *, first_node: int) -> Matrix:
    """Return places some kilometres off railways and main roads.

    Parameters
    ----------
    graph : Graph
    sizes : Sizes
    first_node : int
        The land's first.
    """
    random = numpy.random.default_rng(SEED)
    nodes = numpy.flatnonzero(graph.is_main)
    chosen = random.choice(nodes[nodes >= first_node], sizes.rows + sizes.columns, replace=False)
    places = numpy.column_stack([graph.lon[chosen], graph.lat[chosen]])
    return _matrix(numpy.clip(places + random.uniform(-ASIDE, ASIDE, places.shape), (-180, -90), (180, 90)), sizes)


def _matrix(places: Numbers, sizes: Sizes) -> Matrix:
    cells = numpy.random.default_rng(SEED).choice(sizes.rows * sizes.columns, sizes.cells, replace=False).tolist()
    rows = [(float(lon), float(lat)) for lon, lat in places]
    return Matrix(
        tuple(rows[: sizes.rows]), tuple(rows[sizes.rows :]), tuple(divmod(cell, sizes.columns) for cell in cells)
    )


def far_pairs(costing: Costing, graph: Graph, count: int) -> list[tuple[Stop, Stop]]:
    """Return pairs of deposits and plants of the atlas that lie far apart, each joined to the main network."""
    atlas, shared = built_in_atlas(), shared_network(costing.modes)
    stops = [stop_of(place, atlas) for place in sorted({*atlas.deposits.index, *atlas.facilities.index})]
    joined = [
        stop
        for stop, connectors in zip(stops, connectors_of(stops, costing, shared), strict=True)
        if any(graph.is_main[node] for node in ends_of(connectors, costing, shared))
    ]
    far = [pair for pair in product(joined, joined) if km_between(pair) >= FAR_KM]
    chosen = numpy.random.default_rng(SEED).choice(len(far), min(count, len(far)), replace=False)
    return [far[number] for number in chosen]


def km_between(pair: Sequence[Stop]) -> float:
    """Return the length of the geodesic between two places, km."""
    here, there = pair
    return float(distances_km([here.lon], [here.lat], [there.lon], [there.lat])[0])
