"""The table of what is drawn for orientation and never counted with: towns."""

from __future__ import annotations

from dataclasses import replace

from geo_ree.layers.fields import Column
from geo_ree.layers.table import COUNTRY, LAT, LON, NAME, SOURCE_ID, Table

TABLES: tuple[Table, ...] = (
    Table(
        "towns",
        "basemap/towns.csv",
        ("town_id",),
        "a town or village near a deposit, drawn for orientation",
        (
            Column("town_id", "id", "The row's id: of a town of GeoNames, its number there.", required=True),
            NAME,
            COUNTRY,
            replace(LON, required=True),
            replace(LAT, required=True),
            Column("population", "number", "How many people live there.", at_least=0, at_most=100_000_000),
            SOURCE_ID,
        ),
    ),
)
