"""How much rare-earth oxide a deposit is said to hold: the one figure that sizes its circle, and how it was come by."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.dossiers import Row, combined_qualifier, plain, qualifier_of, upper_of
from geo_ree.atlas.preference import stated_date
from geo_ree.layers import symbology
from geo_ree.text.figures import format_date, format_figure
from geo_ree.text.labels import CATEGORIES, say

UNIT = "million t TREO"
COMPUTED = "computed from tonnage and grade"
NOT_STATED = "Amount of TREO not stated"
COMPUTED_DIGITS = 3
# Circles that stand in the key, million t of oxide.
KEY_SIZES = (50.0, 10.0, 1.0)
AT_LEAST = ("more_than", "range")
AT_MOST = ("less_than", "up_to")
# Categories beside which the same table may hold others: their amount is not that of the deposit.
PART_CATEGORIES = ("measured", "indicated", "inferred", "measured_indicated", "proved", "probable")


@dataclass(frozen=True)
class Amount:
    """The contained TREO of one statement.

    Parameters
    ----------
    million_t : float or None
        Million metric t of oxide; the lower end of a range; None where the statement gives neither this nor tonnage
        with grade.
    is_computed : bool
        Whether it is tonnage times grade, because the statement does not give it.
    text : str
        With its unit, as shown.
    bound : str
        ``least`` or ``most`` where the figure is a bound, else empty.

    Examples
    --------
    >>> Amount(4.0, False, "4 million t TREO", "").root
    2.0
    """

    million_t: float | None
    is_computed: bool
    text: str
    bound: str

    @property
    def short(self) -> str:
        """The text in few words, for a list."""
        return self.text.replace(COMPUTED, "computed")

    @property
    def root(self) -> float:
        """The square root of the million t: a circle's radius goes with it, so that its area goes with the amount."""
        return sqrt(self.million_t or 0.0)


def amount_of(estimate: Row | None) -> Amount:
    """Return the contained TREO of a statement: as stated, else computed from its own tonnage and grade.

    Parameters
    ----------
    estimate : mapping or None
        A row of the estimates with None for whatever is missing; None for a deposit without one.
    """
    if estimate is None:
        return Amount(None, False, NOT_STATED, "")
    stated, computed = estimate["treo_million_t"], estimate["treo_million_t_computed"]
    if stated is not None:
        qualifier, upper = qualifier_of(estimate, "treo_million_t"), upper_of(estimate, "treo_million_t")
        words = format_figure(stated, upper, qualifier=qualifier)
        return Amount(stated, False, f"{words} {UNIT}{_part(estimate)}", _bound(qualifier, upper))
    if computed:
        qualifier = combined_qualifier([qualifier_of(estimate, name) for name in ("ore_million_t", "treo_percent")])
        upper = estimate.get("treo_million_t_computed_max")
        words = format_figure(computed, upper, qualifier=qualifier, significant=COMPUTED_DIGITS)
        return Amount(computed, True, f"{words} {UNIT}{_part(estimate)}, {COMPUTED}", _bound(qualifier, upper))
    return Amount(None, False, _elements(estimate), "")


def grade_words(estimate: Row | None) -> str:
    """Return the grade of a statement with its unit; empty where there is none."""
    if estimate is None:
        return ""
    for column, unit in (("treo_percent", "% TREO"), ("tree_percent", "% TREE")):
        if estimate[column] is not None:
            figure = format_figure(
                estimate[column], upper_of(estimate, column), qualifier=qualifier_of(estimate, column)
            )
            return f"{figure} {unit}"
    return ""


def date_words(estimate: Row | None) -> str:
    """Return the date of a statement in words; empty where there is none."""
    return format_date(stated_date(estimate)) if estimate is not None else ""


def headline_of(atlas: Atlas, deposit: Row) -> Row | None:
    """Return the preferred estimate of a deposit as a plain row; None where it has none."""
    estimate_id = deposit["estimate_id"]
    if estimate_id is None:
        return None
    return {"estimate_id": estimate_id, **plain(atlas.estimates.loc[estimate_id].to_dict())}


def _bound(qualifier: str | None, upper: float | None) -> str:
    if qualifier in AT_MOST:
        return "most"
    return "least" if qualifier in AT_LEAST or upper is not None else ""


def _part(estimate: Row) -> str:
    """Return which category alone an amount is of; empty where it is of all that the statement speaks of."""
    category = estimate["resource_category"]
    return f", {say(category, CATEGORIES)} only" if category in PART_CATEGORIES else ""


def _elements(estimate: Row) -> str:
    """Return what a statement gives in place of an amount of oxide."""
    if estimate["tree_million_t"] is not None:
        figure = format_figure(estimate["tree_million_t"], qualifier=qualifier_of(estimate, "tree_million_t"))
        return f"{figure} million t of elements, not oxide"
    return NOT_STATED


def bubble_data(amount: Amount) -> dict[str, object]:
    """Return the circle of an amount: ``root`` times the page's pixels is its radius, so that areas compare."""
    return {
        "colour": symbology.SIZED_DEPOSIT.colour,
        "root": round(amount.root, 4),
        "bound": amount.bound,
        "computed": amount.is_computed,
    }
