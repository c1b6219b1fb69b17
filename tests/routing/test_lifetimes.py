"""What routing derives from an atlas lives on the atlas: no cache of a module keeps an atlas alive."""

import gc
import weakref

import pytest

from geo_ree.atlas.atlas import load_atlas
from geo_ree.routing.matrix.matrix import route_matrix
from geo_ree.routing.proposed import find_proposed_route
from geo_ree.routing.route import find_route

ROW = {
    "route_id": "mine",
    "name": "Mine",
    "origin_id": "TRDRC",
    "via_ids": "",
    "destination_id": "NLRTM",
    "purpose": "a test",
    "basis": "our assumption",
    "source_id": "usgs-pp1802",
    "note": "everything",
}
QUESTIONS = (
    lambda atlas: find_route("beylikova", "NLRTM", atlas=atlas).distance_km,
    lambda atlas: find_proposed_route("mine", atlas=atlas).hours,
    lambda atlas: route_matrix(["TRDRC"], ["NLRTM"], modes=["sea"], atlas=atlas),
)


@pytest.mark.deep
def test_atlases_of_which_routes_were_asked_are_gone_when_nobody_holds_them(layers_of):
    folder, left = layers_of(routes=[ROW]), []
    for number in range(40):
        atlas = load_atlas(folder)
        QUESTIONS[number % len(QUESTIONS)](atlas)
        left.append(weakref.ref(atlas))
    del atlas
    gc.collect()
    assert sum(each() is not None for each in left) == 0
