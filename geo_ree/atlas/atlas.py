"""Atlas: the tables together; look up, prefer, cite.

An atlas never changes after it is loaded. Each frame is handed out as a copy (copy-on-write makes that cheap), so that
no script can change what another one sees.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import geopandas
import pandas
from shapely.geometry import Point

from geo_ree.atlas.citations import format_source
from geo_ree.atlas.preference import in_order_of_preference, overrides_of, with_derived_columns
from geo_ree.atlas.provenance import primary_frames, with_primary_marked
from geo_ree.atlas.rows.collection import Rows
from geo_ree.chemistry.elements import element_of
from geo_ree.errors import UnknownId, fold
from geo_ree.layers.folder import load_tables
from geo_ree.layers.lazy_frames import LazyFrames
from geo_ree.market.basket_value import basket_lines, basket_totals, splits_of
from geo_ree.market.supply_shares import concentration_by_country

# What a deposit carries of its preferred estimate, under the same names.
HEADLINE_COLUMNS = (
    "statement_type",
    "resource_category",
    "ore_million_t",
    "ore_million_t_max",
    "treo_percent",
    "treo_percent_max",
    "treo_million_t",
    "treo_million_t_max",
    "treo_million_t_computed",
    "treo_million_t_computed_max",
    "qualifier",
    "qualifies",
    "reporting_code",
    "claim_status",
    "effective_date",
    "published_date",
)
PLACED_TABLES = ("deposits", "facilities", "ports")
Derived = TypeVar("Derived")


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
    # The tables as they were read: where a place is does not depend on which of its estimates is preferred.
    _as_read: Mapping[str, pandas.DataFrame] = field(repr=False)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self._frames[name])} {name}" for name in (*PLACED_TABLES, "estimates", "sources"))
        return f"<Atlas: {counts}>"

    def __getstate__(self) -> dict[str, Any]:
        # What is derived is derived anew where the atlas is unpacked: it may hold what another process makes better.
        return {"_frames": self._frames, "_as_read": self._as_read}

    def derived(self, make: Callable[..., Derived], *arguments: Hashable) -> Derived:
        """Return ``make(atlas, *arguments)``, made once and kept for as long as the atlas lives.

        For what an upper room computes from the tables again and again; it must not be changed afterwards.

        Examples
        --------
        >>> import geo_ree
        >>> atlas = geo_ree.load_atlas()
        >>> atlas.derived(Atlas.country, "bayan-obo")
        'CN'
        """
        key = (make, *arguments)
        if key not in self._kept:
            self._kept[key] = make(self, *arguments)
        kept: Derived = self._kept[key]
        return kept

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

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
    def processes(self) -> pandas.DataFrame:
        """Published steps from feed to product, with the recoveries that were reached."""
        return self._frame("processes")

    @property
    def prices(self) -> pandas.DataFrame:
        """Published prices, by item, period and place."""
        return self._frame("prices")

    @property
    def freight(self) -> pandas.DataFrame:
        """Figures of transport: speeds, emissions, handling times, limits of canals."""
        return self._frame("freight")

    @property
    def events(self) -> pandas.DataFrame:
        """What happened, with outcome and refining place."""
        return self._frame("events")

    @property
    def routes(self) -> pandas.DataFrame:
        """Proposed routes by their stops; ``geo_ree.routing.route`` draws them."""
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
        """Sources, with ``is_primary``: whether one states its figures itself, or relays or gathers those of others."""
        return self._frame("sources")

    @cached_property
    def rows(self) -> Rows:
        """Every row as a frozen record, made when it is first asked for and kept with the atlas."""
        return Rows(self._frames)

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
        geometry = self._placed(place_id, "geometry")
        return geometry.geoms[0] if geometry.geom_type == "MultiPoint" else geometry

    def name(self, place_id: str) -> str:
        """Return the name shown to people of a deposit, plant or port."""
        return str(self._placed(place_id, "name"))

    def country(self, place_id: str) -> str:
        """Return the country of a deposit, plant or port, ISO 3166-1 alpha-2."""
        return str(self._placed(place_id, "country"))

    def holds(self, place_id: str) -> bool:
        """Return whether a deposit, plant or port has this id."""
        return any(place_id in self._as_read[table].index for table in PLACED_TABLES)

    def _placed(self, place_id: str, column: str) -> Any:
        for table in PLACED_TABLES:
            frame = self._as_read[table]
            if place_id in frame.index:
                return frame[column].array[frame.index.get_loc(place_id)]
        known = [item for table in PLACED_TABLES for item in self._as_read[table].index]
        raise UnknownId("deposit, facility or port", place_id, known)

    def estimates_of(self, deposit_id: str) -> pandas.DataFrame:
        """Return the estimates of one deposit, by id or by a name, the preferred one first, the others by the rule."""
        if deposit_id not in self._frames["deposits"].index:
            (deposit_id,) = self.deposit_ids(deposit_id)
        ordered = self._ordered_estimates
        return ordered[ordered["deposit_id"] == deposit_id]

    @cached_property
    def _ordered_estimates(self) -> pandas.DataFrame:
        """Every estimate, the preferred first: sorted once, for pages ask deposit by deposit."""
        ordered = in_order_of_preference(self._frames["estimates"])
        return ordered.sort_values("is_preferred", ascending=False, kind="stable")

    def basket(
        self, deposit: str, *, year: int, place: str | None = None, split: str | None = None
    ) -> pandas.DataFrame:
        """Return what the oxides in a kilogram of a deposit's TREO would fetch, one by one, at published prices.

        Each published analysis is a basket of its own: analyses differ by material and are never averaged. No price is
        borrowed from another year or place; ``geo_ree/baskets.py`` says which one is chosen. The separation, its losses
        and its cost are not in it.

        Parameters
        ----------
        deposit : str
            An id or a name.
        year : int
            The year of the prices.
        place : str, optional
            Where the prices hold, such as ``China``; None sets every place that has prices side by side.
        split : str, optional
            Only this analysis, by its ``split_id``.

        Returns
        -------
        DataFrame
            Indexed by ``split_id`` and ``place``: ``usd_per_kg_treo`` (US$ per kg of what ``normalised_to`` says, TREO
            as a rule; the lower end) and ``usd_per_kg_treo_max`` (the upper end; NaN where nothing is a range),
            ``priced_share_percent``, ``unpriced_share_percent`` (what carries no price or is not in the analysis;
            it counts 0), ``unpriced_oxides``, ``priced_as_ndpr`` (oxides for which the price of NdPr oxide stands in),
            ``year``, ``incoterm``, ``vat``, ``price_kind``, ``price_ids``, ``source_ids``, ``material``,
            ``material_detail``, ``normalised_to``.

        Raises
        ------
        UnknownId
            Where no deposit, or no analysis of it, is called so.
        NoFigures
            Where no analysis of the deposit, or no price of that year and place, is in the layers; with what is.

        Examples
        --------
        >>> import geo_ree
        >>> baskets = geo_ree.load_atlas().basket("beylikova", year=2024)
        >>> bool((baskets["priced_share_percent"] <= 100.01).all()), baskets.index.names
        (True, FrozenList(['split_id', 'place']))
        """
        return basket_totals(self.basket_lines(deposit, year=year, place=place, split=split))

    def basket_lines(
        self, deposit: str, *, year: int, place: str | None = None, split: str | None = None
    ) -> pandas.DataFrame:
        """Return the lines of :meth:`basket`, oxide by oxide: share, price, contribution, and where both are from.

        Parameters and errors are those of :meth:`basket`; the columns are described
        at :func:`geo_ree.market.basket_value.basket_lines`.
        """
        (deposit_id,) = self.deposit_ids(deposit)
        shares = splits_of(self._frames["element_shares"], deposit_id, split)
        return basket_lines(shares, self._frames["prices"], self._frames["sources"], year=year, place=place)

    def concentration(self, of: str = "mine", *, year: int | None = None, unverified: bool = False) -> pandas.DataFrame:
        """Return how much of the world's reserves, mining, separation or magnets each country holds.

        All figures are of one edition of one publisher: ``geo_ree/concentration.py`` says which one, and where the
        Herfindahl-Hirschman index comes from.

        Parameters
        ----------
        of : str, default "mine"
            ``reserves`` (million t REO), ``mine`` (t REO a year), ``separation`` or ``magnets`` (shares in %).
        year : int, optional
            By default the newest.
        unverified : bool, default False
            Whether figures count that nobody has read in a source.

        Returns
        -------
        DataFrame
            Indexed by ``country`` (ISO 3166-1 alpha-2, the largest first; last ``other``, what the total leaves):
            ``attribute``, ``amount`` as stated with ``unit``, ``qualifier`` and ``amount_max``; ``share_percent`` of
            ``total``, the world's as stated (or the countries' sum, where the rounded total is less; a
            ``total_qualifier`` of ``more_than`` makes every share an upper bound); ``year``, ``publisher``,
            ``published_date``, ``source_ids``; ``other_amounts`` with ``other_source_ids``, what replaced editions and
            other publishers give for the same year; ``hhi_min`` and ``hhi_max``, the bounds of the index for that
            total, the same on each row.

        Raises
        ------
        UnknownId
            For another word in ``of``.
        NoFigures
            Where no figures are known for that year; with the years that are.

        Examples
        --------
        >>> import geo_ree
        >>> mined = geo_ree.load_atlas().concentration("mine", year=2024)
        >>> mined.index[0], bool(mined["hhi_min"].iloc[0] > 1800)
        ('CN', True)
        """
        figures, sources = self._frames["figures"], self._frames["sources"]
        return concentration_by_country(figures, sources, of=of, year=year, unverified=unverified)

    def cite(self, source_id: str, *, style: str = "text") -> str:
        """Return the citation of a source: one line of text, an entry of BibTeX, or an item of CSL-JSON.

        Parameters
        ----------
        source_id : str
        style : str, default "text"
            ``text``, ``bibtex`` (for biblatex, UTF-8) or ``csl-json``; the id is the key of both.
            :func:`geo_ree.to_bibtex` and :func:`geo_ree.to_csl_json` write several.

        Raises
        ------
        UnknownId
            With near matches; case, spaces, hyphens and accents are ignored when looking for them.

        Examples
        --------
        >>> import geo_ree
        >>> atlas = geo_ree.load_atlas()
        >>> print(atlas.cite("jorc-code-2012").split(".")[0])
        JORC (2012-12-20)
        >>> print(atlas.cite("jorc-code-2012", style="bibtex").splitlines()[0])
        @manual{jorc-code-2012,
        """
        sources = self._frames["sources"]
        if source_id not in sources.index:
            raise UnknownId("source", source_id, sources.index)
        row: Any = sources.loc[source_id]
        return format_source(source_id, row, style)

    def primary_only(self) -> Atlas:
        """Return the atlas without the rows that rest on relayed, gathered or unread sources alone.

        Rows of ``estimates``, ``element_shares``, ``byproducts``, ``figures``, ``events``, ``prices``, ``processes``
        and ``freight`` are left out where the source is not primary (``sources["is_primary"]``;
        ``geo_ree/primary.py`` says what that is), and the preferred estimates are chosen anew from what is left. An
        override of ``load_atlas`` holds where its estimate is left.

        Examples
        --------
        >>> import geo_ree
        >>> atlas = geo_ree.load_atlas()
        >>> len(atlas.primary_only().estimates) < len(atlas.estimates)
        True
        """
        prefer = overrides_of(self._frames["estimates"])
        kept = primary_frames(self._frames)
        left = {deposit: chosen for deposit, chosen in prefer.items() if chosen in kept["estimates"].index}
        return _assembled(kept, left)


def load_atlas(*folders: str | Path, prefer: Mapping[str, str] | None = None, primary_only: bool = False) -> Atlas:
    """Load the built-in layers, with users' folders laid over them.

    Parameters
    ----------
    *folders : str or Path
        Folders in layers/ form. A row whose key is known replaces the built-in one; later folders win.
    prefer : mapping of str to str, optional
        Deposit id -> estimate id: which estimate to prefer instead of the one the rule chooses.
    primary_only : bool, default False
        Whether rows that rest on relayed, gathered or unread sources alone are left out: see
        :meth:`Atlas.primary_only`.

    Returns
    -------
    Atlas

    Raises
    ------
    InvalidLayer
        With every fault of the folders at once: file, row, column.
    UnknownId
        Where ``prefer`` names a deposit or an estimate that does not exist, or that ``primary_only`` leaves out.

    Examples
    --------
    >>> import geo_ree
    >>> "bayan-obo" in geo_ree.load_atlas().deposits.index
    True
    """
    frames = load_tables(*folders)
    if not primary_only:
        return _assembled(frames, prefer or {})
    kept = primary_frames(frames)
    for deposit_id, estimate_id in (prefer or {}).items():
        if estimate_id in frames["estimates"].index and estimate_id not in kept["estimates"].index:
            # It exists, so "no estimate is called so" would send people looking for a slip of the pen.
            theirs = kept["estimates"].index[kept["estimates"]["deposit_id"] == deposit_id]
            raise UnknownId(f"estimate of {deposit_id} from a primary source", estimate_id, theirs)
    return _assembled(kept, prefer or {})


def _assembled(frames: Mapping[str, pandas.DataFrame], prefer: Mapping[str, str]) -> Atlas:
    """Return the atlas of some tables, with everything that is derived from them."""
    makers: dict[str, Callable[[], pandas.DataFrame]] = {name: partial(frames.__getitem__, name) for name in frames}
    makers["estimates"] = lambda: with_derived_columns(frames["estimates"], prefer)
    makers["sources"] = lambda: with_primary_marked(frames["sources"])
    makers["deposits"] = lambda: _with_headline(frames["deposits"], whole)
    whole = LazyFrames(makers)
    if prefer:
        whole["estimates"]  # what cannot be preferred is said at once
    return Atlas(whole, frames)


@lru_cache(maxsize=1)
def built_in_atlas() -> Atlas:
    """Return the atlas of the built-in layers, loaded once."""
    return load_atlas()


def _with_headline(deposits: pandas.DataFrame, frames: Mapping[str, pandas.DataFrame]) -> pandas.DataFrame:
    estimates = frames["estimates"]
    chosen = estimates[estimates["is_preferred"]].reset_index().set_index("deposit_id").reindex(deposits.index)
    headline = {"estimate_id": chosen["estimate_id"]} | {name: chosen[name] for name in HEADLINE_COLUMNS}
    headline["estimate_source_id"] = chosen["source_id"]
    texts = {name: column.astype(object) for name, column in headline.items() if column.dtype != "float64"}
    blank = {name: column.where(column.notna(), None) for name, column in texts.items()}
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
