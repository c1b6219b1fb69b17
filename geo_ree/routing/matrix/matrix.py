"""Distances, hours or emissions between many places: a row an origin, a column a destination."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, lru_cache
from numbers import Integral
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

from geo_ree import __version__
from geo_ree.atlas.atlas import Atlas, built_in_atlas
from geo_ree.layers.folder import layers_folder
from geo_ree.routing.factors import Rates
from geo_ree.routing.matrix.chunks import Places, Problem, computed
from geo_ree.routing.matrix.places import Side, sides_of
from geo_ree.routing.matrix.store import BlockFiles
from geo_ree.routing.network.graph import FOLDER, Numbers
from geo_ree.routing.network.multimodal import Terms, transport_for
from geo_ree.routing.options import ROUTE_MODES, checked_access, terms_of
from geo_ree.routing.places import End
from geo_ree.routing.route import joints_of
from geo_ree.routing.search.distance_table import SWEPT, TREES, reach_of

if TYPE_CHECKING:
    import geopandas
    import pandas
    from distributed import Client

# What the values are called, and what a cost is multiplied by to be one: costs of CO2e are in grams.
VALUES: Mapping[str, tuple[str, float]] = MappingProxyType(
    {"distance": ("distance_km", 1.0), "time": ("hours", 1.0), "co2e": ("co2e_kg_per_t", 1e-3)}
)
# So long must a matrix take before a bar is worth looking at, seconds.
PATIENCE = 2.0


def route_matrix(
    origins: geopandas.GeoDataFrame | geopandas.GeoSeries | Iterable[End] | End,
    destinations: geopandas.GeoDataFrame | geopandas.GeoSeries | Iterable[End] | End,
    *,
    modes: Iterable[str] = ROUTE_MODES,
    closed: Iterable[str] = (),
    opened: Iterable[str] = (),
    objective: str = "distance",
    ship: str = "handysize",
    avoid: Iterable[str] = (),
    access_km: float | None = None,
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
    modes, closed, opened, ship, avoid, access_km, atlas
        As :func:`geo_ree.find_route` takes them.
    objective : str
        What is kept least and what the values are: ``distance`` (km), ``time`` (hours, handling included) or ``co2e``
        (kg of CO2e a tonne of cargo).
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
        0 from a place to itself. The values are the same however they are computed. Of distances and hours each change
        of mode takes a millionth more, so that of equal routes the one with fewer changes is taken.

    Raises
    ------
    InvalidPlace
        With all that is wrong with the places: empty, missing or other geometries, no CRS, names that stand twice,
        points off the globe.
    UnknownOption
        For an unknown mode, passage, objective or class of ship.
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
    atlas = atlas or built_in_atlas()
    terms, rates = terms_of(
        atlas, modes=modes, closed=closed, opened=opened, objective=objective, ship=ship, avoid=avoid
    )
    if block_size is None:
        block_size = SWEPT if terms.modes == ("sea",) and workers == 1 and client is None else TREES
    sides = sides_of(origins, destinations, atlas)
    # A tree is grown from each row of the problem, so its rows are the shorter side.
    is_turned = len(sides[0].stops) > len(sides[1].stops)
    value_name, scale = VALUES[terms.prices.objective]
    starts, ends = _places(sides[::-1] if is_turned else sides, terms, checked_access(access_km))
    problem = Problem(starts, ends, terms, scale, block_size)
    store = None
    if folder is not None:
        query = {**_as_words(terms, rates), "value": value_name, **_particulars(sides, problem)}
        store = Store(BlockFiles(Path(folder), query, value_name), sides[::-1] if is_turned else sides, is_turned)
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


def _as_words(terms: Terms, rates: Rates) -> dict[str, Any]:
    """Return what a query allows and minimises as words for a manifest."""
    return {
        "objective": terms.prices.objective,
        "modes": list(terms.modes),
        "closed": list(terms.closed),
        "avoid": list(terms.avoid),
        "ship": rates.ship,
        "prices": repr(terms.prices),
    }


def _places(sides: tuple[Side, Side], terms: Terms, access_km: float | None) -> tuple[Places, Places]:
    """Return where the places of both sides lie and join the network; each place is looked up once."""
    shared = transport_for(terms)
    stops = list(dict.fromkeys(stop for side in sides for stop in side.stops))
    joints = dict(zip(stops, joints_of(stops, terms, shared, access_km=access_km), strict=True))
    start, end = (
        Places(
            numpy.array([(stop.lon, stop.lat) for stop in side.stops], float).reshape(-1, 2),
            reach_of([joints[stop] for stop in side.stops], terms, shared),
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
