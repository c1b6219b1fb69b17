"""A matrix kept in a folder, block by block, so that a run that was interrupted goes on where it stopped.

The folder holds a file of Parquet for each block that is done and ``_manifest.json``, which says what is computed. A
row of a file is a pair of places, so the folder as a whole reads as one table: ``pandas.read_parquet(folder)``. Names
that begin with ``_`` or ``.`` are passed over by readers of Parquet.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy

from geo_ree._atomic import replacing, write_text
from geo_ree.errors import MissingLibrary, UnwritableFile
from geo_ree.routing.network.graph import Numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

MANIFEST = "_manifest.json"
# The key under which each file says of which query it is a part.
MARK = b"geo_ree"
# A query with a hundred thousand places has a manifest of a few million bytes.
LARGEST_MANIFEST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, eq=False)
class BlockFiles:
    """The folder of one matrix.

    Parameters
    ----------
    folder : Path
        Made when it is not there; its parent must be.
    query : mapping of str to (str, number or list)
        All that decides the numbers; as JSON.
    value_name : str
        The column of the values.
    """

    folder: Path
    query: Mapping[str, Any]
    value_name: str

    @cached_property
    def fingerprint(self) -> str:
        """What tells queries apart: the same for the same query, and for no other."""
        return hashlib.sha256(_as_json(self.query).encode()).hexdigest()

    def begin(self) -> None:
        """Make the folder ready: write its manifest, or find that of the same query.

        Raises
        ------
        MissingLibrary
            Without pyarrow.
        UnwritableFile
            Where the folder holds anything else, or cannot be made. Nothing in it is changed then.
        """
        _arrow()
        path = self.folder / MANIFEST
        try:
            self.folder.mkdir(exist_ok=True)
            # A hidden file may be what is left of a run that was killed while it wrote.
            is_begun, is_empty = os.path.lexists(path), all(file.name.startswith(".") for file in self.folder.iterdir())
        except OSError as error:
            raise UnwritableFile(self.folder, error.strerror or str(error)) from error
        if is_begun:
            self._check_same(path)
        elif is_empty:
            write_text(path, _as_json({"fingerprint": self.fingerprint, **self.query}))
        else:
            raise UnwritableFile(self.folder, f"it holds files, but no {MANIFEST} of a matrix; give an empty folder")

    def path(self, block: int) -> Path:
        """Return the file of a block."""
        return self.folder / f"block-{block:05d}.parquet"

    def write(
        self, block: int, values: Numbers, names: tuple[Sequence[str], Sequence[str]], *, is_turned: bool
    ) -> None:
        """Write a block, whole or not at all.

        Parameters
        ----------
        block : int
        values : ndarray of float64
            Shape (n, m); NaN becomes an empty cell.
        names : (sequence of str, sequence of str)
            Of its n rows and m columns.
        is_turned : bool
            Whether the rows are destinations and the columns origins.

        Raises
        ------
        UnwritableFile
            Where something that is not this block stands under its name, or the file cannot be written.
        """
        arrow = _arrow()
        flat = values.ravel()
        columns = {
            "origin": _names(arrow, names[0], numpy.repeat(numpy.arange(len(names[0])), len(names[1]))),
            "destination": _names(arrow, names[1], numpy.tile(numpy.arange(len(names[1])), len(names[0]))),
        }
        if is_turned:
            columns = dict(zip(columns, reversed(columns.values()), strict=True))
        table = arrow.table({**columns, self.value_name: arrow.array(flat, mask=numpy.isnan(flat))})
        table = table.replace_schema_metadata({MARK: _as_json(self._mark(block, flat)).encode()})
        self._mark_on(block)  # what came to stand there while the block was computed is not overwritten
        with replacing(self.path(block)) as temporary:
            arrow.parquet.write_table(table, temporary)

    def read(self, block: int, shape: tuple[int, int]) -> Numbers | None:
        """Return a block that was written; None where it was not, or where the numbers in its file are damaged.

        Raises
        ------
        UnwritableFile
            Where the file was not written for this block of this query, or its mark cannot be read: it would have to
            be overwritten.
        """
        arrow, path = _arrow(), self.path(block)
        mark = self._mark_on(block)
        if mark is None:
            return None
        try:
            table = arrow.parquet.read_table(path, partitioning=None)
            values = table.column(self.value_name).to_numpy().astype(float)
        except (arrow.ArrowException, OSError, ValueError, TypeError, KeyError):
            return None
        if len(values) != shape[0] * shape[1] or mark != self._mark(block, values):
            return None
        return numpy.asarray(values, float).reshape(shape)

    def _mark_on(self, block: int) -> dict[str, Any] | None:
        """Return the mark of a block's file, which says that it is ours; None where there is no file.

        Raises
        ------
        UnwritableFile
            Where anything else stands under its name: a link, a folder, a file without the mark of this block.
        """
        arrow, path = _arrow(), self.path(block)
        if not os.path.lexists(path):
            return None
        _check_ordinary(path)
        try:
            mark = json.loads((arrow.parquet.read_metadata(path).metadata or {})[MARK])
            is_ours = mark["fingerprint"] == self.fingerprint and mark["block"] == block
        except (arrow.ArrowException, OSError, ValueError, TypeError, LookupError, RecursionError):
            is_ours = False
        if not is_ours:
            raise UnwritableFile(path, "it is no part of this matrix; move it elsewhere")
        return dict(mark)

    def _mark(self, block: int, values: Numbers) -> dict[str, Any]:
        digest = hashlib.sha256(numpy.where(numpy.isnan(values), numpy.nan, values).tobytes()).hexdigest()
        return {"fingerprint": self.fingerprint, "block": block, "sha256": digest}

    def _check_same(self, path: Path) -> None:
        """Raise where a manifest is not that of this query, naming what differs."""
        _check_ordinary(path)
        try:
            found = json.loads(_text_of(path))
            whole = {"fingerprint": self.fingerprint, **self.query}
            differing = [key for key in {**self.query, **found, **whole} if found.get(key) != whole.get(key)]
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            raise UnwritableFile(self.folder, f"its {MANIFEST} is not one of a matrix; give another folder") from None
        if differing:
            what = ", ".join(key for key in differing if key != "fingerprint")
            raise UnwritableFile(
                self.folder, f"it holds the matrix of another query ({what} differ); give another folder"
            )


def _check_ordinary(path: Path) -> None:
    """Refuse a link, whose target is somebody else's, and what is no file."""
    if not stat.S_ISREG(path.lstat().st_mode):
        what = "a link" if path.is_symlink() else "not an ordinary file"
        raise UnwritableFile(path, f"it is {what}; a matrix touches only files that it wrote itself. Move it elsewhere")


def _text_of(path: Path) -> str:
    """Return the text of a manifest; ValueError where it is longer than any of ours."""
    with path.open("rb") as file:
        content = file.read(LARGEST_MANIFEST_BYTES + 1)
    if len(content) > LARGEST_MANIFEST_BYTES:
        raise ValueError("too long")
    return content.decode("utf-8")


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _names(arrow: Any, names: Sequence[str], places: Any) -> Any:
    """Return a column of names, each stored once."""
    return arrow.DictionaryArray.from_arrays(
        arrow.array(places.astype(numpy.int32)), arrow.array(names, arrow.string())
    )


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingLibrary("pyarrow", "parquet") from error
    return pyarrow
