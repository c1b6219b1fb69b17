"""Routes over sea lanes, railways and roads: legs, hours, emissions.

* ``route``: routes over the sea lanes, railways and roads: what carries a cargo where, how far, how long, on what
  basis
* ``proposed``: the proposed supply routes of ``routes.csv``, found over the networks between the stops that each
  names
* ``matrix``: routes between many places at once
* ``options``: what a query asks for: one record of options, and what they come to with an atlas
* ``places``: the places between which a route runs: anything of an atlas, any port of the networks, or a point
* ``passages``: the passages of the sea: straits, canals and capes that can be closed or opened
* ``ships``: the classes of ship that may be named, and which passages are too small for each
* ``factors``: what a kilometre, an hour and a transfer cost: speeds, emission factors and hours, each with the rows
  it came from
* ``factor_choices``: which rows of ``freight.csv`` stand for them, and why these
* ``legs``: what one vehicle carries between two transfers or stops, a transport chain element of ISO 14083
* ``segments``: a path over the network as segments: one mode and one basis each, with length, hours, emissions and line
* ``wording``: a route in words: its legs as plain text and as HTML, on what each rests, and what was closed
* ``credits``: whom the transport networks come from, and what a file with a route says of it
* ``network``: the networks as arrays, and what they cost
* ``search``: shortest paths over stored contraction hierarchies
"""
