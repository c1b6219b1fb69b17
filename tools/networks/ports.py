"""Ports, and how they join the sea lanes: by lanes of their own to the places that they see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import shapely
from scipy.spatial import cKDTree

from tools.networks.coast import Coast
from tools.networks.earth import ELLIPSOID, Indexes, Numbers, lengths_km, points_in_space
from tools.networks.graphs import ACCESS, Graph, degrees, with_edges, with_nodes
from tools.networks.sea import SEA

SEA_LIMIT_KM = 50.0
# A port lies on a shore that is drawn to a kilometre or two, or up a river: its own water is not tested.
HARBOUR_KM = 12.0
AT_HAND_KM, APPROACH_KM = 60.0, 600.0
STEPS = 24


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


def with_approaches(graph: Graph, ports: Ports, *, basis: int = ACCESS) -> tuple[Graph, Ports, Indexes]:
    """Return the lanes with ports as places, the ports that are joined, and the number of each one's place.

    A port is joined to places near it, and to one of each degree square farther out, that it sees over open water;
    what lies within ``HARBOUR_KM`` of the port is not looked at. One that sees none, up a river or behind an island,
    is joined to the nearest place if that is within ``SEA_LIMIT_KM``, else left out.
    """
    points = points_in_space(ports.lon, ports.lat)
    port, target = _within_sight(graph, points)
    lon, lat = _lines_out(ports, graph, port, target)
    lines = shapely.linestrings(numpy.stack([numpy.unwrap(lon, period=360, axis=1), lat], axis=2))
    seen = Coast(0.0).is_clear(lines)
    distance, nearest = cKDTree(points_in_space(graph.lon, graph.lat)).query(points)
    blind = ~numpy.isin(numpy.arange(len(ports.lon)), port[seen]) & (distance <= SEA_LIMIT_KM)
    port = numpy.concatenate([port[seen], numpy.flatnonzero(blind)])
    target = numpy.concatenate([target[seen], nearest[blind]])
    joined, port = numpy.unique(port, return_inverse=True)
    ports = keep_ports(ports, joined)
    km = lengths_km(ports.lon[port], ports.lat[port], graph.lon[target], graph.lat[target])
    places = numpy.arange(len(ports.lon)) + len(graph.lon)
    print(f"{len(ports.lon)} ports, {len(port)} approaches; {blind.sum()} ports see no lane")
    graph = with_nodes(graph, ports.lon, ports.lat)
    return with_edges(graph, target, places[port], km, mode=SEA, basis=basis), ports, places


def _within_sight(graph: Graph, points: Numbers) -> tuple[Indexes, Indexes]:
    """Return ports and places to be tried: all places at hand, and one in each square up to ``APPROACH_KM``."""
    square = numpy.floor(graph.lat) * 1000 + numpy.floor(graph.lon)
    order = numpy.lexsort((-degrees(graph), square))
    first = numpy.ones(len(order), bool)
    first[1:] = numpy.diff(square[order]) != 0
    pairs = []
    for some, reach in ((numpy.arange(len(graph.lon)), AT_HAND_KM), (numpy.sort(order[first]), APPROACH_KM)):
        tree = cKDTree(points_in_space(graph.lon[some], graph.lat[some]))
        near = tree.query_ball_point(points, reach)
        pairs += [(port, some[place]) for port, places in enumerate(near) for place in places]
    tried = numpy.unique(numpy.array(pairs), axis=0)
    return tried[:, 0], tried[:, 1]


def _lines_out(ports: Ports, graph: Graph, port: Indexes, target: Indexes) -> tuple[Numbers, Numbers]:
    """Return places along the lines from beyond each harbour to the places, shape (n, STEPS + 1)."""
    lon, lat = ports.lon[port], ports.lat[port]
    azimuth, _, length = ELLIPSOID.inv(lon, lat, graph.lon[target], graph.lat[target])
    begin = numpy.minimum(HARBOUR_KM * 1000, length * 0.9)
    shares = [begin + (length - begin) * step / STEPS for step in range(STEPS + 1)]
    along = [ELLIPSOID.fwd(lon, lat, azimuth, share)[:2] for share in shares]
    return numpy.column_stack([x for x, _ in along]), numpy.column_stack([y for _, y in along])
