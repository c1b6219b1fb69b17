"""Whether a claim is what it is called: signed, current, one figure or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import Row, date_of, describe_code, figure_words, unique
from geo_ree.atlas.preference import stated_date
from geo_ree.auditing.intervals import span_of
from geo_ree.auditing.ledger import Entry, Ledger, cited_list, entries, found, grouped, ledger_of
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
# Figures that differ by less are the same for a reader, however they were rounded.
LEAST_DIFFERENCE = 0.02


def code_without_signature(atlas: Atlas) -> Iterator[Found]:
    """Find statements that name a reporting code without a report that a Competent or Qualified Person signed."""
    ledger = ledger_of(atlas)
    for deposit_id, rows in ledger.estimates.items():
        unsigned = [
            row
            for row in rows
            if row["reporting_code"] in CRIRSCO_CODES and row["cp_signed"] is not True and not row["part_of"]
            if row["verified"] is not False and not row["superseded_by"]
        ]
        if unsigned:
            codes = join_words(unique(describe_code(row) for row in unsigned))
            message = (
                f"Named for {ledger.name(deposit_id)}: {codes} ({cited_list(ledger, unsigned)}), but no report signed "
                "by a named Competent or Qualified Person was read. Until one is, the code is a claim."
            )
            yield found(deposit_id, message, entries("estimates", unsigned))


def superseded_in_use(atlas: Atlas) -> Iterator[Found]:
    """Find a statement that a newer one replaces where it is still used: as the preferred one, or by a split."""
    ledger = ledger_of(atlas)
    by_id = {row["estimate_id"]: row for row in ledger.rows["estimates"]}
    for row in ledger.rows["estimates"]:
        if row["superseded_by"] in by_id and row["is_preferred"]:
            yield found(*_superseded(ledger, row, by_id, "heads the deposit's figures", [("estimates", row)]))
    for split_id, shares in grouped(ledger.rows["element_shares"], "split_id").items():
        used = by_id.get(shares[0]["estimate_id"])
        if used is not None and used["superseded_by"] in by_id:
            seen: list[Entry] = [("estimates", used), *entries("element_shares", shares)]
            yield found(*_superseded(ledger, used, by_id, f"is the statement of the analysis {split_id}", seen))


def _superseded(
    ledger: Ledger, row: Row, by_id: dict[str, Row], where: str, seen: list[Entry]
) -> tuple[str, str, list[Entry]]:
    newer = by_id[row["superseded_by"]]
    message = (
        f"The statement {row['estimate_id']} ({ledger.cited(row)}) {where}, but {newer['estimate_id']} "
        f"({ledger.cited(newer)}) replaces it."
    )
    return str(row["deposit_id"]), message, [*seen, ("estimates", newer)]


def superseded_by_older(atlas: Atlas) -> Iterator[Found]:
    """Find a statement that is said to be replaced by an older one."""
    ledger = ledger_of(atlas)
    by_id = {row["estimate_id"]: row for row in ledger.rows["estimates"]}
    for row in ledger.rows["estimates"]:
        newer = by_id.get(row["superseded_by"])
        if newer is None:
            continue
        digits = min(len(stated_date(row)), len(stated_date(newer)))
        if stated_date(newer)[:digits] < stated_date(row)[:digits]:
            message = (
                f"{row['estimate_id']} of {stated_date(row)} at {ledger.name(str(row['deposit_id']))} is said to be "
                f"replaced by {newer['estimate_id']}, which is of {stated_date(newer)} and so older."
            )
            yield found(str(row["deposit_id"]), message, entries("estimates", (row, newer)))


def figures_compete(atlas: Atlas) -> Iterator[Found]:
    """Find figures of one thing that differ by more than their rounding."""
    ledger = ledger_of(atlas)
    for (table, column), groups in _groups_of_figures(ledger).items():
        for group in groups:
            differing = _differing(group, column)
            if differing and len({row["source_id"] for row in differing}) > 1 and not _are_a_slip(differing, column):
                yield _competing(ledger, table, column, differing)


def _groups_of_figures(ledger: Ledger) -> dict[tuple[str, str], Iterable[tuple[Row, ...]]]:
    """Return the rows of figures and by-products that are about one thing, figures also of one time."""
    read = [
        row
        for row in ledger.rows["figures"]
        if row["verified"] is not False and not any(word in row["attribute"] for word in OF_ONE_TEST)
    ]
    plans = [row for row in ledger.rows["byproducts"] if row["quantity"] is not None and row["verified"] is not False]
    # What lies in the ground belongs to a statement; what is planned to be made is one plan.
    made = [row for row in plans if row["in_situ_or_product"] == "product"]
    byproducts = grouped(made, "deposit_id", "commodity", "chemical_basis", "unit")
    return {
        ("figures", "value"): grouped(read, "subject_id", "attribute", "unit", "as_of").values(),
        ("byproducts", "quantity"): byproducts.values(),
    }


def _are_a_slip(rows: list[Row], column: str) -> bool:
    """Return whether two figures differ by exactly a thousand or a million, which another rule finds."""
    return any(row[column] and is_slip(other[column] / row[column]) for row, other in combinations(rows, 2))


def _differing(group: tuple[Row, ...], column: str) -> list[Row]:
    """Return one row for each figure that is not within the rounding of the first; empty where all agree."""
    kept: list[Row] = []
    for row in sorted(group, key=lambda row: float(row[column])):
        if not any(_agree(row, other, column) for other in kept):
            kept.append(row)
    return kept if len(kept) > 1 else []


def _agree(row: Row, other: Row, column: str) -> bool:
    if row.get("unit") == "year":
        # A year is not rounded: 2026 and 2027 are two, and a range is either of its years.
        return bool(
            row[column] <= (other["value_max"] or other[column]) and other[column] <= (row["value_max"] or row[column])
        )
    close = abs(row[column] - other[column]) <= LEAST_DIFFERENCE * max(abs(row[column]), abs(other[column]))
    return bool(close) or span_of(row, column).meets(span_of(other, column))


def _competing(ledger: Ledger, table: str, column: str, rows: list[Row]) -> Found:
    first = rows[0]
    subject = str(first.get("subject_id") or first["deposit_id"])
    thing = attribute_words(first["attribute"]) if table == "figures" else f"planned {first['commodity']}"
    given = [f"{_words(row, column)} ({ledger.cited(row)})" for row in rows]
    unit = "" if first["unit"] == "year" else str(first["unit"])
    as_of = f" for {first['as_of']}" if table == "figures" and first["as_of"] else ""
    message = (
        f"{ledger.name(subject)}, {thing}{as_of}: {join_unit(join_words(given), unit)}. They differ by more than "
        "rounding; all are kept, none is averaged."
    )
    return found(subject, message, entries(table, rows))


def _words(row: Row, column: str) -> str:
    """Return a figure in words; the thousands of a year are not parted."""
    return format_figure(
        row[column],
        row.get(f"{column}_max"),
        qualifier=row["qualifier"],
        in_words=True,
        grouped=row.get("unit") != "year",
    )


def statements_compete(atlas: Atlas) -> Iterator[Found]:
    """Find current statements of one kind for one deposit that differ by more than their rounding."""
    ledger = ledger_of(atlas)
    for deposit_id in ledger.estimates:
        rows = [row for row in ledger.whole(deposit_id) if row["statement_type"] in COMPETING_TYPES]
        for group in grouped(rows, "statement_type", "resource_category").values():
            for column, what in TONNAGES:
                differing = _differing(tuple(row for row in group if row[column] is not None), column)
                if len({(row["source_id"], stated_date(row)) for row in differing}) < 2:
                    continue
                kind = differing[0]["statement_type"]
                given = [f"{figure_words(row, column)} ({ledger.cited(row)})" for row in differing]
                message = (
                    f"{ledger.name(deposit_id)}, {say(kind, STATEMENT_TYPES)}: {join_words(given)} million t {what}. "
                    "No statement replaces another; they are shown apart, never averaged or added."
                )
                yield found(deposit_id, message, entries("estimates", differing))


def country_below_its_deposit(atlas: Atlas) -> Iterator[Found]:
    """Find national reserves smaller than the reserve stated for one deposit of the country."""
    ledger = ledger_of(atlas)
    national = grouped((r for r in ledger.rows["figures"] if r["attribute"] == NATIONAL_RESERVES), "subject_id")
    for deposit in ledger.rows["deposits"]:
        code = str(deposit["country"]).lower()
        newest = max(national.get(code, ()), key=lambda row: (date_of(row) or "", row["published_date"]), default=None)
        if newest is None:
            continue
        larger = [
            row
            for row in ledger.whole(str(deposit["deposit_id"]))
            if row["statement_type"] == "reserve" and row["treo_million_t"] is not None
            if span_of(row, "treo_million_t").low > span_of(newest).high
        ]
        if larger:
            given = join_words([f"{figure_words(r, 'treo_million_t')} ({ledger.cited(r)})" for r in larger])
            message = (
                f"All of {ledger.name(code)} has reserves of {figure_words(newest)} million t of oxide "
                f"({ledger.cited(newest)}), less than is stated for {ledger.name(str(deposit['deposit_id']))} alone: "
                f"{given}. They count different things, or the deposit's figure is from before it was mined."
            )
            yield found(str(deposit["deposit_id"]), message, [("figures", newest), *entries("estimates", larger)])


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
