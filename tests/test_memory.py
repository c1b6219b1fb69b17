"""What derives from an atlas lives and dies with it: nothing keeps a deleted one."""

import gc
import weakref

import pytest

import geo_ree
from geo_ree.export.frames import export
from geo_ree.gis.geojson import to_geojson

MANY = 40


def compare_two(atlas):
    pair = geo_ree.compare("North", "South", atlas=atlas)
    return pair.table, pair.caveats, pair.evidence, repr(pair)


def export_all(atlas):
    names = ("deposits", "facilities", "ports", "estimates")
    return [to_geojson(exported, members=exported.members()) for exported in (export(atlas, name) for name in names)]


def ask_of_the_market(atlas):
    return geo_ree.supply_shares("mine", atlas=atlas), geo_ree.basket_value("beylikova", year=2024, atlas=atlas)


def cite_and_change(atlas):
    return geo_ree.to_bibtex(atlas=atlas), geo_ree.compare_layers(atlas, atlas.primary_only()), atlas.resolve("North")


USES = {
    "compare": compare_two,
    "audit": geo_ree.audit,
    "export": export_all,
    "market": ask_of_the_market,
    "cite": cite_and_change,
    "route": lambda atlas: geo_ree.find_route("north", "NLRTM", atlas=atlas).legs,
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.deep
def test_no_deleted_atlas_stays_alive(pair_of, use):
    """Few are enough: a cache of any size would keep the last ones."""
    dead = []
    for _ in range(2):
        atlas = pair_of()
        use(atlas)
        dead.append(weakref.ref(atlas))
        del atlas
    gc.collect()
    assert [one() for one in dead] == [None] * len(dead)


@pytest.mark.deep
def test_none_of_many_atlases_stays_alive(layers_of, estimate_row):
    folder = layers_of(estimates=[estimate_row()])
    dead = []
    for _ in range(MANY):
        atlas = geo_ree.load_atlas(folder)
        assert repr(atlas)
        assert len(atlas.estimates_of("Kızılcaören"))
        geo_ree.audit(atlas, rules=["tonnage-times-grade"])
        dead.append(weakref.ref(atlas))
    del atlas
    gc.collect()
    assert [one() for one in dead] == [None] * MANY
