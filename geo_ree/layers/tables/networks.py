"""The tables of the transport networks that a person may edit: sizes of ships and passages, ports."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from geo_ree.layers.codelists import LIMIT_KINDS, PASSAGES, SHIP_SIZES, SIZE_ATTRIBUTES, SIZE_UNITS
from geo_ree.layers.fields import Column
from geo_ree.layers.row_checks import Broken, Row
from geo_ree.layers.table import LAT, LON, NAME, NOTE, SOURCE_ID, Table

UNITS = MappingProxyType(dict.fromkeys(SHIP_SIZES, "m") | {"deadweight_t": "t", "speed_kn": "kn"})
LIMITS = SIZE_ATTRIBUTES[len(SHIP_SIZES) :]


def passage_exists(row: Row) -> Broken | None:
    """Refuse a limit of a passage that the networks do not hold: which lanes go through one is stored with them."""
    if row.get("kind") != "passage" or row.get("subject_id") in (*PASSAGES, None):
        return None
    return "subject_id", f"{row['subject_id']!r} is no passage of the networks", ", ".join(PASSAGES)


def size_fits_kind(row: Row) -> Broken | None:
    """Refuse a size of a passage without ``max_``, and one of a ship with it."""
    allowed = LIMITS if row.get("kind") == "passage" else SHIP_SIZES
    if row.get("attribute") in (*allowed, None):
        return None
    return "attribute", f"{row['attribute']!r} is no size of a {row['kind']}", ", ".join(allowed)


def unit_fits_size(row: Row) -> Broken | None:
    """Refuse another unit than that of the size's name."""
    unit = UNITS.get(str(row.get("attribute")).removeprefix("max_"))
    if unit is None or row.get("unit") in (unit, None):
        return None
    return "unit", f"is {row['unit']} while attribute is {row['attribute']}", unit


TABLES: tuple[Table, ...] = (
    Table(
        "ship_limits",
        "networks/ship_limits.csv",
        ("subject_id", "attribute"),
        "one size of a class of ship, or one limit of a passage; a class stands here by its sizes",
        (
            Column("subject_id", "id", "The class of ship, or the passage.", required=True),
            Column("kind", "word", "Whether it is a class of ship or a passage.", required=True, words=LIMIT_KINDS),
            Column(
                "attribute",
                "word",
                "What is measured; of a passage the most that it takes.",
                required=True,
                words=SIZE_ATTRIBUTES,
            ),
            Column("value", "number", "The figure.", required=True, at_least=0),
            Column("unit", "word", "Metres, tonnes or knots.", required=True, words=SIZE_UNITS),
            SOURCE_ID,
            NOTE,
        ),
        rules=(passage_exists, size_fits_kind, unit_fits_size),
    ),
    Table(
        "network_ports",
        "networks/ports.csv",
        ("port_id",),
        "a port of the transport networks; its id is its UN/LOCODE",
        (
            Column("port_id", "id", "UN/LOCODE.", required=True),
            NAME,
            replace(LON, required=True),
            replace(LAT, required=True),
            Column("sea", "yes_no", "Whether it is on the sea lanes; one added here is not.", required=True),
            Column("land", "yes_no", "Whether it is on railway or road; one added here is not.", required=True),
            SOURCE_ID,
        ),
        same_as=("ports",),
    ),
)
