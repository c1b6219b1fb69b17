"""What the audit finds reaches the pages: the gravest first, with rule, rows, files and sources."""

import pytest

from geo_ree.auditing.rule import SEVERITIES, Finding
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.findings import SEVERITY_WORDS, finding_groups, finding_rows

SUBJECTS = [("beylikova", "Beylikova", "deposit-1"), ("world", "World", "ink")]


def finding(severity="warning", rule="my-rule", subject="beylikova", message="Too much.", **changes):
    values = {"rows": (("estimates", "one"), ("estimates", "two"), ("figures", "three"))}
    values["source_ids"] = ("usgs-pp1802",)
    return Finding(rule, severity, subject, message, **(values | changes))


@pytest.fixture
def bibliography(atlas):
    return Bibliography(atlas.rows.sources)


def test_every_severity_has_its_words():
    assert set(SEVERITY_WORDS) == set(SEVERITIES)


def test_the_gravest_finding_comes_first(bibliography):
    rows = finding_rows([finding(severity) for severity in ("note", "error", "warning")], bibliography)
    assert [row["severity"] for row in rows] == ["error", "warning", "note"]


def test_a_finding_names_its_rows_by_file_and_cites_its_sources(bibliography):
    (row,) = finding_rows([finding()], bibliography)
    assert row["rows"] == "estimates.csv: one, two; figures.csv: three"
    assert row["message"] == ["Too much.", 1]


def test_a_finding_of_a_known_rule_gives_the_rules_reason(bibliography):
    (row,) = finding_rows([finding(rule="tonnage-times-grade")], bibliography)
    assert row["reason"] == "Tonnage times grade is the oxide in it."


def test_a_section_groups_findings_by_severity_and_rule_and_names_whom_they_touch(bibliography):
    findings = {
        "beylikova": [finding("error", "b-rule"), finding("error", "a-rule"), finding("note", "c-rule")],
        "world": [finding("error", "a-rule", "world")],
        "elsewhere": [finding("error", "a-rule", "elsewhere")],
    }
    groups = finding_groups(SUBJECTS, findings, bibliography)
    assert [group["severity"] for group in groups] == ["error", "note"]
    assert [rule["rule"] for rule in groups[0]["rules"]] == ["a-rule", "b-rule"]
    assert [row["name"] for row in groups[0]["rules"][0]["rows"]] == ["Beylikova", "World"]


def test_without_findings_there_is_no_group(bibliography):
    assert finding_groups(SUBJECTS, {}, bibliography) == []
