"""Is a text RFC 7946 GeoJSON? Every problem at once, each with the JSON pointer to where it stands.

Nothing is repaired and nothing raised for a bad text, however odd: broken JSON, a deep nest of brackets and a number of
ten thousand digits come back as problems too. Time and memory are bounded by the size of the text, which has a limit.
"""

from __future__ import annotations

import os
import stat
from itertools import chain, islice

from geo_ree.errors import InvalidGeoJSON
from geo_ree.gis.checks.json_text import UNREADABLE, read_json
from geo_ree.gis.checks.problem import Problem, Problems
from geo_ree.gis.checks.structure import check_root

__all__ = ["MAX_BYTES", "MOST_PROBLEMS", "Problem", "validate_geojson"]

BYTE_ORDER_MARK = "\ufeff"
# Python holds a text of nothing but brackets in some 28 times its size.
MAX_BYTES = 64_000_000
MOST_PROBLEMS = 1000
_LIMIT = ", the limit; max_bytes= sets another"


def validate_geojson(text_or_path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> list[Problem]:
    """Return every way in which a GeoJSON text or file departs from RFC 7946; an empty list when it is sound.

    Checked are the JSON itself (parse errors with line and column, names given twice, NaN and Infinity, integers beyond
    2^53, a byte order mark), types and members, positions, closed rings and their winding, bounding boxes beside what
    they hold, ids, the retired ``crs``, collections of one geometry or of collections, and lines and rings that jump
    across the 180th meridian uncut.

    Parameters
    ----------
    text_or_path : str or path
        A path, or a str. A str that begins with ``{`` or ``[``, spaces aside, or that has several lines or none, is the
        text itself; any other names a file.
    max_bytes : int
        The longest text that is read, bytes; up to 30 times as much memory is needed.

    Returns
    -------
    list of Problem
        In the order of the text; the first 1,000, and one more that says that there are others.

    Raises
    ------
    InvalidGeoJSON
        Where the file cannot be read at all, is no ordinary file, or is larger than ``max_bytes``.

    Examples
    --------
    >>> validate_geojson('{"type": "Point", "coordinates": [31.4, 39.6]}')
    []
    >>> for problem in validate_geojson('{"type": "Point", "coordinates": [31.4, 139.6], "crs": null}'):
    ...     print(problem)
    /crs: is not part of RFC 7946: positions are WGS 84 longitude and latitude
    /coordinates: latitude 139.6 is beyond ±90
    """
    return _listed(_problems_of(text_or_path, max_bytes))


def _listed(problems: Problems) -> list[Problem]:
    listed = list(islice(problems, MOST_PROBLEMS))
    if next(problems, None) is not None:
        listed.append(Problem("", f"has more problems than the {MOST_PROBLEMS:,} listed"))
    return listed


def _problems_of(text_or_path: str | os.PathLike[str], max_bytes: int) -> Problems:
    try:
        text = _text_of(text_or_path, max_bytes)
    except UnicodeDecodeError as error:
        yield Problem("", f"is not UTF-8: byte {error.start} cannot be read")
        return
    if text.startswith(BYTE_ORDER_MARK):
        yield Problem("", "begins with a byte order mark, which JSON does not allow")
        text = text[1:]
    content, problems = read_json(text)
    del text
    try:
        yield from chain(problems, [] if content is UNREADABLE else check_root(content))
    except RecursionError:
        yield Problem("", "is nested too deep to be checked")


def _text_of(text_or_path: str | os.PathLike[str], max_bytes: int) -> str:
    if isinstance(text_or_path, str) and _is_text(text_or_path):
        if len(text_or_path) > max_bytes:
            raise InvalidGeoJSON(f"the text is longer than {max_bytes:,} characters{_LIMIT}")
        return text_or_path
    try:
        return _read_ordinary_file(text_or_path, max_bytes).decode("utf-8")
    except UnicodeDecodeError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise InvalidGeoJSON(f"{os.fspath(text_or_path)!r} cannot be read: {reason}") from error


def _read_ordinary_file(path: str | os.PathLike[str], max_bytes: int) -> bytes:
    # Without waiting, because opening a pipe waits for whoever writes into it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _check_ordinary(os.fstat(descriptor), max_bytes)
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def _check_ordinary(status: os.stat_result, max_bytes: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError("it is a folder" if stat.S_ISDIR(status.st_mode) else "it is not an ordinary file")
    if status.st_size > max_bytes:
        raise OSError(f"it is larger than {max_bytes:,} bytes{_LIMIT}")


def _is_text(given: str) -> bool:
    start = given.lstrip(BYTE_ORDER_MARK + " \t\r\n")
    return not start or start[0] in "{[" or "\n" in given.strip()
