"""How things are said: figures with their units and dates, the words of the tables, the names of countries.

* ``countries``: countries by ISO 3166-1 alpha-2 code: English names and numeric codes. A code that is not here is
  shown as it is
* ``figures``: how a figure is shown to people: digits, thousands, qualifiers, ranges, units and dates
* ``labels``: the words of the tables as people read them. Imports nothing; the page, the cards and the comparison
  share it
"""
