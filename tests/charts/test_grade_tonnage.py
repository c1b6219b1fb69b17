"""Grade against tonnage shows only what one source says whole, each kind of statement by itself."""

import pytest

from geo_ree.charts.grade_tonnage import grade_tonnage
from geo_ree.layers.symbology import DEPOSIT_COLOURS

WHOLE = {"ore_million_t": "100", "treo_percent": "2"}


def test_tonnage_and_grade_are_never_taken_from_two_statements(pair_of, estimate_row):
    more = [estimate_row(estimate_id="grade", deposit_id="north", ore_million_t="", treo_percent="3")]
    assert grade_tonnage(pair_of(north={"ore_million_t": "100"}, more_estimates=more), ("north",)) is None


def test_each_kind_of_statement_has_a_facet_of_its_own(pair_of):
    atlas = pair_of(north=WHOLE | {"statement_type": "resource", "reporting_code": "JORC"}, south=WHOLE)
    chart = grade_tonnage(atlas, ("north", "south"))
    assert [(facet.title, len(facet.points)) for facet in chart.facets] == [("Resource", 1), ("Claim", 1)]
    assert [point.fill for point in chart.points] == ["solid", "hollow"]


@pytest.mark.parametrize("changes", [{"orebody": "Pit"}, {"statement_type": "sample"}])
def test_what_is_not_the_whole_deposit_is_left_out(pair_of, changes):
    assert grade_tonnage(pair_of(north=WHOLE | changes), ("north",)) is None


def test_a_superseded_statement_is_left_out(pair_of, estimate_row):
    old = estimate_row(estimate_id="old", deposit_id="north", **WHOLE, superseded_by="north-estimate")
    chart = grade_tonnage(pair_of(north=WHOLE | {"treo_percent": "4"}, more_estimates=[old]), ("north",))
    assert [point.grade for point in chart.points] == [4]


def test_a_line_joins_places_of_equal_contained_oxide(pair_of):
    chart = grade_tonnage(pair_of(north=WHOLE, south=WHOLE | {"ore_million_t": "3000"}), ("north", "south"))
    ore, grade = chart.ore_axis, chart.grade_axis
    for line in chart.iso_lines:
        for x, y in (line.start, line.end):
            tonnage = ore.low * (ore.high / ore.low) ** x
            percent = grade.low * (grade.high / grade.low) ** y
            assert tonnage * percent / 100 == pytest.approx(line.treo_million_t)
            assert -1e-9 <= x <= 1 + 1e-9
            assert -1e-9 <= y <= 1 + 1e-9
    assert 10 in [line.treo_million_t for line in chart.iso_lines]


def test_bounds_and_ranges_are_kept(pair_of):
    bound = WHOLE | {"qualifier": "more_than", "qualifies": "treo_percent"}
    atlas = pair_of(north=bound, south=WHOLE | {"ore_million_t_max": "150", "qualifier": "range"})
    north, south = grade_tonnage(atlas, ("north", "south")).points
    assert north.bounds == ("", "more_than")
    assert north.is_bound
    assert (south.ore, south.ore_max, south.is_bound) == (100, 150, False)


def test_a_deposit_without_such_a_statement_is_named(pair_of):
    chart = grade_tonnage(pair_of(north=WHOLE, south={"ore_million_t": "5"}), ("north", "south"))
    assert any(caveat.endswith("together: South.") for caveat in chart.caveats)


def test_more_deposits_than_colours_share_a_neutral_one(pair_of, new_feature, estimate_row):
    names = [f"more-{number}" for number in range(len(DEPOSIT_COLOURS))]
    atlas = pair_of(
        north=WHOLE,
        more_deposits=[new_feature(name, 1, 1) for name in names],
        more_estimates=[estimate_row(estimate_id=f"{name}-e", deposit_id=name, **WHOLE) for name in names],
    )
    assert {point.position for point in grade_tonnage(atlas, ("north", *names)).points} == {None}
    assert {point.position for point in grade_tonnage(atlas, ("north", names[0])).points} == {0, 1}
