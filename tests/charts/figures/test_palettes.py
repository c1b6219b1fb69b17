"""Words can be read on their paper, and a pair of deposits stays apart for every reader, in every palette."""

import itertools
import math

import pytest

from geo_ree.charts.figures.palettes import PALETTES, check_palette, colour_of, deposit_colour_of
from geo_ree.errors import UnknownOption
from geo_ree.layers.symbology import DEPOSIT_COLOURS
from geo_ree.webmap import theme

# How colours look to readers who lack one kind of cone; linear RGB, severity 1 (Machado, Oliveira and Fernandes 2009).
VISION = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def linear(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def contrast(first, second):
    lights = [sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(one), strict=True)) for one in (first, second)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def lightness_and_colour(colour, vision):
    """Return CIE L*a*b* (D65) of a colour as a reader with this vision sees it."""
    seen = [sum(w * v for w, v in zip(row, linear(colour), strict=True)) for row in VISION[vision]]
    rows = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.089))
    parts = (sum(w * min(1, max(0, v)) for w, v in zip(row, seen, strict=False)) / row[3] for row in rows)
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("palette", PALETTES)
def test_words_can_be_read_on_their_paper(palette):
    for name in ("ink", "soft", *DEPOSIT_COLOURS):
        assert contrast(colour_of(palette, name), colour_of(palette, "paper")) >= 4.5, name


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("vision", VISION)
def test_deposits_that_follow_each_other_stay_apart_for_every_reader(palette, vision):
    colours = [colour_of(palette, name) for name in DEPOSIT_COLOURS]
    seen = [lightness_and_colour(colour, vision) for colour in colours]
    assert math.dist(seen[0], seen[1]) > 35
    for first, second in itertools.pairwise(seen):
        assert math.dist(first, second) > 15


def test_grey_has_no_colour_and_print_has_white_paper():
    names = ("ink", "soft", "strong", "line", "paper", *DEPOSIT_COLOURS)
    assert all(len({colour_of("grey", name)[place : place + 2] for place in (1, 3, 5)}) == 1 for name in names)
    assert colour_of("print", "paper") == colour_of("grey", "paper") == "#ffffff"


def test_light_and_dark_are_those_of_the_pages():
    assert PALETTES["light"] is theme.LIGHT
    assert PALETTES["dark"] is theme.DARK


def test_deposits_take_their_colours_in_the_order_asked_and_none_a_neutral_one():
    assert deposit_colour_of("light", 1) == theme.LIGHT["deposit-2"]
    assert deposit_colour_of("light", len(DEPOSIT_COLOURS)) == theme.LIGHT["deposit-1"]
    assert deposit_colour_of("dark", None) == theme.DARK["soft"]


def test_an_unknown_palette_is_refused_with_those_there_are():
    assert check_palette("grey") == "grey"
    with pytest.raises(UnknownOption, match="light, dark, print, grey"):
        check_palette("sepia")
