"""How much rare-earth oxide a deposit is said to hold: the one figure that sizes its circle, and how it was come by."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from geo_ree.atlas.rows.amount import LOWER_BOUNDS, UPPER_BOUNDS, Amount
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.layers import symbology
from geo_ree.text.figures import format_date
from geo_ree.text.labels import CATEGORIES, say

COMPUTED = "computed from tonnage and grade"
NOT_STATED = "Amount of TREO not stated"
# Circles that stand in the key, million t of oxide.
KEY_SIZES = (50.0, 10.0, 1.0)


@dataclass(frozen=True)
class Contained:
    """The contained TREO of one statement, as a circle and as words.

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
    >>> Contained(4.0, False, "4 million t TREO", "").root
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


def contained_in(estimate: Estimate | None) -> Contained:
    """Return the contained TREO of a statement: as stated, else computed from its own tonnage and grade.

    Parameters
    ----------
    estimate : Estimate or None
        None for a deposit without a statement.
    """
    amount = estimate.contained_treo if estimate is not None else None
    if estimate is None or amount is None or (amount.is_computed and not amount.value):
        return Contained(None, False, NOT_STATED if estimate is None else _elements(estimate), "")
    text = amount.text
    if estimate.is_one_category:
        text = f"{text}, {say(estimate.resource_category, CATEGORIES)} only"
    if amount.is_computed:
        text = f"{text}, {COMPUTED}"
    return Contained(amount.value, amount.is_computed, text, _bound(amount))


def grade_words(estimate: Estimate | None) -> str:
    """Return the grade of a statement with its unit; empty where there is none."""
    grade = (estimate.amount("treo_percent") or estimate.amount("tree_percent")) if estimate is not None else None
    return grade.text if grade is not None else ""


def date_words(estimate: Estimate | None) -> str:
    """Return the date of a statement in words; empty where there is none."""
    return format_date(estimate.stated_date) if estimate is not None else ""


def _bound(amount: Amount) -> str:
    if amount.qualifier in UPPER_BOUNDS:
        return "most"
    return "least" if amount.qualifier in (*LOWER_BOUNDS, "range") or amount.value_max is not None else ""


def _elements(estimate: Estimate) -> str:
    """Return what a statement gives in place of an amount of oxide."""
    elements = estimate.amount("tree_million_t")
    return f"{elements.figure} million t of elements, not oxide" if elements is not None else NOT_STATED


def bubble_data(amount: Contained) -> dict[str, object]:
    """Return the circle of an amount: ``root`` times the page's pixels is its radius, so that areas compare."""
    return {
        "colour": symbology.SIZED_DEPOSIT.colour,
        "root": round(amount.root, 4),
        "bound": amount.bound,
        "computed": amount.is_computed,
    }
