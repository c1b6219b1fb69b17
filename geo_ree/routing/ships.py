"""Ships: the classes that may be named, and which passages are too small for each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo_ree.atlas.atlas import Atlas
from geo_ree.atlas.built_in import given_atlas
from geo_ree.errors import UnknownOption, fold
from geo_ree.layers.dtypes import text_as_objects
from geo_ree.routing.passages import PASSAGE_IDS, PASSAGES
from geo_ree.text.labels import capital

if TYPE_CHECKING:
    import pandas

# The class of a route that names none: it fits through Panama.
DEFAULT_SHIP = "handysize"
SIZES = ("length_m", "beam_m", "draught_m", "air_draught_m")


@dataclass(frozen=True)
class Ship:
    """A class of ship, or the largest ship that a passage takes.

    Parameters
    ----------
    length_m, beam_m, draught_m, air_draught_m : float
        Metres. Of a passage: infinite where it sets no limit. Of a class of ship: 0 where no source gives a figure.
    deadweight_t, speed_kn : float
        Tonnes and knots; NaN where no source gives a figure, and of a passage.
    """

    length_m: float = 0.0
    beam_m: float = 0.0
    draught_m: float = 0.0
    air_draught_m: float = 0.0
    deadweight_t: float = float("nan")
    speed_kn: float = float("nan")

    def fits(self, limit: Ship) -> bool:
        """Return whether the ship is within a passage's limits, each on its own."""
        return all(getattr(self, size) <= getattr(limit, size) for size in SIZES)


UNLIMITED = Ship(*(math.inf for _ in SIZES))


@dataclass(frozen=True)
class ShipTable:
    """The classes of ship of an atlas and the limits of its passages, each by id; ``ship_limits.csv`` has both."""

    classes: Mapping[str, Ship]
    limits: Mapping[str, Ship]

    def ship_id(self, name: object) -> str:
        """Return the id of a class of ship; case, spaces and hyphens do not matter.

        Raises
        ------
        UnknownOption
            With the nearest classes and all there are.
        """
        known = {fold(ship): ship for ship in self.classes}
        if not isinstance(name, str) or fold(name) not in known:
            raise UnknownOption("class of ship", name, self.classes)
        return known[fold(name)]

    def too_small_for(self, name: str) -> tuple[str, ...]:
        """Return the passages that a class of ship cannot take, in the order of ``PASSAGES``.

        Examples
        --------
        >>> ship_table().too_small_for("capesize")
        ('panama', 'danish-straits', 'kiel')
        """
        ship = self.classes[self.ship_id(name)]
        return tuple(each for each in PASSAGE_IDS if each in self.limits and not ship.fits(self.limits[each]))


def ship_table(atlas: Atlas | None = None) -> ShipTable:
    """Return the classes of ship and the limits of passages of an atlas, read once.

    Examples
    --------
    >>> ship_table().classes["handysize"].draught_m
    9.78
    """
    return given_atlas(atlas).derived(_table_of)


def _table_of(atlas: Atlas) -> ShipTable:
    rows: dict[str, dict[str, dict[str, float]]] = {"ship": {}, "passage": {}}
    frame = atlas.ship_limits
    for (subject_id, attribute), kind, value in zip(frame.index, frame["kind"], frame["value"], strict=True):
        rows[kind].setdefault(subject_id, {})[attribute.removeprefix("max_")] = float(value)
    unlimited = dict.fromkeys(SIZES, math.inf)
    return ShipTable(
        MappingProxyType({name: Ship(**sizes) for name, sizes in rows["ship"].items()}),
        MappingProxyType({name: Ship(**{**unlimited, **sizes}) for name, sizes in rows["passage"].items()}),
    )


def ships(*, atlas: Atlas | None = None) -> pandas.DataFrame:
    """Return the classes of ship that ``ship=`` may name.

    Parameters
    ----------
    atlas : Atlas, optional
        The built-in one when not given; a folder of one's own may add classes in ``networks/ship_limits.csv``.

    Returns
    -------
    DataFrame
        Indexed by ``ship_id``: ``name``, ``length_m``, ``beam_m``, ``draught_m``, ``air_draught_m``, ``deadweight_t``,
        ``speed_kn`` (NaN where no source gives a figure; its design speed, not the one that routes compute with),
        ``is_default``, ``closed_passages`` and ``source_ids`` (tuples).

    Examples
    --------
    >>> import geo_ree
    >>> geo_ree.ships().loc["capesize", "closed_passages"]
    ('panama', 'danish-straits', 'kiel')
    """
    atlas = given_atlas(atlas)
    table, sources = ship_table(atlas), _source_ids(atlas, "ship")
    return _frame(
        "ship_id",
        {
            ship_id: {
                "name": capital(ship_id.replace("-", " ")),
                **{size: getattr(ship, size) or math.nan for size in SIZES},
                "deadweight_t": ship.deadweight_t,
                "speed_kn": ship.speed_kn,
                "is_default": ship_id == DEFAULT_SHIP,
                "closed_passages": table.too_small_for(ship_id),
                "source_ids": sources[ship_id],
            }
            for ship_id, ship in table.classes.items()
        },
    )


def passages(*, atlas: Atlas | None = None) -> pandas.DataFrame:
    """Return the straits, canals and capes that ``closed=`` and ``opened=`` may name.

    Parameters
    ----------
    atlas : Atlas, optional
        The built-in one when not given; a folder of one's own may set other limits in ``networks/ship_limits.csv``.

    Returns
    -------
    DataFrame
        Indexed by ``passage_id``: ``name``, ``is_closed_by_default``, ``max_length_m``, ``max_beam_m``,
        ``max_draught_m``, ``max_air_draught_m`` (NaN where it sets no limit), ``lon`` and ``lat`` (degrees, the middle
        of its gate), ``source_ids`` (a tuple; empty without limits).

    Examples
    --------
    >>> import geo_ree
    >>> table = geo_ree.passages()
    >>> list(table.index[table["is_closed_by_default"]])
    ['northwest', 'northeast']
    """
    atlas = given_atlas(atlas)
    limits, sources = ship_table(atlas).limits, _source_ids(atlas, "passage")
    return _frame(
        "passage_id",
        {
            each.passage_id: {
                "name": each.name,
                "is_closed_by_default": each.closed_by_default,
                **{f"max_{size}": _finite(getattr(limits.get(each.passage_id, UNLIMITED), size)) for size in SIZES},
                "lon": each.middle[0],
                "lat": each.middle[1],
                "source_ids": sources.get(each.passage_id, ()),
            }
            for each in PASSAGES
        },
    )


def _finite(value: float) -> float:
    return value if math.isfinite(value) else math.nan


def _source_ids(atlas: Atlas, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the sources of each class of ship or passage, each once, in the order of the file."""
    rows = atlas.ship_limits.reset_index()
    rows = rows[rows["kind"] == kind]
    return {str(name): tuple(dict.fromkeys(group["source_id"])) for name, group in rows.groupby("subject_id")}


def _frame(index: str, rows: Mapping[str, Mapping[str, object]]) -> pandas.DataFrame:
    import pandas

    return text_as_objects(pandas.DataFrame.from_dict(dict(rows), orient="index").rename_axis(index))
