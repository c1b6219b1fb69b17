"""Shares of countries come from one edition, add up with what is left, and the index keeps between its bounds."""

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ree.errors import NoFigures, UnknownOption
from geo_ree.layers import codelists
from geo_ree.market.supply_shares import STAGES, herfindahl_hirschman, shares_of_countries, supply_shares

SOURCES = pandas.DataFrame(
    [
        {"source_id": "survey-2025", "publisher": "Survey", "relays": None, "title": "a", "date": "2025-01"},
        {"source_id": "survey-2026", "publisher": "Survey", "relays": None, "title": "b", "date": "2026-02"},
        {"source_id": "survey-2026-mended", "publisher": "Survey", "relays": None, "title": "c", "date": "2026-05"},
        {"source_id": "news", "publisher": "News", "relays": None, "title": "d", "date": "2026-10"},
        {"source_id": "relay", "publisher": "News", "relays": "Survey (yearbook)", "title": "e", "date": "2026-03"},
    ],
    dtype=object,
).set_index("source_id")


def figure(subject_id, value, **changes):
    row = {
        "figure_id": f"{subject_id}-{changes.get('source_id', 'survey-2026')}-{changes.get('as_of', '2024')}",
        "subject_id": subject_id,
        "attribute": "mine_production_t_reo",
        "value": float(value),
        "value_max": float("nan"),
        "unit": "t REO",
        "as_of": "2024",
        "published_date": None,
        "qualifier": None,
        "verified": True,
        "source_id": "survey-2026",
    }
    return row | changes


def shares_of(*figures, of="mine", **options):
    frame = pandas.DataFrame(list(figures), dtype=object).astype({"value": float, "value_max": float})
    return shares_of_countries(frame.set_index("figure_id"), SOURCES, stage=of, **options)


PLAIN = (figure("cn", 60), figure("us", 30), figure("world", 100))


def test_the_shares_and_what_is_left_make_the_whole():
    shares = shares_of(*PLAIN)
    assert shares["share_percent"].to_dict() == {"CN": 60, "US": 30, "other": 10}
    assert shares["amount"].to_dict() == {"CN": 60, "US": 30, "other": 10}
    assert shares["source_ids"].to_dict() == dict.fromkeys(["CN", "US", "other"], ("survey-2026",))
    assert set(shares["year"]) == {2024}
    assert set(shares["unit"]) == {"t REO"}


def test_what_is_left_is_many_for_the_lower_bound_and_one_for_the_upper():
    shares = shares_of(*PLAIN)
    assert set(shares["hhi_min"]) == {60**2 + 30**2}
    assert set(shares["hhi_max"]) == {60**2 + 30**2 + 10**2}


def test_editions_are_not_mixed_and_the_older_one_stays_visible():
    old = {"source_id": "survey-2025"}
    shares = shares_of(
        *PLAIN, figure("cn", 50, **old), figure("au", 25, **old), figure("world", 80, **old)
    )  # Australia is in the old edition only
    assert list(shares.index) == ["CN", "US", "other"]
    assert shares.loc["CN", "other_amounts"] == (50,)
    assert shares.loc["CN", "other_source_ids"] == ("survey-2025",)
    assert shares.loc["US", "other_amounts"] == ()


def test_a_corrected_version_replaces_the_first_one_within_an_edition():
    mended = {"source_id": "survey-2026-mended"}
    shares = shares_of(*PLAIN, figure("us", 10, **mended), figure("world", 80, **mended))
    assert shares["amount"].to_dict() == {"CN": 60, "US": 10, "other": 10}
    assert shares.loc["CN", "source_ids"] == ("survey-2026", "survey-2026-mended")
    assert shares.loc["US", "other_amounts"] == (30,)


def test_a_single_newer_figure_of_another_publisher_does_not_displace_the_table():
    shares = shares_of(*PLAIN, figure("cn", 99, source_id="news"), figure("world", 100, source_id="news"))
    assert set(shares["publisher"]) == {"Survey"}
    assert shares.loc["CN", "other_amounts"] == (99,)


def test_a_page_that_relays_a_publisher_belongs_to_that_publisher():
    shares = shares_of(*PLAIN, figure("us", 31, source_id="relay"))
    assert shares.loc["US", "amount"] == 31
    assert set(shares["publisher"]) == {"Survey"}


def test_what_nobody_has_read_does_not_count():
    assert "AU" not in shares_of(*PLAIN, figure("au", 10, verified=False)).index
    assert "AU" in shares_of(*PLAIN, figure("au", 10, verified=False), unverified=True).index


def test_deposits_and_other_attributes_do_not_count():
    strange = (figure("bayan-obo", 50), figure("au", 10, attribute="reserves_million_t_reo"))
    assert list(shares_of(*PLAIN, *strange).index) == ["CN", "US", "other"]


def test_the_newest_year_is_taken_unless_another_is_asked_for():
    older = [figure(subject, value, as_of="2020") for subject, value in (("cn", 1), ("world", 2))]
    assert set(shares_of(*PLAIN, *older)["year"]) == {2024}
    assert shares_of(*PLAIN, *older, year=2020).loc["CN", "share_percent"] == 50


def test_a_figure_without_a_year_of_its_own_holds_for_that_of_its_publication():
    undated = [figure(subject, value, as_of=None) for subject, value in (("cn", 1), ("world", 2))]
    assert set(shares_of(*undated)["year"]) == {2026}
    assert set(shares_of(*(row | {"published_date": "2023-05"} for row in undated))["year"]) == {2023}


def test_a_tonnage_without_a_world_total_makes_no_share():
    with pytest.raises(NoFigures, match="years that have some: none"):
        shares_of(figure("cn", 60), figure("us", 30))


def test_a_rounded_total_below_the_sum_gives_way_to_the_sum():
    shares = shares_of(figure("cn", 60), figure("us", 42), figure("world", 100, qualifier="about"))
    assert shares["share_percent"].sum() == pytest.approx(100)
    assert set(shares["total"]) == {102}
    assert set(shares["total_qualifier"]) == {"about"}


def test_shares_that_are_stated_need_no_total():
    shares = shares_of(figure("cn", 91, attribute="share_of_separation_percent", unit="%"), of="separate")
    assert shares["share_percent"].to_dict() == {"CN": 91, "other": 9}
    assert (shares["hhi_min"].iloc[0], shares["hhi_max"].iloc[0]) == (91**2, 91**2 + 9**2)


def test_a_narrower_attribute_stands_in_for_a_year_without_the_wider_one_and_is_never_mixed_with_it():
    wide = figure("cn", 91, attribute="share_of_separation_percent", as_of="2025")
    narrow = [
        figure(subject, value, attribute="share_of_magnet_rare_earth_refining_percent", as_of=year)
        for subject, value, year in (("cn", 92, "2023"), ("my", 5, "2023"), ("my", 6, "2025"))
    ]
    newest = shares_of(wide, *narrow, of="separate")
    assert list(newest.index) == ["CN", "other"]
    assert set(newest["attribute"]) == {"share_of_separation_percent"}
    older = shares_of(wide, *narrow, of="separate", year=2023)
    assert older["share_percent"].to_dict() == {"CN": 92, "MY": 5, "other": 3}
    assert set(older["attribute"]) == {"share_of_magnet_rare_earth_refining_percent"}


def test_a_share_of_more_than_so_much_may_be_all_that_is_left():
    stated = {"attribute": "share_of_magnets_percent"}
    alone = shares_of(figure("cn", 80, qualifier="more_than", **stated), of="magnet")
    assert (alone["hhi_min"].iloc[0], alone["hhi_max"].iloc[0]) == (6400, 10_000)
    beside = shares_of(
        figure("cn", 80, qualifier="more_than", **stated), figure("jp", 10, **stated), of="magnet"
    )  # China may hold 90 %
    assert beside["hhi_max"].iloc[0] >= 90**2 + 10**2


def test_shares_rounded_to_more_than_the_whole_leave_nothing():
    assert herfindahl_hirschman([60, 45]) == (5625.0, 5625.0)


def test_a_range_widens_the_bounds():
    stated = {"attribute": "share_of_magnets_percent"}
    shares = shares_of(figure("cn", 85, value_max=90, qualifier="range", **stated), of="magnet")
    assert shares.loc["CN", "share_percent_max"] == 90
    assert shares["hhi_min"].iloc[0] == 85**2
    assert shares["hhi_max"].iloc[0] >= 90**2 + 10**2


def test_a_year_without_figures_is_refused_with_the_years_there_are():
    with pytest.raises(NoFigures, match=r"mining by country for 1990; years that have some: 2024"):
        shares_of(*PLAIN, year=1990)


def test_a_year_may_come_from_a_table_or_a_form(atlas):
    by_number = supply_shares("mine", year=2024, atlas=atlas)
    assert supply_shares("mine", year="2024", atlas=atlas).equals(by_number)
    assert supply_shares("mine", year=2024.0, atlas=atlas).equals(by_number)


@pytest.mark.parametrize("stage", ["metal", "separation", None])
def test_an_unknown_stage_is_refused_with_the_known_ones(atlas, stage):
    with pytest.raises(UnknownOption, match="reserves, mine, separate, magnet"):
        supply_shares(stage, atlas=atlas)


def test_the_stages_are_words_of_the_tables():
    assert set(STAGES) - {"reserves"} <= set(codelists.STAGES)


def test_a_stage_almost_right_is_recognised(atlas):
    with pytest.raises(UnknownOption, match="did you mean separate"):
        supply_shares("separation", atlas=atlas)


@pytest.mark.parametrize("of", STAGES)
def test_every_stage_has_figures_in_the_built_in_layers_and_each_row_is_sourced(atlas, of):
    shares = supply_shares(of, atlas=atlas)
    assert shares.index[0] == "CN"
    assert shares["share_percent"].sum() == pytest.approx(100)
    assert (shares["hhi_min"] <= shares["hhi_max"]).all()
    assert all(atlas.cite(source_id) for source_ids in shares["source_ids"] for source_id in source_ids)


def test_the_mining_of_2024_is_the_newest_edition_beside_the_one_it_replaced(atlas):
    mined = supply_shares("mine", year=2024, atlas=atlas)
    assert mined.loc["AU", "amount"] == 29000
    assert 13000 in mined.loc["AU", "other_amounts"]


def test_the_reserves_take_the_corrected_figure_of_brazil(atlas):
    brazil = supply_shares("reserves", year=2025, atlas=atlas).loc["BR"]
    assert brazil["amount"] == 11
    assert 21 in brazil["other_amounts"]


@settings(deadline=None)
@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_the_index_lies_between_its_bounds_for_any_way_to_share_out_the_rest(parts):
    total = max(sum(parts), 100)
    shares = [100 * part / total for part in parts]
    low, high = herfindahl_hirschman(shares)
    rest = max(100 - sum(shares), 0)
    halves = sum(share**2 for share in shares) + 2 * (rest / 2) ** 2
    assert 0 <= low <= halves * (1 + 1e-9)
    assert halves <= high * (1 + 1e-9)
    assert high <= 10_000
