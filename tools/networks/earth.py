"""Lengths on the WGS 84 ellipsoid, and places as points in space, where neighbours are found without a seam at 180°."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray
from pyproj import Geod

ELLIPSOID = Geod(ellps="WGS84")
RADIUS_KM = 6371.0088

Numbers = NDArray[numpy.float64]
Indexes = NDArray[numpy.int64]
Flags = NDArray[numpy.bool_]


def normalised(lon: Numbers) -> Numbers:
    """Return longitudes from -180° up to, but not at, 180°."""
    return (lon + 180) % 360 - 180


def lengths_km(lon_from: Numbers, lat_from: Numbers, lon_to: Numbers, lat_to: Numbers) -> Numbers:
    """Return the lengths of geodesics, km."""
    return numpy.asarray(ELLIPSOID.inv(lon_from, lat_from, lon_to, lat_to)[2]) / 1000


def points_in_space(lon: Numbers, lat: Numbers) -> Numbers:
    """Return places as points on a sphere, km, shape (n, 3): near ones are near on the globe."""
    across, up = numpy.radians(lon), numpy.radians(lat)
    flat = numpy.cos(up)
    return RADIUS_KM * numpy.column_stack([flat * numpy.cos(across), flat * numpy.sin(across), numpy.sin(up)])


def geodesic(start: Numbers, end: Numbers, step_km: float) -> Numbers:
    """Return the places along a geodesic, ends included, shape (n, 2), with longitudes that never jump."""
    length = ELLIPSOID.inv(*start, *end)[2] / 1000
    count = max(int(numpy.ceil(length / step_km)) - 1, 0)
    between = numpy.array(ELLIPSOID.npts(start[0], start[1], end[0], end[1], count) if count else []).reshape(-1, 2)
    line = numpy.vstack([start, between, end])
    line[:, 0] = numpy.unwrap(line[:, 0], period=360)
    return line
