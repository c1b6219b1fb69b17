"""What lies in the ground: deposits, statements of size and grade, analyses, by-products, areas and places."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo_ree.atlas.preference import HEADLINE_TYPES
from geo_ree.atlas.rows.amount import Amount, combined_qualifier
from geo_ree.atlas.rows.base import Record
from geo_ree.chemistry.elements import NDPR_OXIDES
from geo_ree.text.figures import format_number

COMPUTED_DIGITS = 3
UNITS: Mapping[str, str] = {
    "ore_million_t": "million t",
    "treo_percent": "% TREO",
    "treo_million_t": "million t TREO",
    "tree_percent": "% TREE",
    "tree_million_t": "million t TREE",
}
# What a tonnage of oxide is computed from.
FACTORS = ("ore_million_t", "treo_percent")
# Categories beside which the same table may hold others: their amount is not that of the deposit.
PART_CATEGORIES = ("measured", "indicated", "inferred", "measured_indicated", "proved", "probable")


@dataclass(frozen=True)
class Deposit(Record):
    """A deposit, with the id of its preferred statement, its by-products and the elements reported."""

    table: ClassVar[str] = "deposits"
    date_columns: ClassVar[tuple[str, ...]] = ("as_of",)

    deposit_id: str
    name: str
    country: str
    deposit_type: str | None
    deposit_class: str | None
    ree_minerals: tuple[str, ...]
    genetic_models: tuple[str, ...]
    status: str
    operator: str | None
    ownership: str | None
    mining_method: str | None
    location_precision_m: float | None
    location_source_id: str
    source_ids: tuple[str, ...]
    as_of: str | None
    orebodies: tuple[Mapping[str, Any], ...]
    note: str | None
    geometry: BaseGeometry
    estimate_id: str | None
    byproducts: tuple[str, ...]
    elements: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources."""
        return self.source_ids

    @property
    def points(self) -> tuple[Point, ...]:
        """Its point, or one for each orebody, the first of which stands for the deposit."""
        return tuple(getattr(self.geometry, "geoms", (self.geometry,)))

    @property
    def point(self) -> Point:
        """The point that stands for the deposit: (lon, lat) in degrees."""
        return self.points[0]


@dataclass(frozen=True)
class Footprint(Record):
    """An area that a source justifies."""

    table: ClassVar[str] = "footprints"

    footprint_id: str
    deposit_id: str
    kind: str
    label: str
    area_km2: float | None
    length_km: float | None
    width_km: float | None
    precision_m: float
    source_id: str
    note: str
    geometry: BaseGeometry


@dataclass(frozen=True)
class Place(Record):
    """Another coordinate or name of a deposit or plant, or a landmark near it."""

    table: ClassVar[str] = "places"

    place_id: str
    subject_id: str
    kind: str
    language: str | None
    value: str
    lon: float | None
    lat: float | None
    verified: bool
    source_id: str
    note: str | None

    @property
    def has_position(self) -> bool:
        """Whether it is a place on the ground; a name is not."""
        return self.lon is not None and self.lat is not None

    @property
    def position(self) -> tuple[float, float]:
        """Where it is: (lon, lat) in degrees.

        Raises
        ------
        ValueError
            Where it is a name.
        """
        if self.lon is None or self.lat is None:
            raise ValueError(f"{self.place_id} has no position")
        return self.lon, self.lat


@dataclass(frozen=True)
class Estimate(Record):
    """One published statement of size or grade, whole, as one source gave it, with what the atlas derives from it."""

    table: ClassVar[str] = "estimates"
    date_columns: ClassVar[tuple[str, ...]] = ("effective_date", "published_date")

    estimate_id: str
    part_of: str | None
    deposit_id: str
    orebody: str | None
    statement_type: str
    effective_date: str | None
    published_date: str | None
    reporting_code: str
    cp_signed: bool | None
    resource_category: str | None
    ore_million_t: float | None
    ore_million_t_max: float | None
    tonnage_basis: str | None
    cutoff_value: float | None
    cutoff_unit: str | None
    treo_percent: float | None
    treo_percent_max: float | None
    treo_million_t: float | None
    treo_million_t_max: float | None
    tree_percent: float | None
    tree_million_t: float | None
    treo_includes_y: bool | None
    oxide_convention: str | None
    qualifier: str | None
    qualifies: tuple[str, ...]
    value_as_printed: str | None
    unit_as_printed: str | None
    inclusive_of_reserves: bool | None
    equity_percent: float | None
    publisher_kind: str
    verified: bool
    superseded_by: str | None
    source_id: str
    locator: str | None
    note: str | None
    claim_status: str
    treo_million_t_computed: float | None
    treo_million_t_computed_max: float | None
    is_preferred: bool

    @property
    def stated_date(self) -> str:
        """The effective date, else the date of publication; the contract asks for one of them."""
        return str(self.when)

    @property
    def weight(self) -> str:
        """How much stands behind it: one of ``CLAIM_STATUSES``, the heaviest first."""
        return self.claim_status

    @property
    def is_part(self) -> bool:
        """Whether it speaks of a part of the deposit: a category of a total, an orebody, a sector."""
        return bool(self.part_of or self.orebody)

    @property
    def is_replaced(self) -> bool:
        """Whether a newer statement of the same party replaces it."""
        return bool(self.superseded_by)

    @property
    def is_total(self) -> bool:
        """Whether it is for the whole deposit and no newer statement replaces it, whoever has read it."""
        return not (self.is_part or self.is_replaced)

    @property
    def is_current_total(self) -> bool:
        """Whether it is for the whole deposit, read in a source, and replaced by no newer statement."""
        return self.is_total and self.is_verified

    @property
    def is_read_whole(self) -> bool:
        """Whether it is for the whole deposit and read in a source, replaced or not: an old slip is a slip still."""
        return not self.is_part and self.is_verified

    @property
    def is_current_report(self) -> bool:
        """Whether it stands by itself, was read, and is replaced by no newer one.

        An orebody may have a report of its own, which a row of another statement's table is not.
        """
        return not (self.part_of or self.is_replaced) and self.is_verified

    @property
    def is_headline_type(self) -> bool:
        """Whether a statement of its kind may stand for the size of a deposit; a sample or a target may not."""
        return self.statement_type in HEADLINE_TYPES

    @property
    def is_one_category(self) -> bool:
        """Whether it is of one confidence category beside which its table may hold others."""
        return self.resource_category in PART_CATEGORIES

    @property
    def cutoff(self) -> str | None:
        """The cut-off grade with its unit; None where none is stated."""
        return None if self.cutoff_value is None else f"{format_number(self.cutoff_value)} {self.cutoff_unit}"

    @property
    def contained_treo(self) -> Amount | None:
        """The contained oxide: as stated, else computed from its own tonnage and grade; None without either."""
        return self.amount("treo_million_t") or self.computed_treo

    @property
    def computed_treo(self) -> Amount | None:
        """Tonnage times grade; None where it lacks one of them."""
        if self.treo_million_t_computed is None:
            return None
        qualifier = combined_qualifier(self.qualifier_of(column) for column in FACTORS)
        upper = self.treo_million_t_computed_max
        return Amount(self.treo_million_t_computed, upper, qualifier, UNITS["treo_million_t"], COMPUTED_DIGITS)

    def qualifier_of(self, column: str) -> str | None:
        """Return how exactly one figure is said: a statement may qualify some of its figures only."""
        return self.qualifier if not self.qualifies or column in self.qualifies else None

    def unit_of(self, column: str) -> str:
        """Return the unit of one figure."""
        return UNITS.get(column, "")


@dataclass(frozen=True)
class ElementShare(Record):
    """One oxide's share in one analysis."""

    table: ClassVar[str] = "element_shares"
    date_columns: ClassVar[tuple[str, ...]] = ("as_of",)

    split_id: str
    deposit_id: str
    estimate_id: str | None
    material: str
    material_detail: str
    oxide: str
    share_percent: float
    qualifier: str | None
    normalised_to: str
    method: str | None
    as_of: str | None
    source_id: str
    note: str | None


@dataclass(frozen=True)
class Analysis:
    """The oxide shares of one analysis of one material; shares in % of what ``normalised_to`` says."""

    split_id: str
    material: str
    detail: str
    normalised_to: str
    date: str | None
    source_id: str
    shares: Mapping[str, float]
    qualifiers: frozenset[str | None]

    @property
    def magnet_share(self) -> float | None:
        """Nd2O3 + Pr6O11, % of the normalising total; None where the analysis lacks one of the two."""
        parts = [self.shares.get(oxide) for oxide in NDPR_OXIDES]
        return math.fsum(part for part in parts if part is not None) if None not in parts else None


@dataclass(frozen=True)
class Byproduct(Record):
    """A commodity other than the rare earths, in the ground or in a planned product."""

    table: ClassVar[str] = "byproducts"
    date_columns: ClassVar[tuple[str, ...]] = ("as_of",)

    byproduct_id: str
    deposit_id: str
    commodity: str
    chemical_basis: str | None
    quantity: float | None
    unit: str | None
    grade_percent: float | None
    qualifier: str | None
    in_situ_or_product: str
    product_spec: str | None
    as_of: str | None
    verified: bool
    source_id: str
    note: str | None

    @property
    def is_in_situ(self) -> bool:
        """Whether it lies in the ground; else it is what a plant makes or would make."""
        return self.in_situ_or_product == "in_situ"
