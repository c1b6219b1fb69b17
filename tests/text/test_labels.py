"""What the tables say in code words, people read in plain English."""

import re

import pytest

from geo_ree.layers import codelists as vocabulary
from geo_ree.text import labels as wording
from geo_ree.text.labels import attribute_words, capital, say, with_article

# Each list of words that reaches people, and the wording with which it does.
SHOWN = {
    "STATEMENT_TYPES": wording.STATEMENT_TYPES,
    "CLAIM_STATUSES": wording.CLAIM_STATUSES,
    "REPORTING_CODES": wording.CODES,
    "RESOURCE_CATEGORIES": wording.CATEGORIES,
    "STATUSES": wording.STATUSES,
    "MATERIALS": wording.MATERIALS,
    "FOOTPRINT_KINDS": wording.FOOTPRINTS,
    "STAGES": wording.STAGE_WORDS,
    "OUTCOMES": None,
    "CAPACITY_KINDS": None,
}
CASES = [(name, word) for name in SHOWN for word in getattr(vocabulary, name)]


@pytest.mark.parametrize(("name", "word"), CASES)
def test_every_word_that_people_read_is_plain_english(name, word):
    said = say(word, SHOWN[name])
    assert re.fullmatch(r"[A-Za-z](?:[A-Za-z0-9,-]| (?! ))*[A-Za-z0-9]", said), said
    assert "_" not in said


@pytest.mark.parametrize("name", SHOWN)
def test_two_words_of_a_list_never_read_alike(name):
    words = getattr(vocabulary, name)
    assert len({say(word, SHOWN[name]) for word in words}) == len(words)


@pytest.mark.parametrize("name", [name for name, words in SHOWN.items() if words])
def test_the_wording_knows_no_word_that_the_tables_do_not(name):
    assert set(SHOWN[name]) <= set(getattr(vocabulary, name))


@pytest.mark.parametrize("name", ["STATEMENT_TYPES", "CLAIM_STATUSES", "MATERIALS", "FOOTPRINT_KINDS"])
def test_where_the_bare_word_would_mislead_every_word_has_its_phrase(name):
    assert set(SHOWN[name]) == set(getattr(vocabulary, name))


@pytest.mark.parametrize("code", vocabulary.REPORTING_CODES)
def test_a_code_is_written_as_its_issuer_writes_it_and_a_state_system_in_words(code):
    said = wording.say(code, wording.CODES)
    assert (len(said) > 4 and said.islower()) if code == "none" else said[0].isupper()
    assert len(said) > 2


def test_wording_names_no_unit_that_is_two_words():
    assert all("_" not in unit for unit in wording.UNIT_WORDS)


# --- attributes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attribute", "words"),
    [
        ("drilling_m", "drilling"),
        ("site_area_km2", "site area"),
        ("samples", "samples"),
        ("share_of_world_reserves_percent", "share of world reserves"),
        ("market_magnets_billion_usd", "market magnets"),
        ("reserves_jorc_million_t_reo", "reserves JORC"),
        ("middle_heavy_ree_million_t", "middle heavy rare earths"),
        ("mine_production_t_reo", "mine production"),
        # A unit cannot stand first: there would be nothing left to read.
        ("t_per_year", "t per year"),
        ("percent", "percent"),
    ],
)
def test_an_attribute_is_read_without_its_unit(attribute, words):
    assert attribute_words(attribute) == words


def test_every_attribute_of_the_built_in_figures_reads_as_words(atlas):
    for attribute in set(atlas.figures["attribute"]):
        said = attribute_words(attribute).split()
        assert said
        assert not set(said) & set(wording.UNIT_WORDS), attribute
        assert not any("_" in word or word in wording.PROPER_WORDS for word in said), attribute


def test_built_in_attributes_that_read_alike_differ_in_their_unit_alone(atlas):
    units = {}
    for attribute, unit in atlas.figures[["attribute", "unit"]].itertuples(index=False):
        units.setdefault(attribute_words(attribute), {}).setdefault(attribute, set()).add(unit)
    for words, by_attribute in units.items():
        shown = [unit for seen in by_attribute.values() for unit in seen]
        assert len(set(shown)) == len(shown) or len(by_attribute) == 1, f"{words}: {by_attribute}"


# --- phrases ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "large"),
    [
        ("no code", "No code"),
        ("NI 43-101", "NI 43-101"),
        ("ışık", "Işık"),
        ("4 holes", "4 holes"),
        ("", ""),
        ("a", "A"),
    ],
)
def test_a_capital_changes_the_first_letter_and_no_other(text, large):
    assert capital(text) == large


@pytest.mark.parametrize(("words", "phrase"), [("claim", "a claim"), ("orebody", "an orebody"), ("MTA", "a MTA")])
def test_an_article_goes_by_the_first_letter(words, phrase):
    assert with_article(words) == phrase


def test_every_statement_type_takes_an_article():
    phrases = {with_article(words) for words in wording.STATEMENT_TYPES.values()}
    assert {"an exploration target", "a historical estimate", "a claim"} <= phrases
    assert not any(re.match(r"a [aeiou]|an [^aeiou]", phrase) for phrase in phrases)


def test_a_missing_word_is_not_stated_and_an_unknown_one_is_read_as_it_stands():
    assert say(None) == say(None, wording.STATUSES) == "not stated"
    assert say("in_talks") == "in talks"
    assert say("operating", wording.STATUSES) == "in operation"
    assert say("exploration", wording.STATUSES) == "exploration"
