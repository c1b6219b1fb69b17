"""The page of one route.

* ``page``: ``draw_route``: a map fitted to the route, its stretches, terms, rates and sources
* ``templates``: the page as HTML
"""
