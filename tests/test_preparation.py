"""The set-up of a fresh machine: what is missing is installed, or named in one line."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "tools" / "prepare.sh"
ANOTHER_USER = "#!/bin/sh\necho 1000\n"
OLD_PYTHON = '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\n[ "$1" = --version ]\n'


@pytest.fixture
def bare_machine(tmp_path):
    """Return a function that runs the script where there is nothing but a shell, and we are not root."""
    for name in ("bash", "dirname", "sh"):
        (tmp_path / name).symlink_to(shutil.which(name))

    def run(*arguments, **programs):
        for name, text in ({"id": ANOTHER_USER} | programs).items():
            (tmp_path / name).write_text(text, "utf-8")
            (tmp_path / name).chmod(0o755)
        environment = os.environ | {"PATH": str(tmp_path), "PYTHON": "python3"}
        return subprocess.run(["bash", SCRIPT, *arguments], env=environment, capture_output=True, text=True)

    return run


def test_a_missing_browser_is_named_in_one_line(bare_machine):
    done = bare_machine("chromium")
    assert done.returncode == 1
    assert "install the Debian package chromium" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_enough(bare_machine, name):
    done = bare_machine("chromium", **{name: "#!/bin/sh\n"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_python_that_is_too_old_is_said_in_one_line(bare_machine, tmp_path):
    done = bare_machine("environment", str(tmp_path / "venv"), "run", python3=OLD_PYTHON)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; Python 3.9.2 found" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_python_too_new_for_the_lowest_versions_is_said_in_one_line(bare_machine, tmp_path):
    newest = "import sys; sys.exit(sys.version_info >= (3, 13))"
    python = f'#!/bin/sh\n[ "$1" = --version ] && echo Python 3.13.0\n[ "$2" != "{newest}" ]\n'
    done = bare_machine("environment", str(tmp_path / "venv"), "lowest", python3=python)
    assert done.returncode == 1
    assert "need Python 3.11 or 3.12; Python 3.13.0 found" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "venv").exists()


def test_a_python_without_venv_is_said_in_one_line(bare_machine, tmp_path):
    new_python = '#!/bin/sh\n[ "$1" = -c ]\n'
    done = bare_machine("environment", str(tmp_path / "venv"), "run", python3=new_python)
    assert done.returncode == 1
    assert "install the Debian package python3-venv" in done.stderr
    assert len(done.stderr.splitlines()) == 1
