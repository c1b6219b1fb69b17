"""The records of an atlas: grouped, ranked, cited, and gone with their atlas."""

import gc
import weakref

import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.atlas.rows.collection import short_name


def test_the_preferred_statement_comes_first_and_the_rest_as_the_frame_has_them(atlas):
    for deposit_id in atlas.deposits.index:
        ranked = [row.estimate_id for row in atlas.rows.ranked_estimates(deposit_id)]
        assert ranked == list(atlas.estimates_of(deposit_id).index)
        preferred = atlas.rows.preferred(deposit_id)
        chosen = list(atlas.estimates_of(deposit_id).query("is_preferred").index)
        assert ([preferred.estimate_id] if preferred else []) == chosen == ranked[: len(chosen)]


def test_an_analysis_holds_the_shares_of_its_rows(atlas):
    analyses = [analysis for several in atlas.rows.analyses.values() for analysis in several]
    assert len(analyses) == atlas.element_shares.index.get_level_values("split_id").nunique()
    for analysis in analyses:
        rows = atlas.element_shares.loc[analysis.split_id]["share_percent"]
        assert dict(analysis.shares) == rows.to_dict()


def test_the_current_totals_are_read_whole_and_not_replaced(atlas):
    for deposit_id in atlas.deposits.index:
        frame = atlas.estimates[atlas.estimates["deposit_id"] == deposit_id]
        is_total = frame[["part_of", "orebody", "superseded_by"]].isna().all(axis=1) & frame["verified"].astype(bool)
        assert [row.estimate_id for row in atlas.rows.current_totals(deposit_id)] == list(frame.index[is_total])


@pytest.mark.parametrize(
    ("subject", "name"), [("beylikova", "Beylikova"), ("tr", "Türkiye"), ("world", "world"), ("TRDRC", "Derince")]
)
def test_a_subject_has_a_name(subject, name, atlas):
    assert atlas.rows.name(subject) == name


def test_who_states_a_row_for_another_year_says_both(atlas, pair_of):
    atlas = pair_of(north={"effective_date": "1977", "published_date": "2019"})
    (row,) = atlas.rows.estimates_by_deposit["north"]
    assert atlas.rows.cited(row).endswith(", 2019, for 1977")


def test_deposits_plants_and_ports_are_found_by_one_id(atlas):
    ids = [place_id for table in ("deposits", "facilities", "ports") for place_id in atlas.tables()[table].index]
    assert list(atlas.rows.placed) == ids
    assert all(row.key == place_id for place_id, row in atlas.rows.placed.items())


def test_citations_are_parted_by_semicolons_and_told_once(atlas):
    first, second = atlas.rows.estimates_by_deposit["beylikova"][:2]
    assert atlas.rows.cited_list([first, first]) == atlas.rows.cited(first)
    assert atlas.rows.cited_list([first, second]) == f"{atlas.rows.cited(first)}; {atlas.rows.cited(second)}"


def test_a_name_is_short_without_its_brackets():
    assert short_name("Nechalacho (Upper)") == "Nechalacho"


def test_the_records_of_an_atlas_are_made_once_and_go_with_it(layers_of, estimate_row):
    atlas = load_atlas(layers_of(estimates=[estimate_row()]))
    assert atlas.rows.estimates is atlas.rows.estimates
    assert "my-estimate" in atlas.rows.estimates
    seen = weakref.ref(atlas.rows)
    del atlas
    gc.collect()
    assert seen() is None
