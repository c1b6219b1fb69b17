"""A claimed rank is held against each basis; one that holds on all of them is left alone."""

import pytest

from geo_ree.atlas.ranking import BASES
from geo_ree.auditing.rules.ranks import rank_claims

# More of everything than any deposit there is, in a signed report: first on each basis.
FIRST = {
    "statement_type": "resource",
    "reporting_code": "JORC",
    "cp_signed": "yes",
    "ore_million_t": "900000",
    "treo_percent": "50",
    "treo_million_t": "450000",
}
SECOND = FIRST | {"ore_million_t": "800000", "treo_million_t": "400000"}
CLAIM = {
    "figure_id": "north-rank",
    "subject_id": "north",
    "attribute": "world_rank",
    "value": "2",
    "unit": "rank among deposits",
    "published_date": "2030",
    "publisher_kind": "media",
    "verified": "yes",
    "source_id": "jorc-code-2012",
}


def mine(atlas):
    return [found for found in rank_claims(atlas) if found.subject_id == "north"]


def test_a_rank_that_holds_on_every_basis_is_left_alone(pair_of):
    assert mine(pair_of(SECOND, FIRST, figures=[CLAIM])) == []
    assert mine(pair_of(FIRST, SECOND, figures=[CLAIM | {"value": "1"}])) == []


def test_a_rank_that_holds_on_one_basis_only_is_found_with_its_place_on_each(pair_of):
    atlas = pair_of(SECOND | {"treo_percent": "0.001", "treo_million_t": "0.0001"}, FIRST, figures=[CLAIM])
    (found,) = mine(atlas)
    assert "North is called number 2 of the world's deposits" in found.message
    assert "by material, claims counted: number 2 of" in found.message
    assert "behind South" in found.message
    assert all(basis.words in found.message for basis in BASES)
    assert found.rows == (("figures", "north-rank"),)


def test_a_deposit_without_an_amount_on_a_basis_is_not_listed_there(pair_of):
    claim = {"statement_type": "claim", "ore_million_t": "900000", "treo_million_t": "450000"}
    (found,) = mine(pair_of(claim, FIRST, figures=[CLAIM | {"value": "1"}]))
    assert "not among the" in found.message


@pytest.mark.parametrize(
    "change",
    [
        {"attribute": "producer_rank_target"},
        {"unit": "rank among countries"},
        {"verified": "no", "source_id": "unverified"},
    ],
)
def test_what_is_not_a_claimed_rank_among_deposits_is_not_judged(pair_of, change):
    assert mine(pair_of(SECOND, FIRST, figures=[CLAIM | {"value": "7"} | change])) == []


def test_two_who_claim_the_same_are_one_finding(pair_of):
    again = CLAIM | {"figure_id": "north-rank-again", "source_id": "usgs-pp1802"}
    (found,) = mine(pair_of(SECOND, FIRST, figures=[CLAIM | {"value": "7"}, again | {"value": "7"}]))
    assert found.rows == (("figures", "north-rank"), ("figures", "north-rank-again"))
    assert found.source_ids == ("jorc-code-2012", "usgs-pp1802")


def test_the_claim_that_beylikova_is_second_is_found(atlas):
    (found,) = [each for each in rank_claims(atlas) if each.subject_id == "beylikova"]
    assert ("figures", "beylikova-rank-daily-sabah-2025") in found.rows
    assert "Bayan Obo" in found.message
