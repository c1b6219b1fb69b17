"""A plan with all it needs: ore, grade, product, an analysis, recoveries and prices, of a deposit called north."""

import pytest

OTHER_SOURCE = {"source_id": "usgs-pp1802"}
SOURCE = {"source_id": "jorc-code-2012"}


@pytest.fixture
def share_rows():
    """Return a function that makes the rows of one analysis from its shares by oxide."""

    def make(split_id="north-split", deposit_id="north", material="ore", bounds=(), **shares):
        return [
            {
                "split_id": split_id,
                "deposit_id": deposit_id,
                "material": material,
                "material_detail": f"{material} of {deposit_id}",
                "oxide": oxide,
                "share_percent": str(share),
                "qualifier": "less_than" if oxide in bounds else "",
                "normalised_to": "total rare-earth oxide, as printed",
                "as_of": "2001",
                **SOURCE,
            }
            for oxide, share in shares.items()
        ]

    return make


@pytest.fixture
def figure_row():
    """Return a function that makes a row of figures.csv about north."""

    def make(attribute, value, **changes):
        row = {
            "figure_id": f"north-{attribute.replace('_', '-')}",
            "subject_id": "north",
            "attribute": attribute,
            "value": str(value),
            "unit": "t/year",
            "as_of": "2025",
            "publisher_kind": "operator",
            "verified": "yes",
            **SOURCE,
        }
        return row | changes

    return make


@pytest.fixture
def price_row():
    """Return a function that makes a row of prices.csv, at a place where the built-in table has no price."""

    def make(item, usd_per_kg, **changes):
        row = {
            "price_id": f"north-{item.lower().replace(' ', '-').replace(',', '')}-{changes.get('period', '2101')}",
            "item": item,
            "usd_per_kg": str(usd_per_kg),
            "period": "2101",
            "place": "Northland",
            "incoterm": "FOB",
            "price_kind": "yearly_average",
            "publisher_kind": "survey",
            "verified": "yes",
            **SOURCE,
        }
        return row | changes

    return make


@pytest.fixture
def plan_of(pair_of, share_rows, figure_row, process_row, price_row):
    """Return a function that makes an atlas in which north has a plan; keywords replace whole tables."""

    def make(**changes):
        tables = {
            "north": {"ore_million_t": "100", "treo_percent": "2"},
            "figures": [
                figure_row("industrial_throughput_t_ore_per_year", 1000),
                figure_row("industrial_output_treo_t_per_year", 20),
                figure_row("industrial_revenue_million_usd_per_year", 9),
            ],
            "element_shares": share_rows(La2O3=50, CeO2=30, Pr6O11=5, Nd2O3=15),
            "processes": [
                process_row("alone", "concentrate", 90),
                process_row("rich", "concentrate", 50, chain="north-laboratory"),
                process_row("leach", "crack_leach", 80, chain="north-laboratory", qualifier="up_to", **OTHER_SOURCE),
                process_row("cerium", "concentrate", 99, chain="north-laboratory", element="Ce"),
            ],
            "prices": [price_row("La2O3", 1), price_row("Nd2O3", 100), price_row("NdPr oxide", 80)],
        }
        return pair_of(**(tables | changes))

    return make
