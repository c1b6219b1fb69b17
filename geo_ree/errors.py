"""Every error of geo_ree, one small tree.

::

    GeoReeError
    ├── UnknownId            an id or name of a thing that does not exist; names the nearest ones
    │   └── AmbiguousName    a name that several things bear; lists their ids
    ├── UnknownOption        a choice that does not exist, such as a mode or a passage; names those that do
    ├── InvalidOption        an option that does not fit, or two that exclude each other; says what would do
    ├── InvalidLayer         a folder in layers/ form has faults; all of them, with file, row and column
    ├── InvalidGeoJSON       a frame or a text that cannot be RFC 7946
    ├── IncompatibleUnits    a mass cannot be made a grade, nor a grade a price
    ├── MissingLibrary       an optional library that is not installed; names the extra that brings it
    ├── InvalidPlace         no place on the globe, or a route from a place to itself
    ├── NoFigures            nothing is published of what is asked; says for what there are figures
    ├── NoRoute              nothing connects two places; names the closure or gap
    ├── TooFewDeposits       a comparison of fewer than two different deposits
    ├── UnsupportedFormat    a file suffix nobody here writes or reads
    ├── UnsafeInput          input refused before it could do harm
    └── UnwritableFile       a file that cannot be written; nothing half-written is left
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from types import MappingProxyType

SHOWN_FAULTS = 50
ALL_NAMES_WHEN_AT_MOST = 20


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


# The same letters as in the search of the atlas page (web/src/pages/atlas/name_folding.js).
PLAIN_LETTERS = MappingProxyType(
    str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
)


def fold(name: str) -> str:
    """Return ``name`` without case, accents, spaces, hyphens and dots: the form in which names are compared.

    >>> fold("Kızılcaören"), fold("Bayan Obo"), fold("bayan-obo")
    ('kizilcaoren', 'bayanobo', 'bayanobo')
    """
    # Some letters have no decomposition, so NFKD alone would keep them apart from the plain letter.
    plain = unicodedata.normalize("NFKD", str(name).casefold().translate(PLAIN_LETTERS))
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
        What was looked for, in words: ``"deposit"``, ``"source"``.
    name : str
        What was given.
    known : iterable of str
        Every id that would have been right.
    names : iterable of str, optional
        What else would have been understood; only looked through for near matches.
    """

    def __init__(self, kind: str, name: object, known: Iterable[str], *, names: Iterable[str] = ()):
        self.kind, self.name = kind, name
        self.known = sorted(set(known))
        # An id goes before a name that differs from it in case or accents only.
        others = {fold(item): item for item in [*names, *self.known]}
        self.near = near_matches(str(name), [*self.known, *(one for one in others.values() if one not in self.known)])
        # The arguments as given, so that the error survives pickling on its way out of a worker process.
        super().__init__(kind, name, self.known)

    def __str__(self) -> str:
        return not_known(self.kind, self.name, self.known, self.near)


class UnknownOption(GeoReeError, ValueError):
    """Raised for a choice that nothing offers: a mode, an objective, a class of ship, a passage.

    Parameters
    ----------
    kind : str
        What was to be chosen, in words: ``"mode"``, ``"passage"``.
    name : object
        What was given.
    known : iterable of str
        Every choice, in the order in which they are to be shown.
    """

    def __init__(self, kind: str, name: object, known: Iterable[str]):
        self.kind, self.name = kind, name
        self.known = list(dict.fromkeys(known))
        self.near = near_matches(str(name), self.known)
        super().__init__(kind, name, self.known)  # as given, for pickling

    def __str__(self) -> str:
        return not_known(self.kind, self.name, self.known, self.near)


def not_known(kind: str, name: object, known: Sequence[str], near: Sequence[str]) -> str:
    """Return the words on a name that is not among those known: the near ones, or all, or how many there are.

    >>> not_known("mode", "train", ["rail", "road", "sea"], [])
    "no mode is called 'train'. There are: rail, road, sea."
    """
    text = f"no {kind} is called {name!r}"
    if near:
        text += f"; did you mean {', '.join(near)}?"
    if not known:
        return text
    if len(known) <= ALL_NAMES_WHEN_AT_MOST:
        return f"{text}{'' if near else '.'} There are: {', '.join(known)}."
    if not near:
        text += f"; {len(known)} are known, the first: {', '.join(known[:5])}"
    return text


class AmbiguousName(UnknownId):
    """Raised for a name that several things bear.

    Parameters
    ----------
    kind : str
        What was looked for, in words.
    name : str
        What was given.
    ids : iterable of str
        The ids of all that are called so (``.known``): one of them is what to give instead.
    """

    def __str__(self) -> str:
        return f"more than one {self.kind} is called {self.name!r}; give an id: {', '.join(self.known)}"


def list_faults(faults: Sequence[object], where: str) -> str:
    """Return all faults of one input as the text of one error: how many, then one a line, at most ``SHOWN_FAULTS``.

    >>> print(list_faults(["row 1: is empty", "row 7: is empty"], "in the layers"))
    2 faults in the layers:
      row 1: is empty
      row 7: is empty
    """
    count = len(faults)
    shown = "\n".join(f"  {fault}" for fault in faults[:SHOWN_FAULTS])
    rest = f"\n  and {count - SHOWN_FAULTS} more" if count > SHOWN_FAULTS else ""
    return f"{count} fault{'s' if count != 1 else ''} {where}:\n{shown}{rest}"


class InvalidOption(GeoReeError, ValueError):
    """Raised when an option does not fit what is asked, or two exclude each other; the message says what would do."""


class InvalidLayer(GeoReeError, ValueError):
    """Raised with every fault of a layers folder at once (``.faults``)."""

    def __init__(self, faults: Sequence[Fault]):
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.row or 0, fault.column)))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return list_faults(self.faults, "in the layers")


class InvalidGeoJSON(GeoReeError, ValueError):
    """Raised with every fault (``.faults``) of what cannot be written as, or is not, RFC 7946 GeoJSON."""

    def __init__(self, *faults: str):
        self.faults = faults
        super().__init__(*faults)

    def __str__(self) -> str:
        return self.faults[0] if len(self.faults) == 1 else list_faults(self.faults, "keep this from being GeoJSON")


class InvalidPlace(GeoReeError, ValueError):
    """Raised when an end of a route is no place on the globe, or when a route would end where it begins."""


class IncompatibleUnits(GeoReeError, ValueError):
    """Raised when two units measure different things, so that no factor turns one into the other."""


class MissingLibrary(GeoReeError, ImportError):
    """Raised when an optional library (``.library``) is not installed; ``.extra`` is the extra that brings it."""

    def __init__(self, library: str, extra: str):
        super().__init__(f"this needs {library}, which is not installed: pip install 'geo_ree[{extra}]'")
        self.library, self.extra = library, extra
        self.args = (library, extra)  # as given, for pickling

    def __str__(self) -> str:
        return str(self.msg)


class NoFigures(GeoReeError, LookupError):
    """Raised when the tables hold no figure of what is asked; the message says for what they hold some."""


class NoRoute(GeoReeError):
    """Raised when no path connects two places; the message names the closed passage or the gap."""


class TooFewDeposits(GeoReeError, ValueError):
    """Raised when fewer than two different deposits are given to compare."""


class UnsupportedFormat(GeoReeError, ValueError):
    """Raised for a file format that geo_ree does not read or write; the message lists those it does."""


class UnsafeInput(GeoReeError, ValueError):
    """Raised when input is refused because using it could do harm."""


class UnwritableFile(GeoReeError, OSError):
    """Raised when a file cannot be written (``.path``) and why (``.reason``); what stood there before still does."""

    def __init__(self, path: str | PathLike[str], reason: str):
        super().__init__(f"cannot write {path}: {reason}")
        self.path, self.reason = str(path), reason
        self.args = (self.path, reason)  # as given, for pickling; OSError would read them as errno and strerror

    def __str__(self) -> str:
        return f"cannot write {self.path}: {self.reason}"
