"""One published or computed figure: its value, its upper end, how exactly it is said, its unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.text.figures import format_figure, join_unit

# What says only that a figure is not passed, upwards or downwards.
LOWER_BOUNDS = ("more_than",)
UPPER_BOUNDS = ("less_than", "up_to")
BOUNDS = (*LOWER_BOUNDS, *UPPER_BOUNDS)


@dataclass(frozen=True)
class Amount:
    """One figure as its source says it.

    Parameters
    ----------
    value : float
        The figure; the lower end of a range.
    value_max : float or None
        The upper end of a range.
    qualifier : str or None
        One of the qualifiers of the tables; None where the source says nothing.
    unit : str
        Its unit, with what it is of: ``million t TREO``; may be empty.
    digits : int or None
        Significant figures to show, for a computed figure; None shows those that were stated.

    Examples
    --------
    >>> Amount(120.0, qualifier="more_than", unit="million t").text, Amount(2.0, 3.0).words.replace("\u2013", " to ")
    ('> 120 million t', '2 to 3')
    """

    value: float
    value_max: float | None = None
    qualifier: str | None = None
    unit: str = ""
    digits: int | None = None

    @property
    def upper(self) -> float:
        """The upper end of a range, else the value."""
        return self.value if self.value_max is None else self.value_max

    @property
    def is_computed(self) -> bool:
        """Whether the figure is arithmetic on stated ones."""
        return self.digits is not None

    @property
    def is_bound(self) -> bool:
        """Whether the figure says only what is not passed."""
        return self.qualifier in BOUNDS

    @property
    def figure(self) -> str:
        """The figure without its unit, with a sign for a bound: ``> 120``."""
        return format_figure(self.value, self.value_max, qualifier=self.qualifier, significant=self.digits)

    @property
    def text(self) -> str:
        """The figure with its unit, with a sign for a bound: ``> 120 million t``."""
        return join_unit(self.figure, self.unit)

    @property
    def words(self) -> str:
        """The figure without its unit as running text wants it: ``more than 120``."""
        return format_figure(
            self.value, self.value_max, qualifier=self.qualifier, significant=self.digits, in_words=True
        )


def combined_qualifier(qualifiers: Iterable[str | None]) -> str | None:
    """Return the qualifier of a figure computed from others: a bound if all bounds agree, else about, else None.

    >>> combined_qualifier([None, "more_than"]), combined_qualifier(["more_than", "less_than"])
    ('more_than', 'about')
    """
    loose = {qualifier for qualifier in qualifiers if qualifier not in (None, "exact")}
    return loose.pop() if len(loose) == 1 else "about" if loose else None
