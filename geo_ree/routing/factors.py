"""What a kilometre, an hour and a transfer cost: speeds, emission factors and hours, each with the rows it came from.

Every figure is taken from ``layers/freight.csv``; which row stands for what, and why, is in
``factor_choices``. Emissions are counted from well to wheel throughout: what is burnt on the way (TTW)
and what making and bringing the fuel took (WTT), of the same class of vehicle.

Not counted: emissions of handling at a transfer (no factor of the same scope was read), customs and borders, waiting
before a canal, and what a load waits for its ship.
"""

from __future__ import annotations

import csv
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas

from geo_ree.errors import Fault, InvalidLayer
from geo_ree.layers.folder import layers_folder
from geo_ree.routing.factor_choices import (
    BULK_CLASSES,
    CANALS,
    CHOICES,
    CONTAINER_CLASSES,
    EMISSIONS,
    HOURS,
    SCOPES,
    SPEED,
    UNITS,
    Choice,
    emission_factor,
)
from geo_ree.routing.ships import Ship, ShipTable, ship_table

FREIGHT_FILE, LIMITS_FILE = "freight.csv", "networks/ship_limits.csv"


@dataclass(frozen=True)
class Rate:
    """One figure by which a route is computed, and where it comes from.

    Parameters
    ----------
    value : float
        In ``unit``.
    unit : str
        ``"km/h"``, ``"gCO2e/t-km"`` or ``"hours"``.
    freight_ids, source_ids : tuple of str
        Every row of ``freight.csv`` that went into the value, and their sources, each once.
    verified : bool
        False where one of the rows was read in no source; it is to be shown as an assumption.
    note : str
        Why these rows stand for it, and what was done to them.
    """

    value: float
    unit: str
    freight_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    verified: bool
    note: str


@dataclass(frozen=True)
class Rates:
    """All that a route is computed by, for one class of ship.

    Parameters
    ----------
    ship : str
        The class of ship, an id of :func:`geo_ree.ships`.
    speed_km_h, co2e_g_per_t_km : mapping of str to Rate
        By mode: ``"sea"``, ``"rail"``, ``"road"``; access to the networks goes by road. Grams of CO2e a tonne
        and kilometre, well to wheel.
    handling_hours : mapping of str to Rate
        Hours of one transfer: at a ``"port"`` between land and sea, at a ``"terminal"`` between railway and road.
    passage_hours : mapping of str to Rate
        By passage: the hours that a canal takes beyond sailing its length at sea speed.
    """

    ship: str
    speed_km_h: Mapping[str, Rate]
    co2e_g_per_t_km: Mapping[str, Rate]
    handling_hours: Mapping[str, Rate]
    passage_hours: Mapping[str, Rate]

    def __post_init__(self) -> None:
        for name, value in list(vars(self).items()):
            if isinstance(value, Mapping):
                object.__setattr__(self, name, MappingProxyType(dict(value)))

    def __reduce__(self) -> tuple[type[Rates], tuple[Any, ...]]:
        # A read-only view cannot be pickled, and the blocks of a matrix are computed in other processes.
        return Rates, tuple(dict(value) if isinstance(value, Mapping) else value for value in vars(self).values())

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Every source of the rates, each once, in the order of ``table``."""
        return tuple(dict.fromkeys(source_id for _, rate in self._named() for source_id in rate.source_ids))

    @property
    def table(self) -> pandas.DataFrame:
        """One row a rate, to be shown and cited.

        Returns
        -------
        DataFrame
            Indexed by ``what`` in words: ``value``, ``unit``, ``freight_ids``, ``source_ids`` (tuples), ``verified``,
            ``note``.
        """
        names, rates = zip(*self._named(), strict=True)
        index = pandas.Index(names, name="what")
        return pandas.DataFrame([vars(rate) for rate in rates], index=index)

    def _named(self) -> Iterator[tuple[str, Rate]]:
        by_mode = {"sea": "at sea", "rail": "by rail", "road": "by road"}
        transfers = {"port": "at a port", "terminal": "between railway and road"}
        yield from ((f"speed {by_mode[mode]}", rate) for mode, rate in self.speed_km_h.items())
        yield from ((f"emissions {by_mode[mode]}", rate) for mode, rate in self.co2e_g_per_t_km.items())
        yield from ((f"handling {transfers[place]}", rate) for place, rate in self.handling_hours.items())
        yield from ((f"passage of {canal}", rate) for canal, rate in self.passage_hours.items())


def rates_for(
    ship: str, *, freight: pandas.DataFrame | None = None, classes: Mapping[str, Ship] | None = None
) -> Rates:
    """Return what a kilometre, an hour and a transfer cost when the sea is crossed by one class of ship.

    A class has a service speed in ``ship_limits.csv``, but that is what it was designed for: fleets have sailed more
    slowly for years to save fuel, and the emission factors are of ships as they sail. So the fleet's average is taken.

    Parameters
    ----------
    ship : str
        An id of :func:`geo_ree.ships`; case, spaces and hyphens do not matter. Its
        deadweight picks the class of the emission factors, and whether it carries bulk or containers picks its
        speed and its stay in port.
    classes : mapping of str to Ship, optional
        The classes of ship by id; the built-in ones when not given.
    freight : DataFrame, optional
        Rows of ``freight.csv`` that stand before the built-in ones, indexed by ``freight_id``: ``atlas.freight``. Rows
        that it lacks, as in an atlas of primary sources alone, are the built-in ones.

    Returns
    -------
    Rates
        A row that is a range gives its middle, and the rate's note says so.

    Raises
    ------
    UnknownOption
        For a class of ship that is not in the table.
    InvalidLayer
        With every row that is missing, or has a unit, scope or value of which nothing can be made.

    Examples
    --------
    >>> rates = rates_for("handysize")
    >>> rate = rates.co2e_g_per_t_km["sea"]
    >>> round(rate.value, 2), rate.freight_ids[0]
    (9.81, 'freight-bulk-carrier-10-000-34-999-dwt-ttw-defra-2025')
    >>> round(rates.speed_km_h["sea"].value, 1), rates.speed_km_h["sea"].verified
    (20.2, True)
    """
    table = ShipTable(classes, {}) if classes is not None else ship_table()
    ship = table.ship_id(ship)
    rate = _rates_by_name(ship, table.classes[ship], freight)
    speed = {mode: rate[f"{mode}-speed"] for mode in ("sea", "rail", "road")}
    speed["road"] = _with_rests(speed["road"], rate["driving-day"], rate["rest-day"])
    return Rates(
        ship,
        speed,
        {mode: rate[f"{mode}-emissions"] for mode in ("sea", "rail", "road")},
        {"port": rate["port"], "terminal": rate["terminal"]},
        {canal: _beyond_sailing(rate[canal], rate[f"{canal}-length"], speed["sea"]) for canal in CANALS},
    )


def _rates_by_name(ship: str, sizes: Ship, freight: pandas.DataFrame | None) -> dict[str, Rate]:
    """Return what each choice for a class of ship comes to, or raise with every row that is wrong."""
    choices = _choices_for(ship, sizes)
    rows = {**_built_in_rows(layers_folder() / FREIGHT_FILE), **_rows_of(freight)}
    faults = [fault for choice in choices.values() for fault in _faults(choice, rows)]
    if faults:
        raise InvalidLayer(list(dict.fromkeys(faults)))
    return {name: _rate(choice, rows) for name, choice in choices.items()}


def _choices_for(ship: str, sizes: Ship) -> dict[str, Choice]:
    """Return the choices for one class of ship, by the names under which ``rates_for`` asks for them."""
    kind = "container" if ship in CONTAINER_CLASSES else "bulk"
    choices = {name: choice for name, choice in CHOICES.items() if not name.startswith(("bulk-", "container-"))}
    factors = CONTAINER_CLASSES.get(ship) or _bulk_class(ship, sizes.deadweight_t)
    choices["sea-emissions"] = emission_factor(factors, f"the class of ships to which {ship} belongs")
    return choices | {"sea-speed": CHOICES[f"{kind}-speed"], "port": CHOICES[f"{kind}-port"]}


def _bulk_class(ship: str, deadweight_t: float) -> str:
    if math.isnan(deadweight_t):
        what = f"is missing for {ship}: its deadweight_t picks the emission factors of a bulk carrier"
        raise InvalidLayer([Fault(LIMITS_FILE, None, "attribute", what, "a row of its deadweight_t")])
    begins = [begin for begin, _ in BULK_CLASSES]
    return BULK_CLASSES[bisect_right(begins, deadweight_t) - 1][1]


@dataclass(frozen=True)
class _Row:
    """What a rate needs of a row of ``freight.csv``; ``value_max`` is NaN where it is no range."""

    value: float
    value_max: float
    unit: str
    scope: str | None
    verified: bool
    source_id: str

    @property
    def middle(self) -> float:
        return self.value if math.isnan(self.value_max) else (self.value + self.value_max) / 2


# Every route asks anew; the file belongs to the installation, and what is kept of it cannot be changed.
@lru_cache(maxsize=1)
def _built_in_rows(path: Path) -> Mapping[str, _Row]:
    # Read by hand: the first route of a command must not wait for every table of the atlas.
    with path.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                row["freight_id"]: _Row(
                    float(row["value"]),
                    float(row["value_max"] or "nan"),
                    row["unit"],
                    row["scope"] or None,
                    row["verified"] == "yes",
                    row["source_id"],
                )
                for row in csv.DictReader(file)
            }
        )


def _rows_of(freight: pandas.DataFrame | None) -> dict[str, _Row]:
    if freight is None:
        return {}
    cells = freight[[field.name for field in fields(_Row)]].itertuples(index=True, name=None)
    return {freight_id: _Row(*values) for freight_id, *values in cells}


def _faults(choice: Choice, rows: Mapping[str, _Row]) -> Iterator[Fault]:
    """Yield what keeps a choice from being a rate, each fault naming its row."""
    for scope, freight_id in zip(SCOPES, choice.freight_ids, strict=False):
        row = rows.get(freight_id)
        if row is None:
            yield Fault(FREIGHT_FILE, None, "freight_id", f"has no row {freight_id}, by which routes are computed")
            continue
        if row.unit not in UNITS[choice.unit]:
            allowed = ", ".join(UNITS[choice.unit])
            yield Fault(FREIGHT_FILE, None, "unit", f"is {row.unit} in the row {freight_id}", allowed)
        if not (math.isfinite(row.middle) and row.middle > 0):
            yield Fault(FREIGHT_FILE, None, "value", f"is {row.middle} in the row {freight_id}", "above 0")
        if choice.unit == EMISSIONS and row.scope != scope:
            yield Fault(FREIGHT_FILE, None, "scope", f"is {row.scope or 'empty'} in the row {freight_id}", scope)


def _rate(choice: Choice, rows: Mapping[str, _Row]) -> Rate:
    parts = [rows[freight_id] for freight_id in choice.freight_ids]
    notes = [choice.reason]
    notes += [
        f"the middle of {part.value:g} to {part.value_max:g} {part.unit}"
        for part in parts
        if not math.isnan(part.value_max)
    ]
    if choice.unit == EMISSIONS:
        notes.append("well to wheel: tank to wheel and well to tank together")
    return Rate(
        math.fsum(part.middle * UNITS[choice.unit][part.unit] for part in parts),
        choice.unit,
        choice.freight_ids,
        tuple(dict.fromkeys(part.source_id for part in parts)),
        all(part.verified for part in parts),
        "; ".join(notes),
    )


def _with_rests(speed: Rate, driving: Rate, rest: Rate) -> Rate:
    """Return the speed of a lorry on a long trip, on which its one driver rests as the law asks."""
    parts = (speed, driving, rest)
    return replace(
        _together(parts),
        value=speed.value * driving.value / (driving.value + rest.value),
        unit=SPEED,
        note=(
            f"{speed.value:g} km/h ({speed.note}) for {driving.value:g} hours, then {rest.value:g} of rest: the law of"
            " the European Union for one driver, taken for all countries; a trip of one day is quicker"
        ),
    )


def _together(parts: tuple[Rate, ...]) -> Rate:
    """Return a rate with the rows and sources of several, its figure still to be given."""
    return Rate(
        math.nan,
        HOURS,
        tuple(freight_id for part in parts for freight_id in part.freight_ids),
        tuple(dict.fromkeys(source_id for part in parts for source_id in part.source_ids)),
        all(part.verified for part in parts),
        "",
    )


def _beyond_sailing(transit: Rate, length: Rate, speed: Rate) -> Rate:
    """Return the hours that a canal takes beyond sailing its length at sea speed; never below 0."""
    return replace(
        _together((transit, length, speed)),
        value=max(0.0, transit.value - length.value / speed.value),
        note=f"{transit.value:g} hours ({transit.note}) less those of {length.value:g} km at sea speed",
    )
