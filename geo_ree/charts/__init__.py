"""What the charts show, as small records: figures, bounds, caveats and sources. Nothing is drawn here.

``plots`` draws them with matplotlib, ``maps/charts.py`` as SVG on the page, so that both show the same figures.
"""
