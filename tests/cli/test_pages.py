"""The commands that draw: what they write and say."""

import json
import subprocess
import sys

import pytest

from geo_ree.gis.geojson import validate_geojson


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


def test_compare_takes_names_as_people_write_them(run, drawn):
    assert run("compare", "Beylikova", "Bayan Obo", "-o", "page.html").exit_code == 0
    assert drawn == [("beylikova", "bayan-obo")]


def test_standard_output_carries_the_file_and_nothing_else(run, drawn, comparison_page):
    result = run("compare", "beylikova", "bayan-obo", "-o", "-")
    assert result.stdout_bytes.decode() == comparison_page.html


def test_a_route_is_printed_as_a_table_of_legs_with_totals(run):
    printed = run("route", "CNTXG", "NLRTM", "--mode", "sea", "--closed", "Suez Canal", "--ship", "capesize").stdout
    assert printed.startswith("Tianjin (Xingang) → Rotterdam\n")
    assert "\nShip " in printed
    assert "\nTotal " in printed
    assert "good-hope" in printed
    assert "Suez Canal (as asked)" in printed
    assert "OpenStreetMap" in printed


def test_a_route_is_written_as_geojson_with_its_options(run, tmp_path):
    ends = ("beylikova", "neo-silmet", "--via", "TRDRC", "--via", "EESLM", "--objective", "time")
    assert run("route", *ends, "-o", "x.geojson").exit_code == 0
    assert validate_geojson(tmp_path / "x.geojson") == []
    written = json.loads((tmp_path / "x.geojson").read_text("utf-8"))
    assert written["route"]["via_ids"] == ["TRDRC", "EESLM"]
    assert written["options"]["objective"] == "time"
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
    assert f"→ {port} " not in run("route", "beylikova", "NLRTM", "--avoid-port", ids[port]).stdout
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


@pytest.mark.deep
def test_every_file_is_made_before_the_first_is_written(run, drawn, tmp_path):
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
