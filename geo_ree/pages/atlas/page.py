"""The atlas page: every deposit, plant and port on one map, to search, filter and sort, with all their statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from geo_ree import __version__
from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.auditing.report import findings_by_subject
from geo_ree.layers import symbology
from geo_ree.layers.symbology import deposit_colour
from geo_ree.pages.atlas.filters import KINDS, Place, facet_groups
from geo_ree.pages.atlas.places import PLANT_SCALE, PORT_SCALE, gather_places
from geo_ree.pages.shared.amounts import KEY_SIZES
from geo_ree.pages.shared.cards import make_cards, make_cards_of_routes
from geo_ree.pages.shared.citations import Bibliography, how_to_cite
from geo_ree.pages.shared.findings import Findings, finding_groups
from geo_ree.pages.shared.route_groups import RouteGroup, drawn_routes, group_routes, route_context
from geo_ree.pages.shared.sites import MAP_OPTIONS, SHARED, WORLD
from geo_ree.pages.shared.statements import Shown
from geo_ree.pages.world.legend import route_entries
from geo_ree.pages.world.world_map import route_notes, world_bounds
from geo_ree.routing.proposed import find_proposed_routes
from geo_ree.routing.route import Route
from geo_ree.text import labels
from geo_ree.text.countries import country_name
from geo_ree.text.figures import format_number
from geo_ree.webmap.basemap import BORDER_NOTE, SOURCE, world_basemap
from geo_ree.webmap.elements import OfflineMap, Script
from geo_ree.webmap.page import Page, build_page
from geo_ree.webmap.symbols import symbol_data, theme_css, theme_data
from geo_ree.webmap.theme import SHAPES

FOLDERS = (Path(__file__).parent, SHARED)
STYLES = ("page.css", "maps.css", "atlas.css", "routes.css", "print.css")
TITLE = "The rare-earth atlas"
SORTS = (
    ("name", "name"),
    ("treo", "TREO, largest first"),
    ("grade", "grade, highest first"),
    ("date", "date, newest first"),
)
# The key stands over the Pacific, which is this much wider on the first view.
KEY_DEGREES = 14.0
KEY_TITLE = "Area: contained TREO"
SHORT_WEIGHTS = {"full": "code, signed", "half": "published study", "claimed": "claim", "empty": "unverified"}
NO_RANKING = "Circles show what is stated. Statements differ in kind, date and weight: their sizes are no ranking."


def draw_atlas(atlas: Atlas | None = None) -> Page:
    """Draw every deposit, plant and port of an atlas as one self-contained web page.

    A circle's area is the contained rare-earth oxide of a deposit's preferred estimate, in proportion; its fill and its
    line say how much stands behind it, and what nobody has verified is hollow. The page needs no network: it can be
    searched by any name in any language, filtered and sorted, and its address keeps the view. Each card lists all
    published statements with date, code, claim status and source, which one is preferred and why, and what the audit
    finds. The same atlas gives the same bytes.

    Parameters
    ----------
    atlas : Atlas, optional
        From ``geo_ree.load_atlas``; the built-in layers by default.

    Returns
    -------
    Page
        ``.save(path)`` writes it; ``.html`` is its text.

    Examples
    --------
    >>> import geo_ree
    >>> page = geo_ree.draw_atlas()
    >>> page.html.startswith("<!DOCTYPE html>")
    True
    """
    atlas = given_atlas(atlas)
    places = gather_places(atlas)
    routes = find_proposed_routes(atlas=atlas)
    drawn = group_routes(routes, route_colours(routes))
    findings = findings_by_subject(atlas)
    bibliography = Bibliography(atlas.rows.sources)
    colours = {str(deposit_id): symbology.SIZED_DEPOSIT.colour for deposit_id in atlas.deposits.index}
    cards = make_cards(atlas, (), colours, bibliography, findings)
    cards |= make_cards_of_routes(atlas, routes, route_colours(routes), bibliography)
    groups = finding_groups(_subjects(atlas, findings), findings, bibliography)
    routed = route_context(drawn, atlas, bibliography)
    data = {"view-atlas": _view(places, drawn), "cards": cards, "route_rates": routed["route_rates"]}
    return build_page(
        "atlas.html",
        folders=FOLDERS,
        context={**_context(places, groups), **routed, "routes_hidden": True, "sources": bibliography.entries()},
        maps={"atlas": _atlas_map()},
        data={f"data-{name}": block for name, block in {"theme": theme_data(), WORLD: world_basemap(), **data}.items()},
        bundle="atlas",
        script="GR.start();",
        styles=STYLES,
        css=theme_css(),
    )


def _atlas_map() -> OfflineMap:
    """Return the map; what it shows comes from the data block ``view-atlas``."""
    world = OfflineMap(
        (25, 15),
        label="World map of deposits, plants, ports and proposed routes",
        zoom=2,
        max_zoom=12,
        options=MAP_OPTIONS,
    )
    Script("GR.atlas", "atlas").add_to(world)
    return world


def _view(places: Sequence[Place], routes: Sequence[RouteGroup]) -> dict[str, Any]:
    """Return everything the map draws, and the words of its picture files."""
    shown_in_list = ("line",)
    return {
        "basemap": {"world": WORLD},
        "bounds": _bounds(places),
        "points": [
            {
                **{name: value for name, value in place.items() if name not in shown_in_list},
                "line": {name: place["line"][name] for name in ("amount", "where")},
                "soft": place["kind"] == "port",
            }
            for place in places
        ],
        "routes": drawn_routes(routes),
        "keys": [{"root": round(sqrt(size), 4), "text": f"{format_number(size)} million t"} for size in KEY_SIZES],
        "key_title": KEY_TITLE,
        "legend": [entry for group in legend_groups() for entry in group["entries"]],
        "export": {
            "file": "rare-earth-atlas",
            "title": TITLE,
            "subtitle": "Contained TREO of the preferred estimates. Figures, dates and sources: see the atlas page.",
            "route_notes": route_notes([route for group in routes for route in group.routes]),
            "notes": [
                NO_RANKING,
                f"Basemap: {SOURCE}. {BORDER_NOTE}",
                f"How to cite: {how_to_cite(TITLE.lower())}",
            ],
        },
    }


def route_colours(routes: Iterable[Route]) -> dict[str, str]:
    """Return the colours of routes by where they begin: the place with most routes takes the first.

    The comparison of Beylikova with Bayan Obo has the same two.
    """
    origins = Counter(route.origin_id for route in routes)
    return {origin_id: deposit_colour(place) for place, (origin_id, _) in enumerate(origins.most_common())}


def _bounds(places: Sequence[Place]) -> list[list[float]]:
    """Return the corners of the first view, with room in the west for the key of sizes."""
    (south, west), north_east = world_bounds(places, ())
    return [[south, round(west - KEY_DEGREES, 2)], north_east]


def _context(places: Sequence[Place], groups: Sequence[Shown]) -> dict[str, object]:
    kinds = [
        {
            "kind": kind,
            "title": title,
            "places": [place for place in places if place["kind"] == kind],
            "symbol": _kind_symbol(kind),
        }
        for kind, title in KINDS.items()
    ]
    return {
        "title": TITLE,
        "lang": "en",
        "version": __version__,
        "cite_as": TITLE.lower(),
        "shapes": SHAPES,
        "kinds": kinds,
        "list_symbol": list_symbol,
        "route_symbol": route_entries()[0],
        "facets": facet_groups(places),
        "sorts": SORTS,
        "no_ranking": NO_RANKING,
        "key_title": KEY_TITLE,
        "legend": legend_groups(),
        "weights": [
            _entry(words, symbol_data(symbology.SIZED_DEPOSIT), state) for state, words in SHORT_WEIGHTS.items()
        ],
        "finding_groups": groups,
        "unread": sum(bool(place["unverified"]) for place in places),
        "basemap_source": SOURCE,
        "border_note": BORDER_NOTE,
    }


def _subjects(atlas: Atlas, findings: Findings) -> list[tuple[str, str, str]]:
    """Return whom the audit speaks of: places of the atlas first, by name, then countries and the world."""
    placed = {
        str(place_id): name
        for table in (atlas.deposits, atlas.facilities, atlas.ports)
        for place_id, name in table["name"].items()
    }
    here = sorted((subject for subject in findings if subject in placed), key=lambda subject: placed[subject])
    others = sorted(subject for subject in findings if subject not in placed)
    return [
        *(
            (subject, placed[subject], symbology.SIZED_DEPOSIT.colour if subject in atlas.deposits.index else "ink")
            for subject in here
        ),
        *((subject, _other_name(subject), "ink") for subject in others),
    ]


def _other_name(subject: str) -> str:
    name = country_name(subject.upper())
    return subject.capitalize() if name == subject.upper() else name


# --- legend and list ----------------------------------------------------------------------------------------------


def legend_groups() -> list[dict[str, Any]]:
    """Return the groups of the legend: what a circle's fill says, the other marks, plants by stage and by state."""
    weights = [_entry(words, _bubble(1.7), state) for state, words in labels.WEIGHT_WORDS.items()]
    marks = [
        _entry("Computed here from tonnage and grade", _bubble(1.7, computed=True), "half"),
        _entry("At least this much", _bubble(1.5, bound="least"), "half"),
        _entry("At most this much", _bubble(1.7, bound="most"), "half"),
        _entry(symbology.UNSIZED_DEPOSIT.label, symbol_data(symbology.UNSIZED_DEPOSIT), "solid"),
    ]
    stages = [
        _entry(group.symbol.label, symbol_data(group.symbol, scale=PLANT_SCALE), "solid")
        for group in symbology.STAGE_GROUPS.values()
    ]
    states = [
        _entry(words, symbol_data(symbology.STAGE_GROUPS["refine"].symbol, colour="soft", scale=PLANT_SCALE), state)
        for state, words in symbology.SYMBOL_STATES.items()
    ]
    port = _entry("Ports", symbol_data(symbology.PORT, scale=PORT_SCALE), "solid")
    return [
        {"title": "What stands behind an amount", "entries": weights},
        {"title": "Other marks of deposits", "entries": marks},
        {"title": "Plants, by stage", "entries": stages},
        {"title": "Plants and ports", "entries": [*states, port]},
        {"title": "Proposed routes", "entries": [{**entry, "layer": "routes"} for entry in route_entries()]},
    ]


def list_symbol(place: Place) -> dict[str, Any]:
    """Return the symbol of a place in the list: a circle of one size, its fill as on the map; others as they are."""
    symbol = place["symbol"]
    sized = "root" in symbol
    shown = symbol_data(symbology.SIZED_DEPOSIT) if sized else symbol
    return {"label": "", "symbol": shown, "state": place["state"], "layer": None, "line": "", "colour": ""}


def _kind_symbol(kind: str) -> dict[str, Any]:
    symbols: Mapping[str, tuple[dict[str, object], str]] = {
        "deposit": (symbol_data(symbology.SIZED_DEPOSIT), "half"),
        "facility": (symbol_data(symbology.STAGE_GROUPS["refine"].symbol), "solid"),
        "port": (symbol_data(symbology.PORT), "solid"),
    }
    return _entry("", *symbols[kind])


def _entry(label: str, symbol: Mapping[str, object], state: str) -> dict[str, Any]:
    return {"label": label, "symbol": dict(symbol), "state": state, "layer": None, "line": "", "colour": ""}


def _bubble(root: float, *, computed: bool = False, bound: str = "") -> dict[str, object]:
    return {"colour": symbology.SIZED_DEPOSIT.colour, "root": root, "bound": bound, "computed": computed}
