"""Land lies where land is, ends at 180° without a streak, and is small."""

import csv
import importlib.util
import json
from pathlib import Path

import numpy
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import Point, Polygon

from geo_ree.layers.folder import layers_folder
from geo_ree.pages.comparison.towns import nearby_towns
from geo_ree.webmap.basemap import WORLD_BBOX, window_basemap, world_basemap

# Land area of the Earth: CIA, The World Factbook 2012, "World". What counts as land (ice shelves, inland water, small
# islands) differs a little between such figures and Natural Earth.
LAND_MILLION_KM2 = 148.94

BEYLIKOVA, BAYAN_OBO = Point(31.365, 39.617), Point(109.963, 41.798)
AROUND_BEYLIKOVA, AROUND_BAYAN_OBO = (26, 35.5, 38, 43.5), (104, 37, 116, 46)
ACROSS_180 = (170, -20, 190, -10)

ON_LAND = {
    "Türkiye": (35, 39),
    "Beylikova": (31.365, 39.617),
    "Bayan Obo": (109.963, 41.798),
    "Antarctica": (0, -85),
    "the South Pole": (10, -89.9),
    "Chukotka, west of 180°": (178, 67),
    "Chukotka, east of 180°": (-175, 67),
    "Viti Levu, Fiji": (178, -17.8),
    "Taveuni, Fiji, east of 180°": (-179.97, -16.8),
}
AT_SEA = {
    "the Caspian Sea": (51, 41),
    "the Black Sea": (35, 43),
    "the Sea of Marmara": (28.2, 40.75),
    "the Mediterranean": (32, 34),
    "the Pacific on 180°": (180, 0),
    "the Arctic Ocean": (0, 85),
    "the Southern Ocean": (0, -60),
}


def decode(line, basemap):
    return numpy.cumsum(numpy.array(line).reshape(-1, 2), axis=0) / basemap["steps_per_degree"]


def polygons_of(basemap):
    return [
        Polygon(decode(outer, basemap), [decode(hole, basemap) for hole in holes]) for outer, *holes in basemap["land"]
    ]


def edges_of(basemap):
    """Return every edge of every ring, as rows of x, y, next x, next y."""
    rings = [decode(ring, basemap) for polygon in basemap["land"] for ring in polygon]
    return numpy.concatenate([numpy.hstack([ring, numpy.roll(ring, -1, axis=0)]) for ring in rings])


def kilobytes(basemap):
    return len(json.dumps(basemap, separators=(",", ":"))) / 1000


@pytest.fixture(scope="module", params=["50m, the world", "10m, a window of the whole world"])
def world(request):
    return world_basemap() if request.param.startswith("50m") else window_basemap(WORLD_BBOX)


@pytest.mark.parametrize("place", ON_LAND)
def test_land_is_land(world, place):
    assert any(polygon.contains(Point(ON_LAND[place])) for polygon in polygons_of(world))


@pytest.mark.parametrize("place", AT_SEA)
def test_sea_is_sea(world, place):
    assert not any(polygon.contains(Point(AT_SEA[place])) for polygon in polygons_of(world))


def test_there_is_as_much_land_as_on_earth(world):
    ellipsoid = Geod(ellps="WGS84")
    areas = [
        ellipsoid.geometry_area_perimeter(shapely.geometry.polygon.orient(polygon))[0] for polygon in polygons_of(world)
    ]
    assert sum(areas) / 1e12 == pytest.approx(LAND_MILLION_KM2, rel=0.02)


def test_no_edge_streaks_across_the_map(world):
    edges = edges_of(world)
    assert numpy.abs(edges[:, 2] - edges[:, 0]).max() <= 90
    away_from_pole = edges[edges[:, 1] > -90]
    assert numpy.abs(away_from_pole[:, 2] - away_from_pole[:, 0]).max() < 10


def test_everything_lies_between_180_west_and_180_east(world):
    places = numpy.concatenate([decode(ring, world) for polygon in world["land"] for ring in polygon])
    assert places.min(axis=0).tolist() == [-180, -90]
    assert places[:, 0].max() == 180


def test_land_that_was_cut_at_180_goes_on_at_the_same_latitude_beyond(world):
    edges = edges_of(world)
    ends = {
        side: {tuple(sorted((y, next_y))) for x, y, next_x, next_y in edges if x == next_x == side and y > -60}
        for side in (-180, 180)
    }
    latitudes = {side: {latitude for edge in pairs for latitude in edge} for side, pairs in ends.items()}
    assert {round(latitude) for latitude in latitudes[180]} == {round(latitude) for latitude in latitudes[-180]}
    assert {65, 69, 71} <= {round(latitude) for latitude in latitudes[180]}


def test_antarctica_is_closed_along_the_pole(world):
    south = [polygon for polygon in polygons_of(world) if polygon.bounds[1] == -90]
    assert len(south) == 1
    assert south[0].bounds[:3] == (-180, -90, 180)


def test_borders_can_be_left_out(world):
    assert len(world_basemap()["borders"]) > 300
    assert world_basemap(borders=False) == {**world_basemap(), "borders": [], "border_note": ""}


def test_borders_say_that_they_are_no_opinion():
    assert "no opinion on any claim" in world_basemap()["border_note"]
    assert "Natural Earth" in world_basemap()["source"]


def test_a_border_ends_on_the_coast_that_is_drawn():
    around = window_basemap((40.5, 40.5, 43, 42.5))  # Türkiye and Georgia, from the Black Sea inland
    corners = {tuple(place) for polygon in around["land"] for ring in polygon for place in decode(ring, around)}
    ends = {tuple(decode(line, around)[end]) for line in around["borders"] for end in (0, -1)}
    at_the_sea = [end for end in ends & corners if end[0] not in (40.5, 43) and end[1] not in (40.5, 42.5)]
    assert [(round(x, 1), round(y, 1)) for x, y in at_the_sea] == [(41.5, 41.5)]


def test_the_world_is_small_and_a_window_smaller():
    assert 143 <= kilobytes(world_basemap()) <= 256
    assert 3 <= kilobytes(window_basemap(AROUND_BEYLIKOVA)) <= 21
    assert kilobytes(window_basemap(AROUND_BAYAN_OBO)) <= 21


def test_a_window_without_coast_is_all_land():
    window = window_basemap((109, 41, 111, 42))
    assert [polygon.area for polygon in polygons_of(window)] == [2.0]
    assert window["borders"] == []


def test_a_window_at_sea_is_empty():
    assert window_basemap((-31, 39, -29, 39.2))["land"] == []


def test_a_window_across_180_is_one_piece():
    window = window_basemap(ACROSS_180)
    edges = edges_of(window)
    assert edges[:, 0].min() >= 170
    assert edges[:, 0].max() <= 190
    # The two sides differ by a step or two of the file's own grid; a seam would be as long as the islands are wide.
    along_180 = edges[(edges[:, 0] == 180) & (edges[:, 2] == 180)]
    assert numpy.abs(along_180[:, 3] - along_180[:, 1]).sum() < 0.005
    assert any(polygon.contains(Point(180.03, -16.8)) for polygon in polygons_of(window))


def test_a_window_is_the_same_a_turn_further_on():
    def land(basemap):
        return sum(polygon.area for polygon in polygons_of(basemap))

    there, beyond = window_basemap((-180, -20, -170, -10)), window_basemap((180, -20, 190, -10))
    assert land(there) == pytest.approx(land(beyond), rel=1e-6)
    assert beyond["bbox"] == [180, -20, 190, -10]


@pytest.mark.parametrize(
    "bbox", [(10, 0, 10, 5), (10, 0, 5, 5), (0, 5, 5, 0), (0, -91, 5, 0), (-600, 0, 0, 5), (0, 0, float("nan"), 5)]
)
def test_an_impossible_window_is_refused(bbox):
    with pytest.raises(ValueError, match="west before east and south before north"):
        window_basemap(bbox)


def test_changing_a_basemap_changes_nobody_elses():
    first = world_basemap()
    first["land"].clear()
    first["borders"][0].append(1)
    first["bbox"][0] = 0
    second = world_basemap()
    assert len(second["land"]) > 100
    assert second["bbox"] == [-180, -90, 180, 90]
    assert second["borders"][0][-1] != 1 or len(second["borders"][0]) % 2 == 0


# --- towns -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def town_rows():
    with (layers_folder() / "basemap" / "towns.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def build_towns():
    path = Path(__file__).parent.parent.parent / "tools" / "build_towns.py"
    spec = importlib.util.spec_from_file_location("build_towns", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_extract_is_small_sorted_and_near_the_deposits(town_rows, build_towns):
    assert 100 < len(town_rows) < 300
    assert tuple(town_rows[0]) == build_towns.COLUMNS
    numbers = [int(row["town_id"].removeprefix("geonames-")) for row in town_rows]
    assert numbers == sorted(set(numbers))
    ellipsoid = Geod(ellps="WGS84")
    for row in town_rows:
        nearest = min(
            ellipsoid.inv(*centre, float(row["lon"]), float(row["lat"]))[2] for centre in build_towns.CENTRES.values()
        )
        assert nearest <= 1000 * (build_towns.FAR_KM if int(row["population"] or 0) >= 10_000 else build_towns.NEAR_KM)


def test_the_towns_that_a_reader_looks_for_are_there(town_rows):
    names = {row["name"] for row in town_rows}
    assert {"Beylikova", "Sivrihisar", "Mihalıççık", "Çifteler", "Eskişehir", "Ankara", "İnegöl"} <= names
    assert {"Baiyun’ebo Kuangqu", "Bailingmiao", "Baotou", "Hohhot"} <= names


def test_the_largest_towns_come_first_and_unknown_ones_last_by_distance(atlas):
    around = nearby_towns(atlas.towns, BEYLIKOVA, radius_km=40, count=8)
    assert [town["name"] for town in around] == [
        "Sivrihisar", "Çifteler", "Alpu", "Beylikova", "Bozan", "Kaymaz", "Mihalıççık", "Mahmudiye",
    ]  # fmt: skip
    assert around[0] == {
        "name": "Sivrihisar",
        "lat": 39.45037,
        "lon": 31.53409,
        "population": 10535,
        "distance_km": 23.5,
    }
    assert around[-1]["population"] is None


@pytest.mark.parametrize("point", [BEYLIKOVA, BAYAN_OBO], ids=["Beylikova", "Bayan Obo"])
def test_no_town_is_farther_than_asked(point, atlas):
    ellipsoid = Geod(ellps="WGS84")
    around = nearby_towns(atlas.towns, point, radius_km=60, count=100)
    distances = [ellipsoid.inv(point.x, point.y, town["lon"], town["lat"])[2] / 1000 for town in around]
    assert max(distances) <= 60
    assert [town["distance_km"] for town in around] == pytest.approx(distances, abs=0.05)
    assert nearby_towns(atlas.towns, point, radius_km=60, count=2) == around[:2]


def test_far_from_every_deposit_there_are_no_towns(atlas):
    assert nearby_towns(atlas.towns, Point(0, 0), radius_km=500, count=5) == []


def test_the_extract_is_made_by_distance_and_population(build_towns):
    def place(number, lon, population):
        return {
            "geonameid": number, "name": f"Place {number}", "countrycode": "TR", "latitude": 39.617, "longitude": lon,
            "population": population, "alternatenames": ["never copied"],
        }  # fmt: skip

    near, far, far_and_small, too_far = place(1, 32, 0), place(2, 33, 10_000), place(3, 33, 9_999), place(4, 36, 10**6)
    text = build_towns.to_csv(build_towns.select_towns([near, far, far_and_small, too_far]))
    assert text == (
        "town_id,name,country,lon,lat,population,source_id\n"
        "geonames-1,Place 1,TR,32,39.617,,geonames-cities\n"
        "geonames-2,Place 2,TR,33,39.617,10000,geonames-cities\n"
    )
