"""What the audit finds, as pages show it: on the card of whom it touches, and in a section of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo_ree.auditing.rule import SEVERITIES, Finding
from geo_ree.auditing.rulebook import RULES
from geo_ree.layers.tables.registry import TABLES
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.statements import Shown

Findings = Mapping[str, Sequence[Finding]]

# A few words for the chip of a severity, and what it means.
SEVERITY_WORDS = {
    "error": ("Cannot be true", "The figures contradict each other, or what is possible."),
    "warning": ("Take with care", "The figure must not be taken at its word."),
    "note": ("Good to know", "Nothing is wrong, but the figure is easily misread."),
}


def finding_rows(findings: Iterable[Finding], bibliography: Bibliography) -> list[Shown]:
    """Return findings as cards and sections show them, the gravest first."""
    reasons = {rule.rule: rule.reason for rule in RULES}
    return [
        {
            "severity": finding.severity,
            "chip": SEVERITY_WORDS[finding.severity][0],
            "rule": finding.rule,
            "reason": reasons.get(finding.rule, ""),
            "message": bibliography.rich(finding.message, finding.source_ids),
            "rows": _row_words(finding.rows),
        }
        for finding in sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule))
    ]


def finding_groups(
    subjects: Iterable[tuple[str, str, str]], findings: Findings, bibliography: Bibliography
) -> list[dict[str, Any]]:
    """Return the findings by severity and rule, each with the name of whom it touches.

    Parameters
    ----------
    subjects : iterable of (str, str, str)
        Id, name and colour of those to report on, in order.
    findings : mapping of str to sequence of Finding
        By subject.
    bibliography : Bibliography
        Numbers the sources.
    """
    rows = [
        {**row, "name": name, "colour": colour}
        for subject, name, colour in subjects
        for row in finding_rows(findings.get(subject, ()), bibliography)
    ]
    groups = [
        {
            "severity": severity,
            "title": SEVERITY_WORDS[severity][0],
            "meaning": SEVERITY_WORDS[severity][1],
            "rules": _by_rule([row for row in rows if row["severity"] == severity]),
        }
        for severity in SEVERITIES
    ]
    return [group for group in groups if group["rules"]]


def _by_rule(rows: Sequence[Shown]) -> list[Shown]:
    """Return findings under the rule that found them, so that its reason is given once."""
    rules = dict.fromkeys(row["rule"] for row in rows)
    groups = [[row for row in rows if row["rule"] == rule] for rule in sorted(rules)]
    return [{"rule": group[0]["rule"], "reason": group[0]["reason"], "rows": group} for group in groups]


def _row_words(rows: Iterable[tuple[str, str]]) -> str:
    """Return the rows in which a finding was seen, by file: ``estimates.csv: one, other``."""
    by_file: dict[str, list[str]] = {}
    for table, row_id in rows:
        by_file.setdefault(TABLES[table].file if table in TABLES else table, []).append(str(row_id))
    return "; ".join(f"{file}: {', '.join(ids)}" for file, ids in by_file.items())
