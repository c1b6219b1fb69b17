"""A dossier gathers what the atlas holds about one deposit and says who states what."""

import pytest

from geo_ree.atlas.dossiers import (
    code_application,
    combined_qualifier,
    distance_km,
    figure_words,
    first_of_each,
    gather_dossier,
    gather_setting,
    qualifier_of,
    thorium_rows,
    upper_of,
)


def test_the_headline_is_the_preferred_estimate(atlas):
    for deposit_id in atlas.deposits.index:
        headline = gather_dossier(atlas, deposit_id).headline
        assert (headline and headline["estimate_id"]) == atlas.deposits.loc[deposit_id, "estimate_id"]


def test_parts_superseded_statements_and_samples_are_not_among_the_statements(pair_of, estimate_row):
    more = [
        estimate_row(estimate_id="a-part", deposit_id="north", orebody="East"),
        estimate_row(estimate_id="an-old-one", deposit_id="north", superseded_by="north-estimate"),
        estimate_row(estimate_id="a-sample", deposit_id="north", statement_type="sample", treo_percent="5"),
    ]
    dossier = gather_dossier(pair_of(more_estimates=more), "north")
    assert [row["estimate_id"] for row in dossier.statements] == ["north-estimate"]
    assert [row["estimate_id"] for row in dossier.samples] == ["a-sample"]


def test_what_nobody_has_read_is_not_stated(pair_of):
    dossier = gather_dossier(pair_of(north={"verified": "no", "source_id": "unverified"}), "north")
    assert dossier.headline["ore_million_t"] == 1.0
    assert dossier.stated("ore_million_t") == ()


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
    dossier = gather_dossier(pair_of(figures=figures), "north")
    assert [row["value"] for row in dossier.figures["drilling_m"]] == [2, 1, 3, 4]
    assert dossier.figure("drilling_m")["figure_id"] == "newer"
    assert dossier.figure("samples") is None


def test_an_estimate_qualifies_only_the_figures_it_names():
    row = {"qualifier": "more_than", "qualifies": ("treo_million_t",), "treo_percent": 6.0, "treo_million_t": 120.0}
    assert qualifier_of(row, "treo_million_t") == "more_than"
    assert qualifier_of(row, "treo_percent") is None
    assert figure_words(row, "treo_million_t") == "more than 120"
    assert figure_words(row, "treo_percent") == "6"


def test_a_bound_is_another_figure_than_its_number():
    rows = [{"value": 1.0, "qualifier": name} for name in ("about", None, "more_than")]
    assert [row["qualifier"] for row in first_of_each(rows, "value")] == ["about", "more_than"]


@pytest.mark.parametrize(
    ("qualifiers", "combined"),
    [
        ([], None),
        (["exact", None], None),
        (["about"], "about"),
        (["up_to", None], "up_to"),
        (["up_to", "about"], "about"),
    ],
)
def test_a_computed_figure_is_as_loose_as_what_it_is_computed_from(qualifiers, combined):
    assert combined_qualifier(qualifiers) == combined


def test_who_states_a_figure_is_whom_the_source_relays(atlas):
    setting = gather_setting(atlas, ["beylikova", "bayan-obo"])
    rows = setting.dossiers[0].stated("treo_percent")
    assert setting.cited(rows[0]) == "the operator in Nikkei Asia, 29 October 2025"
    old = next(row for row in rows if row["effective_date"] == "1977")
    assert setting.cited(old).endswith(", 2022, for 1977")


def test_how_oxides_are_counted_stands_with_the_figure(atlas):
    setting = gather_setting(atlas, ["beylikova", "bayan-obo"])
    (graded,) = setting.dossiers[1].stated("treo_percent")
    assert setting.cited_figure(graded, "treo_percent", "%").endswith("; grade as REE2O3; tonnage printed as REE)")


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
    assert code_application(gather_dossier(pair_of(events=[event]), "north")) is None
    row, codes = code_application(gather_dossier(atlas, "beylikova"))
    assert codes == ("JORC",)
    assert row["kind"] == "application"


def test_thorium_is_counted_in_the_ground_and_in_tonnes_only(atlas):
    rows = thorium_rows(gather_dossier(atlas, "beylikova"))
    assert {row["value"] for row in rows} == {350_000, 380_000}
    assert all("year" not in row["unit"] for row in rows)


def test_distances_are_geodesic_and_the_same_both_ways(atlas):
    there, back = (distance_km(atlas, *pair) for pair in (("beylikova", "CNTXG"), ("CNTXG", "beylikova")))
    assert there == pytest.approx(back)
    assert distance_km(atlas, "beylikova", "bayan-obo") == pytest.approx(6400, abs=5)


def test_the_upper_end_of_a_figure_stands_in_the_column_of_its_name():
    row = {"value": 1.0, "value_max": 2.0, "treo_percent": 3.0, "treo_percent_max": None, "qualifier": "range"}
    assert (upper_of(row), upper_of(row, "treo_percent"), upper_of(row, "ore_million_t")) == (2.0, None, None)
    assert figure_words(row) == "1–2"
    assert figure_words(row, "treo_percent") == "3"


def test_a_range_is_another_figure_than_its_lower_end():
    plain = {"ore_million_t": 10.0, "ore_million_t_max": None, "qualifier": None}
    wide = plain | {"ore_million_t_max": 12.0, "qualifier": "range"}
    assert first_of_each([plain, wide, wide | {"note": "again"}], "ore_million_t") == [plain, wide]
