"""What the tests of the commands share."""

import pytest
from click.testing import CliRunner

from geo_ree.cli.main import main


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs ``geo-ree`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, arguments)


@pytest.fixture
def drawn(monkeypatch, comparison_page):
    """Draw no page anew: return the comparisons that were asked for, each answered with the page that is drawn."""
    asked = []

    def draw(comparison):
        asked.append(comparison.deposit_ids)
        return comparison_page

    monkeypatch.setattr("geo_ree.pages.comparison.page.draw_comparison", draw)
    return asked
