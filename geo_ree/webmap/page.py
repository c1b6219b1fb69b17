"""One self-contained HTML file from maps, data and a template: nothing is fetched, and no text from data becomes code.

Three rules are kept: data reaches the page as JSON with the dangerous pairs escaped (``escaping``); an element tree
holds nothing but `OfflineMap` and `Script` (``elements``); and what the page's own content security policy would block
in silence is refused aloud (``policy_check``).
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from geo_ree._atomic import check_ending, write_text
from geo_ree.errors import UnsafeInput
from geo_ree.webmap.assets import ENDS_ELEMENT, FOLDER, inline_script, inline_text, leaflet_css, read_style
from geo_ree.webmap.bundles import read_bundle
from geo_ree.webmap.elements import OfflineMap, render_maps
from geo_ree.webmap.escaping import data_script
from geo_ree.webmap.policy_check import refuse_blocked

CONTEXT_TAKEN = ("slots", "document")
# What a notebook's frame may do: run, save a picture, open a source in a new tab, print. Not: reach the notebook.
SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox allow-modals"
TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """One self-contained HTML page.

    Attributes
    ----------
    html : str
        The whole document.
    """

    html: str

    def __repr__(self) -> str:
        """Say what the page shows and how large it is, not all that it holds."""
        title = TITLE.search(self.html)
        name = f"{html.unescape(title.group(1))}: " if title else ""
        return f"<Page {name}{len(self.html.encode('utf-8', 'replace')) / 1000:,.0f} kB>"

    def save(self, path: str | Path) -> Path:
        """Write the page, whole or not at all, and return its path.

        Raises
        ------
        UnsupportedFormat
            For a name that does not end in ``.html`` or ``.htm``; what stands under it is left alone.
        UnwritableFile
            Where the file cannot be written.
        """
        check_ending(path, (".html", ".htm"))
        return write_text(path, self.html)

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame that cannot reach the notebook."""
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" sandbox="{SANDBOX}" title="geo_ree page" '
            'style="width:100%;height:720px;border:0"></iframe>'
        )


@dataclass(frozen=True)
class Document:
    """What ``templates/document.html`` puts around a page's own content."""

    policy: Markup
    styles: tuple[Markup, ...]
    data: tuple[Markup, ...]
    scripts: tuple[Markup, ...]


def build_page(
    template: str,
    *,
    folders: Sequence[Path],
    context: Mapping[str, object],
    maps: Mapping[str, OfflineMap],
    data: Mapping[str, object],
    bundle: str,
    script: str,
    styles: Sequence[str] = (),
    css: str = "",
) -> Page:
    """Put a page together.

    Parameters
    ----------
    template : str
        File name; it extends ``document.html`` and fills its block ``body``. Values are escaped.
    folders : sequence of Path
        Where templates and style sheets are looked for, in ``templates/`` and ``static/`` of each; those of ``webmap``
        come last.
    context : mapping
        What the template shows; ``title`` is needed. The template also gets ``slots``: each map's element, by name.
    maps : mapping of str to OfflineMap
        The maps, by name. To scripts they are ``maps.<name>``.
    data : mapping of str to object
        Each becomes a ``<script type="application/json">`` with this id.
    bundle : str
        Which of our scripts run, made from ``web/src/``; to `Script` they are ``GR``. Leaflet comes before them.
    script : str
        Our own code that runs last, when maps and named `Script` results exist. Never made from data.
    styles : sequence of str
        Our own style sheets, in order; Leaflet's comes before them.
    css : str
        Style rules made by code, before those of ``styles``: the theme's colours.

    Returns
    -------
    Page
        The same bytes for the same input.

    Raises
    ------
    GeoReeError
        When there is no such style sheet, or the scripts are older than their sources.
    UnsafeInput
        When something would fetch, run or be blocked by the page's content security policy.
    """
    _check_context(context)
    places = (*folders, FOLDER)
    slots, map_code = render_maps(maps)
    scripts = [inline_script("leaflet/leaflet.js"), inline_text(f"the bundle {bundle}", read_bundle(bundle))]
    scripts.append(_trusted(f'"use strict";\n{map_code}\n{script}\n', "the page's script"))
    sheets = [leaflet_css(), _trusted(css, "the page's css"), *(read_style(name, places) for name in styles)]
    hashes = [_script_hash(text) for text in scripts]
    document = Document(
        policy=Markup(_content_security_policy(hashes)),
        styles=tuple(Markup(text) for text in sheets if text),
        data=tuple(data_script(name, value) for name, value in data.items()),
        scripts=tuple(Markup(text) for text in scripts),
    )
    text = _environment(places).get_template(template).render({**context, "slots": slots, "document": document})
    refuse_blocked(text, frozenset(scripts))
    return Page(text)


def _check_context(context: Mapping[str, object]) -> None:
    taken = [name for name in CONTEXT_TAKEN if name in context]
    if taken:
        raise ValueError(f"build_page itself fills {' and '.join(taken)}; name the value in the context differently")
    if not context.get("title"):
        raise ValueError("a page needs a title in its context")


def _environment(folders: Sequence[Path]) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder / "templates" for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _trusted(text: str, what: str) -> str:
    if ENDS_ELEMENT.search(text):
        raise UnsafeInput(f"{what} holds text that would end its element early")
    return text


def _script_hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _content_security_policy(hashes: Sequence[str]) -> str:
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
