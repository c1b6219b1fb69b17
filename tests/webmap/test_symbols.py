"""Which symbol a place takes, and how the theme reaches the page."""

import json
import re

import pytest

from geo_ree.layers import codelists as vocabulary
from geo_ree.layers import symbology
from geo_ree.layers.symbology import deposit_colour, stage_group, symbol_state
from geo_ree.webmap import theme
from geo_ree.webmap.symbols import symbol_data, theme_css, theme_data


def test_a_plant_takes_the_symbol_of_the_stage_that_matters_most():
    assert stage_group(("mine", "concentrate", "separate")) == "refine"
    assert stage_group(("metal", "alloy", "magnet")) == "metal"
    assert stage_group(("recycle", "magnet")) == "magnet"


@pytest.mark.parametrize("stage", vocabulary.STAGES)
def test_a_plant_of_one_stage_takes_the_symbol_of_the_group_that_holds_it(stage):
    assert stage in symbology.STAGE_GROUPS[stage_group((stage,))].stages


def test_the_order_of_a_plants_stages_does_not_matter():
    assert stage_group(("separate", "mine")) == stage_group(("mine", "separate")) == "refine"


@pytest.mark.parametrize("status", vocabulary.STATUSES)
def test_what_nobody_has_read_in_a_source_is_hollow_whatever_its_status(status):
    assert symbol_state(status, verified=False) == "hollow"
    assert symbol_state(status, verified=True) in {"solid", "pale"}


@pytest.mark.parametrize("status", vocabulary.STATUSES)
def test_only_what_works_is_solid(status):
    working = {"operating", "commissioning", "pilot"}
    assert (symbol_state(status, verified=True) == "solid") == (status in working)
    assert symbol_state(status, verified=None) == symbol_state(status, verified=True)


def test_a_place_without_a_status_is_not_taken_to_work():
    assert symbol_state(None, verified=True) == "pale"


def test_a_fifth_deposit_begins_the_colours_again():
    assert deposit_colour(4) == deposit_colour(0) == symbology.DEPOSIT_COLOURS[0]
    assert tuple(map(deposit_colour, range(4))) == symbology.DEPOSIT_COLOURS


def test_a_symbol_keeps_its_own_colour_and_size_unless_told_otherwise():
    port = symbology.PORT
    assert symbol_data(port) == {"shape": port.shape, "colour": port.colour, "scale": port.scale}
    assert symbol_data(port, colour="soft", scale=0.3) == {"shape": port.shape, "colour": "soft", "scale": 0.3}


def test_the_theme_reaches_the_scripts_as_plain_data():
    data = theme_data()
    assert json.loads(json.dumps(data)) == data
    assert set(data["shapes"]) == set(theme.SHAPES)
    assert {name: line["dash"] for name, line in data["lines"].items()} == {
        name: line["dash"] for name, line in theme.LINES.items()
    }


def test_every_colour_is_a_property_in_light_and_in_dark():
    css = theme_css()
    light, dark, *_ = css.splitlines()
    for name, value in theme.LIGHT.items():
        assert f"--{name}:{value};" in light
    for name, value in theme.DARK.items():
        assert f"--{name}:{value};" in dark
    assert css.count("{") == css.count("}")


def test_the_readers_own_choice_wins_over_that_of_the_system():
    system, chosen = theme_css().splitlines()[1:3]
    assert "prefers-color-scheme:dark" in system
    assert ":not([data-theme=light])" in system
    assert "prefers-color-scheme" not in chosen
    assert "[data-theme=dark]" in chosen
    assert f"--paper:{theme.DARK['paper']}" in chosen


def test_paper_is_light_even_where_the_reader_chose_dark():
    printed = re.search(r"@media print\{(.*)\}\}", theme_css()).group(1)
    assert f"--paper:{theme.LIGHT['paper']}" in printed
    assert theme.DARK["paper"] not in printed


def test_no_face_is_fetched():
    assert "url(" not in theme_css()
    assert "@font-face" not in theme_css()
