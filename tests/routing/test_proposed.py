"""The proposed routes of the table, found over the networks between the stops that each names."""

import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.errors import UnknownId
from geo_ree.routing.proposed import find_proposed_route, find_proposed_routes
from geo_ree.routing.route import find_route

TURKISH_PORTS = {"TRDRC", "TRBDM", "TRIZM", "TRMER"}
DESTINATIONS = {
    "USORF",
    "mp-independence",
    "neo-silmet",
    "solvay-la-rochelle",
    "lynas-gebeng",
    "baotou-northern-rare-earth",
}


@pytest.fixture(scope="module")
def routes(atlas):
    return find_proposed_routes(atlas=atlas)


def test_every_row_of_the_table_is_a_route_in_its_order(atlas, routes):
    assert [route.route_id for route in routes] == list(atlas.routes.index)
    for route in routes:
        assert route.distance_km > 0
        row = atlas.routes.loc[route.route_id]
        assert (route.name, route.purpose, route.basis, route.source_id) == tuple(
            row[["name", "purpose", "basis", "source_id"]]
        )


def test_beylikova_reaches_each_destination_by_each_of_four_ports(routes):
    found = {(route.destination_id, route.via_ids[0]) for route in routes if route.origin_id == "beylikova"}
    assert found == {(end, port) for end in DESTINATIONS for port in TURKISH_PORTS}


def test_bayan_obo_reaches_its_ports_by_baotou_and_tianjin(routes):
    found = {route.destination_id: route.via_ids for route in routes if route.origin_id == "bayan-obo"}
    assert set(found) == {"NLRTM", "USLAX", "USHOU"}
    assert set(found.values()) == {("baotou-northern-rare-earth", "CNTXG")}


def test_the_port_of_export_is_where_land_and_sea_meet(routes):
    for route in routes:
        port = next(stop for stop in route.via_ids if stop in {*TURKISH_PORTS, "CNTXG"})
        segments = route.segments
        (number,) = segments.index[segments["from_id"] == port]
        assert segments["mode"][number] == "sea"
        assert set(segments["mode"].loc[: number - 1]) <= {"rail", "road"}


def test_the_choice_of_a_port_is_called_ours(routes):
    for route in routes:
        assert route.basis == "our assumption"
        if route.origin_id == "beylikova":
            assert "o source names a" in route.note


def test_a_row_is_the_route_between_its_stops(atlas):
    row = find_proposed_route("beylikova-norfolk", atlas=atlas)
    plain = find_route("beylikova", "USORF", via=["TRDRC"], atlas=atlas)
    assert row.distance_km == plain.distance_km
    assert (plain.route_id, row.route_id) == ("", "beylikova-norfolk")


def test_a_route_of_ones_own_table_is_found(layers_of):
    row = {
        "route_id": "mine",
        "name": "Mine",
        "origin_id": "TRDRC",
        "via_ids": "",
        "destination_id": "NLRTM",
        "purpose": "a test",
        "basis": "our assumption",
        "source_id": "usgs-pp1802",
        "note": "everything",
    }
    route = find_proposed_route("mine", atlas=load_atlas(layers_of(routes=[row])))
    assert (route.name, route.note) == ("Mine", "everything")
    assert set(route.segments["mode"]) == {"sea"}


def test_an_unknown_route_comes_with_near_ids(atlas):
    with pytest.raises(UnknownId, match="beylikova-norfolk"):
        find_proposed_route("beylikova-norfolc", atlas=atlas)


def test_case_spaces_and_hyphens_of_an_id_do_not_matter(atlas):
    assert find_proposed_route("Beylikova Norfolk", atlas=atlas).route_id == "beylikova-norfolk"
