"""The tables together: look up, prefer, cite, compare versions.

* ``atlas``: atlas: the tables together; look up, prefer, cite
* ``citation_formats``: one source as a line of text, as an entry of BibTeX (biblatex) and as an item of CSL-JSON; and
  how to cite geo_ree
* ``citations``: the sources of an atlas as a bibliography: BibTeX for biblatex, CSL-JSON for Zotero, pandoc and the
  like
* ``diff``: what differs between two versions of the layers, figure by figure
* ``headline``: what a deposit carries of its preferred estimate and of its other rows, under the same names
* ``names``: which deposit, plant or port is meant by an id or by a name
* ``overview``: what an atlas holds, at a glance: one line for a terminal, a small table for a notebook
* ``preference``: what an estimate weighs: its claim status, its computed oxide, and which one of a deposit is
  preferred
* ``rows``: the rows of the tables as frozen records that answer questions about themselves
* ``deposit_profile``: all that the atlas says of one deposit
* ``provenance``: which sources state their figures themselves, and what is left of the tables when only those count
* ``ranking``: where deposits stand in size: "second in the world" depends on what is counted, so each basis has a
  ranking
"""
