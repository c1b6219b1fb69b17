"""Every example runs as it stands, in a folder of its own, and stays short."""

import runpy
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.py"))


def test_there_are_examples():
    assert len(EXAMPLES) >= 3


# A page takes seconds; the README's own lines draw the same in every run.
DRAWN = ("draw_a_map", "draw_the_atlas")


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[pytest.mark.deep] * (path.stem in DRAWN), id=path.stem) for path in EXAMPLES],
)
def test_an_example_runs_without_a_warning(path, tmp_path, monkeypatch, capsys):
    # In this process, where a warning is an error: to import everything anew takes longer than most examples.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(path)])
    runpy.run_path(str(path), run_name="__main__")
    assert capsys.readouterr().out


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_at_most_thirty_lines_and_says_what_it_shows(path):
    text = path.read_text("utf-8")
    assert text.startswith('"""')
    assert len(text.splitlines()) <= 30
