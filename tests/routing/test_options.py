"""What a query asks for, made into terms."""

import pytest
from shapely.geometry import Point

from geo_ree.errors import UnknownId, UnknownOption
from geo_ree.routing.options import ROUTE_MODES, chosen, ports_to_avoid, several, terms_of
from geo_ree.routing.passages import CLOSED_BY_DEFAULT


def terms(atlas, **changes):
    ask = {"modes": ROUTE_MODES, "closed": (), "opened": (), "objective": "co2e", "ship": "handysize", "avoid": ()}
    return terms_of(atlas, **ask | changes)


def test_what_is_closed_is_so_by_default_or_by_wish_or_for_the_ship(atlas):
    closed = terms(atlas, closed=["Suez"], opened=["northwest"], ship="capesize")[0].closed
    assert set(closed) == {*CLOSED_BY_DEFAULT, "suez", "panama", "danish-straits", "kiel"} - {"northwest"}


def test_the_same_wish_in_other_words_makes_the_same_terms(atlas):
    plain, _ = terms(atlas, modes=["sea", "rail"], closed=["suez", "malacca"], avoid=["NLRTM", "CNTXG"])
    other, _ = terms(atlas, modes=["rail", "sea", "rail"], closed=["MALACCA", "Suez Canal"], avoid=["CNTXG", "NLRTM"])
    assert plain == other
    assert hash(plain) == hash(other)


def test_rates_are_those_of_the_ship_and_of_the_atlas(atlas):
    for ship in ("handysize", "capesize"):
        found, rates = terms(atlas, ship=ship)
        assert rates.ship == ship
        assert found.prices.sea == rates.co2e_g_per_t_km["sea"].value


def test_one_name_is_not_the_letters_it_is_made_of():
    assert several("TRDRC") == ["TRDRC"]
    assert several(Point(1, 2)) == [Point(1, 2)]
    assert several(("TRDRC", (1.0, 2.0))) == ["TRDRC", (1.0, 2.0)]
    assert chosen("mode", "sea", ROUTE_MODES) == ("sea",)
    assert ports_to_avoid("TRDRC") == ("TRDRC",)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"modes": ["train"]}, "mode"),
        ({"modes": []}, "mode"),
        ({"objective": "cost"}, "objective"),
        ({"ship": "handysiz"}, "class of ship"),
        ({"avoid": ["TRDRX"]}, "port"),
        ({"closed": ["suess"]}, "passage"),
    ],
)
def test_an_unknown_word_is_refused_with_what_is_known(atlas, changes, kind):
    with pytest.raises(UnknownId if kind == "port" else UnknownOption) as caught:
        terms(atlas, **changes)
    assert caught.value.kind == kind
