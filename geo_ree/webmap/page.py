"""One self-contained HTML file from maps, data and a template: nothing is fetched, and no text from data becomes code.

branca reads every rendered script once more as a Jinja template, so a deposit named ``{{ … }}`` would run as Python.
Hence three rules, kept here: data reaches the page as JSON with the dangerous pairs escaped (`safe_json`); an element
tree holds nothing but `OfflineMap` and `Script`; and what the page's own content security policy would block in silence
is refused aloud.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import folium
import jinja2
from branca.element import Element, Figure
from markupsafe import Markup

from geo_ree._atomic import check_ending, write_text
from geo_ree.errors import UnsafeInput
from geo_ree.webmap.assets import ENDS_ELEMENT, TEMPLATES, inline_script, leaflet_css, read_static
from geo_ree.webmap.policy_check import refuse_blocked

# Each pair would start a Jinja expression, statement or comment. Outside strings JSON never puts these side by side.
JINJA_OPENERS = {"{{": "\\u007b\\u007b", "{%": "\\u007b%", "{#": "\\u007b#"}
HTML_SPECIAL = {"&": "\\u0026", "<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
FUNCTION = re.compile(rf"{IDENTIFIER.pattern}(?:\.{IDENTIFIER.pattern})*")
RANDOM_ID = re.compile(r"[0-9a-f]{32}")
ELEMENT_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
NAMES_TAKEN = frozenset({"maps", "L", "GR"})
NOT_ALONE = "an OfflineMap carries no Leaflet of its own: give it to build_page, and save that page"
CONTEXT_TAKEN = ("slots", "document")
# What a notebook's frame may do: run, save a picture, open a source in a new tab, print. Not: reach the notebook.
SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox allow-modals"


def safe_json(value: object) -> str:
    r"""Return JSON that is inert inside ``<script>`` and in a Jinja template.

    Parameters
    ----------
    value : object
        Anything of dict, list, tuple, str, int, float, bool and None.

    Raises
    ------
    UnsafeInput
        When a number is not finite (JSON has none; write None for a missing value) or an object has no JSON form.

    Examples
    --------
    >>> safe_json({"name": "</script>{{ 7 * 7 }}"})
    '{"name":"\\u003c/script\\u003e\\u007b\\u007b 7 * 7 }}"}'
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as problem:
        raise UnsafeInput(f"this has no JSON form: {problem}; write None for a missing number") from problem
    for pair, escaped in (JINJA_OPENERS | HTML_SPECIAL).items():
        text = text.replace(pair, escaped)
    return LONE_SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def data_script(element_id: str, value: object) -> Markup:
    """Return a ``<script type="application/json">`` element, which holds data and never runs.

    Examples
    --------
    >>> data_script("ports", ["Mersin"])
    Markup('<script type="application/json" id="ports">["Mersin"]</script>')
    """
    if not ELEMENT_ID.fullmatch(element_id):
        raise UnsafeInput(f"{element_id!r} cannot be an id: a letter, then letters, digits, '-' and '_'")
    return Markup('<script type="application/json" id="{}">{}</script>').format(element_id, Markup(safe_json(value)))


class OfflineMap(folium.Map):
    """A folium map that names no server: Leaflet comes with the page that `build_page` makes.

    Parameters
    ----------
    location : sequence of float
        Latitude and longitude of the centre in degrees: folium's order, not ours.
    label : str
        What the map shows, in words, for readers who hear the page.
    zoom : float
        Leaflet's zoom level: 256 * 2**zoom pixels span the equator.
    min_zoom, max_zoom : float
        How far one can zoom. (folium's own arguments of this name reach tile layers only.)
    zoom_snap, zoom_delta : float
        The levels that zoom comes to rest on, 0 for any; the step of one click.
    options : mapping, optional
        Further options of Leaflet's ``L.map``, by Leaflet's own names; Leaflet does not mind a misspelt one.

    Examples
    --------
    >>> OfflineMap((39.617, 31.365), label="Around Beylikova").location
    [39.617, 31.365]
    """

    # folium.Map would paste its options into the script and bring a viewport that forbids zooming.
    _template = jinja2.Template(
        """
        {%- macro html(this, kwargs) -%}
        <div class="folium-map" id="{{ this.get_name() }}" role="region" aria-label="{{ this.quoted_label() }}"></div>
        {%- endmacro -%}
        {%- macro script(this, kwargs) -%}{{ this.code() }}{%- endmacro -%}
        """
    )

    def __init__(
        self,
        location: Sequence[float],
        *,
        label: str,
        zoom: float = 2.0,
        min_zoom: float = 0.0,
        max_zoom: float = 18.0,
        zoom_snap: float = 0.0,
        zoom_delta: float = 0.5,
        options: Mapping[str, Any] | None = None,
    ):
        super().__init__(location=location, tiles=None)
        # folium keeps these lists on the class, where one map's addition would reach every other map.
        self.default_js, self.default_css = [], []
        self.label = label
        self.options = {
            "center": self.location,
            "zoom": zoom,
            "minZoom": min_zoom,
            "maxZoom": max_zoom,
            "zoomSnap": zoom_snap,
            "zoomDelta": zoom_delta,
            **(options or {}),
        }

    def quoted_label(self) -> str:
        """Return the label for an attribute that branca reads as a template once more."""
        return html.escape(self.label).replace("{", "&#123;")

    def code(self) -> str:
        """Return the statement that makes the map."""
        return f'var {self.get_name()} = L.map("{self.get_name()}", {safe_json(self.options)});'

    def render(self, **kwargs: Any) -> str:  # folium's signature
        """Render into a page that `build_page` is making.

        Raises
        ------
        UnsafeInput
            Anywhere else: the page would lack Leaflet and stay blank.
        """
        if not isinstance(self.get_root(), _PageFigure):
            raise UnsafeInput(NOT_ALONE)
        # folium says str and returns nothing: an element with macros writes into the figure.
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""

    def save(self, outfile: object, close_file: bool = True, **kwargs: Any) -> None:  # folium's signature
        """Refuse before folium opens, and so empties, the file.

        Raises
        ------
        UnsafeInput
            Always: save the page that `build_page` makes.
        """
        raise UnsafeInput(NOT_ALONE)


class Script(folium.MacroElement):
    """One call of a function of the page's runtime, whose first argument is the map that this is added to.

    Parameters
    ----------
    function : str
        Name of the function, with dots: ``"GR.points"``.
    *arguments : object
        Further arguments: JSON values, or an `OfflineMap` or named `Script`, which stands for its variable.
    name : str, optional
        Variable that keeps what the function returns, for other scripts of the page.

    Examples
    --------
    >>> ports = Script("GR.points", "data-ports", {"symbol": "ring"}, name="ports")
    >>> ports.add_to(OfflineMap((0, 0), label="World")).code().partition("(")[0]
    'var ports = GR.points'
    """

    _template = jinja2.Template("{% macro script(this, kwargs) %}{{ this.code() }}{% endmacro %}")

    def __init__(self, function: str, *arguments: object, name: str | None = None):
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Script"
        if not FUNCTION.fullmatch(function):
            raise UnsafeInput(f"{function!r} is not the name of a function")
        if name is not None and (not IDENTIFIER.fullmatch(name) or name in NAMES_TAKEN):
            raise UnsafeInput(f"{name!r} cannot be the name of a variable of the page")
        self.function, self.arguments, self.name = function, arguments, name

    def code(self) -> str:
        """Return the statement, arguments escaped."""
        if not isinstance(self._parent, OfflineMap):
            raise UnsafeInput(f"the call of {self.function} has to be added to an OfflineMap")
        arguments = ", ".join([self._parent.get_name(), *(_argument(argument) for argument in self.arguments)])
        return f"{f'var {self.name} = ' if self.name else ''}{self.function}({arguments});"


def _argument(argument: object) -> str:
    if isinstance(argument, OfflineMap):
        return str(argument.get_name())
    if isinstance(argument, Script):
        if argument.name is None:
            raise UnsafeInput(f"the call of {argument.function} needs a name before another can refer to it")
        return argument.name
    return safe_json(argument)


@dataclass(frozen=True)
class Page:
    """One self-contained HTML page.

    Attributes
    ----------
    html : str
        The whole document.
    """

    html: str = field(repr=False)

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
    context: Mapping[str, object],
    maps: Mapping[str, OfflineMap],
    data: Mapping[str, object],
    script: str,
    runtime: Sequence[str],
    styles: Sequence[str] = (),
    css: str = "",
) -> Page:
    """Put a page together.

    Parameters
    ----------
    template : str
        File name in ``templates/``; it extends ``document.html`` and fills its block ``body``. Values are escaped.
    context : mapping
        What the template shows; ``title`` is needed. The template also gets ``slots``: each map's element, by name.
    maps : mapping of str to OfflineMap
        The maps, by name. To scripts they are ``maps.<name>``.
    data : mapping of str to object
        Each becomes a ``<script type="application/json">`` with this id.
    script : str
        Our own code that runs last, when maps and named `Script` results exist. Never made from data.
    runtime : sequence of str
        Our own scripts in ``static/``, in order; Leaflet comes before them.
    styles : sequence of str
        Our own style sheets in ``static/``, in order; Leaflet's comes before them.
    css : str
        Style rules made by code, before those of ``styles``: the theme's colours.

    Returns
    -------
    Page
        The same bytes for the same input.

    Raises
    ------
    UnsafeInput
        When something would fetch, run or be blocked by the page's content security policy.
    """
    _check_context(context)
    slots, map_code = _render_maps(maps)
    scripts = [inline_script("leaflet/leaflet.js"), *(read_static(name) for name in runtime)]
    scripts.append(_trusted(f'"use strict";\n{map_code}\n{script}\n', "the page's script"))
    sheets = [leaflet_css(), _trusted(css, "the page's css"), *(read_static(name) for name in styles)]
    hashes = [_script_hash(text) for text in scripts]
    document = Document(
        policy=Markup(_content_security_policy(hashes)),
        styles=tuple(Markup(text) for text in sheets if text),
        data=tuple(data_script(name, value) for name, value in data.items()),
        scripts=tuple(Markup(text) for text in scripts),
    )
    text = _environment().get_template(template).render({**context, "slots": slots, "document": document})
    refuse_blocked(text, frozenset(scripts))
    return Page(text)


def _check_context(context: Mapping[str, object]) -> None:
    taken = [name for name in CONTEXT_TAKEN if name in context]
    if taken:
        raise ValueError(f"build_page itself fills {' and '.join(taken)}; name the value in the context differently")
    if not context.get("title"):
        raise ValueError("a page needs a title in its context")


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
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


class _PageFigure(Figure):
    """The root under which `build_page` renders: what tells an `OfflineMap` that Leaflet will be there."""


def _render_maps(maps: Mapping[str, OfflineMap]) -> tuple[dict[str, Markup], str]:
    """Return each map's element and the code of all of them, with ids that are the same every time."""
    _check_maps(maps)
    figure = _PageFigure()
    parents = [(element, element._parent) for element in maps.values()]
    try:
        for element in maps.values():
            figure.add_child(element)
            element.render()
    finally:
        for element, parent in parents:
            element._parent = parent
    stable = _stable_ids([part for element in maps.values() for part in _walk(element)])
    slots = {name: Markup(stable(figure.html._children[element.get_name()].render())) for name, element in maps.items()}
    statements = [child.render() for child in figure.script._children.values()]
    members = ", ".join(f"{name}: {element.get_name()}" for name, element in maps.items())
    return slots, stable("\n".join([*statements, f"var maps = {{{members}}};"]))


def _check_maps(maps: Mapping[str, OfflineMap]) -> None:
    seen: set[str] = set()
    for name, element in maps.items():
        if not IDENTIFIER.fullmatch(name):
            raise UnsafeInput(f"{name!r} cannot be the name of a map: letters, digits and '_'")
        for part in _walk(element):
            _check_element(part, name)
            variable = part.name if isinstance(part, Script) else part.get_name()
            if variable in seen:
                raise ValueError(f"the name {variable!r} is used twice on one page")
            seen.update([variable] if variable else [])


def _check_element(element: Element, map_name: str) -> None:
    kind = f"{type(element).__module__}.{type(element).__qualname__}"
    addresses = [url for links in ("default_js", "default_css") for _, url in getattr(element, links, ())]
    if addresses:
        raise UnsafeInput(f"map {map_name!r}: {kind} would load {', '.join(addresses)}, which an offline page blocks")
    if isinstance(element, folium.TileLayer):
        raise UnsafeInput(f"map {map_name!r}: {kind} would load {element.tiles}, which an offline page blocks")
    if not isinstance(element, OfflineMap | Script):
        raise UnsafeInput(f"map {map_name!r}: {kind} pastes text into code; draw with Script, which passes it as data")


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _walk(child)


def _stable_ids(parts: Sequence[Element]) -> Callable[[str], str]:
    """Return a function that renames branca's random ids to g0, g1 … in tree order; no other text is touched."""
    order = {part._id: f"g{number}" for number, part in enumerate(parts)}
    return lambda text: RANDOM_ID.sub(lambda match: order.get(match.group(), match.group()), text)
