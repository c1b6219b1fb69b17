"""The same blocks come from this process, from several, and from a cluster that loses a worker."""

import sys

import numpy
import pytest

from geo_ree.errors import MissingLibrary
from geo_ree.routing.factors import rates_for
from geo_ree.routing.matrix.chunks import Places, Problem, computed
from geo_ree.routing.network.multimodal import multimodal_network
from geo_ree.routing.network.weights import Costing, unit_costs_of
from geo_ree.routing.passages import closures_of
from geo_ree.routing.places import network_ports
from geo_ree.routing.search.distance_table import reach_of
from geo_ree.routing.search.through_stops import connectors_of

COSTING = Costing(("sea",), closures_of().every, (), unit_costs_of("distance", rates_for("handysize")))


def places(stops):
    shared = multimodal_network(sea=True, land=False)
    lonlat = numpy.array([(stop.lon, stop.lat) for stop in stops], float)
    return Places(lonlat, reach_of(connectors_of(stops, COSTING, shared), COSTING, shared))


@pytest.fixture(scope="module")
def problem(atlas):
    stops = list(network_ports(atlas).values())[:12]
    return Problem(places(stops[:7]), places(stops), COSTING, 1.0, 2)


@pytest.fixture(scope="module")
def whole(problem):
    return [problem.values(block) for block in range(problem.block_count)]


def assert_same(found, whole):
    found = dict(found)
    assert sorted(found) == list(range(len(whole)))
    for block, values in enumerate(whole):
        numpy.testing.assert_array_equal(found[block], values)


def test_blocks_share_out_the_rows(problem, whole):
    assert [values.shape for values in whole] == [(2, 12), (2, 12), (2, 12), (1, 12)]
    assert [problem.rows(block) for block in range(4)] == [slice(0, 2), slice(2, 4), slice(4, 6), slice(6, 7)]


def test_a_place_is_nowhere_from_itself(whole):
    table = numpy.vstack(whole)
    assert (numpy.diag(table) == 0).all()
    assert (table[~numpy.eye(7, 12, dtype=bool)] != 0).all()


def test_a_scale_is_that_of_the_result(problem, whole):
    other = Problem(problem.starts, problem.ends, COSTING, 0.5, 2)
    numpy.testing.assert_array_equal(other.values(0), whole[0] / 2)


def test_blocks_of_another_size_hold_the_same_numbers(problem, whole):
    other = Problem(problem.starts, problem.ends, COSTING, 1.0, 7)
    assert other.block_count == 1
    numpy.testing.assert_array_equal(other.values(0), numpy.vstack(whole))


def test_this_process_computes_what_is_asked(problem, whole):
    assert_same(computed(problem, range(4)), whole)
    assert [block for block, _ in computed(problem, [2])] == [2]
    assert list(computed(problem, [], workers=4)) == []


def test_several_processes_compute_the_same(problem, whole):
    assert_same(computed(problem, range(4), workers=2), whole)


@pytest.mark.deep
def test_who_stops_early_leaves_no_process_behind(problem):
    from multiprocessing import active_children

    before = set(active_children())
    done = computed(problem, range(4), workers=2)
    next(done)
    done.close()
    assert set(active_children()) <= before


def test_what_is_no_client_is_refused(problem):
    with pytest.raises(TypeError, match=r"dask\.distributed\.Client"):
        list(computed(problem, [0], client="tcp://127.0.0.1:8786"))


def test_without_dask_the_extra_is_named(problem, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingLibrary, match=r"geo_ree\[dask\]"):
        list(computed(problem, [0], client=object()))
