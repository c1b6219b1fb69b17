"""What a query asks for: one record of options, and what they come to with an atlas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from numbers import Real
from typing import Any

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.errors import InvalidPlace, UnknownId, UnknownOption, fold
from geo_ree.routing.factors import Rates, rates_for
from geo_ree.routing.network.connectors import FARTHEST_ACCESS_KM
from geo_ree.routing.network.weights import OBJECTIVES, Costing, unit_costs_of
from geo_ree.routing.passages import Closures, closures_of, passage_ids
from geo_ree.routing.places import port_of
from geo_ree.routing.ships import DEFAULT_SHIP, ship_table

ROUTE_MODES = ("rail", "road", "sea")
DEFAULT_OBJECTIVE = "co2e"


@dataclass(frozen=True, kw_only=True)
class RouteOptions:
    """What a route may use and what it minimises: the same for ``find_route``, ``route_matrix`` and ``geo-ree route``.

    What is given is brought into one form: ids, each once, in the order of those known. So equal wishes are equal.

    Parameters
    ----------
    modes : tuple of str
        Of ``rail``, ``road``, ``sea``. Access by road is always allowed and shown.
    closed, opened : tuple of str
        Passages: closed besides those closed by default, and taken from those. :func:`geo_ree.passages` lists them.
    avoid_ports : tuple of str
        Ports (UN/LOCODE or name) where the cargo must not be transferred between land and sea.
    objective : str
        What is minimised: ``co2e`` (kg of CO2e a tonne), ``time`` (hours) or ``distance`` (km).
    ship : str
        A class of ship of :func:`geo_ree.ships`.
    access_km : float or None
        How far off the networks a place may lie, km; None is 15 km on land and 50 km at sea.

    Raises
    ------
    UnknownOption
        For an unknown mode, passage or objective, with the nearest and all there are. Ports and ships are looked up
        when a route is asked for, as an atlas may bring its own.
    UnknownId
        For a port that is no text.
    InvalidPlace
        For an ``access_km`` that is no length above 0 and up to 1,000 km.

    Examples
    --------
    >>> import geo_ree
    >>> geo_ree.RouteOptions(modes=["sea", "rail"], closed=["Suez Canal"]).closed
    ('suez',)
    """

    modes: tuple[str, ...] = ROUTE_MODES
    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    avoid_ports: tuple[str, ...] = ()
    objective: str = DEFAULT_OBJECTIVE
    ship: str = DEFAULT_SHIP
    access_km: float | None = None

    def __post_init__(self) -> None:
        (objective,) = chosen("objective", [self.objective], OBJECTIVES)
        known = {
            "modes": chosen("mode", self.modes, ROUTE_MODES),
            "closed": passage_ids(several(self.closed)),
            "opened": passage_ids(several(self.opened)),
            "avoid_ports": _texts("port", self.avoid_ports),
            "objective": objective,
            "access_km": checked_access(self.access_km),
        }
        for name, value in known.items():
            object.__setattr__(self, name, value)

    def resolved(self, atlas: Atlas) -> Query:
        """Return what the options come to with an atlas: its ships, its ports, its figures of transport.

        Raises
        ------
        UnknownOption
            For an unknown class of ship.
        UnknownId
            For an unknown port.
        """
        ship = ship_table(atlas).ship_id(self.ship)
        ports = tuple(sorted({port_of(name, atlas) for name in self.avoid_ports}))
        return atlas.derived(_query_of, replace(self, ship=ship, avoid_ports=ports))


# By what keyword each option is asked for.
OPTION_NAMES = tuple(field.name for field in fields(RouteOptions))


@dataclass(frozen=True)
class Query:
    """Options as an atlas understands them.

    Parameters
    ----------
    options : RouteOptions
        With ids for the ship and the ports.
    costing : Costing
        What the search may use, and what each edge costs.
    rates : Rates
        By what hours and emissions are computed.
    closures : Closures
        Which passages are closed, and why.
    """

    options: RouteOptions
    costing: Costing
    rates: Rates
    closures: Closures


def _query_of(atlas: Atlas, options: RouteOptions) -> Query:
    rates = atlas.derived(_rates_of, options.ship)
    too_small = ship_table(atlas).too_small_for(options.ship)
    closures = closures_of(closed=options.closed, opened=options.opened, too_small=too_small)
    unit_costs = unit_costs_of(options.objective, rates)
    return Query(options, Costing(options.modes, closures.every, options.avoid_ports, unit_costs), rates, closures)


def _rates_of(atlas: Atlas, ship: str) -> Rates:
    return rates_for(ship, freight=atlas.freight, classes=ship_table(atlas).classes)


def chosen(kind: str, names: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that were asked for, each once, in the order of those known; case does not matter.

    Raises
    ------
    UnknownOption
        For a name that is not known, and for none at all.
    """
    asked = several(names)
    for name in asked or [""]:
        if not isinstance(name, str) or fold(name) not in known:
            raise UnknownOption(kind, name, known)
    return tuple(name for name in known if name in {fold(each) for each in asked})


def _texts(kind: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return names each once, sorted; a table says later which of them it knows."""
    asked = several(names)
    for name in asked:
        if not isinstance(name, str):
            raise UnknownId(kind, name, ())
    return tuple(sorted(set(asked)))


def checked_access(access_km: float | None) -> float | None:
    """Return how far off the networks a place may lie, km; None where nobody says.

    Raises
    ------
    InvalidPlace
        For what is no length above 0 and up to 1,000 km.
    """
    if access_km is None:
        return None
    if isinstance(access_km, bool) or not isinstance(access_km, Real) or not 0 < access_km <= FARTHEST_ACCESS_KM:
        raise InvalidPlace(
            f"access_km is a length in km, above 0 and at most {FARTHEST_ACCESS_KM:g}; got {access_km!r}"
        )
    return float(access_km)


def several(items: Any) -> list[Any]:
    """Return what may be one thing or several as a list: a name is not its letters, a point not its two numbers."""
    is_pair = isinstance(items, tuple) and len(items) == 2 and all(isinstance(each, Real) for each in items)
    is_one = is_pair or isinstance(items, str | Point) or not isinstance(items, Iterable)
    return [items] if is_one else list(items)
