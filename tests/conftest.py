"""What several test files need: the built-in atlas, and small folders in layers/ form."""

import csv
import json

import pytest

from geo_ree.atlas import built_in_atlas
from geo_ree.tables import TABLES


@pytest.fixture(scope="session")
def atlas():
    return built_in_atlas()


@pytest.fixture
def layers_of(tmp_path):
    """Return a function that writes rows as one file of a layers folder and returns the folder."""

    def write(**rows_by_table):
        for name, rows in rows_by_table.items():
            table = TABLES[name]
            path = tmp_path / table.file
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
