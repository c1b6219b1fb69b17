"""Schematic routes: straight geodesics between the stops that a proposal names."""

from itertools import pairwise

import numpy
import pyproj
import pytest

from geo_ree.atlas import load_atlas
from geo_ree.errors import UnknownId
from geo_ree.routing import trace_route, trace_routes

GEOD = pyproj.Geod(ellps="WGS84")


@pytest.fixture
def route_between(layers_of):
    """Return a function that traces a route of my own between given stops."""

    def trace(*stops, **changes):
        row = {
            "route_id": "mine",
            "name": "Mine",
            "origin_id": stops[0],
            "via_ids": ";".join(stops[1:-1]),
            "destination_id": stops[-1],
            "purpose": "a test",
            "basis": "our assumption",
            "source_id": "usgs-pp1802",
            "note": "everything",
        }
        return trace_route("mine", atlas=load_atlas(layers_of(routes=[row | changes])))

    return trace


def test_every_proposed_route_is_traced_in_the_order_of_its_table(atlas):
    routes = trace_routes(atlas=atlas)
    assert [route.route_id for route in routes] == list(atlas.routes.index)
    assert all(route.distance_km > 0 for route in routes)


def test_each_leg_ends_where_the_next_begins(atlas):
    for route in trace_routes(atlas=atlas):
        for (_, here), (_, there) in pairwise(route.legs.iterrows()):
            assert here["to_id"] == there["from_id"]
            assert here["geometry"].coords[-1] == there["geometry"].coords[0]


def test_legs_are_geodesics_with_a_vertex_at_least_every_100_km(atlas):
    for route in trace_routes(atlas=atlas):
        for leg in route.legs.itertuples():
            lon, lat = numpy.array(leg.geometry.coords).T
            steps = GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2] / 1000
            assert steps.max() <= 100.001
            assert steps.sum() == pytest.approx(leg.distance_km, rel=1e-9)
            assert leg.basis == "geodesic"


def test_a_leg_between_two_ports_is_by_sea_and_any_other_by_land(route_between):
    legs = route_between("beylikova", "TRDRC", "EESLM", "neo-silmet").legs
    assert list(legs["mode"]) == ["land", "sea", "land"]
    assert legs["from_name"].iloc[0] == "Beylikova (Kızılcaören)"
    assert list(legs["to_id"]) == ["TRDRC", "EESLM", "neo-silmet"]


def test_longitudes_run_on_past_the_180th_meridian(route_between):
    route = route_between("bayan-obo", "CNTXG", "USLAX")
    lon = numpy.concatenate([numpy.array(line.coords)[:, 0] for line in route.legs.geometry])
    assert lon[0] == pytest.approx(109.96, abs=0.01)
    assert lon[-1] == pytest.approx(360 - 118.25, abs=0.2)
    assert numpy.abs(numpy.diff(lon)).max() < 10


def test_longitudes_stay_continuous_over_several_legs_and_back(route_between):
    route = route_between("CNTXG", "USLAX", "CNTXG")
    first, second = route.legs.geometry
    assert first.coords[-1] == second.coords[0]
    assert second.coords[-1][0] == pytest.approx(first.coords[0][0])


def test_two_stops_at_one_point_have_no_leg_between_them(route_between):
    route = route_between("beylikova", "beylikova-pilot-plant")
    assert route.legs.empty
    assert route.distance_km == 0
    assert route.legs.crs == "EPSG:4326"
    assert route.stop_ids == ("beylikova", "beylikova-pilot-plant")


def test_a_route_carries_what_its_table_says(atlas):
    row = atlas.routes.iloc[0]
    route = trace_route(atlas.routes.index[0], atlas=atlas)
    assert (route.name, route.purpose, route.basis, route.source_id) == tuple(
        row[["name", "purpose", "basis", "source_id"]]
    )
    assert route.via_ids == row["via_ids"]


def test_the_same_route_is_traced_the_same_way_twice(atlas):
    first, second = (trace_route(atlas.routes.index[0], atlas=atlas) for _ in range(2))
    assert first.legs.to_json() == second.legs.to_json()


def test_what_a_route_hands_out_to_write_is_a_copy(atlas):
    route = trace_route(atlas.routes.index[0], atlas=atlas)
    route.tables()["legs"]["mode"] = "air"
    assert "air" not in set(route.legs["mode"])


def test_an_unknown_route_names_the_nearest_ones(atlas):
    known = atlas.routes.index[0]
    with pytest.raises(UnknownId, match=f"did you mean.*{known}"):
        trace_route(known.replace("-", " "), atlas=atlas)
