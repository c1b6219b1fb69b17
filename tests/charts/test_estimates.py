"""The ladder shows every statement of size, oxide and material on scales of their own."""

import pytest

from geo_ree.charts.estimates import estimate_ladder


def panels_of(chart):
    return {panel.title.split()[0]: panel for panel in chart.panels}


def test_material_and_oxide_never_share_a_scale(pair_of):
    atlas = pair_of(north={"ore_million_t": "700", "treo_million_t": "12"}, south={"ore_million_t": "800"})
    panels = panels_of(estimate_ladder(atlas, ("north", "south")))
    assert [row.low for row in panels["Contained"].rows] == [12]
    assert [row.low for row in panels["Material"].rows] == [700, 800]


def test_every_statement_that_gives_a_size_has_a_row(atlas):
    chart = estimate_ladder(atlas, ("beylikova", "bayan-obo"))
    ours = atlas.estimates[atlas.estimates["deposit_id"].isin(["beylikova", "bayan-obo"])]
    ours = ours[ours["part_of"].isna() & (ours["ore_million_t"] > 0)]
    assert len(panels_of(chart)["Material"].rows) == len(ours)


def test_the_rows_of_a_deposit_stand_oldest_first(atlas):
    groups = panels_of(estimate_ladder(atlas, ("beylikova",)))["Contained"].groups
    assert groups[0].rows[0].label.startswith("1977")


def test_stated_oxide_goes_before_computed_oxide(pair_of):
    atlas = pair_of(
        north={"ore_million_t": "100", "treo_percent": "2", "treo_million_t": "1.9"},
        south={"ore_million_t": "100", "treo_percent": "2"},
    )
    stated, computed = panels_of(estimate_ladder(atlas, ("north", "south")))["Contained"].rows
    assert (stated.low, stated.is_computed, stated.text) == (1.9, False, "1.9 million t")
    assert (computed.low, computed.is_computed, computed.text) == (2.0, True, "2.00 million t")
    assert "computed here" in computed.detail


def test_a_bound_stays_a_bound_through_a_product(pair_of):
    atlas = pair_of(
        north={"ore_million_t": "100", "treo_percent": "2", "qualifier": "more_than", "qualifies": "treo_percent"}
    )
    (row,) = panels_of(estimate_ladder(atlas, ("north",)))["Contained"].rows
    assert row.is_lower_bound
    assert row.text == "> 2.00 million t"


def test_a_range_keeps_both_ends(pair_of):
    atlas = pair_of(north={"treo_million_t": "1", "treo_million_t_max": "3", "qualifier": "range"})
    (row,) = panels_of(estimate_ladder(atlas, ("north",)))["Contained"].rows
    assert (row.low, row.high, row.text) == (1, 3, "1–3 million t")


def test_elements_are_not_drawn_as_oxide_but_named(pair_of):
    atlas = pair_of(north={"ore_million_t": "", "tree_million_t": "7"}, south={"treo_million_t": "2"})
    chart = estimate_ladder(atlas, ("north", "south"))
    assert [row.low for row in panels_of(chart)["Contained"].rows] == [2]
    assert any("7 million t (JORC)" in caveat for caveat in chart.caveats)


def test_an_unverified_statement_is_hollow_and_says_so(pair_of):
    atlas = pair_of(north={"treo_million_t": "1", "verified": "no", "reporting_code": "JORC"})
    (row,) = panels_of(estimate_ladder(atlas, ("north",)))["Contained"].rows
    assert (row.fill, row.is_verified) == ("hollow", False)
    assert "not verified" in row.label


@pytest.mark.parametrize("changes", [None, {"ore_million_t": "", "treo_percent": "2"}])
def test_without_a_size_there_is_no_ladder(pair_of, changes):
    assert estimate_ladder(pair_of(north=changes), ("north",)) is None


def test_every_row_cites_its_source(atlas):
    chart = estimate_ladder(atlas, ("beylikova", "bayan-obo"))
    assert all(row.source_ids for panel in chart.panels for row in panel.rows)
    assert set(chart.source_ids) <= set(atlas.sources.index)
