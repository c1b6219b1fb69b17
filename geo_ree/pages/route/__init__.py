"""The page of one route.

* ``page``: the page of one route: a map fitted to it, its stretches as a strip and a table, its terms, rates and
  sources
"""
