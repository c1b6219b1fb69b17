"""The land network against published distances: by rail alone, and by road alone.

`data/published_distances.csv` holds the distances as printed, with their sources. Its column `check` says what a pair
by land is worth here: `independent` where no patch touches the way, `fitted` where patches gave its length or its line.
"""

import csv
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy
import pytest
from scipy.sparse.csgraph import dijkstra

from geo_ree.layers.folder import layers_folder
from geo_ree.routing.network.graph import BASES, LAND_SNAP_LIMIT_KM, RAIL, ROAD, distances_km, land_network
from geo_ree.routing.network.polylines import land_polylines

FILE = Path(__file__).parent / "data" / "published_distances.csv"
MODES = {"rail": RAIL, "road": ROAD}
# Percent: a single pair by rail; then over all pairs, the exceptions below with them.
PAIR, MEDIAN, INDEPENDENT_MEDIAN, WORST = 6.0, 3.0, 4.0, 30.0
ROAD_MEDIAN, ROAD_WORST = 7.0, 28.0
# Less of a way than this may rest on patches where a pair is called independent.
PATCHED_SHARE = 0.02
# The five that a route from Bayan Obo or Beylikova cannot do without.
CORE = ("bayan-obo-baotou-west", "bayan-obo-baotou", "beijing-baotou-line", "haydarpasa-ankara", "eskisehir-ankara",
        "baotou-caofeidian")  # fmt: skip
# Freight takes the ordinary line, which is what was published; the data hold a high-speed line too, and it is shorter.
HIGH_SPEED = (
    "beijing-shanghai",
    "beijing-tianjin",
    "beijing-west-guangzhou",
    "lanzhou-urumqi",
    "liuzhou-guiyang",
    "paris-marseille",
    "qingdao-jinan",
    "zhengzhou-lanzhou",
)
# Other pairs that are off, and why as far as we know.
OTHERWISE = {
    "ankara-kars": "another source, which is held as ankara-kars-train, prints 136 km less",
    "bayan-obo-baotou-east": "by Baotou station; the loop line is shorter, and held as bayan-obo-baotou-east-by-loop",
    "bayan-obo-baogang-mapped": "with two reversals, which no network of lines knows",
    "chicago-los-angeles": "the train goes by Raton, the shortest way by Tucumcari and Belen",
    "haydarpasa-gebze": "the tunnel and this line are one edge, and share their excess over the map",
    "moscow-vladivostok": "the line within Russia; through Manchuria it is shorter",
    "sydney-perth": "the train calls at Adelaide, which lies off the shortest way",
    "xining-golmud": "not known",
}


class Path(NamedTuple):
    """The shortest way between two places: its length, and how much of it patches measured or drew."""

    km: float
    patched_km: float


def read_pairs(mode):
    with FILE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["mode"] == mode]


@cache
def usable(mode):
    return land_network().open_edges(modes=[mode])


def shortest_way(start, end, mode):
    """Return the way by one mode from the point of its lines nearest to each (lon, lat); None if there is none."""
    land, edges = land_network(), usable(mode)
    snap = land_polylines().nearest(*zip(start, end, strict=True), usable=edges, within_km=LAND_SNAP_LIMIT_KM)
    if (snap.edge < 0).any():
        return None
    (first, last), (leave, reach) = snap.edge.tolist(), snap.along_km.tolist()
    sides = [land.start[first], land.end[first]]
    tree, before = dijkstra(land.csgraph(usable=edges), indices=sides, return_predecessors=True)
    km, side, node = min(
        (away + tree[side, node] + rest, side, node)
        for side, away in enumerate((leave, land.length_km[first] - leave))
        for node, rest in ((land.start[last], reach), (land.end[last], land.length_km[last] - reach))
    )
    if first == last and abs(reach - leave) <= km:
        return Path(abs(reach - leave), abs(reach - leave) * is_patch(first))
    if not numpy.isfinite(km):
        return None
    inner = patched_km(before[side], sides[side], node)
    outer = tree[side, node]
    at_start = leave if side == 0 else land.length_km[first] - leave
    return Path(km, inner + at_start * is_patch(first) + (km - outer - at_start) * is_patch(last))


def is_patch(edge):
    return bool(land_network().basis[edge] == BASES.index("patch"))


def patched_km(before, start, end):
    """Return how many km of the way that leads back from one node to another are patches."""
    land, total = land_network(), 0.0
    weights = numpy.where(usable(RAIL) | usable(ROAD), land.length_km, numpy.inf)
    while end != start:
        edge = land.edge_between(before[end], end, weights=weights)
        total += land.length_km[edge] * is_patch(edge)
        end = before[end]
    return total


@lru_cache(maxsize=2)
def ways(mode):
    places = {
        row["pair_id"]: [(float(row[f"{end}_lon"]), float(row[f"{end}_lat"])) for end in ("from", "to")]
        for row in read_pairs(mode)
    }
    return {pair_id: shortest_way(*ends, MODES[mode]) for pair_id, ends in places.items()}


@lru_cache(maxsize=2)
def errors_percent(mode):
    found = ways(mode)
    return {
        row["pair_id"]: 100 * (found[row["pair_id"]].km / float(row["distance_km"]) - 1) for row in read_pairs(mode)
    }


def statement(mode, check=None):
    """Return number, median and worst of the errors, percent."""
    ids = [row["pair_id"] for row in read_pairs(mode) if check in (None, row["check"])]
    errors = numpy.abs([errors_percent(mode)[pair_id] for pair_id in ids])
    return len(ids), float(numpy.median(errors)), float(errors.max())


# --- by rail ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", read_pairs("rail"), ids=lambda row: row["pair_id"])
def test_a_railway_is_as_long_as_published_or_known_not_to_be(row):
    exceeds = abs(errors_percent("rail")[row["pair_id"]]) > PAIR
    assert exceeds == (row["pair_id"] in {*HIGH_SPEED, *OTHERWISE})


def test_no_exception_is_made_for_what_the_routes_of_the_atlas_need():
    assert set(CORE) <= errors_percent("rail").keys()
    assert not set(CORE) & {*HIGH_SPEED, *OTHERWISE}
    assert len(errors_percent("rail")) - len({*HIGH_SPEED, *OTHERWISE}) >= 10


def test_exceptions_are_pairs_of_the_table():
    assert {*HIGH_SPEED, *OTHERWISE} <= errors_percent("rail").keys()


def test_over_all_pairs_by_rail_errors_stay_in_bounds():
    count, median, worst = statement("rail")
    print(f"{count} pairs by rail: median {median:.1f} %, worst {worst:.1f} %")
    assert median <= MEDIAN
    assert worst <= WORST


def test_pairs_that_no_patch_touches_stay_in_bounds_too():
    count, median, _ = statement("rail", "independent")
    assert count >= 30
    assert median <= INDEPENDENT_MEDIAN


@pytest.mark.parametrize("mode", MODES)
def test_what_is_called_independent_rests_on_no_patch(mode):
    for row in read_pairs(mode):
        way = ways(mode)[row["pair_id"]]
        fitted = way.patched_km > PATCHED_SHARE * way.km
        assert row["check"] == ("fitted" if fitted else "independent"), row["pair_id"]


def test_the_readme_states_the_errors_as_they_are():
    text = " ".join((layers_folder() / "networks" / "README.md").read_text("utf-8").split())
    for mode, check, words in (
        ("rail", None, "Against {} published distances by rail"),
        ("rail", "independent", "Against the {} that no patch touches"),
        ("road", None, "By road, against {}"),
    ):
        count, median, worst = statement(mode, check)
        assert f"{words.format(count)}: median {median:.1f} %, worst {worst:.0f} %" in text


def test_istanbul_is_crossed_by_rail():
    assert shortest_way((28.77, 41.02), (29.4108, 40.7839), RAIL).km == pytest.approx(76.3, rel=0.06)


# --- by road ------------------------------------------------------------------------------------------------------


def test_over_all_pairs_by_road_errors_stay_in_looser_bounds():
    # Only main roads are kept, and sources seldom say by which road they count.
    count, median, worst = statement("road")
    print(f"{count} pairs by road: median {median:.1f} %, worst {worst:.1f} %")
    assert median <= ROAD_MEDIAN
    assert worst <= ROAD_WORST


# --- the land legs of the routes ----------------------------------------------------------------------------------


def land_legs(atlas):
    """Return (lon, lat) of both ends of each leg of a proposed route that is no voyage from port to port."""
    legs = {}
    for route in atlas.routes.itertuples():
        stops = [route.origin_id, *route.via_ids, route.destination_id]
        for pair in pairwise(stops):
            if not set(pair) <= set(atlas.ports.index):
                legs[pair] = [position_of(atlas, stop) for stop in pair]
    return legs


def position_of(atlas, stop):
    for table in (atlas.ports, atlas.facilities, atlas.deposits):
        if stop in table.index:
            point = table.geometry[stop].representative_point()
            return point.x, point.y
    raise AssertionError(stop)


def test_every_land_leg_of_the_routes_can_be_made_by_road_and_by_rail_where_there_is_one(atlas):
    legs = land_legs(atlas)
    assert len(legs) >= 9
    no_rail = {pair for pair, ends in legs.items() if shortest_way(*ends, RAIL) is None}
    assert no_rail == {("MYKUA", "lynas-gebeng")}
    for pair, ends in legs.items():
        assert shortest_way(*ends, ROAD) is not None, pair


def test_no_land_leg_of_the_routes_is_a_long_way_round(atlas):
    for pair, (start, end) in land_legs(atlas).items():
        straight = float(distances_km(*start, *end))
        if straight > 50:
            assert shortest_way(start, end, RAIL).km <= 2.4 * straight, pair
            assert shortest_way(start, end, ROAD).km <= 1.8 * straight, pair


def test_every_distance_has_a_source():
    folder, known = layers_folder(), set()
    for path in (folder / "sources.csv",):
        with path.open(encoding="utf-8", newline="") as file:
            known |= {row["source_id"] for row in csv.DictReader(file)}
    assert {row["source_id"] for mode in MODES for row in read_pairs(mode)} <= known
