"""The only folder that imports matplotlib: the charts as figures for print.

* ``api``: the public plots: each returns a matplotlib Figure that cites its sources and prints its caveats
* ``points``: charts of points on paper: grade against tonnage, and rare-earth patterns
* ``rows``: charts of rows on paper: words to the left, a drawn column, the figure to the right
* ``sheet``: A sheet of paper: blocks of text and charts, one under the other, in columns; saved with the same bytes
  twice
"""
