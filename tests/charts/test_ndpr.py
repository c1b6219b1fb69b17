"""Contained NdPr is a range, and says that the analysis is of another material than the resource."""

import pytest

from geo_ree.atlas.deposit_profile import profile_of
from geo_ree.charts.ndpr import computed_range, ndpr_range, ndpr_share, split_caveat

OXIDE = {"treo_million_t": "10"}


def two_splits(share_rows, material="concentrate"):
    low = share_rows(material=material, Pr6O11=4, Nd2O3=16, La2O3=80)
    return low + share_rows(split_id="other", material=material, Pr6O11=5, Nd2O3=20, La2O3=75)


def test_the_range_spans_the_analyses_of_the_deposit(pair_of, share_rows):
    chart = ndpr_range(pair_of(north=OXIDE, element_shares=two_splits(share_rows)), ("north",))
    (row,) = chart.panels[0].rows
    assert (row.low, row.high) == pytest.approx((2.0, 2.5))
    assert row.text == "2.0–2.5 million t"
    assert "10 million t × 20.0–25.0 %" in row.detail
    assert row.is_computed


def test_another_material_than_the_resource_is_said(pair_of, share_rows):
    chart = ndpr_range(pair_of(north=OXIDE, element_shares=two_splits(share_rows)), ("north",))
    assert chart.caveats == (
        "North: the split is of another material than what is stated: of concentrate (concentrate of north). The "
        "average of the deposit may lie outside this range.",
    )


def test_even_an_analysis_of_ore_is_not_the_average(pair_of, share_rows):
    atlas = pair_of(element_shares=two_splits(share_rows, material="ore"))
    share = ndpr_share(profile_of(atlas, "north").analyses)
    assert split_caveat(share).endswith("which need not be the average of the deposit.")


def test_a_deposit_without_an_analysis_is_left_out(pair_of, share_rows):
    atlas = pair_of(north=OXIDE, south=OXIDE, element_shares=two_splits(share_rows))
    chart = ndpr_range(atlas, ("north", "south"))
    assert [group.name for group in chart.panels[0].groups] == ["North"]
    assert ndpr_range(atlas, ("south",)) is None


def test_an_analysis_that_lacks_one_of_the_two_gives_no_share(pair_of, share_rows):
    atlas = pair_of(north=OXIDE, element_shares=share_rows(Nd2O3=16, La2O3=84))
    assert ndpr_range(atlas, ("north",)) is None


@pytest.mark.parametrize("changes", [{"orebody": "Pit"}, {"statement_type": "exploration_target"}])
def test_only_whole_statements_of_the_deposit_count(pair_of, share_rows, changes):
    atlas = pair_of(north=OXIDE | changes, element_shares=two_splits(share_rows))
    assert ndpr_range(atlas, ("north",)) is None


def test_a_bound_stays_a_bound(pair_of, share_rows):
    atlas = pair_of(north=OXIDE | {"qualifier": "more_than"}, element_shares=two_splits(share_rows))
    (row,) = ndpr_range(atlas, ("north",)).panels[0].rows
    assert row.is_lower_bound
    assert row.text.startswith("> ")


def test_both_statement_and_analysis_are_cited(pair_of, share_rows):
    rows = [row | {"source_id": "usgs-pp1802"} for row in two_splits(share_rows)]
    chart = ndpr_range(pair_of(north=OXIDE, element_shares=rows), ("north",))
    assert set(chart.source_ids) == {"jorc-code-2012", "usgs-pp1802"}


def test_a_range_whose_ends_read_the_same_is_one_figure():
    assert computed_range(1.4051, 1.4052) == "1.4"
