"""A total is split in ways that count nothing twice."""

import pytest

from geo_ree.auditing.totals import families


@pytest.fixture
def families_of(small_atlas, estimate_row):
    """Return a function that gives the ways to split the total of `north`: the ids of the parts, whether complete."""

    def find(total, *parts):
        rows = [
            estimate_row(**({"deposit_id": "north", "part_of": "north-estimate", "statement_type": "resource"} | part))
            for part in parts
        ]
        atlas = small_atlas({"statement_type": "resource"} | total, more_estimates=rows)
        return [([row.estimate_id for row in one.parts], one.is_complete) for one in families(atlas.rows)]

    return find


def part(name, category="", orebody="", **changes):
    return {"estimate_id": name, "resource_category": category, "orebody": orebody} | changes


def test_a_sum_among_the_parts_is_left_out(families_of):
    total = {"resource_category": "measured_indicated_inferred"}
    parts = [part("m", "measured"), part("i", "indicated"), part("mi", "measured_indicated"), part("f", "inferred")]
    assert families_of(total, *parts) == [(["m", "i", "f"], True)]


def test_a_part_within_another_is_left_out(families_of):
    total = {"resource_category": "measured_indicated_inferred"}
    parts = [part("mi", "measured_indicated"), part("i", "indicated"), part("f", "inferred")]
    assert families_of(total, *parts) == [(["mi", "f"], True)]


def test_categories_and_orebodies_are_two_ways_to_split(families_of):
    parts = [part("m", "measured"), part("i", "indicated"), part("a", orebody="A"), part("b", orebody="B")]
    assert families_of({}, *parts) == [(["m", "i"], False), (["a", "b"], False)]


def test_a_missing_category_leaves_a_split_incomplete(families_of):
    parts = [part("m", "measured"), part("i", "indicated")]
    assert families_of({"resource_category": "measured_indicated_inferred"}, *parts) == [(["m", "i"], False)]


@pytest.mark.parametrize(
    "parts",
    [
        [part("m", "measured")],
        [part("m", "measured"), part("r", "proved", statement_type="reserve")],
        [part("m", "measured"), part("i", "indicated", verified="no")],
    ],
)
def test_one_part_other_kinds_and_unread_ones_are_no_split(families_of, parts):
    assert families_of({}, *parts) == []


def test_a_family_gives_a_figure_where_its_total_and_every_part_do(small_atlas, estimate_row):
    grades = {"measured": "2", "indicated": ""}
    rows = [
        estimate_row(
            estimate_id=name, deposit_id="north", part_of="north-estimate", resource_category=name, treo_percent=grade
        )
        for name, grade in grades.items()
    ]
    (family,) = families(small_atlas({"treo_percent": "2"}, more_estimates=rows).rows)
    assert family.gives("ore_million_t")
    assert not family.gives("ore_million_t", "treo_percent")
    assert family.values("ore_million_t") == [1.0, 1.0]
    assert [row.key for row in family.rows] == ["north-estimate", "measured", "indicated"]
