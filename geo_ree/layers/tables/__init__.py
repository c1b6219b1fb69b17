"""The tables of the contract: their columns, allowed words and row rules.

* ``basemap``: what is drawn for orientation and never counted with: towns
* ``deposits``: deposits, footprints, places, estimates, element shares and by-products, column by column
* ``networks``: sizes of ships and passages and the ports of the transport networks: what of these a person may edit
* ``records``: events, other figures, notes and sources, column by column
* ``registry``: ``TABLES``: the tables of all these files by name; it defines no column itself
* ``supply_chain``: plants, ports, routes, processes, prices and freight, column by column
"""
