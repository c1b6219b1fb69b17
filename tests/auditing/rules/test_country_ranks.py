"""A rank claimed for a country is held against the reserves of one edition, and against a claim for a deposit."""

import pytest

from geo_ree.auditing.rules.country_ranks import country_rank_claims

CLAIM = {
    "figure_id": "my-rank",
    "subject_id": "pl",
    "attribute": "world_rank",
    "value": "3",
    "unit": "rank among countries",
    "published_date": "2030",
    "publisher_kind": "media",
    "verified": "yes",
    "source_id": "jorc-code-2012",
}
STATED = {"treo_million_t": "12.5", "statement_type": "claim"}


def about(atlas, subject):
    return [found for found in country_rank_claims(atlas) if found.subject_id == subject]


def test_a_country_without_reserves_is_said_to_have_none_and_its_claim_is_weighed(pair_of):
    (found,) = about(pair_of(STATED, figures=[CLAIM]), "pl")
    assert "Poland is called number 3 among countries" in found.message
    assert "it is not among the" in found.message
    assert "Were the 12.5 million t stated for North" in found.message
    assert "it would be number 2, behind China; a claim is none." in found.message
    assert found.rows == (("figures", "my-rank"), ("estimates", "north-estimate"))
    assert "usgs-mcs-2026-data" in found.source_ids


def test_a_country_of_which_no_oxide_is_stated_is_held_against_the_reserves_alone(pair_of):
    (found,) = about(pair_of(figures=[CLAIM]), "pl")
    assert found.message.endswith("that have some.")
    assert found.rows == (("figures", "my-rank"),)


def test_a_rank_that_the_reserves_bear_out_is_left_alone(pair_of):
    assert about(pair_of(figures=[CLAIM | {"subject_id": "cn", "value": "1"}]), "cn") == []
    assert about(pair_of(figures=[CLAIM | {"subject_id": "cn", "value": "2"}]), "cn") != []


@pytest.mark.parametrize(
    "change",
    [{"unit": "rank among deposits"}, {"attribute": "producer_rank_target"}, {"verified": "no"}],
)
def test_what_is_not_a_claimed_rank_among_countries_is_not_judged(pair_of, change):
    assert about(pair_of(figures=[CLAIM | change]), "pl") == []


def test_the_claim_that_turkiye_is_third_is_found(atlas):
    (found,) = about(atlas, "tr")
    assert ("figures", "tr-reserve-rank-nikkei-2025") in found.rows
    assert "behind China" in found.message
