"""The rows of the tables as frozen records that answer questions about themselves; the frames stay the public face.

* ``amount``: ``Amount``: one figure with its upper end, qualifier and unit, and its text for people
* ``base``: ``Record``: what every kind of record can answer: id, date, sources, whether it was read
* ``deposits``: records of deposits, footprints, places, estimates, element shares and by-products
* ``supply_chain``: records of plants, ports, proposed routes, steps of processing and prices
* ``records``: records of events, other figures, notes and sources
* ``collection``: ``Rows``: all records of an atlas, by id and by deposit; who states a row
"""
