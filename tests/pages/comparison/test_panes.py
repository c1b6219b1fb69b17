"""Panes: every deposit at one ground scale, with what lies around it and the others' areas at true size."""

import json

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import Point

from geo_ree.layers import symbology
from geo_ree.pages.comparison.panes import pane_caption, pane_data, pane_map, pane_window
from geo_ree.pages.shared.sites import MAP_OPTIONS, WORLD, find_sites, round_length
from geo_ree.webmap.elements import OfflineMap

ELLIPSOID = Geod(ellps="WGS84")
PAIR = ("beylikova", "bayan-obo")


@pytest.fixture(scope="module")
def views(sites, atlas):
    return [pane_data(site, sites, atlas, f"pane{place}") for place, site in enumerate(sites)]


def view_of(atlas, *deposit_ids):
    sites = find_sites(atlas, deposit_ids)
    return pane_data(sites[0], sites, atlas, "pane0")


def polygons(area):
    return [shapely.Polygon([(x, y) for y, x in rings[0]]) for rings in area["rings"]]


def area_m2(area):
    return sum(abs(ELLIPSOID.geometry_area_perimeter(polygon)[0]) for polygon in polygons(area))


def of_style(view, style):
    return [area for area in view["areas"] if area["style"] == style]


def points_of(view, layer):
    return {point["name"]: point for point in view["points"] if point["layer"] == layer}


# --- shapes -----------------------------------------------------------------------------------------------------------


def test_rings_have_the_same_true_lengths_in_every_pane(views, atlas):
    assert [ring["km"] for ring in views[0]["rings"]] == [ring["km"] for ring in views[1]["rings"]]
    for view in views:
        latitude, longitude = view["home"]
        for ring in view["rings"]:
            for y, x in ring["line"]:
                assert ELLIPSOID.inv(longitude, latitude, x, y)[2] == pytest.approx(1000 * ring["km"], abs=0.2)


def test_each_area_carries_the_label_of_its_table_and_is_never_called_an_orebody(views, atlas):
    for place, deposit_id in enumerate(PAIR):
        rows = atlas.footprints[atlas.footprints["deposit_id"] == deposit_id]
        labels = [area["label"] for area in of_style(views[place], "outline")]
        assert labels == list(rows["label"])
        assert not any("orebody" in label.lower() for label in labels)


def test_the_ghost_of_an_area_has_its_true_size_and_says_whose_it_is(views):
    for here, there, name in ((0, 1, "Bayan Obo"), (1, 0, "Beylikova (Kızılcaören)")):
        outline = of_style(views[there], "outline")[0]
        ghost = of_style(views[here], "ghost")[0]
        assert area_m2(ghost) == pytest.approx(area_m2(outline), rel=1e-4)
        assert ghost["colour"] == outline["colour"]
        assert ghost["label"] == f"{name}, at true size: {outline['label']}"
        latitude, longitude = views[here]["home"]
        assert polygons(ghost)[0].contains(Point(longitude, latitude))


def test_the_point_of_a_deposit_has_a_circle_of_its_uncertainty(views, atlas):
    for place, deposit_id in enumerate(PAIR):
        view = views[place]
        (circle,) = of_style(view, "uncertainty")
        y, x = circle["rings"][0][0][0]
        distance = ELLIPSOID.inv(view["home"][1], view["home"][0], x, y)[2]
        assert distance == pytest.approx(atlas.deposits.loc[deposit_id, "location_precision_m"], abs=0.2)


@pytest.mark.parametrize(("metres", "circles"), [(None, 0), (0, 0), (99, 0), (100, 1), (5000, 1)])
def test_a_point_known_well_or_of_unknown_precision_has_no_circle(new_deposit, metres, circles):
    atlas = new_deposit({"location_precision_m": metres})
    assert len(of_style(view_of(atlas, "far-side", "beylikova"), "uncertainty")) == circles


def test_every_pane_reaches_as_far_as_the_largest_area_of_any(views, atlas):
    assert views[0]["reach_m"] == views[1]["reach_m"]
    for place, deposit_id in enumerate(PAIR):
        latitude, longitude = views[place]["home"]
        for shape in atlas.footprints.geometry[atlas.footprints["deposit_id"] == deposit_id]:
            for x, y in shapely.get_coordinates(shape):
                assert ELLIPSOID.inv(longitude, latitude, x, y)[2] < views[place]["reach_m"]


def test_without_any_area_the_view_holds_the_middle_ring(pair_of):
    view = view_of(pair_of(), "north", "south")
    assert [ring["km"] for ring in view["rings"]] == [5, 10, 20]
    assert 10_000 < view["reach_m"] < 20_000
    assert not view["areas"] or {area["style"] for area in view["areas"]} == {"uncertainty"}


def test_a_pane_has_the_ghosts_of_all_the_others_and_none_of_its_own(new_deposit):
    view = view_of(new_deposit(), "far-side", *PAIR)
    assert [area["colour"] for area in of_style(view, "ghost")] == ["deposit-2", "deposit-3"]
    assert of_style(view, "outline") == []


# --- places -----------------------------------------------------------------------------------------------------------


def test_orebodies_are_points_and_hollow_where_nobody_has_read_their_place(views):
    points = points_of(views[1], "deposits")
    assert {name: point["state"] for name, point in points.items()} == {
        "Main": "solid",
        "West": "solid",
        "East": "hollow",
    }
    assert "not verified" in points["East"]["spoken"]


def test_a_deposit_without_orebodies_is_one_solid_point_that_opens_its_card(views):
    (point,) = points_of(views[0], "deposits").values()
    assert (point["state"], point["card"]) == ("solid", "deposit-beylikova")
    assert [point["lat"], point["lon"]] == views[0]["home"]
    assert point["symbol"]["colour"] == "deposit-1"


def test_towns_near_the_deposits_are_on_the_maps(views):
    assert {"Beylikova", "Sivrihisar"} <= set(points_of(views[0], "towns"))
    assert all(point["card"] is None for point in points_of(views[0], "towns").values())


def plant(name, east_km, **changes):
    """Return a plant some kilometres east of 20° east on the equator."""
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
    longitude = ELLIPSOID.fwd(20.0, 0.0, 90, east_km * 1000)[0]
    geometry = {"type": "Point", "coordinates": [longitude, 0.0]}
    return {"type": "Feature", "geometry": geometry, "properties": properties | changes}


def test_plants_nearby_are_shown_and_those_at_the_deposits_point_or_far_away_are_not(new_deposit):
    plants = [
        plant("here", 0),
        plant("next-door", 0.09),
        plant("near", 0.2),
        plant("planned", 20, status="planned"),
        plant("unread", 100, verified=False),
        plant("last", 149.9, stages=["magnet"]),
        plant("far", 150.1),
    ]
    place = {"type": "Point", "coordinates": [20.0, 0.0]}
    shown = points_of(view_of(new_deposit(geometry=place, facilities=plants), "far-side", "beylikova"), "plants")
    assert {name: point["state"] for name, point in shown.items()} == {
        "Near": "solid",
        "Planned": "pale",
        "Unread": "hollow",
        "Last": "solid",
    }
    assert shown["Last"]["symbol"]["shape"] == symbology.STAGE_GROUPS["magnet"].symbol.shape
    assert shown["Near"]["card"] == "facility-near"


def test_a_plant_beyond_180_degrees_stands_beside_its_deposit(new_deposit):
    over = plant("over", 0)
    over["geometry"]["coordinates"] = [-179.9, -16.5]
    view = view_of(new_deposit(facilities=[over]), "far-side", "beylikova")
    assert points_of(view, "plants")["Over"]["lon"] == pytest.approx(180.1)


# --- maps, captions and the globe -------------------------------------------------------------------------------------


def test_the_fine_basemap_covers_every_view_at_ground_scale_and_is_land(views, sites):
    for site, view in zip(sites, views, strict=True):
        basemap = pane_window(site)
        west, south, east, north = basemap["bbox"]
        latitude, longitude = view["home"]
        # The widest pane shows about three times the reach to each side.
        degrees = 3 * view["reach_m"] / 111_000 / 0.6
        assert west < longitude - degrees < longitude + degrees < east
        assert south < latitude - degrees < latitude + degrees < north
        assert land_at(basemap, longitude, latitude)


def land_at(basemap, longitude, latitude):
    for polygon in basemap["land"]:
        x = y = 0
        corners = []
        for dx, dy in zip(polygon[0][::2], polygon[0][1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x / basemap["steps_per_degree"], y / basemap["steps_per_degree"]))
        if shapely.make_valid(shapely.Polygon(corners)).contains(Point(longitude, latitude)):
            return True
    return False


@pytest.mark.parametrize("latitude", [88.0, -88.0])
def test_the_fine_basemap_ends_at_the_pole(new_deposit, latitude):
    atlas = new_deposit(geometry={"type": "Point", "coordinates": [20.0, latitude]})
    _, south, _, north = pane_window(find_sites(atlas, ("far-side",))[0])["bbox"]
    assert -90 <= south < latitude < north <= 90


def test_the_map_of_a_pane_starts_at_the_deposit_and_fetches_nothing(sites):
    pane = pane_map(sites[0], "pane0")
    assert isinstance(pane, OfflineMap)
    assert pane.location == [sites[0].point.y, sites[0].point.x]
    assert pane.label == "Map around Beylikova (Kızılcaören)"
    assert set(MAP_OPTIONS) <= set(pane.options)


def test_a_caption_says_where_the_deposit_is_and_how_well_that_is_known(sites, new_deposit):
    caption = pane_caption(sites[0])
    assert (caption["country"], caption["colour"]) == ("Türkiye", "deposit-1")
    assert caption["place"] == "39.617° N, 31.365° E"
    assert caption["known"].startswith("± ")
    west = find_sites(new_deposit(geometry={"type": "Point", "coordinates": [-70.5, -33.12345]}), ("far-side",))[0]
    assert pane_caption(west)["place"] == "33.123° S, 70.5° W"
    assert pane_caption(west)["known"] == ""


@pytest.mark.parametrize(
    ("metres", "text"), [(999, "999 m"), (1000, "1 km"), (1500, "1.5 km"), (12_000, "12 km"), (50.5, "50.5 m")]
)
def test_an_estimated_length_has_no_digits_that_nobody_gave(metres, text):
    assert round_length(metres) == text


def test_sites_come_in_the_order_asked_each_with_its_own_colour_and_areas(atlas, sites):
    turned = find_sites(atlas, PAIR[::-1])
    assert [site.deposit_id for site in turned] == list(PAIR[::-1])
    assert [site.colour for site in turned] == [site.colour for site in sites] == ["deposit-1", "deposit-2"]
    for site in turned:
        assert {row.deposit_id for row in site.footprints} == {site.deposit_id}


def test_the_globe_shows_this_deposit_among_the_others_and_says_so(views, sites):
    globe = views[1]["globe"]
    assert globe["text"] == "Globe that shows where Bayan Obo lies, and Beylikova (Kızılcaören)"
    assert (globe["here"]["colour"], [dot["colour"] for dot in globe["others"]]) == ("deposit-2", ["deposit-1"])
    assert globe["world"] == views[1]["basemap"]["world"] == WORLD


def test_a_pane_is_plain_data(views):
    assert json.loads(json.dumps(views, allow_nan=False)) == views
