"""The audit reports every finding once, the gravest first, with rows, files and sources that exist."""

import gc
import weakref
from dataclasses import replace

import pytest

from geo_ree.auditing.report import all_findings, audit, audit_rules, findings_by_subject
from geo_ree.auditing.rule import SEVERITIES
from geo_ree.auditing.rulebook import RULES
from geo_ree.errors import UnknownId
from geo_ree.layers.tables.registry import TABLES

SIGNED = {
    "statement_type": "resource",
    "reporting_code": "JORC",
    "cp_signed": "yes",
    "resource_category": "measured_indicated",
    "ore_million_t": "100",
    "tonnage_basis": "ore, dry",
    "treo_percent": "2.5",
    "treo_million_t": "2.5",
    "oxide_convention": "CeO2, Pr6O11, Tb4O7; with yttrium",
    "value_as_printed": "100 Mt; 2.5 %; 2.5 Mt",
    "unit_as_printed": "Mt of ore; % TREO; Mt TREO",
}


@pytest.fixture
def clean_atlas(small_atlas, estimate_row, figure_row, split_rows, plant_feature):
    """Return an atlas of two deposits in which everything agrees."""
    parts = [
        estimate_row(
            **SIGNED
            | {"estimate_id": name, "part_of": "north-estimate", "deposit_id": "north", "resource_category": name}
            | {"ore_million_t": ore, "treo_percent": grade, "treo_million_t": oxide, "value_as_printed": ""}
        )
        for name, ore, grade, oxide in (("measured", "40", "2.8", "1.12"), ("indicated", "60", "2.3", "1.38"))
    ]
    shares = {"La2O3": 25.5, "CeO2": 46.8, "Pr6O11": 5.3, "Nd2O3": 18.5, "Sm2O3": 2.3, "Gd2O3": 0.8, "Dy2O3": 0.25}
    return small_atlas(
        SIGNED,
        None,
        more_estimates=parts,
        element_shares=split_rows("split", shares, estimate_id="north-estimate"),
        figures=[figure_row("a", value="125000"), figure_row("b", value="125193", source_id="jorc-non-compliance")],
        facilities=[plant_feature("plant")],
    )


def test_a_clean_folder_gives_no_findings(clean_atlas):
    found = audit(clean_atlas)
    assert found.empty
    assert list(found.columns) == ["rule", "severity", "subject_id", "message", "rows", "files", "source_ids"]
    assert findings_by_subject(clean_atlas) == {}


def test_the_built_in_layers_are_reported_gravest_first(atlas):
    found = audit(atlas)
    order = [(SEVERITIES.index(row.severity), row.subject_id, row.rule) for row in found.itertuples()]
    assert order == sorted(order)
    assert {"error", "warning", "note"} == set(found["severity"])


@pytest.mark.deep
def test_rows_files_and_sources_of_every_finding_exist(atlas):
    files = {table.file for table in TABLES.values()}
    for finding in all_findings(atlas):
        assert finding.rows
        assert set(finding.files) <= files
        assert set(finding.source_ids) <= set(atlas.sources.index)
        for table, row_id in finding.rows:
            key = tuple(row_id.split("/")) if len(TABLES[table].key) > 1 else row_id
            assert key in atlas.tables()[table].index


def test_every_subject_is_something_that_can_be_shown(atlas):
    ids = {row_id for name in ("deposits", "facilities", "ports") for row_id in atlas.tables()[name].index}
    subjects = set(findings_by_subject(atlas))
    assert all(subject in ids or subject == "world" or len(subject) == 2 for subject in subjects)


def test_messages_are_short_plain_and_without_loose_ends(atlas):
    for finding in all_findings(atlas):
        assert finding.message[0].isupper() or finding.message[0].isdigit(), finding.message
        assert finding.message.endswith(".")
        assert not {"None", "nan", "inf"} & set(finding.message.replace(",", " ").split())
        assert "  " not in finding.message


def test_the_table_holds_what_the_subjects_hold(atlas):
    by_subject = findings_by_subject(atlas)
    assert sum(map(len, by_subject.values())) == len(audit(atlas))
    assert all(finding.subject_id == subject for subject, group in by_subject.items() for finding in group)


def test_primary_sources_alone_can_be_audited(atlas):
    found = audit(atlas.primary_only())
    assert 0 < len(found) < len(audit(atlas))


def test_zeros_are_no_reason_to_stop(small_atlas, estimate_row, figure_row, byproduct_row, split_rows, process_row):
    nothing = {
        "ore_million_t": "0",
        "treo_percent": "0",
        "treo_million_t": "0",
        "tree_percent": "0",
        "tree_million_t": "0",
    }
    parts = [
        estimate_row(estimate_id=name, deposit_id="north", part_of="north-estimate", orebody=name, **nothing)
        for name in ("a", "b")
    ]
    plans = [
        figure_row("ore", attribute="industrial_throughput_t_ore_per_year", value="0", unit="t ore/year"),
        figure_row("product", attribute="industrial_output_treo_t_per_year", value="0", unit="t REO/year"),
    ]
    atlas = small_atlas(
        nothing,
        nothing | {"treo_million_t": "1"},
        more_estimates=parts,
        figures=plans,
        byproducts=[byproduct_row("thorium", commodity="thorium", quantity="0")],
        element_shares=split_rows("split", {"Nd2O3": 0, "Pr6O11": 0, "Sm2O3": 0}),
        processes=[process_row("step", chain="x", recovery_percent="0")],
    )
    assert set(audit(atlas)["rule"]) <= {rule.rule for rule in RULES}


def test_some_rules_can_be_asked_for(atlas):
    found = audit(atlas, rules=["plan-needs-full-recovery", "thousandfold-slip"])
    assert set(found["rule"]) == {"plan-needs-full-recovery", "thousandfold-slip"}
    assert set(found["subject_id"]) == {"beylikova"}


def test_the_text_of_one_rule_is_not_the_letters_it_is_made_of(atlas):
    assert audit(atlas, rules="thousandfold-slip").equals(audit(atlas, rules=["thousandfold-slip"]))


@pytest.fixture
def counted_rules(monkeypatch):
    """Return the ids of the rules in the order in which they run, each as often as it runs."""
    runs = []

    def counting(rule):
        return replace(rule, find=lambda atlas: runs.append(rule.rule) or rule.find(atlas))

    monkeypatch.setattr("geo_ree.auditing.report.RULES", tuple(map(counting, RULES)))
    return runs


def test_one_rule_asked_for_is_the_only_one_that_runs(clean_atlas, counted_rules):
    audit(clean_atlas, rules=["thousandfold-slip"])
    assert counted_rules == ["thousandfold-slip"]


def test_each_rule_runs_once_in_the_life_of_an_atlas(clean_atlas, counted_rules):
    audit(clean_atlas, rules=["thousandfold-slip"])
    findings_by_subject(clean_atlas)
    audit(clean_atlas)
    assert sorted(counted_rules) == sorted(rule.rule for rule in RULES)


def test_an_atlas_goes_with_what_was_found_in_it(small_atlas):
    audited = small_atlas({"ore_million_t": "100", "treo_percent": "2.5", "treo_million_t": "25"}, ())
    assert findings_by_subject(audited)
    seen = weakref.ref(audited)
    del audited
    gc.collect()
    assert seen() is None


def test_a_rule_that_does_not_exist_is_refused_with_near_matches(atlas):
    with pytest.raises(UnknownId, match="tonnage-times-grade"):
        audit(atlas, rules=["tonnage-time-grade"])


def test_the_audit_of_a_users_folder_finds_the_users_slip(pair_of):
    atlas = pair_of({"ore_million_t": "100", "treo_percent": "2.5", "treo_million_t": "25"}, ())
    found = audit(atlas, rules=["tonnage-times-grade"])
    assert "north" in set(found["subject_id"])


def test_the_rules_are_listed_with_reasons():
    rules = audit_rules()
    assert list(rules["rule"]) == [rule.rule for rule in RULES]
    assert list(rules.columns) == ["rule", "severity", "reason", "basis", "source_ids"]
