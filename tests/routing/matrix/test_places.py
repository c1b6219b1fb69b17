"""The places of a matrix: frames of points, ids and pairs; what is wrong with them is said at once."""

import geopandas
import pandas
import pytest
from shapely.geometry import LineString, MultiPoint, Point

from geo_ree.errors import InvalidPlace, UnknownId
from geo_ree.routing.matrix.places import sides_of
from geo_ree.routing.places import network_ports, stop_of


def frame(points, index, crs="EPSG:4326"):
    return geopandas.GeoDataFrame(geometry=list(points), index=index, crs=crs)


def side(places, atlas):
    return sides_of(places, ["NLRTM"], atlas)[0]


def fault_of(places, atlas):
    with pytest.raises(InvalidPlace) as caught:
        side(places, atlas)
    return str(caught.value)


def test_a_frame_keeps_its_index(atlas):
    places = frame([Point(4, 52), Point(5, 53)], pandas.Index([7, 9], name="mine"))
    found = side(places, atlas)
    assert found.labels.equals(places.index)
    assert found.labels.name == "mine"
    assert [(stop.lon, stop.lat) for stop in found.stops] == [(4, 52), (5, 53)]


def test_a_series_of_points_will_do(atlas):
    assert len(side(frame([Point(4, 52)], ["a"]).geometry, atlas).stops) == 1


def test_points_in_another_crs_are_turned_into_degrees(atlas):
    places = frame([Point(4, 52)], ["a"])
    (stop,) = side(places.to_crs(3857), atlas).stops
    assert (stop.lon, stop.lat) == pytest.approx((4, 52))


def test_the_ports_of_the_atlas_are_the_ports(atlas):
    found = side(atlas.ports, atlas)
    assert found.stops == tuple(stop_of(port_id, atlas) for port_id in atlas.ports.index)


def test_a_point_with_a_ports_name_far_from_it_is_a_point(atlas):
    (stop,) = side(frame([Point(4, 52)], ["TRDRC"]), atlas).stops
    assert stop.stop_id not in network_ports(atlas)


def test_a_point_at_a_port_under_another_name_is_a_point(atlas):
    port = network_ports(atlas)["TRDRC"]
    (stop,) = side(frame([Point(port.lon, port.lat)], ["mine"]), atlas).stops
    assert stop.stop_id not in network_ports(atlas)


def test_a_deposit_of_several_orebodies_is_at_its_first(atlas):
    found = side(atlas.deposits, atlas)
    points = [atlas.point(deposit_id) for deposit_id in atlas.deposits.index]
    assert [(stop.lon, stop.lat) for stop in found.stops] == [(point.x, point.y) for point in points]
    assert (side(frame([MultiPoint([(1, 2), (3, 4)])], ["a"]), atlas).stops[0].lon) == 1


def test_ids_and_pairs_are_their_own_names(atlas):
    found = side(["beylikova", "USORF", (31.3650001, 39.0), Point(4, 52)], atlas)
    assert list(found.labels) == ["beylikova", "USORF", "31.3650001,39", "4,52"]
    assert found.stops[0] == stop_of("beylikova", atlas)


@pytest.mark.parametrize("place", ["beylikova", (4.0, 52.0), Point(4, 52)])
def test_one_place_need_not_be_in_a_list(atlas, place):
    assert len(side(place, atlas).stops) == 1


def test_an_index_is_a_sequence_of_ids(atlas):
    assert list(side(atlas.deposits.index[:2], atlas).labels) == list(atlas.deposits.index[:2])


def test_an_empty_side_is_no_fault(atlas):
    assert side([], atlas).stops == ()
    assert side(frame([], []), atlas).stops == ()


def test_a_frame_without_a_crs_is_refused(atlas):
    assert "has no CRS" in fault_of(frame([Point(4, 52)], ["a"], crs=None), atlas)


def test_all_faults_of_both_sides_are_said_at_once(atlas):
    wrong = frame(
        [None, Point(), LineString([(0, 0), (1, 1)]), Point(200, 0), Point(1, 1), Point(2, 2)],
        ["missing", "empty", "line", "off", "twice", "twice"],
    )
    with pytest.raises(InvalidPlace) as caught:
        sides_of(wrong, ["NLRTM", "NLRTM", "nowhere-at-all"], atlas)
    text = str(caught.value)
    assert text.startswith("7 faults in the places of the matrix")
    for words in (
        "origins, 'missing': has no point",
        "origins, 'empty': has no point",
        "origins, 'line': is no point but a LineString",
        "origins, 'off': (200, 0) is no place",
        "origins, 'twice': stands more than once",
        "destinations, 'NLRTM': stands more than once",
        "destinations: no",
        "is called 'nowhere-at-all'",
    ):
        assert words in text


def test_one_unknown_id_is_an_unknown_id(atlas):
    with pytest.raises(UnknownId, match="beylikova"):
        side(["beylikovaa"], atlas)


@pytest.mark.parametrize("places", [pandas.DataFrame({"x": [1]}), 5, None])
def test_what_holds_no_places_is_refused(atlas, places):
    assert "not a GeoDataFrame of points" in fault_of(places, atlas)


def test_a_frame_without_a_geometry_column_is_refused(atlas):
    assert "has no geometry column" in fault_of(geopandas.GeoDataFrame({"x": [1]}), atlas)


def test_a_point_that_another_crs_cannot_place_is_off_the_globe(atlas):
    assert "is no place" in fault_of(frame([Point(1e12, 1e12)], ["a"], crs=32636), atlas)
