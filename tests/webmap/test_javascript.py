"""The pages' scripts: their own tests, run by node, and what no script of ours does."""

import subprocess
from pathlib import Path

import pytest

from tools.web_assets import node_command

WEB = Path(__file__).parent.parent.parent / "web"
SCRIPTS = sorted((WEB / "src").rglob("*.js"))
TESTS = sorted((WEB / "tests").glob("*.test.js"))
MOST_LINES = 400


def named(path):
    return path.relative_to(WEB).as_posix()


@pytest.mark.parametrize("path", TESTS, ids=named)
def test_the_tests_of_the_scripts_hold(path):
    command = [*node_command(), "--test", str(path)]
    done = subprocess.run(command, cwd=WEB, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    passed = [int(line.split()[-1]) for line in done.stdout.splitlines() if line.startswith(("# pass ", "ℹ pass "))]
    assert passed
    assert passed[0] > 0


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_no_script_of_ours_parses_text_as_markup_or_code(path):
    code = path.read_text("utf-8")
    for call in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "bindPopup",
    ):
        assert call not in code


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_a_script_is_short_and_says_what_it_is_for(path):
    code = path.read_text("utf-8")
    assert len(code.splitlines()) <= MOST_LINES
    assert code.startswith("/*")


def test_the_scripts_for_any_map_know_no_page():
    general = [path for path in SCRIPTS if path.is_relative_to(WEB / "src" / "webmap")]
    assert general
    assert not [named(path) for path in general if "/pages/" in path.read_text("utf-8")]
