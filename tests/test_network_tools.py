"""The scripts that build layers/networks/: on small made-up graphs, whose answers can be seen."""

import zipfile

import numpy
import pytest
from scipy.sparse.csgraph import dijkstra

from geo_ree.routing.network.graph import BASES, MODES
from geo_ree.routing.search.contraction import HIERARCHIES
from tools.networks import __main__ as command
from tools.networks import packages
from tools.networks.contraction import contracted, without_doubles
from tools.networks.earth import geodesic, lengths_km, normalised
from tools.networks.graphs import (
    ACCESS,
    GAP,
    NETWORK,
    PATCH,
    Graph,
    components,
    graph_of,
    matrix,
    with_edges,
    without_loners,
)
from tools.networks.hierarchies import QUERIES, Contractor, network_and_weights
from tools.networks.land import RAIL, healed, read_land
from tools.networks.output import write_sea
from tools.networks.patches import patched
from tools.networks.ports import ports_of
from tools.networks.sea import passage_bits, read_sea
from tools.networks.storing import write_arrays
from tools.networks.thinning import used_between, without_twigs

# A hundredth of a degree of latitude, near enough.
STEP_KM = 1.11


class DryLand:
    """A coast without water."""

    def is_on_land(self, positions):
        return numpy.ones(len(positions), bool)


class OpenSea:
    """A coast without land."""

    def is_on_land(self, positions):
        return numpy.zeros(len(positions), bool)


def line_of(*lats, lon=10.0):
    return numpy.full(len(lats), lon), numpy.array(lats, float)


def chain(count, *, lon=10.0, start=50.0):
    lats = start + numpy.arange(count) / 100
    nodes = numpy.arange(count)
    return graph_of(numpy.full(count, lon), lats, nodes[:-1], nodes[1:], RAIL)


def together(*graphs):
    shift, parts = 0, []
    for graph in graphs:
        parts.append((graph.u + shift, graph.v + shift))
        shift += len(graph.lon)
    return graph_of(
        numpy.concatenate([graph.lon for graph in graphs]),
        numpy.concatenate([graph.lat for graph in graphs]),
        numpy.concatenate([u for u, _ in parts]),
        numpy.concatenate([v for _, v in parts]),
        RAIL,
    )


def grid(side, seed=0):
    """Return a graph with junctions, chains, dead ends and lengths of its own."""
    lon, lat = (axis.ravel() / 50 for axis in numpy.meshgrid(numpy.arange(side), numpy.arange(side)))
    numbers = numpy.arange(side * side).reshape(side, side)
    u = numpy.concatenate([numbers[:, :-1].ravel(), numbers[:-1].ravel()])
    v = numpy.concatenate([numbers[:, 1:].ravel(), numbers[1:].ravel()])
    kept = numpy.random.default_rng(seed).random(len(u)) < 0.62
    km = 2.5 + numpy.random.default_rng(seed + 1).random(kept.sum())
    return read_land(lon, lat, u[kept], v[kept], km, mode=RAIL)


def test_the_same_arrays_are_the_same_bytes(tmp_path):
    arrays = {"lon": numpy.arange(5, dtype=numpy.int32), "port_id": numpy.array(["NLRTM"], "S5")}
    for name in ("one.npz", "two.npz"):
        write_arrays(tmp_path / name, arrays)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.npz") as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
    with numpy.load(tmp_path / "one.npz") as file:
        assert file["lon"].tolist() == [0, 1, 2, 3, 4]
        assert file["port_id"].tolist() == [b"NLRTM"]


def test_a_small_sea_is_built_twice_to_the_same_bytes(tmp_path):
    lines = [numpy.array([[19.0, -36.0], [20.0, -36.5], [22.0, -36.0]]), numpy.array([[22.0, -36.0], [200.0, -40.0]])]
    ports = ports_of([{"port_id": "ZACPT", "name": "Cape Town", "lon": 18.4, "lat": -33.9, "source_id": "a"}])
    for name in ("one.npz", "two.npz"):
        graph = read_sea(lines)
        write_sea(tmp_path / name, graph, passage_bits(graph), ports, numpy.array([0]))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_longitudes_beyond_180_are_the_same_places():
    graph = read_sea([numpy.array([[179.0, 0.0], [181.0, 0.0]]), numpy.array([[-179.0, 0.0], [-178.0, 0.0]])])
    assert len(graph.lon) == 3
    assert graph.lon.max() < 180
    assert len(graph.u) == 2
    assert normalised(numpy.array([180.0, -180.0, 242.0])).tolist() == [-180.0, -180.0, -118.0]


def test_edges_stand_once_and_no_loop_stays():
    lon, lat = line_of(50.0, 50.1)
    graph = graph_of(lon, lat, numpy.array([0, 1, 0, 1]), numpy.array([1, 0, 0, 1]), RAIL)
    assert (graph.u.tolist(), graph.v.tolist()) == ([0], [1])


def test_the_lengths_of_the_data_hold_unless_they_are_less_than_straight():
    lon, lat = line_of(50.0, 50.1, 50.2)
    graph = read_land(
        lon, lat, numpy.array([0, 1, 2]), numpy.array([1, 0, 1]), numpy.array([15.0, 14.0, 1.0]), mode=RAIL
    )
    assert graph.km[0] == 14.0
    assert graph.km[1] == pytest.approx(lengths_km(*line_of(50.1), *line_of(50.2))[0])


@pytest.mark.parametrize(("apart", "basis"), [(0.01, NETWORK), (0.1, GAP)])
def test_pieces_are_joined_and_what_lies_apart_is_marked(apart, basis):
    graph = healed(together(chain(9), chain(9, start=50.08 + apart)), DryLand(), dead_ends=False)
    assert len(components(graph)[1]) == 1
    assert graph.basis.max() == basis


def test_pieces_far_apart_stay_apart():
    graph = healed(together(chain(9), chain(9, start=50.3)), DryLand(), dead_ends=True)
    assert len(components(graph)[1]) == 2


def test_pieces_are_not_joined_across_water():
    graph = healed(together(chain(9), chain(9, start=50.16)), OpenSea(), dead_ends=True)
    assert len(components(graph)[1]) == 2


def test_a_line_that_stops_and_goes_on_is_joined_although_a_long_way_round_exists():
    graph = together(chain(5), chain(5, start=50.055))
    far = with_edges(graph, numpy.array([0]), numpy.array([9]), numpy.array([500.0]), mode=RAIL, basis=NETWORK)
    mended = healed(far, DryLand(), dead_ends=True)
    assert len(mended.u) == len(far.u) + 1
    assert dijkstra(matrix(mended), indices=0)[9] < 20


def test_contraction_keeps_every_distance():
    graph, _ = without_loners(grid(25))
    chains = without_doubles(contracted(graph, numpy.zeros(len(graph.lon), bool)))
    assert len(chains.graph.lon) < 0.8 * len(graph.lon)
    kept = numpy.flatnonzero(chains.number >= 0)[::7]
    before = dijkstra(matrix(graph), indices=kept)[:, kept]
    after = dijkstra(matrix(chains.graph), indices=chains.number[kept])[:, chains.number[kept]]
    reached = numpy.isfinite(before)
    assert (numpy.isfinite(after) == reached).all()
    assert after[reached] == pytest.approx(before[reached], rel=1e-3)


def test_contraction_remembers_the_places_of_each_chain():
    graph, _ = without_loners(grid(15))
    chains = contracted(graph, numpy.zeros(len(graph.lon), bool))
    for edge in range(len(chains.graph.u)):
        places = chains.shape[chains.start[edge] : chains.start[edge + 1]]
        assert chains.number[places[0]] == chains.graph.u[edge]
        assert chains.number[places[-1]] == chains.graph.v[edge]
        assert chains.along[chains.start[edge + 1] - 1] == pytest.approx(chains.graph.km[edge])
    assert numpy.diff(chains.start).sum() == len(chains.shape)
    assert len(chains.shape) - len(chains.graph.u) == len(graph.u)


def test_contraction_stops_where_the_basis_changes_and_at_protected_places():
    graph = chain(7)
    basis = graph.basis.copy()
    basis[4:] = GAP
    protected = numpy.zeros(7, bool)
    protected[2] = True
    changed = Graph(graph.lon, graph.lat, graph.u, graph.v, graph.km, graph.mode, basis)
    assert len(contracted(changed, protected).graph.u) == 3


def test_a_ring_alone_is_contracted_without_end():
    ring = numpy.arange(6)
    graph = graph_of(10 + numpy.cos(ring) / 10, 50 + numpy.sin(ring) / 10, ring, (ring + 1) % 6, RAIL)
    assert len(contracted(graph, numpy.zeros(6, bool)).graph.u) == 1


def test_thinning_keeps_the_ways_between_anchors_and_their_lengths():
    graph, _ = without_loners(grid(30))
    anchors = numpy.arange(0, len(graph.lon), 37)
    used = used_between(graph, anchors, 60.0)
    assert used.sum() < 0.9 * len(graph.u)
    before = dijkstra(matrix(graph), indices=anchors, limit=60.0)[:, anchors]
    after = dijkstra(matrix(graph, used), indices=anchors)[:, anchors]
    near = numpy.isfinite(before)
    assert after[near] == pytest.approx(before[near])


def test_twigs_are_cut_back_but_not_long_ones_nor_those_of_anchors():
    graph = together(chain(20), chain(3, lon=10.1), chain(3, lon=10.2))
    ring = with_edges(
        graph,
        numpy.array([0, 5, 6]),
        numpy.array([19, 20, 23]),
        numpy.array([30.0, 3.0, 40.0]),
        mode=RAIL,
        basis=NETWORK,
    )
    kept, ends = without_twigs(ring, numpy.array([-1]), 10.0)
    assert kept.sum() == 19 + 1 + 3  # the chain, what makes it a ring, the long branch with its tip
    assert ends.tolist() == [25]


def row_of(kind, start, end, length=""):
    names = ("from_lon", "from_lat", "to_lon", "to_lat")
    return {"patch_id": "a", "kind": kind, "length_km": str(length)} | dict(
        zip(names, map(str, (*start, *end)), strict=True)
    )


def test_a_line_is_added_with_its_published_length():
    mended = patched(chain(3), [row_of("line", (10.0, 50.02), (10.0, 51.0), 120)], {})
    assert (mended.basis == PATCH).sum() == 1
    assert dijkstra(matrix(mended), indices=0)[-1] == pytest.approx(2 * STEP_KM + 120, abs=0.1)


def test_a_cut_drops_what_crosses_it():
    assert len(patched(chain(9), [row_of("cut", (9.9, 50.035), (10.1, 50.035))], {}).u) == 7


def test_a_length_holds_for_parallel_tracks_too():
    tracks = together(chain(5), chain(5, lon=10.001))
    u, v = numpy.array([0, 4]), numpy.array([5, 9])
    double = with_edges(tracks, u, v, numpy.array([0.1, 0.1]), mode=RAIL, basis=NETWORK)
    mended = patched(double, [row_of("length", (10.0, 50.0), (10.0, 50.04), 6)], {})
    assert dijkstra(matrix(mended), indices=0)[4] == pytest.approx(6, rel=0.003)


def test_a_length_that_the_network_exceeds_by_far_is_refused():
    with pytest.raises(SystemExit, match="km long"):
        patched(chain(9), [row_of("length", (10.0, 50.0), (10.0, 50.08), 5)], {})


def test_a_geodesic_never_jumps_at_180_degrees():
    line = geodesic(numpy.array([170.0, 40.0]), numpy.array([-170.0, 40.0]), 100.0)
    assert numpy.abs(numpy.diff(line[:, 0])).max() < 5
    assert line[:, 1].max() > 40.1


def test_a_package_that_is_not_the_pinned_one_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="pip download"):
        packages.read_member(tmp_path, packages.SEAROUTE, packages.SEA_LANES)
    (tmp_path / packages.SEAROUTE.file).write_bytes(b"another")
    with pytest.raises(SystemExit, match="SHA-256"):
        packages.read_member(tmp_path, packages.SEAROUTE, packages.SEA_LANES)


def test_the_scripts_and_the_library_number_alike():
    assert (BASES[NETWORK], BASES[PATCH], BASES[GAP], BASES[ACCESS]) == ("network", "patch", "gap", "access")
    assert MODES[RAIL] == "rail"


def contractor_of(weights, kept=(), core=0):
    start, end = (numpy.array(nodes) for nodes in zip(*weights, strict=True))
    contractor = Contractor(6, start, end, numpy.array(list(weights.values()), float), numpy.array(kept, int))
    contractor.contract(core)
    return contractor


def test_a_shortcut_stands_for_the_way_by_the_place_that_was_taken_out():
    contractor = contractor_of({(0, 1): 3, (1, 2): 4}, kept=[0, 2])
    assert contractor.ends in ([(0, 2)], [(2, 0)])
    assert sorted(contractor.joined[0]) == [0, 1]
    assert contractor.arcs[0] == {2: 2}


def test_no_shortcut_is_laid_where_a_way_round_is_shorter():
    assert not contractor_of({(0, 1): 3, (1, 2): 4, (0, 3): 2, (3, 2): 3}, kept=[0, 2, 3]).joined


def test_of_two_ways_that_are_as_long_one_is_kept():
    contractor = contractor_of({(0, 1): 3, (1, 2): 4, (0, 3): 3, (3, 2): 4}, kept=[0, 2])
    assert contractor.arcs[0].keys() == {2}
    assert contractor.arcs[2].keys() == {0}


def test_taking_places_out_stops_at_the_size_of_the_core():
    line = {(node, node + 1): 1 for node in range(5)}
    assert sum(contractor_of(line, core=4).is_out) == 2
    assert sum(contractor_of(line, kept=[5]).is_out) == 5


def test_each_hierarchy_has_a_query_whose_weights_are_above_0():
    assert tuple(QUERIES) == HIERARCHIES
    for name in HIERARCHIES:
        network, weights = network_and_weights(name)
        assert len(weights) == len(network.start)
        assert weights.min() > 0
        assert numpy.isfinite(weights).any()


def test_the_hierarchies_are_built_without_a_folder_of_packages(monkeypatch):
    asked = []
    monkeypatch.setattr(command, "make_hierarchies", asked.append)
    for words in (["hierarchies"], ["packages", "hierarchies"]):
        monkeypatch.setattr("sys.argv", ["networks", *words])
        command.main()
    assert asked == [command.FOLDER, command.FOLDER]


@pytest.mark.parametrize(
    ("words", "complaint"), [([], "folder"), (["sea"], "folder"), (["packages", "moon"], "no part is called moon")]
)
def test_a_part_that_cannot_be_built_is_refused(words, complaint, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["networks", *words])
    with pytest.raises(SystemExit):
        command.main()
    assert complaint in capsys.readouterr().err
