"""What is written carries its provenance."""

import json

import pytest

from geo_ree.bibliography import HOW_TO_CITE, LICENCE
from geo_ree.errors import UnknownId
from geo_ree.exports import FRAMES, deposits_frame, export, legs_frame
from geo_ree.geojson import to_geojson, validate_geojson


@pytest.mark.parametrize("name", [*FRAMES, "all"])
def test_every_export_is_valid_geojson_with_unique_ids(atlas, name):
    text = to_geojson(export(atlas, name))
    assert validate_geojson(text) == []
    ids = [feature["id"] for feature in json.loads(text)["features"]]
    assert ids
    assert len(ids) == len(set(ids))


def test_a_deposit_carries_its_preferred_figures_and_all_its_estimates(atlas):
    features = json.loads(to_geojson(deposits_frame(atlas)))["features"]
    beylikova = next(feature["properties"] for feature in features if feature["id"] == "beylikova")
    assert (beylikova["ore_million_t"], beylikova["treo_million_t"], beylikova["treo_percent"]) == (694, 12.5, None)
    assert len(beylikova["estimates"]) == len(atlas.estimates_of("beylikova"))
    assert beylikova["estimates"][0]["estimate_id"] == beylikova["estimate_id"]
    for estimate in beylikova["estimates"]:
        assert {"reporting_code", "claim_status", "source_id", "citation"} <= set(estimate)
        assert "effective_date" in estimate or "published_date" in estimate
        assert None not in estimate.values()


def test_every_feature_names_a_source(atlas):
    for feature in json.loads(to_geojson(export(atlas, "all")))["features"]:
        properties = feature["properties"]
        assert properties.get("source_id") or properties.get("source_ids"), feature["id"]


def test_the_sources_of_an_export_are_those_it_names(atlas):
    cited = export(atlas, "deposits", deposit_ids=["beylikova"]).members()["sources"]
    assert set(atlas.estimates_of("beylikova")["source_id"]) <= set(cited)
    assert set(atlas.deposits.loc["beylikova", "source_ids"]) <= set(cited)
    assert all(citation == atlas.cite(source_id) for source_id, citation in cited.items())


def named_in(value, key=""):
    """Return every id under a key that names sources, however deep it stands."""
    if isinstance(value, dict):
        return {found for name, inner in value.items() for found in named_in(inner, name)}
    if isinstance(value, list):
        return {found for inner in value for found in named_in(inner, key)}
    return {value} if isinstance(value, str) and key.endswith(("source_id", "source_ids")) else set()


@pytest.mark.parametrize("name", [*FRAMES, "all"])
def test_a_file_cites_every_source_that_it_names_anywhere_and_no_other(atlas, name):
    exported = export(atlas, name)
    content = json.loads(to_geojson(exported, members=exported.members()))
    named = named_in([feature["properties"] for feature in content["features"]])
    assert set(content["sources"]) == named
    assert content["how_to_cite"] == HOW_TO_CITE
    assert content["licence"] == LICENCE


def test_no_routes_make_an_empty_frame(atlas):
    assert legs_frame([], atlas).empty


def test_a_table_that_is_not_exported_is_unknown(atlas):
    with pytest.raises(UnknownId, match="did you mean deposits"):
        export(atlas, "deposit")


def test_an_export_is_the_same_bytes_twice(atlas):
    assert to_geojson(export(atlas, "all")) == to_geojson(export(atlas, "all"))


def test_an_export_can_be_about_some_deposits(atlas):
    frames = export(atlas, "all", deposit_ids=["bayan-obo"]).tables()
    assert list(frames["deposits"].index) == ["bayan-obo"]
    assert set(frames["estimates"]["deposit_id"]) == {"bayan-obo"}
    assert all(route_id.startswith("bayan-obo") for route_id in frames["routes"]["route_id"])
    assert len(frames["ports"]) == len(atlas.ports)


def test_a_range_is_written_with_both_ends(pair_of):
    atlas = pair_of(north={"ore_million_t": "50", "ore_million_t_max": "60", "treo_percent": "2", "qualifier": "range"})
    features = json.loads(to_geojson(export(atlas, "deposits", deposit_ids=["north"])))["features"]
    north = features[0]["properties"]
    assert (north["ore_million_t"], north["ore_million_t_max"]) == (50, 60)
    assert (north["treo_million_t_computed"], north["treo_million_t_computed_max"]) == (1, 1.2)
    (estimate,) = north["estimates"]
    assert (estimate["ore_million_t_max"], estimate["treo_million_t_computed_max"]) == (60, 1.2)
    assert north["treo_percent_max"] is None
