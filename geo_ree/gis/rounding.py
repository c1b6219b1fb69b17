"""How precisely coordinates are written: seven decimals of a degree (1 cm), three of a metre of height.

A sound area stays sound: where the rounding would fold its outline over itself or leave nothing of it, that geometry
keeps as many decimals as it needs.
"""

from __future__ import annotations

import numpy
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_ree.gis.unwrapping import Numbers

Geometries = NDArray[numpy.object_]

DECIMALS = 7
# A float has no more that mean anything at 180 degrees.
MOST_DECIMALS = 15
HEIGHT_DECIMALS = 3


def round_coordinates(geometries: Geometries) -> Geometries:
    """Return geometries with seven decimals of longitude and latitude and three of height; more where an area needs it.

    Parameters
    ----------
    geometries : array of shapely geometries, shape (n,)
        Longitude and latitude in degrees, heights in metres; None where there is none.

    Examples
    --------
    >>> round_coordinates(numpy.array([shapely.Point(31.123456789, 39.6)], dtype=object))[0].wkt
    'POINT (31.1234568 39.6)'
    >>> speck = shapely.Polygon([(0, 0), (1e-9, 0), (0, 1e-9)])
    >>> round_coordinates(numpy.array([speck], dtype=object))[0].area == speck.area
    True
    """
    written: Geometries = geometries.copy()
    has_height = shapely.has_z(geometries)
    for chosen in (~has_height, has_height):
        written[chosen] = shapely.transform(geometries[chosen], rounded, include_z=chosen is has_height)
    for row in _spoilt(geometries, written):
        written[row] = _kept_sound(geometries[row])
    return written


def rounded(coordinates: Numbers, decimals: int = DECIMALS) -> Numbers:
    """Return rows of longitude, latitude and perhaps height, rounded and without a negative zero."""
    # A number too large to be rounded becomes infinite, which whoever checks coordinates refuses.
    with numpy.errstate(over="ignore"):
        degrees = numpy.round(coordinates[:, :2], decimals)
        heights = numpy.round(coordinates[:, 2:], HEIGHT_DECIMALS)
    return numpy.hstack([degrees, heights]) + 0.0


def _spoilt(before: Geometries, after: Geometries) -> list[int]:
    """Return the rows of areas that were sound before they were rounded and are no more."""
    areas = numpy.flatnonzero(shapely.get_dimensions(after) == 2)
    broken = areas[~shapely.is_valid(after[areas])]
    return [int(row) for row in broken[shapely.is_valid(before[broken])]]


def _kept_sound(geometry: BaseGeometry) -> BaseGeometry:
    for decimals in range(DECIMALS + 1, MOST_DECIMALS + 1):
        finer = shapely.transform(
            geometry, lambda positions, decimals=decimals: rounded(positions, decimals), include_z=geometry.has_z
        )
        if shapely.is_valid(finer):
            return finer
    return geometry
