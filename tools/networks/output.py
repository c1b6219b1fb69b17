"""Graphs as the files of layers/networks/."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy
from numpy.typing import NDArray

from geo_ree.routing.network.graph import NODE_UNITS
from geo_ree.routing.network.polylines import SHAPE_UNITS
from geo_ree.routing.passages import PASSAGE_IDS, Bits
from tools.networks.contraction import Chains
from tools.networks.earth import Indexes, Numbers, normalised
from tools.networks.graphs import Graph
from tools.networks.ports import Ports
from tools.networks.storing import write_arrays

Arrays = dict[str, NDArray[numpy.generic]]


def write_sea(path: Path, graph: Graph, bits: Bits, ports: Ports, places: Indexes) -> int:
    """Write the sea lanes and return the size of the file in bytes."""
    order = numpy.lexsort((graph.basis, graph.v, graph.u))
    arrays = _arrays(graph, order, bits[order], ports, places)
    arrays["passage_id"] = numpy.array(PASSAGE_IDS, "S16")
    return write_arrays(path, arrays)


def write_land(folder: Path, chains: Chains, whole: Graph, ports: Ports, places: Indexes) -> tuple[int, int]:
    """Write the land network and the shapes of its lines, and return the sizes of the two files in bytes."""
    graph, number = _in_squares(chains.graph)
    order = numpy.lexsort((graph.mode, graph.v, graph.u))
    known = places >= 0
    ports_here = Ports(
        tuple(port_id for port_id, is_here in zip(ports.port_id, known, strict=True) if is_here),
        (),
        *(numpy.zeros(0),) * 2,
        (),
    )
    bits = numpy.zeros(len(order), numpy.uint32)
    size = write_arrays(folder / "land.npz", _arrays(graph, order, bits, ports_here, number[places[known]]))
    return size, write_arrays(folder / "land_shapes.npz", _shapes(chains, whole, order))


def _arrays(graph: Graph, order: Indexes, bits: Bits, ports: Ports, places: Indexes) -> Arrays:
    return {
        "lon": _whole(graph.lon, NODE_UNITS),
        "lat": _whole(graph.lat, NODE_UNITS),
        "start": graph.u[order].astype(numpy.int32),
        "end": graph.v[order].astype(numpy.int32),
        # Two places may coincide; a weight of 0 would mean no edge.
        "length_m": numpy.maximum(numpy.rint(graph.km[order] * 1000), 1).astype(numpy.uint32),
        "mode": graph.mode[order],
        "basis": graph.basis[order],
        "passages": bits,
        "port_id": numpy.array(ports.port_id, "S5"),
        "port_node": places.astype(numpy.int32),
    }


def _whole(degrees: Numbers, units: int) -> NDArray[numpy.int32]:
    return numpy.rint(degrees * units).astype(numpy.int32)


def _in_squares(graph: Graph) -> tuple[Graph, Indexes]:
    """Return the graph with its places in squares of half a degree, and their new numbers.

    Neighbours then have near numbers: the file is smaller and shortest paths are found sooner.
    """
    order = numpy.lexsort((graph.lon, graph.lat, numpy.floor(graph.lon * 2), numpy.floor(graph.lat * 2)))
    number = numpy.empty(len(order), numpy.int64)
    number[order] = numpy.arange(len(order))
    return replace(graph, lon=graph.lon[order], lat=graph.lat[order], u=number[graph.u], v=number[graph.v]), number


def _shapes(chains: Chains, whole: Graph, order: Indexes) -> Arrays:
    """Return the bends between the ends of each edge as steps from place to place, in thousandths of a degree."""
    counts = numpy.diff(chains.start)[order] - 2
    pieces = [chains.shape[chains.start[edge] : chains.start[edge + 1] - 1] for edge in order.tolist()]
    places = numpy.concatenate(pieces)
    first = numpy.concatenate([[0], numpy.cumsum(counts + 1)])
    begins = numpy.zeros(len(places), bool)
    begins[first[:-1]] = True
    east, north = _whole(whole.lon[places], SHAPE_UNITS), _whole(whole.lat[places], SHAPE_UNITS)
    steps = numpy.diff(east, prepend=0), numpy.diff(north, prepend=0)
    turned = normalised(steps[0] / SHAPE_UNITS) * SHAPE_UNITS
    return {
        "count": counts.astype(numpy.uint16),
        "lon_step": numpy.rint(turned[~begins]).astype(numpy.int16),
        "lat_step": steps[1][~begins].astype(numpy.int16),
    }


def write_ports(path: Path, ports: Ports, sea: set[str], land: set[str]) -> None:
    """Write the ports that stand on a network, and on which."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["port_id", "name", "lon", "lat", "sea", "land", "source_id"])
        rows = zip(ports.port_id, ports.name, ports.lon.tolist(), ports.lat.tolist(), ports.source_id, strict=True)
        for port_id, name, lon, lat, source_id in rows:
            if port_id in sea or port_id in land:
                joined = ["yes" if port_id in some else "no" for some in (sea, land)]
                writer.writerow([port_id, name, f"{lon:.6f}", f"{lat:.6f}", *joined, source_id])
