"""Whether a figure is of what it is said to be of: material or oxide, oxide or metal, short tons, dry or wet tonnes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import Row, figure_words
from geo_ree.auditing.intervals import SHORT_TON, is_bound, span_of
from geo_ree.auditing.ledger import Ledger, cited_list, entries, found, grouped, is_current_total, ledger_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.text.figures import format_number

# How sources in the languages read so far print a tonnage of rare earths, and one of the ore that holds them.
RARE_EARTHS = re.compile(
    r"rare[- ]earths?( elements?| oxides?| metals?)?\b|rare elements|nadir toprak|\b(REE|REO|TREE|TREO|NTE)\b", re.I
)
OF_ORE = re.compile(r"\bores?\b|cevher|resource of rare earths|kaynak|mineralis|mineraliz|материал|矿石", re.I)
ELEMENTS = re.compile(r"rare[- ]earth elements|nadir toprak elementi|\b(REE|TREE|NTE)\b", re.I)
OXIDES = re.compile(r"oxide|oksit|оксид|\bT?REO\b|[A-Z][a-z]?\d*O\d|氧化物", re.I)
PRODUCT = re.compile(RARE_EARTHS.pattern + r"|production|output|purif", re.I)
PRINTED_AS = re.compile(r"printed as ([^;:.,]*)", re.I)
ORE_NOT_SAID = re.compile(r"whether ore or oxide", re.I)
NOT_SAID = re.compile(r"not said whether|whether oxides? or", re.I)
GRADE = re.compile(r"%|ppm|g/t|grade|tenör")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SLIPS = (1e3, 1e6)
# A slip of three digits gives the same figure again, but for rounding.
SAME = 0.005
TONNAGES = ("ore_million_t", "treo_million_t", "tree_million_t")


def material_quoted_as_oxide(atlas: Atlas) -> Iterator[Found]:
    """Find tonnages printed as rare earths that other statements show to be the material which holds them."""
    ledger = ledger_of(atlas)
    for deposit_id, rows in ledger.estimates.items():
        given = [row for row in rows if row["ore_million_t"] is not None]
        for wrong in grouped(filter(_is_printed_as_rare_earths, given), "ore_million_t").values():
            right = [row for row in given if row not in wrong and _agree_on_material(row, wrong[0])]
            yield found(deposit_id, _quoted_as_oxide(ledger, wrong, right), entries("estimates", [*wrong, *right[:1]]))


def _agree_on_material(row: Row, other: Row) -> bool:
    spans = [span_of(one, "ore_million_t").widened(SAME) for one in (row, other)]
    return spans[0].meets(spans[1]) and not _is_printed_as_rare_earths(row)


def _is_printed_as_rare_earths(row: Row) -> bool:
    """Return whether a row whose figure is material was printed as rare earths; one that gives oxide too was not."""
    if row["treo_million_t"] is not None or row["tree_million_t"] is not None:
        return False
    if ORE_NOT_SAID.search(row["tonnage_basis"] or ""):
        return False
    basis = PRINTED_AS.search(row["tonnage_basis"] or "")
    # The tonnage is printed first; what follows may well be its oxide.
    first = str(row["unit_as_printed"] or "").split(";")[0]
    printed = basis[1] if basis else "" if GRADE.search(first) else first
    return bool(RARE_EARTHS.search(printed)) and not OF_ORE.search(printed)


def _quoted_as_oxide(ledger: Ledger, wrong: Sequence[Row], right: Sequence[Row]) -> str:
    who = cited_list(ledger, wrong)
    name, figure = ledger.name(str(wrong[0]["deposit_id"])), figure_words(wrong[0], "ore_million_t")
    oxide = next((row for row in right if row["treo_million_t"] is not None), None)
    shown = f"; in it {figure_words(oxide, 'treo_million_t')} million t of oxide are stated" if oxide else ""
    as_said = f", as stated by {ledger.cited(oxide or right[0])}" if right else ""
    return f"{figure} million t at {name} are printed as rare earths ({who}). They are material{as_said}{shown}."


def ore_or_oxide(atlas: Atlas) -> Iterator[Found]:
    """Find tonnages of which no source says whether they are material or the oxide in it."""
    ledger = ledger_of(atlas)
    for deposit_id, rows in ledger.estimates.items():
        silent = [row for row in rows if row["ore_million_t"] and ORE_NOT_SAID.search(row["tonnage_basis"] or "")]
        if silent:
            given = "; ".join(f"{figure_words(row, 'ore_million_t')}, {ledger.cited(row)}" for row in silent)
            message = (
                f"Of tonnages at {ledger.name(deposit_id)} it is not said whether they are ore or the oxide in it "
                f"(million t: {given}). The two differ by a factor of ten and more."
            )
            yield found(deposit_id, message, entries("estimates", silent))


def one_figure_for_ore_and_oxide(atlas: Atlas) -> Iterator[Found]:
    """Find a figure that stands once for a tonnage of material and once for the oxide in it."""
    ledger = ledger_of(atlas)
    for deposit_id, rows in ledger.estimates.items():
        whole = [row for row in rows if not (row["part_of"] or row["orebody"] or row["verified"] is False)]
        materials = {row["ore_million_t"]: row for row in reversed(whole) if row["ore_million_t"]}
        for material in materials.values():
            twins = [row for row in whole if row["treo_million_t"] and _is_same_figure(material, row)]
            for oxide in twins[:1]:
                seen = unique_rows([material, *twins, *_graded(rows)[:1]])
                yield found(deposit_id, _ore_and_oxide(ledger, material, oxide, rows), entries("estimates", seen))


def _is_same_figure(material: Row, oxide: Row) -> bool:
    return material["ore_million_t"] == oxide["treo_million_t"] and not is_bound(oxide, "treo_million_t")


def _graded(rows: tuple[Row, ...]) -> list[Row]:
    return [row for row in rows if row["treo_percent"] and not is_bound(row, "treo_percent")]


def _ore_and_oxide(ledger: Ledger, material: Row, oxide: Row, rows: tuple[Row, ...]) -> str:
    graded = _graded(rows)
    apart = ""
    if graded:
        grade = graded[0]["treo_percent"]
        apart = f" At the stated {format_number(grade)} % the two differ by a factor of "
        apart += f"{format_number(100 / grade, significant=2)}: one of them is wrong."
    return (
        f"{figure_words(material, 'ore_million_t')} million t stand for material at "
        f"{ledger.name(str(material['deposit_id']))} ({ledger.cited(material)}) and for the oxide in it "
        f"({ledger.cited(oxide)}).{apart or ' It cannot be both.'}"
    )


def oxide_or_metal(atlas: Atlas) -> Iterator[Found]:
    """Find contained oxide whose source prints elements or leaves open which of the two it counts, and the reverse."""
    ledger = ledger_of(atlas)
    for deposit_id, rows in ledger.estimates.items():
        doubts = [(doubt, row) for row in rows if row["verified"] is not False and (doubt := _oxide_doubt(row))]
        for doubt in dict.fromkeys(doubt for doubt, _ in doubts):
            doubtful = [row for other, row in doubts if other == doubt]
            given = "; ".join(f"{_contained_words(row)}, {ledger.cited(row)}" for row in doubtful)
            message = (
                f"{doubt} at {ledger.name(deposit_id)} (million t: {given}). Were it elements, the oxide would be "
                "about 1.17 times as much."
            )
            yield found(deposit_id, message, entries("estimates", doubtful))


def _contained_words(row: Row) -> str:
    return figure_words(row, "treo_million_t" if row["treo_million_t"] is not None else "tree_million_t")


def _oxide_doubt(row: Row) -> str:
    """Return what leaves open whether a contained tonnage is oxide or metal; empty where nothing does."""
    if row["treo_million_t"] is None and row["tree_million_t"] is None:
        return ""
    units = [part for part in str(row["unit_as_printed"] or "").split(";") if not GRADE.search(part)]
    printed = [part for part in units if RARE_EARTHS.search(part) and not OF_ORE.search(part)]
    if row["treo_million_t"] is not None:
        if NOT_SAID.search(row["oxide_convention"] or ""):
            return "It is not said whether rare earths are counted as oxides or as elements"
        if any(ELEMENTS.search(part) and not OXIDES.search(part) for part in printed):
            return "What stands here as oxide is printed as elements"
    elif any(OXIDES.search(part) for part in printed):
        return "What stands here as elements is printed as oxide"
    return ""


def one_figure_for_oxide_and_metal(atlas: Atlas) -> Iterator[Found]:
    """Find a grade or tonnage that stands once for oxides and once for elements."""
    ledger = ledger_of(atlas)
    pairs = (("treo_percent", "tree_percent", "%"), ("treo_million_t", "tree_million_t", "million t"))
    for deposit_id, rows in ledger.estimates.items():
        for treo, tree, unit in pairs:
            for oxide in (row for row in rows if row[treo] and not is_bound(row, treo)):
                for metal in (row for row in rows if row[tree] and abs(row[tree] / oxide[treo] - 1) <= SAME):
                    message = (
                        f"{figure_words(oxide, treo)} {unit} at {ledger.name(deposit_id)} stand for oxides "
                        f"({ledger.cited(oxide)}) and for elements ({ledger.cited(metal)}). The same rare earths weigh "
                        "about 1.17 times as much as oxides: it cannot be both."
                    )
                    yield found(deposit_id, message, entries("estimates", (oxide, metal)))


def short_tons_not_converted(atlas: Atlas) -> Iterator[Found]:
    """Find tonnages printed in short tons that stand in the table as they were printed."""
    ledger = ledger_of(atlas)
    for row in ledger.rows["estimates"]:
        if "short ton" not in str(row["unit_as_printed"] or "").lower():
            continue
        for column in TONNAGES:
            if row[column] and _stands_as_printed(row[column], row["value_as_printed"] or ""):
                message = (
                    f"{format_number(row[column])} million t at {ledger.name(str(row['deposit_id']))} "
                    f"({ledger.cited(row)}) are short tons; "
                    f"{format_number(row[column] * SHORT_TON, significant=3)} million metric t would be right."
                )
                yield found(str(row["deposit_id"]), message, [("estimates", row)])


def _stands_as_printed(value: float, printed: str) -> bool:
    """Return whether a figure is among those printed, in millions, thousands or ones."""
    numbers = [float(text.replace(",", "")) for text in NUMBER.findall(printed)]
    return any(abs(value * scale / number - 1) < SAME for number in numbers if number for scale in (1, *SLIPS))


def dry_against_wet(atlas: Atlas) -> Iterator[Found]:
    """Find a total and its part, or two statements of one kind, of which one counts dry tonnes and the other wet."""
    ledger = ledger_of(atlas)
    for deposit_id, rows in ledger.estimates.items():
        told = [(row, basis) for row in rows if row["ore_million_t"] and (basis := _moisture(row))]
        for (first, basis), (second, other) in combinations(told, 2):
            if basis != other and _are_set_side_by_side(first, second):
                message = (
                    f"{figure_words(first, 'ore_million_t')} million t at {ledger.name(deposit_id)} "
                    f"({ledger.cited(first)}) are {basis}, {figure_words(second, 'ore_million_t')} million t "
                    f"({ledger.cited(second)}) are {other}. Moisture must be taken off before they are compared."
                )
                yield found(deposit_id, message, entries("estimates", (first, second)))


def _moisture(row: Row) -> str:
    words = set(re.findall(r"[a-z]+", str(row["tonnage_basis"] or "").lower())) & {"dry", "wet"}
    return words.pop() if len(words) == 1 else ""


def _are_set_side_by_side(first: Row, second: Row) -> bool:
    if first["estimate_id"] == second["part_of"] or second["estimate_id"] == first["part_of"]:
        return True
    if first["part_of"] or second["part_of"]:
        return bool(first["part_of"] == second["part_of"])
    alike = bool(first["statement_type"] == second["statement_type"])
    return alike and is_current_total(first) and is_current_total(second)


def thousandfold_slip(atlas: Atlas) -> Iterator[Found]:
    """Find two printed figures of one thing that differ by exactly a thousand or a million."""
    ledger = ledger_of(atlas)
    for table, column, keys in (
        ("byproducts", "quantity", ("deposit_id", "commodity", "in_situ_or_product", "unit")),
        ("figures", "value", ("subject_id", "attribute", "unit")),
        *(("estimates", name, ("deposit_id", "statement_type")) for name in TONNAGES),
    ):
        rows = [row for row in ledger.rows[table] if row[column] and not row.get("part_of") and not row.get("orebody")]
        for group in grouped(rows, *keys).values():
            yield from _slips(ledger, table, column, group)


def _slips(ledger: Ledger, table: str, column: str, group: tuple[Row, ...]) -> Iterator[Found]:
    for low in {row[column]: row for row in group}.values():
        high = [row for row in group if is_slip(row[column] / low[column])]
        if not high:
            continue
        factor = format_number(high[0][column] / low[column], significant=1)
        same = [row for row in group if row[column] == low[column]]
        unit = str(low.get("unit") or "million t")
        subject = str(low.get("subject_id") or low["deposit_id"])
        thing = str(low.get("commodity") or low.get("attribute") or "the deposit").replace("_", " ")
        message = (
            f"{format_number(high[0][column])} {unit} ({cited_list(ledger, high)}) stand "
            f"against {format_number(low[column])} {unit} ({cited_list(ledger, same)}) for "
            f"{thing} at {ledger.name(subject)}: a factor of {factor}, as when a mark that parts thousands in one "
            "language is read as a decimal sign in another."
        )
        yield found(subject, message, entries(table, [*high, *same]))


def is_slip(ratio: float) -> bool:
    """Return whether one figure is another with the mark of the thousands misread.

    >>> is_slip(1000.0), is_slip(1170.0)
    (True, False)
    """
    return any(abs(ratio / slip - 1) < SAME for slip in SLIPS)


def throughput_printed_as_product(atlas: Atlas) -> Iterator[Found]:
    """Find tonnes of ore to be treated that a source prints as tonnes of product."""
    ledger = ledger_of(atlas)
    throughput = [row for row in ledger.rows["figures"] if "throughput" in row["attribute"]]
    for group in grouped(throughput, "subject_id", "attribute", "value").values():
        wrong = [row for row in group if is_printed_as_product(row)]
        right = [row for row in group if OF_ORE.search(row["value_as_printed"] or "")]
        if not wrong:
            continue
        subject_id = str(wrong[0]["subject_id"])
        said = f", as {ledger.cited(right[0])}, says" if right else ""
        message = (
            f"{format_number(wrong[0]['value'])} {wrong[0]['unit']} at {ledger.name(subject_id)} are printed as "
            f"product ({cited_list(ledger, wrong)}). It is the ore to be treated{said}."
        )
        yield found(subject_id, message, entries("figures", [*wrong, *right[:1]]))


def is_printed_as_product(row: Row) -> bool:
    """Return whether a figure of ore is printed as rare earths or as output, by its print or by our note on it."""
    clause = PRINTED_AS.search(row["note"] or "")
    printed = f"{row['value_as_printed'] or ''} {clause[1] if clause else ''}"
    return bool(PRODUCT.search(printed)) and not OF_ORE.search(printed)


def unique_rows(rows: list[Row]) -> list[Row]:
    """Return each row once, in the order of first use."""
    return [row for place, row in enumerate(rows) if row not in rows[:place]]


RULES = (
    Rule(
        "material-quoted-as-oxide",
        "error",
        "A tonnage of material is not one of rare earths.",
        "Comparison with the other statements of the deposit.",
        (),
        material_quoted_as_oxide,
    ),
    Rule(
        "ore-or-oxide",
        "warning",
        "A tonnage says whether it is ore or the oxide in it.",
        "Definition; ores hold a few per cent of oxide.",
        (),
        ore_or_oxide,
    ),
    Rule(
        "one-figure-for-ore-and-oxide",
        "error",
        "One figure cannot be the material and the oxide in it.",
        "Arithmetic: no ore is pure oxide.",
        (),
        one_figure_for_ore_and_oxide,
    ),
    Rule(
        "one-figure-for-oxide-and-metal",
        "error",
        "One figure cannot count oxides and elements.",
        "Stoichiometry: the factors of geo_ree.chemistry.elements.",
        (),
        one_figure_for_oxide_and_metal,
    ),
    Rule(
        "oxide-or-metal",
        "warning",
        "A tonnage says whether it counts oxides or elements.",
        "Stoichiometry: oxides of the light rare earths weigh about 1.17 times as much as the elements.",
        (),
        oxide_or_metal,
    ),
    Rule(
        "short-tons-not-converted",
        "error",
        "Tonnages in the layers are metric tons.",
        "Definition: a short ton is 0.90718474 metric tons.",
        (),
        short_tons_not_converted,
    ),
    Rule(
        "dry-against-wet",
        "warning",
        "Dry tonnes are compared with dry tonnes.",
        "Definition: wet tonnes hold the moisture of the ore.",
        (),
        dry_against_wet,
    ),
    Rule(
        "thousandfold-slip",
        "error",
        "Two figures of one thing do not differ by exactly a thousand.",
        "Comparison: marks that part thousands and decimals change places between languages.",
        (),
        thousandfold_slip,
    ),
    Rule(
        "throughput-printed-as-product",
        "error",
        "The ore that a plant treats is not what it makes.",
        "Comparison with the other statements of the throughput.",
        (),
        throughput_printed_as_product,
    ),
)
