"""What a kilogram of oxides would fetch, and which countries share a market.

* ``basket_value``: what the rare earths in a kilogram of mixed oxide would fetch, one by one, at published prices
* ``supply_shares``: how much of the world's rare earths lies, is mined, separated or made into magnets in few
  countries
"""
