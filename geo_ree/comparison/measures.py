"""The rows of the side-by-side table: one small function a measure, in one table, in the order a reader wants.

Headline figures come from the preferred estimate alone. A figure that it does not give is missing; what other
statements give is said in the note, with its source, and never put in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from geo_ree.atlas.dossiers import (
    Analysis,
    Dossier,
    Row,
    Setting,
    code_application,
    combined_qualifier,
    date_of,
    describe_code,
    distance_km,
    figure_words,
    first_of_each,
    plain_rows,
    qualifier_of,
    thorium_rows,
    unique,
    upper_of,
)
from geo_ree.chemistry.elements import ELEMENTS
from geo_ree.comparison.records import Cell
from geo_ree.text.figures import NOT_STATED, format_date, format_distance, format_figure, format_number, join_words
from geo_ree.text.labels import CATEGORIES, CLAIM_STATUSES, MATERIALS, STATEMENT_TYPES, STATUSES, say

COMPUTED_DIGITS = 3
COMPUTED_SHARE_DIGITS = 2
MOST_ALTERNATIVES = 2
PLANNED_ORE, PLANNED_PRODUCT = "industrial_throughput_t_ore_per_year", "industrial_output_treo_t_per_year"
FACTORS = (("ore_million_t", "tonnage"), ("treo_percent", "grade"))
HEADLINE_FIGURES = ("ore_million_t", "treo_percent", "treo_million_t", "treo_million_t_computed")


@dataclass(frozen=True)
class MeasureKind:
    """One measure: its name, label and unit, how a deposit's cell is made, and whether bars can be drawn at all.

    ``keep_in_mind`` is what a reader must know whatever the deposits.
    """

    measure: str
    label: str
    unit: str
    make_cell: Callable[[Setting, Dossier], Cell]
    bars: bool = False
    keep_in_mind: str = ""


# --- size and grade: the preferred estimate -----------------------------------------------------------------------


def ore_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the tonnage of the preferred estimate, with what the tonnes are of."""
    cell = _headline_cell(setting, dossier, "ore_million_t", "million t")
    basis = dossier.headline["tonnage_basis"] if dossier.headline and not cell.is_missing else None
    return replace(cell, note=f"{cell.note}; {basis}") if basis else cell


def grade_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the grade of the preferred estimate."""
    return _headline_cell(setting, dossier, "treo_percent", "% TREO")


def oxide_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the contained oxide as the preferred estimate states it."""
    return _headline_cell(setting, dossier, "treo_million_t", "million t")


def computed_oxide_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return tonnage times grade, where the preferred estimate gives both."""
    row, unit = dossier.headline, "million t"
    if row is None:
        return _missing(dossier, unit, "no statement")
    if row["treo_million_t_computed"] is None:
        absent = [word for column, word in FACTORS if row[column] is None]
        return _missing(dossier, unit, f"not computed: the statement gives no {' and no '.join(absent)}")
    qualifier = combined_qualifier(qualifier_of(row, column) for column, _ in FACTORS)
    upper = upper_of(row, "treo_million_t_computed")
    return Cell(
        dossier.deposit_id,
        row["treo_million_t_computed"],
        format_figure(row["treo_million_t_computed"], upper, qualifier=qualifier, significant=COMPUTED_DIGITS),
        unit,
        (row["source_id"],),
        value_max=upper,
        qualifier=qualifier,
        claim_status=row["claim_status"],
        date=date_of(row),
        note=f"computed here: {figure_words(row, 'ore_million_t')} million t at {figure_words(row, 'treo_percent')} %",
    )


def _headline_cell(setting: Setting, dossier: Dossier, column: str, unit: str) -> Cell:
    row = dossier.headline
    if row is None or row[column] is None:
        return _alternatives_cell(setting, dossier, column, unit)
    return Cell(
        dossier.deposit_id,
        row[column],
        format_figure(row[column], upper_of(row, column), qualifier=qualifier_of(row, column)),
        unit,
        (row["source_id"],),
        value_max=upper_of(row, column),
        qualifier=qualifier_of(row, column),
        claim_status=row["claim_status"],
        date=date_of(row),
        note=f"{say(row['statement_type'], STATEMENT_TYPES)}, {describe_code(row)}",
    )


def _alternatives_cell(setting: Setting, dossier: Dossier, column: str, unit: str) -> Cell:
    """Return a missing cell whose note tells what other statements give."""
    others = first_of_each(dossier.stated(column), column)[:MOST_ALTERNATIVES]
    if not others:
        return _missing(dossier, unit, "")
    given = join_words([_alternative_words(setting, row, column, unit) for row in others])
    head = "another statement gives" if len(others) == 1 else "other statements give"
    return _missing(dossier, unit, f"{head} {given}", tuple(row["source_id"] for row in others))


def _alternative_words(setting: Setting, row: Row, column: str, unit: str) -> str:
    """Return another statement's figure with who states it; of a tonnage also what the tonnes are of."""
    words = setting.cited_figure(row, column, unit)
    return f"{words}: {row['tonnage_basis']}" if column == "ore_million_t" and row["tonnage_basis"] else words


# --- elements -----------------------------------------------------------------------------------------------------


def elements_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return how many of the 17 elements are said to be there.

    The elements that an analysis happens to list are a remark, never the figure: they say how full the analysis is.
    """
    counts = first_of_each(dossier.figures.get("elements_present", ()), "value")
    stated, others = (counts[0] if counts else None), counts[1:]
    first = dossier.figure("elements_produced_first")
    named = [symbol for symbol in ELEMENTS if symbol in dossier.deposit["elements"]]
    notes = [f"also stated: {figure_words(row)} ({setting.cited(row)})" for row in others]
    notes += [f"{figure_words(first)} to be produced first"] if first else []
    notes += [f"shares are published for {len(named)}: {', '.join(named)}"] if named else []
    rows = [row for row in (stated, *others, first) if row is not None]
    count = stated["value"] if stated else None
    return Cell(
        dossier.deposit_id,
        count,
        NOT_STATED if count is None else f"{format_number(count)} of {len(ELEMENTS)}",
        "",
        unique([*(row["source_id"] for row in rows), *(analysis.source_id for analysis in dossier.analyses)]),
        date=date_of(stated) if stated else None,
        note="; ".join(notes),
    )


def magnet_share_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return Nd2O3 + Pr6O11, each analysis on its own, with the material analysed."""
    analyses = [analysis for analysis in dossier.analyses if analysis.magnet_share is not None]
    shares = [_share_text(analysis) for analysis in analyses]
    values = [analysis.magnet_share for analysis in analyses if analysis.magnet_share is not None]
    if not values:
        return _missing(dossier, "% of the oxides analysed", "no analysis gives both neodymium and praseodymium")
    noted = [f"{share}: {_material_words(analysis)}" for share, analysis in zip(shares, analyses, strict=True)]
    return Cell(
        dossier.deposit_id,
        min(values),
        " or ".join(dict.fromkeys(shares)),
        "% of the oxides analysed",
        unique(analysis.source_id for analysis in analyses),
        value_max=max(values) if max(values) > min(values) else None,
        qualifier=combined_qualifier(qualifier for analysis in analyses for qualifier in analysis.qualifiers),
        date=analyses[0].date if len(analyses) == 1 else None,
        note=_material_words(analyses[0]) if len(analyses) == 1 else "; ".join(noted),
    )


def _share_text(analysis: Analysis) -> str:
    share = analysis.magnet_share or 0.0
    # A share that somebody computed from an assay is no better than the assay's digits, often one or two.
    digits = COMPUTED_SHARE_DIGITS if "computed" in analysis.normalised_to else COMPUTED_DIGITS
    return format_figure(share, qualifier=combined_qualifier(analysis.qualifiers), significant=digits)


def _material_words(analysis: Analysis) -> str:
    """Return what was analysed, and when: ``bastnaesite (mineral), 1982``."""
    word = say(analysis.material, MATERIALS)
    words = analysis.detail if analysis.material in analysis.detail.lower() else f"{analysis.detail} ({word})"
    year = (analysis.date or "")[:4]
    return f"{words}, {year}" if year not in words else words


# --- what comes with the rare earths ------------------------------------------------------------------------------


def byproducts_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the commodities besides the rare earths; grades, where stated, in the note."""
    names = unique(row["commodity"] for row in dossier.byproducts)
    in_situ = [row for row in dossier.byproducts if row["in_situ_or_product"] == "in_situ"]
    found = {row["commodity"] for row in in_situ}
    used = [row for row in dossier.byproducts if row in in_situ or row["commodity"] not in found]
    grades = _grades([row for row in in_situ if row["grade_percent"] is not None])
    doubtful = unique(row["commodity"] for row in used if row["verified"] is False)
    if doubtful:
        grades.append(f"not verified: {join_words(doubtful)}")
    return Cell(
        dossier.deposit_id,
        names or None,
        ", ".join(names) or NOT_STATED,
        "",
        unique(row["source_id"] for row in used),
        note="; ".join(dict.fromkeys(grades)),
    )


def _grades(rows: list[Row]) -> list[str]:
    """Return the grades in words; those with the same remark share it, since a grade may be of one sector only."""
    remarks = {row["byproduct_id"]: (row["note"] or "").split(". ")[0].rstrip(".") for row in rows}
    words = []
    for remark in dict.fromkeys(remarks.values()):
        grades = [_grade_words(row) for row in rows if remarks[row["byproduct_id"]] == remark]
        words.append(", ".join(grades) + (f" ({remark})" if remark else ""))
    return words


def _grade_words(row: Row) -> str:
    grade = format_figure(row["grade_percent"], qualifier=row["qualifier"], in_words=True)
    return f"{row['commodity']} {grade} % {row['chemical_basis'] or ''}".rstrip()


def thorium_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return every published tonnage of thorium in the ground; competing ones side by side, none preferred."""
    rows = sorted(thorium_rows(dossier), key=lambda row: float(row["value"]))
    if not rows:
        return _missing(dossier, "t", "")
    figures = unique(format_figure(row["value"], upper_of(row), qualifier=row["qualifier"]) for row in rows)
    highest = max(upper_of(row) or float(row["value"]) for row in rows)
    given = [f"{figure_words(row)} t {row['basis']} ({setting.cited(row)})" for row in rows]
    return Cell(
        dossier.deposit_id,
        rows[0]["value"],
        " or ".join(figures),
        "t",
        unique(row["source_id"] for row in rows),
        value_max=highest if highest > rows[0]["value"] else None,
        date=date_of(rows[0]) if len(rows) == 1 else None,
        note=("the statements conflict: " if len(figures) > 1 else "") + "; ".join(given),
    )


# --- what kind of statement it is ---------------------------------------------------------------------------------


def statement_type_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return what the preferred estimate is, such as a resource, a reserve or a claim."""
    return _word_cell(dossier, "statement_type", STATEMENT_TYPES)


def reporting_code_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the code under which the preferred estimate was reported."""
    cell = _word_cell(dossier, "reporting_code", None)
    row = dossier.headline
    if row is None:
        return cell
    if row["reporting_code"] != "none":
        return replace(cell, text=describe_code(row), note="signed" if row["cp_signed"] else "no signed report seen")
    applied = code_application(dossier)
    if applied is None:
        return cell
    note = f"an application was reported ({setting.cited(applied[0])}); no report is published"
    return replace(cell, note=note, source_ids=unique([*cell.source_ids, applied[0]["source_id"]]))


def claim_status_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the weight of the preferred estimate."""
    return _word_cell(dossier, "claim_status", CLAIM_STATUSES)


def category_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the confidence category of the preferred estimate."""
    return _word_cell(dossier, "resource_category", CATEGORIES)


def _word_cell(dossier: Dossier, column: str, words: dict[str, str] | None) -> Cell:
    row = dossier.headline
    if row is None or row[column] is None:
        return _missing(dossier, "", "", (row["source_id"],) if row else ())
    text = say(row[column], words)
    return Cell(dossier.deposit_id, row[column], text, "", (row["source_id"],), date=date_of(row))


def date_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the date for which the preferred estimate holds, else that of its publication."""
    row = dossier.headline
    if row is None:
        return _missing(dossier, "", "")
    iso = date_of(row)
    note = "" if row["effective_date"] else "date of publication; no effective date is stated"
    return Cell(dossier.deposit_id, iso, format_date(iso), "", (row["source_id"],), date=iso, note=note)


def cutoff_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the cut-off grade of the preferred estimate; its unit differs between deposits, so it is in the text."""
    row = dossier.headline
    if row is None or row["cutoff_value"] is None:
        return _missing(dossier, "", "", (row["source_id"],) if row else ())
    text = f"{format_number(row['cutoff_value'])} {row['cutoff_unit']}"
    return Cell(dossier.deposit_id, row["cutoff_value"], text, "", (row["source_id"],), date=date_of(row))


# --- the project --------------------------------------------------------------------------------------------------


def status_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return where the project stands, and who works it."""
    text = say(dossier.deposit["status"], STATUSES)
    return replace(_deposit_cell(dossier, "status"), text=text, note=dossier.deposit["operator"] or "")


def type_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the geological type."""
    return _deposit_cell(dossier, "deposit_type")


def minerals_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the minerals that carry the rare earths."""
    return _deposit_cell(dossier, "ree_minerals")


def _deposit_cell(dossier: Dossier, column: str) -> Cell:
    row, value = dossier.deposit, dossier.deposit[column]
    text = ", ".join(value) if isinstance(value, tuple) else say(value)
    return Cell(dossier.deposit_id, value or None, text or NOT_STATED, "", tuple(row["source_ids"]), date=row["as_of"])


def show_figure(attribute: str, unit: str) -> Callable[[Setting, Dossier], Cell]:
    """Return the function that shows one attribute of the figures table; the note tells the figures that differ."""

    def make_cell(setting: Setting, dossier: Dossier) -> Cell:
        rows = dossier.figures.get(attribute, ())
        if not rows:
            return _missing(dossier, unit, "")
        shown, others = rows[0], first_of_each([row for row in rows if row["value"] != rows[0]["value"]], "value")
        also = [f"{figure_words(row)} ({setting.cited(row)})" for row in others[:MOST_ALTERNATIVES]]
        return Cell(
            dossier.deposit_id,
            shown["value"],
            format_figure(shown["value"], shown["value_max"], qualifier=shown["qualifier"]),
            unit,
            unique([shown["source_id"], *(row["source_id"] for row in others[:MOST_ALTERNATIVES])]),
            qualifier=shown["qualifier"],
            value_max=shown["value_max"],
            claim_status="unverified" if shown["verified"] is False else None,
            date=date_of(shown),
            note=f"also stated: {join_words(also)}" if also else "",
        )

    return make_cell


# --- distances ----------------------------------------------------------------------------------------------------


def distance_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the geodesic distance to the other deposit, or to each of the others."""
    others = [other for other in setting.dossiers if other is not dossier]
    lengths = [distance_km(setting.atlas, dossier.deposit_id, other.deposit_id) for other in others]
    sources = unique(row.deposit["location_source_id"] for row in (dossier, *others))
    if len(others) == 1:
        text = format_number(round(lengths[0]))
        return Cell(dossier.deposit_id, lengths[0], text, "km", sources, note=f"to {others[0].name}")
    texts = tuple(f"{format_distance(km)} to {other.name}" for km, other in zip(lengths, others, strict=True))
    return Cell(dossier.deposit_id, texts, "; ".join(texts), "", sources)


def separation_cell(setting: Setting, dossier: Dossier) -> Cell:
    """Return the geodesic distance to the nearest plant that separates rare earths now; verified plants go first."""
    plants = [
        row
        for row in plain_rows(setting.atlas.facilities)
        if "separate" in row["stages"] and row["status"] == "operating"
    ]
    plants = [row for row in plants if row["verified"] is True] or plants
    if not plants:
        return _missing(dossier, "km", "no operating separation plant is known")
    reached = [(distance_km(setting.atlas, dossier.deposit_id, row["facility_id"]), row) for row in plants]
    length, plant = min(reached, key=lambda pair: (pair[0], pair[1]["facility_id"]))
    return Cell(
        dossier.deposit_id,
        length,
        format_distance(length).removesuffix(" km"),
        "km",
        unique([dossier.deposit["location_source_id"], plant["location_source_id"], *plant["source_ids"]]),
        claim_status=None if plant["verified"] is True else "unverified",
        date=plant["as_of"],
        note=f"{plant['name']}, {plant['country']}"
        + (f" (the point is: {plant['location_is']})" if plant["location_is"] else "")
        + f"; the nearest of {len(plants)} in this atlas",
    )


# --- the table ----------------------------------------------------------------------------------------------------

STRAIGHT = "A straight line over the ellipsoid; every road, railway or sea lane is longer."

MEASURES = (
    MeasureKind("ore_million_t", "Material or ore", "million t", ore_cell, bars=True),
    MeasureKind("treo_percent", "Grade", "% TREO", grade_cell, bars=True),
    MeasureKind("treo_million_t", "Contained TREO (stated)", "million t", oxide_cell, bars=True),
    MeasureKind("treo_million_t_computed", "Contained TREO (computed)", "million t", computed_oxide_cell, bars=True),
    MeasureKind("statement_type", "Kind of statement", "", statement_type_cell),
    MeasureKind("reporting_code", "Reporting code", "", reporting_code_cell),
    MeasureKind("claim_status", "Weight of the statement", "", claim_status_cell),
    MeasureKind("resource_category", "Confidence category", "", category_cell),
    MeasureKind("effective_date", "Date of the statement", "", date_cell),
    MeasureKind("cutoff", "Cut-off", "", cutoff_cell),
    MeasureKind(
        "elements_reported",
        "Elements reported",
        "",
        elements_cell,
        keep_in_mind="How many elements are named says how fully analyses were published, not what is in the ground.",
    ),
    MeasureKind("ndpr_percent", "Neodymium + praseodymium", "% of the oxides analysed", magnet_share_cell, bars=True),
    MeasureKind("byproducts", "By-products", "", byproducts_cell),
    MeasureKind("thorium_t", "Thorium", "t", thorium_cell),
    MeasureKind("deposit_type", "Deposit type", "", type_cell),
    MeasureKind("ree_minerals", "Rare-earth minerals", "", minerals_cell),
    MeasureKind("status", "Status", "", status_cell),
    MeasureKind("drilling_m", "Drilling", "m", show_figure("drilling_m", "m"), bars=True),
    MeasureKind("drilling_locations", "Drilled locations", "", show_figure("drilling_locations", ""), bars=True),
    MeasureKind(
        "planned_ore_t_per_year",
        "Planned throughput",
        "t ore/year",
        show_figure(PLANNED_ORE, "t ore/year"),
        bars=True,
    ),
    MeasureKind(
        "planned_reo_t_per_year",
        "Planned product",
        "t REO/year",
        show_figure(PLANNED_PRODUCT, "t REO/year"),
        bars=True,
    ),
    MeasureKind("distance_km", "Distance between the deposits", "km", distance_cell, keep_in_mind=STRAIGHT),
    MeasureKind(
        "nearest_separation_km",
        "Nearest operating separation plant",
        "km",
        separation_cell,
        bars=True,
        keep_in_mind=STRAIGHT,
    ),
)


def _missing(dossier: Dossier, unit: str, note: str, source_ids: tuple[str, ...] = ()) -> Cell:
    return Cell(dossier.deposit_id, None, NOT_STATED, unit, source_ids, note=note)
