"""The command line: what it writes, what it says, and with which status it ends."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from geo_ree import __version__
from geo_ree.atlas.citations import to_bibtex, to_csl_json
from geo_ree.cli.main import EXPORTS, LISTS, main
from geo_ree.gis.geojson import validate_geojson


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


def test_map_writes_the_atlas_page_with_the_users_own_rows(run, tmp_path, layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row(note="Read by me alone.")])
    result = run("map", "--layers", str(folder), "-o", "atlas.html")
    assert result.exit_code == 0, result.output
    assert "wrote atlas.html" in result.stdout
    assert "Read by me alone." in (tmp_path / "atlas.html").read_text("utf-8")
    assert run("map", "-o", "atlas.geojson").exit_code == 2


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


def test_a_route_is_printed_as_a_table_of_stretches_with_totals(run):
    printed = run("route", "CNTXG", "NLRTM", "--mode", "sea", "--closed", "Suez Canal", "--ship", "capesize").stdout
    assert printed.startswith("Tianjin (Xingang) → Rotterdam\n")
    assert "\nShip " in printed
    assert "\nTotal " in printed
    assert "good-hope" in printed
    assert "Suez Canal (as asked)" in printed
    assert "OpenStreetMap" in printed


def test_a_route_is_written_as_geojson_with_its_terms(run, tmp_path):
    ends = ("beylikova", "neo-silmet", "--via", "TRDRC", "--via", "EESLM", "--objective", "time")
    assert run("route", *ends, "-o", "x.geojson").exit_code == 0
    assert validate_geojson(tmp_path / "x.geojson") == []
    written = json.loads((tmp_path / "x.geojson").read_text("utf-8"))
    assert written["route"]["via_ids"] == ["TRDRC", "EESLM"]
    assert written["terms"]["objective"] == "time"
    assert run("route", *ends, "-o", "-").stdout_bytes == (tmp_path / "x.geojson").read_bytes()


def test_a_route_is_drawn_as_a_page_and_its_ends_may_be_points_even_western_ones(run, tmp_path):
    result = run("route", "3.5,52.0", "-5.6,35.95", "--mode", "sea", "-o", "x.html")
    assert result.exit_code == 0, result.stderr
    page = (tmp_path / "x.html").read_text("utf-8")
    assert "3.5° E, 52° N → 5.6° W, 35.95° N" in page
    assert "openstreetmap.org/copyright" in page


def test_a_route_keeps_away_from_a_port_and_takes_what_was_opened(run):
    free = run("route", "beylikova", "NLRTM").stdout
    (port,) = {word for word in ("Derince", "İzmit") if f"→ {word}" in free}
    ids = {"Derince": "TRDRC", "İzmit": "TRIZT"}
    assert f"→ {port} " not in run("route", "beylikova", "NLRTM", "--avoid", ids[port]).stdout
    north = ("route", "CNTXG", "NLRTM", "--mode", "sea", "--objective", "distance", "--closed", "kiel")
    assert "northeast" in run(*north, "--opened", "Northeast Passage").stdout
    assert "northeast" not in run(*north).stdout


def test_a_geojson_of_a_route_needs_nothing_of_the_pages():
    code = (
        "import sys; from geo_ree.cli.main import main\n"
        "main(['route', 'CNTXG', 'NLRTM', '--mode', 'sea', '-o', '-'], standalone_mode=False)\n"
        "heavy = [name for name in sys.modules if name.startswith(('geo_ree.webmap', 'folium', 'matplotlib'))]\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize("what", LISTS)
def test_list_prints_an_id_and_a_name_on_each_line(run, what):
    lines = run("list", what).stdout.splitlines()
    assert lines
    assert all(len(line.split("\t")) == 2 for line in lines)


def test_cite_prints_one_line_for_each_source(run, atlas):
    first, second = atlas.sources.index[:2]
    assert run("cite", first, second).stdout == f"{atlas.cite(first)}\n{atlas.cite(second)}\n"


@pytest.mark.parametrize("style", ["bibtex", "csl-json"])
def test_cite_writes_what_a_reference_manager_reads(run, style):
    write = {"bibtex": to_bibtex, "csl-json": to_csl_json}[style]
    wanted = ["usgs-mcs-2025", "jorc-code-2012"]
    assert run("cite", *wanted, "--format", style).stdout_bytes.decode() == write(wanted)
    assert run("cite", "--all", "--format", style).stdout_bytes.decode() == write()


def test_cite_prints_all_that_was_read(run, atlas):
    lines = run("cite", "--all").stdout.splitlines()
    assert len(lines) == len(atlas.sources) - 1
    assert atlas.cite("jorc-code-2012") in lines


@pytest.mark.parametrize("arguments", [(), ("jorc-code-2012", "--all")])
def test_cite_wants_ids_or_all(run, arguments):
    result = run("cite", *arguments)
    assert result.exit_code == 2
    assert "--all" in result.stderr


READS_THE_ATLAS = sorted(set(main.commands) - {"changes", "check", "validate"})


@pytest.mark.parametrize("command", READS_THE_ATLAS)
def test_every_command_that_reads_the_atlas_says_which_one(run, command):
    described = run(command, "--help").stdout
    assert all(option in described for option in ("--layers", "--prefer", "--primary-only"))


def test_an_estimate_can_be_preferred_by_hand(run, atlas):
    other = atlas.estimates_of("beylikova").index[-1]
    result = run("export", "deposits", "-o", "-", "--prefer", f"beylikova={other}")
    features = json.loads(result.stdout)["features"]
    (beylikova,) = (each["properties"] for each in features if each["id"] == "beylikova")
    assert beylikova["estimate_id"] == other
    assert beylikova["estimates"][0]["estimate_id"] == other


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["beylikova"], "DEPOSIT=ESTIMATE"),
        (["=x"], "DEPOSIT=ESTIMATE"),
        (["beylikova=a", "beylikova=b"], "two estimates of beylikova"),
        (["beylikova=nothing"], "no estimate of beylikova"),
        (["beylikow=x"], "did you mean beylikova"),
    ],
)
def test_an_override_that_cannot_hold_is_wrong_use(run, texts, says):
    result = run("list", "deposits", *(part for text in texts for part in ("--prefer", text)))
    assert result.exit_code == 2
    assert says in result.stderr


def test_only_primary_sources_may_be_asked_for(run, atlas):
    everything, primary = (
        json.loads(run("export", "estimates", "-o", "-", *options).stdout)["features"]
        for options in ((), ("--primary-only",))
    )
    assert [each["id"] for each in primary] == list(atlas.primary_only().estimates.index)
    assert len(primary) < len(everything)


def test_check_is_silent_about_what_is_right(run):
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_lists_every_fault_and_ends_with_one(run, layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row(ore_million_t="12,5", deposit_id="nowhere", source_id="")])
    result = run("check", str(folder))
    assert result.exit_code == 1
    assert result.stdout.count("estimates.csv, row 2, column") == 2
    assert result.stderr == "2 faults\n"


def test_audit_lists_each_finding_with_its_rule_rows_and_sources(run):
    result = run("audit", "--rule", "plan-needs-full-recovery")
    assert result.exit_code == 0
    finding, seen = result.stdout.splitlines()
    assert finding.startswith("error: beylikova: ")
    assert "plan-needs-full-recovery; rows: figures:" in seen
    assert "sources: " in seen
    assert result.stderr == "1 finding\n"


def test_audit_of_a_users_folder_ends_with_one_when_it_is_strict(run, layers_of, estimate_row):
    slip = estimate_row(ore_million_t="100", treo_percent="2.5", treo_million_t="25")
    arguments = ("audit", "--rule", "tonnage-times-grade", "--layers", str(layers_of(estimates=[slip])))
    assert run(*arguments).exit_code == 0
    result = run(*arguments, "--strict")
    assert result.exit_code == 1
    assert "estimates:my-estimate" in result.stdout


def test_audit_without_findings_says_so_and_is_no_failure(run):
    result = run("audit", "--rule", "split-mixes-analyses", "--strict")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no findings\n")


def test_audit_writes_json_with_rows_files_and_sources(run):
    findings = json.loads(run("audit", "--json", "--rule", "shares-outside-97-103").stdout)
    assert {"rule", "severity", "subject_id", "message", "rows", "files", "source_ids"} == set(findings[0])
    assert findings[0]["files"] == ["element_shares.csv"]


def test_a_rule_that_does_not_exist_is_wrong_use(run):
    result = run("audit", "--rule", "plan-needs-recovery")
    assert result.exit_code == 2
    assert "plan-needs-full-recovery" in result.stderr


def test_changes_lists_what_differs_between_two_folders(run, layers_of, estimate_row, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, ore in ((old, "1"), (new, "2")):
        folder.mkdir()
        (layers_of(estimates=[estimate_row(ore_million_t=ore)]) / "estimates.csv").rename(folder / "estimates.csv")
    result = run("changes", "old", "new")
    assert result.stdout == (
        "estimates my-estimate: ore_million_t changed from 1 (jorc-code-2012) to 2 (jorc-code-2012)\n"
    )
    assert result.stderr == "1 change\n"
    (told,) = json.loads(run("changes", "old", "new", "--json").stdout)
    assert (told["old"], told["new"], told["distance_m"], told["whole_row"]) == (1, 2, None, False)
    same = run("changes", "old", "old")
    assert (same.exit_code, same.stdout, same.stderr) == (0, "", "no changes\n")
    assert run("changes", "old", "absent").exit_code == 2


def test_validate_lists_every_problem_and_ends_with_one(run, tmp_path):
    (tmp_path / "bad.geojson").write_text('{"type": "FeatureCollection", "features": [{"type": "Fixture"}]}', "utf-8")
    result = run("validate", "bad.geojson")
    assert result.exit_code == 1
    assert "/features/0: is not a Feature" in result.stdout


def test_a_users_folder_is_laid_over_the_built_in_layers(run, layers_of, estimate_row):
    folder = str(layers_of(estimates=[estimate_row()]))
    assert "my-estimate" in run("export", "estimates", "-o", "-", "--layers", folder).stdout
    assert "my-estimate" not in run("export", "estimates", "-o", "-").stdout


def test_a_built_in_row_that_a_folder_replaces_is_named_on_stderr_once(run, atlas, layers_of, estimate_row):
    known = atlas.estimates_of("beylikova").index[0]
    folder = str(layers_of(estimates=[estimate_row(estimate_id=known), estimate_row()]))
    for command in (("list", "deposits", "--layers", folder), ("check", folder)):
        result = run(*command)
        assert result.exit_code == 0
        assert result.stderr.count(known) == 1
        assert "my-estimate" not in result.stderr
        assert known not in result.stdout


WRONG = {
    "an unknown deposit": (("compare", "beylikova", "bayan-ob", "-o", "x.html"), "did you mean bayan-obo"),
    "one deposit": (("compare", "beylikova", "-o", "x.html"), "two"),
    "the same deposit twice": (("compare", "beylikova", "beylikova", "-o", "x.html"), "beylikova"),
    "an unknown source": (("cite", "jorc"), "did you mean"),
    "a place that is not there": (("route", "beylikova", "nowhere", "-o", "x.geojson"), "nowhere"),
    "a passage misspelt": (("route", "CNTXG", "NLRTM", "--closed", "sues", "-o", "x.html"), "did you mean suez"),
    "a point off the globe": (("route", "200,1", "NLRTM", "-o", "x.html"), "is no place"),
    "a route to where it begins": (("route", "NLRTM", "NLRTM"), "one place"),
    "no way": (("route", "beylikova", "USORF", "--mode", "rail"), "nothing joins"),
    "a class of ship that is not there": (("route", "CNTXG", "NLRTM", "--ship", "huge"), "handysize"),
    "a format for no route": (("route", "CNTXG", "NLRTM", "-o", "x.kml"), ".geojson"),
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
    code = "import sys; sys.argv = ['geo-ree', 'list', 'sources']; from geo_ree.cli.main import main; main()"
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
