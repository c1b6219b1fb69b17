"""Write files whole or not at all.

The text goes to a temporary file in the folder of the target, reaches the disk, and only then takes the target's name.
A full disk, a crash or Ctrl-C therefore leaves the old file as it was.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo_ree.errors import UnsupportedFormat, UnwritableFile


def write_text(path: str | os.PathLike[str], text: str) -> Path:
    """Write ``text`` to ``path`` as UTF-8, whole or not at all.

    Line ends are written as they are in the text, on every system. A link is followed, and an existing file keeps its
    permissions.

    Parameters
    ----------
    path : path
        The file to make or to replace; its folder must exist.
    text : str

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    UnwritableFile
        Where the file cannot be written; one line that says why.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_text(folder / "note.txt", "Kızılcaören").read_text("utf-8")
    'Kızılcaören'
    >>> write_text(folder / "missing" / "note.txt", "") == None
    Traceback (most recent call last):
      ...
    geo_ree.errors.UnwritableFile: cannot write ...: the folder ... does not exist
    """
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnwritableFile(path, f"character {error.start} of the text has no UTF-8 form") from error
    with replacing(path) as temporary, temporary.open("xb") as file:
        file.write(content)
    return Path(path)


def check_ending(path: str | os.PathLike[str], endings: tuple[str, ...]) -> None:
    """Refuse a file name that says another format than the one about to be written; case does not matter.

    Parameters
    ----------
    path : path
    endings : tuple of str
        Those that the format goes by, such as ``(".html", ".htm")``.

    Raises
    ------
    UnsupportedFormat
        Before anything is touched: a file of another format may stand there.

    Examples
    --------
    >>> check_ending("area.GeoJSON", (".geojson", ".json"))
    >>> check_ending("area.gpkg", (".geojson", ".json"))
    Traceback (most recent call last):
      ...
    geo_ree.errors.UnsupportedFormat: 'area.gpkg': what is written here ends in .geojson or .json, not .gpkg
    """
    name = os.fspath(path)
    ending = Path(name).suffix.lower()
    if ending not in endings:
        what = f"not {ending}" if ending else "and the name has no ending"
        raise UnsupportedFormat(f"{name!r}: what is written here ends in {' or '.join(endings)}, {what}")


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give the name of a temporary file to write; when the block ends well, it takes the place of ``path``.

    For writers that open files themselves: the temporary file has the suffix of ``path``, lies in the same folder and
    does not exist yet. When the block raises, it is removed.

    Raises
    ------
    UnwritableFile
        Where ``path`` cannot be written, or the block raises an OSError.
    """
    target = _checked_target(path)
    temporary = target.with_name(f".{secrets.token_hex(8)}{target.suffix}")
    try:
        yield temporary
        _keep_permissions(temporary, target)
        _flush_to_disk(temporary)
        temporary.replace(target)
    except OSError as error:
        raise UnwritableFile(path, _reason(error)) from error
    finally:
        # Gone already when all went well.
        with suppress(OSError):
            temporary.unlink()


def _checked_target(path: str | os.PathLike[str]) -> Path:
    """Return the file that ``path`` names, links followed; raise where it could not be replaced."""
    try:
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if target.exists() else None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UnwritableFile(path, _reason(error)) from error
    if not target.parent.is_dir():
        what = "is not a folder" if target.parent.exists() else "does not exist"
        raise UnwritableFile(path, f"the folder {target.parent} {what}")
    if mode is not None and not stat.S_ISREG(mode):
        raise UnwritableFile(path, "it is a folder" if stat.S_ISDIR(mode) else "it is not an ordinary file")
    if mode is not None and not os.access(target, os.W_OK):
        # Its folder may well allow replacing it, but whoever protected it meant the file.
        raise UnwritableFile(path, "the file is write-protected")
    return target


def _keep_permissions(temporary: Path, target: Path) -> None:
    if target.exists():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))


def _flush_to_disk(temporary: Path) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
