"""The scripts of a page, bundled from ``web/src/`` when the package is built. Read when asked for, never when stale."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from geo_ree.errors import GeoReeError

PACKAGE = Path(__file__).parent.parent
BUNDLES = PACKAGE / "_bundles"
CHECKOUT = PACKAGE.parent
# What tools/web_assets.py notes of the files that the bundles were made from.
SOURCES = "sources.json"
MAKE_THEM = "make them with: python tools/web_assets.py"


def read_bundle(name: str) -> str:
    """Return the scripts of a page as one text.

    In a checkout the bundle is compared with the sources first: a page never runs scripts older than those beside it.

    Parameters
    ----------
    name : str
        The name of the page: ``"atlas"``.

    Raises
    ------
    GeoReeError
        When the bundle is missing, or older than its sources; the message says how to make it.

    Examples
    --------
    >>> read_bundle("atlas").startswith("var GR = ")
    True
    """
    try:
        text = (BUNDLES / f"{name}.js").read_text("utf-8")
        noted = json.loads((BUNDLES / SOURCES).read_text("utf-8"))["sources"]
    except FileNotFoundError as problem:
        raise GeoReeError(
            f"the scripts of the page {name} are missing; install the package, so that the build makes them "
            f"(python -m pip install -e .), or {MAKE_THEM}"
        ) from problem
    _refuse_stale(noted)
    return text


def _refuse_stale(noted: dict[str, str]) -> None:
    if not (CHECKOUT / "hatch_build.py").is_file():
        return  # installed: the sources are not here
    web = CHECKOUT / "web"
    present = {path.relative_to(web).as_posix() for path in (web / "src").rglob("*.js")}
    stale = sorted(name for name in present | set(noted) if _sha256(web / name) != noted.get(name))
    if stale:
        raise GeoReeError(f"the scripts of the pages are older than web/{stale[0]}; {MAKE_THEM}")


def _sha256(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
