"""A deposit counts with one statement a basis; a place is found on each basis, or none where nothing counts."""

import pytest

from geo_ree.atlas.ranking import BASES, rank_deposits

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


def places(atlas, deposit_id="north"):
    """Return the deposit's place on each basis, None where it has none."""
    found = [ranking.find(deposit_id) for ranking in rank_deposits(atlas)]
    return [ranked and ranked.place for ranked in found]


def before(atlas, deposit_id="north"):
    """Return the ids of those before the deposit, on each basis."""
    return [[one.deposit_id for one in ranking.larger_than(deposit_id)] for ranking in rank_deposits(atlas)]


def test_a_deposit_has_a_place_on_each_basis_that_counts_it(pair_of):
    atlas = pair_of(SECOND, FIRST)
    assert places(atlas) == [2] * len(BASES)
    assert before(atlas) == [["south"]] * len(BASES)
    assert before(atlas, "south") == [[]] * len(BASES)


def test_a_claim_has_no_place_among_resources_and_signed_reports(pair_of):
    claim = {"statement_type": "claim", "ore_million_t": "900000", "treo_million_t": "450000"}
    atlas = pair_of(claim, FIRST)
    assert places(atlas) == [1, 1, 1, None, None]
    assert before(atlas)[3:] == [[], []]


def test_equal_amounts_share_a_place(pair_of):
    atlas = pair_of(FIRST, FIRST)
    assert places(atlas) == places(atlas, "south") == [1] * len(BASES)


def test_the_largest_stand_first_and_every_amount_names_its_statement(atlas):
    for ranking in rank_deposits(atlas):
        amounts = [ranked.amount.value for ranked in ranking.deposits]
        assert amounts == sorted(amounts, reverse=True)
        assert len({ranked.deposit_id for ranked in ranking.deposits}) == len(amounts) > 5
        for ranked in ranking.deposits:
            assert ranked.statement.deposit_id == ranked.deposit_id
            assert ranking.basis.amount(ranked.statement) == ranked.amount


def test_beylikova_is_third_by_oxide_with_claims_and_sixth_by_material_and_on_no_list_of_resources(atlas):
    assert places(atlas, "beylikova") == [6, 3, 5, None, None]


@pytest.mark.parametrize(
    "change",
    [
        {"orebody": "East"},
        {"verified": "no", "source_id": "unverified"},
        {"statement_type": "sample"},
    ],
)
def test_only_statements_for_the_whole_deposit_that_were_read_count(pair_of, change):
    atlas = pair_of(SECOND, FIRST | change)
    assert places(atlas)[0] == 1


def test_a_statement_that_a_newer_one_replaces_does_not_count(pair_of, estimate_row):
    newer = estimate_row(estimate_id="south-newer", deposit_id="south", **(FIRST | {"ore_million_t": "7"}))
    atlas = pair_of(SECOND, FIRST | {"superseded_by": "south-newer"}, more_estimates=[newer])
    assert places(atlas)[0] == 1


def test_an_exploration_target_counts_only_where_the_basis_says_so(pair_of):
    assert places(pair_of(SECOND, FIRST | {"statement_type": "exploration_target"}))[:4] == [1, 1, 2, 1]


def test_oxide_that_a_source_does_not_state_is_computed_from_the_same_statement(pair_of):
    atlas = pair_of(SECOND | {"treo_million_t": ""}, FIRST)
    assert before(atlas)[1] == ["south"]
    assert places(atlas)[1] == 2
