"""The contract of every table of ``layers/``: its columns, their kinds and units, the allowed words, the row rules.

This module is the one place that says what a layers folder may hold. ``geo-ree check`` runs it on users' folders, the
layers reference and ``datapackage.json`` are written from it, and continuous integration proves the built-in layers
against it, so that loading those needs no check.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo_ree.columns import Column
from geo_ree.elements import OXIDES
from geo_ree.rules import (
    Rule,
    needs_any,
    needs_together,
    needs_when,
    one_point_per_orebody,
    stops_differ,
    verified_has_source,
)
from geo_ree.vocabulary import (
    CAPACITY_KINDS,
    EVENT_KINDS,
    FOOTPRINT_KINDS,
    MATERIALS,
    OUTCOMES,
    PLACE_KINDS,
    PUBLISHER_KINDS,
    QUALIFIERS,
    REPORTING_CODES,
    RESOURCE_CATEGORIES,
    SOURCE_KINDS,
    STAGES,
    STATED_FIGURES,
    STATEMENT_TYPES,
    STATUSES,
)


@dataclass(frozen=True)
class Table:
    """One file of a layers folder.

    Parameters
    ----------
    name : str
        What the table is called in an ``Atlas``.
    file : str
        Its file name.
    key : tuple of str
        The column or columns whose value names a row.
    about : str
        What one row is.
    columns : tuple of Column
    geometry : tuple of str
        The geometry types of a ``.geojson`` table; empty for a CSV.
    rules : tuple of callable
        What must hold within a row: each takes the typed row and returns None, or (column, what, allowed).
    """

    name: str
    file: str
    key: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]
    geometry: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column called ``name``; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]


# --- columns that several tables share ----------------------------------------------------------------------------

SOURCE_ID = Column("source_id", "id", "The source that states it.", required=True, refers_to=("sources",))
SOURCE_IDS = Column("source_ids", "ids", "The sources of this row.", required=True, refers_to=("sources",))
VERIFIED = Column(
    "verified", "yes_no", "no: nobody has read it in a source; drawn hollow, left out of totals.", required=True
)
NOTE = Column("note", "text", "What a reader must know, in our own words.")
NAME = Column("name", "text", "The name shown to people.", required=True)
COUNTRY = Column("country", "country", "ISO 3166-1 alpha-2.", required=True)
LON = Column("lon", "number", "Longitude, degrees east, WGS 84.", at_least=-180, at_most=180)
LAT = Column("lat", "number", "Latitude, degrees north, WGS 84.", at_least=-90, at_most=90)
QUALIFIER = Column("qualifier", "word", "How exactly the source says it.", words=QUALIFIERS)
PRECISION = Column(
    "location_precision_m", "number", "Radius within which the place lies, metres (our estimate).", at_least=0
)
LOCATION_SOURCE = Column(
    "location_source_id", "id", "The source of the coordinate.", required=True, refers_to=("sources",)
)
DEPOSIT = Column("deposit_id", "id", "The deposit.", required=True, refers_to=("deposits",))
# More than any deposit of anything; a larger number is a slip of the unit.
MOST_MILLION_T = 1_000_000
AS_OF = Column("as_of", "date", "The date for which it holds.")
SUBJECTS = ("deposits", "facilities", "ports", "events", "routes", "estimates")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "deposits",
            "deposits.geojson",
            ("deposit_id",),
            "a deposit: a Point, or a MultiPoint by orebody whose first point stands for the deposit",
            (
                Column("deposit_id", "id", "The deposit's id.", required=True),
                NAME,
                COUNTRY,
                Column("deposit_type", "text", "Geological type."),
                Column("ree_minerals", "texts", "Minerals that carry the rare earths."),
                Column("genetic_models", "texts", "Published ideas of its origin."),
                Column("status", "word", "Where the project stands.", required=True, words=STATUSES),
                Column("operator", "text", "Who works it."),
                Column("ownership", "text", "Who owns it."),
                Column("mining_method", "text", "How it is or would be mined."),
                PRECISION,
                LOCATION_SOURCE,
                SOURCE_IDS,
                AS_OF,
                Column(
                    "orebodies",
                    "records",
                    "One record for each point, in order: name, verified (true or false), source_id.",
                ),
                NOTE,
            ),
            geometry=("Point", "MultiPoint"),
            rules=(one_point_per_orebody,),
        ),
        Table(
            "footprints",
            "footprints.geojson",
            ("footprint_id",),
            "an area that a source justifies",
            (
                Column("footprint_id", "id", "The area's id.", required=True),
                DEPOSIT,
                Column("kind", "word", "What the area is.", required=True, words=FOOTPRINT_KINDS),
                Column("label", "text", "What it is called on a map: always what it is.", required=True),
                Column("area_km2", "number", "The area as the source prints it, km².", at_least=0),
                Column("length_km", "number", "The length as the source prints it, km.", at_least=0),
                Column("width_km", "number", "The width as the source prints it, km.", at_least=0),
                Column(
                    "precision_m",
                    "number",
                    "How far the outline may be off, metres (our estimate).",
                    required=True,
                    at_least=0,
                ),
                SOURCE_ID,
                Column("note", "text", "How the outline was made from what the source says.", required=True),
            ),
            geometry=("Polygon", "MultiPolygon"),
        ),
        Table(
            "places",
            "places.csv",
            ("place_id",),
            "an alternative coordinate, or another name, of a deposit or plant",
            (
                Column("place_id", "id", "The row's id.", required=True),
                Column("subject_id", "id", "What is meant.", required=True, refers_to=SUBJECTS),
                Column("kind", "word", "A coordinate or a name.", required=True, words=PLACE_KINDS),
                Column("language", "text", "ISO 639-1 code of a name."),
                Column("value", "text", "The name, or what the coordinate points at.", required=True),
                LON,
                LAT,
                VERIFIED,
                SOURCE_ID,
                NOTE,
            ),
            rules=(
                needs_together("lon", "lat"),
                needs_when("kind", "coordinate", "lon", "lat"),
                needs_when("kind", "name", "language"),
                verified_has_source,
            ),
        ),
        Table(
            "estimates",
            "estimates.csv",
            ("estimate_id",),
            "one published statement of size or grade, whole, as one source gave it",
            (
                Column("estimate_id", "id", "The statement's id.", required=True),
                Column("part_of", "id", "The total of which this row is a part.", refers_to=("estimates",)),
                DEPOSIT,
                Column("orebody", "text", "The orebody or sector, where the statement is not for all of the deposit."),
                Column("statement_type", "word", "What is stated.", required=True, words=STATEMENT_TYPES),
                Column("effective_date", "date", "The date for which it holds."),
                Column("published_date", "date", "The date of publication."),
                Column(
                    "reporting_code", "word", "The code it was reported under.", required=True, words=REPORTING_CODES
                ),
                Column("cp_signed", "yes_no", "Whether a named Competent or Qualified Person signed a report."),
                Column("resource_category", "word", "The confidence category.", words=RESOURCE_CATEGORIES),
                Column(
                    "ore_million_t",
                    "number",
                    "Ore or mineralised material, million metric t.",
                    at_least=0,
                    at_most=MOST_MILLION_T,
                ),
                Column("tonnage_basis", "text", "What the tonnage is of: ore, total material, dry or wet."),
                Column("cutoff_value", "number", "Cut-off grade.", at_least=0),
                Column("cutoff_unit", "text", "Unit and basis of the cut-off."),
                Column("treo_percent", "number", "Grade, % TREO.", at_least=0, at_most=100),
                Column(
                    "treo_million_t",
                    "number",
                    "Contained TREO, million metric t, as stated.",
                    at_least=0,
                    at_most=MOST_MILLION_T,
                ),
                Column(
                    "tree_percent",
                    "number",
                    "Grade in % of total rare-earth elements (TREE), where the source counts metal, not oxide.",
                    at_least=0,
                    at_most=100,
                ),
                Column(
                    "tree_million_t",
                    "number",
                    "Contained rare-earth elements, million metric t, where the source counts metal, not oxide.",
                    at_least=0,
                    at_most=MOST_MILLION_T,
                ),
                Column("treo_includes_y", "yes_no", "Whether TREO includes yttrium, where the source says."),
                Column("oxide_convention", "text", "How oxides are counted, where the source says."),
                QUALIFIER,
                Column(
                    "qualifies",
                    "words",
                    "The figures the qualifier is about; all of them where empty.",
                    words=STATED_FIGURES,
                ),
                Column("value_as_printed", "text", "The figures as the source prints them."),
                Column("unit_as_printed", "text", "The unit as the source prints it."),
                Column("inclusive_of_reserves", "yes_no", "Whether the resource includes the reserve."),
                Column(
                    "equity_percent",
                    "number",
                    "The owner's share, where the figure is for that share.",
                    at_least=0,
                    at_most=100,
                ),
                Column("publisher_kind", "word", "Who stated it.", required=True, words=PUBLISHER_KINDS),
                VERIFIED,
                Column("superseded_by", "id", "The newer statement by the same party.", refers_to=("estimates",)),
                SOURCE_ID,
                Column("locator", "text", "Page, table or section in the source."),
                NOTE,
            ),
            rules=(
                needs_any(*STATED_FIGURES),
                needs_any("effective_date", "published_date"),
                needs_together("cutoff_value", "cutoff_unit"),
                verified_has_source,
            ),
        ),
        Table(
            "element_shares",
            "element_shares.csv",
            ("split_id", "oxide"),
            "one oxide's share in one analysis of one material",
            (
                Column("split_id", "id", "The analysis.", required=True),
                DEPOSIT,
                Column("estimate_id", "id", "The statement it belongs to.", refers_to=("estimates",)),
                Column("material", "word", "What was analysed.", required=True, words=MATERIALS),
                Column("material_detail", "text", "The material in words.", required=True),
                Column("oxide", "word", "The oxide.", required=True, words=tuple(OXIDES)),
                Column(
                    "share_percent",
                    "number",
                    "Share of the normalising total, %.",
                    required=True,
                    at_least=0,
                    at_most=100,
                ),
                QUALIFIER,
                Column("normalised_to", "text", "What 100 % is.", required=True),
                Column("method", "text", "How it was measured or computed."),
                AS_OF,
                SOURCE_ID,
                NOTE,
            ),
        ),
        Table(
            "byproducts",
            "byproducts.csv",
            ("byproduct_id",),
            "a commodity other than the rare earths in a deposit or its planned product",
            (
                Column("byproduct_id", "id", "The row's id.", required=True),
                DEPOSIT,
                Column("commodity", "text", "Fluorite, barite, iron, niobium, thorium and the like.", required=True),
                Column(
                    "chemical_basis", "text", "What the tonnes and percents are of: CaF2, BaSO4, Fe, Nb2O5, Th, ThO2."
                ),
                Column("quantity", "number", "How much.", at_least=0),
                Column("unit", "text", "Unit of the quantity."),
                Column("grade_percent", "number", "Grade, %.", at_least=0, at_most=100),
                QUALIFIER,
                Column(
                    "in_situ_or_product",
                    "word",
                    "In the ground, or produced.",
                    required=True,
                    words=("in_situ", "product"),
                ),
                Column("product_spec", "text", "The product's specification."),
                AS_OF,
                VERIFIED,
                SOURCE_ID,
                NOTE,
            ),
            rules=(needs_together("quantity", "unit"), verified_has_source),
        ),
        Table(
            "facilities",
            "facilities.geojson",
            ("facility_id",),
            "a plant",
            (
                Column("facility_id", "id", "The plant's id.", required=True),
                NAME,
                COUNTRY,
                Column("operator", "text", "Who runs it."),
                Column("deposit_id", "id", "The deposit to which it belongs, where it does.", refers_to=("deposits",)),
                Column("stages", "words", "The steps of the value chain done there.", required=True, words=STAGES),
                Column("status", "word", "Where it stands.", required=True, words=STATUSES),
                Column("capacity_t_per_year", "number", "Capacity, output or quota, t/year.", at_least=0),
                Column("capacity_of", "text", "What the tonnes are of."),
                Column("capacity_kind", "word", "Nameplate, output or quota.", words=CAPACITY_KINDS),
                Column("capacity_source_id", "id", "The source of the capacity.", refers_to=("sources",)),
                Column("site_or_company", "word", "Whether the capacity is the site's.", words=("site", "company")),
                AS_OF,
                PRECISION,
                LOCATION_SOURCE,
                Column(
                    "location_is",
                    "text",
                    "What the point really is, where it is not the plant: a town's centre, a deposit's point.",
                ),
                SOURCE_IDS,
                VERIFIED,
                NOTE,
            ),
            geometry=("Point",),
            rules=(
                needs_together("capacity_t_per_year", "capacity_of"),
                needs_together("capacity_t_per_year", "capacity_kind"),
                needs_together("capacity_t_per_year", "capacity_source_id"),
            ),
        ),
        Table(
            "ports",
            "ports.geojson",
            ("port_id",),
            "a port; its id is its UN/LOCODE",
            (
                Column("port_id", "id", "UN/LOCODE.", required=True),
                NAME,
                COUNTRY,
                SOURCE_ID,
                NOTE,
            ),
            geometry=("Point",),
        ),
        Table(
            "routes",
            "routes.csv",
            ("route_id",),
            "a proposed supply route, by the stops it names",
            (
                Column("route_id", "id", "The route's id.", required=True),
                NAME,
                Column(
                    "origin_id", "id", "Where it begins.", required=True, refers_to=("deposits", "facilities", "ports")
                ),
                Column("via_ids", "ids", "The stops between, in order.", refers_to=("facilities", "ports")),
                Column("destination_id", "id", "Where it ends.", required=True, refers_to=("facilities", "ports")),
                Column("purpose", "text", "What would be carried, and why.", required=True),
                Column("proposed_by", "text", "Who proposes it."),
                Column(
                    "basis",
                    "word",
                    "Whether a source names the route.",
                    required=True,
                    words=("source", "our assumption"),
                ),
                SOURCE_ID,
                Column("note", "text", "What is assumed."),
            ),
            rules=(needs_when("basis", "our assumption", "note"), stops_differ),
        ),
        Table(
            "events",
            "events.csv",
            ("event_id",),
            "something dated: discovered, signed, stalled, in talks, opened, announced",
            (
                Column("event_id", "id", "The event's id.", required=True),
                Column("date", "date", "When, as precisely as it is known.", required=True),
                Column("date_end", "date", "When it ended, for a period."),
                Column("kind", "word", "What kind of event.", required=True, words=EVENT_KINDS),
                Column("parties", "texts", "Who took part.", required=True),
                Column("deposit_id", "id", "The deposit concerned.", refers_to=("deposits",)),
                Column("subject", "text", "What happened, in our own words.", required=True),
                Column("outcome", "word", "How it ended or where it stands.", required=True, words=OUTCOMES),
                Column("outcome_note", "text", "Why, or what is open, in our own words."),
                Column("refining_place", "text", "Where the refining would be done, where a source says so."),
                VERIFIED,
                SOURCE_ID,
                NOTE,
            ),
            rules=(verified_has_source,),
        ),
        Table(
            "figures",
            "figures.csv",
            ("figure_id",),
            "any other published figure: drilling, throughput, revenue, a share, a market's size",
            (
                Column("figure_id", "id", "The figure's id.", required=True),
                Column(
                    "subject_id",
                    "subject",
                    "A deposit, a plant, a lower-case country code, or world.",
                    required=True,
                    refers_to=SUBJECTS,
                ),
                Column("attribute", "text", "What is measured, in snake_case.", required=True),
                Column("value", "number", "The figure.", required=True),
                Column("value_max", "number", "The upper end, where the source gives a range."),
                Column("unit", "text", "The unit.", required=True),
                AS_OF,
                Column("published_date", "date", "The date of publication."),
                QUALIFIER,
                Column("value_as_printed", "text", "The figure as the source prints it."),
                Column("publisher_kind", "word", "Who stated it.", required=True, words=PUBLISHER_KINDS),
                VERIFIED,
                SOURCE_ID,
                NOTE,
            ),
            rules=(
                needs_any("as_of", "published_date"),
                needs_when("qualifier", "range", "value_max"),
                verified_has_source,
            ),
        ),
        Table(
            "notes",
            "notes.csv",
            ("note_id",),
            "a conflict or a doubt that no rule can settle, explained",
            (
                Column("note_id", "id", "The note's id.", required=True),
                Column("subject_id", "subject", "What it is about.", required=True, refers_to=SUBJECTS),
                Column("topic", "text", "The point in a few words.", required=True),
                Column("text", "text", "The explanation, in our own words.", required=True),
                SOURCE_IDS,
            ),
        ),
        Table(
            "sources",
            "sources.csv",
            ("source_id",),
            "a source",
            (
                Column("source_id", "id", "The source's id.", required=True),
                Column("title", "text", "Its title.", required=True),
                Column("publisher", "text", "Who published it."),
                Column("kind", "word", "What kind of source.", required=True, words=SOURCE_KINDS),
                Column("date", "date", "Date of publication, as precisely as it is known."),
                Column("url", "url", "Where it can be read."),
                Column("licence", "text", "The licence of data taken from it."),
                Column("accessed", "date", "When it was read."),
                Column("relays", "text", "The original publisher whom it relays."),
                NOTE,
            ),
        ),
    )
}
