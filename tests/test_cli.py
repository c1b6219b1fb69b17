"""The command line: what it writes, what it says, and with which status it ends."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from geo_ree import __version__
from geo_ree.cli import EXPORTS, LISTS, main
from geo_ree.geojson import validate_geojson


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs ``geo-ree`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_compare_writes_the_page_and_the_gis_files_and_says_so(run, tmp_path):
    (tmp_path / "out").mkdir()
    result = run("compare", "beylikova", "bayan-obo", "-o", "out/compare.html", "--geojson-dir", "out")
    assert result.exit_code == 0, result.output
    written = {"compare.html", "deposits.geojson", "facilities.geojson", "routes.geojson"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == written
    assert all(f"wrote out/{name}" in result.stdout for name in written)
    deposits = json.loads((tmp_path / "out" / "deposits.geojson").read_text("utf-8"))
    assert [feature["id"] for feature in deposits["features"]] == ["beylikova", "bayan-obo"]
    assert "geo_ree" in deposits["how_to_cite"]
    for name in written - {"compare.html"}:
        assert validate_geojson(tmp_path / "out" / name) == []


def test_compare_takes_names_as_people_write_them(run):
    assert run("compare", "Beylikova", "Bayan Obo", "-o", "page.html").exit_code == 0


def test_standard_output_carries_the_file_and_nothing_else(run):
    result = run("compare", "beylikova", "bayan-obo", "-o", "-")
    assert result.stdout.lower().startswith("<!doctype html>")
    assert result.stdout.rstrip().endswith("</html>")


@pytest.mark.parametrize("what", EXPORTS)
def test_export_writes_valid_geojson(run, tmp_path, what):
    assert run("export", what, "-o", "it.geojson").exit_code == 0
    assert validate_geojson(tmp_path / "it.geojson") == []
    assert run("validate", "it.geojson").exit_code == 0


def test_export_to_standard_output_is_the_same_bytes_as_the_file(run, tmp_path):
    run("export", "ports", "-o", "ports.geojson")
    assert run("export", "ports", "-o", "-").stdout_bytes == (tmp_path / "ports.geojson").read_bytes()


@pytest.mark.parametrize("what", LISTS)
def test_list_prints_an_id_and_a_name_on_each_line(run, what):
    lines = run("list", what).stdout.splitlines()
    assert lines
    assert all(len(line.split("\t")) == 2 for line in lines)


def test_cite_prints_one_line_for_each_source(run, atlas):
    first, second = atlas.sources.index[:2]
    assert run("cite", first, second).stdout == f"{atlas.cite(first)}\n{atlas.cite(second)}\n"


def test_check_is_silent_about_what_is_right(run):
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_lists_every_fault_and_ends_with_one(run, layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row(ore_million_t="12,5", deposit_id="nowhere", source_id="")])
    result = run("check", str(folder))
    assert result.exit_code == 1
    assert result.stdout.count("estimates.csv, row 2, column") == 2
    assert result.stderr == "2 faults\n"


def test_validate_lists_every_problem_and_ends_with_one(run, tmp_path):
    (tmp_path / "bad.geojson").write_text('{"type": "FeatureCollection", "features": [{"type": "Fixture"}]}', "utf-8")
    result = run("validate", "bad.geojson")
    assert result.exit_code == 1
    assert "/features/0: is not a Feature" in result.stdout


def test_a_users_folder_is_laid_over_the_built_in_layers(run, layers_of, estimate_row):
    folder = str(layers_of(estimates=[estimate_row()]))
    assert "my-estimate" in run("export", "estimates", "-o", "-", "--layers", folder).stdout
    assert "my-estimate" not in run("export", "estimates", "-o", "-").stdout


WRONG = {
    "an unknown deposit": (("compare", "beylikova", "bayan-ob", "-o", "x.html"), "did you mean bayan-obo"),
    "one deposit": (("compare", "beylikova", "-o", "x.html"), "two"),
    "the same deposit twice": (("compare", "beylikova", "beylikova", "-o", "x.html"), "beylikova"),
    "an unknown source": (("cite", "jorc"), "did you mean"),
    "a folder that is not there": (("export", "ports", "-o", "x.geojson", "--layers", "absent"), "is not a folder"),
    "a format we do not write": (("export", "ports", "-o", "x.shp"), ".geojson"),
    "a file that is not there": (("validate", "absent.geojson"), "absent.geojson"),
    "a file in a folder that is not there": (("export", "ports", "-o", "absent/x.geojson"), "absent"),
    "a folder as a file": (("export", "ports", "-o", "folder.geojson"), "folder.geojson"),
}


@pytest.mark.parametrize(("arguments", "says"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_one_clear_line_and_nothing_is_written(run, tmp_path, arguments, says):
    (tmp_path / "folder.geojson").mkdir()
    before = sorted(tmp_path.rglob("*"))
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert result.stderr.startswith("geo-ree: ")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_fault_in_a_users_folder_stops_the_work_before_anything_is_written(run, tmp_path, layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row(ore_million_t="x", verified="maybe")])
    result = run("compare", "beylikova", "bayan-obo", "-o", "out.html", "--layers", str(folder))
    assert result.exit_code == 2
    assert "2 faults" in result.stderr
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize("command", ["compare", "export", "frobnicate"])
def test_missing_or_unknown_words_end_with_two(run, command):
    assert run(command).exit_code == 2


@pytest.mark.parametrize("command", [(), *((name,) for name in sorted(main.commands))], ids=" ".join)
def test_help_shows_examples_that_name_the_command(run, command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert "geo-ree " + " ".join(command) in result.stdout


def test_the_version_is_the_packages(run):
    assert run("--version").stdout == f"geo-ree, version {__version__}\n"


def test_the_installed_command_runs_and_a_closed_pipe_is_no_error():
    code = "import sys; sys.argv = ['geo-ree', 'list', 'sources']; from geo_ree.cli import main; main()"
    pipe = f'"{sys.executable}" -c "{code}" | head -1'
    done = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, env=os.environ)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_every_file_is_made_before_the_first_is_written(run, tmp_path):
    (tmp_path / "taken").write_text("a file", "utf-8")
    result = run("compare", "beylikova", "bayan-obo", "-o", "page.html", "--geojson-dir", "taken")
    assert result.exit_code == 2
    assert "taken" in result.stderr
    assert not (tmp_path / "page.html").exists()
    assert run("compare", "beylikova", "bayan-obo", "-o", "page.html", "--geojson-dir", "a/b").exit_code == 0
    assert len(list((tmp_path / "a" / "b").iterdir())) == 3


def test_a_page_is_not_written_under_the_name_of_another_format(run, tmp_path):
    result = run("compare", "beylikova", "bayan-obo", "-o", "page.pdf")
    assert result.exit_code == 2
    assert ".html" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_of_a_folder_that_is_not_there_is_wrong_use(run):
    result = run("check", "absent")
    assert result.exit_code == 2
    assert "absent" in result.stderr


def test_a_narrow_encoding_is_no_error():
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "geo_ree", "list", "deposits"]
    done = subprocess.run(command, capture_output=True, env=environment)
    assert done.returncode == 0
    assert b"K?z?lca" in done.stdout
