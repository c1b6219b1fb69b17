"""Rates: each is computed from rows that exist, the class of ship picks the right ones, and a wrong row is named."""

import csv
import math
import pickle
import shutil

import pandas
import pytest

from geo_ree.errors import InvalidLayer, UnknownOption
from geo_ree.layers.folder import layers_folder
from geo_ree.routing import factors as module
from geo_ree.routing.factor_choices import BULK_CLASSES, CHOICES, CONTAINER_CLASSES, UNITS
from geo_ree.routing.factors import rates_for
from geo_ree.routing.passages import PASSAGE_IDS
from geo_ree.routing.ships import ship_table

SHIPS = tuple(ship_table().classes)
# The class of the factors that each class of ship must take, written out by hand.
CLASSES = {
    "handysize": "bulk-carrier-10-000-34-999-dwt",
    "handymax": "bulk-carrier-35-000-59-999-dwt",
    "supramax": "bulk-carrier-35-000-59-999-dwt",
    "panamax": "bulk-carrier-60-000-99-999-dwt",
    "capesize": "bulk-carrier-100-000-199-999-dwt",
    "neo-panamax-container": "container-ship-8-000-and-more-teu",
    "ultra-large-container": "container-ship-8-000-and-more-teu",
}


def built_in_rows():
    with (layers_folder() / "freight.csv").open(encoding="utf-8", newline="") as file:
        return {row["freight_id"]: row for row in csv.DictReader(file)}


def built_in_frame(freight_ids):
    """Return some built-in rows as an atlas holds them."""
    frame = pandas.DataFrame([built_in_rows()[name] for name in freight_ids]).set_index("freight_id")
    numbers = {name: pandas.to_numeric(frame[name]) for name in ("value", "value_max")}
    return frame.assign(**numbers, verified=frame["verified"] == "yes")


def value_of(freight_id):
    return float(built_in_rows()[freight_id]["value"])


def every_rate(rates):
    groups = (rates.speed_km_h, rates.co2e_g_per_t_km, rates.handling_hours, rates.passage_hours)
    return [rate for group in groups for rate in group.values()]


def changed(atlas, freight_id, **cells):
    """Return the rows of the atlas with some cells of one row changed."""
    frame = atlas.freight.copy()
    for column, value in cells.items():
        frame.loc[freight_id, column] = value
    return frame


def test_every_class_of_ship_has_its_expected_class_of_factors():
    assert set(CLASSES) == set(SHIPS)
    for ship, vehicle in CLASSES.items():
        expected = (f"freight-{vehicle}-ttw-defra-2025", f"freight-{vehicle}-wtt-defra-2025")
        assert rates_for(ship).co2e_g_per_t_km["sea"].freight_ids == expected


def test_what_carries_containers_is_listed_and_the_rest_have_a_deadweight():
    assert set(CONTAINER_CLASSES) == {ship for ship in SHIPS if "container" in ship}
    assert all(size.deadweight_t > 0 for size in ship_table().classes.values())


def test_the_classes_of_bulk_carriers_are_those_of_the_table_in_order():
    begins = [begin for begin, _ in BULK_CLASSES]
    assert begins == sorted(begins)
    named = {row["vehicle"] for row in built_in_rows().values() if row["vehicle"].startswith("bulk carrier, ")}
    printed = {f"{begin:,}" for begin in begins}
    assert {
        name.removeprefix("bulk carrier, ").split("-")[0].split("+")[0] for name in named if "dwt" in name
    } == printed


@pytest.mark.parametrize("ship", SHIPS)
def test_emissions_are_well_to_wheel_as_the_table_adds_up(ship):
    rows = built_in_rows()
    for rate in rates_for(ship).co2e_g_per_t_km.values():
        assert rate.unit == "gCO2e/t-km"
        assert [rows[name]["scope"] for name in rate.freight_ids] == ["TTW", "WTT"]
        assert len({rows[name]["vehicle"] for name in rate.freight_ids}) == 1
        assert rate.value == sum(value_of(name) for name in rate.freight_ids)
        assert "well to wheel" in rate.note


def test_emissions_of_a_handysize_by_hand():
    factors = rates_for("handysize").co2e_g_per_t_km
    assert factors["sea"].value == pytest.approx(8.00 + 1.81)
    assert factors["rail"].value == pytest.approx(27.79 + 6.91)
    assert factors["road"].value == pytest.approx(77.03 + 17.99)


def test_the_ways_rank_as_freight_does():
    factors = rates_for("handysize").co2e_g_per_t_km
    assert factors["sea"].value < factors["rail"].value < factors["road"].value


def test_speeds_are_in_kilometres_an_hour():
    bulk, container = rates_for("panamax").speed_km_h, rates_for("ultra-large-container").speed_km_h
    assert bulk["sea"].value == pytest.approx(10.9 * 1.852)
    assert container["sea"].value == pytest.approx(14.0 * 1.852)
    assert bulk["rail"].value == 37.5


def test_on_a_long_way_the_driver_of_a_lorry_rests():
    rates = rates_for("handysize")
    road = rates.speed_km_h["road"]
    assert road.value == pytest.approx((60 + 70) / 2 * 9 / (9 + 11))
    assert {"freight-road-driving-day-eu", "freight-road-rest-day-eu"} < set(road.freight_ids)
    assert "9 hours, then 11 of rest" in road.note


def test_a_range_gives_its_middle_and_says_so():
    rates = rates_for("handysize")
    assert "the middle of 60 to 70 km/h" in rates.speed_km_h["road"].note
    assert rates.handling_hours["terminal"].value == pytest.approx((25.9 + 27.4) / 2)
    assert "the middle of" not in rates.speed_km_h["rail"].note


def test_a_stay_in_port_is_that_of_the_kind_of_ship_in_hours():
    assert rates_for("handysize").handling_hours["port"].value == pytest.approx(2.08 * 24)
    assert rates_for("neo-panamax-container").handling_hours["port"].value == pytest.approx(0.71 * 24)


@pytest.mark.parametrize("ship", SHIPS)
def test_a_canal_costs_its_transit_less_sailing_its_length(ship):
    rates = rates_for(ship)
    hours = {"suez": (11, 193), "panama": (10.5, 80), "kiel": (10, 98.6)}
    assert set(rates.passage_hours) == set(hours) <= set(PASSAGE_IDS)
    for canal, (transit, length) in hours.items():
        rate = rates.passage_hours[canal]
        assert rate.value == pytest.approx(transit - length / rates.speed_km_h["sea"].value)
        assert rate.value > 0
        assert set(rates.speed_km_h["sea"].freight_ids) < set(rate.freight_ids)


def test_a_canal_faster_than_the_sea_costs_nothing(atlas):
    frame = changed(atlas, "freight-suez-transit-2015", value=1.0)
    assert rates_for("handysize", freight=frame).passage_hours["suez"].value == 0


@pytest.mark.parametrize("ship", SHIPS)
def test_every_rate_names_rows_and_sources_that_exist(ship, atlas):
    rates = rates_for(ship)
    for rate in every_rate(rates):
        assert set(rate.freight_ids) <= set(atlas.freight.index)
        assert set(rate.source_ids) == set(atlas.freight.loc[list(rate.freight_ids), "source_id"])
        assert rate.note
        assert math.isfinite(rate.value)
    assert set(rates.source_ids) == {source for rate in every_rate(rates) for source in rate.source_ids}
    assert set(rates.source_ids) <= set(atlas.sources.index)


def test_every_choice_and_class_of_the_module_is_a_row():
    rows = built_in_rows()
    for choice in CHOICES.values():
        assert all(rows[name]["unit"] in UNITS[choice.unit] for name in choice.freight_ids)
    for vehicle in {vehicle for _, vehicle in BULK_CLASSES} | set(CONTAINER_CLASSES.values()):
        assert {f"freight-{vehicle}-ttw-defra-2025", f"freight-{vehicle}-wtt-defra-2025"} <= set(rows)


def test_no_built_in_rate_is_unread():
    assert all(rate.verified for ship in SHIPS for rate in every_rate(rates_for(ship)))


def test_an_unread_row_makes_its_rates_unverified_and_no_others(atlas):
    rates = rates_for("handysize", freight=changed(atlas, "freight-suez-transit-2015", verified=False))
    assert not rates.passage_hours["suez"].verified
    assert rates.passage_hours["panama"].verified
    assert rates.speed_km_h["sea"].verified


@pytest.mark.parametrize("ship", SHIPS)
def test_the_rows_of_an_atlas_give_the_same_rates_as_the_file(ship, atlas):
    assert rates_for(ship, freight=atlas.freight) == rates_for(ship)


def test_a_users_row_overrides_the_built_in_one_in_either_unit(atlas):
    in_knots = changed(atlas, "freight-bulk-fleet-speed-2024", value=12.0)
    in_km_h = changed(atlas, "freight-bulk-fleet-speed-2024", value=22.224, unit="km/h")
    for frame in (in_knots, in_km_h):
        assert rates_for("handysize", freight=frame).speed_km_h["sea"].value == pytest.approx(22.224)
    assert rates_for("handysize").speed_km_h["sea"].value == pytest.approx(10.9 * 1.852)


def test_rows_that_a_frame_lacks_are_the_built_in_ones(atlas):
    primary = atlas.primary_only().freight
    assert len(primary) < len(atlas.freight)
    assert rates_for("handysize", freight=primary) == rates_for("handysize")
    assert rates_for("handysize", freight=atlas.freight.iloc[:0]) == rates_for("handysize")


@pytest.mark.parametrize("name", ["handysize", "Handysize", "NEO PANAMAX CONTAINER", "ultra_large-container"])
def test_the_case_and_the_hyphens_of_a_ship_do_not_matter(name):
    assert rates_for(name).ship in SHIPS


@pytest.mark.parametrize("name", ["handysise", "rowing boat", "", None, 7])
def test_an_unknown_ship_is_named_with_those_there_are(name):
    with pytest.raises(UnknownOption, match="class of ship") as caught:
        rates_for(name)
    assert set(caught.value.known) == set(SHIPS)


def test_a_misspelt_ship_is_met_with_the_nearest():
    with pytest.raises(UnknownOption, match="did you mean handysize"):
        rates_for("handysise")


@pytest.mark.parametrize(
    ("freight_id", "cells", "said"),
    [
        ("freight-rail-kars-mersin", {"unit": "mph"}, r"unit: is mph .*freight-rail-kars-mersin.*km/h, knots"),
        ("freight-rail-kars-mersin", {"value": 0.0}, r"value: is 0.0 .*freight-rail-kars-mersin.*above 0"),
        ("freight-rail-uk-average-ttw-defra-2025", {"scope": "WTW"}, r"scope: is WTW .*rail-uk-average-ttw.*TTW"),
        ("freight-rail-uk-average-wtt-defra-2025", {"scope": None}, r"scope: is empty .*rail-uk-average-wtt.*WTT"),
    ],
)
def test_a_row_of_which_nothing_can_be_made_is_named(atlas, freight_id, cells, said):
    with pytest.raises(InvalidLayer, match=said):
        rates_for("handysize", freight=changed(atlas, freight_id, **cells))


def test_all_wrong_rows_are_named_at_once_and_each_once(atlas):
    frame = changed(atlas, "freight-road-lorry-europe", unit="mph")
    frame.loc["freight-suez-length", "unit"] = "miles"
    with pytest.raises(InvalidLayer) as caught:
        rates_for("handysize", freight=frame)
    assert len(caught.value.faults) == 2


def test_missing_rows_are_named(tmp_path, monkeypatch):
    folder = tmp_path / "layers"
    (folder / "networks").mkdir(parents=True)
    shutil.copy(layers_folder() / "networks" / "ship_limits.csv", folder / "networks")
    gone = ("freight-rail-kars-mersin", "freight-bulk-carrier-10-000-34-999-dwt-wtt-defra-2025")
    lines = (layers_folder() / "freight.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "freight.csv").write_text("".join(line for line in lines if not line.startswith(gone)), "utf-8")
    monkeypatch.setattr(module, "layers_folder", lambda: folder)
    with pytest.raises(InvalidLayer) as caught:
        rates_for("handysize")
    assert [name for name in gone if name in str(caught.value)] == list(gone)
    brought = built_in_frame(gone)
    assert rates_for("handysize", freight=brought).speed_km_h["rail"].value == 37.5


def test_the_table_shows_every_rate_with_where_it_comes_from():
    rates = rates_for("capesize")
    table = rates.table
    assert table.index.is_unique
    assert list(table.columns) == ["value", "unit", "freight_ids", "source_ids", "verified", "note"]
    assert sorted(table["value"]) == sorted(rate.value for rate in every_rate(rates))
    assert set(table["unit"]) == {"km/h", "gCO2e/t-km", "hours"}
    assert table.loc["speed at sea", "freight_ids"] == ("freight-bulk-fleet-speed-2024",)


def test_rates_are_the_same_each_time_and_cannot_be_changed():
    first = rates_for("panamax")
    with pytest.raises(TypeError):
        first.speed_km_h["sea"] = first.speed_km_h["rail"]
    shown = first.table
    shown.loc["speed at sea", "value"] = 99.0
    assert rates_for("panamax") == first
    assert rates_for("panamax").table.equals(first.table)


def test_rates_survive_the_way_into_another_process():
    rates = rates_for("neo-panamax-container")
    assert pickle.loads(pickle.dumps(rates)) == rates
