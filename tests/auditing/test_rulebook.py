"""The table of rules is whole: each rule has an id of its own, a severity, a reason and a basis."""

import re

import pytest

from geo_ree.auditing.rule import SEVERITIES
from geo_ree.auditing.rulebook import RULES


def test_no_two_rules_have_one_id_or_one_function():
    assert len({rule.rule for rule in RULES}) == len({rule.find for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule)
def test_a_rule_says_what_must_hold_and_where_that_comes_from(rule, atlas):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.rule)
    assert rule.severity in SEVERITIES
    assert rule.reason.endswith(".")
    assert rule.basis.endswith(".")
    assert set(rule.source_ids) <= set(atlas.sources.index)
