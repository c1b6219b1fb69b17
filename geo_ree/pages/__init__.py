"""The pages: comparison, atlas and route.

* ``atlas``: the page of all deposits
* ``comparison``: the page that compares deposits
* ``route``: the page of one route
* ``shared``: what several pages show: cards, statements, citations
* ``world``: the world map that several pages show, and its legend
"""
