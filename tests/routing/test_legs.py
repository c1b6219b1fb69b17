"""A route as people read it: every kilometre, hour and kilogram in one stretch, and every reason said."""

from itertools import pairwise
from types import SimpleNamespace

import geopandas
import pytest
from shapely.geometry import LineString

from geo_ree.routing.legs import (
    BASIS_WORDS,
    MODE_WORDS,
    RAILHEAD,
    basis_words,
    closure_words,
    closures,
    days_words,
    itinerary_text,
    km_by_basis,
    ports_of_change,
    snap_words,
    stretches_of,
)
from geo_ree.routing.passages import PASSAGE_IDS
from geo_ree.routing.route import ROUTE_MODES, find_route
from geo_ree.routing.segments import LEG_BASES


def by_id(routes, route_id):
    return next(route for route in routes if route.route_id == route_id)


def test_stretches_add_up_to_their_route(routes):
    for route in routes:
        stretches = stretches_of(route)
        for name in ("distance_km", "hours", "co2e_kg_per_t"):
            assert sum(getattr(stretch, name) for stretch in stretches) == pytest.approx(getattr(route, name))
        handling = sum(stretch.handling_hours for stretch in stretches)
        assert handling > 0
        assert handling == pytest.approx(route.legs["handling_hours"].sum())
        for stretch in stretches:
            assert sum(stretch.km_by_basis.values()) == pytest.approx(stretch.distance_km)
            assert stretch.handling_hours <= stretch.hours
        assert {passage for stretch in stretches for passage in stretch.passages} == set(route.passages)


def test_a_stretch_ends_where_the_vehicle_changes_or_at_a_stop(routes):
    for route in routes:
        stretches = stretches_of(route)
        assert stretches[0].from_name == route.legs["from_name"].iloc[0]
        assert stretches[-1].to_name == route.legs["to_name"].iloc[-1]
        for before, after in pairwise(stretches):
            assert before.to_name == after.from_name
            assert before.mode != after.mode or before.to_name != RAILHEAD


def test_many_legs_of_a_patched_railway_are_one_stretch(routes):
    route = by_id(routes, "beylikova-norfolk")
    assert len(route.legs) > 10
    assert [stretch.mode for stretch in stretches_of(route)] == ["road", "rail", "sea"]
    assert set(stretches_of(route)[1].km_by_basis) >= {"network", "patch"}


def test_a_stop_between_parts_two_stretches_of_one_vehicle(routes):
    stretches = stretches_of(by_id(routes, "bayan-obo-rotterdam"))
    assert any(
        before.mode == after.mode and before.to_name == after.from_name != RAILHEAD
        for before, after in pairwise(stretches)
    )


def test_every_mode_and_every_basis_has_words():
    assert set(MODE_WORDS) == set(ROUTE_MODES)
    assert set(BASIS_WORDS) == set(LEG_BASES)


def test_kilometres_are_told_by_what_they_rest_on_and_nothing_is_said_of_none():
    legs = [SimpleNamespace(basis=basis, distance_km=length) for basis, length in (("gap", 2.0), ("network", 50.0))]
    assert dict(km_by_basis(legs)) == {"network": 50.0, "gap": 2.0}
    assert basis_words(km_by_basis(legs)) == "network 50.0 km, gap 2.00 km"


def test_the_ports_of_change_are_those_between_land_and_sea(routes):
    assert ports_of_change(by_id(routes, "beylikova-la-rochelle")) == ("TRDRC", "FRLPE")
    assert ports_of_change(by_id(routes, "bayan-obo-houston")) == ("CNTXG",)


def test_a_passage_is_shut_for_one_reason_each(atlas):
    route = find_route("CNTXG", "NLRTM", modes=["sea"], closed=["suez"], ship="capesize", atlas=atlas)
    reasons = closures(route)
    assert reasons["asked"] == ("suez",)
    assert "panama" in reasons["ship"]
    assert reasons["default"] == ("northwest", "northeast")
    assert sorted(passage for shut in reasons.values() for passage in shut) == sorted(route.closed)
    words = closure_words(route)
    assert "Suez Canal (as asked)" in words
    assert "too small for a capesize" in words


def test_nothing_is_said_where_nothing_was_shut():
    assert closure_words(SimpleNamespace(closed=(), ship="handysize")) == ""


def test_how_far_off_a_stop_lies_is_said_once_and_not_of_ports(routes):
    words = snap_words(by_id(routes, "bayan-obo-houston"))
    assert len(words) == len(set(words)) == 2
    assert words[0].startswith("Bayan Obo: ")
    assert words[0].endswith(" km to the railway")
    assert not any("Tianjin" in text or "Houston" in text for text in words)


def test_days_are_told_to_a_tenth():
    assert days_words(36) == "1.5 days"


def test_the_plain_table_has_a_line_for_each_stretch_and_the_total(routes):
    route = by_id(routes, "beylikova-sillamae")
    title, head, *lines = itinerary_text(route).splitlines()
    assert title == "Beylikova (Kızılcaören) → Neo Silmet, Sillamäe"
    assert head.split() == ["from", "→", "to", "km", "hours", "handling", "kg", "CO2e/t", "passages", "basis"]
    stretches = stretches_of(route)
    assert [line.split()[0] for line in lines[: len(stretches)]] == [MODE_WORDS[each.mode] for each in stretches]
    total = lines[len(stretches)]
    assert total.startswith("Total")
    assert f"{route.distance_km:.1f}" in total
    assert f"{route.co2e_kg_per_t:.2f}" in total
    terms = "\n".join(lines[len(stretches) + 1 :])
    for said in ("Kept least: CO2e a tonne", "handysize", "Kiel Canal", "Not counted", "OpenStreetMap", "searoute"):
        assert said in terms


def test_a_missing_name_is_a_railhead_however_it_is_missing():
    legs = geopandas.GeoDataFrame(
        {
            "mode": ["road", "rail"],
            "from_id": ["a", float("nan")],
            "to_id": [None, "b"],
            "from_name": ["A", None],
            "to_name": [float("nan"), "B"],
            "distance_km": [1.0, 2.0],
            "hours": [0.1, 0.2],
            "handling_hours": [0.0, 0.1],
            "co2e_kg_per_t": [0.1, 0.2],
            "passages": [(), ()],
            "countries": [("TR",), ("TR",)],
            "basis": ["access", "network"],
        },
        geometry=[LineString([(0, 0), (1, 1)]), LineString([(1, 1), (2, 2)])],
    )
    first, second = stretches_of(SimpleNamespace(legs=legs))
    assert (first.from_name, first.to_name) == ("A", RAILHEAD)
    assert (second.from_name, second.to_name) == (RAILHEAD, "B")


def test_passages_are_named_by_their_ids_in_the_plain_table(routes):
    text = itinerary_text(by_id(routes, "bayan-obo-rotterdam"))
    assert all(passage in text for passage in by_id(routes, "bayan-obo-rotterdam").passages)
    assert "suez" in PASSAGE_IDS
