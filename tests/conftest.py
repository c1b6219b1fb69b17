"""What several test files need: the built-in atlas, and small folders in layers/ form."""

import csv
import fcntl
import json
from pathlib import Path

import pytest
from hypothesis import settings
from shapely.geometry import Point

from geo_ree.atlas.atlas import load_atlas
from geo_ree.atlas.built_in import built_in_atlas
from geo_ree.layers.tables.registry import TABLES
from tools.web_assets import bring_in

# A busy machine is no fault: a deadline for each example would be an absolute time.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")


def pytest_configure(config):
    """Make the pages' scripts anew where they are older than their sources, once for all workers."""
    if not hasattr(config, "workerinput"):
        bring_in(Path(__file__).parent.parent)


@pytest.fixture(scope="session")
def atlas():
    return built_in_atlas()


@pytest.fixture(scope="session")
def routes(atlas):
    """Return the proposed routes, found once."""
    from geo_ree.routing.proposed import find_proposed_routes

    return find_proposed_routes(atlas=atlas)


@pytest.fixture(scope="session")
def comparison(atlas):
    # Imported here and below, so that a fault of an upper room leaves the tests of the lower ones standing.
    from geo_ree.comparison.comparison import compare

    return compare("beylikova", "bayan-obo", atlas=atlas)


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory, request):
    """Return a function that gives the file of a page, drawn once for the whole run.

    A page takes seconds. The first worker that asks draws and saves it, behind a lock; the others find the file.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if hasattr(request.config, "workerinput") else base) / "drawn"
    folder.mkdir(exist_ok=True)

    def find(name, draw):
        path = folder / f"{name}.html"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return path if path.exists() else draw().save(path)

    return find


@pytest.fixture(scope="session")
def comparison_file(comparison, drawn_once):
    """Return the file of the page of the two built-in deposits."""
    from geo_ree.pages.comparison.page import draw_comparison

    return drawn_once("comparison", lambda: draw_comparison(comparison))


@pytest.fixture(scope="session")
def comparison_page(comparison_file):
    return page_of(comparison_file)


@pytest.fixture(scope="session")
def atlas_file(atlas, drawn_once):
    """Return the file of the page of the built-in atlas."""
    from geo_ree.pages.atlas.page import draw_atlas

    return drawn_once("atlas", lambda: draw_atlas(atlas))


@pytest.fixture(scope="session")
def atlas_page(atlas_file):
    return page_of(atlas_file)


def page_of(path):
    """Return a saved page as it was drawn, to the byte."""
    from geo_ree.webmap.page import Page

    return Page(path.read_bytes().decode())


@pytest.fixture
def layers_of(tmp_path):
    """Return a function that writes rows as one file of a layers folder and returns the folder."""

    def write(**rows_by_table):
        for name, rows in rows_by_table.items():
            table = TABLES[name]
            path = tmp_path / table.file
            path.parent.mkdir(parents=True, exist_ok=True)
            if table.geometry:
                path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
            else:
                with path.open("w", newline="", encoding="utf-8") as file:
                    writer = csv.DictWriter(file, [column.name for column in table.columns])
                    writer.writeheader()
                    writer.writerows(rows)
        return tmp_path

    return write


@pytest.fixture
def estimate_row():
    """Return a function that makes a row of estimates.csv: a plain claim, with what the test changes."""

    def make(**changes):
        row = {
            "estimate_id": "my-estimate",
            "deposit_id": "beylikova",
            "statement_type": "claim",
            "effective_date": "2030-01",
            "reporting_code": "none",
            "ore_million_t": "1",
            "publisher_kind": "government",
            "verified": "yes",
            "source_id": "jorc-code-2012",
        }
        return row | changes

    return make


@pytest.fixture
def pair_of(layers_of, estimate_row):
    """Return a function that makes an atlas with two more deposits, `north` and `south`, and what a test says of them.

    ``north`` and ``south`` are what differs from a plain claim in the one estimate of each; None gives no estimate.
    Any other table is given whole, as rows.
    """

    def make(north=(), south=(), **tables):
        deposits = [
            deposit_feature("north", 20.0, 50.0, country="PL"),
            deposit_feature("south", 20.0, -10.0, country="AO"),
        ]
        changes = {"north": north, "south": south}
        estimates = [
            estimate_row(estimate_id=f"{name}-estimate", deposit_id=name, **dict(change))
            for name, change in changes.items()
            if change is not None
        ]
        tables["estimates"] = estimates + tables.pop("more_estimates", [])
        return load_atlas(layers_of(deposits=deposits + tables.pop("more_deposits", []), **tables))

    return make


@pytest.fixture
def process_row():
    """Return a function that makes a row of processes.csv about north."""

    def make(name, stage, recovery, **changes):
        row = {
            "process_id": name,
            "deposit_id": "north",
            "stage": stage,
            "step": f"the step {name}",
            "scale": "bench",
            "feed": "ore of north",
            "element": "TREO",
            "recovery_percent": str(recovery),
            "recovery_scope": "stage",
            "product": "a product",
            "publisher_kind": "peer_reviewed",
            "verified": "yes",
            "source_id": "jorc-code-2012",
        }
        return row | changes

    return make


@pytest.fixture
def new_feature():
    """Return the function that makes a deposit's feature."""
    return deposit_feature


def deposit_feature(name, lon, lat, **changes):
    """Return a deposit as a GeoJSON feature."""
    properties = {
        "deposit_id": name,
        "name": name.title(),
        "country": "TR",
        "status": "exploration",
        "location_precision_m": 1000,
        "location_source_id": "usgs-pp1802",
        "source_ids": ["usgs-pp1802"],
    }
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties | changes}


@pytest.fixture(scope="session")
def empty_row():
    """Return a function that makes the row of a table of which nothing is given but where it is."""

    def make(table):
        cells = {column.name: () if column.is_list else None for column in table.columns}
        return cells | ({"geometry": Point(0, 0)} if table.geometry else {})

    return make


@pytest.fixture(scope="session")
def broken_columns(empty_row):
    """Return a function that names the columns of which the rules of a table complain, in a row with these cells."""

    def find(name, **cells):
        row = empty_row(TABLES[name]) | cells
        return {broken[0] for rule in TABLES[name].rules if (broken := rule(row))}

    return find
