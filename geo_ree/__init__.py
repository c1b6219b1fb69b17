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
    "Atlas": "atlas",
    "Comparison": "comparison",
    "GeoReeError": "errors",
    "IncompatibleUnits": "errors",
    "InvalidGeoJSON": "errors",
    "InvalidLayer": "errors",
    "InvalidPlace": "errors",
    "MissingLibrary": "errors",
    "NoFigures": "errors",
    "NoRoute": "errors",
    "Page": "maps.page",
    "Route": "routing",
    "TooFewDeposits": "errors",
    "UnknownId": "errors",
    "UnsafeInput": "errors",
    "UnsupportedFormat": "errors",
    "UnwritableFile": "errors",
    "audit": "auditing.report",
    "audit_rules": "auditing.report",
    "changes": "versions",
    "check_layers": "layers",
    "compare": "comparison",
    "convert": "units",
    "convert_treo": "units",
    "draw_atlas": "maps.catalogue",
    "draw_comparison": "maps.comparison",
    "draw_route": "maps.route_page",
    "find_route": "routing",
    "load_atlas": "atlas",
    "plot_comparison": "plots.drawing",
    "plot_estimates": "plots.drawing",
    "plot_grade_tonnage": "plots.drawing",
    "plot_ndpr": "plots.drawing",
    "plot_patterns": "plots.drawing",
    "plot_plan": "plots.drawing",
    "plot_revenue": "plots.drawing",
    "route_matrix": "matrices",
    "to_bibtex": "references",
    "to_csl_json": "references",
    "to_geojson": "geojson",
    "trace_route": "proposals",
    "trace_routes": "proposals",
    "validate_geojson": "geojson",
    "write_geojson": "geojson",
}

__all__ = [
    "Atlas",
    "Comparison",
    "GeoReeError",
    "IncompatibleUnits",
    "InvalidGeoJSON",
    "InvalidLayer",
    "InvalidPlace",
    "MissingLibrary",
    "NoFigures",
    "NoRoute",
    "Page",
    "Route",
    "TooFewDeposits",
    "UnknownId",
    "UnsafeInput",
    "UnsupportedFormat",
    "UnwritableFile",
    "__version__",
    "audit",
    "audit_rules",
    "changes",
    "check_layers",
    "compare",
    "convert",
    "convert_treo",
    "draw_atlas",
    "draw_comparison",
    "draw_route",
    "find_route",
    "load_atlas",
    "plot_comparison",
    "plot_estimates",
    "plot_grade_tonnage",
    "plot_ndpr",
    "plot_patterns",
    "plot_plan",
    "plot_revenue",
    "route_matrix",
    "to_bibtex",
    "to_csl_json",
    "to_geojson",
    "trace_route",
    "trace_routes",
    "validate_geojson",
    "write_geojson",
]

if TYPE_CHECKING:
    from geo_ree.atlas import Atlas, load_atlas
    from geo_ree.auditing.report import audit, audit_rules
    from geo_ree.comparison import Comparison, compare
    from geo_ree.errors import (
        GeoReeError,
        IncompatibleUnits,
        InvalidGeoJSON,
        InvalidLayer,
        InvalidPlace,
        MissingLibrary,
        NoFigures,
        NoRoute,
        TooFewDeposits,
        UnknownId,
        UnsafeInput,
        UnsupportedFormat,
        UnwritableFile,
    )
    from geo_ree.geojson import to_geojson, validate_geojson, write_geojson
    from geo_ree.layers import check_layers
    from geo_ree.maps.catalogue import draw_atlas
    from geo_ree.maps.comparison import draw_comparison
    from geo_ree.maps.page import Page
    from geo_ree.maps.route_page import draw_route
    from geo_ree.matrices import route_matrix
    from geo_ree.plots.drawing import (
        plot_comparison,
        plot_estimates,
        plot_grade_tonnage,
        plot_ndpr,
        plot_patterns,
        plot_plan,
        plot_revenue,
    )
    from geo_ree.proposals import trace_route, trace_routes
    from geo_ree.references import to_bibtex, to_csl_json
    from geo_ree.routing import Route, find_route
    from geo_ree.units import convert, convert_treo
    from geo_ree.versions import changes


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
