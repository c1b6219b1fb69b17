"""The atlas looks things up, carries the headline figures, cites, and does not change."""

import copy
import pickle
from contextlib import suppress

import geopandas
import pytest

from geo_ree.atlas.atlas import Atlas, load_atlas
from geo_ree.atlas.preference import HEADLINE_TYPES
from geo_ree.errors import UnknownId
from geo_ree.layers.codelists import CLAIM_STATUSES
from geo_ree.layers.tables.registry import TABLES


def test_the_headline_of_beylikova_is_one_statement(atlas):
    beylikova = atlas.deposits.loc["beylikova"]
    assert (beylikova["ore_million_t"], beylikova["treo_million_t"]) == (694, 12.5)
    assert beylikova["reporting_code"] == "none"
    assert beylikova["claim_status"] == "official_claim"
    stated = atlas.estimates.loc[beylikova["estimate_id"]]
    assert stated["source_id"] == beylikova["estimate_source_id"]


def test_a_headline_says_its_date_and_whether_it_is_one_category_of_a_resource(atlas):
    for deposit_id, headline in atlas.deposits[atlas.deposits["estimate_id"].notna()].iterrows():
        statement = atlas.estimates.loc[headline["estimate_id"]]
        for column in ("resource_category", "effective_date", "published_date"):
            assert headline[column] == statement[column], deposit_id
        assert headline["effective_date"] or headline["published_date"]


def test_no_statement_on_beylikova_pairs_the_grade_with_the_tonnage(atlas):
    estimates = atlas.estimates_of("beylikova")
    grade = estimates[estimates["treo_percent"] == 1.75]
    assert len(grade)
    assert not (grade["ore_million_t"] == 694).any()


def test_bayan_obo_stands_at_its_main_orebody_and_the_east_one_is_unverified(atlas):
    bayan_obo = atlas.deposits.loc["bayan-obo"]
    assert [orebody["name"].split()[0] for orebody in bayan_obo["orebodies"]] == ["Main", "West", "East"]
    assert [orebody["verified"] for orebody in bayan_obo["orebodies"]] == [True, True, False]
    assert atlas.point("bayan-obo").equals(bayan_obo.geometry.geoms[0])


@pytest.mark.parametrize(
    ("ask", "near"),
    [
        (lambda atlas: atlas.deposit_ids("beylikov"), "beylikova"),
        (lambda atlas: atlas.estimates_of("bayan-ob"), "bayan-obo"),
        (lambda atlas: atlas.point("neo-silme"), "neo-silmet"),
        (lambda atlas: atlas.cite("jorc code 2012"), "jorc-code-2012"),
    ],
)
def test_an_unknown_id_is_refused_with_near_matches(atlas, ask, near):
    with pytest.raises(UnknownId, match="did you mean") as caught:
        ask(atlas)
    assert near in caught.value.near


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_an_attribute_of_its_name(atlas, table):
    frame = getattr(atlas, table)
    assert len(frame) == len(atlas.tables()[table])
    assert isinstance(frame, geopandas.GeoDataFrame) == bool(TABLES[table].geometry)


def test_what_a_script_does_to_a_frame_changes_nothing_in_the_atlas(atlas):
    mine = atlas.deposits
    mine.loc["beylikova", "ore_million_t"] = 0
    mine["new"] = 1
    assert atlas.deposits.loc["beylikova", "ore_million_t"] == 694
    assert "new" not in atlas.deposits


def said_by(frame):
    """Return all that a frame says as text, which no later writing can change."""
    return repr(frame.reset_index().to_dict("records"))


def written_over(values):
    """Write over the first of some values where they can be written to."""
    with suppress(TypeError, ValueError):  # read-only
        values[0] = None


@pytest.mark.parametrize("table", TABLES)
def test_no_array_below_a_frame_is_the_atlas_s_own(atlas, table):
    """Neither the values, nor the index, nor the arrays of geometries, which know no copy-on-write."""
    before = said_by(atlas.tables()[table])
    mine = atlas.tables()[table]
    mine.index.name = "mine"
    written_over(mine.index.values)
    for name in mine.columns:
        written_over(mine[name].array)
        written_over(mine[name].values)
    assert said_by(atlas.tables()[table]) == before


def test_the_estimates_of_a_deposit_are_the_caller_s_own(atlas):
    before = said_by(atlas.estimates_of("beylikova"))
    mine = atlas.estimates_of("beylikova")
    written_over(mine["treo_percent"].array)
    written_over(mine.index.values)
    assert said_by(atlas.estimates_of("beylikova")) == before


def test_every_estimate_has_a_claim_status(atlas):
    assert set(atlas.estimates["claim_status"]) <= set(CLAIM_STATUSES)


def test_each_deposit_of_which_a_size_is_stated_has_one_preferred_estimate(atlas):
    preferred = atlas.estimates[atlas.estimates["is_preferred"]]
    stated = atlas.estimates[atlas.estimates["statement_type"].isin(HEADLINE_TYPES)]
    assert sorted(preferred["deposit_id"]) == sorted(set(stated["deposit_id"]))


def test_the_estimates_of_a_deposit_begin_with_the_preferred_one(atlas):
    for deposit_id in atlas.deposits.index[atlas.deposits["estimate_id"].notna()]:
        assert atlas.estimates_of(deposit_id)["is_preferred"].iloc[0]


def test_the_estimates_of_a_deposit_can_be_asked_for_by_any_of_its_names(atlas):
    for name in ("Kızılcaören", "BEYLİKOVA"):
        assert atlas.estimates_of(name).equals(atlas.estimates_of("beylikova"))


def test_a_preferred_override_comes_first(atlas):
    other = atlas.estimates_of("bayan-obo").index[-1]
    assert load_atlas(prefer={"bayan-obo": other}).estimates_of("bayan-obo").index[0] == other


def test_every_source_can_be_cited_in_one_line(atlas):
    titles = atlas.sources["title"]
    citations = {source_id: atlas.cite(source_id) for source_id in titles.index}
    assert citations
    assert [name for name, citation in citations.items() if "\n" in citation] == []
    assert [name for name, citation in citations.items() if str(titles[name]).rstrip(".") not in citation] == []


def test_elements_and_byproducts_are_gathered_on_the_deposit(atlas):
    deposits = atlas.deposits
    assert {"La", "Ce", "Nd"} <= set(deposits.loc["beylikova", "elements"])
    assert {"fluorite", "barite", "thorium"} <= set(deposits.loc["beylikova", "byproducts"])


def test_an_atlas_says_what_it_holds_and_travels_to_another_process(atlas):
    assert repr(atlas).startswith(f"<Atlas: {len(atlas.deposits)} deposits in ")
    again = pickle.loads(pickle.dumps(atlas))
    assert again.deposits.equals(atlas.deposits)


def test_what_is_derived_from_an_atlas_is_made_once_and_stays_behind_when_it_is_pickled():
    atlas, made = load_atlas(), []

    def make(own, name):
        made.append(own)
        return [name]

    assert atlas.derived(make, "a") is atlas.derived(make, "a")
    assert atlas.derived(make, "b") == ["b"]
    assert made == [atlas, atlas]
    assert "_kept" not in vars(pickle.loads(pickle.dumps(atlas)))


def test_an_atlas_shows_itself_as_a_small_table_with_nothing_unescaped(pair_of, monkeypatch):
    first = pair_of()
    assert isinstance(first, Atlas)
    shown = first._repr_html_()
    assert "<code>.deposits</code>" in shown
    assert len(shown) < 5000
    monkeypatch.setattr("geo_ree.atlas.overview.say_what_it_holds", lambda frames: "<b>held</b>")
    assert "&lt;b&gt;held" in pair_of()._repr_html_()


def number_of_sources(atlas):
    return [len(atlas.sources)]


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda atlas: pickle.loads(pickle.dumps(atlas))])
def test_an_atlas_is_copied_and_travels_whatever_was_asked_of_it_before(pair_of, again):
    first = pair_of()
    first.derived(lambda atlas: (one for one in ()))  # a generator cannot be pickled
    first.resolve("North")
    second = again(first)
    assert second.deposits.equals(first.deposits)
    assert second.resolve("North") == "north"
    assert second.primary_only().deposits.equals(first.primary_only().deposits)
    assert second.derived(number_of_sources) == [len(first.sources)]
