"""A place on each basis, with the amount that counts, who stands before it, and what others claim."""

import pytest

from geo_ree.atlas.ranking import BASES, rank_deposits
from geo_ree.charts.rank import rank_chart

STATED = {"statement_type": "claim", "ore_million_t": "900000", "treo_million_t": "450000"}
CODED = {"statement_type": "resource", "reporting_code": "JORC", "cp_signed": "yes", "treo_million_t": "900000"}


def rows_of(chart):
    return [row for panel in chart.panels for group in panel.groups for row in group.rows]


def test_the_places_are_those_of_the_ranking(atlas):
    rows = rows_of(rank_chart(atlas, ("beylikova",)))
    for row, ranking in zip(rows, rank_deposits(atlas), strict=True):
        ranked = ranking.find("beylikova")
        count = len(ranking.deposits)
        assert row.text == (f"number {ranked.place} of {count}" if ranked else f"not among the {count}")
        assert row.low == (ranked.amount.value if ranked else None)
        assert len(row.others) == count - (ranked is not None)


def test_beylikova_is_third_by_oxide_with_claims_sixth_by_material_and_on_no_list_of_resources(atlas):
    texts = {row.label: row.text.split(" of ")[0] for row in rows_of(rank_chart(atlas, ("beylikova",)))}
    assert texts["By contained oxide, claims counted"] == "number 3"
    assert texts["By material, claims counted"] == "number 6"
    assert texts["By contained oxide in resources and reserves"].startswith("not among")


def test_a_row_says_who_stands_before_and_whose_statement_counts(pair_of):
    chart = rank_chart(pair_of(STATED, CODED), ("north", "south"))
    north, south = (row for row in rows_of(chart) if row.label == "By contained oxide, claims counted")
    assert north.detail.startswith("behind South; 450\u202f000 million t, claim (")
    assert north.fill == "hollow"
    assert south.fill == "solid"
    assert "behind" not in south.detail


def test_of_many_before_it_four_are_named(atlas):
    details = [row.detail for row in rows_of(rank_chart(atlas, ("mount-weld",)))]
    assert details[0].startswith("behind Halleck Creek, Caldeira, Per Geijer, Kvanefjeld and 12 more; ")


def test_every_statement_that_counts_is_a_source(atlas):
    chart = rank_chart(atlas, ("beylikova",))
    counted = {ranked.statement.source_id for ranking in rank_deposits(atlas) for ranked in ranking.deposits}
    assert counted <= set(chart.source_ids)
    assert len(chart.source_ids) == len(set(chart.source_ids))


def test_every_basis_has_a_row(atlas):
    assert len(rows_of(rank_chart(atlas, ("beylikova", "bayan-obo")))) == 2 * len(BASES)


@pytest.mark.parametrize("statement", [None, {"statement_type": "sample", "ore_million_t": "3"}])
def test_a_deposit_without_any_place_has_no_chart(pair_of, statement):
    assert rank_chart(pair_of(north=statement), ("north",)) is None
