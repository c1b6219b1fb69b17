"""The files that a page is made of: Leaflet, its licence, our own styles. Read when asked for.

Third-party files lie in ``_vendor/``, where the build hook puts them; our own style sheets lie in the ``static/`` of a
room. All of it is trusted text that ends inside ``<script>`` or ``<style>``, so what could end such an element early is
refused.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from pathlib import Path

from geo_ree.errors import GeoReeError, UnsafeInput
from geo_ree.gis.vendor_files import VENDOR, read_vendor

FOLDER = Path(__file__).parent

# HTML ends a script or style element at its end tag wherever that stands, and "<!--" changes how a script is read.
ENDS_ELEMENT = re.compile(r"</(?:script|style)|<!--", re.IGNORECASE)
SOURCE_MAP = re.compile(r"^[ \t]*(?://|/\*)[#@] sourceMappingURL=.*$\n?", re.MULTILINE)
STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
LICENCE_NAME = "LICENSE"


def read_style(name: str, folders: Sequence[Path] = (FOLDER,)) -> str:
    """Return one of our own style sheets, checked to be safe inside its element.

    Parameters
    ----------
    name : str
        File name: ``"page.css"``.
    folders : sequence of Path
        In whose ``static/`` it is looked for; the first that has it gives it.

    Raises
    ------
    GeoReeError
        When there is no such file.
    UnsafeInput
        When the text could end its element early.
    """
    paths = [folder / "static" / name for folder in folders]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        known = sorted({item.name for folder in folders for item in (folder / "static").glob("*.css")})
        raise GeoReeError(f"there is no style sheet {name}; there are: {', '.join(known) or 'none'}")
    return inline_text(name, path.read_text("utf-8"))


def inline_script(name: str) -> str:
    """Return a vendored script as text for a ``<script>`` element, its licence on top.

    The source map's address is taken out: developer tools would ask for it.

    Parameters
    ----------
    name : str
        Path below ``_vendor/``: ``"leaflet/leaflet.js"``.

    Examples
    --------
    >>> "sourceMappingURL" in inline_script("leaflet/leaflet.js")
    False
    """
    licence = _vendor_text(f"{name.split('/')[0]}/{LICENCE_NAME}").strip()
    code = SOURCE_MAP.sub("", _vendor_text(name)).strip()
    return inline_text(name, f"/*!\n{licence}\n*/\n{code}\n")


def leaflet_css() -> str:
    """Return Leaflet's style sheet with its images inside, as data URIs.

    Examples
    --------
    >>> "url(images" in leaflet_css()
    False
    """
    return inline_text("leaflet.css", STYLE_ADDRESS.sub(_image_inside, _vendor_text("leaflet/leaflet.css")))


def licence_texts() -> dict[str, str]:
    """Return the licence of each third-party package that is carried, by its npm name.

    Examples
    --------
    >>> sorted(licence_texts())
    ['leaflet', 'world-atlas']
    """
    names = sorted(path.parent.name for path in VENDOR.glob(f"*/{LICENCE_NAME}"))
    return {name: _vendor_text(f"{name}/{LICENCE_NAME}") for name in names}


def _vendor_text(name: str) -> str:
    return read_vendor(name).decode("utf-8")


def _image_inside(match: re.Match[str]) -> str:
    address = match.group(1)
    if address.startswith("#"):  # Internet Explorer's VML switch; fetches nothing
        return match.group(0)
    encoded = base64.b64encode(read_vendor(f"leaflet/{address}")).decode("ascii")
    return f"url(data:image/png;base64,{encoded})"


def inline_text(name: str, text: str) -> str:
    """Return our own text as it stands inside its element, or refuse what would end the element early."""
    found = ENDS_ELEMENT.search(text)
    if found:
        raise UnsafeInput(f"{name} holds {found.group(0)!r}, which would end its element early")
    # A browser hashes what it parsed: with "\n" for every line end. The hash in the page has to be of the same text.
    return text.replace("\r\n", "\n").replace("\r", "\n")
