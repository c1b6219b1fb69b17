"""The page that compares deposits.

* ``charts``: the charts of the comparison page: the records of ``charts`` as inline SVG, made here and drawn by no
  script
* ``other_figures``: what else is published: every other figure on the compared deposits, their plants, their
  countries and the world
* ``page``: the comparison page: deposits at one ground scale, figures side by side, the world around them, every
  source
* ``panes``: the panes of a comparison: one map a deposit, all at one ground scale, each with the others' areas at
  true size
* ``recoveries``: published steps from feed to product, as the page lists them: what went in, what came out, how much
  was recovered
* ``towns``: the towns around a deposit
"""
