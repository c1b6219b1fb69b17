"""Routes by destination: a choice of ports where there is one, the least marked, the assumption said."""

import json

import pytest

from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.route_groups import (
    OTHER_COLOUR,
    drawn_routes,
    group_routes,
    group_rows,
    loading_port,
    port_choice,
    port_choices,
    port_options,
    route_context,
    routes_words,
)
from geo_ree.routing.proposed import find_proposed_routes

COLOURS = {"beylikova": "deposit-1", "bayan-obo": "deposit-2"}
PORTS = {"TRDRC", "TRBDM", "TRIZM", "TRMER"}
SHARED = {"origin_id": "north", "purpose": "Ore.", "source_id": "usgs-pp1802", "note": "A note."}


@pytest.fixture(scope="module")
def groups(routes):
    return group_routes(routes, COLOURS)


def test_every_route_is_in_one_group_and_a_group_has_one_origin_and_destination(groups, routes):
    assert sorted(route.route_id for group in groups for route in group.routes) == sorted(r.route_id for r in routes)
    for group in groups:
        assert len({(route.origin_id, route.destination_id) for route in group.routes}) == 1
        assert group.colour == COLOURS[group.routes[0].origin_id]
        assert "by " not in group.title


def test_origins_stand_in_the_order_of_their_colours(groups):
    colours = [group.colour for group in groups]
    assert colours == sorted(colours)


def test_each_destination_of_beylikova_has_a_choice_of_four_ports(groups, atlas):
    ours = [group for group in groups if group.colour == "deposit-1"]
    destinations = atlas.routes.loc[atlas.routes["origin_id"] == "beylikova", "destination_id"]
    assert len(ours) == destinations.nunique()
    for group in ours:
        assert {loading_port(route)[0] for route in group.routes} == PORTS
        assert loading_port(group.routes[0]) == ("TRDRC", "Derince")


def test_the_ports_to_choose_from_are_those_of_destinations_with_a_choice(groups):
    options = port_options(groups)
    assert {option["id"] for option in options} == PORTS
    assert options[0]["name"] == "Derince"
    assert port_options([group for group in groups if len(group.routes) == 1]) == []


def test_the_least_of_each_column_is_marked_where_there_is_a_choice(groups):
    for group, shown in zip(groups, group_rows(groups), strict=True):
        if len(group.routes) == 1:
            assert shown["rows"][0]["least"] == []
            continue
        least = min(group.routes, key=lambda route: route.co2e_kg_per_t)
        marked = [row["id"] for row in shown["rows"] if "co2e" in row["least"]]
        assert least.route_id in marked
        for name in ("km", "days", "co2e"):
            values = [row["figures"][name] for row in shown["rows"]]
            assert [name in row["least"] for row in shown["rows"]] == [value == min(values) for value in values]


def test_a_row_says_port_figures_passages_and_basis(groups):
    for group, shown in zip(groups, group_rows(groups), strict=True):
        for route, row in zip(group.routes, shown["rows"], strict=True):
            assert row["by"] == f"by {loading_port(route)[1]}"
            assert row["basis"] == "Our assumption"
            assert float(row["days"]) == pytest.approx(route.hours / 24, abs=0.051)
            assert len(row["passages"]) == len(route.passages)


def test_the_choice_of_port_is_said_to_be_ours_where_no_source_names_one(atlas, routes):
    assert port_choices(atlas, routes) == [port_choice(atlas, "beylikova")]
    assert "the choice of port is ours" in port_choice(atlas, "beylikova")
    assert port_choice(atlas, "bayan-obo") == ""
    assert port_choice(atlas, "nowhere") == ""


def test_a_source_that_names_a_way_takes_the_choice_off_us(pair_of):
    rows = [
        {"route_id": "one", "name": "A", "via_ids": "DEHAM", "destination_id": "TRDRC", "basis": "source"} | SHARED,
        {"route_id": "two", "name": "B", "destination_id": "TRDRC", "basis": "our assumption"} | SHARED,
    ]
    assert port_choice(pair_of(routes=rows), "north") == ""


def test_a_way_by_land_says_so(pair_of):
    rows = [{"route_id": "one", "name": "A", "destination_id": "NLRTM", "basis": "source"} | SHARED]
    (route,) = (each for each in find_proposed_routes(atlas=pair_of(routes=rows)) if each.route_id == "one")
    if "sea" not in set(route.segments["mode"]):
        assert loading_port(route) == ("", "")
    (group,) = group_routes([route], {})
    assert group.colour == OTHER_COLOUR
    assert group.title == "A"
    ((row,),) = (shown["rows"] for shown in group_rows([group]))
    assert row["by"] == (f"by {loading_port(route)[1]}" if loading_port(route)[0] else "by land")
    assert row["basis"] == "Named by a source"


def test_a_map_gets_every_route_with_its_port_and_group_and_begins_with_the_first_port(groups, routes):
    drawn = drawn_routes(groups)
    assert drawn["port"] == "TRDRC"
    assert len(drawn["routes"]) == len(routes)
    assert {entry["card"] for entry in drawn["routes"]} == {f"route-{route.route_id}" for route in routes}
    used = {place for line in drawn["lines"] for place in line["routes"]}
    assert used == set(range(len(routes)))
    assert json.loads(json.dumps(drawn, allow_nan=False)) == drawn


def test_the_parts_of_a_page_have_what_they_show(groups, atlas):
    context = route_context(groups, atlas, Bibliography(atlas.rows.sources))
    assert context["route_count"] == sum(len(group["rows"]) for group in context["route_groups"])
    assert context["land_credit_url"].startswith("https://www.openstreetmap.org/")
    empty = route_context((), atlas, Bibliography(atlas.rows.sources))
    assert (empty["route_groups"], empty["route_words"], empty["port_options"]) == ([], "", [])


def test_what_lines_are_is_said_with_objective_and_ship(routes):
    words = routes_words(routes)
    assert "the least CO2e a tonne" in words
    assert "handysize" in words
    assert "not for navigation" in words
