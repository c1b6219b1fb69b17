"""What may be an end of a route: anything of an atlas, a port of the networks, or a point."""

import numpy
import pytest
from shapely.geometry import Point

from geo_ree.errors import InvalidPlace, UnknownId
from geo_ree.routing.places import network_ports, stop_of


def test_a_deposit_a_plant_and_a_port_stand_where_the_atlas_says(atlas):
    for stop_id in ("beylikova", "neo-silmet", "TRDRC"):
        stop = stop_of(stop_id, atlas)
        point = atlas.point(stop_id)
        assert (stop.lon, stop.lat, stop.name) == (point.x, point.y, atlas.name(stop_id))
        assert stop.country == atlas.country(stop_id)


def test_a_port_that_only_the_networks_hold_is_known(atlas):
    only = sorted(set(network_ports()) - set(atlas.ports.index))
    stop = stop_of(only[0], atlas)
    assert (stop.stop_id, stop.country) == (only[0], only[0][:2])


@pytest.mark.parametrize(
    "end", [(31.365, 39.617), [31.365, 39.617], Point(31.365, 39.617), (numpy.float64(31.365), 39.617)]
)
def test_a_point_may_be_a_pair_or_a_shapely_point(atlas, end):
    stop = stop_of(end, atlas)
    assert (stop.lon, stop.lat, stop.stop_id) == (31.365, 39.617, "31.365,39.617")


def test_a_point_in_the_south_west_is_named_so(atlas):
    assert stop_of((-43.5, -22.25), atlas).name == "43.5° W, 22.25° S"


def test_an_unknown_id_comes_with_the_nearest_of_both_tables(atlas):
    with pytest.raises(UnknownId) as caught:
        stop_of("beylikowa", atlas)
    assert "beylikova" in caught.value.near
    with pytest.raises(UnknownId) as caught:
        stop_of("usorf", atlas)
    assert "USORF" in caught.value.near


@pytest.mark.parametrize(
    "end", [(200.0, 10.0), (10.0, 91.0), (float("nan"), 10.0), (float("inf"), 0.0), (-180.01, 0.0)]
)
def test_a_point_off_the_globe_is_refused_with_what_would_be_right(atlas, end):
    with pytest.raises(InvalidPlace, match=r"\(lon, lat\), longitude from -180 to 180"):
        stop_of(end, atlas)


@pytest.mark.parametrize("end", [None, 5, (1.0,), (1.0, 2.0, 3.0), ("1", "2"), Point(), {"lon": 1.0, "lat": 2.0}])
def test_what_is_no_place_is_refused(atlas, end):
    with pytest.raises(InvalidPlace, match="an id, a Point or"):
        stop_of(end, atlas)
