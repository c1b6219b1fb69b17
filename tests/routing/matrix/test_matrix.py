"""A matrix holds what find_route finds pair by pair, however it is computed, and loses nothing when it is stopped."""

import os
import signal
import subprocess
import sys

import geopandas
import numpy
import pandas
import pytest
from shapely.geometry import Point

import geo_ree
from geo_ree.errors import InvalidPlace, NoRoute, UnknownId, UnknownOption, UnwritableFile
from geo_ree.routing.matrix import matrix as matrices
from geo_ree.routing.matrix.chunks import Problem
from geo_ree.routing.matrix.store import BlockFiles

PORTS = ["NLRTM", "USHOU", "CNTXG", "JPTYO", "TRDRC", "ZADUR", "AUFRE"]
RESULTS = {"distance": "distance_km", "time": "hours", "co2e": "co2e_kg_per_t"}


def sea(origins, destinations, **options):
    return geo_ree.route_matrix(origins, destinations, modes=["sea"], **options)


@pytest.fixture(scope="module")
def alone():
    return sea(PORTS, PORTS[:5])


@pytest.mark.parametrize("objective", sorted(RESULTS))
def test_each_value_is_that_of_the_route(objective):
    origins, destinations = ["beylikova", "TRDRC", (31.2, 39.7)], ["bayan-obo", "USORF"]
    table = geo_ree.route_matrix(origins, destinations, objective=objective)
    for label, origin in zip(table.index, origins, strict=True):
        for destination in destinations:
            route = geo_ree.find_route(origin, destination, objective=objective)
            # A change of mode takes a millionth of a kilometre or hour.
            assert table.loc[label, destination] == pytest.approx(getattr(route, RESULTS[objective]), abs=2e-5)


@pytest.mark.parametrize(
    "options",
    [
        {"closed": ["suez"]},
        {"closed": ["Suez"], "ship": "capesize", "objective": "co2e"},
        {"opened": ["northeast"], "objective": "time"},
        {"modes": ["sea", "rail"], "avoid_ports": ["TRDRC"]},
    ],
    ids=str,
)
def test_what_is_closed_opened_or_avoided_counts(options):
    origins, destinations = ["TRDRC", "CNTXG"], ["NLRTM", "JPTYO"]
    options = {"modes": ["sea"], "objective": "distance", **options}
    table = geo_ree.route_matrix(origins, destinations, **options)
    for origin in origins:
        for destination in destinations:
            route = geo_ree.find_route(origin, destination, **options)
            assert table.loc[origin, destination] == pytest.approx(
                getattr(route, RESULTS[options["objective"]]), abs=2e-5
            )


def test_a_frame_of_ports_is_as_good_as_their_ids(atlas):
    ports = atlas.ports.loc[["USORF", "TRDRC", "AUFRE"]]
    table = geo_ree.route_matrix(atlas.deposits.loc[["beylikova"]], ports)
    by_id = geo_ree.route_matrix(["beylikova"], list(ports.index))
    numpy.testing.assert_array_equal(table.to_numpy(), by_id.to_numpy())
    assert (table.index.name, table.columns.name) == (atlas.deposits.index.name, atlas.ports.index.name)


def test_rows_and_columns_have_the_names_of_their_places():
    places = geopandas.GeoDataFrame(index=[3, 1], geometry=[Point(4, 52), Point(-74, 40.5)], crs="EPSG:4326")
    table = sea(places.to_crs(3857), ["ZADUR", "NLRTM", "JPTYO"], objective="distance")
    assert table.index.equals(places.index)
    assert list(table.columns) == ["ZADUR", "NLRTM", "JPTYO"]
    assert (table.dtypes == numpy.float64).all()
    assert table.loc[3, "NLRTM"] < 200 < 5000 < table.loc[1, "NLRTM"]


@pytest.mark.parametrize("modes", [("sea",), ("rail", "road", "sea")], ids="-".join)
@pytest.mark.parametrize("objective", sorted(RESULTS))
def test_any_figure_of_the_routes_may_be_asked_for(objective, modes):
    inland = [] if modes == ("sea",) else ["beylikova", (31.2, 39.7), (31.21, 39.7), (103.0, 10.0)]
    origins, destinations = [*inland, "TRDRC"], [*inland, "USORF", "NLRTM"]
    asked = {"objective": objective, "modes": modes, "avoid_ports": ["TRMER"]}
    for value in RESULTS.values():
        table = geo_ree.route_matrix(origins, destinations, value=value, block_size=2, **asked)
        for row, origin in enumerate(origins):
            for column, destination in enumerate(destinations):
                expected = 0.0 if origin == destination else of_route(origin, destination, value, asked)
                assert table.iloc[row, column] == pytest.approx(expected, rel=1e-6, abs=1e-5, nan_ok=True)


def of_route(origin, destination, value, asked):
    try:
        return getattr(geo_ree.find_route(origin, destination, **asked), value)
    except NoRoute:
        return numpy.nan


def test_the_default_is_that_of_find_route():
    table = geo_ree.route_matrix(["beylikova"], ["USORF"])
    assert table.iloc[0, 0] == pytest.approx(geo_ree.find_route("beylikova", "USORF").co2e_kg_per_t)


def test_an_unknown_value_is_refused_with_those_there_are():
    with pytest.raises(UnknownOption, match="co2e_kg_per_t, hours, distance_km"):
        sea(PORTS[:1], PORTS[1:2], value="co2")


def test_another_value_is_another_matrix_in_a_folder(tmp_path):
    sea(PORTS[:2], PORTS[:2], value="hours", folder=tmp_path / "matrix")
    assert "hours" in pandas.read_parquet(tmp_path / "matrix")
    with pytest.raises(UnwritableFile, match="value"):
        sea(PORTS[:2], PORTS[:2], value="distance_km", folder=tmp_path / "matrix")


def test_it_is_as_far_back(alone):
    turned = sea(PORTS[:5], PORTS)
    numpy.testing.assert_allclose(turned.to_numpy().T, alone.to_numpy(), rtol=1e-12)
    square = alone.loc[PORTS[:5]].to_numpy()
    numpy.testing.assert_allclose(square, square.T, rtol=1e-12)


def test_a_place_is_0_from_itself_under_any_name(alone):
    assert (numpy.diag(alone) == 0).all()
    point = sea([(4, 52)], geopandas.GeoSeries([Point(4, 52)], ["here"], crs="EPSG:4326"))
    assert point.loc["4,52", "here"] == 0


def test_there_is_no_value_where_there_is_no_route():
    origins, destinations = ["maoniuping", "TRDRC"], ["NLRTM", "UAODS"]
    table = geo_ree.route_matrix(origins, destinations, modes=["sea"], closed=["bosphorus"])
    assert table.loc["maoniuping"].isna().all()
    assert table.notna().loc["TRDRC"].to_dict() == {"NLRTM": True, "UAODS": False}
    with pytest.raises(NoRoute):
        geo_ree.find_route("TRDRC", "UAODS", modes=["sea"], closed=["bosphorus"])


def test_nothing_by_something_is_an_empty_table(tmp_path):
    assert sea([], PORTS).shape == (0, len(PORTS))
    assert sea(PORTS, [], folder=tmp_path / "matrix").shape == (len(PORTS), 0)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"modes": ["ship"]}, UnknownOption),
        ({"closed": ["sues"]}, UnknownOption),
        ({"objective": "cost"}, UnknownOption),
        ({"ship": "panamaks"}, UnknownOption),
        ({"avoid_ports": ["XXXXX"]}, UnknownId),
        ({"workers": 0}, ValueError),
        ({"block_size": 1.5}, ValueError),
        ({"workers": 2, "client": object()}, ValueError),
    ],
    ids=lambda case: "-".join(case) if isinstance(case, dict) else case.__name__,
)
def test_a_wrong_option_is_an_error(options, error):
    with pytest.raises(error):
        geo_ree.route_matrix(PORTS[:1], PORTS[1:2], **options)


def test_wrong_places_are_an_error():
    with pytest.raises(InvalidPlace, match="stands more than once"):
        sea(["NLRTM", "NLRTM"], PORTS)


@pytest.mark.deep
def test_several_processes_give_the_same_table(alone, tmp_path):
    found = sea(PORTS, PORTS[:5], workers=2, block_size=2, folder=tmp_path / "matrix")
    pandas.testing.assert_frame_equal(found, alone, check_exact=True)
    assert len(list((tmp_path / "matrix").glob("block-*.parquet"))) == 3


# --- in a folder ------------------------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
import geo_ree
from geo_ree.routing.matrix.chunks import Problem

compute, done = Problem.values, []

def values(self, block):
    if len(done) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(block)
    return compute(self, block)

Problem.values = values
geo_ree.route_matrix(*(names.split(",") for names in sys.argv[2:]), modes=["sea"], folder=sys.argv[1], block_size=1)
"""


@pytest.fixture
def computed_blocks(monkeypatch):
    """Return the numbers of the blocks that are computed from now on."""
    seen, compute = [], matrices.computed

    def watched(problem, blocks, **options):
        seen.extend(blocks)
        return compute(problem, blocks, **options)

    monkeypatch.setattr(matrices, "computed", watched)
    return seen


def test_a_run_that_was_killed_goes_on_where_it_stopped(alone, tmp_path, computed_blocks):
    folder = tmp_path / "matrix"
    command = [sys.executable, "-c", KILLED, folder, ",".join(PORTS), ",".join(PORTS[:5])]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert sorted(path.name for path in folder.glob("block-*")) == ["block-00000.parquet", "block-00001.parquet"]
    found = sea(PORTS, PORTS[:5], folder=folder, block_size=1)
    pandas.testing.assert_frame_equal(found, alone, check_exact=True)
    assert computed_blocks == [2, 3, 4]


def test_a_torn_block_is_refused_and_once_it_is_moved_it_alone_is_computed_again(alone, tmp_path, computed_blocks):
    folder = tmp_path / "matrix"
    sea(PORTS, PORTS[:5], folder=folder, block_size=2)
    torn = folder / "block-00001.parquet"
    torn.write_bytes(torn.read_bytes()[:-20])
    with pytest.raises(UnwritableFile, match="block-00001"):
        sea(PORTS, PORTS[:5], folder=folder, block_size=2)
    torn.rename(tmp_path / "elsewhere")
    del computed_blocks[:]
    found = sea(PORTS, PORTS[:5], folder=folder, block_size=2)
    pandas.testing.assert_frame_equal(found, alone, check_exact=True)
    assert computed_blocks == [1]
    pandas.testing.assert_frame_equal(sea(PORTS, PORTS[:5], folder=folder, block_size=2), alone, check_exact=True)


@pytest.mark.parametrize(
    ("options", "differing"),
    [
        ({"closed": ["suez"]}, "closed"),
        ({"objective": "time"}, "objective"),
        ({"ship": "capesize"}, "ship"),
        ({"block_size": 3}, "block_size"),
    ],
    ids=str,
)
def test_another_query_does_not_touch_the_folder(tmp_path, options, differing):
    folder = tmp_path / "matrix"
    sea(PORTS[:2], PORTS[2:4], folder=folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(UnwritableFile, match=differing):
        sea(PORTS[:2], PORTS[2:4], folder=folder, **options)
    with pytest.raises(UnwritableFile, match="places"):
        sea(PORTS[:2], PORTS[3:5], folder=folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_folder_reads_as_a_table_of_pairs(alone, tmp_path):
    sea(PORTS, PORTS[:5], folder=tmp_path / "matrix", block_size=2)
    pairs = pandas.read_parquet(tmp_path / "matrix").astype({"origin": str, "destination": str})
    table = pairs.pivot(index="origin", columns="destination", values="co2e_kg_per_t").loc[PORTS, PORTS[:5]]
    numpy.testing.assert_array_equal(table.to_numpy(), alone.to_numpy())


def test_an_error_on_the_way_keeps_what_is_done(tmp_path, monkeypatch, computed_blocks):
    folder, write = tmp_path / "matrix", BlockFiles.write

    def full_disk(self, block, *arguments, **options):
        if block == 1:
            raise UnwritableFile(self.path(block), "No space left on device")
        write(self, block, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(BlockFiles, "write", full_disk)
        with pytest.raises(UnwritableFile, match="No space left"):
            sea(PORTS, PORTS[:5], folder=folder, block_size=2)
    del computed_blocks[:]
    sea(PORTS, PORTS[:5], folder=folder, block_size=2)
    assert computed_blocks == [1, 2]


# --- the bar ----------------------------------------------------------------------------------------------------


def test_a_bar_is_shown_when_it_is_asked_for(capsys):
    sea(PORTS[:2], PORTS[2:4], progress=True)
    assert "100%" in capsys.readouterr().err


@pytest.mark.parametrize("progress", [None, False])
def test_no_bar_is_shown_where_nobody_looks(capsys, progress):
    sea(PORTS[:2], PORTS[2:4], progress=progress)
    assert capsys.readouterr().err == ""


# --- on a cluster -----------------------------------------------------------------------------------------------


@pytest.fixture
def cluster_client(tmp_path):
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            worker_dashboard_address=None,
            local_directory=tmp_path / "workers",
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.mark.deep
def test_a_cluster_that_loses_a_worker_gives_the_same_table(atlas, tmp_path, monkeypatch, cluster_client):
    origins, destinations = atlas.deposits.iloc[:24], atlas.ports.iloc[:25]
    want = geo_ree.route_matrix(origins, destinations)
    order, compute = [], matrices.computed

    def killing(*arguments, **options):
        for block, values in compute(*arguments, **options):
            order.append(block)
            if len(order) == 1:  # before any file is written, so that most blocks are still under way
                busy = [worker for worker, tasks in cluster_client.processing().items() if tasks]
                assert busy, "the other blocks were to be under way still"
                os.kill(cluster_client.run(os.getpid, workers=busy[:1])[busy[0]], signal.SIGKILL)
            yield block, values

    monkeypatch.setattr(matrices, "computed", killing)
    folder = tmp_path / "matrix"
    found = geo_ree.route_matrix(origins, destinations, client=cluster_client, folder=folder, block_size=1)
    assert sorted(order) == list(range(24))
    assert found.notna().to_numpy().sum() > 300
    pandas.testing.assert_frame_equal(found, want, check_exact=True)
    monkeypatch.setattr(Problem, "values", None)  # nothing is left to compute
    kept = geo_ree.route_matrix(origins, destinations, folder=folder, block_size=1)
    pandas.testing.assert_frame_equal(kept, want, check_exact=True)
