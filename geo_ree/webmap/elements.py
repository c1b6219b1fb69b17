"""What a map is made of: `OfflineMap` and `Script`, the only elements of folium's tree that a page takes.

Anything else would paste text into code, or load something from a server: it is refused by name, also where it was put
on the root of a map and would be lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import folium
import jinja2
from branca.element import Element, Figure
from markupsafe import Markup

from geo_ree.errors import UnsafeInput
from geo_ree.webmap.escaping import safe_json

IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
FUNCTION = re.compile(rf"{IDENTIFIER.pattern}(?:\.{IDENTIFIER.pattern})*")
RANDOM_ID = re.compile(r"[0-9a-f]{32}")
NAMES_TAKEN = frozenset({"maps", "L", "GR"})
NOT_ALONE = "an OfflineMap carries no Leaflet of its own: give it to build_page, and save that page"


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


class _PageFigure(Figure):
    """The root under which `build_page` renders: what tells an `OfflineMap` that Leaflet will be there."""


def render_maps(maps: Mapping[str, OfflineMap]) -> tuple[dict[str, Markup], str]:
    """Return each map's element and the code of all of them, with ids that are the same every time."""
    _check_maps(maps)
    _check_roots(maps)
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


def _check_roots(maps: Mapping[str, OfflineMap]) -> None:
    """Refuse what was put on a map's root: a page has a root of its own, so it would be lost without a word."""
    ours = {id(element) for element in maps.values()}
    for name, element in maps.items():
        for child in _on_root(element):
            if id(child) not in ours:
                kind = f"{type(child).__module__}.{type(child).__qualname__}"
                raise UnsafeInput(
                    f"map {name!r}: {kind} was put on the root of the map, which no page shows; "
                    "draw with Script on the map itself, or write it into the template"
                )


def _on_root(element: OfflineMap) -> Iterator[Element]:
    """Yield what lies on the root of a map beside what every root has."""
    root, usual = element.get_root(), Figure().header._children
    if not isinstance(root, Figure):
        return
    for part in (root, root.header, root.html, root.script):
        yield from (child for name, child in part._children.items() if name not in usual)


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
