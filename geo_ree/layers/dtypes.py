"""One dtype for text, whatever the version of pandas."""

from __future__ import annotations

from typing import Any, TypeVar

import pandas

Frame = TypeVar("Frame", bound=pandas.DataFrame)


def text_as_objects(frame: Frame) -> Frame:
    """Return a frame whose texts are ``object``, in its columns and its index, with None for a missing one.

    pandas 3 makes ``str`` columns of texts where pandas 2 makes ``object`` ones, each with a missing value of its own.

    Examples
    --------
    >>> frame = text_as_objects(pandas.DataFrame({"name": pandas.Series(["Fen", None], dtype="str")}))
    >>> frame["name"].dtype, frame["name"].tolist()
    (dtype('O'), ['Fen', None])
    """
    texts = {str(name): _as_objects(frame[name]) for name in frame if isinstance(frame[name].dtype, pandas.StringDtype)}
    result = frame.assign(**texts)
    result.index = _index_as_objects(frame.index)
    return result


def _as_objects(column: pandas.Series[Any]) -> pandas.Series[Any]:
    return column.astype(object).where(column.notna(), None)


def _index_as_objects(index: pandas.Index[Any]) -> pandas.Index[Any]:
    if isinstance(index, pandas.MultiIndex):
        levels: list[Any] = [_index_as_objects(level) for level in index.levels]
        return index.set_levels(levels)
    return index.astype(object) if isinstance(index.dtype, pandas.StringDtype) else index
