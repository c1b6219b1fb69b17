"""Each measure shows what one statement gives; what it does not give is missing, never borrowed."""

import pytest

from geo_ree.comparison.measures import MEASURES
from geo_ree.comparison.setting import gather_setting

KINDS = {kind.measure: kind for kind in MEASURES}


def cells(atlas, measure, *deposit_ids):
    setting = gather_setting(atlas, deposit_ids or ("north", "south"))
    return tuple(KINDS[measure].make_cell(setting, profile) for profile in setting.profiles)


def built_in(atlas, measure):
    return cells(atlas, measure, "beylikova", "bayan-obo")


# --- on the built-in deposits -------------------------------------------------------------------------------------


def test_the_headline_tonnage_says_what_the_tonnes_are_of(atlas):
    beylikova, bayan_obo = built_in(atlas, "ore_million_t")
    assert (beylikova.value, beylikova.text, beylikova.unit) == (694.0, "694", "million t")
    assert "barite" in beylikova.note
    assert "no reporting code" in beylikova.note
    assert beylikova.claim_status == "official_claim"
    assert bayan_obo.is_missing


def test_a_grade_of_another_statement_is_told_in_the_note_and_not_put_in_the_cell(atlas):
    beylikova, bayan_obo = built_in(atlas, "treo_percent")
    assert beylikova.value is None
    assert beylikova.text == "not stated"
    assert "1.75 % TREO" in beylikova.note
    assert beylikova.source_ids[0] == "memurlar-2025-10-29"
    assert "6 % TREO" in bayan_obo.note


def test_oxide_is_not_computed_from_two_statements(atlas):
    for cell in built_in(atlas, "treo_million_t_computed"):
        assert cell.is_missing
        assert cell.note.startswith("not computed: the statement gives no")


def test_ndpr_is_shown_for_each_analysis_with_its_material(atlas):
    beylikova, bayan_obo = built_in(atlas, "ndpr_percent")
    assert beylikova.value == pytest.approx(11.15, abs=0.01)
    assert beylikova.value_max == pytest.approx(11.27, abs=0.01)
    assert "concentrate" in beylikova.note
    assert "double sulfate" in beylikova.note
    assert "24.7" in bayan_obo.text.split(" or ")
    assert "mineral" in bayan_obo.note
    assert "1982" in bayan_obo.note


def test_elements_are_counted_as_stated_and_the_other_counts_are_told(atlas):
    beylikova, bayan_obo = built_in(atlas, "elements_reported")
    assert beylikova.text == "10 of 17"
    assert "also stated: 17" in beylikova.note
    assert "7 to be produced first" in beylikova.note
    assert "La, Ce, Pr, Nd" in beylikova.note
    assert bayan_obo.is_missing  # nine elements in one analysis are no count of what is there
    assert f"shares are published for {len(atlas.deposits.loc['bayan-obo', 'elements'])}: La, Ce" in bayan_obo.note


def test_competing_thorium_figures_stand_side_by_side(atlas):
    beylikova, _ = built_in(atlas, "thorium_t")
    assert (beylikova.value, beylikova.value_max) == (350_000, 380_000)
    assert " or " in beylikova.text
    assert beylikova.note.startswith("the statements conflict")
    assert len(beylikova.source_ids) == 3


def test_a_grade_of_one_sector_says_so(atlas):
    beylikova, _ = built_in(atlas, "byproducts")
    assert beylikova.value == ("fluorite", "barite", "thorium")
    assert "fluorite 40 % CaF2, barite 29 % BaSO4 (Küçükhöyüklü Tepe sector only" in beylikova.note


def test_the_code_row_tells_of_a_reported_application(atlas):
    beylikova, bayan_obo = built_in(atlas, "reporting_code")
    assert beylikova.text == "none"
    assert "an application was reported" in beylikova.note
    assert bayan_obo.note == ""


def test_a_figure_names_those_that_differ(atlas):
    beylikova, bayan_obo = built_in(atlas, "drilling_m")
    assert beylikova.value == 125_000
    assert "also stated" in beylikova.note
    assert bayan_obo.is_missing


def test_a_plan_is_in_tonnes_of_ore_and_in_tonnes_of_oxide(atlas):
    assert built_in(atlas, "planned_ore_t_per_year")[0].value == 570_000
    assert built_in(atlas, "planned_reo_t_per_year")[0].value == 10_000


def test_the_distance_stands_for_both_deposits(atlas):
    first, second = built_in(atlas, "distance_km")
    assert first.value == second.value == pytest.approx(6400, abs=5)
    assert first.note == "to Bayan Obo"


def test_the_nearest_plant_separates_and_operates(atlas):
    for cell in built_in(atlas, "nearest_separation_km"):
        plants = atlas.facilities[[row["name"] in cell.note for _, row in atlas.facilities.iterrows()]]
        assert list(plants["status"]) == ["operating"]
        assert "separate" in plants["stages"].iloc[0]


def test_every_cell_with_a_figure_names_its_source(atlas):
    for kind in MEASURES:
        for cell in built_in(atlas, kind.measure):
            assert cell.is_missing or cell.source_ids, kind.measure
            assert set(cell.source_ids) <= set(atlas.sources.index), kind.measure


def test_no_cell_shows_a_word_of_the_tables_with_its_underscore(atlas):
    for kind in MEASURES:
        assert not any("_" in cell.text for cell in built_in(atlas, kind.measure)), kind.measure


# --- on deposits made by hand -------------------------------------------------------------------------------------


def test_a_bound_keeps_its_qualifier(pair_of):
    north, south = cells(
        pair_of(north={"qualifier": "more_than"}, south={"qualifier": "up_to", "qualifies": "treo_percent"}),
        "ore_million_t",
    )
    assert (north.text, north.qualifier) == ("> 1", "more_than")
    assert (south.text, south.qualifier) == ("1", None)


def test_oxide_is_computed_where_one_statement_gives_both(pair_of):
    atlas = pair_of(
        north={"ore_million_t": "694", "treo_percent": "1.75"},
        south={"ore_million_t": "3", "treo_percent": "2", "qualifier": "more_than", "qualifies": "treo_percent"},
    )
    north, south = cells(atlas, "treo_million_t_computed")
    assert north.value == pytest.approx(12.145)
    assert north.text == "12.1"
    assert north.note == "computed here: 694 million t at 1.75 %"
    assert south.text == "> 0.0600"


def test_a_deposit_without_any_statement_has_empty_cells(pair_of):
    atlas = pair_of(north=None)
    for kind in MEASURES:
        north, _ = cells(atlas, kind.measure)
        assert north.deposit_id == "north"
        assert north.text, kind.measure
    assert cells(atlas, "effective_date")[0].is_missing
    assert cells(atlas, "reporting_code")[0].is_missing


def test_a_signed_report_and_a_code_alone_are_told_apart(pair_of):
    atlas = pair_of(north={"reporting_code": "NI43-101", "cp_signed": "yes"}, south={"reporting_code": "JORC"})
    north, south = cells(atlas, "reporting_code")
    assert (north.text, north.note) == ("NI 43-101", "signed")
    assert (south.text, south.note) == ("JORC", "no signed report seen")


def test_a_cut_off_has_its_unit_in_the_text(pair_of):
    atlas = pair_of(north={"cutoff_value": "0.5", "cutoff_unit": "% TREO"})
    north, south = cells(atlas, "cutoff")
    assert (north.value, north.text, north.unit) == (0.5, "0.5 % TREO", "")
    assert south.text == "not stated"


def test_a_date_of_publication_is_called_one(pair_of):
    north, south = cells(pair_of(north={"effective_date": "", "published_date": "2031-02"}), "effective_date")
    assert (north.value, north.text) == ("2031-02", "February 2031")
    assert "publication" in north.note
    assert (south.value, south.note) == ("2030-01", "")


def plant(facility_id, lon, lat, **changes):
    properties = {
        "facility_id": facility_id,
        "name": facility_id.title(),
        "country": "TR",
        "stages": ["separate"],
        "status": "operating",
        "location_precision_m": 100,
        "location_source_id": "usgs-pp1802",
        "source_ids": ["usgs-pp1802"],
        "verified": True,
    }
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": facility_id, "geometry": geometry, "properties": properties | changes}


def test_a_nearer_plant_that_is_planned_unverified_or_separates_nothing_does_not_count(pair_of):
    plants = [
        plant("planned", 20.0, 50.1, status="planned"),
        plant("doubtful", 20.0, 50.2, verified=False),
        plant("magnets", 20.0, 50.3, stages=["magnet"]),
        plant("right", 20.0, 51.0, location_is="town centre"),
    ]
    north, _ = cells(pair_of(facilities=plants), "nearest_separation_km")
    assert north.value == pytest.approx(111, abs=1)
    assert north.note.startswith("Right, TR (the point is: town centre); the nearest of ")


def test_an_analysis_without_praseodymium_gives_no_ndpr_share(pair_of):
    share = {
        "split_id": "an-analysis",
        "deposit_id": "north",
        "material": "ore",
        "material_detail": "bulk ore",
        "oxide": "Nd2O3",
        "share_percent": "15",
        "normalised_to": "TREO",
        "source_id": "usgs-pp1802",
    }
    assert cells(pair_of(element_shares=[share]), "ndpr_percent")[0].is_missing
    both = [share, share | {"oxide": "Pr6O11", "share_percent": "5"}]
    north, _ = cells(pair_of(element_shares=both), "ndpr_percent")
    assert (north.value, north.value_max, north.text, north.note) == (20.0, None, "20.0", "bulk ore")


def test_a_by_product_that_nobody_has_read_is_marked(pair_of):
    byproduct = {
        "byproduct_id": "gold",
        "deposit_id": "north",
        "commodity": "gold",
        "in_situ_or_product": "in_situ",
        "verified": "no",
        "source_id": "unverified",
    }
    north, south = cells(pair_of(byproducts=[byproduct]), "byproducts")
    assert north.note == "not verified: gold"
    assert (south.value, south.text) == (None, "not stated")


def test_three_deposits_are_each_told_their_distance_to_the_others(pair_of):
    north, *_ = cells(pair_of(), "distance_km", "north", "south", "beylikova")
    assert len(north.value) == 2
    assert north.text.count(" km to ") == 2


# --- ranges -------------------------------------------------------------------------------------------------------

RANGE = {"ore_million_t": "50", "ore_million_t_max": "60", "treo_percent": "2", "treo_percent_max": "3"}


@pytest.mark.parametrize(
    ("measure", "low", "high", "text"),
    [
        ("ore_million_t", 50, 60, "50–60"),
        ("treo_percent", 2, 3, "2–3"),
        ("treo_million_t", 1, 2, "1–2"),
        ("treo_million_t_computed", 1, 1.8, "1.00–1.80"),
    ],
)
def test_a_range_is_shown_with_both_ends(pair_of, measure, low, high, text):
    atlas = pair_of(north=RANGE | {"treo_million_t": "1", "treo_million_t_max": "2", "qualifier": "range"})
    cell = cells(atlas, measure)[0]
    assert (cell.value, cell.value_max, cell.text) == (low, pytest.approx(high), text)
    assert cell.qualifier == "range"


def test_oxide_computed_from_one_range_is_a_range(pair_of):
    change = {"ore_million_t": "50", "treo_percent": "2", "treo_percent_max": "3", "qualifier": "range"}
    cell = cells(pair_of(north=change), "treo_million_t_computed")[0]
    assert (cell.value, cell.value_max) == (1, 1.5)
    assert cell.note == "computed here: 50 million t at 2–3 %"


def test_a_figure_that_is_no_range_has_no_upper_end(pair_of):
    atlas = pair_of(north={"ore_million_t": "50", "treo_percent": "2"})
    for measure in ("ore_million_t", "treo_percent", "treo_million_t_computed"):
        assert cells(atlas, measure)[0].value_max is None


def test_a_range_of_another_statement_is_told_with_both_ends(pair_of, estimate_row):
    grade = estimate_row(
        estimate_id="other", deposit_id="north", ore_million_t="", treo_percent="2", treo_percent_max="3"
    )
    cell = cells(pair_of(more_estimates=[grade]), "treo_percent")[0]
    assert cell.is_missing
    assert "2–3 % TREO" in cell.note
