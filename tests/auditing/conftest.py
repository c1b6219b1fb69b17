"""What the tests of the audit need: a small atlas of its own rows alone, and rows to put in it."""

import shutil
from dataclasses import fields

import pytest

from geo_ree.layers.folder import layers_folder
from geo_ree.layers.tables.registry import TABLES

SOURCE = "jorc-code-2012"
OTHER_SOURCE = "jorc-non-compliance"


@pytest.fixture(scope="session")
def sources_alone(tmp_path_factory):
    """Return a folder that can stand for the built-in layers, with their sources alone, because rows cite them."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copy(layers_folder() / TABLES["sources"].file, folder)
    return folder


@pytest.fixture
def small_atlas(pair_of, sources_alone, monkeypatch):
    """Return a function that makes an atlas of two deposits, `north` and `south`, and nothing else but sources."""

    def make(north=(), south=(), **tables):
        with monkeypatch.context() as patch:
            patch.setattr("geo_ree.layers.folder.layers_folder", lambda: sources_alone)
            return pair_of(north, south, **tables)

    return make


@pytest.fixture
def found_by(small_atlas):
    """Return a function that runs one rule over a small atlas."""

    def find(rule, north=(), south=(), **tables):
        return list(rule(small_atlas(north, south, **tables)))

    return find


@pytest.fixture
def record():
    """Return a function that reads a record of one kind from a few cells, all others empty."""

    def make(kind, **cells):
        return kind.read({field.name: None for field in fields(kind)} | cells)

    return make


@pytest.fixture
def figure_row():
    """Return a function that makes a row of figures.csv about `north`."""

    def make(figure_id, **changes):
        row = {
            "figure_id": figure_id,
            "subject_id": "north",
            "attribute": "samples",
            "value": "1",
            "unit": "samples",
            "published_date": "2030",
            "publisher_kind": "operator",
            "verified": "yes",
            "source_id": SOURCE,
        }
        return row | changes

    return make


@pytest.fixture
def process_row():
    """Return a function that makes a row of processes.csv about `north`."""

    def make(process_id, **changes):
        row = {
            "process_id": process_id,
            "deposit_id": "north",
            "step": "leach",
            "scale": "bench",
            "feed": "ore of North",
            "element": "TREO",
            "recovery_percent": "50",
            "recovery_scope": "stage",
            "product": "liquor",
            "publisher_kind": "peer_reviewed",
            "verified": "yes",
            "source_id": SOURCE,
        }
        return row | changes

    return make


@pytest.fixture
def byproduct_row():
    """Return a function that makes a row of byproducts.csv about `north`."""

    def make(byproduct_id, **changes):
        row = {
            "byproduct_id": byproduct_id,
            "deposit_id": "north",
            "commodity": "barite",
            "chemical_basis": "BaSO4",
            "quantity": "1000",
            "unit": "t/year",
            "in_situ_or_product": "product",
            "verified": "yes",
            "source_id": SOURCE,
        }
        return row | changes

    return make


@pytest.fixture
def price_row():
    """Return a function that makes a row of prices.csv."""

    def make(price_id, **changes):
        row = {
            "price_id": price_id,
            "item": "Nd2O3",
            "usd_per_kg": "70",
            "period": "2025",
            "place": "China",
            "price_kind": "yearly_average",
            "publisher_kind": "survey",
            "verified": "yes",
            "source_id": SOURCE,
        }
        return row | changes

    return make


@pytest.fixture
def split_rows():
    """Return a function that makes the rows of one analysis of `north` from shares by oxide."""

    def make(split_id, shares, **changes):
        row = {
            "split_id": split_id,
            "deposit_id": "north",
            "material": "ore",
            "material_detail": "ore of North",
            "normalised_to": "total rare-earth oxide",
            "source_id": SOURCE,
        }
        return [row | {"oxide": oxide, "share_percent": str(share)} | changes for oxide, share in shares.items()]

    return make


@pytest.fixture
def plant_feature():
    """Return a function that makes a plant's feature."""

    def make(name, **changes):
        properties = {
            "facility_id": name,
            "name": name.title(),
            "country": "TR",
            "stages": ["separate"],
            "status": "operating",
            "location_precision_m": 1000,
            "location_source_id": SOURCE,
            "source_ids": [SOURCE],
            "verified": True,
        }
        geometry = {"type": "Point", "coordinates": [32.0, 39.5]}
        return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties | changes}

    return make


@pytest.fixture
def plan_rows(figure_row):
    """Return a function that makes the rows of a plan of `north`: the ore to be treated and the product, t a year."""

    def make(ore="570000", product="10000"):
        return [
            figure_row("ore", attribute="industrial_throughput_t_ore_per_year", value=ore, unit="t ore/year"),
            figure_row("product", attribute="industrial_output_treo_t_per_year", value=product, unit="t REO/year"),
        ]

    return make
