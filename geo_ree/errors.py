"""Every error of geo_ree, one small tree.

::

    GeoReeError
    ├── UnknownId            an id, name or passage that does not exist; names the nearest ones
    ├── InvalidLayer         a folder in layers/ form has faults; all of them, with file, row and column
    ├── InvalidGeoJSON       a frame or a text that cannot be RFC 7946
    ├── NoRoute              nothing joins two places; names the closure or gap
    ├── UnsupportedFormat    a file suffix nobody here writes or reads
    └── UnsafeInput          input refused before it could do harm
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHOWN_FAULTS = 50
ALL_NAMES_WHEN_AT_MOST = 12


class GeoReeError(Exception):
    """Root of every error that geo_ree raises on purpose."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in one cell, row or file of a layers folder."""

    file: str
    row: int | None
    column: str
    what: str
    allowed: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.what}" + (f" (allowed: {self.allowed})" if self.allowed else "")


def fold(name: str) -> str:
    """Return ``name`` without case, accents, spaces, hyphens and dots: the form in which names are compared.

    >>> fold("Kızılcaören"), fold("Bayan Obo"), fold("bayan-obo")
    ('kizilcaoren', 'bayanobo', 'bayanobo')
    """
    # The dotless i has no decomposition, so NFKD alone would keep it apart from i.
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(c for c in plain if c.isalnum() and not unicodedata.combining(c))


def near_matches(name: str, known: Iterable[str]) -> list[str]:
    """Return up to five of ``known`` that ``name`` may have meant, best first."""
    by_folded: dict[str, list[str]] = {}
    for item in known:
        by_folded.setdefault(fold(item), []).append(item)
    wanted = fold(name)
    close = difflib.get_close_matches(wanted, by_folded, n=5, cutoff=0.6)
    close += [key for key in by_folded if wanted and wanted in key and key not in close]
    return [item for key in close for item in by_folded[key]][:5]


class UnknownId(GeoReeError, KeyError):
    """Raised for an id that no table holds.

    Parameters
    ----------
    kind : str
        What was looked for, in words: ``"deposit"``, ``"source"``, ``"passage"``.
    name : str
        What was given.
    known : iterable of str
        Every name that would have been right.
    """

    def __init__(self, kind: str, name: object, known: Iterable[str]):
        self.kind, self.name = kind, name
        self.known = sorted(set(known))
        self.near = near_matches(str(name), self.known)
        super().__init__(self._message())

    def _message(self) -> str:
        text = f"no {self.kind} is called {self.name!r}"
        if self.near:
            text += f"; did you mean {', '.join(self.near)}?"
        if self.known and len(self.known) <= ALL_NAMES_WHEN_AT_MOST:
            text += f" There are: {', '.join(self.known)}."
        elif not self.near:
            text += f"; {len(self.known)} are known, the first: {', '.join(self.known[:5])}"
        return text

    def __str__(self) -> str:  # KeyError would print the repr of the message
        return str(self.args[0])


class InvalidLayer(GeoReeError, ValueError):
    """Raised with every fault of a layers folder at once (``.faults``)."""

    def __init__(self, faults: Sequence[Fault]):
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.row or 0, fault.column)))
        count = len(self.faults)
        shown = "\n".join(f"  {fault}" for fault in self.faults[:SHOWN_FAULTS])
        rest = f"\n  and {count - SHOWN_FAULTS} more" if count > SHOWN_FAULTS else ""
        super().__init__(f"{count} fault{'s' if count != 1 else ''} in the layers:\n{shown}{rest}")


class InvalidGeoJSON(GeoReeError, ValueError):
    """Raised when something cannot be written as, or is not, RFC 7946 GeoJSON."""


class NoRoute(GeoReeError):
    """Raised when no path joins two places; the message names the closed passage or the gap."""


class UnsupportedFormat(GeoReeError, ValueError):
    """Raised for a file format that geo_ree does not read or write; the message lists those it does."""


class UnsafeInput(GeoReeError, ValueError):
    """Raised when input is refused because using it could do harm."""
