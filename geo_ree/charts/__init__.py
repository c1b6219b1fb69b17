"""What the charts show, as small records: figures, bounds, caveats and sources. Nothing is drawn here.

``figures`` draws them with matplotlib, ``pages/comparison/charts.py`` as SVG on the page, so that both show the same
figures.

* ``figures``: the only folder that imports matplotlib: the charts as figures for print
* ``axes``: scales with sensible ticks: logarithmic by decades, or linear from zero
* ``collection``: all charts that the data of some deposits allow, and why the others are not drawn
* ``estimates``: the estimate ladder: every statement on a deposit's size by date
* ``grade_tonnage``: grade against tonnage, a facet for each kind of statement
* ``labels``: where the labels of points go, so that none covers another
* ``ndpr``: contained NdPr as ranges: stated oxide times the shares of the deposit's analyses
* ``patterns``: rare-earth patterns, normalised to chondrite: which elements a material is rich in
* ``plan``: a plan as a waterfall: the ore to be treated, the plan, and what tests recovered
* ``rank``: where deposits stand among all of the atlas, a place on each basis
* ``revenue``: what a planned product would fetch, oxide by oxide, beside the revenue announced
* ``rows``: charts of rows: each row says what it is, stands on one scale and names its source
"""
