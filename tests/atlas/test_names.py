"""An id or any name of a deposit, plant or port leads to its id; what leads nowhere is refused with what is near."""

import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.errors import AmbiguousName, GeoReeError, UnknownId


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("beylikova", "beylikova"),
        ("Kızılcaören", "beylikova"),
        ("BEYLİKOVA", "beylikova"),
        ("白云鄂博", "bayan-obo"),
        ("Bayan Obo", "bayan-obo"),
        ("NEO Silmet", "neo-silmet"),
        ("trdrc", "TRDRC"),
    ],
)
def test_a_deposit_a_plant_or_a_port_is_found_by_id_or_name(atlas, given, meant):
    assert atlas.resolve(given) == meant


def test_every_id_and_every_name_in_the_built_in_layers_leads_to_one_thing(atlas):
    for table in ("deposits", "facilities", "ports"):
        for place_id, name in atlas.tables()[table]["name"].items():
            assert atlas.resolve(place_id) == place_id
            assert atlas.resolve(name) == place_id


def test_what_is_asked_of_a_place_may_be_asked_by_name(atlas):
    assert atlas.point("Kızılcaören") == atlas.point("beylikova")
    assert atlas.name("kizilcaoren") == atlas.name("beylikova")
    assert atlas.country("Bayan Obo") == "CN"
    assert atlas.holds("beylikova")
    assert not atlas.holds("Kızılcaören")


@pytest.mark.parametrize("given", ["nowhere at all", "", None, 7, ("a", "b"), ["a"]])
def test_what_nothing_is_called_is_refused(atlas, given):
    for ask in (atlas.resolve, atlas.point, atlas.deposit_ids):
        with pytest.raises(UnknownId, match="is called"):
            ask(given)


def test_the_nearest_names_are_named(atlas):
    with pytest.raises(UnknownId, match=r"no deposit, plant or port is called 'Kizilcaorem'; did you mean K") as caught:
        atlas.resolve("Kizilcaorem")
    assert {name for name in caught.value.near if name.startswith("K")} <= {"Kızılcaören", "Kizilcaoren"}


def test_a_plant_is_no_deposit_and_is_not_suggested_as_one(atlas):
    with pytest.raises(UnknownId) as caught:
        atlas.deposit_ids("neo-silmet")
    assert not any("silmet" in name.lower() for name in caught.value.near)


@pytest.fixture
def twins(layers_of, new_feature):
    """Return an atlas with two deposits of one name, one of which has a third one's id as its name."""

    def named(deposit_id, name):
        feature = new_feature(deposit_id, 20, 50)
        feature["properties"]["name"] = name
        return feature

    deposits = [
        named("lake-upper", "Lake (Upper)"),
        named("lake-lower", "Lake (Lower)"),
        named("hill", "Old Hill"),
        named("dale", "Hill"),
    ]
    return load_atlas(layers_of(deposits=deposits))


def test_a_name_that_several_share_is_one_error_that_lists_their_ids(twins):
    with pytest.raises(AmbiguousName, match="give an id: lake-lower, lake-upper") as caught:
        twins.resolve("LAKE")
    assert caught.value.known == ["lake-lower", "lake-upper"]
    with pytest.raises(UnknownId):
        twins.deposit_ids("lake")
    assert twins.resolve("Lake (Upper)") == "lake-upper"


def test_an_id_goes_before_a_name(twins):
    assert twins.resolve("hill") == twins.resolve("HILL") == "hill"


def test_an_estimate_can_be_preferred_by_the_name_of_its_deposit(atlas):
    other = atlas.estimates_of("bayan-obo").index[-1]
    assert load_atlas(prefer={"Bayan Obo": other}).deposits.loc["bayan-obo", "estimate_id"] == other


def test_two_names_of_one_deposit_cannot_prefer_two_estimates(atlas):
    first, second = atlas.estimates_of("bayan-obo").index[:2]
    with pytest.raises(GeoReeError, match="cannot both be preferred"):
        load_atlas(prefer={"Bayan Obo": first, "bayan-obo": second})
