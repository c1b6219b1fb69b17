"""The comparison page: deposits at one ground scale, figures side by side, the world around them, every source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo_ree import __version__
from geo_ree.auditing.report import findings_by_subject
from geo_ree.comparison.comparison import Comparison
from geo_ree.pages.comparison.charts import chart_section
from geo_ree.pages.comparison.other_figures import explained, figure_groups, subjects_of
from geo_ree.pages.comparison.panes import pane_caption, pane_data, pane_map, pane_window
from geo_ree.pages.comparison.recoveries import recovery_groups
from geo_ree.pages.comparison.side_by_side import caveat_rows, evidence_rows, measure_groups
from geo_ree.pages.shared.cards import make_cards, other_names
from geo_ree.pages.shared.citations import Bibliography
from geo_ree.pages.shared.findings import finding_groups
from geo_ree.pages.shared.route_groups import group_routes, route_context
from geo_ree.pages.shared.sites import SHARED, WORLD, Site, find_sites
from geo_ree.pages.shared.statements import event_rows, statements_of
from geo_ree.pages.world.world_map import world_data, world_map
from geo_ree.routing.proposed import find_proposed_route
from geo_ree.routing.route import Route
from geo_ree.text.figures import join_words
from geo_ree.webmap.basemap import BORDER_NOTE, SOURCE, world_basemap
from geo_ree.webmap.page import Page, build_page
from geo_ree.webmap.symbols import theme_css, theme_data
from geo_ree.webmap.theme import SHAPES

FOLDERS = (Path(__file__).parent, SHARED)
STYLES = ("page.css", "maps.css", "routes.css", "charts.css", "print.css")


def draw_comparison(comparison: Comparison) -> Page:
    """Draw deposits side by side as one self-contained web page.

    The page needs no network. Its maps show each deposit at the same metres per pixel, with the others' areas laid over
    it at true size; its tables show every figure with its date, weight and source, and bars only where figures may be
    compared. The same comparison gives the same bytes.

    Parameters
    ----------
    comparison : Comparison
        Two or more deposits, from ``geo_ree.compare``.

    Returns
    -------
    Page
        ``.save(path)`` writes it; ``.html`` is its text.

    Examples
    --------
    >>> import geo_ree
    >>> page = geo_ree.draw_comparison(geo_ree.compare("beylikova", "bayan-obo"))
    >>> page.html.startswith("<!DOCTYPE html>")
    True
    """
    atlas = comparison.atlas
    sites = find_sites(atlas, comparison.deposit_ids)
    routes = _routes(comparison)
    bibliography = Bibliography(atlas.rows.sources, comparison.source_ids)
    world = world_data(atlas, sites, routes, "-".join(comparison.deposit_ids))
    context = _context(comparison, sites, routes, world, bibliography)
    colours = {site.deposit_id: site.colour for site in sites}
    subjects = {subject for subject, _, _ in subjects_of(comparison)}
    cards = make_cards(atlas, routes, colours, bibliography, findings_by_subject(atlas), subjects=subjects)
    names = [f"pane{place}" for place in range(len(sites))]
    data: dict[str, object] = {
        **_map_data(comparison, sites, world, names),
        "cards": cards,
        "route_rates": context["route_rates"],
    }
    return build_page(
        "comparison.html",
        folders=FOLDERS,
        context={**context, "sources": bibliography.entries()},
        maps={**{name: pane_map(site, name) for name, site in zip(names, sites, strict=True)}, "world": world_map()},
        data={f"data-{name}": value for name, value in data.items()},
        bundle="comparison",
        script="GR.start();",
        styles=STYLES,
        css=theme_css(),
    )


def _map_data(
    comparison: Comparison, sites: tuple[Site, ...], world: dict[str, Any], names: list[str]
) -> dict[str, object]:
    """Return what the maps draw, by the name of its block."""
    named = list(zip(names, sites, strict=True))
    return {
        "theme": theme_data(),
        WORLD: world_basemap(),
        **{f"basemap-{name}": pane_window(site) for name, site in named},
        **{f"view-{name}": pane_data(site, sites, comparison.atlas, name) for name, site in named},
        "view-world": {key: value for key, value in world.items() if key != "groups"},
    }


def _context(
    comparison: Comparison,
    sites: tuple[Site, ...],
    routes: tuple[Route, ...],
    world: dict[str, Any],
    bibliography: Bibliography,
) -> dict[str, object]:
    """Return what the template shows, in the order of the page, so that citations are numbered as one reads."""
    names = join_words(tuple(site.name for site in sites))
    groups = group_routes(routes, {site.deposit_id: site.colour for site in sites})
    return {
        "title": f"{names} compared",
        "lang": "en",
        "names": names,
        "version": __version__,
        "shapes": SHAPES,
        "standfirst": _standfirst(sites),
        "summary": comparison.summary,
        "measures": measure_groups(comparison, bibliography),
        "evidence": evidence_rows(comparison, bibliography),
        "charts": chart_section(comparison, bibliography),
        "caveats": caveat_rows(comparison, bibliography),
        "panes": [
            {
                **pane_caption(site),
                "slot": f"pane{place}",
                "other_names": other_names(comparison.atlas, site.deposit_id),
            }
            for place, site in enumerate(sites)
        ],
        "areas": _areas(sites, bibliography),
        **route_context(groups, comparison.atlas, bibliography),
        "legend": world["groups"],
        "events": event_rows(comparison, bibliography),
        "estimates": [
            {
                "name": site.name,
                "colour": site.colour,
                "rows": statements_of(comparison.atlas, site.deposit_id, bibliography),
            }
            for site in sites
        ],
        "finding_groups": finding_groups(subjects_of(comparison), findings_by_subject(comparison.atlas), bibliography),
        "figure_groups": figure_groups(comparison, bibliography),
        "recoveries": recovery_groups(comparison, bibliography),
        "explained": explained(comparison, bibliography),
        "basemap_source": SOURCE,
        "border_note": BORDER_NOTE,
    }


def _areas(sites: tuple[Site, ...], bibliography: Bibliography) -> list[dict[str, object]]:
    """Return what is said of the areas drawn in the panes."""
    return [
        {
            "label": row.label,
            "colour": site.colour,
            "name": site.name,
            "text": bibliography.rich(row.note, [row.source_id]),
        }
        for site in sites
        for row in site.footprints
    ]


def _routes(comparison: Comparison) -> tuple[Route, ...]:
    """Return the proposed routes that begin at the deposits compared."""
    rows = comparison.atlas.routes
    ours = rows.index[rows["origin_id"].isin(comparison.deposit_ids)]
    return tuple(find_proposed_route(str(route_id), atlas=comparison.atlas) for route_id in ours)


def _standfirst(sites: tuple[Site, ...]) -> str:
    """Return the line under the title."""
    count = {2: "Two", 3: "Three", 4: "Four"}.get(len(sites), str(len(sites)))
    return (
        f"{count} rare-earth deposits at one ground scale: figures, evidence and possible routes, each with its source."
    )
