"""The commands that hand out data: valid files, the same on standard output, and lists."""

import pytest

from geo_ree.atlas.citations import to_bibtex, to_csl_json
from geo_ree.cli.data import EXPORTS, LISTS
from geo_ree.gis.geojson import validate_geojson


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
