"""Passages: each gate closes its water, however it is named, and nothing slips by on a line."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from geo_ree.errors import UnknownOption
from geo_ree.layers import codelists
from geo_ree.layers.folder import layers_folder
from geo_ree.routing.network.graph import SEA_SNAP_LIMIT_KM, sea_network
from geo_ree.routing.passages import (
    CLOSED_BY_DEFAULT,
    PASSAGE_IDS,
    PASSAGES,
    bits_of,
    closures_of,
    crossed_passages,
    ids_of,
    passage_ids,
)

PLACES = {
    "Rotterdam": (4.0, 51.98), "Le Havre": (0.1, 49.5), "Hamburg": (9.93, 53.55), "Gdansk": (18.7, 54.5),
    "Novorossiysk": (37.8, 44.7), "Istanbul": (28.95, 41.0), "Piraeus": (23.6, 37.9), "Port Said": (32.3, 31.3),
    "Aden": (45.0, 12.8), "Jebel Ali": (55.0, 25.1), "Mumbai": (72.8, 18.9), "Singapore": (103.85, 1.25),
    "Colombo": (79.85, 6.95), "Jakarta": (106.9, -6.0), "Cape Town": (18.4, -33.9), "Durban": (31.1, -29.9),
    "Colon": (-79.9, 9.4), "Balboa": (-79.55, 8.9), "Genoa": (8.9, 44.4), "New York": (-74.0, 40.6),
    "Buenos Aires": (-58.3, -34.6), "Valparaiso": (-71.6, -33.0), "Yokohama": (139.7, 35.4), "Murmansk": (33.0, 69.0),
    "Jeddah": (39.1, 21.5), "Gothenburg": (11.8, 57.7),
}  # fmt: skip
# What closing must lengthen or part: the passage, two places, and what must be opened first.
PAIRS = [
    ("bosphorus", "Novorossiysk", "Piraeus", ()),
    ("dardanelles", "Istanbul", "Piraeus", ()),
    ("suez", "Port Said", "Jeddah", ()),
    ("bab-el-mandeb", "Jeddah", "Aden", ()),
    ("hormuz", "Jebel Ali", "Mumbai", ()),
    ("malacca", "Singapore", "Colombo", ()),
    ("sunda", "Jakarta", "Cape Town", ()),
    ("panama", "Colon", "Balboa", ()),
    ("gibraltar", "Genoa", "New York", ()),
    ("good-hope", "Cape Town", "Durban", ()),
    ("magellan", "Buenos Aires", "Valparaiso", ()),
    ("danish-straits", "Gothenburg", "Gdansk", ()),
    ("kiel", "Hamburg", "Gdansk", ()),
    ("dover", "Rotterdam", "Le Havre", ()),
    ("bering", "Murmansk", "Yokohama", ("northeast",)),
    ("northwest", "New York", "Yokohama", ("northwest",)),
    ("northeast", "Murmansk", "Yokohama", ("northeast",)),
]


def distance_km(start, end, *, closed=(), opened=()):
    sea = sea_network()
    nodes, away = sea.nearest_nodes(*zip(PLACES[start], PLACES[end], strict=True))
    assert (away <= SEA_SNAP_LIMIT_KM).all()
    barred = closures_of(closed=closed, opened=opened).every
    return dijkstra(sea.csgraph(usable=sea.open_edges(closed=barred)), indices=nodes[0])[nodes[1]]


@pytest.mark.parametrize(("passage", "start", "end", "opened"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_closing_a_passage_lengthens_or_parts_its_pair(passage, start, end, opened):
    before = distance_km(start, end, opened=opened)
    assert numpy.isfinite(before)
    assert distance_km(start, end, opened=opened, closed=[passage]) > before + 1


def test_every_passage_has_its_pair():
    assert {pair[0] for pair in PAIRS} == set(PASSAGE_IDS)


@pytest.mark.parametrize(("inside", "outside", "gate"), [
    ("Novorossiysk", "Istanbul", "bosphorus"),
    ("Istanbul", "Piraeus", "dardanelles"),
    ("Jebel Ali", "Mumbai", "hormuz"),
])  # fmt: skip
def test_a_sea_with_one_mouth_is_parted_by_its_gate(inside, outside, gate):
    assert distance_km(inside, outside, closed=[gate]) == numpy.inf


def test_the_mediterranean_is_parted_by_its_three_mouths():
    assert distance_km("Genoa", "New York", closed=["gibraltar", "suez"]) == numpy.inf
    assert numpy.isfinite(distance_km("Genoa", "New York", closed=["gibraltar"]))


def test_the_atlantic_is_parted_from_the_indian_ocean_by_all_its_gates():
    gates = ["suez", "panama", "good-hope", "magellan"]
    assert distance_km("Rotterdam", "Mumbai", closed=gates) == numpy.inf
    assert numpy.isfinite(distance_km("Rotterdam", "Mumbai", closed=gates[:3]))


def test_the_ice_passages_are_closed_until_they_are_opened():
    assert {"northwest", "northeast"} == CLOSED_BY_DEFAULT
    assert distance_km("Murmansk", "Yokohama") > 1.5 * distance_km("Murmansk", "Yokohama", opened=["Northeast Passage"])


@pytest.mark.parametrize("name", ["Bab el-Mandeb", "BAB EL MANDEB", "bab_el_mandeb", "babelmandeb"])
def test_a_passage_is_found_whatever_the_case_spaces_and_hyphens(name):
    assert passage_ids([name]) == ("bab-el-mandeb",)


def test_one_name_may_be_given_as_a_plain_text():
    assert passage_ids("suez") == ("suez",)


@pytest.mark.parametrize("name", ["sues", "Panama Kanal", "", None, 7])
def test_an_unknown_passage_is_refused_with_the_list_of_names(name):
    with pytest.raises(UnknownOption, match="passage") as caught:
        passage_ids([name])
    assert all(passage_id in str(caught.value) for passage_id in PASSAGE_IDS)


def test_a_near_match_is_offered():
    with pytest.raises(UnknownOption, match="did you mean bosphorus"):
        passage_ids(["bosporus"])


def test_what_is_both_closed_and_opened_is_closed():
    assert "northeast" in closures_of(closed=["northeast"], opened=["northeast"]).every


@given(st.sets(st.sampled_from(PASSAGE_IDS)))
def test_bits_and_ids_are_two_ways_of_saying_one_thing(ids):
    assert set(ids_of(int(bits_of(ids)))) == ids


def test_the_stored_bits_are_numbered_as_the_passages_are():
    with numpy.load(layers_folder() / "networks" / "sea.npz") as file:
        assert tuple(file["passage_id"].astype(str)) == PASSAGE_IDS


def test_a_place_exactly_on_a_gate_counts_to_one_side():
    # A lane bends on 20° E, the meridian of the Cape's gate: exactly one of its two pieces crosses.
    lon, lat = numpy.array([18.4, 20.0, 22.0]), numpy.array([-35.0, -36.0, -35.5])
    bits = crossed_passages(lon[:-1], lat[:-1], lon[1:], lat[1:])
    assert (bits == bits_of(["good-hope"])).sum() == 1
    assert (bits == 0).sum() == 1


def test_a_lane_that_only_touches_a_gate_and_turns_back_crosses_twice_or_never():
    lon, lat = numpy.array([18.4, 20.0, 18.9]), numpy.array([-35.0, -36.0, -35.5])
    crossings = (crossed_passages(lon[:-1], lat[:-1], lon[1:], lat[1:]) != 0).sum()
    assert crossings in (0, 2)


def test_no_lane_slips_round_the_cape_on_the_meridian():
    sea = sea_network()
    on_line = numpy.flatnonzero((sea.lon == 20.0) & (sea.lat < -34.5))
    assert len(on_line)  # the trap is there
    gate = bits_of(["good-hope"])
    for node in on_line.tolist():
        first, neighbour, edge = sea.around
        around = slice(first[node], first[node + 1])
        west, crosses = sea.lon[neighbour[around]] < 20.0, (sea.passages[edge[around]] & gate) != 0
        east = sea.lon[neighbour[around]] > 20.0
        assert crosses[west].all() != crosses[east].all()


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(-170, 170), st.floats(-80, 80))
def test_a_gate_is_crossed_alike_in_both_directions(lon, lat, step, to_lat):
    to_lon = (lon + step + 180) % 360 - 180
    there, back = crossed_passages(lon, lat, to_lon, to_lat), crossed_passages(to_lon, to_lat, lon, lat)
    assert there == back


def test_a_gate_is_shorter_than_half_the_globe_and_each_passage_has_one():
    for passage in PASSAGES:
        assert passage.gates
        assert all(abs(west[0] - east[0]) < 180 for west, east in passage.gates)


def test_what_is_closed_is_so_for_one_reason_each():
    closures = closures_of(closed=["suez", "northeast", "kiel"], opened=["northwest"], too_small=["kiel", "panama"])
    assert (closures.asked, closures.ship, closures.default) == (("suez",), ("panama", "kiel"), ("northeast",))
    assert closures.every == ("suez", "panama", "kiel", "northeast")


def test_the_contract_knows_the_passages_in_the_same_order():
    assert codelists.PASSAGES == PASSAGE_IDS
