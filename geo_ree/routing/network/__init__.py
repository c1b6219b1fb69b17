"""The networks as arrays, and a query's view of them.

* ``graph``: the transport networks: sea lanes, and railways with main roads, as arrays that several queries can share
* ``multimodal``: sea, rail and road as one network for a query, what its edges cost, and where a place joins it
* ``polylines``: where the lines of the land network run: the bends of its edges, and what of them is nearest to a
  place
"""
