"""What every table of ``layers/`` is made of: the form of a table, and the columns that several tables share."""

from __future__ import annotations

from dataclasses import dataclass

from geo_ree.layers.codelists import PUBLISHER_KINDS, QUALIFIERS
from geo_ree.layers.fields import LONGEST_NAME, LONGEST_PROSE, Column
from geo_ree.layers.row_checks import Rule


@dataclass(frozen=True)
class Table:
    """One file of a layers folder.

    Parameters
    ----------
    name : str
        What the table is called in an ``Atlas``.
    file : str
        Its file, as a path below the folder.
    key : tuple of str
        The column or columns whose value names a row.
    about : str
        What one row is.
    columns : tuple of Column
    geometry : tuple of str
        The geometry types of a ``.geojson`` table; empty for a CSV.
    rules : tuple of callable
        What must hold within a row: each takes the typed row and returns None, or (column, what, allowed).
    same_as : tuple of str
        Tables whose ids may stand here too, because they are of the same things.
    """

    name: str
    file: str
    key: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]
    geometry: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    same_as: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column called ``name``; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]


# --- columns that several tables share ----------------------------------------------------------------------------

SOURCE_ID = Column("source_id", "id", "The source that states it.", required=True, refers_to=("sources",))
SOURCE_IDS = Column("source_ids", "ids", "The sources of this row.", required=True, refers_to=("sources",))
VERIFIED = Column(
    "verified", "yes_no", "no: nobody has read it in a source; drawn hollow, left out of totals.", required=True
)
NOTE = Column("note", "text", "What a reader must know, in our own words.", longest=LONGEST_PROSE)
NAME = Column("name", "text", "The name shown to people.", required=True, longest=LONGEST_NAME)
COUNTRY = Column("country", "country", "ISO 3166-1 alpha-2.", required=True)
LON = Column("lon", "number", "Longitude, degrees east, WGS 84.", at_least=-180, at_most=180)
LAT = Column("lat", "number", "Latitude, degrees north, WGS 84.", at_least=-90, at_most=90)
QUALIFIER = Column("qualifier", "word", "How exactly the source says it.", words=QUALIFIERS)
# Half the way round the Earth, its way round, its surface.
MOST_PRECISION_M = 20_000_000
MOST_LENGTH_KM = 40_000
MOST_AREA_KM2 = 510_000_000
# More than all that is mined of anything in a year; than any price of a substance by mass.
MOST_T_PER_YEAR = 100_000_000_000
MOST_USD_PER_KG = 1_000_000_000
PRECISION = Column(
    "location_precision_m",
    "number",
    "Radius within which the place lies, metres (our estimate).",
    at_least=0,
    at_most=MOST_PRECISION_M,
)
LOCATION_SOURCE = Column(
    "location_source_id", "id", "The source of the coordinate.", required=True, refers_to=("sources",)
)
DEPOSIT = Column("deposit_id", "id", "The deposit.", required=True, refers_to=("deposits",))
# More than any deposit of anything; a larger number is a slip of the unit.
MOST_MILLION_T = 1_000_000
AS_OF = Column("as_of", "date", "The date for which it holds.")
SUBJECTS = ("deposits", "facilities", "ports", "events", "routes", "estimates")
PUBLISHER_KIND = Column("publisher_kind", "word", "Who stated it.", required=True, words=PUBLISHER_KINDS)
VALUE_AS_PRINTED = Column("value_as_printed", "text", "The figure as the source prints it.")
