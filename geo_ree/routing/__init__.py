"""Routes over sea lanes, railways and roads: legs, hours, emissions.

* ``matrix``: routes between many places at once
* ``network``: the networks as arrays, and a query's view of them
* ``search``: shortest paths over stored contraction hierarchies
* ``credits``: whom the transport networks come from: the words that stand wherever their lines are shown or written
* ``factors``: what a kilometre, an hour and a transfer cost: speeds, emission factors and hours, each with the rows
  it came from
* ``legs``: A route as people read it: stretches between changes, on what each rests, and what was shut
* ``options``: what a query asks for, as people say it, made into terms
* ``passages``: the passages of the sea: straits, canals and capes that can be closed or opened
* ``places``: the places between which a route runs: anything of an atlas, any port of the networks, or a point
* ``proposed``: the proposed supply routes of ``routes.csv``, found over the networks between the stops that each
  names
* ``route``: routes over the sea lanes, railways and roads: what carries a cargo where, how far, how long, on what
  basis
* ``segments``: A way over the network as legs: what carries the cargo, from where to where, how far, how long, and on
  what basis
"""
