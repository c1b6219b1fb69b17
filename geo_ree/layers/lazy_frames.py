"""Tables that are made when they are first asked for: who needs two of them should not wait for twenty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas

Maker = Callable[[], pandas.DataFrame]


class LazyFrames(Mapping[str, pandas.DataFrame]):
    """Frames by name, each made once, at its first use.

    Parameters
    ----------
    makers : mapping of str to callable
        Makes the frame of each name.

    Examples
    --------
    >>> frames = LazyFrames({"one": lambda: pandas.DataFrame({"a": [1]})})
    >>> list(frames), len(frames["one"]), frames["one"] is frames["one"]
    (['one'], 1, True)
    """

    def __init__(self, makers: Mapping[str, Maker]):
        self._makers = dict(makers)
        self._made: dict[str, pandas.DataFrame] = {}

    def __getitem__(self, name: str) -> pandas.DataFrame:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers  # to ask is not to use

    def __reduce__(self) -> tuple[type[dict[str, pandas.DataFrame]], tuple[dict[str, pandas.DataFrame]]]:
        # What makes a frame does not travel to another process; the frames do.
        return dict, (dict(self),)

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
