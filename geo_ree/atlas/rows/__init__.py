"""The rows of the tables as frozen records that answer questions about themselves; the frames stay the public face.

* ``amount``: one figure with its upper end, its qualifier and its unit
* ``record``: what every record can answer: its id, its date, its sources, whether it was read in one
* ``deposits``: what lies in the ground: deposits, statements, analyses, by-products, areas, places
* ``supply_chain``: plants, ports, proposed routes, steps of processing, prices
* ``records``: events, other figures, notes, sources
* ``collection``: the records of an atlas, table by table, grouped by deposit, and who states one
"""
