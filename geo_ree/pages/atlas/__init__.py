"""The page of all deposits.

* ``filters``: what the places of the atlas can be chosen by: the filters, the words each place is found by, and its
  sort keys
* ``page``: the atlas page: every deposit, plant and port on one map, to search, filter and sort, with all their
  statements
* ``places``: every place of the atlas as its page takes it: how it is drawn, what it is found by, its line in the
  list
"""
