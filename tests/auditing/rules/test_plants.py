"""The rules of plants fire on capacities and points that are not what they seem, and on nothing else."""

import pytest

from geo_ree.auditing.rules.plants import capacities_compete, output_as_capacity, point_is_not_the_plant

CAPACITY = {"capacity_t_per_year": 17500, "capacity_of": "TREO", "capacity_source_id": "jorc-code-2012"}


@pytest.mark.parametrize(("kind", "count"), [("output", 1), ("quota", 1), ("nameplate", 0)])
def test_what_a_plant_made_in_place_of_its_capacity_is_found(found_by, plant_feature, kind, count):
    plant = plant_feature("plant", capacity_kind=kind, **CAPACITY)
    found = found_by(output_as_capacity, facilities=[plant])
    assert len(found) == count
    assert all("must not be added to nameplate capacities" in one.message for one in found)


@pytest.fixture
def capacity_row(figure_row):
    def make(**changes):
        row = {"subject_id": "plant", "attribute": "capacity_treo_t_per_year", "unit": "t TREO/year", "value": "23000"}
        return figure_row("other", **(row | changes))

    return make


def test_two_capacities_of_one_plant_are_found(found_by, plant_feature, capacity_row):
    plant = plant_feature("plant", capacity_kind="nameplate", **CAPACITY)
    (found,) = found_by(capacities_compete, facilities=[plant], figures=[capacity_row()])
    assert "17\u202f500 t of TREO a year, but 23\u202f000 by others" in found.message
    assert found.rows == (("facilities", "plant"), ("figures", "other"))


@pytest.mark.parametrize(
    "change",
    [
        {"value": "17500"},
        {"attribute": "capacity_plan_treo_t_per_year"},
        {"unit": "t NdPr oxide/year"},
        {"verified": "no"},
    ],
)
def test_the_same_capacity_plans_and_other_substances_do_not_compete(found_by, plant_feature, capacity_row, change):
    plant = plant_feature("plant", capacity_kind="nameplate", **CAPACITY)
    assert found_by(capacities_compete, facilities=[plant], figures=[capacity_row(**change)]) == []


def test_a_plant_without_a_capacity_has_none_to_compare(found_by, plant_feature, capacity_row):
    assert found_by(capacities_compete, facilities=[plant_feature("plant")], figures=[capacity_row()]) == []


def test_a_point_that_is_a_town_is_found(found_by, plant_feature):
    plants = [plant_feature("plant", location_is="centre of the town"), plant_feature("other")]
    (found,) = found_by(point_is_not_the_plant, facilities=plants)
    assert found.subject_id == "plant"
    assert "centre of the town" in found.message
