"""Atlas: the tables together; look up, prefer, cite.

An atlas never changes after it is loaded. Each frame is handed out as a copy (copy-on-write makes that cheap), so that
no script can change what another one sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas
import pandas
from shapely.geometry import Point

from geo_ree.elements import element_of
from geo_ree.errors import UnknownId, fold
from geo_ree.estimates import in_order_of_preference, with_derived_columns
from geo_ree.layers import load_tables

# What a deposit carries of its preferred estimate, under the same names.
HEADLINE_COLUMNS = (
    "statement_type",
    "ore_million_t",
    "treo_percent",
    "treo_million_t",
    "treo_million_t_computed",
    "qualifier",
    "qualifies",
    "reporting_code",
    "claim_status",
    "effective_date",
)
PLACED_TABLES = ("deposits", "facilities", "ports")


@dataclass(frozen=True, eq=False)
class Atlas:
    """The tables of ``layers/`` together, with the preferred estimates chosen.

    Made by ``load_atlas``. GeoDataFrames are in EPSG:4326; every frame is indexed by its id. Text that a source did not
    give is None, a number that it did not give is NaN, lists are tuples.

    Examples
    --------
    >>> import geo_ree
    >>> atlas = geo_ree.load_atlas()
    >>> atlas.deposits.loc["beylikova", "ore_million_t"]
    np.float64(694.0)
    """

    _frames: Mapping[str, pandas.DataFrame] = field(repr=False)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self._frames[name])} {name}" for name in (*PLACED_TABLES, "estimates", "sources"))
        return f"<Atlas: {counts}>"

    def _frame(self, name: str) -> pandas.DataFrame:
        return self._frames[name].copy(deep=False)

    def _geo_frame(self, name: str) -> geopandas.GeoDataFrame:
        frame = self._frames[name].copy(deep=False)
        assert isinstance(frame, geopandas.GeoDataFrame)
        return frame

    @property
    def deposits(self) -> geopandas.GeoDataFrame:
        """Deposits, with the figures of the preferred estimate, their by-products and the elements reported."""
        return self._geo_frame("deposits")

    @property
    def facilities(self) -> geopandas.GeoDataFrame:
        """Plants: where rare earths are concentrated, separated, made into metal, alloy and magnets."""
        return self._geo_frame("facilities")

    @property
    def ports(self) -> geopandas.GeoDataFrame:
        """Ports, by UN/LOCODE."""
        return self._geo_frame("ports")

    @property
    def footprints(self) -> geopandas.GeoDataFrame:
        """Areas that a source justifies; ``kind`` says what each one is."""
        return self._geo_frame("footprints")

    @property
    def estimates(self) -> pandas.DataFrame:
        """Published statements, with ``claim_status``, ``treo_million_t_computed`` and ``is_preferred``."""
        return self._frame("estimates")

    @property
    def element_shares(self) -> pandas.DataFrame:
        """Shares of oxides, indexed by analysis and oxide."""
        return self._frame("element_shares")

    @property
    def byproducts(self) -> pandas.DataFrame:
        """Fluorite, barite, iron, niobium, thorium …, in the ground or as planned products."""
        return self._frame("byproducts")

    @property
    def figures(self) -> pandas.DataFrame:
        """Any other published figure."""
        return self._frame("figures")

    @property
    def events(self) -> pandas.DataFrame:
        """What happened, with outcome and refining place."""
        return self._frame("events")

    @property
    def routes(self) -> pandas.DataFrame:
        """Proposed routes by their stops; ``geo_ree.routing`` draws them."""
        return self._frame("routes")

    @property
    def places(self) -> pandas.DataFrame:
        """Alternative coordinates and names."""
        return self._frame("places")

    @property
    def notes(self) -> pandas.DataFrame:
        """Conflicts and doubts, explained."""
        return self._frame("notes")

    @property
    def sources(self) -> pandas.DataFrame:
        """Sources."""
        return self._frame("sources")

    def tables(self) -> dict[str, pandas.DataFrame]:
        """Return every table by name."""
        return {name: self._frame(name) for name in self._frames}

    def deposit_ids(self, *names: str) -> tuple[str, ...]:
        """Return the ids of deposits given by id or by any name in ``places.csv``.

        Case, accents, spaces and hyphens do not matter.

        Raises
        ------
        UnknownId
            Where no deposit is called so; with the nearest names.
        """
        by_folded = self._deposits_by_folded_name()
        found = tuple(by_folded.get(fold(name)) for name in names)
        for name, deposit_id in zip(names, found, strict=True):
            if deposit_id is None:
                raise UnknownId("deposit", name, self._frames["deposits"].index)
        return tuple(deposit_id for deposit_id in found if deposit_id is not None)

    def _deposits_by_folded_name(self) -> dict[str, str]:
        """Return folded id or name -> id; an id goes before a name, and a name that two deposits share is left out."""
        places, deposits = self._frames["places"], self._frames["deposits"]
        names = [(str(name), deposit_id) for deposit_id, name in deposits["name"].items()]
        names += [(name.split(" (")[0], deposit_id) for name, deposit_id in names]
        others = places[(places["kind"] == "name") & places["subject_id"].isin(deposits.index)]
        names += list(zip(others["value"], others["subject_id"], strict=True))
        owners: dict[str, set[str]] = {}
        for name, deposit_id in names:
            owners.setdefault(fold(name), set()).add(str(deposit_id))
        by_name = {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}
        return by_name | {fold(str(deposit_id)): str(deposit_id) for deposit_id in deposits.index}

    def point(self, place_id: str) -> Point:
        """Return where a deposit, plant or port is, as a Point of (lon, lat).

        A deposit of several orebodies stands at its first point.
        """
        geometry = self._placed(place_id).geometry
        return geometry.geoms[0] if geometry.geom_type == "MultiPoint" else geometry

    def name(self, place_id: str) -> str:
        """Return the name shown to people of a deposit, plant or port."""
        return str(self._placed(place_id)["name"])

    def _placed(self, place_id: str) -> Any:
        for table in PLACED_TABLES:
            if place_id in self._frames[table].index:
                return self._frames[table].loc[place_id]
        known = [item for table in PLACED_TABLES for item in self._frames[table].index]
        raise UnknownId("deposit, facility or port", place_id, known)

    def estimates_of(self, deposit_id: str) -> pandas.DataFrame:
        """Return the estimates of one deposit, the preferred one first, the others by the same rule."""
        if deposit_id not in self._frames["deposits"].index:
            raise UnknownId("deposit", deposit_id, self._frames["deposits"].index)
        estimates = self.estimates
        ordered = in_order_of_preference(estimates[estimates["deposit_id"] == deposit_id])
        return ordered.sort_values("is_preferred", ascending=False, kind="stable")

    def cite(self, source_id: str) -> str:
        """Return the citation of a source in one line.

        Raises
        ------
        UnknownId
            With near matches; case, spaces, hyphens and accents are ignored when looking for them.

        Examples
        --------
        >>> import geo_ree
        >>> print(geo_ree.load_atlas().cite("jorc-code-2012").split(".")[0])
        JORC (2012-12-20)
        """
        sources = self._frames["sources"]
        if source_id not in sources.index:
            raise UnknownId("source", source_id, sources.index)
        row: Any = sources.loc[source_id]
        return citation(row)


def citation(source: Mapping[str, Any]) -> str:
    """Return one line for a row of the sources: publisher (date). title. relaying whom. address."""
    head = str(source["publisher"] or "Publisher not stated")
    parts = [f"{head} ({source['date'] or 'no date'})", str(source["title"])]
    if source["relays"]:
        parts.append(f"Relays {source['relays']}")
    if source["url"]:
        parts.append(str(source["url"]))
    return ". ".join(part.rstrip(".") for part in parts)


def load_atlas(*folders: str | Path, prefer: Mapping[str, str] | None = None) -> Atlas:
    """Load the built-in layers, with users' folders laid over them.

    Parameters
    ----------
    *folders : str or Path
        Folders in layers/ form. A row whose key is known replaces the built-in one; later folders win.
    prefer : mapping of str to str, optional
        Deposit id -> estimate id: which estimate to prefer instead of the one the rule chooses.

    Returns
    -------
    Atlas

    Raises
    ------
    InvalidLayer
        With every fault of the folders at once: file, row, column.
    UnknownId
        Where ``prefer`` names a deposit or an estimate that does not exist.

    Examples
    --------
    >>> import geo_ree
    >>> sorted(geo_ree.load_atlas().deposits.index)[:2]
    ['bayan-obo', 'beylikova']
    """
    frames = load_tables(*folders)
    frames["estimates"] = with_derived_columns(frames["estimates"], prefer or {})
    frames["deposits"] = _with_headline(frames)
    return Atlas(frames)


@lru_cache(maxsize=1)
def built_in_atlas() -> Atlas:
    """Return the atlas of the built-in layers, loaded once."""
    return load_atlas()


def _with_headline(frames: Mapping[str, pandas.DataFrame]) -> pandas.DataFrame:
    deposits, estimates = frames["deposits"], frames["estimates"]
    chosen = estimates[estimates["is_preferred"]].reset_index().set_index("deposit_id").reindex(deposits.index)
    headline = {"estimate_id": chosen["estimate_id"]} | {name: chosen[name] for name in HEADLINE_COLUMNS}
    headline["estimate_source_id"] = chosen["source_id"]
    blank = {name: column.where(column.notna(), None) for name, column in headline.items() if column.dtype == object}
    return deposits.assign(
        **(headline | blank),
        byproducts=_gathered(deposits.index, frames["byproducts"], "commodity"),
        elements=_reported_elements(deposits.index, frames["element_shares"]),
    )


def _gathered(index: pandas.Index[Any], rows: pandas.DataFrame, column: str) -> pandas.Series[Any]:
    """Return, for each deposit, the distinct values of a column in the order of the file."""
    by_deposit = {name: tuple(dict.fromkeys(group[column])) for name, group in rows.groupby("deposit_id", sort=False)}
    return pandas.Series([by_deposit.get(name, ()) for name in index], index=index, dtype=object)


def _reported_elements(index: pandas.Index[Any], shares: pandas.DataFrame) -> pandas.Series[Any]:
    rows = shares.reset_index()
    symbols = [element_of(oxide) for oxide in rows["oxide"]]
    return _gathered(index, rows.assign(symbol=pandas.Series(symbols, dtype=object)), "symbol")
