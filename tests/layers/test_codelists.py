"""The allowed words: each list is in use, each word has its meaning, and the order of some lists is one of weight."""

import re

import pytest

from geo_ree.atlas.preference import HEADLINE_TYPES, OFFICIAL, PUBLISHED_BY, claim_status
from geo_ree.comparison.evidence import EVIDENCE
from geo_ree.comparison.pair_caveats import MEANINGS
from geo_ree.comparison.setting import gather_setting
from geo_ree.layers import codelists as vocabulary
from geo_ree.layers.tables.registry import TABLES

LISTS = {name: words for name, words in vars(vocabulary).items() if isinstance(words, tuple)}
# Codes are written as their issuers write them.
CODES = {"REPORTING_CODES", "CRIRSCO_CODES", "INCOTERMS", "FREIGHT_SCOPES", "PASSAGES"}
# No column may hold these as they stand: they are part of another list, computed and never typed, or ids.
OF_NO_COLUMN = {"CRIRSCO_CODES", "CLAIM_STATUSES", "PASSAGES", "SHIP_SIZES"}


@pytest.mark.parametrize("name", LISTS)
def test_no_word_stands_twice_in_its_list(name):
    assert len(set(LISTS[name])) == len(LISTS[name]) > 1


@pytest.mark.parametrize("name", sorted(set(LISTS) - CODES))
def test_words_are_lower_case_with_underscores(name):
    assert [word for word in LISTS[name] if not re.fullmatch(r"[a-z]+2?(_[a-z]+)*", word)] == []


@pytest.mark.parametrize("name", sorted(set(LISTS) - OF_NO_COLUMN))
def test_each_list_is_that_of_a_column(name):
    assert LISTS[name] in {column.words for table in TABLES.values() for column in table.columns}


def test_only_codes_with_a_competent_person_are_of_the_crirsco_family():
    assert set(vocabulary.CRIRSCO_CODES) == set(vocabulary.REPORTING_CODES) - {"CN", "RU", "none"}


def test_what_may_be_stated_are_figures_of_an_estimate():
    estimates = TABLES["estimates"]
    assert {estimates.column(name).kind for name in vocabulary.STATED_FIGURES} == {"number"}


def test_oxides_and_elements_have_columns_of_their_own():
    treo = {name.removeprefix("treo_") for name in vocabulary.STATED_FIGURES if name.startswith("treo_")}
    tree = {name.removeprefix("tree_") for name in vocabulary.STATED_FIGURES if name.startswith("tree_")}
    assert treo == tree == {"percent", "million_t"}


def test_claim_statuses_stand_from_the_weightiest_to_the_lightest():
    row = {"verified": True, "reporting_code": "none", "cp_signed": None, "publisher_kind": "media"}
    changes = (
        {"reporting_code": "JORC", "cp_signed": True},
        {"publisher_kind": "survey"},
        {"publisher_kind": "operator"},
        {},
        {"verified": False},
    )
    assert tuple(claim_status(row | change) for change in changes) == vocabulary.CLAIM_STATUSES


def test_what_weighs_by_its_publisher_names_kinds_of_publisher():
    assert {*PUBLISHED_BY, *OFFICIAL} <= set(vocabulary.PUBLISHER_KINDS)


def test_every_statement_type_has_a_meaning_that_a_caveat_can_print():
    assert set(MEANINGS) == set(vocabulary.STATEMENT_TYPES)


def test_a_sample_and_an_exploration_target_are_no_size_of_a_deposit():
    assert set(vocabulary.STATEMENT_TYPES) - set(HEADLINE_TYPES) == {"sample", "exploration_target"}


@pytest.mark.parametrize("status", vocabulary.STATUSES)
def test_every_status_of_a_deposit_can_be_weighed_as_evidence(pair_of, status):
    atlas = pair_of(more_deposits=[placed("east", status)])
    setting = gather_setting(atlas, ("east", "north"))
    assert all(kind.make_cell(setting, setting.profiles[0]).state in {"yes", "partial", "no"} for kind in EVIDENCE)


def placed(name, status):
    properties = {
        "deposit_id": name,
        "name": name.title(),
        "country": "TR",
        "status": status,
        "location_source_id": "usgs-pp1802",
        "source_ids": ["usgs-pp1802"],
    }
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [25.0, 50.0]}, "properties": properties}


def test_the_source_that_stands_for_none_is_there_and_of_kind_none(atlas):
    assert atlas.sources.loc[vocabulary.NO_SOURCE, "kind"] == "none"
    assert list(atlas.sources.index[atlas.sources["kind"] == "none"]) == [vocabulary.NO_SOURCE]


def cited_by(row, columns):
    """Return every source that a row, or a record in it, names."""
    given = [row.get(name) for name in {*columns, "source_id"}]
    return {source for value in given for source in (value if isinstance(value, tuple) else (value,))}


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"sources"}))
def test_only_built_in_rows_that_say_so_name_the_source_that_stands_for_none(atlas, name):
    # A coordinate that nobody has read says so by its source alone; its row is about much more than where it is.
    columns = [
        column.name
        for column in TABLES[name].columns
        if column.refers_to == ("sources",) and column.name != "location_source_id"
    ]
    rows = atlas.tables()[name].reset_index().to_dict("records")
    records = [record for row in rows for record in row.get("orebodies", ())]
    named = [row for row in (*rows, *records) if vocabulary.NO_SOURCE in cited_by(row, columns)]
    assert [row for row in named if row.get("verified") is not False] == []
