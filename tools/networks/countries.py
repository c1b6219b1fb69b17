"""In which country each place of the land network lies, so that a route need not read the borders to say."""

from __future__ import annotations

from pathlib import Path

import numpy

from geo_ree.gis.borders import countries_at
from geo_ree.routing.network.graph import Network
from tools.networks.storing import write_arrays

# Quays and bridges lie off the coast that is drawn at 1:50 million by up to about 15 km.
OFF_THE_COAST_DEGREES = 0.15


def write_countries(path: Path, land: Network) -> int:
    """Write the country of each node and return the size of the file in bytes."""
    found = countries_at(land.lon, land.lat, within_degrees=OFF_THE_COAST_DEGREES)
    codes, country = numpy.unique(found, return_inverse=True)
    return write_arrays(path, {"code": codes.astype("S2"), "country": country.astype(numpy.uint8)})
