"""The tour leads to files and functions that are there, and says of its figures what the code says."""

import ast
import json
import re
from pathlib import Path

import pytest

from geo_ree.cli.data import tables_as_geojson
from geo_ree.comparison.comparison import compare
from geo_ree.layers.folder import layers_folder, load_tables
from geo_ree.layers.reading.files import read_raw_table
from geo_ree.layers.reading.typed_rows import read_table
from geo_ree.layers.tables.registry import TABLES
from geo_ree.pages.comparison.page import draw_comparison
from geo_ree.pages.comparison.side_by_side import measure_groups
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.statements import statements_of

ROOT = Path(__file__).parent.parent
TOUR = (ROOT / "docs" / "tour.md").read_text("utf-8")
STATIONS = {int(number): text for number, text in re.findall(r"^(\d+)\. (.*(?:\n +.*)*)", TOUR, re.MULTILINE)}
# The table at the end, by estimate: in the file, amount, on the page, properties.
OTHERS = {
    row[0].strip("`"): row[1:] for row in re.findall(r"^\| (`.*?`) \| (.*) \| (.*) \| (.*) \| (.*) \|$", TOUR, re.M)
}
FOLLOWED = "halleck-creek-2025-01-29-mining-com"
MOST_LINES = 60
LONGEST_BULLET = 120


def quoted(text):
    return re.findall(r"`([^`\n]+)`", text)


def files_in(text):
    return [ROOT / name for name in quoted(text) if re.fullmatch(r"[\w./-]+/[\w.-]+\.\w+", name)]


def names_in(text):
    """Return the functions, ``name()``, and the classes, constants and members, ``Name.member``, that a text names."""
    return [name for name in quoted(text) if re.fullmatch(r"[a-z_]+\(\)|[A-Z]\w*(\.\w+)?", name)]


def defined_in(path):
    """Return the names that a Python file defines: functions, methods, classes, constants, and ``Class.member``."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            found.add(f"{node.name}()")
        elif isinstance(node, ast.ClassDef):
            members = [
                getattr(each, "name", None) or getattr(getattr(each, "target", None), "id", None) for each in node.body
            ]
            found |= {node.name} | {f"{node.name}.{member}" for member in members if member}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found


def test_the_tour_is_one_page():
    assert len(TOUR.splitlines()) <= MOST_LINES
    assert list(STATIONS) == list(range(1, len(STATIONS) + 1))


@pytest.mark.parametrize("number", STATIONS)
def test_a_station_names_files_that_exist_and_functions_that_stand_in_them(number):
    files, names = files_in(STATIONS[number]), names_in(STATIONS[number])
    assert files
    assert [path for path in files if not path.is_file()] == []
    known = set().union(*(defined_in(path) for path in files if path.suffix == ".py"))
    assert [name for name in names if name not in known] == []


def test_a_name_that_is_gone_would_be_found():
    text = "`geo_ree/atlas/preference.py`, `with_derived_columns()`, `with_nothing()`, `Estimate.gone`, `is_preferred`"
    assert names_in(text) == ["with_derived_columns()", "with_nothing()", "Estimate.gone"]
    known = defined_in(ROOT / "geo_ree/atlas/rows/deposits.py")
    assert "Estimate.is_current_total" in known
    assert "Estimate.gone" not in known


@pytest.fixture(scope="module")
def pair(atlas):
    return compare("halleck-creek", "mount-weld", atlas=atlas)


@pytest.fixture(scope="module")
def properties(atlas):
    return {one["id"]: one["properties"] for one in json.loads(tables_as_geojson(atlas, "deposits"))["features"]}


def test_on_its_way_to_the_atlas_the_figure_is_what_the_tour_says(atlas):
    path = layers_folder() / "estimates.csv"
    raw = next(row.cells for row in read_raw_table(path).entries if row.cells["estimate_id"] == FOLLOWED)
    assert all(
        f'`{name}` "{raw[name]}"' in STATIONS[1].replace("` is", "`")
        for name in ("ore_million_t", "qualifier", "qualifies")
    )
    typed = read_table(TABLES["estimates"], path)[0][(FOLLOWED,)].values
    assert str(typed["ore_million_t"]) == "2630.0" in STATIONS[3]
    assert typed["ore_million_t_max"] is None
    frame = load_tables()["estimates"]
    assert str(frame["ore_million_t"].dtype) in STATIONS[4]
    assert frame.index.name in STATIONS[4]
    derived = atlas.estimates.loc[FOLLOWED]
    assert f'`claim_status` is "{derived.claim_status}"' in STATIONS[5]
    assert f"`treo_million_t_computed` {derived.treo_million_t_computed:.6g}" in STATIONS[5]
    assert f"`is_preferred` {derived.is_preferred}" in STATIONS[5]
    row = atlas.rows.estimates[FOLLOWED]
    amount = row.amount("ore_million_t")
    assert row.is_current_total
    assert row.ore_million_t_max is None
    assert f'{amount.value}, "{amount.qualifier}", "{amount.unit}"' in STATIONS[6]
    assert f'`Amount.figure` is "{amount.figure}"' in STATIONS[6]


def test_on_its_way_to_the_page_the_figure_is_what_the_tour_says(atlas, pair):
    measure = pair.measure("ore_million_t")
    cell = measure.cells[0]
    assert f'{cell.value}, "{cell.text}"' in STATIONS[8]
    assert f'"{cell.note}"' in STATIONS[8]
    assert not measure.comparable
    assert "a bound, not a figure" in measure.caveat.lower()
    bibliography = Bibliography(atlas.rows.sources, pair.source_ids)
    shown = measure_groups(pair, bibliography)[0]["rows"][0]["cells"][0]
    assert f'chip "{shown["status"]["text"]}", "{shown["date"]}", no bar' in STATIONS[10]
    assert shown["bar"] is None
    listed = statements_of(atlas, "halleck-creek", bibliography)[0]
    assert listed["preferred"]
    assert listed["why"]
    assert listed["figures"][0]["text"] == shown["text"]


@pytest.mark.deep
def test_the_page_shows_the_figure_in_its_table_and_in_its_list(pair):
    html = draw_comparison(pair).html
    escaped = pair.measure("ore_million_t").cells[0].text.replace(">", "&gt;")
    assert html.count(f"<b>{escaped}</b>") == 2
    assert f"`{escaped}` in `<b>`" in STATIONS[11]


def test_on_its_way_to_geojson_the_figure_is_what_the_tour_says(properties):
    own = properties["halleck-creek"]
    assert own["estimate_id"] == FOLLOWED == own["estimates"][0]["estimate_id"]
    assert own["estimates"][0]["citation"]
    assert own["ore_million_t_max"] is None
    for name in ("ore_million_t", "qualifier"):
        assert f"`{json.dumps({name: own[name]})[1:-1]}`" in STATIONS[14]


# For each other figure: its deposit, its column, and the columns that hold it in the file.
WHERE = {
    "kangankunde-2023-target": ("kangankunde", "ore_million_t", ("ore_million_t", "ore_million_t_max")),
    "mount-weld-2024-06-30-resource": ("mount-weld", "treo_percent", ("treo_percent",)),
    "araxa-2026-03-03": ("araxa", "treo_million_t_computed", ("ore_million_t", "treo_percent")),
    "weishan-older-unverified": ("weishan", "treo_million_t", ("treo_million_t",)),
    "beylikova-2023-12-28-minister": ("beylikova", "ore_million_t", ("ore_million_t",)),
}


@pytest.mark.parametrize("estimate_id", OTHERS)
def test_another_figure_is_what_the_table_says(atlas, properties, estimate_id):
    in_file, said, page, exported = OTHERS[estimate_id]
    deposit_id, column, stated = WHERE[estimate_id]
    row = atlas.rows.estimates[estimate_id]
    assert all(f"{row.number(name):g}" in in_file for name in stated)
    amount = row.computed_treo if column.endswith("computed") else row.amount(column)
    assert amount.figure in said
    cell = compare(deposit_id, "halleck-creek", atlas=atlas).measure(column).cells[0]
    assert row.is_preferred != page.startswith("list only")
    assert (cell.text[0].upper() + cell.text[1:] in page) if row.is_preferred else f"the cell says {cell.text}" in page
    assert (row.is_verified, row.is_replaced) == ("Unverified" not in page, "Superseded" in page)
    own = properties[deposit_id]
    assert own[column] == cell.value
    assert (str(own[column]) in exported) or (f"`{column}`" in exported) or own["claim_status"] in exported
    assert any(listed["estimate_id"] == estimate_id for listed in own["estimates"])


def test_the_table_has_a_figure_of_each_kind():
    assert set(OTHERS) == set(WHERE)


def bullets_of(path):
    return re.findall(r"^\* .*(?:\n  .*)*", ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "", re.MULTILINE)


# The rooms of routes are still being sorted.
PAGES_OF_CONTENTS = [path for path in (ROOT / "geo_ree").glob("*/**/__init__.py") if "routing" not in path.parts]


@pytest.mark.parametrize("path", PAGES_OF_CONTENTS, ids=lambda path: path.parent.relative_to(ROOT).as_posix())
def test_a_page_of_contents_has_one_short_line_a_file(path):
    assert [bullet for bullet in bullets_of(path) if "\n" in bullet or len(bullet) > LONGEST_BULLET] == []
    assert [bullet for bullet in bullets_of(path) if not re.match(r"\* ``\w+``: \S", bullet)] == []
