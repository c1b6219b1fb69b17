"""Chondrite-normalised rare-earth patterns: which elements an analysed material is rich in, whatever its grade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.amount import LOWER_BOUNDS, UPPER_BOUNDS
from geo_ree.atlas.rows.base import grouped, unique
from geo_ree.atlas.rows.deposits import ElementShare
from geo_ree.charts.axes import LogAxis, Tick, power_of_ten
from geo_ree.charts.rows import name_of, who_states
from geo_ree.chemistry.elements import ELEMENTS, element_of, oxide_to_metal
from geo_ree.text.figures import format_date, format_figure
from geo_ree.text.labels import MATERIALS, capital, say

# By atomic number, with yttrium beside holmium, whose ion is as large; scandium is another matter.
ORDER = ("La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Y", "Ho", "Er", "Tm", "Yb", "Lu")
CHONDRITE = "CI chondrite of McDonough and Sun (1995)"
LEAST_OXIDES = 4
PPM_PER_PERCENT = 10_000


@dataclass(frozen=True)
class Ratio:
    """One element of a pattern: its share as stated, and how many times its metal exceeds the chondrite."""

    symbol: str
    value: float
    bound: str
    text: str

    @property
    def place(self) -> int:
        """Its place along the axis, from 0."""
        return ORDER.index(self.symbol)


@dataclass(frozen=True)
class Pattern:
    """One analysis of one material, as a pattern; oxides that it lacks are gaps."""

    split_id: str
    deposit_id: str
    position: int
    name: str
    material: str
    detail: str
    normalised_to: str
    ratios: tuple[Ratio, ...]
    source_ids: tuple[str, ...]

    @property
    def runs(self) -> tuple[tuple[Ratio, ...], ...]:
        """The ratios in stretches without a gap: only within one may a line be drawn."""
        runs: list[list[Ratio]] = []
        for ratio in self.ratios:
            if runs and ratio.place == runs[-1][-1].place + 1:
                runs[-1].append(ratio)
            else:
                runs.append([ratio])
        return tuple(tuple(run) for run in runs)

    @property
    def missing(self) -> tuple[str, ...]:
        """The elements that the analysis does not give."""
        given = {ratio.symbol for ratio in self.ratios}
        return tuple(symbol for symbol in ORDER if symbol not in given)


@dataclass(frozen=True)
class RarePatterns:
    """The patterns of some deposits on one scale.

    Examples
    --------
    >>> import geo_ree
    >>> chart = rare_patterns(geo_ree.load_atlas(), ("beylikova", "bayan-obo"))
    >>> [pattern.material for pattern in chart.patterns][:2]
    ['concentrate', 'product']
    """

    patterns: tuple[Pattern, ...]
    axis: LogAxis
    caveats: tuple[str, ...]

    title = "Rare-earth patterns"
    says = (
        f"Each element's metal, divided by the {CHONDRITE}, as if the oxides analysed were the whole material: the "
        "shape can be compared, the height says nothing of a grade. A gap is an oxide that the analysis does not give; "
        "an arrow marks a bound."
    )

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The ticks of the scale as powers of ten, since the ratios of pure oxide run into millions."""
        return tuple(Tick(tick.value, power_of_ten(tick.value)) for tick in self.axis.ticks)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of all analyses."""
        return unique(source for pattern in self.patterns for source in pattern.source_ids)


def chondrite_ratio(oxide: str, share_percent: float) -> float | None:
    """Return how many times a share of an oxide, as metal, exceeds CI chondrite; None where there is no value for it.

    The share is taken as % by mass of a material that is all oxide.

    Examples
    --------
    >>> round(chondrite_ratio("La2O3", 39.7))
    1428341
    """
    chondrite = ELEMENTS[element_of(oxide)].chondrite_ppm
    return None if chondrite is None else oxide_to_metal(share_percent, oxide) * PPM_PER_PERCENT / chondrite


def rare_patterns(atlas: Atlas, deposit_ids: Iterable[str]) -> RarePatterns | None:
    """Return the patterns of every analysis of at least ``LEAST_OXIDES`` oxides; None where there is none."""
    ids = tuple(deposit_ids)
    patterns = []
    by_deposit = grouped(atlas.rows.element_shares, "deposit_id")
    for position, deposit_id in enumerate(ids):
        for rows in grouped(by_deposit.get(deposit_id, ()), "split_id").values():
            found = _pattern(atlas, rows, position, ids)
            patterns += [found] if len(found.ratios) >= LEAST_OXIDES else []
    if not patterns:
        return None
    axis = LogAxis.around([ratio.value for pattern in patterns for ratio in pattern.ratios])
    absent = [name_of(atlas, name, ids) for name in ids if name not in {pattern.deposit_id for pattern in patterns}]
    return RarePatterns(tuple(patterns), axis, _caveats(patterns, absent))


def _pattern(atlas: Atlas, rows: tuple[ElementShare, ...], position: int, ids: tuple[str, ...]) -> Pattern:
    first = rows[0]
    ratios = [_ratio(row) for row in rows]
    return Pattern(
        split_id=first.split_id,
        deposit_id=first.deposit_id,
        position=position,
        name=name_of(atlas, first.deposit_id, ids),
        material=first.material,
        detail=_detail(atlas, first),
        normalised_to=first.normalised_to,
        ratios=tuple(sorted((ratio for ratio in ratios if ratio), key=lambda ratio: ratio.place)),
        source_ids=unique(row.source_id for row in rows),
    )


def _detail(atlas: Atlas, row: ElementShare) -> str:
    """Return what was analysed and by whom: ``Concentrate: … (Journal, 2000)``."""
    material = capital(say(row.material, MATERIALS).removeprefix("a "))
    who = who_states(atlas, row.source_id)
    return f"{material}: {row.material_detail} ({who}, {format_date(row.as_of)})"


def _ratio(row: ElementShare) -> Ratio | None:
    """Return one oxide's place in a pattern; None for scandium, and for zero, which no logarithm has."""
    symbol, value = element_of(row.oxide), chondrite_ratio(row.oxide, row.share_percent)
    if symbol not in ORDER or not value:
        return None
    qualifier = row.qualifier if row.qualifier in (*LOWER_BOUNDS, *UPPER_BOUNDS) else ""
    text = f"{row.oxide} {format_figure(row.share_percent, qualifier=row.qualifier)} %"
    return Ratio(symbol, value, qualifier, text)


def _caveats(patterns: list[Pattern], absent: list[str]) -> tuple[str, ...]:
    said = []
    if len({pattern.material for pattern in patterns}) > 1:
        said.append("The materials differ: a mineral or a concentrate is not the ore; processing shifts the pattern.")
    if absent:
        said.append(f"No analysis of enough oxides is listed of {', '.join(absent)}.")
    return tuple(said)
