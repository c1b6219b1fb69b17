"""The records of an atlas: every table once, grouped by deposit, and who states a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas

from geo_ree.atlas.preference import in_order_of_preference
from geo_ree.atlas.rows.base import Record, grouped, read_records, unique
from geo_ree.atlas.rows.deposits import Analysis, Byproduct, Deposit, ElementShare, Estimate, Footprint, Place
from geo_ree.atlas.rows.records import Event, Figure, Note, Source
from geo_ree.atlas.rows.supply_chain import Plant, Port, Price, ProposedRoute, RecoveryStep
from geo_ree.chemistry.elements import NDPR_OXIDES, OXIDES
from geo_ree.text.countries import country_name
from geo_ree.text.figures import format_date

# Countries are subjects by their two letters, in lower case.
COUNTRY_CODE = 2


@dataclass(frozen=True, eq=False)
class Rows:
    """Every row of an atlas as a record; a table is read when it is first asked for.

    Tuples are in the order of the file. What is grouped by deposit has no entry for a deposit without rows: ask with
    ``.get(deposit_id, ())``.
    """

    _frames: Mapping[str, pandas.DataFrame] = field(repr=False)

    @cached_property
    def deposits(self) -> Mapping[str, Deposit]:
        """Deposits by id."""
        return {row.deposit_id: row for row in read_records(Deposit, self._frames["deposits"])}

    @cached_property
    def footprints(self) -> Mapping[str, tuple[Footprint, ...]]:
        """Areas by deposit."""
        return grouped(read_records(Footprint, self._frames["footprints"]), "deposit_id")

    @cached_property
    def places(self) -> Mapping[str, tuple[Place, ...]]:
        """Other coordinates and names by what they are of."""
        return grouped(read_records(Place, self._frames["places"]), "subject_id")

    @cached_property
    def estimates(self) -> Mapping[str, Estimate]:
        """Statements by id."""
        return {row.estimate_id: row for row in read_records(Estimate, self._frames["estimates"])}

    @cached_property
    def estimates_by_deposit(self) -> Mapping[str, tuple[Estimate, ...]]:
        """Statements by deposit."""
        return grouped(self.estimates.values(), "deposit_id")

    @cached_property
    def _by_rule(self) -> Mapping[str, tuple[Estimate, ...]]:
        ids = in_order_of_preference(self._frames["estimates"]).index
        return grouped([self.estimates[str(estimate_id)] for estimate_id in ids], "deposit_id")

    def estimates_by_rule(self, deposit_id: str) -> tuple[Estimate, ...]:
        """Return the statements of a deposit in the order of the rule, whichever was chosen over it."""
        return self._by_rule.get(deposit_id, ())

    def ranked_estimates(self, deposit_id: str) -> tuple[Estimate, ...]:
        """Return the statements of a deposit, the preferred one first, the others in the order of the rule."""
        return tuple(sorted(self.estimates_by_rule(deposit_id), key=lambda row: not row.is_preferred))

    def current_totals(self, deposit_id: str) -> tuple[Estimate, ...]:
        """Return the statements for a whole deposit that somebody has read and no newer one replaces."""
        return tuple(row for row in self.estimates_by_deposit.get(deposit_id, ()) if row.is_current_total)

    def preferred(self, deposit_id: str) -> Estimate | None:
        """Return the preferred statement of a deposit; None where it has none."""
        estimate_id = self.deposits[deposit_id].estimate_id
        return None if estimate_id is None else self.estimates[estimate_id]

    @cached_property
    def element_shares(self) -> tuple[ElementShare, ...]:
        """Shares of oxides, one by one."""
        return read_records(ElementShare, self._frames["element_shares"])

    @cached_property
    def analyses(self) -> Mapping[str, tuple[Analysis, ...]]:
        """Analyses by deposit: the shares of one material together."""
        by_deposit = grouped(self.element_shares, "deposit_id")
        return {
            deposit_id: tuple(_analysis(shares) for shares in grouped(rows, "split_id").values())
            for deposit_id, rows in by_deposit.items()
        }

    @cached_property
    def byproducts(self) -> tuple[Byproduct, ...]:
        """Commodities other than the rare earths."""
        return read_records(Byproduct, self._frames["byproducts"])

    @cached_property
    def byproducts_by_deposit(self) -> Mapping[str, tuple[Byproduct, ...]]:
        """By-products by deposit."""
        return grouped(self.byproducts, "deposit_id")

    @cached_property
    def plants(self) -> Mapping[str, Plant]:
        """Plants by id."""
        return {row.facility_id: row for row in read_records(Plant, self._frames["facilities"])}

    @cached_property
    def ports(self) -> Mapping[str, Port]:
        """Ports by UN/LOCODE."""
        return {row.port_id: row for row in read_records(Port, self._frames["ports"])}

    @cached_property
    def routes(self) -> Mapping[str, ProposedRoute]:
        """Proposed routes by id."""
        return {row.route_id: row for row in read_records(ProposedRoute, self._frames["routes"])}

    @cached_property
    def steps(self) -> tuple[RecoveryStep, ...]:
        """Steps of processing."""
        return read_records(RecoveryStep, self._frames["processes"])

    @cached_property
    def steps_by_deposit(self) -> Mapping[str, tuple[RecoveryStep, ...]]:
        """Steps of processing by the deposit whose material was treated; those of no deposit under an empty id."""
        return grouped(self.steps, "deposit_id")

    @cached_property
    def prices(self) -> tuple[Price, ...]:
        """Published prices."""
        return read_records(Price, self._frames["prices"])

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Any other published figures."""
        return read_records(Figure, self._frames["figures"])

    @cached_property
    def figures_by_subject(self) -> Mapping[str, tuple[Figure, ...]]:
        """Other figures by subject: a deposit, a plant, a country's code in lower case, ``world``."""
        return grouped(self.figures, "subject_id")

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happened."""
        return read_records(Event, self._frames["events"])

    @cached_property
    def events_by_deposit(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the deposit concerned; those that concern none under an empty id."""
        return grouped(self.events, "deposit_id")

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Conflicts and doubts, explained."""
        return read_records(Note, self._frames["notes"])

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {row.source_id: row for row in read_records(Source, self._frames["sources"])}

    @cached_property
    def placed(self) -> Mapping[str, Deposit | Plant | Port]:
        """Deposits, plants and ports by id."""
        return {**self.deposits, **self.plants, **self.ports}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {place_id: short_name(row.name) for place_id, row in self.placed.items()}

    def name(self, subject_id: str) -> str:
        """Return what a subject is called: a deposit, a plant, a port, a country by its code, or the world."""
        if subject_id in self._names:
            return self._names[subject_id]
        return country_name(subject_id.upper()) if len(subject_id) == COUNTRY_CODE else subject_id

    def cited(self, row: Record) -> str:
        """Return who states a row, when, and for when if that is another year: ``MTA, 2019, for 1977``."""
        source = self.sources[row.sources[0]]
        who = short_name(source.who)
        if source.is_relaying and getattr(row, "publisher_kind", None) == "operator":
            who = f"the operator in {who}"
        held = row.when
        said = getattr(row, "published_date", None) or source.date or held
        if not said:
            return who
        differs = held is not None and held[:4] != said[:4]
        return f"{who}, {format_date(said)}" + (f", for {format_date(held)}" if differs else "")

    def cited_list(self, rows: Iterable[Record]) -> str:
        """Return who states some rows, each once; parted by semicolons, because a citation holds commas."""
        return "; ".join(unique(self.cited(row) for row in rows))

    def cited_figure(self, row: Estimate, column: str, unit: str) -> str:
        """Return a statement's figure with who states it and how oxides are counted: ``3 % (MTA, 2019; elements)``."""
        counted = row.oxide_convention if column.startswith("treo") else None
        return f"{row.stated(column).words} {unit} ({'; '.join(filter(None, (self.cited(row), counted)))})"


def short_name(name: str) -> str:
    """Return a name without what stands in brackets behind it.

    >>> short_name("Nechalacho (Tardiff)"), short_name("Fen")
    ('Nechalacho', 'Fen')
    """
    return name.split(" (")[0]


def _analysis(rows: tuple[ElementShare, ...]) -> Analysis:
    first = rows[0]
    shares = {row.oxide: row.share_percent for row in rows}
    return Analysis(
        split_id=first.split_id,
        material=first.material,
        detail=first.material_detail,
        normalised_to=first.normalised_to,
        date=first.when,
        source_id=first.source_id,
        shares={oxide: shares[oxide] for oxide in OXIDES if oxide in shares},
        qualifiers=frozenset(row.qualifier for row in rows if row.oxide in NDPR_OXIDES),
    )
