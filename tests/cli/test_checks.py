"""The commands that look for faults and differences: what they list and how they end."""

import json
import os

import pytest


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


def test_check_of_a_folder_that_is_not_there_is_wrong_use(run):
    result = run("check", "absent")
    assert result.exit_code == 2
    assert "absent" in result.stderr


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "large"])
def test_validate_refuses_what_is_no_ordinary_file_or_too_large_in_one_line(run, tmp_path, kind):
    path = tmp_path / "a.geojson"
    options = ()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path = "/dev/zero"
    else:
        path.write_text('{"type": "Point", "coordinates": [1, 2]}', "utf-8")
        options = ("--max-bytes", "20")
    result = run("validate", str(path), *options)
    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1
    assert "cannot be read: it is" in result.output
