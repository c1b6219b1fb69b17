"""What is written carries its provenance."""

import json

import pytest

from geo_ree.atlas.citation_formats import HOW_TO_CITE, LICENCE
from geo_ree.errors import UnknownId, UnknownOption
from geo_ree.export.frames import FRAMES, deposits_frame, export, segments_frame
from geo_ree.gis.geojson import to_geojson, validate_geojson
from geo_ree.routing.credits import LAND_CREDIT, ROUTE_LICENCE
from geo_ree.routing.route import find_route


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
    assert content["licence"] == (ROUTE_LICENCE if name in ("routes", "all") else LICENCE)


def test_a_file_of_routes_says_whom_its_lines_come_from_and_no_other_file_does(atlas):
    said = export(atlas, "routes").members()
    assert LAND_CREDIT in said["attribution"]["land"]
    assert said["attribution"]["land_licence"] == "ODbL-1.0"
    assert "searoute" in said["attribution"]["sea"]
    assert "attribution" not in export(atlas, "ports").members()


def test_one_route_is_written_with_totals_terms_rates_sources_and_attribution(atlas, routes):
    route = next(route for route in routes if route.route_id == "bayan-obo-los-angeles")
    text = to_geojson(route)
    assert validate_geojson(text) == []
    content = json.loads(text)
    legs = [feature["properties"] for feature in content["features"]]
    totals = content["totals"]
    assert sum(leg["distance_km"] for leg in legs) == pytest.approx(totals["distance_km"])
    assert sum(leg["hours"] for leg in legs) == pytest.approx(totals["hours"])
    assert sum(leg["co2e_kg_per_t"] for leg in legs) == pytest.approx(totals["co2e_kg_per_t"])
    assert content["options"]["closed"]["default"] == ["northwest", "northeast"]
    assert content["options"]["ship"] == "handysize"
    assert content["route"]["basis"] == "our assumption"
    assert named_in([content["rates"], content["route"]]) == set(content["sources"])
    assert LAND_CREDIT in content["attribution"]["land"]
    assert content["licence"] == ROUTE_LICENCE
    assert next(snap["stop_id"] for snap in content["access"]) == "bayan-obo"


def test_the_lines_of_a_route_across_180_degrees_are_cut_there(atlas, routes):
    route = next(route for route in routes if route.route_id == "bayan-obo-los-angeles")
    features = json.loads(to_geojson(route))["features"]
    kinds = {feature["geometry"]["type"] for feature in features}
    assert "MultiLineString" in kinds
    for feature in features:
        flat = feature["geometry"]["coordinates"]
        lines = flat if feature["geometry"]["type"] == "MultiLineString" else [flat]
        assert all(-180 <= lon <= 180 for line in lines for lon, _ in line)


def test_a_route_that_nobody_proposes_names_no_row(atlas):
    route = find_route("CNTXG", "NLRTM", modes=["sea"], atlas=atlas)
    assert set(route.members()["route"]) == {"origin_id", "via_ids", "destination_id"}


def test_no_routes_make_an_empty_frame(atlas):
    assert segments_frame([], atlas).empty


def test_a_table_that_is_not_exported_is_unknown(atlas):
    with pytest.raises(UnknownOption, match="did you mean deposits"):
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


def test_deposits_may_be_given_by_name(atlas):
    by_id = export(atlas, "estimates", deposit_ids=("beylikova",)).tables()["estimates"]
    by_name = export(atlas, "estimates", deposit_ids=("Kızılcaören",)).tables()["estimates"]
    assert list(by_name.index) == list(by_id.index)
    with pytest.raises(UnknownId, match="did you mean beylikova"):
        export(atlas, "deposits", deposit_ids=("beylikov",))
