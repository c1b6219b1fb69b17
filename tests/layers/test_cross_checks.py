"""Circles are found in one walk, whatever their shape; a row that replaces another says the same thing of it."""

from collections import UserDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_ree.layers.cross_checks import MOST_HINTS, keys_on_circles
from geo_ree.layers.folder import check_layers, load_tables
from geo_ree.layers.reading.typed_rows import Record


def family(following):
    """Return rows that each name another by its number; None names nobody."""
    return {
        (str(row),): Record("a.csv", row, {"part_of": None if named is None else str(named)})
        for row, named in enumerate(following)
    }


class Counted(UserDict):
    """Rows that count how often one is looked up."""

    steps = 0

    def __getitem__(self, key):
        self.steps += 1
        return super().__getitem__(key)

    def __contains__(self, key):
        self.steps += 1
        return super().__contains__(key)


def on_circle_by_hand(following, row):
    at = row
    for _ in following:
        at = following[at] if at is not None and at < len(following) else None
        if at == row:
            return True
    return False


@given(st.lists(st.none() | st.integers(0, 12), max_size=12))
def test_the_rows_on_circles_are_those_that_lead_back_to_themselves(following):
    expected = {(str(row),) for row in range(len(following)) if on_circle_by_hand(following, row)}
    assert keys_on_circles(family(following), "part_of") == expected


@pytest.mark.parametrize("last", [None, 0, 500])
def test_a_long_chain_is_walked_once(last):
    rows = Counted(family([*range(1, 2_000), last]))
    keys_on_circles(rows, "part_of")
    assert rows.steps <= 5 * len(rows)


def test_hints_are_sought_for_the_first_unknown_ids_only(layers_of, estimate_row):
    rows = [estimate_row(estimate_id=f"e-{number}", source_id=f"jorc-code-{number}") for number in range(60)]
    faults = check_layers(layers_of(estimates=rows))
    assert len(faults) == 60
    assert faults["allowed"].str.startswith("did you mean").sum() == MOST_HINTS


def freight(**changes):
    row = load_tables()["freight"].reset_index().set_index("freight_id", drop=False)
    known = row.loc["freight-bulk-fleet-speed-2024"].to_dict()
    known = {name: "" if value is None or value != value else value for name, value in known.items()}
    return known | {"verified": "yes"} | changes


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({}, None),
        ({"value": "11"}, None),
        ({"value": "0"}, "value"),
        ({"value": "-11"}, "value"),
        ({"unit": "furlongs per fortnight"}, "unit"),
        ({"attribute": "speed_knot"}, "attribute"),
        ({"attribute": "voyage_days", "unit": "days"}, "attribute"),
        ({"mode": "rail"}, "mode"),
        ({"scope": "WTW"}, "scope"),
    ],
)
def test_what_would_make_routes_wrong_is_found_in_a_folders_freight(layers_of, changes, column):
    faults = check_layers(layers_of(freight=[freight(**changes)]))
    assert list(faults["column"]) == ([column] if column else [])


def test_routes_can_be_computed_from_any_freight_that_is_right(layers_of):
    from geo_ree.routing.factors import rates_for

    folder = layers_of(freight=[freight(value="0.000000001", value_max="1000000", unit="knots")])
    assert check_layers(folder).empty
    assert rates_for("handysize", freight=load_tables(folder)["freight"]).speed_km_h["sea"].value > 0
