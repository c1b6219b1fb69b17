"""The page that compares deposits.

* ``charts``: the charts of the page as inline SVG, from the records of ``geo_ree/charts``
* ``other_figures``: the section of other figures: on the deposits, plants, countries and the world
* ``page``: ``draw_comparison``
* ``panes``: the maps of the deposits, all at one ground scale, each with the others' areas
* ``recoveries``: the list of published steps from feed to product, with what was recovered
* ``side_by_side``: the side-by-side table, the caveats and the matrix of evidence, ready for templates
* ``towns``: the towns around a deposit
* ``templates``: a file a section of the page, in ``parts/``; ``static/`` holds its styles
"""
