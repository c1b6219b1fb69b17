"""Countries are named in English; a code that nobody knows is shown rather than lost."""

import re

import pytest

from geo_ree.text.countries import COUNTRY_NAMES, OTHER_NAMES, country_name


def test_every_code_is_two_capitals_and_stands_once_in_alphabetical_order():
    codes = list(COUNTRY_NAMES)
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)
    assert codes == sorted(codes)
    assert len(codes) > 150


def test_no_two_codes_share_a_name_and_no_name_is_cut():
    names = list(COUNTRY_NAMES.values())
    assert len(set(names)) == len(names)
    assert all(name == " ".join(name.split()) and name[0].isupper() and len(name) > 3 for name in names)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("TR", "Türkiye"),
        ("CN", "China"),
        ("AE", "United Arab Emirates"),
        ("BA", "Bosnia and Herzegovina"),
        ("CI", "Côte d’Ivoire"),
        ("GW", "Guinea-Bissau"),
        ("ZW", "Zimbabwe"),
    ],
)
def test_a_name_of_several_words_or_at_the_end_of_a_line_is_whole(code, name):
    assert country_name(code) == name


@pytest.mark.parametrize("code", ["XX", "", "tr"])
def test_an_unknown_code_is_shown_as_it_is(code):
    assert country_name(code) == code


@pytest.mark.parametrize("table", ["deposits", "facilities", "ports"])
def test_every_country_of_the_built_in_places_has_a_name(atlas, table):
    assert set(atlas.tables()[table]["country"]) <= set(COUNTRY_NAMES)


def test_the_names_cannot_be_changed():
    with pytest.raises(TypeError):
        COUNTRY_NAMES["XX"] = "Nowhere"


def test_other_names_are_of_known_countries_and_stand_for_one_only():
    names = [name for others in OTHER_NAMES.values() for name in others]
    assert set(OTHER_NAMES) <= set(COUNTRY_NAMES)
    assert len(set(names)) == len(names)
    assert not set(names) & set(COUNTRY_NAMES.values())
    assert OTHER_NAMES["TR"] == ("Turkey",)
    assert OTHER_NAMES["CN"] == ("中国", "中國", "PRC")
