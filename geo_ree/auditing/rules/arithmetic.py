"""Whether the figures of a statement multiply, and whether statements of one material agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.auditing.intervals import MEAN_BLUR, Span, convention_slack, span_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.auditing.wording import computed_words, short_ton_hint, statement_name
from geo_ree.text.figures import format_number

# Grade column, contained column, what they count.
GRADES = (
    ("treo_percent", "treo_million_t", "TREO"),
    ("tree_percent", "tree_million_t", "rare-earth elements"),
)
PERCENT = Span(0.01, 0.01)
WRONG = "One of the three figures is wrong or counts something else."
# Statements further apart are of different times: that they differ is no contradiction.
YEARS_APART = 3


def tonnage_times_grade(atlas: Atlas) -> Iterator[Found]:
    """Find statements whose tonnage times grade is not the oxide that they state."""
    records = atlas.rows
    for row in records.estimates.values():
        for grade, contained, what in GRADES:
            if None not in (row.ore_million_t, row.number(grade), row.number(contained)):
                yield from _does_not_multiply(records, row, grade, contained, what)


def _does_not_multiply(records: Rows, row: Estimate, grade: str, contained: str, what: str) -> Iterator[Found]:
    product = span_of(row, "ore_million_t").times(span_of(row, grade)).times(PERCENT)
    if product.widened(convention_slack(row)).meets(span_of(row, contained)):
        return
    ore, share, oxide = (row.stated(column) for column in ("ore_million_t", grade, contained))
    computed = ore.value * share.value / 100
    message = (
        f"{statement_name(records, row)}: {ore.words} million t at {share.words} % hold {computed_words(computed)} "
        f"million t of {what}, but {oxide.words} million t are stated. "
        f"{short_ton_hint(oxide.value, computed) or WRONG}"
    )
    yield Found.of(row.about, message, [row])


def statements_do_not_close(atlas: Atlas) -> Iterator[Found]:
    """Find a grade given alone that is not the one implied by the tonnage and oxide of the preferred statement."""
    records = atlas.rows
    for deposit_id in records.estimates_by_deposit:
        rows = records.current_totals(deposit_id)
        head = next((row for row in rows if row.is_preferred), None)
        if head is None or not head.ore_million_t or head.treo_million_t is None or head.treo_percent:
            continue
        implied = span_of(head, "treo_million_t").over(span_of(head, "ore_million_t"))
        for row in rows:
            if _gives_grade_alone(row, head) and not implied.meets(span_of(row, "treo_percent").times(PERCENT)):
                yield Found.of(deposit_id, _implied_grade(records, head, row), (head, row))


def _gives_grade_alone(row: Estimate, head: Estimate) -> bool:
    if row.definite("treo_percent") is None or row.ore_million_t is not None or row.treo_million_t is not None:
        return False
    years = abs(int(row.stated_date[:4]) - int(head.stated_date[:4]))
    return row.statement_type == head.statement_type and years <= YEARS_APART


def _implied_grade(records: Rows, head: Estimate, row: Estimate) -> str:
    ore, oxide, grade = head.stated("ore_million_t"), head.stated("treo_million_t"), row.stated("treo_percent")
    return (
        f"{oxide.words} million t of oxide in {ore.words} million t at {records.name(head.about)} "
        f"({records.cited(head)}) are {computed_words(oxide.value / ore.value * 100)} %, but the grade is given apart "
        f"as {grade.words} % ({records.cited(row)}), which would make {computed_words(ore.value * grade.value / 100)} "
        "million t. The two are different statements and must not be joined."
    )


def one_tonnage_two_grades(atlas: Atlas) -> Iterator[Found]:
    """Find one tonnage of one year that is given two grades."""
    records = atlas.rows
    for rows in records.estimates_by_deposit.values():
        graded = [row for row in rows if row.ore_million_t and row.treo_percent and row.is_read_whole]
        for first, second in combinations(graded, 2):
            if _have_two_grades(first, second):
                yield Found.of(first.about, _two_grades(records, first, second), (first, second))


def _have_two_grades(first: Estimate, second: Estimate) -> bool:
    if first.ore_million_t != second.ore_million_t or first.stated_date[:4] != second.stated_date[:4]:
        return False
    return not span_of(first, "treo_percent").widened(MEAN_BLUR).meets(span_of(second, "treo_percent"))


def _two_grades(records: Rows, first: Estimate, second: Estimate) -> str:
    grades = [row.stated("treo_percent").value for row in (first, second)]
    digits = [sorted(f"{grade:g}") for grade in grades]
    slip = ": the digits of one are those of the other in another order" if digits[0] == digits[1] else ""
    return (
        f"{first.stated('ore_million_t').words} million t at {records.name(first.about)} are given "
        f"{format_number(grades[0])} % TREO ({records.cited(first)}) and {format_number(grades[1])} % "
        f"({records.cited(second)}){slip}. Both cannot hold for the same material."
    )


RULES = (
    Rule(
        "tonnage-times-grade",
        "error",
        "Tonnage times grade is the oxide in it.",
        (
            "Arithmetic; the tolerance is the rounding of the three figures, and 2.5 % where the statement "
            "does not say how it counts oxides."
        ),
        (),
        tonnage_times_grade,
    ),
    Rule(
        "one-tonnage-two-grades",
        "warning",
        "One tonnage of one year has one grade.",
        "Comparison of totals of the same tonnage and year.",
        (),
        one_tonnage_two_grades,
    ),
    Rule(
        "statements-do-not-close",
        "note",
        "Figures of different statements are not one statement.",
        "Arithmetic between a statement of tonnage and oxide and a grade given apart, within three years.",
        (),
        statements_do_not_close,
    ),
)
