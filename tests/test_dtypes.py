"""What the frames of the public functions are made of, whatever the version of pandas."""

import pandas
import pytest

import geo_ree
from geo_ree.export.frames import export
from geo_ree.layers.dtypes import text_as_objects

ALLOWED = {"object", "float64", "int64", "bool", "geometry", "Int64"}


def frames_of_a_comparison(atlas):
    pair = geo_ree.compare("beylikova", "bayan-obo", atlas=atlas)
    return {"table": pair.table, "side by side": pair.evidence, **pair.tables()}


def frames_of_the_market(atlas):
    baskets = {by: geo_ree.basket_value("beylikova", year=2024, by=by, atlas=atlas) for by in ("analysis", "oxide")}
    stages = ("reserves", "mine", "separate", "magnet")
    return baskets | {stage: geo_ree.supply_shares(stage, atlas=atlas) for stage in stages}


def frames_of_checks(atlas):
    return {
        "audit": geo_ree.audit(atlas),
        "rules": geo_ree.audit_rules(),
        "changes": geo_ree.compare_layers(atlas, atlas.primary_only()),
    }


MAKERS = {
    "the atlas": lambda atlas: atlas.tables(),
    "a comparison": frames_of_a_comparison,
    "the market": frames_of_the_market,
    "checks": frames_of_checks,
    "exports": lambda atlas: export(atlas, "all").tables(),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_dtypes_do_not_depend_on_the_version_of_pandas(atlas, make):
    for name, frame in make(atlas).items():
        found = {column: str(frame[column].dtype) for column in frame}
        assert set(found.values()) <= ALLOWED, (name, found)
        levels = [str(frame.index.get_level_values(level).dtype) for level in range(frame.index.nlevels)]
        assert set(levels) <= {"object", "int64"}, (name, levels)


def test_faults_are_texts_and_rows(layers_of, estimate_row):
    faults = geo_ree.check_layers(layers_of(estimates=[estimate_row(ore_million_t="x")]))
    assert {str(dtype) for dtype in faults.dtypes} == {"object", "Int64"}


@pytest.mark.parametrize("dtype", ["string", "str", object])
def test_a_text_that_is_missing_is_none(dtype):
    index = pandas.MultiIndex.from_arrays([pandas.Index(["a", "b"], dtype=dtype), [1, 2]])
    frame = pandas.DataFrame({"name": pandas.Series(["Fen", None], dtype=dtype, index=index), "size": [1.5, None]})
    made = text_as_objects(frame)
    assert made["name"].dtype == object
    assert made["name"].iloc[0] == "Fen"
    assert made["size"].dtype == "float64"
    assert made.index.get_level_values(0).dtype == object


def test_a_frame_is_not_changed_by_it():
    frame = pandas.DataFrame({"name": pandas.Series(["Fen"], dtype="string")})
    text_as_objects(frame)
    assert frame["name"].dtype == "string"
