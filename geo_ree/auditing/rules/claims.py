"""Whether a claim is what it is called: signed, current, one figure or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.deposit_profile import describe_code
from geo_ree.atlas.rows.base import AnyRecord, Record, grouped, unique
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Byproduct, Estimate
from geo_ree.atlas.rows.records import Figure
from geo_ree.auditing.intervals import span_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.auditing.rules.quantities import is_slip
from geo_ree.layers.codelists import CRIRSCO_CODES
from geo_ree.text.figures import format_figure, join_unit, join_words
from geo_ree.text.labels import STATEMENT_TYPES, attribute_words, say

# Statements that can compete for the size of a deposit; a sample or a target says nothing of it.
COMPETING_TYPES = ("resource", "reserve", "claim", "national_statistic", "historical")
TONNAGES = (("ore_million_t", "of material"), ("treo_million_t", "of TREO"))
NATIONAL_RESERVES = "reserves_million_t_reo"
# Each test has a recovery and a purity of its own: they do not compete.
OF_ONE_TEST = ("recovery", "purity", "grade")
YEAR = "year"
# Figures that differ by less are the same for a reader, however they were rounded.
LEAST_DIFFERENCE = 0.02


def code_without_signature(atlas: Atlas) -> Iterator[Found]:
    """Find statements that name a reporting code without a report that a Competent or Qualified Person signed."""
    records = atlas.rows
    for deposit_id, rows in records.estimates_by_deposit.items():
        unsigned = [
            row for row in rows if row.reporting_code in CRIRSCO_CODES and not row.cp_signed and row.is_current_report
        ]
        if unsigned:
            codes = join_words(unique(describe_code(row) for row in unsigned))
            message = (
                f"Named for {records.name(deposit_id)}: {codes} ({records.cited_list(unsigned)}), but no report signed "
                "by a named Competent or Qualified Person was read. Until one is, the code is a claim."
            )
            yield Found.of(deposit_id, message, unsigned)


def superseded_in_use(atlas: Atlas) -> Iterator[Found]:
    """Find a statement that a newer one replaces where it is still used: as the preferred one, or by an analysis."""
    records = atlas.rows
    for row, newer in _replaced(records):
        if row.is_preferred:
            yield _superseded(records, row, newer, "heads the deposit's figures", [row])
    replaced = {row.key: (row, newer) for row, newer in _replaced(records)}
    for split_id, shares in grouped(records.element_shares, "split_id").items():
        if shares[0].estimate_id in replaced:
            used, newer = replaced[shares[0].estimate_id]
            where = f"is the statement of the analysis {split_id}"
            yield _superseded(records, used, newer, where, [used, *shares])


def _replaced(records: Rows) -> Iterator[tuple[Estimate, Estimate]]:
    """Yield each statement that another one of the atlas replaces, with that one."""
    for row in records.estimates.values():
        newer = records.estimates.get(row.superseded_by or "")
        if newer is not None:
            yield row, newer


def _superseded(records: Rows, row: Estimate, newer: Estimate, where: str, seen: Iterable[Record]) -> Found:
    message = (
        f"The statement {row.estimate_id} ({records.cited(row)}) {where}, but {newer.estimate_id} "
        f"({records.cited(newer)}) replaces it."
    )
    return Found.of(row.about, message, [*seen, newer])


def superseded_by_older(atlas: Atlas) -> Iterator[Found]:
    """Find a statement that is said to be replaced by an older one."""
    records = atlas.rows
    for row, newer in _replaced(records):
        digits = min(len(row.stated_date), len(newer.stated_date))
        if newer.stated_date[:digits] < row.stated_date[:digits]:
            message = (
                f"{row.estimate_id} of {row.stated_date} at {records.name(row.about)} is said to be replaced by "
                f"{newer.estimate_id}, which is of {newer.stated_date} and so older."
            )
            yield Found.of(row.about, message, (row, newer))


def figures_compete(atlas: Atlas) -> Iterator[Found]:
    """Find figures of one thing that differ by more than their rounding."""
    records = atlas.rows
    for figures in _figures_of_one_thing(records):
        yield from _competing(records, "value", figures, attribute_words(figures[0].attribute), figures[0].as_of)
    for plans in _plans_of_one_thing(records):
        yield from _competing(records, "quantity", plans, f"planned {plans[0].commodity}")


def _figures_of_one_thing(records: Rows) -> Iterable[tuple[Figure, ...]]:
    """Return the figures that were read and are about one thing at one time."""
    read = [
        row for row in records.figures if row.is_verified and not any(word in row.attribute for word in OF_ONE_TEST)
    ]
    return grouped(read, "subject_id", "attribute", "unit", "as_of").values()


def _plans_of_one_thing(records: Rows) -> Iterable[tuple[Byproduct, ...]]:
    """Return the planned by-products that were read; what lies in the ground belongs to a statement instead."""
    made = [row for row in records.byproducts if row.quantity is not None and row.is_verified and not row.is_in_situ]
    return grouped(made, "deposit_id", "commodity", "chemical_basis", "unit").values()


def _competing(
    records: Rows, column: str, group: tuple[Figure | Byproduct, ...], thing: str, as_of: str | None = None
) -> Iterator[Found]:
    rows = _differing(group, column)
    if len({row.source_id for row in rows}) < 2 or _are_a_slip(rows, column):
        return
    first = rows[0]
    given = [f"{_words(row, column)} ({records.cited(row)})" for row in rows]
    unit = "" if first.unit == YEAR else str(first.unit)
    when = f" for {as_of}" if as_of else ""
    message = (
        f"{records.name(first.about)}, {thing}{when}: {join_unit(join_words(given), unit)}. They differ by more than "
        "rounding; all are kept, none is averaged."
    )
    yield Found.of(first.about, message, rows)


def _are_a_slip(rows: Iterable[Record], column: str) -> bool:
    """Return whether two figures differ by exactly a thousand or a million, which another rule finds."""
    values = [row.stated(column).value for row in rows]
    return any(low and is_slip(high / low) for low, high in combinations(values, 2))


def _differing(group: Iterable[AnyRecord], column: str) -> list[AnyRecord]:
    """Return one row for each figure that is not within the rounding of the first; empty where all agree."""
    kept: list[AnyRecord] = []
    for row in sorted(group, key=lambda row: row.stated(column).value):
        if not any(_agree(row, other, column) for other in kept):
            kept.append(row)
    return kept if len(kept) > 1 else []


def _agree(row: Record, other: Record, column: str) -> bool:
    own, others = row.stated(column), other.stated(column)
    if own.unit == YEAR:
        # A year is not rounded: 2026 and 2027 are two, and a range is either of its years.
        return own.value <= others.upper and others.value <= own.upper
    close = abs(own.value - others.value) <= LEAST_DIFFERENCE * max(abs(own.value), abs(others.value))
    return close or span_of(row, column).meets(span_of(other, column))


def _words(row: Figure | Byproduct, column: str) -> str:
    """Return a figure in words; the thousands of a year are not parted."""
    found = row.stated(column)
    return format_figure(
        found.value, found.value_max, qualifier=found.qualifier, in_words=True, grouped=row.unit != YEAR
    )


def statements_compete(atlas: Atlas) -> Iterator[Found]:
    """Find current statements of one kind for one deposit that differ by more than their rounding."""
    records = atlas.rows
    for deposit_id in records.estimates_by_deposit:
        rows = [row for row in records.current_totals(deposit_id) if row.statement_type in COMPETING_TYPES]
        for group in grouped(rows, "statement_type", "resource_category").values():
            for column, what in TONNAGES:
                differing = _differing((row for row in group if row.number(column) is not None), column)
                if len({(row.source_id, row.stated_date) for row in differing}) < 2:
                    continue
                kind = differing[0].statement_type
                given = [f"{row.stated(column).words} ({records.cited(row)})" for row in differing]
                message = (
                    f"{records.name(deposit_id)}, {say(kind, STATEMENT_TYPES)}: {join_words(given)} million t {what}. "
                    "No statement replaces another; they are shown apart, never averaged or added."
                )
                yield Found.of(deposit_id, message, differing)


def country_below_its_deposit(atlas: Atlas) -> Iterator[Found]:
    """Find national reserves smaller than the reserve stated for one deposit of the country."""
    records = atlas.rows
    national = grouped((row for row in records.figures if row.attribute == NATIONAL_RESERVES), "subject_id")
    for deposit_id, deposit in records.deposits.items():
        code = deposit.country.lower()
        newest = max(national.get(code, ()), key=lambda row: (row.when or "", row.published_date or ""), default=None)
        if newest is None:
            continue
        larger = [
            row
            for row in records.current_totals(deposit_id)
            if row.statement_type == "reserve" and row.treo_million_t is not None
            if span_of(row, "treo_million_t").low > span_of(newest).high
        ]
        if larger:
            given = join_words([f"{row.stated('treo_million_t').words} ({records.cited(row)})" for row in larger])
            message = (
                f"All of {records.name(code)} has reserves of {newest.stated().words} million t of oxide "
                f"({records.cited(newest)}), less than is stated for {records.name(deposit_id)} alone: {given}. They "
                "count different things, or the deposit's figure is from before it was mined."
            )
            yield Found.of(deposit_id, message, (newest, *larger))


RULES = (
    Rule(
        "code-without-signature",
        "note",
        "A reporting code holds only through a report that a named Competent or Qualified Person signed.",
        "The JORC Code 2012 and its sisters under CRIRSCO.",
        ("jorc-code-2012",),
        code_without_signature,
    ),
    Rule(
        "superseded-in-use",
        "warning",
        "A statement that a newer one replaces is not used.",
        "Order of the statements of one party.",
        (),
        superseded_in_use,
    ),
    Rule(
        "superseded-by-older",
        "error",
        "A statement is replaced by a newer one.",
        "Order of dates.",
        (),
        superseded_by_older,
    ),
    Rule(
        "figures-compete",
        "note",
        "Figures of one thing agree within their rounding.",
        "Comparison of figures of one date, and of undated ones with each other; below 2 % nothing is said.",
        (),
        figures_compete,
    ),
    Rule(
        "statements-compete",
        "note",
        "Current statements of one kind for one deposit agree within their rounding.",
        "Comparison of totals that no newer statement replaces.",
        (),
        statements_compete,
    ),
    Rule(
        "country-below-its-deposit",
        "warning",
        "A country has no less than one of its deposits.",
        "Arithmetic: a part is no larger than the whole.",
        (),
        country_below_its_deposit,
    ),
)
