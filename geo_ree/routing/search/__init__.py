"""Shortest paths over stored contraction hierarchies.

* ``contraction``: stored partial contraction hierarchies: shortest ways over a network in a fraction of a search's
  time
* ``core_search``: the cheapest way found by climbing the stored hierarchies: up from both ends, and through their
  joined cores
* ``distance_table``: the costs between many places: shortest-path trees over the transport network, several at a time
* ``paths``: the cheapest way between two places over the transport network, and the costs between many
* ``phast``: the costs from several places to all nodes of the sea at once, over its stored hierarchy
"""
