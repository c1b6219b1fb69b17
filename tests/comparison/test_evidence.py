"""The evidence matrix says yes, partial or no, and where it is to be read."""

import pytest

from geo_ree.comparison.evidence import EVIDENCE, gather_evidence
from geo_ree.comparison.setting import gather_setting


def states(atlas, *deposit_ids):
    rows = gather_evidence(gather_setting(atlas, deposit_ids or ("north", "south")))
    return {row.evidence: tuple(cell.state for cell in row.cells) for row in rows}


def test_the_built_in_pair_has_little_published(atlas):
    found = states(atlas, "beylikova", "bayan-obo")
    assert found == {
        "reporting_code": ("no", "no"),
        "competent_person": ("no", "no"),
        "dated_tonnage": ("partial", "partial"),
        "cutoff": ("no", "no"),
        "categories": ("no", "no"),
        "element_split": ("partial", "partial"),
        "drilling": ("yes", "no"),
        "outline": ("partial", "partial"),
        "metallurgy": ("partial", "yes"),
    }


def test_every_yes_and_partial_names_its_sources(atlas):
    for row in gather_evidence(gather_setting(atlas, ("beylikova", "bayan-obo"))):
        for cell in row.cells:
            assert cell.text
            assert cell.state == "no" or cell.source_ids, row.evidence
            assert set(cell.source_ids) <= set(atlas.sources.index)


@pytest.mark.parametrize(
    ("evidence", "change", "state"),
    [
        ("reporting_code", {"reporting_code": "UMREK"}, "yes"),
        ("reporting_code", {"reporting_code": "CN"}, "partial"),
        ("reporting_code", {}, "no"),
        ("competent_person", {"reporting_code": "JORC", "cp_signed": "yes"}, "yes"),
        ("competent_person", {"reporting_code": "JORC"}, "partial"),
        ("competent_person", {"cp_signed": "no"}, "no"),
        ("cutoff", {"cutoff_value": "1", "cutoff_unit": "% TREO"}, "yes"),
        ("categories", {"resource_category": "inferred"}, "yes"),
        ("categories", {"resource_category": "national_class"}, "partial"),
        ("categories", {"resource_category": "undefined"}, "no"),
        ("dated_tonnage", {}, "yes"),
        ("dated_tonnage", {"effective_date": "", "published_date": "2031"}, "partial"),
        ("dated_tonnage", {"ore_million_t": "", "treo_million_t": "1"}, "no"),
    ],
)
def test_a_statement_is_weighed_for_what_it_gives(pair_of, evidence, change, state):
    assert states(pair_of(north=change))[evidence][0] == state


def test_what_only_another_statement_gives_is_partial(pair_of, estimate_row):
    other = estimate_row(
        estimate_id="another", deposit_id="north", cutoff_value="1", cutoff_unit="% TREO", publisher_kind="media"
    )
    found = states(pair_of(north={"ore_million_t": "", "treo_million_t": "1"}, more_estimates=[other]))
    assert found["cutoff"] == ("partial", "no")
    assert found["dated_tonnage"] == ("partial", "yes")


def test_a_deposit_without_a_statement_has_no_evidence(pair_of):
    assert {north for north, _ in states(pair_of(north=None)).values()} == {"no"}


def footprint(kind):
    square = [[20, 50], [20.1, 50], [20.1, 50.1], [20, 50.1], [20, 50]]
    properties = {
        "footprint_id": f"a-{kind.replace('_', '-')}",
        "deposit_id": "north",
        "kind": kind,
        "label": kind,
        "precision_m": 100,
        "source_id": "usgs-pp1802",
        "note": "drawn by hand",
    }
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [square]}, "properties": properties}


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        (["orebody"], "yes"),
        (["pit", "licence"], "yes"),
        (["host_unit"], "partial"),
        (["survey_area", "licence"], "partial"),
    ],
)
def test_only_an_outline_of_ore_is_one(pair_of, kinds, state):
    assert states(pair_of(footprints=[footprint(kind) for kind in kinds]))["outline"] == (state, "no")


@pytest.mark.parametrize(
    ("material", "share", "state"),
    [
        ("ore", "95", "yes"),
        ("ore", "15", "partial"),
        ("unstated", "95", "partial"),
        ("mineral", "95", "partial"),
        ("product", "95", "partial"),
    ],
)
def test_only_a_split_of_ore_that_lists_nearly_all_of_it_is_one(pair_of, material, share, state):
    row = {
        "split_id": "a-split",
        "deposit_id": "north",
        "material": material,
        "material_detail": "a rock",
        "oxide": "Nd2O3",
        "share_percent": share,
        "normalised_to": "TREO",
        "source_id": "usgs-pp1802",
    }
    assert states(pair_of(element_shares=[row]))["element_split"] == (state, "no")


STEP = {
    "process_id": "a-step",
    "deposit_id": "north",
    "step": "flotation",
    "stage": "concentrate",
    "feed": "ore",
    "product": "concentrate",
    "element": "TREO",
    "recovery_percent": "60",
    "recovery_scope": "overall",
    "publisher_kind": "peer_reviewed",
    "verified": "yes",
    "source_id": "usgs-pp1802",
}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"scale": "bench"}, ("partial", "laboratory recoveries")),
        ({"scale": "pilot"}, ("partial", "recoveries of a pilot plant")),
        ({"scale": "bench", "element": "Ce"}, ("no", "none seen")),
        ({"scale": "bench", "verified": "no", "source_id": "unverified"}, ("no", "none seen")),
    ],
)
def test_a_recovery_of_the_rare_earths_together_says_at_which_scale(pair_of, change, found):
    rows = gather_evidence(gather_setting(pair_of(processes=[STEP | change]), ("north", "south")))
    (cell, _) = next(row.cells for row in rows if row.evidence == "metallurgy")
    assert (cell.state, cell.text) == found


@pytest.mark.parametrize(("attribute", "state"), [("drilling_m", "yes"), ("drilling_locations", "partial")])
def test_metres_say_more_than_places(pair_of, attribute, state):
    row = {
        "figure_id": "drilled",
        "subject_id": "north",
        "attribute": attribute,
        "value": "10",
        "unit": "m",
        "published_date": "2030",
        "publisher_kind": "operator",
        "verified": "yes",
        "source_id": "usgs-pp1802",
    }
    assert states(pair_of(figures=[row]))["drilling"] == (state, "no")


def test_each_row_has_its_own_name():
    assert len({kind.evidence for kind in EVIDENCE}) == len(EVIDENCE) == len({kind.label for kind in EVIDENCE})
