"""The tables together: look up, prefer, cite, compare versions.

* ``built_in``: ``built_in_atlas``, and the atlas that a function takes where none is given
* ``atlas``: ``Atlas`` and ``load_atlas``: the tables as frames, with look-ups by id or name
* ``citation_formats``: one source as a line of text, BibTeX or CSL-JSON; how to cite geo_ree
* ``citations``: many sources as one bibliography: BibTeX or CSL-JSON
* ``deposit_profile``: all that the atlas says of one deposit, gathered for comparison and charts
* ``diff``: what differs between two versions of the layers, figure by figure
* ``headline``: the columns that a deposit takes over from its preferred estimate and its other rows
* ``names``: which deposit, plant or port is meant by an id or by a name
* ``overview``: what an atlas holds, at a glance: a line for a terminal, a table for a notebook
* ``preference``: the columns derived for estimates: claim status, computed oxide, which one is preferred
* ``provenance``: which sources state their figures themselves; the tables with only those
* ``ranking``: where deposits stand in size, one ranking for each basis that is counted
* ``rows``: the rows of the tables as frozen records; an estimate is in ``rows/deposits``
"""
