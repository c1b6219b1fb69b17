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
    "InvalidGeoJSON": "errors",
    "InvalidLayer": "errors",
    "NoRoute": "errors",
    "Page": "maps.page",
    "Route": "routing",
    "UnknownId": "errors",
    "UnsafeInput": "errors",
    "UnsupportedFormat": "errors",
    "check_layers": "layers",
    "compare": "comparison",
    "draw_comparison": "maps.comparison",
    "load_atlas": "atlas",
    "to_geojson": "geojson",
    "trace_route": "routing",
    "trace_routes": "routing",
    "validate_geojson": "geojson",
    "write_geojson": "geojson",
}

__all__ = [
    "Atlas",
    "Comparison",
    "GeoReeError",
    "InvalidGeoJSON",
    "InvalidLayer",
    "NoRoute",
    "Page",
    "Route",
    "UnknownId",
    "UnsafeInput",
    "UnsupportedFormat",
    "__version__",
    "check_layers",
    "compare",
    "draw_comparison",
    "load_atlas",
    "to_geojson",
    "trace_route",
    "trace_routes",
    "validate_geojson",
    "write_geojson",
]

if TYPE_CHECKING:
    from geo_ree.atlas import Atlas, load_atlas
    from geo_ree.comparison import Comparison, compare
    from geo_ree.errors import (
        GeoReeError,
        InvalidGeoJSON,
        InvalidLayer,
        NoRoute,
        UnknownId,
        UnsafeInput,
        UnsupportedFormat,
    )
    from geo_ree.geojson import to_geojson, validate_geojson, write_geojson
    from geo_ree.layers import check_layers
    from geo_ree.maps.comparison import draw_comparison
    from geo_ree.maps.page import Page
    from geo_ree.routing import Route, trace_route, trace_routes


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
