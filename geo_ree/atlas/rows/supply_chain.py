"""The supply chain: plants, ports, proposed routes, steps of processing and prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shapely.geometry import Point

from geo_ree.atlas.rows.amount import Amount
from geo_ree.atlas.rows.base import Record, unique

# What a recovery may be of, to stand for all rare earths together and not for one of them.
ALL_RARE_EARTHS = ("TREO", "TREE", "REO", "REE")


@dataclass(frozen=True)
class Plant(Record):
    """A plant: where rare earths are concentrated, separated, made into metal, alloy or magnets."""

    table: ClassVar[str] = "facilities"
    date_columns: ClassVar[tuple[str, ...]] = ("as_of",)

    facility_id: str
    name: str
    country: str
    operator: str | None
    deposit_id: str | None
    stages: tuple[str, ...]
    status: str
    capacity_t_per_year: float | None
    capacity_of: str | None
    capacity_kind: str | None
    capacity_source_id: str | None
    site_or_company: str | None
    as_of: str | None
    location_precision_m: float | None
    location_source_id: str
    location_is: str | None
    source_ids: tuple[str, ...]
    verified: bool
    note: str | None
    geometry: Point

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources, that of its capacity first."""
        return unique([*([self.capacity_source_id] if self.capacity_source_id else []), *self.source_ids])

    @property
    def about(self) -> str:
        """The plant itself, though it may stand at a deposit."""
        return self.facility_id


@dataclass(frozen=True)
class Port(Record):
    """A port; its id is its UN/LOCODE."""

    table: ClassVar[str] = "ports"

    port_id: str
    name: str
    country: str
    source_id: str
    note: str | None
    geometry: Point

    @property
    def about(self) -> str:
        """The port itself."""
        return self.port_id


@dataclass(frozen=True)
class ProposedRoute(Record):
    """A proposed supply route, by the stops it names."""

    table: ClassVar[str] = "routes"

    route_id: str
    name: str
    origin_id: str
    via_ids: tuple[str, ...]
    destination_id: str
    purpose: str
    proposed_by: str | None
    basis: str
    source_id: str
    note: str | None


@dataclass(frozen=True)
class RecoveryStep(Record):
    """One published step from a feed to a product, with the recovery that was reached on that feed."""

    table: ClassVar[str] = "processes"
    date_columns: ClassVar[tuple[str, ...]] = ("as_of",)

    process_id: str
    deposit_id: str | None
    site: str | None
    chain: str | None
    stage: str | None
    step: str
    scale: str
    feed: str
    feed_grade_percent: float | None
    feed_grade_of: str | None
    element: str | None
    recovery_percent: float | None
    recovery_percent_max: float | None
    recovery_scope: str | None
    qualifier: str | None
    product: str
    product_treo_percent: float | None
    product_treo_percent_max: float | None
    product_tree_percent: float | None
    mass_pull_percent: float | None
    th_deportment: str | None
    as_of: str | None
    publisher_kind: str
    verified: bool
    source_id: str
    note: str | None

    @property
    def is_of_all_rare_earths(self) -> bool:
        """Whether the recovery is of the rare earths together."""
        return self.element in ALL_RARE_EARTHS

    @property
    def recovery(self) -> Amount | None:
        """The recovery, % of what went in; None where the source gives none."""
        return self.amount("recovery_percent")

    def unit_of(self, column: str) -> str:
        """Return the unit of one figure."""
        return "%"


@dataclass(frozen=True)
class Price(Record):
    """One published price of one substance, at one place and in one period."""

    table: ClassVar[str] = "prices"
    date_columns: ClassVar[tuple[str, ...]] = ("period",)

    price_id: str
    item: str
    usd_per_kg: float | None
    usd_per_kg_max: float | None
    period: str
    period_end: str | None
    place: str
    incoterm: str | None
    vat: str | None
    price_kind: str
    purity: str | None
    qualifier: str | None
    value_as_printed: str | None
    unit_as_printed: str | None
    publisher_kind: str
    verified: bool
    source_id: str
    note: str | None
