"""Atlas: the tables together; look up, prefer, cite.

An atlas never changes after it is loaded. Each frame is handed out as a copy of its own, so that no script can change
what another one sees; copy-on-write would not do, for arrays of geometries, indexes and older versions of pandas write
through it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import geopandas
import pandas
from shapely.geometry import Point

from geo_ree.atlas.citation_formats import file_members, format_source
from geo_ree.atlas.headline import with_headline
from geo_ree.atlas.names import PLACED_TABLES as PLACED_TABLES
from geo_ree.atlas.names import Names, names_of
from geo_ree.atlas.overview import atlas_as_html, say_what_it_holds
from geo_ree.atlas.preference import in_order_of_preference, overrides_of, with_derived_columns
from geo_ree.atlas.provenance import primary_frames, with_primary_marked
from geo_ree.atlas.rows.collection import Rows
from geo_ree.errors import GeoReeError, UnknownId
from geo_ree.layers.folder import load_tables
from geo_ree.layers.lazy_frames import LazyFrames

Derived = TypeVar("Derived")
FrameT = TypeVar("FrameT", bound=pandas.DataFrame)


@dataclass(frozen=True, eq=False)
class Atlas:
    """The tables of ``layers/`` together, with the preferred estimates chosen.

    Made by ``load_atlas``. GeoDataFrames are in EPSG:4326; every frame is indexed by its id and is the caller's own.
    Text that a source did not give is None, a number that it did not give is NaN, lists are tuples and records are
    dicts that cannot be written to. Columns of numbers are ``float64``; all others but geometries and flags that are
    always known are ``object``, whatever the version of pandas.

    ``GeoDataFrame.to_file`` writes tuples as Python text; :func:`geo_ree.write_geojson` writes them as arrays.

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
        return f"<Atlas: {say_what_it_holds(self._frames)}>"

    def _repr_html_(self) -> str:
        return atlas_as_html(self._frames)

    def __getstate__(self) -> dict[str, Any]:
        return {"_frames": self._frames, "_as_read": self._as_read}  # what is derived is made anew there

    def derived(self, make: Callable[..., Derived], *arguments: Hashable) -> Derived:
        """Return ``make(atlas, *arguments)``, made once and kept for as long as the atlas lives; not to be changed.

        >>> import geo_ree
        >>> geo_ree.load_atlas().derived(Atlas.country, "bayan-obo")
        'CN'
        """
        kept: dict[Hashable, Derived] = vars(self).setdefault("_kept", {})
        key = (make, *arguments)
        if key not in kept:
            kept[key] = make(self, *arguments)
        return kept[key]

    def _frame(self, name: str) -> pandas.DataFrame:
        return own_copy(self._frames[name])

    def _geo_frame(self, name: str) -> geopandas.GeoDataFrame:
        frame = self._frame(name)
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
    def ship_limits(self) -> pandas.DataFrame:
        """Sizes of the classes of ship, and limits of the passages."""
        return self._frame("ship_limits")

    @property
    def network_ports(self) -> pandas.DataFrame:
        """Ports of the transport networks, by UN/LOCODE: many more than :attr:`ports`."""
        return self._frame("network_ports")

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
    def towns(self) -> pandas.DataFrame:
        """Towns near deposits, for orientation."""
        return self._frame("towns")

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

    def members(self) -> dict[str, object]:
        """Return what a file of it says of itself: how to cite it, its licence, and the sources that its rows name."""
        return file_members(self._frames, self)

    def resolve(self, name: str) -> str:
        """Return the id of the deposit, plant or port that is meant by an id or by any of its names.

        Names are those shown to people and those of kind ``name`` in ``places.csv``. Case, accents, spaces and hyphens
        do not matter; an id goes before a name.

        Raises
        ------
        UnknownId
            Where nothing is called so; with the nearest ids and names.
        AmbiguousName
            Where several are; with their ids.

        Examples
        --------
        >>> import geo_ree
        >>> atlas = geo_ree.load_atlas()
        >>> atlas.resolve("Kızılcaören"), atlas.resolve("Bayan Obo")
        ('beylikova', 'bayan-obo')
        """
        return self._names.resolve(name)

    def deposit_ids(self, *names: str) -> tuple[str, ...]:
        """Return the ids of deposits given by id or by name, as :meth:`resolve` does it; a plant or port is none."""
        return tuple(self._names.resolve(name, ("deposits",)) for name in names)

    @cached_property
    def _names(self) -> Names:
        return names_of(self._as_read)

    def point(self, place: str) -> Point:
        """Return where a deposit, plant or port is, by id or name, as a Point of (lon, lat).

        A deposit of several orebodies stands at its first point.
        """
        geometry = self._placed(place, "geometry")
        return geometry.geoms[0] if geometry.geom_type == "MultiPoint" else geometry

    def name(self, place: str) -> str:
        """Return the name shown to people of a deposit, plant or port, by id or any of its names."""
        return str(self._placed(place, "name"))

    def country(self, place: str) -> str:
        """Return the country of a deposit, plant or port, by id or name, ISO 3166-1 alpha-2."""
        return str(self._placed(place, "country"))

    def holds(self, place_id: str) -> bool:
        """Return whether a deposit, plant or port has this id."""
        return self._table_of(place_id) is not None

    def _placed(self, place: str, column: str) -> Any:
        table = self._table_of(place)
        if table is None:
            place = self.resolve(place)
            table = self._names.tables[place]
        frame = self._as_read[table]
        return frame[column].array[frame.index.get_loc(place)]

    def _table_of(self, place_id: str) -> str | None:
        """Return the table that holds an id; whoever knows the id waits for no table of names."""
        if not isinstance(place_id, str):
            return None
        return next((table for table in PLACED_TABLES if place_id in self._as_read[table].index), None)

    def estimates_of(self, deposit: str) -> pandas.DataFrame:
        """Return the estimates of one deposit, by id or name, the preferred one first, the others by the rule."""
        (deposit_id,) = self.deposit_ids(deposit)
        ordered = self._ordered_estimates
        return own_copy(ordered[ordered["deposit_id"] == deposit_id])

    @cached_property
    def _ordered_estimates(self) -> pandas.DataFrame:
        """Every estimate, the preferred first: sorted once, for pages ask deposit by deposit."""
        ordered = in_order_of_preference(self._frames["estimates"])
        return ordered.sort_values("is_preferred", ascending=False, kind="stable")

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
        ``geo_ree/atlas/provenance.py`` says what that is), and the preferred estimates are chosen anew from what is
        left. An override of ``load_atlas`` holds where its estimate is left.

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
        Deposit (id or name) -> estimate id: which estimate to prefer instead of the one the rule chooses.
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
    wanted = _by_deposit_id(prefer, frames) if prefer else {}
    if not primary_only:
        return _assembled(frames, wanted)
    kept = primary_frames(frames)
    for deposit_id, estimate_id in wanted.items():
        if estimate_id in frames["estimates"].index and estimate_id not in kept["estimates"].index:
            # It exists, so "no estimate is called so" would send people looking for a slip of the pen.
            theirs = kept["estimates"].index[kept["estimates"]["deposit_id"] == deposit_id]
            raise UnknownId(f"estimate of {deposit_id} from a primary source", estimate_id, theirs)
    return _assembled(kept, wanted)


def _by_deposit_id(prefer: Mapping[str, str], frames: Mapping[str, pandas.DataFrame]) -> dict[str, str]:
    names = names_of(frames)
    wanted: dict[str, str] = {}
    for deposit, estimate_id in prefer.items():
        deposit_id = names.resolve(deposit, ("deposits",))
        if wanted.setdefault(deposit_id, estimate_id) != estimate_id:
            both = f"{wanted[deposit_id]}, {estimate_id}"
            raise GeoReeError(f"two estimates of {deposit_id} cannot both be preferred: {both}")
    return wanted


def _assembled(frames: Mapping[str, pandas.DataFrame], prefer: Mapping[str, str]) -> Atlas:
    """Return the atlas of some tables, with everything that is derived from them."""
    makers: dict[str, Callable[[], pandas.DataFrame]] = {name: partial(frames.__getitem__, name) for name in frames}
    makers["estimates"] = lambda: with_derived_columns(frames["estimates"], prefer)
    makers["sources"] = lambda: with_primary_marked(frames["sources"])
    makers["deposits"] = lambda: with_headline(frames["deposits"], whole)
    whole = LazyFrames(makers)
    if prefer:
        whole["estimates"]  # what cannot be preferred is said at once
    return Atlas(whole, frames)


def own_copy(frame: FrameT) -> FrameT:
    """Return a copy of a frame that shares nothing with it that can be written to."""
    copied = frame.copy(deep=True)
    copied.index = frame.index.copy(deep=True)
    return copied
