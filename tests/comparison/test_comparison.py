"""Deposits side by side, for any two or more of them."""

import copy
import dataclasses
import pickle

import geopandas
import pandas
import pytest

import geo_ree
from geo_ree.comparison.comparison import compare
from geo_ree.errors import GeoReeError, TooFewDeposits, UnknownId


@pytest.fixture(scope="module")
def pair(atlas):
    return compare("beylikova", "bayan-obo", atlas=atlas)


def test_the_built_in_atlas_is_used_when_none_is_given(pair):
    assert geo_ree.compare("beylikova", "bayan-obo").summary == pair.summary


def test_what_is_returned_is_the_public_class_and_does_not_change(pair):
    assert isinstance(pair, geo_ree.Comparison)
    with pytest.raises(dataclasses.FrozenInstanceError):
        pair.summary = ()
    assert pair.deposit_ids == ("beylikova", "bayan-obo")
    mine = pair.table
    mine.loc["ore_million_t", "beylikova"] = 0
    assert pair.table.loc["ore_million_t", "beylikova"] == 694.0


@pytest.mark.parametrize("names", [(), ("beylikova",), ("beylikova", "beylikova"), ("beylikova", "Beylikova")])
def test_fewer_than_two_different_deposits_are_refused(atlas, names):
    with pytest.raises(TooFewDeposits, match="two or more different deposits") as caught:
        compare(*names, atlas=atlas)
    assert isinstance(caught.value, GeoReeError)
    assert isinstance(caught.value, ValueError)


def test_an_unknown_deposit_names_the_nearest(atlas):
    with pytest.raises(UnknownId, match="did you mean beylikova"):
        compare("beylikowa", "bayan-obo", atlas=atlas)


def test_names_are_found_whatever_their_accents_and_case(atlas):
    assert compare("Bayan Obo", "BEYLIKOVA", atlas=atlas).deposit_ids == ("bayan-obo", "beylikova")


def test_the_table_has_a_row_a_measure_and_a_column_a_deposit(pair):
    assert list(pair.table.columns) == ["beylikova", "bayan-obo"]
    assert pair.table.index.name == "measure"
    assert pair.table.loc["ore_million_t", "beylikova"] == 694.0
    assert pair.table.loc["ore_million_t", "bayan-obo"] is None
    assert pair.table.loc["treo_million_t"].tolist() == [12.5, 48.0]
    assert pair.table.loc["byproducts", "beylikova"] == ("fluorite", "barite", "thorium")


def test_the_order_asked_is_the_order_shown(atlas, pair):
    turned = compare("bayan-obo", "beylikova", atlas=atlas)
    assert list(turned.table.columns) == ["bayan-obo", "beylikova"]
    assert turned.measure("treo_million_t").cells == pair.measure("treo_million_t").cells[::-1]
    assert {caveat.topic for caveat in turned.caveat_list} == {caveat.topic for caveat in pair.caveat_list}


def test_no_size_or_grade_of_the_built_in_pair_may_be_drawn_as_bars(pair):
    drawn = {measure.measure for measure in pair.measures if measure.comparable}
    assert drawn == {"nearest_separation_km"}


def test_bars_are_drawn_only_over_numbers(pair):
    for measure in pair.measures:
        assert not measure.comparable or all(cell.number is not None for cell in measure.cells)
        assert measure.comparable or measure.caveat or not measure.unit


def test_the_caveats_are_a_frame(pair):
    assert list(pair.caveats.columns[:5]) == ["topic", "measures", "deposit_ids", "message", "source_ids"]
    assert len(pair.caveats) == len(pair.caveat_list)
    assert pair.caveats["measures"].map(type).eq(tuple).all()


def test_the_evidence_is_a_frame_of_three_words(pair):
    assert set(pair.evidence.to_numpy().ravel()) == {"yes", "partial", "no"}
    assert pair.evidence.index.name == "evidence"


def test_the_sources_are_those_of_the_cells_in_the_order_of_first_use(pair, atlas):
    assert pair.source_ids[0] == pair.measures[0].cells[0].source_ids[0]
    assert len(set(pair.source_ids)) == len(pair.source_ids)
    assert all(atlas.cite(source_id) for source_id in pair.source_ids)


def test_every_frame_can_be_written(pair, tmp_path):
    frames = pair.tables()
    assert set(frames) == {"measures", "caveats", "evidence", "deposits"}
    assert isinstance(frames["deposits"], geopandas.GeoDataFrame)
    assert list(frames["deposits"].index) == list(pair.deposit_ids)
    assert frames["measures"]["value"].dtype == float
    for name, frame in frames.items():
        frame.to_csv(tmp_path / f"{name}.csv")
        assert len(pandas.read_csv(tmp_path / f"{name}.csv")) == len(frame)


def test_the_long_form_says_the_same_as_the_table(pair):
    long = pair.tables()["measures"].set_index(["measure", "deposit_id"])
    assert long.loc[("treo_million_t", "bayan-obo"), "value"] == 48.0
    assert long.loc[("treo_percent", "beylikova"), "text"] == "not stated"


def test_the_same_comparison_is_made_twice_alike(atlas, pair):
    again = compare("beylikova", "bayan-obo", atlas=atlas)
    assert again.measures == pair.measures
    assert again.evidence_rows == pair.evidence_rows
    assert again.caveat_list == pair.caveat_list


def test_three_deposits_stand_side_by_side(pair_of):
    three = compare("north", "beylikova", "south", atlas=pair_of())
    assert all(len(measure.cells) == 3 for measure in three.measures)
    assert all(len(row.cells) == 3 for row in three.evidence_rows)
    assert 3 <= len(three.summary) <= 5


def test_an_overriding_estimate_heads_the_comparison(atlas):
    mine = geo_ree.load_atlas(prefer={"bayan-obo": "bayan-obo-2012-kynicky"})
    measure = compare("beylikova", "bayan-obo", atlas=mine).measure("treo_million_t")
    assert measure.cells[1].text == "> 120"
    assert "a bound, not a figure" in measure.caveat


def test_an_unknown_measure_is_a_key_error(pair):
    with pytest.raises(KeyError):
        pair.measure("mine_life")


def test_a_comparison_says_first_what_is_compared_and_how_far(pair):
    shown = repr(pair)
    assert shown.startswith("<Comparison of Beylikova (Kızılcaören) and Bayan Obo: ")
    comparable = sum(measure.comparable for measure in pair.measures)
    assert f"{comparable} of {len(pair.measures)} measures on one scale" in shown
    assert f"{len(pair.caveats)} caveats" in shown


def test_a_comparison_shows_itself_as_a_small_table_with_nothing_unescaped(pair_of, new_feature):
    feature = new_feature("mine", 20.0, 50.0)
    feature["properties"]["name"] = "<script>alert(1)</script>"
    pair = compare("mine", "north", atlas=pair_of(more_deposits=[feature]))
    shown = pair._repr_html_()
    assert "<script" not in shown
    assert "&lt;script" in shown
    assert shown.count("<tr>") == 1 + len(pair.measures)
    assert len(shown) < 20_000


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda pair: pickle.loads(pickle.dumps(pair))])
def test_a_comparison_is_copied_and_travels(pair, again):
    assert isinstance(pair, geo_ree.Comparison)
    second = again(pair)
    assert second.table.equals(pair.table)
    assert repr(second) == repr(pair)
    assert second.distance_km("beylikova", "bayan-obo") == pair.distance_km("beylikova", "bayan-obo")


def test_what_a_script_does_to_a_frame_changes_nothing_in_the_comparison(pair):
    for name in pair.tables():
        before = repr(pair.tables()[name].to_dict("records"))
        mine = pair.tables()[name]
        mine[mine.columns[0]] = None
        assert repr(pair.tables()[name].to_dict("records")) == before
