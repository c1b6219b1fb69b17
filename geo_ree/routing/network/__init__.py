"""The networks as arrays, and what a search pays on them.

* ``graph``: the transport networks: sea lanes, and railways with main roads, as arrays that several queries can share
* ``multimodal``: sea, rail and road as one network
* ``weights``: what a search minimises and what it may use: the cost of each edge of the network
* ``connectors``: where a place is connected to the network, and what its access costs
* ``polylines``: where the lines of the land network run: the bends of its edges, and what of them is nearest to a
  place
"""
