"""The rows of the side-by-side table: one small function a measure, in one table, in the order a reader wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo_ree.atlas.deposit_profile import Profile
from geo_ree.comparison.deposit_cells import (
    byproducts_cell,
    distance_cell,
    elements_cell,
    magnet_share_cell,
    minerals_cell,
    separation_cell,
    show_figure,
    status_cell,
    thorium_cell,
    type_cell,
)
from geo_ree.comparison.headline_cells import (
    category_cell,
    claim_status_cell,
    computed_oxide_cell,
    cutoff_cell,
    date_cell,
    grade_cell,
    ore_cell,
    oxide_cell,
    reporting_code_cell,
    statement_type_cell,
)
from geo_ree.comparison.records import Cell
from geo_ree.comparison.setting import Setting

PLANNED_ORE, PLANNED_PRODUCT = "industrial_throughput_t_ore_per_year", "industrial_output_treo_t_per_year"


@dataclass(frozen=True)
class MeasureKind:
    """One measure: its name, label and unit, how a deposit's cell is made, and whether bars can be drawn at all.

    ``keep_in_mind`` is what a reader must know whatever the deposits.
    """

    measure: str
    label: str
    unit: str
    make_cell: Callable[[Setting, Profile], Cell]
    bars: bool = False
    keep_in_mind: str = ""


STRAIGHT = "A straight line over the ellipsoid; every road, railway or sea lane is longer."

MEASURES = (
    MeasureKind("ore_million_t", "Material or ore", "million t", ore_cell, bars=True),
    MeasureKind("treo_percent", "Grade", "% TREO", grade_cell, bars=True),
    MeasureKind("treo_million_t", "Contained TREO (stated)", "million t", oxide_cell, bars=True),
    MeasureKind("treo_million_t_computed", "Contained TREO (computed)", "million t", computed_oxide_cell, bars=True),
    MeasureKind("statement_type", "Kind of statement", "", statement_type_cell),
    MeasureKind("reporting_code", "Reporting code", "", reporting_code_cell),
    MeasureKind("claim_status", "Weight of the statement", "", claim_status_cell),
    MeasureKind("resource_category", "Confidence category", "", category_cell),
    MeasureKind("effective_date", "Date of the statement", "", date_cell),
    MeasureKind("cutoff", "Cut-off", "", cutoff_cell),
    MeasureKind(
        "elements_reported",
        "Elements reported",
        "",
        elements_cell,
        keep_in_mind="How many elements are named says how fully analyses were published, not what is in the ground.",
    ),
    MeasureKind("ndpr_percent", "Neodymium + praseodymium", "% of the oxides analysed", magnet_share_cell, bars=True),
    MeasureKind("byproducts", "By-products", "", byproducts_cell),
    MeasureKind("thorium_t", "Thorium", "t", thorium_cell),
    MeasureKind("deposit_type", "Deposit type", "", type_cell),
    MeasureKind("ree_minerals", "Rare-earth minerals", "", minerals_cell),
    MeasureKind("status", "Status", "", status_cell),
    MeasureKind("drilling_m", "Drilling", "m", show_figure("drilling_m", "m"), bars=True),
    MeasureKind("drilling_locations", "Drilled locations", "", show_figure("drilling_locations", ""), bars=True),
    MeasureKind(
        "planned_ore_t_per_year",
        "Planned throughput",
        "t ore/year",
        show_figure(PLANNED_ORE, "t ore/year"),
        bars=True,
    ),
    MeasureKind(
        "planned_reo_t_per_year",
        "Planned product",
        "t REO/year",
        show_figure(PLANNED_PRODUCT, "t REO/year"),
        bars=True,
    ),
    MeasureKind("distance_km", "Distance between the deposits", "km", distance_cell, keep_in_mind=STRAIGHT),
    MeasureKind(
        "nearest_separation_km",
        "Nearest operating separation plant",
        "km",
        separation_cell,
        bars=True,
        keep_in_mind=STRAIGHT,
    ),
)
