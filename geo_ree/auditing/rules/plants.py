"""Rules of plants: what they can make, what they made, and where they really stand."""

from __future__ import annotations

from collections.abc import Iterator

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import Row, figure_words
from geo_ree.auditing.intervals import span_of
from geo_ree.auditing.ledger import Ledger, cited_list, entries, found, grouped, ledger_of
from geo_ree.auditing.rule import Found, Rule
from geo_ree.text.figures import format_number

# Attributes of figures that give what a plant can make; a plan for later is another thing.
CAPACITY = "capacity"
LATER = ("plan", "target", "forecast")


def output_as_capacity(atlas: Atlas) -> Iterator[Found]:
    """Find plants whose capacity is what they made or were allowed to make, not what they could."""
    ledger = ledger_of(atlas)
    for row in ledger.rows["facilities"]:
        if row["capacity_kind"] not in ("output", "quota") or row["capacity_t_per_year"] is None:
            continue
        kind = "what was made" if row["capacity_kind"] == "output" else "what the state allowed"
        message = (
            f"{format_number(row['capacity_t_per_year'])} t a year of {row['capacity_of']} at {row['name']} is {kind}, "
            "not what the plant can make. It must not be added to nameplate capacities."
        )
        yield found(str(row["facility_id"]), message, [("facilities", row)])


def capacities_compete(atlas: Atlas) -> Iterator[Found]:
    """Find plants to which another source gives another capacity than the one in use."""
    ledger = ledger_of(atlas)
    stated = grouped((row for row in ledger.rows["figures"] if _is_capacity(row)), "subject_id")
    for plant in ledger.rows["facilities"]:
        if plant["capacity_t_per_year"] is None or plant["capacity_kind"] != "nameplate":
            continue
        own = {**plant, "value": plant["capacity_t_per_year"], "qualifier": None}
        others = [
            row
            for row in stated.get(str(plant["facility_id"]), ())
            if not span_of(row).meets(span_of(own)) and _same_substance(plant, row)
        ]
        if others:
            yield found(
                str(plant["facility_id"]),
                _capacity_words(ledger, plant, others),
                [("facilities", plant), *entries("figures", others)],
            )


def _is_capacity(row: Row) -> bool:
    named = CAPACITY in row["attribute"] and not any(word in row["attribute"] for word in LATER)
    return named and row["verified"] is not False and row["unit"].startswith("t ")


def _same_substance(plant: Row, row: Row) -> bool:
    """Return whether a figure counts what the plant's capacity counts: the first word of it, such as TREO or NdPr."""
    return str(plant["capacity_of"]).split()[0].lower() in row["unit"].lower()


def _capacity_words(ledger: Ledger, plant: Row, others: list[Row]) -> str:
    figures = ", ".join(figure_words(row) for row in others)
    return (
        f"{plant['name']} is given {format_number(plant['capacity_t_per_year'])} t of {plant['capacity_of']} a year, "
        f"but {figures} by others ({cited_list(ledger, others)}). Both are kept; the one in use is the better sourced."
    )


def point_is_not_the_plant(atlas: Atlas) -> Iterator[Found]:
    """Find plants whose point is that of a town, a station or a deposit."""
    ledger = ledger_of(atlas)
    for row in ledger.rows["facilities"]:
        if row["location_is"]:
            message = (
                f"The point of {row['name']} was not taken at the plant: {row['location_is']}. The plant lies within "
                f"{format_number((row['location_precision_m'] or 0) / 1000)} km of it."
            )
            yield found(str(row["facility_id"]), message, [("facilities", row)])


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
