"""Third-party files are those that are pinned, and a missing one says how to get it."""

import hashlib
import json
from pathlib import Path

import pytest

from geo_ree.errors import GeoReeError
from geo_ree.gis import vendor_files as vendored
from geo_ree.gis.vendor_files import read_vendor

ROOT = Path(__file__).parent.parent.parent
MANIFEST = json.loads((ROOT / "web" / "assets.json").read_text("utf-8"))


@pytest.mark.parametrize("name", MANIFEST)
def test_a_vendored_file_is_the_one_that_is_pinned(name):
    assert hashlib.sha256(read_vendor(name)).hexdigest() == MANIFEST[name]["sha256"]


def test_a_missing_asset_says_how_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr(vendored, "VENDOR", tmp_path)
    with pytest.raises(GeoReeError, match=r"leaflet/leaflet\.js is missing.*pip install -e \."):
        read_vendor("leaflet/leaflet.js")
