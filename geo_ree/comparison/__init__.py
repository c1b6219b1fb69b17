"""Deposits side by side: measures, kinds of evidence, caveats and a summary.

* ``caveats``: why two figures must not be compared, or what to keep in mind: one small function a rule, in two tables
* ``comparison``: deposits side by side: figures, the evidence behind them, and why some must not be compared
* ``evidence``: which evidence each deposit has published: one small function a row, in one table
* ``measures``: the rows of the side-by-side table: one small function a measure, in one table, in the order a reader
  wants
* ``records``: what a comparison is made of: cells, measures, evidence and caveats. Values only, ready to show
* ``summary``: the head of a comparison in plain sentences: where, how much, and why the figures must not be ranked
"""
