"""What geo_ree exports is what docs/architecture.md promises, and importing it costs nothing."""

import inspect
import subprocess
import sys
from types import ModuleType

import pytest

import geo_ree

PROMISED = {
    "AmbiguousName", "Atlas", "Comparison", "GeoReeError", "InvalidGeoJSON", "InvalidLayer", "InvalidOption",
    "InvalidPlace",
    "NoRoute", "Page", "Route", "RouteOptions",
    "IncompatibleUnits", "MissingLibrary", "NoFigures", "TooFewDeposits", "UnknownId", "UnknownOption", "UnsafeInput",
    "UnsupportedFormat",
    "UnwritableFile", "__version__", "audit", "audit_rules", "basket_value", "check_layers", "compare",
    "compare_layers",
    "convert", "convert_treo",
    "draw_atlas", "draw_comparison", "draw_route",
    "find_proposed_route", "find_proposed_routes", "find_route", "load_atlas", "passages", "ships",
    "plot_comparison", "plot_estimates", "plot_grade_tonnage", "plot_ndpr", "plot_patterns", "plot_plan",
    "plot_rank", "plot_revenue", "route_matrix", "supply_shares",
    "to_bibtex", "to_csl_json", "to_geojson", "validate_geojson", "write_geojson",
}  # fmt: skip


def test_the_public_names_are_the_promised_ones():
    assert set(geo_ree.__all__) == PROMISED


@pytest.mark.parametrize("name", sorted(PROMISED - {"__version__"}))
def test_a_public_name_is_a_documented_function_or_class(name):
    thing = getattr(geo_ree, name)
    assert not isinstance(thing, ModuleType), f"{name} is hidden behind a module of the same name"
    assert callable(thing)
    assert inspect.getdoc(thing)


@pytest.mark.parametrize("name", [name for name in sorted(PROMISED) if name[0].islower()])
def test_no_public_function_takes_loose_keywords(name):
    kinds = {parameter.kind for parameter in inspect.signature(getattr(geo_ree, name)).parameters.values()}
    assert inspect.Parameter.VAR_KEYWORD not in kinds


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = geo_ree.nonsense


def test_importing_geo_ree_loads_no_heavy_library():
    code = "import geo_ree, sys; print([m for m in ('geopandas', 'folium', 'shapely', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_public_name_wins_over_a_module_of_the_same_name_however_it_is_reached():
    code = (
        "import geo_ree.comparison.comparison, geo_ree.pages.comparison.page, geo_ree; print(geo_ree.compare.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "compare"
