"""What the documents say is true: commands exist, links lead somewhere, code runs, nothing is promised in secret."""

import re
import subprocess
from pathlib import Path

import pytest

import geo_ree
from geo_ree.cli.main import main

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "layers").rglob("*.md")])


def named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_a_link_to_a_file_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (path.parent / target).exists(), f"{named(path)} links to {target}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_a_command_that_is_shown_exists(path):
    for word in re.findall(r"^\s*(?:\.venv/bin/)?geo-ree (\S+)", path.read_text("utf-8"), re.MULTILINE):
        assert word in main.commands or word.startswith("-"), f"{named(path)} shows geo-ree {word}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_a_make_target_that_is_shown_exists(path):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for word in re.findall(r"`make ([\w-]+)`|^make ([\w-]+)", path.read_text("utf-8"), re.MULTILINE):
        assert set(filter(None, word)) <= targets


def test_every_command_is_documented_in_the_readme():
    text = (ROOT / "README.md").read_text("utf-8")
    for command in main.commands:
        assert f"geo-ree {command}" in text


DEEP = [
    pytest.param(name, marks=pytest.mark.deep) for name in ("docs/quickstart.md", "docs/plots.md", "docs/routes.md")
]


@pytest.mark.parametrize("name", ["README.md", *DEEP])
def test_the_python_that_is_shown_runs(name, tmp_path, monkeypatch, layers_of, estimate_row):
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    assert blocks
    layers_of(estimates=[estimate_row(deposit_id="bayan-obo")]).rename(tmp_path.parent / f"{tmp_path.name}-layers")
    folder = tmp_path.parent / f"{tmp_path.name}-layers"
    monkeypatch.chdir(tmp_path.parent)
    exec(compile("\n".join(blocks).replace('"my-layers"', repr(str(folder))), name, "exec"), {})


def test_the_route_that_is_printed_in_the_documents_is_the_one_found():
    text = (ROOT / "docs/routes.md").read_text("utf-8")
    call, shown = re.search(r"^route = (geo_ree\.find_route.*)\nprint\(route\)  # (.*)$", text, re.MULTILINE).groups()
    assert repr(eval(call, {"geo_ree": geo_ree})) == shown


def test_the_exit_status_is_said_alike_in_both_documents():
    said = {
        " ".join(re.search(r"Exit status:(.*?)ended it", (ROOT / name).read_text("utf-8"), re.DOTALL)[1].split())
        for name in ("README.md", "docs/quickstart.md")
    }
    assert len(said) == 1


def test_the_readme_begins_with_its_two_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert re.search(r"```\n(?:git clone[^\n]*\n)?make map[^\n]*\nmake test", text)
    assert len(text[: text.index("make map")].splitlines()) < 30


def test_contributing_starts_with_correcting_a_figure_and_adding_a_deposit():
    headings = re.findall(r"^## (.*)$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert headings[:2] == ["How to correct a figure", "How to add a deposit"]


def test_decisions_are_numbered_and_state_context_decision_and_consequence():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:3]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text("utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence")), path.name


def committed_texts():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in names:
        if Path(name).suffix not in {".png", ".npz"} and ROOT / name != Path(__file__):
            yield name, (ROOT / name).read_text("utf-8")


def test_no_committed_file_names_a_home():
    home = re.compile(r"/home/\w+/|/root/")
    assert [name for name, text in committed_texts() if home.search(text)] == []


def test_a_lock_file_carries_no_address():
    locks = {name: text for name, text in committed_texts() if "lock" in Path(name).name or "locks/" in name}
    assert len(locks) >= 3
    assert [name for name, text in locks.items() if re.search(r'"resolved"|https?://', text)] == []
