"""Conversions are fixed factors that can be undone; what needs more than a factor is refused."""

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_ree.chemistry.elements import OXIDES, factor_of
from geo_ree.chemistry.units import CONVENTIONS, KINDS, convert, convert_treo
from geo_ree.errors import IncompatibleUnits, UnknownId

UNITS = [(kind, unit) for kind, units in KINDS.items() for unit in units]
figures = st.floats(1e-6, 1e9)


@pytest.mark.parametrize(
    ("value", "from_unit", "to_unit", "becomes"),
    [
        (694, "million t", "t", 694e6),
        (1, "short ton", "kg", 907.18474),
        (1, "long ton", "kg", 1016.0469088),
        (1, "lb", "g", 453.59237),
        (1.75, "%", "ppm", 17500),
        (1.75, "%", "kg/t", 17.5),
        (3926, "ppm", "g/t", 3926),
        (56, "USD/kg", "USD/t", 56000),
        (1, "USD/lb", "USD/kg", 1 / 0.45359237),
        (100, "USD/t", "USD/short ton", 90.718474),
    ],
)
def test_a_known_conversion(value, from_unit, to_unit, becomes):
    assert convert(value, from_unit, to_unit) == pytest.approx(becomes, rel=1e-12)


@settings(deadline=None)
@given(value=figures, first=st.sampled_from(UNITS), second=st.sampled_from(UNITS))
def test_a_conversion_can_be_undone_or_is_refused(value, first, second):
    (kind, unit), (other_kind, other) = first, second
    if kind == other_kind:
        assert convert(convert(value, unit, other), other, unit) == pytest.approx(value, rel=1e-12)
    else:
        with pytest.raises(IncompatibleUnits, match=kind):
            convert(value, unit, other)


@settings(deadline=None)
@given(value=figures, units=st.sampled_from(list(KINDS.values())).map(list).flatmap(st.permutations))
def test_a_detour_changes_nothing(value, units):
    first, between, last = units[:3]
    assert convert(convert(value, first, between), between, last) == pytest.approx(convert(value, first, last))


@settings(deadline=None)
@given(value=figures, kind=st.sampled_from(list(KINDS)))
def test_a_unit_into_itself_is_the_same_figure(value, kind):
    for unit in KINDS[kind]:
        assert convert(value, unit, unit) == pytest.approx(value, rel=1e-15)


def test_an_array_is_converted_element_by_element():
    assert convert(numpy.array([1.0, 2.0]), "t", "kg").tolist() == [1000, 2000]


@pytest.mark.parametrize("unit", ["RMB/t", "EUR/kg", "Mt", "mt", "m3"])
def test_what_has_no_fixed_factor_is_refused(unit):
    with pytest.raises(UnknownId):
        convert(1.0, unit, "t")


@pytest.mark.parametrize("unit", ["Mt", "mt", "kt"])
def test_a_unit_that_people_read_in_several_ways_is_not_taken_for_the_tonne(unit):
    with pytest.raises(UnknownId, match="write t, thousand t or million t") as refused:
        convert(1.0, unit, "t")
    assert "did you mean" not in str(refused.value)


def test_the_shares_of_an_analysis_can_be_given_as_a_series():
    shares = {"CeO2": 50.0, "La2O3": 25.0}
    converted = convert_treo(shares, "traded", "element")
    assert convert_treo(pandas.Series(shares), "traded", "element") == pytest.approx(converted)


def test_a_price_in_another_currency_names_the_units_there_are():
    with pytest.raises(UnknownId, match="USD/"):
        convert(1.0, "RMB/kg", "USD/kg")


def test_half_of_ceria_moves_the_total_by_two_and_a_half_percent():
    grades = {"CeO2": 0.5, "La2O3": 0.5}
    lowered = convert_treo(grades, "traded", "sesquioxide", normalise=False)
    assert 1 - sum(lowered.values()) == pytest.approx(0.0233, abs=0.0005)
    assert lowered["La2O3"] == 0.5


def test_elements_become_oxides_by_the_factors_of_the_element_table():
    oxides = convert_treo({"Nd": 10.0, "Pr": 3.0}, "element", "traded", normalise=False)
    assert oxides == pytest.approx({"Nd2O3": 10 * factor_of("Nd2O3"), "Pr6O11": 3 * factor_of("Pr6O11")})


def test_what_an_analysis_does_not_list_is_kept_as_it_is():
    # 60 % ceria and 40 % of something unnamed: only the ceria weighs less as Ce2O3.
    lighter = 60 * factor_of("Ce2O3") / factor_of("CeO2")
    assert convert_treo({"CeO2": 60.0}, "traded", "sesquioxide") == {
        "Ce2O3": pytest.approx(100 * lighter / (lighter + 40))
    }


CONVENTION = st.sampled_from(list(CONVENTIONS))


@st.composite
def analyses(draw):
    """Return shares of oxides as traded that make 100 %."""
    oxides = draw(st.lists(st.sampled_from(OXIDES), min_size=1, unique=True))
    parts = [draw(st.floats(0.01, 100)) for _ in oxides]
    return {oxide: 100 * part / sum(parts) for oxide, part in zip(oxides, parts, strict=True)}


@settings(deadline=None)
@given(analyses(), CONVENTION, CONVENTION)
def test_shares_of_a_whole_stay_shares_of_a_whole_and_come_back(shares, there, through):
    away = convert_treo(convert_treo(shares, "traded", through), through, there)
    assert sum(away.values()) == pytest.approx(100)
    assert convert_treo(away, there, "traded") == pytest.approx(shares)


@settings(deadline=None)
@given(analyses(), st.booleans())
def test_a_convention_into_itself_changes_nothing(shares, normalise):
    assert convert_treo(shares, "traded", "traded", normalise=normalise) == pytest.approx(shares)


@settings(deadline=None)
@given(analyses())
def test_elements_weigh_less_than_sesquioxides_and_those_no_more_than_oxides_as_traded(shares):
    totals = [
        sum(convert_treo(shares, "traded", name, normalise=False).values())
        for name in ("element", "sesquioxide", "traded")
    ]
    assert totals[0] < totals[1] <= totals[2] * (1 + 1e-12)


def test_an_empty_analysis_stays_empty():
    assert convert_treo({}, "traded", "element") == {}


@pytest.mark.parametrize(
    ("shares", "from_convention", "to_convention", "names"),
    [
        ({"Ce2O3": 50}, "traded", "element", "CeO2"),
        ({"CeO2": 50}, "sesquioxide", "traded", "Ce2O3"),
        ({"NdPr": 50}, "traded", "sesquioxide", "Nd2O3"),
        ({"CeO2": 50}, "traded", "sesqui", "sesquioxide"),
    ],
)
def test_a_name_of_another_convention_is_refused(shares, from_convention, to_convention, names):
    with pytest.raises(UnknownId) as caught:
        convert_treo(shares, from_convention, to_convention)
    assert names in caught.value.known


def test_shares_rounded_to_more_than_the_whole_keep_their_sum():
    shares = convert_treo({"CeO2": 60.0, "La2O3": 45.0}, "traded", "sesquioxide")
    assert sum(shares.values()) == pytest.approx(105)
