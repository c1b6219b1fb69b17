"""What a query asks for, as people say it, made into terms."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Real
from typing import Any

from shapely.geometry import Point

from geo_ree.atlas.atlas import Atlas
from geo_ree.errors import InvalidPlace, UnknownId, UnknownOption
from geo_ree.routing.factors import Rates, rates_for
from geo_ree.routing.network.multimodal import FARTHEST_ACCESS_KM, OBJECTIVES, Terms, prices_of
from geo_ree.routing.passages import PASSAGE_IDS, closed_passages, passages_too_small_for
from geo_ree.routing.places import network_ports

ROUTE_MODES = ("rail", "road", "sea")


def terms_of(
    atlas: Atlas,
    *,
    modes: Iterable[str],
    closed: Iterable[str],
    opened: Iterable[str],
    objective: str,
    ship: str,
    avoid: Iterable[str],
) -> tuple[Terms, Rates]:
    """Return the terms of a query, and the rates by which its hours and emissions are reckoned.

    The parameters are those of :func:`geo_ree.routing.route.find_route`.

    Raises
    ------
    UnknownOption
        For an unknown mode, passage, objective or class of ship, with the nearest names and all there are.
    UnknownId
        For an unknown port to avoid.

    Examples
    --------
    >>> import geo_ree
    >>> ask = {"modes": ["sea"], "closed": ["Suez Canal"], "opened": [], "objective": "time", "avoid": []}
    >>> terms, rates = terms_of(geo_ree.load_atlas(), ship="capesize", **ask)
    >>> terms.closed
    ('suez', 'panama', 'danish-straits', 'kiel', 'northwest', 'northeast')
    """
    wanted = chosen("mode", modes, ROUTE_MODES)
    (objective,) = chosen("objective", [objective], OBJECTIVES)
    rates = atlas.derived(_rates_of, ship)
    shut = {*closed_passages(closed=closed, opened=opened), *passages_too_small_for(rates.ship)}
    closed_ids = tuple(passage for passage in PASSAGE_IDS if passage in shut)
    return Terms(wanted, closed_ids, ports_to_avoid(avoid), prices_of(objective, rates)), rates


def chosen(kind: str, names: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that were asked for, each once, in the order of those known.

    Raises
    ------
    UnknownOption
        For a name that is not known, and for none at all.
    """
    asked = [names] if isinstance(names, str) else list(names)
    for name in asked or [""]:
        if name not in known:
            raise UnknownOption(kind, name, known)
    return tuple(name for name in known if name in asked)


def ports_to_avoid(avoid: Iterable[str]) -> tuple[str, ...]:
    """Return ports as they are called, each once, in order.

    Raises
    ------
    UnknownId
        For a port that the networks do not hold.
    """
    ports = network_ports()
    for port_id in several(avoid):
        if port_id not in ports:
            raise UnknownId("port", port_id, ports)
    return tuple(sorted(set(several(avoid))))


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


def several(ends: Iterable[Any]) -> list[Any]:
    """Return what may be one place or several as a list: a single id is not the letters it is made of."""
    return [ends] if isinstance(ends, str | Point) else list(ends)


# A script asks for many routes.
def _rates_of(atlas: Atlas, ship: str) -> Rates:
    return rates_for(ship, freight=atlas.freight)
