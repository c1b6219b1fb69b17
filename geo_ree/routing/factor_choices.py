"""Which rows of ``freight.csv`` stand for a speed, an emission factor or an hour of a route, and why these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SPEED, EMISSIONS, HOURS, LENGTH = "km/h", "gCO2e/t-km", "hours", "km"
# What one unit of a row is in the unit of a rate.
UNITS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        SPEED: MappingProxyType({"km/h": 1.0, "knots": 1.852}),
        EMISSIONS: MappingProxyType({"gCO2e/t-km": 1.0}),
        HOURS: MappingProxyType({"hours": 1.0, "days": 24.0}),
        LENGTH: MappingProxyType({"km": 1.0}),
    }
)
SCOPES = ("TTW", "WTT")


@dataclass(frozen=True)
class Choice:
    """The rows whose sum stands for one rate, the unit it has, and why these rows."""

    unit: str
    freight_ids: tuple[str, ...]
    reason: str


def emission_factor(vehicle: str, reason: str) -> Choice:
    """Return the choice of a vehicle's factors, what is burnt and what the fuel took before, and why this vehicle."""
    return Choice(EMISSIONS, tuple(f"freight-{vehicle}-{scope.lower()}-defra-2025" for scope in SCOPES), reason)


CHOICES: Mapping[str, Choice] = MappingProxyType(
    {
        "bulk-speed": Choice(
            SPEED, ("freight-bulk-fleet-speed-2024",), "the fleet's average under way, not a design speed"
        ),
        "container-speed": Choice(
            SPEED, ("freight-container-fleet-speed-2024",), "the fleet's average under way, not a design speed"
        ),
        "rail-speed": Choice(
            SPEED,
            ("freight-rail-kars-mersin",),
            "a goods train from end to end with its stops; close to it lie what 3.5 to 4 hours from Bayan Obo to Baotou"
            " come to (37 to 42 km/h) and the line-haul average of the United States (34 km/h)",
        ),
        "road-speed": Choice(SPEED, ("freight-road-lorry-europe",), "average of a journey; motorways alone are faster"),
        "driving-day": Choice(HOURS, ("freight-road-driving-day-eu",), "the most that one driver may drive a day"),
        "rest-day": Choice(HOURS, ("freight-road-rest-day-eu",), "the least that the driver must rest then"),
        "rail-emissions": emission_factor(
            "rail-uk-average", "diesel and electric trains together, in the United Kingdom"
        ),
        "road-emissions": emission_factor(
            "articulated-lorry-over-33-t-average-laden",
            "the largest lorries, as laden on average in the United Kingdom",
        ),
        "bulk-port": Choice(
            HOURS,
            ("freight-port-stay-dry-bulk-2023",),
            "the ship's stay, in which it is loaded or emptied; what is carried may lie there longer",
        ),
        "container-port": Choice(
            HOURS,
            ("freight-port-stay-container-2023",),
            "the ship's stay, in which it is loaded or emptied; what is carried may lie there longer",
        ),
        "terminal": Choice(
            HOURS,
            ("freight-terminal-dwell-us-2005",),
            "from release by the customer to departure of the train, or from arrival to delivery",
        ),
        "suez": Choice(HOURS, ("freight-suez-transit-2015",), "since the second lane, without waiting"),
        "suez-length": Choice(LENGTH, ("freight-suez-length",), "its length"),
        "panama": Choice(HOURS, ("freight-panama-transit-2012",), "measured over ten years, without waiting"),
        "panama-length": Choice(LENGTH, ("freight-panama-length",), "from deep water to deep water"),
        "kiel": Choice(
            HOURS, ("freight-kiel-transit-2019",), "from lock to lock at the speed now allowed to all ships"
        ),
        "kiel-length": Choice(LENGTH, ("freight-kiel-length",), "its length"),
    }
)
CANALS = ("suez", "panama", "kiel")
# A class of ship that is not a bulk carrier, and the class of the factors that holds it. The rest go by deadweight.
CONTAINER_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "neo-panamax-container": "container-ship-8-000-and-more-teu",
        "ultra-large-container": "container-ship-8-000-and-more-teu",
    }
)
# From which deadweight, in tonnes, a class of the factors for bulk carriers begins.
BULK_CLASSES: tuple[tuple[float, str], ...] = (
    (0, "bulk-carrier-0-9-999-dwt"),
    (10_000, "bulk-carrier-10-000-34-999-dwt"),
    (35_000, "bulk-carrier-35-000-59-999-dwt"),
    (60_000, "bulk-carrier-60-000-99-999-dwt"),
    (100_000, "bulk-carrier-100-000-199-999-dwt"),
    (200_000, "bulk-carrier-200-000-and-more-dwt"),
)
