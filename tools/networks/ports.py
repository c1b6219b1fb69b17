"""Ports: those of the layer, and those of a package that it does not name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from tools.networks.earth import Indexes, Numbers


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
