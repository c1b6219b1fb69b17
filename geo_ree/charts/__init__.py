"""What the charts show, as small records: figures, bounds, caveats and sources. Nothing is drawn here.

``figures`` draws them with matplotlib, ``pages/comparison/charts.py`` as SVG on the page, so that both show the same
figures.

* ``figures``: the only folder that imports matplotlib: the charts as figures for print
* ``axes``: scales with sensible ticks: logarithmic by decades, or linear from zero
* ``collection``: all charts that the data of some deposits allow, in the order of a reading, and why the others are
  not drawn
* ``estimates``: the estimate ladder: every statement on a deposit's size by date, oxide and material each on a scale
  of its own
* ``grade_tonnage``: grade against tonnage, a facet for each kind of statement: only what one source says whole
* ``labels``: where the labels of points go, so that none covers another: greedy, with leader lines where a label must
  move away
* ``ndpr``: contained NdPr as ranges: the oxide of each statement times the shares that the deposit's analyses give
* ``patterns``: chondrite-normalised rare-earth patterns: which elements an analysed material is rich in, whatever its
  grade
* ``plan``: A plan as a waterfall: what the ore to be treated holds, what is planned, and what laboratory tests
  recovered
* ``rank``: where deposits stand among all of the atlas: a place on each basis, because a rank means something only
  with one
* ``revenue``: what a planned product would fetch at dated prices, oxide by oxide, beside the revenue that was
  announced
* ``rows``: A chart of rows: each row says what it is, stands somewhere on one scale, and names who says so
"""
