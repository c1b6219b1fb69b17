"""The command line: wrong use, signals and closed pipes end in one line and a status, with nothing half-written."""

import os
import signal
import subprocess
import sys

import pytest

from geo_ree import __version__
from geo_ree.cli.main import main


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
    "no way": (("route", "beylikova", "USORF", "--mode", "rail"), "nothing connects"),
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


def test_a_narrow_encoding_is_no_error():
    environment = os.environ | {"PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "geo_ree", "list", "deposits"]
    done = subprocess.run(command, capture_output=True, env=environment)
    assert done.returncode == 0
    assert b"K?z?lca" in done.stdout


# Run the command with the writing of files made slow or impossible: it stands at the last step before its name.
STOPPED_WHILE_WRITING = """
import sys, time
from geo_ree import _atomic

def stand_still(path):
    print("writing", flush=True)
    {instead}

_atomic._flush_to_disk = stand_still
sys.argv = ["geo-ree", "export", "ports", "-o", "ports.geojson"]
from geo_ree.cli.main import main
main()
"""


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 128 + 15), (signal.SIGHUP, 128 + 1), (signal.SIGINT, 128 + 2)]
)
def test_a_command_that_is_stopped_leaves_neither_a_traceback_nor_a_hidden_file(tmp_path, number, status):
    code = STOPPED_WHILE_WRITING.format(instead="time.sleep(60)")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, **pipes) as running:
        assert running.stdout.readline() == "writing\n"
        assert len(list(tmp_path.iterdir())) == 1
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
    assert running.returncode == status
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_one_line_and_leaves_no_hidden_file(tmp_path):
    code = STOPPED_WHILE_WRITING.format(instead="raise MemoryError")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "geo-ree: there is not enough memory for this\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", ["list sources", "export estimates -o -", "cite --all --format bibtex", "audit --json"]
)
@pytest.mark.deep
def test_whoever_closes_the_pipe_early_gets_no_traceback(arguments):
    # A pipe of which nobody reads a byte: closed before the first is written.
    line = f'set -o pipefail; "{sys.executable}" -m geo_ree {arguments} | true'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert done.returncode in (0, 141)
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", ["list sources", "export ports -o -", "audit --json"])
def test_a_closed_standard_output_is_one_line(arguments):
    line = f'"{sys.executable}" -m geo_ree {arguments} >&-'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["geo-ree: cannot write standard output: it is closed"]


@pytest.mark.parametrize("arguments", ["list sources", "export ports -o -"])
def test_a_full_disk_behind_standard_output_is_one_line(arguments):
    line = f'"{sys.executable}" -m geo_ree {arguments} > /dev/full'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert done.returncode == 2
    (said,) = done.stderr.splitlines()
    assert said.startswith("geo-ree: ")


def test_a_signal_that_somebody_handles_is_left_to_them(run):
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        assert run("list", "ports").exit_code == 0
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
