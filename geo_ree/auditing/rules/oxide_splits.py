"""Whether the shares of an analysis can be true: they add up, and neighbouring elements keep their proportions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import grouped
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import ElementShare
from geo_ree.auditing.intervals import Span, half_unit
from geo_ree.auditing.rule import Found, Rule
from geo_ree.chemistry.elements import ELEMENTS, OXIDES, element_of, oxide_to_metal
from geo_ree.text.figures import format_number, join_words

LOWEST_SUM, HIGHEST_SUM = 97.0, 103.0
# With these listed, nothing that weighs more than a per cent or two is left out of a total.
MAIN_OXIDES = {"La2O3", "CeO2", "Pr6O11", "Nd2O3", "Sm2O3"}
MOST_COMPLETE = 9
# Leaving one oxide out brings the sum to a hundred within this: then that one is the suspect.
CLOSE_TO_HUNDRED = 0.3
# What must be the same in all rows of one analysis.
ONE_ANALYSIS = ("deposit_id", "material", "material_detail", "normalised_to", "source_id")
# Cerium and europium change their valence and leave the others; no test rests on them.
EXEMPT = ("Ce", "Eu")
LANTHANIDES = tuple(
    symbol for symbol, element in ELEMENTS.items() if element.oxide and 57 <= element.atomic_number <= 71
)
ODD_BESIDE_EVEN = tuple(
    (odd, even)
    for odd in LANTHANIDES
    for even in LANTHANIDES
    if ELEMENTS[odd].atomic_number % 2 == 1 and abs(ELEMENTS[odd].atomic_number - ELEMENTS[even].atomic_number) == 1
    if not {odd, even} & set(EXEMPT)
)
# Less than any digit of a share, more than the noise of a sum.
TINY = 1e-9
# Neighbours farther off than this in atomic number do not say what lies between them.
FARTHEST = 2
# A normalised pattern is smooth but for what very evolved melts and waters do to groups of four neighbours, which stays
# within a factor of two; beyond this one an element stands out by more than nature makes it.
STANDS_OUT = 2.5
# Two analyses of ore of one deposit may differ by much, but not a main oxide by this factor.
FAR_APART = 4.0
MAIN_SHARE = 5.0


@dataclass(frozen=True)
class Split:
    """One analysis: its rows by oxide."""

    split_id: str
    deposit_id: str
    material: str
    rows: Mapping[str, ElementShare]

    def share(self, symbol: str) -> float | None:
        """Return the share of an element's oxide, %; None where it is not given or only bounded."""
        row = self.rows.get(str(ELEMENTS[symbol].oxide))
        return None if row is None else row.definite("share_percent")

    @property
    def total(self) -> float:
        """The sum of the shares, %."""
        return math.fsum(row.share_percent for row in self.rows.values())

    @property
    def is_complete(self) -> bool:
        """Whether the main oxides and most of the others are listed."""
        return set(self.rows) >= MAIN_OXIDES and len(self.rows) >= MOST_COMPLETE

    @property
    def first(self) -> ElementShare:
        """Any row: those of one analysis share their source and material."""
        return next(iter(self.rows.values()))


def splits(records: Rows) -> Iterator[Split]:
    """Yield each analysis."""
    for split_id, rows in grouped(records.element_shares, "split_id").items():
        yield Split(split_id, rows[0].deposit_id, rows[0].material, {row.oxide: row for row in rows})


def shares_do_not_sum(atlas: Atlas) -> Iterator[Found]:
    """Find analyses that list more than a hundred per cent, or, where they are complete, less."""
    records = atlas.rows
    for split in splits(records):
        total = split.total
        # A stricter bound would blame rounding: fifteen shares of one decimal may stray by most of a per cent.
        if LOWEST_SUM <= total <= HIGHEST_SUM or (total < LOWEST_SUM and not split.is_complete):
            continue
        suspects = [
            f"{oxide} ({format_number(row.share_percent)} %)"
            for oxide, row in split.rows.items()
            if total > HIGHEST_SUM and abs(total - row.share_percent - 100) <= CLOSE_TO_HUNDRED
        ]
        hint = f" Without {' or '.join(suspects)} they would make 100 %." if suspects else ""
        message = (
            f"{_head(records, split)}: the {len(split.rows)} shares add up to "
            f"{format_number(round(total, 2))} %, outside 97 to 103 %.{hint}"
        )
        yield Found.of(split.deposit_id, message, split.rows.values())


def split_mixes_analyses(atlas: Atlas) -> Iterator[Found]:
    """Find analyses whose rows name more than one source, material or total: shares of two, mixed."""
    records = atlas.rows
    for split in splits(records):
        differ = [name for name in ONE_ANALYSIS if len({getattr(row, name) for row in split.rows.values()}) > 1]
        if differ:
            names = join_words([name.removesuffix("_id").replace("_", " ") for name in differ])
            message = (
                f"{_head(records, split)}: its rows differ in {names}. Shares of two analyses must not be added up; "
                "give each its own id."
            )
            yield Found.of(split.deposit_id, message, split.rows.values())


def group_beside_its_elements(atlas: Atlas) -> Iterator[Found]:
    """Find a share of neodymium that is the sum of praseodymium and neodymium in another column of the same source."""
    records = atlas.rows
    by_deposit = grouped(records.element_shares, "deposit_id", "source_id")
    for rows in by_deposit.values():
        pr = {row.share_percent for row in rows if row.oxide == "Pr6O11"}
        nd = [row for row in rows if row.oxide == "Nd2O3"]
        for low, high in combinations(sorted(nd, key=lambda row: row.share_percent), 2):
            gap = high.share_percent - low.share_percent
            same_split = [row for row in rows if row.split_id == high.split_id and row.oxide == "Pr6O11" and gap > 0]
            if same_split and any(abs(gap - share) < half_unit(share) for share in pr):
                message = (
                    f"{records.name(high.about)} ({records.cited(high)}): the share of Nd2O3, "
                    f"{format_number(high.share_percent)} %, is that of neodymium and praseodymium together in the "
                    f"same source, yet Pr6O11 is listed beside it. {format_number(low.share_percent)} % would be "
                    "right."
                )
                yield Found.of(high.about, message, (high, low, *same_split))


def odd_above_even(atlas: Atlas) -> Iterator[Found]:
    """Find a lanthanide of odd atomic number that is given more than an even neighbour."""
    records = atlas.rows
    for split in _natural(records):
        for odd, even in ODD_BESIDE_EVEN:
            more, less = split.share(odd), split.share(even)
            # Were both rounded as much as can be and equal, the odd one would still be too much.
            if more is not None and less is not None and more - half_unit(more) >= less + half_unit(less) - TINY:
                yield _odd_found(records, split, odd, even)


def _odd_found(records: Rows, split: Split, odd: str, even: str) -> Found:
    rows = [split.rows[str(ELEMENTS[symbol].oxide)] for symbol in (odd, even)]
    message = (
        f"{_head(records, split)}: {rows[0].oxide} is given {format_number(rows[0].share_percent)} %, more than "
        f"its neighbour {rows[1].oxide} with {format_number(rows[1].share_percent)} %. In nature a lanthanide of "
        "odd atomic number is rarer than its even neighbours: a digit or a line looks misread."
    )
    return Found.of(split.deposit_id, message, rows)


def uneven_pattern(atlas: Atlas) -> Iterator[Found]:
    """Find oxides that stand out of the smooth pattern of their neighbours after division by chondrite."""
    records = atlas.rows
    for split in _natural(records):
        out = _outliers(split)
        if not out:
            continue
        rows = [split.rows[str(ELEMENTS[symbol].oxide)] for symbol in out]
        named = [_stands_out_words(row, factor) for row, factor in zip(rows, out.values(), strict=True)]
        message = (
            f"{_head(records, split)}: {join_words(named)} {'do' if len(out) > 1 else 'does'} not fit the neighbours. "
            "Divided by the composition of chondrites a natural pattern is smooth: a figure looks misread, or stands "
            "at what the instrument could see."
        )
        yield Found.of(split.deposit_id, message, rows)


def _outliers(split: Split) -> dict[str, float]:
    """Return the elements that stand out and by what factor: the worst first, and the others without it."""
    normalised, out = _normalised(split), dict[str, float]()
    while True:
        factors = {symbol: _standing_out(normalised, symbol) or 1.0 for symbol in normalised}
        worst = max(factors, key=lambda symbol: max(factors[symbol], 1 / factors[symbol]), default="")
        if not worst or max(factors[worst], 1 / factors[worst]) <= STANDS_OUT:
            return out
        out[worst] = factors[worst]
        # A misread figure makes its neighbours look wrong: they are judged without it.
        del normalised[worst]


def _stands_out_words(row: ElementShare, factor: float) -> str:
    times = format_number(max(factor, 1 / factor), significant=2)
    return (
        f"{row.oxide} ({format_number(row.share_percent)} %, at least {times} times too "
        f"{'much' if factor > 1 else 'little'})"
    )


def _standing_out(normalised: Mapping[str, Span], symbol: str) -> float | None:
    """Return by what factor an element passes what its neighbours let expect, at the least; None if none can be said.

    A straight line in the logarithm over the atomic number leads from one neighbour's normalised share to the other's,
    and each of the three shares is taken where its rounding makes the factor smallest.
    """
    left, right = _neighbours(normalised, symbol)
    if symbol not in normalised or not left or not right:
        return None
    numbers = [ELEMENTS[name].atomic_number for name in (left, symbol, right)]
    weight = (numbers[1] - numbers[0]) / (numbers[2] - numbers[0])
    ratio = normalised[symbol].over(_between(normalised[left], normalised[right], weight))
    return ratio.low if ratio.low > 1 else min(ratio.high, 1.0)


def _between(left: Span, right: Span, weight: float) -> Span:
    """Return what lies between two figures on a line in the logarithm, ``weight`` of the way from left to right."""
    low, high = ((one ** (1 - weight)) * (other**weight) for one, other in zip(left.ends, right.ends, strict=True))
    return Span(low, high)


def _neighbours(normalised: Mapping[str, Span], symbol: str) -> tuple[str, str]:
    """Return the nearest elements on both sides that are given more than their rounding; empty text for none."""
    number = ELEMENTS[symbol].atomic_number
    apart = {name: ELEMENTS[name].atomic_number - number for name, share in normalised.items() if share.low > 0}
    before = [name for name, distance in apart.items() if -FARTHEST <= distance < 0]
    after = [name for name, distance in apart.items() if 0 < distance <= FARTHEST]
    return (before[-1] if before else "", after[0] if after else "")


def _normalised(split: Split) -> dict[str, Span]:
    """Return, for each lanthanide but the exempt, the least and the most of its share as metal over chondrite."""
    spans = {}
    for symbol in LANTHANIDES:
        share, chondrite, oxide = split.share(symbol), ELEMENTS[symbol].chondrite_ppm, ELEMENTS[symbol].oxide
        if share and chondrite and oxide and symbol not in EXEMPT:
            metal_per_oxide = oxide_to_metal(1.0, oxide) / chondrite
            low, high = share - half_unit(share), share + half_unit(share)
            spans[symbol] = Span(low * metal_per_oxide, high * metal_per_oxide)
    return spans


def splits_conflict(atlas: Atlas) -> Iterator[Found]:
    """Find two analyses of one material of one deposit that differ in a main oxide by a multiple."""
    records = atlas.rows
    for first, second in combinations(splits(records), 2):
        if (first.deposit_id, first.material) != (second.deposit_id, second.material) or first.material == "product":
            continue
        for oxide in (name for name in OXIDES if name in first.rows and name in second.rows):
            low, high = sorted((first, second), key=lambda split: split.rows[oxide].share_percent)
            if _is_far(low, high, oxide):
                yield Found.of(
                    first.deposit_id, _far_words(records, low, high, oxide), [high.rows[oxide], low.rows[oxide]]
                )


def _far_words(records: Rows, low: Split, high: Split, oxide: str) -> str:
    least, most = (format_number(split.rows[oxide].share_percent) for split in (low, high))
    return (
        f"{records.name(high.deposit_id)}: {oxide} is {most} % in one analysis of {high.material} "
        f"({_what(records, high)}) and {least} % in another ({_what(records, low)}). They cannot be of the same "
        "material, or one is misread."
    )


def _is_far(low: Split, high: Split, oxide: str) -> bool:
    least, most = (split.share(element_of(oxide)) for split in (low, high))
    return (
        least is not None and most is not None and most >= MAIN_SHARE and most > FAR_APART * max(least, half_unit(most))
    )


def _natural(records: Rows) -> Iterator[Split]:
    """Yield the analyses of what was not yet separated: a product is made of what somebody chose."""
    return (split for split in splits(records) if split.material != "product")


def _what(records: Rows, split: Split) -> str:
    return f"{split.first.material_detail}; {records.cited(split.first)}"


def _head(records: Rows, split: Split) -> str:
    return f"{records.name(split.deposit_id)} ({_what(records, split)})"


RULES = (
    Rule(
        "shares-outside-97-103",
        "warning",
        "The shares of a complete analysis add up to about a hundred.",
        "Arithmetic; 3 % is left for rounding.",
        (),
        shares_do_not_sum,
    ),
    Rule(
        "split-mixes-analyses",
        "error",
        "The shares of one analysis are of one material, one total and one source.",
        "Definition of an analysis in the layers.",
        (),
        split_mixes_analyses,
    ),
    Rule(
        "group-beside-its-elements",
        "error",
        "A group such as NdPr does not stand beside its own elements.",
        "Arithmetic: what is in two rows is counted twice.",
        (),
        group_beside_its_elements,
    ),
    Rule(
        "odd-above-even",
        "warning",
        "A lanthanide of odd atomic number is rarer than its even neighbours.",
        (
            "The rule of Oddo (1914) and Harkins (1917); cerium and europium, which change their valence, and "
            "separated products are left out."
        ),
        ("encyclopedia-oddo-harkins",),
        odd_above_even,
    ),
    Rule(
        "uneven-pattern",
        "warning",
        "Divided by chondrite, neighbouring lanthanides make a smooth pattern.",
        (
            "Normalisation after Masuda (1962) and Coryell and others (1963), with the values of McDonough "
            "and Sun (1995); cerium, europium and separated products are left out, and each share is taken "
            "where its rounding excuses it most."
        ),
        ("chempedia-oddo-harkins-effect",),
        uneven_pattern,
    ),
    Rule(
        "splits-conflict",
        "warning",
        "Two analyses of one material of one deposit agree in their main oxides.",
        "Comparison; a main oxide differs by more than a factor of four.",
        (),
        splits_conflict,
    ),
)
