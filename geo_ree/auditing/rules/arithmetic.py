"""Whether the figures of a statement multiply and add up."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import Row, date_of, figure_words
from geo_ree.atlas.preference import stated_date
from geo_ree.auditing.intervals import SHORT_TON, Span, convention_slack, is_bound, span_of, sum_of
from geo_ree.auditing.ledger import Ledger, entries, found, grouped, ledger_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.auditing.totals import Family, families
from geo_ree.text.figures import format_number, join_words

# Grade column, contained column, what they count.
GRADES = (
    ("treo_percent", "treo_million_t", "TREO"),
    ("tree_percent", "tree_million_t", "rare-earth elements"),
)
# The mean of rounded grades weighted by rounded tonnes is itself blurred.
MEAN_BLUR = 0.01
# The parts must hold this much of the tonnes before they say something of the total.
MOST_OF_IT = 0.5
# What the parts leave out may be richer or poorer than they are, but hardly by more than this.
RICHER = 1.25
WRONG = "One of the three figures is wrong or counts something else."
# Statements further apart are of different times: that they differ is no contradiction.
YEARS_APART = 3
TOTALS = ("TREE", "TREO", "REE", "REO")
GROUPS = ("LREE", "HREE", "MREE", "LREO", "HREO", "MREO")


def tonnage_times_grade(atlas: Atlas) -> Iterator[Found]:
    """Find statements whose tonnage times grade is not the oxide that they state."""
    ledger = ledger_of(atlas)
    for row in ledger.rows["estimates"]:
        for grade, contained, what in GRADES:
            if None in (row["ore_million_t"], row[grade], row[contained]):
                continue
            product = span_of(row, "ore_million_t").times(span_of(row, grade)).widened(convention_slack(row))
            if product.times(Span(0.01, 0.01)).meets(span_of(row, contained)):
                continue
            computed = row["ore_million_t"] * row[grade] / 100
            message = (
                f"{_head(ledger, row)}: {figure_words(row, 'ore_million_t')} million t at {figure_words(row, grade)} % "
                f"hold {_computed(computed)} million t of {what}, but {figure_words(row, contained)} million t are "
                f"stated. {_short_ton_hint(row[contained], computed) or WRONG}"
            )
            yield found(str(row["deposit_id"]), message, [("estimates", row)])


def _short_ton_hint(first: float, second: float) -> str:
    """Return a hint where one figure is the other in short tons; empty text where it is not."""
    low, high = sorted((first, second))
    close = high > 0 and abs(low / high / SHORT_TON - 1) < MEAN_BLUR
    return "They are apart as short tons and metric tons are." if close else ""


def statements_do_not_close(atlas: Atlas) -> Iterator[Found]:
    """Find a grade given alone that is not the one implied by the tonnage and oxide of the preferred statement."""
    ledger = ledger_of(atlas)
    for deposit_id in ledger.estimates:
        rows = ledger.whole(deposit_id)
        head = next((row for row in rows if row["is_preferred"]), None)
        if head is None or not head["ore_million_t"] or head["treo_million_t"] is None or head["treo_percent"]:
            continue
        implied = span_of(head, "treo_million_t").times(Span(100, 100)).over(span_of(head, "ore_million_t"))
        for row in rows:
            if _gives_grade_alone(row, head) and not implied.meets(span_of(row, "treo_percent")):
                yield found(deposit_id, _implied_grade(ledger, head, row), entries("estimates", (head, row)))


def _gives_grade_alone(row: Row, head: Row) -> bool:
    if row["treo_percent"] is None or row["ore_million_t"] is not None or row["treo_million_t"] is not None:
        return False
    years = abs(int(str(date_of(row))[:4]) - int(str(date_of(head))[:4]))
    return (
        row["statement_type"] == head["statement_type"] and years <= YEARS_APART and not is_bound(row, "treo_percent")
    )


def _implied_grade(ledger: Ledger, head: Row, row: Row) -> str:
    ore, oxide, grade = head["ore_million_t"], head["treo_million_t"], row["treo_percent"]
    return (
        f"{figure_words(head, 'treo_million_t')} million t of oxide in {figure_words(head, 'ore_million_t')} million t "
        f"at {ledger.name(str(head['deposit_id']))} ({ledger.cited(head)}) are {_computed(oxide / ore * 100)} %, but "
        f"the grade is given apart as {figure_words(row, 'treo_percent')} % ({ledger.cited(row)}), which would make "
        f"{_computed(ore * grade / 100)} million t. The two are different statements and must not be joined."
    )


def total_outside_its_parts(atlas: Atlas) -> Iterator[Found]:
    """Find totals whose grade lies above or below the grades of all their parts."""
    ledger = ledger_of(atlas)
    for family in families(ledger):
        for column, _, what in GRADES:
            if _grade_is_outside(family, column):
                yield found(*_outside(ledger, family, column, what))


def _grade_is_outside(family: Family, column: str) -> bool:
    rows = (family.total, *family.parts)
    if any(row[column] is None for row in rows) or _parts_are_missing(family):
        return False
    spans = [span_of(row, column) for row in family.parts]
    between = Span(min(span.low for span in spans), max(span.high for span in spans))
    return not between.meets(span_of(family.total, column))


def total_far_from_its_parts(atlas: Atlas) -> Iterator[Found]:
    """Find totals that could hold only if what their parts leave out were far richer or poorer than every part."""
    ledger = ledger_of(atlas)
    for family in families(ledger):
        for column, _, what in GRADES:
            rest = _grade_of_the_rest(family, column)
            grades = [row[column] for row in family.parts]
            if rest is None or _may_hold(rest[1], grades):
                continue
            total = family.total
            message = (
                f"{_head(ledger, total)}: the total is given {figure_words(total, column)} % {what}, its parts "
                f"{join_words([format_number(grade) for grade in sorted(grades)])} %. The {_computed(rest[0])} million "
                f"t that no part covers would have to hold {_computed(rest[1])} %: the figure of the total looks like "
                "a slip."
            )
            yield found(str(total["deposit_id"]), message, entries("estimates", (total, *family.parts)))


def _may_hold(grade: float, grades: list[float]) -> bool:
    """Return whether a grade is within reach of others: as far from them as they are apart, or by a quarter."""
    reach = max(RICHER, max(grades) / min(grades)) if min(grades) else float("inf")
    return min(grades) / reach <= grade <= max(grades) * reach


def _grade_of_the_rest(family: Family, column: str) -> tuple[float, float] | None:
    """Return the tonnes that the parts leave out and the grade they would need; None where too little is known."""
    rows = (family.total, *family.parts)
    if any(row[column] is None or row["ore_million_t"] is None for row in rows) or not _parts_are_missing(family):
        return None
    tonnes = math.fsum(row["ore_million_t"] for row in family.parts)
    rest = family.total["ore_million_t"] - tonnes
    if rest <= 0 or tonnes < MOST_OF_IT * family.total["ore_million_t"]:
        return None
    oxide = family.total["ore_million_t"] * family.total[column]
    return rest, (oxide - math.fsum(row["ore_million_t"] * row[column] for row in family.parts)) / rest


def one_tonnage_two_grades(atlas: Atlas) -> Iterator[Found]:
    """Find one tonnage of one year that is given two grades."""
    ledger = ledger_of(atlas)
    for deposit_id, rows in ledger.estimates.items():
        whole = [row for row in rows if row["ore_million_t"] and row["treo_percent"] and _is_whole(row)]
        for first, second in combinations(whole, 2):
            if first["ore_million_t"] != second["ore_million_t"] or stated_date(first)[:4] != stated_date(second)[:4]:
                continue
            if span_of(first, "treo_percent").widened(MEAN_BLUR).meets(span_of(second, "treo_percent")):
                continue
            digits = [sorted(f"{row['treo_percent']:g}") for row in (first, second)]
            slip = ": the digits of one are those of the other in another order" if digits[0] == digits[1] else ""
            message = (
                f"{figure_words(first, 'ore_million_t')} million t at {ledger.name(deposit_id)} are given "
                f"{format_number(first['treo_percent'])} % TREO ({ledger.cited(first)}) and "
                f"{format_number(second['treo_percent'])} % ({ledger.cited(second)}){slip}. Both cannot "
                "hold for the same material."
            )
            yield found(deposit_id, message, entries("estimates", (first, second)))


def _is_whole(row: Row) -> bool:
    return not (row["part_of"] or row["orebody"]) and row["verified"] is not False


def _parts_are_missing(family: Family) -> bool:
    """Return whether the tonnes of the parts fall short of the total: what is missing may hold the other grade."""
    rows = (family.total, *family.parts)
    if any(row["ore_million_t"] is None for row in rows):
        return False
    parts = sum_of(span_of(row, "ore_million_t") for row in family.parts)
    return not parts.widened(MEAN_BLUR).meets(span_of(family.total, "ore_million_t"))


def _outside(ledger: Ledger, family: Family, column: str, what: str) -> tuple[str, str, list[tuple[str, Row]]]:
    grades = sorted(row[column] for row in family.parts)
    mean = _mean_grade(family, column)
    right = f"by their tonnages it is {_computed(mean)} %" if mean is not None else "the mean must lie between them"
    message = (
        f"{_head(ledger, family.total)}: the total is given {format_number(family.total[column])} % {what}, but its "
        f"parts have {join_words([format_number(grade) for grade in grades])} %; {right}. The figure of the total "
        "looks like a slip of the pen."
    )
    return str(family.total["deposit_id"]), message, entries("estimates", (family.total, *family.parts))


def _mean_grade(family: Family, column: str) -> float | None:
    """Return the mean grade of the parts by tonnage; None where a part gives no tonnage."""
    if any(not row["ore_million_t"] for row in family.parts):
        return None
    tonnes = math.fsum(row["ore_million_t"] for row in family.parts)
    return float(math.fsum(row["ore_million_t"] * row[column] for row in family.parts) / tonnes)


def total_is_not_the_mean(atlas: Atlas) -> Iterator[Found]:
    """Find totals whose grade is not the mean of their parts by tonnage, though it lies among them."""
    ledger = ledger_of(atlas)
    for family in families(ledger):
        for column, _, what in GRADES:
            rows = (family.total, *family.parts)
            if any(row[column] is None or row["ore_million_t"] is None for row in rows) or _parts_are_missing(family):
                continue
            mean = _mean_grade(family, column)
            if mean is None or _grade_is_outside(family, column) or _mean_agrees(family, column, mean):
                continue
            message = (
                f"{_head(ledger, family.total)}: the total is given {format_number(family.total[column])} % {what}, "
                f"but its {len(family.parts)} parts have a mean of {_computed(mean)} % by tonnage."
            )
            yield found(str(family.total["deposit_id"]), message, entries("estimates", rows))


def _mean_agrees(family: Family, column: str, mean: float) -> bool:
    blur = max((span_of(row, column).high - span_of(row, column).low) / 2 for row in family.parts)
    around = Span(mean - blur, mean + blur).widened(MEAN_BLUR + _relay_slack(family))
    return around.meets(span_of(family.total, column))


def _relay_slack(family: Family) -> float:
    """Return what to allow where the parts were read elsewhere than the total, and so may count oxides otherwise."""
    elsewhere = any(row["source_id"] != family.total["source_id"] for row in family.parts)
    return convention_slack(family.total) if elsewhere else 0.0


def parts_do_not_add_up(atlas: Atlas) -> Iterator[Found]:
    """Find totals that their parts pass, or, where no part is missing, do not reach."""
    ledger = ledger_of(atlas)
    columns = (("ore_million_t", "of material"), ("treo_million_t", "of TREO"), ("tree_million_t", "of elements"))
    for family in families(ledger):
        for column, what in columns:
            rows = (family.total, *family.parts)
            if any(row[column] is None for row in rows):
                continue
            slack = 0.0 if column == "ore_million_t" else _relay_slack(family)
            total = span_of(family.total, column).widened(slack)
            parts = sum_of(span_of(row, column) for row in family.parts)
            too_much, too_little = parts.low > total.high, parts.high < total.low and family.is_complete
            if not (too_much or too_little):
                continue
            added = math.fsum(row[column] for row in family.parts)
            message = (
                f"{_head(ledger, family.total)}: the total is {figure_words(family.total, column)} million t {what}, "
                f"but its {len(family.parts)} parts add up to {_computed(added, 4)} million t. "
                f"{_short_ton_hint(added, family.total[column])}"
            ).strip()
            yield found(str(family.total["deposit_id"]), message, entries("estimates", rows))


def recovery_outside_its_parts(atlas: Atlas) -> Iterator[Found]:
    """Find recoveries of all rare earths that lie above or below those of the light and the heavy ones."""
    ledger = ledger_of(atlas)
    read = [row for row in ledger.rows["processes"] if row["recovery_percent"] is not None and not is_bound(row)]
    for group in grouped(read, "deposit_id", "source_id", "step", "feed", "product", "as_of").values():
        parts = [row for row in group if row["element"] in GROUPS]
        for total in (row for row in group if row["element"] in TOTALS):
            spans = [span_of(row, "recovery_percent") for row in parts]
            if len(parts) < 2 or _within(span_of(total, "recovery_percent"), spans):
                continue
            named = [f"{format_number(row['recovery_percent'])} % of {row['element']}" for row in parts]
            message = (
                f"{format_number(total['recovery_percent'])} % of all rare earths are said to be recovered "
                f"({ledger.cited(total)}), but {join_words(named)}. A total must lie between its parts."
            )
            yield found(str(total["deposit_id"] or "world"), message, entries("processes", (total, *parts)))


def _within(total: Span, parts: list[Span]) -> bool:
    return Span(min(part.low for part in parts), max(part.high for part in parts)).meets(total)


def reserve_counted_twice(atlas: Atlas) -> Iterator[Found]:
    """Find totals made of a reserve and of a resource that already includes it."""
    ledger = ledger_of(atlas)
    for deposit_id, rows in ledger.estimates.items():
        inclusive = [row for row in rows if row["inclusive_of_reserves"] is True and row["ore_million_t"]]
        reserves = [row for row in rows if row["statement_type"] == "reserve" and row["ore_million_t"]]
        for resource in inclusive:
            for reserve in reserves:
                for total in rows:
                    if _is_their_sum(total, resource, reserve):
                        trio = (total, resource, reserve)
                        yield found(deposit_id, _counted_twice(ledger, *trio), entries("estimates", trio))


def _is_their_sum(total: Row, resource: Row, reserve: Row) -> bool:
    if total in (resource, reserve) or total["ore_million_t"] is None or reserve["ore_million_t"] < MEAN_BLUR:
        return False
    if reserve["source_id"] != resource["source_id"] and total["source_id"] != resource["source_id"]:
        return False
    total_span = span_of(total, "ore_million_t")
    both = sum_of((span_of(resource, "ore_million_t"), span_of(reserve, "ore_million_t")))
    return both.meets(total_span) and not span_of(resource, "ore_million_t").meets(total_span)


def _counted_twice(ledger: Ledger, total: Row, resource: Row, reserve: Row) -> str:
    return (
        f"{_head(ledger, total)}: {figure_words(total, 'ore_million_t')} million t are the resource of "
        f"{figure_words(resource, 'ore_million_t')} million t and the reserve of "
        f"{figure_words(reserve, 'ore_million_t')} million t added up, but the resource already includes the reserve. "
        f"{figure_words(resource, 'ore_million_t')} million t would be right."
    )


def reserve_above_resource(atlas: Atlas) -> Iterator[Found]:
    """Find reserves larger than the resource that is said to include them."""
    ledger = ledger_of(atlas)
    for deposit_id in ledger.estimates:
        rows = ledger.whole(deposit_id)
        reserves = [row for row in rows if row["statement_type"] == "reserve"]
        for resource in (row for row in rows if row["inclusive_of_reserves"] is True):
            for reserve in reserves:
                for column, what in (("ore_million_t", "of material"), ("treo_million_t", "of TREO")):
                    if not _is_above(reserve, resource, column):
                        continue
                    message = (
                        f"The reserve at {ledger.name(deposit_id)} is {figure_words(reserve, column)} million t {what} "
                        f"({ledger.cited(reserve)}), more than the resource of {figure_words(resource, column)} "
                        f"million t that is said to include it ({ledger.cited(resource)})."
                    )
                    yield found(deposit_id, message, entries("estimates", (reserve, resource)))


def _is_above(reserve: Row, resource: Row, column: str) -> bool:
    if reserve[column] is None or resource[column] is None or reserve["reporting_code"] != resource["reporting_code"]:
        return False
    return span_of(reserve, column).low > span_of(resource, column).high


def _head(ledger: Ledger, row: Row) -> str:
    """Return what a statement is called at the head of a message: the deposit, who states it, when."""
    orebody = f", {row['orebody']}" if row["orebody"] else ""
    return f"{ledger.name(str(row['deposit_id']))}{orebody} ({ledger.cited(row)})"


def _computed(value: float, digits: int = 3) -> str:
    return format_number(value, significant=digits)


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
        "one-tonnage-two-grades",
        "warning",
        "One tonnage of one year has one grade.",
        "Comparison of totals of the same tonnage and year.",
        (),
        one_tonnage_two_grades,
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
    Rule(
        "statements-do-not-close",
        "note",
        "Figures of different statements are not one statement.",
        "Arithmetic between a statement of tonnage and oxide and a grade given apart, within three years.",
        (),
        statements_do_not_close,
    ),
)
