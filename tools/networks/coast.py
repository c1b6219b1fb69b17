"""Which lines keep to open water: the land of Natural Earth in small pieces, and a quick look-up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from geo_ree.gis.topojson import assemble, polygons, read_arcs
from geo_ree.gis.vendor_files import read_vendor
from tools.networks.earth import Flags, Numbers

FILE = "world-atlas/countries-10m.json"
# About a kilometre: lanes are not drawn more exactly than that.
TOLERANCE_DEGREES = 0.01
# A piece with few corners is quick to test.
CORNERS = 64


class Coast:
    """The land of the world, on the turns of the globe that a line from ±180° can reach.

    Parameters
    ----------
    margin : float
        How far lines must keep off, degrees.
    """

    def __init__(self, margin: float):
        pieces = [piece for part in _land() for piece in _pieces(part.buffer(margin, quad_segs=2) if margin else part)]
        turned = [
            shapely.transform(pieces, lambda xy, turn=turn: xy + numpy.array([turn, 0.0])) for turn in (-360, 0, 360)
        ]
        self._tree = shapely.STRtree(numpy.concatenate(turned))

    def is_clear(self, lines: Sequence[BaseGeometry]) -> Flags:
        """Return for each line whether it touches no land."""
        clear = numpy.ones(len(lines), bool)
        hit, _ = self._tree.query(lines, predicate="intersects")
        clear[hit] = False
        return clear

    def is_on_land(self, positions: Numbers) -> Flags:
        """Return for each (lon, lat), shape (n, 2), whether it lies on land."""
        dry = numpy.zeros(len(positions), bool)
        hit, _ = self._tree.query(shapely.points(positions), predicate="intersects")
        dry[hit] = True
        return dry


def _land() -> Iterator[BaseGeometry]:
    document = json.loads(read_vendor(FILE))
    arcs = read_arcs(document, TOLERANCE_DEGREES)
    for rings in polygons(document["objects"]["land"]):
        part = assemble(rings, arcs)
        if part is not None:
            yield part


def _pieces(part: BaseGeometry) -> Iterator[BaseGeometry]:
    """Yield a polygon cut in halves until no piece has many corners."""
    if part.is_empty or part.geom_type in ("Point", "LineString", "MultiLineString"):
        return
    if shapely.get_num_coordinates(part) <= CORNERS:
        yield part
        return
    west, south, east, north = part.bounds
    if east - west > north - south:
        middle = (west + east) / 2
        halves = ((west, south, middle, north), (middle, south, east, north))
    else:
        middle = (south + north) / 2
        halves = ((west, south, east, middle), (west, middle, east, north))
    for half in halves:
        yield from _pieces(shapely.clip_by_rect(part, *half))
