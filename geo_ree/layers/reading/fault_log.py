"""Faults as they are found: kept up to a number, and counted beyond it, so that a bad file costs little memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from geo_ree.errors import Fault

MOST_FAULTS_A_FILE = 200


class FaultLog:
    """The faults of some files: the first of each file in full, and how many more it has.

    Examples
    --------
    >>> log = FaultLog(most=1)
    >>> log.add(Fault("a.csv", row, "name", "is empty") for row in (2, 3, 4))
    >>> [str(fault) for fault in log.faults]
    ['a.csv, row 2, column name: is empty', 'a.csv: has 2 more faults; mend these first']
    """

    def __init__(self, most: int = MOST_FAULTS_A_FILE):
        self._most = most
        self._kept: list[Fault] = []
        self._counts: Counter[str] = Counter()

    def add(self, faults: Iterable[Fault], *, under: str = "") -> None:
        """Add faults; those of many files count together where ``under`` names what holds them."""
        for fault in faults:
            file = under or fault.file
            self._counts[file] += 1
            if self._counts[file] <= self._most:
                self._kept.append(fault)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Those that were kept, and one for each file that has more."""
        more = ((file, count - self._most) for file, count in self._counts.items() if count > self._most)
        rest = (Fault(file, None, "", f"has {count:,} more faults; mend these first") for file, count in more)
        return (*self._kept, *rest)
