"""The contract of every table of ``layers/``: its columns, their kinds and units, the allowed words, the row rules.

This module is the one place that says what a layers folder may hold. ``geo-ree check`` runs it on users' folders, the
layers reference and ``datapackage.json`` are written from it, and continuous integration proves the built-in layers
against it, so that loading those needs no check.
"""

from __future__ import annotations

from geo_ree.layers.table import SUBJECTS, Table
from geo_ree.layers.tables import basemap as basemap_tables
from geo_ree.layers.tables import deposits as deposit_tables
from geo_ree.layers.tables import networks as network_tables
from geo_ree.layers.tables import records as record_tables
from geo_ree.layers.tables import supply_chain as trade_tables

__all__ = ["SUBJECTS", "TABLES", "Table"]

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *deposit_tables.TABLES,
        *trade_tables.TABLES,
        *record_tables.TABLES,
        *basemap_tables.TABLES,
        *network_tables.TABLES,
    )
}
