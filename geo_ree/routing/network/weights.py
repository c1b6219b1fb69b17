"""What a search minimises and what it may use: the cost of each edge of the network.

Emissions, hours or kilometres: each is a cost of a kilometre by mode, of a transfer and of a canal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy

from geo_ree.routing.factors import Rates
from geo_ree.routing.network.graph import MODES, RAIL, ROAD, TRANSFER, Flags, Numbers, seal
from geo_ree.routing.network.multimodal import MultimodalNetwork
from geo_ree.routing.passages import PASSAGE_IDS

OBJECTIVES = ("co2e", "time", "distance")
# Of two paths that cost the same, the one with fewer transfers is taken.
TIE = 1e-6
# No source that was read gives the emissions of handling, so no result counts them. But the search weighs a transfer as
# much as this, our assumption: else it would reload a cargo from train to lorry and back to save a kilogram a tonne.
TRANSFER_G_PER_T = 3000.0


@dataclass(frozen=True)
class UnitCosts:
    """What a query minimises: grams of CO2e a tonne, hours or kilometres.

    Parameters
    ----------
    objective : str
        Of ``OBJECTIVES``.
    sea, rail, road : float
        Of a kilometre.
    port, terminal : float
        Of a transfer between land and sea, and of one between railway and road.
    quay : float
        Of the access of a port on land. Railway and road meet there, so a transfer between the two pays one half of a
        terminal on each side; a path that begins or ends at a port gets it back.
    transfer : float
        How much of a transfer is only weighed by the search and is no part of a result.
    passages : tuple of (str, float)
        Of a passage beyond its kilometres.
    """

    objective: str
    sea: float
    rail: float
    road: float
    port: float
    terminal: float
    quay: float
    transfer: float
    passages: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Costing:
    """What a query allows and what it minimises.

    Parameters
    ----------
    modes : tuple of str
        Of ``sea``, ``rail`` and ``road``.
    closed : tuple of str
        Ids of every passage that is closed, for whatever reason.
    avoid_ports : tuple of str
        Ports (UN/LOCODE) where cargo must not be transferred between land and sea.
    unit_costs : UnitCosts
    """

    modes: tuple[str, ...]
    closed: tuple[str, ...]
    avoid_ports: tuple[str, ...]
    unit_costs: UnitCosts

    @property
    def quay(self) -> float:
        """The cost of a port's access on land; without both railway and road there is nothing to transfer between."""
        return self.unit_costs.quay if {"rail", "road"} <= set(self.modes) else 0.0


def unit_costs_of(objective: str, rates: Rates) -> UnitCosts:
    """Return the unit_costs that make the cheapest path the one of least ``co2e``, ``time`` or ``distance``.

    Examples
    --------
    >>> from geo_ree.routing.factors import rates_for
    >>> unit_costs = unit_costs_of("distance", rates_for("handysize"))
    >>> unit_costs.sea, unit_costs.rail, unit_costs.port
    (1.0, 1.0, 1e-06)
    """
    if objective == "time":
        speed, hours = rates.speed_km_h, rates.handling_hours
        canals = tuple((passage_id, rate.value) for passage_id, rate in rates.passage_hours.items())
        sea, rail, road = (1 / speed[mode].value for mode in ("sea", "rail", "road"))
        port, terminal = hours["port"].value, hours["terminal"].value
        return UnitCosts(objective, sea, rail, road, port + TIE, terminal + TIE, terminal / 2, TIE, canals)
    if objective == "distance":
        return UnitCosts(objective, 1.0, 1.0, 1.0, TIE, TIE, TIE / 2, TIE)
    factor = rates.co2e_g_per_t_km
    sea, rail, road = (factor[mode].value for mode in ("sea", "rail", "road"))
    return UnitCosts(
        objective, sea, rail, road, TRANSFER_G_PER_T, TRANSFER_G_PER_T, TRANSFER_G_PER_T / 2, TRANSFER_G_PER_T
    )


def without_weights(unit_costs: UnitCosts) -> UnitCosts:
    """Return unit costs without what only the search weighs, so that a sum of them is a result.

    >>> from geo_ree.routing.factors import rates_for
    >>> without_weights(unit_costs_of("co2e", rates_for("handysize"))).port
    0.0
    """
    weight = unit_costs.transfer
    port, terminal = unit_costs.port - weight, unit_costs.terminal - weight
    return replace(unit_costs, port=port, terminal=terminal, quay=terminal / 2, transfer=0.0)


@lru_cache(maxsize=8)
def edge_costs(shared: MultimodalNetwork, costing: Costing) -> Numbers:
    """Return what each edge costs, computed once for the same costing; infinite where it may not be used. Read-only."""
    network, unit_costs = shared.network, costing.unit_costs
    by_mode = numpy.array([unit_costs.sea, unit_costs.rail, unit_costs.road, unit_costs.road])
    costs: Numbers = network.length_km * by_mode[network.mode]
    costs[_closed_edges(shared, costing)] = numpy.inf
    costs[network.mode == TRANSFER] += unit_costs.terminal
    half = costing.quay
    costs[shared.sea_edges :][shared.quays] += half
    costs[shared.first_transfer :] += unit_costs.port - unit_costs.terminal - half
    for passage_id, cost in unit_costs.passages:
        costs += numpy.where(network.passages >> PASSAGE_IDS.index(passage_id) & 1, cost, 0.0)
    seal([costs])
    return costs


def _closed_edges(shared: MultimodalNetwork, costing: Costing) -> Flags:
    network, modes = shared.network, [MODES.index(mode) for mode in costing.modes]
    terminals = [TRANSFER] if {RAIL, ROAD} <= set(modes) else []
    closed = ~network.open_edges(closed=costing.closed, modes=[*modes, *terminals])
    avoided = set(costing.avoid_ports)
    closed[shared.first_transfer :] = [port_id in avoided for port_id in shared.transfer_ports]
    return closed
