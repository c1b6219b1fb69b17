"""Routes between many places at once.

* ``chunks``: A matrix computed in blocks: one after the other, by several processes, or by a Dask cluster
* ``matrix``: distances, hours or emissions between many places: a row an origin, a column a destination
* ``places``: the two sides of a matrix: which places they hold, and by which names
* ``store``: A matrix kept in a folder, block by block, so that a run that was interrupted goes on where it stopped
"""
