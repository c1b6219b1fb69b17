"""A point outside its country is found, and so is another published point that lies too far off; a near one is not."""

import pytest

from geo_ree.auditing.rules.places import RULES, coordinates_apart, coordinates_misplaced, outside_its_country

COORDINATE = {
    "place_id": "north-elsewhere",
    "subject_id": "north",
    "kind": "coordinate",
    "value": "the deposit, in an old list",
    "verified": "yes",
    "source_id": "usgs-of-2005-1294",
}


def mine(found, *subjects):
    return [each for each in found if each.subject_id in (subjects or ("north", "south"))]


def test_a_deposit_in_its_country_is_not_found(pair_of):
    assert mine(outside_its_country(pair_of())) == []


def test_a_deposit_whose_sign_was_lost_is_found_with_the_country_it_lies_in(pair_of, new_feature):
    # Kangankunde's latitude without its minus lies in Sudan's south, 3,000 km from Malawi.
    atlas = pair_of(more_deposits=[new_feature("lost", 34.9, 15.1, country="MW")])
    (found,) = mine(outside_its_country(atlas), "lost")
    assert "outside Malawi, in Sudan" in found.message
    assert found.rows == (("deposits", "lost"),)
    assert found.source_ids == ("usgs-pp1802",)


def test_a_deposit_at_sea_is_said_to_be_there(pair_of, new_feature):
    atlas = pair_of(more_deposits=[new_feature("wet", -30.0, 40.0, country="PT")])
    (found,) = mine(outside_its_country(atlas), "wet")
    assert "at sea" in found.message


def test_a_point_outside_by_less_than_its_precision_is_not_found(pair_of, new_feature):
    # 20 km off the coast of Portugal's mainland at Lisbon, known to 30 km.
    near = new_feature("near", -9.75, 38.7, country="PT", location_precision_m=30000)
    far = new_feature("far", -9.75, 38.7, country="PT", location_precision_m=100)
    atlas = pair_of(more_deposits=[near, far])
    assert [found.subject_id for found in mine(outside_its_country(atlas), "near", "far")] == ["far"]


@pytest.mark.parametrize(
    ("lon", "apart", "misplaced"),
    [(20.01, 0, 0), (20.03, 0, 0), (20.2, 1, 0), (22.0, 0, 1)],
)
def test_another_point_is_judged_by_its_distance(pair_of, lon, apart, misplaced):
    # The point is known to 1 km and rounding allows 2 km more; a degree of longitude is 71.7 km here.
    atlas = pair_of(places=[COORDINATE | {"lon": str(lon), "lat": "50"}])
    assert len(mine(coordinates_apart(atlas))) == apart
    assert len(mine(coordinates_misplaced(atlas))) == misplaced


def test_the_finding_names_both_rows_their_sources_and_the_distance(pair_of):
    (found,) = mine(coordinates_apart(pair_of(places=[COORDINATE | {"lon": "20.2", "lat": "50"}])))
    assert found.rows == (("places", "north-elsewhere"), ("deposits", "north"))
    assert found.source_ids == ("usgs-of-2005-1294", "usgs-pp1802")
    assert "14.3 km apart" in found.message


@pytest.mark.parametrize("kind", ["landmark", "name"])
def test_what_is_not_meant_for_the_deposit_itself_is_not_found(pair_of, kind):
    row = COORDINATE | {"kind": kind, "lon": "29", "lat": "50", "language": "pl"}
    atlas = pair_of(places=[row])
    assert mine(coordinates_apart(atlas)) == mine(coordinates_misplaced(atlas)) == []


def test_the_nearest_orebody_counts(pair_of, new_feature):
    both = new_feature("both", 20.0, 50.0, country="PL", orebodies=[
        {"name": "West", "verified": True, "source_id": "usgs-pp1802"},
        {"name": "East", "verified": True, "source_id": "usgs-pp1802"},
    ])  # fmt: skip
    both["geometry"] = {"type": "MultiPoint", "coordinates": [[20.0, 50.0], [20.2, 50.0]]}
    east = COORDINATE | {"place_id": "east", "subject_id": "both", "lon": "20.2", "lat": "50"}
    atlas = pair_of(more_deposits=[both], places=[east])
    assert mine(coordinates_apart(atlas), "both") == []


def test_the_misplaced_twin_of_bayan_obo_is_found(atlas):
    (found,) = mine(coordinates_misplaced(atlas), "bayan-obo")
    assert ("places", "bayan-obo-point-misplaced") in found.rows
    assert "662 km" in found.message


def test_no_built_in_place_lies_outside_its_country(atlas):
    assert list(outside_its_country(atlas)) == []


def test_each_rule_has_an_id_of_its_own():
    assert [rule.rule for rule in RULES] == ["outside-country", "coordinates-misplaced", "coordinates-apart"]
