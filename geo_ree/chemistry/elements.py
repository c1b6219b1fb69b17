"""The 17 rare-earth elements, and thorium beside them: oxides as traded, mass conversions, groups.

Every conversion between oxide and metal in geo_ree goes through the factors here.

Sources
-------
Atomic weights
    Prohaska, T. et al. (2022): Standard atomic weights of the elements 2021 (IUPAC Technical Report), Pure and Applied
    Chemistry 94(5), 573-600, doi:10.1515/pac-2019-0603: the abridged values, to five figures. The revision of Gd and
    Lu that CIAAW published in 2024 leaves their abridged values as they are. Promethium has none.
Light and heavy
    The convention of the U.S. Geological Survey: light is La to Gd, heavy is Tb to Lu with Y, and Sc is neither
    (D. J. Cordier, U.S. Geological Survey: Mineral Resource of the Month: Rare Earth Elements, EARTH, 2018). Others
    draw the line after Sm or Eu, or speak of a middle group: compare shares of "heavy" oxides only where the
    convention is the same.
Chondrite values
    McDonough, W. F. and Sun, S.-s. (1995): The composition of the Earth, Chemical Geology 120, 223-253,
    doi:10.1016/0009-2541(94)00140-4: CI carbonaceous chondrite, in ppm by mass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo_ree.errors import UnknownId

OXYGEN_WEIGHT = 15.999
FORMULA = re.compile(r"(?P<symbol>[A-Z][a-z]?)(?P<metal>\d*)O(?P<oxygen>\d*)")


@dataclass(frozen=True)
class Element:
    """One element: what its oxide is called, weighs and is used for.

    Parameters
    ----------
    symbol, name : str
    atomic_number : int
    oxide : str or None
        The oxide as traded and as TREO counts it; None for promethium, which no ore holds.
    atomic_weight : float or None
        Abridged standard atomic weight.
    group : str or None
        ``light`` or ``heavy``; None for scandium and thorium.
    magnet : str or None
        The magnet alloy that needs it: ``NdFeB`` or ``SmCo``.
    chondrite_ppm : float or None
        CI chondrite, ppm by mass.

    Examples
    --------
    >>> ELEMENTS["Nd"].oxide, ELEMENTS["Nd"].is_magnet_metal, round(ELEMENTS["Nd"].oxide_factor, 4)
    ('Nd2O3', True, 1.1664)
    """

    symbol: str
    name: str
    atomic_number: int
    oxide: str | None
    atomic_weight: float | None
    group: str | None
    magnet: str | None
    chondrite_ppm: float | None

    @property
    def is_magnet_metal(self) -> bool:
        """Whether it goes into NdFeB magnets: Pr, Nd, Tb, Dy. Samarium's magnets (SmCo) are another, smaller trade."""
        return self.magnet == "NdFeB"

    @property
    def oxide_factor(self) -> float | None:
        """Mass of the traded oxide made of one unit mass of the metal; None where no oxide is traded."""
        return None if self.oxide is None else factor_of(self.oxide)


# The lanthanides by atomic number, then yttrium and scandium, as analyses print them.
_RECORDS = (
    Element("La", "lanthanum", 57, "La2O3", 138.91, "light", None, 0.237),
    Element("Ce", "cerium", 58, "CeO2", 140.12, "light", None, 0.613),
    Element("Pr", "praseodymium", 59, "Pr6O11", 140.91, "light", "NdFeB", 0.0928),
    Element("Nd", "neodymium", 60, "Nd2O3", 144.24, "light", "NdFeB", 0.457),
    Element("Pm", "promethium", 61, None, None, "light", None, None),
    Element("Sm", "samarium", 62, "Sm2O3", 150.36, "light", "SmCo", 0.148),
    Element("Eu", "europium", 63, "Eu2O3", 151.96, "light", None, 0.0563),
    Element("Gd", "gadolinium", 64, "Gd2O3", 157.25, "light", None, 0.199),
    Element("Tb", "terbium", 65, "Tb4O7", 158.93, "heavy", "NdFeB", 0.0361),
    Element("Dy", "dysprosium", 66, "Dy2O3", 162.50, "heavy", "NdFeB", 0.246),
    Element("Ho", "holmium", 67, "Ho2O3", 164.93, "heavy", None, 0.0546),
    Element("Er", "erbium", 68, "Er2O3", 167.26, "heavy", None, 0.160),
    Element("Tm", "thulium", 69, "Tm2O3", 168.93, "heavy", None, 0.0247),
    Element("Yb", "ytterbium", 70, "Yb2O3", 173.05, "heavy", None, 0.161),
    Element("Lu", "lutetium", 71, "Lu2O3", 174.97, "heavy", None, 0.0246),
    Element("Y", "yttrium", 39, "Y2O3", 88.906, "heavy", None, 1.57),
    Element("Sc", "scandium", 21, "Sc2O3", 44.956, None, None, 5.92),
)
THORIUM = Element("Th", "thorium", 90, "ThO2", 232.04, None, None, 0.029)

ELEMENTS: Mapping[str, Element] = MappingProxyType({element.symbol: element for element in _RECORDS})
"""The 17 rare-earth elements by symbol: La to Lu, then Y and Sc."""

OXIDES: tuple[str, ...] = tuple(element.oxide for element in _RECORDS if element.oxide is not None)
"""The 16 traded oxides in the order of :data:`ELEMENTS`: La2O3 to Lu2O3 by atomic number, then Y2O3 and Sc2O3."""

NDPR_OXIDES = ("Pr6O11", "Nd2O3")
"""NdPr, as it is sold: praseodymium and neodymium oxide together. A share of NdPr is the sum of these two shares."""

SESQUIOXIDES = ("Ce2O3", "Pr2O3", "Tb2O3")
"""What some analyses state in place of CeO2, Pr6O11, Tb4O7; where CeO2 is half of TREO, that lowers TREO by 2.5 %."""

_BY_SYMBOL = MappingProxyType({**ELEMENTS, "Th": THORIUM})
_KNOWN_OXIDES = (*OXIDES, *SESQUIOXIDES, "ThO2")


def element_of(oxide: str) -> str:
    """Return the symbol of the element that an oxide is of.

    Parameters
    ----------
    oxide : str
        One of :data:`OXIDES` or :data:`SESQUIOXIDES`, or ``ThO2``.

    Raises
    ------
    UnknownId
        For any other text.

    Examples
    --------
    >>> element_of("Pr6O11"), element_of("Ce2O3"), element_of("ThO2")
    ('Pr', 'Ce', 'Th')
    """
    return _parsed(oxide)["symbol"]


def factor_of(oxide: str) -> float:
    """Return the mass of an oxide that one unit mass of its metal makes.

    It is 1 + (oxygen atoms × 15.999) / (metal atoms × atomic weight).

    Raises
    ------
    UnknownId
        For an oxide that :func:`element_of` does not know.

    Examples
    --------
    >>> round(factor_of("CeO2"), 4), round(factor_of("Ce2O3"), 4), round(factor_of("ThO2"), 4)
    (1.2284, 1.1713, 1.1379)
    """
    parts = _parsed(oxide)
    weight = _BY_SYMBOL[parts["symbol"]].atomic_weight
    assert weight is not None  # promethium, the one without, has no oxide among the known
    return 1 + int(parts["oxygen"] or 1) * OXYGEN_WEIGHT / (int(parts["metal"] or 1) * weight)


def oxide_to_metal(mass: float, oxide: str) -> float:
    """Return the mass of metal in a mass of oxide, in the unit given.

    Parameters
    ----------
    mass : float
        Mass of oxide; an array works too.
    oxide : str
        As for :func:`element_of`.

    Raises
    ------
    UnknownId
        For an unknown oxide.

    Examples
    --------
    >>> round(oxide_to_metal(100.0, "Nd2O3"), 2), round(oxide_to_metal(100.0, "ThO2"), 2)
    (85.74, 87.88)
    """
    return mass / factor_of(oxide)


def metal_to_oxide(mass: float, symbol: str) -> float:
    """Return the mass of traded oxide that a mass of metal makes, in the unit given.

    Parameters
    ----------
    mass : float
        Mass of metal; an array works too.
    symbol : str
        A rare-earth element with a traded oxide (any but Pm), or ``Th``.

    Raises
    ------
    UnknownId
        For any other symbol.

    Examples
    --------
    >>> round(metal_to_oxide(100.0, "La"), 2), round(metal_to_oxide(100.0, "Th"), 2)
    (117.28, 113.79)
    """
    element = _BY_SYMBOL.get(symbol)
    if element is None or element.oxide is None:
        raise UnknownId("element with a traded oxide", symbol, (known for known in _BY_SYMBOL if known != "Pm"))
    return mass * factor_of(element.oxide)


def _parsed(oxide: str) -> re.Match[str]:
    parts = FORMULA.fullmatch(oxide) if oxide in _KNOWN_OXIDES else None
    if parts is None:
        raise UnknownId("oxide", oxide, _KNOWN_OXIDES)
    return parts
