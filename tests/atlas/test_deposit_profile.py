"""A profile gathers what the atlas holds about one deposit."""

import pytest

from geo_ree.atlas.deposit_profile import code_application, distance_km, first_of_each, profile_of, thorium_in_ground


def test_the_headline_is_the_preferred_estimate(atlas):
    for deposit_id in atlas.deposits.index:
        headline = profile_of(atlas, deposit_id).headline
        assert (headline and headline.estimate_id) == atlas.deposits.loc[deposit_id, "estimate_id"]


def test_parts_superseded_statements_and_samples_are_not_among_the_statements(pair_of, estimate_row):
    more = [
        estimate_row(estimate_id="a-part", deposit_id="north", orebody="East"),
        estimate_row(estimate_id="an-old-one", deposit_id="north", superseded_by="north-estimate"),
        estimate_row(estimate_id="a-sample", deposit_id="north", statement_type="sample", treo_percent="5"),
    ]
    profile = profile_of(pair_of(more_estimates=more), "north")
    assert [row.estimate_id for row in profile.statements] == ["north-estimate"]
    assert [row.estimate_id for row in profile.samples] == ["a-sample"]


def test_what_nobody_has_read_is_not_stated(pair_of):
    profile = profile_of(pair_of(north={"verified": "no", "source_id": "unverified"}), "north")
    assert profile.headline.ore_million_t == 1.0
    assert profile.stated("ore_million_t") == ()


def figure(figure_id, value, date, **changes):
    row = {
        "figure_id": figure_id,
        "subject_id": "north",
        "attribute": "drilling_m",
        "value": value,
        "unit": "m",
        "published_date": date,
        "publisher_kind": "operator",
        "verified": "yes",
        "source_id": "usgs-pp1802",
    }
    return row | changes


def test_the_figure_to_show_is_verified_then_answered_for_then_newest(pair_of):
    figures = [
        figure("newest-by-nobody", 4, "2026", verified="no", source_id="unverified"),
        figure("newer-by-the-press", 3, "2025", publisher_kind="media"),
        figure("newer", 2, "2024-06"),
        figure("older", 1, "2024"),
    ]
    profile = profile_of(pair_of(figures=figures), "north")
    assert [row.value for row in profile.figures["drilling_m"]] == [2, 1, 3, 4]
    assert profile.figure("drilling_m").figure_id == "newer"
    assert profile.figure("samples") is None


def test_a_bound_is_another_figure_than_its_number(pair_of):
    figures = [
        figure(f"number-{place}", 1, "2024", qualifier=name) for place, name in enumerate(("about", "", "more_than"))
    ]
    rows = first_of_each(pair_of(figures=figures).rows.figures_by_subject["north"])
    assert [row.qualifier for row in rows] == ["about", "more_than"]


def test_who_states_a_figure_is_whom_the_source_relays(atlas):
    rows = profile_of(atlas, "beylikova").stated("treo_percent")
    assert atlas.rows.cited(rows[0]) == "the operator in Nikkei Asia, 29 October 2025"
    old = next(row for row in rows if row.effective_date == "1977")
    assert atlas.rows.cited(old).endswith(", 2022, for 1977")


def test_how_oxides_are_counted_stands_with_the_figure(atlas):
    (graded,) = profile_of(atlas, "bayan-obo").stated("treo_percent")
    words = atlas.rows.cited_figure(graded, "treo_percent", "%")
    assert words.endswith("; grade as REE2O3; tonnage printed as REE)")


def test_only_an_application_that_names_a_code_is_one_under_a_code(pair_of, atlas):
    event = {
        "event_id": "an-application",
        "date": "2025",
        "kind": "application",
        "parties": "North Mining",
        "deposit_id": "north",
        "subject": "A mining licence is asked for.",
        "outcome": "applied_not_granted",
        "verified": "yes",
        "source_id": "usgs-pp1802",
    }
    assert code_application(profile_of(pair_of(events=[event]), "north")) is None
    row, codes = code_application(profile_of(atlas, "beylikova"))
    assert codes == ("JORC",)
    assert row.kind == "application"


def test_thorium_is_counted_in_the_ground_and_in_tonnes_only(atlas):
    found = thorium_in_ground(profile_of(atlas, "beylikova"))
    assert {thorium.amount.value for thorium in found} == {350_000, 380_000}
    assert all("year" not in thorium.amount.unit for thorium in found)


def test_distances_are_geodesic_and_the_same_both_ways(atlas):
    there, back = (distance_km(atlas, *pair) for pair in (("beylikova", "CNTXG"), ("CNTXG", "beylikova")))
    assert there == pytest.approx(back)
    assert distance_km(atlas, "beylikova", "bayan-obo") == pytest.approx(6400, abs=5)


def test_a_range_is_another_figure_than_its_lower_end(pair_of):
    wide = {"value_max": 2, "qualifier": "range"}
    figures = [figure("plain", 1, "2024"), figure("wide", 1, "2024", **wide), figure("again", 1, "2024", **wide)]
    rows = first_of_each(pair_of(figures=figures).rows.figures_by_subject["north"])
    assert [row.figure_id for row in rows] == ["plain", "wide"]
