"""Stored hierarchies: what they find is what a plain search finds, whatever is closed, edge by edge."""

import zipfile
from functools import cache

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo_ree.errors import InvalidLayer
from geo_ree.routing.network.graph import Network, land_network, sea_network
from geo_ree.routing.passages import bits_of
from geo_ree.routing.search import contraction as hierarchies
from geo_ree.routing.search.contraction import HIERARCHIES, hierarchy_of, read_hierarchy
from tools.networks.hierarchies import hierarchy_arrays, network_and_weights
from tools.networks.storing import write_arrays

SUEZ, PANAMA = (int(bits_of([passage_id])) for passage_id in ("suez", "panama"))


def network_of(seed, *, nodes=40, degree=1.7):
    """Return a made-up network: some parallel edges, some through passages, pieces that nothing joins."""
    random = numpy.random.default_rng(seed)
    ends = random.integers(0, nodes, (int(nodes * degree), 2))
    ends = ends[ends[:, 0] != ends[:, 1]].astype(numpy.int32)
    count = len(ends)
    return Network(
        lon=numpy.zeros(nodes),
        lat=numpy.zeros(nodes),
        start=ends.min(axis=1),
        end=ends.max(axis=1),
        length_km=random.integers(1, 20, count).astype(float),  # whole, so that many paths are equally long
        mode=random.integers(1, 4, count).astype(numpy.uint8),
        basis=numpy.zeros(count, numpy.uint8),
        passages=numpy.where(random.random(count) < 0.08, random.choice([SUEZ, PANAMA], count), 0).astype(numpy.uint32),
        port_ids=("NLRTM", "TRDRC"),
        port_nodes=random.integers(0, nodes, 2).astype(numpy.int32),
    )


def made(network, weights, core=5):
    return hierarchy_of("made up", hierarchy_arrays(network, weights, core), network).weighted(weights)


def core_graph(weighted, entries, closed):
    """Return the core with one more node before its entries; a closed arc is left out."""
    parts = weighted.hierarchy
    is_open = (parts.core_passages & closed) == 0
    tail, head, weight = parts.core_tail[is_open], parts.core_head[is_open], weighted.core_weight[is_open]
    count = len(parts.core_nodes)
    here = numpy.concatenate([tail, head, numpy.full(len(entries), count)]).astype(int)
    there = numpy.concatenate([head, tail, parts.core_place[list(entries)]]).astype(int)
    costs = numpy.concatenate([weight, weight, list(entries.values())])
    order = numpy.argsort(here, kind="stable")
    first = numpy.searchsorted(here[order], numpy.arange(count + 2))
    return csr_array((costs[order], there[order], first), shape=(count + 1, count + 1))


def cheapest(weighted, start, end, *, closed=0):
    """Return the cost of the best path, and its edges."""
    parts = weighted.hierarchy
    out, back = weighted.up([(start, 0.0)]), weighted.up([(end, 0.0)])
    cost, node = out.meet(back)
    graph = core_graph(weighted, {node: out.cost[node] for node in out.core_nodes}, closed)
    reached, before = dijkstra(graph, indices=len(parts.core_nodes), return_predecessors=True)
    through = [(reached[parts.core_place[node]] + back.cost[node], node) for node in back.core_nodes]
    by_core, last = min(through, default=(numpy.inf, -1))
    if min(cost, by_core) == numpy.inf:
        return numpy.inf, []
    if cost <= by_core:
        entry, inner, last = node, [], node
    else:
        entry, inner = core_way(weighted, before, int(parts.core_place[last]), closed)
    arcs = weighted.path_up(out, entry)[1] + inner + weighted.path_up(back, last)[1][::-1]
    return min(cost, by_core), parts.unpack_all(arcs, start)


def core_way(weighted, before, place, closed):
    """Return the node by which a path enters the core, and its arcs in there."""
    parts = weighted.hierarchy
    arcs = []
    while before[place] != len(parts.core_nodes):
        joins = (parts.core_tail == before[place]) & (parts.core_head == place)
        joins |= (parts.core_tail == place) & (parts.core_head == before[place])
        known = numpy.flatnonzero(joins & ((parts.core_passages & closed) == 0))
        arcs.append(int(parts.core_arc[known[weighted.core_weight[known].argmin()]]))
        place = before[place]
    return int(parts.core_nodes[place]), arcs[::-1]


def assert_is_best(weighted, network, weights, start, end, plain, *, closed=0):
    """Assert that a path is as good as the plain search says, and goes from edge to edge over open ones."""
    cost, edges = cheapest(weighted, start, end, closed=closed)
    assert cost == pytest.approx(plain, rel=1e-9)
    if cost == numpy.inf:
        return
    assert weights[edges].sum() == pytest.approx(plain, rel=1e-9)
    assert not (network.passages[edges] & closed).any()
    node = start
    for edge in edges:
        assert node in (network.start[edge], network.end[edge])
        node = network.start[edge] + network.end[edge] - node
    assert node == end


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40), st.integers(0, 20), st.sampled_from([0, SUEZ, SUEZ | PANAMA]))
def test_a_hierarchy_finds_what_a_plain_search_finds(seed, nodes, core, closed):
    network = network_of(seed, nodes=nodes)
    weights = network.length_km * numpy.array([numpy.inf, 1.0, 2.0, 2.0])[network.mode]
    weighted = made(network, weights, core)
    plain = dijkstra(network.csgraph(weights=weights, usable=(network.passages & closed) == 0))
    for start in range(0, nodes, 5):
        for end in range(0, nodes, 3):
            assert_is_best(weighted, network, weights, start, end, plain[start, end], closed=closed)


@pytest.mark.parametrize("limit", [2, 5, 40])
@pytest.mark.deep
def test_a_large_hierarchy_is_right_however_soon_searches_for_a_way_round_give_up(limit, monkeypatch):
    monkeypatch.setattr("tools.networks.hierarchies.SETTLED_LIMIT", limit)
    side = 30
    nodes = numpy.arange(side * side, dtype=numpy.int32).reshape(side, side)
    start = numpy.concatenate([nodes[:, :-1].ravel(), nodes[:-1].ravel(), nodes[:-1, :-1].ravel()])
    end = numpy.concatenate([nodes[:, 1:].ravel(), nodes[1:].ravel(), nodes[1:, 1:].ravel()])
    count = len(start)
    length = numpy.random.default_rng(4).integers(1, 50, count).astype(float)
    nothing = numpy.zeros(count, numpy.uint8)
    place = numpy.zeros(side * side)
    ports = numpy.array([5], numpy.int32)
    bits = numpy.zeros(count, numpy.uint32)
    network = Network(place, place, start, end, length, nothing + 1, nothing, bits, ("NLRTM",), ports)
    weighted = made(network, length, core=60)
    starts = [0, 431, 700]
    plain = dijkstra(network.csgraph(), indices=starts)
    for start_node, costs in zip(starts, plain, strict=True):
        for end_node in range(0, side * side, 13):
            assert_is_best(weighted, network, length, start_node, end_node, costs[end_node])


def test_a_way_may_begin_at_several_nodes_each_at_its_cost():
    network = network_of(5, degree=2.5)
    weighted = made(network, network.length_km)
    plain = dijkstra(network.csgraph())
    reached = weighted.up([(3, 4.0), (20, 1.5), (3, 9.0)])
    for node, cost in reached.cost.items():
        assert cost >= min(plain[3, node] + 4.0, plain[20, node] + 1.5)
        source, arcs = weighted.path_up(reached, node)
        edges = weighted.hierarchy.unpack_all(arcs, source)
        assert network.length_km[edges].sum() + {3: 4.0, 20: 1.5}[source] == pytest.approx(cost)


def test_what_must_stay_in_the_core_is_in_it_and_shortcuts_pass_nothing():
    network = network_of(7, nodes=200)
    parts = made(network, network.length_km, core=0).hierarchy
    passes = network.passages > 0
    kept = set(network.port_nodes.tolist()) | set(network.start[passes].tolist()) | set(network.end[passes].tolist())
    assert set(parts.core_nodes.tolist()) == kept
    assert set(numpy.flatnonzero(passes)) <= set(parts.core_arc.tolist())
    for arc in range(parts.edge_count, len(parts.lower)):
        assert not network.passages[parts.unpack(arc, int(parts.lower[arc]))].any()


def test_an_arc_is_unpacked_from_either_end():
    network = network_of(11, nodes=120)
    parts = made(network, network.length_km).hierarchy
    for arc in range(len(parts.lower)):
        edges = parts.unpack(arc, int(parts.lower[arc]))
        assert parts.unpack(arc, int(parts.upper[arc])) == edges[::-1]
    stranger = next(node for node in range(120) if node not in (parts.lower[0], parts.upper[0]))
    with pytest.raises(ValueError, match="does not begin"):
        parts.unpack(0, stranger)


def test_a_hierarchy_fits_proportional_weights_only():
    network = network_of(13, nodes=100)
    free = network.passages == 0
    weights = network.length_km * numpy.array([numpy.inf, 1.0, 2.0, 2.0])[network.mode]
    parts = made(network, weights).hierarchy
    assert parts.fits(weights)
    assert parts.fits(weights / 34.7)
    assert parts.fits(numpy.where(free, weights, weights + 11))
    assert not parts.fits(numpy.where(network.mode == 1, weights * 1.0001, weights))
    assert not parts.fits(numpy.where(network.mode == 1, numpy.inf, weights))
    assert not parts.fits(network.length_km)


def test_weights_by_a_factor_give_the_same_ways():
    network = network_of(17, nodes=60, degree=2.2)
    parts = made(network, network.length_km).hierarchy
    for start, end in ((0, 50), (3, 41), (22, 9)):
        cost, edges = cheapest(parts.weighted(network.length_km), start, end)
        assert cheapest(parts.weighted(network.length_km * 8), start, end) == (cost * 8, edges)


def test_the_same_network_gives_the_same_bytes(tmp_path):
    network = network_of(19, nodes=80)
    for name in ("one.npz", "two.npz"):
        write_arrays(tmp_path / name, hierarchy_arrays(network, network.length_km, 6))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_hierarchy_of_another_network_is_refused(tmp_path, monkeypatch):
    network = network_of(23)
    (tmp_path / "networks").mkdir()
    write_arrays(tmp_path / "networks" / "sea_hierarchy.npz", hierarchy_arrays(network, network.length_km, 5))
    monkeypatch.setattr(hierarchies, "layers_folder", lambda: tmp_path)
    assert read_hierarchy("sea", network).edge_count == len(network.start)
    with pytest.raises(InvalidLayer, match="another network"):
        read_hierarchy("sea", network_of(24))


# --- the stored ones ----------------------------------------------------------------------------------------------


@cache
def stored(name):
    network, weights = network_and_weights(name)
    return network, weights, read_hierarchy(name, network).weighted(weights)


@pytest.mark.parametrize("name", HIERARCHIES)
def test_a_stored_hierarchy_fits_the_queries_of_today(name):
    _, weights, weighted = stored(name)
    assert weighted.hierarchy.fits(weights)


@pytest.mark.parametrize("name", HIERARCHIES)
def test_a_stored_hierarchy_finds_what_a_plain_search_finds(name):
    network, weights, weighted = stored(name)
    random = numpy.random.default_rng(1)
    known = numpy.unique(network.start[numpy.isfinite(weights)])
    starts = [*random.choice(known, 2).tolist(), int(network.port_nodes[0])]
    plain = dijkstra(network.csgraph(weights=weights), indices=starts)
    for start, costs in zip(starts, plain, strict=True):
        for end in random.choice(known, 6).tolist():
            assert_is_best(weighted, network, weights, start, end, costs[end])


@pytest.mark.parametrize("name", HIERARCHIES)
def test_the_core_keeps_the_distances_of_the_network(name):
    network, weights, weighted = stored(name)
    nodes = weighted.hierarchy.core_nodes
    places = numpy.random.default_rng(3).choice(len(nodes), 4, replace=False)
    plain = dijkstra(network.csgraph(weights=weights), indices=nodes[places])[:, nodes]
    graph = core_graph(weighted, {int(nodes[0]): 0.0}, 0)
    assert dijkstra(graph, indices=places)[:, :-1] == pytest.approx(plain, rel=1e-9)


@pytest.mark.parametrize("barred", [["suez"], ["suez", "panama"], ["malacca", "gibraltar", "bosphorus"]])
def test_with_passages_closed_the_sea_is_searched_as_plainly(barred):
    network, weights, weighted = stored("sea")
    closed = int(bits_of(barred))
    random = numpy.random.default_rng(2)
    start, *ends = random.choice(network.port_nodes, 8).tolist()
    plain = dijkstra(network.csgraph(usable=network.open_edges(closed=barred), weights=weights), indices=start)
    for end in ends:
        assert_is_best(weighted, network, weights, start, end, plain[end], closed=closed)


@pytest.mark.parametrize("name", ["sea", "land_co2e"])
def test_searching_changes_nothing(name):
    network, _, weighted = stored(name)
    start, end = network.port_nodes[[3, 90]].tolist()
    before = cheapest(weighted, start, end)
    cheapest(weighted, start, end, closed=SUEZ)
    assert cheapest(weighted, start, end) == before
    arrays = [value for part in (weighted, weighted.hierarchy) for value in vars(part).values()]
    assert not [array for array in arrays if isinstance(array, numpy.ndarray) and array.flags.writeable]


@pytest.mark.parametrize("name", HIERARCHIES)
def test_the_ports_are_in_the_core(name):
    network, _, weighted = stored(name)
    assert (weighted.hierarchy.core_place[network.port_nodes] >= 0).all()
    network_is = sea_network() if name == "sea" else land_network()
    assert network is network_is


def test_a_stored_file_holds_no_date():
    for name in HIERARCHIES:
        path = hierarchies.layers_folder() / "networks" / f"{name}_hierarchy.npz"
        with zipfile.ZipFile(path) as archive:
            assert {member.date_time[0] for member in archive.infolist()} == {1980}
