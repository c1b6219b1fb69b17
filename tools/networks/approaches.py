"""How ports and capes join the sea lanes: by straight lines over open water.

A port has one access, so that no voyage cuts through a harbour, or an island, by way of it.
"""

from __future__ import annotations

import numpy
import shapely
from scipy.spatial import cKDTree

from tools.networks.coast import Coast
from tools.networks.earth import ELLIPSOID, Flags, Indexes, Numbers, lengths_km, points_in_space
from tools.networks.graphs import ACCESS, SHORTCUT, Graph, degrees, with_edges, with_nodes
from tools.networks.ports import Ports, keep_ports
from tools.networks.sea import SEA

SEA_LIMIT_KM = 50.0
# A port lies on a shore that is drawn to a kilometre or two, or up a river: its own water is not tested.
HARBOUR_KM = 12.0
AT_HAND_KM, APPROACH_KM = 60.0, 600.0
STEPS = 24


def with_waypoints(graph: Graph, lon: Numbers, lat: Numbers) -> tuple[Graph, Indexes]:
    """Return the lanes with places at sea joined to whatever they see, and the numbers of these places."""
    places = numpy.arange(len(lon)) + len(graph.lon)
    return with_sight(with_nodes(graph, lon, lat), places, Coast(0.0)), places


def with_approaches(graph: Graph, ports: Ports) -> tuple[Graph, Ports, Indexes]:
    """Return the lanes with ports as places, the ports that are joined, and the number of each one's place.

    A port is joined to a lane that comes within ``HARBOUR_KM``; else to a roadstead, a place made on the open water so
    far out; else, up a river or behind an island, to the nearest lane within ``SEA_LIMIT_KM``. Else it is left out.
    Roadsteads, and the lanes' places that ports are joined to, are joined to what they see.
    """
    coast = Coast(0.0)
    distance, nearest = cKDTree(points_in_space(graph.lon, graph.lat)).query(points_in_space(ports.lon, ports.lat))
    has_lane = distance <= HARBOUR_KM
    gate = numpy.where(distance <= SEA_LIMIT_KM, nearest, -1)
    outside = numpy.flatnonzero(~has_lane)
    lon, lat, open_water = _roadsteads(graph, coast, ports.lon[outside], ports.lat[outside])
    roads = numpy.arange(open_water.sum()) + len(graph.lon)
    gate[outside[open_water]] = roads
    graph = with_nodes(graph, lon[open_water], lat[open_water])
    graph = with_sight(graph, numpy.union1d(gate[has_lane], roads), coast)
    joined = numpy.flatnonzero(gate >= 0)
    ports, gate = keep_ports(ports, joined), gate[joined]
    places = numpy.arange(len(joined)) + len(graph.lon)
    km = lengths_km(ports.lon, ports.lat, graph.lon[gate], graph.lat[gate])
    print(f"{len(joined)} ports, {len(roads)} by a roadstead")
    graph = with_nodes(graph, ports.lon, ports.lat)
    return with_edges(graph, gate, places, km, mode=SEA, basis=ACCESS), ports, places


def with_sight(graph: Graph, places: Indexes, coast: Coast) -> Graph:
    """Return the graph with edges from some places to the lanes' places that they see over open water."""
    start, target = _within_sight(graph, graph.lon[places], graph.lat[places])
    start = places[start]
    other = start != target
    start, target = start[other], target[other]
    seen = _sees(graph, coast, graph.lon[start], graph.lat[start], target, 0.0)
    start, target = start[seen], target[seen]
    km = lengths_km(graph.lon[start], graph.lat[start], graph.lon[target], graph.lat[target])
    return with_edges(graph, start, target, km, mode=SEA, basis=SHORTCUT)


def _roadsteads(graph: Graph, coast: Coast, lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers, Flags]:
    """Return a place on the water before each harbour, in the middle of the directions in which it sees lanes."""
    port, target = _within_sight(graph, lon, lat)
    seen = _sees(graph, coast, lon[port], lat[port], target, HARBOUR_KM)
    port, target = port[seen], target[seen]
    azimuth, _, length = ELLIPSOID.inv(lon[port], lat[port], graph.lon[target], graph.lat[target])
    angle = numpy.radians(azimuth)
    east = numpy.bincount(port, weights=numpy.sin(angle), minlength=len(lon))
    north = numpy.bincount(port, weights=numpy.cos(angle), minlength=len(lon))
    aside = 1 - numpy.cos(angle - numpy.arctan2(east, north)[port])
    order = numpy.lexsort((target, aside, port))
    known, first = numpy.unique(port[order], return_index=True)
    best = order[first]
    out = numpy.minimum(HARBOUR_KM * 1000, length[best] * 0.9)
    road_lon, road_lat = lon.copy(), lat.copy()
    road_lon[known], road_lat[known], _ = ELLIPSOID.fwd(lon[known], lat[known], azimuth[best], out)
    return road_lon, road_lat, numpy.isin(numpy.arange(len(lon)), known)


def _within_sight(graph: Graph, lon: Numbers, lat: Numbers) -> tuple[Indexes, Indexes]:
    """Return pairs to be tried: all of the lanes' places at hand, and one in each square up to ``APPROACH_KM``."""
    used = numpy.flatnonzero(degrees(graph) > 0)
    square = numpy.floor(graph.lat[used]) * 1000 + numpy.floor(graph.lon[used])
    order = numpy.lexsort((-degrees(graph)[used], square))
    first = numpy.ones(len(order), bool)
    first[1:] = numpy.diff(square[order]) != 0
    pairs, points = [], points_in_space(lon, lat)
    for some, reach in ((used, AT_HAND_KM), (numpy.sort(used[order[first]]), APPROACH_KM)):
        near = cKDTree(points_in_space(graph.lon[some], graph.lat[some])).query_ball_point(points, reach)
        pairs += [(here, some[place]) for here, places in enumerate(near) for place in places]
    tried = numpy.unique(numpy.array(pairs).reshape(-1, 2).astype(numpy.int64), axis=0)
    return tried[:, 0], tried[:, 1]


def _sees(graph: Graph, coast: Coast, lon: Numbers, lat: Numbers, target: Indexes, blind_km: float) -> Flags:
    """Return which lines from (lon, lat) to the targets touch no land farther out than ``blind_km``."""
    azimuth, _, length = ELLIPSOID.inv(lon, lat, graph.lon[target], graph.lat[target])
    begin = numpy.minimum(blind_km * 1000, length * 0.9)
    shares = [begin + (length - begin) * step / STEPS for step in range(STEPS + 1)]
    along = [ELLIPSOID.fwd(lon, lat, azimuth, share)[:2] for share in shares]
    places = numpy.stack(
        [
            numpy.unwrap(numpy.column_stack([x for x, _ in along]), period=360, axis=1),
            numpy.column_stack([y for _, y in along]),
        ],
        axis=2,
    )
    return coast.is_clear(shapely.linestrings(places))
