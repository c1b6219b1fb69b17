"""Ships: which passages a class fits through, what the tables of choices show, and classes of one's own."""

import csv
from pathlib import Path

import pandas
import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.errors import InvalidLayer, UnknownOption
from geo_ree.layers.folder import check_layers, layers_folder
from geo_ree.routing.options import RouteOptions
from geo_ree.routing.passages import CLOSED_BY_DEFAULT, PASSAGE_IDS, PASSAGES
from geo_ree.routing.route import find_route
from geo_ree.routing.ships import Ship, passages, ship_table, ships

COASTER = {
    "length_m": "90",
    "beam_m": "13.8",
    "draught_m": "5.5",
    "deadweight_t": "3700",
}
UNITS = {"deadweight_t": "t"}


def size_row(subject_id, attribute, value, kind="ship", **changes):
    unit = UNITS.get(attribute, "m")
    row = {"subject_id": subject_id, "kind": kind, "attribute": attribute, "value": value, "unit": unit}
    return row | {"source_id": "jorc-code-2012"} | changes


@pytest.fixture
def coaster_layers(layers_of):
    return layers_of(ship_limits=[size_row("my-coaster", *size) for size in COASTER.items()])


def test_a_big_ship_does_not_fit_panama_and_a_handysize_does():
    assert "panama" in ship_table().too_small_for("capesize")
    assert "panama" not in ship_table().too_small_for("handysize")
    assert "suez" not in ship_table().too_small_for("Ultra-large container")


def test_an_unknown_class_of_ship_is_refused():
    with pytest.raises(UnknownOption, match="class of ship"):
        ship_table().too_small_for("rowing-boat")


def test_a_ship_fits_when_no_side_is_too_large():
    assert Ship(100, 20, 8, 0).fits(Ship(100, 20, 8, 30))
    assert not Ship(100, 20, 8.1, 0).fits(Ship(100, 20, 8, 30))


def test_every_limit_and_size_has_a_source():
    folder = layers_folder()
    known = set()
    for path in (folder / "sources.csv",):
        with path.open(encoding="utf-8", newline="") as file:
            known |= {row["source_id"] for row in csv.DictReader(file)}
    with (folder / "networks" / "ship_limits.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["source_id"] for row in rows} <= known
    assert {row["subject_id"] for row in rows if row["kind"] == "passage"} <= set(PASSAGE_IDS)
    assert {row["subject_id"] for row in rows if row["kind"] == "ship"} == set(ship_table().classes)


# --- tables of what may be named ----------------------------------------------------------------------------------


def test_every_passage_is_a_row_with_its_limits_and_whether_it_is_closed():
    table = passages()
    assert tuple(table.index) == PASSAGE_IDS
    assert table.index.name == "passage_id"
    assert list(table["name"]) == [each.name for each in PASSAGES]
    assert set(table.index[table["is_closed_by_default"]]) == CLOSED_BY_DEFAULT
    assert table.loc["suez", "max_draught_m"] == 20.1
    assert pandas.isna(table.loc["dover", "max_draught_m"])
    assert table.loc["suez", "source_ids"]
    assert table.loc["dover", "source_ids"] == ()


def test_every_class_of_ship_is_a_row_with_its_sizes_and_what_is_closed_to_it():
    table = ships()
    assert tuple(table.index) == tuple(ship_table().classes)
    assert list(table.index[table["is_default"]]) == [RouteOptions().ship]
    assert table.loc["capesize", "closed_passages"] == ship_table().too_small_for("capesize")
    assert table.loc["handysize", ["name", "draught_m"]].tolist() == ["Handysize", 9.78]
    assert pandas.isna(table.loc["handysize", "air_draught_m"])  # no source gives one: not 0
    assert (table["source_ids"].map(len) > 0).all()


@pytest.mark.parametrize("make", [passages, ships])
def test_each_table_of_choices_is_the_callers_own(make):
    first = make()
    first["name"] = ""
    first.index = range(len(first))
    assert make()["name"].all()
    assert make().index[0] in {*PASSAGE_IDS, *ship_table().classes}


@pytest.mark.parametrize("make", [passages, ships])
def test_texts_are_objects_whatever_the_version_of_pandas(make):
    kinds = make().dtypes.astype(str)
    assert set(kinds) <= {"object", "float64", "bool"}


# --- classes and limits of one's own ------------------------------------------------------------------------------


def test_a_folder_may_add_a_class_of_ship(coaster_layers):
    atlas = load_atlas(coaster_layers)
    assert "my-coaster" in ships(atlas=atlas).index
    assert "my-coaster" not in ships().index
    route = find_route("NLRTM", "EESLM", ship="My Coaster", atlas=atlas)
    assert route.ship == "my-coaster"
    assert "kiel" in route.passages
    assert route.rates.co2e_g_per_t_km["sea"].freight_ids[0].startswith("freight-bulk-carrier-0-9-999")


def test_a_folder_may_set_the_limit_of_a_passage(layers_of):
    atlas = load_atlas(layers_of(ship_limits=[size_row("panama", "max_draught_m", "9", kind="passage")]))
    assert passages(atlas=atlas).loc["panama", "max_draught_m"] == 9
    assert "panama" in ships(atlas=atlas).loc["handysize", "closed_passages"]
    assert "panama" not in ships().loc["handysize", "closed_passages"]


def test_a_class_without_a_deadweight_is_refused_when_it_sails(layers_of):
    atlas = load_atlas(layers_of(ship_limits=[size_row("raft", "length_m", "5")]))
    with pytest.raises(InvalidLayer, match="raft: its deadweight_t"):
        find_route("NLRTM", "EESLM", ship="raft", atlas=atlas)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (size_row("suess", "max_draught_m", "9", kind="passage"), "subject_id"),
        (size_row("suez", "draught_m", "9", kind="passage"), "attribute"),
        (size_row("my-coaster", "max_draught_m", "9"), "attribute"),
        (size_row("my-coaster", "draught_m", "9", unit="t"), "unit"),
        (size_row("my-coaster", "draught_m", "9", source_id="nobody"), "source_id"),
    ],
)
def test_a_wrong_size_is_a_fault_of_the_layers(layers_of, row, column):
    faults = check_layers(layers_of(ship_limits=[row]))
    assert list(faults["column"]) == [column]
    assert faults["file"].iloc[0].endswith("ship_limits.csv")


def test_a_misspelt_file_of_the_networks_is_refused_and_what_they_are_built_from_is_not(coaster_layers):
    networks = coaster_layers / "networks"
    (networks / "patches.csv").write_text("patch_id\n", "utf-8")
    assert check_layers(coaster_layers).empty
    (networks / "ship_limits.csv").rename(networks / "ship_limit.csv")
    faults = check_layers(coaster_layers)
    assert [Path(file).name for file in faults["file"]] == ["ship_limit.csv"]
    assert faults["allowed"][0] == "did you mean networks/ship_limits.csv?"
