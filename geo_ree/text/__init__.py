"""How things are said: figures with their units and dates, the words of the tables, the names of countries.

* ``countries``: countries by ISO 3166-1 alpha-2 code: English names and numeric codes
* ``figures``: a figure as people read it: digits, thousands, qualifiers, ranges, units and dates
* ``labels``: the words of the tables as people read them
"""
