"""Scales with sensible ticks: logarithmic by decades, or linear from zero."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from geo_ree.text.figures import format_number

# Few decades leave room for labels between them.
STEPS_IN_A_DECADE = (1, 2, 5)
ROUNDING = 1e-9
MARGIN = 1.05
MANY_DECADES = 3
MOST_LINEAR_TICKS = 6
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class LogAxis:
    """A logarithmic scale.

    Parameters
    ----------
    low, high : float
        Its ends, ``low`` below ``high``: powers of ten, or 2 or 5 times one.

    Examples
    --------
    >>> axis = LogAxis.around([0.13, 12.5, 48])
    >>> axis.low, axis.high, [tick.text for tick in axis.ticks]
    (0.1, 100.0, ['0.1', '1', '10', '100'])
    >>> axis.place(1.0)
    0.3333333333333333
    """

    low: float
    high: float

    @classmethod
    def around(cls, values: Iterable[float]) -> LogAxis:
        """Return the scale of whole decades that holds all values, which must be above zero."""
        given = list(values)
        first = math.floor(_exponent(min(given)))
        last = max(math.ceil(_exponent(max(given))), first + 1)
        return cls(10.0**first, 10.0**last)

    @classmethod
    def close_around(cls, values: Iterable[float]) -> LogAxis:
        """Return the scale that holds all values with little to spare: its ends are 1, 2 or 5 times a power of ten.

        It spans a decade at least, and no value stands on its edge.

        >>> LogAxis.close_around([0.016, 14.4])
        LogAxis(low=0.01, high=20.0)
        """
        given = list(values)
        wide = cls.around([min(given) / 10, max(given) * 10])
        ends = [tick.value for tick in wide._every_step()]
        first = max(place for place, end in enumerate(ends) if end * MARGIN <= min(given))
        last = min(place for place, end in enumerate(ends) if end >= max(given) * MARGIN)
        while last - first < len(STEPS_IN_A_DECADE):
            first, last = (first - 1, last) if (last - first) % 2 else (first, last + 1)
        return cls(ends[first], ends[last])

    @property
    def is_log(self) -> bool:
        """Whether equal steps are equal ratios."""
        return True

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The labelled places: every decade, and 2 and 5 between them where there are few."""
        ticks = self._every_step()
        decades = tuple(tick for tick in ticks if float(_exponent(tick.value)).is_integer())
        return ticks if len(decades) < MANY_DECADES else decades

    def _every_step(self) -> tuple[Tick, ...]:
        decades = range(math.floor(_exponent(self.low)), math.ceil(_exponent(self.high)) + 1)
        values = [float(f"{step}e{decade}") for decade in decades for step in STEPS_IN_A_DECADE]
        within = [value for value in values if -ROUNDING <= self.place(value) <= 1 + ROUNDING]
        return tuple(Tick(value, format_number(value)) for value in within)

    def place(self, value: float) -> float:
        """Return where a value stands, 0 at the low end and 1 at the high one."""
        return (_exponent(value) - _exponent(self.low)) / (_exponent(self.high) - _exponent(self.low))


@dataclass(frozen=True)
class LinearAxis:
    """A linear scale from zero to a round number.

    Examples
    --------
    >>> axis = LinearAxis.around([9975, 4309])
    >>> axis.high, [tick.value for tick in axis.ticks]
    (10000.0, [0.0, 2000.0, 4000.0, 6000.0, 8000.0, 10000.0])
    """

    high: float
    step: float

    @classmethod
    def around(cls, values: Iterable[float]) -> LinearAxis:
        """Return the scale from zero that holds all values; from 0 to 1 where none of them is above zero."""
        most = max(values)
        most = most if most > 0 else 1.0
        decade = 10.0 ** math.floor(_exponent(most))
        sizes = [decade * step / 10 for step in (1, 2, 5, 10, 20, 50)]
        step = next(size for size in sizes if math.ceil(most / size) < MOST_LINEAR_TICKS)
        return cls(step * math.ceil(most / step), step)

    @property
    def is_log(self) -> bool:
        """Whether equal steps are equal ratios."""
        return False

    @property
    def low(self) -> float:
        """Zero: a bar's length means nothing on a scale that begins elsewhere."""
        return 0.0

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The labelled places."""
        count = round(self.high / self.step)
        return tuple(Tick(place * self.step, format_number(place * self.step)) for place in range(count + 1))

    def place(self, value: float) -> float:
        """Return where a value stands, 0 at zero and 1 at the high end."""
        return value / self.high


@dataclass(frozen=True)
class Tick:
    """A labelled place on a scale."""

    value: float
    text: str


Axis = LogAxis | LinearAxis


def power_of_ten(value: float) -> str:
    """Return a power of ten, or a small multiple of one, as people write it when numbers grow long.

    >>> power_of_ten(1e6), power_of_ten(2e5), power_of_ten(1.0)
    ('10⁶', '2 × 10⁵', '10⁰')
    """
    exponent = math.floor(_exponent(value))
    power = "10" + str(exponent).translate(SUPERSCRIPTS)
    multiple = round(value / 10.0**exponent)
    return power if multiple == 1 else f"{multiple} × {power}"


def _exponent(value: float) -> float:
    """Return log10, exact for powers of ten such as 0.001."""
    exponent = math.log10(value)
    return round(exponent) if math.isclose(exponent, round(exponent), abs_tol=1e-9) else exponent
