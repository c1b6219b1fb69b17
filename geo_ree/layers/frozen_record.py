"""A record in a cell: a dict that cannot be written to, so that whoever is handed one cannot change another's."""

from __future__ import annotations

from typing import Any, NoReturn


class FrozenRecord(dict[str, Any]):
    """A dict whose entries stay as they are; what it holds is frozen too.

    It is read, printed, compared and written to JSON as any dict, and can be pickled, which a mapping proxy cannot.
    ``dict(record)`` is a copy to write to.

    Examples
    --------
    >>> record = FrozenRecord({"name": "Main", "layers": [1, {"of": "ore"}]})
    >>> record["layers"]
    (1, {'of': 'ore'})
    >>> record["name"] = "East"
    Traceback (most recent call last):
      ...
    TypeError: a record of the layers cannot be changed; dict(record) makes a copy
    """

    def __init__(self, entries: dict[str, Any]):
        super().__init__({name: frozen(value) for name, value in entries.items()})

    def _refuse(self, *arguments: object, **named: object) -> NoReturn:
        raise TypeError("a record of the layers cannot be changed; dict(record) makes a copy")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[FrozenRecord], tuple[dict[str, Any]]]:
        # As it is by default, unpickling would fill an empty dict entry by entry.
        return FrozenRecord, (dict(self),)


def frozen(value: Any) -> Any:
    """Return a JSON value that nobody can change: objects as frozen records, arrays as tuples."""
    if isinstance(value, dict):
        return FrozenRecord(value)
    if isinstance(value, list | tuple):
        return tuple(frozen(item) for item in value)
    return value
