"""Colours keep their contrast and stay apart for every reader; every word has its symbol, chip or tone."""

import itertools
import math

import pytest

from geo_ree.layers import codelists as vocabulary
from geo_ree.layers import symbology
from geo_ree.text import labels
from geo_ree.webmap import theme

THEMES = {"light": theme.LIGHT, "dark": theme.DARK}
TEXT_COLOURS = ("ink", "soft", "accent", "caution", *symbology.DEPOSIT_COLOURS)
TEXT_GROUNDS = ("paper", "card", "land", "wash")
SYMBOL_COLOURS = (*(group.symbol.colour for group in symbology.STAGE_GROUPS.values()), "port", "town")
# How colours look to readers who lack one kind of cone; linear RGB, severity 1 (Machado, Oliveira and Fernandes 2009).
VISION = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def luminance(colour):
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(first, second):
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb):
    """Return CIE L*a*b* (D65) of linear RGB."""
    rows = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.089))
    x, y, z = (sum(w * v for w, v in zip(row, rgb, strict=False)) / row[3] for row in rows)
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(first, second, vision):
    """Return the CIE 1976 difference of two colours as a reader with this vision sees them."""
    seen = []
    for colour in (first, second):
        rgb = linear(colour)
        mixed = [sum(weight * value for weight, value in zip(row, rgb, strict=True)) for row in VISION[vision]]
        seen.append(lab([min(1.0, max(0.0, value)) for value in mixed]))
    return math.dist(*seen)


@pytest.mark.parametrize("name", THEMES)
def test_text_has_the_contrast_that_wcag_asks_of_level_aa(name):
    colours = THEMES[name]
    for text, ground in itertools.product(TEXT_COLOURS, TEXT_GROUNDS):
        assert contrast(colours[text], colours[ground]) >= 4.5, f"{text} on {ground}"


@pytest.mark.parametrize("name", THEMES)
def test_symbols_stand_out_from_land_and_sea(name):
    colours = THEMES[name]
    for symbol, ground in itertools.product((*SYMBOL_COLOURS, *symbology.DEPOSIT_COLOURS), ("land", "sea")):
        assert contrast(colours[symbol], colours[ground]) >= 3, f"{symbol} on {ground}"


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_the_two_deposits_of_a_pair_are_far_apart_in_colour_for_every_reader(name, vision):
    first, second = (THEMES[name][colour] for colour in symbology.DEPOSIT_COLOURS[:2])
    assert difference(first, second, vision) > 40


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_no_two_deposits_or_stages_look_alike_to_any_reader(name, vision):
    stages = [group.symbol.colour for group in symbology.STAGE_GROUPS.values()]
    for palette in (symbology.DEPOSIT_COLOURS, stages):
        for first, second in itertools.combinations(palette, 2):
            assert difference(THEMES[name][first], THEMES[name][second], vision) > 14, f"{first} and {second}"


def test_shape_repeats_what_the_colour_of_a_stage_says():
    shapes = [group.symbol.shape for group in symbology.STAGE_GROUPS.values()]
    assert len(set(shapes)) == len(shapes)


def test_both_themes_name_the_same_colours():
    assert set(theme.LIGHT) == set(theme.DARK)


def test_every_symbol_has_a_drawn_shape_and_a_colour():
    symbols = [group.symbol for group in symbology.STAGE_GROUPS.values()]
    for symbol in (
        *symbols,
        symbology.DEPOSIT,
        symbology.OTHER_DEPOSIT,
        symbology.PORT,
        symbology.TOWN,
        symbology.OREBODY,
    ):
        assert symbol.shape in theme.SHAPES
        assert symbol.colour in theme.LIGHT


def test_every_word_of_the_tables_has_its_symbol_chip_or_tone():
    stages = [stage for group in symbology.STAGE_GROUPS.values() for stage in group.stages]
    assert sorted(stages) == sorted(vocabulary.STAGES)
    assert set(labels.STAGE_WORDS) == set(vocabulary.STAGES)
    assert set(labels.CLAIM_STATUS_CHIPS) == set(vocabulary.CLAIM_STATUSES)
    assert set(symbology.OUTCOME_TONES) == set(vocabulary.OUTCOMES)
    assert set(symbology.WORKING_STATUSES) < set(vocabulary.STATUSES)


def test_the_bars_of_a_chip_fall_with_the_weight_of_a_claim():
    assert [labels.CLAIM_STATUS_CHIPS[status][1] for status in vocabulary.CLAIM_STATUSES] == [4, 3, 2, 1, 0]
