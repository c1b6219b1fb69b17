"""Conversions of masses, grades and prices, and of shares between the ways in which oxides are counted.

Each one is a fixed factor. What needs more than that is not converted: a currency needs a rate of a day, a volume a
density, a rare-earth grade in elements the share of each element (:func:`convert_treo` takes those).

Sources
-------
Pound, short ton, long ton
    National Institute of Standards and Technology: Guide for the Use of the International System of Units, Special
    Publication 811 (2008), appendix B.8: 0.45359237 kg (exact), 2,000 lb and 2,240 lb.
Oxides
    The factors of :mod:`geo_ree.chemistry.elements`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from geo_ree.chemistry.elements import ELEMENTS, OXIDES, SESQUIOXIDES, element_of, factor_of
from geo_ree.errors import IncompatibleUnits, UnknownId, fold

POUND_KG = 0.45359237
# In kilograms. "Mt" and "mt" are left out: one is read as a million tonnes and the other as one; "kt" goes with them.
MASSES: Mapping[str, float] = MappingProxyType(
    {
        "g": 0.001,
        "kg": 1.0,
        "t": 1000.0,
        "thousand t": 1e6,
        "million t": 1e9,
        "lb": POUND_KG,
        "short ton": 2000 * POUND_KG,
        "long ton": 2240 * POUND_KG,
    }
)
# In parts per billion, so that every factor is a whole number.
GRADES: Mapping[str, float] = MappingProxyType({"%": 1e7, "kg/t": 1e6, "ppm": 1e3, "g/t": 1e3, "ppb": 1.0})
AMBIGUOUS = ("mt", "kt")
CURRENCY = "USD"
KINDS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "a mass": MASSES,
        "a grade": GRADES,
        # Dearer by the kilogram is cheaper by the gram: a price's factor is the inverse of its mass.
        "a price": MappingProxyType({f"{CURRENCY}/{unit}": 1 / kilograms for unit, kilograms in MASSES.items()}),
    }
)

_SESQUIOXIDE_OF = MappingProxyType({element_of(oxide): oxide for oxide in SESQUIOXIDES})
# Convention -> element -> what an analysis calls it there.
CONVENTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "traded": MappingProxyType({element_of(oxide): oxide for oxide in OXIDES}),
        "sesquioxide": MappingProxyType(
            {element_of(oxide): _SESQUIOXIDE_OF.get(element_of(oxide), oxide) for oxide in OXIDES}
        ),
        "element": MappingProxyType({element_of(oxide): element_of(oxide) for oxide in OXIDES}),
    }
)


def convert(value: float, from_unit: str, to_unit: str) -> float:
    """Return a mass, a grade or a price in another unit.

    Parameters
    ----------
    value : float
        The figure; an array or a Series works too.
    from_unit, to_unit : str
        Masses: ``g``, ``kg``, ``t`` (metric), ``thousand t``, ``million t``, ``lb``, ``short ton``, ``long ton``.
        Grades by mass: ``%``, ``kg/t``, ``ppm``, ``g/t``, ``ppb``. Prices: ``USD/`` and a mass.

    Returns
    -------
    float

    Raises
    ------
    UnknownId
        For a unit that is not listed; no currency but US$ is, because a rate has a day and a source of its own.
    IncompatibleUnits
        Where one is a mass and the other a grade or a price.

    Examples
    --------
    >>> round(convert(1.0, "short ton", "t"), 8), convert(12.5, "million t", "t"), convert(0.175, "%", "ppm")
    (0.90718474, 12500000.0, 1750.0)
    >>> round(convert(56.0, "USD/kg", "USD/lb"), 2), convert(56.0, "USD/kg", "USD/t")
    (25.4, 56000.0)
    """
    from_kind, to_kind = _kind_of(from_unit), _kind_of(to_unit)
    if from_kind != to_kind:
        raise IncompatibleUnits(f"{from_unit} is {from_kind} and {to_unit} is {to_kind}: no factor turns one into it")
    if from_kind == "a price":
        # By the masses: a quotient of whole numbers keeps 56 US$/kg at 56,000 US$/t to the last digit.
        return value * MASSES[to_unit.split("/", 1)[1]] / MASSES[from_unit.split("/", 1)[1]]
    factors = KINDS[from_kind]
    return value * factors[from_unit] / factors[to_unit]


def convert_treo(
    shares: Mapping[str, float], from_convention: str, to_convention: str, *, normalise: bool = True
) -> dict[str, float]:
    """Return an analysis as another convention counts its oxides.

    The same rock has more TREO where cerium counts as CeO2 than where it counts as Ce2O3, and less in elements than in
    either; two analyses can be compared only in one convention.

    Parameters
    ----------
    shares : mapping of str to float
        Oxide (or element) -> share in % of the total, or grade or mass in any unit if ``normalise`` is False; a
        Series with these as its index works too.
    from_convention, to_convention : str
        ``traded`` (CeO2, Pr6O11, Tb4O7 and RE2O3 for the others), ``sesquioxide`` (RE2O3 for all) or ``element``.
    normalise : bool, default True
        Whether the results are in % of the total of the new convention. What the analysis does not list, up to 100 %,
        is kept as it is. False leaves grades and masses as they come out.

    Returns
    -------
    dict of str to float
        In the order given, under the names of the new convention.

    Raises
    ------
    UnknownId
        For an unknown convention, or an oxide that its convention does not have.

    Examples
    --------
    >>> shares = convert_treo({"CeO2": 50.0, "La2O3": 50.0}, "traded", "sesquioxide")
    >>> {oxide: round(share, 2) for oxide, share in shares.items()}
    {'Ce2O3': 48.81, 'La2O3': 51.19}
    >>> convert_treo({"Nd": 100.0}, "element", "traded")
    {'Nd2O3': 100.0}
    """
    names, renamed = _convention(from_convention), _convention(to_convention)
    symbols = {name: symbol for symbol, name in names.items()}
    converted: dict[str, float] = {}
    given = dict(shares.items())  # a Series too: its items are those of a mapping, its values are not
    for name, share in given.items():
        if name not in symbols:
            raise UnknownId(f"oxide or element of the convention {from_convention!r}", name, symbols)
        new_name = renamed[symbols[name]]
        converted[new_name] = share * _factor(new_name) / _factor(name)
    if not normalise:
        return converted
    total = max(100 - math.fsum(given.values()), 0) + math.fsum(converted.values())
    before = max(100.0, math.fsum(given.values()))
    return {name: share * before / total for name, share in converted.items()} if total else converted


def _kind_of(unit: str) -> str:
    for kind, factors in KINDS.items():
        if unit in factors:
            return kind
    if fold(str(unit)) in AMBIGUOUS:
        # The nearest name would be "t", and that a slip by a million.
        raise UnknownId("unambiguous unit (write t, thousand t or million t)", unit, ())
    raise UnknownId("unit", unit, (known for factors in KINDS.values() for known in factors))


def _convention(name: str) -> Mapping[str, str]:
    if name not in CONVENTIONS:
        raise UnknownId("convention of oxides", name, CONVENTIONS)
    return CONVENTIONS[name]


def _factor(name: str) -> float:
    """Return the mass of an oxide made of one unit mass of its element; an element is 1."""
    return 1.0 if name in ELEMENTS else factor_of(name)
