"""How a figure is shown to people: digits, thousands, qualifiers, ranges, units and dates.

One place, so that the page, the cards, the plots and the command line print the same figure the same way. Thousands are
parted by a narrow no-break space, because a comma is a decimal sign for half of the readers. Every other space is an
ordinary one, so that a text search for ``12.5 million t`` finds what it sees.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

THOUSANDS_SPACE = "\u202f"
EN_DASH = "\u2013"
MINUS_SIGN = "\u2212"
NOT_STATED = "not stated"
# A float holds about 15 true digits; past the twelfth only binary noise would be shown.
TRUE_DIGITS = 12

SIGNS = {"about": "about ", "more_than": "> ", "less_than": "< ", "up_to": "up to "}
WORDS = {"about": "about ", "more_than": "more than ", "less_than": "less than ", "up_to": "up to "}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def is_missing(value: object) -> bool:
    """Return whether a table's cell holds no figure: None or NaN.

    >>> is_missing(None), is_missing(float("nan")), is_missing(0.0)
    (True, True, False)
    """
    return value is None or (isinstance(value, float) and math.isnan(value))


def as_year(value: object) -> Any:
    """Return a year as a whole number, whether it came as a number or as text; anything else as it is.

    Years are read from tables, where a column with a gap holds 2024.0, and from forms, where they are text.

    >>> as_year(2024.0), as_year("2024"), as_year(2024.5), as_year(None)
    (2024, 2024, 2024.5, None)
    """
    text = str(value).removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() else value


def round_significant(value: float, digits: int) -> float:
    """Return ``value`` rounded half up to ``digits`` significant figures.

    >>> round_significant(1.80115, 3), round_significant(6437.2, 3), round_significant(0.0, 2)
    (1.8, 6440.0, 0.0)
    """
    return float(_rounded(value, digits))


def format_number(value: float, *, significant: int | None = None) -> str:
    """Return ``value`` as text, its digits grouped in threes.

    A stated figure is shown with the digits it was stated with; give ``significant`` for a computed one.

    Parameters
    ----------
    value : float
        A finite number.
    significant : int, optional
        How many significant figures to keep, trailing zeros included (1.80, not 1.8).

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If ``value`` is NaN or infinite: a missing figure has words, not digits (see `format_figure`).

    Examples
    --------
    >>> format_number(12.5), format_number(694.0), format_number(0.005)
    ('12.5', '694', '0.005')
    >>> format_number(570000).replace(THOUSANDS_SPACE, "_"), format_number(12.5 / 694 * 100, significant=3)
    ('570_000', '1.80')
    """
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is no figure to show")
    # Adding zero turns -0.0 into 0.
    number = _rounded(value + 0.0, significant) if significant else _as_typed(value + 0.0)
    text = f"{number:,f}".replace(",", THOUSANDS_SPACE)
    return text.replace("-", MINUS_SIGN)


def format_figure(
    value: float | None,
    value_max: float | None = None,
    *,
    qualifier: str | None = None,
    significant: int | None = None,
    in_words: bool = False,
    grouped: bool = True,
) -> str:
    """Return a figure as its source says it: ``694``, ``> 120``, ``about 12.5``, ``up to 90``, or a range.

    Parameters
    ----------
    value : float or None
        The figure; None or NaN gives "not stated".
    value_max : float, optional
        The upper end of a range.
    qualifier : str, optional
        One of the qualifiers of the tables; ``exact``, ``range`` and None add nothing.
    significant : int, optional
        Significant figures of a computed value.
    in_words : bool, default False
        Whether to write "more than" instead of a sign, as running text wants.
    grouped : bool, default True
        Whether thousands are parted; a year is not.

    Returns
    -------
    str

    Examples
    --------
    >>> format_figure(120, qualifier="more_than"), format_figure(120, qualifier="more_than", in_words=True)
    ('> 120', 'more than 120')
    >>> format_figure(92, 93, qualifier="range").replace(EN_DASH, " to "), format_figure(None)
    ('92 to 93', 'not stated')
    >>> format_figure(2027, 2028, grouped=False)
    '2027–2028'
    """
    if value is None or is_missing(value):
        return NOT_STATED
    text = format_number(value, significant=significant)
    if value_max is not None and not is_missing(value_max) and value_max != value:
        text = f"{text}{EN_DASH}{format_number(value_max, significant=significant)}"
    if not grouped:
        text = text.replace(THOUSANDS_SPACE, "")
    return (WORDS if in_words else SIGNS).get(qualifier or "", "") + text


def join_unit(text: str, unit: str) -> str:
    """Return a figure's text with its unit behind it, where there is a figure and a unit.

    >>> join_unit("> 120", "million t"), join_unit("not stated", "million t"), join_unit("JORC", "")
    ('> 120 million t', 'not stated', 'JORC')
    """
    return text if not unit or text == NOT_STATED else f"{text} {unit}"


def format_tonnes(value_t: float, *, significant: int | None = None) -> str:
    """Return a mass given in metric tonnes, from one million upwards in ``million t``.

    >>> format_tonnes(694e6), format_tonnes(350000).replace(THOUSANDS_SPACE, "_")
    ('694 million t', '350_000 t')
    """
    if abs(value_t) >= 1e6:
        return f"{format_number(value_t / 1e6, significant=significant)} million t"
    return f"{format_number(value_t, significant=significant)} t"


def format_distance(kilometres: float) -> str:
    """Return a distance given in kilometres: whole kilometres, or three figures below 100 km.

    >>> format_distance(6437.4).replace(THOUSANDS_SPACE, "_"), format_distance(7.61), format_distance(0)
    ('6_437 km', '7.61 km', '0 km')
    """
    if round_significant(kilometres, 3) >= 100:
        return f"{format_number(float(Decimal(repr(float(kilometres))).to_integral_value(ROUND_HALF_UP)))} km"
    return f"{format_number(kilometres, significant=3)} km"


def format_date(iso: str | None) -> str:
    """Return an ISO 8601 date in words, at the precision it has; None gives "undated".

    >>> format_date("2025-10-15"), format_date("2025-10"), format_date("1977"), format_date(None)
    ('15 October 2025', 'October 2025', '1977', 'undated')
    """
    if not iso:
        return "undated"
    year, *rest = iso.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


def join_words(items: list[str] | tuple[str, ...], last_word: str = "and") -> str:
    """Return items as people list them.

    >>> join_words(["La"]), join_words(["La", "Ce"]), join_words(("La", "Ce", "Nd"), "or")
    ('La', 'La and Ce', 'La, Ce or Nd')
    """
    *most, last = items or ("",)
    return f"{', '.join(most)} {last_word} {last}" if most else last


def _as_typed(value: float) -> Decimal:
    """Return the number without binary noise and without an exponent."""
    number = Decimal(f"{float(value):.{TRUE_DIGITS}g}")
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def _rounded(value: float, digits: int) -> Decimal:
    number = Decimal(repr(float(value)))
    if number == 0:
        return Decimal(0)
    exact = Decimal(1).scaleb(number.adjusted() - digits + 1)
    rounded = number.quantize(exact, ROUND_HALF_UP)
    # 9.996 to three figures becomes 10.00, one digit too many: the second pass settles it.
    exact = Decimal(1).scaleb(rounded.adjusted() - digits + 1)
    return rounded.quantize(exact, ROUND_HALF_UP)
