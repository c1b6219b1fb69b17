"""The layers reference and the data package say what the contract says."""

import importlib.util
import json
from pathlib import Path

import pytest

from geo_ree.layers.folder import layers_folder
from geo_ree.layers.tables.registry import TABLES

ROOT = Path(__file__).parent.parent
spec = importlib.util.spec_from_file_location("write_reference", ROOT / "tools" / "write_reference.py")
write_reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(write_reference)


@pytest.mark.parametrize(("path", "make"), write_reference.FILES.items(), ids=lambda it: getattr(it, "name", ""))
def test_a_derived_file_is_up_to_date(path, make):
    assert path.read_text("utf-8") == make(), "run tools/write_reference.py"


def test_the_data_package_names_every_file_of_the_folder():
    package = json.loads((layers_folder() / "datapackage.json").read_text("utf-8"))
    files = {path.name for path in layers_folder().iterdir() if path.suffix in {".csv", ".geojson"}}
    described = {resource["path"] for resource in package["resources"]}
    assert described == {table.file for table in TABLES.values()}
    assert {path for path in described if "/" not in path} == files
    assert all((layers_folder() / path).is_file() for path in described)
