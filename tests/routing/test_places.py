"""What may be an end of a route: anything of an atlas, a port of the networks, or a point."""

from collections import Counter

import numpy
import pytest
from shapely.geometry import Point

from geo_ree.atlas.atlas import load_atlas
from geo_ree.errors import AmbiguousName, InvalidPlace, UnknownId
from geo_ree.routing.places import network_ports, port_of, stop_of


def test_a_deposit_a_plant_and_a_port_stand_where_the_atlas_says(atlas):
    for stop_id in ("beylikova", "neo-silmet", "TRDRC"):
        stop = stop_of(stop_id, atlas)
        point = atlas.point(stop_id)
        assert (stop.lon, stop.lat, stop.name) == (point.x, point.y, atlas.name(stop_id))
        assert stop.country == atlas.country(stop_id)


def test_a_port_that_only_the_networks_hold_is_known(atlas):
    only = sorted(set(network_ports(atlas)) - set(atlas.ports.index))
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
        stop_of("usorg", atlas)
    assert "USORF" in caught.value.near
    with pytest.raises(UnknownId, match="Rotterdam"):
        stop_of("Roterdam", atlas)


@pytest.mark.parametrize(
    "end", [(200.0, 10.0), (10.0, 91.0), (float("nan"), 10.0), (float("inf"), 0.0), (-180.01, 0.0)]
)
def test_a_point_off_the_globe_is_refused_with_what_would_be_right(atlas, end):
    with pytest.raises(InvalidPlace, match=r"\(lon, lat\), longitude from -180 to 180"):
        stop_of(end, atlas)


@pytest.mark.parametrize("end", [None, 5, (1.0,), (1.0, 2.0, 3.0), ("1", "2"), Point(), {"lon": 1.0, "lat": 2.0}])
def test_what_is_no_place_is_refused(atlas, end):
    with pytest.raises(InvalidPlace, match="an id, a name, a Point or"):
        stop_of(end, atlas)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Beylikova", "beylikova"),
        ("KIZILCAÖREN", "beylikova"),
        ("Bayan Obo", "bayan-obo"),
        ("Neo Silmet", "neo-silmet"),
        ("neo-silmet, sillamäe", "neo-silmet"),
        ("Derince", "TRDRC"),
        ("usorf", "USORF"),
        ("Jebel Ali", "AEJEA"),
    ],
)
def test_a_place_is_found_by_any_of_its_names(atlas, name, place_id):
    assert stop_of(name, atlas) == stop_of(place_id, atlas)


def test_a_name_of_several_ports_is_refused_with_their_ids(atlas):
    names = Counter(stop.name for stop in network_ports(atlas).values())
    shared = next(name for name, count in names.items() if count > 1)
    ids = {port_id for port_id, stop in network_ports(atlas).items() if stop.name == shared}
    for find in (stop_of, port_of):
        with pytest.raises(AmbiguousName) as caught:
            find(shared, atlas)
        assert set(caught.value.known) >= ids
        assert all(port_id in str(caught.value) for port_id in ids)


def test_a_name_that_a_deposit_and_a_port_of_the_networks_share_is_refused_and_an_id_goes_before(layers_of):
    row = {"lon": "1", "lat": "2", "sea": "no", "land": "no", "source_id": "searoute-ports"}
    names = {"XXAAA": "Kizilcaoren", "XXBBB": "Bayan Obo"}
    atlas = load_atlas(layers_of(network_ports=[row | {"port_id": key, "name": name} for key, name in names.items()]))
    with pytest.raises(AmbiguousName, match="XXAAA, beylikova"):
        stop_of("Kızılcaören", atlas)
    assert stop_of("Bayan Obo", atlas).stop_id == "bayan-obo"


def test_a_port_is_found_by_its_name_and_an_unknown_one_with_the_nearest(atlas):
    assert port_of("rotterdam", atlas) == port_of("nlrtm", atlas) == "NLRTM"
    with pytest.raises(UnknownId, match="Rotterdam"):
        port_of("Roterdam", atlas)
