"""What the tests of the commands share."""

import pytest
from click.testing import CliRunner

from geo_ree.cli.main import main


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs ``geo-ree`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, arguments)
