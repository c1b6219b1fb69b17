"""The page of all deposits.

* ``filters``: what places can be filtered, searched and sorted by
* ``page``: ``draw_atlas``: every deposit, plant and port on one map, with all their statements
* ``places``: every place as the page takes it: how it is drawn, found and listed
* ``templates``: the page as HTML; ``static/`` holds its styles
"""
