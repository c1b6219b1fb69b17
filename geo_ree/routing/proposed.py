"""The proposed supply routes of ``routes.csv``, found over the networks between the stops that each names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.errors import UnknownId, fold
from geo_ree.routing.route import Route, find_route


def find_proposed_route(route_id: str, *, atlas: Atlas | None = None) -> Route:
    """Find one proposed route over the networks: by its stops, with the least emissions, every mode allowed.

    Parameters
    ----------
    route_id : str
        An id of ``atlas.routes``; case, spaces and hyphens do not matter.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    Route
        With the row's name, purpose, basis, note and source.

    Raises
    ------
    UnknownId
        Where the atlas holds no such route; with the nearest ids.
    NoRoute
        Where nothing connects two of its stops.

    Examples
    --------
    >>> import geo_ree
    >>> route = geo_ree.find_proposed_route("beylikova-norfolk")
    >>> route.basis, route.via_ids
    ('our assumption', ('TRDRC',))
    """
    atlas = given_atlas(atlas)
    routes = atlas.routes
    known = {fold(each): str(each) for each in routes.index}
    if fold(route_id) not in known:
        raise UnknownId("proposed route", route_id, routes.index)
    route_id = known[fold(route_id)]
    row: dict[str, Any] = {str(name): value for name, value in routes.loc[route_id].items()}
    return replace(
        find_route(row["origin_id"], row["destination_id"], via=row["via_ids"], atlas=atlas),
        route_id=route_id,
        name=row["name"],
        purpose=row["purpose"],
        basis=row["basis"],
        note=row["note"] or "",
        source_id=row["source_id"],
    )


def find_proposed_routes(*, atlas: Atlas | None = None) -> tuple[Route, ...]:
    """Find every proposed route of the atlas, in the order of its table.

    Examples
    --------
    >>> import geo_ree
    >>> len(geo_ree.find_proposed_routes()) == len(geo_ree.load_atlas().routes)
    True
    """
    atlas = given_atlas(atlas)
    return tuple(find_proposed_route(str(route_id), atlas=atlas) for route_id in atlas.routes.index)
