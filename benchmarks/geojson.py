"""How long the GeoJSON writer takes beside geopandas' own, on the same frame in the same run.

``python benchmarks/geojson.py`` prints the median of each over several turns, and their ratio. geopandas' ``to_json``
neither rounds, wraps longitudes nor adds a bbox to each feature, and needs to be told how to write a date.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import geopandas
import numpy
import pandas

from geo_ree.gis.geojson import to_geojson

POINTS = 100_000
TURNS = 5


def make_frame() -> geopandas.GeoDataFrame:
    """Return points all over the world with text, numbers and dates; the same ones each time."""
    random = numpy.random.default_rng(1)
    columns = {
        "name": [f"place {number}" for number in range(POINTS)],
        "grade": random.normal(3, 1, POINTS),
        "seen": pandas.date_range("2000-01-01", periods=POINTS, freq="h"),
    }
    points = geopandas.points_from_xy(random.uniform(-180, 180, POINTS), random.uniform(-85, 85, POINTS))
    return geopandas.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Time both in turn, so that a change of the machine's speed touches both."""
    frame = make_frame()
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(seconds(lambda: to_geojson(frame)))
        theirs.append(seconds(lambda: frame.to_json(default=str)))
    mine, peer = statistics.median(ours), statistics.median(theirs)
    print(
        f"{POINTS:,} points, median of {TURNS}: geo_ree {mine:.2f} s, geopandas {peer:.2f} s, ratio {mine / peer:.2f}"
    )


if __name__ == "__main__":
    main()
