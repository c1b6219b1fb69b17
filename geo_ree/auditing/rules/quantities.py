"""Whether a figure is of what it is said to be of: material or oxide, oxide or metal, short tons, dry or wet tonnes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import AnyRecord, grouped, grouped_by
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.atlas.rows.records import Figure
from geo_ree.auditing.intervals import SHORT_TON, span_of
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
# What counts oxides, what counts elements, their unit.
OXIDE_AND_METAL = (("treo_percent", "tree_percent", "%"), ("treo_million_t", "tree_million_t", "million t"))


def material_quoted_as_oxide(atlas: Atlas) -> Iterator[Found]:
    """Find tonnages printed as rare earths that other statements show to be the material which holds them."""
    records = atlas.rows
    for deposit_id, rows in records.estimates_by_deposit.items():
        given = [row for row in rows if row.ore_million_t is not None]
        for wrong in grouped(filter(_is_printed_as_rare_earths, given), "ore_million_t").values():
            right = [row for row in given if row not in wrong and _agree_on_material(row, wrong[0])]
            yield Found.of(deposit_id, _quoted_as_oxide(records, wrong, right), [*wrong, *right[:1]])


def _agree_on_material(row: Estimate, other: Estimate) -> bool:
    spans = [span_of(one, "ore_million_t").widened(SAME) for one in (row, other)]
    return spans[0].meets(spans[1]) and not _is_printed_as_rare_earths(row)


def _is_printed_as_rare_earths(row: Estimate) -> bool:
    """Return whether a row whose figure is material was printed as rare earths; one that gives oxide too was not."""
    if row.treo_million_t is not None or row.tree_million_t is not None:
        return False
    if ORE_NOT_SAID.search(row.tonnage_basis or ""):
        return False
    basis = PRINTED_AS.search(row.tonnage_basis or "")
    # The tonnage is printed first; what follows may well be its oxide.
    first = str(row.unit_as_printed or "").split(";")[0]
    printed = basis[1] if basis else "" if GRADE.search(first) else first
    return bool(RARE_EARTHS.search(printed)) and not OF_ORE.search(printed)


def _quoted_as_oxide(records: Rows, wrong: Sequence[Estimate], right: Sequence[Estimate]) -> str:
    who = records.cited_list(wrong)
    name, figure = records.name(wrong[0].about), wrong[0].stated("ore_million_t").words
    oxide = next((row for row in right if row.treo_million_t is not None), None)
    shown = f"; in it {oxide.stated('treo_million_t').words} million t of oxide are stated" if oxide else ""
    as_said = f", as stated by {records.cited(oxide or right[0])}" if right else ""
    return f"{figure} million t at {name} are printed as rare earths ({who}). They are material{as_said}{shown}."


def ore_or_oxide(atlas: Atlas) -> Iterator[Found]:
    """Find tonnages of which no source says whether they are material or the oxide in it."""
    records = atlas.rows
    for deposit_id, rows in records.estimates_by_deposit.items():
        silent = [row for row in rows if row.ore_million_t and ORE_NOT_SAID.search(row.tonnage_basis or "")]
        if silent:
            given = "; ".join(f"{row.stated('ore_million_t').words}, {records.cited(row)}" for row in silent)
            message = (
                f"Of tonnages at {records.name(deposit_id)} it is not said whether they are ore or the oxide in it "
                f"(million t: {given}). The two differ by a factor of ten and more."
            )
            yield Found.of(deposit_id, message, silent)


def one_figure_for_ore_and_oxide(atlas: Atlas) -> Iterator[Found]:
    """Find a figure that stands once for a tonnage of material and once for the oxide in it."""
    records = atlas.rows
    for deposit_id, rows in records.estimates_by_deposit.items():
        whole = [row for row in rows if row.is_read_whole]
        graded = next((row for row in rows if row.definite("treo_percent")), None)
        materials = {row.ore_million_t: row for row in reversed(whole) if row.ore_million_t}
        for material in materials.values():
            twins = [row for row in whole if row.definite("treo_million_t") == material.ore_million_t]
            if twins:
                seen = [material, *twins, *([graded] if graded else [])]
                yield Found.of(deposit_id, _ore_and_oxide(records, material, twins[0], graded), seen)


def _ore_and_oxide(records: Rows, material: Estimate, oxide: Estimate, graded: Estimate | None) -> str:
    return (
        f"{material.stated('ore_million_t').words} million t stand for material at {records.name(material.about)} "
        f"({records.cited(material)}) and for the oxide in it ({records.cited(oxide)}). {_apart_by_grade(graded)}"
    )


def _apart_by_grade(graded: Estimate | None) -> str:
    if graded is None:
        return "It cannot be both."
    grade = graded.stated("treo_percent").value
    return (
        f"At the stated {format_number(grade)} % the two differ by a factor of "
        f"{format_number(100 / grade, significant=2)}: one of them is wrong."
    )


def oxide_or_metal(atlas: Atlas) -> Iterator[Found]:
    """Find contained oxide whose source prints elements or leaves open which of the two it counts, and the reverse."""
    records = atlas.rows
    for deposit_id, rows in records.estimates_by_deposit.items():
        doubts = [(doubt, row) for row in rows if row.is_verified and (doubt := _oxide_doubt(row))]
        for doubt in dict.fromkeys(doubt for doubt, _ in doubts):
            doubtful = [row for other, row in doubts if other == doubt]
            given = "; ".join(f"{_contained_words(row)}, {records.cited(row)}" for row in doubtful)
            message = (
                f"{doubt} at {records.name(deposit_id)} (million t: {given}). Were it elements, the oxide would be "
                "about 1.17 times as much."
            )
            yield Found.of(deposit_id, message, doubtful)


def _contained_words(row: Estimate) -> str:
    return row.stated("treo_million_t" if row.treo_million_t is not None else "tree_million_t").words


def _oxide_doubt(row: Estimate) -> str:
    """Return what leaves open whether a contained tonnage is oxide or metal; empty where nothing does."""
    if row.treo_million_t is None and row.tree_million_t is None:
        return ""
    units = [part for part in str(row.unit_as_printed or "").split(";") if not GRADE.search(part)]
    printed = [part for part in units if RARE_EARTHS.search(part) and not OF_ORE.search(part)]
    if row.treo_million_t is not None:
        if NOT_SAID.search(row.oxide_convention or ""):
            return "It is not said whether rare earths are counted as oxides or as elements"
        if any(ELEMENTS.search(part) and not OXIDES.search(part) for part in printed):
            return "What stands here as oxide is printed as elements"
    elif any(OXIDES.search(part) for part in printed):
        return "What stands here as elements is printed as oxide"
    return ""


def one_figure_for_oxide_and_metal(atlas: Atlas) -> Iterator[Found]:
    """Find a grade or tonnage that stands once for oxides and once for elements."""
    records = atlas.rows
    for rows in records.estimates_by_deposit.values():
        for treo, tree, unit in OXIDE_AND_METAL:
            for oxide, metal in product(rows, rows):
                if _is_one_figure(oxide.definite(treo), metal.number(tree)):
                    message = _oxide_and_metal(records, oxide, metal, f"{oxide.stated(treo).words} {unit}")
                    yield Found.of(oxide.about, message, (oxide, metal))


def _is_one_figure(oxide: float | None, metal: float | None) -> bool:
    if not oxide or not metal:
        return False
    return abs(metal / oxide - 1) <= SAME


def _oxide_and_metal(records: Rows, oxide: Estimate, metal: Estimate, figure: str) -> str:
    return (
        f"{figure} at {records.name(oxide.about)} stand for oxides ({records.cited(oxide)}) and for elements "
        f"({records.cited(metal)}). The same rare earths weigh about 1.17 times as much as oxides: it cannot be both."
    )


def short_tons_not_converted(atlas: Atlas) -> Iterator[Found]:
    """Find tonnages printed in short tons that stand in the table as they were printed."""
    records = atlas.rows
    for row in records.estimates.values():
        if "short ton" not in (row.unit_as_printed or "").lower():
            continue
        for value in filter(None, map(row.number, TONNAGES)):
            if _stands_as_printed(value, row.value_as_printed or ""):
                message = (
                    f"{format_number(value)} million t at {records.name(row.about)} ({records.cited(row)}) are short "
                    f"tons; {format_number(value * SHORT_TON, significant=3)} million metric t would be right."
                )
                yield Found.of(row.about, message, [row])


def _stands_as_printed(value: float, printed: str) -> bool:
    """Return whether a figure is among those printed, in millions, thousands or ones."""
    numbers = [float(text.replace(",", "")) for text in NUMBER.findall(printed)]
    return any(abs(value * scale / number - 1) < SAME for number in numbers if number for scale in (1, *SLIPS))


def dry_against_wet(atlas: Atlas) -> Iterator[Found]:
    """Find a total and its part, or two statements of one kind, of which one counts dry tonnes and the other wet."""
    records = atlas.rows
    for deposit_id, rows in records.estimates_by_deposit.items():
        told = [(row, basis) for row in rows if row.ore_million_t and (basis := _moisture(row))]
        for (first, basis), (second, other) in combinations(told, 2):
            if basis != other and _are_set_side_by_side(first, second):
                message = (
                    f"{first.stated('ore_million_t').words} million t at {records.name(deposit_id)} "
                    f"({records.cited(first)}) are {basis}, {second.stated('ore_million_t').words} million t "
                    f"({records.cited(second)}) are {other}. Moisture must be taken off before they are compared."
                )
                yield Found.of(deposit_id, message, (first, second))


def _moisture(row: Estimate) -> str:
    words = set(re.findall(r"[a-z]+", str(row.tonnage_basis or "").lower())) & {"dry", "wet"}
    return words.pop() if len(words) == 1 else ""


def _are_set_side_by_side(first: Estimate, second: Estimate) -> bool:
    if first.estimate_id == second.part_of or second.estimate_id == first.part_of:
        return True
    if first.part_of or second.part_of:
        return first.part_of == second.part_of
    return first.statement_type == second.statement_type and first.is_current_total and second.is_current_total


def thousandfold_slip(atlas: Atlas) -> Iterator[Found]:
    """Find two printed figures of one thing that differ by exactly a thousand or a million."""
    records = atlas.rows
    byproducts = grouped(records.byproducts, "deposit_id", "commodity", "in_situ_or_product", "unit").values()
    for made in byproducts:
        yield from _slips(records, "quantity", made, made[0].commodity, made[0].unit or "")
    for figures in grouped(records.figures, "subject_id", "attribute", "unit").values():
        yield from _slips(records, "value", figures, figures[0].attribute, figures[0].unit)
    totals = [row for row in records.estimates.values() if not row.is_part]
    for statements in grouped(totals, "deposit_id", "statement_type").values():
        for column in TONNAGES:
            yield from _slips(records, column, statements, "the deposit", "million t")


def _slips(records: Rows, column: str, group: tuple[AnyRecord, ...], thing: str, unit: str) -> Iterator[Found]:
    values = {row.key: value for row in group if (value := row.number(column))}
    by_value = grouped_by((row for row in group if row.key in values), lambda row: str(values[row.key]))
    for low, same in [(values[rows[0].key], rows) for rows in by_value.values()]:
        high = [row for row in group if row.key in values and is_slip(values[row.key] / low)]
        if high:
            most = values[high[0].key]
            message = (
                f"{format_number(most)} {unit} ({records.cited_list(high)}) stand against {format_number(low)} {unit} "
                f"({records.cited_list(same)}) for {thing.replace('_', ' ')} at {records.name(same[0].about)}: a "
                f"factor of {format_number(most / low, significant=1)}, as when a mark that parts thousands in one "
                "language is read as a decimal sign in another."
            )
            yield Found.of(same[0].about, message, [*high, *same])


def is_slip(ratio: float) -> bool:
    """Return whether one figure is another with the mark of the thousands misread.

    >>> is_slip(1000.0), is_slip(1170.0)
    (True, False)
    """
    return any(abs(ratio / slip - 1) < SAME for slip in SLIPS)


def throughput_printed_as_product(atlas: Atlas) -> Iterator[Found]:
    """Find tonnes of ore to be treated that a source prints as tonnes of product."""
    records = atlas.rows
    throughput = [row for row in records.figures if "throughput" in row.attribute]
    for group in grouped(throughput, "subject_id", "attribute", "value").values():
        wrong = [row for row in group if is_printed_as_product(row)]
        right = [row for row in group if OF_ORE.search(row.value_as_printed or "")]
        if not wrong:
            continue
        subject_id = wrong[0].about
        said = f", as {records.cited(right[0])}, says" if right else ""
        message = (
            f"{format_number(wrong[0].value)} {wrong[0].unit} at {records.name(subject_id)} are printed as "
            f"product ({records.cited_list(wrong)}). It is the ore to be treated{said}."
        )
        yield Found.of(subject_id, message, [*wrong, *right[:1]])


def is_printed_as_product(row: Figure) -> bool:
    """Return whether a figure of ore is printed as rare earths or as output, by its print or by our note on it."""
    clause = PRINTED_AS.search(row.note or "")
    printed = f"{row.value_as_printed or ''} {clause[1] if clause else ''}"
    return bool(PRODUCT.search(printed)) and not OF_ORE.search(printed)


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
