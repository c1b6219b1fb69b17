"""Lay a folder of your own over the built-in layers: here one more statement, of your own reading."""

import csv
from pathlib import Path

import geo_ree
from geo_ree.layers.tables.registry import TABLES

folder = Path("my-layers")
folder.mkdir(exist_ok=True)
statement = {
    "estimate_id": "my-reading",
    "deposit_id": "bayan-obo",
    "statement_type": "reserve",
    "published_date": "2014",
    "reporting_code": "none",
    "treo_million_t": "48",
    "publisher_kind": "analyst",
    "verified": "no",
    "source_id": "unverified",
}
with (folder / "estimates.csv").open("w", newline="", encoding="utf-8") as file:
    writer = csv.DictWriter(file, [column.name for column in TABLES["estimates"].columns])
    writer.writeheader()
    writer.writerow(statement)
print(geo_ree.check_layers(folder))
print(geo_ree.load_atlas(folder).estimates_of("bayan-obo")[["treo_million_t", "claim_status"]])
