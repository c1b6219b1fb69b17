"""What a printed figure may stand for: 12.5 is anything from 12.45 to 12.55.

Two figures agree where their spans meet. So no rule asks for more digits than a source printed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from geo_ree.atlas.rows.amount import LOWER_BOUNDS, UPPER_BOUNDS
from geo_ree.atlas.rows.base import Record
from geo_ree.atlas.rows.deposits import Estimate

# Figures changed from short tons to metric ones carry more digits than were printed.
CONVERTED_BLUR = 0.005
# CeO2 or Ce2O3, with yttrium or without: what TREO may move by, as ``chemistry/elements.py`` says of the sesquioxides.
CONVENTION_SLACK = 0.025
# The mean of rounded grades weighted by rounded tonnes is itself blurred.
MEAN_BLUR = 0.01

SHORT_TON = 0.90718474
"""Metric tons in a short ton."""


@dataclass(frozen=True)
class Span:
    """The figures between ``low`` and ``high``, both included.

    Examples
    --------
    >>> Span(2, 3).times(Span(10, 10)), Span(2, 3).meets(Span(3, 4)), Span(2, 3).meets(Span(3.1, 4))
    (Span(low=20, high=30), True, False)
    """

    low: float
    high: float

    @property
    def ends(self) -> tuple[float, float]:
        """Its lower and its upper end."""
        return self.low, self.high

    def times(self, other: Span) -> Span:
        """Return the span of the product of two figures, neither below zero."""
        return Span(self.low * other.low, self.high * other.high)

    def over(self, other: Span) -> Span:
        """Return the span of the ratio of two figures, neither below zero.

        A divisor that may be zero leaves the ratio without an upper end; one that is zero in any case leaves it open at
        both, for nothing can be said of it.

        >>> Span(2, 3).over(Span(1, 4)), Span(2, 3).over(Span(0, 4)), Span(0, 0).over(Span(0, 0))
        (Span(low=0.5, high=3.0), Span(low=0.5, high=inf), Span(low=0.0, high=inf))
        """
        return Span(
            self.low / other.high if other.high > 0 else 0.0,
            self.high / other.low if other.low > 0 else math.inf,
        )

    def widened(self, share: float) -> Span:
        """Return the span made wider at both ends by a share of each."""
        return Span(self.low * (1 - share), self.high * (1 + share))

    def meets(self, other: Span) -> bool:
        """Return whether one figure may stand for both."""
        return self.low <= other.high and other.low <= self.high


def half_unit(value: float) -> float:
    """Return half a unit of the last digit of a figure, which is how far it may be rounded.

    Zeros at the end of a whole number may be digits or not; all but the first are taken to be none.

    >>> half_unit(12.5), half_unit(694.0), half_unit(125000.0), half_unit(70000.0)
    (0.05, 0.5, 500.0, 500.0)
    """
    number = Decimal(repr(float(value))).normalize()
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # a table holds no infinity
    digit = min(exponent, number.adjusted() - 1) if exponent > 0 else exponent
    return 0.5 * 10.0**digit if digit >= 0 else float(0.5 / 10.0**-digit)


def span_of(row: Record, column: str = "value") -> Span:
    """Return what a figure of a row may stand for: by its digits, its qualifier and its upper end.

    Raises
    ------
    ValueError
        Where the source gives no such figure.
    """
    amount = row.stated(column)
    value, upper = amount.value, amount.value_max
    low, high = value - half_unit(value), value + half_unit(value)
    if upper is not None:
        high = upper + half_unit(upper)
    elif amount.qualifier == "about":
        low, high = low - half_unit(value), high + half_unit(value)
    elif amount.qualifier in LOWER_BOUNDS:
        low, high = value, math.inf
    elif amount.qualifier in UPPER_BOUNDS:
        low, high = 0.0, value
    # Rounding leaves a figure that is not negative on its side of zero.
    span = Span(max(low, 0.0) if value >= 0 else low, high)
    return span.widened(CONVERTED_BLUR) if "short ton" in str(getattr(row, "unit_as_printed", "")).lower() else span


def range_of(spans: Iterable[Span]) -> Span:
    """Return the span from the least to the greatest of what some figures may stand for.

    >>> range_of([Span(1, 2), Span(5, 6)])
    Span(low=1, high=6)
    """
    several = list(spans)
    return Span(min(span.low for span in several), max(span.high for span in several))


def sum_of(spans: Iterable[Span]) -> Span:
    """Return the span of the sum of figures."""
    several = list(spans)
    return Span(math.fsum(span.low for span in several), math.fsum(span.high for span in several))


def convention_slack(row: Estimate) -> float:
    """Return by what share TREO may move because the statement does not say how oxides are counted."""
    return 0.0 if row.oxide_convention else CONVENTION_SLACK
