"""A broken file is told apart from a wrong one, and no row loses the number by which a person finds it."""

import pytest

from geo_ree.errors import Fault
from geo_ree.layers.reading import files as reading
from geo_ree.layers.reading.files import read_raw_table


def faults_of(path):
    raw = read_raw_table(path)
    return [*raw.faults, *(entry for entry in raw.entries if isinstance(entry, Fault))]


def test_a_csv_row_keeps_the_line_on_which_it_begins(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('x,y\n1,"two\nlines"\n\n3,4\n', "utf-8")
    assert [(row.number, row.cells) for row in read_raw_table(path).entries] == [
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
        ("a.geojson", b"[" * 100_000, "is nested 100,000 deep"),
        ("a.csv", b"x," * 200 + b"x\n", "has 201 columns"),
        ("a.csv", b'x\n"1', "cannot be read as CSV"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [7], "features": []}', "names 'features' twice"),
        ("a.geojson", b"9" * 5000, "not a GeoJSON FeatureCollection"),
        ("a.geojson", b'{"features": "' + b"[" * 900 + b'"}', "not a GeoJSON FeatureCollection"),
        ("a.geojson", b"[" * 900 + b"]" * 900, "is nested 900 deep"),
        ("a.geojson", b"[" + b"0," * 3_000_001 + b"0]", "holds about 3,000,002 values"),
        ("a.geojson", b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [7]}', "not a Feature"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault_that_names_it(tmp_path, name, content, what):
    path = tmp_path / name
    path.write_bytes(content)
    faults = faults_of(path)
    assert len(faults) == 1
    assert what in str(faults[0])
    assert name in faults[0].file


def test_a_file_beyond_the_limit_is_not_parsed(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_FILE_BYTES", 3)
    path = tmp_path / "a.csv"
    path.write_text("x\n12345\n", "utf-8")
    raw = read_raw_table(path)
    assert not list(raw.entries)
    assert "larger than" in raw.faults[0].what


def feature(text="", properties='"a": 1', **members):
    more = "".join(f', "{name}": {value}' for name, value in members.items())
    return f'{{"type": "Feature", "properties": {{{properties}}}{more}{text}}}'


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (feature(properties='"a": 1, "a": 2'), "column a: names 'a' twice"),
        (feature(', "properties": {}'), "column properties: names 'properties' twice"),
        (feature(geometry='{"type": "Point", "type": "Point"}'), "column type: names 'type' twice"),
        (feature(properties='"a": [{"": 1, "": 2}]'), "names '' twice"),
        (feature().replace("Feature", "Point"), "not a Feature"),
        (feature().replace('"Feature"', "[[]]"), "not a Feature"),
        (feature().replace('"Feature"', "{}"), "not a Feature"),
        ('{"type": "Feature", "properties": null}', "column properties: is not a Feature with properties"),
        ("[0]", "not a Feature"),
        ("null", "not a Feature"),
    ],
)
def test_what_is_no_feature_is_a_fault_of_its_row(tmp_path, row, what):
    path = tmp_path / "a.geojson"
    path.write_text(f'{{"type": "FeatureCollection", "features": [{feature()}, {row}]}}', "utf-8")
    (fault,) = faults_of(path)
    assert fault.row == 2
    assert what in str(fault)


@pytest.mark.parametrize(("name", "row"), [("a.csv", "1\n"), ("a.geojson", "0,")])
def test_rows_beyond_the_most_are_not_read(tmp_path, monkeypatch, name, row):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    path = tmp_path / name
    text = {"a.csv": f"x\n{row * 9}", "a.geojson": f'{{"type": "FeatureCollection", "features": [{row * 9}0]}}'}[name]
    path.write_text(text, "utf-8")
    raw = read_raw_table(path)
    entries = list(raw.entries)
    assert len(entries) <= 4
    assert "more than 3 rows" in [*raw.faults, *entries][-1].what


def test_properties_beyond_the_most_are_refused(tmp_path):
    path = tmp_path / "a.geojson"
    properties = ", ".join(f'"c{number}": 1' for number in range(201))
    path.write_text(f'{{"type": "FeatureCollection", "features": [{feature(properties=properties)}]}}', "utf-8")
    (fault,) = faults_of(path)
    assert "more than 200 different properties" in fault.what


def test_a_whole_number_of_any_length_is_read(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(
        f'{{"type": "FeatureCollection", "features": [{feature(properties=f"{chr(34)}a{chr(34)}: {10**4000}")}]}}'
    )
    (row,) = read_raw_table(path).entries
    assert row.cells["a"] == float("inf")
