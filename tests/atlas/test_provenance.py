"""Only what a source states itself is left, and what hangs on the rest still makes sense."""

import pandas
import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.atlas.provenance import FIGURE_TABLES, is_primary
from geo_ree.errors import UnknownId
from geo_ree.layers.codelists import SOURCE_KINDS

ORIGINAL, RELAY = "jorc-code-2012", "my-relay"
RELAY_ROW = {"source_id": RELAY, "title": "A repost", "kind": "media", "relays": "an agency", "date": "2031"}
RELAYED = {"source_id": RELAY}


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_a_source_is_primary_unless_it_relays_gathers_or_is_none(kind):
    assert is_primary({"kind": kind, "relays": None}) == (kind not in {"aggregate", "none"})
    assert not is_primary({"kind": kind, "relays": "somebody"})


def test_every_row_that_is_left_rests_on_a_primary_source(atlas):
    left = atlas.primary_only()
    primary = set(left.sources.index[left.sources["is_primary"]])
    for name in FIGURE_TABLES:
        assert set(left.tables()[name]["source_id"]) <= primary
        assert len(left.tables()[name]) <= len(atlas.tables()[name])
    assert len(left.estimates) < len(atlas.estimates)
    assert len(left.events) < len(atlas.events)


def test_places_plants_and_sources_stay(atlas):
    left = atlas.primary_only()
    for name in ("deposits", "facilities", "ports", "places", "notes", "sources"):
        assert list(left.tables()[name].index) == list(atlas.tables()[name].index)


def test_the_preferred_estimate_is_chosen_anew(pair_of, estimate_row):
    atlas = pair_of(
        sources=[RELAY_ROW],
        north={"statement_type": "resource", **RELAYED},
        more_estimates=[estimate_row(estimate_id="north-claim", deposit_id="north", ore_million_t="7")],
    )
    assert atlas.deposits.loc["north", "estimate_id"] == "north-estimate"
    left = atlas.primary_only().deposits.loc["north"]
    assert (left["estimate_id"], left["ore_million_t"]) == ("north-claim", 7)


def test_a_deposit_of_which_nothing_primary_is_said_has_no_figures(pair_of):
    left = pair_of(sources=[RELAY_ROW], north=RELAYED).primary_only().deposits.loc["north"]
    assert left["estimate_id"] is None
    assert pandas.isna(left["ore_million_t"])


def test_a_statement_that_only_a_relayed_one_replaces_lives_again(pair_of, estimate_row):
    atlas = pair_of(
        sources=[RELAY_ROW],
        north=RELAYED,
        more_estimates=[estimate_row(estimate_id="old", deposit_id="north", superseded_by="north-estimate")],
    )
    assert atlas.estimates.loc["old", "superseded_by"] == "north-estimate"
    assert atlas.primary_only().estimates.loc["old", "superseded_by"] is None


def test_a_part_of_a_relayed_total_does_not_become_a_total(pair_of, estimate_row):
    atlas = pair_of(
        sources=[RELAY_ROW],
        north=RELAYED,
        more_estimates=[
            estimate_row(estimate_id="part", deposit_id="north", part_of="north-estimate", statement_type="resource"),
            estimate_row(estimate_id="whole", deposit_id="north"),
        ],
    )
    assert atlas.primary_only().deposits.loc["north", "estimate_id"] == "whole"


def test_a_split_of_a_relayed_statement_names_it_no_more(pair_of):
    share = {
        "split_id": "it", "deposit_id": "north", "estimate_id": "north-estimate", "material": "ore",
        "material_detail": "ore", "oxide": "La2O3", "share_percent": "50", "normalised_to": "TREO",
        "source_id": ORIGINAL,
    }  # fmt: skip
    atlas = pair_of(sources=[RELAY_ROW], north=RELAYED, element_shares=[share])
    assert atlas.primary_only().element_shares.loc[("it", "La2O3"), "estimate_id"] is None


def test_an_override_holds_where_its_estimate_is_left(layers_of, estimate_row):
    rows = [estimate_row(estimate_id="mine"), estimate_row(estimate_id="relayed", **RELAYED)]
    folder = layers_of(sources=[RELAY_ROW], estimates=rows)
    assert load_atlas(folder, prefer={"beylikova": "mine"}).primary_only().deposits.loc["beylikova", "estimate_id"] == (
        "mine"
    )
    replaced = load_atlas(folder, prefer={"beylikova": "relayed"}).primary_only().deposits.loc["beylikova"]
    assert replaced["estimate_id"] == load_atlas(folder).primary_only().deposits.loc["beylikova", "estimate_id"]


def test_loading_only_the_primary_is_the_same_as_leaving_the_rest_out(atlas):
    loaded = load_atlas(primary_only=True)
    for name, frame in atlas.primary_only().tables().items():
        assert loaded.tables()[name].equals(frame), name


def test_preferring_what_is_left_out_is_refused(layers_of, estimate_row):
    folder = layers_of(sources=[RELAY_ROW], estimates=[estimate_row(estimate_id="relayed", **RELAYED)])
    with pytest.raises(UnknownId, match="relayed"):
        load_atlas(folder, prefer={"beylikova": "relayed"}, primary_only=True)


def test_what_is_left_out_is_not_taken_for_a_slip_of_the_pen(layers_of, estimate_row):
    folder = layers_of(sources=[RELAY_ROW], estimates=[estimate_row(estimate_id="relayed", **RELAYED)])
    with pytest.raises(UnknownId, match="estimate of beylikova from a primary source"):
        load_atlas(folder, prefer={"beylikova": "relayed"}, primary_only=True)
    with pytest.raises(UnknownId, match="no estimate of beylikova is called 'relayd'"):
        load_atlas(folder, prefer={"beylikova": "relayd"}, primary_only=True)


def test_leaving_out_twice_is_leaving_out_once(atlas):
    once = atlas.primary_only()
    assert once.primary_only().estimates.equals(once.estimates)


def test_the_atlas_itself_does_not_change(atlas):
    before = len(atlas.estimates)
    atlas.primary_only()
    assert len(atlas.estimates) == before
