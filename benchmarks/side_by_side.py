"""Timing in turns, the ratios that come of it, and whether what was timed gave the same answers."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy

# Given the number of the turn, a tool makes ready what is not to be timed and returns what is.
Tool = Callable[[int], Callable[[], Any]]
# What rounding may do to a ratio.
HAIR = 1e-9
# A clock shows nothing below this, seconds.
MICROSECOND = 1e-6


class Disagreement(RuntimeError):
    """Raised when two tools that are compared give different answers: then their times say nothing."""


@dataclass(frozen=True)
class Turns:
    """What a tool took and gave, a turn after another.

    Parameters
    ----------
    seconds : tuple of float
    answers : tuple
    """

    seconds: tuple[float, ...]
    answers: tuple[Any, ...]

    def median(self, share: int = 1) -> float:
        """Return the median of the seconds, for one of so many pairs of places that a turn has answered."""
        return statistics.median(self.seconds) / share


@dataclass(frozen=True)
class Ratio:
    """Ours beside a peer's, and what the ratio of the two is to be.

    Parameters
    ----------
    what, peer : str
    ours, theirs : float
        Seconds, or bytes.
    most : float, optional
        The target: the ratio is at most this. None where there is none.
    unit : str
        ``s`` or ``B``.
    """

    what: str
    peer: str
    ours: float
    theirs: float
    most: float | None = None
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Ours as a share of theirs."""
        return self.ours / self.theirs

    @property
    def holds(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        return None if self.most is None else self.ratio <= self.most

    def cells(self) -> tuple[str, ...]:
        """Return the row of a table."""
        target = "" if self.most is None else f"≤ {as_share(self.most)}"
        verdict = {None: "", True: "yes", False: "NO"}[self.holds]
        sizes = (with_unit(size, self.unit) for size in (self.ours, self.theirs))
        return (self.what, *sizes, self.peer, as_share(self.ratio), target, verdict)


HEADINGS = ("what", "geo_ree", "peer", "which peer", "ratio", "target", "holds")


def in_turn(tools: Mapping[str, Tool], turns: int) -> dict[str, Turns]:
    """Time tools one after the other, turn by turn, so that a change of the machine's speed touches all alike.

    A turn that is not counted comes first: it reads what is read once.
    """
    done: dict[str, list[tuple[float, Any]]] = {name: [] for name in tools}
    for tool in tools.values():
        tool(0)()
    for turn in range(turns):
        for name, tool in tools.items():
            work = tool(turn)
            begin = time.perf_counter()
            answer = work()
            done[name].append((max(time.perf_counter() - begin, MICROSECOND), answer))
    return {name: Turns(*(tuple(column) for column in zip(*rows, strict=True))) for name, rows in done.items()}


def check_same(what: str, ours: Iterable[float], theirs: Iterable[float], *, within: float) -> str:
    """Return the words that two tools agree.

    Parameters
    ----------
    what : str
    ours, theirs : iterable of float
        Answers to the same questions; neither infinite nor NaN, as two blanks would agree on nothing.
    within : float
        By how much they may differ, as a share of theirs.

    Raises
    ------
    Disagreement
        Where they differ by more, or one has no answer.
    """
    mine, peer = numpy.array(list(ours), float), numpy.array(list(theirs), float)
    if not mine.size or mine.shape != peer.shape:
        raise Disagreement(f"{what}: {mine.size} answers beside {peer.size}")
    with numpy.errstate(invalid="ignore"):
        apart = numpy.abs(mine - peer) / numpy.maximum(numpy.abs(peer), numpy.finfo(float).tiny)
    # Not "any above", which a NaN would pass; so would two infinities, whose difference is one.
    if not (apart <= within).all():
        worst = int(numpy.nan_to_num(apart, nan=numpy.inf).argmax())
        raise Disagreement(f"{what}: {mine[worst]!r} beside {peer[worst]!r} (answer {worst} of {mine.size})")
    return f"{what}: {mine.size:,} answers agree, the worst to {apart.max():.0e}"


def as_share(ratio: float) -> str:
    """Return a ratio to be read, rounded so that it never looks smaller than it is.

    Examples
    --------
    >>> as_share(1 / 5000), as_share(0.52), as_share(2.5)
    ('1/5,000', '0.52', '2.50')
    """
    # A hair's breadth is given, as 1 / (1 / 5000) need not be 5000.
    if ratio <= 0.1:
        return f"1/{math.floor(1 / ratio * (1 + HAIR)):,}"
    return f"{math.ceil(ratio * 100 * (1 - HAIR)) / 100:.2f}"


def with_unit(size: float, unit: str) -> str:
    """Return seconds or bytes to be read.

    Examples
    --------
    >>> with_unit(1.2e-6, "s"), with_unit(0.0456, "s"), with_unit(3.21, "s"), with_unit(7.5e8, "B")
    ('1.2 µs', '45.6 ms', '3.21 s', '750 MB')
    """
    if unit == "B":
        return f"{size / 1e6:,.0f} MB"
    if size >= 1:
        return f"{size:.2f} s"
    return f"{size * 1e3:.1f} ms" if size >= 1e-3 else f"{size * 1e6:.1f} µs"


def table_of(ratios: Iterable[Ratio], *, is_judged: bool = True) -> str:
    """Return a table of Markdown, its columns in line; without the last two where nothing is to be judged."""
    columns = len(HEADINGS) if is_judged else len(HEADINGS) - 2
    rows = [row[:columns] for row in (HEADINGS, *(ratio.cells() for ratio in ratios))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
