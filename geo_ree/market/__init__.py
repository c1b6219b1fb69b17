"""What a kilogram of oxides would fetch, and which countries share a market.

* ``basket_value``: what the oxides in a kilogram of mixed oxide fetch at published prices
* ``supply_shares``: the shares of countries in reserves, mining, separation and magnets
"""
