"""Sea, rail and road as one network.

Cargo is transferred between land and sea at ports only, and between railway and road at terminals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

import numpy
from numpy.typing import NDArray

from geo_ree.routing.network.graph import (
    BASES,
    RAIL,
    ROAD,
    TRANSFER,
    Flags,
    Network,
    land_network,
    sea_network,
    seal,
)

ACCESS = BASES.index("access")


@dataclass(frozen=True, eq=False)
class MultimodalNetwork:
    """One network of all modes of a query: the sea's nodes and edges first, then the land's, then those at ports.

    Parameters
    ----------
    network : Network
        Its ports are those of the sea, or of the land where no sea is in it.
    sea_nodes, sea_edges : int
        How many nodes and edges lie at sea.
    first_transfer : int
        The first edge between land and sea; edge ``first_transfer + n`` is that at ``transfer_ports[n]``.
    transfer_ports : tuple of str
        The ports that are on both networks.
    port_nodes : mapping of str to tuple of int
        The nodes of each port: at sea, on land, or both.
    """

    network: Network
    sea_nodes: int
    sea_edges: int
    first_transfer: int
    transfer_ports: tuple[str, ...]
    port_nodes: Mapping[str, tuple[int, ...]]

    @cached_property
    def kinds(self) -> NDArray[numpy.uint8]:
        """What each node is: 0 at sea, 1 on a railway, 2 on a road, 3 a port on land, where both may meet."""
        network = self.network
        kinds = numpy.zeros(len(network.lon), numpy.uint8)
        for mode in (RAIL, ROAD):
            edges = network.mode == mode
            kinds[network.start[edges]] = kinds[network.end[edges]] = mode
        on_land = [node for nodes in self.port_nodes.values() for node in nodes if node >= self.sea_nodes]
        kinds[on_land] = ROAD + 1
        seal([kinds])
        return kinds

    @cached_property
    def quays(self) -> Flags:
        """Which edges from the first of the land on connect a port with railway or road."""
        mode, basis = self.network.mode[self.sea_edges :], self.network.basis[self.sea_edges :]
        quays: Flags = (basis == ACCESS) & (mode != TRANSFER)
        return quays


@lru_cache(maxsize=3)
def multimodal_network(*, sea: bool, land: bool) -> MultimodalNetwork:
    """Return the network of the sea, the land or both, joined once. Nothing in it can be changed.

    Examples
    --------
    >>> both = multimodal_network(sea=True, land=True)
    >>> "TRDRC" in both.transfer_ports, len(both.port_nodes["TRDRC"])
    (True, 2)
    """
    parts = ([sea_network()] if sea else []) + ([land_network()] if land else [])
    shifts = [0, len(parts[0].lon)][: len(parts)]
    ports: dict[str, tuple[int, ...]] = {}
    for part, shift in zip(parts, shifts, strict=True):
        for port_id, node in zip(part.port_ids, part.port_nodes.tolist(), strict=True):
            ports[port_id] = (*ports.get(port_id, ()), node + shift)
    transfers = tuple(port_id for port_id, nodes in ports.items() if len(nodes) == 2)
    return MultimodalNetwork(
        network=parts[0]
        if len(parts) == 1
        else _connected(parts[0], parts[1], [ports[port_id] for port_id in transfers]),
        sea_nodes=len(parts[0].lon) if sea else 0,
        sea_edges=len(parts[0].start) if sea else 0,
        first_transfer=sum(len(part.start) for part in parts),
        transfer_ports=transfers,
        port_nodes=MappingProxyType(ports),
    )


def network_for(modes: Iterable[str]) -> MultimodalNetwork:
    """Return the network of some modes: the sea, the land or both."""
    allowed = set(modes)
    return multimodal_network(sea="sea" in allowed, land=bool({"rail", "road"} & allowed))


def _connected(sea: Network, land: Network, transfers: Sequence[tuple[int, ...]]) -> Network:
    here, there = numpy.array(transfers, numpy.int32).reshape(-1, 2).T
    added = len(transfers)
    arrays = {
        "lon": numpy.concatenate([sea.lon, land.lon]),
        "lat": numpy.concatenate([sea.lat, land.lat]),
        "start": numpy.concatenate([sea.start, land.start + numpy.int32(len(sea.lon)), here]),
        "end": numpy.concatenate([sea.end, land.end + numpy.int32(len(sea.lon)), there]),
        "length_km": numpy.concatenate([sea.length_km, land.length_km, numpy.zeros(added)]),
        "mode": numpy.concatenate([sea.mode, land.mode, numpy.full(added, TRANSFER, numpy.uint8)]),
        "basis": numpy.concatenate([sea.basis, land.basis, numpy.full(added, ACCESS, numpy.uint8)]),
        "passages": numpy.concatenate([sea.passages, land.passages, numpy.zeros(added, numpy.uint32)]),
        "port_nodes": sea.port_nodes,
    }
    seal(arrays.values())
    return Network(port_ids=sea.port_ids, **arrays)
