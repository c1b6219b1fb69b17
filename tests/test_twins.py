"""What stands in Python and in JavaScript is held to one table of cases, which web/tests/ runs as well."""

import json
from pathlib import Path

import pyproj
import pytest

from geo_ree.charts.labels import place_labels
from geo_ree.errors import fold
from geo_ree.pages.shared.route_lines import _in_steps
from geo_ree.webmap.basemap import Detail, _encode_line

DATA = Path(__file__).parent / "data"
WEB_TESTS = Path(__file__).parent.parent / "web" / "tests"
TABLES = ("folded_names", "delta_lines", "mercator_pixels", "geodesic_steps", "label_sides")
ZOOM_0_PIXELS = 256
HALF_WORLD_M = 20037508.342789244


def cases(name):
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", cases("folded_names"), ids=lambda case: case["name"])
def test_names_are_folded(case):
    assert fold(case["name"]) == case["folded"]


@pytest.mark.parametrize("case", cases("delta_lines"), ids=lambda case: str(case["places"][0]))
def test_lines_are_encoded(case):
    steps = case["steps_per_degree"]
    assert list(_encode_line(case["places"], Detail("", steps, 0, 0))) == case["line"]
    assert _in_steps([(round(x * steps), round(y * steps)) for x, y in case["places"]]) == case["line"]


@pytest.mark.parametrize("case", cases("mercator_pixels"), ids=lambda case: str(case["place"]))
def test_the_projection_is_web_mercator(case):
    longitude, latitude = case["place"]
    turns = (longitude > 180) - (longitude < -180)
    to_metres = pyproj.Transformer.from_crs(4326, 3857, always_xy=True).transform
    x, y = to_metres(longitude - 360 * turns, latitude)
    pixels = [ZOOM_0_PIXELS * ((x / HALF_WORLD_M + 1) / 2 + turns), ZOOM_0_PIXELS * (1 - y / HALF_WORLD_M) / 2]
    assert case["pixels"] == pytest.approx(pixels, abs=1e-6)


@pytest.mark.parametrize("case", cases("geodesic_steps"), ids=lambda case: str(case["from"]))
def test_steps_are_geodesics(case):
    geod = pyproj.Geod(ellps="WGS84")
    _, _, apart = geod.inv(*geod.fwd(*case["from"], case["azimuth"], case["metres"])[:2], *case["to"])
    assert apart < 0.1


@pytest.mark.parametrize("case", cases("label_sides"), ids=lambda case: case["what"])
def test_labels_take_the_same_sides(case):
    points = [tuple(label["at"]) for label in case["labels"]]
    placed = place_labels(points, [label["width"] for label in case["labels"]], tuple(case["panel"]))
    assert [side_of(label) for label in placed] == case["sides"]


def side_of(label):
    if label is None or label.has_leader:
        return None
    if label.anchor == "middle":
        return "above" if label.dy < 0 else "below"
    return {"start": "right", "end": "left"}[label.anchor]


@pytest.mark.parametrize("name", TABLES)
def test_the_scripts_run_the_same_table(name):
    assert any(f"'{name}'" in path.read_text("utf-8") for path in WEB_TESTS.glob("*.test.js"))
