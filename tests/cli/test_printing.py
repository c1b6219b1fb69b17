"""What is printed holds nothing that a terminal would obey, and a file on standard output is the file."""

import json
import os
import pty
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.cli.printing import visible, visible_json

# Turn the order of reading, end the line. Controls such as ESC are no text that layers may hold.
HOSTILE = "Harmless\u202egro.live\u2066\u2028here"
OBEYED = ("\x1b", "\x07", "\u202e", "\u2066", "\x9b", "\x7f", "\u2028")


@given(st.text())
def test_what_is_visible_is_one_line_of_what_can_be_printed(text):
    shown = visible(text)
    spelt = shown.replace("\u200c", "").replace("\u200d", "")
    assert not [one for one in spelt if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_that_is_visible_reads_back_the_same(value):
    shown = visible_json(value)
    assert json.loads(shown) == value
    assert visible(shown.replace("\n", "")) == shown.replace("\n", "")


@pytest.mark.parametrize("name", ["Kızılcaören", "白云鄂博", "تنبريز", "می‌خواهم", "Ĳmuiden · –"])
def test_names_of_every_script_are_shown_as_they_are(name):
    assert visible(name) == name


@pytest.fixture
def hostile_layers(layers_of, estimate_row, new_feature):
    """Return a folder whose names, notes and sources hold what a terminal would obey."""
    deposit = new_feature("hostile", 20.0, 50.0)
    deposit["properties"] |= {"name": HOSTILE, "source_ids": ["hostile-source"]}
    estimate = estimate_row(
        deposit_id="hostile",
        ore_million_t="100",
        treo_percent="2.5",
        treo_million_t="25",
        note=HOSTILE,
        source_id="hostile-source",
    )
    source = {"source_id": "hostile-source", "title": HOSTILE, "publisher": HOSTILE, "kind": "media", "date": "2030"}
    return layers_of(deposits=[deposit], estimates=[estimate], sources=[source])


PRINTING = {
    "list": ("list", "deposits"),
    "list of sources": ("list", "sources"),
    "cite": ("cite", "hostile-source"),
    "audit": ("audit",),
    "audit as JSON": ("audit", "--json"),
    "route": ("route", "hostile", "NLRTM"),
    "an error": ("compare", "hostil", "hostile", "-o", "x.html"),
    "an override": ("list", "ports", "--prefer", "hostile=x"),
}


@pytest.mark.parametrize("arguments", PRINTING.values(), ids=PRINTING)
def test_a_command_prints_nothing_that_a_terminal_would_obey(run, hostile_layers, arguments):
    result = run(*arguments, "--layers", str(hostile_layers))
    assert result.output
    assert not [sign for sign in OBEYED if sign in result.output]


def test_changes_and_their_json_print_nothing_that_a_terminal_would_obey(run, hostile_layers, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "sources.csv").write_text("source_id,title,kind\nhostile-source,Old,media\n", "utf-8")
    for options in ((), ("--json",)):
        result = run("changes", "old", str(hostile_layers), *options)
        assert "Harmless" in result.stdout
        assert not [sign for sign in OBEYED if sign in result.output]


def test_check_and_validate_print_nothing_that_a_terminal_would_obey(run, tmp_path, layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row(**{"reporting_code": "\x1b[2J\u202e"})])
    (tmp_path / "bad.geojson").write_text(json.dumps({"type": "\x1b[2J\u202e", "\x1b\u202e": 1}), "utf-8")
    for arguments in (("check", str(folder)), ("validate", "bad.geojson")):
        result = run(*arguments)
        assert result.exit_code == 1
        assert not [sign for sign in OBEYED if sign in result.output]


def test_a_file_on_standard_output_is_the_file_but_on_a_terminal_it_is_text(hostile_layers):
    command = [sys.executable, "-m", "geo_ree", "cite", "hostile-source", "--format", "bibtex"]
    command += ["--layers", str(hostile_layers)]
    piped = subprocess.run(command, capture_output=True, check=True).stdout
    assert "\u202e".encode() in piped
    ours, theirs = pty.openpty()
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True)
    os.close(theirs)
    shown = os.read(ours, 1_000_000).decode()
    os.close(ours)
    assert "Harmless" in shown
    assert not [sign for sign in OBEYED if sign in shown]
