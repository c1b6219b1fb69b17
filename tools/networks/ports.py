"""Ports, and how they join the sea lanes: by lanes of their own to the places that they see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from scipy.spatial import cKDTree

from tools.networks.coast import Coast
from tools.networks.earth import Indexes, Numbers, geodesic, lengths_km, points_in_space
from tools.networks.graphs import ACCESS, Graph, with_edges, with_nodes
from tools.networks.sea import SEA

SEA_LIMIT_KM = 50.0
# A port lies on a shore that is drawn to a kilometre or two, or up a river: its own water is not tested.
HARBOUR_KM = 12.0
APPROACH_KM = 150.0
APPROACHES = 24
STEP_KM = 2.0


@dataclass(frozen=True)
class Ports:
    """Ports in the order of their ids."""

    port_id: tuple[str, ...]
    name: tuple[str, ...]
    lon: Numbers
    lat: Numbers
    source_id: tuple[str, ...]


def read_ports_of(layer: Path, packaged: list[dict[str, Any]]) -> Ports:
    """Return the ports of the layer ``ports.geojson``, and those of a package that it does not name."""
    rows = {row["port_id"]: {**row, "source_id": "searoute-ports"} for row in packaged}
    for feature in json.loads(layer.read_text("utf-8"))["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        properties = feature["properties"]
        rows[properties["port_id"]] = {**properties, "lon": lon, "lat": lat}
    ordered = [rows[port_id] for port_id in sorted(rows)]
    return ports_of(ordered)


def ports_of(rows: list[dict[str, Any]]) -> Ports:
    """Return rows with ``port_id``, ``name``, ``lon``, ``lat`` and ``source_id`` as one record."""
    return Ports(
        tuple(row["port_id"] for row in rows),
        tuple(row["name"] for row in rows),
        numpy.array([row["lon"] for row in rows], float),
        numpy.array([row["lat"] for row in rows], float),
        tuple(row["source_id"] for row in rows),
    )


def keep_ports(ports: Ports, kept: Indexes) -> Ports:
    """Return some of the ports."""
    return Ports(
        tuple(ports.port_id[i] for i in kept),
        tuple(ports.name[i] for i in kept),
        ports.lon[kept],
        ports.lat[kept],
        tuple(ports.source_id[i] for i in kept),
    )


def near_the_sea(graph: Graph, ports: Ports) -> Indexes:
    """Return which ports lie within ``SEA_LIMIT_KM`` of the lanes."""
    tree = cKDTree(points_in_space(graph.lon, graph.lat))
    distance, _ = tree.query(points_in_space(ports.lon, ports.lat))
    return numpy.flatnonzero(distance <= SEA_LIMIT_KM)


def with_approaches(graph: Graph, ports: Ports) -> tuple[Graph, Indexes]:
    """Return the lanes with the ports as places, and the number of each port's place.

    A port is joined to the nearest lane, and to the places within ``APPROACH_KM`` that it sees over open water; what
    lies within ``HARBOUR_KM`` of the port is not looked at.
    """
    coast = Coast(0.0)
    tree = cKDTree(points_in_space(graph.lon, graph.lat))
    points = points_in_space(ports.lon, ports.lat)
    distance, near = tree.query(points, k=APPROACHES)
    port, place = numpy.divmod(numpy.arange(near.size), APPROACHES)
    wanted = distance[port, place] <= APPROACH_KM
    port, target = port[wanted], near[port, place][wanted]
    lines = [_beyond_harbour(ports, graph, p, t) for p, t in zip(port, target, strict=True)]
    kept = coast.is_clear(lines)
    # Where nothing is seen, up a river or behind an island, the nearest lane must do.
    blind = ~numpy.isin(numpy.arange(len(ports.lon)), port[kept])
    port = numpy.concatenate([port[kept], numpy.flatnonzero(blind)])
    target = numpy.concatenate([target[kept], near[blind, 0]])
    km = lengths_km(ports.lon[port], ports.lat[port], graph.lon[target], graph.lat[target])
    places = numpy.arange(len(ports.lon)) + len(graph.lon)
    joined = with_edges(with_nodes(graph, ports.lon, ports.lat), target, places[port], km, mode=SEA, basis=ACCESS)
    print(f"{len(ports.lon)} ports, {len(port)} approaches, {blind.sum()} ports see no lane")
    return joined, places


def _beyond_harbour(ports: Ports, graph: Graph, port: int, place: int) -> Numbers:
    start = numpy.array([ports.lon[port], ports.lat[port]])
    end = numpy.array([graph.lon[place], graph.lat[place]])
    line = geodesic(start, end, STEP_KM)
    skipped = min(int(HARBOUR_KM / STEP_KM), len(line) - 2)
    return line[skipped:]
