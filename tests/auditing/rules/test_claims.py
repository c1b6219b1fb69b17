"""The rules of claims fire on what is not what it is called, and on nothing else."""

import pytest

from geo_ree.auditing.rules.claims import (
    code_without_signature,
    country_below_its_deposit,
    figures_compete,
    statements_compete,
    superseded_by_older,
    superseded_in_use,
)

OTHER = "jorc-non-compliance"


@pytest.mark.parametrize("signed", ["", "no"])
def test_a_code_without_a_signed_report_is_found(found_by, signed):
    (found,) = found_by(code_without_signature, {"reporting_code": "NI43-101", "cp_signed": signed})
    assert found.message.startswith("Named for North: NI 43-101")


@pytest.mark.parametrize(
    "change",
    [
        {"reporting_code": "JORC", "cp_signed": "yes"},
        {"reporting_code": "none"},
        {"reporting_code": "CN"},
        {"reporting_code": "JORC", "verified": "no"},
    ],
)
def test_a_signed_report_and_a_state_classification_are_no_finding(found_by, change):
    assert found_by(code_without_signature, change) == []


def test_the_code_of_a_replaced_statement_is_no_finding(found_by, estimate_row):
    newer = estimate_row(estimate_id="newer", deposit_id="north", reporting_code="JORC", cp_signed="yes")
    older = {"reporting_code": "JORC", "superseded_by": "newer", "effective_date": "2020"}
    assert found_by(code_without_signature, older, more_estimates=[newer]) == []


def test_a_replaced_statement_that_an_analysis_still_names_is_found(found_by, estimate_row, split_rows):
    newer = estimate_row(estimate_id="newer", deposit_id="north", effective_date="2031")
    shares = split_rows("split", {"Nd2O3": 20}, estimate_id="north-estimate")
    (found,) = found_by(superseded_in_use, {"superseded_by": "newer"}, more_estimates=[newer], element_shares=shares)
    assert "is the statement of the analysis split" in found.message
    assert ("estimates", "newer") in found.rows


def test_a_replaced_statement_that_heads_a_deposit_is_found(found_by, estimate_row):
    # The newer one is a part only, so that the rule of the headline falls back on the older.
    newer = estimate_row(estimate_id="newer", deposit_id="north", effective_date="2031", orebody="A")
    (found,) = found_by(superseded_in_use, {"superseded_by": "newer"}, more_estimates=[newer])
    assert "heads the deposit's figures" in found.message


def test_a_replaced_statement_that_nothing_uses_is_no_finding(found_by, estimate_row):
    newer = estimate_row(estimate_id="newer", deposit_id="north", effective_date="2031")
    assert found_by(superseded_in_use, {"superseded_by": "newer"}, more_estimates=[newer]) == []


@pytest.mark.parametrize(("date", "count"), [("2029", 1), ("2030", 0), ("2031-05", 0)])
def test_a_statement_replaced_by_an_older_one_is_found(found_by, estimate_row, date, count):
    newer = estimate_row(estimate_id="newer", deposit_id="north", effective_date=date)
    assert len(found_by(superseded_by_older, {"superseded_by": "newer"}, more_estimates=[newer])) == count


def test_figures_that_differ_are_found(found_by, figure_row):
    rows = [figure_row("a", value="10"), figure_row("b", value="17", source_id=OTHER)]
    (found,) = found_by(figures_compete, figures=rows)
    assert found.rows == (("figures", "a"), ("figures", "b"))


def test_years_that_differ_by_one_are_found(found_by, figure_row):
    rows = [
        figure_row(name, attribute="start_year", unit="year", value=value, source_id=source)
        for name, value, source in (("a", "2026", "jorc-code-2012"), ("b", "2027", OTHER))
    ]
    assert len(found_by(figures_compete, figures=rows)) == 1


@pytest.mark.parametrize(
    "second",
    [
        {"value": "125193", "source_id": OTHER},
        {"value": "126500", "source_id": OTHER},
        {"value": "90", "source_id": OTHER, "as_of": "2020"},
        {"value": "90", "source_id": OTHER, "unit": "m"},
        {"value": "90"},
        {"value": "90", "source_id": OTHER, "verified": "no"},
        {"value": "125000000", "source_id": OTHER},
    ],
)
def test_rounding_other_dates_and_one_source_are_no_competition(found_by, figure_row, second):
    assert found_by(figures_compete, figures=[figure_row("a", value="125000"), figure_row("b", **second)]) == []


def test_each_test_may_have_a_recovery_of_its_own(found_by, figure_row):
    rows = [
        figure_row(name, attribute="laboratory_recovery_percent", value=value, source_id=source)
        for name, value, source in (("a", "48", "jorc-code-2012"), ("b", "72.6", OTHER))
    ]
    assert found_by(figures_compete, figures=rows) == []


def test_two_plans_for_one_by_product_are_found(found_by, byproduct_row):
    rows = [byproduct_row("a", quantity="72000"), byproduct_row("b", quantity="70000", source_id=OTHER)]
    (found,) = found_by(figures_compete, byproducts=rows)
    assert "planned barite" in found.message


def test_what_lies_in_the_ground_belongs_to_its_statement(found_by, byproduct_row):
    changes = {"in_situ_or_product": "in_situ", "unit": "t"}
    rows = [
        byproduct_row("a", quantity="350", **changes),
        byproduct_row("b", quantity="593", source_id=OTHER, **changes),
    ]
    assert found_by(figures_compete, byproducts=rows) == []


def test_current_statements_of_one_kind_that_differ_are_found(found_by, estimate_row):
    other = estimate_row(estimate_id="other", deposit_id="north", ore_million_t="48", source_id=OTHER)
    (found,) = found_by(statements_compete, {"ore_million_t": "36"}, more_estimates=[other])
    assert "claim: 36" in found.message


@pytest.mark.parametrize(
    "change",
    [
        {"statement_type": "reserve"},
        {"resource_category": "inferred"},
        {"orebody": "A"},
        {"verified": "no"},
        {"ore_million_t": "36.1", "qualifier": "about"},
        {"source_id": "jorc-code-2012"},
    ],
)
def test_statements_of_other_kinds_or_grounds_do_not_compete(found_by, estimate_row, change):
    row = {"estimate_id": "other", "deposit_id": "north", "ore_million_t": "48", "source_id": OTHER} | change
    assert found_by(statements_compete, {"ore_million_t": "36"}, more_estimates=[estimate_row(**row)]) == []


@pytest.mark.parametrize(("oxide", "count"), [("48", 1), ("44.3", 0), ("12", 0)])
def test_a_country_with_less_than_one_of_its_deposits_is_found(found_by, figure_row, atlas, oxide, count):
    reserves = figure_row("pl", subject_id="pl", attribute="reserves_million_t_reo", value="44", unit="million t REO")
    found = found_by(
        country_below_its_deposit,
        {"statement_type": "reserve", "ore_million_t": "", "treo_million_t": oxide},
        figures=[reserves],
    )
    assert len(found) == count
    assert all(one.subject_id == "north" and "All of Poland" in one.message for one in found)
