"""Deposits side by side: figures, the evidence behind them, and why some must not be compared.

Distances are geodesic, over the WGS 84 ellipsoid, and say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import geopandas
import pandas

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.atlas.citation_formats import file_members
from geo_ree.atlas.deposit_profile import distance_km
from geo_ree.atlas.rows.base import unique
from geo_ree.comparison.caveats import find_caveats
from geo_ree.comparison.evidence import gather_evidence
from geo_ree.comparison.measures import MEASURES, MeasureKind
from geo_ree.comparison.records import Caveat, Cell, Evidence, EvidenceCell, Measure, Value
from geo_ree.comparison.setting import gather_setting
from geo_ree.comparison.summary import comparison_as_html, say_what_is_compared, write_summary
from geo_ree.errors import TooFewDeposits
from geo_ree.layers.dtypes import text_as_objects

__all__ = ["Caveat", "Cell", "Comparison", "Evidence", "EvidenceCell", "Measure", "compare"]

CAVEAT_COLUMNS = ("topic", "measures", "deposit_ids", "message", "source_ids", "forbids_bars")


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two or more deposits side by side; made by ``compare``.

    Parameters
    ----------
    atlas : Atlas
        Where the figures come from.
    deposit_ids : tuple of str
        What is compared, in the order asked.
    measures : tuple of Measure
        The rows of the table, each with a cell a deposit.
    evidence_rows : tuple of Evidence
        The rows of the evidence matrix.
    caveat_list : tuple of Caveat
        Why figures must not be compared, those that forbid a common scale first.
    summary : tuple of str
        The head of the page in plain sentences, the main caveats included.

    Examples
    --------
    >>> import geo_ree
    >>> pair = geo_ree.compare("beylikova", "bayan-obo")
    >>> pair.table.loc["ore_million_t", "beylikova"]
    694.0
    >>> pair.evidence.loc["reporting_code"].to_dict()
    {'beylikova': 'no', 'bayan-obo': 'no'}
    """

    atlas: Atlas
    deposit_ids: tuple[str, ...]
    measures: tuple[Measure, ...]
    evidence_rows: tuple[Evidence, ...]
    caveat_list: tuple[Caveat, ...]
    summary: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Comparison of {self._overview}>"

    def _repr_html_(self) -> str:
        return comparison_as_html(self._names, self.measures, self._overview)

    @property
    def _names(self) -> list[str]:
        return [self.atlas.name(deposit_id) for deposit_id in self.deposit_ids]

    @property
    def _overview(self) -> str:
        return say_what_is_compared(self._names, self.measures, self.caveat_list)

    @property
    def table(self) -> pandas.DataFrame:
        """Measures × deposits: the figures, None where one is missing (dtype object)."""
        rows: list[list[Value]] = [[cell.value for cell in measure.cells] for measure in self.measures]
        names = [measure.measure for measure in self.measures]
        return _object_frame(rows, self.deposit_ids).set_index(pandas.Index(names, name="measure", dtype=object))

    @property
    def caveats(self) -> pandas.DataFrame:
        """One row a caveat: topic, measures, deposit_ids, message, source_ids, forbids_bars."""
        rows = [[getattr(caveat, name) for name in CAVEAT_COLUMNS] for caveat in self.caveat_list]
        return _object_frame(rows, CAVEAT_COLUMNS).astype({"forbids_bars": bool})

    @property
    def evidence(self) -> pandas.DataFrame:
        """Evidence × deposits: ``yes``, ``partial`` or ``no``."""
        rows = [[cell.state for cell in row.cells] for row in self.evidence_rows]
        names = [row.evidence for row in self.evidence_rows]
        return _object_frame(rows, self.deposit_ids).set_index(pandas.Index(names, name="evidence", dtype=object))

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Every source used, in the order of first use: the numbers of the citations."""
        return unique(self._every_source())

    def measure(self, name: str) -> Measure:
        """Return one row of the table by its name; KeyError where there is none."""
        return {measure.measure: measure for measure in self.measures}[name]

    def distance_km(self, first_id: str, second_id: str) -> float:
        """Return the geodesic distance between any two deposits, plants or ports of the atlas, km."""
        return distance_km(self.atlas, first_id, second_id)

    def tables(self) -> dict[str, pandas.DataFrame]:
        """Return the frames to write: measures, caveats and evidence in long form, and the deposits compared."""
        return {
            "measures": self._long_measures(),
            "caveats": self.caveats,
            "evidence": self._long_evidence(),
            "deposits": self._deposits(),
        }

    def members(self) -> dict[str, object]:
        """Return what a file of it says of itself: how to cite it, its licence, and the sources that its rows name."""
        return file_members({"deposits": self._deposits()}, self.atlas)

    def _every_source(self) -> Iterator[str]:
        for measure in self.measures:
            for cell in measure.cells:
                yield from cell.source_ids
        for row in self.evidence_rows:
            for evidence_cell in row.cells:
                yield from evidence_cell.source_ids
        for caveat in self.caveat_list:
            yield from caveat.source_ids

    def _deposits(self) -> geopandas.GeoDataFrame:
        return self.atlas.deposits.loc[list(self.deposit_ids)]

    def _long_measures(self) -> pandas.DataFrame:
        rows = [
            {
                "measure": measure.measure,
                "label": measure.label,
                "deposit_id": cell.deposit_id,
                "value": cell.number,
                "value_max": cell.value_max,
                "text": cell.text,
                "unit": cell.unit,
                "qualifier": cell.qualifier,
                "claim_status": cell.claim_status,
                "date": cell.date,
                "note": cell.note,
                "comparable": measure.comparable,
                "caveat": measure.caveat,
                "source_ids": cell.source_ids,
            }
            for measure in self.measures
            for cell in measure.cells
        ]
        return text_as_objects(pandas.DataFrame(rows).astype({"value": float, "value_max": float}))

    def _long_evidence(self) -> pandas.DataFrame:
        rows = [
            {
                "evidence": row.evidence,
                "label": row.label,
                "deposit_id": cell.deposit_id,
                "state": cell.state,
                "text": cell.text,
                "source_ids": cell.source_ids,
            }
            for row in self.evidence_rows
            for cell in row.cells
        ]
        return text_as_objects(pandas.DataFrame(rows))


def compare(*deposit_ids: str, atlas: Atlas | None = None) -> Comparison:
    """Set deposits side by side, with what keeps their figures from being compared.

    Every headline figure comes from one statement, the preferred estimate. What that statement does not give is
    missing: it is never filled from another one.

    Parameters
    ----------
    *deposit_ids : str
        Two or more different deposits, by id or by name; one named twice counts once.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownId
        Where a deposit does not exist; with the nearest ids.
    TooFewDeposits
        Where fewer than two different deposits are given.

    Examples
    --------
    >>> import geo_ree
    >>> pair = geo_ree.compare("beylikova", "bayan-obo")
    >>> round(pair.distance_km("beylikova", "bayan-obo"), -2)
    6400.0
    >>> pair.measure("ore_million_t").comparable
    False
    """
    atlas = given_atlas(atlas)
    found = unique(atlas.deposit_ids(*deposit_ids))
    if len(found) < 2:
        given = ", ".join(deposit_ids) or "none"
        raise TooFewDeposits(f"compare needs two or more different deposits, given: {given}")
    setting = gather_setting(atlas, found)
    cells = {kind.measure: tuple(kind.make_cell(setting, one) for one in setting.profiles) for kind in MEASURES}
    caveats = find_caveats(setting, cells)
    measures = tuple(_as_measure(kind, cells[kind.measure], caveats) for kind in MEASURES)
    return Comparison(
        atlas=atlas,
        deposit_ids=found,
        measures=measures,
        evidence_rows=gather_evidence(setting),
        caveat_list=caveats,
        summary=write_summary(setting, measures, caveats),
    )


def _as_measure(kind: MeasureKind, cells: tuple[Cell, ...], caveats: Iterable[Caveat]) -> Measure:
    """Return the row of a measure; bars may be drawn where every cell is a number and no caveat forbids it."""
    about = [caveat for caveat in caveats if kind.measure in caveat.measures]
    forbidden = [caveat.topic for caveat in about if caveat.forbids_bars]
    comparable = kind.bars and not forbidden and all(cell.number is not None for cell in cells)
    topics = unique(forbidden or [caveat.topic for caveat in about])
    words = ("Not comparable: " if forbidden else "Keep in mind: ") + ", ".join(topics) + "."
    caveat = " ".join([*([words] if topics else []), *([kind.keep_in_mind] if kind.keep_in_mind else [])])
    return Measure(kind.measure, kind.label, kind.unit, cells, comparable, caveat)


def _object_frame(rows: Iterable[Iterable[object]], columns: Iterable[str]) -> pandas.DataFrame:
    """Return a frame of dtype object, in which None stays None and a tuple stays one value."""
    table = [list(row) for row in rows]
    data = {name: pandas.Series([row[place] for row in table], dtype=object) for place, name in enumerate(columns)}
    return pandas.DataFrame(data)
