"""Towns are a table as any other: a folder of one's own may add some, and its faults are found."""

import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.layers.folder import check_layers

TOWN = {
    "town_id": "my-town",
    "name": "Kızılcaören",
    "country": "TR",
    "lon": "31.37",
    "lat": "39.62",
    "population": "",
    "source_id": "geonames-cities",
}


def test_a_folder_may_add_a_town(layers_of):
    folder = layers_of(towns=[TOWN])
    assert check_layers(folder).empty
    assert load_atlas(folder).towns.loc["my-town", "name"] == "Kızılcaören"


@pytest.mark.parametrize(
    ("column", "cell"), [("lat", ""), ("lon", "200"), ("population", "-1"), ("source_id", "nowhere"), ("name", "")]
)
def test_a_fault_of_a_town_is_found(layers_of, column, cell):
    faults = check_layers(layers_of(towns=[TOWN | {column: cell}]))
    assert list(faults["column"]) == [column]
    assert faults.loc[0, "file"].endswith("basemap/towns.csv")


def test_a_table_that_belongs_in_a_subfolder_is_refused_at_the_top(tmp_path, layers_of):
    (tmp_path / "towns.csv").write_text("town_id\n", "utf-8")
    faults = check_layers(tmp_path)
    assert "did you mean basemap/towns.csv?" in set(faults["allowed"])
