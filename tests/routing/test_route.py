"""Routes: what they are made of, what closing a passage does to them, and what is said when there is none."""

import copy
import dataclasses
import json
import pickle
from itertools import pairwise

import numpy
import pytest
from shapely.geometry import Point

import geo_ree
from geo_ree.errors import InvalidPlace, NoRoute, UnknownId, UnknownOption
from geo_ree.gis.geojson import to_geojson, validate_geojson, write_geojson
from geo_ree.routing.network.graph import distances_km
from geo_ree.routing.passages import CLOSED_BY_DEFAULT, PASSAGE_IDS
from geo_ree.routing.route import Route, find_route

COLUMNS = [
    "mode", "from_id", "to_id", "from_name", "to_name", "distance_km", "hours", "handling_hours", "co2e_kg_per_t",
    "passages", "countries", "basis", "leg", "geometry",
]  # fmt: skip
LEG_COLUMNS = [
    "mode", "from_id", "to_id", "from_name", "to_name", "distance_km", "hours", "handling_hours", "co2e_kg_per_t",
    "passages", "countries", "network_km", "geodesic_km", "patch_km", "gap_km", "access_km", "geometry",
]  # fmt: skip
# Two places between which a ship goes through the passage, and whether there is another way.
PAIRS = {
    "bosphorus": ("UAODS", "TRIZM", False),
    "dardanelles": ("TRDRC", "TRIZM", False),
    "suez": ("CNTXG", "NLRTM", True),
    "bab-el-mandeb": ("CNTXG", "NLRTM", True),
    "hormuz": ("AEDXB", "INNSA", False),
    "malacca": ("CNTXG", "NLRTM", True),
    "sunda": ("IDJKT", "ZADUR", True),
    "panama": ("CNTXG", "USHOU", True),
    "gibraltar": ("TRDRC", "USORF", True),
    "good-hope": ("CNTXG", "BRRIO", True),
    "magellan": ("CLVAP", "ARBUE", True),
    "danish-straits": ("NLRTM", "EESLM", False),
    "kiel": ((7.5, 54.3), (10.6, 54.6), True),
    "dover": ("FRLEH", "NLRTM", True),
    "bering": ("CNTXG", "NLRTM", True),
    "northwest": ("JPYOK", "NLRTM", True),
    "northeast": ("JPYOK", "NLRTM", True),
}


@pytest.fixture(scope="module")
def route(atlas):
    return find_route("beylikova", "USORF", via=["TRDRC"], atlas=atlas)


# --- what a route is made of --------------------------------------------------------------------------------------


def test_what_is_returned_is_the_public_class_and_adds_up_its_legs(route, routes):
    assert {type(each) for each in (route, *routes)} == {geo_ree.Route}
    with pytest.raises(dataclasses.FrozenInstanceError):
        route.ship = "capesize"
    assert route.distance_km == pytest.approx(route.legs["distance_km"].sum())
    assert route.hours == pytest.approx(route.legs["hours"].sum())
    assert route.co2e_kg_per_t == pytest.approx(route.legs["co2e_kg_per_t"].sum())


def test_legs_have_their_columns_and_a_line_each(route):
    segments = route.segments
    assert list(segments.columns) == COLUMNS
    assert segments.crs.to_epsg() == 4326
    assert (segments.geom_type == "LineString").all()
    assert set(segments["basis"]) <= {"network", "patch", "gap", "access", "geodesic"}
    assert {type(value) for name in ("from_id", "to_id") for value in segments[name]} == {str, type(None)}


def test_totals_are_the_sums_of_the_legs(route):
    segments = route.segments
    assert route.distance_km == pytest.approx(segments["distance_km"].sum())
    assert route.hours == pytest.approx(segments["hours"].sum())
    assert route.co2e_kg_per_t == pytest.approx(segments["co2e_kg_per_t"].sum())
    assert set(route.passages) == {passage for row in segments["passages"] for passage in row}
    assert route.countries == ("TR", "US")


def test_lines_join_and_are_nearly_as_long_as_the_legs(route):
    for here, there in pairwise(route.segments.geometry):
        assert numpy.abs(numpy.subtract(here.coords[-1], there.coords[0])).max() < 0.002
    for segment in route.segments.itertuples():
        lon, lat = numpy.array(segment.geometry.coords).T
        drawn = distances_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum()
        if segment.mode == "sea":
            assert drawn == pytest.approx(segment.distance_km, rel=1e-3)
        elif segment.basis == "network" and segment.distance_km > 5:
            assert drawn == pytest.approx(segment.distance_km, rel=0.15)


def test_how_far_each_stop_is_off_the_networks_is_said(route):
    access = route.access
    assert list(access["stop_id"]) == ["beylikova", "TRDRC", "TRDRC", "USORF"]
    assert access["access_km"][0] == pytest.approx(7.4, abs=0.2)
    assert (access["access_km"][1:] == 0).all()
    first = route.segments.iloc[0]
    assert (first["basis"], first["distance_km"]) == ("access", access["access_km"][0])


def test_the_port_between_is_where_land_and_sea_meet(route):
    segments = route.segments
    (number,) = segments.index[segments["from_id"] == "TRDRC"]
    assert set(segments["mode"].loc[number:]) == {"sea"}
    assert "sea" not in set(segments["mode"].loc[: number - 1])


def test_cargo_is_not_reloaded_to_save_a_few_grams(route, atlas):
    handled = route.segments["handling_hours"] > 0
    assert handled.sum() == 2  # into the train, into the ship
    mersin = find_route("beylikova", "USORF", via=["TRMER"], atlas=atlas)
    assert (mersin.segments["handling_hours"] > 0).sum() == 2


def test_a_route_across_180_degrees_is_one_line_on_the_map_and_cut_in_files(atlas):
    across = find_route("CNTXG", "USLAX", modes=["sea"], atlas=atlas)
    lon = numpy.concatenate([numpy.array(line.coords)[:, 0] for line in across.segments.geometry])
    assert numpy.abs(numpy.diff(lon)).max() < 10
    assert lon.max() > 180
    text = to_geojson(across.segments)
    assert validate_geojson(text) == []
    assert "MultiLineString" in text


def test_a_route_can_be_written(route):
    assert isinstance(route, Route)
    assert list(route.tables()) == ["segments"]
    assert validate_geojson(to_geojson(route)) == []


def test_a_file_carries_attribution_licence_and_sources_however_it_is_written(route, tmp_path):
    for text in (to_geojson(route), write_geojson(route, tmp_path / "route.geojson").read_text("utf-8")):
        written = json.loads(text)
        assert "OpenStreetMap" in written["attribution"]["land"]
        assert "ODbL-1.0" in written["licence"]
        assert written["options"]["ship"] == "handysize"
        assert set(written["sources"]) == set(route.rates.source_ids)
        assert len(written["features"]) == len(route.segments)


def test_what_a_caller_adds_to_a_file_goes_before_what_the_route_says(route):
    written = json.loads(to_geojson(route, members={"licence": "mine", "more": 1}))
    assert (written["licence"], written["more"]) == ("mine", 1)
    assert written["attribution"]


# --- legs ---------------------------------------------------------------------------------------------------------


def test_legs_are_the_runs_of_one_vehicle_between_transfers(atlas):
    legs = find_route("beylikova", "bayan-obo", atlas=atlas).legs
    assert list(legs.columns) == LEG_COLUMNS
    assert list(legs.index) == list(range(1, 6))
    assert list(legs["mode"]) == ["road", "rail", "sea", "rail", "road"]
    assert list(legs["from_id"][1:4].notna()) == [False, True, True]


def test_legs_and_segments_have_the_same_totals(routes):
    for route in routes:
        legs, segments = route.legs, route.segments
        by_leg = segments.groupby("leg")
        for name in ("distance_km", "hours", "handling_hours", "co2e_kg_per_t"):
            assert by_leg[name].sum().to_numpy() == pytest.approx(legs[name].to_numpy())
        for name in ("distance_km", "hours", "co2e_kg_per_t"):
            assert legs[name].sum() == pytest.approx(getattr(route, name))
        by_basis = segments.groupby("basis")["distance_km"].sum()
        for basis in ("network", "patch", "gap", "access", "geodesic"):
            assert legs[f"{basis}_km"].sum() == pytest.approx(by_basis.get(basis, 0.0))
        for leg, own in segments.groupby("leg"):
            ends = legs.geometry[leg].coords[0], legs.geometry[leg].coords[-1]
            assert ends == (own.geometry.iloc[0].coords[0], own.geometry.iloc[-1].coords[-1])


# --- copies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [lambda route: pickle.loads(pickle.dumps(route)), copy.deepcopy, copy.copy])
def test_a_copy_says_all_that_the_route_says(route, make):
    again = make(route)
    assert to_geojson(again) == to_geojson(route)
    assert repr(again) == repr(route)
    assert again._repr_html_() == route._repr_html_()
    assert again.options == route.options
    assert again.legs.equals(route.legs)
    assert again.access.equals(route.access)


def test_a_pickled_route_takes_neither_atlas_nor_network_with_it(route):
    assert len(pickle.dumps(route)) < 1_000_000
    assert pickle.loads(pickle.dumps(route)).course.network is None
    assert pickle.dumps(pickle.loads(pickle.dumps(route))) == pickle.dumps(pickle.loads(pickle.dumps(route)))


@pytest.mark.parametrize("name", ["legs", "segments", "access"])
def test_a_frame_that_a_caller_overwrites_is_not_the_routes(route, name):
    before = getattr(route, name)
    spoilt = getattr(route, name)
    spoilt.iloc[:, spoilt.columns.get_indexer([spoilt.select_dtypes("float").columns[0]])] = 0.0
    spoilt.index = spoilt.index + 100
    assert getattr(route, name).equals(before)


# --- options ------------------------------------------------------------------------------------------------------


def test_an_end_may_be_a_name(atlas):
    by_id = find_route("bayan-obo", "neo-silmet", via=["TRDRC"], atlas=atlas)
    by_name = find_route("Bayan Obo", "Neo Silmet", via="Derince", atlas=atlas)
    assert by_name.stop_ids == by_id.stop_ids
    assert by_name.distance_km == by_id.distance_km


def test_a_port_to_avoid_may_be_a_name(atlas):
    route = find_route("beylikova", "USORF", avoid_ports="Derince", atlas=atlas)
    assert route.options.avoid_ports == ("TRDRC",)


def test_the_same_question_has_the_same_answer(route, atlas):
    again = find_route("beylikova", "USORF", via=["TRDRC"], atlas=atlas)
    assert to_geojson(again) == to_geojson(route)


def test_ends_may_be_points(atlas):
    named = find_route("beylikova", "neo-silmet", atlas=atlas)
    here, there = atlas.point("beylikova"), atlas.point("neo-silmet")
    assert find_route(here, (there.x, there.y), atlas=atlas).distance_km == pytest.approx(named.distance_km)


def test_without_an_atlas_the_built_in_one_is_asked(route):
    assert find_route("beylikova", "USORF", via="TRDRC").distance_km == route.distance_km


@pytest.mark.parametrize(
    ("objective", "total"), [("co2e", "co2e_kg_per_t"), ("time", "hours"), ("distance", "distance_km")]
)
def test_each_objective_is_least_where_it_is_asked_for(atlas, objective, total):
    routes = {
        name: find_route("beylikova", "neo-silmet", objective=name, atlas=atlas)
        for name in ("co2e", "time", "distance")
    }
    best = getattr(routes[objective], total)
    assert all(best <= getattr(other, total) * (1 + 1e-9) for other in routes.values())
    assert best < max(getattr(other, total) for other in routes.values())


@pytest.mark.parametrize("modes", [("rail",), ("road",), ("rail", "road"), ("rail", "sea"), ("road", "sea")])
def test_only_the_modes_that_are_asked_for_are_used(atlas, modes):
    route = find_route("bayan-obo", "baotou-northern-rare-earth", modes=modes, atlas=atlas)
    segments = route.segments
    assert set(segments["mode"][segments["basis"] != "access"]) <= set(modes)


def test_bayan_obo_to_baotou_goes_by_the_patched_railway(atlas):
    route = find_route("bayan-obo", "baotou-northern-rare-earth", modes=["rail"], atlas=atlas)
    assert route.segments.groupby("basis")["distance_km"].sum()["patch"] == pytest.approx(148, abs=5)


# --- passages -----------------------------------------------------------------------------------------------------


def test_there_is_a_pair_for_each_passage():
    assert set(PAIRS) == set(PASSAGE_IDS)


@pytest.mark.parametrize("passage", PASSAGE_IDS)
def test_closing_a_passage_lengthens_its_pair_or_leaves_it_without_a_way(atlas, passage):
    start, end, elsewhere = PAIRS[passage]
    opened = {"bering": ["northeast"]}.get(passage, [passage])
    asked = {"modes": ["sea"], "objective": "distance", "ship": "handysize", "atlas": atlas}
    if passage == "kiel":
        # No class of the table fits; so the gate itself is tried, in test_passages.
        assert passage in find_route("NLRTM", "EESLM", **asked).closed
        return
    free = find_route(start, end, opened=opened, **asked)
    assert passage in free.passages
    if elsewhere:
        without = find_route(start, end, opened=opened, closed=[passage], **asked)
        assert without.distance_km > free.distance_km
        assert passage not in without.passages
    else:
        with pytest.raises(NoRoute, match=passage):
            find_route(start, end, closed=[passage], **asked)


def test_the_ice_passages_are_closed_until_they_are_opened(atlas):
    without = find_route("JPYOK", "NLRTM", modes=["sea"], atlas=atlas)
    assert set(without.closed) >= CLOSED_BY_DEFAULT
    opened = find_route("JPYOK", "NLRTM", modes=["sea"], opened=["Northeast Passage"], atlas=atlas)
    assert "northeast" in opened.passages
    assert opened.distance_km < without.distance_km


def test_with_suez_closed_a_ship_too_large_for_panama_goes_round_the_cape(atlas):
    cape = find_route("CNTXG", "NLRTM", modes=["sea"], closed=["SUEZ canal"], ship="capesize", atlas=atlas)
    assert "good-hope" in cape.passages
    assert "panama" in cape.closed
    assert "panama" not in cape.passages


def test_an_unknown_passage_is_named_with_near_ones_and_all(atlas):
    with pytest.raises(UnknownOption) as caught:
        find_route("CNTXG", "NLRTM", closed=["Suess"], atlas=atlas)
    assert "suez" in caught.value.near
    assert set(caught.value.known) == set(PASSAGE_IDS)


def test_a_query_leaves_nothing_behind(atlas):
    free = find_route("CNTXG", "NLRTM", modes=["sea"], atlas=atlas).distance_km
    find_route("CNTXG", "NLRTM", modes=["sea"], closed=["suez", "panama"], avoid_ports=["NLRTM"], atlas=atlas)
    assert find_route("CNTXG", "NLRTM", modes=["sea"], atlas=atlas).distance_km == free


# --- ports and refusals -------------------------------------------------------------------------------------------


def test_a_port_that_is_avoided_is_not_where_the_cargo_changes(atlas):
    free = find_route("beylikova", "USORF", atlas=atlas)
    port = free.segments.loc[free.segments["mode"] == "sea", "from_id"].iloc[0]
    other = find_route("beylikova", "USORF", avoid_ports=[port], atlas=atlas)
    assert port not in set(other.segments["from_id"])
    assert other.co2e_kg_per_t >= free.co2e_kg_per_t
    assert other.options.avoid_ports == (port,)


def test_without_the_last_port_there_is_no_route_and_the_ports_are_named(atlas):
    free = find_route("TRDRC", "NLRTM", atlas=atlas)
    assert free.distance_km > 0
    with pytest.raises(NoRoute, match=r"GLJNS|Narsaq"):
        find_route("GLJNS", "beylikova", modes=["rail", "road"], atlas=atlas)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"modes": ["train"]}, "mode"),
        ({"modes": []}, "mode"),
        ({"objective": "cost"}, "objective"),
        ({"ship": "handysiz"}, "class of ship"),
        ({"avoid_ports": ["TRDRX"]}, "port"),
        ({"opened": ["north east passag"]}, "passage"),
    ],
)
def test_an_unknown_word_is_refused_with_what_is_known(atlas, asked, kind):
    with pytest.raises(UnknownId if kind == "port" else UnknownOption) as caught:
        find_route("beylikova", "USORF", atlas=atlas, **asked)
    assert caught.value.kind == kind
    assert caught.value.known


@pytest.mark.parametrize("ends", [("TRDRC", "TRDRC"), ((31.0, 39.0), Point(31.0, 39.0))])
def test_a_route_to_where_it_begins_is_refused(atlas, ends):
    with pytest.raises(InvalidPlace, match="one place"):
        find_route(*ends, atlas=atlas)


def test_a_stop_twice_running_is_refused(atlas):
    with pytest.raises(InvalidPlace, match="Derince"):
        find_route("beylikova", "USORF", via=["TRDRC", "TRDRC"], atlas=atlas)


def test_a_place_too_far_from_every_network_is_said_with_distances(atlas):
    with pytest.raises(NoRoute, match=r"nearest railway is \d+ km away, at most 15 km"):
        find_route("mount-weld", "AUFRE", modes=["rail"], atlas=atlas)
    with pytest.raises(NoRoute, match=r"nearest sea lane is \d+ km away, at most 50"):
        find_route("bayan-obo", "NLRTM", modes=["sea"], atlas=atlas)


def test_land_that_no_passage_joins_is_called_a_gap(atlas):
    with pytest.raises(NoRoute, match="gap in the networks"):
        find_route("beylikova", "mp-independence", modes=["rail", "road"], atlas=atlas)


# --- places far from the networks ---------------------------------------------------------------------------------


def test_a_far_place_is_joined_by_a_geodesic_when_that_is_allowed(atlas):
    with pytest.raises(NoRoute, match=r"access_km=\d+ would allow") as caught:
        find_route("mount-weld", "AUFRE", atlas=atlas)
    needed = float(str(caught.value).split("access_km=")[1].split()[0])
    route = find_route("mount-weld", "AUFRE", access_km=needed, atlas=atlas)
    first = route.segments.iloc[0]
    assert (first["mode"], first["basis"]) == ("road", "geodesic")
    assert needed - 1.1 < first["distance_km"] <= needed
    assert route.access["access_km"][0] == first["distance_km"]


def test_a_wider_limit_changes_nothing_for_what_lies_near(atlas):
    near = find_route("beylikova", "USORF", atlas=atlas)
    assert find_route("beylikova", "USORF", access_km=300, atlas=atlas).distance_km == near.distance_km


def test_a_narrower_limit_holds_too(atlas):
    with pytest.raises(NoRoute, match="at most 5 km"):
        find_route("beylikova", "USORF", access_km=5, modes=["rail", "sea"], atlas=atlas)


@pytest.mark.parametrize("access_km", [0, -1, float("nan"), float("inf"), 1001, "15", True])
def test_a_limit_that_is_no_length_is_refused(atlas, access_km):
    with pytest.raises(InvalidPlace, match="a length in km, above 0"):
        find_route("beylikova", "USORF", access_km=access_km, atlas=atlas)
