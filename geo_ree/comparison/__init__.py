"""Deposits side by side: measures, kinds of evidence, caveats and a summary.

* ``comparison``: `compare` and its result
* ``setting``: what is compared: the atlas, and all that it says of each deposit
* ``measures``: the rows of the side-by-side table, in the order a reader wants
* ``headline_cells``: cells of the preferred estimate: size, grade, what kind of statement it is
* ``deposit_cells``: cells of a deposit: elements, by-products, the project, distances
* ``evidence``: which evidence each deposit has published
* ``caveats``: every caveat of a comparison, in order
* ``pair_caveats``: why the figure of one deposit must not be set against that of another
* ``deposit_caveats``: what to keep in mind of one deposit
* ``caveat_parts``: how a caveat is made from the rows or cells that it is about
* ``summary``: the head of a comparison in plain sentences
* ``records``: cells, measures, evidence and caveats: values only, ready to show
"""
