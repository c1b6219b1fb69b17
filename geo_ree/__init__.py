"""geo_ree: rare-earth deposits, plants and routes on one map, every figure traced to its source.

Five verbs carry it: load, compare, route, draw, write. The names below are the public contract; they are imported when
first used, so that ``import geo_ree`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# Public name -> the module that holds it.
_HOMES = {
    "AmbiguousName": "errors",
    "Atlas": "atlas.atlas",
    "Comparison": "comparison.comparison",
    "GeoReeError": "errors",
    "IncompatibleUnits": "errors",
    "InvalidGeoJSON": "errors",
    "InvalidLayer": "errors",
    "InvalidOption": "errors",
    "InvalidPlace": "errors",
    "MissingLibrary": "errors",
    "NoFigures": "errors",
    "NoRoute": "errors",
    "Page": "webmap.page",
    "Route": "routing.route",
    "RouteOptions": "routing.options",
    "TooFewDeposits": "errors",
    "UnknownId": "errors",
    "UnknownOption": "errors",
    "UnsafeInput": "errors",
    "UnsupportedFormat": "errors",
    "UnwritableFile": "errors",
    "audit": "auditing.report",
    "audit_rules": "auditing.report",
    "basket_value": "market.basket_value",
    "check_layers": "layers.folder",
    "compare": "comparison.comparison",
    "compare_layers": "atlas.diff",
    "convert": "chemistry.units",
    "convert_treo": "chemistry.units",
    "draw_atlas": "pages.atlas.page",
    "draw_comparison": "pages.comparison.page",
    "draw_route": "pages.route.page",
    "find_proposed_route": "routing.proposed",
    "find_proposed_routes": "routing.proposed",
    "find_route": "routing.route",
    "load_atlas": "atlas.atlas",
    "passages": "routing.ships",
    "plot_comparison": "charts.figures.api",
    "plot_estimates": "charts.figures.api",
    "plot_grade_tonnage": "charts.figures.api",
    "plot_ndpr": "charts.figures.api",
    "plot_patterns": "charts.figures.api",
    "plot_plan": "charts.figures.api",
    "plot_rank": "charts.figures.api",
    "plot_revenue": "charts.figures.api",
    "route_matrix": "routing.matrix.matrix",
    "ships": "routing.ships",
    "supply_shares": "market.supply_shares",
    "to_bibtex": "atlas.citations",
    "to_csl_json": "atlas.citations",
    "to_geojson": "gis.geojson",
    "validate_geojson": "gis.geojson",
    "write_geojson": "gis.geojson",
}

__all__ = [
    "AmbiguousName",
    "Atlas",
    "Comparison",
    "GeoReeError",
    "IncompatibleUnits",
    "InvalidGeoJSON",
    "InvalidLayer",
    "InvalidOption",
    "InvalidPlace",
    "MissingLibrary",
    "NoFigures",
    "NoRoute",
    "Page",
    "Route",
    "RouteOptions",
    "TooFewDeposits",
    "UnknownId",
    "UnknownOption",
    "UnsafeInput",
    "UnsupportedFormat",
    "UnwritableFile",
    "__version__",
    "audit",
    "audit_rules",
    "basket_value",
    "check_layers",
    "compare",
    "compare_layers",
    "convert",
    "convert_treo",
    "draw_atlas",
    "draw_comparison",
    "draw_route",
    "find_proposed_route",
    "find_proposed_routes",
    "find_route",
    "load_atlas",
    "passages",
    "plot_comparison",
    "plot_estimates",
    "plot_grade_tonnage",
    "plot_ndpr",
    "plot_patterns",
    "plot_plan",
    "plot_rank",
    "plot_revenue",
    "route_matrix",
    "ships",
    "supply_shares",
    "to_bibtex",
    "to_csl_json",
    "to_geojson",
    "validate_geojson",
    "write_geojson",
]

if TYPE_CHECKING:
    from geo_ree.atlas.atlas import Atlas, load_atlas
    from geo_ree.atlas.citations import to_bibtex, to_csl_json
    from geo_ree.atlas.diff import compare_layers
    from geo_ree.auditing.report import audit, audit_rules
    from geo_ree.charts.figures.api import (
        plot_comparison,
        plot_estimates,
        plot_grade_tonnage,
        plot_ndpr,
        plot_patterns,
        plot_plan,
        plot_rank,
        plot_revenue,
    )
    from geo_ree.chemistry.units import convert, convert_treo
    from geo_ree.comparison.comparison import Comparison, compare
    from geo_ree.errors import (
        AmbiguousName,
        GeoReeError,
        IncompatibleUnits,
        InvalidGeoJSON,
        InvalidLayer,
        InvalidOption,
        InvalidPlace,
        MissingLibrary,
        NoFigures,
        NoRoute,
        TooFewDeposits,
        UnknownId,
        UnknownOption,
        UnsafeInput,
        UnsupportedFormat,
        UnwritableFile,
    )
    from geo_ree.gis.geojson import to_geojson, validate_geojson, write_geojson
    from geo_ree.layers.folder import check_layers
    from geo_ree.market.basket_value import basket_value
    from geo_ree.market.supply_shares import supply_shares
    from geo_ree.pages.atlas.page import draw_atlas
    from geo_ree.pages.comparison.page import draw_comparison
    from geo_ree.pages.route.page import draw_route
    from geo_ree.routing.matrix.matrix import route_matrix
    from geo_ree.routing.options import RouteOptions
    from geo_ree.routing.proposed import find_proposed_route, find_proposed_routes
    from geo_ree.routing.route import Route, find_route
    from geo_ree.routing.ships import passages, ships
    from geo_ree.webmap.page import Page


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
