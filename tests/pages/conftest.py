"""What several tests of the maps need: the two built-in sites, and an atlas with one more deposit."""

import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.pages.shared.sites import find_sites


@pytest.fixture(scope="session")
def sites(atlas):
    return find_sites(atlas, ("beylikova", "bayan-obo"))


@pytest.fixture
def new_deposit(layers_of):
    """Return a function that loads the atlas with one more deposit, from rows of its layers."""

    def load(properties=None, geometry=None, **tables):
        row = {
            "deposit_id": "far-side",
            "name": "Far side",
            "country": "FJ",
            "status": "exploration",
            "location_source_id": "usgs-pp1802",
            "source_ids": ["usgs-pp1802"],
        }
        geometry = geometry or {"type": "Point", "coordinates": [179.98, -16.5]}
        feature = {"type": "Feature", "geometry": geometry, "properties": row | (properties or {})}
        return load_atlas(layers_of(deposits=[feature], **tables))

    return load
