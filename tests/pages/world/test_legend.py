"""The legend explains what the world map holds, and nothing that it does not."""

import pytest

from geo_ree.layers import symbology
from geo_ree.pages.world.legend import legend_groups
from geo_ree.webmap import theme

LAYERS = {"deposit-beylikova", "deposit-bayan-obo", "others", "ports", "routes", *symbology.STAGE_GROUPS}


def entries(groups):
    return [entry for group in groups for entry in group["entries"]]


def group_of(groups, title):
    (group,) = [group for group in groups if group["title"] == title]
    return group["entries"]


def test_every_layer_has_exactly_one_switch(sites):
    switches = [entry["layer"] for entry in entries(legend_groups(sites, LAYERS, symbology.SYMBOL_STATES))]
    assert sorted(layer for layer in switches if layer) == sorted(LAYERS)


def test_the_deposits_compared_come_first_by_name_and_colour(sites):
    first, second, other = group_of(legend_groups(sites, LAYERS, ()), "Deposits")
    assert [first["label"], second["label"]] == [site.name for site in sites]
    assert [first["symbol"]["colour"], second["symbol"]["colour"]] == ["deposit-1", "deposit-2"]
    assert other["label"] == symbology.OTHER_DEPOSIT.label


@pytest.mark.parametrize("layer", sorted(LAYERS - {"routes"}))
def test_a_layer_that_holds_nothing_has_no_entry(sites, layer):
    groups = legend_groups(sites, LAYERS - {layer}, ())
    assert layer not in {entry["layer"] for entry in entries(groups)}
    assert len(entries(groups)) == len(entries(legend_groups(sites, LAYERS, ()))) - 1


def test_a_group_without_entries_has_no_heading(sites):
    titles = [group["title"] for group in legend_groups(sites, LAYERS - set(symbology.STAGE_GROUPS), ())]
    assert "Plants, by stage" not in titles
    assert "How symbols are filled" not in titles


@pytest.mark.parametrize("state", symbology.SYMBOL_STATES)
def test_only_the_ways_in_which_symbols_are_filled_here_are_explained(sites, state):
    (entry,) = group_of(legend_groups(sites, LAYERS, {state}), "How symbols are filled")
    assert (entry["state"], entry["label"]) == (state, symbology.SYMBOL_STATES[state])
    assert entry["layer"] is None


def test_plants_are_explained_by_stage_with_the_symbols_of_the_map(sites):
    shown = group_of(legend_groups(sites, LAYERS, ()), "Plants, by stage")
    assert [(entry["layer"], entry["label"], entry["symbol"]["shape"]) for entry in shown] == [
        (name, group.symbol.label, group.symbol.shape) for name, group in symbology.STAGE_GROUPS.items()
    ]


def test_lines_of_routes_differ_by_what_carries_the_cargo_in_dash_and_weight(sites):
    shown = group_of(legend_groups(sites, LAYERS, ()), "Proposed routes")
    lines = [entry["line"] for entry in shown if entry["line"]]
    assert lines == ["route_sea", "route_rail", "route_road", "route_access"]
    assert len({(theme.LINES[line]["weight"], theme.LINES[line]["dash"]) for line in lines}) == len(lines)
    assert len({theme.LINES[line]["dash"] for line in lines}) == len(lines)
    assert {entry["symbol"] is None for entry in shown if entry["line"]} == {True}


def test_the_switch_of_the_routes_is_their_first_line_and_ports_of_change_have_a_symbol_of_their_own(sites):
    shown = group_of(legend_groups(sites, LAYERS, ()), "Proposed routes")
    assert [entry["layer"] for entry in shown] == ["routes", None, None, None, "ports", None]
    assert shown[-1]["symbol"]["shape"] == symbology.CHANGE_PORT.shape != symbology.PORT.shape


def test_an_entry_is_a_symbol_or_a_line_in_a_colour_that_there_is(sites):
    for entry in entries(legend_groups(sites, LAYERS, symbology.SYMBOL_STATES)):
        assert bool(entry["line"]) != bool(entry["symbol"])
        assert (entry["colour"] or entry["symbol"]["colour"]) in theme.LIGHT
        assert entry["line"] or entry["symbol"]["shape"] in theme.SHAPES


def test_where_no_route_is_drawn_none_is_explained(sites):
    groups = legend_groups(sites, LAYERS - {"routes"}, symbology.SYMBOL_STATES)
    assert not any("routes" in group["title"] for group in groups)
