"""Deposits side by side: measures, kinds of evidence, caveats and a summary.

* ``comparison``: ``compare`` and its result
* ``setting``: what is compared: the atlas, and all that it says of each deposit
* ``measures``: the list of measures, in the order a reader wants, each with the function that makes its cell
* ``headline_cells``: cells of the preferred estimate: tonnage, grade, oxide, kind of statement, date
* ``deposit_cells``: cells of a deposit: elements, by-products, the project, distances
* ``evidence``: which evidence each deposit has published
* ``caveats``: every caveat of a comparison, in order
* ``pair_caveats``: why the figure of one deposit must not be set against that of another
* ``deposit_caveats``: what to keep in mind of one deposit
* ``caveat_parts``: how a caveat is made from the rows or cells that it is about
* ``summary``: the head of a comparison in plain sentences; a line for a terminal, a table for a notebook
* ``records``: what a comparison is made of: ``Cell``, ``Measure``, ``Evidence``, ``Caveat``
"""
