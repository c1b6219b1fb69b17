"""Third-party files that the build brings in: Leaflet, its licence, the borders of the world. Read when asked for."""

from __future__ import annotations

from pathlib import Path

from geo_ree.errors import GeoReeError

VENDOR = Path(__file__).parent.parent / "_vendor"


def read_vendor(name: str) -> bytes:
    """Return a third-party file that the build hook brought in.

    Parameters
    ----------
    name : str
        Path below ``vendor/``, with ``/``: ``"leaflet/leaflet.js"``.

    Raises
    ------
    GeoReeError
        When the file is not there: the package was copied rather than installed.

    Examples
    --------
    >>> read_vendor("leaflet/leaflet.js")[:2]
    b'/*'
    """
    try:
        return (VENDOR / name).read_bytes()
    except FileNotFoundError as problem:
        raise GeoReeError(
            f"the web asset {name} is missing; install the package, so that the build brings it in: "
            "python -m pip install -e ."
        ) from problem
