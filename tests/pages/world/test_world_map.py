"""The world map: every place once, nothing hidden under another, routes unbroken across 180°."""

import json
from types import SimpleNamespace

import numpy
import pytest

from geo_ree.layers import symbology
from geo_ree.pages.shared.cards import make_cards
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.route_groups import changes_of
from geo_ree.pages.shared.sites import find_sites
from geo_ree.pages.world.world_map import (
    ASIDE,
    NORTHERNMOST,
    SOUTHERNMOST,
    WIDEST_DEGREES,
    world_bounds,
    world_data,
    world_map,
    world_points,
)
from geo_ree.webmap.elements import OfflineMap

PAIR = ("beylikova", "bayan-obo")


@pytest.fixture(scope="module")
def world(atlas, sites, routes):
    return world_data(atlas, sites, routes, "my-file")


def plant(name, longitude, latitude=0.0, **changes):
    properties = {
        "facility_id": name,
        "name": name.title(),
        "country": "TR",
        "stages": ["separate"],
        "status": "operating",
        "location_source_id": "usgs-pp1802",
        "source_ids": ["usgs-pp1802"],
        "verified": True,
    }
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties | changes}


# --- places -----------------------------------------------------------------------------------------------------------


def test_every_deposit_plant_and_port_of_a_route_is_on_the_world_map_with_a_card(world, atlas, routes):
    cards = [point["card"] for point in world["points"]]
    stops = {leg_stop for route in atlas.routes["via_ids"] for leg_stop in route} & set(atlas.ports.index)
    expected = {f"deposit-{name}" for name in atlas.deposits.index} | {
        f"facility-{name}" for name in atlas.facilities.index
    }
    assert expected <= set(cards)
    assert {f"port-{name}" for name in stops} <= set(cards)
    assert set(cards) <= set(make_cards(atlas, routes, {}, Bibliography(atlas.rows.sources)))


def test_places_that_share_a_point_stand_beside_each_other(world):
    at = {}
    for point in world["points"]:
        at.setdefault((point["lat"], point["lon"]), []).append(tuple(point.get("aside", (0, 0))))
    assert len(at[(39.617, 31.365)]) == 3
    assert all(len(set(offsets)) == len(offsets) for offsets in at.values())


def test_no_place_is_on_the_map_twice(world):
    cards = [point["card"] for point in world["points"]]
    assert len(set(cards)) == len(cards)


def test_the_deposits_compared_come_first_and_the_other_deposits_last(new_deposit, sites):
    atlas = new_deposit()
    points = world_points(atlas, find_sites(atlas, PAIR), ())
    assert [point["card"] for point in points[:2]] == [f"deposit-{name}" for name in PAIR]
    assert [point["symbol"]["colour"] for point in points[:2]] == ["deposit-1", "deposit-2"]
    last = points[-1]
    assert (last["card"], last["layer"], last["symbol"]["colour"]) == ("deposit-far-side", "others", "soft")
    assert not any(point["layer"] == "ports" for point in points)


def test_plants_stand_from_west_to_east(world):
    plants = [point for point in world["points"] if point["layer"] in symbology.STAGE_GROUPS]
    assert len(plants) > 2
    assert [point["lon"] for point in plants] == sorted(point["lon"] for point in plants)


def test_only_the_ports_of_routes_are_shown(world, atlas, routes):
    shown = {point["card"] for point in world["points"] if point["layer"] == "ports"}
    stops = {stop for route in routes for stop in route.stop_ids}
    assert shown == {f"port-{name}" for name in stops & set(atlas.ports.index)}
    assert len(shown) < len(atlas.ports)


def test_a_place_is_spoken_with_its_kind_and_country_in_words(new_deposit):
    plants = [plant("works", 10, stages=["crack_leach", "separate"], verified=False)]
    points = world_points(atlas := new_deposit(facilities=plants), find_sites(atlas, PAIR), ())
    spoken = {point["name"]: point["spoken"] for point in points}
    assert spoken["Works"] == "Works, cracking and leaching and separation, in operation, Türkiye"
    assert spoken["Far side"] == "Far side, deposit, Fiji"
    assert not any("_" in text for text in spoken.values())
    (works,) = [point for point in points if point["name"] == "Works"]
    assert (works["layer"], works["state"]) == ("refine", "hollow")


def test_a_deposit_of_several_orebodies_is_one_point_at_the_first(atlas):
    (site,) = find_sites(atlas, PAIR[:1])
    (other,) = [point for point in world_points(atlas, (site,), ()) if point["card"] == "deposit-bayan-obo"]
    first = atlas.point("bayan-obo")
    assert (other["lon"], other["lat"]) == (round(first.x, 5), round(first.y, 5))


def test_up_to_seven_places_at_one_point_can_all_be_seen(new_deposit):
    plants = [plant(f"works-{place}", 60.0) for place in range(1 + len(ASIDE))]
    atlas = new_deposit(facilities=plants)
    points = [p for p in world_points(atlas, find_sites(atlas, PAIR), ()) if p["card"].startswith("facility-works")]
    offsets = [tuple(point.get("aside", (0, 0))) for point in points]
    assert offsets[0] == (0, 0)
    assert len(set(offsets)) == len(offsets) == 7


def test_a_place_alone_stands_where_it_is(new_deposit):
    plants = [plant("alone", 60.0), plant("another", 60.1)]
    atlas = new_deposit(facilities=plants)
    points = {point["name"]: point for point in world_points(atlas, find_sites(atlas, PAIR), ())}
    assert "aside" not in points["Alone"]
    assert "aside" not in points["Another"]


# --- routes -----------------------------------------------------------------------------------------------------------


def places_of(lines, per_degree):
    """Return each line of the page as (longitude, latitude) in degrees."""
    return [numpy.cumsum(numpy.array(line).reshape(-1, 2), axis=0) / per_degree for line in lines]


def test_routes_run_on_across_180_degrees(world):
    per_degree = world["routes"]["steps_per_degree"]
    lines = [line for drawn in world["routes"]["lines"] for line in places_of(drawn["lines"], per_degree)]
    assert all(abs(numpy.diff(line[:, 0])).max() < 90 for line in lines)
    assert any(line[:, 0].max() > 180 for line in lines)


def test_a_port_where_land_and_sea_meet_is_a_ring_and_says_so(world, routes):
    ports = {point["card"]: point for point in world["points"] if point["layer"] == "ports"}
    changes = {f"port-{port_id}" for port_id in changes_of(routes)}
    assert {card for card, point in ports.items() if point["symbol"]["shape"] == "ring"} == changes & set(ports)
    assert {"port-TRDRC", "port-CNTXG"} <= changes
    assert "port of change" in ports["port-TRDRC"]["spoken"]
    assert "port of change" not in ports["port-USORF"]["spoken"]


# --- the first view ---------------------------------------------------------------------------------------------------


def test_the_first_view_of_the_world_holds_every_place_and_every_route(world, routes):
    (south, west), (north, east) = world["bounds"]
    for point in world["points"]:
        assert any(west <= point["lon"] + turn <= east for turn in (-360, 0, 360))
        assert south <= point["lat"] <= north
    for route in routes:
        first, _, last, _ = route.segments.total_bounds
        assert any(west <= first + turn and last + turn <= east for turn in (-360, 0, 360))


def test_bounds_need_no_route():
    places = [{"lat": 10, "lon": -100}, {"lat": -20, "lon": 150}]
    (south, west), (north, east) = world_bounds(places, ())
    assert (south, north) == (-25, 15)
    assert (west % 360, east % 360) == (145, 265)


def test_the_first_view_leaves_the_poles_out_and_is_never_wider_than_it_can_be():
    places = [{"lat": latitude, "lon": longitude} for latitude in (-89, 89) for longitude in range(-180, 180, 10)]
    (south, west), (north, east) = world_bounds(places, ())
    assert (south, north) == (SOUTHERNMOST, NORTHERNMOST)
    assert east - west <= WIDEST_DEGREES


def test_routes_that_run_far_past_180_degrees_widen_the_view_only_so_far():
    def bounds(longest):
        course = SimpleNamespace(lines=[numpy.array([(0, 0), (longest / 2, 0), (longest, 0)])])
        (_, west), (_, east) = world_bounds([{"lat": 0, "lon": 0}], [SimpleNamespace(course=course)])
        return east - west

    assert bounds(390) == 400
    assert bounds(500) == WIDEST_DEGREES


def test_a_view_of_places_on_both_sides_of_180_degrees_is_narrow():
    (_, west), (_, east) = world_bounds([{"lat": 0, "lon": 175}, {"lat": 0, "lon": -175}], ())
    assert east - west == 20


# --- words of the picture files, and the map --------------------------------------------------------------------------


def test_a_picture_names_its_deposits_its_basemap_and_whom_its_routes_come_from(world, atlas, sites):
    export = world["export"]
    assert export["file"] == "my-file"
    assert export["title"] == "Beylikova (Kızılcaören) and Bayan Obo: deposits, plants and proposed routes"
    found, credit = export["route_notes"]
    assert "computed over sea lanes, railways and main roads" in found
    assert "not for navigation" in found
    assert "© OpenStreetMap contributors, ODbL" in credit
    assert "searoute" in credit
    assert export["notes"][0].startswith("Basemap: ")
    assert export["notes"][-1].endswith("Bayan Obo compared; layers of geo_ree, CC BY 4.0.")
    assert world_data(atlas, sites, (), "my-file")["export"]["route_notes"] == []


def test_the_legend_of_the_picture_is_that_of_the_page(world):
    assert world["legend"] == [entry for group in world["groups"] for entry in group["entries"]]
    layers = {entry["layer"] for entry in world["legend"]} - {None}
    assert layers == {point["layer"] for point in world["points"]} | {"routes"}


def test_the_view_turns_to_the_middle_of_the_deposits_compared(world, sites):
    latitude, longitude = world["focus"]
    assert latitude == pytest.approx((sites[0].point.y + sites[1].point.y) / 2)
    assert longitude == pytest.approx((sites[0].point.x + sites[1].point.x) / 2)


def test_the_world_is_plain_data_and_its_map_fetches_nothing(world):
    assert json.loads(json.dumps(world, allow_nan=False)) == world
    assert isinstance(world_map(), OfflineMap)
