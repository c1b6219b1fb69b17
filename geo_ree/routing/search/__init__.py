"""Shortest paths over stored contraction hierarchies."""
