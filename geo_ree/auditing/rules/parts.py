"""Whether a total and its parts agree: grades, sums, recoveries, and a reserve within its resource."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import grouped
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.auditing.intervals import MEAN_BLUR, Span, convention_slack, range_of, span_of, sum_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.auditing.rules.arithmetic import GRADES
from geo_ree.auditing.totals import Family, families
from geo_ree.auditing.wording import computed_words, short_ton_hint, statement_name
from geo_ree.text.figures import format_number, join_words

AMOUNTS = (("ore_million_t", "of material"), ("treo_million_t", "of TREO"), ("tree_million_t", "of elements"))
# The parts must hold this much of the tonnes before they say something of the total.
MOST_OF_IT = 0.5
# What the parts leave out may be richer or poorer than they are, but hardly by more than this.
RICHER = 1.25
GROUPS = ("LREE", "HREE", "MREE", "LREO", "HREO", "MREO")


def total_outside_its_parts(atlas: Atlas) -> Iterator[Found]:
    """Find totals whose grade lies above or below the grades of all their parts."""
    for family, column, what in _families_by_grade(atlas):
        if _grade_is_outside(family, column):
            yield Found.of(family.total.about, _outside(atlas.rows, family, column, what), family.rows)


def _families_by_grade(atlas: Atlas) -> Iterator[tuple[Family, str, str]]:
    """Yield each total with its parts, with each column of grades and what it counts."""
    for family in families(atlas.rows):
        for column, _, what in GRADES:
            yield family, column, what


def _grade_is_outside(family: Family, column: str) -> bool:
    if not family.gives(column) or _parts_are_missing(family):
        return False
    return not range_of(span_of(row, column) for row in family.parts).meets(span_of(family.total, column))


def _outside(records: Rows, family: Family, column: str, what: str) -> str:
    mean = _mean_grade(family, column)
    right = (
        f"by their tonnages it is {computed_words(mean)} %" if mean is not None else "the mean must lie between them"
    )
    return (
        f"{statement_name(records, family.total)}: the total is given "
        f"{format_number(family.total.stated(column).value)} % {what}, but its parts have "
        f"{_listed(family.values(column))} %; {right}. The figure of the total looks like a slip of the pen."
    )


def _listed(values: list[float]) -> str:
    return join_words([format_number(value) for value in sorted(values)])


def _parts_are_missing(family: Family) -> bool:
    """Return whether the tonnes of the parts fall short of the total: what is missing may hold the other grade."""
    if not family.gives("ore_million_t"):
        return False
    parts = sum_of(span_of(row, "ore_million_t") for row in family.parts)
    return not parts.widened(MEAN_BLUR).meets(span_of(family.total, "ore_million_t"))


def _mean_grade(family: Family, column: str) -> float | None:
    """Return the mean grade of the parts by tonnage; None where a part gives no tonnage."""
    if not all(row.ore_million_t for row in family.parts):
        return None
    return _contained(family, column) / math.fsum(family.values("ore_million_t"))


def _contained(family: Family, column: str) -> float:
    """Return the grades of the parts times their tonnages, added up."""
    grades, tonnages = family.values(column), family.values("ore_million_t")
    return math.fsum(grade * tonnage for grade, tonnage in zip(grades, tonnages, strict=True))


def total_far_from_its_parts(atlas: Atlas) -> Iterator[Found]:
    """Find totals that could hold only if what their parts leave out were far richer or poorer than every part."""
    for family, column, what in _families_by_grade(atlas):
        rest = _grade_of_the_rest(family, column)
        if rest is None or _may_hold(rest[1], family.values(column)):
            continue
        message = (
            f"{statement_name(atlas.rows, family.total)}: the total is given {family.total.stated(column).words} % "
            f"{what}, its parts {_listed(family.values(column))} %. The {computed_words(rest[0])} million t that no "
            f"part covers would have to hold {computed_words(rest[1])} %: the figure of the total looks like a slip."
        )
        yield Found.of(family.total.about, message, family.rows)


def _may_hold(grade: float, grades: list[float]) -> bool:
    """Return whether a grade is within reach of others: as far from them as they are apart, or by a quarter."""
    apart = Span(max(grades), max(grades)).over(Span(min(grades), min(grades))).high
    reach = max(RICHER, apart)
    return min(grades) / reach <= grade <= max(grades) * reach


def _grade_of_the_rest(family: Family, column: str) -> tuple[float, float] | None:
    """Return the tonnes that the parts leave out and the grade they would need; None where too little is known."""
    if not family.gives(column, "ore_million_t") or not _parts_are_missing(family):
        return None
    whole, tonnes = family.total.stated("ore_million_t").value, math.fsum(family.values("ore_million_t"))
    rest = whole - tonnes
    if rest <= 0 or tonnes < MOST_OF_IT * whole:
        return None
    return rest, (whole * family.total.stated(column).value - _contained(family, column)) / rest


def total_is_not_the_mean(atlas: Atlas) -> Iterator[Found]:
    """Find totals whose grade is not the mean of their parts by tonnage, though it lies among them."""
    for family, column, what in _families_by_grade(atlas):
        if not family.gives(column, "ore_million_t") or _parts_are_missing(family):
            continue
        mean = _mean_grade(family, column)
        if mean is None or _grade_is_outside(family, column) or _mean_agrees(family, column, mean):
            continue
        message = (
            f"{statement_name(atlas.rows, family.total)}: the total is given "
            f"{format_number(family.total.stated(column).value)} % {what}, but its {len(family.parts)} parts have a "
            f"mean of {computed_words(mean)} % by tonnage."
        )
        yield Found.of(family.total.about, message, family.rows)


def _mean_agrees(family: Family, column: str, mean: float) -> bool:
    spans = [span_of(row, column) for row in family.parts]
    blur = max((span.high - span.low) / 2 for span in spans)
    around = Span(mean - blur, mean + blur).widened(MEAN_BLUR + _relay_slack(family))
    return around.meets(span_of(family.total, column))


def _relay_slack(family: Family) -> float:
    """Return what to allow where the parts were read elsewhere than the total, and so may count oxides otherwise."""
    elsewhere = any(row.source_id != family.total.source_id for row in family.parts)
    return convention_slack(family.total) if elsewhere else 0.0


def parts_do_not_add_up(atlas: Atlas) -> Iterator[Found]:
    """Find totals that their parts pass, or, where no part is missing, do not reach."""
    for family in families(atlas.rows):
        for column, what in AMOUNTS:
            if family.gives(column) and not _adds_up(family, column):
                yield Found.of(family.total.about, _sum_words(atlas.rows, family, column, what), family.rows)


def _adds_up(family: Family, column: str) -> bool:
    slack = 0.0 if column == "ore_million_t" else _relay_slack(family)
    total = span_of(family.total, column).widened(slack)
    parts = sum_of(span_of(row, column) for row in family.parts)
    return parts.meets(total) or (parts.high < total.low and not family.is_complete)


def _sum_words(records: Rows, family: Family, column: str, what: str) -> str:
    added, total = math.fsum(family.values(column)), family.total.stated(column)
    return (
        f"{statement_name(records, family.total)}: the total is {total.words} million t {what}, but its "
        f"{len(family.parts)} parts add up to {computed_words(added, 4)} million t. "
        f"{short_ton_hint(added, total.value)}"
    ).strip()


def recovery_outside_its_parts(atlas: Atlas) -> Iterator[Found]:
    """Find recoveries of all rare earths that lie above or below those of the light and the heavy ones."""
    records = atlas.rows
    read = [row for row in records.steps if row.definite("recovery_percent") is not None]
    for group in grouped(read, "deposit_id", "source_id", "step", "feed", "product", "as_of").values():
        parts = [row for row in group if row.element in GROUPS]
        spans = [span_of(row, "recovery_percent") for row in parts]
        for total in (row for row in group if row.is_of_all_rare_earths and len(parts) > 1):
            if range_of(spans).meets(span_of(total, "recovery_percent")):
                continue
            given = [f"{format_number(row.stated('recovery_percent').value)} % of {row.element}" for row in parts]
            message = (
                f"{format_number(total.stated('recovery_percent').value)} % of all rare earths are said to be "
                f"recovered ({records.cited(total)}), but {join_words(given)}. A total must lie between its parts."
            )
            yield Found.of(total.about, message, (total, *parts))


def reserve_counted_twice(atlas: Atlas) -> Iterator[Found]:
    """Find totals made of a reserve and of a resource that already includes it."""
    records = atlas.rows
    for rows in records.estimates_by_deposit.values():
        inclusive = [row for row in rows if row.inclusive_of_reserves and row.ore_million_t]
        reserves = [row for row in rows if row.statement_type == "reserve" and (row.ore_million_t or 0) >= MEAN_BLUR]
        for resource in inclusive:
            for reserve in reserves:
                for total in rows:
                    if _is_their_sum(total, resource, reserve):
                        trio = (total, resource, reserve)
                        yield Found.of(total.about, _counted_twice(records, *trio), trio)


def _is_their_sum(total: Estimate, resource: Estimate, reserve: Estimate) -> bool:
    if total in (resource, reserve) or total.ore_million_t is None:
        return False
    if resource.source_id not in (reserve.source_id, total.source_id):
        return False
    whole, most, part = (span_of(row, "ore_million_t") for row in (total, resource, reserve))
    return sum_of((most, part)).meets(whole) and not most.meets(whole)


def _counted_twice(records: Rows, total: Estimate, resource: Estimate, reserve: Estimate) -> str:
    whole, most, part = (row.stated("ore_million_t").words for row in (total, resource, reserve))
    return (
        f"{statement_name(records, total)}: {whole} million t are the resource of {most} million t and the reserve of "
        f"{part} million t added up, but the resource already includes the reserve. {most} million t would be right."
    )


def reserve_above_resource(atlas: Atlas) -> Iterator[Found]:
    """Find reserves larger than the resource that is said to include them."""
    records = atlas.rows
    for deposit_id in records.estimates_by_deposit:
        rows = records.current_totals(deposit_id)
        reserves = [row for row in rows if row.statement_type == "reserve"]
        for resource in (row for row in rows if row.inclusive_of_reserves):
            for reserve in reserves:
                for column, what in AMOUNTS[:2]:
                    if _is_above(reserve, resource, column):
                        message = _above_words(records, reserve, resource, column, what)
                        yield Found.of(deposit_id, message, (reserve, resource))


def _is_above(reserve: Estimate, resource: Estimate, column: str) -> bool:
    if None in (reserve.number(column), resource.number(column)) or reserve.reporting_code != resource.reporting_code:
        return False
    return span_of(reserve, column).low > span_of(resource, column).high


def _above_words(records: Rows, reserve: Estimate, resource: Estimate, column: str, what: str) -> str:
    return (
        f"The reserve at {records.name(reserve.about)} is {reserve.stated(column).words} million t {what} "
        f"({records.cited(reserve)}), more than the resource of {resource.stated(column).words} million t that is said "
        f"to include it ({records.cited(resource)})."
    )


RULES = (
    Rule(
        "total-outside-its-parts",
        "error",
        "The grade of a total lies between those of its parts.",
        "Arithmetic: a weighted mean lies between its least and its greatest member.",
        (),
        total_outside_its_parts,
    ),
    Rule(
        "total-far-from-its-parts",
        "warning",
        "What the parts of a total leave out is not far richer or poorer than every part.",
        (
            "Arithmetic: the grade that the rest would need may lie as far from the parts as they lie apart, or by a "
            "quarter."
        ),
        (),
        total_far_from_its_parts,
    ),
    Rule(
        "recovery-outside-its-parts",
        "error",
        "The recovery of all rare earths lies between those of the light and the heavy ones.",
        "Arithmetic: a weighted mean lies between its least and its greatest member.",
        (),
        recovery_outside_its_parts,
    ),
    Rule(
        "total-is-not-the-mean",
        "warning",
        "The grade of a total is the mean of its parts by tonnage.",
        (
            "Arithmetic; the tolerance is the rounding of the parts and 1 %, and 2.5 % more where they were read "
            "elsewhere."
        ),
        (),
        total_is_not_the_mean,
    ),
    Rule(
        "parts-do-not-add-up",
        "error",
        "Parts do not pass their total, and reach it where none is missing.",
        (
            "Arithmetic; the tolerance is the rounding of all figures, and 2.5 % of the oxide where the parts were "
            "read elsewhere."
        ),
        (),
        parts_do_not_add_up,
    ),
    Rule(
        "reserve-counted-twice",
        "error",
        "A reserve is not added to a resource that includes it.",
        "Arithmetic: a resource is stated with the reserve in it or without.",
        (),
        reserve_counted_twice,
    ),
    Rule(
        "reserve-above-resource",
        "error",
        "A reserve is no larger than the resource that includes it.",
        "Arithmetic: a part is no larger than the whole.",
        (),
        reserve_above_resource,
    ),
)
