"""What the messages of several rules say alike: what a statement is called, a computed figure, a hint."""

from __future__ import annotations

from geo_ree.atlas.rows.collection import Rows
from geo_ree.atlas.rows.deposits import Estimate
from geo_ree.auditing.intervals import MEAN_BLUR, SHORT_TON
from geo_ree.text.figures import format_number


def statement_name(records: Rows, row: Estimate) -> str:
    """Return what a statement is called at the head of a message: the deposit, who states it, when."""
    orebody = f", {row.orebody}" if row.orebody else ""
    return f"{records.name(row.about)}{orebody} ({records.cited(row)})"


def computed_words(value: float, digits: int = 3) -> str:
    """Return a computed figure with few digits, because it is no more exact than what it was computed from.

    >>> computed_words(12.145), computed_words(0.54321, 2)
    ('12.1', '0.54')
    """
    return format_number(value, significant=digits)


def short_ton_hint(first: float, second: float) -> str:
    """Return a hint where one figure is the other in short tons; empty text where it is not.

    >>> short_ton_hint(100.0, 90.7), short_ton_hint(100.0, 99.0)
    ('They are apart as short tons and metric tons are.', '')
    """
    low, high = sorted((first, second))
    close = high > 0 and abs(low / high / SHORT_TON - 1) < MEAN_BLUR
    return "They are apart as short tons and metric tons are." if close else ""
