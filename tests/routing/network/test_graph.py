"""The networks as they are stored: sound arrays, honest snapping, closures that leave nothing behind."""

import hashlib

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components, dijkstra

from geo_ree.layers.folder import layers_folder
from geo_ree.routing.network.graph import (
    BASES,
    MODES,
    RAIL,
    ROAD,
    SEA_SNAP_LIMIT_KM,
    Network,
    by_node,
    distances_km,
    land_countries,
    land_network,
    sea_network,
)
from geo_ree.routing.passages import CLOSED_BY_DEFAULT, PASSAGE_IDS

NETWORKS = {"sea": sea_network, "land": land_network}
ARRAYS = (
    "lon",
    "lat",
    "start",
    "end",
    "length_km",
    "mode",
    "basis",
    "passages",
    "port_nodes",
)


@pytest.fixture(params=NETWORKS, ids=list(NETWORKS))
def network(request):
    return NETWORKS[request.param]()


def test_a_network_is_read_once(network):
    assert network in (sea_network(), land_network())


def test_no_array_can_be_changed(network):
    for name in ARRAYS:
        with pytest.raises(ValueError, match="read-only"):
            getattr(network, name)[0] = 0
    for array in network.around:
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_places_and_numbers_are_in_range(network):
    assert (network.lon >= -180).all()
    assert (network.lon < 180).all()
    assert (numpy.abs(network.lat) <= 90).all()
    for ends in (network.start, network.end, network.port_nodes):
        assert ends.min() >= 0
        assert ends.max() < len(network.lon)
    assert network.mode.max() < len(MODES)
    assert network.basis.max() < len(BASES)
    assert not (network.passages >> numpy.uint32(len(PASSAGE_IDS))).any()


def test_no_edge_is_a_loop_or_stands_twice(network):
    assert (network.start != network.end).all()
    low, high = numpy.minimum(network.start, network.end), numpy.maximum(network.start, network.end)
    keys = numpy.column_stack([low, high, network.mode])
    assert len(numpy.unique(keys, axis=0)) == len(keys)


def test_no_edge_is_shorter_than_the_geodesic_between_its_ends(network):
    straight = distances_km(
        network.lon[network.start], network.lat[network.start], network.lon[network.end], network.lat[network.end]
    )
    assert (network.length_km >= straight * 0.999 - 0.25).all()


def test_sea_lanes_are_as_long_as_their_geodesics():
    sea = sea_network()
    plain = numpy.isin(sea.basis, [BASES.index("network"), BASES.index("shortcut"), BASES.index("access")])
    straight = distances_km(sea.lon[sea.start], sea.lat[sea.start], sea.lon[sea.end], sea.lat[sea.end])
    assert numpy.abs(sea.length_km - straight)[plain].max() < 0.01


def test_the_sea_hangs_together():
    count, _ = connected_components(sea_network().csgraph(), directed=False)
    assert count == 1


def test_nine_tenths_of_the_land_network_is_on_few_land_masses():
    _, labels = connected_components(land_network().csgraph(), directed=False)
    sizes = numpy.sort(numpy.bincount(labels))[::-1]
    assert sizes[:4].sum() >= 0.9 * sizes.sum()


def test_every_port_is_a_node_where_the_port_lies(network):
    assert len(network.port_ids) == len(set(network.port_ids)) == len(network.port_nodes)
    assert len(set(network.port_nodes.tolist())) == len(network.port_nodes)


def test_every_port_of_the_layer_is_on_the_sea_and_nearly_every_one_on_land(atlas):
    assert set(atlas.ports.index) <= set(sea_network().port_ids)
    assert len(set(atlas.ports.index) - set(land_network().port_ids)) <= 1  # Narsaq, in Greenland, has no road out


def test_a_port_has_one_access_and_no_voyage_cuts_through_its_harbour():
    # Where the coast is drawn far off, a port may also be the end of shortcuts, which keep clear of all land.
    sea = sea_network()
    is_access = sea.basis == BASES.index("access")
    ends = numpy.concatenate([sea.start, sea.end])
    count = numpy.bincount(ends, weights=numpy.tile(is_access, 2), minlength=len(sea.lon))
    assert set(count[sea.port_nodes].tolist()) == {1.0}
    at_ports = numpy.isin(sea.start, sea.port_nodes) | numpy.isin(sea.end, sea.port_nodes)
    assert {BASES[basis] for basis in set(sea.basis[at_ports].tolist())} <= {"access", "shortcut"}


def test_the_readme_names_the_files_as_they_are():
    folder = layers_folder() / "networks"
    text = (folder / "README.md").read_text("utf-8")
    for path in folder.glob("*.npz"):
        assert f"| `{path.name}` | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |" in text


def test_a_port_lies_where_the_layer_says(atlas):
    sea = sea_network()
    for port_id, node in zip(sea.port_ids, sea.port_nodes.tolist(), strict=True):
        if port_id in atlas.ports.index:
            point = atlas.ports.geometry[port_id]
            assert distances_km(point.x, point.y, sea.lon[node], sea.lat[node]) < 0.01


def test_the_graph_is_symmetric_and_keeps_parallel_edges_apart():
    first, neighbour, edge = by_node(numpy.array([0, 0, 1]), numpy.array([1, 1, 2]), 3)
    assert first.tolist() == [0, 2, 5, 6]
    assert neighbour.tolist() == [1, 1, 0, 0, 2, 1]
    assert sorted(edge.tolist()) == [0, 0, 1, 1, 2, 2]


def test_of_parallel_edges_a_shortest_path_takes_the_better():
    start, end = numpy.array([0, 0, 1], numpy.int32), numpy.array([1, 1, 2], numpy.int32)
    bytes_, zeros = numpy.zeros(3, numpy.uint8), numpy.zeros(3)
    two = numpy.zeros(0, numpy.int32)
    small = Network(
        zeros, zeros, start, end, numpy.array([5.0, 3.0, 1.0]), bytes_, bytes_, bytes_.astype(numpy.uint32), (), two,
    )  # fmt: skip
    assert dijkstra(small.csgraph(), indices=0).tolist() == [0, 3, 4]
    assert small.edge_between(0, 1) == 1
    only = numpy.array([True, False, True])
    assert dijkstra(small.csgraph(usable=only), indices=0).tolist() == [0, 5, 6]


def test_two_nodes_that_are_not_neighbours_have_no_edge():
    sea = sea_network()
    with pytest.raises(ValueError, match="no edge connects"):
        sea.edge_between(int(sea.port_nodes[0]), int(sea.port_nodes[1]))


def test_closing_a_passage_changes_nothing_for_the_next_query():
    sea = sea_network()
    before = sea.csgraph().data.copy()
    barred = sea.csgraph(usable=sea.open_edges(closed=["suez"]))
    barred.data[:] = 0
    assert (sea.csgraph().data == before).all()


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from(PASSAGE_IDS), max_size=4), st.sampled_from(PASSAGE_IDS), st.integers(0, 500))
def test_closing_one_passage_more_never_shortens_a_way(closed, another, port):
    sea = sea_network()
    start = sea.port_nodes[port % len(sea.port_nodes)]
    few = dijkstra(sea.csgraph(usable=sea.open_edges(closed=closed)), indices=start)
    more = dijkstra(sea.csgraph(usable=sea.open_edges(closed={*closed, another})), indices=start)
    assert (more >= few).all()


@pytest.mark.parametrize("mode", [RAIL, ROAD])
def test_only_the_modes_that_are_asked_for_are_usable(mode):
    land = land_network()
    assert set(land.mode[land.open_edges(modes=[mode])].tolist()) == {mode}


def test_the_nearest_node_of_a_node_is_itself():
    sea = sea_network()
    node, away = sea.nearest_nodes(sea.lon[[7, 77]], sea.lat[[7, 77]])
    assert node.tolist() == [7, 77]
    assert away.max() == 0


def test_the_nearest_node_is_found_across_180_degrees():
    sea = sea_network()
    east, west = sea.nearest_nodes(179.99, 0.0), sea.nearest_nodes(-180.01, 0.0)
    assert east[0] == west[0]


def test_how_far_a_place_is_from_the_sea_is_said():
    _, away = sea_network().nearest_nodes([4.0, 109.96], [51.98, 41.8])
    assert away[0] < SEA_SNAP_LIMIT_KM < away[1]


# --- countries ----------------------------------------------------------------------------------------------------


def test_nearly_every_node_on_land_has_its_country():
    countries, land = land_countries(), land_network()
    assert len(countries) == len(land.lon)
    assert countries.count("") < 0.001 * len(countries)
    assert {country for country in countries if len(country) != 2} <= {""}


@pytest.mark.parametrize(("port_id", "country"), [("TRDRC", "TR"), ("CNTXG", "CN"), ("NLRTM", "NL"), ("USHOU", "US")])
def test_a_port_on_land_is_in_its_country(port_id, country):
    land = land_network()
    node = land.port_nodes[land.port_ids.index(port_id)]
    assert land_countries()[node] == country


def test_the_files_with_their_shapes_are_small():
    folder = layers_folder() / "networks"
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 12_000_000
    assert len(land_network().lon) <= 150_000


def test_the_ice_passages_are_marked():
    sea = sea_network()
    assert not sea.open_edges(closed=CLOSED_BY_DEFAULT).all()
