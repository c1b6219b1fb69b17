"""Where no atlas is given the built-in one is taken; where something else is given, it is said what."""

import pytest

import geo_ree
from geo_ree.atlas.built_in import built_in_atlas, given_atlas


def test_the_built_in_atlas_is_loaded_once_and_taken_by_default():
    assert given_atlas(None) is built_in_atlas() is built_in_atlas()


def test_an_atlas_that_is_given_is_taken(pair_of):
    atlas = pair_of()
    assert given_atlas(atlas) is atlas


@pytest.mark.parametrize(
    "call",
    [
        lambda atlas: geo_ree.compare("beylikova", "bayan-obo", atlas=atlas),
        lambda atlas: geo_ree.find_route("beylikova", "USORF", atlas=atlas),
        lambda atlas: geo_ree.passages(atlas=atlas),
        lambda atlas: geo_ree.audit(atlas),
        lambda atlas: geo_ree.draw_atlas(atlas),
        lambda atlas: geo_ree.basket_value("beylikova", year=2024, atlas=atlas),
        lambda atlas: geo_ree.plot_estimates("beylikova", atlas=atlas),
    ],
)
def test_a_folder_in_place_of_an_atlas_is_told_how_to_load_it(call):
    with pytest.raises(TypeError, match=r"no Atlas but str 'my-layers': load one with load_atlas"):
        call("my-layers")


def test_the_page_of_a_route_looks_its_sources_up_where_it_was_found(pair_of):
    atlas = pair_of()
    route = geo_ree.find_route("north", "NLRTM", atlas=atlas)
    assert route.found_with is atlas
    assert "North" in geo_ree.draw_route(route).html
