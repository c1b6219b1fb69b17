"""What the charts show, as small records: figures, bounds, caveats and sources. Nothing is drawn here.

``figures`` draws them with matplotlib, ``pages/comparison/charts.py`` as SVG on the page, so that both show the same figures.
"""
