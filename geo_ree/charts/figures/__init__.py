"""The only folder that imports matplotlib: the charts as figures for print.

* ``api``: the public plots: each returns a matplotlib Figure with its sources and caveats
* ``request``: what a plot is asked for: which deposits, where, how wide and in which colours
* ``composition``: charts put on a sheet: heading, drawing and caveats; at the foot the sources
* ``one_axes``: a chart on axes of the reader's own, with its title, caveats and sources
* ``rows``: charts of rows on paper: words, a drawn strip and the figure
* ``points``: grade against tonnage on paper, with lines of equal contained oxide
* ``patterns``: rare-earth patterns on paper: a field for each deposit
* ``marks``: marks that charts share: full, pale or hollow points, arrows of bounds, broken edges
* ``sheet``: a sheet of paper: blocks of text and charts in columns; the same bytes each time
* ``lettering``: letters on paper: the faces that are there, how wide a text is, where its lines break
* ``palettes``: the colours of the plots: those of the pages, light and dark, and two sets for print
"""
