"""Grade against tonnage, a facet for each kind of statement: only what one source says whole."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.preference import HEADLINE_TYPES
from geo_ree.atlas.rows.amount import LOWER_BOUNDS, UPPER_BOUNDS
from geo_ree.atlas.rows.base import unique
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.charts.axes import LogAxis
from geo_ree.charts.rows import name_of, statement_fill, statements_by_date, who_states
from geo_ree.layers.codelists import STATEMENT_TYPES as ORDER
from geo_ree.layers.symbology import DEPOSIT_COLOURS
from geo_ree.text.figures import format_number
from geo_ree.text.labels import STATEMENT_TYPES, capital, say

TYPES = (*HEADLINE_TYPES, "exploration_target")


@dataclass(frozen=True)
class Point:
    """One statement that gives tonnage and grade: million t and % TREO, with the ends of ranges.

    ``bounds`` holds the qualifiers of tonnage and grade; ``position`` is the deposit's place in the order asked, None
    where there are more deposits than colours.
    """

    deposit_id: str
    position: int | None
    label: str
    text: str
    ore: float
    ore_max: float
    grade: float
    grade_max: float
    bounds: tuple[str, str]
    fill: str
    is_verified: bool
    source_ids: tuple[str, ...]

    @property
    def is_bound(self) -> bool:
        """Whether tonnage or grade is a bound and not a figure."""
        return any(bound in (*LOWER_BOUNDS, *UPPER_BOUNDS) for bound in self.bounds)


@dataclass(frozen=True)
class Facet:
    """The points of one kind of statement."""

    statement_type: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class IsoLine:
    """Equal contained oxide: a straight line where both scales are logarithmic; its ends as places, 0 to 1."""

    treo_million_t: float
    text: str
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True)
class GradeTonnage:
    """Grade against tonnage, both on logarithmic scales that all facets share."""

    facets: tuple[Facet, ...]
    ore_axis: LogAxis
    grade_axis: LogAxis
    caveats: tuple[str, ...]

    title = "Grade against tonnage"
    says = (
        "Each point is one statement that gives both tonnage and grade, in a panel of its own kind of statement. "
        "Along a slanting line the contained oxide is the same. Filled: reported under a code; pale: under a state's "
        "classification; hollow: under no code."
    )

    @property
    def points(self) -> tuple[Point, ...]:
        """All points."""
        return tuple(point for facet in self.facets for point in facet.points)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of all points."""
        return unique(source for point in self.points for source in point.source_ids)

    @property
    def iso_lines(self) -> tuple[IsoLine, ...]:
        """The lines of equal contained oxide that cross the panel, one for each power of ten."""
        least = math.log10(self.ore_axis.low * self.grade_axis.low / 100)
        most = math.log10(self.ore_axis.high * self.grade_axis.high / 100)
        decades = range(math.floor(least) + 1, math.ceil(most))
        return tuple(_iso_line(10.0**decade, self.ore_axis, self.grade_axis) for decade in decades)


def grade_tonnage(atlas: Atlas, deposit_ids: Iterable[str]) -> GradeTonnage | None:
    """Return grade against tonnage; None where no statement gives both.

    Left out are parts of a total, single orebodies, and what a newer statement replaces.
    """
    ids = tuple(deposit_ids)
    has_colours = len(ids) <= len(DEPOSIT_COLOURS)
    found = [
        (row.statement_type, _point(atlas, row, position if has_colours else None, name_of(atlas, deposit_id, ids)))
        for position, deposit_id in enumerate(ids)
        for row in statements_by_date(atlas, deposit_id)
        if _is_shown(row)
    ]
    if not found:
        return None
    facets = tuple(
        Facet(kind, capital(say(kind, STATEMENT_TYPES)), points)
        for kind in ORDER
        if (points := tuple(point for statement_type, point in found if statement_type == kind))
    )
    every = [point for _, point in found]
    ore = LogAxis.close_around([end for point in every for end in (point.ore, point.ore_max)])
    grade = LogAxis.close_around([end for point in every for end in (point.grade, point.grade_max)])
    return GradeTonnage(facets, ore, grade, _caveats(atlas, ids, every))


def _is_shown(row: Estimate) -> bool:
    return bool(row.is_total and row.ore_million_t and row.treo_percent and row.statement_type in TYPES)


def _point(atlas: Atlas, row: Estimate, position: int | None, name: str) -> Point:
    ore, grade = row.stated("ore_million_t"), row.stated("treo_percent")
    return Point(
        deposit_id=row.deposit_id,
        position=position,
        label=f"{name} {row.stated_date[:4]}",
        text=f"{ore.figure} million t at {grade.figure} % TREO ({who_states(atlas, row.source_id)})",
        ore=ore.value,
        ore_max=ore.upper,
        grade=grade.value,
        grade_max=grade.upper,
        bounds=(ore.qualifier or "", grade.qualifier or ""),
        fill=statement_fill(row),
        is_verified=row.is_verified,
        source_ids=row.sources,
    )


def _caveats(atlas: Atlas, ids: tuple[str, ...], points: Iterable[Point]) -> tuple[str, ...]:
    shown = {point.deposit_id for point in points}
    absent = [name_of(atlas, name, ids) for name in ids if name not in shown]
    said = ["Compare within one panel only: a resource, a reserve and a claim are not the same kind of figure."]
    if absent:
        said.append(f"Not drawn, because no statement gives tonnage and grade together: {', '.join(absent)}.")
    return tuple(said)


def _iso_line(treo: float, ore_axis: LogAxis, grade_axis: LogAxis) -> IsoLine:
    """Return the line on which tonnage × grade / 100 is ``treo``, cut to the panel; it falls to the right."""
    left = min(max(treo * 100 / grade_axis.high, ore_axis.low), ore_axis.high)
    right = min(max(treo * 100 / grade_axis.low, ore_axis.low), ore_axis.high)
    start = (ore_axis.place(left), grade_axis.place(treo * 100 / left))
    end = (ore_axis.place(right), grade_axis.place(treo * 100 / right))
    return IsoLine(treo, format_number(treo), start, end)
