"""Folders in layers/ form: every fault at once, users' rows over built-in ones, every built-in record right."""

import csv
import json
import logging
import shutil
from pathlib import Path

import pytest

from geo_ree.auditing.rulebook import RULES
from geo_ree.errors import InvalidLayer
from geo_ree.layers.fields import BadCell
from geo_ree.layers.folder import check_layers, layers_folder, load_tables, read_folder
from geo_ree.layers.reading.files import read_raw_table
from geo_ree.layers.tables.registry import TABLES

DISTANCES = Path(__file__).parents[1] / "data" / "published_distances.csv"


def broken_promises(table, row):
    """Yield what a raw row does against the contract of its table, each with the row's key and line."""
    where = f"{table.file}, row {row.number} ({' '.join(str(row.cells.get(key)) for key in table.key)})"
    columns = {column.name: column for column in table.columns}
    yield from (f"{where}: {name} is no column" for name in row.cells if name not in columns)
    values = {}
    for name, column in columns.items():
        try:
            values[name] = column.read(row.cells.get(name))
        except BadCell as bad:
            yield f"{where}: {name} {bad}"
    # A rule needs every cell, and the place of a feature, which is read elsewhere.
    if not table.geometry and len(values) == len(columns):
        yield from (f"{where}: {broken}" for rule in table.rules if (broken := rule(values)))


def test_every_built_in_record_keeps_the_contract():
    tables = [(table, layers_folder() / table.file) for table in TABLES.values()]
    rows = [(table, row) for table, path in tables if path.is_file() for row in read_raw_table(path).entries]
    assert rows
    faults = [fault for table, row in rows for fault in broken_promises(table, row)]
    assert not faults, "\n".join(faults)


def test_the_built_in_layers_have_no_fault():
    assert check_layers().to_dict("records") == []


def test_a_change_of_the_built_in_rows_is_seen_at_the_next_load(monkeypatch, tmp_path):
    copy = tmp_path / "layers"
    shutil.copytree(layers_folder(), copy)
    monkeypatch.setattr("geo_ree.layers.folder.layers_folder", lambda: copy)
    before = load_tables()["notes"]
    notes = copy / "notes.csv"
    notes.write_text("".join(notes.read_text("utf-8").splitlines(keepends=True)[:2]), "utf-8")
    assert len(load_tables()["notes"]) == 1 < len(before)


def test_what_is_laid_over_the_built_in_rows_does_not_stay_there(layers_of, estimate_row):
    assert "my-estimate" in load_tables(layers_of(estimates=[estimate_row()]))["estimates"].index
    assert "my-estimate" not in load_tables()["estimates"].index


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_built_in_table_holds_something(table):
    assert len(load_tables()[table.name])


@pytest.mark.parametrize("table", [t for t in TABLES.values() if not t.geometry], ids=lambda table: table.name)
def test_a_built_in_csv_has_the_columns_of_the_contract_in_order(table):
    with (layers_folder() / table.file).open(newline="", encoding="utf-8") as file:
        assert next(csv.reader(file)) == [column.name for column in table.columns]


def test_every_built_in_source_is_used_and_every_figure_has_one():
    tables = load_tables()
    used = set()
    for name, frame in tables.items():
        for column in TABLES[name].columns:
            if column.refers_to == ("sources",):
                for value in frame[column.name]:
                    used.update((value,) if isinstance(value, str) else value or ())
    used |= {orebody["source_id"] for records in tables["deposits"]["orebodies"] for orebody in records}
    # A note names a further source, such as the report that a person signed, in parentheses.
    columns = ("note", "outcome_note", "text")
    notes = "\n".join(str(text) for frame in tables.values() for name in columns for text in frame.get(name, ()))
    used |= {source_id for rule in RULES for source_id in rule.source_ids}
    # What was mended in the networks by hand is no table: it takes effect when they are built anew.
    # Against the published distances the tests hold what is computed.
    networks = layers_folder() / "networks"
    for path in (networks / "patches.csv", networks / "patch_shapes.csv", DISTANCES):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        used |= {row["source_id"] for row in rows} - {""}
        notes += "\n".join(row.get("note", "") for row in rows)
    used |= {source_id for source_id in tables["sources"].index if f"({source_id})" in notes}
    assert used == set(tables["sources"].index)


def test_an_estimate_that_says_nothing_lacks_its_source_its_date_and_its_figures_at_once(layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row(source_id="", effective_date="", ore_million_t="")])
    faults = check_layers(folder)
    assert {(fault.row, fault.column) for fault in faults.itertuples()} == {
        (2, "source_id"),
        (2, "ore_million_t"),
        (2, "effective_date"),
    }


def test_all_faults_come_at_once_with_file_row_and_column(layers_of, estimate_row):
    folder = layers_of(
        estimates=[
            estimate_row(estimate_id="First One", ore_million_t="12,5"),
            estimate_row(deposit_id="bayan-ob", source_id="nowhere"),
            estimate_row(),
            estimate_row(estimate_id="empty", ore_million_t="", effective_date=""),
        ]
    )
    faults = check_layers(folder)
    found = {(row.row, row.column) for row in faults.itertuples()}
    assert found == {
        (2, "estimate_id"),
        (2, "ore_million_t"),
        (3, "deposit_id"),
        (3, "source_id"),
        (4, "estimate_id"),
        (5, "ore_million_t"),
        (5, "effective_date"),
    }
    assert set(faults["file"]) == {str(folder / "estimates.csv")}
    assert "did you mean bayan-obo" in faults.set_index("column").loc["deposit_id", "allowed"]
    with pytest.raises(InvalidLayer, match="7 faults") as caught:
        load_tables(folder)
    assert len(caught.value.faults) == 7


@pytest.mark.parametrize("column", ["cutoff_value", "cutoff_unit"])
def test_a_cut_off_needs_its_unit(layers_of, estimate_row, column):
    folder = layers_of(estimates=[estimate_row(**{column: "1"})])
    assert "both or neither" in set(check_layers(folder)["allowed"])


def test_a_verified_row_must_name_a_source_that_was_read(layers_of, estimate_row):
    assert list(check_layers(layers_of(estimates=[estimate_row(source_id="unverified")]))["column"]) == ["source_id"]
    assert check_layers(layers_of(estimates=[estimate_row(source_id="unverified", verified="no")])).empty


def test_an_unknown_or_missing_column_is_one_fault_of_the_header(tmp_path):
    (tmp_path / "notes.csv").write_text(
        "note_id,subject_id,topic,txt,source_ids\na,world,b,c,jorc-code-2012\n", "utf-8"
    )
    faults = check_layers(tmp_path).set_index("column")
    assert set(faults.index) == {"txt", "text"}
    assert faults.loc["txt", "allowed"] == "did you mean text?"


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Point", "coordinates": [39.6, 131.3]},
        {"type": "Point"},
    ],
)
def test_a_geometry_that_cannot_be_a_place_is_a_fault(layers_of, geometry):
    properties = {"port_id": "XXYYY", "name": "Nowhere", "country": "XX", "source_id": "jorc-code-2012"}
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    assert list(check_layers(layers_of(ports=[feature]))["column"]) == ["geometry"]


def test_each_point_of_a_deposit_names_its_orebody(layers_of):
    collection = json.loads((layers_folder() / "deposits.geojson").read_text("utf-8"))
    bayan_obo = next(f for f in collection["features"] if f["properties"]["deposit_id"] == "bayan-obo")
    bayan_obo["properties"]["orebodies"].pop()
    faults = check_layers(layers_of(deposits=[bayan_obo]))
    assert list(faults["column"]) == ["orebodies"]
    assert "2 orebodies for 3 points" in faults["what"][0]


def test_an_id_cannot_name_two_things(layers_of, estimate_row):
    faults = check_layers(layers_of(estimates=[estimate_row(estimate_id="bayan-obo")]))
    assert "is also an id of deposits" in faults["what"][0]


def test_a_users_row_replaces_the_built_in_one_and_the_log_says_so_once(layers_of, estimate_row, caplog):
    known = load_tables()["estimates"].index[0]
    folder = layers_of(estimates=[estimate_row(estimate_id=known, ore_million_t="42"), estimate_row()])
    with caplog.at_level(logging.INFO, logger="geo_ree.layers.folder"):
        estimates = load_tables(folder)["estimates"]
    assert estimates.loc[known, "ore_million_t"] == 42
    assert "my-estimate" in estimates.index
    assert [known in record.getMessage() for record in caplog.records] == [True]


def test_later_folders_win(tmp_path, estimate_row):
    for name, ore in (("a", "1"), ("b", "2")):
        (tmp_path / name).mkdir()
        row = estimate_row(ore_million_t=ore)
        with (tmp_path / name / "estimates.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [column.name for column in TABLES["estimates"].columns])
            writer.writeheader()
            writer.writerow(row)
    assert load_tables(tmp_path / "a", tmp_path / "b")["estimates"].loc["my-estimate", "ore_million_t"] == 2


def test_a_folder_that_is_not_one_is_a_fault(tmp_path):
    assert "is not a folder" in check_layers(tmp_path / "absent")["what"][0]
    assert "no file of the layers form" in check_layers(tmp_path)["what"][0]


def test_a_folder_whose_name_is_too_long_or_that_may_not_be_read_is_a_fault(tmp_path, monkeypatch):
    (fault,) = check_layers(tmp_path / ("a" * 5_000))["what"]
    assert "cannot be read" in fault or "is not a folder" in fault

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    (fault,) = check_layers(tmp_path)["what"]
    assert fault == "cannot be read: Permission denied"


@pytest.mark.parametrize(
    ("name", "text", "row", "column"),
    [
        ("deposits.geojson", '{"type": "FeatureCollection", "features": [' + "0," * 2_000 + "0]}", 1, ""),
        ("estimates.csv", "estimate_id,deposit_id\n" + "a\n" * 2_000, 2, ""),
    ],
)
def test_a_file_of_nothing_but_faults_is_counted(tmp_path, name, text, row, column):
    (tmp_path / name).write_text(text, "utf-8")
    faults = check_layers(tmp_path)
    assert 200 <= len(faults) <= 210
    assert faults["what"].str.contains("more faults; mend these first").sum() == 1
    assert ((faults["row"] == row) & (faults["column"] == column)).sum() == 1


def test_a_column_whose_name_cannot_be_shown_is_a_fault_that_can(layers_of):
    properties = {"port_id": "XXYYY", "name": "Nowhere", "country": "XX", "source_id": "jorc-code-2012", "\ud800": 1}
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": properties}
    (fault,) = check_layers(layers_of(ports=[feature])).to_dict("records")
    assert fault["column"].encode() == b"'\\ud800'"


def test_a_missing_built_in_folder_is_said_plainly(monkeypatch, tmp_path):
    monkeypatch.setattr("geo_ree.layers.folder.__file__", str(tmp_path / "geo_ree" / "layers" / "folder.py"))
    with pytest.raises(InvalidLayer, match="built-in layers are missing"):
        layers_folder()


@pytest.mark.parametrize("name", ["estimate.csv", "Estimates.csv", "places.geojson"])
def test_a_misnamed_file_is_a_fault_and_its_rows_are_not_lost_in_silence(layers_of, estimate_row, name):
    folder = layers_of(estimates=[estimate_row()])
    (folder / name).write_text("x\n1\n", "utf-8")
    (fault,) = check_layers(folder).to_dict("records")
    assert fault["file"].endswith(name)
    assert "not a file of the layers form" in fault["what"]


def test_other_files_may_stand_in_a_folder(layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row()])
    for name in ("README.md", "datapackage.json", "LICENSE"):
        (folder / name).write_text("x", "utf-8")
    assert check_layers(folder).empty


def test_a_file_with_a_header_only_adds_nothing_and_is_no_fault(layers_of):
    assert check_layers(layers_of(estimates=[])).empty


def test_a_file_that_cannot_be_opened_is_a_fault(layers_of, estimate_row, monkeypatch):
    folder = layers_of(estimates=[estimate_row()])
    open_it = Path.open

    def refuse(path, *args, **options):
        if path.parent == folder:
            raise PermissionError(13, "Permission denied")
        return open_it(path, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read: Permission denied" in check_layers(folder)["what"][0]


def port(**changes):
    properties = {"port_id": "XXYYY", "name": "Nowhere", "country": "XX", "source_id": "jorc-code-2012"}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": properties} | changes


def test_a_feature_has_one_id(layers_of):
    assert check_layers(layers_of(ports=[port(id="XXYYY")])).empty
    (fault,) = check_layers(layers_of(ports=[port(id="other")])).to_dict("records")
    assert fault["column"] == "id"


@pytest.mark.parametrize(
    ("name", "right"), [("urn:ogc:def:crs:OGC:1.3:CRS84", True), ("urn:ogc:def:crs:EPSG::2319", False)]
)
def test_a_geojson_in_another_system_is_refused(layers_of, name, right):
    folder = layers_of(ports=[port()])
    content = json.loads((folder / "ports.geojson").read_text("utf-8"))
    content["crs"] = {"type": "name", "properties": {"name": name}}
    (folder / "ports.geojson").write_text(json.dumps(content), "utf-8")
    assert check_layers(folder).empty == right


@pytest.mark.parametrize("column", ["part_of", "superseded_by"])
def test_an_estimate_is_no_part_of_itself_or_of_another_deposits(layers_of, estimate_row, column):
    (fault,) = check_layers(layers_of(estimates=[estimate_row(**{column: "my-estimate"})])).to_dict("records")
    assert (fault["column"], fault["what"]) == (column, "names the row itself")
    other = load_tables()["estimates"].query("deposit_id == 'bayan-obo'").index[0]
    (fault,) = check_layers(layers_of(estimates=[estimate_row(**{column: other})])).to_dict("records")
    assert "about another deposit" in fault["what"]


@pytest.mark.parametrize("column", ["part_of", "superseded_by"])
def test_estimates_make_no_circle(layers_of, estimate_row, column):
    rows = [
        estimate_row(**{column: "other-estimate"}),
        estimate_row(estimate_id="other-estimate", **{column: "my-estimate"}),
    ]
    faults = check_layers(layers_of(estimates=rows))
    assert faults["row"].tolist() == [2, 3]
    assert set(faults["column"]) == {column}
    assert faults["what"].str.contains("leads back to the row itself").all()


@pytest.mark.parametrize("missing", ["estimate_id", "deposit_id", "source_id"])
def test_a_column_that_is_missing_is_one_fault_of_the_header_whichever_it_is(tmp_path, estimate_row, missing):
    of_one = [estimate_row(), estimate_row(estimate_id="other-estimate", superseded_by="my-estimate")]
    rows = [{name: value for name, value in row.items() if name != missing} for row in of_one]
    with (tmp_path / "estimates.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[1]))
        writer.writeheader()
        writer.writerows(rows)
    found = [(fault["column"], fault["what"]) for fault in check_layers(tmp_path).to_dict("records")]
    assert found == [(missing, "is missing from the header")]


def test_a_column_that_stands_twice_is_one_fault(tmp_path):
    (tmp_path / "estimates.csv").write_text("estimate_id,note,note\n", "utf-8")
    faults = check_layers(tmp_path)
    assert faults["what"].tolist().count("stands twice in the header") == 1


def test_a_tonnage_beyond_any_deposit_is_a_slip_of_the_unit(layers_of, estimate_row):
    assert list(check_layers(layers_of(estimates=[estimate_row(ore_million_t="1e9")]))["column"]) == ["ore_million_t"]


def test_a_folder_read_by_itself_holds_its_own_rows_only(layers_of, estimate_row):
    # The deposit and the source that the row names are not in the folder: they need not be.
    tables = read_folder(layers_of(estimates=[estimate_row()]))
    assert {name for name, frame in tables.items() if len(frame)} == {"estimates"}
    assert set(tables) == set(TABLES)
    assert tables["estimates"].loc["my-estimate", "ore_million_t"] == 1


def test_a_folder_read_by_itself_is_checked_within_its_rows(layers_of, estimate_row):
    with pytest.raises(InvalidLayer, match="2 faults"):
        read_folder(layers_of(estimates=[estimate_row(ore_million_t="x", verified="maybe")]))


def test_an_estimate_that_is_refused_is_named_by_row_and_column(layers_of, estimate_row):
    good, bad = estimate_row(), estimate_row(estimate_id="bad")
    for missing, columns in (
        ({"source_id": ""}, ["source_id"]),
        ({"effective_date": ""}, ["effective_date"]),
        ({"ore_million_t": ""}, ["ore_million_t"]),
    ):
        faults = check_layers(layers_of(estimates=[good, bad | missing]))
        assert list(zip(faults["row"], faults["column"], strict=True)) == [(3, column) for column in columns]
        assert set(faults["file"].str.endswith("estimates.csv")) == {True}
