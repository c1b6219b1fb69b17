"""Options: one record with one set of defaults, and what it comes to with an atlas."""

import inspect
import pickle
from dataclasses import fields

import pytest
from shapely.geometry import Point

from geo_ree.cli.options import MODES, OBJECTIVES, ROUTE_OPTIONS
from geo_ree.errors import InvalidPlace, UnknownId, UnknownOption
from geo_ree.routing.matrix.matrix import route_matrix
from geo_ree.routing.network import weights
from geo_ree.routing.options import OPTION_NAMES, ROUTE_MODES, RouteOptions, chosen, several
from geo_ree.routing.passages import CLOSED_BY_DEFAULT
from geo_ree.routing.route import find_route


@pytest.mark.parametrize("function", [find_route, route_matrix])
def test_every_function_takes_the_options_with_the_same_defaults(function):
    taken = inspect.signature(function).parameters
    assert {name: taken[name].default for name in OPTION_NAMES} == vars(RouteOptions())
    assert all(taken[name].kind is inspect.Parameter.KEYWORD_ONLY for name in OPTION_NAMES)


def test_the_command_takes_every_option_and_leaves_the_defaults_to_the_record():
    names = []

    @_all_of(ROUTE_OPTIONS)
    def command():
        pass

    for parameter in command.__click_params__:
        names.append(parameter.name)
        assert parameter.default in (None, ()) or not isinstance(parameter.default, str | float)
    assert sorted(names) == sorted(OPTION_NAMES)
    assert (MODES, OBJECTIVES) == (ROUTE_MODES, weights.OBJECTIVES)


def _all_of(options):
    def decorated(command):
        for option in options:
            command = option(command)
        return command

    return decorated


def test_the_same_wish_in_other_words_is_the_same_record():
    plain = RouteOptions(modes=["sea", "rail"], closed=["suez", "malacca"], avoid_ports=["NLRTM", "CNTXG"])
    other = RouteOptions(
        modes=["Rail", "SEA", "rail"], closed=["MALACCA", "Suez Canal"], avoid_ports=["CNTXG", "NLRTM"]
    )
    assert plain == other
    assert hash(plain) == hash(other)
    assert RouteOptions(closed="suez", modes="sea") == RouteOptions(closed=["suez"], modes=["sea"])


def test_the_record_is_frozen_and_can_be_pickled():
    options = RouteOptions(closed=["suez"])
    with pytest.raises(AttributeError):
        options.ship = "capesize"
    assert pickle.loads(pickle.dumps(options)) == options
    assert {field.name for field in fields(options)} == set(OPTION_NAMES)


def test_what_is_closed_is_so_by_default_or_by_wish_or_for_the_ship(atlas):
    query = RouteOptions(closed=["Suez"], opened=["northwest"], ship="capesize").resolved(atlas)
    expected = {*CLOSED_BY_DEFAULT, "suez", "panama", "danish-straits", "kiel"} - {"northwest"}
    assert set(query.costing.closed) == set(query.closures.every) == expected


def test_a_ship_and_a_port_are_known_to_an_atlas_by_any_of_their_names(atlas):
    query = RouteOptions(ship="Neo Panamax container", avoid_ports=["Rotterdam", "trdrc"]).resolved(atlas)
    assert query.options.ship == query.rates.ship == "neo-panamax-container"
    assert query.options.avoid_ports == query.costing.avoid_ports == ("NLRTM", "TRDRC")


def test_rates_are_those_of_the_ship_and_of_the_atlas(atlas):
    for ship in ("handysize", "capesize"):
        query = RouteOptions(ship=ship).resolved(atlas)
        assert query.rates.ship == ship
        assert query.costing.unit_costs.sea == query.rates.co2e_g_per_t_km["sea"].value


def test_one_name_is_not_the_letters_it_is_made_of():
    assert several("TRDRC") == ["TRDRC"]
    assert several(Point(1, 2)) == [Point(1, 2)]
    assert several((31.3, 39.6)) == [(31.3, 39.6)]
    assert several(None) == [None]
    assert several(("TRDRC", (1.0, 2.0))) == ["TRDRC", (1.0, 2.0)]
    assert chosen("mode", "sea", ROUTE_MODES) == ("sea",)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"modes": ["train"]}, "mode"),
        ({"modes": []}, "mode"),
        ({"modes": [None]}, "mode"),
        ({"modes": None}, "mode"),
        ({"closed": None}, "passage"),
        ({"objective": "cost"}, "objective"),
        ({"objective": None}, "objective"),
        ({"closed": ["suess"]}, "passage"),
        ({"opened": ["suess"]}, "passage"),
    ],
)
def test_an_unknown_choice_is_refused_at_once_with_what_there_is(changes, kind):
    with pytest.raises(UnknownOption) as caught:
        RouteOptions(**changes)
    assert caught.value.kind == kind
    assert caught.value.known


@pytest.mark.parametrize("ship", ["handysiz", None, 7, ["handysize"]])
def test_an_unknown_ship_is_refused_where_an_atlas_is_asked(atlas, ship):
    with pytest.raises(UnknownOption, match="handysize"):
        RouteOptions(ship=ship).resolved(atlas)


@pytest.mark.parametrize("port", [None, 7, ["NLRTM"]])
def test_a_port_that_is_no_text_is_refused(port):
    with pytest.raises(UnknownId, match="no port is called"):
        RouteOptions(avoid_ports=[port])


def test_an_unknown_port_is_refused_where_an_atlas_is_asked(atlas):
    with pytest.raises(UnknownId, match="TRDRC"):
        RouteOptions(avoid_ports=["TRDRX"]).resolved(atlas)


@pytest.mark.parametrize("access_km", [0, -1, float("nan"), 1001, "15", True])
def test_a_limit_that_is_no_length_is_refused(access_km):
    with pytest.raises(InvalidPlace, match="a length in km"):
        RouteOptions(access_km=access_km)
