"""Rules of plants: what they can make, what they made, and where they really stand."""

from __future__ import annotations

from collections.abc import Iterator

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.rows.base import grouped
from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.records import Figure
from geo_ree.atlas.rows.supply_chain import Plant
from geo_ree.auditing.intervals import span_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.text.figures import format_number

# Attributes of figures that give what a plant can make; a plan for later is another thing.
CAPACITY = "capacity"
LATER = ("plan", "target", "forecast")


def output_as_capacity(atlas: Atlas) -> Iterator[Found]:
    """Find plants whose capacity is what they made or were allowed to make, not what they could."""
    for row in atlas.rows.plants.values():
        if row.capacity_kind not in ("output", "quota") or row.capacity_t_per_year is None:
            continue
        kind = "what was made" if row.capacity_kind == "output" else "what the state allowed"
        message = (
            f"{format_number(row.capacity_t_per_year)} t a year of {row.capacity_of} at {row.name} is {kind}, "
            "not what the plant can make. It must not be added to nameplate capacities."
        )
        yield Found.of(row.about, message, [row])


def capacities_compete(atlas: Atlas) -> Iterator[Found]:
    """Find plants to which another source gives another capacity than the one in use."""
    records = atlas.rows
    stated = grouped((row for row in records.figures if _is_capacity(row)), "subject_id")
    for plant in records.plants.values():
        if plant.capacity_t_per_year is None or plant.capacity_kind != "nameplate":
            continue
        own = span_of(plant, "capacity_t_per_year")
        others = [
            row for row in stated.get(plant.about, ()) if not span_of(row).meets(own) and _same_substance(plant, row)
        ]
        if others:
            yield Found.of(plant.about, _capacity_words(records, plant, others), (plant, *others))


def _is_capacity(row: Figure) -> bool:
    named = CAPACITY in row.attribute and not any(word in row.attribute for word in LATER)
    return named and row.is_verified and row.unit.startswith("t ")


def _same_substance(plant: Plant, row: Figure) -> bool:
    """Return whether a figure counts what the plant's capacity counts: the first word of it, such as TREO or NdPr."""
    return str(plant.capacity_of).split()[0].lower() in row.unit.lower()


def _capacity_words(records: Rows, plant: Plant, others: list[Figure]) -> str:
    figures = ", ".join(row.stated().words for row in others)
    return (
        f"{plant.name} is given {plant.stated('capacity_t_per_year').words} t of {plant.capacity_of} a year, "
        f"but {figures} by others ({records.cited_list(others)}). Both are kept; the one in use is the better sourced."
    )


def point_is_not_the_plant(atlas: Atlas) -> Iterator[Found]:
    """Find plants whose point is that of a town, a station or a deposit."""
    for row in atlas.rows.plants.values():
        if row.location_is:
            message = (
                f"The point of {row.name} was not taken at the plant: {row.location_is}. The plant lies within "
                f"{format_number((row.location_precision_m or 0) / 1000)} km of it."
            )
            yield Found.of(row.about, message, [row])


RULES = (
    Rule(
        "output-as-capacity",
        "note",
        "What a plant made, or was allowed to make, is not what it can make.",
        "Definition of nameplate capacity.",
        (),
        output_as_capacity,
    ),
    Rule(
        "capacities-compete",
        "note",
        "Sources agree on what a plant can make.",
        "Comparison of the capacity in use with the figures of other sources.",
        (),
        capacities_compete,
    ),
    Rule(
        "point-is-not-the-plant",
        "note",
        "The point of a plant is where the plant stands.",
        "What the layers say of the point.",
        (),
        point_is_not_the_plant,
    ),
)
