"""The side-by-side table shows every figure, and a bar only where figures may be compared."""

import dataclasses

import pytest

from geo_ree.pages.comparison.side_by_side import MEASURE_GROUPS, caveat_rows, evidence_rows, measure_groups
from geo_ree.pages.shared.citations import Bibliography

PAIR = ("beylikova", "bayan-obo")


def rows_of(comparison):
    return {
        row["label"]: row
        for group in measure_groups(comparison, Bibliography(comparison.atlas.rows.sources))
        for row in group["rows"]
    }


# --- chips ------------------------------------------------------------------------------------------------------------


def test_a_missing_figure_is_words_and_never_nought(comparison, atlas):
    rows = [row for group in measure_groups(comparison, Bibliography(atlas.rows.sources)) for row in group["rows"]]
    missing = [cell for row in rows for cell in row["cells"] if cell["missing"]]
    assert missing
    assert {cell["text"] for cell in missing} == {"not stated"}
    assert not any(cell["bar"] or cell["unit"] for cell in missing)


def shown_bars(comparison, measure):
    rows = measure_groups(
        dataclasses.replace(comparison, measures=(measure,)), Bibliography(comparison.atlas.rows.sources)
    )
    return [cell["bar"] for group in rows for row in group["rows"] for cell in row["cells"]]


def test_bars_are_drawn_only_where_figures_may_be_compared(comparison):
    stated = comparison.measure("treo_million_t")
    assert shown_bars(comparison, dataclasses.replace(stated, comparable=False)) == [None, None]
    first, second = shown_bars(comparison, dataclasses.replace(stated, comparable=True))
    assert second == {"length": 100.0, "reach": 0.0}
    assert first["length"] == pytest.approx(100 * 12.5 / 48, abs=0.01)


def test_the_bar_of_a_range_shows_both_ends(comparison):
    measure = comparison.measure("treo_million_t")
    low, high = (dataclasses.replace(cell, value=value, value_max=top) for cell, value, top in zip(
        measure.cells, (20.0, 50.0), (40.0, 80.0), strict=True
    ))  # fmt: skip
    bars = shown_bars(comparison, dataclasses.replace(measure, cells=(low, high), comparable=True))
    assert bars == [{"length": 25.0, "reach": 25.0}, {"length": 62.5, "reach": 37.5}]


def test_a_lone_figure_has_no_bar(comparison):
    measure = dataclasses.replace(comparison.measure("ore_million_t"), comparable=True)
    assert shown_bars(comparison, measure) == [None, None]


def test_a_measure_that_no_heading_knows_is_still_shown(comparison):
    odd = dataclasses.replace(comparison.measures[0], measure="something_new", label="Something new")
    rows = measure_groups(dataclasses.replace(comparison, measures=(odd,)), Bibliography(comparison.atlas.rows.sources))
    assert [row["label"] for group in rows for row in group["rows"]] == ["Something new"]


def test_a_figure_of_nought_is_a_bar_of_no_length_and_two_noughts_have_none(comparison):
    measure = comparison.measure("treo_million_t")
    first, second = (dataclasses.replace(cell, value=0.0, value_max=None) for cell in measure.cells)
    one = dataclasses.replace(measure, cells=(first, measure.cells[1]), comparable=True)
    assert shown_bars(comparison, one)[0] == {"length": 0.0, "reach": 0.0}
    none = dataclasses.replace(measure, cells=(first, second), comparable=True)
    assert shown_bars(comparison, none) == [None, None]


def test_every_measure_is_shown_once_under_a_heading_that_holds_something(comparison):
    groups = measure_groups(comparison, Bibliography(comparison.atlas.rows.sources))
    labels = [row["label"] for group in groups for row in group["rows"]]
    assert sorted(labels) == sorted(measure.label for measure in comparison.measures)
    only = dataclasses.replace(comparison, measures=(comparison.measure("status"),))
    assert [group["title"] for group in measure_groups(only, Bibliography(comparison.atlas.rows.sources))] == [
        "The project"
    ]


def test_the_headings_name_measures_that_there_are_and_each_once(comparison):
    named = [name for _, names in MEASURE_GROUPS for name in names]
    assert len(set(named)) == len(named)
    assert set(named) == {measure.measure for measure in comparison.measures}


def test_a_row_is_marked_where_a_caveat_forbids_to_compare_it(comparison):
    rows = rows_of(comparison)
    forbidden = {name for caveat in comparison.caveat_list if caveat.forbids_bars for name in caveat.measures}
    assert forbidden
    for measure in comparison.measures:
        assert rows[measure.label]["forbidden"] == (measure.measure in forbidden)


def test_a_date_is_shown_with_a_figure_but_not_with_each_word_on_one_statement(comparison):
    rows = rows_of(comparison)
    assert rows[comparison.measure("ore_million_t").label]["cells"][0]["date"]
    for name in dict(MEASURE_GROUPS)["The statement behind these figures"]:
        assert {cell["date"] for cell in rows[comparison.measure(name).label]["cells"]} == {""}


def test_the_cells_of_a_row_have_the_colours_of_the_deposits_in_the_order_asked(comparison):
    assert all([cell["colour"] for cell in row["cells"]] == ["deposit-1", "deposit-2"] for row in
               rows_of(comparison).values())  # fmt: skip


# --- caveats and evidence ---------------------------------------------------------------------------------------------


def test_caveats_keep_their_order_their_weight_and_their_sources(comparison):
    bibliography = Bibliography(comparison.atlas.rows.sources)
    rows = caveat_rows(comparison, bibliography)
    assert [row["main"] for row in rows] == [caveat.forbids_bars for caveat in comparison.caveat_list]
    for row, caveat in zip(rows, comparison.caveat_list, strict=True):
        assert row["topic"].casefold() == caveat.topic.casefold()
        assert row["topic"][0].isupper()
        assert row["message"] == bibliography.rich(caveat.message, caveat.source_ids)


def test_evidence_keeps_its_states_and_cites_its_sources(comparison):
    bibliography = Bibliography(comparison.atlas.rows.sources)
    rows = evidence_rows(comparison, bibliography)
    for row, shown in zip(comparison.evidence_rows, rows, strict=True):
        assert shown["label"] == row.label
        assert [cell["state"] for cell in shown["cells"]] == [cell.state for cell in row.cells]
        assert [cell["cites"] for cell in shown["cells"]] == [bibliography.numbers(c.source_ids) for c in row.cells]
