"""How much of the world's rare earths lies, is mined, separated or made into magnets in few countries.

Which figures count is a rule that anyone can repeat:

1. those that somebody has read in a source (``verified``; others only when asked for), of countries and, for tonnages,
   of the world;
2. one *edition* only: all that one publisher published in one year. A publisher that a page relays is the one that
   counts. Tonnages of two editions are never mixed, because each is made to fit its own world total;
3. of the publishers, the one whose figures name the most countries (then the newer, then the first by name); of its
   editions, the newest that speaks of the year;
4. within an edition, the newest figure of a country: a corrected version replaces the first one;
5. where a stage can be told by several attributes (all separation, or that of magnet rare earths), the first that has
   figures; two are never mixed.

What other editions and publishers say of the same country and year stands beside the figure.

The Herfindahl-Hirschman index is the sum of the squares of the shares in percent, from near 0 (many equal ones) to
10,000 (one alone): U.S. Department of Justice and Federal Trade Commission, Merger Guidelines (2023), section 2.1,
where a market above 1,800 is called highly concentrated. It is used there for firms; here it is applied to countries.
What the total leaves to unnamed countries is spread over ever so many of them for the lower bound, and given to one for
the upper; both bounds are of the total as stated.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.errors import NoFigures, UnknownOption
from geo_ree.layers.dtypes import text_as_objects
from geo_ree.text.figures import as_year, is_missing

OTHERS = "other"
WORLD = "world"
COLUMNS = (
    "attribute",
    "amount",
    "amount_max",
    "qualifier",
    "unit",
    "share_percent",
    "share_percent_max",
    "year",
    "total",
    "total_qualifier",
    "hhi_min",
    "hhi_max",
    "publisher",
    "published_date",
    "source_ids",
    "other_amounts",
    "other_source_ids",
)
NUMBERS = ("total", *(name for name in COLUMNS if name.startswith(("amount", "share_", "hhi"))))

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Shared:
    """What is shared out among countries: in words, its attributes (the widest first), whether as shares."""

    noun: str
    attributes: tuple[str, ...]
    is_share: bool


# By the words of the codelist of stages, with what lies in the ground before them.
STAGES: Mapping[str, Shared] = MappingProxyType(
    {
        "reserves": Shared("reserves", ("reserves_million_t_reo",), is_share=False),
        "mine": Shared("mining", ("mine_production_t_reo",), is_share=False),
        "separate": Shared(
            "separation",
            ("share_of_separation_percent", "share_of_magnet_rare_earth_refining_percent"),
            is_share=True,
        ),
        "magnet": Shared("magnets", ("share_of_magnets_percent", "share_of_magnet_blanks_percent"), is_share=True),
    }
)


def supply_shares(
    stage: str = "mine", *, year: int | None = None, unverified: bool = False, atlas: Atlas | None = None
) -> pandas.DataFrame:
    """Return how much of the world's reserves, mining, separation or magnets each country holds.

    All figures are of one edition of one publisher: the head of ``geo_ree/market/supply_shares.py`` says which one, and
    where the Herfindahl-Hirschman index comes from.

    Parameters
    ----------
    stage : str, default "mine"
        ``reserves`` (million t REO), ``mine`` (t REO a year), ``separate`` or ``magnet`` (shares in %).
    year : int, optional
        The year for which the figures hold, or in which they were published where they name none; by default the
        newest of the publisher that names the most countries.
    unverified : bool, default False
        Whether figures count that nobody has read in a source.
    atlas : Atlas, optional
        By default the built-in one.

    Returns
    -------
    DataFrame
        Indexed by ``country`` (ISO 3166-1 alpha-2, the largest first; last ``other``, what the total leaves):
        ``attribute``, ``amount`` as stated with ``unit``, ``qualifier`` and ``amount_max``; ``share_percent`` of
        ``total``, the world's as stated (or the countries' sum, where the rounded total is less; a
        ``total_qualifier`` of ``more_than`` makes every share an upper bound); ``year``, ``publisher``,
        ``published_date``, ``source_ids``; ``other_amounts`` with ``other_source_ids``, what replaced editions and
        other publishers give for the same year; ``hhi_min`` and ``hhi_max``, the bounds of the index for that
        total, the same on each row.

    Raises
    ------
    UnknownOption
        For another stage; with those of which the layers hold shares.
    NoFigures
        Where no figures are known for that year; with the years that are.

    Examples
    --------
    >>> import geo_ree
    >>> mined = geo_ree.supply_shares("mine", year=2024)
    >>> mined.index[0], bool(mined["hhi_min"].iloc[0] > 1800)
    ('CN', True)
    """
    atlas = given_atlas(atlas)
    return shares_of_countries(atlas.figures, atlas.sources, stage=stage, year=year, unverified=unverified)


def shares_of_countries(
    figures: pandas.DataFrame,
    sources: pandas.DataFrame,
    *,
    stage: str,
    year: int | None = None,
    unverified: bool = False,
) -> pandas.DataFrame:
    """Return the shares of countries in one stage and year; as :func:`supply_shares`, from the two tables it reads."""
    if stage not in STAGES:
        raise UnknownOption("stage of which shares are known", stage, STAGES)
    what, year = STAGES[stage], as_year(year)
    known: set[int] = set()
    if not unverified:
        figures = figures[figures["verified"].eq(True).to_numpy(bool)]
    for attribute in what.attributes:
        candidates = [row for row in _rows(figures, sources, attribute) if _can_be_shared(row, what)]
        usable = _with_totals(candidates, what)
        known |= {row["year"] for row in usable}
        wanted = [row for row in usable if year is None or row["year"] == year]
        if wanted:
            return _chosen_table(wanted, candidates)
    years = ", ".join(str(each) for each in sorted(known)) or "none"
    raise NoFigures(
        f"no figures on {what.noun} by country{f' for {year}' if year else ''}; years that have some: {years}"
    )


def herfindahl_hirschman(shares: Iterable[float], shares_max: Iterable[float] | None = None) -> tuple[float, float]:
    """Return the lower and the upper bound of the Herfindahl-Hirschman index.

    Parameters
    ----------
    shares : iterable of float
        Shares in percent; what is missing from 100 is held by nobody knows whom.
    shares_max : iterable of float, optional
        Their upper ends, where they are ranges.

    Returns
    -------
    tuple of float
        The lower bound spreads what is missing over ever so many holders; the upper bound gives it to a single other
        one, and to each share its upper end. Both are the same where the shares make 100 %.

    Notes
    -----
    The sum of squared percentage shares: U.S. Department of Justice and Federal Trade Commission, Merger Guidelines
    (2023), section 2.1.

    Examples
    --------
    >>> herfindahl_hirschman([30, 30, 20, 20]), herfindahl_hirschman([91])
    ((2600.0, 2600.0), (8281.0, 8362.0))
    """
    low = [float(share) for share in shares]
    high = low if shares_max is None else [float(share) for share in shares_max]
    rest = max(100 - math.fsum(low), 0.0)
    squares = math.fsum(share**2 for share in low)
    return min(squares, 10_000.0), min(math.fsum(share**2 for share in high) + rest**2, 10_000.0)


def _rows(figures: pandas.DataFrame, sources: pandas.DataFrame, attribute: str) -> list[dict[str, Any]]:
    """Return the figures of countries and of the world, with year, publisher and date of publication."""
    found = figures[(figures["attribute"] == attribute).to_numpy()]
    rows: list[dict[str, Any]] = []
    for figure in found.reset_index().to_dict("records"):
        source: Any = sources.loc[figure["source_id"]]
        published = figure["published_date"] or source["date"] or figure["as_of"]
        rows.append(
            {
                **{str(name): value for name, value in figure.items()},
                "year": int(str(figure["as_of"] or published)[:4]),
                "publisher": str(source["relays"] or source["publisher"] or source["title"]).split(" (")[0],
                "published": str(published),
            }
        )
    return rows


def _can_be_shared(row: Row, what: Shared) -> bool:
    return len(row["subject_id"]) == 2 or (row["subject_id"] == WORLD and not what.is_share)


def _edition_of(row: Row) -> tuple[str, int, str]:
    return row["publisher"], row["year"], row["published"][:4]


def _with_totals(rows: list[dict[str, Any]], what: Shared) -> list[dict[str, Any]]:
    """Return the rows of those editions from which shares can be told: a tonnage needs its world total."""
    countries = {_edition_of(row) for row in rows if row["subject_id"] != WORLD}
    totals = {_edition_of(row) for row in rows if row["subject_id"] == WORLD}
    able = countries if what.is_share else countries & totals
    return [row for row in rows if _edition_of(row) in able]


def _widest_publisher(rows: Sequence[Row]) -> str:
    """Return the publisher who names the most countries in one year; then the newer one, then the first by name."""
    named: dict[tuple[str, int], set[str]] = {}
    newest: dict[str, str] = {}
    for row in rows:
        named.setdefault((row["publisher"], row["year"]), set()).add(row["subject_id"])
        newest[row["publisher"]] = max(newest.get(row["publisher"], ""), row["published"])
    width = {name: max(len(ids) for (who, _), ids in named.items() if who == name) for name in newest}
    by_name = sorted(newest)
    return max(by_name, key=lambda name: (width[name], newest[name]))


def _newest_edition(rows: Sequence[Row]) -> dict[str, Row]:
    """Return subject -> figure of the newest edition; within it, the figure published last, then the lower id."""
    newest = max(row["published"][:4] for row in rows)
    edition = [row for row in rows if row["published"][:4] == newest]
    chosen: dict[str, Row] = {}
    for row in sorted(edition, key=lambda row: str(row["figure_id"])):
        before = chosen.get(row["subject_id"])
        if before is None or row["published"] > before["published"]:
            chosen[row["subject_id"]] = row
    return chosen


def _chosen_table(wanted: Sequence[Row], candidates: Sequence[Row]) -> pandas.DataFrame:
    publisher = _widest_publisher(wanted)
    theirs = [row for row in wanted if row["publisher"] == publisher]
    newest_year = max(row["year"] for row in theirs)
    edition = _newest_edition([row for row in theirs if row["year"] == newest_year])
    return _table(edition, [row for row in candidates if row["year"] == newest_year])


def _table(edition: Mapping[str, Row], same_year: Sequence[Row]) -> pandas.DataFrame:
    world = edition.get(WORLD)
    countries = [row for subject, row in edition.items() if subject != WORLD]
    stated = 100.0 if world is None else float(world["value"])
    # A world total is rounded, and may be a little less than the sum of its countries.
    total = max(stated, math.fsum(float(row["value"]) for row in countries))
    rows = {row["subject_id"].upper(): _country(row, world, total, same_year) for row in countries}
    bounds = herfindahl_hirschman(
        (row["share_percent"] for row in rows.values()), (_upper_share(row, rows) for row in rows.values())
    )
    rows[OTHERS] = _others(rows, world, total, countries[0])
    index = pandas.Index(list(rows), name="country")
    frame = pandas.DataFrame(list(rows.values()), index=index, columns=list(COLUMNS), dtype=object)
    first: Row = countries[0]
    shown = frame.assign(
        attribute=first["attribute"],
        unit=first["unit"],
        year=first["year"],
        total=total,
        total_qualifier=world["qualifier"] if world else None,
        publisher=first["publisher"],
        hhi_min=bounds[0],
        hhi_max=bounds[1],
    ).astype(dict.fromkeys(NUMBERS, "float64") | {"year": "int64"})
    return text_as_objects(_largest_first(shown))


def _country(row: Row, world: Row | None, total: float, same_year: Sequence[Row]) -> dict[str, Any]:
    others = [other for other in same_year if other["subject_id"] == row["subject_id"] and other is not row]
    # Newest first: what was replaced last is read first.
    others.sort(key=lambda other: (other["published"], str(other["figure_id"])), reverse=True)
    upper = None if is_missing(row["value_max"]) else float(row["value_max"])
    return {
        "amount": float(row["value"]),
        "amount_max": upper,
        "qualifier": row["qualifier"],
        "share_percent": 100 * float(row["value"]) / total,
        "share_percent_max": None if upper is None else min(100 * upper / total, 100.0),
        "published_date": row["published"],
        "source_ids": tuple(dict.fromkeys([row["source_id"], *([world["source_id"]] if world else [])])),
        "other_amounts": tuple(float(other["value"]) for other in others),
        "other_source_ids": tuple(str(other["source_id"]) for other in others),
    }


def _upper_share(row: Row, rows: Mapping[str, Row]) -> float:
    """Return the most that a country can hold; behind "more than" stands all that nobody else is said to hold."""
    if row["qualifier"] == "more_than":
        return max(100 - math.fsum(float(other["share_percent"]) for other in rows.values() if other is not row), 0.0)
    upper = row["share_percent_max"]
    return float(row["share_percent"] if upper is None else upper)


def _others(rows: Mapping[str, Row], world: Row | None, total: float, first: Row) -> dict[str, Any]:
    """Return the row of what the total leaves to countries that the edition does not name: computed, not stated."""
    rest = max(total - math.fsum(row["amount"] for row in rows.values()), 0.0)
    source = world or first
    return {
        "amount": rest,
        "qualifier": None,
        "share_percent": 100 * rest / total,
        "published_date": source["published"],
        "source_ids": (source["source_id"],),
        "other_amounts": (),
        "other_source_ids": (),
    }


def _largest_first(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Return the countries by share, the largest first, equal ones by code; the others last."""
    countries = frame.drop(index=OTHERS).sort_index().sort_values("share_percent", ascending=False, kind="stable")
    return pandas.concat([countries, frame.loc[[OTHERS]]])
