"""Whom the transport networks come from, and what a file with a route says of it.

The versions are those of ``layers/networks/README.md``; a test holds them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_ree.atlas.citation_formats import HOW_TO_CITE, LICENCE
from geo_ree.routing.network.weights import TRANSFER_G_PER_T

if TYPE_CHECKING:
    from geo_ree.routing.route import Route

LAND_CREDIT = "© OpenStreetMap contributors, ODbL"
LAND_CREDIT_URL = "https://www.openstreetmap.org/copyright"
LAND_LICENCE = "ODbL-1.0"
LAND_NETWORK = "railways and main roads: OpenStreetMap, by way of scgraph_data 2.0.0"
SEA_CREDIT = "searoute, from Eurostat’s SeaRoute and the lanes of Oak Ridge National Laboratory (CTA), Apache-2.0"
SEA_LICENCE = "Apache-2.0"
SEA_NETWORK = "sea lanes: searoute 1.6.0"
NOT_FOR_NAVIGATION = "For comparison, not for navigation."
ROUTE_LICENCE = f"{LAND_LICENCE} for lines over land, {SEA_LICENCE} for lines at sea, {LICENCE} for all else"
NOT_COUNTED = (
    "Not counted: waiting for a ship, a train or a canal, customs and stops at borders, handling at the two ends, and "
    "the emissions of handling; so that a cargo is not reloaded to save little, the search for the least CO2e weighs "
    f"each transfer at {TRANSFER_G_PER_T / 1000:g} kg a tonne, our assumption, in no result. "
    "Not known to the networks: gauges, borders, and whether freight may pass."
)


def network_credits() -> dict[str, str]:
    """Return what a file with lines of the networks says of them: attribution and licence, land and sea apart.

    >>> network_credits()["land"]
    '© OpenStreetMap contributors, ODbL (https://www.openstreetmap.org/copyright)'
    """
    return {
        "land": f"{LAND_CREDIT} ({LAND_CREDIT_URL})",
        "land_licence": LAND_LICENCE,
        "sea": SEA_CREDIT,
        "sea_licence": SEA_LICENCE,
        "networks": f"{SEA_NETWORK}; {LAND_NETWORK}",
    }


def file_credits() -> dict[str, object]:
    """Return what every file with routes says of itself: how to cite, licence, attribution, not for navigation."""
    return {
        "how_to_cite": HOW_TO_CITE,
        "licence": ROUTE_LICENCE,
        "attribution": network_credits(),
        "not_for_navigation": NOT_FOR_NAVIGATION,
    }


def file_members(route: Route) -> dict[str, object]:
    """Return what a file says of one route: credits, ends, totals, options, access, rates and sources."""
    options = route.options
    return {
        **file_credits(),
        "route": _said_of(route),
        "totals": {
            "distance_km": route.distance_km,
            "hours": route.hours,
            "co2e_kg_per_t": route.co2e_kg_per_t,
            "passages": list(route.passages),
            "countries": list(route.countries),
        },
        "options": {
            "modes": list(options.modes),
            "objective": options.objective,
            "ship": options.ship,
            "closed": {why: list(passages) for why, passages in vars(route.closures).items()},
            "avoid_ports": list(options.avoid_ports),
            "access_km": options.access_km,
            "not_counted": NOT_COUNTED,
        },
        "access": route.access.to_dict("records"),
        "rates": [
            {str(name): value for name, value in rate.items()}
            for rate in route.rates.table.reset_index().to_dict("records")
        ],
        "sources": dict(route.citations),
    }


def _said_of(route: Route) -> dict[str, object]:
    """Return the ends of a route, and what its row says of it where it has one."""
    ends = {"origin_id": route.origin_id, "via_ids": list(route.via_ids), "destination_id": route.destination_id}
    row = {name: getattr(route, name) for name in ("route_id", "name", "purpose", "basis", "note", "source_id")}
    return ends | {name: text for name, text in row.items() if text}
