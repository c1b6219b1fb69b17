"""Distances, hours or emissions between many places: a row an origin, a column a destination."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from numbers import Integral
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

from geo_ree import __version__
from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.errors import UnknownOption
from geo_ree.layers.folder import layers_folder
from geo_ree.routing.matrix.chunks import Places, Problem, computed
from geo_ree.routing.matrix.places import Side, sides_of
from geo_ree.routing.matrix.store import BlockFiles
from geo_ree.routing.network.graph import FOLDER, Numbers
from geo_ree.routing.network.multimodal import network_for
from geo_ree.routing.network.weights import Costing, unit_costs_of, without_weights
from geo_ree.routing.options import DEFAULT_OBJECTIVE, ROUTE_MODES, Query, RouteOptions, several
from geo_ree.routing.places import PlaceLike
from geo_ree.routing.search.distance_table import SWEPT, TREES, reach_of
from geo_ree.routing.search.through_stops import connectors_of
from geo_ree.routing.ships import DEFAULT_SHIP

if TYPE_CHECKING:
    import geopandas
    import pandas
    from distributed import Client

# What may be returned, by which objective it is minimised, and what a cost of that is multiplied by to be one: costs
# of CO2e are in grams.
VALUES: Mapping[str, tuple[str, float]] = MappingProxyType(
    {"co2e_kg_per_t": ("co2e", 1e-3), "hours": ("time", 1.0), "distance_km": ("distance", 1.0)}
)
# So long must a matrix take before a bar is worth looking at, seconds.
PATIENCE = 2.0


def route_matrix(
    origins: geopandas.GeoDataFrame | geopandas.GeoSeries | Iterable[PlaceLike] | PlaceLike,
    destinations: geopandas.GeoDataFrame | geopandas.GeoSeries | Iterable[PlaceLike] | PlaceLike,
    *,
    modes: Iterable[str] = ROUTE_MODES,
    closed: Iterable[str] = (),
    opened: Iterable[str] = (),
    avoid_ports: Iterable[str] = (),
    objective: str = DEFAULT_OBJECTIVE,
    ship: str = DEFAULT_SHIP,
    access_km: float | None = None,
    value: str | None = None,
    atlas: Atlas | None = None,
    workers: int = 1,
    client: Client | None = None,
    folder: str | PathLike[str] | None = None,
    block_size: int | None = None,
    progress: bool | None = None,
) -> pandas.DataFrame:
    """Find how far it is from each origin to each destination, or how long it takes, or what it emits.

    Each value is that of :func:`geo_ree.find_route` between the two places; routes themselves are not made. The work
    grows with the shorter side: 2,000 plants by 100 ports are a hundred searches, either way round.

    Parameters
    ----------
    origins, destinations : GeoDataFrame, GeoSeries or sequence
        Points in any CRS, their index naming rows and columns. A point that bears the UN/LOCODE of a port of the
        networks and lies within 1 km of it is that port, so that ``atlas.ports`` can be given; several points in one
        row stand for a deposit, which is at the first. Or ids of the atlas, UN/LOCODEs and points as (lon, lat) in
        degrees, each its own name.
    modes, closed, opened, avoid_ports, objective, ship, access_km, atlas
        As :func:`geo_ree.find_route` takes them, with the same defaults: the routes are those of least CO2e.
    value : str, optional
        What is returned of each route: ``co2e_kg_per_t`` (kg of CO2e a tonne of cargo), ``hours`` (handling included)
        or ``distance_km``. When not given, what is minimised.
    workers : int
        Processes on this machine. With more than 1, a script must keep what it runs under
        ``if __name__ == "__main__":``, as the processes import it.
    client : dask.distributed.Client, optional
        Of a cluster that computes the blocks; geo_ree must be installed there. A worker may be lost on the way.
        Needs the extra ``dask``.
    folder : path, optional
        Where each block is written as Parquet as soon as it is done, beside ``_manifest.json``. Called again with the
        same query, only what is missing is computed. ``pandas.read_parquet(folder)`` gives a row for each pair. Needs
        the extra ``parquet``.
    block_size : int, optional
        Rows of the shorter side in a block: what is computed at once, and at most lost.
    progress : bool, optional
        Whether to show a bar on standard error. When not given, where that is a terminal, after two seconds.

    Returns
    -------
    DataFrame
        A row an origin, a column a destination. NaN where there is no route, or a place is too far from every network;
        0 from a place to itself. The values are the same however they are computed. Of distances and hours, where they
        are minimised, each transfer takes a millionth more, so that of equal routes the one with fewer is taken.

    Raises
    ------
    InvalidPlace
        With all that is wrong with the places: empty, missing or other geometries, no CRS, names that stand twice,
        points off the globe.
    UnknownOption
        For an unknown mode, passage, objective, class of ship or value.
    UnknownId
        For an unknown port to avoid, and for a place where that is all that is wrong.
    UnwritableFile
        Where the folder cannot be written, or holds another matrix or anything else. Nothing is overwritten.
    MissingLibrary
        Without what ``client`` or ``folder`` needs.

    Examples
    --------
    >>> import geo_ree
    >>> km = geo_ree.route_matrix(["beylikova", "CNTXG"], ["NLRTM", "USHOU"])
    >>> list(km.columns), km.index[km["NLRTM"].argmin()]
    (['NLRTM', 'USHOU'], 'beylikova')
    """
    import pandas

    _check_numbers(workers=workers, block_size=block_size, client=client)
    atlas = given_atlas(atlas)
    options = RouteOptions(
        modes=tuple(several(modes)),
        closed=tuple(several(closed)),
        opened=tuple(several(opened)),
        avoid_ports=tuple(several(avoid_ports)),
        objective=objective,
        ship=ship,
        access_km=access_km,
    )
    query = options.resolved(atlas)
    costing = query.costing
    if block_size is None:
        block_size = SWEPT if costing.modes == ("sea",) and workers == 1 and client is None else TREES
    sides = sides_of(origins, destinations, atlas)
    # A tree is grown from each row of the problem, so its rows are the shorter side.
    is_turned = len(sides[0].stops) > len(sides[1].stops)
    value_name = _value_name(value, options.objective)
    valued = _valued(value_name, query)
    starts, ends = _places(sides[::-1] if is_turned else sides, costing, valued, options.access_km)
    problem = Problem(starts, ends, costing, VALUES[value_name][1], block_size, valued)
    store = None
    if folder is not None:
        asked = {**_as_words(query), "value": value_name, **_particulars(sides, problem)}
        store = Store(BlockFiles(Path(folder), asked, value_name), sides[::-1] if is_turned else sides, is_turned)
    values = _collected(problem, store, workers=workers, client=client, progress=progress)
    return pandas.DataFrame(values.T if is_turned else values, sides[0].labels, sides[1].labels)


@dataclass(frozen=True, eq=False)
class Store:
    """Where the blocks of a problem are kept, and what their rows and columns are called there.

    Parameters
    ----------
    files : BlockFiles
    sides : tuple of Side
        Rows and columns of the problem.
    is_turned : bool
        Whether its rows are the destinations.
    """

    files: BlockFiles
    sides: tuple[Side, Side]
    is_turned: bool

    def read(self, block: int, rows: slice) -> Numbers | None:
        """Return a block; None where it has still to be computed."""
        return self.files.read(block, (rows.stop - rows.start, len(self.sides[1].stops)))

    def write(self, block: int, rows: slice, values: Numbers) -> None:
        """Keep a block."""
        names = [str(label) for label in self.sides[0].labels[rows]], self._columns
        self.files.write(block, values, names, is_turned=self.is_turned)

    @cached_property
    def _columns(self) -> list[str]:
        return [str(label) for label in self.sides[1].labels]


def _collected(
    problem: Problem, store: Store | None, *, workers: int, client: Client | None, progress: bool | None
) -> Numbers:
    """Return all blocks as one table: those that a folder holds, and the rest as they come in, which it then gets."""
    values = numpy.full((len(problem.starts), len(problem.ends)), numpy.nan)
    missing = []
    if store:
        store.files.begin()
    for block in range(problem.block_count):
        rows = problem.rows(block)
        kept = store.read(block, rows) if store else None
        if kept is None:
            missing.append(block)
        else:
            values[rows] = kept
    with closing(computed(problem, missing, workers=workers, client=client)) as done:
        for block, found in _shown(done, problem, missing, progress):
            rows = problem.rows(block)
            if store:
                store.write(block, rows, found)
            values[rows] = found
    return values


def _shown(
    done: Iterator[tuple[int, Numbers]], problem: Problem, missing: list[int], progress: bool | None
) -> Iterator[tuple[int, Numbers]]:
    """Yield blocks, and show on standard error how far it is."""
    from tqdm import tqdm

    width, count = len(problem.ends), len(problem.starts)
    left = sum(len(problem.starts.reach[problem.rows(block)]) for block in missing)
    with tqdm(
        total=count * width,
        initial=(count - left) * width,
        unit="pair",
        unit_scale=True,
        disable=None if progress is None else not progress,  # None: only where it is a terminal
        delay=PATIENCE if progress is None else 0,
    ) as bar:
        for block, found in done:
            yield block, found
            bar.update(found.size)


def _check_numbers(*, workers: int, block_size: int | None, client: Client | None) -> None:
    for name, number in (("workers", workers), ("block_size", 1 if block_size is None else block_size)):
        if not isinstance(number, Integral) or number < 1:
            raise ValueError(f"{name} must be a whole number from 1 on; got {number!r}")
    if client is not None and workers > 1:
        raise ValueError("give workers, for processes on this machine, or client, for those of a cluster; not both")


def _as_words(query: Query) -> dict[str, Any]:
    """Return what a query allows and minimises as words for a manifest."""
    costing = query.costing
    return {
        "objective": query.options.objective,
        "modes": list(costing.modes),
        "closed": list(costing.closed),
        "avoid_ports": list(costing.avoid_ports),
        "ship": query.options.ship,
        "unit_costs": repr(costing.unit_costs),
    }


def _value_name(value: str | None, objective: str) -> str:
    """Return the name of what is returned; what is minimised where nobody says."""
    if value is None:
        return next(name for name, (minimised, _) in VALUES.items() if minimised == objective)
    if value not in VALUES:
        raise UnknownOption("value of a route", value, VALUES)
    return value


def _valued(value_name: str, query: Query) -> Costing | None:
    """Return the costs of what is returned; None where that is what is minimised."""
    objective = VALUES[value_name][0]
    if objective == query.options.objective:
        return None
    return replace(query.costing, unit_costs=without_weights(unit_costs_of(objective, query.rates)))


def _places(
    sides: tuple[Side, Side], costing: Costing, valued: Costing | None, access_km: float | None
) -> tuple[Places, Places]:
    """Return where the places of both sides lie and are connected to the network; each is looked up once."""
    shared = network_for(costing.modes)
    stops = list(dict.fromkeys(stop for side in sides for stop in side.stops))
    connectors = dict(zip(stops, connectors_of(stops, costing, shared, access_km=access_km), strict=True))
    start, end = (
        Places(
            numpy.array([(stop.lon, stop.lat) for stop in side.stops], float).reshape(-1, 2),
            reach_of([connectors[stop] for stop in side.stops], costing, shared),
            reach_of([connectors[stop] for stop in side.stops], valued, shared) if valued else None,
        )
        for side in sides
    )
    return start, end


def _particulars(sides: tuple[Side, Side], problem: Problem) -> dict[str, Any]:
    """Return what else decides the numbers in a folder: names, places, networks, blocks, version."""
    return {
        "origins": len(sides[0].stops),
        "destinations": len(sides[1].stops),
        "names": hashlib.sha256(repr([list(side.labels) for side in sides]).encode()).hexdigest(),
        "places": _digest(array for side in (problem.starts, problem.ends) for array in side.arrays()),
        "networks": {name: _digest_of_network(name) for name in ("sea", "land")},
        "block_size": problem.block_size,
        "blocks": problem.block_count,
        "geo_ree": __version__,
    }


def _digest(arrays: Iterable[NDArray[Any]]) -> str:
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()


@lru_cache(maxsize=2)
def _digest_of_network(name: str) -> str:
    return hashlib.sha256((layers_folder() / FOLDER / f"{name}.npz").read_bytes()).hexdigest()
