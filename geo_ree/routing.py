"""Proposed supply routes as schematic lines: straight geodesics between the stops that a proposal names.

They show which places a proposal would join, not which roads, railways or sea lanes a cargo would take; every real way
is longer. Whoever draws them says "schematic".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import geopandas
import numpy
import pyproj
from numpy.typing import NDArray
from shapely.geometry import LineString, Point

from geo_ree.atlas import Atlas, built_in_atlas
from geo_ree.errors import UnknownId

CRS = "EPSG:4326"
ELLIPSOID = pyproj.Geod(ellps="WGS84")
LONGEST_STEP_M = 100_000
LEG_COLUMNS = ("mode", "from_id", "to_id", "from_name", "to_name", "distance_km", "basis", "geometry")


@dataclass(frozen=True, eq=False)
class Route:
    """One proposed route, traced between its stops.

    Parameters
    ----------
    route_id, name : str
    origin_id, destination_id : str
        A deposit, plant or port.
    via_ids : tuple of str
        The stops between, in order.
    purpose : str
        What would be carried, and why.
    basis : str
        ``source`` where a source names the route, else ``our assumption``.
    note : str
        What is assumed.
    source_id : str
    legs : GeoDataFrame
        EPSG:4326, one row a leg: ``mode`` (``land``, ``sea``), ``from_id``, ``to_id``, ``from_name``, ``to_name``,
        ``distance_km``, ``basis`` (``geodesic``) and a LineString. Longitudes are continuous along the route, so past
        the 180th meridian they lie beyond ±180. Two stops at one point have no leg between them.

    Examples
    --------
    >>> import geo_ree
    >>> route = geo_ree.trace_routes()[0]
    >>> route.legs["basis"].unique()[0], round(route.legs["distance_km"].sum() / route.distance_km, 6)
    ('geodesic', np.float64(1.0))
    """

    route_id: str
    name: str
    origin_id: str
    destination_id: str
    via_ids: tuple[str, ...]
    purpose: str
    basis: str
    note: str
    source_id: str
    legs: geopandas.GeoDataFrame = field(repr=False)

    @property
    def distance_km(self) -> float:
        """The length of all legs, km; a lower bound of any real way."""
        return float(self.legs["distance_km"].sum())

    @property
    def stop_ids(self) -> tuple[str, ...]:
        """Origin, stops between and destination, in order."""
        return (self.origin_id, *self.via_ids, self.destination_id)

    def tables(self) -> dict[str, geopandas.GeoDataFrame]:
        """Return the frames to write: ``legs``."""
        return {"legs": self.legs.copy()}


def trace_route(route_id: str, *, atlas: Atlas | None = None) -> Route:
    """Trace one proposed route between its stops.

    A leg between two ports is by sea, any other by land. Legs are geodesics of the WGS 84 ellipsoid with a vertex at
    least every 100 km.

    Parameters
    ----------
    route_id : str
        An id of ``atlas.routes``.
    atlas : Atlas, optional
        The built-in one if not given.

    Returns
    -------
    Route

    Raises
    ------
    UnknownId
        Where the atlas holds no such route; with the nearest ids.

    Examples
    --------
    >>> import geo_ree
    >>> atlas = geo_ree.load_atlas()
    >>> geo_ree.trace_route(atlas.routes.index[0], atlas=atlas).route_id == atlas.routes.index[0]
    True
    """
    atlas = atlas or built_in_atlas()
    if route_id not in atlas.routes.index:
        raise UnknownId("route", route_id, atlas.routes.index)
    row: dict[str, Any] = {str(name): value for name, value in atlas.routes.loc[route_id].items()}
    stops = (row["origin_id"], *row["via_ids"], row["destination_id"])
    return Route(
        route_id=route_id,
        name=row["name"],
        origin_id=row["origin_id"],
        destination_id=row["destination_id"],
        via_ids=tuple(row["via_ids"]),
        purpose=row["purpose"],
        basis=row["basis"],
        note=row["note"] or "",
        source_id=row["source_id"],
        legs=_trace_legs(atlas, stops),
    )


def trace_routes(*, atlas: Atlas | None = None) -> tuple[Route, ...]:
    """Trace every proposed route of the atlas, in the order of its table.

    Examples
    --------
    >>> import geo_ree
    >>> len(geo_ree.trace_routes()) == len(geo_ree.load_atlas().routes)
    True
    """
    atlas = atlas or built_in_atlas()
    return tuple(trace_route(str(route_id), atlas=atlas) for route_id in atlas.routes.index)


def _trace_legs(atlas: Atlas, stops: tuple[str, ...]) -> geopandas.GeoDataFrame:
    rows = []
    longitude = atlas.point(stops[0]).x
    ports = set(atlas.ports.index)
    for start, end in pairwise(stops):
        metres, line = _geodesic(atlas.point(start), atlas.point(end), longitude)
        if line is None:
            continue
        longitude = line.coords[-1][0]
        mode = "sea" if {start, end} <= ports else "land"
        rows.append((mode, start, end, atlas.name(start), atlas.name(end), metres / 1000, "geodesic", line))
    columns = {name: [row[place] for row in rows] for place, name in enumerate(LEG_COLUMNS)}
    return geopandas.GeoDataFrame(columns, geometry="geometry", crs=CRS).astype({"distance_km": float})


def _geodesic(start: Point, end: Point, start_longitude: float) -> tuple[float, LineString | None]:
    """Return the length in metres and the line from ``start`` to ``end``; no line where they are one point.

    ``start_longitude`` is that of ``start`` give or take whole turns: where the leg before has ended.
    """
    metres = float(ELLIPSOID.inv(start.x, start.y, end.x, end.y)[2])
    if metres == 0:
        return 0.0, None
    steps = int(numpy.ceil(metres / LONGEST_STEP_M))
    between = ELLIPSOID.npts(start.x, start.y, end.x, end.y, steps - 1) if steps > 1 else []
    points = numpy.array([(start.x, start.y), *between, (end.x, end.y)])
    points[:, 0] = _continuous(points[:, 0], start_longitude)
    return metres, LineString(points)


def _continuous(longitudes: NDArray[numpy.float64], first: float) -> NDArray[numpy.float64]:
    """Return longitudes without jumps of a whole turn, the first of them equal to ``first``."""
    unwrapped = numpy.unwrap(longitudes, period=360)
    return numpy.asarray(unwrapped - unwrapped[0] + first, dtype=float)
