"""The steps from ore to product: each with its feed, its scale and what was recovered of what."""

import pytest

from geo_ree.comparison.comparison import compare
from geo_ree.pages.comparison.recoveries import recovery_groups
from geo_ree.pages.shared.citations import Bibliography

STEP = {
    "process_id": "my-step",
    "deposit_id": "north",
    "step": "flotation",
    "feed": "ore",
    "product": "concentrate",
    "scale": "bench",
    "publisher_kind": "peer_reviewed",
    "verified": "yes",
    "source_id": "usgs-pp1802",
}
RECOVERED = {"element": "TREO", "recovery_percent": "48", "recovery_scope": "overall"}


def steps(atlas, *deposit_ids):
    groups = recovery_groups(compare(*deposit_ids, atlas=atlas), Bibliography(atlas.rows.sources))
    return {group["name"]: group["rows"] for group in groups}


@pytest.mark.parametrize(
    ("change", "name", "words"),
    [
        (RECOVERED, "recovery", "48 % of the TREO of what was mined"),
        (RECOVERED | {"recovery_scope": "stage"}, "recovery", "48 % of the TREO of what went in"),
        (RECOVERED | {"qualifier": "up_to"}, "recovery", "up to 48 % of the TREO of what was mined"),
        (RECOVERED | {"recovery_percent_max": "60"}, "recovery", "48–60 % of the TREO of what was mined"),
        ({}, "recovery", ""),
        ({"feed_grade_percent": "4.44", "feed_grade_of": "TREE"}, "feed", "ore, 4.44 % TREE"),
        ({"product_treo_percent": "35.5"}, "product", "concentrate, 35.5 % TREO"),
        ({"product_treo_percent": "30", "product_treo_percent_max": "40"}, "product", "concentrate, 30–40 % TREO"),
        ({"product_tree_percent": "27.8"}, "product", "concentrate, 27.8 % TREE"),
        ({}, "scale", "laboratory"),
        ({}, "step", "Flotation"),
    ],
)
def test_a_step_says_what_it_was(pair_of, change, name, words):
    (row,) = steps(pair_of(processes=[STEP | change]), "north", "south")["North"]
    assert row[name] == words


def test_a_deposit_without_a_published_step_has_no_group(pair_of):
    assert list(steps(pair_of(processes=[STEP]), "south", "north")) == ["North"]


def test_the_newest_step_stands_first_and_an_undated_one_last(pair_of):
    dates = {"old": "1999", "new": "2020-05", "never": ""}
    rows = [STEP | {"process_id": name, "step": name, "as_of": date} for name, date in dates.items()]
    shown = steps(pair_of(processes=rows), "north", "south")["North"]
    assert [row["step"] for row in shown] == ["New", "Old", "Never"]


def test_what_nobody_has_read_says_so(pair_of):
    row = STEP | {"verified": "no", "source_id": "unverified"}
    assert steps(pair_of(processes=[row]), "north", "south")["North"][0]["unverified"]


def test_every_step_of_the_headline_pair_is_shown_with_its_source(atlas):
    shown = steps(atlas, "beylikova", "bayan-obo")
    count = atlas.processes["deposit_id"].isin(["beylikova", "bayan-obo"]).sum()
    assert sum(len(rows) for rows in shown.values()) == count > 15
    assert all(row["cites"] or row["unverified"] for rows in shown.values() for row in rows)
