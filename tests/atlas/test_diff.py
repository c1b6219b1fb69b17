"""Two versions of the layers are compared figure by figure, each change with the source on either side."""

import shutil

import pandas
import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.atlas.diff import COLUMNS, compare_layers, describe_change, describe_changes
from geo_ree.errors import InvalidLayer
from geo_ree.gis.geodesy import distance_m
from geo_ree.layers.folder import layers_folder


@pytest.fixture
def versions_of(layers_of, tmp_path):
    """Return a function that makes two folders, the old and the new, of one table each."""

    def make(name, old, new):
        folders = []
        for which, rows in (("old", old), ("new", new)):
            layers_of(**{name: rows})
            folder = tmp_path / which
            folder.mkdir()
            for path in tmp_path.glob("*.*"):
                path.rename(folder / path.name)
            folders.append(folder)
        return folders

    return make


def only(frame):
    assert len(frame) == 1, frame
    return frame.iloc[0]


@pytest.mark.deep
def test_a_version_does_not_differ_from_itself(atlas):
    for version in (atlas, str(layers_folder())):
        found = compare_layers(version, atlas)
        assert found.empty
        assert list(found.columns) == list(COLUMNS)


def test_a_changed_figure_is_one_line_with_both_sources(versions_of, estimate_row):
    old = estimate_row(ore_million_t="1")
    new = estimate_row(ore_million_t="2.5")
    found = only(compare_layers(*versions_of("estimates", [old], [new])))
    assert (found["table"], found["row_id"], found["column"]) == ("estimates", "my-estimate", "ore_million_t")
    assert (found["change"], found["old"], found["new"]) == ("changed", 1, 2.5)
    assert (found["old_source_id"], found["new_source_id"]) == ("jorc-code-2012", "jorc-code-2012")
    assert not found["whole_row"]


def test_another_source_is_a_change_of_its_own_and_shown_on_either_side(versions_of, estimate_row):
    new = estimate_row(ore_million_t="2", source_id="usgs-pp1802")
    found = compare_layers(*versions_of("estimates", [estimate_row()], [new]))
    assert list(found["column"]) == ["ore_million_t", "source_id"]
    assert set(found["old_source_id"]) == {"jorc-code-2012"}
    assert set(found["new_source_id"]) == {"usgs-pp1802"}


def test_how_a_number_is_written_is_no_change(versions_of, estimate_row):
    pair = versions_of("estimates", [estimate_row(ore_million_t="1")], [estimate_row(ore_million_t="1.00")])
    assert compare_layers(*pair).empty


def test_a_cell_that_is_filled_or_emptied_is_added_or_removed(versions_of, estimate_row):
    pair = versions_of("estimates", [estimate_row(note="x")], [estimate_row(treo_percent="2")])
    found = compare_layers(*pair).set_index("column")
    assert found["change"].to_dict() == {"treo_percent": "added", "note": "removed"}
    assert found.loc["treo_percent", "old"] is None
    assert found.loc["note", "new"] is None
    assert not found["whole_row"].any()


def test_a_row_that_came_or_went_is_told_figure_by_figure(versions_of, estimate_row):
    gone, come = estimate_row(estimate_id="gone"), estimate_row(estimate_id="come")
    found = compare_layers(*versions_of("estimates", [gone], [come]))
    assert found["whole_row"].all()
    assert set(zip(found["row_id"], found["change"], strict=True)) == {("gone", "removed"), ("come", "added")}
    assert set(found[found["row_id"] == "come"]["column"]) == set(come) - {"estimate_id"}
    assert set(found[found["row_id"] == "come"]["old_source_id"]) == {None}


def test_a_row_with_a_key_of_two_columns_is_named_by_both(versions_of):
    share = {
        "split_id": "it", "deposit_id": "beylikova", "material": "ore", "material_detail": "ore", "oxide": "La2O3",
        "share_percent": "50", "normalised_to": "TREO", "source_id": "kul-2008",
    }  # fmt: skip
    found = only(compare_layers(*versions_of("element_shares", [share], [share | {"share_percent": "51"}])))
    assert found["row_id"] == "it/La2O3"


def test_a_place_that_moved_is_told_in_metres(versions_of, new_feature):
    old, new = new_feature("it", 20.0, 50.0), new_feature("it", 20.1, 50.0)
    found = only(compare_layers(*versions_of("deposits", [old], [new])))
    assert (found["column"], found["change"]) == ("geometry", "changed")
    assert found["distance_m"] == pytest.approx(distance_m(20, 50, 20.1, 50), rel=1e-6)
    assert found["old_source_id"] == "usgs-pp1802"
    assert found["new"] == "POINT (20.1 50)"


def test_a_place_that_moved_across_the_antimeridian_did_not_go_round_the_world(versions_of, new_feature):
    found = only(
        compare_layers(*versions_of("deposits", [new_feature("it", 179.99, 0)], [new_feature("it", -179.99, 0)]))
    )
    assert found["distance_m"] == pytest.approx(2226, abs=1)


def test_a_capacity_names_its_own_source(versions_of):
    def plant(capacity):
        properties = {
            "facility_id": "it", "name": "It", "country": "EE", "stages": ["separate"], "status": "operating",
            "capacity_t_per_year": capacity, "capacity_of": "REO", "capacity_kind": "output",
            "capacity_source_id": "kul-2008", "location_source_id": "usgs-pp1802", "source_ids": ["dogme-2025"],
            "verified": True,
        }  # fmt: skip
        geometry = {"type": "Point", "coordinates": [27.7, 59.4]}
        return {"type": "Feature", "id": "it", "geometry": geometry, "properties": properties}

    found = only(compare_layers(*versions_of("facilities", [plant(1)], [plant(2)])))
    assert (found["old_source_id"], found["new_source_id"]) == ("kul-2008", "kul-2008")


def test_a_folder_is_read_by_itself(layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row()])
    found = compare_layers(folder, layers_folder())
    assert "sources" in set(found["table"])
    removed = found[found["change"] == "removed"]
    assert set(removed["row_id"]) == {"my-estimate"}


@pytest.mark.deep
def test_what_a_folder_changes_in_the_built_in_layers(atlas, layers_of, estimate_row):
    found = compare_layers(atlas, load_atlas(layers_of(estimates=[estimate_row()])))
    assert set(found["row_id"]) == {"my-estimate"}
    assert set(found["change"]) == {"added"}


@pytest.mark.deep
def test_a_copy_without_one_table_lacks_its_rows(atlas, tmp_path):
    copy = tmp_path / "layers"
    shutil.copytree(layers_folder(), copy, ignore=shutil.ignore_patterns("events.csv"))
    found = compare_layers(layers_folder(), copy)
    assert set(found["table"]) == {"events"}
    assert set(found["row_id"]) == set(atlas.events.index)
    assert set(found["change"]) == {"removed"}


def test_there_and_back_is_the_same_turned_round(versions_of, estimate_row):
    folders = versions_of("estimates", [estimate_row(note="x")], [estimate_row(treo_percent="2", ore_million_t="3")])
    there, back = compare_layers(*folders), compare_layers(*reversed(folders))
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert list(there["change"].map(turned)) == list(back["change"])
    assert list(there["old"]) == list(back["new"])


def test_a_folder_with_faults_or_without_files_is_refused(layers_of, estimate_row, tmp_path):
    with pytest.raises(InvalidLayer, match="holds no file of the layers form"):
        compare_layers(tmp_path, tmp_path)
    with pytest.raises(InvalidLayer, match="is not a folder"):
        compare_layers(tmp_path / "absent", tmp_path)
    with pytest.raises(InvalidLayer, match="row 2, column ore_million_t"):
        compare_layers(layers_folder(), layers_of(estimates=[estimate_row(ore_million_t="x")]))


def test_a_change_in_words(versions_of, estimate_row, new_feature):
    pair = versions_of("estimates", [estimate_row(note="x")], [estimate_row(verified="no", treo_percent="2")])
    lines = [describe_change(row) for row in compare_layers(*pair).to_dict("records")]
    assert lines == [
        "estimates my-estimate: treo_percent added: 2 (jorc-code-2012)",
        "estimates my-estimate: verified changed from yes (jorc-code-2012) to no (jorc-code-2012)",
        "estimates my-estimate: note removed: x (jorc-code-2012)",
    ]


def test_a_move_in_words_says_how_far(versions_of, new_feature):
    pair = versions_of("deposits", [new_feature("it", 20, 50)], [new_feature("it", 20, 50.1)])
    assert describe_change(only(compare_layers(*pair))).endswith("to POINT (20 50.1) (usgs-pp1802), 11123 m")


def test_a_row_that_came_or_went_is_one_line_with_its_numbers(versions_of, estimate_row):
    kept = estimate_row(estimate_id="kept")
    old = [estimate_row(estimate_id="gone", ore_million_t="", treo_percent="1.5"), kept]
    new = [estimate_row(estimate_id="come", treo_percent="2"), kept | {"ore_million_t": "3"}]
    assert describe_changes(compare_layers(*versions_of("estimates", old, new))) == [
        "estimates come: row added: ore_million_t 1, treo_percent 2 (jorc-code-2012)",
        "estimates gone: row removed: treo_percent 1.5 (jorc-code-2012)",
        "estimates kept: ore_million_t changed from 1 (jorc-code-2012) to 3 (jorc-code-2012)",
    ]


def test_the_frame_can_be_written_and_read(versions_of, estimate_row, tmp_path):
    found = compare_layers(*versions_of("estimates", [estimate_row()], [estimate_row(treo_percent="2")]))
    found.to_csv(tmp_path / "changes.csv", index=False)
    assert list(pandas.read_csv(tmp_path / "changes.csv")["column"]) == list(found["column"])
