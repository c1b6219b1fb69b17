"""The audit: every rule run over an atlas, and what they find, by row or by subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.auditing.rule import SEVERITIES, Finding, Rule
from geo_ree.auditing.rulebook import RULES
from geo_ree.errors import UnknownId

COLUMNS = ("rule", "severity", "subject_id", "message", "rows", "files", "source_ids")
RULE_COLUMNS = ("rule", "severity", "reason", "basis", "source_ids")


def audit(atlas: Atlas | None = None, *, rules: str | Iterable[str] | None = None) -> pandas.DataFrame:
    """Find figures that cannot be true, that must not be taken at their word, or that are easily misread.

    Nothing is corrected: a finding names the rows, the files and the sources, and says what would be right where that
    is known. ``docs/audit.md`` lists the rules.

    Parameters
    ----------
    atlas : Atlas, optional
        The built-in layers if not given.
    rules : str or iterable of str, optional
        Id of the rule to run, or ids of several; all of them if not given.

    Returns
    -------
    DataFrame
        One row a finding, the gravest first, then by subject and rule: ``rule``, ``severity`` (``error``: cannot be
        true; ``warning``: must not be taken at its word; ``note``: good to know), ``subject_id``, ``message``, and as
        tuples of text ``rows`` (``estimates:my-estimate``), ``files`` and ``source_ids``.

    Raises
    ------
    UnknownId
        For a rule that does not exist, with near matches.

    Examples
    --------
    >>> import geo_ree
    >>> found = geo_ree.audit(rules=["plan-needs-full-recovery"])
    >>> found.loc[0, "severity"], found.loc[0, "subject_id"]
    ('error', 'beylikova')
    """
    wanted = _checked(rules)
    findings = _findings(given_atlas(atlas), [rule for rule in RULES if rule.rule in wanted])
    columns = {name: [getattr(finding, name) for finding in findings] for name in COLUMNS}
    columns["rows"] = [tuple(f"{table}:{row}" for table, row in finding.rows) for finding in findings]
    return pandas.DataFrame(columns, dtype=object)


def audit_rules() -> pandas.DataFrame:
    """Return the rules of the audit: what must hold, why, and where the rule comes from.

    Returns
    -------
    DataFrame
        One row a rule: ``rule`` (its id), ``severity``, ``reason``, ``basis``, ``source_ids`` (a tuple; empty where the
        rule is arithmetic or a definition).

    Examples
    --------
    >>> import geo_ree
    >>> geo_ree.audit_rules().set_index("rule").loc["tonnage-times-grade", "reason"]
    'Tonnage times grade is the oxide in it.'
    """
    return pandas.DataFrame({name: [getattr(rule, name) for rule in RULES] for name in RULE_COLUMNS}, dtype=object)


def all_findings(atlas: Atlas) -> tuple[Finding, ...]:
    """Return what every rule finds in an atlas, the gravest first, then by subject and rule."""
    return _findings(atlas, RULES)


def findings_by_subject(atlas: Atlas) -> Mapping[str, tuple[Finding, ...]]:
    """Return the findings of an atlas by the deposit, plant, port or country that they touch, the gravest first.

    Pages and cards show these; a subject without a finding is not in it.

    Examples
    --------
    >>> import geo_ree
    >>> findings_by_subject(geo_ree.load_atlas())["beylikova"][0].severity
    'error'
    """
    groups: dict[str, list[Finding]] = {}
    for finding in all_findings(atlas):
        groups.setdefault(finding.subject_id, []).append(finding)
    return MappingProxyType({subject: tuple(group) for subject, group in groups.items()})


def _findings(atlas: Atlas, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Return what some rules find, the gravest first; each rule runs once in the life of an atlas."""
    found = [finding for rule in rules for finding in atlas.derived(_found_by, rule)]
    return tuple(sorted(found, key=_order))


def _found_by(atlas: Atlas, rule: Rule) -> tuple[Finding, ...]:
    return tuple(
        Finding(rule.rule, rule.severity, one.subject_id, one.message, one.rows, one.source_ids)
        for one in rule.find(atlas)
    )


def _order(finding: Finding) -> tuple[int, str, str, str, tuple[tuple[str, str], ...]]:
    return SEVERITIES.index(finding.severity), finding.subject_id, finding.rule, finding.message, finding.rows


def _checked(rules: str | Iterable[str] | None) -> set[str]:
    known = [rule.rule for rule in RULES]
    wanted = {rules} if isinstance(rules, str) else set(known if rules is None else rules)
    for name in sorted(wanted - set(known)):
        raise UnknownId("rule of the audit", name, known)
    return wanted
