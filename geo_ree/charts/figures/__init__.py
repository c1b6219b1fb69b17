"""The only folder that imports matplotlib: the charts as figures for print.

* ``api``: the public plots: each returns a matplotlib Figure that cites its sources and prints its caveats
* ``request``: what a plot is asked for: which deposits, and where, how wide and in which colours it is drawn
* ``composition``: charts put on a sheet: heading, what it shows, the drawing, its caveats; at the foot the sources
* ``one_axes``: a chart on axes of the reader's own, where one suffices: its title, units, figures, caveats and sources
  with it
* ``rows``: charts of rows on paper: words, a drawn strip and the figure, beside each other where there is room, else
  stacked
* ``points``: grade against tonnage on paper: a field for each kind of statement, with lines of equal contained oxide
* ``patterns``: rare-earth patterns on paper: a field for each deposit, each analysis with its key
* ``marks``: marks that several charts share: full, pale or hollow points, arrows of bounds, edges broken where
  unverified
* ``sheet``: A sheet of paper: blocks of text and charts, one under the other, in columns; saved with the same bytes
  twice
* ``lettering``: letters on paper: the faces that are there, how wide a text is, and where it is broken into lines
* ``palettes``: the colours of the plots: those of the pages, light and dark, and two sets for print, on white paper
"""
