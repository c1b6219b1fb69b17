"""Contained NdPr as ranges: the oxide of each statement times the shares that the deposit's analyses give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.deposit_profile import profile_of
from geo_ree.atlas.rows.amount import Amount
from geo_ree.atlas.rows.base import unique
from geo_ree.atlas.rows.deposits import Analysis, Estimate
from geo_ree.charts.axes import LogAxis
from geo_ree.charts.estimates import oxide_of
from geo_ree.charts.rows import (
    Group,
    Panel,
    Row,
    name_of,
    sources_of,
    statement_fill,
    statement_label,
    statements_by_date,
    who_states,
)
from geo_ree.text.figures import EN_DASH, format_figure, join_unit, join_words
from geo_ree.text.labels import MATERIALS, say

# A share computed from an old assay is no better than two digits, and no product of it is.
DIGITS = 2
PRINTED_DIGITS = 3
UNIT = "million t"


@dataclass(frozen=True)
class Share:
    """The NdPr of a deposit's analyses: lowest and highest share, % of total rare-earth oxide, and their materials.

    ``kinds`` are the materials in a word each, ``digits`` how many significant figures the analyses deserve.
    """

    low: float
    high: float
    materials: tuple[str, ...]
    kinds: tuple[str, ...]
    digits: int
    source_ids: tuple[str, ...]

    @property
    def text(self) -> str:
        """The share as shown; about, where it is rounded to what its assays deserve."""
        about = "about " if self.digits == DIGITS else ""
        return f"{about}{computed_range(self.low, self.high, digits=self.digits)} %"


@dataclass(frozen=True)
class NdPrRange:
    """Contained Nd2O3 + Pr6O11 of each whole statement, as the range that the published analyses span.

    Examples
    --------
    >>> import geo_ree
    >>> chart = ndpr_range(geo_ree.load_atlas(), ("beylikova",))
    >>> chart.panels[0].rows[-1].text.endswith("million t")
    True
    """

    panels: tuple[Panel, ...]
    shares: tuple[tuple[str, Share], ...]
    caveats: tuple[str, ...]

    title = "Contained neodymium and praseodymium oxide"
    says = (
        "The contained oxide of each whole statement that no newer one replaces, times the lowest and the highest "
        "share of Nd2O3 + Pr6O11 in the analyses of that deposit. Computed here; hollow where the statement is under "
        "no code."
    )

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of statements and analyses, in reading order."""
        return unique([*sources_of(self.panels), *(name for _, share in self.shares for name in share.source_ids)])


def ndpr_share(analyses: Iterable[Analysis]) -> Share | None:
    """Return the span of NdPr shares of some analyses; None where none gives both oxides."""
    given = [analysis for analysis in analyses if analysis.magnet_share]
    shares = [analysis.magnet_share for analysis in given if analysis.magnet_share]
    if not shares:
        return None
    return Share(
        low=min(shares),
        high=max(shares),
        materials=unique(analysis.detail for analysis in given),
        kinds=unique(say(analysis.material, MATERIALS) for analysis in given),
        digits=DIGITS if any("computed" in analysis.normalised_to for analysis in given) else PRINTED_DIGITS,
        source_ids=unique(analysis.source_id for analysis in given),
    )


def ndpr_range(atlas: Atlas, deposit_ids: Iterable[str]) -> NdPrRange | None:
    """Return contained NdPr; None where no deposit has both a statement of oxide and an analysis."""
    ids = tuple(deposit_ids)
    groups, shares, said = [], [], []
    for position, deposit_id in enumerate(ids):
        analyses = profile_of(atlas, deposit_id).analyses
        share, name = ndpr_share(analyses), name_of(atlas, deposit_id, ids)
        rows = [] if share is None else list(_rows(atlas, deposit_id, share))
        if share is not None and rows:
            groups.append(Group(name, position, tuple(rows)))
            shares.append((name, share))
            said.append(f"{name}: {split_caveat(share)}")
    if not groups:
        return None
    ends = [end for group in groups for row in group.rows for end in (row.low, row.high) if end]
    panel = Panel("Contained Nd2O3 + Pr6O11", UNIT, LogAxis.around(ends), tuple(groups))
    return NdPrRange((panel,), tuple(shares), tuple(said))


def _rows(atlas: Atlas, deposit_id: str, share: Share) -> Iterable[Row]:
    for statement in statements_by_date(atlas, deposit_id):
        oxide = oxide_of(statement)
        if oxide is not None and statement.is_total and statement.is_headline_type:
            yield _row(atlas, statement, oxide, share)


def _row(atlas: Atlas, statement: Estimate, oxide: Amount, share: Share) -> Row:
    low, high = oxide.value * share.low / 100, oxide.upper * share.high / 100
    sign = format_figure(1, qualifier=oxide.qualifier).removesuffix("1")
    return Row(
        label=statement_label(statement),
        detail=f"{who_states(atlas, statement.source_id)}: {join_unit(oxide.figure, UNIT)} × {share.text}",
        text=f"{sign}{computed_range(low, high)} {UNIT}",
        source_ids=(*statement.sources, *share.source_ids),
        low=low,
        high=high,
        bound=oxide.qualifier or "",
        fill=statement_fill(statement),
        is_computed=True,
        is_verified=statement.is_verified,
    )


def computed_range(low: float, high: float, *, digits: int = DIGITS) -> str:
    """Return a computed range as text; one figure where both ends read the same.

    >>> computed_range(1115.3, 1123.0), computed_range(11.15, 11.6)
    ('1\u202f100', '11–12')
    """
    ends = dict.fromkeys(format_figure(end, significant=digits) for end in (low, high))
    return EN_DASH.join(ends)


def split_caveat(share: Share) -> str:
    """Return what must be known of the analyses before their share is used for a deposit."""
    materials = "; ".join(share.materials)
    if share.kinds == ("ore",):
        return f"the split is of ore ({materials}), which need not be the average of the deposit."
    return (
        f"the split is of another material than what is stated: of {join_words(share.kinds)} ({materials}). The "
        "average of the deposit may lie outside this range."
    )
