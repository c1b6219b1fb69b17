"""The networks are credited as their licences ask, by the versions that were used."""

import re

from geo_ree.layers.folder import layers_folder
from geo_ree.routing.credits import (
    LAND_CREDIT,
    LAND_CREDIT_URL,
    LAND_NETWORK,
    NOT_FOR_NAVIGATION,
    SEA_NETWORK,
    network_credits,
)

README = (layers_folder() / "networks" / "README.md").read_text("utf-8")


def test_the_versions_are_those_the_networks_were_built_from():
    for package, words in (("searoute", SEA_NETWORK), ("scgraph_data", LAND_NETWORK)):
        (version,) = set(re.findall(rf"`{package}==([\d.]+)`", README))
        assert words.endswith(f"{package} {version}")


def test_land_is_credited_to_openstreetmap_under_its_licence_and_with_its_address():
    assert LAND_CREDIT == "© OpenStreetMap contributors, ODbL"
    assert LAND_CREDIT_URL == "https://www.openstreetmap.org/copyright"
    assert "© OpenStreetMap contributors" in README
    assert network_credits()["land_licence"] == "ODbL-1.0"


def test_sea_is_credited_to_those_who_drew_the_lanes():
    credit = network_credits()["sea"]
    assert all(name in credit for name in ("searoute", "Eurostat", "Oak Ridge National Laboratory", "Apache-2.0"))
    assert all(name in README for name in ("Eurostat's SeaRoute", "Oak Ridge National\nLaboratory"[:9]))


def test_nobody_is_told_to_sail_by_it():
    assert "not for navigation" in NOT_FOR_NAVIGATION
    assert "not for navigation" in README
