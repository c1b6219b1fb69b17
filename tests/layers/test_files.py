"""A broken file is told apart from a wrong one, and no row loses the number by which a person finds it."""

import pytest

from geo_ree.layers import files as reading
from geo_ree.layers.files import read_raw_table


def test_a_csv_row_keeps_the_line_on_which_it_begins(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('x,y\n1,"two\nlines"\n\n3,4\n', "utf-8")
    assert [(row.number, row.cells) for row in read_raw_table(path).rows] == [
        (2, {"x": "1", "y": "two\nlines"}),
        (5, {"x": "3", "y": "4"}),
    ]


def test_a_byte_order_mark_is_not_part_of_the_first_column(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfx\n1\n")
    assert read_raw_table(path).columns == ("x",)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"x,y\n1\n", "1 cells where the header has 2"),
        ("a.csv", b"x;y\n1;2,5\n", "has semicolons between its cells (allowed: commas"),
        ("a.csv", b"x\ty\n1\t2\n", "has tabs between its cells"),
        ("a.csv", b"x\n\xff\n", "not UTF-8"),
        ("a.csv", b'x\n"1" 2\n', "cannot be read as CSV"),
        ("a.geojson", b"{", "not JSON"),
        ("a.geojson", b"[" * 100_000, "not JSON"),
        ("a.geojson", b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [7]}', "not a Feature"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault_that_names_it(tmp_path, name, content, what):
    path = tmp_path / name
    path.write_bytes(content)
    faults = read_raw_table(path).faults
    assert len(faults) == 1
    assert what in str(faults[0])
    assert name in faults[0].file


def test_a_file_beyond_the_limit_is_not_parsed(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_FILE_BYTES", 3)
    path = tmp_path / "a.csv"
    path.write_text("x\n12345\n", "utf-8")
    raw = read_raw_table(path)
    assert not raw.rows
    assert "larger than" in raw.faults[0].what
