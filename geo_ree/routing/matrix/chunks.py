"""A matrix computed in blocks: one after the other, by several processes, or by a Dask cluster.

What is computed is the same each way: a worker gets the connectors of the places as arrays, reads the networks
itself and gives back the block's numbers.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

from geo_ree.errors import MissingLibrary
from geo_ree.routing.network.graph import Flags, Numbers
from geo_ree.routing.network.multimodal import network_for
from geo_ree.routing.network.weights import Costing
from geo_ree.routing.search.distance_table import Reach, costs_between
from geo_ree.routing.search.value_table import TwoReach, values_between

if TYPE_CHECKING:
    from distributed import Client, Future

# How often a cluster tries a block again that failed; one whose worker died it takes up by itself.
RETRIES = 3


@dataclass(frozen=True, eq=False)
class Places:
    """Where the places of one side lie and how they are connected to the network.

    Parameters
    ----------
    lonlat : ndarray of float64
        Shape (n, 2), degrees.
    reach : Reach
        What connecting them costs in what is minimised.
    value_reach : Reach, optional
        The same in what is returned, where that is another figure.
    """

    lonlat: Numbers
    reach: Reach
    value_reach: Reach | None = None

    def __len__(self) -> int:
        return len(self.reach)

    def arrays(self) -> Iterator[NDArray[Any]]:
        """Yield all of it, array by array."""
        yield self.lonlat
        for reach in (self.reach, self.value_reach):
            yield from (getattr(reach, field.name) for field in fields(Reach)) if reach else ()

    @property
    def two_reach(self) -> TwoReach:
        """Both, for another figure than what is minimised."""
        assert self.value_reach is not None
        return TwoReach(self.reach, self.value_reach)


@dataclass(frozen=True, eq=False)
class Problem:
    """A matrix to be computed, a block of rows at a time.

    Parameters
    ----------
    starts, ends : Places
        Of the rows and the columns. A tree is grown from each row, so these should be the fewer.
    costing : Costing
    scale : float
        What a result is multiplied by: costs of CO2e are in grams, results in kilograms.
    block_size : int
        Rows in a block.
    valued : Costing, optional
        The unit costs of what is returned, where that is another figure than what is minimised.
    """

    starts: Places
    ends: Places
    costing: Costing
    scale: float
    block_size: int
    valued: Costing | None = None

    @property
    def block_count(self) -> int:
        """How many blocks there are; the last may be smaller."""
        return -(-len(self.starts) // self.block_size)

    def rows(self, block: int) -> slice:
        """Return the rows of a block."""
        begin = block * self.block_size
        return slice(begin, min(begin + self.block_size, len(self.starts)))

    def values(self, block: int) -> Numbers:
        """Return a block: NaN where there is no path, 0 from a place to itself."""
        rows = self.rows(block)
        costs = self._costs(rows)
        values: Numbers = numpy.where(numpy.isfinite(costs), costs * self.scale, numpy.nan)
        is_same: Flags = (self.starts.lonlat[rows, None] == self.ends.lonlat).all(axis=2)
        values[is_same] = 0.0
        return values

    def _costs(self, rows: slice) -> Numbers:
        shared = network_for(self.costing.modes)
        if self.valued is None:
            return costs_between(self.starts.reach[rows], self.ends.reach, self.costing, shared)
        return values_between(self.starts.two_reach[rows], self.ends.two_reach, self.costing, self.valued, shared)


def values_of_block(problem: Problem, block: int) -> Numbers:
    """Return a block; what a worker is asked for."""
    return problem.values(block)


def computed(
    problem: Problem, blocks: Iterable[int], *, workers: int = 1, client: Client | None = None
) -> Generator[tuple[int, Numbers]]:
    """Yield blocks as they are done, each with its number; in what order is not said.

    Parameters
    ----------
    problem : Problem
    blocks : iterable of int
        Which blocks.
    workers : int
        Processes on this machine; with 1, this one does it.
    client : dask.distributed.Client, optional
        Of the cluster that does it instead.
    """
    blocks = list(blocks)
    if client is not None:
        return _by_cluster(problem, blocks, client)
    if min(workers, len(blocks)) > 1:
        return _by_processes(problem, blocks, min(workers, len(blocks)))
    return ((block, problem.values(block)) for block in blocks)


def _by_processes(problem: Problem, blocks: list[int], workers: int) -> Generator[tuple[int, Numbers]]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    # Processes, as scipy's search lets no other thread run; spawned, as a fork copies locks that threads may hold.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        numbers = {pool.submit(values_of_block, problem, block): block for block in blocks}
        for future in as_completed(numbers):
            yield numbers.pop(future), future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _by_cluster(problem: Problem, blocks: list[int], client: Client) -> Generator[tuple[int, Numbers]]:
    as_completed = _check_client(client)
    # A task, not scattered data: these would be gone with the worker that holds them, a task is run again.
    shared = client.submit(_handed_on, problem, pure=False, retries=RETRIES)
    numbers: dict[Future[Numbers], int] = {
        client.submit(values_of_block, shared, block, pure=False, retries=RETRIES): block for block in blocks
    }
    try:
        for future in as_completed(list(numbers)):
            # A result that was lost with its worker on the way here is computed again while this waits.
            yield numbers[future], future.result()
            del numbers[future]
            future.release()
    finally:
        client.cancel([shared, *numbers])  # type: ignore[no-untyped-call]


def _handed_on(problem: Problem) -> Problem:
    return problem


def _check_client(client: Any) -> Any:
    """Return how to wait for the futures of a cluster."""
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise MissingLibrary("dask.distributed", "dask") from error
    if not isinstance(client, Client) or client.asynchronous:
        raise TypeError(f"client must be a dask.distributed.Client that is not asynchronous; got {client!r}")
    return as_completed
