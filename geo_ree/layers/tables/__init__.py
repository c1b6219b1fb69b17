"""The tables of the contract: their columns, allowed words and row rules.

* ``basemap``: the table of what is drawn for orientation and never counted with: towns
* ``deposits``: the tables of what lies in the ground: deposits, areas, places, statements, splits and by-products
* ``records``: the tables of what happened and what was said: events, other figures, notes and sources
* ``registry``: the contract of every table of ``layers/``: its columns, their kinds and units, the allowed words, the
  row rules
* ``supply_chain``: the tables of the supply chain: plants, ports, routes, processes, prices and freight
"""
