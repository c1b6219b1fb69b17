"""The sea lanes against published distances: what a ship would sail, from snapping straight to the nearest node.

`data/published_distances.csv` holds the distances as printed, with their sources. They are never tuned; where our sea
differs, the network is at fault or the difference stands.
"""

import csv
from functools import cache, lru_cache
from pathlib import Path

import numpy
import pytest
from scipy.sparse.csgraph import dijkstra

from geo_ree.layers.folder import layers_folder
from geo_ree.routing.network.graph import sea_network
from geo_ree.routing.passages import PASSAGE_IDS, bits_of, closures_of

FILE = Path(__file__).parent / "data" / "published_distances.csv"
# What the table calls a passage, and what we call it where the words differ.
OURS = {"northeast-passage": "northeast"}
# The Danish straits are one passage here and three waters in the table: (lon, lat) of one across each of two.
STRAITS = {"great-belt": ((10.3, 55.45), (11.3, 55.45)), "oresund": ((12.4, 55.9), (13.1, 55.9))}
MEDIAN, NINETIETH, WORST = 0.6, 1.6, 4.0  # percent


def read_pairs(mode):
    with FILE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["mode"] == mode]


@cache
def tree(node, opened, shut):
    sea = sea_network()
    usable = sea.open_edges(closed=closures_of(opened=opened, closed=["kiel"] if shut else []).every)
    for strait in shut:
        usable &= ~edges_across(strait)
    return dijkstra(sea.csgraph(usable=usable), indices=node)


def edges_across(name):
    """Return the edges that go through a passage, or across one of the Danish straits."""
    sea = sea_network()
    if name in PASSAGE_IDS:
        return (sea.passages & bits_of([name])) != 0
    (west, lat), (east, _) = STRAITS[name]
    south, north = sea.lat[sea.start] < lat, sea.lat[sea.end] < lat
    rise = numpy.where(south == north, numpy.inf, sea.lat[sea.end] - sea.lat[sea.start])
    lon = sea.lon[sea.start] + (lat - sea.lat[sea.start]) / rise * (sea.lon[sea.end] - sea.lon[sea.start])
    return (south != north) & (lon > west) & (lon < east)


def sailed_km(row):
    """Return the distance by the network, with the ways to it, through the waters that the table names."""
    sea = sea_network()
    ends = [[float(row[f"{end}_{axis}"]) for end in ("from", "to")] for axis in ("lon", "lat")]
    (start, end), away = sea.nearest_nodes(*ends)
    through = [OURS.get(name, name) for name in row["through"].split(";") if name]
    opened = tuple(name for name in through if name == "northeast")
    # A ship that takes one strait does not come by the other and turn back.
    shut = tuple(sorted(STRAITS.keys() - set(through))) if STRAITS.keys() & set(through) else ()
    there = tree(int(start), opened, shut)
    if not through:
        return there[end] + away.sum()
    back, across = tree(int(end), opened, shut), edges_across(through[0])
    u, v, km = sea.start[across], sea.end[across], sea.length_km[across]
    return (numpy.minimum(there[u] + back[v], there[v] + back[u]) + km).min() + away.sum()


@lru_cache(maxsize=1)
def errors_percent():
    return {row["pair_id"]: 100 * (sailed_km(row) / float(row["distance_km"]) - 1) for row in read_pairs("sea")}


def test_there_are_many_pairs_over_all_oceans():
    rows = read_pairs("sea")
    assert len(rows) >= 40
    lons = [float(row[f"{end}_lon"]) for row in rows for end in ("from", "to")]
    assert numpy.histogram(lons, bins=6, range=(-180, 180))[0].min() >= 3


def test_the_median_error_is_small():
    assert numpy.median(numpy.abs(list(errors_percent().values()))) <= MEDIAN


def test_nine_pairs_in_ten_are_near():
    assert numpy.quantile(numpy.abs(list(errors_percent().values())), 0.9) <= NINETIETH


@pytest.mark.parametrize("row", read_pairs("sea"), ids=lambda row: row["pair_id"])
def test_no_pair_is_far_off(row):
    assert abs(errors_percent()[row["pair_id"]]) <= WORST


def test_every_distance_has_a_source():
    folder, known = layers_folder(), set()
    for path in (folder / "sources.csv",):
        with path.open(encoding="utf-8", newline="") as file:
            known |= {row["source_id"] for row in csv.DictReader(file)}
    assert {row["source_id"] for mode in ("sea", "rail") for row in read_pairs(mode)} <= known
