"""Shortest paths over stored contraction hierarchies.

* ``contraction``: stored partial contraction hierarchies: shortest paths over a network in a fraction of a search's
  time
* ``core_search``: the cheapest path over the stored hierarchies, up from both ends and through their connected cores
* ``distance_table``: the costs between many places: shortest-path trees over the transport network, several at a time
* ``paths``: the cheapest path between two places over the transport network, and the costs between many
* ``phast``: the costs from several places to all nodes of the sea at once, over its stored hierarchy
* ``through_stops``: the cheapest paths from stop to stop, and what is to be said where there is none
* ``value_table``: another figure of the cheapest paths between many places: the hours of the paths that emit least, say
"""
