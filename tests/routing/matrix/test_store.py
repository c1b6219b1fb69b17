"""A matrix in a folder: written whole, found again, and never mixed with another."""

import json

import numpy
import pandas
import pytest

from geo_ree.errors import MissingLibrary, UnwritableFile
from geo_ree.routing.matrix.store import MANIFEST, BlockFiles

VALUES = numpy.array([[0.1 + 0.2, numpy.nan, 0.0], [1e-300, 40_000.123456789, 7.0]])
NAMES = (["a", "b"], ["x", "y", "z"])


@pytest.fixture
def files(tmp_path):
    made = BlockFiles(tmp_path / "matrix", {"modes": ["sea"], "closed": []}, "distance_km")
    made.begin()
    return made


def written(files, block=0):
    files.write(block, VALUES, NAMES, is_turned=False)
    return files.path(block)


def test_what_was_written_is_read_to_the_last_bit(files):
    written(files)
    numpy.testing.assert_array_equal(files.read(0, (2, 3)), VALUES)


def test_a_block_that_was_not_written_is_missing(files):
    assert files.read(0, (2, 3)) is None


def test_the_folder_reads_as_one_table_of_pairs(files):
    written(files, 0)
    written(files, 1)
    table = pandas.read_parquet(files.folder)
    assert list(table.columns) == ["origin", "destination", "distance_km"]
    assert len(table) == 12
    row = table[(table["origin"] == "b") & (table["destination"] == "y")].iloc[0]
    assert row["distance_km"] == VALUES[1, 1]
    assert table["distance_km"].isna().sum() == 2


def test_turned_rows_are_destinations(files):
    files.write(0, VALUES, NAMES, is_turned=True)
    table = pandas.read_parquet(files.path(0))
    assert set(table["destination"]) == {"a", "b"}
    assert table["origin"].tolist()[:3] == ["x", "y", "z"]


def test_the_same_block_is_the_same_bytes(files):
    first = written(files).read_bytes()
    assert written(files).read_bytes() == first


@pytest.mark.parametrize("size", [0, 7, 400])
def test_a_file_whose_mark_cannot_be_read_is_refused_and_kept(files, size):
    path = written(files)
    torn = path.read_bytes()[:size]
    path.write_bytes(torn)
    for touch in (lambda: files.read(0, (2, 3)), lambda: written(files)):
        with pytest.raises(UnwritableFile, match="no part of this matrix"):
            touch()
    assert path.read_bytes() == torn


@pytest.mark.parametrize("target", ["ours", "text", "missing"])
def test_a_link_under_the_name_of_a_block_is_neither_followed_nor_replaced(files, tmp_path, target):
    elsewhere = tmp_path / "elsewhere"
    if target == "ours":
        written(files).rename(elsewhere)
    elif target == "text":
        elsewhere.write_text("mine", "utf-8")
    before = elsewhere.read_bytes() if elsewhere.exists() else None
    files.path(0).symlink_to(elsewhere)
    for touch in (lambda: files.read(0, (2, 3)), lambda: written(files)):
        with pytest.raises(UnwritableFile, match="is a link"):
            touch()
    assert files.path(0).is_symlink()
    assert (elsewhere.read_bytes() if elsewhere.exists() else None) == before


def test_a_folder_under_the_name_of_a_block_is_refused(files):
    files.path(0).mkdir()
    with pytest.raises(UnwritableFile, match="not an ordinary file"):
        files.read(0, (2, 3))


def test_a_manifest_that_is_a_link_is_refused(files, tmp_path):
    (files.folder / MANIFEST).rename(tmp_path / "elsewhere")
    (files.folder / MANIFEST).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnwritableFile, match="is a link"):
        files.begin()


@pytest.mark.parametrize("mark", [b"", b"{", b"[1]", b"3", b"null", b"\xff", b"[" * 100_000, b'{"fingerprint": []}'])
def test_a_tampered_mark_is_refused_with_one_error(files, mark):
    import pyarrow.parquet

    path = written(files)
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(table.replace_schema_metadata({b"geo_ree": mark}), path)
    with pytest.raises(UnwritableFile, match="no part of this matrix"):
        files.read(0, (2, 3))


@pytest.mark.parametrize("values", [["x"] * 6, [[1.0]] * 6, [1.0] * 5])
def test_a_block_of_ours_with_other_values_counts_as_missing(files, values):
    import pyarrow.parquet

    path = written(files)
    mark = pyarrow.parquet.read_schema(path).metadata
    table = pyarrow.table({"distance_km": values}).replace_schema_metadata(mark)
    pyarrow.parquet.write_table(table, path)
    assert files.read(0, (2, 3)) is None


def test_a_changed_number_counts_as_missing(files):
    import pyarrow.parquet

    path = written(files)
    table = pyarrow.parquet.read_table(path)
    other = table.set_column(2, "distance_km", pyarrow.array(VALUES.ravel() + 1))
    pyarrow.parquet.write_table(other, path)
    assert files.read(0, (2, 3)) is None


def test_a_block_of_another_query_is_refused_and_kept(files, tmp_path):
    other = BlockFiles(tmp_path / "other", {"modes": ["rail"]}, "distance_km")
    other.begin()
    content = written(other).read_bytes()
    files.path(0).write_bytes(content)
    with pytest.raises(UnwritableFile, match="no part of this matrix"):
        files.read(0, (2, 3))
    assert files.path(0).read_bytes() == content


def test_a_block_under_another_number_is_refused(files):
    written(files, 1).rename(files.path(0))
    with pytest.raises(UnwritableFile, match="no part of this matrix"):
        files.read(0, (2, 3))


def test_a_parquet_file_of_somebody_else_is_refused(files):
    pandas.DataFrame({"x": [1]}).to_parquet(files.path(0))
    with pytest.raises(UnwritableFile, match="no part of this matrix"):
        files.read(0, (2, 3))


def test_the_same_query_goes_on_in_its_folder(files):
    before = (files.folder / MANIFEST).read_bytes()
    BlockFiles(files.folder, files.query, "distance_km").begin()
    assert (files.folder / MANIFEST).read_bytes() == before


def test_another_query_is_refused_and_told_what_differs(files):
    before = (files.folder / MANIFEST).read_bytes()
    with pytest.raises(UnwritableFile, match=r"another query \(closed differ\)"):
        BlockFiles(files.folder, {"modes": ["sea"], "closed": ["suez"]}, "distance_km").begin()
    assert (files.folder / MANIFEST).read_bytes() == before


@pytest.mark.parametrize("text", ["", "{", "[1]", "3", "null", "[" * 100_000, "9" * 5000, '{"a": 1, "a"}'])
def test_a_manifest_that_is_none_is_refused(files, text):
    (files.folder / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(UnwritableFile, match=MANIFEST):
        files.begin()


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(UnwritableFile, match="give an empty folder"):
        BlockFiles(tmp_path, {}, "hours").begin()
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_what_a_killed_run_left_half_written_is_passed_over(tmp_path):
    (tmp_path / ".0123456789abcdef.json").write_text("{", "utf-8")
    files = BlockFiles(tmp_path, {}, "hours")
    files.begin()
    written(files)
    assert len(pandas.read_parquet(tmp_path)) == 6


@pytest.mark.parametrize("make", [lambda path: path.write_text("a file", "utf-8"), lambda path: None])
def test_a_folder_that_cannot_be_made_is_said_so(tmp_path, make):
    make(tmp_path / "parent")
    with pytest.raises(UnwritableFile):
        BlockFiles(tmp_path / "parent" / "matrix", {}, "hours").begin()


def test_without_pyarrow_the_extra_is_named(files, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingLibrary, match=r"geo_ree\[parquet\]"):
        files.begin()


def test_the_manifest_is_json_with_a_fingerprint(files):
    manifest = json.loads((files.folder / MANIFEST).read_text("utf-8"))
    assert manifest == {"fingerprint": files.fingerprint, "modes": ["sea"], "closed": []}
