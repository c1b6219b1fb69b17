"""The style sheets of the pages: each belongs to one, and none changes what data say."""

from pathlib import Path

import pytest

import geo_ree
from geo_ree.pages.atlas import page as atlas
from geo_ree.pages.comparison import page as comparison
from geo_ree.pages.route import page as route

SHEETS = sorted(Path(geo_ree.__file__).parent.rglob("static/*.css"))


def test_every_style_sheet_belongs_to_a_page():
    assert {path.name for path in SHEETS} == {*comparison.STYLES, *atlas.STYLES, *route.STYLES}
    assert len(SHEETS) == len({path.name for path in SHEETS})


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_text_from_data_is_never_changed_in_case_by_a_style(path):
    assert "text-transform" not in path.read_text("utf-8")
