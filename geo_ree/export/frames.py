"""What of an atlas is written to a file: frames in which each figure travels with its date, code, status and source.

The frames are ordinary GeoDataFrames; ``gis/geojson.py`` (and any writer of geopandas) takes them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import geopandas
import pandas

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.citation_formats import file_members
from geo_ree.errors import UnknownOption
from geo_ree.layers.dtypes import text_as_objects
from geo_ree.routing.credits import file_credits
from geo_ree.routing.proposed import find_proposed_routes
from geo_ree.routing.route import Route

CRS = "EPSG:4326"


def deposits_frame(atlas: Atlas) -> geopandas.GeoDataFrame:
    """Return the deposits: preferred figures as columns, all estimates as an array beside them.

    Parameters
    ----------
    atlas : Atlas

    Returns
    -------
    GeoDataFrame
        EPSG:4326, index ``deposit_id``. ``estimates`` holds, for each deposit, a tuple of dicts, the preferred one
        first; each has its dates, reporting code, claim status, source id and citation, and no column that is empty.
    """
    deposits = atlas.deposits
    estimates = [
        tuple(_without_blanks(row) for row in _cited(atlas.estimates_of(deposit_id), atlas))
        for deposit_id in deposits.index
    ]
    return deposits.assign(
        estimates=pandas.Series(estimates, index=deposits.index, dtype=object),
        citations=_citations(deposits["source_ids"], atlas),
    )


def facilities_frame(atlas: Atlas) -> geopandas.GeoDataFrame:
    """Return the plants with the citations of their sources; EPSG:4326, index ``facility_id``."""
    facilities = atlas.facilities
    return facilities.assign(citations=_citations(facilities["source_ids"], atlas))


def ports_frame(atlas: Atlas) -> geopandas.GeoDataFrame:
    """Return the ports with the citation of their source; EPSG:4326, index ``port_id`` (UN/LOCODE)."""
    ports = atlas.ports
    return ports.assign(citation=ports["source_id"].map(atlas.cite))


def estimates_frame(atlas: Atlas) -> geopandas.GeoDataFrame:
    """Return every estimate at its deposit's place, with its citation; EPSG:4326, index ``estimate_id``."""
    estimates = atlas.estimates
    geometry = atlas.deposits.geometry.reindex(estimates["deposit_id"]).to_numpy()
    cited = estimates.assign(citation=estimates["source_id"].map(atlas.cite))
    return geopandas.GeoDataFrame(cited, geometry=geometry, crs=CRS)


def routes_frame(atlas: Atlas) -> geopandas.GeoDataFrame:
    """Return every proposed route, a row a segment; EPSG:4326, index ``route_id/number``."""
    return segments_frame(find_proposed_routes(atlas=atlas), atlas)


def segments_frame(routes: Iterable[Route], atlas: Atlas) -> geopandas.GeoDataFrame:
    """Return the segments of some routes as one frame, each with its route's name, purpose, basis and citation."""
    frames = [_segments_of(route, atlas) for route in routes]
    if not frames:
        return geopandas.GeoDataFrame({"route_id": []}, geometry=[], crs=CRS)
    return geopandas.GeoDataFrame(pandas.concat(frames), crs=CRS)


def _segments_of(route: Route, atlas: Atlas) -> geopandas.GeoDataFrame:
    segments = route.segments.rename(columns={"basis": "segment_basis"})
    segments.index = pandas.Index([f"{route.route_id}/{number}" for number in segments.index], name="segment_id")
    return segments.assign(
        route_id=route.route_id,
        route_name=route.name,
        purpose=route.purpose,
        route_basis=route.basis,
        note=route.note,
        source_id=route.source_id,
        citation=atlas.cite(route.source_id),
    )


FRAMES: Mapping[str, Callable[[Atlas], geopandas.GeoDataFrame]] = MappingProxyType(
    {
        "deposits": deposits_frame,
        "facilities": facilities_frame,
        "ports": ports_frame,
        "routes": routes_frame,
        "estimates": estimates_frame,
    }
)


@dataclass(frozen=True)
class Export:
    """Some frames of an atlas, ready to be written together, and the atlas they come from."""

    atlas: Atlas
    frames: Mapping[str, geopandas.GeoDataFrame]

    def tables(self) -> dict[str, geopandas.GeoDataFrame]:
        """Return the frames by name."""
        return dict(self.frames)

    def members(self) -> dict[str, object]:
        """Return what a file says of itself: how to cite it, its licence, and the citations of the sources it names."""
        members = file_members(self.frames, self.atlas)
        # With lines of the networks the licences are theirs too; the sources stand last.
        return {**file_credits(), "sources": members["sources"]} if "routes" in self.frames else members


def export(atlas: Atlas, name: str, *, deposit_ids: Sequence[str] | None = None) -> Export:
    """Return what is written for ``deposits``, ``facilities``, ``ports``, ``routes``, ``estimates`` or ``all``.

    Parameters
    ----------
    atlas : Atlas
    name : str
    deposit_ids : sequence of str, optional
        Only these deposits (by id or name), in this order, their estimates, and the routes that begin there.

    Raises
    ------
    UnknownOption
        For any other name.
    UnknownId
        For a deposit that does not exist.
    """
    if name != "all" and name not in FRAMES:
        raise UnknownOption("table to export", name, [*FRAMES, "all"])
    names = FRAMES if name == "all" else (name,)
    frames = {each: text_as_objects(FRAMES[each](atlas)) for each in names}
    if deposit_ids is not None:
        wanted = atlas.deposit_ids(*deposit_ids)
        frames = {each: _about(frame, each, wanted, atlas) for each, frame in frames.items()}
    return Export(atlas, frames)


def _about(
    frame: geopandas.GeoDataFrame, name: str, deposit_ids: tuple[str, ...], atlas: Atlas
) -> geopandas.GeoDataFrame:
    if name == "deposits":
        return frame.loc[list(deposit_ids)]
    if name == "estimates":
        return frame[frame["deposit_id"].isin(deposit_ids)]
    if name == "routes":
        routes = atlas.routes
        return frame[frame["route_id"].isin(routes.index[routes["origin_id"].isin(deposit_ids)])]
    return frame


def _cited(estimates: pandas.DataFrame, atlas: Atlas) -> list[dict[str, Any]]:
    rows = estimates.reset_index().to_dict("records")
    return [
        {str(key): value for key, value in row.items()} | {"citation": atlas.cite(row["source_id"])} for row in rows
    ]


def _without_blanks(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without its empty cells: in an array of records an absent key says it more plainly than a null."""
    return {key: value for key, value in row.items() if value is not None and value == value and value != ()}


def _citations(source_ids: pandas.Series[Any], atlas: Atlas) -> pandas.Series[Any]:
    cited = [tuple(atlas.cite(source_id) for source_id in ids) for ids in source_ids]
    return pandas.Series(cited, index=source_ids.index, dtype=object)
