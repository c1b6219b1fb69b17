"""Whom the transport networks come from: the words that stand wherever their lines are shown or written.

The versions are those of ``layers/networks/README.md``; a test holds them together.
"""

from __future__ import annotations

LAND_CREDIT = "© OpenStreetMap contributors, ODbL"
LAND_CREDIT_URL = "https://www.openstreetmap.org/copyright"
LAND_LICENCE = "ODbL-1.0"
LAND_NETWORK = "railways and main roads: OpenStreetMap, by way of scgraph_data 2.0.0"
SEA_CREDIT = "searoute, from Eurostat’s SeaRoute and the lanes of Oak Ridge National Laboratory (CTA), Apache-2.0"
SEA_LICENCE = "Apache-2.0"
SEA_NETWORK = "sea lanes: searoute 1.6.0"
NOT_FOR_NAVIGATION = "For comparison, not for navigation."


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
